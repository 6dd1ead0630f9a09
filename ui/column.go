package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// column lays objects out below each other. Unlike Fyne's VBox it gives each
// object its width before it asks for the height, so that wrapping text never
// claims the height of a narrow first layout.
type column struct{ gap float32 }

// Layout implements fyne.Layout.
func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, size.Width)
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + c.gap
	}
}

// MinSize implements fyne.Layout.
func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		size.Width = max(size.Width, min.Width)
		size.Height += min.Height
		n++
	}
	if n > 1 {
		size.Height += c.gap * float32(n-1)
	}
	return size
}

// beside lays objects out in a row of columns whose widths are in proportion
// to weights (1 where weights is too short); all are as high as the highest.
type beside struct {
	gap     float32
	weights []float32
}

func (b beside) weight(i int) float32 {
	if i < len(b.weights) {
		return b.weights[i]
	}
	return 1
}

// Layout implements fyne.Layout.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	total, n := float32(0), 0
	for i, o := range objects {
		if o.Visible() {
			total += b.weight(i)
			n++
		}
	}
	if n == 0 {
		return
	}
	room := size.Width - b.gap*float32(n-1)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		w := room * b.weight(i) / total
		heightAt(o, w)
		o.Resize(fyne.NewSize(w, size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += w + b.gap
	}
}

// MinSize implements fyne.Layout.
func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		min := o.MinSize()
		size.Width += min.Width
		size.Height = max(size.Height, min.Height)
		n++
	}
	if n > 1 {
		size.Width += b.gap * float32(n-1)
	}
	return size
}

// flow lays objects out in lines at their own width, as words in a paragraph.
// It would like to be one line; its height is that of the width it got last.
type flow struct {
	gap   float32
	width float32
}

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, true)
}

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var line float32
	for _, o := range objects {
		if o.Visible() {
			line += o.MinSize().Width + f.gap
		}
	}
	return fyne.NewSize(max(0, line-f.gap), f.place(objects, false))
}

// place computes, and with move also sets, the objects' places; it returns the
// height. Objects of a line are centred on it; one wider than the line is made
// narrower.
func (f *flow) place(objects []fyne.CanvasObject, move bool) float32 {
	var x, y, high float32
	var line []fyne.CanvasObject
	end := func() {
		for _, o := range line {
			if move {
				o.Move(fyne.NewPos(o.Position().X, y+(high-o.Size().Height)/2))
			}
		}
		y += high
		line, x, high = line[:0], 0, 0
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if f.width > 0 && size.Width > f.width {
			size = fyne.NewSize(f.width, heightAt(o, f.width))
		}
		// Half a pixel forgives widths that were rounded on their way here.
		if len(line) > 0 && f.width > 0 && x+size.Width > f.width+0.5 {
			end()
			y += f.gap / 2
		}
		if move {
			o.Resize(size)
			o.Move(fyne.NewPos(x, y))
		}
		x += size.Width + f.gap
		high = max(high, size.Height)
		line = append(line, o)
	}
	end()
	return y
}

// heightAt gives an object a width and returns the height it then needs.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return o.MinSize().Height
}

// stack is a container of objects below each other.
func stack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap}, objects...)
}

// sideBySide is a container of equally wide columns.
func sideBySide(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(beside{gap: 2 * theme.Padding()}, objects...)
}

// weighted is a container of columns whose widths stand in proportion.
func weighted(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(beside{gap: 2 * theme.Padding(), weights: weights}, objects...)
}

// hanging puts a sign before a text that wraps.
func hanging(sign, text fyne.CanvasObject) *fyne.Container {
	return container.New(hangs{}, sign, text)
}

// hangs is the layout of a sign and a text.
type hangs struct{}

const hangGap = 6

// Layout implements fyne.Layout.
func (hangs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sign := objects[0].MinSize()
	objects[0].Resize(sign)
	objects[0].Move(fyne.Position{})
	x := sign.Width + hangGap
	objects[1].Move(fyne.NewPos(x, 0))
	objects[1].Resize(fyne.NewSize(size.Width-x, size.Height))
}

// MinSize implements fyne.Layout.
func (hangs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	sign, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(sign.Width+hangGap+text.Width, max(sign.Height, text.Height))
}

// inLine is a container of objects in lines, at their own width.
func inLine(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: 2 * theme.Padding()}, objects...)
}

// scrolled shows content of any height: the content is as wide as the widget
// and as high as it needs at that width. UI goroutine only.
type scrolled struct {
	widget.BaseWidget
	scroll  *container.Scroll
	content *fyne.Container
}

// newScrolled makes an empty pane with gap between what is put in it.
func newScrolled(gap float32) *scrolled {
	s := &scrolled{content: container.New(beforeBar{column{gap}, 4 * theme.Padding()})}
	s.scroll = container.NewVScroll(s.content)
	s.ExtendBaseWidget(s)
	return s
}

// Put replaces what the pane shows and keeps the place in the text.
func (s *scrolled) Put(objects ...fyne.CanvasObject) {
	s.content.Objects = objects
	s.Again()
}

// Again lays the content out again after something in it changed its height.
// It refreshes no object: who changes one refreshes it.
func (s *scrolled) Again() {
	s.arrange(s.Size())
	s.scroll.Refresh()
	canvas.Refresh(s.content)
}

// Top scrolls to the beginning.
func (s *scrolled) Top() { s.scroll.ScrollToTop() }

// arrange gives the content the pane's width and the height that it needs.
func (s *scrolled) arrange(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	s.content.Layout.Layout(s.content.Objects, size)
	h := s.content.MinSize().Height
	s.content.Resize(fyne.NewSize(size.Width, max(h, size.Height)))
}

// beforeBar is a column that leaves room on the right for a scroll bar. It asks
// for no width: it takes the pane's.
type beforeBar struct {
	column
	room float32
}

// Layout implements fyne.Layout.
func (b beforeBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.column.Layout(objects, size.SubtractWidthHeight(b.room, 0))
}

// MinSize implements fyne.Layout.
func (b beforeBar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, b.column.MinSize(objects).Height)
}

// CreateRenderer implements fyne.Widget.
func (s *scrolled) CreateRenderer() fyne.WidgetRenderer { return scrolledRenderer{s} }

type scrolledRenderer struct{ s *scrolled }

// Layout implements fyne.WidgetRenderer.
func (r scrolledRenderer) Layout(size fyne.Size) {
	r.s.arrange(size)
	r.s.scroll.Resize(size)
	r.s.scroll.Refresh()
}

// MinSize implements fyne.WidgetRenderer.
func (r scrolledRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

// Refresh implements fyne.WidgetRenderer.
func (r scrolledRenderer) Refresh() {
	r.s.arrange(r.s.Size())
	r.s.content.Refresh()
	r.s.scroll.Refresh()
}

// Objects implements fyne.WidgetRenderer.
func (r scrolledRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.scroll} }

// Destroy implements fyne.WidgetRenderer.
func (r scrolledRenderer) Destroy() {}

// newFixed gives an object a fixed height.
func newFixed(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(fixed{height}, o)
}

// fixed is a layout of one object with a height of its own.
type fixed struct{ height float32 }

// Layout implements fyne.Layout.
func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(size.Width, f.height))
	}
}

// MinSize implements fyne.Layout.
func (f fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, f.height)
}
