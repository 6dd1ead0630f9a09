package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// shutter is a dialog that Escape can shut and that follows the window's size.
type shutter interface {
	Hide()
	Resize(fyne.Size)
}

// shownDialog is a dialog with the size that it would have in a large window.
type shownDialog struct {
	shutter
	want, has fyne.Size
}

// edge is how far a dialog at least keeps from the ends of the window, on both
// sides together.
const edge = 40

// fit gives the dialogs the size that they want, or as much of it as the window
// has.
func (s *Shell) fit() {
	room := s.win.Canvas().Size().SubtractWidthHeight(edge, edge)
	for i := range s.dialogs {
		d := &s.dialogs[i]
		if size := fyne.NewSize(fyne.Min(d.want.Width, room.Width), fyne.Min(d.want.Height, room.Height)); size != d.has {
			d.has = size
			d.Resize(size)
		}
	}
}

// resize has a dialog want another size.
func (s *Shell) resize(d shutter, want fyne.Size) {
	for i := range s.dialogs {
		if s.dialogs[i].shutter == d {
			s.dialogs[i].want = want
		}
	}
	s.fit()
}

// chooseFolder lets the person choose a folder; do is given its path.
func (s *Shell) chooseFolder(do func(path string)) {
	s.choose(dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil {
			s.Tell(err, s.w.T("The folder cannot be opened. Nothing was changed."))
			return
		}
		if u != nil {
			s.lookedIn = u.Path()
			do(u.Path())
		}
	}, s.win))
}

// chooseFile lets the person choose a file with one of the endings, or any if
// there are none; do is given the open file and closes it.
func (s *Shell) chooseFile(endings []string, do func(fyne.URIReadCloser)) {
	d := dialog.NewFileOpen(func(u fyne.URIReadCloser, err error) {
		if err != nil {
			s.Tell(err, s.w.T("The file cannot be opened. Nothing was changed."))
			return
		}
		if u != nil {
			s.lookedIn = filepath.Dir(u.URI().Path())
			do(u)
		}
	}, s.win)
	if len(endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	s.choose(d)
}

// choose shows the toolkit's dialog for files, in the folder that was chosen
// last. Escape shuts it and leaves the form below as it is.
func (s *Shell) choose(d *dialog.FileDialog) {
	if s.lookedIn != "" {
		if folder, err := storage.ListerForURI(storage.NewFileURI(s.lookedIn)); err == nil {
			d.SetLocation(folder)
		}
	}
	d.SetOnClosed(func() { s.forget(d) })
	s.dialogs = append(s.dialogs, shownDialog{shutter: d, want: fyne.NewSize(800, 500)})
	s.fit()
	d.Show()
}

// forget takes a dialog from those that Escape shuts.
func (s *Shell) forget(d shutter) {
	for i, other := range s.dialogs {
		if other.shutter == d {
			s.dialogs = append(s.dialogs[:i], s.dialogs[i+1:]...)
			return
		}
	}
}
