package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// tradeOffForms are the forms of one trade-off. They live as long as the page,
// so that a State that comes in while somebody types takes nothing away.
type tradeOffForms struct {
	argument *argumentForm
	question *writing
	comment  *writing

	position *fyne.Container
	name     *paneField
	stance   *options
	stances  []view.StanceChoice
	reason   *paneField
	save     *button
	refused  *refusal
}

func newTradeOffForms(p *tradeOffsPage, t desk.TradeOff) *tradeOffForms {
	s, w, pane := p.shell, p.shell.w, p.panes.detail
	f := &tradeOffForms{
		argument: newArgumentForm(p, t),
		question: newWriting(s, pane, w.T("Your question"), w.T("What must be known before this can be decided?"), w.T("Save question"),
			func(text string) error { return s.desk.AskQuestion(t.ID, text) }),
		comment: newWriting(s, pane, w.T("Your comment"), w.T("What should the others know?"), w.T("Save comment"),
			func(text string) error { return s.desk.Comment("tradeoff/"+t.ID, text) }),
		refused: newRefusal(s, pane.Again),
	}
	f.stances = w.Stances(t.TradeOff)
	var labels []string
	for _, c := range f.stances {
		labels = append(labels, c.Label)
	}
	f.stance = newOptions(labels)
	f.name = newPaneField(pane, w.T("As it shall stand beside the position"), 1)
	f.reason = newPaneField(pane, w.T("Why do you stand there? Under which conditions?"), 4)
	f.save = saving(w.T("Save position"), func() { f.take(p, t.ID) })
	f.save.Importance = widget.HighImportance
	f.position = stack(10,
		sideBySide(titled(w.T("Name"), f.name), titled(w.T("Where do you stand?"), f.stance)),
		titled(w.T("Reason"), f.reason),
		f.refused.box,
		inLine(f.save))
	return f
}

// prefill puts the member's name into an empty field.
func (f *tradeOffForms) prefill(name string) {
	if f.name.Text == "" && name != "" {
		f.name.SetText(name)
	}
}

// take keeps the position. The form is cleared only when it is stored.
func (f *tradeOffForms) take(p *tradeOffsPage, id string) {
	w := p.shell.w
	var stance model.Stance
	if i := f.stance.Chosen(); i >= 0 {
		stance = f.stances[i].Stance
	}
	ok := f.refused.attempt(w.PositionProblem(f.name.Text, stance, f.reason.Text),
		func() error { return p.shell.desk.TakePosition(id, stance, f.name.Text, f.reason.Text) },
		w.T("The position could not be saved. What you wrote is still in the form."))
	if ok {
		f.reason.SetText("")
		f.stance.Choose(-1)
	}
}

// argumentForm adds an argument to a pole.
type argumentForm struct {
	box  *fyne.Container
	pole *options
	text *writing
}

func newArgumentForm(p *tradeOffsPage, t desk.TradeOff) *argumentForm {
	s, w, pane := p.shell, p.shell.w, p.panes.detail
	var labels []string
	for _, pole := range t.Poles {
		labels = append(labels, pole.Text)
	}
	f := &argumentForm{pole: newOptions(labels)}
	f.text = newWriting(s, pane, w.T("Argument"), w.T("A reason that somebody on the other side could weigh"), w.T("Save argument"),
		func(text string) error {
			i := f.pole.Chosen()
			if i < 0 {
				return need(w.T("Choose the pole that the argument speaks for."))
			}
			return s.desk.Argue(t.ID, t.Poles[i].ID, text)
		})
	f.box = stack(10, titled(w.T("For which pole?"), f.pole), f.text.box)
	return f
}
