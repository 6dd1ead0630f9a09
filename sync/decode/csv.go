package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"unicode/utf8"
)

// The limits of a text table. They are far above what any publisher exports
// and far below what would fill a member's machine.
const (
	maxRecord  = 16 << 20    // bytes of one record, line breaks in quotes included
	maxColumns = 200_000     // fields of one record
	maxRows    = 100_000_000 // records of one file
)

// Errors of a records reader, wrapped with the line.
var (
	errLongRecord  = errors.New("a line is longer than 16 MiB")
	errWideRecord  = errors.New("a line has more than 200,000 fields")
	errManyRecords = errors.New("the file has more than 100 million lines")
)

// cutter cuts RFC 4180 records out of bytes as encoding/csv does with
// LazyQuotes and any number of fields, for which a fuzz test stands: empty
// lines are skipped, \r\n counts as \n, and a quote where none belongs is
// text. It is faster because fields are cut out of the buffer where they lie: a
// quote that was doubled, or a \r, only moves what follows it in its field.
type cutter struct {
	src    io.Reader
	comma  byte
	buf    []byte
	start  int // first byte of the record handed out last
	used   int // its bytes, with the \n behind it
	end    int // end of what was read into buf
	srcErr error
	took   int64 // bytes read
	// another gives the buffer in which reading goes on, so that the records cut
	// so far stay where they are; nil where they need not.
	another func() []byte

	lines  uint32 // physical lines handed out
	rows   int
	fields [][]byte // of the record, behind those of records that are kept
	kept   int      // how many of fields are those
	spans  []extent // the fields of a record with quotes, counted from start
	record
}

// record is what is known of a record beside its fields.
type record struct {
	// line is where it begins, counted from 1.
	line uint32
	// valid says that it is UTF-8 as a whole. If not, some fields are.
	valid bool
	// unclosed says that the file ended inside a quoted field.
	unclosed bool
	// passed are the bytes of the records before it.
	passed int64
}

// extent is a field of the record that begins at start.
type extent struct{ from, to int }

func newCutter(src io.Reader, comma byte) *cutter {
	return &cutter{src: src, comma: comma, buf: make([]byte, 256<<10)}
}

// next gives the fields of the next record, or io.EOF. Any other error names
// the line.
func (r *cutter) next() ([][]byte, error) {
	for {
		r.passed += int64(r.used)
		r.start, r.used = r.start+r.used, 0
		to, err := r.readLine()
		if err != nil {
			return nil, err
		}
		if body := trimNewline(r.buf[r.start : r.start+to]); len(body) > 0 {
			if r.rows++; r.rows > maxRows {
				return nil, fmt.Errorf("line %d: %w", r.lines, errManyRecords)
			}
			r.line = r.lines
			if bytes.IndexByte(body, '"') < 0 {
				return r.plain(body)
			}
			if r.tidy(body) {
				return r.fields[r.kept:], nil
			}
			return r.quoted(to)
		}
	}
}

// plain cuts up a line without quotes. It looks for commas in eight bytes at
// once: in found, the top bit of each byte that is a comma is set.
func (r *cutter) plain(line []byte) ([][]byte, error) {
	const low7, ones = 0x7f7f7f7f7f7f7f7f, 0x0101010101010101
	fields, from, i := r.fields[:r.kept], 0, 0
	seen := uint64(0) // bits of any byte: the top ones tell whether all is ASCII
	for commas := ones * uint64(r.comma); i+8 <= len(line); i += 8 {
		bits8 := binary.LittleEndian.Uint64(line[i:])
		seen |= bits8
		x := bits8 ^ commas
		found := ^((x&low7 + low7) | x | low7)
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)/8
			fields = append(fields, line[from:at])
			from = at + 1
		}
	}
	for ; i < len(line); i++ {
		seen |= uint64(line[i])
		if line[i] == r.comma {
			fields = append(fields, line[from:i])
			from = i + 1
		}
	}
	r.fields = append(fields, line[from:])
	if len(r.fields)-r.kept > maxColumns {
		return nil, fmt.Errorf("line %d: %w", r.line, errWideRecord)
	}
	r.valid = seen&^low7 == 0 || utf8.Valid(line)
	return r.fields[r.kept:], nil
}

// tidy cuts up a line whose quotes stand around whole fields and nowhere else,
// and says whether it is one. Like plain it looks at eight bytes at once.
func (r *cutter) tidy(line []byte) bool {
	const low7, ones = 0x7f7f7f7f7f7f7f7f, 0x0101010101010101
	fields, from := r.fields[:r.kept], 0
	open, shut := false, false // inside a quoted field; behind one
	for i := 0; i < len(line); i += 8 {
		var bits8 uint64
		if i+8 <= len(line) {
			bits8 = binary.LittleEndian.Uint64(line[i:])
		} else {
			for k, c := range line[i:] {
				bits8 |= uint64(c) << (8 * k)
			}
		}
		x, y := bits8^ones*uint64(r.comma), bits8^ones*'"'
		found := ^((x&low7 + low7) | x | low7) | ^((y&low7 + low7) | y | low7)
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)/8
			switch {
			case line[at] == r.comma:
				if open {
					continue
				}
				if !shut {
					fields = append(fields, line[from:at])
				}
				from, shut = at+1, false
			case open:
				if at+1 < len(line) && line[at+1] != r.comma {
					return false
				}
				fields = append(fields, line[from:at])
				open, shut = false, true
			case at == from && !shut:
				from, open = at+1, true
			default:
				return false
			}
		}
	}
	if open || len(fields)-r.kept >= maxColumns {
		return false
	}
	if !shut {
		fields = append(fields, line[from:])
	}
	r.fields = fields
	r.valid = utf8.Valid(line)
	return true
}

// quoted reads a record that has quotes somewhere, over as many lines as it
// takes. Its first line ends at to.
func (r *cutter) quoted(to int) ([][]byte, error) {
	r.spans = r.spans[:0]
	for i, more := 0, true; more; {
		if len(r.spans) >= maxColumns {
			return nil, fmt.Errorf("line %d: %w", r.line, errWideRecord)
		}
		line := r.buf[r.start+i : r.start+to]
		if len(line) > 0 && line[0] == '"' {
			var err error
			if i, to, more, err = r.quotedField(i+1, to); err != nil {
				return nil, err
			}
			continue
		}
		end := bytes.IndexByte(line, r.comma)
		if more = end >= 0; !more {
			end = len(trimNewline(line))
		}
		r.spans = append(r.spans, extent{i, i + end})
		i += end + 1
	}
	r.fields = r.fields[:r.kept]
	all := r.buf[r.start:r.end]
	for _, s := range r.spans {
		r.fields = append(r.fields, all[s.from:s.to])
	}
	r.valid = utf8.Valid(all[:r.used])
	return r.fields[r.kept:], nil
}

// quotedField reads a field from behind its opening quote at i; the line ends at
// to. It gives where the next field begins, in a line that ends at end, and
// whether there is one.
func (r *cutter) quotedField(i, to int) (next, end int, more bool, err error) {
	from, w := i, i // what was read of the field lies from from to w
	for {
		line := r.buf[r.start : r.start+to]
		if n := bytes.IndexByte(line[i:], '"'); n >= 0 {
			if w != i {
				copy(line[w:], line[i:i+n])
			}
			w, i = w+n, i+n+1
			switch {
			case i < to && line[i] == '"':
				line[w] = '"'
				w, i = w+1, i+1
			case i < to && line[i] == r.comma:
				r.spans = append(r.spans, extent{from, w})
				return i + 1, to, true, nil
			case len(trimNewline(line[i:])) == 0:
				r.spans = append(r.spans, extent{from, w})
				return i, to, false, nil
			default:
				line[w] = '"'
				w++
			}
			continue
		}
		if w != i {
			copy(line[w:], line[i:])
		}
		w += to - i
		if r.used > maxRecord {
			return 0, 0, false, fmt.Errorf("line %d: %w", r.line, errLongRecord)
		}
		i = r.used
		to, err = r.readLine()
		if err == io.EOF {
			r.unclosed = true
			r.spans = append(r.spans, extent{from, w})
			return 0, 0, false, nil
		}
		if err != nil {
			return 0, 0, false, err
		}
	}
}

// readLine adds the next line to the record and gives where it ends, with its
// \n, or without one at the end of the file; \r\n becomes \n.
func (r *cutter) readLine() (to int, err error) {
	seen := r.used
	for {
		if i := bytes.IndexByte(r.buf[r.start+seen:r.end], '\n'); i >= 0 {
			line := r.buf[r.start+r.used : r.start+seen+i+1]
			r.used += len(line)
			r.lines++
			if n := len(line); n >= 2 && line[n-2] == '\r' {
				line[n-2] = '\n'
				return r.used - 1, nil
			}
			return r.used, nil
		}
		seen = r.end - r.start
		if seen-r.used > maxRecord {
			return 0, fmt.Errorf("line %d: %w", r.lines+1, errLongRecord)
		}
		if r.srcErr != nil {
			return r.lastLine()
		}
		r.fill()
	}
}

// lastLine gives what stands behind the last \n. As in encoding/csv, a \r at
// the very end is dropped.
func (r *cutter) lastLine() (to int, err error) {
	if r.srcErr != io.EOF {
		return 0, fmt.Errorf("line %d: %w", r.lines+1, r.srcErr)
	}
	line := r.buf[r.start+r.used : r.end]
	r.used = r.end - r.start
	if len(line) == 0 {
		return 0, io.EOF
	}
	r.lines++
	if line[len(line)-1] == '\r' {
		return r.used - 1, nil
	}
	return r.used, nil
}

// fill reads more bytes behind those of the record.
func (r *cutter) fill() {
	if rest := r.buf[r.start:r.end]; r.start > 0 {
		if r.another != nil {
			if r.buf = r.another(); r.buf == nil {
				r.srcErr = errStopped
				r.start, r.end = 0, 0
				return
			}
		}
		if len(r.buf) < len(rest) {
			r.buf = make([]byte, 2*len(rest))
		}
		r.start, r.end = 0, copy(r.buf, rest)
	}
	if r.end == len(r.buf) {
		bigger := make([]byte, 2*len(r.buf))
		copy(bigger, r.buf)
		r.buf = bigger
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.took += int64(n)
		if err != nil {
			r.srcErr = err
			return
		}
		if n > 0 {
			return
		}
	}
	r.srcErr = io.ErrNoProgress
}

func trimNewline(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		return line[:n-1]
	}
	return line
}
