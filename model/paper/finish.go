package paper

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"

	"consilience/model/text"
)

// The PDF library leaves things out or gets them wrong: what letters an Arabic
// form stands for, the document's language, the counts in the outline, the
// names of font subsets, the file's id. finish puts them right in the objects
// that the library wrote, and writes the table of their places anew.

// objects is a PDF file taken apart.
type objects struct {
	order   []int // in the order of the file
	body    map[int][]byte
	trailer []byte
}

var (
	xrefAt   = regexp.MustCompile(`startxref\n(\d+)\n`)
	typeZero = regexp.MustCompile(`/BaseFont /utf8([a-z-]+)\n/Encoding /Identity-H\n.*\n/ToUnicode (\d+) 0 R`)
	fontName = regexp.MustCompile(`/(BaseFont|FontName) /utf8([a-z-]+)`)
	parentOf = regexp.MustCompile(`/Parent (\d+) 0 R`)
	outlines = regexp.MustCompile(`/Outlines (\d+) 0 R`)
	rootOf   = regexp.MustCompile(`/Root (\d+) 0 R`)
)

// psNames are the fonts' own names.
var psNames = map[string]string{
	"sans": "NotoSans", "sans-bold": "NotoSans-Bold", "sans-italic": "NotoSans-Italic", "sans-bold-italic": "NotoSans-BoldItalic",
	"fallback": "DejaVuSans", "fallback-bold": "DejaVuSans-Bold",
}

func finish(raw []byte, l laid) ([]byte, error) {
	o, err := takeApart(raw)
	if err != nil {
		return nil, err
	}
	used := runesUsed(l)
	o.fonts(used)
	o.outline()
	if err := o.catalog(); err != nil {
		return nil, err
	}
	return o.write(sha256.Sum256(raw)), nil
}

// runesUsed lists what each face draws.
func runesUsed(l laid) map[string][]rune {
	sets := map[string]map[rune]bool{}
	for _, p := range l.pages {
		for _, t := range p.texts {
			if sets[t.face] == nil {
				sets[t.face] = map[rune]bool{}
			}
			for _, r := range t.text {
				sets[t.face][r] = true
			}
		}
	}
	out := map[string][]rune{}
	for face, set := range sets {
		out[face] = slices.Sorted(maps.Keys(set))
	}
	return out
}

var errLayout = errors.New("the PDF library's file is not laid out as expected")

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
	o := &objects{body: map[int][]byte{}}
	for i := 1; i < n; i++ {
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
		o.body[i] = body
	}
	o.trailer = bytes.Join(lines[2+n:], []byte("\n"))
	return o, nil
}

// fonts names each subset and tells which letters its codes stand for.
func (o *objects) fonts(used map[string][]rune) {
	for _, i := range o.order {
		if m := typeZero.FindSubmatch(o.body[i]); m != nil {
			if cmap, err := strconv.Atoi(string(m[2])); err == nil {
				stream := toUnicode(used[string(m[1])])
				o.body[cmap] = fmt.Appendf(nil, "<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(stream), stream)
			}
		}
	}
	for _, i := range o.order {
		if bytes.Contains(o.body[i][:min(len(o.body[i]), 200)], []byte("/utf8")) {
			o.body[i] = fontName.ReplaceAllFunc(o.body[i], func(b []byte) []byte {
				m := fontName.FindSubmatch(b)
				return fmt.Appendf(nil, "/%s /%s+%s", m[1], subsetTag(used[string(m[2])]), psNames[string(m[2])])
			})
		}
	}
}

// subsetTag is six capitals that differ with the letters in the subset.
func subsetTag(used []rune) string {
	sum := sha256.Sum256([]byte(string(used)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// toUnicode is a CMap from the codes of a font to what they stand for: Arabic
// forms to letters. A ligature's letters stand in visual order, because readers
// turn right-to-left lines round.
func toUnicode(used []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for chunk := range slices.Chunk(used, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, r := range chunk {
			letters := []rune(text.Letters(r))
			slices.Reverse(letters)
			fmt.Fprintf(&b, "<%04X> <", r)
			for _, u := range utf16.Encode(letters) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// outline counts what stands below each entry; the library says 0 everywhere.
func (o *objects) outline() {
	const wrong = "/Count 0>>\nendobj\n"
	below := map[int]int{}
	var entries []int
	parent := map[int]int{}
	for _, i := range o.order {
		b := o.body[i]
		if !bytes.HasPrefix(b, []byte("<</Title ")) || !bytes.HasSuffix(b, []byte(wrong)) {
			continue
		}
		all := parentOf.FindAllSubmatch(b, -1)
		if len(all) == 0 {
			continue
		}
		up, err := strconv.Atoi(string(all[0][1]))
		if err != nil {
			continue
		}
		entries = append(entries, i)
		parent[i] = up
	}
	for _, i := range entries {
		for up, ok := parent[i]; ok; up, ok = parent[up] {
			below[up]++
		}
	}
	for _, i := range entries {
		count := ""
		if below[i] > 0 {
			count = fmt.Sprintf("/Count %d", below[i])
		}
		o.body[i] = append(bytes.TrimSuffix(o.body[i], []byte(wrong)), count+">>\nendobj\n"...)
	}
	for _, i := range o.order {
		if below[i] > 0 && bytes.HasPrefix(o.body[i], []byte("<</Type /Outlines")) {
			o.body[i] = bytes.Replace(o.body[i], []byte("<</Type /Outlines"), fmt.Appendf(nil, "<</Type /Outlines /Count %d", below[i]), 1)
		}
	}
}

// catalog says the language and that the title names the window.
func (o *objects) catalog() error {
	m := rootOf.FindSubmatch(o.trailer)
	if m == nil {
		return errLayout
	}
	root, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return err
	}
	entry := ""
	if m := outlines.FindSubmatch(o.body[root]); m != nil {
		entry = fmt.Sprintf("/Outlines %s 0 R\n/PageMode /UseOutlines\n", m[1])
	}
	o.body[root] = []byte("<<\n/Type /Catalog\n/Pages 1 0 R\n" + entry + "/Lang (en-GB)\n/ViewerPreferences <</DisplayDocTitle true>>\n>>\nendobj\n")
	return nil
}

// write puts the file together again.
func (o *objects) write(id [32]byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(o.order)+1)
	for _, i := range o.order {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i)
		b.Write(o.body[i])
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, off := range at[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	dict, _, _ := bytes.Cut(o.trailer, []byte("startxref"))
	dict = bytes.Replace(dict, []byte("<<"), fmt.Appendf(nil, "<<\n/ID [<%x> <%x>]", id[:16], id[:16]), 1)
	b.Write(dict)
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", xref)
	return b.Bytes()
}
