package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
	"consilience/ui/view"
)

// parts are the cards beside the map.
func (p *groupsPage) parts(st desk.State, g *desk.Grouped) []fyne.CanvasObject {
	page := p.s.w.Groups(st, g)
	parts := []fyne.CanvasObject{p.about(st, page)}
	for _, c := range page.Groups {
		parts = append(parts, p.group(c))
	}
	parts = append(parts, p.unites(page))
	if len(page.Divide) > 0 {
		parts = append(parts, p.divides(page))
	}
	parts = append(parts, newCard(p.statements(page.Unsure, newSection(page.Unsure.Title))))
	if len(page.Separation) > 0 {
		parts = append(parts, p.howMany(page))
	}
	return parts
}

// about says who is grouped, how, and whether the groups hold.
func (p *groupsPage) about(st desk.State, page view.GroupPage) fyne.CanvasObject {
	w := p.s.w
	card := stack(8, newText(page.Says).bold(), newText(page.How).small().quiet())
	for _, n := range page.Notes {
		card.Add(newText(n))
	}
	card.Add(newRule())
	holds := container.New(&flow{gap: 10}, oneLine(w.T("Do these groups hold?")).bold())
	if page.Stability.Badge.Word != "" {
		holds.Add(newBadge(page.Stability.Badge))
	}
	card.Add(holds)
	for _, say := range page.Stability.Says {
		card.Add(newText(say))
	}
	p.check = nil
	if page.Stability.Can {
		p.check = plain(w.T("Check stability"), theme.ViewRefreshIcon(), func() { p.s.desk.CheckStability(p.source) })
		if st.Job != nil {
			p.check.Disable()
		}
		card.Add(inLine(p.check))
	}
	return newCard(card)
}

// group is one group: its mark, name and size, whether it holds, what marks it.
func (p *groupsPage) group(c view.GroupCard) fyne.CanvasObject {
	w := p.s.w
	colour := groupColours[c.Number%len(groupColours)]
	sign := oneLine(chart.MarkerSign(c.Number)).signs().sized(theme.SizeNameSubHeadingText).ink(colour)
	title := container.NewBorder(nil, nil, container.NewCenter(sign), nil, container.New(middle{}, padded(8, 0, newSection(c.Title))))
	name := plain(w.T("Name this group…"), theme.DocumentCreateIcon(), func() { p.name(c) })
	name.Importance = widget.LowImportance
	card := stack(6, container.NewBorder(nil, nil, nil, name, title))
	size := container.New(&flow{gap: 10}, oneLine(c.Size).quiet())
	if c.Steady.Word != "" {
		size.Add(newBadge(c.Steady))
	}
	card.Add(size)
	for _, more := range []string{c.Named, c.SteadySays} {
		if more != "" {
			card.Add(newText(more).small().quiet())
		}
	}
	list := view.StatementList{Lines: c.Marks, None: w.T("No statement marks this group clearly off from the others.")}
	card.Add(p.statements(list, newText(w.T("What marks this group")).bold()))
	return newCard(card)
}

// statements is a titled list of sentences, each of which opens its statement.
func (p *groupsPage) statements(l view.StatementList, title fyne.CanvasObject) *fyne.Container {
	part := stack(6, title)
	if l.Says != "" {
		part.Add(newText(l.Says).small().quiet())
	}
	if len(l.Lines) == 0 {
		part.Add(newText(l.None).quiet())
	}
	for _, line := range l.Lines {
		face := stack(1, newText(line.Says))
		if line.More != "" {
			face.Add(newText(line.More).small().quiet())
		}
		part.Add(newPress(face, fyne.NewSize(6, 4), func() { p.s.Open(string(line.Ref)) }))
	}
	return part
}

func (p *groupsPage) unites(page view.GroupPage) fyne.CanvasObject {
	card := stack(14, newSection(p.s.w.T("What unites")))
	for _, l := range page.Unite {
		card.Add(p.statements(l, newText(l.Title).bold()))
	}
	return newCard(card)
}

// divides is the chart of the statements on which the groups differ most.
func (p *groupsPage) divides(page view.GroupPage) fyne.CanvasObject {
	w := p.s.w
	scene := func(width float64) chart.Scene {
		return chart.GroupBars(page.Divide, chart.GroupBarsOptions{Width: width, Title: w.T("What divides")})
	}
	return newCard(stack(8, newSection(w.T("What divides")), newText(page.DivideSays).small().quiet(), newChartCanvas(scene, p.s.Open)))
}

// howMany is how well each number of groups separates.
func (p *groupsPage) howMany(page view.GroupPage) fyne.CanvasObject {
	w := p.s.w
	scene := func(width float64) chart.Scene {
		return chart.SeparationBars(page.Separation, chart.GroupBarsOptions{Width: width, Title: w.T("How many groups?")})
	}
	return newCard(stack(8, newSection(w.T("How many groups?")), newChartCanvas(scene, nil), newText(page.SeparationSays).small().quiet()))
}

// name asks what a group shall be called.
func (p *groupsPage) name(c view.GroupCard) {
	w := p.s.w
	entry := newField(w.T("Such as: Trams first"), 1)
	if g := p.state.Grouped(p.source); g != nil {
		entry.SetText(g.Named[c.Number].Name)
	}
	source := p.source
	p.s.ask(question{
		Title:   w.T("Name this group"),
		Intro:   w.T("A few words for what marks the group. The letter stays beside the name. It holds for these votes and this way to find groups; others are other people."),
		Confirm: w.T("Save"),
		Body:    stack(10, newText(c.Title).bold(), titled(w.T("Name"), entry)),
		First:   entry,
		Do: func() error {
			name := strings.TrimSpace(entry.Text)
			if name == "" {
				return &model.Problem{Say: w.T("There is no name yet."), Do: w.T("Type a few words, or press Cancel.")}
			}
			return p.s.desk.NameGroup(source, c.Number, name)
		},
	})
}
