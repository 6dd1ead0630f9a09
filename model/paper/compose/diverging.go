package compose

import (
	"consilience/model"
	"consilience/model/chart"
	"consilience/model/paper"
)

// charted is how many statements a memo's chart shows at most.
const charted = 10

// diverging adds the chart of the statements that were voted on: all, or those
// with the most votes, in the order of the table.
func (c *composer) diverging(entries []*entry) {
	var voted []*entry
	for _, e := range entries {
		if f := e.figure(); f != nil && f.Measures[0].Unit != model.UnitMentions && f.Measures[0].Method != "pole-share/1" {
			voted = append(voted, e)
		}
	}
	shown := mostVotes(voted, charted)
	var rows []chart.Row
	for _, e := range shown {
		if r, ok := chart.StatementRow(e.item, e.id, c.Thresholds.VotesNeeded(e.item.Voters)); ok {
			r.Text = e.text()
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return
	}
	scene := chart.Diverging(rows, chart.DivergingOptions{Width: paper.ChartWidth, Source: c.sourcesOf(shown), Interval: true, Words: c.t})
	c.figures++
	title := scene.Title
	if len(shown) < len(voted) {
		title += " " + c.t("(the %d with most votes of %d)", len(shown), len(voted))
	}
	c.add(paper.Block{Kind: paper.Figure, Spans: say(c.t("Figure %d. %s", c.figures, title)), Scene: &scene, Alt: scene.Alt, Note: c.sourced(scene.Source)})
}

// mostVotes keeps the n entries with the most votes, in their order.
func mostVotes(entries []*entry, n int) []*entry {
	if len(entries) <= n {
		return entries
	}
	least := 0
	for ; ; least++ {
		k := 0
		for _, e := range entries {
			if e.item.N > least {
				k++
			}
		}
		if k <= n {
			break
		}
	}
	var out []*entry
	for _, e := range entries {
		if e.item.N > least {
			out = append(out, e)
		}
	}
	for _, e := range entries { // those that tie for the last places
		if len(out) < n && e.item.N == least {
			out = append(out, e)
		}
	}
	return out
}

// sourcesOf names the sources of entries: "Poll: role of OGP [S1]".
func (c *composer) sourcesOf(entries []*entry) string {
	var names []string
	for _, s := range c.index.sources {
		for _, e := range entries {
			if e.item.Item.Source() == s.Source.ID {
				names = append(names, titleOf(s)+" ["+c.index.sourceID(s.Source.ID)+"]")
				break
			}
		}
	}
	return c.list(names)
}
