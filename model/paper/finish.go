package paper

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"consilience/model/text"
)

// The PDF library draws pages. What else a paper is made of – fonts that hold
// every script, the structure for those who hear it, links, outline,
// attachments, metadata and the seal – is added here to the objects that the
// library wrote, and the file is put together anew.

func finish(raw []byte, d *drawing) ([]byte, error) {
	o, err := takeApart(raw)
	if err != nil {
		return nil, err
	}
	pages, err := o.pages()
	if err != nil || len(pages) != len(d.pages) {
		return nil, errLayout
	}
	f := &finisher{o: o, d: d, pages: pages}
	f.pack()
	f.resources()
	annots := f.annotations()
	root := o.reserve()
	structure := f.structure()
	outline := f.outline()
	names, files := f.attachments()
	meta := o.stream("/Type /Metadata /Subtype /XML", f.metadata(), true)
	for i, n := range pages {
		extra := fmt.Sprintf("<</Type /Page\n/StructParents %d /Tabs /S", i)
		if a := annots[i]; a != "" {
			extra += " /Annots [" + a + "]"
		}
		o.body[n] = bytes.Replace(o.body[n], []byte("<</Type /Page"), []byte(extra), 1)
	}
	seal := o.reserve()
	catalog := fmt.Sprintf("<</Type /Catalog /Pages 1 0 R /Lang %s /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R /ViewerPreferences <</DisplayDocTitle true>> /PieceInfo <</Consilience <</LastModified %s /Private %d 0 R>>>>",
		literal(d.lang), structure, meta, pdfDate(d), seal)
	if outline > 0 {
		catalog += fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", outline)
	}
	catalog += names + files + ">>"
	o.set(root, []byte(catalog))
	return f.sealed(root, seal, sha256.Sum256(raw)), nil
}

type finisher struct {
	o     *objects
	d     *drawing
	pages []int
	// digests are those of the pages' content.
	digests []string
}

// pack packs the pages' content, which the library puts in the object after the
// page.
func (f *finisher) pack() {
	for _, n := range f.pages {
		_, content, _ := bytes.Cut(f.o.body[n+1], []byte("stream\n"))
		content = bytes.TrimSuffix(content, []byte("\nendstream"))
		sum := sha256.Sum256(content)
		f.digests = append(f.digests, hex.EncodeToString(sum[:]))
		f.o.body[n+1] = streamOf("", content, false)
	}
}

// literal is a text string: plain if it is ASCII, else UTF-16.
func literal(s string) string {
	s = text.Clean(s)
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return fmt.Sprintf("<%X>", utf16BE(s))
		}
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

func pdfDate(d *drawing) string { return "(D:" + d.doc.Date.UTC().Format("20060102150405") + "Z)" }

// resources names fonts, opacities and the logo for all pages.
func (f *finisher) resources() {
	var fonts strings.Builder
	for _, s := range f.d.fonts {
		fmt.Fprintf(&fonts, "/%s %d 0 R\n", s.name, f.font(s))
	}
	var states strings.Builder
	for _, name := range slices.Sorted(maps.Keys(f.d.alphas)) {
		fmt.Fprintf(&states, "/%s <</ca %.2f /CA %.2f>>\n", name, f.d.alphas[name], f.d.alphas[name])
	}
	r := bytes.Replace(f.o.body[2], []byte("/Font <<\n"), []byte("/ExtGState <<\n"+states.String()+">>\n/Font <<\n"+fonts.String()), 1)
	f.o.body[2] = imageOf.ReplaceAll(r, []byte("/Logo $1"))
}

// font writes a subset and gives its number.
func (f *finisher) font(s *subset) int {
	name := s.tag() + "+" + s.face.full
	program := s.trueType()
	file := f.o.stream(fmt.Sprintf("/Length1 %d", len(program)), program, false)
	slanted := 0
	if strings.Contains(name, "Italic") {
		slanted = -12
	}
	descriptor := f.o.add(fmt.Appendf(nil, "<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-1000 -500 2000 1500] /ItalicAngle %d /Ascent 1000 /Descent -300 /CapHeight 714 /StemV 80 /FontFile2 %d 0 R>>", name, slanted, file))
	cid := f.o.add(fmt.Appendf(nil, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /DW 1000 /W %s /CIDToGIDMap /Identity>>", name, descriptor, s.widthArray()))
	unicode := f.o.stream("", s.toUnicode(), false)
	return f.o.add(fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, cid, unicode))
}

// destination is where an anchor stands, "" if nowhere.
func (f *finisher) destination(anchor string) string {
	at, ok := f.d.anchors[anchor]
	if !ok {
		return ""
	}
	return f.view(at)
}

func (f *finisher) view(at place) string {
	return fmt.Sprintf("[%d 0 R /XYZ null %.2f null]", f.pages[at.page-1], pageTall-max(at.y-4, 0)*perMM)
}

// annotations writes the links of all pages and lists them by page. Links of
// web addresses are those of http, https and mailto only.
func (f *finisher) annotations() []string {
	out := make([]string, len(f.pages))
	for i, links := range f.d.links {
		var list strings.Builder
		for _, k := range links {
			where := ""
			if k.address != "" {
				if safeAddress(k.address) {
					where = "/A <</S /URI /URI " + literal(asciiAddress(k.address)) + ">>"
				}
			} else if dest := f.destination(k.to); dest != "" {
				where = "/Dest " + dest
			}
			if where == "" {
				continue
			}
			parent := ""
			if k.tag > 0 {
				parent = fmt.Sprintf(" /StructParent %d", len(f.pages)+f.d.tree.link(k.tag, i))
			}
			n := f.o.add(fmt.Appendf(nil, "<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /Contents %s %s%s>>",
				k.x*perMM, pageTall-(k.y+k.h)*perMM, (k.x+k.w)*perMM, pageTall-k.y*perMM, literal(cmp.Or(k.words, k.address, k.to)), where, parent))
			if k.tag > 0 {
				f.d.tree.annots = append(f.d.tree.annots, n)
			}
			fmt.Fprintf(&list, "%d 0 R ", n)
		}
		out[i] = list.String()
	}
	return out
}

func safeAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "mailto:")
}

// asciiAddress writes what an address may not hold plainly with percent signs.
func asciiAddress(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// structure writes the tree of elements and gives its root's number.
func (f *finisher) structure() int {
	t := f.d.tree
	root := f.o.reserve()
	number := make([]int, len(t.nodes)+1)
	document := f.o.reserve()
	number[0] = document
	for id := 1; id < len(number); id++ {
		if t.attached[id] {
			number[id] = f.o.reserve()
		}
	}
	for id, n := range number {
		if n > 0 {
			f.o.set(n, f.element(int32(id), number, root))
		}
	}
	var nums bytes.Buffer
	for i, marks := range t.pages {
		fmt.Fprintf(&nums, "%d [", i)
		for _, id := range marks {
			fmt.Fprintf(&nums, "%d 0 R ", number[id])
		}
		nums.WriteString("]\n")
	}
	for k, id := range t.links {
		fmt.Fprintf(&nums, "%d %d 0 R\n", len(t.pages)+k, number[id])
	}
	parents := f.o.add(fmt.Appendf(nil, "<</Nums [%s]>>", nums.Bytes()))
	f.o.set(root, fmt.Appendf(nil, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", document, parents, len(t.pages)+len(t.links)))
	return root
}

func (f *finisher) element(id int32, number []int, root int) []byte {
	t := f.d.tree
	b := []byte("<</S /")
	if id == 0 {
		b = fmt.Appendf(b, "Document /P %d 0 R", root)
	} else {
		n := t.nodes[id-1]
		b = fmt.Appendf(b, "%s /P %d 0 R", n.kind, number[n.parent])
		if n.alt != "" {
			b = append(b, " /Alt "+literal(n.alt)...)
		}
		if n.lang != "" {
			b = append(b, " /Lang "+literal(n.lang)...)
		}
		if n.kind == tagTH {
			b = append(b, " /A <</O /Table /Scope /Column>>"...)
		} else if n.span > 1 {
			b = fmt.Appendf(b, " /A <</O /Table /ColSpan %d>>", n.span)
		}
	}
	first := int32(-1)
	for _, k := range t.kids[id] {
		if k.node == 0 && k.link == 0 {
			first = k.page
			b = fmt.Appendf(b, " /Pg %d 0 R", f.pages[first])
			break
		}
	}
	b = append(b, " /K ["...)
	for _, k := range t.kids[id] {
		switch {
		case k.node > 0:
			b = fmt.Appendf(b, "%d 0 R ", number[k.node])
		case k.link > 0:
			b = fmt.Appendf(b, "<</Type /OBJR /Obj %d 0 R /Pg %d 0 R>> ", t.annots[k.link-1], f.pages[k.page])
		case k.page == first:
			b = fmt.Appendf(b, "%d ", k.mark)
		default:
			b = fmt.Appendf(b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", f.pages[k.page], k.mark)
		}
	}
	return append(b, "]>>"...)
}

// outlined is a bookmark on its way into the outline.
type outlined struct {
	title                           string
	at                              place
	level, number                   int
	parent, first, last, prev, next int // indexes, -1 for none
	below                           int
}

// outline writes the bookmarks and gives the root's number, 0 if there are
// none.
func (f *finisher) outline() int {
	entries := []outlined{{level: -1, parent: -1, first: -1, last: -1, prev: -1, next: -1, number: 0}}
	up := []int{0}
	for i, p := range f.d.pages {
		for _, m := range p.marks {
			for len(up) > 1 && entries[up[len(up)-1]].level >= m.level {
				up = up[:len(up)-1]
			}
			parent, at := up[len(up)-1], len(entries)
			e := outlined{title: m.title, at: place{i + 1, m.y}, level: m.level, parent: parent, first: -1, last: -1, prev: entries[parent].last, next: -1}
			if e.prev >= 0 {
				entries[e.prev].next = at
			} else {
				entries[parent].first = at
			}
			entries[parent].last = at
			entries = append(entries, e)
			up = append(up, at)
			for k := parent; k >= 0; k = entries[k].parent {
				entries[k].below++
			}
		}
	}
	if len(entries) == 1 {
		return 0
	}
	for i := range entries {
		entries[i].number = f.o.reserve()
	}
	for i, e := range entries {
		b := []byte("<<")
		if i == 0 {
			b = append(b, "/Type /Outlines"...)
		} else {
			b = fmt.Appendf(b, "/Title %s /Parent %d 0 R /Dest %s", literal(e.title), entries[e.parent].number, f.view(e.at))
		}
		for _, l := range []struct {
			name string
			to   int
		}{{"First", e.first}, {"Last", e.last}, {"Prev", e.prev}, {"Next", e.next}} {
			if l.to >= 0 {
				b = fmt.Appendf(b, " /%s %d 0 R", l.name, entries[l.to].number)
			}
		}
		if e.below > 0 {
			b = fmt.Appendf(b, " /Count %d", e.below)
		}
		f.o.set(e.number, append(b, ">>"...))
	}
	return entries[0].number
}

// metadata is the paper's XMP packet.
func (f *finisher) metadata() []byte {
	x := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(text.Clean(s))) // a buffer takes everything
		return b.String()
	}
	doc := f.d.doc
	date := doc.Date.UTC().Format("2006-01-02T15:04:05Z")
	return []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">" +
		"<dc:format>application/pdf</dc:format>" +
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + x(doc.Title) + "</rdf:li></rdf:Alt></dc:title>" +
		"<dc:creator><rdf:Seq><rdf:li>" + x(cmp.Or(doc.Owner, doc.Organisation)) + "</rdf:li></rdf:Seq></dc:creator>" +
		"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + x(doc.About) + "</rdf:li></rdf:Alt></dc:description>" +
		"<dc:language><rdf:Bag><rdf:li>" + x(f.d.lang) + "</rdf:li></rdf:Bag></dc:language>" +
		"<xmp:CreateDate>" + date + "</xmp:CreateDate><xmp:ModifyDate>" + date + "</xmp:ModifyDate><xmp:CreatorTool>Consilience</xmp:CreatorTool>" +
		"<pdf:Producer>Consilience</pdf:Producer>" +
		"</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
}
