package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
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

// records reads RFC 4180 records from bytes as encoding/csv does with
// LazyQuotes and any number of fields, for which a fuzz test stands: empty
// lines are skipped, \r\n counts as \n, and a quote where none belongs is
// text. It is faster because a line without quotes is cut up where it lies.
type records struct {
	src    io.Reader
	comma  byte
	buf    []byte
	start  int // first byte of buf that was not handed out
	end    int // end of what was read into buf
	srcErr error

	lines  uint32 // physical lines handed out
	rows   int
	fields [][]byte
	text   []byte // a record with quotes, unquoted
	ends   []int  // ends of its fields in text

	// line is where the record returned last begins, counted from 1.
	line uint32
	// unclosed says that the file ended inside a quoted field.
	unclosed bool
}

func newRecords(src io.Reader, comma byte) *records {
	return &records{src: src, comma: comma, buf: make([]byte, 256<<10)}
}

// next gives the fields of the next record, valid until the next call, or
// io.EOF. Any other error names the line.
func (r *records) next() ([][]byte, error) {
	for {
		line, err := r.readLine()
		if err != nil {
			return nil, err
		}
		if body := trimNewline(line); len(body) > 0 {
			if r.rows++; r.rows > maxRows {
				return nil, fmt.Errorf("line %d: %w", r.lines, errManyRecords)
			}
			r.line = r.lines
			if bytes.IndexByte(body, '"') >= 0 {
				return r.quoted(line)
			}
			return r.plain(body)
		}
	}
}

// plain cuts up a line without quotes. It looks for commas in eight bytes at
// once: in found, the top bit of each byte that is a comma is set.
func (r *records) plain(line []byte) ([][]byte, error) {
	const low7, ones = 0x7f7f7f7f7f7f7f7f, 0x0101010101010101
	fields, from, i := r.fields[:0], 0, 0
	for commas := ones * uint64(r.comma); i+8 <= len(line); i += 8 {
		x := binary.LittleEndian.Uint64(line[i:]) ^ commas
		found := ^((x&low7 + low7) | x | low7)
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)/8
			fields = append(fields, line[from:at])
			from = at + 1
		}
	}
	for ; i < len(line); i++ {
		if line[i] == r.comma {
			fields = append(fields, line[from:i])
			from = i + 1
		}
	}
	r.fields = append(fields, line[from:])
	if len(r.fields) > maxColumns {
		return nil, fmt.Errorf("line %d: %w", r.line, errWideRecord)
	}
	return r.fields, nil
}

// quoted reads a record that has quotes somewhere, over as many lines as it
// takes.
func (r *records) quoted(line []byte) ([][]byte, error) {
	r.text, r.ends = r.text[:0], r.ends[:0]
	more := true
	for more {
		if len(r.ends) >= maxColumns {
			return nil, fmt.Errorf("line %d: %w", r.line, errWideRecord)
		}
		var err error
		if len(line) > 0 && line[0] == '"' {
			line, more, err = r.quotedField(line[1:])
			if err != nil {
				return nil, err
			}
		} else {
			i := bytes.IndexByte(line, r.comma)
			if more = i >= 0; more {
				r.text = append(r.text, line[:i]...)
				line = line[i+1:]
			} else {
				r.text = append(r.text, trimNewline(line)...)
			}
		}
		r.ends = append(r.ends, len(r.text))
	}
	r.fields = r.fields[:0]
	from := 0
	for _, end := range r.ends {
		r.fields = append(r.fields, r.text[from:end])
		from = end
	}
	return r.fields, nil
}

// quotedField appends a field to r.text, from behind its opening quote. It
// gives what is left of the last line and whether another field follows.
func (r *records) quotedField(line []byte) (rest []byte, more bool, err error) {
	for {
		if i := bytes.IndexByte(line, '"'); i >= 0 {
			r.text = append(r.text, line[:i]...)
			line = line[i+1:]
			switch {
			case len(line) > 0 && line[0] == '"':
				r.text = append(r.text, '"')
				line = line[1:]
			case len(line) > 0 && line[0] == r.comma:
				return line[1:], true, nil
			case len(trimNewline(line)) == 0:
				return nil, false, nil
			default:
				r.text = append(r.text, '"')
			}
			continue
		}
		r.text = append(r.text, line...)
		if len(r.text) > maxRecord {
			return nil, false, fmt.Errorf("line %d: %w", r.line, errLongRecord)
		}
		line, err = r.readLine()
		if err == io.EOF {
			r.unclosed = true
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
	}
}

// readLine gives the next line with its \n, or without one at the end of the
// file; \r\n becomes \n. The line is valid until the next call.
func (r *records) readLine() ([]byte, error) {
	seen := 0
	for {
		if i := bytes.IndexByte(r.buf[r.start+seen:r.end], '\n'); i >= 0 {
			line := r.buf[r.start : r.start+seen+i+1]
			r.start += len(line)
			r.lines++
			if n := len(line); n >= 2 && line[n-2] == '\r' {
				line[n-2] = '\n'
				line = line[:n-1]
			}
			return line, nil
		}
		seen = r.end - r.start
		if seen > maxRecord {
			return nil, fmt.Errorf("line %d: %w", r.lines+1, errLongRecord)
		}
		if r.srcErr != nil {
			return r.lastLine()
		}
		r.fill()
	}
}

// lastLine gives what stands behind the last \n. As in encoding/csv, a \r at
// the very end is dropped.
func (r *records) lastLine() ([]byte, error) {
	if r.srcErr != io.EOF {
		return nil, fmt.Errorf("line %d: %w", r.lines+1, r.srcErr)
	}
	line := r.buf[r.start:r.end]
	r.start = r.end
	if len(line) == 0 {
		return nil, io.EOF
	}
	r.lines++
	if line[len(line)-1] == '\r' {
		line = line[:len(line)-1]
	}
	return line, nil
}

// fill reads more bytes behind those that were not handed out.
func (r *records) fill() {
	if r.start > 0 {
		copy(r.buf, r.buf[r.start:r.end])
		r.end -= r.start
		r.start = 0
	}
	if r.end == len(r.buf) {
		bigger := make([]byte, 2*len(r.buf))
		copy(bigger, r.buf)
		r.buf = bigger
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
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
