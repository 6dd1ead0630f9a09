package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// heardPage says who took part, channel by channel, and lets a member enter
// what a channel's organisers know. UI goroutine only.
type heardPage struct {
	s       *Shell
	body    *scrolled
	content fyne.CanvasObject
	refused *refusal
	state   desk.State
}

func newHeardPage(s *Shell) *heardPage {
	p := &heardPage{s: s, body: newScrolled(12)}
	p.refused = newRefusal(s, p.body.Again)
	p.content = padded(16, 12, p.body)
	return p
}

// Name implements Page.
func (p *heardPage) Name() string { return PageHeard }

// Content implements Page.
func (p *heardPage) Content() fyne.CanvasObject { return p.content }

// Show implements Page.
func (p *heardPage) Show(st desk.State) {
	p.state = st
	w := p.s.w
	page := w.Heard(st)
	if len(page.Channels) == 0 {
		buttons := append([]fyne.CanvasObject{plain(w.T("Enter a line…"), theme.ContentAddIcon(), p.enter)}, p.s.sampleButtons()...)
		p.body.Put(newEmpty(w.T("Nobody knows yet who took part"),
			w.T("Here stands who was heard, by channel: how many, from which sectors, regions and genders, and what nobody asked. It is read from a register, counted from the answers, or entered by hand."),
			buttons...))
		return
	}
	head := stack(6, newHeading(w.T("Who was heard")), newText(page.Says).small().quiet())
	if page.Population != "" {
		head.Add(newText(w.T("Compared with: %s", page.Population)).small())
	}
	head.Add(inLine(plain(w.T("Enter a line…"), theme.ContentAddIcon(), p.enter)))
	objects := []fyne.CanvasObject{head, p.refused.box}
	for _, c := range page.Channels {
		objects = append(objects, p.channel(c))
	}
	p.body.Put(objects...)
}

func (p *heardPage) channel(c view.HeardSection) fyne.CanvasObject {
	w := p.s.w
	part := stack(10, newText(c.Channel).sized(theme.SizeNameSubHeadingText).bold())
	if len(c.Totals) > 0 {
		part.Add(rows(c.Totals))
	}
	for _, t := range c.Tables {
		part.Add(p.table(t))
	}
	if c.Missing != "" {
		part.Add(newText(c.Missing).small())
	}
	if len(c.Limits) > 0 {
		part.Add(p.s.bullets(w.T("Limits"), c.Limits))
	}
	return newPanel(padded(14, 10, part))
}

func (p *heardPage) table(t view.HeardTable) fyne.CanvasObject {
	weights := []float32{3, 1.4, 1, 2.4}
	if len(t.Heads) > 3 {
		weights = []float32{3, 1.4, 1, 1.8, 1.2, 1.6}
	}
	own := slices.ContainsFunc(t.Rows, func(r view.HeardRow) bool { return r.Op != "" })
	if own {
		weights = append(weights, 1.2)
	}
	// line puts a bar, or the room for one, between the share and the rest.
	line := func(words []string, bar, last fyne.CanvasObject, text func(string) fyne.CanvasObject) fyne.CanvasObject {
		var cells []fyne.CanvasObject
		for i, word := range words {
			if i == 3 {
				cells = append(cells, bar)
			}
			cells = append(cells, text(word))
		}
		if len(words) == 3 {
			cells = append(cells, bar)
		}
		if own {
			cells = append(cells, last)
		}
		return weighted(weights, cells...)
	}
	lines := stack(5, newText(t.Title).bold(), line(t.Heads, stack(0), stack(0), func(s string) fyne.CanvasObject { return newText(s).small().quiet() }))
	for _, r := range t.Rows {
		var bar, last fyne.CanvasObject = stack(0), stack(0)
		if r.Share >= 0 {
			bar = padded(0, 4, newShareBar(r.Share))
		}
		if r.Op != "" {
			last = p.s.takeBack(r.Op, p.refused)
		}
		lines.Add(line(r.Cells, bar, last, func(s string) fyne.CanvasObject { return newText(s) }))
	}
	if t.Base != "" {
		lines.Add(newText(t.Base).small().quiet())
	}
	return lines
}

// enter asks for a line of the register.
func (p *heardPage) enter() {
	w := p.s.w
	var names, ids []string
	for _, c := range model.Channels {
		names, ids = append(names, w.Channel(c)), append(ids, string(c))
	}
	channel := newChoice(names, ids, nil)
	channel.PlaceHolder = w.T("Choose a channel")
	measure := newField(w.T("such as participants"), 1)
	dimension := newField(w.T("such as region, sector, gender; “total” for all"), 1)
	group := newField(w.T("such as Europe; empty for a total"), 1)
	number := newField(w.T("such as 134 or 18.7 %; may stay empty"), 1)
	limit := newField(w.T("what the figure cannot tell; may stay empty"), 1)
	p.s.ask(question{
		Title:   w.T("Who took part"),
		Intro:   w.T("One line: a channel’s total, or one group of it. It stands under your name and can be taken back."),
		Confirm: w.T("Save"),
		Body: stack(10, titled(w.T("Channel"), channel.Select), titled(w.T("What is counted"), measure),
			titled(w.T("Told apart by"), dimension), titled(w.T("Group"), group), titled(w.T("Number"), number), titled(w.T("Limit"), limit)),
		First: channel.Select,
		Do: func() error {
			return p.s.desk.EnterHeard(model.Heard{
				Channel: model.Channel(channel.ID()), Measure: measure.Text, Dimension: dimension.Text,
				Group: group.Text, Text: number.Text, Limitation: limit.Text,
			})
		},
	})
}
