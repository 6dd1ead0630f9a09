package picture

import (
	"math"
	"slices"
	"strings"

	"consilience/model/chart"
	"consilience/model/text"
)

// Sizes in points of what stands around a chart, and the margin in millimetres.
const (
	titleSize = 11.0
	underSize = 7.5
	margin    = 5.0
)

// sheet is a chart with its title and source line, ready to be drawn: its
// shapes, and its labels as lines.
type sheet struct {
	w, h   float64 // millimetres
	shapes []chart.Shape
	lines  []line
}

// line is one line of text; x is its left edge, y its baseline, in millimetres.
type line struct {
	x, y, width float64
	size        float64 // points
	bold        bool
	role        chart.Role
	anchor      chart.Anchor
	rtl         bool
	visual      string // as it is drawn, from left to right
	logical     string // as it is written
	ground      bool   // lies on white, so that no grid line crosses it
}

// lay puts title above and source below a scene, unless it is bare, and breaks
// all labels into lines.
func (f *Fonts) lay(s chart.Scene, bare bool) sheet {
	margin := margin
	if bare {
		s.Title, s.Source, margin = "", "", 0.5
	}
	out := sheet{w: s.W + 2*margin}
	y := margin
	y = f.paragraph(&out, s.Title, titleSize, true, chart.Ink, s.W, y)
	if s.Title != "" {
		y += 2.5
	}
	for _, shape := range s.Shapes {
		points := make([]chart.Point, len(shape.Points))
		for i, p := range shape.Points {
			points[i] = chart.Point{X: p.X + margin, Y: p.Y + y}
		}
		shape.Points = points
		out.shapes = append(out.shapes, shape)
	}
	for _, l := range s.Labels {
		l.At.X, l.At.Y = l.At.X+margin, l.At.Y+y
		out.lines = append(out.lines, f.label(l)...)
	}
	y += s.H
	if s.Source != "" {
		y = f.paragraph(&out, s.Source, underSize, false, chart.Quiet, s.W, y+2.5)
	}
	out.h = y + margin
	return out
}

// paragraph sets text over the whole width and returns where it ends.
func (f *Fonts) paragraph(out *sheet, words string, size float64, bold bool, role chart.Role, room, y float64) float64 {
	if words == "" {
		return y
	}
	lead := size * pointMM * 1.3
	for _, l := range f.broken(words, 0, room, size, bold) {
		l.x, l.y = margin, y+size*pointMM*0.95
		if l.rtl {
			l.x = margin + room - l.width
		}
		l.role = role
		out.lines = append(out.lines, l)
		y += lead
	}
	return y
}

// label sets a scene's label: its lines stand around its point.
func (f *Fonts) label(l chart.Label) []line {
	lines := f.broken(l.Text, max(l.Lines, 1), l.Width, l.Size, l.Bold)
	first := l.At.Y - float64(len(lines)-1)*l.Size*pointMM*chart.LineHeight/2
	for i := range lines {
		n := &lines[i]
		n.role, n.anchor, n.y = l.Role, l.Anchor, first+float64(i)*l.Size*pointMM*chart.LineHeight
		n.ground = l.Role == chart.Ink && l.Anchor != chart.Middle
		switch {
		case l.Anchor == chart.Middle:
			n.x = l.At.X - n.width/2
		case l.Anchor == chart.End:
			n.x = l.At.X - n.width
		case n.rtl && l.Width > n.width:
			n.x = l.At.X + l.Width - n.width
		default:
			n.x = l.At.X
		}
	}
	return lines
}

// broken breaks a text into at most most lines (0: as many as it needs) within
// a room in millimetres (0: no limit); what is too long ends in an ellipsis.
func (f *Fonts) broken(s string, most int, room, size float64, bold bool) []line {
	measure := func(visual string) float64 { return f.drawn(visual, bold) * size * pointMM }
	if most == 1 && room > 0 {
		s = text.Cut(s, room, measure)
		room = 0
	}
	set := text.Lines(s, math.Max(room, 0), measure)
	if most > 0 && room > 0 && len(set) > most {
		rs := []rune(text.Clean(s))
		low, high := 0, len(rs)
		for low < high {
			mid := (low + high + 1) / 2
			if len(text.Lines(string(rs[:mid])+"…", room, measure)) <= most {
				low = mid
			} else {
				high = mid - 1
			}
		}
		s = strings.TrimRight(string(rs[:low]), " ") + "…"
		set = text.Lines(s, room, measure)
	}
	clean := []rune(text.Clean(s))
	out := make([]line, len(set))
	for i, l := range set {
		end := len(clean)
		if i+1 < len(set) {
			end = begins(set[i+1], end)
		}
		start := min(begins(l, end), end)
		out[i] = line{width: measure(l.Text), size: size, bold: bold, rtl: l.RTL, visual: l.Text, logical: strings.TrimSpace(string(clean[start:end]))}
	}
	return out
}

// begins is where a line begins in its text, in runes.
func begins(l text.Line, none int) int {
	if len(l.At) == 0 {
		return none
	}
	return slices.Min(l.At)
}
