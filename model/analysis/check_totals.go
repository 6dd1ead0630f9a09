package analysis

import (
	"math"
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

// checkTotals compares the register's groups with their total, percentages
// with 100, and the number of statements that it states with those listed.
// Percentages of k groups printed with d decimals may miss 100 by k times half
// a unit of the last decimal, and by nothing more.
func checkTotals(s *Checked, sources []Checked) []model.Check {
	var out []model.Check
	all := seriesOf(s.Heard)
	for _, part := range all {
		first := part.rows[0]
		switch {
		case part.percent():
			decimals := 0
			for _, h := range part.rows {
				decimals = max(decimals, decimalsOf(h.Text))
			}
			off := math.Abs(part.sum() - 100)
			room := float64(len(part.rows)) * 0.5 * math.Pow10(-decimals)
			if len(part.rows) > 1 && off > room+1e-9 {
				severity := model.WorthALook
				if part.sum() < 100 {
					severity = model.GoodToKnow // a group may have been left out
				}
				out = append(out, model.NewCheck(model.CheckTotals, severity, "Ask the publisher on how many people the percentages rest, and whether a group is missing.",
					"The percentages by %s (%s) add up to %s, not to 100; rounding explains at most %s of it.",
					part.dimension, lower(part.channel.Label()), trimmed(part.sum()), trimmed(room)).
					At(s.Snapshot.Source.ID, first.File, first.Line).With("sum", round6(part.sum()), model.UnitPercent))
			}
		case isTotal(part.dimension) || part.dimension == "poll":
		default:
			out = append(out, partsAgainstTotal(s, part, all)...)
		}
	}
	return append(out, statementsStated(s, sources)...)
}

// partsAgainstTotal compares groups with the total of the same measure.
func partsAgainstTotal(s *Checked, part series, all []series) []model.Check {
	for _, total := range all {
		if total.channel != part.channel || total.measure != part.measure || !isTotal(total.dimension) || total.percent() || len(total.rows) != 1 {
			continue
		}
		want, got := *total.rows[0].Value, part.sum()
		if math.Abs(want-got) < 1e-9 {
			return nil
		}
		severity, do := model.Serious, "Ask the publisher whether people stand in several groups."
		if got < want {
			severity, do = model.WorthALook, "Ask the publisher which people stand in no group."
		}
		return []model.Check{model.NewCheck(model.CheckTotals, severity, do,
			"The groups by %s (%s, %s) add up to %s, the total is given as %s.", part.dimension, lower(part.channel.Label()), part.measure, trimmed(got), trimmed(want)).
			At(s.Snapshot.Source.ID, part.rows[0].File, part.rows[0].Line).With("sum of the groups", got, "").With("total", want, "")}
	}
	return nil
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
				"The register says that the poll “%s” has %s statements; %d are listed.", h.Group, trimmed(*h.Value), len(poll.Statements)).
				At(s.Snapshot.Source.ID, h.File, h.Line).With("statements said", *h.Value, "").With("statements listed", float64(len(poll.Statements)), ""))
		}
	}
	return out
}
