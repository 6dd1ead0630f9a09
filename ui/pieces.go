package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// ground is a filled and edged rectangle that keeps its theme's colours.
type ground struct {
	widget.BaseWidget
	fill, edge fyne.ThemeColorName // empty: none
	round      bool
}

func newGround(fill, edge fyne.ThemeColorName, round bool) *ground {
	g := &ground{fill: fill, edge: edge, round: round}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, rect: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type groundRenderer struct {
	g    *ground
	rect *canvas.Rectangle
}

func (r *groundRenderer) paint() {
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth, r.rect.CornerRadius = nil, nil, 0, 0
	if r.g.fill != "" {
		r.rect.FillColor = theme.Color(r.g.fill)
	}
	if r.g.edge != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = theme.Color(r.g.edge), 1
	}
	if r.g.round {
		r.rect.CornerRadius = 6
	}
}

func (r *groundRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }
func (r *groundRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *groundRenderer) Refresh()                     { r.paint(); r.rect.Refresh() }
func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *groundRenderer) Destroy()                     {}

// padded puts room around an object: left and right x, above and below y.
func padded(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(around{x, y}, o)
}

// around is a layout of one object with room around it; the height follows
// the width, as in column.
type around struct{ x, y float32 }

// Layout implements fyne.Layout.
func (a around) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(a.x, a.y))
		o.Resize(size.SubtractWidthHeight(2*a.x, 2*a.y))
	}
}

// MinSize implements fyne.Layout.
func (a around) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*a.x, 2*a.y)
}

// newCard is a white panel with an edge around content.
func newCard(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newGround(colourSurface, colourLine, true), padded(16, 14, content))
}

// newPanel is a card without room around its content, for tables and panes.
func newPanel(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newGround(colourSurface, colourLine, true), padded(1, 1, content))
}

// newStrip is a panel in the colour of a tone's edge, for what must be seen.
func newStrip(t view.Tone, content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newGround(colourSurface, tone(t), true), padded(12, 9, content))
}

// newBadge is a symbol and a word in an edge of their tone.
func newBadge(b view.Badge) *fyne.Container {
	return container.NewStack(newGround(colourSurface, tone(b.Tone), true), padded(8, 2, newMark(b)))
}

// newMark is a symbol and a word without an edge, for lines of text.
func newMark(b view.Badge) *fyne.Container {
	word := oneLine(b.Word).sized(sizeSmall).ink(tone(b.Tone))
	if b.Symbol == "" {
		return container.New(&flow{gap: 6}, word)
	}
	return container.New(&flow{gap: 6}, oneLine(b.Symbol).sized(sizeSmall).ink(tone(b.Tone)).signs(), word)
}

// newLink is words that open something, with a line below them.
func newLink(words string, open func()) *press {
	face := container.New(underlined{}, oneLine(words).ink(colourLink), newGround(colourLink, "", false))
	p := newPress(face, fyne.NewSize(0, 1), open)
	p.flat = true
	return p
}

// underlined lays a rule under a line of text.
type underlined struct{}

// Layout implements fyne.Layout.
func (underlined) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	rule := fyne.Min(size.Width, objects[0].MinSize().Width)
	objects[1].Resize(fyne.NewSize(rule, 1))
	objects[1].Move(fyne.NewPos(0, size.Height-1))
}

// MinSize implements fyne.Layout.
func (underlined) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// figure is a number that opens its explanation; plain text if it has none.
func (s *Shell) figure(f view.Figure) fyne.CanvasObject {
	if f.Measure == "" {
		return oneLine(f.Text)
	}
	return newLink(f.Text, func() { s.Explain(f.Measure) })
}

// figures are labelled numbers below each other, labels and numbers aligned.
func (s *Shell) figures(list []view.Figure) *fyne.Container {
	out := stack(4)
	for _, f := range list {
		out.Add(labelled(f.Label, inLine(s.figure(f))))
	}
	return out
}

// newEmpty says what belongs in an empty place, with the buttons that bring it.
func newEmpty(title, words string, buttons ...fyne.CanvasObject) *fyne.Container {
	content := stack(10, newSection(title), newText(words).quiet())
	if len(buttons) > 0 {
		content.Add(inLine(buttons...))
	}
	return container.New(&narrow{width: 600}, content)
}

// narrow gives its content at most a width of easy reading, in the middle of
// the upper half.
type narrow struct{ width float32 }

// Layout implements fyne.Layout.
func (n *narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := fyne.Min(n.width, size.Width-2*16)
	for _, o := range objects {
		h := heightAt(o, w)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos((size.Width-w)/2, fyne.Max(16, (size.Height-h)/3)))
	}
}

// MinSize implements fyne.Layout.
func (n *narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = fyne.Max(h, o.MinSize().Height)
	}
	return fyne.NewSize(200, h+32)
}

// newRule is a thin line between parts.
func newRule() fyne.CanvasObject {
	return container.New(atLeast{height: 1}, newGround(colourLine, "", false))
}
