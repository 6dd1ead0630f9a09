package paper

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// laid is a document on its pages, ready to be drawn.
type laid struct {
	doc     Document
	pages   []page
	anchors map[string]place
	figures int
}

// passes is how often a document is laid out at most until the pages it names
// are those where things stand.
const passes = 5

// lay sets a document in pages. Page numbers named in the text, and what could
// not be set, are known only afterwards: so it is done again until nothing
// changes any more.
func lay(d Document) (laid, error) {
	fs, err := newFaces()
	if err != nil {
		return laid{}, err
	}
	t := &typesetter{faces: fs, pages: map[string]int{}}
	var out *pages
	for range passes {
		missing := slices.Clone(fs.missing)
		out = paginate(t.pieces(d, missing))
		now := map[string]int{}
		for name, at := range out.anchors {
			now[name] = at.page
		}
		same := maps.Equal(now, t.pages) && slices.Equal(missing, fs.missing)
		t.pages = now
		if same {
			break
		}
	}
	l := laid{doc: d, pages: out.list, anchors: out.anchors, figures: figuresIn(d)}
	for i := range l.pages {
		t.margins(&l.pages[i], d, i+1, len(l.pages))
	}
	return l, nil
}

// figuresIn counts the computed figures that a document prints.
func figuresIn(d Document) int {
	n := 0
	count := func(spans []Span) {
		for _, s := range spans {
			if s.Number != nil {
				n++
			}
		}
	}
	for _, b := range d.Blocks {
		count(b.Spans)
		count(b.Note)
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			for _, c := range r.Cells {
				for _, spans := range c {
					count(spans)
				}
			}
		}
	}
	return n
}

// pieces cuts a document into what never breaks.
func (t *typesetter) pieces(d Document, missing []string) []piece {
	ps := t.masthead(d, missing)
	for _, b := range d.Blocks {
		from := len(ps)
		switch b.Kind {
		case Heading:
			ps = append(ps, t.section(b)...)
		case Box:
			ps = append(ps, t.box(b)...)
		case TableOf:
			ps = append(ps, t.table(b)...)
		case Figure:
			ps = append(ps, t.figure(b)...)
		default:
			ps = append(ps, t.paragraph(b)...)
		}
		if from == len(ps) {
			continue
		}
		if b.Anchor != "" {
			ps[from].anchors = append(ps[from].anchors, b.Anchor)
		}
		ps[from].newPage = b.NewPage
	}
	return ps
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

func (t *typesetter) section(b Block) []piece {
	st, gap, under := sectionStyle, 5.2, 0.3
	if b.Level > 1 {
		st, gap, under = headStyle, 4, 0
	}
	ps := stack(t.lines(b.Spans, fullWidth, st, false), marginLeft, gap)
	for i := range ps {
		ps[i].keep = true
	}
	if len(ps) > 0 {
		ps[0].mark = &bookmark{level: max(b.Level-1, 0), title: words(b.Spans)}
		ps[len(ps)-1].h += under
	}
	return ps
}

func (t *typesetter) paragraph(b Block) []piece {
	x, width, lead := textLeft, textWidth, ""
	switch {
	case b.Kind == Bullet:
		x, width, lead = x+4, width-4, "•"
	case b.Number > 0:
		lead = fmt.Sprintf("%d.", b.Number)
	}
	gap := 1.7
	if b.Kind == Bullet {
		gap = 1.1
	}
	ps := stack(t.lines(b.Spans, width, bodyStyle, false), x, gap)
	if lead != "" && len(ps) > 0 {
		st := bodyStyle
		st.colour = grey
		at := marginLeft
		if b.Kind == Bullet {
			at = textLeft
		}
		ps[0].put(t.lines(say(lead), 0, st, false)[0], at, 0)
	}
	return ps
}

// box sets what is asked on a tinted ground that follows it over pages.
func (t *typesetter) box(b Block) []piece {
	const pad = 5.0
	lines := t.lines(say(b.Label), fullWidth-2*pad, labelStyle, false)
	labels := len(lines)
	lines = append(lines, t.lines(b.Spans, fullWidth-2*pad, askStyle, false)...)
	ps := stack(lines, marginLeft+pad, 5)
	for i := range ps {
		top, bottom := 0.0, 0.0
		if i == 0 {
			top = 3.2
			ps[i].mark = &bookmark{title: b.Label}
		}
		if i == labels-1 {
			bottom = 0.8
			ps[i].keep = true
		}
		if i == len(ps)-1 {
			bottom = 3.8
		}
		ps[i].lower(top)
		ps[i].h += top + bottom
		text := ps[i]
		ps[i].shapes = nil
		ps[i].rect(marginLeft, 0, fullWidth, text.h+0.05, tint)
		ps[i].rect(marginLeft, 0, 1.1, text.h+0.05, navy)
	}
	return ps
}

// lower moves what a piece draws down.
func (p *piece) lower(dy float64) {
	for i := range p.texts {
		p.texts[i].y += dy
	}
	for i := range p.links {
		p.links[i].y += dy
	}
}

// masthead opens the paper: kind and status, title, what, when, who.
func (t *typesetter) masthead(d Document, missing []string) []piece {
	status := strings.ToUpper(d.Status)
	first := piece{h: 7.5}
	first.put(t.lines(say(strings.ToUpper(d.Kind)), 0, labelStyle, false)[0], marginLeft, 0.6)
	w := t.wide(status, labelStyle)
	box := colour(navy)
	first.shapes = append(first.shapes, figure{closed: true, stroke: &box, width: 0.3,
		points: []point{{marginLeft + fullWidth - w - 5, 0}, {marginLeft + fullWidth, 0}, {marginLeft + fullWidth, 5.2}, {marginLeft + fullWidth - w - 5, 5.2}}})
	first.put(t.lines(say(status), 0, labelStyle, false)[0], marginLeft+fullWidth-w-2.5, 0.65)
	ps := append([]piece{first}, stack(t.lines(say(d.Title), fullWidth-8, titleStyle, false), marginLeft, 0)...)
	ps = append(ps, stack(t.lines(say(d.About), fullWidth, style{size: 10.5, lead: 14.5, colour: grey}, false), marginLeft, 1.2)...)
	meta := []Span{word(d.Consultation), quiet("   ·   "), word(d.Date.Format("2 January 2006"))}
	if d.Owner != "" {
		meta = append(meta, quiet("   ·   Owner: "), word(d.Owner))
	}
	lines := stack(t.lines(meta, fullWidth, style{size: 8.5, lead: 12, colour: ink}, false), marginLeft, 3)
	lines[0].rule(marginLeft, -1.2, fullWidth, 0.35, navy)
	ps = append(ps, lines...)
	warnings := d.Warnings
	if len(missing) > 0 {
		warnings = append(slices.Clone(warnings), "Could not be set, because no font here has the letters: "+list(missing)+". Each such letter is shown as "+"\uFFFD"+".")
	}
	for _, w := range warnings {
		ps = append(ps, stack(t.lines(say(w), fullWidth, style{size: 8, lead: 11, colour: caution}, false), marginLeft, 1.2)...)
	}
	for i := range ps {
		ps[i].keep = i < len(ps)-1 && i < 40 // an endless title must break somewhere
	}
	return ps
}

// margins adds the running head and the foot.
func (t *typesetter) margins(p *page, d Document, number, of int) {
	put := func(s string, x, y float64) {
		var k piece
		k.put(t.lines(say(s), 0, runningStyle, false)[0], x, y)
		p.texts = append(p.texts, k.texts...)
	}
	line := func(y float64) {
		var k piece
		k.rule(marginLeft, y, fullWidth, 0.15, hair)
		p.shapes = append(p.shapes, k.shapes...)
	}
	if number > 1 {
		status := strings.ToUpper(d.Status)
		w := t.wide(status, runningStyle)
		put(t.cut(d.Kind+" · "+d.Title, fullWidth-w-8, runningStyle), marginLeft, 11)
		put(status, marginLeft+fullWidth-w, 11)
		line(15.6)
	}
	right := fmt.Sprintf("Page %d of %d", number, of)
	w := t.wide(right, runningStyle)
	foot := d.Date.Format("2 January 2006")
	if d.Consultation != "" {
		foot = d.Consultation + " · " + foot
	}
	line(pageHeight - 14.5)
	put(t.cut(foot, fullWidth-w-8, runningStyle), marginLeft, pageHeight-13)
	put(right, marginLeft+fullWidth-w, pageHeight-13)
}
