package view

import (
	"strings"
	"testing"

	"consilience/model"
)

func ids(blocks []model.PaperBlock) string {
	var out []string
	for _, b := range blocks {
		out = append(out, b.ID)
	}
	return strings.Join(out, " ")
}

func TestBlocksAreArranged(t *testing.T) {
	blocks := []model.PaperBlock{{ID: "b1"}, {ID: "b2"}, {ID: "b3"}}
	for _, c := range []struct {
		name string
		got  []model.PaperBlock
		want string
	}{
		{"down", Moved(blocks, "b1", 1), "b2 b1 b3"},
		{"up", Moved(blocks, "b3", -1), "b1 b3 b2"},
		{"up at the top", Moved(blocks, "b1", -1), "b1 b2 b3"},
		{"far down", Moved(blocks, "b1", 9), "b2 b3 b1"},
		{"not there", Moved(blocks, "b9", 1), "b1 b2 b3"},
		{"added after", WithBlock(blocks, model.PaperBlock{ID: "b4"}, "b1"), "b1 b4 b2 b3"},
		{"added at the end", WithBlock(blocks, model.PaperBlock{ID: "b4"}, ""), "b1 b2 b3 b4"},
		{"first of all", WithBlock(nil, model.PaperBlock{ID: "b4"}, ""), "b4"},
		{"removed", WithoutBlock(blocks, "b2"), "b1 b3"},
	} {
		if got := ids(c.got); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if ids(blocks) != "b1 b2 b3" {
		t.Errorf("the blocks given were changed: %q", ids(blocks))
	}
	if got := NewBlockID(blocks, []model.Comment{{Block: "b7"}}); got != "b8" {
		t.Errorf("the next id is %q, want b8: a comment still names b7", got)
	}
}

func TestBlocksInWords(t *testing.T) {
	p := model.Paper{Decision: "agree", Blocks: []model.PaperBlock{
		{ID: "b1", Kind: model.BlockAsked}, {ID: "b2", Kind: model.BlockSection, Section: "summary"}, {ID: "b3", Kind: model.BlockHeading, Text: "مواضيع\n قليلة"}, {ID: "b4", Kind: model.BlockSection, Section: "of-later"}}}
	want := []BlockRow{{"b1", "Decision asked", "agree", 0}, {"b2", "Summary", "", 1}, {"b3", "Heading", "مواضيع قليلة", 0}, {"b4", "Of later", "", 0}}
	for i, got := range english(t).Blocks(p, []model.Comment{{Block: "b2", Text: "Shorter"}}) {
		if got != want[i] {
			t.Errorf("block %d: got %+v, want %+v", i+1, got, want[i])
		}
	}
}

func TestTemplatesInWords(t *testing.T) {
	own := model.PaperTemplate{Title: "x", Kind: model.DecisionMemo, Subject: "trade-offs"}
	if got := english(t).Template(own); got != "Decision memo about a trade-off" {
		t.Errorf("the program's own is called %q", got)
	}
	own.Title, own.Op = "Our memo", "amina.1.1"
	if got := english(t).Template(own); got != "Our memo" {
		t.Errorf("a member's is called %q", got)
	}
}
