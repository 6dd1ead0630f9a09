package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// shutter is a dialog that Escape can shut.
type shutter interface{ Hide() }

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
	room := s.win.Canvas().Size()
	d.Resize(fyne.NewSize(fyne.Min(800, room.Width-40), fyne.Min(500, room.Height-40)))
	d.SetOnClosed(func() { s.forget(d) })
	s.dialogs = append(s.dialogs, d)
	d.Show()
}

// forget takes a dialog from those that Escape shuts.
func (s *Shell) forget(d shutter) {
	for i, other := range s.dialogs {
		if other == d {
			s.dialogs = append(s.dialogs[:i], s.dialogs[i+1:]...)
			return
		}
	}
}
