package paper

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Options say how a paper is set.
type Options struct {
	// Bundled allows only the fonts that come with the program, so that any
	// two computers give the same bytes. Otherwise scripts that those lack,
	// like Chinese or Devanagari, are set in fonts of this computer, and the
	// paper says in which.
	Bundled bool
}

// laid is a document on its pages, ready to be drawn.
type laid struct {
	doc     Document
	lang    string
	pages   []page
	anchors map[string]place
	nodes   []node
	figures []Figured
	// fonts are the machine's that were used, missing the scripts that could
	// not be set.
	fontNames, missing []string
}

// passes is how often a document is laid out at most until the pages it names
// are those where things stand.
const passes = 5

// lay sets a document in pages.
func lay(d Document) (laid, error) { return layWith(d, Options{}) }

func layWith(d Document, o Options) (laid, error) {
	s, err := newSetter(o)
	if err != nil {
		return laid{}, err
	}
	return s.lay(d), nil
}

// setter lays documents out and remembers what it set.
type setter struct {
	t     *typesetter
	cache map[uint64]*composed
	used  map[uint64]bool
}

func newSetter(o Options) (*setter, error) {
	fs, err := newFaces(o)
	if err != nil {
		return nil, err
	}
	return &setter{t: &typesetter{faces: fs, pages: map[string]int{}}, cache: map[uint64]*composed{}}, nil
}

// lay sets a document in pages. Page numbers named in the text, and what could
// not be set, are known only afterwards: so it is done again until nothing
// changes any more.
func (s *setter) lay(d Document) laid {
	t := s.t
	t.lang = cmp.Or(d.Language, "en")
	t.words, t.brand = furnitureFor(t.lang), brandOf(d.Accent)
	t.faces.missing = nil
	s.used = map[uint64]bool{}
	var out *pages
	var a *assembly
	for range passes {
		missing, fonts := slices.Clone(t.faces.missing), t.faces.machines()
		a = s.assemble(d, missing, fonts)
		out = paginate(a.pieces)
		now := map[string]int{}
		for name, at := range out.anchors {
			now[name] = at.page
		}
		same := maps.Equal(now, t.pages) && slices.Equal(missing, t.faces.missing) && slices.Equal(fonts, t.faces.machines())
		t.pages = now
		if same {
			break
		}
	}
	maps.DeleteFunc(s.cache, func(key uint64, _ *composed) bool { return !s.used[key] })
	l := laid{doc: d, lang: t.lang, pages: out.list, anchors: out.anchors, nodes: a.nodes, figures: d.Figures(),
		fontNames: t.faces.machines(), missing: slices.Clone(t.faces.missing)}
	for i := range l.pages {
		t.margins(&l.pages[i], d, i+1, len(l.pages))
	}
	return l
}

// composed is a block that has been set: its pieces, its structure, and how
// many figures and footnotes it has.
type composed struct {
	pieces  []piece
	nodes   []node
	figures int32
	foots   int
	missing []string
}

// assembly is a paper's pieces one after the other, with their structure.
type assembly struct {
	pieces  []piece
	nodes   []node
	figures int32
	foots   int
	list    int32 // the list that items go to, 0 if none is open
	kind    BlockKind
}

// add takes a block in.
func (a *assembly) add(c *composed, kind BlockKind) []piece {
	base := int32(len(a.nodes))
	if kind != Bullet && kind != Ordered || kind != a.kind {
		a.list = 0
	}
	a.kind = kind
	if a.list == 0 && (kind == Bullet || kind == Ordered) {
		a.nodes = append(a.nodes, node{kind: tagL})
		base++
		a.list = base
	}
	for _, n := range c.nodes {
		switch {
		case n.parent > 0:
			n.parent += base
		case n.kind == tagLI:
			n.parent = a.list
		}
		a.nodes = append(a.nodes, n)
	}
	from := len(a.pieces)
	a.pieces = append(a.pieces, c.pieces...)
	heads := map[*piece]*piece{}
	for i := from; i < len(a.pieces); i++ {
		p := &a.pieces[i]
		p.tags, p.numbers = base, a.figures
		if p.head != nil {
			if heads[p.head] == nil {
				h := *p.head
				h.tags = base
				heads[p.head] = &h
			}
			p.head = heads[p.head]
		}
	}
	a.figures += c.figures
	a.foots += c.foots
	return a.pieces[from:]
}

// assemble cuts a document into what never breaks.
func (s *setter) assemble(d Document, missing, fonts []string) *assembly {
	t := s.t
	a := &assembly{}
	set := func(f func() []piece) *composed { return t.compose("", 0, f) }
	a.add(set(func() []piece { return t.masthead(d, missing, fonts) }), "")
	if d.Contents {
		a.add(set(func() []piece { return t.contents(d) }), "")
	}
	for i, b := range d.Blocks {
		c := s.block(b, a.foots)
		if len(c.pieces) == 0 {
			continue
		}
		after := a.kind
		ps := a.add(c, b.Kind)
		if after == Box {
			ps[0].gap = max(ps[0].gap, 3.5)
		}
		if b.Anchor != "" {
			ps[0].anchors = append(slices.Clip(ps[0].anchors), b.Anchor)
		}
		if b.Kind == Heading {
			ps[0].anchors = append(slices.Clip(ps[0].anchors), headingAnchor(i))
		}
		ps[0].newPage = b.NewPage
		for k := range ps {
			ps[k].source = b.Source
		}
	}
	return a
}

// headingAnchor is the name of a heading that the table of contents leads to.
func headingAnchor(i int) string { return "heading:" + strconv.Itoa(i) }

// compose sets one block with a structure of its own.
func (t *typesetter) compose(lang string, footBase int, f func() []piece) *composed {
	t.nodes, t.tag, t.figures, t.foots, t.footBase, t.blockLng = nil, 0, 0, 0, footBase, lang
	before := t.faces.missing
	t.faces.missing = nil
	c := &composed{pieces: f()}
	c.nodes, c.figures, c.foots, c.missing = t.nodes, t.figures, t.foots, t.faces.missing
	t.faces.missing = before
	for _, m := range c.missing {
		t.faces.note(m)
	}
	for i := range c.nodes {
		if c.nodes[i].parent == 0 && c.nodes[i].lang == "" && lang != t.lang {
			c.nodes[i].lang = lang
		}
	}
	return c
}

// block sets a block, or takes it as it was set before.
func (s *setter) block(b Block, footBase int) *composed {
	key := s.t.key(b, footBase)
	s.used[key] = true
	if c, ok := s.cache[key]; ok {
		for _, m := range c.missing {
			s.t.faces.note(m)
		}
		return c
	}
	c := s.t.compose(b.Language, footBase, func() []piece { return s.t.pieces(b) })
	s.cache[key] = c
	return c
}

func (t *typesetter) pieces(b Block) []piece {
	switch b.Kind {
	case Heading:
		return t.section(b)
	case Box:
		return t.box(b)
	case TableOf:
		return t.table(b)
	case Figure:
		return t.figure(b)
	case Quote:
		return t.quote(b)
	case Signature:
		return t.signature(b)
	}
	return t.paragraph(b)
}

// stack makes pieces of lines, one each.
func stack(lines []typeset, x, gap float64) []piece {
	ps := make([]piece, len(lines))
	for i, l := range lines {
		ps[i].h = l.h
		ps[i].put(l, x, 0)
	}
	if len(ps) > 0 {
		ps[0].gap = gap
	}
	keepLines(ps)
	return ps
}

// margins adds the running head and the foot.
func (t *typesetter) margins(p *page, d Document, number, of int) {
	t.tag, t.blockLng = headArtifact, ""
	defer func() { t.tag = 0 }()
	m := &piece{}
	put := func(s string, st style, x, y float64) {
		m.put(t.lines(say(s), 0, st, false)[0], x, y)
	}
	strong := runningStyle
	strong.bold, strong.colour = true, navy
	if number > 1 {
		status := strings.ToUpper(d.Status)
		w := t.wide(status, runningStyle)
		put(t.cut(d.Kind+" · "+d.Title, fullWidth-w-8, runningStyle), runningStyle, marginLeft, 11)
		put(status, runningStyle, marginLeft+fullWidth-w, 11)
		m.rule(marginLeft, 15.6, fullWidth, 0.15, hair)
	}
	class := strings.ToUpper(d.Classification)
	if class != "" {
		class = t.cut(class, fullWidth, strong)
		put(class, strong, marginLeft+(fullWidth-t.wide(class, strong))/2, 6)
	}
	t.tag = footArtifact
	right := sprintPage(t.words.page, number, of)
	w := t.wide(right, runningStyle)
	foot := t.words.day(d.Date)
	if d.Consultation != "" {
		foot = d.Consultation + " · " + foot
	}
	m.rule(marginLeft, pageHeight-14.5, fullWidth, 0.15, hair)
	put(t.cut(foot, fullWidth-w-8, runningStyle), runningStyle, marginLeft, pageHeight-13)
	put(right, runningStyle, marginLeft+fullWidth-w, pageHeight-13)
	if class != "" {
		put(class, strong, marginLeft+(fullWidth-t.wide(class, strong))/2, pageHeight-9)
	}
	p.parts = append(p.parts, part{piece: m})
}
