package view_test

import (
	"slices"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/desk"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

// bicycles is the poll of viewtest with what is said of its groups. Its votes
// are made so that 24 people and 14 people answer alike but for a few answers,
// and two voted on two statements only.
func bicycles(t *testing.T, checked bool) (desk.State, *desk.Grouped, view.GroupPage) {
	t.Helper()
	st := viewtest.WithGroups(checked)
	g := st.Grouped(viewtest.Bicycles)
	return st, g, words(t).Groups(st, g)
}

func TestGroupPolls(t *testing.T) {
	if titles, ids := view.GroupPolls(viewtest.State()); len(titles)+len(ids) != 0 {
		t.Errorf("got %q for polls of which only totals are known, want none", titles)
	}
	titles, ids := view.GroupPolls(viewtest.WithGroups(false))
	if !slices.Equal(titles, []string{"Poll: bicycles in the city"}) || !slices.Equal(ids, []string{viewtest.Bicycles}) {
		t.Errorf("got %q %q, want the poll with single votes", titles, ids)
	}
}

func TestGroupMethods(t *testing.T) {
	_, g, _ := bicycles(t, false)
	if _, ids := words(t).GroupMethods(g); !slices.Equal(ids, []string{"default", "polis", "published"}) {
		t.Errorf("got %q, want the publisher's groups too", ids)
	}
	g.Published = false
	if _, ids := words(t).GroupMethods(g); !slices.Equal(ids, []string{"default", "polis"}) {
		t.Errorf("got %q, want no published groups", ids)
	}
	if got := view.GroupMethod(&desk.Grouped{Grouping: groups.Grouping{Method: groups.Labels}}); got != "published" {
		t.Errorf("given groups: got %q, want published", got)
	}
}

// Every figure of the page, counted by hand in viewtest's votes where they are
// plain.
func TestGroups(t *testing.T) {
	_, g, p := bicycles(t, false)
	if g.Grouping.K < 2 || len(p.Groups) != g.Grouping.K {
		t.Fatalf("got %d cards for %d groups, want a card a group", len(p.Groups), g.Grouping.K)
	}
	grouped := 0
	for _, n := range g.Grouping.Sizes {
		grouped += n
	}
	if want := "38 of 40 voters (95\u00a0%) are in 3 groups. The others voted on too few statements."; p.Says != want || grouped != 38 {
		t.Errorf("got %q and %d people, want %q", p.Says, grouped, want)
	}
	first := p.Groups[0]
	if first.Title != "Group A" || first.Size != "22 of 38 grouped people (58\u00a0%)" || first.Steady.Word != "" {
		t.Errorf("got %q %q %q, want the first group, its stability not known", first.Title, first.Size, first.Steady.Word)
	}
	want := view.StatementSentence{
		Ref:  model.NewRef(viewtest.Bicycles, "1"),
		Says: "22 of 22 (100\u00a0%) agree: “Parking should cost what the land costs”",
		More: "Of all other groups: 1 of 16 (6\u00a0%)",
	}
	if !slices.Contains(first.Marks, want) {
		t.Errorf("got marks %+v, want %+v among them", first.Marks, want)
	}
	if got := p.Unite[2].Lines[0].Says; got != "40 of 40 (100\u00a0%) agree: “Every cycle path needs lamps at night”" {
		t.Errorf("got %q first, want the lamps", got)
	}
	if got := p.Unsure.Lines[0].Says; got != "14 of 15 (93\u00a0%) pass: “Delivery vans may stop on cycle paths”" {
		t.Errorf("got %q first, want the vans", got)
	}
	if got := p.Divide[0]; got.Ref != viewtest.Bicycles+":0" || len(got.Groups) != 3 || got.Groups[0].Text != "Group A" {
		t.Errorf("got %+v first, want the cars, by group", got)
	}
	for _, list := range append(p.Unite, p.Unsure) {
		for _, l := range list.Lines {
			if strings.Contains(l.Says, "buy cheap") {
				t.Errorf("a rejected statement stands in %q", list.Title)
			}
		}
	}
	if !p.Stability.Can || p.Stability.Badge.Word != "" || !strings.HasPrefix(p.Stability.Says[0], "Not checked yet.") {
		t.Errorf("got %+v, want that it was not checked yet", p.Stability)
	}
	chosen, second := 0, 0
	for _, s := range p.Separation {
		if s.Chosen {
			chosen = s.K
		}
		if s.Second {
			second = s.K
		}
	}
	if chosen != g.Grouping.K || second != g.Grouping.RunnerUp {
		t.Errorf("got %d and %d, want %d groups and the runner-up %d", chosen, second, g.Grouping.K, g.Grouping.RunnerUp)
	}
}

// A group that falls apart when votes are left out is called unstable, in
// words.
func TestGroupsStability(t *testing.T) {
	_, g, p := bicycles(t, true)
	if p.Stability.Can || p.Stability.Badge.Word == "" {
		t.Errorf("got %+v, want the result and nothing more to check: it would be the same", p.Stability)
	}
	for k, c := range p.Groups {
		want := "Stable"
		switch s := g.Stability.Groups[k]; {
		case s < groups.Shaky:
			want = "Unstable"
		case s < groups.Steady:
			want = "Fairly stable"
		}
		if c.Steady.Word != want || !strings.Contains(c.SteadySays, "(10 runs)") {
			t.Errorf("%s holds by %.2f: got %q, %q, want %q", c.Title, g.Stability.Groups[k], c.Steady.Word, c.SteadySays, want)
		}
	}
	if last := p.Groups[len(p.Groups)-1]; last.Steady.Word != "Unstable" {
		t.Errorf("three people who differ by chance: got %q, want Unstable", last.Steady.Word)
	}
}

// Where statements must be shared by all groups, one group without a majority
// keeps a statement out.
func TestUniteInEveryGroup(t *testing.T) {
	st, g, p := bicycles(t, false)
	for _, l := range p.Unite[0].Lines {
		for _, f := range g.Profile.Statements {
			if f.ID != l.Ref.Item() {
				continue
			}
			for k := range f.Groups {
				if f.Groups[k].ChanceAgree <= 0.5 {
					t.Errorf("%s stands in the list, but not half of group %d agrees", l.Says, k)
				}
			}
		}
	}
	one := *g
	one.Grouping.K = 1
	if lists := words(t).Groups(st, &one).Unite; len(lists) != 2 {
		t.Errorf("with one group: got %d lists, want those of all voters only", len(lists))
	}
}

// No groups, one group, nobody: nothing panics and nothing is empty that
// should say why.
func TestGroupsOfFew(t *testing.T) {
	w := words(t)
	for name, votes := range map[string][]model.Vote{"nobody": nil, "one person": {model.Agree}, "two": {model.Agree, model.Disagree}, "all pass": {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}} {
		column := model.VoteColumn{Statement: "0", Votes: votes}
		for i := range votes {
			column.Participants = append(column.Participants, uint32(i))
		}
		m := groups.New(nil, []model.VoteColumn{column}, len(votes), nil)
		g := &desk.Grouped{Source: "poll", Grouping: groups.Find(m, groups.Options{}), Participants: make([]model.Participant, len(votes))}
		g.Profile = groups.Describe(m, g.Grouping)
		p := w.Groups(desk.State{}, g)
		if p.Says == "" || len(p.Notes) == 0 || p.Stability.Can {
			t.Errorf("%s: got %+v, want words on why there is nothing to compare", name, p)
		}
		w.GroupMap(desk.State{}, g)
	}
}

func TestGroupNames(t *testing.T) {
	st, g, _ := bicycles(t, false)
	before := view.GroupKey(g)
	named := *g
	named.Named = map[int]desk.GroupName{1: {Name: "Drivers", Made: model.Made{By: "Amina Diallo"}}}
	p := words(t).Groups(st, &named)
	if c := p.Groups[1]; c.Title != "Group B: Drivers" || c.Named != "Named by Amina Diallo" {
		t.Errorf("got %q, %q, want letter and name, and whose it is", c.Title, c.Named)
	}
	if got := p.Divide[0].Groups[1].Text; got != "Drivers" {
		t.Errorf("the chart says %q, want the name", got)
	}
	if view.GroupKey(&named) == before {
		t.Error("the key is the same after a group got a name: the page would not follow")
	}
	again := *g
	if view.GroupKey(&again) != before {
		t.Error("the key of the same grouping in another State differs: the map would be drawn for nothing")
	}
}

func TestGroupMap(t *testing.T) {
	st, g, _ := bicycles(t, true)
	w := words(t)
	m := w.GroupMap(st, g)
	if len(m.Dots) != 40 || len(m.People) != 40 || len(m.Groups) != 3 {
		t.Errorf("got %d dots, %d people, %d groups, want 40, 40, 3", len(m.Dots), len(m.People), len(m.Groups))
	}
	if !slices.Equal(m.Titles, []string{"Group A · 22", "Group B · 13", "Group C · 3"}) {
		t.Errorf("got titles %q, want names with sizes", m.Titles)
	}
	if len(m.Crosses) != 9 {
		t.Errorf("got %d crosses, want the nine statements that were not rejected", len(m.Crosses))
	}
	if !strings.Contains(m.Says, "The small grey dots are 2 people in no group.") {
		t.Errorf("got %q, want those in no group told", m.Says)
	}
	if got := w.Participant(g, 0); len(got) != 3 || got[0] != "Participant 100" || got[1] != "Group A" || !strings.Contains(got[2], "of the runs") {
		t.Errorf("got %q, want id, group and how often they stay", got)
	}
	if got := w.Participant(g, 39); !slices.Equal(got, []string{"Participant 139", "In no group"}) {
		t.Errorf("got %q, want somebody in no group", got)
	}
	if got := w.Participant(g, 40); got != nil {
		t.Errorf("nobody: got %q", got)
	}
}

func TestGroupVotes(t *testing.T) {
	st, _, _ := bicycles(t, false)
	if v, ok := words(t).GroupVotes(st, viewtest.Bicycles+":2"); !ok || len(v.Groups) != 3 || v.Groups[0].N != 22 {
		t.Errorf("got %+v, %t, want the votes of three groups", v, ok)
	}
	if _, ok := words(t).GroupVotes(st, viewtest.Role+":0"); ok {
		t.Error("a poll without groups: want none")
	}
}
