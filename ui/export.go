package ui

import (
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// exportCard is where the open paper is printed: the file, Export, and what
// came of it.
type exportCard struct {
	composer *composer
	card     *fyne.Container
	file     *paneField
	bundled  *tick
	button   *button
	result   *fyne.Container
	refused  *refusal

	// waiting: Export was pressed and its end has not been seen. before is
	// what was printed last at that time, running that the job was seen.
	waiting, running bool
	before           *desk.Export
	shown            *desk.Export
}

func newExportCard(p *composer) *exportCard {
	s := p.page.shell
	w := s.w
	e := &exportCard{composer: p, result: stack(6), refused: newRefusal(s, p.panes.detail.Again)}
	e.file = newPaneField(p.panes.detail, w.T("Where the file shall lie"), 1)
	e.button = saving(w.T("Export"), e.export)
	e.button.Icon, e.button.Importance = theme.DocumentPrintIcon(), widget.HighImportance
	e.bundled = newTick(w.T("Only the program’s own fonts"), nil)
	e.card = newCard(stack(10,
		newSection(w.T("Export")),
		newText(w.T("A PDF carries its evidence and can be verified. End the file’s name in .docx to edit the paper, in .html or .md to read it elsewhere.")).small().quiet(),
		titled(w.T("File"), e.file),
		e.bundled,
		newText(w.T("Any computer then prints the same file, byte for byte. Letters that they lack, as Chinese or Devanagari, are then boxes. Otherwise those alone are set in fonts of this computer, which the paper names.")).small().quiet(),
		inLine(e.button, plain(w.T("Choose folder…"), theme.FolderOpenIcon(), e.chooseFolder)),
		e.refused.box,
		e.result))
	return e
}

// open proposes a file for a paper.
func (e *exportCard) open(p model.Paper) {
	e.file.SetText(filepath.Join(documents(), view.PaperFile(p)))
	e.refused.Tell(nil)
	e.shown = nil
	e.result.Objects = nil
}

// documents is the person's folder for documents, or else the home folder.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	folder := filepath.Join(home, "Documents")
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	return home
}

// export saves the paper and prints it.
func (e *exportCard) export() {
	p := e.composer
	w := p.page.shell.w
	if problem := w.ExportProblem(e.file.Text); problem != "" {
		e.refused.Tell(&model.Problem{Say: problem})
		return
	}
	e.refused.Tell(nil)
	if !p.saveIt() {
		p.panes.detail.Top()
		return
	}
	e.waiting, e.running, e.before = true, false, p.page.state.Exported
	e.result.Objects = nil
	p.desk.Export(p.paper.ID, e.file.Text, desk.ExportOptions{Bundled: e.bundled.Checked})
}

// chooseFolder lets the person choose the folder; the file keeps its name. It
// is no save dialog because that one empties an existing file before anything
// is printed.
func (e *exportCard) chooseFolder() {
	e.composer.page.shell.chooseFolder(func(path string) {
		e.file.SetText(filepath.Join(path, filepath.Base(e.file.Text)))
	})
}

// show follows the printing: progress while it runs, then what was printed or
// why it was not.
func (e *exportCard) show(st desk.State) {
	printing := st.Job != nil && st.Job.Name == "Export"
	if printing {
		e.button.Disable()
	} else {
		e.button.Enable()
	}
	if !e.waiting {
		e.showResult(st.Exported)
		return
	}
	switch {
	case printing:
		e.running = true
	case st.Exported != e.before:
		e.waiting = false
		e.showResult(st.Exported)
	case e.running:
		e.waiting = false
		if n := len(st.Problems); n > 0 {
			e.refused.Tell(&st.Problems[n-1])
		}
	}
}

// showResult tells what was printed, if it was the open paper.
func (e *exportCard) showResult(done *desk.Export) {
	if done == nil || done.Paper != e.composer.paper.ID || done == e.shown {
		return
	}
	e.shown = done
	s, w := e.composer.page.shell, e.composer.page.shell.w
	e.result.Objects = []fyne.CanvasObject{
		widget.NewSeparator(),
		newText(w.Printed(*done)).bold(),
		newText(done.File),
		newText("SHA-256 " + done.SHA256).small().quiet(),
		newText(w.PrintedFonts(*done)).small().quiet(),
		inLine(
			plain(w.T("Open folder"), theme.FolderOpenIcon(), func() { e.openFolder(done.File) }),
			plain(w.T("Copy path"), theme.ContentCopyIcon(), func() { s.copy(done.File) })),
	}
	e.composer.panes.detail.Again()
}

func (e *exportCard) openFolder(file string) {
	s := e.composer.page.shell
	folder := &url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(file))}
	if err := fyne.CurrentApp().OpenURL(folder); err != nil {
		s.Tell(err, s.w.T("The folder could not be opened here. The file is in it: %s", file))
	}
}
