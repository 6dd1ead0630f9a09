package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is a button that Return presses as Space does, that is scrolled to when
// it gets the focus, and that then has a ring around it: Fyne's own shade is
// hardly seen on a filled button.
type button struct {
	widget.Button
	ring *canvas.Rectangle // nil before the first look
}

// FocusGained implements fyne.Focusable.
func (b *button) FocusGained() {
	b.Button.FocusGained()
	b.mark(true)
	follow(b)
}

// FocusLost implements fyne.Focusable.
func (b *button) FocusLost() {
	b.Button.FocusLost()
	b.mark(false)
}

// TypedKey implements fyne.Focusable.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	if leaves(b, e) {
		return
	}
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		e = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	b.Button.TypedKey(e)
}

func (b *button) mark(focused bool) {
	if b.ring == nil {
		return
	}
	b.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	b.ring.Hidden = !focused
	b.ring.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	b.ring = canvas.NewRectangle(color.Transparent)
	b.ring.StrokeWidth = 2
	b.ring.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	b.ring.Hide()
	return &ringed{b.Button.CreateRenderer(), b.ring}
}

// ringed lays a ring over a button.
type ringed struct {
	fyne.WidgetRenderer
	ring *canvas.Rectangle
}

// Layout implements fyne.WidgetRenderer.
func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

// Objects implements fyne.WidgetRenderer.
func (r *ringed) Objects() []fyne.CanvasObject {
	below := r.WidgetRenderer.Objects()
	return append(below[:len(below):len(below)], r.ring)
}

func newButton(words string, icon fyne.Resource, do func()) *button {
	b := &button{Button: widget.Button{Text: words, Icon: icon, OnTapped: do}}
	b.ExtendBaseWidget(b)
	return b
}

// primary is the one button of a screen that does what the screen is for.
func primary(words string, icon fyne.Resource, do func()) *button {
	b := newButton(words, icon, do)
	b.Importance = widget.HighImportance
	return b
}

// plain is any other button.
func plain(words string, icon fyne.Resource, do func()) *button { return newButton(words, icon, do) }

// saving is a button that keeps what stands in a form.
func saving(words string, do func()) *button { return newButton(words, theme.DocumentSaveIcon(), do) }
