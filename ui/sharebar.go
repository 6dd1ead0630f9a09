package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// shareBar shows a share as the filled part of a frame. The number stands
// beside it, so that its length is not the only sign.
type shareBar struct {
	widget.BaseWidget
	share       float32
	frame, full *canvas.Rectangle
}

func newShareBar(share float64) *shareBar {
	b := &shareBar{share: float32(min(max(share, 0), 1)), frame: canvas.NewRectangle(nil), full: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *shareBar) CreateRenderer() fyne.WidgetRenderer {
	r := &shareBarRenderer{b}
	r.paint()
	return r
}

type shareBarRenderer struct{ b *shareBar }

func (r *shareBarRenderer) paint() {
	r.b.frame.FillColor = theme.Color(colourSurface)
	r.b.frame.StrokeColor = theme.Color(colourLine)
	r.b.frame.StrokeWidth = 1
	r.b.full.FillColor = theme.Color(colourAgree)
}

func (r *shareBarRenderer) Layout(size fyne.Size) {
	r.b.frame.Resize(size)
	r.b.full.Resize(fyne.NewSize(size.Width*r.b.share, size.Height))
}
func (r *shareBarRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 12) }
func (r *shareBarRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
func (r *shareBarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.frame, r.b.full}
}
func (r *shareBarRenderer) Destroy() {}
