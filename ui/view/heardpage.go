package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// HeardPage is who took part, channel by channel.
type HeardPage struct {
	// Says is what must be known before reading any figure.
	Says     string
	Channels []HeardSection
	// Population names whom the channels are compared with; empty if nobody
	// gave a target.
	Population string
}

// HeardSection is one channel.
type HeardSection struct {
	Channel string
	Totals  []Row
	Tables  []HeardTable
	// Missing says what was not collected, Limits what the figures cannot tell.
	Missing string
	Limits  []string
}

// HeardTable is a channel along one dimension.
type HeardTable struct {
	Title string
	// Base says what shares are of.
	Base  string
	Heads []string
	Rows  []HeardRow
}

// HeardRow is one group. Share is 0 to 1, or negative if there is none.
type HeardRow struct {
	Cells []string
	Share float64
	// Op is the member's operation, to be taken back; empty for published and
	// counted rows.
	Op model.OpID
}

// Heard is the page of who took part.
func (w *Words) Heard(st desk.State) HeardPage {
	page := HeardPage{Says: w.T("One person can take part in several channels, so people are never added up over channels. Everybody chose for themselves whether to take part: no figure here stands for all members.")}
	for _, t := range st.Targets {
		if t.Population != "" {
			page.Population = t.Population
		}
	}
	for _, c := range model.Channels {
		if s, ok := w.heardSection(st, c); ok {
			page.Channels = append(page.Channels, s)
		}
	}
	return page
}

func (w *Words) heardSection(st desk.State, c model.Channel) (HeardSection, bool) {
	s := HeardSection{Channel: w.Channel(c)}
	var rows []model.Heard
	for _, h := range st.Heard {
		if h.Channel == c {
			rows = append(rows, h)
		}
	}
	for _, src := range st.Sources {
		if src.Channel == c && src.Voters > 0 && src.VotersFrom == "" {
			s.Totals = append(s.Totals, Row{src.Title, w.N("%d voter", "%d voters", src.Voters) + " · " + w.T("counted here")})
		}
	}
	if len(rows)+len(s.Totals) == 0 {
		return s, false
	}
	type part struct{ measure, dimension, unit string }
	var order []part
	parts := map[part][]model.Heard{}
	for _, h := range rows {
		if h.Limitation != "" {
			for _, limit := range strings.Split(h.Limitation, "; ") {
				if limit = capital(limit); !slices.Contains(s.Limits, limit) {
					s.Limits = append(s.Limits, limit)
				}
			}
		}
		if h.Dimension == "total" || h.Dimension == "poll" {
			s.Totals = append(s.Totals, Row{capital(w.heardOf(st, h)), strings.TrimSpace(w.Stated(h.Text)+" "+w.Measured(h.Measure)) + w.howKnown(h)})
			continue
		}
		p := part{h.Measure, h.Dimension, h.Unit}
		if parts[p] == nil {
			order = append(order, p)
		}
		parts[p] = append(parts[p], h)
	}
	for _, p := range order {
		s.Tables = append(s.Tables, w.heardTable(parts[p], st.Targets))
	}
	var missing []string
	for _, d := range analysis.NotCollected(rows) {
		missing = append(missing, w.Measured(d))
	}
	if len(missing) > 0 {
		s.Missing = w.T("Not known here: %s.", w.List(missing))
	}
	return s, true
}

// howKnown says who gave a figure that no publisher stated.
func (w *Words) howKnown(h model.Heard) string {
	switch {
	case h.Counted:
		return " · " + w.T("counted here")
	case h.By != "":
		return " · " + w.T("entered by %s", h.By)
	}
	return ""
}

func (w *Words) heardTable(rows []model.Heard, targets []model.Target) HeardTable {
	first := rows[0]
	t := HeardTable{Title: capital(w.T("%s by %s", w.Measured(first.Measure), w.Measured(first.Dimension)))}
	if first.Measure == "share" {
		t.Title = capital(w.T("share by %s, as published", w.Measured(first.Dimension)))
	}
	groups := analysis.Compare(rows, targets)
	targeted := slices.ContainsFunc(groups, func(g analysis.Group) bool { return g.Target != nil })
	t.Heads = []string{capital(w.Measured(first.Dimension)), capital(w.Measured(first.Measure)), w.T("Share")}
	if first.Measure == "share" {
		t.Heads[2] = "" // the published share stands before it
	}
	if targeted {
		t.Heads = append(t.Heads, w.T("Population"), w.T("Compared"))
	}
	for _, g := range groups {
		row := HeardRow{Cells: []string{g.Group, w.Stated(g.Text), ""}, Share: -1, Op: g.Op}
		if g.Group == "" {
			row.Cells[0] = w.T("Did not say")
		}
		if g.Unit == "percent" {
			row.Cells[1] = w.Stated(g.Text) + "\u00a0%"
		}
		row.Cells[0] += w.entered(g.Heard)
		if g.Share != nil {
			row.Share = *g.Share
			if g.N >= FewVotes {
				row.Cells[2] = w.Percent(*g.Share)
			}
		}
		if g.N > 0 {
			t.Base = w.T("Shares are of the %d of whom it is known.", g.N)
		}
		if targeted {
			row.Cells = append(row.Cells, w.target(g)...)
		}
		t.Rows = append(t.Rows, row)
	}
	if first.Unit == "percent" {
		t.Base = w.T("As published; of how many is not stated.")
	}
	if first.Counted {
		t.Base = strings.TrimSpace(t.Base + " " + w.T("Counted here from the answers."))
	}
	return t
}

func (w *Words) entered(h model.Heard) string {
	if h.By == "" {
		return ""
	}
	return " (" + w.T("entered by %s", h.By) + ")"
}

// target gives a group's share of the population, and how they compare.
func (w *Words) target(g analysis.Group) []string {
	if g.Target == nil {
		return []string{"", ""}
	}
	compared := ""
	if g.Share != nil && g.Target.Share > 0 && (g.N == 0 || g.N >= FewVotes) {
		points := percent(*g.Share) - percent(g.Target.Share)
		switch {
		case points > 0:
			compared = w.N("%d point above", "%d points above", points)
		case points < 0:
			compared = w.N("%d point below", "%d points below", -points)
		default:
			compared = w.T("alike")
		}
	}
	return []string{w.Percent(g.Target.Share), compared}
}
