package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// reveal scrolls a pane so that an object in it can be seen. An object that is
// not in it moves nothing: call it with what has the focus.
func (s *scrolled) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	const air = 24
	at := driver.AbsolutePositionForObject(o)
	pane := driver.AbsolutePositionForObject(s.scroll)
	if at.X < pane.X || at.X > pane.X+s.scroll.Size().Width {
		return
	}
	top := at.Y - pane.Y + s.scroll.Offset.Y // within the content
	bottom := top + o.Size().Height
	room := s.scroll.Size().Height
	if top < 0 || top > s.content.Size().Height {
		return
	}
	offset := s.scroll.Offset.Y
	switch {
	case top < offset:
		offset = top - air
	case bottom > offset+room:
		offset = min(bottom-room+air, top-air)
	default:
		return
	}
	offset = min(offset, s.content.Size().Height-room)
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
}

// focus gives o the focus and scrolls to the form that it belongs to.
func (s *Shell) focus(pane *scrolled, form fyne.CanvasObject, o fyne.Focusable) {
	s.win.Canvas().Focus(o)
	pane.reveal(form)
}

// paneField is a field that its pane scrolls to when it gets the focus: the Tab
// key may lead below the edge.
type paneField struct {
	field
	pane *scrolled
}

// newPaneField makes an entry of one line, or of several if lines is above 1.
func newPaneField(pane *scrolled, hint string, lines int) *paneField {
	f := &paneField{pane: pane}
	f.ExtendBaseWidget(f)
	f.MultiLine = lines > 1
	if lines > 1 {
		f.Wrapping = fyne.TextWrapWord
		f.SetMinRowsVisible(lines)
	}
	f.SetPlaceHolder(hint)
	return f
}

// FocusGained implements fyne.Focusable.
func (f *paneField) FocusGained() {
	f.field.FocusGained()
	f.pane.reveal(f)
}

// paneButton is a button that its pane scrolls to when it gets the focus.
type paneButton struct {
	widget.Button
	pane *scrolled
}

// newPaneButton makes a button that keeps something.
func newPaneButton(pane *scrolled, words string, do func()) *paneButton {
	b := &paneButton{pane: pane}
	b.ExtendBaseWidget(b)
	b.Text, b.Icon, b.OnTapped = words, theme.DocumentSaveIcon(), do
	return b
}

// FocusGained implements fyne.Focusable.
func (b *paneButton) FocusGained() {
	b.Button.FocusGained()
	b.pane.reveal(b)
}
