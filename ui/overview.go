package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model/desk"
	"consilience/ui/view"
)

// overviewPage is the first screen: who was heard, what converges and what
// does not, what is wrong in the inputs, what is new.
type overviewPage struct {
	s       *Shell
	content *fyne.Container
	body    *scrolled
	welcome fyne.CanvasObject
}

func newOverviewPage(s *Shell) *overviewPage {
	p := &overviewPage{s: s, body: newScrolled(16)}
	w := s.w
	p.welcome = newEmpty(w.T("Make sense of a public consultation"),
		w.T("Consilience brings together what was published of a consultation, keeps it on your machine and shows where people converge, where they diverge and where they are unsure. You weigh the trade-offs, and print memos in which every figure can be traced to its source."),
		s.sampleButtons()...)
	p.content = container.NewStack(p.welcome)
	return p
}

// Name implements Page.
func (p *overviewPage) Name() string { return PageOverview }

// Content implements Page.
func (p *overviewPage) Content() fyne.CanvasObject { return p.content }

// Show implements Page.
func (p *overviewPage) Show(st desk.State) {
	o := p.s.w.Overview(st)
	if o.Empty {
		p.content.Objects = []fyne.CanvasObject{p.welcome}
		p.content.Refresh()
		return
	}
	w := p.s.w
	objects := []fyne.CanvasObject{newHeading(o.Title)}
	for _, n := range o.Notices {
		objects = append(objects, p.s.problemStrip(n))
	}
	objects = append(objects, p.families(o.Families), p.heard(o), p.wrong(o))
	if len(o.Changes) > 0 {
		objects = append(objects, newCard(p.s.bullets(w.T("What the last sync changed"), o.Changes)))
	}
	p.body.Put(objects...)
	p.content.Objects = []fyne.CanvasObject{padded(16, 12, p.body)}
	p.content.Refresh()
}

// families are three cards side by side: converges, diverges, unsure.
func (p *overviewPage) families(list []view.ThemeFamily) fyne.CanvasObject {
	cards := container.New(beside{gap: 14})
	for _, f := range list {
		card := stack(10,
			inLine(oneLine(f.Symbol.Symbol).signs().sized(theme.SizeNameSubHeadingText).ink(tone(f.Symbol.Tone)), oneLine(f.Title).sized(theme.SizeNameSubHeadingText).bold()),
			newText(f.Says).small().quiet())
		if len(f.Themes)+len(f.Statements) == 0 {
			card.Add(newText(p.s.w.T("None.")).quiet())
		}
		for _, t := range f.Themes {
			line := stack(1, p.link(t.Title, "theme/"+t.ID))
			if t.Proposition != "" {
				line.Add(newText(t.Proposition))
			}
			line.Add(wrappingMark(t.Class, ""))
			line.Add(newText(t.Says).small().quiet())
			card.Add(line)
		}
		for _, x := range f.Statements {
			card.Add(stack(1, p.link(x.Text, string(x.Ref)), newText(x.Says).small().quiet()))
		}
		cards.Add(newCard(card))
	}
	return cards
}

// link is a title that opens something; it wraps.
func (p *overviewPage) link(title, what string) fyne.CanvasObject {
	open := newPress(newText(title).ink(colourLink).bold(), fyne.NewSize(0, 1), func() { p.s.Open(what) })
	open.flat = true
	return open
}

// heard is who took part, a column a channel.
func (p *overviewPage) heard(o view.Overview) fyne.CanvasObject {
	w := p.s.w
	card := stack(12, newSection(w.T("Who was heard")), newText(o.HeardSays).small().quiet())
	if len(o.Heard) == 0 {
		card.Add(newText(w.T("No source says who took part.")).quiet())
	}
	for i, h := range o.Heard {
		if i > 0 {
			card.Add(newRule())
		}
		figures, rest := h.Lines, h.Parts
		if len(rest) == 0 { // both columns for the totals
			half := (len(figures) + 1) / 2
			figures, rest = figures[:half], figures[half:]
		}
		card.Add(container.New(beside{gap: 16, weights: []float32{1, 1.8, 3.4, 1.9}},
			newText(h.Channel).bold(), lines(figures), lines(rest), p.limits(h.Limits)))
	}
	return newCard(card)
}

func (p *overviewPage) limits(limits []string) fyne.CanvasObject {
	if len(limits) == 0 {
		return stack(0)
	}
	out := stack(3, newText(p.s.w.T("Limits")).small().bold().quiet())
	for _, l := range limits {
		out.Add(newText(l).small().quiet())
	}
	return out
}

// lines are labels with their figures below each other.
func lines(list []view.Row) fyne.CanvasObject {
	out := stack(6)
	for _, r := range list {
		out.Add(stack(0, newText(r.Label).small().quiet(), newText(r.Text)))
	}
	return out
}

// wrong says what is wrong in the inputs, grouped by source.
func (p *overviewPage) wrong(o view.Overview) fyne.CanvasObject {
	list := o.Wrong
	w := p.s.w
	card := stack(10, newSection(w.T("What is wrong in the published files")))
	if o.Checks != "" {
		card.Add(newText(w.T("Checks of the published data: %s.", o.Checks)))
		card.Add(inLine(newLink(w.T("Open the checks"), func() { p.s.Go(PageChecks) })))
	} else if len(list) == 0 {
		card.Add(newText(w.T("Nothing was found.")).quiet())
	}
	for _, g := range list {
		card.Add(stack(3, inLine(newLink(g.Title, func() { p.s.Open("source/" + g.Source) }), newMark(view.Badge{Symbol: "!", Word: g.Says, Tone: view.ToneWarn})),
			p.s.bullets("", g.Examples)))
	}
	return newCard(card)
}
