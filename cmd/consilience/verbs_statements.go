package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
	"consilience/model/store"
)

type statementsCmd struct {
	Source   string  `help:"Only this source."`
	Sort     string  `enum:"agree,disagree,pass,votes,consensus,divisive," default:"" help:"Order: agree, disagree, pass, votes, consensus (of all opinion groups), divisive (between them)."`
	MinShare float64 `help:"Leave out statements on which less than this share of the poll's voters voted, such as 0.2."`
	Reading  string  `help:"Only this reading, such as supports or split."`
	Limit    int     `help:"At most this many."`
}

// statementJSON is a statement as --json prints it; absent figures are null.
type statementJSON struct {
	Source         string         `json:"source"`
	ID             string         `json:"id"`
	Text           string         `json:"text"`
	Language       *string        `json:"language"`
	Voters         *int           `json:"voters"`
	Votes          *int           `json:"votes"`
	Agree          *int           `json:"agree"`
	Disagree       *int           `json:"disagree"`
	Pass           *int           `json:"pass"`
	AgreeShare     *float64       `json:"agree_share"`
	AgreeLow       *float64       `json:"agree_low"`
	AgreeHigh      *float64       `json:"agree_high"`
	Reading        model.Reading  `json:"reading"`
	Firm           bool           `json:"firm"`
	Strong         bool           `json:"strong"`
	Lean           *model.Reading `json:"lean"`
	Why            string         `json:"why"`
	Published      publishedJSON  `json:"published"`
	Counts         model.Basis    `json:"counts"`
	Assumed        *model.Tally   `json:"assumed"`
	GroupConsensus *float64       `json:"group_consensus"`
	Divisive       *float64       `json:"divisive"`
	Themes         []string       `json:"themes"`
	File           string         `json:"file"`
	Line           int            `json:"line"`
	Problems       []problemJSON  `json:"problems"`
}

func newStatementJSON(s desk.Statement) statementJSON {
	j := statementJSON{
		Source: s.Source, ID: s.ID, Text: s.Text, Voters: some(s.Voters),
		AgreeShare: value(s.AgreeShare), AgreeLow: value(s.AgreeLow), AgreeHigh: value(s.AgreeHigh),
		Reading: s.Item.Reading, Firm: s.Item.Firm, Strong: s.Item.Strong, Why: s.Item.Why,
		Published: publishedJSON(s.Published), Counts: s.Basis, Assumed: s.Assumed, GroupConsensus: s.GroupConsensus, Divisive: s.Divisive,
		Themes: orEmpty(s.Themes), File: s.File, Line: s.Line, Problems: newProblems(s.Problems),
	}
	if s.Language != "" {
		j.Language = &s.Language
	}
	if s.Item.Lean != "" {
		j.Lean = &s.Item.Lean
	}
	if s.Basis == model.BasisPublished {
		j.Votes = s.Published.Votes
	} else {
		n := s.Tally.N()
		j.Votes, j.Agree, j.Disagree, j.Pass = &n, &s.Tally.Agree, &s.Tally.Disagree, &s.Tally.Pass
	}
	return j
}

func value(m *model.Measure) *float64 {
	if m == nil {
		return nil
	}
	return &m.Value
}

// statementReadings are what a statement can be read as.
var statementReadings = []model.Reading{
	model.Supports, model.Opposes, model.SplitReading, model.SplitGroups, model.Uncertain,
	model.LeansSupport, model.LeansOppose, model.NoClearDirection, model.Insufficient,
}

func (c *statementsCmd) Run(a *app) error {
	if c.MinShare < 0 || c.MinShare > 1 {
		return usageError("--min-share is a fraction from 0 to 1")
	}
	if c.Limit < 0 {
		return usageError("--limit is a number from 1, or 0 for all")
	}
	if c.Reading != "" && !slices.Contains(statementReadings, model.Reading(c.Reading)) {
		return usageError(fmt.Sprintf("there is no reading “%s”; the readings are %s", c.Reading, strings.Trim(fmt.Sprint(statementReadings), "[]")))
	}
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		list, err := c.pick(d)
		if err != nil {
			return err
		}
		out := []statementJSON{}
		for _, s := range list {
			out = append(out, newStatementJSON(s))
		}
		return a.show(out, func(w io.Writer) {
			switch {
			case len(d.State().Statements) == 0:
				fmt.Fprintln(w, "There is no statement here yet. “consilience sync sample” brings in the sample consultation.")
			case len(list) == 0:
				fmt.Fprintln(w, "No statement here is like that.")
			}
			t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
			for _, s := range list {
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", s.Ref(), figures(s), reading(s.Item), short(s.Text, 70))
			}
			_ = t.Flush() // the terminal's errors show on the terminal
		})
	})
}

// pick filters and orders the statements.
func (c *statementsCmd) pick(d *desk.Desk) ([]desk.Statement, error) {
	state := d.State()
	if c.Source != "" && !slices.ContainsFunc(state.Sources, func(s desk.Source) bool { return s.Source.ID == c.Source }) {
		return nil, model.Problemf(model.ProblemNothingToShow, "“consilience sources” lists what is here.", "There is no source “%s”.", c.Source)
	}
	var list []desk.Statement
	var evidence []analysis.StatementEvidence
	for _, s := range state.Statements {
		if c.Source != "" && s.Source != c.Source || c.Reading != "" && string(s.Item.Reading) != c.Reading {
			continue
		}
		list = append(list, s)
		evidence = append(evidence, analysis.StatementEvidence{Statement: s.Statement, Channel: s.Channel, Voters: s.Voters})
	}
	between := map[string]func(desk.Statement) *float64{
		"consensus": func(s desk.Statement) *float64 { return s.GroupConsensus },
		"divisive":  func(s desk.Statement) *float64 { return s.Divisive },
	}[c.Sort]
	by := analysis.Order(c.Sort)
	if between != nil {
		by = ""
	}
	var out []desk.Statement
	for _, i := range analysis.Rank(evidence, by, c.MinShare) {
		out = append(out, list[i])
	}
	if between != nil {
		out = slices.DeleteFunc(out, func(s desk.Statement) bool { return between(s) == nil })
		if len(out) == 0 {
			return nil, model.Problemf(model.ProblemNothingToShow, "Sort by agree, disagree, pass or votes.", "No opinion groups are known for these statements.")
		}
		slices.SortStableFunc(out, func(x, y desk.Statement) int { return cmp.Compare(*between(y), *between(x)) })
	}
	if c.Limit > 0 && len(out) > c.Limit {
		out = out[:c.Limit]
	}
	return out, nil
}

// figures words a statement's votes: as published where the source publishes
// percentages.
func figures(s desk.Statement) string {
	p := s.Published
	if s.Basis == model.BasisPublished {
		if p.Votes == nil || p.AgreePct == nil {
			return "figures not published"
		}
		return fmt.Sprintf("%s, %g %% agree as published", numbered(*p.Votes, "vote"), *p.AgreePct)
	}
	n := s.Tally.N()
	if n == 0 {
		return "no votes"
	}
	pct := float64(int(float64(s.Tally.Agree)*100/float64(n) + 0.5))
	if p.AgreePct != nil {
		pct = *p.AgreePct
	}
	return fmt.Sprintf("%d of %d agree (%g %%)", s.Tally.Agree, n, pct)
}

func reading(item model.ItemReading) string {
	switch {
	case item.Reading == model.Insufficient && item.Basis == model.BasisPublished:
		return "Not read: the counts are not known"
	case item.Firm:
		return item.Reading.Label() + ", firmly"
	case item.Lean != "":
		return item.Reading.Label() + ", " + strings.ToLower(item.Lean.Label())
	}
	return item.Reading.Label()
}

func short(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return string(r)
}
