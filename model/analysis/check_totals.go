package analysis

import (
	"math"
	"slices"
	"strings"

	"consilience/model"
)

// series is the register's rows of one channel, measure and dimension.
type series struct {
	channel            model.Channel
	measure, dimension string
	rows               []model.Heard
}

func seriesOf(heard []model.Heard) []series {
	var list []series
next:
	for _, h := range heard {
		if h.Value == nil {
			continue
		}
		for i := range list {
			if s := &list[i]; s.channel == h.Channel && s.measure == h.Measure && s.dimension == h.Dimension {
				s.rows = append(s.rows, h)
				continue next
			}
		}
		list = append(list, series{h.Channel, h.Measure, h.Dimension, []model.Heard{h}})
	}
	return list
}

func (s series) sum() float64 {
	sum := 0.0
	for _, h := range s.rows {
		sum += *h.Value
	}
	return sum
}

func (s series) percent() bool {
	return strings.HasPrefix(strings.ToLower(s.rows[0].Unit), "percent") || s.rows[0].Unit == "%"
}

func isTotal(dimension string) bool { return strings.EqualFold(dimension, "total") }

// totalWords are what a row is called that adds up others, folded.
var totalWords = []string{"total", "totals", "grand total", "sum", "all", "overall", "total general", "suma", "todos", "totaux", "somme", "tous", "ensemble", "gesamt", "summe", "المجموع", "الاجمالي"}

// groups are the rows that stand for groups; total is what a row among them
// gives as their sum, nil if there is none.
func (s series) groups() (groups series, total *model.Heard) {
	groups = s
	groups.rows = nil
	for i := range s.rows {
		if total == nil && len(s.rows) > 1 && slices.Contains(totalWords, FoldText(s.rows[i].Group)) {
			total = &s.rows[i]
			continue
		}
		groups.rows = append(groups.rows, s.rows[i])
	}
	return groups, total
}

// checkTotals compares the register's groups with their total, percentages
// with 100, and the number of statements that it states with those listed.
// Percentages of k groups printed with d decimals may miss 100 by k times half
// a unit of the last decimal, and by nothing more.
func checkTotals(s *Checked, sources []Checked) []model.Check {
	var out []model.Check
	all := seriesOf(s.Heard)
	var without []series // groups that have no total to be compared with
	for _, part := range all {
		if part.measure == "mentions" || isTotal(part.dimension) || part.dimension == "poll" {
			continue
		}
		part, own := part.groups()
		if part.percent() {
			out = append(out, s.percentages(part)...)
			continue
		}
		totals := []*model.Heard{own}
		for i := range all {
			t := &all[i]
			if t.channel == part.channel && t.measure == part.measure && isTotal(t.dimension) && !t.percent() && len(t.rows) == 1 {
				totals = append(totals, &t.rows[0])
			}
		}
		compared := false
		for _, total := range totals {
			if total != nil {
				compared = true
				out = append(out, s.partsAgainst(part, total)...)
			}
		}
		if !compared && len(part.rows) > 1 {
			without = append(without, part)
		}
	}
	out = append(out, s.partsBeside(without)...)
	return append(out, statementsStated(s, sources)...)
}

// percentages compares the sum of percentages with 100.
func (s *Checked) percentages(part series) []model.Check {
	decimals := 0
	for _, h := range part.rows {
		decimals = max(decimals, decimalsOf(h.Text))
	}
	off := math.Abs(part.sum() - 100)
	room := float64(len(part.rows)) * 0.5 * math.Pow10(-decimals)
	if len(part.rows) < 2 || off <= room+1e-9 {
		return nil
	}
	severity := model.WorthALook
	if part.sum() < 100 {
		severity = model.GoodToKnow // a group may have been left out
	}
	return []model.Check{model.NewCheck(model.CheckTotals, severity, "Ask the publisher on how many people the percentages rest, and whether a group is missing.",
		"The percentages by %s (%s) add up to %s, not to 100; rounding explains at most %s of it.",
		words(part.dimension), part.channel, model.Decimal(part.sum()), model.Decimal(room)).
		At(s.Snapshot.Source.ID, part.rows[0].File, part.rows[0].Line).With("sum", round6(part.sum()), model.UnitPercent)}
}

// partsAgainst compares groups with a total of the same measure.
func (s *Checked) partsAgainst(part series, total *model.Heard) []model.Check {
	want, got := *total.Value, part.sum()
	if math.Abs(want-got) < 1e-9 {
		return nil
	}
	severity, do := model.Serious, "Ask the publisher whether people stand in several groups."
	if got < want {
		severity, do = model.WorthALook, "Ask the publisher which people stand in no group."
	}
	return []model.Check{model.NewCheck(model.CheckTotals, severity, do,
		"The groups by %s (%s, %s) add up to %s, the total is given as %s.", words(part.dimension), part.channel, words(part.measure), model.Decimal(got), model.Decimal(want)).
		At(s.Snapshot.Source.ID, part.rows[0].File, part.rows[0].Line).With("sum of the groups", got, "").With("total", want, "")}
}

// partsBeside compares groups of one measure by several dimensions, where no
// total is given: each person stands once in each dimension, or is left out.
func (s *Checked) partsBeside(parts []series) []model.Check {
	var out []model.Check
	for i, b := range parts {
		at := slices.IndexFunc(parts[:i], func(a series) bool { return a.channel == b.channel && a.measure == b.measure })
		if at < 0 || math.Abs(parts[at].sum()-b.sum()) < 1e-9 {
			continue
		}
		a := parts[at]
		out = append(out, model.NewCheck(model.CheckTotals, model.WorthALook, "Ask the publisher for the total, and which people stand in no group or in several.",
			"The groups by %s (%s, %s) add up to %s, those by %s to %s, and no total is given.", words(a.dimension), a.channel, words(a.measure), model.Decimal(a.sum()), words(b.dimension), model.Decimal(b.sum())).
			At(s.Snapshot.Source.ID, b.rows[0].File, b.rows[0].Line).With("first sum", a.sum(), "").With("second sum", b.sum(), ""))
	}
	return out
}

// statementsStated compares the number of statements that the register gives
// for a poll with those that its source lists.
func statementsStated(s *Checked, sources []Checked) []model.Check {
	var out []model.Check
	for _, h := range s.Heard {
		if h.Measure != "statements" || h.Value == nil {
			continue
		}
		for _, poll := range sources {
			id := poll.Snapshot.Source.ID
			if len(poll.Statements) == 0 || !ofPoll(h, id) || int(*h.Value) == len(poll.Statements) {
				continue
			}
			out = append(out, model.NewCheck(model.CheckTotals, model.Serious, "Ask the publisher for the statements that are missing, and say in papers how many were seen.",
				"The register says that the poll “%s” has %s statements; %d are listed.", h.Group, model.Decimal(*h.Value), len(poll.Statements)).
				At(s.Snapshot.Source.ID, h.File, h.Line).With("statements said", *h.Value, "").With("statements listed", float64(len(poll.Statements)), ""))
		}
	}
	return out
}
