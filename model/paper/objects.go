package paper

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// objects is a PDF file taken apart.
type objects struct {
	order []int // in the order of the file
	body  map[int][]byte
	info  int
	next  int
}

var (
	xrefAt  = regexp.MustCompile(`startxref\n(\d+)\n`)
	rootOf  = regexp.MustCompile(`/Root (\d+) 0 R`)
	infoOf  = regexp.MustCompile(`/Info (\d+) 0 R`)
	kidsOf  = regexp.MustCompile(`/Kids \[([0-9 R]*)\]`)
	imageOf = regexp.MustCompile(`/I[0-9a-f]{40} (\d+ 0 R)`)
)

var errLayout = errors.New("the PDF library's file is not laid out as expected")

// takeApart reads the file that the PDF library wrote.
func takeApart(raw []byte) (*objects, error) {
	m := xrefAt.FindSubmatch(raw[max(0, len(raw)-64):])
	if m == nil {
		return nil, errLayout
	}
	xref, err := strconv.Atoi(string(m[1]))
	if err != nil || xref > len(raw) {
		return nil, errLayout
	}
	lines := bytes.Split(raw[xref:], []byte("\n"))
	var n int
	if len(lines) < 3 {
		return nil, errLayout
	}
	if _, err := fmt.Sscanf(string(lines[1]), "0 %d", &n); err != nil || len(lines) < n+2 {
		return nil, errLayout
	}
	at := map[int]int{}
	o := &objects{body: map[int][]byte{}, next: n}
	for i := 1; i < n; i++ {
		if len(lines[2+i]) < 10 {
			return nil, errLayout
		}
		off, err := strconv.Atoi(string(lines[2+i][:10]))
		if err != nil || off >= xref {
			return nil, errLayout
		}
		at[i] = off
		o.order = append(o.order, i)
	}
	slices.SortFunc(o.order, func(a, b int) int { return at[a] - at[b] })
	for k, i := range o.order {
		end := xref
		if k+1 < len(o.order) {
			end = at[o.order[k+1]]
		}
		head := fmt.Sprintf("%d 0 obj\n", i)
		body, ok := bytes.CutPrefix(raw[at[i]:end], []byte(head))
		if !ok {
			return nil, errLayout
		}
		o.body[i] = bytes.TrimSuffix(bytes.TrimSuffix(body, []byte("endobj\n")), []byte("\n"))
	}
	trailer := bytes.Join(lines[2+n:], []byte("\n"))
	if m := infoOf.FindSubmatch(trailer); m != nil {
		o.info, _ = strconv.Atoi(string(m[1]))
	}
	root := rootOf.FindSubmatch(trailer)
	if root == nil || o.info == 0 {
		return nil, errLayout
	}
	r, _ := strconv.Atoi(string(root[1]))
	delete(o.body, r) // finish writes its own
	o.order = slices.DeleteFunc(o.order, func(i int) bool { return i == r })
	return o, nil
}

// pages are the numbers of the page objects.
func (o *objects) pages() ([]int, error) {
	m := kidsOf.FindSubmatch(o.body[1])
	if m == nil {
		return nil, errLayout
	}
	var out []int
	for _, f := range bytes.Fields(m[1]) {
		if n, err := strconv.Atoi(string(f)); err == nil && n > 0 {
			out = append(out, n)
		}
	}
	return out, nil
}

// reserve gives a new object's number.
func (o *objects) reserve() int {
	o.next++
	return o.next - 1
}

func (o *objects) set(n int, body []byte) {
	o.body[n] = body
	o.order = append(o.order, n)
}

func (o *objects) add(body []byte) int {
	n := o.reserve()
	o.set(n, body)
	return n
}

// stream adds a stream with further entries in its dictionary, packed unless
// plain.
func (o *objects) stream(entries string, data []byte, plain bool) int {
	return o.add(streamOf(entries, data, plain))
}

func streamOf(entries string, data []byte, plain bool) []byte {
	filter := ""
	if !plain {
		data, filter = deflate(data), " /Filter /FlateDecode"
	}
	b := fmt.Appendf(make([]byte, 0, len(data)+len(entries)+80), "<<%s%s /Length %d>>\nstream\n", entries, filter, len(data))
	b = append(b, data...)
	return append(b, "\nendstream"...)
}

// packers pack one stream after the other: each has tables of a megabyte.
var packers = sync.Pool{New: func() any { w, _ := zlib.NewWriterLevel(io.Discard, 4); return w }}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w, _ := packers.Get().(*zlib.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	_, _ = w.Write(data) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// perStream is how many objects one object stream holds.
const perStream = 200

// write puts the file together: small objects in packed streams (PDF 1.5, ISO
// 32000-1 section 7.5.7), so that the structure of a long paper costs little.
// It says where in the file each object of its own begins.
func (o *objects) write(root int, id [32]byte, last int) (file []byte, at map[int]int) {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at = map[int]int{}
	type packed struct{ stream, index int }
	in := map[int]packed{}
	put := func(n int, body []byte) {
		at[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", n)
		b.Write(body)
		b.WriteString("\nendobj\n")
	}
	var small []int
	flush := func() {
		if len(small) == 0 {
			return
		}
		var head, bodies bytes.Buffer
		n := o.reserve()
		for k, i := range small {
			fmt.Fprintf(&head, "%d %d ", i, bodies.Len())
			bodies.Write(bytes.TrimSpace(o.body[i]))
			bodies.WriteByte('\n')
			in[i] = packed{n, k}
		}
		first := head.Len()
		head.Write(bodies.Bytes())
		put(n, streamOf(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(small), first), head.Bytes(), false))
		small = small[:0]
	}
	for _, i := range o.order {
		body := o.body[i]
		if i == last || bytes.Contains(body, []byte("stream\n")) {
			put(i, body)
			continue
		}
		if small = append(small, i); len(small) == perStream {
			flush()
		}
	}
	flush()
	xref := o.reserve()
	at[xref] = b.Len()
	var table []byte
	for i := range xref + 1 {
		row := [3]int{0, 0, 65535}
		if p, ok := in[i]; ok {
			row = [3]int{2, p.stream, p.index}
		} else if off, ok := at[i]; ok {
			row = [3]int{1, off, 0}
		}
		table = append(table, byte(row[0]), byte(row[1]>>24), byte(row[1]>>16), byte(row[1]>>8), byte(row[1]), byte(row[2]>>8), byte(row[2]))
	}
	begin := b.Len()
	fmt.Fprintf(&b, "%d 0 obj\n", xref)
	b.Write(streamOf(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]", xref+1, root, o.info, id[:16], id[:16]), table, false))
	fmt.Fprintf(&b, "\nendobj\nstartxref\n%d\n%%%%EOF\n", begin)
	return b.Bytes(), at
}
