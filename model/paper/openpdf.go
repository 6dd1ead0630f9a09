package paper

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// pdfFile is a PDF as it is read: also one that another program wrote anew. Its
// objects are found by looking for them, not by the table of their places, so
// that a damaged or edited file is read as far as it goes.
type pdfFile struct {
	objects map[ref]object
	root    dict
	budget  int64
}

type object struct {
	value any
	// raw is the packed content of a stream, nil for others.
	raw []byte
}

// Bounds of what is read, so that no file can ask for more.
const (
	mostFile     = 512 << 20
	mostUnpacked = 1 << 30
	mostObjects  = 4_000_000
)

var objectAt = regexp.MustCompile(`(?:^|[\s>])(\d{1,9})\s+\d{1,5}\s+obj\b`)

func readPDF(b []byte) (*pdfFile, error) {
	f := &pdfFile{objects: map[ref]object{}, budget: mostUnpacked}
	if !bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) {
		return nil, errSyntax
	}
	for at := 0; at < len(b) && len(f.objects) < mostObjects; {
		m := objectAt.FindSubmatchIndex(b[at:])
		if m == nil {
			break
		}
		n, err := strconv.Atoi(string(b[at+m[2] : at+m[3]]))
		from := at + m[1]
		if err != nil {
			at = from
			continue
		}
		o, end := readObject(b, from)
		f.objects[ref(n)] = o
		at = max(end, from)
	}
	f.lengths()
	f.unpackStreams()
	f.findRoot()
	if f.root == nil {
		return nil, errSyntax
	}
	return f, nil
}

// readObject reads the object whose content begins at from, and says where it
// ends.
func readObject(b []byte, from int) (object, int) {
	l := &lexer{b: b, at: from}
	v, err := l.value(0)
	if err != nil {
		return object{}, from
	}
	d, ok := v.(dict)
	if !ok {
		return object{value: v}, l.at
	}
	l.blanks()
	if !bytes.HasPrefix(b[l.at:], []byte("stream")) {
		return object{value: v}, l.at
	}
	at := l.at + len("stream")
	if at < len(b) && b[at] == '\r' {
		at++
	}
	if at < len(b) && b[at] == '\n' {
		at++
	}
	if n, ok := d["Length"].(float64); ok && n >= 0 && at+int(n) <= len(b) {
		end := at + int(n)
		if tail := bytes.TrimLeft(b[end:min(len(b), end+16)], "\r\n "); bytes.HasPrefix(tail, []byte("endstream")) {
			return object{v, b[at:end]}, end
		}
	}
	end := bytes.Index(b[at:], []byte("endstream"))
	if end < 0 {
		return object{v, b[at:]}, len(b)
	}
	return object{v, b[at : at+end]}, at + end
}

// lengths cuts streams to the length that another object gives them.
func (f *pdfFile) lengths() {
	for n, o := range f.objects {
		d, _ := o.value.(dict)
		if d == nil || o.raw == nil {
			continue
		}
		if _, given := d["Length"].(ref); given {
			if l, ok := f.value(d["Length"]).(float64); ok && l >= 0 && int(l) <= len(o.raw) {
				o.raw = o.raw[:int(l)]
				f.objects[n] = o
			}
		}
	}
}

// stream is the unpacked content of an object, within the file's budget.
func (f *pdfFile) stream(o object) ([]byte, bool) {
	d, _ := o.value.(dict)
	if d == nil || o.raw == nil {
		return nil, false
	}
	filters, ok := f.value(d["Filter"]).(array)
	if !ok && d["Filter"] != nil {
		filters = array{d["Filter"]}
	}
	data := o.raw
	for _, k := range filters {
		if n, _ := f.value(k).(name); n != "FlateDecode" || f.value(d["DecodeParms"]) != nil {
			return nil, false
		}
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, false
		}
		out, err := io.ReadAll(io.LimitReader(r, f.budget))
		if err != nil && len(out) == 0 {
			return nil, false
		}
		f.budget -= int64(len(out))
		data = out
	}
	return data, true
}

// unpackStreams reads the objects in object streams; those that stand in the
// file by themselves come first.
func (f *pdfFile) unpackStreams() {
	inside := map[ref]object{}
	for n := range f.objects {
		o := f.objects[n]
		d, _ := o.value.(dict)
		if d == nil || d["Type"] != name("ObjStm") {
			continue
		}
		data, ok := f.stream(o)
		count, _ := d["N"].(float64)
		first, _ := d["First"].(float64)
		if !ok || first < 0 || int(first) > len(data) {
			continue
		}
		head := &lexer{b: data[:int(first)], flat: true}
		for range int(min(count, mostObjects)) {
			id, err1 := head.value(0)
			off, err2 := head.value(0)
			i, ok1 := id.(float64)
			at, ok2 := off.(float64)
			if err1 != nil || err2 != nil || !ok1 || !ok2 || at < 0 || int(first)+int(at) > len(data) {
				break
			}
			v, err := (&lexer{b: data, at: int(first) + int(at)}).value(0)
			if err == nil {
				inside[ref(i)] = object{value: v}
			}
		}
	}
	for n, o := range inside {
		if _, ok := f.objects[n]; !ok {
			f.objects[n] = o
		}
	}
}

func (f *pdfFile) findRoot() {
	best := ref(-1)
	for n, o := range f.objects {
		if d, ok := o.value.(dict); ok && d["Type"] == name("Catalog") && n > best {
			best, f.root = n, d
		}
	}
}

// value follows references.
func (f *pdfFile) value(v any) any {
	for range 20 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objects[r].value
	}
	return nil
}

func (f *pdfFile) dict(v any) dict {
	d, _ := f.value(v).(dict)
	return d
}

func (f *pdfFile) array(v any) array {
	a, _ := f.value(v).(array)
	return a
}

// data is the content of the stream that v refers to.
func (f *pdfFile) data(v any) ([]byte, bool) {
	r, ok := v.(ref)
	if !ok {
		return nil, false
	}
	return f.stream(f.objects[r])
}

// text is a text string.
func (f *pdfFile) text(v any) string {
	b, _ := f.value(v).([]byte)
	if len(b) >= 2 && b[0] == 0xFE && b[1] == 0xFF {
		return fromUTF16(b[2:])
	}
	rs := make([]rune, len(b))
	for i, c := range b {
		rs[i] = rune(c)
	}
	return string(rs)
}

func fromUTF16(b []byte) string {
	us := make([]uint16, len(b)/2)
	for i := range us {
		us[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(us))
}

// pageDicts are the pages in order.
func (f *pdfFile) pageDicts() []dict {
	var out []dict
	seen := map[ref]bool{}
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if r, ok := v.(ref); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.dict(v)
		if d == nil || depth > deepest {
			return
		}
		if kids := f.array(d["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, depth+1)
			}
			return
		}
		out = append(out, d)
	}
	walk(f.root["Pages"], 0)
	return out
}

// content is what a page draws.
func (f *pdfFile) content(page dict) []byte {
	if a := f.array(page["Contents"]); a != nil {
		var out []byte
		for _, v := range a {
			b, _ := f.data(v)
			out = append(append(out, b...), '\n')
		}
		return out
	}
	b, _ := f.data(page["Contents"])
	return b
}
