package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// Alone fills a window with one problem, for a consultation that cannot be
// opened: who started the program from a menu has no terminal to read.
func Alone(w fyne.Window, words *view.Words, p model.Problem) {
	s := &Shell{win: w, w: words}
	body := newScrolled(10)
	body.Put(s.told(p, true)...)
	buttons := container.NewHBox(
		plain(words.T("Copy"), theme.ContentCopyIcon(), func() { fyne.CurrentApp().Clipboard().SetContent(words.Plain(p)) }),
		primary(words.T("Close"), nil, w.Close))
	w.SetContent(container.NewPadded(container.NewBorder(nil, container.NewPadded(buttons), nil, nil, body)))
	w.Resize(fyne.NewSize(560, 300))
}
