package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// arranged is how a paper's blocks were before they were added, moved or
// removed, for Undo.
type arranged struct {
	blocks []model.PaperBlock
	chosen string
}

// arrange puts other blocks into the paper and opens one of them.
func (c *composer) arrange(blocks []model.PaperBlock, open string) {
	c.undo = append(c.undo, arranged{c.paper.Blocks, c.chosen})
	c.paper.Blocks = blocks
	c.changed()
	c.choose(open)
}

// Undo takes back the last arrangement; it reports whether there was one.
func (c *composer) undoLast() bool {
	n := len(c.undo)
	if c.key == "" || n == 0 {
		return false
	}
	last := c.undo[n-1]
	c.undo = c.undo[:n-1]
	c.paper.Blocks = last.blocks
	c.changed()
	c.choose(last.chosen)
	return true
}

func (c *composer) notes() []model.Comment { return c.page.state.PaperNotes[c.paper.ID] }

// blockItems are the paper's blocks in the outline.
func (c *composer) blockItems() []fyne.CanvasObject {
	w := c.page.shell.w
	var out []fyne.CanvasObject
	for _, r := range w.Blocks(c.paper, c.notes()) {
		face := stack(1, newText(r.Kind))
		if r.Words != "" {
			face.Add(newText(r.Words).small().quiet().atMost(2))
		}
		if r.Notes > 0 {
			face.Add(newText(w.N("%d comment", "%d comments", r.Notes)).small().quiet())
		}
		item := c.item(r.ID, face)
		item.keys = func(key fyne.KeyName) bool { return c.blockKey(r.ID, key) }
		out = append(out, hanging(newGrip(func(down float32) { c.drop(r.ID, down) }), item))
	}
	return append(out, padded(4, 4, inLine(plain(w.T("Add a block…"), theme.ContentAddIcon(), c.addBlock))))
}

// drop moves a block to where its line of the outline was dragged: past every
// line whose middle it went over.
func (c *composer) drop(id string, down float32) {
	from, item := view.BlockAt(c.paper.Blocks, id), c.items[id]
	if from < 0 || item == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	middle := func(p *press) float32 { return driver.AbsolutePositionForObject(p).Y + p.Size().Height/2 }
	to, at := from, middle(item)+down
	for i, b := range c.paper.Blocks {
		other := c.items[b.ID]
		switch {
		case other == nil:
		case i > from && at > middle(other):
			to = max(to, i)
		case i < from && at < middle(other):
			to = min(to, i)
		}
	}
	if to == from {
		c.choose(id)
		return
	}
	c.arrange(view.Moved(c.paper.Blocks, id, to-from), id)
}

// blockKey does what a key does on a block in the outline: Page Up and Page Down
// move it, Delete removes it.
func (c *composer) blockKey(id string, key fyne.KeyName) bool {
	switch key {
	case fyne.KeyPageUp:
		c.arrange(view.Moved(c.paper.Blocks, id, -1), id)
	case fyne.KeyPageDown:
		c.arrange(view.Moved(c.paper.Blocks, id, 1), id)
	case fyne.KeyDelete:
		c.remove(id)
	case fyne.KeyUp, fyne.KeyDown:
		by := 1
		if key == fyne.KeyUp {
			by = -1
		}
		if i := view.BlockAt(c.paper.Blocks, id) + by; i >= 0 && i < len(c.paper.Blocks) {
			c.page.shell.win.Canvas().Focus(c.items[c.paper.Blocks[i].ID])
		}
	default:
		return false
	}
	return true
}

// remove takes a block out; Undo brings it back.
func (c *composer) remove(id string) {
	i := view.BlockAt(c.paper.Blocks, id)
	if i < 0 {
		return
	}
	blocks := view.WithoutBlock(c.paper.Blocks, id)
	next := partSettings
	if len(blocks) > 0 {
		next = blocks[min(i, len(blocks)-1)].ID
	}
	c.arrange(blocks, next)
	c.page.shell.Notice(c.page.shell.w.T("The block was removed. Undo brings it back."))
}

// addBlock asks what to add below the open block.
func (c *composer) addBlock() {
	s, w := c.page.shell, c.page.shell.w
	words, kinds := w.BlockKinds()
	list := newOptions(words)
	list.Choose(0)
	s.ask(question{
		Title:   w.T("Add a block"),
		Intro:   w.T("It comes below the block that is open. Composed sections are written from the evidence and stay up to date."),
		Confirm: w.T("Add"),
		Body:    list,
		First:   list.items[0],
		Do: func() error {
			b := model.PaperBlock{ID: view.NewBlockID(c.paper.Blocks, c.notes()), Kind: kinds[max(list.Chosen(), 0)]}
			if b.Kind == model.BlockSection {
				b.Section = "summary"
			}
			c.arrange(view.WithBlock(c.paper.Blocks, b, c.chosen), b.ID)
			return nil
		},
	})
}

// splitUp gives a paper that is composed as a whole the blocks of its template,
// to be arranged.
func (c *composer) splitUp() {
	made, err := c.desk.NewPaper(string(c.paper.Kind), c.paper.Subjects()...)
	if err != nil {
		c.refused.Tell(model.AsProblem(err, c.page.shell.w.T("The parts of the paper could not be found. Nothing was changed.")))
		return
	}
	c.arrange(made.Blocks, partSettings)
}

// blockForm is the form of a block.
func (c *composer) blockForm(id string) []fyne.CanvasObject {
	w := c.page.shell.w
	i := view.BlockAt(c.paper.Blocks, id)
	if i < 0 {
		return nil
	}
	b := c.paper.Blocks[i]
	up := plain(w.T("Move up"), theme.MoveUpIcon(), func() { c.arrange(view.Moved(c.paper.Blocks, id, -1), id) })
	down := plain(w.T("Move down"), theme.MoveDownIcon(), func() { c.arrange(view.Moved(c.paper.Blocks, id, 1), id) })
	able(up, i > 0)
	able(down, i < len(c.paper.Blocks)-1)
	copied := plain(w.T("Duplicate"), theme.ContentCopyIcon(), func() {
		b := c.paper.Blocks[view.BlockAt(c.paper.Blocks, id)]
		b.ID = view.NewBlockID(c.paper.Blocks, c.notes())
		c.arrange(view.WithBlock(c.paper.Blocks, b, id), b.ID)
	})
	form := stack(10, newSection(w.BlockKind(b.Kind)), inLine(up, down, copied, plain(w.T("Remove"), theme.DeleteIcon(), func() { c.remove(id) })))
	for _, f := range c.blockFields(b) {
		form.Add(f)
	}
	fresh := newTick(w.T("Begins a page"), nil)
	fresh.Checked = b.NewPage
	fresh.OnChanged = func(on bool) { c.set(id, func(b *model.PaperBlock) { b.NewPage = on }) }
	form.Add(fresh)
	return []fyne.CanvasObject{newCard(form), newCard(c.comments(id))}
}

// set changes a block.
func (c *composer) set(id string, change func(*model.PaperBlock)) {
	i := view.BlockAt(c.paper.Blocks, id)
	if i < 0 {
		return
	}
	blocks := append([]model.PaperBlock(nil), c.paper.Blocks...) // Undo keeps the old ones
	change(&blocks[i])
	c.paper.Blocks = blocks
	c.changed()
}

// blockFields are the fields of a block by its kind.
func (c *composer) blockFields(b model.PaperBlock) []fyne.CanvasObject {
	w := c.page.shell.w
	switch b.Kind {
	case model.BlockHeading:
		return []fyne.CanvasObject{c.words(b, w.T("Heading"), "", 1)}
	case model.BlockText:
		return c.textFields(b)
	case model.BlockAsked:
		return []fyne.CanvasObject{c.words(b, w.T("The Committee is invited to"), c.paper.Decision, 4)}
	case model.BlockStep:
		owner, date := newPaneField(c.panes.detail, w.T("Who follows it up"), 1), newPaneField(c.panes.detail, "2022-10-13", 1)
		owner.SetText(b.Owner)
		date.SetText(b.Date)
		owner.OnChanged = func(t string) { c.set(b.ID, func(b *model.PaperBlock) { b.Owner = t }) }
		date.OnChanged = func(t string) { c.set(b.ID, func(b *model.PaperBlock) { b.Date = t }) }
		return []fyne.CanvasObject{c.words(b, w.T("Next step"), "", 3), titled(w.T("Owner"), owner), titled(w.T("Date"), date)}
	case model.BlockFigure:
		return c.figureFields(b)
	case model.BlockQuote:
		return c.quoteFields(b)
	case model.BlockTable:
		return c.tableFields(b)
	case model.BlockChart:
		return c.chartFields(b)
	case model.BlockSection:
		words, names := w.Sections()
		section := newChoice(words, names, nil)
		section.Choose(b.Section)
		section.OnChanged = func(string) {
			c.set(b.ID, func(b *model.PaperBlock) { b.Section = section.ID() })
		}
		return []fyne.CanvasObject{titled(w.T("Section"), edged(section.Select)), c.words(b, w.T("Title"), w.T("The usual one"), 1), c.subject(b)}
	case model.BlockTradeOff, model.BlockPositions:
		return []fyne.CanvasObject{c.subject(b)}
	}
	return []fyne.CanvasObject{newText(w.T("This part is written from the evidence and stays up to date.")).quiet()}
}

// words is the field of a block's text.
func (c *composer) words(b model.PaperBlock, name, hint string, lines int) fyne.CanvasObject {
	f := newPaneField(c.panes.detail, hint, lines)
	f.SetText(b.Text)
	f.OnChanged = func(t string) { c.set(b.ID, func(b *model.PaperBlock) { b.Text = t }) }
	return titled(name, f)
}

// subject lets the member choose what a block is about: one of the paper's
// subjects, or all of them.
func (c *composer) subject(b model.PaperBlock) fyne.CanvasObject {
	w := c.page.shell.w
	words, ids := []string{w.T("All that the paper is about")}, []string{""}
	mine := c.paper.Subjects()
	for _, x := range c.page.subjects {
		for _, m := range mine {
			if m == x.About {
				words, ids = append(words, x.Label), append(ids, x.About)
			}
		}
	}
	if b.Section == "decisions" || b.Section == "minutes" {
		for _, d := range c.page.state.Decisions {
			words, ids = append(words, w.T("Decision: %s", d.Date+" · "+d.Question)), append(ids, "decision/"+d.ID)
		}
	}
	about := newChoice(words, ids, nil)
	about.Choose(b.About)
	about.OnChanged = func(string) { c.set(b.ID, func(b *model.PaperBlock) { b.About = about.ID() }) }
	return titled(w.T("About"), edged(about.Select))
}

// comments are those on a block, with a field for another.
func (c *composer) comments(id string) fyne.CanvasObject {
	s, w := c.page.shell, c.page.shell.w
	out := stack(8, newSection(w.T("Comments")))
	for _, n := range c.notes() {
		if n.Block == id {
			out.Add(stack(1, newText(n.Text), newText(n.By+" · "+w.Time(n.At)).small().quiet()))
		}
	}
	saved, ok := c.page.saved(c.paper.ID)
	if !ok || view.BlockAt(saved.Blocks, id) < 0 {
		out.Add(newText(w.T("Save the paper first: a comment belongs to a block that others can see.")).quiet())
		return out
	}
	f, ok := c.writing[id]
	if !ok {
		f = newWriting(s, c.panes.detail, w.T("Your comment"), "", w.T("Save comment"), func(text string) error {
			return c.desk.CommentPaper(c.paper.ID, id, text)
		})
		c.writing[id] = f
	}
	out.Add(f.box)
	return out
}
