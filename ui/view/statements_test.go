package view_test

import (
	"slices"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

func words(t *testing.T) *view.Words {
	t.Helper()
	w, err := view.NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// ids are the found statements as "source:id" with the source shortened.
func ids(s *view.Statements, places []int) string {
	short := strings.NewReplacer(viewtest.Challenges, "c", viewtest.Role, "r")
	var out []string
	for _, i := range places {
		out = append(out, short.Replace(string(s.At(i).Ref())))
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	s := view.NewStatements(viewtest.State())
	published := view.Order{Column: view.ColumnText + 100} // no column: as published
	for _, c := range []struct {
		name   string
		filter view.Filter
		order  view.Order
		want   string
	}{
		// Published percentages rank; equal ones keep their place; statements
		// with too few votes for a reading (c:50, c:54) come last.
		{"AgreeDown", view.Filter{}, view.Order{Column: view.ColumnAgree, Down: true},
			"c:13 r:13 c:17 r:3 r:14 c:0 r:0 c:3 r:16 r:17 r:1 r:28 r:2 c:30 r:27 c:50 c:54"},
		{"PassDownHeard", view.Filter{Heard: true}, view.Order{Column: view.ColumnPass, Down: true},
			"c:30 r:27 r:17 r:28 r:16 c:3 c:0 r:2 r:0 r:1 r:3 r:14 r:13 c:17 c:13"},
		{"VotesUp", view.Filter{Source: viewtest.Challenges}, view.Order{Column: view.ColumnVotes},
			"c:54 c:50 c:30 c:0 c:3 c:13 c:17"},
		{"Accents", view.Filter{Words: "campana FORMACION"}, published, "c:30"},
		{"AllWords", view.Filter{Words: "support topics"}, published, "r:0 r:1 r:14"},
		{"Arabic", view.Filter{Words: "العربية"}, published, "c:54"},
		{"Reading", view.Filter{Reading: model.SplitReading}, published, "r:1 r:2 r:28"},
		{"Channel", view.Filter{Source: "channel/" + string(model.ChannelSurvey)}, published, ""},
		{"Nothing", view.Filter{Words: "zebra"}, published, ""},
		{"ReadingOrder", view.Filter{Source: viewtest.Challenges}, view.Order{Column: view.ColumnReading},
			"c:0 c:13 c:17 c:3 c:30 c:50 c:54"},
	} {
		if got := ids(s, s.Find(c.filter, c.order)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestFound(t *testing.T) {
	s, w := view.NewStatements(viewtest.State()), words(t)
	if got, want := s.Found(w, 17), "17 statements"; got != want {
		t.Errorf("all: got %q, want %q", got, want)
	}
	if got, want := s.Found(w, 3), "3 of 17 statements"; got != want {
		t.Errorf("some: got %q, want %q", got, want)
	}
}

func TestCells(t *testing.T) {
	s, w := view.NewStatements(viewtest.State()), words(t)
	for _, c := range []struct {
		ref  string
		want string
	}{
		{viewtest.Role + ":0", "24 of 63 | 15 of 24 (62\u00a0%) | 12\u00a0% | 25\u00a0% | △ Supports"},
		{viewtest.Challenges + ":3", "50 of 106 | 57\u00a0% of 50 | 12\u00a0% | 30\u00a0% | ? Uncertain"},
		{viewtest.Challenges + ":54", "2 of 106 | 1 of 2 (few votes) | 0\u00a0% | 50\u00a0% | ○ Too few to tell"},
	} {
		cells := s.Cells(w, s.Place(model.Ref(c.ref)))
		got := strings.Join([]string{cells[view.ColumnVotes].Text, cells[view.ColumnAgree].Text, cells[view.ColumnDisagree].Text,
			cells[view.ColumnPass].Text, cells[view.ColumnReading].Badge.Symbol + " " + cells[view.ColumnReading].Badge.Word}, " | ")
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.ref, got, c.want)
		}
	}
}

func TestStatement(t *testing.T) {
	w, st := words(t), viewtest.State()
	page, ok := w.Statement(st, viewtest.Role+":0")
	if !ok {
		t.Fatal("the statement is not found")
	}
	var got []string
	for _, f := range page.Figures {
		got = append(got, f.Label+": "+f.Text+" <"+f.Measure+">")
	}
	want := []string{
		"Votes: 24 of 63 voters <votes/1:polis-role-of-ogp:0>",
		"Agree: 15 of 24 (62\u00a0%) <agree-share/1:polis-role-of-ogp:0>",
		"Disagree: 3 of 24 (12\u00a0%) <disagree-share/1:polis-role-of-ogp:0>",
		"Pass: 6 of 24 (25\u00a0%) <pass-share/1:polis-role-of-ogp:0>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("figures: got %q, want %q", got, want)
	}
	// Wilson for 15 of 24: 0.427 to 0.788 (spec/convergence.md, section 4).
	if got, want := page.Interval.Text, "43\u00a0% to 79\u00a0%"; got != want {
		t.Errorf("interval: got %q, want %q", got, want)
	}
	if got, want := page.ReadingSays, "Thin: with passes counted, chance could explain the majority."; got != want {
		t.Errorf("reading: got %q, want %q", got, want)
	}
	if _, ok := w.Statement(st, "nowhere:1"); ok {
		t.Error("a statement that is not here was found")
	}
}

func TestStatementThatCannotBe(t *testing.T) {
	page, _ := words(t).Statement(viewtest.State(), viewtest.Challenges+":3")
	if len(page.Problems) != 1 {
		t.Errorf("got %d problems, want 1", len(page.Problems))
	}
	if got, want := page.Figures[1].Text, "57\u00a0% of 50 (as published)"; got != want {
		t.Errorf("agree: got %q, want %q", got, want)
	}
	if page.Interval != nil {
		t.Errorf("got the interval %q, want none without counts", page.Interval.Text)
	}
}

func BenchmarkFind(b *testing.B) {
	st := viewtest.State()
	big := desk.State{Sources: st.Sources}
	for len(big.Statements) < 2000 {
		big.Statements = append(big.Statements, st.Statements...)
	}
	s := view.NewStatements(big)
	for b.Loop() {
		s.Find(view.Filter{Words: "government", Heard: true}, view.Order{Column: view.ColumnAgree, Down: true})
	}
}
