package decode

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"consilience/model"
)

func TestThemes(t *testing.T) {
	c := must(t, model.FormatThemes, map[string]string{"themes.json": `{"themes": [
		{"id": "norms", "title": "Norms", "proposition": "Facilitate norms", "statements": [["p:14", 1], ["p:15", -1], ["nowhere", 1], ["p:16", 3]],
		 "bridging": ["p:0"], "tag_poles": ["t:For", "t:Against"], "class": "Convergent",
		 "human": [{"channel": "meetings", "reading": "by group", "groups": {"Civil society": "supports", "Others": "shrugs"}, "note": "page 29", "tag": "t:For"}, {"channel": "meetings", "reading": "maybe"}],
		 "reservations": ["page 29: a minority"]},
		{"id": "norms", "proposition": "again"}, {"id": "Bad id", "proposition": "x"}, {"id": "empty"}, {"id": 7},
		{"id": "half", "proposition": "Half a pair", "polis": [["p:1", 1]], "tag_poles": ["t:For"]}]}`})
	says(t, c, "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0", "unreadable-row:0")
	want := []model.Theme{
		{
			ID: "norms", Title: "Norms", Proposition: "Facilitate norms", Published: "here",
			Links:    []model.Link{{Item: "p:14", Polarity: 1}, {Item: "p:15", Polarity: -1}, {Item: "p:0", Polarity: 1, Bridging: true}},
			TagPoles: &model.TagPoles{For: "t:For", Against: "t:Against"},
			Human: []model.HumanReading{{Channel: model.ChannelMeetings, Reading: model.ByGroup, Note: "page 29", Tag: "t:For",
				Groups: map[string]model.Reading{"Civil society": model.Supports}}},
			Reservations: []model.Reservation{{Text: "page 29: a minority"}},
		},
		{ID: "half", Title: "Half a pair", Proposition: "Half a pair", Published: "here", Links: []model.Link{{Item: "p:1", Polarity: 1}}},
	}
	if !reflect.DeepEqual(c.Themes, want) {
		t.Errorf("got %+v, want %+v", c.Themes, want)
	}
	if f := c.Snapshot.Files[0]; f.RowsRead != 2 || f.RowsSkipped != 4 {
		t.Errorf("got %d read, %d skipped; want 2 and 4", f.RowsRead, f.RowsSkipped)
	}
}

func TestTradeOffs(t *testing.T) {
	c := must(t, model.FormatTradeOffs, map[string]string{"t.json": `{"trade_offs": [
		{"id": "breadth", "question": "How broad?", "poles": ["Any topic", "A few"], "pages": "21", "by_group": {"Civil society": "more vocal"},
		 "evidence": ["t:Narrower focus", {"item": "p:1", "pole": "b", "polarity": 1}, {"item": "p:2", "pole": "z"}], "open_questions": ["Who chooses?"]},
		{"id": "lonely", "question": "One pole?", "poles": ["a"]}],
		"open_questions": ["On what time frame?"], "limits": ["x"]}`})
	says(t, c, "unreadable-row:0", "unreadable-row:0", "unrecognised:0")
	want := []model.TradeOff{{
		ID: "breadth", Question: "How broad?", Published: "here", Pages: "21", ByGroup: map[string]string{"Civil society": "more vocal"},
		Poles:     []model.Pole{{ID: "a", Text: "Any topic"}, {ID: "b", Text: "A few"}},
		Links:     []model.PoleLink{{Item: "t:Narrower focus"}, {Item: "p:1", Pole: "b", Polarity: 1}},
		Questions: []model.Comment{{Text: "Who chooses?"}},
	}}
	if !reflect.DeepEqual(c.TradeOffs, want) {
		t.Errorf("got %+v, want %+v", c.TradeOffs, want)
	}
	if c.Summary[SummaryOpenQuestions] != "On what time frame?" {
		t.Errorf("got %v, want the file's open question", c.Summary)
	}
}

func TestExpectedFilesDecode(t *testing.T) {
	dir := shared(t, "ogp-phase1-expected")
	themes := must(t, model.FormatThemes, readDir(t, dir, "themes.json"))
	says(t, themes)
	if len(themes.Themes) != 7 {
		t.Errorf("got %d themes, want the file's 7", len(themes.Themes))
	}
	tradeOffs := must(t, model.FormatTradeOffs, readDir(t, dir, "findings.json"))
	says(t, tradeOffs, "unrecognised:0") // convergence, limits, process are not read
	if len(tradeOffs.TradeOffs) != 9 {
		t.Errorf("got %d trade-offs, want the file's 9", len(tradeOffs.TradeOffs))
	}
	for name, want := range map[string]model.Format{"themes.json": model.FormatThemes, "findings.json": model.FormatTradeOffs} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := Recognise(Look{Name: name, Head: b}); got.Format != want {
			t.Errorf("%s: got %s, want %s", name, got.Format, want)
		}
	}
}
