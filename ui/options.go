package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// options is a list of things of which one is chosen. Labels wrap and may be in
// any script. Each is a stop of the Tab key; Return or Space chooses it, and so
// do the arrow keys for its neighbour.
type options struct {
	widget.BaseWidget
	box    *fyne.Container
	items  []*press
	rings  []*ring
	chosen int
	// changed is told what was chosen; may be nil.
	changed func(i int)
}

// newOptions makes the list; signs, if any, stand before the labels.
func newOptions(labels []string, signs ...fyne.CanvasObject) *options {
	o := &options{box: stack(2), chosen: -1}
	for i, label := range labels {
		mark := newRing()
		var words fyne.CanvasObject = newText(label)
		if i < len(signs) {
			words = hanging(signs[i], words)
		}
		item := newPress(hanging(mark, words), fyne.NewSize(6, 4), func() { o.Choose(i) })
		item.keys = func(key fyne.KeyName) bool { return o.step(i, key) }
		o.items, o.rings = append(o.items, item), append(o.rings, mark)
		o.box.Add(item)
	}
	o.ExtendBaseWidget(o)
	return o
}

// Chosen is the chosen place, -1 if none is.
func (o *options) Chosen() int { return o.chosen }

// Choose chooses the place i; -1 for none.
func (o *options) Choose(i int) {
	if i < 0 || i >= len(o.items) {
		i = -1
	}
	o.chosen = i
	for place, mark := range o.rings {
		mark.set(place == i)
	}
	if o.changed != nil {
		o.changed(i)
	}
}

// CreateRenderer implements fyne.Widget.
func (o *options) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.box) }

// MinSize implements fyne.CanvasObject: the height is that of the last width.
func (o *options) MinSize() fyne.Size { return o.box.MinSize() }

// Resize implements fyne.CanvasObject; labels break anew before the height is
// asked for.
func (o *options) Resize(size fyne.Size) {
	o.box.Resize(size)
	o.BaseWidget.Resize(size)
}

// step moves choice and focus from a place by the arrow keys.
func (o *options) step(from int, key fyne.KeyName) bool {
	to := from
	switch key {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	default:
		return false
	}
	if to < 0 || to >= len(o.items) {
		return true
	}
	o.Choose(to)
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o.items[to])
	}
	return true
}

// ring is a circle that is filled when its option is chosen.
type ring struct {
	widget.BaseWidget
	outer, inner *canvas.Circle
	on           bool
}

func newRing() *ring {
	r := &ring{outer: canvas.NewCircle(nil), inner: canvas.NewCircle(nil)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *ring) set(on bool) {
	r.on = on
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *ring) CreateRenderer() fyne.WidgetRenderer {
	x := &ringRenderer{r}
	x.Refresh()
	return x
}

type ringRenderer struct{ r *ring }

func (x *ringRenderer) Layout(size fyne.Size) {
	side := theme.Size(theme.SizeNameText)
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	x.r.outer.Move(at)
	x.r.outer.Resize(fyne.NewSquareSize(side))
	x.r.inner.Move(at.AddXY(side/4, side/4))
	x.r.inner.Resize(fyne.NewSquareSize(side / 2))
}

func (x *ringRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(theme.SizeNameText)+4, lineHeight(theme.SizeNameText))
}

func (x *ringRenderer) Refresh() {
	x.r.outer.StrokeWidth = 1.5
	x.r.outer.StrokeColor = theme.Color(colourQuiet)
	x.r.inner.FillColor = nil
	if x.r.on {
		x.r.outer.StrokeColor = theme.Color(theme.ColorNamePrimary)
		x.r.inner.FillColor = theme.Color(theme.ColorNamePrimary)
	}
	x.r.outer.Refresh()
	x.r.inner.Refresh()
}

func (x *ringRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.r.outer, x.r.inner}
}
func (x *ringRenderer) Destroy() {}
