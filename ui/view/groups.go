package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/chart"
	"consilience/model/desk"
)

// GroupPage is everything that is said of the opinion groups of one poll, but
// for the map.
type GroupPage struct {
	// Says is who was grouped, How by which method; Notes are what is out of
	// the ordinary.
	Says, How string
	Notes     []string
	Groups    []GroupCard
	Stability GroupStability
	// Unite are lists of statements that all share, each with its title.
	Unite []StatementList
	// Divide are the statements on which the groups differ most, with their
	// votes by group; DivideSays how that is measured.
	Divide     []chart.GroupedVotes
	DivideSays string
	// Unsure are the statements that many passed on.
	Unsure StatementList
	// Separation is how well each number of groups separates.
	Separation     []chart.Separation
	SeparationSays string
}

// GroupCard is one group: who it is and what marks it.
type GroupCard struct {
	Number int
	Title  string // "Group A: Cyclists"
	Size   string
	// Named says who gave the name; empty if nobody did.
	Named string
	// Steady says whether the group holds; an empty word if that is not known.
	Steady     Badge
	SteadySays string
	Marks      []StatementSentence
}

// StatementSentence is a sentence about a statement that opens it, and what is
// said below in smaller letters.
type StatementSentence struct {
	Ref        model.Ref
	Says, More string
}

// StatementList is a titled list; Says explains it.
type StatementList struct {
	Title, Says string
	Lines       []StatementSentence
	// None is said instead of an empty list.
	None string
}

// GroupStability is whether the groups hold when votes are left out.
type GroupStability struct {
	Says []string
	// Can says that there is something to check that was not checked yet.
	Can bool
	// Badge sums it up; its word is empty before it was checked.
	Badge Badge
}

// GroupPolls are the polls whose single votes are here, for a list.
func GroupPolls(st desk.State) (titles, ids []string) {
	for _, s := range st.Sources {
		if s.Format == model.FormatPolisExport && s.Participants > 0 {
			titles = append(titles, s.Title)
			ids = append(ids, s.Source.ID)
		}
	}
	return titles, ids
}

// GroupMethods are the ways to find a poll's groups, for a list.
func (w *Words) GroupMethods(g *desk.Grouped) (words, ids []string) {
	words = []string{w.T("Default: steadier groups"), w.T("As Polis finds them")}
	ids = []string{string(groups.Default), string(groups.Polis)}
	if g != nil && g.Published {
		words, ids = append(words, w.T("The publisher's own groups")), append(ids, "published")
	}
	return words, ids
}

// GroupMethod is the method of a grouping as GroupMethods names it.
func GroupMethod(g *desk.Grouped) string {
	if g.Grouping.Method == groups.Labels {
		return "published"
	}
	return string(g.Grouping.Method)
}

// GroupName is what a group is called in lists and charts: the name a member
// gave it, or "Group A".
func (w *Words) GroupName(g *desk.Grouped, group int) string {
	if n, ok := g.Named[group]; ok {
		return n.Name
	}
	return w.T("Group %s", g.Grouping.Title(group))
}

// groupTitle is a group's letter with the name a member gave it.
func (w *Words) groupTitle(g *desk.Grouped, group int) string {
	title := w.T("Group %s", g.Grouping.Title(group))
	if n, ok := g.Named[group]; ok {
		return w.T("%s: %s", title, n.Name)
	}
	return title
}

// GroupKey changes whenever a poll's groups are to be shown anew: with another
// snapshot or method, after their stability was checked, with another name.
func GroupKey(g *desk.Grouped) string {
	if g == nil {
		return ""
	}
	key := []string{g.Source, string(g.Snapshot), GroupMethod(g), decimal(float64(g.Stability.Runs))}
	for k := range g.Grouping.K {
		key = append(key, g.Named[k].Name)
	}
	return strings.Join(key, "\x00")
}

// groupWriter puts one grouping in words.
type groupWriter struct {
	*Words
	*desk.Grouped
	texts map[string]string
	at    map[string]*groups.Figures
}

// Groups is what is said of a grouping of st.
func (w *Words) Groups(st desk.State, g *desk.Grouped) GroupPage {
	x := w.newGroupWriter(st, g)
	p := GroupPage{
		Says: x.who(st), How: x.how(), Notes: w.ToldAll(g.Grouping.Say),
		Unsure: x.unsure(), Stability: x.stability(),
	}
	for k := range g.Profile.Groups {
		p.Groups = append(p.Groups, x.card(k))
	}
	p.Unite = x.unite()
	p.Divide, p.DivideSays = x.divide()
	p.Separation, p.SeparationSays = x.separation()
	return p
}

func (w *Words) newGroupWriter(st desk.State, g *desk.Grouped) *groupWriter {
	x := &groupWriter{w, g, map[string]string{}, map[string]*groups.Figures{}}
	for _, s := range st.Statements {
		if s.Statement.Source == g.Source {
			x.texts[s.Statement.ID] = w.StatementText(s.Statement)
		}
	}
	for i := range g.Profile.Statements {
		x.at[g.Profile.Statements[i].ID] = &g.Profile.Statements[i]
	}
	return x
}

// grouped is the number of people in groups.
func (x *groupWriter) grouped() int {
	n := 0
	for _, size := range x.Grouping.Sizes {
		n += size
	}
	return n
}

// who says how many people are in how many groups.
func (x *groupWriter) who(st desk.State) string {
	n, voters := x.grouped(), 0
	for _, s := range st.Sources {
		if s.Source.ID == x.Grouped.Source {
			voters = s.Voters
		}
	}
	if n == 0 || voters < n {
		return x.N("%d person is in a group.", "%d people are in groups.", n)
	}
	said := x.N("%[2]d of %[3]d voters (%[4]d\u00a0%%) are in %[1]d group.", "%[2]d of %[3]d voters (%[4]d\u00a0%%) are in %[1]d groups.",
		x.Grouping.K, n, voters, percent(float64(n)/float64(voters)))
	switch {
	case n == voters:
	case x.Grouping.Method == groups.Labels:
		said += " " + x.T("The publisher put the others in none.")
	default:
		said += " " + x.T("The others voted on too few statements.")
	}
	return said
}

// how says by which method the groups were found.
func (x *groupWriter) how() string {
	switch x.Grouping.Method {
	case groups.Polis:
		return x.T("Found as Polis finds groups when it starts anew. While a poll runs Polis keeps its earlier groups in mind, so its own pages may show others.")
	case groups.Labels:
		return x.T("As the publisher's export names them. Where people stand on the map is computed from their votes.")
	}
	return x.T("Found in the votes alone, by a method made to give the same groups again when some votes are missing. The same votes always give the same groups.")
}

// card is one group.
func (x *groupWriter) card(k int) GroupCard {
	own, all := x.Profile.Groups[k], x.grouped()
	c := GroupCard{Number: k, Title: x.groupTitle(x.Grouped, k), Size: x.N("%[2]d of %[1]d grouped person", "%[2]d of %[1]d grouped people", all, own.Size)}
	if all >= FewVotes {
		c.Size = x.T("%d of %d grouped people (%d\u00a0%%)", own.Size, all, percent(float64(own.Size)/float64(all)))
	}
	if n, ok := x.Named[k]; ok && n.By != "" {
		c.Named = x.T("Named by %s", n.By)
	}
	if s := x.Stability; s.Runs > 0 && k < len(s.Groups) {
		c.Steady = x.steady(s.Groups[k])
		c.SteadySays = x.T("When a tenth of the votes is left out, on average %s of this group and its nearest match are the same people (%d runs).", x.Percent(s.Groups[k]), s.Runs)
	}
	for _, m := range own.Marks {
		c.Marks = append(c.Marks, x.mark(k, m))
	}
	return c
}

// steady is the badge of an agreement between runs, 0 to 1.
func (w *Words) steady(overlap float64) Badge {
	switch {
	case overlap >= groups.Steady:
		return Badge{"●", w.T("Stable"), ToneAgree}
	case overlap >= groups.Shaky:
		return Badge{"◐", w.T("Fairly stable"), TonePlain}
	}
	return Badge{"!", w.T("Unstable"), ToneWarn}
}

// mark is a statement that marks a group, with the votes of the group and of
// the others.
func (x *groupWriter) mark(k int, m groups.Mark) StatementSentence {
	agrees, n := m.Direction == "agree", m.Successes
	if m.BestAgree {
		agrees, n = true, m.Agrees
	}
	var rest, votes int
	if f := x.at[m.Statement]; f != nil {
		for other, g := range f.Groups {
			if other == k {
				continue
			}
			votes += g.N()
			if rest += g.Disagree; agrees {
				rest += g.Agree - g.Disagree
			}
		}
	}
	line := x.sided(m.Statement, agrees, n, m.Trials)
	if x.Grouping.K > 1 {
		line.More = x.T("Of all other groups: %s", x.Count(rest, votes))
	}
	return line
}

// sided says how many agree or disagree with a statement.
func (x *groupWriter) sided(id string, agrees bool, n, votes int) StatementSentence {
	key := x.T("%s disagree: “%s”", x.Count(n, votes), x.text(id))
	if agrees {
		key = x.T("%s agree: “%s”", x.Count(n, votes), x.text(id))
	}
	return StatementSentence{Ref: model.NewRef(x.Grouped.Source, id), Says: key}
}

func (x *groupWriter) text(id string) string {
	if t := x.texts[id]; t != "" {
		return t
	}
	return x.T("statement %s", id)
}

// stability says whether the groups hold.
func (x *groupWriter) stability() GroupStability {
	s := GroupStability{Says: x.ToldAll(x.Stability.Say), Can: x.Stability.Runs == 0 && x.Grouping.K > 1 && x.Grouping.Method != groups.Labels}
	switch {
	case x.Stability.Runs > 0:
		s.Badge = x.steady(x.Stability.Overall)
	case s.Can:
		s.Says = []string{x.T("Not checked yet. The check finds the groups ten times more, each time without a tenth of the votes, and looks who stays together.")}
	case x.Grouping.Method == groups.Labels && len(s.Says) == 0:
		s.Says = []string{x.T("These groups were published, not found in the votes: whether they would hold cannot be told.")}
	}
	return s
}

// separation says how well each number of groups separates.
func (x *groupWriter) separation() ([]chart.Separation, string) {
	g := x.Grouping
	if len(g.Curve) == 0 {
		return nil, ""
	}
	list := make([]chart.Separation, len(g.Curve))
	for i, c := range g.Curve {
		list[i] = chart.Separation{K: c.K, Value: c.Value, Chosen: c.K == g.K, Second: c.K == g.RunnerUp}
	}
	slices.SortFunc(list, func(a, b chart.Separation) int { return a.K - b.K })
	says := x.T("The longer the bar, the clearer the groups are apart (mean silhouette, −1 to 1; about 0 where they overlap).")
	if g.Method == groups.Default {
		says += " " + x.T("The fewest groups that are within 0.02 of the longest bar are shown.")
	}
	if g.RunnerUp > 0 {
		says += " " + x.N("The runner-up is %d group.", "The runner-up is %d groups.", g.RunnerUp)
	}
	return list, says
}
