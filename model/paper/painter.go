package paper

import (
	"cmp"
	"math"
	"strings"

	"consilience/model/chart"
	"consilience/model/text"
)

// look is how a role is drawn: a colour, and for some a pattern, so that colour
// is never the only sign.
type look struct {
	colour colour
	hatch  bool
}

var looks = map[chart.Role]look{
	chart.Axis: {colour: colour{70, 80, 90}}, chart.Grid: {colour: colour{222, 226, 230}},
	chart.Agree: {colour: colour{33, 102, 172}}, chart.Disagree: {colour: colour{196, 92, 10}, hatch: true},
	chart.Pass: {colour: colour{176, 183, 190}}, chart.Interval: {colour: ink}, chart.Threshold: {colour: colour{110, 120, 130}},
	chart.PoleA: {colour: colour{33, 102, 172}}, chart.PoleB: {colour: colour{196, 92, 10}, hatch: true},
	chart.Mark: {colour: navy}, chart.Muted: {colour: colour{205, 210, 215}},
	chart.Ink: {colour: ink}, chart.Quiet: {colour: grey}, chart.OnMark: {colour: colour{255, 255, 255}},
	// Opinion groups, told apart by their marks too.
	chart.GroupRole(0): {colour: colour{0, 118, 108}}, chart.GroupRole(1): {colour: colour{122, 47, 208}}, chart.GroupRole(2): {colour: colour{140, 18, 48}},
	chart.GroupRole(3): {colour: colour{122, 92, 0}}, chart.GroupRole(4): {colour: colour{20, 35, 63}},
}

// figure sets a chart with its title above and source and base below.
func (t *typesetter) figure(b Block) []piece {
	if !b.prints() {
		return nil
	}
	var ps, note []piece
	t.in(tagCaption, func() { ps = stack(t.lines(b.Spans, fullWidth, captionStyle, false), marginLeft, 4) })
	tag := t.add(node{kind: tagFigure, alt: cmp.Or(b.Alt, b.Scene.Alt, b.Scene.Title, words(b.Spans), "Chart")})
	t.in(tagNote, func() { note = stack(t.lines(b.Note, fullWidth, noteStyle, false), marginLeft, 1) })
	t.tag = tag
	defer func() { t.tag = 0 }()
	room := bodyHeight - height(ps) - height(note) - 8
	scale := min(1, fullWidth/b.Scene.W, max(room, bodyHeight/3)/b.Scene.H)
	ps = append(ps, t.paint(*b.Scene, scale))
	ps = append(ps, note...)
	for i := range ps {
		ps[i].keep = i < len(ps)-1
	}
	return ps
}

// paint draws a scene as one piece.
func (t *typesetter) paint(s chart.Scene, scale float64) piece {
	p := piece{gap: 1.5, h: s.H * scale}
	at := func(q chart.Point) point { return point{marginLeft + q.X*scale, q.Y * scale} }
	for _, sh := range s.Shapes {
		f := figure{width: sh.Stroke * scale, dashed: sh.Dashed, alpha: sh.Alpha, tag: t.tag}
		lk := looks[sh.Role]
		if sh.Stroke > 0 {
			f.stroke = &lk.colour
		} else {
			f.fill, f.hatch = &lk.colour, lk.hatch
		}
		switch {
		case sh.Kind == chart.Rect && len(sh.Points) >= 2:
			a, b := at(sh.Points[0]), at(sh.Points[1])
			f.points, f.closed = []point{a, {b.x, a.y}, b, {a.x, b.y}}, true
		case sh.Kind == chart.Circle && len(sh.Points) >= 1:
			f.points, f.radius = []point{at(sh.Points[0])}, sh.Radius*scale
		default:
			for _, q := range sh.Points {
				f.points = append(f.points, at(q))
			}
			f.closed = sh.Kind == chart.Polygon
		}
		if len(f.points) > 0 && finite(f.points) {
			p.shapes = append(p.shapes, f)
		}
	}
	for _, l := range s.Labels {
		t.label(&p, l, scale, at)
	}
	return p
}

func finite(ps []point) bool {
	for _, q := range ps {
		if math.IsNaN(q.x+q.y) || math.IsInf(q.x, 0) || math.IsInf(q.y, 0) {
			return false
		}
	}
	return true
}

// label sets a scene's label: its lines stand around its point.
func (t *typesetter) label(p *piece, l chart.Label, scale float64, at func(chart.Point) point) {
	st := style{size: l.Size * scale, lead: l.Size * scale * chart.LineHeight, colour: looks[l.Role].colour, bold: l.Bold}
	span := []Span{{Text: text.OneLine(l.Text)}}
	if _, cited := t.pages[l.Text]; cited {
		span[0].To = l.Text // an evidence id leads to its row
	}
	width := l.Width * scale
	lines := t.lines(span, width, st, false)
	if most := max(l.Lines, 1); l.Width > 0 && len(lines) > most {
		lines = t.cutTo(span, most, width, st)
	}
	mid := float64(len(lines)-1) / 2
	for i, ln := range lines {
		q := at(l.At)
		x := q.x // lines set in a width already stand where they belong in it
		if l.Width <= 0 || l.Anchor != chart.Start {
			ln.shift(-leftmost(ln))
			switch l.Anchor {
			case chart.Middle:
				x -= ln.width / 2
			case chart.End:
				x -= ln.width
			}
		}
		y := q.y + (float64(i)-mid)*st.lead*pt - st.baseline()
		if l.Role == chart.Ink && l.Width > 0 && l.Anchor != chart.Middle { // not crossed by grid lines
			p.rect(x, y+ln.h/2-0.4*st.size*pt, ln.width, 0.8*st.size*pt, colour{255, 255, 255})
		}
		p.put(ln, x, y)
	}
}

func leftmost(l typeset) float64 {
	if len(l.texts) == 0 {
		return 0
	}
	x := l.texts[0].x
	for _, t := range l.texts {
		x = min(x, t.x)
	}
	return float64(x)
}

// cutTo shortens a text that needs more lines than it may have: fewer and
// fewer words, until it fits with an ellipsis.
func (t *typesetter) cutTo(span []Span, most int, width float64, st style) []typeset {
	rs := []rune(span[0].Text)
	low, high := 0, len(rs)
	for low < high {
		mid := (low + high + 1) / 2
		if len(t.lines([]Span{{Text: string(rs[:mid]) + "…", To: span[0].To}}, width, st, false)) <= most {
			low = mid
		} else {
			high = mid - 1
		}
	}
	cut := t.lines([]Span{{Text: strings.TrimRight(string(rs[:low]), " ") + "…", To: span[0].To}}, width, st, false)
	return cut[:min(len(cut), most)]
}
