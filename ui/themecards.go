package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// classCard says why the theme has its class, and what members make of it.
func (p *themesPage) classCard(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	out := []fyne.CanvasObject{newText(t.Why), p.trace(t)}
	if len(t.Choices) > 0 {
		out = append(out, newText(w.T("Members’ own classes, beside the computed one")).small().bold())
	}
	for _, c := range t.Choices {
		row := stack(3, inLine(newBadge(c.Class)))
		if c.Text != "" {
			row.Add(newText(c.Text))
		}
		row.Add(p.shell.signature(c.NoteRow, p.refused))
		out = append(out, row)
	}
	return card(w.T("Why this class"), out...)
}

// concernsCard has the reasons to trust the class less.
func (p *themesPage) concernsCard(t view.ThemePage) fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range t.Concerns {
		out = append(out, weighted([]float32{1.2, 0.8, 4},
			newText(c.Component).small().bold(), newText(c.Level).small().quiet(), newText(c.Text).small()))
	}
	if len(out) == 0 {
		return nil
	}
	return card(p.shell.w.T("How far the evidence carries"), append([]fyne.CanvasObject{inLine(newMark(t.Confidence))}, ruled(out)...)...)
}

// trace is how the class came about, shown on demand.
func (p *themesPage) trace(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	lines := stack(3)
	for _, l := range t.Trace {
		lines.Add(newText(l).small().quiet())
	}
	lines.Hidden = !p.tracing
	var b *button
	b = plain(w.T("How this class came about"), foldIcon(p.tracing), func() {
		p.tracing = !p.tracing
		lines.Hidden = !p.tracing
		b.SetIcon(foldIcon(p.tracing))
		p.panes.detail.Again()
	})
	b.Importance = widget.LowImportance
	b.Alignment = widget.ButtonAlignLeading
	return stack(4, inLine(b), lines)
}

// foldIcon points down at what is open.
func foldIcon(open bool) fyne.Resource {
	if open {
		return theme.MenuDropDownIcon()
	}
	return theme.MenuExpandIcon()
}

// matrixWidths are the channel matrix's columns.
var matrixWidths = []float32{2.2, 2.5, 1.6, 1.9, 3.2}

// channelsCard is the matrix: each channel with its reading.
func (p *themesPage) channelsCard(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	var heads []fyne.CanvasObject
	for _, h := range []string{w.T("Channel"), w.T("Reading"), w.T("Items"), w.T("Counted"), w.T("Why")} {
		heads = append(heads, newText(h).small().quiet())
	}
	rows := []fyne.CanvasObject{weighted(matrixWidths, heads...)}
	for _, r := range t.Matrix {
		rows = append(rows, weighted(matrixWidths,
			newText(r.Channel), wrappingMark(r.Reading, r.Firm), newText(r.Items), newText(r.N), newText(r.Why).small().quiet()))
	}
	return card(w.T("What each channel says"), ruled(rows)...)
}

// wrappingMark is a symbol and its words, for narrow columns; more follows in
// brackets if there is any.
func wrappingMark(b view.Badge, more string) fyne.CanvasObject {
	words := b.Word
	if more != "" {
		words += " (" + more + ")"
	}
	colour := tone(b.Tone)
	return hanging(oneLine(b.Symbol).ink(colour).signs(), newText(words).ink(colour))
}

// evidenceCard has the items of each channel.
func (p *themesPage) evidenceCard(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	var out []fyne.CanvasObject
	for _, g := range t.Evidence {
		out = append(out, newText(g.Channel).bold())
		out = append(out, p.shell.evidenceRows(g.Rows, p.refused)...)
	}
	for _, m := range t.Missing {
		out = append(out, newText(w.T("Not in any source that is here now: %s", m)).small().quiet())
	}
	if len(out) == 0 && t.Poles == nil && len(t.Human) == 0 {
		out = append(out, newText(w.T("Nothing is linked to this theme yet. Link statements or tags that bear on it, and say whether they speak for it or against it.")).quiet(),
			inLine(plain(w.T("Link evidence…"), theme.ContentAddIcon(), p.linkEvidence)))
	}
	return card(w.T("Evidence"), out...)
}

// polesCard sets two tags side by side.
func (p *themesPage) polesCard(t view.ThemePage) fyne.CanvasObject {
	if t.Poles == nil {
		return nil
	}
	w, b := p.shell.w, t.Poles
	figures := inLine(newBadge(b.Reading), p.shell.figureLine(b.Figures))
	side := func(s view.Side) fyne.CanvasObject {
		return stack(2, newText(s.Name).bold(), newText(s.Text))
	}
	out := []fyne.CanvasObject{
		sideBySide(side(b.For), side(b.Against)),
		newBalance(b.For.Mentions, b.Against.Mentions),
		figures,
	}
	if b.Why != "" {
		out = append(out, newText(b.Why).small().quiet())
	}
	return card(w.T("Two tags in the notes: for and against"), out...)
}

// peopleCard has the readings that people gave, with what they cite.
func (p *themesPage) peopleCard(t view.ThemePage) fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, h := range t.Human {
		head := inLine(newBadge(h.Reading), oneLine(h.Channel).bold())
		row := stack(4, head)
		for _, g := range h.Groups {
			row.Add(inLine(oneLine(g.Group), newMark(g.Reading)))
		}
		if h.Text != "" {
			row.Add(newText(h.Text))
		}
		if h.Cites != "" {
			row.Add(newText(h.Cites).small().quiet())
		}
		if sign := p.shell.signature(h.NoteRow, p.refused); len(sign.Objects) > 0 {
			row.Add(sign)
		}
		out = append(out, row)
	}
	return card(p.shell.w.T("Read by people"), ruled(out)...)
}

// limitsCard says who was not heard.
func (p *themesPage) limitsCard(t view.ThemePage) fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, l := range t.Limitations {
		out = append(out, hanging(oneLine("–").quiet(), newText(l)))
	}
	return card(p.shell.w.T("Who was not heard, what was not asked"), out...)
}

// commentsCard has the comments and the form for another.
func (p *themesPage) commentsCard(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	out := p.shell.noteRows(t.Notes, p.refused)
	return card(w.T("Comments"), append(out, p.comment(t.ID).box)...)
}
