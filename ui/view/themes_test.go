package view

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

func TestThemeGroupsPutWhatConvergesFirst(t *testing.T) {
	groups := english(t).ThemeGroups(weighed())
	var got []string
	for _, g := range groups {
		for _, r := range g.Themes {
			got = append(got, g.Class.Word+": "+r.Title)
		}
	}
	want := []string{"Convergent: Citizens in decisions", "Divergent within channels: Fewer topics"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("groups\n got %q\nwant %q", got, want)
	}
	if got := groups[1].Themes[0].Own; got != "1 member sees it otherwise" {
		t.Errorf("another class chosen by a member reads %q", got)
	}
}

func TestThemeThatIsNotThere(t *testing.T) {
	if _, ok := english(t).Theme(desk.State{}, "gone", time.UTC); ok {
		t.Error("a theme that is not there was found")
	}
}

func themeOf(t *testing.T) ThemePage {
	t.Helper()
	page, ok := english(t).Theme(weighed(), "narrow-focus", time.UTC)
	if !ok {
		t.Fatal("the theme is not found")
	}
	return page
}

func TestThemeMatrixHasEveryChannel(t *testing.T) {
	var got []string
	for _, r := range themeOf(t).Matrix {
		got = append(got, strings.Join([]string{r.Channel, r.Reading.Word, r.Items, r.N}, " | "))
	}
	want := []string{
		"Poll | Split | 2 | 46 votes",
		"Survey | Differs by group | 1 | a person’s reading",
		"Live poll | Not examined | – | –",
		"Meeting notes | Both poles held | 1 | 48 mentions",
		"Community conversations | Not examined | – | –",
		"Written comments | Not examined | – | –",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("matrix\n got %q\nwant %q", got, want)
	}
}

func TestThemeEvidenceGoesDownToTheStatement(t *testing.T) {
	page := themeOf(t)
	if len(page.Evidence) != 1 || len(page.Evidence[0].Rows) != 2 {
		t.Fatalf("evidence: got %+v, want the two statements of the poll only", page.Evidence)
	}
	one, three := page.Evidence[0].Rows[0], page.Evidence[0].Rows[1]
	// 10 of 24 agree; the report prints 41 %, cut off from 41.67.
	want := []Figure{
		{Label: "agree", Text: "10 of 24 (41 %)", Measure: "agree-share/1:polis-role-of-ogp:1"},
		{Label: "range", Text: "24 % to 61 %", Measure: "agree-low/1:polis-role-of-ogp:1"},
	}
	if !reflect.DeepEqual(spacedFigures(one.Figures), want) {
		t.Errorf("figures\n got %q\nwant %q", one.Figures, want)
	}
	if one.Says != "says it" || three.Says != "says the reverse" {
		t.Errorf("polarities read %q and %q", one.Says, three.Says)
	}
	if three.Reading.Word != "Opposes" || three.Firm != "firm" {
		t.Errorf("a firm supporting statement linked in reverse reads %q, %q; want Opposes, firm", three.Reading.Word, three.Firm)
	}
	if one.Op != "" || three.Op != "amina.7f3a9c21.1" {
		t.Errorf("links to take back: %q and %q; want only the member's own", one.Op, three.Op)
	}
	if one.Bar == nil || one.Bar.Pass != 0.25 {
		t.Errorf("bar: got %+v, want 6 of 24 passes", one.Bar)
	}
	if got := page.Missing; len(got) != 1 || got[0] != "99 of Poll: the role of OGP" {
		t.Errorf("missing items: %q", got)
	}
	if len(page.Chart) != 2 || page.ChartSource != "Poll: the role of OGP" {
		t.Errorf("chart: %d rows from %q, want the two statements", len(page.Chart), page.ChartSource)
	}
}

func TestThemePolesAndPeople(t *testing.T) {
	page := themeOf(t)
	want := []Figure{
		{Label: "share of the first", Text: "26 of 48 (54 %)", Measure: "pole-share/1:role-tags:Narrower focus"},
		{Label: "range", Text: "40 % to 67 %", Measure: "pole-low/1:role-tags:Narrower focus"},
	}
	if !reflect.DeepEqual(spacedFigures(page.Poles.Figures), want) || page.Poles.Against.Text != "22 mentions" {
		t.Errorf("poles\n got %q, against %q\nwant %q, 22 mentions", page.Poles.Figures, page.Poles.Against.Text, want)
	}
	h := page.Human[0]
	if h.Cites != "cites the tag “Narrower focus”, 26 mentions" || h.Groups[0].Group != "Civil society" || h.Groups[1].Reading.Word != "Opposes" {
		t.Errorf("a person's reading: %+v", h)
	}
}

func TestThemeNotesSayWhatHasChangedSince(t *testing.T) {
	notes := themeOf(t).Notes
	if got, want := notes[0].Signature(), "Amina Diallo · 3 October 2022, 09:05"; got != want {
		t.Errorf("signature: got %q, want %q", got, want)
	}
	if got, want := spaced(strings.Join(notes[0].Since, "\n")), "1: then 5 of 10 (50 %), now 10 of 24 (42 %)"; got != want {
		t.Errorf("since: got %q, want %q", got, want)
	}
	if !notes[0].Mine || notes[1].Mine {
		t.Errorf("mine: got %v and %v, want only the member's own", notes[0].Mine, notes[1].Mine)
	}
}

func TestThemeClassInPlainWords(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		class model.Class
		rule  model.RuleTrace
		want  string
	}{
		{model.NotEnough, model.RuleTrace{}, "No channel has enough evidence to say anything."},
		{model.DivergentChannels, model.RuleTrace{Supporting: 1, Opposing: 1}, "One channel supports the proposition and another opposes it."},
		{model.DivergentGroups, model.RuleTrace{}, "Stakeholder groups take different sides within a channel."},
		{model.DivergentWithin, model.RuleTrace{Supporting: 1, Split: 2}, "Both sides are held within 2 of the 3 channels that say something."},
		{model.UncertainClass, model.RuleTrace{Unsure: 1}, "At least as many channels are unsure as take a side."},
		{model.Convergent, model.RuleTrace{Supporting: 3}, "3 channels point the same way, at least one of them firmly, and nobody recorded a reservation."},
		{model.ConvergentReserve, model.RuleTrace{Supporting: 2}, "2 channels point the same way, at least one of them firmly, with a reservation, a split or an unsure channel beside them."},
		{model.WeakSignal, model.RuleTrace{Supporting: 1}, "Only one channel takes a side, or none does so firmly."},
	} {
		if got := why(w, model.Assessment{Class: c.class, Rule: c.rule}); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.class, got, c.want)
		}
	}
}

func TestImpossibleRowIsTold(t *testing.T) {
	// Statement 3 of "challenges and opportunities": 50 votes, 57 %, for which
	// no whole number exists; it is read as 49 votes.
	s := desk.Statement{Statement: model.Statement{Source: poll, ID: "50", Text: "Shift the culture", Basis: model.BasisPublished,
		Published: model.Published{Votes: pointer(50), AgreePct: pointer(57.0), DisagreePct: pointer(12.0), PassPct: pointer(30.0)},
		Assumed:   &model.Tally{Agree: 28, Disagree: 6, Pass: 15}}}
	s.Item = model.ItemReading{Item: s.Ref(), Reading: model.Uncertain, Basis: model.BasisPublished, N: 50,
		Measures: []model.Measure{{Value: 57, Unit: model.UnitPercent, N: 50, Method: "published-agree/1", Subject: s.Ref()}}}
	row := english(t).evidenceRow(newLookup(desk.State{Statements: []desk.Statement{s}}), s.Item)
	want := []Figure{{Label: "agree", Text: "57 % of 50 (as published)", Measure: "published-agree/1:polis-role-of-ogp:50"}}
	if !reflect.DeepEqual(spacedFigures(row.Figures), want) {
		t.Errorf("figures\n got %q\nwant %q", row.Figures, want)
	}
	if !strings.Contains(row.Note, "read as 49 votes") || row.Bar == nil || row.Bar.Agree != 0.57 {
		t.Errorf("note %q, bar %+v", row.Note, row.Bar)
	}
}

func TestCandidates(t *testing.T) {
	w, st := english(t), weighed()
	linked := []model.Ref{"polis-role-of-ogp:1"}
	for _, c := range []struct {
		name, query string
		limit       int
		want        []model.Ref
	}{
		{"all", "", 10, []model.Ref{"polis-role-of-ogp:1", "polis-role-of-ogp:3", "role-tags:Narrower focus", "role-tags:Broader focus"}},
		{"every word, any case", "TOPICS wishes", 10, []model.Ref{"polis-role-of-ogp:3"}},
		{"a tag by its description", "adapt", 10, []model.Ref{"role-tags:Broader focus"}},
		{"by source", "role of ogp", 10, []model.Ref{"polis-role-of-ogp:1", "polis-role-of-ogp:3"}},
		{"nothing", "unicorn", 10, nil},
		{"no more than the limit", "", 1, []model.Ref{"polis-role-of-ogp:1"}},
	} {
		var got []model.Ref
		for _, f := range w.Candidates(st, c.query, linked, c.limit) {
			got = append(got, f.Ref)
			if f.Linked != (f.Ref == linked[0]) {
				t.Errorf("%s: %s linked is %v", c.name, f.Ref, f.Linked)
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\n got %v\nwant %v", c.name, got, c.want)
		}
	}
}

func TestThemeAndClassForms(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		name, got string
		empty     bool
	}{
		{"theme complete", w.ThemeProblem("Title", "Proposition"), true},
		{"theme without title", w.ThemeProblem(" ", "Proposition"), false},
		{"theme without proposition", w.ThemeProblem("Title", "\n"), false},
		{"class like the computed one needs no reason", w.ClassProblem(model.Convergent, model.Convergent, ""), true},
		{"another class needs a reason", w.ClassProblem(model.Convergent, model.UncertainClass, " "), false},
		{"another class with a reason", w.ClassProblem(model.Convergent, model.UncertainClass, "because"), true},
		{"no class", w.ClassProblem(model.Convergent, "", "because"), false},
	} {
		if (c.got == "") != c.empty {
			t.Errorf("%s: got %q", c.name, c.got)
		}
	}
}
