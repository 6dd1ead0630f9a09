package decode

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// The limit of one piece of markup: a tag, or the text between two.
const maxMarkup = 4 << 20

// Errors of markup.
var (
	errLongMarkup = errors.New("a tag or a text is longer than 4 MiB")
	errBadMarkup  = errors.New("it is not well-formed XML")
	errCutMarkup  = errors.New("it ends in the middle")
)

// markup reads the tags and texts of an XML part that programs write by the
// million, such as the cells of a sheet: namespaces, entities of its own and
// nesting are none of its business, and a document type is refused. It is some
// ten times as fast as encoding/xml, which reads all small parts.
type markup struct {
	src        io.Reader
	buf        []byte
	start, end int
	srcErr     error

	// What next found: a tag's name without its prefix and its attributes as
	// written, or a text as written. All are valid until the next call.
	name, attributes, text []byte
	closing                bool // the tag is </name>
	empty                  bool // the tag is <name/>, and no </name> follows
}

func newMarkup(src io.Reader) *markup { return &markup{src: src, buf: make([]byte, 64<<10)} }

// next moves to the next tag or text: of a text, name is nil. At the end it
// gives io.EOF.
func (m *markup) next() error {
	m.name, m.attributes, m.text, m.closing, m.empty = nil, nil, nil, false, false
	for {
		if m.start == m.end {
			if err := m.more(); err != nil {
				if err == io.EOF {
					return io.EOF
				}
				return err
			}
		}
		if m.buf[m.start] != '<' {
			text, err := m.until([]byte("<"), true)
			m.text = text
			return err
		}
		special, err := m.special()
		if err != nil {
			return err
		}
		if special {
			if m.text != nil {
				return nil // CDATA
			}
			continue
		}
		tag, err := m.until([]byte(">"), false)
		if err != nil {
			return err
		}
		return m.tag(tag[1 : len(tag)-1])
	}
}

// special passes over comments and instructions and reads CDATA. It reports
// whether there was one.
func (m *markup) special() (bool, error) {
	for m.end-m.start < 9 && m.srcErr == nil {
		if err := m.more(); err != nil && err != io.EOF {
			return false, err
		}
	}
	rest := m.buf[m.start:m.end]
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		_, err := m.until([]byte("?>"), false)
		return true, err
	case bytes.HasPrefix(rest, []byte("<!--")):
		_, err := m.until([]byte("-->"), false)
		return true, err
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		text, err := m.until([]byte("]]>"), false)
		if err != nil {
			return false, err
		}
		m.text = bytes.ReplaceAll(text[9:len(text)-3], []byte("&"), []byte("&amp;"))
		return true, nil
	case bytes.HasPrefix(rest, []byte("<!")):
		return false, errBadMarkup
	}
	return false, nil
}

// tag takes a tag apart.
func (m *markup) tag(tag []byte) error {
	if len(tag) > 0 && tag[0] == '/' {
		m.closing, tag = true, tag[1:]
	} else if n := len(tag); n > 0 && tag[n-1] == '/' {
		m.empty, tag = true, tag[:n-1]
	}
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	m.name, m.attributes = tag[:end], tag[end:]
	if i := bytes.IndexByte(m.name, ':'); i >= 0 {
		m.name = m.name[i+1:]
	}
	if len(m.name) == 0 {
		return errBadMarkup
	}
	return nil
}

// attribute gives the value of an attribute as written; nil if there is none.
func (m *markup) attribute(name string) []byte {
	rest := m.attributes
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		i := bytes.IndexByte(rest, '=')
		if i < 0 {
			return nil
		}
		key := bytes.TrimRight(rest[:i], " \t\r\n")
		rest = bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// until gives the bytes up to end and moves behind them. With before, end stays
// where it is, and the end of the part ends the text too.
func (m *markup) until(end []byte, before bool) ([]byte, error) {
	seen := 0
	for {
		if i := bytes.Index(m.buf[m.start+seen:m.end], end); i >= 0 {
			n := seen + i
			if !before {
				n += len(end)
			}
			out := m.buf[m.start : m.start+n]
			m.start += n
			return out, nil
		}
		seen = max(0, m.end-m.start-len(end)+1)
		if m.end-m.start > maxMarkup {
			return nil, errLongMarkup
		}
		err := m.more()
		if err == io.EOF && before {
			out := m.buf[m.start:m.end]
			m.start = m.end
			return out, nil
		}
		if err == io.EOF {
			return nil, errCutMarkup
		}
		if err != nil {
			return nil, err
		}
	}
}

// more reads behind what is there; io.EOF if there is nothing more.
func (m *markup) more() error {
	if m.srcErr != nil {
		return m.srcErr
	}
	if m.start > 0 {
		copy(m.buf, m.buf[m.start:m.end])
		m.end -= m.start
		m.start = 0
	}
	if m.end == len(m.buf) {
		bigger := make([]byte, 2*len(m.buf))
		copy(bigger, m.buf)
		m.buf = bigger
	}
	for range 100 {
		n, err := m.src.Read(m.buf[m.end:])
		m.end += n
		m.srcErr = err
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	m.srcErr = io.ErrNoProgress
	return m.srcErr
}

// unescape appends a text as written to b, with its references resolved. One
// that is none stays as it is.
func unescape(b, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(b, text...)
		}
		b = append(b, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		r, ok := rune(0), false
		if end > 0 {
			r, ok = reference(string(text[1:end]))
		}
		if !ok {
			b = append(b, '&')
			text = text[1:]
			continue
		}
		b = utf8.AppendRune(b, r)
		text = text[end+1:]
	}
}

func reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
