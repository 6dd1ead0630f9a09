package view_test

import (
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

func TestOverviewEmpty(t *testing.T) {
	if o := words(t).Overview(desk.State{}); !o.Empty {
		t.Error("a state without sources is not empty")
	}
}

func TestOverviewFamilies(t *testing.T) {
	var got []string
	for _, f := range words(t).Overview(viewtest.State()).Families {
		var themes []string
		for _, th := range f.Themes {
			themes = append(themes, th.ID+" ("+th.Class.Word+")")
		}
		got = append(got, f.Title+": "+strings.Join(themes, ", "))
	}
	// The classes of data/ogp-phase1-expected/themes.json.
	want := []string{
		"Converges: participation (Convergent), norms (Convergent with reservations)",
		"Diverges: narrow-focus (Divergent within channels), call-out (Divergent between stakeholder groups)",
		"Unsure: grow (Uncertain)",
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestOverviewHeard(t *testing.T) {
	heard := words(t).Overview(viewtest.State()).Heard
	var got []string
	for _, h := range heard {
		line := h.Channel + ":"
		for _, r := range append(h.Lines, h.Parts...) {
			line += " [" + r.Label + ": " + r.Text + "]"
		}
		got = append(got, line+" "+strings.Join(h.Limits, "; "))
	}
	want := []string{
		"Poll: [Poll: challenges and opportunities: 106 voters] [Poll: the role of OGP: 63 voters] Collects no demographic data; Still open at publication",
		"Survey: [In all: 180 responses] [Responses by sector: Civil\u00a0society\u00a0134 · Government\u00a046] [Share by region, as published: Africa\u00a0and\u00a0the\u00a0Middle\u00a0East\u00a040.65\u00a0% · Europe\u00a018.71\u00a0%] Not every respondent answered every question; Cleaning pending",
		"Meeting notes: [In all: 41 conversations · 739 participants] [Participants by region: Africa\u00a0and\u00a0the\u00a0Middle\u00a0East\u00a074 · Americas\u00a078] Demographic data collected inconsistently",
		"Community conversations: [Held by country: Armenia · Estonia] Demographic data was not required",
	}
	if len(got) != len(want) {
		t.Fatalf("got %d channels, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

// Without a theme the first screen still says what converges and what does
// not: figures of the report's annex.
func TestOverviewWithoutThemes(t *testing.T) {
	st := viewtest.State()
	st.Themes = nil
	var got []string
	for _, f := range words(t).Overview(st).Families {
		for _, x := range f.Statements {
			got = append(got, string(x.Ref)+" "+x.Says)
		}
	}
	want := []string{
		"polis-challenges-opportunities:13 agree 45 of 52 (86\u00a0%)",
		"polis-role-of-ogp:13 agree 17 of 20 (85\u00a0%)",
		"polis-challenges-opportunities:17 agree 42 of 54 (77\u00a0%)",
		"polis-role-of-ogp:1 disagree 8 of 24 (33\u00a0%)",
		"polis-role-of-ogp:2 disagree 9 of 22 (40\u00a0%)",
		"polis-role-of-ogp:28 disagree 7 of 25 (28\u00a0%)",
		"polis-challenges-opportunities:30 pass 16 of 24 (66\u00a0%)",
		"polis-role-of-ogp:27 pass 7 of 20 (35\u00a0%)",
		"polis-role-of-ogp:17 pass 6 of 18 (33\u00a0%)",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestOverviewWrong(t *testing.T) {
	st := viewtest.State()
	for line := range 4 {
		st.Sources[2].Problems = append(st.Sources[2].Problems, model.Problem{Say: "A row could not be read.", File: "role-tags.csv", Line: line + 2})
	}
	wrong := words(t).Overview(st).Wrong
	if len(wrong) != 2 || wrong[0].Source != viewtest.Tags || wrong[0].Says != "4 problems" || wrong[1].Says != "1 problem" {
		t.Fatalf("got %+v, want the tags with 4 problems before the poll with 1, the row of both source and statement once", wrong)
	}
	if got, want := wrong[0].Examples[3], "and 1 more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := wrong[0].Examples[0], "role-tags.csv, line 2: A row could not be read."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSources(t *testing.T) {
	w, st := words(t), viewtest.State()
	order := func(o view.Order) string {
		var out []string
		for _, i := range w.Sources(st, o) {
			out = append(out, st.Sources[i].Source.ID)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		name  string
		order view.Order
		want  string
	}{
		{"Channel", view.Order{Column: view.SourceChannel}, "polis-challenges-opportunities polis-role-of-ogp role-tags participation"},
		{"RowsDown", view.Order{Column: view.SourceRows, Down: true}, "polis-challenges-opportunities polis-role-of-ogp participation role-tags"},
		{"StateDown", view.Order{Column: view.SourceState, Down: true}, "polis-challenges-opportunities polis-role-of-ogp role-tags participation"},
		{"Title", view.Order{Column: view.SourceTitle}, "polis-challenges-opportunities polis-role-of-ogp role-tags participation"},
	} {
		if got := order(c.order); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	page, ok := w.Source(st, viewtest.Role)
	if !ok || page.State.Word != "Complete" || len(page.Files) != 1 || !strings.HasPrefix(page.Files[0].Read, "44 rows read") {
		t.Errorf("got %+v", page)
	}
	var rows []string
	for _, r := range page.Rows {
		rows = append(rows, r.Label+": "+r.Text)
	}
	for _, want := range []string{"What is in it: 10 statements, 219 votes, 63 voters", "Collected: until 2022-09", "Kept from before: 1 older snapshot"} {
		if !strings.Contains(strings.Join(rows, "\n"), want) {
			t.Errorf("%q is not in %q", want, rows)
		}
	}
}

func TestNews(t *testing.T) {
	w := words(t)
	syncing := desk.State{Job: &desk.Job{Name: "Sync"}}
	problem := model.Problem{Say: "There is no connection. What was here is unchanged."}
	for _, c := range []struct {
		name        string
		before, now desk.State
		want        string
	}{
		{"Nothing", desk.State{}, desk.State{}, ""},
		{"SyncUnchanged", syncing, desk.State{}, "Sync finished: nothing has changed."},
		{"SyncChanged", syncing, desk.State{Changes: []string{"a", "b"}}, "Sync finished: 2 changes, listed in the overview."},
		{"ProblemFirst", syncing, desk.State{Problems: []model.Problem{problem}}, problem.Say},
		{"ProblemOnce", desk.State{Problems: []model.Problem{problem}}, desk.State{Problems: []model.Problem{problem}}, ""},
		{"Exported", desk.State{}, desk.State{Exported: &desk.Export{File: "memo.pdf", Pages: 3}}, "Paper saved: memo.pdf (3 pages)"},
	} {
		got := ""
		if n := w.News(c.before, c.now); n != nil {
			got = n.Text
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestJob(t *testing.T) {
	w := words(t)
	if p := w.Job(desk.State{}); p != nil {
		t.Errorf("got %+v without a job", p)
	}
	p := w.Job(desk.State{Job: &desk.Job{Name: "Sync", Progress: model.Progress{What: "votes.csv", Done: 30, Total: 120}}})
	if p.Text != "Sync: votes.csv" || !p.Known || p.Share != 0.25 {
		t.Errorf("got %+v, want Sync: votes.csv at a quarter", p)
	}
}

func TestExplain(t *testing.T) {
	w := words(t)
	e := model.Explanation{
		Measure: model.Measure{Value: 15. / 24, Unit: model.UnitShare, Count: 15, N: 24, Method: "agree-share/1"},
		ID:      "agree-share/1:r:0", Value: 15. / 24, Unit: model.UnitShare, Count: 15, N: 24, Method: "agree-share/1",
		Name: "Share that agrees", Formula: "agree / n", Inputs: []string{"agree = 15"}, Lines: []int{2}, SHA256: "67706c3c",
	}
	x := w.Explain(e, desk.State{})
	if got, want := x.Figure, "15 of 24 (63\u00a0%)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e.Measure.Subject = viewtest.Role + ":0"
	x = w.Explain(e, viewtest.State())
	if got, want := x.Figure, "15 of 24 (62\u00a0%)"; got != want {
		t.Errorf("got %q, want the published percentage: %q", got, want)
	}
	if got, want := strings.Join(x.Notes, ""), "The percentage is shown as published, 62\u00a0%; computed it is 62.5\u00a0%."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	plain := x.Plain(w)
	for _, want := range []string{"Exact value: 0.625", "Formula: agree / n", "Lines: 2", "Digest (SHA-256): 67706c3c", "- agree = 15"} {
		if !strings.Contains(plain, want) {
			t.Errorf("%q is not in\n%s", want, plain)
		}
	}
}
