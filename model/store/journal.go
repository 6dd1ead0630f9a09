package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"

	"consilience/model"
)

// A journal holds the operations of one author on one device, one record after
// the other:
//
//	length   4 bytes, little-endian: bytes of the operation
//	CRC-32C  4 bytes, little-endian: of the operation
//	operation as JSON, at most 1 MiB; its "prev" is the SHA-256 of the JSON before
//
// Records are only ever appended, and are on the disk before anybody is told
// that an operation is saved. So of an unclean end only a record that was
// never acknowledged can remain, at the end of the file and cut short.
const (
	recordHeader = 8
	maxOperation = 1 << 20
	maxJournal   = 2 << 30
)

// recordStart opens every operation's JSON: its first field.
var recordStart = []byte(`{"author":"`)

// stored is an operation with its bytes as they stand in the journal.
type stored struct {
	op  model.Operation
	raw []byte
}

func (o stored) hash() string {
	sum := sha256.Sum256(o.raw)
	return hex.EncodeToString(sum[:])
}

func decodeOperation(raw []byte) (stored, error) {
	o := stored{raw: raw}
	err := json.Unmarshal(raw, &o.op)
	return o, err
}

// appendRecord frames an operation.
func appendRecord(b, raw []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(raw)))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(raw, castagnoli))
	return append(b, raw...)
}

// encodeJournal is the file that holds the operations.
func encodeJournal(ops []stored) []byte {
	var b []byte
	for _, o := range ops {
		b = appendRecord(b, o.raw)
	}
	return b
}

// recordAt reads the record at the start of data; ok is false if there is no
// whole one.
func recordAt(data []byte) (raw []byte, ok bool) {
	if len(data) < recordHeader {
		return nil, false
	}
	n := binary.LittleEndian.Uint32(data)
	if n == 0 || n > maxOperation || uint64(n) > uint64(len(data)-recordHeader) {
		return nil, false
	}
	raw = data[recordHeader : recordHeader+n : recordHeader+n]
	return raw, crc32.Checksum(raw, castagnoli) == binary.LittleEndian.Uint32(data[4:])
}

// gap is a stretch of a journal, from one byte to before another, in which no
// whole record stands.
type gap struct{ from, to int }

// scanJournal finds the whole records and the gaps between them. After a
// damaged record it goes on at the next whole one, so that one bad byte costs
// one operation. The search is bounded, so that no file can make it endless.
func scanJournal(data []byte) (records [][]byte, gaps []gap) {
	budget := 16<<20 + 4*len(data) // bytes that the search for a next record may sum up
	for off := 0; off < len(data); {
		if raw, ok := recordAt(data[off:]); ok {
			records = append(records, raw)
			off += recordHeader + len(raw)
			continue
		}
		next := nextRecord(data, off+1, &budget)
		gaps = append(gaps, gap{off, next})
		off = next
	}
	return records, gaps
}

// nextRecord finds the first whole record at or after from; len(data) if there
// is none.
func nextRecord(data []byte, from int, budget *int) int {
	for from+recordHeader < len(data) && *budget > 0 {
		i := bytes.Index(data[from+recordHeader:], recordStart)
		if i < 0 {
			break
		}
		at := from + i
		*budget -= int(min(binary.LittleEndian.Uint32(data[at:]), maxOperation))
		if _, ok := recordAt(data[at:]); ok {
			return at
		}
		from = at + 1
	}
	return len(data)
}

// end says how a journal ends.
type end int

const (
	endWhole   end = iota
	endCut         // in a record that was never wholly written
	endDamaged     // in bytes that were once a whole record, or never one
)

// journal is what reading one file gave.
type journal struct {
	ops []stored
	// missing names operations that must have been there, such as
	// "amina.7f3a9c21.5" or "amina.7f3a9c21.5 to 9".
	missing []string
	// strange names what is there and doesn't belong: broken chains,
	// repeated or foreign operations.
	strange []string
	// torn says that the file has to be written anew: it holds more than the
	// records of ops, besides its end.
	torn bool
	end  end
	// whole is the number of bytes up to the end of the last whole record.
	whole int
}

func (j journal) last() stored {
	if len(j.ops) == 0 {
		return stored{}
	}
	return j.ops[len(j.ops)-1]
}

// readJournal reads the file of an author's device and verifies its chain. It
// takes any bytes; what is whole is kept, whatever stands around it.
func readJournal(author, device string, data []byte) journal {
	records, gaps := scanJournal(data)
	j := journal{whole: len(data)}
	for _, raw := range records {
		j.add(author, device, raw)
	}
	if n := len(gaps); n > 0 && gaps[n-1].to == len(data) {
		j.whole = gaps[n-1].from
		j.end = endOf(data[j.whole:])
		gaps = gaps[:n-1]
	}
	if j.torn = j.torn || len(gaps) > 0; j.torn && len(j.missing)+len(j.strange) == 0 {
		j.strange = append(j.strange, fmt.Sprintf("bytes at %d that are no operation", gaps[0].from))
	}
	return j
}

// add takes the next record of the file.
func (j *journal) add(author, device string, raw []byte) {
	last := j.last()
	o, err := decodeOperation(raw)
	switch {
	case err != nil || o.op.Author != author || o.op.Device != device || o.op.Seq == 0:
		j.strange = append(j.strange, fmt.Sprintf("a record after %s", model.NewOpID(author, device, last.op.Seq)))
		j.torn = true
		return
	case o.op.Seq <= last.op.Seq:
		j.strange = append(j.strange, fmt.Sprintf("%s stands twice", o.op.ID()))
		j.torn = true
		return
	case o.op.Seq > last.op.Seq+1:
		j.missing = append(j.missing, span(author, device, last.op.Seq+1, o.op.Seq-1))
	case last.raw == nil && o.op.Prev != "", last.raw != nil && o.op.Prev != last.hash():
		j.strange = append(j.strange, fmt.Sprintf("%s does not follow the one before", o.op.ID()))
	}
	j.ops = append(j.ops, o)
}

// endOf tells a record that was never wholly written from a damaged one: it
// promises more bytes than there are, or ends in the zeros with which a file
// system fills what never reached the disk.
func endOf(tail []byte) end {
	if len(tail) < recordHeader || tail[len(tail)-1] == 0 {
		return endCut
	}
	n, rest := binary.LittleEndian.Uint32(tail), tail[recordHeader:]
	if n <= maxOperation && int(n) > len(rest) && bytes.HasPrefix(recordStart, firstBytes(rest)) && !json.Valid(rest) {
		return endCut
	}
	return endDamaged
}

func firstBytes(b []byte) []byte { return b[:min(len(b), len(recordStart))] }

// span names operations from one sequence number to another.
func span(author, device string, from, to uint64) string {
	name := string(model.NewOpID(author, device, from))
	if to > from {
		name += fmt.Sprintf(" to %d", to)
	}
	return name
}

// journalHead is where an author's device stands: what the next operation
// follows.
type journalHead struct {
	Author string `json:"author"`
	Device string `json:"device"`
	Seq    uint64 `json:"seq"`
	Hash   string `json:"hash"`
	HLC    uint64 `json:"hlc"`
	Size   int64  `json:"size"`

	file *os.File
	// broken is set when a failed write could not be taken back; nothing more
	// is appended until the journal was read again.
	broken bool
}

func (h *journalHead) name() string { return journalName(h.Author, h.Device) }

func (h *journalHead) close() {
	if h.file != nil {
		_ = h.file.Close() // every record was synced when it was written
		h.file = nil
	}
}

func journalName(author, device string) string { return author + "." + device + ".log" }

// splitJournalName takes a journal's name apart; ok is false for other files.
func splitJournalName(name string) (author, device string, ok bool) {
	base, found := strings.CutSuffix(name, ".log")
	i := strings.LastIndexByte(base, '.')
	if !found || i < 1 {
		return "", "", false
	}
	author, device = base[:i], base[i+1:]
	return author, device, safeName(author) && safeName(device)
}

// write appends a record and waits until it is on the disk. If it fails, the
// file is as it was.
func (h *journalHead) write(path string, raw []byte) error {
	if h.broken {
		return errors.New("an earlier write to the journal could not be taken back")
	}
	if h.file == nil {
		if err := h.openFile(path); err != nil {
			return err
		}
	}
	record := appendRecord(make([]byte, 0, recordHeader+len(raw)), raw)
	_, err := h.file.WriteAt(record, h.Size)
	if err == nil {
		err = h.file.Sync()
	}
	if err != nil {
		if back := errors.Join(h.file.Truncate(h.Size), h.file.Sync()); back != nil {
			h.broken = true
		}
		return err
	}
	h.Size += int64(len(record))
	return nil
}

func (h *journalHead) openFile(path string) error {
	fresh := !exists(path)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if fresh {
		if err := syncDir(filepath.Dir(path)); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	h.file = f
	return nil
}
