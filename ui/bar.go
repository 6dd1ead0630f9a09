package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// barShapes are the shapes of one diverging bar: disagree to the left, agree
// to the right, passes across the middle. Each has a form of its own, so that
// colour is not the only sign: agree is full, disagree hollow, pass thin.
type barShapes struct{ agree, pass, disagree, middle *canvas.Rectangle }

func newBarShapes() barShapes {
	return barShapes{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)}
}

func (b barShapes) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.pass, b.disagree, b.agree, b.middle}
}

// show hides or shows all shapes.
func (b barShapes) show(on bool) {
	for _, o := range b.objects() {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// paint sets the colours of the theme.
func (b barShapes) paint() {
	b.agree.FillColor = theme.Color(colourAgree)
	b.disagree.FillColor = theme.Color(colourSurface)
	b.disagree.StrokeColor = theme.Color(colourDisagree)
	b.pass.FillColor = theme.Color(colourPass)
	b.middle.FillColor = theme.Color(colourLine)
}

// place lays the shapes into a box. Half the box's width is all votes.
func (b barShapes) place(bar view.Bar, at fyne.Position, size fyne.Size) {
	half := size.Width / 2
	middle := at.X + half
	pass := float32(bar.Pass) * half / 2
	thin := size.Height / 3
	set := func(r *canvas.Rectangle, x, y, w, h float32) {
		r.Move(fyne.NewPos(x, y))
		r.Resize(fyne.NewSize(w, h))
	}
	left, right := float32(bar.Disagree)*half, float32(bar.Agree)*half
	b.disagree.StrokeWidth = fyne.Min(2, left) // an edge of no votes would look like some
	set(b.pass, middle-pass, at.Y+thin, 2*pass, thin)
	set(b.disagree, middle-pass-left, at.Y, left, size.Height)
	set(b.agree, middle+pass, at.Y, right, size.Height)
	set(b.middle, middle-0.5, at.Y-3, 1, size.Height+6)
}

// votesBar is one diverging bar as a widget.
type votesBar struct {
	widget.BaseWidget
	bar    view.Bar
	shapes barShapes
}

// newBar shows a bar as wide as there is room.
func newBar(bar view.Bar) *votesBar {
	b := &votesBar{bar: bar, shapes: newBarShapes()}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *votesBar) CreateRenderer() fyne.WidgetRenderer {
	b.shapes.paint()
	return &barRenderer{b}
}

type barRenderer struct{ b *votesBar }

func (r *barRenderer) Layout(size fyne.Size) {
	r.b.shapes.place(r.b.bar, fyne.NewPos(0, 3), fyne.NewSize(size.Width, size.Height-6))
}
func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 20) }
func (r *barRenderer) Refresh() {
	r.b.shapes.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
func (r *barRenderer) Objects() []fyne.CanvasObject { return r.b.shapes.objects() }
func (r *barRenderer) Destroy()                     {}
