package desk

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// PublishedRow is a row of a published file as it stands there, with the file's
// first line, which in most tables says what the columns are. Both are empty
// where it is not shown: in files that are not plain text, in very large ones,
// and where the file is no longer what was read.
type PublishedRow struct{ First, Text string }

// What is read to show a row: files up to shownBytes, rows up to rowBytes and
// rowLines.
const (
	shownBytes = 32 << 20
	rowBytes   = 16 << 10
	rowLines   = 40
)

// PublishedRow gives the row of a source's file that begins at a line, counted
// from 1: of a table, with all lines of its quoted cells.
func (d *Desk) PublishedRow(source, file string, line int) PublishedRow {
	d.mu.Lock()
	at := slices.IndexFunc(d.present, func(l *loaded) bool { return l.Source.ID == source })
	var f model.File
	if at >= 0 {
		if i := slices.IndexFunc(d.present[at].Files, func(f model.File) bool { return f.Path == file }); i >= 0 {
			f = d.present[at].Files[i]
		}
	}
	d.mu.Unlock()
	table, plain := false, false
	switch strings.ToLower(path.Ext(file)) {
	case ".csv", ".tsv":
		table, plain = true, true
	case ".txt", ".md", ".markdown", ".text":
		plain = true
	}
	if f.SHA256 == "" || !plain || line < 1 || f.Bytes > shownBytes {
		return PublishedRow{}
	}
	in, err := d.store.OpenBlob(f.SHA256)
	if err != nil {
		return PublishedRow{} // “consilience check” and the next sync tell it
	}
	defer in.Close()
	return rowOf(in, line, table)
}

// rowOf reads the row that begins at a line; empty where the text is no UTF-8 or
// the row too long.
func rowOf(in io.Reader, line int, table bool) PublishedRow {
	var row PublishedRow
	var text []byte
	lines := bufio.NewReaderSize(in, rowBytes)
	for n := 1; n < line+rowLines; n++ {
		piece, err := lines.ReadSlice('\n')
		if n == 1 {
			piece = bytes.TrimPrefix(piece, []byte("\ufeff"))
			if line > 1 && err == nil && table && printable(piece) {
				row.First = strings.TrimRight(string(piece), "\r\n")
			}
		}
		if n >= line {
			if errors.Is(err, bufio.ErrBufferFull) || len(text)+len(piece) > rowBytes {
				return PublishedRow{}
			}
			text = append(text, piece...)
			if !table || bytes.Count(text, []byte{'"'})%2 == 0 || err != nil {
				if !printable(text) {
					return PublishedRow{}
				}
				row.Text = strings.TrimRight(string(text), "\r\n")
				return row
			}
		}
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = lines.ReadSlice('\n')
		}
		if err != nil {
			return PublishedRow{}
		}
	}
	return PublishedRow{}
}

func printable(text []byte) bool { return utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 }
