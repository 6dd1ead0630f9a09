package refi

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"consilience/model"
)

// Limits of a document. A project of 500,000 coded passages has some two
// million elements.
const (
	maxDepth    = 60
	maxElements = 8_000_000
	maxAttr     = 100
)

// Errors of Read, beside those of its reader and of XML itself.
var (
	ErrNotREFI = errors.New("the document is neither a REFI-QDA project nor a codebook")
	ErrDeep    = fmt.Errorf("elements stand in one another more than %d deep", maxDepth)
	ErrMany    = errors.New("there are more than 8 million elements")
)

// Element is an element of a document, with the line where it begins.
type Element struct {
	Name   string
	Attr   []xml.Attr
	Text   string
	Inside []Element
	Line   int
}

// Get gives an attribute; empty if it is not there.
func (e *Element) Get(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// First finds the first element inside of a name; nil if there is none.
func (e *Element) First(name string) *Element {
	for i := range e.Inside {
		if e.Inside[i].Name == name {
			return &e.Inside[i]
		}
	}
	return nil
}

// Kept makes it what a record keeps. Without names attributes and elements
// inside that are not to be kept, because a record's fields have them.
func (e *Element) Kept(without ...string) model.Kept {
	k := model.Kept{Name: e.Name, Text: e.Text}
	for _, a := range e.Attr {
		if !contains(without, a.Name.Local) {
			if k.Attributes == nil {
				k.Attributes = map[string]string{}
			}
			k.Attributes[a.Name.Local] = tidy(a.Name.Local, a.Value)
		}
	}
	for i := range e.Inside {
		if !contains(without, e.Inside[i].Name) {
			k.Inside = append(k.Inside, e.Inside[i].Kept())
		}
	}
	return k
}

// tidy writes GUIDs and times in one way.
func tidy(name, value string) string {
	switch {
	case guidAttributes[name]:
		return Plain(value)
	case strings.HasSuffix(name, "DateTime"):
		return Date(value)
	}
	return value
}

// Date writes a time as XML Schema wants it, where only the T is missing.
func Date(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 11 && s[10] == ' ' {
		if t := s[:10] + "T" + s[11:]; isDate(t) {
			return t
		}
	}
	return s
}

// isDate says whether s is an xsd:dateTime, with or without a time zone.
func isDate(s string) bool {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// Read reads a project or codebook. It calls each with the root element as far
// as its attributes, then with every element in the root, and in place of
// Sources and Cases with every element in them. What is read twice is each's
// to keep.
func Read(r io.Reader, each func(*Element) error) error {
	text, err := utf8Reader(r)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(text)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		switch strings.ToLower(label) {
		case "utf-8", "utf8", "utf-16", "utf16", "us-ascii", "ascii":
			return input, nil // UTF-16 was made UTF-8 before
		}
		return nil, fmt.Errorf("the document is written in %s, not in UTF-8", label)
	}
	root, err := start(d)
	if err != nil {
		return err
	}
	if root.Name != "Project" && root.Name != "CodeBook" {
		return ErrNotREFI
	}
	if err := each(root); err != nil {
		return err
	}
	return (&reading{d: d, each: each}).children(root.Name)
}

// start finds the root element.
func start(d *xml.Decoder) (*Element, error) {
	for {
		t, err := d.Token()
		if err != nil {
			if err == io.EOF {
				err = ErrNotREFI
			}
			return nil, err
		}
		if s, ok := t.(xml.StartElement); ok {
			e := element(s)
			return &e, nil
		}
	}
}

func element(s xml.StartElement) Element {
	e := Element{Name: s.Name.Local}
	for _, a := range s.Attr {
		if a.Name.Space == "" && a.Name.Local != "xmlns" && len(e.Attr) < maxAttr {
			e.Attr = append(e.Attr, xml.Attr{Name: a.Name, Value: strings.Clone(a.Value)})
		}
	}
	return e
}

type reading struct {
	d        *xml.Decoder
	each     func(*Element) error
	elements int
}

// children hands over what is in the element that was opened last.
func (r *reading) children(in string) error {
	for {
		t, err := r.d.Token()
		if err != nil {
			return cutOff(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if in == "Project" && (t.Name.Local == "Sources" || t.Name.Local == "Cases") {
				if err := r.children(t.Name.Local); err != nil {
					return err
				}
				continue
			}
			e, err := r.tree(t, 1)
			if err != nil {
				return err
			}
			if err := r.each(&e); err != nil {
				return err
			}
		}
	}
}

// tree reads an element with everything inside.
func (r *reading) tree(s xml.StartElement, depth int) (Element, error) {
	e := element(s)
	e.Line, _ = r.d.InputPos()
	if r.elements++; r.elements > maxElements {
		return e, ErrMany
	}
	if depth > maxDepth {
		return e, ErrDeep
	}
	var text []byte
	for {
		t, err := r.d.Token()
		if err != nil {
			return e, cutOff(err)
		}
		switch t := t.(type) {
		case xml.CharData:
			text = append(text, t...)
		case xml.StartElement:
			child, err := r.tree(t, depth+1)
			if err != nil {
				return e, err
			}
			e.Inside = append(e.Inside, child)
		case xml.EndElement:
			if e.Name == "PlainTextContent" || len(bytes.TrimSpace(text)) > 0 {
				e.Text = string(text)
			}
			return e, nil
		}
	}
}

func cutOff(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// utf8Reader takes a byte order mark away and makes UTF-8 of UTF-16.
func utf8Reader(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(3)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := b.Discard(3)
		return b, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return &wide{r: b, low: 0, high: 1}, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return &wide{r: b, low: 1, high: 0}, nil
	}
	return b, nil
}

// wide reads UTF-16 as UTF-8.
type wide struct {
	r         *bufio.Reader
	low, high int
	held      rune // the first half of a pair
	out       []byte
}

func (w *wide) Read(p []byte) (int, error) {
	for len(w.out) == 0 {
		var two [2]byte
		if _, err := io.ReadFull(w.r, two[:]); err != nil {
			if err == io.ErrUnexpectedEOF {
				err = io.EOF
			}
			return 0, err
		}
		c := rune(two[w.low]) | rune(two[w.high])<<8
		switch {
		case c == 0xfeff:
		case w.held != 0:
			w.out = append(w.out, string(utf16.DecodeRune(w.held, c))...)
			w.held = 0
		case utf16.IsSurrogate(c):
			w.held = c
		default:
			w.out = append(w.out, string(c)...)
		}
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	return n, nil
}
