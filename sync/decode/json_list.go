package decode

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"consilience/model"
)

// isJSON says whether a file begins as a JSON document does.
func isJSON(head []byte) bool {
	head = bytes.TrimLeft(trimBOM(head), " \t\r\n")
	return len(head) > 0 && (head[0] == '[' || head[0] == '{')
}

// firstObjects gives the first objects of a list at the beginning of a file,
// as far as it shows them; of a document that holds a list under a key, none.
func firstObjects(head []byte) (list []map[string]json.RawMessage) {
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil
	}
	for d.More() && len(list) < 20 {
		var o map[string]json.RawMessage
		if d.Decode(&o) != nil {
			break
		}
		list = append(list, o)
	}
	return list
}

// lineCount passes bytes on and knows on which line each stands.
type lineCount struct {
	io.Reader
	read   int64
	breaks []int64 // of lines that were not asked for yet
	line   int     // of what was asked for last, from 0
}

func (c *lineCount) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.breaks = append(c.breaks, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// at gives the line of a byte, from 1; bytes are asked for in order.
func (c *lineCount) at(offset int64) int {
	n := 0
	for n < len(c.breaks) && c.breaks[n] < offset {
		n++
	}
	c.breaks, c.line = c.breaks[n:], c.line+n
	return c.line + 1
}

// maxElement is the largest element of a JSON list that is read.
const maxElement = maxRecord

var (
	errLongElement = errors.New("an element of a list is longer than 16 MiB")
	errNoList      = errors.New("it is no list")
)

// elements streams the elements of the list that the file is. f gets each with
// its line.
func (in *input) elements(f func(raw json.RawMessage, line int) error) error {
	lines := &lineCount{Reader: in}
	limit := &elementLimit{r: lines, left: maxElement}
	d := json.NewDecoder(limit)
	fail := func(err error) error {
		if errors.Is(err, errLongElement) {
			return wrong(model.ProblemTooLarge, in.Path, "", "%s is not used: %v. Nothing was changed.", in.Path, err)
		}
		if in.ctx.Err() != nil {
			return in.ctx.Err()
		}
		p := wrong(model.ProblemUnrecognised, in.Path, "Ask the publisher to correct the file.", "%s is not written as it should be. It was not used.", in.Path).Because(err)
		p.Line = lines.at(d.InputOffset())
		return p
	}
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return fail(cmp.Or(err, errNoList))
	}
	for d.More() {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return fail(err)
		}
		limit.left = maxElement
		line := lines.at(d.InputOffset() - int64(len(raw)))
		if !utf8.Valid(raw) {
			return notText(in.Path, line)
		}
		if err := f(raw, line); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil { // cut off before its end
		return fail(err)
	}
	return nil
}

// elementLimit refuses to read further than an element may be long.
type elementLimit struct {
	r    io.Reader
	left int
}

func (l *elementLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLongElement
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}
