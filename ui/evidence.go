package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/ui/view"
)

// card is a panel with a heading; without content it is left out (nil).
func card(title string, content ...fyne.CanvasObject) fyne.CanvasObject {
	if len(content) == 0 {
		return nil
	}
	return newCard(stack(10, append([]fyne.CanvasObject{newSection(title)}, content...)...))
}

// present leaves out what is nil.
func present(objects ...fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// ruled puts a thin line between objects.
func ruled(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, o := range objects {
		if i > 0 {
			out = append(out, widget.NewSeparator())
		}
		out = append(out, o)
	}
	return out
}

// evidenceRows shows items of evidence below each other.
func (s *Shell) evidenceRows(rows []view.EvidenceRow, refused *refusal) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range rows {
		out = append(out, s.evidenceRow(r, refused))
	}
	return ruled(out)
}

// evidenceRow is one item: what it says and how it reads, its words, its
// figures, and where more of it stands.
func (s *Shell) evidenceRow(r view.EvidenceRow, refused *refusal) fyne.CanvasObject {
	head := inLine(s.badgeWithWhy(r))
	if r.Firm != "" {
		head.Add(oneLine(r.Firm).small().quiet())
	}
	if r.Says != "" {
		head.Add(oneLine(r.Says).small())
	}
	figures := inLine()
	if r.Bar != nil {
		figures.Add(newBar(*r.Bar))
	}
	if len(r.Figures) > 0 {
		figures.Add(s.figureLine(r.Figures))
	}
	foot := inLine(oneLine(r.ID + " · " + r.Source).small().quiet())
	if r.Opens {
		foot.Add(newLink(s.w.T("Open statement"), func() { s.Open(string(r.Ref)) }))
	}
	if r.Op != "" {
		foot.Add(s.takeBack(r.Op, refused))
	}
	row := stack(5, head, newText(r.Text))
	if len(figures.Objects) > 0 {
		row.Add(figures)
	}
	if r.Note != "" {
		row.Add(newText(r.Note).small().quiet())
	}
	row.Add(foot)
	return row
}

// badgeWithWhy is an item's reading; pressed, it says the rule behind it.
func (s *Shell) badgeWithWhy(r view.EvidenceRow) fyne.CanvasObject {
	if r.Why == "" {
		return newBadge(r.Reading)
	}
	return newPress(newBadge(r.Reading), fyne.Size{}, func() {
		body := newScrolled(10)
		body.Put(newText(r.Text).bold(), inLine(newBadge(r.Reading)), newText(r.Why))
		s.read(s.w.T("Why this reading"), body, fyne.NewSize(560, 300))
	})
}

// takeBack is the link that takes back one annotation; refused tells why
// that cannot be.
func (s *Shell) takeBack(op model.OpID, refused *refusal) fyne.CanvasObject {
	return newLink(s.w.T("Take back"), func() {
		refused.attempt("", func() error { return s.desk.TakeBack(op) }, s.w.T("This could not be taken back. Nothing was changed."))
	})
}

// figureLine is figures with their names, on one line if there is room.
func (s *Shell) figureLine(list []view.Figure) *fyne.Container {
	line := inLine()
	for _, f := range list {
		if f.Label != "" {
			line.Add(oneLine(f.Label).quiet())
		}
		line.Add(s.figure(f))
	}
	return line
}

// noteRows shows what members wrote, with author and time.
func (s *Shell) noteRows(rows []view.NoteRow, refused *refusal) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range rows {
		out = append(out, s.noteRow(r, refused))
	}
	return ruled(out)
}

func (s *Shell) noteRow(r view.NoteRow, refused *refusal) fyne.CanvasObject {
	row := stack(3, newText(r.Text))
	for _, since := range r.Since {
		row.Add(newText(since).small().ink(colourUnsure))
	}
	row.Add(s.signature(r, refused))
	return row
}

// signature is who wrote something and when, with what can be done about it.
func (s *Shell) signature(r view.NoteRow, refused *refusal) *fyne.Container {
	line := inLine()
	if sign := r.Signature(); sign != "" {
		line.Add(oneLine(sign).small().quiet())
	}
	if r.Conflict {
		line.Add(oneLine(s.w.T("written at the same time as another")).small().ink(colourUnsure))
	}
	if r.Mine {
		line.Add(s.takeBack(r.Op, refused))
	}
	return line
}
