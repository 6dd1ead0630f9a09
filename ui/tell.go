package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// How an error is told, everywhere in the window:
//
//  1. Say first: what happened and what is unchanged, in plain words.
//  2. Then Do: what the person can do now.
//  3. The cause, the file and the kind stand under "Details", with Copy.
//  4. No blame, no exclamation mark, no code. Nothing typed is lost: a form
//     stays open and tells the problem above its fields.

// Tell shows err in a dialog. say is used for an error that is no Problem:
// what could not be done and what is unchanged.
func (s *Shell) Tell(err error, say string) {
	if err == nil {
		return
	}
	s.TellProblem(*model.AsProblem(err, say))
}

// TellProblem shows a problem in a dialog.
func (s *Shell) TellProblem(p model.Problem) {
	body := newScrolled(10)
	body.Put(s.told(p, true)...)
	s.read(s.w.T("A problem"), body, fyne.NewSize(560, 300),
		plain(s.w.T("Copy"), theme.ContentCopyIcon(), func() { s.copy(s.w.Plain(p)) }))
}

// told is a problem's text. open shows the details at once below a rule,
// otherwise a link opens them.
func (s *Shell) told(p model.Problem, open bool) []fyne.CanvasObject {
	p = s.w.Problem(p)
	objects := []fyne.CanvasObject{newText(p.Say).bold()}
	if p.Do != "" {
		objects = append(objects, newText(p.Do))
	}
	details := s.w.Details(p)
	if details == "" {
		return objects
	}
	if open {
		return append(objects, newText(s.w.T("Details")).small().bold().quiet(), newText(details).small().quiet())
	}
	return append(objects, inLine(newLink(s.w.T("Details"), func() { s.TellProblem(p) })))
}

// problemStrip is a problem inside a page or a form.
func (s *Shell) problemStrip(p model.Problem) fyne.CanvasObject {
	return newStrip(view.ToneWarn, stack(4, s.told(p, false)...))
}

// Explain opens how a figure was computed. measure is Measure.ID.
func (s *Shell) Explain(measure string) {
	e, err := s.desk.Explain(measure)
	if err != nil {
		s.Tell(err, s.w.T("This figure cannot be explained now. Nothing was changed."))
		return
	}
	x := s.w.Explain(e, s.state)
	body := newScrolled(12)
	body.Put(s.explained(x)...)
	s.read(s.w.T("How this figure was computed"), body, fyne.NewSize(720, 520),
		plain(s.w.T("Copy"), theme.ContentCopyIcon(), func() { s.copy(x.Plain(s.w)) }))
}

// explained is an explanation's text.
func (s *Shell) explained(x view.Explained) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{stack(2, newHeading(x.Figure), newText(x.Name).quiet())}
	if len(x.Inputs) > 0 {
		objects = append(objects, s.bullets(s.w.T("What was put in"), x.Inputs))
	}
	objects = append(objects, rows(x.Rows))
	if len(x.Notes) > 0 {
		objects = append(objects, s.bullets(s.w.T("To know"), x.Notes))
	}
	return objects
}

// rows are labelled lines, labels in a column of their own.
func rows(list []view.Row) fyne.CanvasObject {
	lines := stack(6)
	for _, r := range list {
		lines.Add(labelled(r.Label, newText(r.Text)))
	}
	return lines
}

// labelled puts a quiet label to the left of an object.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(besideLabel{}, newText(label).quiet(), o)
}

// besideLabel lays a label and what it names side by side; the label has room
// for an ordinary word in any of the languages.
type besideLabel struct{}

const (
	labelWidth = 112
	labelGap   = 12
)

// Layout implements fyne.Layout.
func (besideLabel) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := fyne.Max(labelWidth, size.Width/5)
	for i, w := range []float32{left, size.Width - left - labelGap} {
		o[i].Resize(fyne.NewSize(w, heightAt(o[i], w)))
	}
	o[1].Move(fyne.NewPos(left+labelGap, 0))
}

// MinSize implements fyne.Layout.
func (besideLabel) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(labelWidth+labelGap+b.Width, fyne.Max(a.Height, b.Height))
}

// bullets is a titled list of sentences.
func (s *Shell) bullets(title string, lines []string) fyne.CanvasObject {
	list := stack(4)
	if title != "" {
		list.Add(newText(title).bold())
	}
	for _, l := range lines {
		list.Add(container.NewBorder(nil, nil, container.NewVBox(oneLine("•").quiet()), nil, newText(l)))
	}
	return list
}

// copy puts text on the clipboard and says so.
func (s *Shell) copy(words string) {
	fyne.CurrentApp().Clipboard().SetContent(words)
	s.Notice(s.w.T("Copied."))
}

// heading is a page's first line: its title, and buttons at the right.
func (s *Shell) heading(title string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, container.NewHBox(buttons...), newHeading(title))
}
