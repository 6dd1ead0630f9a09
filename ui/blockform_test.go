package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"consilience/model"
)

// arranging opens a saved paper of three blocks.
func arranging(t *testing.T) (*Shell, *recorder, *composer) {
	t.Helper()
	st := weighed()
	st.Papers = []model.Paper{{ID: "memo-1", Kind: model.DecisionMemo, About: "tradeoff/breadth", Title: "Breadth", Decision: "choose", Date: "2022-10-13", Status: "draft",
		Blocks: []model.PaperBlock{{ID: "b1", Kind: model.BlockAsked}, {ID: "b2", Kind: model.BlockSection, Section: "summary"}, {ID: "b3", Kind: model.BlockHeading, Text: "مواضيع قليلة"}}}}
	st.PaperNotes = map[string][]model.Comment{"memo-1": {{Text: "Shorter, please", Block: "b2", Made: madeBy("luis", "Luis Ortega", 4)}}}
	s, r := opened(t, PagePapers, st)
	s.goTo(PagePapers, "memo-1")
	return s, r, s.current.(*papersPage).composer
}

func order(c *composer) string {
	var ids []string
	for _, b := range c.paper.Blocks {
		ids = append(ids, b.ID)
	}
	return strings.Join(ids, " ")
}

func TestBlocksAreMovedAddedRemovedAndBack(t *testing.T) {
	s, r, c := arranging(t)
	says(t, c.outline, "Decision asked", "Summary", "1 comment", "مواضيع قليلة", "Add a block…")
	pressed(t, c.outline, "Summary")
	step := func(what, want string) {
		t.Helper()
		if got := order(c); got != want {
			t.Fatalf("%s: the blocks are %q, want %q", what, got, want)
		}
	}
	pressed(t, c.panes.detail, "Move down")
	step("down", "b1 b3 b2")
	c.items["b2"].TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	step("up by the key", "b1 b2 b3")
	pressed(t, c.panes.detail, "Duplicate")
	step("duplicated", "b1 b2 b4 b3")
	pressed(t, c.panes.detail, "Remove")
	step("removed", "b1 b2 b3")
	s.Undo()
	step("undone", "b1 b2 b4 b3")
	s.Undo()
	s.Undo()
	s.Undo()
	step("all undone", "b1 b2 b3")
	if r.last() == "Undo" {
		t.Error("the desk was asked to take something back")
	}
	pressed(t, c.outline, "Add a block…")
	tapButton(t, s, "Add")
	step("added below the open one", "b1 b2 b4 b3")
	if c.differs() && r.drafts["memo-1"].ID != "memo-1" {
		t.Error("the change is in no draft")
	}
}

// A block is dragged past others in the outline, and back by Undo.
func TestBlockIsDragged(t *testing.T) {
	s, _, c := arranging(t)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	first := at(c.items["b1"])
	test.Drag(s.win.Canvas(), first.AddXY(-hangGap-5, 9), 0, at(c.items["b3"]).Y-first.Y+40)
	if got := order(c); got != "b2 b3 b1" {
		t.Errorf("dragged down: %q", got)
	}
	c.drop("b1", -1000)
	if got := order(c); got != "b1 b2 b3" {
		t.Errorf("dragged up: %q", got)
	}
	s.Undo()
	s.Undo()
	c.drop("b2", 3)
	if got := order(c); got != "b1 b2 b3" || len(c.undo) != 0 {
		t.Errorf("hardly dragged: %q, %d arrangements", got, len(c.undo))
	}
}

func TestBlockIsWrittenAndCommented(t *testing.T) {
	_, r, c := arranging(t)
	c.choose("b3")
	var words *paneField
	walk(c.panes.detail, func(o fyne.CanvasObject) {
		if f, ok := o.(*paneField); ok && words == nil {
			words = f
		}
	})
	words.SetText("مواضيع كثيرة")
	if got := c.paper.Blocks[2].Text; got != "مواضيع كثيرة" {
		t.Errorf("the block says %q", got)
	}
	if saved, _ := c.page.saved("memo-1"); saved.Blocks[2].Text != "مواضيع قليلة" {
		t.Error("typing changed what was saved")
	}
	c.choose("b2")
	says(t, c.panes.detail, "Shorter, please", "Luis Ortega")
	c.writing["b2"].entry.SetText("Done")
	test.Tap(c.writing["b2"].save)
	if got, want := r.last(), "CommentPaper | memo-1 | b2 | Done"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}

// A memo that is composed as a whole gets the blocks of its template.
func TestMemoIsSplitUp(t *testing.T) {
	_, r, p := papersOpen(t)
	pressed(t, p.composer.outline, "Arrange its parts")
	if got := order(p.composer); got != "b1 b2 b3" {
		t.Errorf("the blocks are %q", got)
	}
	if !strings.Contains(strings.Join(r.calls, "\n"), "NewPaper | decision-memo | tradeoff/breadth") {
		t.Errorf("asked of the desk: %q", r.calls)
	}
}

// with opens a block of a kind in the paper of arranging.
func withBlock(t *testing.T, b model.PaperBlock) (*Shell, *recorder, *composer) {
	t.Helper()
	s, r, c := arranging(t)
	b.ID = "b9"
	c.arrange(append(c.paper.Blocks, b), "b9")
	return s, r, c
}

func (c *composer) open(t *testing.T) model.PaperBlock {
	t.Helper()
	return c.paper.Blocks[len(c.paper.Blocks)-1]
}

// A figure is chosen by keyboard alone: words into the search, down into the
// list, Return. It cannot be typed.
func TestFigureIsChosen(t *testing.T) {
	s, _, c := withBlock(t, model.PaperBlock{Kind: model.BlockFigure})
	says(t, c.panes.detail, "it cannot be typed")
	pressed(t, c.panes.detail, "Choose a figure…")
	f, ok := s.win.Canvas().Focused().(*field)
	if !ok {
		t.Fatalf("the focus is on %T, not on the search", s.win.Canvas().Focused())
	}
	test.Type(f, "topics")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	item, ok := s.win.Canvas().Focused().(*press)
	if !ok {
		t.Fatalf("the focus is on %T, not in the list", s.win.Canvas().Focused())
	}
	item.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := c.open(t).Measure; !strings.Contains(got, "/1:") {
		t.Fatalf("the block has the figure %q", got)
	}
	says(t, c.panes.detail, "Agree: 15 of 24", "How it was computed", "Choose another…", "Words before it")
	if len(s.dialogs) != 0 {
		t.Error("the dialog is still open")
	}
}

func TestQuoteIsChosenAndTranslated(t *testing.T) {
	s, _, c := withBlock(t, model.PaperBlock{Kind: model.BlockQuote})
	pressed(t, c.panes.detail, "Choose a quote…")
	f := s.win.Canvas().Focused().(*field)
	f.OnSubmitted(f.Text) // Return takes the first
	b := c.open(t)
	if b.Item == "" {
		t.Fatal("no quote was chosen")
	}
	says(t, c.panes.detail, "Translation into English")
	fieldOf(t, c.panes.detail).SetText("In other words")
	if got := c.open(t).Translation; got != "In other words" {
		t.Errorf("the translation is %q", got)
	}
}

func TestTableTakesItemsInOrder(t *testing.T) {
	s, _, c := withBlock(t, model.PaperBlock{Kind: model.BlockTable})
	says(t, c.panes.detail, "No item chosen yet.")
	c.addItems("b9")
	canvas := s.win.Canvas()
	down := func() {
		if f, ok := canvas.Focused().(*field); ok {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			return
		}
		canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	down()
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	down()
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	chosen := c.open(t).Items
	if len(chosen) != 2 || len(s.dialogs) != 1 {
		t.Fatalf("chosen are %v, %d dialogs are open", chosen, len(s.dialogs))
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := c.open(t).Items; len(got) != 1 || got[0] != chosen[0] {
		t.Errorf("pressed again, chosen are %v, want %v", got, chosen[:1])
	}
}

func TestChartIsChosen(t *testing.T) {
	_, _, c := withBlock(t, model.PaperBlock{Kind: model.BlockChart})
	says(t, c.panes.detail, "Add items…", "In words, for those who cannot see it")
	selects := func() (out []*Select) {
		walk(c.panes.detail, func(o fyne.CanvasObject) {
			if s, ok := o.(*Select); ok {
				out = append(out, s)
			}
		})
		return out
	}
	selects()[0].SetSelected("What each channel says")
	of := selects()
	if b := c.open(t); b.Section != "channels" || len(of) != 2 || of[1].Selected != "The whole consultation" {
		t.Fatalf("the chart is %q, there are %d lists", b.Section, len(of))
	}
	of[1].SetSelectedIndex(1)
	if b := c.open(t); !strings.HasPrefix(b.About, "theme/") {
		t.Errorf("the chart is of %q", b.About)
	}
}

// fieldOf is the first field of a pane.
func fieldOf(t *testing.T, o fyne.CanvasObject) *paneField {
	t.Helper()
	var found *paneField
	walk(o, func(o fyne.CanvasObject) {
		if f, ok := o.(*paneField); ok && found == nil {
			found = f
		}
	})
	if found == nil {
		t.Fatal("there is no field")
	}
	return found
}

// The buttons and keys of a text put its markup where the caret is; what the
// page marks is said in the form.
func TestTextIsMarkedUp(t *testing.T) {
	s, _, c := withBlock(t, model.PaperBlock{Kind: model.BlockText, Text: "We met"})
	f := fieldOf(t, c.panes.detail)
	for _, step := range []struct{ press, typed, want string }{
		{"Bold", "Few", "We met**Few**"},
		{"Footnote", "Why", "We met**Few^[Why]**"},
	} {
		if step.press == "Bold" {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		}
		pressed(t, c.panes.detail, step.press)
		test.Type(f, step.typed)
		if got := c.open(t).Text; got != step.want {
			t.Fatalf("%s: the text is %q, want %q", step.press, got, step.want)
		}
	}
	f.SetText("All of it")
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyU, Modifier: fyne.KeyModifierShortcutDefault})
	if got := c.open(t).Text; got != "- All of it" {
		t.Errorf("the key makes %q of it", got)
	}
	f.SetText("80 % agree. ")
	says(t, c.panes.detail, "“80 % agree.”", "Marked “[no evidence]” on the page")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	pressed(t, c.panes.detail, "Evidence…")
	q := s.win.Canvas().Focused().(*field)
	q.OnSubmitted("")
	if got := c.open(t).Text; !strings.Contains(got, "[polis-") {
		t.Errorf("the text cites nothing: %q", got)
	}
}

// The keys of a text do what its buttons do: the menu, which is asked first, has
// none of them.
func TestKeysOfATextAreNotTheMenus(t *testing.T) {
	s, _ := opened(t, PagePapers, weighed())
	taken := map[fyne.KeyName]string{}
	for _, menu := range s.menu.Items {
		for _, i := range menu.Items {
			if k, ok := i.Shortcut.(*desktop.CustomShortcut); ok && k.Modifier == fyne.KeyModifierShortcutDefault {
				taken[k.KeyName] = i.Label
			}
		}
	}
	if taken[fyne.KeyO] == "" {
		t.Fatal("the menu has no keys")
	}
	f := &textForm{composer: s.current.(*papersPage).composer}
	for _, tool := range f.tools() {
		if label := taken[tool.key]; label != "" {
			t.Errorf("Ctrl+%s of %q does %q", tool.key, tool.words, label)
		}
	}
}
