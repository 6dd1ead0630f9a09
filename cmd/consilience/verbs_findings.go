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
	Source         string          `json:"source"`
	ID             string          `json:"id"`
	Text           string          `json:"text"`
	Language       *string         `json:"language"`
	Voters         *int            `json:"voters"`
	Votes          *int            `json:"votes"`
	Agree          *int            `json:"agree"`
	Disagree       *int            `json:"disagree"`
	Pass           *int            `json:"pass"`
	AgreeShare     *float64        `json:"agree_share"`
	AgreeLow       *float64        `json:"agree_low"`
	AgreeHigh      *float64        `json:"agree_high"`
	Reading        model.Reading   `json:"reading"`
	Firm           bool            `json:"firm"`
	Strong         bool            `json:"strong"`
	Lean           *model.Reading  `json:"lean"`
	Why            string          `json:"why"`
	Published      model.Published `json:"published"`
	Counts         model.Basis     `json:"counts"`
	Assumed        *model.Tally    `json:"assumed"`
	GroupConsensus *float64        `json:"group_consensus"`
	Divisive       *float64        `json:"divisive"`
	Themes         []string        `json:"themes"`
	File           string          `json:"file"`
	Line           int             `json:"line"`
	Problems       []model.Problem `json:"problems"`
}

func newStatementJSON(s desk.Statement) statementJSON {
	j := statementJSON{
		Source: s.Source, ID: s.ID, Text: s.Text, Voters: some(s.Voters),
		AgreeShare: value(s.AgreeShare), AgreeLow: value(s.AgreeLow), AgreeHigh: value(s.AgreeHigh),
		Reading: s.Item.Reading, Firm: s.Item.Firm, Strong: s.Item.Strong, Why: s.Item.Why,
		Published: s.Published, Counts: s.Basis, Assumed: s.Assumed, GroupConsensus: s.GroupConsensus, Divisive: s.Divisive,
		Themes: s.Themes, File: s.File, Line: s.Line, Problems: s.Problems,
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
	if j.Themes == nil {
		j.Themes = []string{}
	}
	if j.Problems == nil {
		j.Problems = []model.Problem{}
	}
	return j
}

func value(m *model.Measure) *float64 {
	if m == nil {
		return nil
	}
	return &m.Value
}

func (c *statementsCmd) Run(a *app) error {
	if c.MinShare < 0 || c.MinShare > 1 {
		return usageError("--min-share is a fraction from 0 to 1")
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
		return fmt.Sprintf("%d votes, %g %% agree as published", *p.Votes, *p.AgreePct)
	}
	n := s.Tally.N()
	if n == 0 {
		return "no votes"
	}
	pct := int(float64(s.Tally.Agree)*100/float64(n) + 0.5)
	if p.AgreePct != nil {
		pct = int(*p.AgreePct)
	}
	return fmt.Sprintf("%d of %d agree (%d %%)", s.Tally.Agree, n, pct)
}

func reading(item model.ItemReading) string {
	switch {
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

type themesCmd struct {
	Theme string `arg:"" optional:"" help:"Only this theme, with its evidence."`
}

type themeJSON struct {
	Theme       string                 `json:"theme"`
	Title       string                 `json:"title"`
	Proposition string                 `json:"proposition"`
	Class       model.Class            `json:"class"`
	ClassLabel  string                 `json:"class_label"`
	HumanClass  *model.Class           `json:"human_class"`
	Choices     []model.ClassChoice    `json:"human_classes"`
	Confidence  model.Confidence       `json:"confidence"`
	Concerns    []model.Concern        `json:"concerns"`
	Rule        model.RuleTrace        `json:"rule"`
	Channels    []model.ChannelReading `json:"channels"`
	Bridging    []model.ItemReading    `json:"bridging"`
	Reserved    []model.Reservation    `json:"reservations"`
	Notes       []model.Note           `json:"notes"`
	Limitations []string               `json:"limitations"`
	Sensitivity string                 `json:"sensitivity"`
	Missing     []model.Ref            `json:"missing"`
}

func newThemeJSON(t desk.Theme) themeJSON {
	as := t.Assessment
	j := themeJSON{
		Theme: t.ID, Title: t.Title, Proposition: t.Proposition, Class: as.Class, ClassLabel: as.Class.Label(),
		Choices: orEmpty(t.Choices), Confidence: as.Confidence, Concerns: orEmpty(as.Concerns), Rule: as.Rule,
		Channels: orEmpty(as.Channels), Bridging: orEmpty(as.Bridging), Reserved: orEmpty(t.Reservations),
		Notes: orEmpty(t.Notes), Limitations: orEmpty(as.Limitations), Sensitivity: as.Sensitivity, Missing: orEmpty(as.Missing),
	}
	if n := len(t.Choices); n > 0 {
		j.HumanClass = &t.Choices[n-1].Class
	}
	return j
}

// orEmpty makes JSON print [] for an empty list.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (c *themesCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		list := []themeJSON{}
		for _, t := range d.State().Themes {
			if c.Theme == "" || c.Theme == t.ID {
				list = append(list, newThemeJSON(t))
			}
		}
		if c.Theme != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience themes” lists what is here.", "There is no theme “%s”.", c.Theme)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There is no theme yet. “consilience annotate theme” makes one; the sample consultation brings seven.")
			}
			for _, class := range model.Classes {
				for _, t := range list {
					if t.Class == class {
						printTheme(w, t, c.Theme != "")
					}
				}
			}
		})
	})
}

func printTheme(w io.Writer, t themeJSON, whole bool) {
	fmt.Fprintf(w, "%-38s %s  [%s]\n", t.ClassLabel, t.Proposition, t.Theme)
	for _, ch := range t.Channels {
		firm := ""
		if ch.Firm {
			firm = ", firmly"
		}
		fmt.Fprintf(w, "    %-24s %s%s\n", ch.Channel.Label(), ch.Reading.Label(), firm)
		if !whole {
			continue
		}
		for _, item := range ch.Items {
			fmt.Fprintf(w, "        %s  %s\n          %s\n", item.Item, short(item.Text, 80), item.Why)
		}
	}
	if !whole {
		return
	}
	fmt.Fprintf(w, "    Rule %d: %s\n    Confidence: %s\n    %s\n", t.Rule.Number, t.Rule.Rule, t.Confidence, t.Sensitivity)
	for _, l := range t.Limitations {
		fmt.Fprintf(w, "    – %s\n", l)
	}
}

type tradeoffsCmd struct {
	ID string `arg:"" optional:"" help:"Only this trade-off."`
}

type tradeoffJSON struct {
	model.TradeOff
	Evidence []poleEvidenceJSON `json:"evidence"`
	Themes   []string           `json:"themes"`
}

type poleEvidenceJSON struct {
	Pole string `json:"pole"`
	model.ItemReading
}

func (c *tradeoffsCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		list := []tradeoffJSON{}
		for _, t := range d.State().TradeOffs {
			if c.ID != "" && c.ID != t.ID {
				continue
			}
			j := tradeoffJSON{TradeOff: t.TradeOff, Themes: orEmpty(t.Themes), Evidence: []poleEvidenceJSON{}}
			for _, e := range t.Evidence {
				j.Evidence = append(j.Evidence, poleEvidenceJSON{e.Link.Pole, e.Item})
			}
			list = append(list, j)
		}
		if c.ID != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience tradeoffs” lists what is here.", "There is no trade-off “%s”.", c.ID)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There is no trade-off yet. “consilience annotate tradeoff” makes one.")
			}
			for _, t := range list {
				printTradeOff(w, t)
			}
		})
	})
}

func printTradeOff(w io.Writer, t tradeoffJSON) {
	fmt.Fprintf(w, "%s  [%s]\n", t.Question, t.ID)
	for _, p := range t.Poles {
		fmt.Fprintf(w, "    %s) %s\n", p.ID, p.Text)
		for _, e := range t.Evidence {
			if e.Pole == p.ID {
				fmt.Fprintf(w, "        %s  %s  %s\n", e.Item, reading(e.ItemReading), short(e.Text, 60))
			}
		}
		for _, arg := range t.Arguments {
			if arg.Pole == p.ID {
				fmt.Fprintf(w, "        %s: %s\n", arg.By, short(arg.Text, 80))
			}
		}
	}
	for _, p := range t.Positions {
		fmt.Fprintf(w, "    %s: %s – %s\n", p.Member, p.Stance, short(p.Reason, 80))
	}
}

type explainCmd struct {
	Measure string `arg:"" help:"The measure, such as agree-share/1:polis-role-of-ogp:14."`
}

func (c *explainCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		e, err := d.Explain(c.Measure)
		if err != nil {
			return err
		}
		return a.show(e, func(w io.Writer) {
			fmt.Fprintf(w, "%s\n  value    %v %s", e.ID, e.Value, e.Unit)
			if e.N > 0 {
				fmt.Fprintf(w, " (%d of %d)", e.Count, e.N)
			}
			fmt.Fprintf(w, "\n  method   %s: %s\n  formula  %s\n", e.Method, e.Name, e.Formula)
			for _, in := range e.Inputs {
				fmt.Fprintf(w, "  input    %s\n", in)
			}
			fmt.Fprintf(w, "  source   %s, snapshot %s\n  file     %s\n  SHA-256  %s\n", e.Source, e.Snapshot.Short(), orDash(e.Address), e.SHA256)
			fmt.Fprintf(w, "  lines    %s\n", ranges(e.Lines))
			for _, n := range e.Notes {
				fmt.Fprintf(w, "  note     %s\n", n)
			}
		})
	})
}

// ranges words ascending lines: "2–75, 80".
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(lines[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", lines[i], lines[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
