package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// press is something to press, with any face: by a tap, or by Return or Space
// when it has the focus. It shows hover, focus and selection around its face.
type press struct {
	widget.BaseWidget
	face     fyne.CanvasObject
	do       func()
	pad      fyne.Size // left and right, above and below
	selected bool
	flat     bool // no ground on hover, for links in text
	// keys is asked first about each key; true says that it was done. May be
	// nil.
	keys func(fyne.KeyName) bool

	focused, hovered bool
}

// newPress makes a press with a face; do is called on each press.
func newPress(face fyne.CanvasObject, pad fyne.Size, do func()) *press {
	p := &press{face: face, pad: pad, do: do}
	p.ExtendBaseWidget(p)
	return p
}

// Select shows p as the chosen one of several.
func (p *press) Select(on bool) {
	if p.selected != on {
		p.selected = on
		p.Refresh()
	}
}

func (p *press) press() {
	if p.do != nil {
		p.do()
	}
}

// Tapped implements fyne.Tappable.
func (p *press) Tapped(*fyne.PointEvent) { p.press() }

// FocusGained implements fyne.Focusable.
func (p *press) FocusGained() {
	p.focused = true
	p.Refresh()
	follow(p)
}

// FocusLost implements fyne.Focusable.
func (p *press) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *press) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	if p.keys != nil && p.keys(e.Name) || leaves(p, e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.press()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *press) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (p *press) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(nil)
	r := &pressRenderer{p: p, ground: ground, objects: []fyne.CanvasObject{ground, p.face}}
	r.paint()
	return r
}

type pressRenderer struct {
	p       *press
	ground  *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *pressRenderer) Layout(size fyne.Size) {
	ring := float32(0)
	if r.p.flat {
		ring = 3 // around the words, outside
	}
	r.ground.Move(fyne.NewPos(-ring, 0))
	r.ground.Resize(size.AddWidthHeight(2*ring, 0))
	r.p.face.Move(fyne.NewPos(r.p.pad.Width, r.p.pad.Height))
	r.p.face.Resize(fyne.NewSize(size.Width-2*r.p.pad.Width, size.Height-2*r.p.pad.Height))
}

func (r *pressRenderer) MinSize() fyne.Size {
	return r.p.face.MinSize().AddWidthHeight(2*r.p.pad.Width, 2*r.p.pad.Height)
}

func (r *pressRenderer) Refresh() {
	r.paint()
	r.ground.Refresh()
	r.p.face.Refresh()
}

func (r *pressRenderer) paint() {
	p := r.p
	r.ground.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.ground.FillColor = nil
	switch {
	case p.selected:
		r.ground.FillColor = theme.Color(theme.ColorNameSelection)
	case p.hovered && !p.flat:
		r.ground.FillColor = theme.Color(theme.ColorNameHover)
	}
	r.ground.StrokeWidth = 0
	r.ground.StrokeColor = nil
	if p.focused {
		r.ground.StrokeWidth = 2
		r.ground.StrokeColor = theme.Color(theme.ColorNamePrimary)
	}
}

func (r *pressRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *pressRenderer) Destroy()                     {}
