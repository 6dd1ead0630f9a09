package decode

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// all reads every record as strings.
func all(r *records) (rows [][]string, err error) {
	for {
		fields, err := r.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		row := make([]string, len(fields))
		for i, f := range fields {
			row[i] = string(f)
		}
		rows = append(rows, row)
	}
}

var csvSeeds = []string{
	"", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a\n\n\nb", "\"a\nb\",c\n", "\"a\"\"b\"\n", "\"a\" b,c\nd",
	"\"open", "a,\"b\r\nc\"\r\n", "a\r", "\"a\r", ",\n,,\n", "a \"b\" c,d\n", "\"\",\"\"\n", "\"a\",", "é,\xff\n", "\r\n\r\nx",
}

func TestRecordsEqualEncodingCSV(t *testing.T) {
	for _, seed := range csvSeeds {
		checkRecords(t, []byte(seed))
	}
}

func FuzzRecords(f *testing.F) {
	for _, seed := range csvSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(checkRecords)
}

// checkRecords compares with encoding/csv: same fields, same first lines,
// whatever the size of the pieces in which the bytes arrive.
func checkRecords(t *testing.T, in []byte) {
	theirs := csv.NewReader(bytes.NewReader(in))
	theirs.LazyQuotes = true
	theirs.FieldsPerRecord = -1
	ours := newRecords(bytes.NewReader(in), ',')
	pieces := newRecords(iotest.OneByteReader(bytes.NewReader(in)), ',')
	ahead := &records{cut: &cutter{src: bytes.NewReader(in), comma: ',', buf: make([]byte, 16)}}
	took := 0
	ahead.ahead(16, func(n int64) { took += int(n) })
	defer ahead.stop()
	for n := 1; ; n++ {
		want, wantErr := theirs.Read()
		got, gotErr := ours.next()
		if (wantErr == io.EOF) != (gotErr == io.EOF) || (wantErr == nil) != (gotErr == nil) {
			t.Fatalf("record %d of %q: got error %v, want %v", n, in, gotErr, wantErr)
		}
		again, _ := pieces.next()
		beside, err := ahead.next()
		if wantErr != nil {
			if _, twice := ahead.next(); err == nil || twice != err || took != len(in) {
				t.Fatalf("behind the records of %q cut ahead: got errors %v and %v and %d bytes, want one error and %d bytes", in, err, twice, took, len(in))
			}
			return
		}
		if len(got) != len(want) || len(again) != len(want) || len(beside) != len(want) {
			t.Fatalf("record %d of %q: got %d, %d and %d fields, want %d", n, in, len(got), len(again), len(beside), len(want))
		}
		for i := range want {
			if string(got[i]) != want[i] || string(again[i]) != want[i] || string(beside[i]) != want[i] {
				t.Fatalf("record %d field %d of %q: got %q, %q and %q, want %q", n, i, in, got[i], again[i], beside[i], want[i])
			}
		}
		if ours.record != ahead.record {
			t.Fatalf("record %d of %q: got %+v cut ahead, want %+v", n, in, ahead.record, ours.record)
		}
		// In a record that starts with a quote, encoding/csv names the line of
		// the quoted field, which is the record's.
		if line, _ := theirs.FieldPos(0); int(ours.line) != line {
			t.Fatalf("record %d of %q: got line %d, want %d", n, in, ours.line, line)
		}
	}
}

// endless gives the same byte for ever and counts.
type endless struct {
	b    byte
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.b
	}
	e.read += len(p)
	return len(p), nil
}

func TestRecordsLimits(t *testing.T) {
	tests := []struct {
		name string
		src  io.Reader
		want error
	}{
		{"a line without end", &endless{b: 'x'}, errLongRecord},
		{"a quoted field without end", io.MultiReader(strings.NewReader("a,\""), &endless{b: '\n'}), errLongRecord},
		{"too many fields", io.MultiReader(strings.NewReader(strings.Repeat(",", maxColumns+1) + "\n")), errWideRecord},
		{"too many quoted fields", strings.NewReader("\"\"" + strings.Repeat(",", maxColumns+1) + "\n"), errWideRecord},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRecords(test.src, ',')
			_, err := r.next()
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if cap(r.cut.buf) > 4*maxRecord {
				t.Errorf("got a buffer of %d bytes, want at most %d", cap(r.cut.buf), 4*maxRecord)
			}
		})
	}
}

func TestRecordsBrokenSource(t *testing.T) {
	broken := errors.New("the disk is gone")
	rows, err := all(newRecords(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), ','))
	if !errors.Is(err, broken) || len(rows) != 1 {
		t.Errorf("got %d rows and %v, want 1 row and %v", len(rows), err, broken)
	}
}

func BenchmarkRecordsVotes(b *testing.B) {
	var file bytes.Buffer
	for range 100_000 {
		file.WriteString("1726860583813,Fri Sep 20 14:29:43 CDT 2024,117,20413,-1\n")
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		r := newRecords(bytes.NewReader(file.Bytes()), ',')
		for {
			if _, err := r.next(); err != nil {
				break
			}
		}
	}
}
