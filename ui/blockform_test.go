package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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
