package ui

import (
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
)

// The parts of a paper that can be chosen in its outline besides its blocks.
const (
	partSettings = ""
	partExport   = "(export)"
)

// composer is where a paper is written: its outline at the left, the chosen
// part's form in the middle, its pages at the right. What is typed is kept as a
// draft until it is saved. UI goroutine only.
type composer struct {
	page *papersPage
	box  *fyne.Container
	desk Desk

	// key is the paper's key among the drafts; empty if no paper is open.
	key    string
	paper  model.Paper
	chosen string // a part, or a block's id

	title, kept *bidiText
	save        *button
	outline     *scrolled
	items       map[string]*press
	panes       struct{ detail *scrolled }
	settings    *paperForm
	export      *exportCard
	pages       *pagePane
	room        *threePanes
	refused     *refusal

	soon, keep later // the pages and the draft follow the typing
	turning    bool  // to the chosen block, once it is laid out
	took       time.Duration
	contents   []desk.OutlineEntry
	undo       []arranged
	// writing keeps each block's half-written comment; noted are the comments
	// that are shown.
	writing map[string]*writing
	noted   int
}

func newComposer(p *papersPage) *composer {
	s, w := p.shell, p.shell.w
	c := &composer{page: p, desk: s.desk, outline: newScrolled(2), items: map[string]*press{}}
	c.panes.detail = newScrolled(12)
	c.soon.do, c.keep.do = c.lay, c.keepDraft
	c.refused = newRefusal(s, c.panes.detail.Again)
	c.settings = newPaperForm(c)
	c.export = newExportCard(c)
	c.pages = newPagePane(s, c.choose)
	c.title = cutLine("").bold()
	c.kept = oneLine("").small().quiet()
	c.save = saving(w.T("Save"), func() { c.saveIt() })
	head := container.NewBorder(nil, nil,
		plain(w.T("All papers"), theme.NavigateBackIcon(), p.close),
		container.NewHBox(container.NewCenter(c.kept), c.save,
			plain(w.T("Export…"), theme.DocumentPrintIcon(), func() { c.choose(partExport) })),
		padded(6, 0, container.New(middle{}, c.title)))
	c.room = newThreePanes(w.T("Write"), w.T("Pages"), c.outline, c.panes.detail, c.pages.box)
	c.box = padded(16, 10, container.NewBorder(padded(0, 4, head), nil, nil, nil, c.room.box))
	return c
}

// begin opens a paper.
func (c *composer) begin(key string, paper model.Paper) {
	c.key, c.paper, c.chosen = key, paper, partSettings
	c.undo, c.writing, c.noted = nil, map[string]*writing{}, len(c.notes())
	c.refused.Tell(nil)
	c.pages.first()
	c.settings.fill(paper)
	c.export.open(paper)
	c.export.show(c.page.state)
	c.lay()
	c.showPart()
	c.panes.detail.Top()
	c.say()
}

// follow shows what another State means for the open paper.
func (c *composer) follow(before, st desk.State) {
	c.export.show(st)
	if n := len(c.notes()); n != c.noted {
		c.noted = n
		c.showOutline()
		c.showPart()
	}
	if !sameEvidence(before, st) {
		c.soon.ask(c.pause())
	}
	c.say()
}

// sameEvidence reports whether nothing that a paper prints changed: a State
// shares what did not change with the one before.
func sameEvidence(a, b desk.State) bool {
	return shared(a.Statements, b.Statements) && shared(a.Themes, b.Themes) && shared(a.TradeOffs, b.TradeOffs) &&
		shared(a.Sources, b.Sources) && shared(a.Papers, b.Papers) && shared(a.Decisions, b.Decisions)
}

func shared[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// leave keeps what was typed before another paper or page is shown.
func (c *composer) leave() {
	if c.key == "" {
		return
	}
	c.soon.forget()
	c.keep.forget()
	c.keepDraft()
}

// changed is called after each change of the paper.
func (c *composer) changed() {
	c.refused.Tell(nil)
	c.soon.ask(c.pause())
	c.keep.ask(500 * time.Millisecond)
	c.say()
}

// pause is how long typing must rest before the pages follow: hardly, unless
// laying them out takes long.
func (c *composer) pause() time.Duration {
	if c.took < 60*time.Millisecond {
		return 20 * time.Millisecond
	}
	return min(4*c.took, time.Second)
}

// lay shows the pages of the paper as it stands.
func (c *composer) lay() {
	pages, err := c.desk.PreviewPaper(c.paper)
	if err == nil {
		c.took = pages.Took()
		c.contents = pages.Outline()
	}
	c.pages.show(pages, err)
	if c.turning {
		c.turning = false
		c.pages.mark(c.chosen)
	}
	c.showOutline()
}

// keepDraft keeps what was typed, unless it is what was saved.
func (c *composer) keepDraft() {
	if !c.differs() {
		c.page.undraft(c.key)
		return
	}
	if err := c.page.draft(c.key, c.paper); err != nil {
		c.refused.Tell(model.AsProblem(err, c.page.shell.w.T("What you typed could not be kept yet. It is still in the form.")))
	}
}

// differs reports whether the paper is not as it was saved.
func (c *composer) differs() bool {
	saved, ok := c.page.saved(c.paper.ID)
	if !ok {
		return true
	}
	now := c.paper
	now.Made = saved.Made
	return !reflect.DeepEqual(now, saved)
}

// say names the paper and whether it is saved.
func (c *composer) say() {
	w := c.page.shell.w
	c.title.SetText(c.paper.Title)
	_, saved := c.page.saved(c.paper.ID)
	switch {
	case !saved:
		c.kept.SetText(w.T("not saved yet"))
	case c.differs():
		c.kept.SetText(w.T("changed, not saved yet"))
	default:
		c.kept.SetText(w.T("Saved"))
	}
}

// choose opens a part of the paper: a block, the settings, the export.
func (c *composer) choose(part string) {
	c.chosen, c.turning = part, c.soon.waiting != nil
	c.room.write()
	c.showOutline()
	c.showPart()
	c.panes.detail.Top()
	c.pages.mark(part)
}

// showPart shows the form of what is chosen.
func (c *composer) showPart() {
	out := []fyne.CanvasObject{c.refused.box}
	switch c.chosen {
	case partExport:
		out = append(out, c.export.card)
	case partSettings:
		out = append(out, newCard(c.settings.box))
	default:
		out = append(out, c.blockForm(c.chosen)...)
	}
	c.panes.detail.Put(out...)
}

// showOutline lists the parts of the paper. What had the focus keeps it.
func (c *composer) showOutline() {
	w := c.page.shell.w
	focused, had := "", false
	for id, item := range c.items {
		if item.focused {
			focused, had = id, true
		}
	}
	c.items = map[string]*press{}
	out := []fyne.CanvasObject{c.item(partSettings, newText(w.T("Title and settings")).bold())}
	if len(c.paper.Blocks) > 0 {
		out = append(out, c.blockItems()...)
	} else {
		out = append(out, c.composed()...)
		out = append(out, padded(4, 4, inLine(plain(w.T("Arrange its parts"), theme.ListIcon(), c.splitUp))))
	}
	out = append(out, newRule(), c.item(partExport, newText(w.T("Export")).bold()))
	c.outline.Put(out...)
	if item := c.items[focused]; had && item != nil {
		c.page.shell.win.Canvas().Focus(item)
	}
}

// composed are the sections of a paper that is composed as a whole.
func (c *composer) composed() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, e := range c.contents {
		line := newText(e.Text)
		switch e.Level {
		case 0:
			continue
		case 1:
		default:
			line.small().quiet()
		}
		out = append(out, padded(10, 1, indented(float32(e.Level-1)*12, line)))
	}
	return out
}

// item is a line of the outline.
func (c *composer) item(id string, face fyne.CanvasObject) *press {
	p := newPress(face, fyne.NewSize(10, 5), func() { c.choose(id) })
	p.Select(id == c.chosen)
	c.items[id] = p
	return p
}

// saveIt keeps the paper as a version; it reports whether it is kept.
func (c *composer) saveIt() bool {
	w := c.page.shell.w
	return c.refused.attempt(w.PaperProblem(c.paper), func() error {
		kept, err := c.desk.SavePaper(c.paper)
		if err != nil {
			return err
		}
		c.keep.forget()
		c.page.undraft(c.key)
		c.paper = kept
		if kept.ID != "" {
			c.key = kept.ID
		}
		c.say()
		return nil
	}, w.T("The paper could not be saved. What you wrote is still in the form."))
}
