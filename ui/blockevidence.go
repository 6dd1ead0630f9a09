package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// choose another: a block's evidence is chosen, never typed. change changes the
// block; its form is then made anew.
func (c *composer) chose(id string, change func(*model.PaperBlock)) {
	c.set(id, change)
	c.showPart()
}

// figureFields let a member choose a computed figure.
func (c *composer) figureFields(b model.PaperBlock) []fyne.CanvasObject {
	s, w := c.page.shell, c.page.shell.w
	choose := func() {
		s.pickFigure(func(f view.Choice) {
			c.chose(b.ID, func(b *model.PaperBlock) { b.Measure = f.ID })
		})
	}
	if b.Measure == "" {
		return []fyne.CanvasObject{
			newText(w.T("A figure is computed from the evidence; it cannot be typed. Choose one, then write what comes before it.")).quiet(),
			inLine(searching(w.T("Choose a figure…"), choose)),
		}
	}
	another := searching(w.T("Choose another…"), choose)
	out := []fyne.CanvasObject{}
	if e, err := c.desk.Explain(b.Measure); err != nil {
		out = append(out, s.problemStrip(*model.AsProblem(err, w.T("The figure cannot be computed from what is here now."))), inLine(another))
	} else {
		out = append(out, chosenThing(w.ChosenFigure(c.page.state, e),
			plain(w.T("How it was computed"), theme.InfoIcon(), func() { s.Explain(b.Measure) }), another))
	}
	return append(out, c.words(b, w.T("Words before it"), w.T("Such as: How many agree that topics should be few:"), 2))
}

// quoteFields let a member choose what somebody said, and translate it.
func (c *composer) quoteFields(b model.PaperBlock) []fyne.CanvasObject {
	s, w := c.page.shell, c.page.shell.w
	choose := func() {
		s.pick(w.T("Choose a quote"), w.T("Words that were said, or of their source"),
			func(query string, limit int) []view.Choice { return w.QuoteChoices(c.page.state, query, limit) },
			func(q view.Choice) {
				c.chose(b.ID, func(b *model.PaperBlock) {
					b.Item, b.Translation = model.Ref(q.ID), view.TranslationFor(c.page.state, model.Ref(q.ID), c.paper.Language)
				})
			})
	}
	if b.Item == "" {
		return []fyne.CanvasObject{
			newText(w.T("A quote is what somebody said, word for word. Choose it; it is printed with where it comes from.")).quiet(),
			inLine(searching(w.T("Choose a quote…"), choose)),
		}
	}
	translation := newPaneField(c.panes.detail, w.T("Printed below the original and labelled as a translation"), 3)
	translation.SetText(b.Translation)
	translation.OnChanged = func(t string) { c.set(b.ID, func(b *model.PaperBlock) { b.Translation = t }) }
	return []fyne.CanvasObject{
		chosenThing(w.ChosenItem(c.page.state, b.Item), searching(w.T("Choose another…"), choose)),
		titled(w.T("Translation into %s", view.LanguageName(c.language())), translation),
	}
}

// language is that of the paper's own words.
func (c *composer) language() string {
	if c.paper.Language == "" {
		return "en"
	}
	return c.paper.Language
}

// tableFields let a member choose the items of a table.
func (c *composer) tableFields(b model.PaperBlock) []fyne.CanvasObject {
	w := c.page.shell.w
	return []fyne.CanvasObject{c.words(b, w.T("Caption"), w.T("The usual one"), 1), c.itemList(b)}
}

// itemList are the chosen items of a block, to be added to, moved and removed.
func (c *composer) itemList(b model.PaperBlock) fyne.CanvasObject {
	s, w := c.page.shell, c.page.shell.w
	out := stack(6, newText(w.T("Items")).bold())
	if len(b.Items) == 0 {
		out.Add(newText(w.T("No item chosen yet.")).quiet())
	}
	put := func(items []model.Ref) { c.chose(b.ID, func(b *model.PaperBlock) { b.Items = items }) }
	for i, ref := range b.Items {
		x := w.ChosenItem(c.page.state, ref)
		swapped := func(with int) []model.Ref {
			items := slices.Clone(b.Items)
			items[i], items[with] = items[with], items[i]
			return items
		}
		up := plain("", theme.MoveUpIcon(), func() { put(swapped(i - 1)) })
		down := plain("", theme.MoveDownIcon(), func() { put(swapped(i + 1)) })
		able(up, i > 0)
		able(down, i < len(b.Items)-1)
		gone := plain("", theme.DeleteIcon(), func() { put(slices.Delete(slices.Clone(b.Items), i, i+1)) })
		out.Add(newRule())
		out.Add(stack(4, newText(x.Text).atMost(2), newText(x.Source).small().quiet().atMost(1), inLine(up, down, gone)))
	}
	out.Add(inLine(searching(w.T("Add items…"), func() { c.addItems(b.ID) }),
		searching(w.T("Add a theme’s evidence…"), func() {
			s.pick(w.T("Whose evidence?"), w.T("Words of the theme or trade-off"),
				func(query string, limit int) []view.Choice { return w.SubjectChoices(c.page.state, query, limit) },
				func(x view.Choice) {
					c.chose(b.ID, func(b *model.PaperBlock) { b.Items = with(b.Items, view.SubjectItems(c.page.state, x.ID)...) })
				})
		})))
	return out
}

// with has also those refs that it has not yet.
func with(items []model.Ref, more ...model.Ref) []model.Ref {
	items = slices.Clone(items)
	for _, r := range more {
		if !slices.Contains(items, r) {
			items = append(items, r)
		}
	}
	return items
}

// addItems lets a member choose items for a block; pressing one again takes it
// out.
func (c *composer) addItems(id string) {
	s, w := c.page.shell, c.page.shell.w
	items := func() []model.Ref {
		if i := view.BlockAt(c.paper.Blocks, id); i >= 0 {
			return c.paper.Blocks[i].Items
		}
		return nil
	}
	p := newPicker(s, w.T("Words of the statement, the tag or its source"),
		func(query string, limit int) []view.Choice { return w.ItemChoices(c.page.state, query, limit) },
		func(x view.Choice) {
			ref := model.Ref(x.ID)
			c.chose(id, func(b *model.PaperBlock) {
				if i := slices.Index(b.Items, ref); i >= 0 {
					b.Items = slices.Delete(slices.Clone(b.Items), i, i+1)
				} else {
					b.Items = with(b.Items, ref)
				}
			})
		})
	p.chosen = func(x string) bool { return slices.Contains(items(), model.Ref(x)) }
	s.pickOf(w.T("Choose items"), p)
}

// chartFields let a member choose a chart and what it shows.
func (c *composer) chartFields(b model.PaperBlock) []fyne.CanvasObject {
	w, st := c.page.shell.w, c.page.state
	names, ids := w.ChartChoices(st)
	if !slices.Contains(ids, b.Section) { // nothing to draw now; the choice stays
		names, ids = append(names, w.T(desk.ChartKind(b.Section).Label())), append(ids, b.Section)
	}
	kind := newChoice(names, ids, nil)
	kind.Choose(b.Section)
	kind.OnChanged = func(string) {
		c.chose(b.ID, func(b *model.PaperBlock) { b.Section, b.About, b.Item = kind.ID(), "", "" })
	}
	out := []fyne.CanvasObject{titled(w.T("Chart"), edged(kind.Select))}
	if b.Section == "" {
		out = append(out, c.itemList(b))
	} else if subjects, of := w.ChartSubjects(st, desk.ChartKind(b.Section)); len(of) > 1 {
		about := newChoice(subjects, of, nil)
		about.Choose(chartOf(b, of))
		about.OnChanged = func(string) {
			c.set(b.ID, func(b *model.PaperBlock) { b.About, b.Item = about.ID(), "" })
		}
		out = append(out, titled(w.T("Shown for"), edged(about.Select)))
	} else if len(of) == 0 {
		out = append(out, newText(w.ChartNeeds(desk.ChartKind(b.Section))).quiet())
	}
	alt := newPaneField(c.panes.detail, w.T("The usual one, made from the figures"), 3)
	alt.SetText(b.Alt)
	alt.OnChanged = func(t string) { c.set(b.ID, func(b *model.PaperBlock) { b.Alt = t }) }
	return append(out, c.words(b, w.T("Title"), w.T("The usual one, with what the chart shows"), 1),
		titled(w.T("In words, for those who cannot see it"), alt))
}

// chartOf is what a chart is of, or the first that it can be of.
func chartOf(b model.PaperBlock, of []string) string {
	for _, x := range []string{string(b.Item), b.About} {
		if x != "" && slices.Contains(of, x) {
			return x
		}
	}
	return of[0]
}
