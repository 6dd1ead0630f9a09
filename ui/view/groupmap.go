package view

import (
	"math"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/chart"
	"consilience/model/desk"
)

// GroupMap is the opinion map of a grouping. People[i] is whose dot the i-th
// is, as a place in the grouping's list of participants.
type GroupMap struct {
	chart.Opinions
	// Titles are the groups' names with their sizes.
	Titles []string
	People []int
	// Says is what the map shows, in a sentence or two, and CrossesSay what its
	// crosses are.
	Says, CrossesSay string
}

// GroupMap makes the map. Whoever cast no vote has no place on it.
func (w *Words) GroupMap(st desk.State, g *desk.Grouped) GroupMap {
	m := GroupMap{}
	for k := range g.Grouping.K {
		group := chart.OpinionGroup{Name: w.GroupName(g, k), Size: g.Grouping.Sizes[k]}
		m.Groups, m.Titles = append(m.Groups, group), append(m.Titles, group.Name+" · "+w.Number(group.Size))
	}
	m.Dots, m.People = make([]chart.Dot, 0, len(g.Grouping.Places)), make([]int, 0, len(g.Grouping.Places))
	loose := 0
	for i, at := range g.Grouping.Places {
		label := g.Grouping.Labels[i]
		if label == groups.None {
			if at == (groups.Point{}) {
				continue
			}
			loose++
		}
		m.Dots = append(m.Dots, chart.Dot{X: at[0], Y: at[1], Group: label})
		m.People = append(m.People, i)
	}
	m.Crosses = crosses(w.newGroupWriter(st, g), m.Dots)
	m.CrossesSay = w.T("Each cross is a statement: who agrees with it stands in its direction. How far out it stands has another scale.")
	m.Says = w.T("Who stands near each other voted alike. The directions have no name.")
	if r := g.Grouping.PCA.Ratio; r[0] > 0 {
		m.Says += " " + w.T("Left to right holds %s of the differences between people, up and down %s.", w.Percent(r[0]), w.Percent(r[1]))
	}
	if loose > 0 {
		m.Says += " " + w.N("The small grey dot is a person in no group.", "The small grey dots are %d people in no group.", loose)
	}
	return m
}

// crosses puts the statements on the map: each in its own direction, all drawn
// nearer or farther together, so that the farthest stands where the farthest
// people do. Rejected ones and those about the poll itself are left out.
func crosses(x *groupWriter, dots []chart.Dot) []chart.Cross {
	people, statements := 0.0, 0.0
	for _, d := range dots {
		people = math.Max(people, math.Hypot(d.X, d.Y))
	}
	var list []chart.Cross
	for i := range x.Profile.Statements {
		if f := &x.Profile.Statements[i]; !f.Out {
			list = append(list, chart.Cross{X: f.Place[0], Y: f.Place[1], Ref: string(model.NewRef(x.Grouped.Source, f.ID)), ID: f.ID, Text: x.text(f.ID)})
			statements = math.Max(statements, f.Extremity)
		}
	}
	if statements == 0 {
		return nil
	}
	for i := range list {
		list[i].X *= people / statements
		list[i].Y *= people / statements
	}
	return list
}

// Participant says who stands at a dot: their published id, their group, and
// how often they stay with it when votes are left out, if that was checked.
func (w *Words) Participant(g *desk.Grouped, i int) []string {
	if i < 0 || i >= len(g.Grouping.Labels) {
		return nil
	}
	id := w.Number(i + 1)
	if i < len(g.Participants) {
		id = g.Participants[i].ID
	}
	lines := []string{w.T("Participant %s", id)}
	label := g.Grouping.Labels[i]
	if label == groups.None {
		return append(lines, w.T("In no group"))
	}
	lines = append(lines, w.groupTitle(g, label))
	if s := g.Stability; s.Runs > 0 && i < len(s.People) {
		lines = append(lines, w.T("Stays with these people in %s of the runs", w.Percent(s.People[i])))
	}
	return lines
}
