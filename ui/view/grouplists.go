package view

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/chart"
	"consilience/model/desk"
)

// topStatements is how many statements a list of the page has at most.
const topStatements = 5

// unite are the statements that each group shares, and those that all voters
// together do.
func (x *groupWriter) unite() []StatementList {
	list := func(title, none string, shared []groups.Shared, agrees bool) StatementList {
		l := StatementList{Title: title, None: none}
		for _, s := range shared {
			l.Lines = append(l.Lines, x.sided(s.Statement, agrees, s.Successes, s.Trials))
		}
		return l
	}
	var lists []StatementList
	if x.Grouping.K > 1 {
		lists = append(lists, x.everywhere(true), x.everywhere(false))
	}
	return append(lists,
		list(x.T("All voters together: agreement"), x.T("No statement has clearly more than half of all voters behind it."), x.Profile.Agree, true),
		list(x.T("All voters together: disagreement"), x.T("No statement has clearly more than half of all voters against it."), x.Profile.Disagree, false))
}

// hundredths is a figure with two decimals and the language’s decimal mark.
func (w *Words) hundredths(v float64) string { return w.printer.Sprintf("%.2f", v) }

// everywhere are the statements that more than half of each group agrees with,
// or disagrees with, by their group-informed consensus.
func (x *groupWriter) everywhere(agrees bool) StatementList {
	l := StatementList{
		Title: x.T("In every group: agreement"), None: x.T("There is no statement that more than half of each group agrees with."),
		Says: x.T("More than half of each group; the greatest group-informed consensus first. It is the geometric mean of the groups' shares, so that one group against it weighs much; 1 is full consensus."),
	}
	value := func(f *groups.Figures) float64 { return f.MeanAgree }
	chance := func(g *groups.GroupFigures) float64 { return g.ChanceAgree }
	if !agrees {
		l.Title, l.None, l.Says = x.T("In every group: disagreement"), x.T("There is no statement that more than half of each group disagrees with."), ""
		value = func(f *groups.Figures) float64 { return f.MeanDisagree }
		chance = func(g *groups.GroupFigures) float64 { return g.ChanceDisagree }
	}
	shared := x.top(value, func(f *groups.Figures) bool {
		for k := range f.Groups {
			if chance(&f.Groups[k]) <= 0.5 {
				return false
			}
		}
		return true
	})
	for _, f := range shared {
		var counts []string
		for k, g := range f.Groups {
			n := g.Agree
			if !agrees {
				n = g.Disagree
			}
			counts = append(counts, x.T("%s %s", x.Grouping.Title(k), x.Count(n, g.N())))
		}
		n := f.All.Agree
		if !agrees {
			n = f.All.Disagree
		}
		line := x.sided(f.ID, agrees, n, f.All.N())
		line.More = x.T("By group: %s. Group-informed consensus %s", strings.Join(counts, " · "), x.hundredths(value(f)))
		l.Lines = append(l.Lines, line)
	}
	return l
}

// top are the statements that keep keeps, with the greatest values first;
// rejected ones and those about the poll itself are left out.
func (x *groupWriter) top(value func(*groups.Figures) float64, keep func(*groups.Figures) bool) []*groups.Figures {
	var list []*groups.Figures
	for i := range x.Profile.Statements {
		if f := &x.Profile.Statements[i]; !f.Out && keep(f) {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b *groups.Figures) int { return cmp.Compare(value(b), value(a)) })
	return list[:min(topStatements, len(list))]
}

// divide are the statements on which two groups differ most.
func (x *groupWriter) divide() (list []chart.GroupedVotes, says string) {
	if x.Grouping.K < 2 {
		return nil, ""
	}
	divisive := x.top(func(f *groups.Figures) float64 { return f.Divisive }, func(f *groups.Figures) bool { return f.Divisive > 0 })
	for _, f := range divisive {
		list = append(list, x.votes(f))
	}
	if len(list) == 0 {
		return nil, ""
	}
	return list, x.T("The greatest distance between two groups first: the share that agrees less the share that disagrees, compared. On the first of these it is %s of 2.", x.hundredths(divisive[0].Divisive))
}

// votes are a statement's votes by group.
func (x *groupWriter) votes(f *groups.Figures) chart.GroupedVotes {
	v := chart.GroupedVotes{Ref: string(model.NewRef(x.Grouped.Source, f.ID)), ID: f.ID, Text: x.text(f.ID)}
	for k, g := range f.Groups {
		r := chart.TallyRow(g.Tally)
		r.Text, r.Needed = x.GroupName(x.Grouped, k), FewVotes
		v.Groups = append(v.Groups, r)
	}
	return v
}

// unsure are the statements that many passed on.
func (x *groupWriter) unsure() StatementList {
	l := StatementList{
		Title: x.T("Where many are unsure"), None: x.T("On no statement did more than three in ten voters pass."),
		Says: x.T("More than three in ten voters passed."),
	}
	for _, u := range x.Profile.Uncertain {
		l.Lines = append(l.Lines, StatementSentence{
			Ref:  model.NewRef(x.Grouped.Source, u.Statement),
			Says: x.T("%s pass: “%s”", x.Count(u.Passes, u.Votes), x.text(u.Statement)),
		})
	}
	return l
}

// GroupVotes are a statement's votes by opinion group; ok is false where no
// groups of its poll are known.
func (w *Words) GroupVotes(st desk.State, ref model.Ref) (votes chart.GroupedVotes, ok bool) {
	g := st.Grouped(ref.Source())
	if g == nil || g.Grouping.K < 2 {
		return votes, false
	}
	x := w.newGroupWriter(st, g)
	f := x.at[ref.Item()]
	if f == nil {
		return votes, false
	}
	return x.votes(f), true
}
