package compose

import (
	"errors"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
)

// paperOf is a paper about a theme with one poll statement, with the blocks.
func paperOf(t *testing.T, language string, blocks ...model.PaperBlock) paper.Document {
	t.Helper()
	st := model.Statement{Source: "poll", ID: "1", Text: "Menos temas", Language: "es", Tally: model.Tally{Agree: 3, Disagree: 1}, Basis: model.BasisCounted, File: "poll.csv", Line: 2}
	snap := model.Snapshot{ID: "s"}
	snap.Source.ID, snap.Channel = "poll", model.ChannelPoll
	d, err := Compose(Material{
		Theme: &model.Theme{ID: "t", Title: "Fewer topics", Proposition: "Fewer topics"}, Assessment: &model.Assessment{}, Thresholds: analysis.DefaultThresholds(),
		Statements: map[model.Ref]model.Statement{st.Ref(): st}, Sources: []model.Snapshot{snap},
		Paper: model.Paper{Kind: model.DecisionMemo, Date: "2026-11-23", Language: language, Blocks: blocks},
		Explain: func(name string) (model.Measure, error) {
			if name != "agree-share/1:poll:1" {
				return model.Measure{}, errors.New("no such measure")
			}
			return model.Measure{Method: "agree-share/1", Subject: "poll:1", Value: 0.75, Count: 3, N: 4, Unit: model.UnitShare, Snapshot: "s"}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMarkup(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Plain", "Nobody knows.", "Nobody knows."},
		{"BoldAndItalic", "**Few** and *good*.", "Few and good."},
		{"Link", "See [the site](https://example.org).", "See the site."},
		{"Cites", "12 people said so [poll:1].", "12 people said so [E1]."},
		{"Unknown", "12 said so [poll:9].", "12 said so [poll:9] [no evidence]."},
		{"Figure", "It is {agree-share/1:poll:1} now.", "It is 3 of\u00a04 (75\u00a0%) [E1] now."},
		{"UnknownFigure", "It is {agree-share/1:poll:9}.", "It is agree-share/1:poll:9 [no evidence]."},
		{"TypedFigure", "They met. 80 % agree. Good.", "They met. 80 % agree. [no evidence] Good."},
		{"Dates", "On 13 October 2022, in 2023 and 2024-01-02, see page 4 and S4.", "On 13 October 2022, in 2023 and 2024-01-02, see page 4 and S4."},
		{"Unclosed", "**Few and [poll:1", "**Few and [poll:1 [no evidence]"},
	}
	for _, tt := range tests {
		d := paperOf(t, "en", model.PaperBlock{ID: "x", Kind: model.BlockText, Text: tt.text})
		if len(d.Blocks) != 1 || words(d.Blocks[0].Spans) != tt.want || d.Blocks[0].Source != "x" {
			t.Errorf("%s: got %+v, want %q", tt.name, d.Blocks, tt.want)
		}
	}
}

// A footnote and the page of another part stand in a text; a line that begins
// with # is a heading. What is not there is said.
func TestNotesPagesAndHeadings(t *testing.T) {
	d := paperOf(t, "fr",
		model.PaperBlock{ID: "a", Kind: model.BlockText, Text: "# Contexte\nVoir [[b]] et [[zz]].^[Selon 12 personnes, {agree-share/1:poll:1}.]"},
		model.PaperBlock{ID: "b", Kind: model.BlockText, Text: "Suite"})
	if len(d.Blocks) != 3 || d.Blocks[0].Kind != paper.Heading || words(d.Blocks[0].Spans) != "Contexte" || d.Blocks[0].Level != 2 {
		t.Fatalf("the blocks are %+v", d.Blocks)
	}
	spans := d.Blocks[1].Spans
	if got, want := words(spans), "Voir page\u00a0 et [[zz]] [cette partie n’existe pas]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	foot, page := "", ""
	for _, s := range spans {
		foot += words(s.Foot)
		page += s.Page
	}
	if want := "Selon 12 personnes, 3 sur\u00a04 (75\u00a0%) [E1]."; foot != want {
		t.Errorf("the footnote is %q, want %q", foot, want)
	}
	if page == "" || d.Blocks[2].Anchor != page {
		t.Errorf("the page is that of %q, the block is %q", page, d.Blocks[2].Anchor)
	}
}

func TestUnproved(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"None", "Nobody knows.", ""},
		{"Typed", "They met. 80 % agree. Good.", "80 % agree."},
		{"Cited", "12 people said so [poll:1]. It is {agree-share/1:poll:1}.", ""},
		{"List", "1. First\n2. Second 7 of 9", "Second 7 of 9"},
		{"Wrapped", "There were\n7 of them.\n\n# Room 4 of 5", "There were 7 of them."},
		{"Footnote", "So it is.^[See 2022 and page 4.]", ""},
	} {
		if got := strings.Join(Unproved(tt.text), "|"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	d := paperOf(t, "es",
		model.PaperBlock{ID: "1", Kind: model.BlockText, Text: "First\nline.\n\n- one\n2. two"},
		model.PaperBlock{ID: "2", Kind: model.BlockQuote, Item: "poll:1", Translation: "Fewer topics"},
		model.PaperBlock{ID: "3", Kind: model.BlockFigure, Measure: "agree-share/1:poll:1", Text: "De acuerdo:", NewPage: true},
		model.PaperBlock{ID: "4", Kind: model.BlockStep, Text: "Ask", Owner: "Ana", Date: "2027-01-01"},
		model.PaperBlock{ID: "5", Kind: model.BlockStep, Text: "Tell"},
		model.PaperBlock{ID: "6", Kind: model.BlockTable, Items: []model.Ref{"poll:1", "poll:9"}},
	)
	var kinds []string
	for _, b := range d.Blocks {
		kinds = append(kinds, string(b.Kind))
	}
	if got, want := strings.Join(kinds, " "), "paragraph bullet ordered quote quote paragraph table table"; got != want {
		t.Fatalf("got the blocks %s, want %s", got, want)
	}
	if b := d.Blocks[3]; b.Language != "es" || !strings.Contains(words(b.Spans), "Menos temas") || !strings.Contains(words(b.Note), "[E1]") {
		t.Errorf("the quote is %+v", b)
	}
	if b := d.Blocks[5]; !b.NewPage || !strings.Contains(words(b.Spans), "3 de\u00a04") {
		t.Errorf("the figure is %q, want it in Spanish on a new page", words(b.Spans))
	}
	if n := len(d.Blocks[6].Table.Rows); n != 2 {
		t.Errorf("got %d next steps in the table, want 2", n)
	}
	if n := len(d.Blocks[7].Table.Rows); n != 1 {
		t.Errorf("got %d items in the table, want the 1 that is here", n)
	}
}

// A block whose evidence was not chosen yet says so: it prints no other
// evidence in its place.
func TestBlocksNotChosenYet(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		block      model.PaperBlock
	}{
		{"Quote", "No quote is chosen yet.", model.PaperBlock{Kind: model.BlockQuote}},
		{"Figure", "No figure is chosen yet.", model.PaperBlock{Kind: model.BlockFigure, Text: "Agreed:"}},
		{"Table", "No item is chosen yet.", model.PaperBlock{Kind: model.BlockTable}},
		{"Chart", "No item is chosen yet.", model.PaperBlock{Kind: model.BlockChart}},
	} {
		tt.block.ID = "2"
		// The first block's item has no counterpart.
		d := paperOf(t, "en", model.PaperBlock{ID: "1", Kind: model.BlockQuote, Item: "poll:1"}, tt.block)
		if n := len(d.Blocks); n != 2 {
			t.Errorf("%s: got %d blocks, want 2", tt.name, n)
		} else if got := words(d.Blocks[1].Spans); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Every template asks only for what can be composed, and each file is one.
func TestTemplates(t *testing.T) {
	if n := len(Templates()); n < 5 {
		t.Fatalf("got %d templates, want those of the memo, the findings, the discussion and the annex", n)
	}
	for _, tpl := range Templates() {
		seen := map[string]bool{}
		for _, b := range tpl.Blocks {
			_, ok := blockKinds[b.Kind]
			if b.Kind == model.BlockSection {
				_, ok = sections[b.Section]
			}
			if !ok || b.ID == "" || seen[b.ID] {
				t.Errorf("%s: block %q (%s %s) cannot be composed, or its id is not its own", tpl.ID, b.ID, b.Kind, b.Section)
			}
			seen[b.ID] = true
		}
	}
}

// words is the text of spans.
func words(spans []paper.Span) string {
	var s string
	for _, sp := range spans {
		if sp.Number != nil {
			s += sp.Number.String()
		}
		s += sp.Text
	}
	return s
}
