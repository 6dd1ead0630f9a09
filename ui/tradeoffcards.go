package ui

import (
	"fyne.io/fyne/v2"

	"consilience/ui/view"
)

// polesRow sets the poles side by side, as wide as each other: what each says,
// the evidence on it, the arguments for it.
func (p *tradeOffsPage) polesRow(t view.TradeOffPage) fyne.CanvasObject {
	w := p.shell.w
	var columns []fyne.CanvasObject
	for _, pole := range t.Poles {
		out := []fyne.CanvasObject{newSection(pole.Text), newText(pole.Held).small().quiet()}
		out = append(out, newText(w.T("Evidence")).small().bold())
		if len(pole.Evidence) == 0 {
			out = append(out, newText(w.T("None is linked to this pole.")).quiet())
		}
		out = append(out, p.shell.evidenceRows(pole.Evidence, p.refused)...)
		out = append(out, newText(w.T("Arguments")).small().bold())
		if len(pole.Arguments) == 0 {
			out = append(out, newText(w.T("None yet.")).quiet())
		}
		out = append(out, p.shell.noteRows(pole.Arguments, p.refused)...)
		columns = append(columns, newCard(stack(8, out...)))
	}
	return sideBySide(columns...)
}

// groupsCard is what the report says of stakeholder groups.
func (p *tradeOffsPage) groupsCard(t view.TradeOffPage) fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, g := range t.ByGroup {
		out = append(out, labelled(g.Group, newText(g.Said)))
	}
	return card(p.shell.w.T("What the report says of groups"), out...)
}

// argueCard is the form for another argument.
func (p *tradeOffsPage) argueCard(t view.TradeOffPage) fyne.CanvasObject {
	return card(p.shell.w.T("Add an argument"), p.formsOf(t.ID).argument.box)
}

// positionWidths are the columns of the positions.
var positionWidths = []float32{2, 2, 4}

// positionsCard lists where members stand.
func (p *tradeOffsPage) positionsCard(t view.TradeOffPage) fyne.CanvasObject {
	w := p.shell.w
	if len(t.Positions) == 0 {
		none := w.T("Nobody has taken a position yet. The form below is for yours.")
		if len(t.Dissents) > 0 {
			none = w.T("Nobody stands for a pole or is undecided. The form below is for your position.")
		}
		return card(w.T("Positions"), newText(none).quiet())
	}
	rows := []fyne.CanvasObject{weighted(positionWidths,
		newText(w.T("Member")).small().quiet(), newText(w.T("Stands for")).small().quiet(), newText(w.T("Reason")).small().quiet())}
	return card(w.T("Positions"), ruled(append(rows, p.positionRows(t.Positions)...))...)
}

// dissentCard gives dissent a block of its own, as large as the positions.
func (p *tradeOffsPage) dissentCard(t view.TradeOffPage) fyne.CanvasObject {
	if len(t.Dissents) == 0 {
		return nil
	}
	w := p.shell.w
	rows := []fyne.CanvasObject{weighted(positionWidths,
		newText(w.T("Member")).small().quiet(), newText(w.T("Stands")).small().quiet(), newText(w.T("Reason")).small().quiet())}
	return card(w.T("Dissent"), ruled(append(rows, p.positionRows(t.Dissents)...))...)
}

func (p *tradeOffsPage) positionRows(list []view.PositionRow) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range list {
		reason := stack(3, newText(r.Text))
		for _, since := range r.Since {
			reason.Add(newText(since).small().ink(colourUnsure))
		}
		reason.Add(p.shell.signature(r.NoteRow, p.refused))
		out = append(out, weighted(positionWidths, newText(r.Member).bold(), newText(r.Stance), reason))
	}
	return out
}

// positionForm is where the member takes a position.
func (p *tradeOffsPage) positionForm(t view.TradeOffPage) fyne.CanvasObject {
	f := p.formsOf(t.ID)
	f.prefill(p.state.Member.Name)
	return card(p.shell.w.T("Your position"), f.position)
}

// questionsCard has the open questions and the form for another.
func (p *tradeOffsPage) questionsCard(t view.TradeOffPage) fyne.CanvasObject {
	out := p.shell.noteRows(t.Questions, p.refused)
	return card(p.shell.w.T("Open questions"), append(out, p.formsOf(t.ID).question.box)...)
}

// commentsCard has the comments and the form for another.
func (p *tradeOffsPage) commentsCard(t view.TradeOffPage) fyne.CanvasObject {
	out := p.shell.noteRows(t.Notes, p.refused)
	return card(p.shell.w.T("Comments"), append(out, p.formsOf(t.ID).comment.box)...)
}

// themesCard leads to the themes that share evidence.
func (p *tradeOffsPage) themesCard(t view.TradeOffPage) fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, theme := range t.Themes {
		out = append(out, inLine(newMark(theme.Class), newLink(theme.Title, func() { p.shell.Open("theme/" + theme.ID) })))
	}
	return card(p.shell.w.T("Themes with the same evidence"), out...)
}
