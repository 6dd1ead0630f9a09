package ui

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// CreateRenderer implements fyne.Widget.
func (v *noteView) CreateRenderer() fyne.WidgetRenderer {
	v.draw()
	return &noteRenderer{v}
}

type noteRenderer struct{ v *noteView }

func (r *noteRenderer) Layout(fyne.Size)             { r.Refresh() }
func (r *noteRenderer) MinSize() fyne.Size           { return r.v.MinSize() }
func (r *noteRenderer) Objects() []fyne.CanvasObject { return r.v.objects }
func (r *noteRenderer) Destroy()                     {}
func (r *noteRenderer) Refresh()                     { r.v.draw(); canvas.Refresh(r.v) }

// draw makes the objects of the visible lines.
func (v *noteView) draw() {
	v.objects = nil
	if v.text.width <= 0 {
		return
	}
	if v.focused {
		v.edge()
	}
	line := v.text.lineHeight()
	y := notePad - v.shift
	var texts []fyne.CanvasObject
	for i := v.first; i < len(v.text.chunks) && y < v.Size().Height; i++ {
		c := v.text.lay(i)
		for k := range c.lines {
			if y > -line && y < v.Size().Height-line/2 {
				texts = append(texts, v.drawLine(c, &c.lines[k], y))
			}
			y += line
		}
	}
	v.objects = append(v.objects, texts...)
	v.bar.place()
	v.objects = append(v.objects, v.bar)
}

func (v *noteView) edge() {
	ring := canvas.NewRectangle(color.Transparent)
	ring.StrokeColor, ring.StrokeWidth, ring.CornerRadius = theme.Color(theme.ColorNamePrimary), 2, 6
	ring.Resize(v.Size())
	v.objects = append(v.objects, ring)
}

// drawLine draws what lies below the words of a line, and gives the words.
func (v *noteView) drawLine(c *noteChunk, l *noteLine, y float32) fyne.CanvasObject {
	x := noteMargin + v.indent(l)
	numbers := v.drawMarks(l, x, y)
	v.drawSelection(l, x, y)
	if v.focused && v.anchor == v.caret && v.caret >= l.start && (v.caret < l.end || v.caret == c.end && l.end == c.end) {
		caret := canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
		caret.Resize(fyne.NewSize(2, v.text.lineHeight()-2))
		caret.Move(fyne.NewPos(x+l.caretX(v.caret, l.RTL), y+1))
		v.objects = append(v.objects, caret)
	}
	if numbers != "" {
		n := canvas.NewText(numbers, theme.Color(colourQuiet))
		n.TextSize = theme.Size(theme.SizeNameCaptionText)
		n.Alignment = fyne.TextAlignTrailing
		n.Resize(fyne.NewSize(noteMargin-10, v.text.lineHeight()))
		n.Move(fyne.NewPos(0, y))
		v.objects = append(v.objects, n)
	}
	words := canvas.NewText(l.Screen(), theme.Color(theme.ColorNameForeground))
	words.TextSize = theme.Size(theme.SizeNameText)
	if needsFallback(l.Text) {
		words.FontSource = fallbackFont(false)
	}
	words.Resize(fyne.NewSize(v.text.width, v.text.lineHeight()))
	words.Move(fyne.NewPos(x, y))
	return words
}

func (v *noteView) drawSelection(l *noteLine, x, y float32) {
	start, end := v.Selection()
	if start == end {
		return
	}
	for _, s := range l.stretches(start, end) {
		r := canvas.NewRectangle(theme.Color(theme.ColorNameSelection))
		r.StrokeColor, r.StrokeWidth = theme.Color(theme.ColorNamePrimary), 1
		r.Resize(fyne.NewSize(s[1]-s[0], v.text.lineHeight()))
		r.Move(fyne.NewPos(x+s[0], y))
		v.objects = append(v.objects, r)
	}
}

// drawMarks tints and underlines the excerpts of a line and gives the numbers
// of those that begin on it. Excerpts that overlap have their lines above each
// other, below the words; the open one has a thicker line and an edge.
func (v *noteView) drawMarks(l *noteLine, x, y float32) string {
	var numbers []int
	for i := range v.marks {
		m := &v.marks[i]
		if m.Start >= l.end || m.End <= l.start {
			continue
		}
		if m.Start >= l.start {
			numbers = append(numbers, m.Number)
		}
		ink := noteInk(m.Colour)
		for _, s := range l.stretches(m.Start, m.End) {
			tint := canvas.NewRectangle(faint(ink))
			tint.Resize(fyne.NewSize(s[1]-s[0], v.text.lineHeight()-1))
			tint.Move(fyne.NewPos(x+s[0], y))
			rule := canvas.NewRectangle(ink)
			thick := float32(1.5)
			if i == v.chosen {
				thick = 3
				tint.StrokeColor, tint.StrokeWidth = ink, 1
			}
			rule.Resize(fyne.NewSize(s[1]-s[0], thick))
			rule.Move(fyne.NewPos(x+s[0], y+v.text.lineHeight()-thick-float32(v.lanes[i]%noteLanes)*noteLane))
			v.objects = append(v.objects, tint, rule)
		}
	}
	return marginNumbers(numbers)
}

const (
	noteLanes = 3 // more than that overlap seldom, and begin anew at the bottom
	noteLane  = 2.5
)

// lanesOf gives each mark the first lane in which no other lies where it does.
// Marks are in the order of the text.
func lanesOf(marks []view.NoteExcerpt) []int {
	lanes := make([]int, len(marks))
	var ends []int // of the last mark in each lane
	for i, m := range marks {
		at := slices.IndexFunc(ends, func(end int) bool { return end <= m.Start })
		if at < 0 {
			at = len(ends)
			ends = append(ends, 0)
		}
		lanes[i], ends[at] = at, m.End
	}
	return lanes
}

// marginNumbers are the numbers of the excerpts that begin on a line, which
// follow each other: “4”, “4,5”, “4–6”.
func marginNumbers(numbers []int) string {
	switch n := len(numbers); n {
	case 0:
		return ""
	case 1:
		return strconv.Itoa(numbers[0])
	case 2:
		return strconv.Itoa(numbers[0]) + "," + strconv.Itoa(numbers[1])
	default:
		return strconv.Itoa(numbers[0]) + "–" + strconv.Itoa(numbers[n-1])
	}
}

// noteInk is the colour of a tag.
func noteInk(c view.Colouring) color.Color {
	if len(c.RGB) == 7 {
		if n, err := strconv.ParseUint(c.RGB[1:], 16, 32); err == nil {
			return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
		}
	}
	if c.Place < 0 {
		return theme.Color(colourQuiet)
	}
	return theme.Color(clusterColours[c.Place%len(clusterColours)])
}

func faint(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0x2c}
}

// noteBar is the bar at the right that says how far the text is scrolled. It
// can be dragged and tapped.
type noteBar struct {
	widget.BaseWidget
	v     *noteView
	thumb *canvas.Rectangle
}

const noteBarWidth = 10

func (b *noteBar) place() {
	size := b.v.Size()
	b.Resize(fyne.NewSize(noteBarWidth, size.Height))
	b.Move(fyne.NewPos(size.Width-noteBarWidth, 0))
	if b.thumb == nil {
		return
	}
	whole := b.v.height() + 2*notePad
	b.thumb.FillColor = theme.Color(theme.ColorNameScrollBar)
	b.thumb.CornerRadius = 3
	b.thumb.Hidden = whole <= size.Height
	long := max(24, size.Height*size.Height/max(whole, 1))
	b.thumb.Resize(fyne.NewSize(6, long))
	b.thumb.Move(fyne.NewPos(2, min(b.v.offset()/max(whole-size.Height, 1), 1)*(size.Height-long)))
}

// Tapped implements fyne.Tappable.
func (b *noteBar) Tapped(e *fyne.PointEvent) { b.v.scrollTo(e.Position.Y / max(b.Size().Height, 1)) }

// Dragged implements fyne.Draggable.
func (b *noteBar) Dragged(e *fyne.DragEvent) { b.v.scrollTo(e.Position.Y / max(b.Size().Height, 1)) }

// DragEnd implements fyne.Draggable.
func (b *noteBar) DragEnd() {}

// CreateRenderer implements fyne.Widget.
func (b *noteBar) CreateRenderer() fyne.WidgetRenderer {
	b.thumb = canvas.NewRectangle(color.Transparent)
	b.place()
	return widget.NewSimpleRenderer(container.NewWithoutLayout(b.thumb))
}
