package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// balance sets two counts against each other in one bar: the first full, the
// second hollow, so that colour is not the only sign, with a mark at one half.
type balance struct {
	widget.BaseWidget
	first, second       int
	left, right, middle *canvas.Rectangle
}

func newBalance(first, second int) *balance {
	b := &balance{first: first, second: second,
		left: canvas.NewRectangle(nil), right: canvas.NewRectangle(nil), middle: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *balance) CreateRenderer() fyne.WidgetRenderer {
	r := balanceRenderer{b}
	r.paint()
	return r
}

type balanceRenderer struct{ b *balance }

func (r balanceRenderer) paint() {
	r.b.left.FillColor = theme.Color(colourAgree)
	r.b.right.FillColor = theme.Color(colourSurface)
	r.b.right.StrokeColor = theme.Color(colourDisagree)
	r.b.right.StrokeWidth = 2
	r.b.middle.FillColor = theme.Color(theme.ColorNameForeground)
}

// Layout implements fyne.WidgetRenderer.
func (r balanceRenderer) Layout(size fyne.Size) {
	b, high := r.b, size.Height-8
	all := b.first + b.second
	if all == 0 {
		all = 1
	}
	at := size.Width * float32(b.first) / float32(all)
	b.left.Move(fyne.NewPos(0, 4))
	b.left.Resize(fyne.NewSize(at, high))
	b.right.Move(fyne.NewPos(at, 4))
	b.right.Resize(fyne.NewSize(size.Width*float32(b.second)/float32(all), high))
	b.middle.Move(fyne.NewPos(size.Width/2, 0))
	b.middle.Resize(fyne.NewSize(1, size.Height))
}

// MinSize implements fyne.WidgetRenderer.
func (r balanceRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 22) }

// Refresh implements fyne.WidgetRenderer.
func (r balanceRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// Objects implements fyne.WidgetRenderer.
func (r balanceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.left, r.b.right, r.b.middle}
}

// Destroy implements fyne.WidgetRenderer.
func (r balanceRenderer) Destroy() {}
