package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// fileChoice asks for the kind of a file and where it shall lie. It is no save
// dialog because that one empties an existing file before anything is written.
type fileChoice struct {
	box  fyne.CanvasObject
	file *field
}

// newFileChoice proposes a file named by name, with the first of the endings;
// names say what each ending is.
func (s *Shell) newFileChoice(names, endings []string, name string) *fileChoice {
	w := s.w
	c := &fileChoice{file: newField("", 1)}
	kinds := newChoice(names, endings, func(ending string) {
		if ending != "" {
			c.file.SetText(view.WithEnding(c.file.Text, ending, endings))
		}
	})
	kinds.Choose(endings[0])
	c.file.SetText(filepath.Join(documents(), name))
	folder := plain(w.T("Choose folder…"), theme.FolderOpenIcon(), func() {
		s.chooseFolder(func(path string) { c.file.SetText(filepath.Join(path, filepath.Base(c.file.Text))) })
	})
	c.box = stack(10, titled(w.T("Kind of file"), edged(kinds.Select)), titled(w.T("File"), c.file), inLine(folder))
	return c
}

// path is what was asked for.
func (c *fileChoice) path(w *view.Words) (string, error) {
	if path := strings.TrimSpace(c.file.Text); path != "" {
		return path, nil
	}
	return "", &model.Problem{Say: w.T("There is no file name yet.")}
}

// exportCoding asks where to write notes, excerpts, tags and cases for coding
// programs, and has it done.
func (s *Shell) exportCoding() {
	w := s.w
	names, endings := w.CodingFormats()
	file := s.newFileChoice(names, endings, view.CodingFile(s.state))
	s.ask(question{
		Title: w.T("Export the coding"), Confirm: w.T("Export"), First: file.file,
		Intro: w.T("Programs such as ATLAS.ti, MAXQDA, NVivo, QualCoder and Taguette read it (REFI-QDA). Notes go out whole: what is personal in them is in the file too."),
		Body:  file.box,
		Do: func() error {
			path, err := file.path(w)
			if err == nil {
				s.desk.SaveCoding(path)
			}
			return err
		},
	})
}

// checksFile asks where to write the list of checks.
func (s *Shell) checksFile(text string) {
	w := s.w
	file := s.newFileChoice([]string{w.T("Table for a spreadsheet (CSV)")}, []string{".csv"}, w.T("checks")+".csv")
	s.ask(question{
		Title: w.T("Save the checks"), Confirm: w.T("Save"), First: file.file, Body: file.box,
		Do: func() error {
			path, err := file.path(w)
			if err != nil {
				return err
			}
			if err := desk.WriteText(path, text); err != nil {
				return model.AsProblem(err, w.T("The list could not be written. No file was changed."))
			}
			s.Notice(w.T("Saved: %s", path))
			return nil
		},
	})
}
