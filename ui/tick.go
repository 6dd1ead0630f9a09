package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tick is a box to tick that is scrolled to when it gets the focus and leaves
// Escape to the window.
type tick struct{ widget.Check }

func newTick(words string, changed func(on bool)) *tick {
	t := &tick{}
	t.ExtendBaseWidget(t)
	t.Text, t.OnChanged = words, changed
	return t
}

// FocusGained implements fyne.Focusable.
func (t *tick) FocusGained() {
	t.Check.FocusGained()
	follow(t)
}

// TypedKey implements fyne.Focusable.
func (t *tick) TypedKey(e *fyne.KeyEvent) {
	if !leaves(t, e) {
		t.Check.TypedKey(e)
	}
}

// leaves hands Escape on to the window, which shuts the dialog on top: the
// toolkit gives keys to what has the focus and to nothing else. It reports
// whether it did.
func leaves(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}
