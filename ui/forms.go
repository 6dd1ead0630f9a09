package ui

import (
	"fyne.io/fyne/v2"

	"consilience/model"
)

// refusal says inside a page or form why something was not done. It is hidden
// while there is nothing to say.
type refusal struct {
	shell *Shell
	box   *fyne.Container
	// changed is called when its height has changed; nil if nobody minds.
	changed func()
}

func newRefusal(s *Shell, changed func()) *refusal {
	r := &refusal{shell: s, box: stack(0), changed: changed}
	r.box.Hide()
	return r
}

// Tell shows a problem and scrolls to it; it takes the problem away if there is
// none.
func (r *refusal) Tell(p *model.Problem) {
	if p == nil {
		if !r.box.Visible() {
			return
		}
		r.box.Objects = nil
		r.box.Hide()
	} else {
		r.box.Objects = []fyne.CanvasObject{r.shell.problemStrip(*p)}
		r.box.Show()
	}
	if r.changed != nil {
		r.changed()
	}
	if p != nil {
		follow(r.box)
	}
}

// attempt keeps what stands in a form, unless something is missing. A problem
// is told in the form, which keeps its text. It reports whether all was kept.
func (r *refusal) attempt(missing string, keep func() error, failed string) bool {
	if missing != "" {
		r.Tell(&model.Problem{Say: missing})
		return false
	}
	if err := keep(); err != nil {
		r.Tell(model.AsProblem(err, failed))
		return false
	}
	r.Tell(nil)
	return true
}

// need is a missing entry as an error, for forms in dialogs; nil if missing is
// empty.
func need(missing string) error {
	if missing == "" {
		return nil
	}
	return &model.Problem{Say: missing}
}

// writing is a form for one text: a field, Save, and why it could not be kept.
type writing struct {
	box     *fyne.Container
	entry   *paneField
	save    *button
	refusal *refusal
}

// newWriting makes a form in a pane; keep stores the text.
func newWriting(s *Shell, pane *scrolled, name, hint, button string, keep func(text string) error) *writing {
	f := &writing{entry: newPaneField(pane, hint, 3), refusal: newRefusal(s, pane.Again)}
	f.save = saving(button, func() {
		ok := f.refusal.attempt(s.w.TextProblem(f.entry.Text), func() error { return keep(f.entry.Text) },
			s.w.T("The text could not be saved. It is still in the form."))
		if ok {
			f.entry.SetText("")
		}
	})
	f.box = stack(6, titled(name, f.entry), f.refusal.box, inLine(f.save))
	return f
}
