package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// grip is what a line of a list is dragged by. It is a thing of its own: who
// presses a line that could be dragged and moves two pixels would not press it.
type grip struct {
	widget.BaseWidget
	// dropped is told how far down it was dragged, when it is let go.
	dropped func(down float32)
	dragged float32
}

func newGrip(dropped func(down float32)) *grip {
	g := &grip{dropped: dropped}
	g.ExtendBaseWidget(g)
	return g
}

// Dragged implements fyne.Draggable.
func (g *grip) Dragged(e *fyne.DragEvent) { g.dragged += e.Dragged.DY }

// DragEnd implements fyne.Draggable.
func (g *grip) DragEnd() {
	down := g.dragged
	g.dragged = 0
	g.dropped(down)
}

// Cursor implements desktop.Cursorable.
func (g *grip) Cursor() desktop.Cursor { return desktop.VResizeCursor }

// CreateRenderer implements fyne.Widget.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	icon := canvas.NewImageFromResource(theme.NewDisabledResource(theme.MenuIcon()))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSize(14, 30))
	return widget.NewSimpleRenderer(icon)
}
