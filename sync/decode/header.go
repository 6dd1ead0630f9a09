package decode

import (
	"bytes"
	"io"
)

// header finds the row of a table that is a header, among its first ones: other
// programs and people write titles, comments and a line such as “sep=;” above
// it. -1 if none is.
func (t *seen) header(is func(row []string) bool) int {
	for i, r := range t.rows[:min(len(t.rows), headerWithin)] {
		if is(r.texts) {
			return i
		}
	}
	return -1
}

// headerBelowTitle is header for heads that rows of any table might be: nothing
// but titles may stand above.
func (t *seen) headerBelowTitle(is func(row []string) bool) int {
	for i, r := range t.rows[:min(len(t.rows), headerWithin)] {
		if is(r.texts) {
			return i
		}
		if !isTitle(r.texts) {
			break
		}
	}
	return -1
}

// isTitle says whether a row is words above a table: one cell alone.
func isTitle(row []string) bool {
	filled := 0
	for _, s := range row {
		if s != "" {
			filled++
		}
	}
	return filled < 2
}

// text gives the beginning of a text without its mark and with \n for lines that
// end in \r alone, and up to most bytes of it to read; whole says that these are
// all.
func (l *Look) text(most int64) (head []byte, src io.Reader, whole bool) {
	if l.File == nil {
		head, _ = lineEnds(trimBOM(l.Head))
		return head, bytes.NewReader(head), true
	}
	raw := make([]byte, headBytes) // l.Head may have lost its mark and its \r already
	n, _ := l.File.ReadAt(raw, 0)
	raw = raw[:n]
	bom := int64(n - len(trimBOM(raw)))
	head, mac := lineEnds(raw[bom:])
	src = io.NewSectionReader(l.File, bom, min(l.Size-bom, most))
	if mac {
		src = newlines{src}
	}
	return head, src, l.Size-bom <= most
}

// newlines gives \n for \r.
type newlines struct{ io.Reader }

func (r newlines) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	for i := range p[:n] {
		if p[i] == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
