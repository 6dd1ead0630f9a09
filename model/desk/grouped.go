package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/work"
)

// Grouped is a poll with its opinion groups. It is never changed once shown.
type Grouped struct {
	Source   string
	Snapshot model.SnapshotID
	// Grouping says who is in which group and where everybody stands on the
	// map; Profile what marks each group and each statement's figures.
	Grouping groups.Grouping
	Profile  groups.Profile
	// Stability has Runs 0 until CheckStability was run.
	Stability groups.Stability
	// Participants are the snapshot's, in the order of Grouping.Labels.
	Participants []model.Participant
	// Published says that the publisher's own groups are known too.
	Published bool
	// Named are the names that members gave to groups, by group number.
	Named map[int]GroupName

	// votes are for Report, right after GroupsNow; a grouping that is kept has
	// none, as they are large.
	votes *groups.Matrix
}

// GroupName is a name that a member gave a group. It holds for one snapshot
// and one method: other groups are other people.
type GroupName struct {
	Snapshot model.SnapshotID `json:"snapshot"`
	Method   groups.Method    `json:"method"`
	Group    int              `json:"group"`
	Name     string           `json:"name"`
	model.Made
}

// Title is what a group is called: the name a member gave it, or its letter.
func (g *Grouped) Title(group int) string {
	if n, ok := g.Named[group]; ok {
		return n.Name
	}
	return g.Grouping.Title(group)
}

// stabilityRuns is how often groups are found anew to see whether they hold.
const stabilityRuns = 10

// groupable reports whether a source has single votes.
func groupable(l *loaded) bool { return l.Format == model.FormatPolisExport && l.participants > 0 }

// GroupAll finds the opinion groups of every poll with single votes, in the
// background. Readings then know of groups (scheme, layer 2, rule 7).
func (d *Desk) GroupAll() {
	if len(d.ungrouped()) > 0 {
		d.begin("Opinion groups", d.groupAndSteady)
	}
}

// Settle computes, in the background, what readings and confidence rest on and
// a workspace does not keep: the checks of what was published, then the opinion
// groups.
func (d *Desk) Settle() {
	if d.State().Unchecked {
		d.begin("Checks", d.settle)
		return
	}
	d.GroupAll()
}

func (d *Desk) settle(ctx context.Context, report func(model.Progress)) error {
	if err := d.CheckAllNow(ctx, report); err != nil {
		return err
	}
	return d.groupAndSteady(ctx, report)
}

// groupAndSteady finds the groups, shows them, then looks whether they hold.
func (d *Desk) groupAndSteady(ctx context.Context, report func(model.Progress)) error {
	if err := d.GroupAllNow(ctx, report); err != nil {
		return err
	}
	return d.steadyAll(ctx, report)
}

// steadyVotes is the size of a poll, in votes, up to which stability is looked
// at without being asked for: some seconds of work. Larger polls wait for
// CheckStability.
const steadyVotes = 3_000_000

// steadyAll adds the stability to groupings that lack it.
func (d *Desk) steadyAll(ctx context.Context, report func(model.Progress)) error {
	var ids []string
	d.mu.Lock()
	for _, l := range d.present {
		votes := 0
		for _, st := range l.statements {
			votes += votesOf(st)
		}
		if g := d.found[l.Source.ID].fits(l); g != nil && g.Grouping.K > 1 && g.Stability.Runs == 0 && votes <= steadyVotes {
			ids = append(ids, l.Source.ID)
		}
	}
	d.mu.Unlock()
	for i, id := range ids {
		report(model.Progress{What: id, Done: int64(i), Total: int64(len(ids))})
		if _, err := d.group(ctx, id, groups.Default, stabilityRuns); err != nil {
			return err
		}
		d.mu.Lock()
		err := d.refresh()
		d.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// ungrouped are the polls whose groups are not known yet.
func (d *Desk) ungrouped() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var ids []string
	for _, l := range d.present {
		if groupable(l) && d.found[l.Source.ID].fits(l) == nil {
			ids = append(ids, l.Source.ID)
		}
	}
	return ids
}

// GroupAllNow is GroupAll for callers who wait.
func (d *Desk) GroupAllNow(ctx context.Context, report func(model.Progress)) error {
	ids := d.ungrouped()
	for i, id := range ids {
		report(model.Progress{What: id, Done: int64(i), Total: int64(len(ids))})
		if _, err := d.group(ctx, id, groups.Default, 0); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refresh()
}

// fits gives the grouping if it is of the snapshot that is loaded.
func (g *Grouped) fits(l *loaded) *Grouped {
	if g == nil || g.Snapshot != l.ID {
		return nil
	}
	return g
}

// figures gives each statement's figures by its id, if there are groups to
// compare.
func (g *Grouped) figures() map[string]groups.Figures {
	if g == nil || g.Grouping.K < 2 {
		return nil
	}
	out := make(map[string]groups.Figures, len(g.Profile.Statements))
	for _, f := range g.Profile.Statements {
		out[f.ID] = f
	}
	return out
}

// FindGroups finds a poll's groups by a method, in the background: "default",
// "polis", or "published" for the publisher's own. The page then shows them;
// readings always rest on the default.
func (d *Desk) FindGroups(source, method string) {
	d.begin("Opinion groups", func(ctx context.Context, report func(model.Progress)) error {
		report(model.Progress{What: source})
		g, err := d.GroupsNow(ctx, GroupsAsked{Source: source, Method: method})
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.showGroups(g)
	})
}

// CheckStability finds the shown groups of a poll anew from thinned votes, in
// the background.
func (d *Desk) CheckStability(source string) {
	d.begin("Stability of the groups", func(ctx context.Context, report func(model.Progress)) error {
		report(model.Progress{What: source})
		method := string(groups.Default)
		if g := d.State().Grouped(source); g != nil {
			method = methodName(g)
		}
		g, err := d.GroupsNow(ctx, GroupsAsked{Source: source, Method: method, Runs: stabilityRuns})
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.showGroups(g)
	})
}

func methodName(g *Grouped) string {
	if g.Grouping.Method == groups.Labels {
		return "published"
	}
	return string(g.Grouping.Method)
}

// showGroups puts a grouping in the place of the one shown. The caller holds
// d.mu.
func (d *Desk) showGroups(g *Grouped) error {
	g.votes = nil
	d.shownGroups[g.Source] = g
	return d.refresh()
}

// Grouped is the grouping that is shown of a source, or nil.
func (s State) Grouped(source string) *Grouped {
	for _, g := range s.Groups {
		if g.Source == source {
			return g
		}
	}
	return nil
}

// group finds the groups that readings rest on and keeps them.
func (d *Desk) group(ctx context.Context, source string, method groups.Method, runs int) (*Grouped, error) {
	g, err := d.GroupsNow(ctx, GroupsAsked{Source: source, Method: string(method), Runs: runs})
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	g.votes = nil
	d.found[source] = g
	return g, nil
}

// GroupsAsked says which opinion groups are wanted.
type GroupsAsked struct {
	Source string
	// Method is "default" (also if empty), "polis", "published", or "labels"
	// with Given: a group's name by participant id.
	Method string
	Given  map[string]string
	// Runs is how often groups are found anew to see whether they hold; 0: not.
	Runs int
	// Seed varies the starts of the default method; any value serves.
	Seed uint64
}

// GroupsNow finds a poll's opinion groups and returns when it has them.
func (d *Desk) GroupsNow(ctx context.Context, asked GroupsAsked) (*Grouped, error) {
	defer work.Sparing()()
	g, m, err := d.groupInputs(ctx, asked.Source)
	if err != nil {
		return nil, err
	}
	if err := g.find(m, asked); err != nil {
		return nil, err
	}
	g.votes = m
	g.Profile = groups.Describe(m, g.Grouping)
	if asked.Runs > 0 {
		g.Stability = groups.Resample(m, g.Grouping, groups.Options{Seed: asked.Seed}, asked.Runs)
	}
	if ctx.Err() != nil {
		return nil, model.Problemf(model.ProblemStopped, "", "Finding the opinion groups was stopped. What was shown before is unchanged.").Because(ctx.Err())
	}
	return g, nil
}

// groupInputs packs a poll's votes.
func (d *Desk) groupInputs(ctx context.Context, source string) (*Grouped, *groups.Matrix, error) {
	d.mu.Lock()
	l, err := d.records(source, "")
	d.mu.Unlock()
	if err != nil {
		return nil, nil, err
	}
	if !groupable(l) {
		return nil, nil, model.Problemf(model.ProblemNothingToShow, "Groups can be found in a Polis export.", "“%s” has no single votes, so no opinion groups can be found in it.", l.Title)
	}
	people, err := d.store.Participants(l.ID)
	if err != nil {
		return nil, nil, model.AsProblem(err, "The participants could not be read.")
	}
	var columns []model.VoteColumn
	err = d.store.Votes(ctx, l.ID, func(c model.VoteColumn) error {
		columns = append(columns, c)
		return nil
	})
	if err != nil {
		return nil, nil, model.AsProblem(err, "The single votes could not be read.")
	}
	g := &Grouped{
		Source: source, Snapshot: l.ID, Participants: people,
		Published: slices.ContainsFunc(people, func(p model.Participant) bool { return p.Group != "" }),
	}
	return g, groups.New(l.statements, columns, len(people), spread(ctx)), nil
}

// find divides the participants by a method.
func (g *Grouped) find(m *groups.Matrix, asked GroupsAsked) error {
	names := make([]string, len(g.Participants))
	switch asked.Method {
	case string(groups.Default), "":
		g.Grouping = groups.Find(m, groups.Options{Method: groups.Default, Seed: asked.Seed})
		return nil
	case string(groups.Polis):
		g.Grouping = groups.Find(m, groups.Options{Method: groups.Polis})
		return nil
	case "published":
		for i, p := range g.Participants {
			names[i] = p.Group
		}
	case string(groups.Labels):
		for i, p := range g.Participants {
			names[i] = asked.Given[p.ID]
		}
	default:
		return model.Problemf("", "Use default, polis or published.", "There is no method “%s” to find groups.", asked.Method)
	}
	if !slices.ContainsFunc(names, func(n string) bool { return n != "" }) {
		return model.Problemf(model.ProblemNothingToShow, "Let the groups be found by the default method.", "No participant of “%s” has a given group.", g.Source)
	}
	grouping, err := groups.Given(m, names)
	if err != nil {
		return model.AsProblem(err, "The given groups could not be used.")
	}
	g.Grouping = grouping
	return nil
}

// Report gives the grouping as the headless verb prints it.
func (d *Desk) Report(ctx context.Context, g *Grouped) (groups.Report, error) {
	m := g.votes
	if m == nil {
		var err error
		if _, m, err = d.groupInputs(ctx, g.Source); err != nil {
			return groups.Report{}, err
		}
	}
	return groups.NewReport(g.Source, g.Participants, m, g.Grouping, g.Profile, g.Stability), nil
}

// NameGroup gives a group of the shown grouping a name. Naming it again
// replaces the name.
func (d *Desk) NameGroup(source string, group int, name string) error {
	name, err := needText(name, "The name")
	if err != nil {
		return err
	}
	g := d.State().Grouped(source)
	if g == nil || group < 0 || group >= g.Grouping.K {
		return unknown("group", fmt.Sprint(group))
	}
	var base []model.OpID
	if old, ok := g.Named[group]; ok {
		base = append(base, old.Op)
	}
	_, err = d.put("groups/"+source, model.FieldGroupName, GroupName{Snapshot: g.Snapshot, Method: g.Grouping.Method, Group: group, Name: name}, base...)
	return err
}

// named lays the names that members gave over a grouping.
func (d *Desk) named(g *Grouped) *Grouped {
	out := *g
	out.Named = map[int]GroupName{}
	for _, n := range set(d.board, "groups/"+g.Source, model.FieldGroupName, func(n *GroupName, m model.Made) { n.Made = m }) {
		if n.Snapshot == g.Snapshot && n.Method == g.Grouping.Method {
			out.Named[n.Group] = n
		}
	}
	return &out
}

// groupsOf gives the groupings to show: the one that was asked for, or that on
// which readings rest. The caller holds d.mu.
func (d *Desk) groupsOf(here []*loaded) []*Grouped {
	var list []*Grouped
	for _, l := range here {
		g := d.shownGroups[l.Source.ID].fits(l)
		if g == nil {
			g = d.found[l.Source.ID].fits(l)
		}
		if g != nil {
			list = append(list, d.named(g))
		}
	}
	return list
}

// votesByGroup gives each group's votes on each statement of a source, for
// readings; nil if the groups are not known.
func (d *Desk) votesByGroup(l *loaded) map[string][]model.GroupTally {
	g := d.found[l.Source.ID].fits(l)
	if g == nil || g.Grouping.K < 2 {
		return nil
	}
	out := make(map[string][]model.GroupTally, len(g.Profile.Statements))
	for _, f := range g.Profile.Statements {
		tallies := make([]model.GroupTally, len(f.Groups))
		for k := range f.Groups {
			tallies[k] = model.GroupTally{Group: strings.ToUpper(g.Grouping.Title(k)), Tally: f.Groups[k].Tally}
		}
		out[f.ID] = tallies
	}
	return out
}
