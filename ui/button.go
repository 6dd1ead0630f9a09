package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is a button that is scrolled to when it gets the focus.
type button struct{ widget.Button }

// FocusGained implements fyne.Focusable.
func (b *button) FocusGained() {
	b.Button.FocusGained()
	follow(b)
}

func newButton(words string, icon fyne.Resource, do func()) *button {
	b := &button{widget.Button{Text: words, Icon: icon, OnTapped: do}}
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
