package paper

import "cmp"

// The structure of a tagged PDF: what each mark on a page is. Every block has a
// small tree of its own; pages hold them together.

// Structure types, as ISO 32000-1 section 14.8.4 names them.
const (
	tagH1, tagH2, tagH3      = "H1", "H2", "H3"
	tagP, tagL, tagLI        = "P", "L", "LI"
	tagLbl, tagLBody         = "Lbl", "LBody"
	tagTable, tagTR          = "Table", "TR"
	tagTH, tagTD             = "TH", "TD"
	tagFigure, tagCaption    = "Figure", "Caption"
	tagNote, tagLink         = "Note", "Link"
	tagQuote, tagSpan        = "BlockQuote", "Span"
	tagTOC, tagTOCI, tagSect = "TOC", "TOCI", "Sect"
)

// Marks that belong to no element are artifacts.
const (
	layoutArtifact int32 = 0
	headArtifact   int32 = -1
	footArtifact   int32 = -2
)

// node is an element of a block's structure. Elements are counted from 1;
// parent 0 is the document.
type node struct {
	kind      string
	parent    int32
	alt, lang string
	// span is how many columns a cell takes.
	span int
	// whole attaches the children as soon as the element is: a row has a cell
	// for every column, also where a cell is empty.
	whole bool
}

// open adds an element and has lines go to it until the function it returns is
// called.
func (t *typesetter) open(n node) (id int32, done func()) {
	before := t.tag
	id = t.add(n)
	t.tag = id
	return id, func() { t.tag = before }
}

// add adds an element.
func (t *typesetter) add(n node) int32 {
	t.nodes = append(t.nodes, n)
	return int32(len(t.nodes))
}

// in sets what f sets as one element below the present one.
func (t *typesetter) in(kind string, f func()) {
	_, done := t.open(node{kind: kind, parent: t.tag})
	f()
	done()
}

// spanTag is the element of a span: its paragraph's, or one of its own if it
// leads somewhere or is in another language.
func (t *typesetter) spanTag(s Span) int32 {
	if t.tag <= 0 {
		return t.tag
	}
	lang := s.Language
	if lang == cmp.Or(t.blockLng, t.lang) {
		lang = ""
	}
	switch {
	case s.To != "" || s.Address != "" || len(s.Foot) > 0:
		return t.add(node{kind: tagLink, parent: t.tag, lang: lang, alt: ""})
	case lang != "":
		return t.add(node{kind: tagSpan, parent: t.tag, lang: lang})
	}
	return t.tag
}
