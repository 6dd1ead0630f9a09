package analysis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// VotersOf finds the register's row with the number of voters of the poll that
// a source holds: channel poll, measure "voters", dimension "poll", and a
// group that is the source's id or its end after a hyphen.
func VotersOf(heard []model.Heard, source string) (h model.Heard, ok bool) {
	for _, h := range heard {
		if h.Measure == "voters" && h.Value != nil && ofPoll(h, source) {
			return h, true
		}
	}
	return model.Heard{}, false
}

func ofPoll(h model.Heard, source string) bool {
	return h.Channel == model.ChannelPoll && h.Dimension == "poll" && h.Group != "" &&
		(h.Group == source || strings.HasSuffix(source, "-"+h.Group))
}

// limitations are sentences on what the evidence cannot say, made from the
// participation register, channel by channel: the base of each poll, who was
// the majority, what the register itself states, and channels of the register
// that say nothing on the theme. The register's own words are kept as written.
func limitations(g *gathered, channels []model.ChannelReading, e Evidence) []string {
	out := []string{}
	add := func(sentences ...string) {
		for _, s := range sentences {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	for _, r := range channels {
		rows := rowsOf(e.Heard, r.Channel)
		switch {
		case r.Channel == model.ChannelPoll && len(g.statements) > 0:
			add(pollLimits(g.statements, e.Heard)...)
		case len(r.Items) > 0:
			add(majorities(r.Channel, rows)...)
			add(statedLimits(r.Channel, rows)...)
			if byMentions(r.Items) {
				add(r.Channel.Label() + ": mentions count excerpts, neither people nor meetings; one meeting can give many.")
			}
		case len(rows) > 0:
			add(unheard(r.Channel, rows))
		}
	}
	return out
}

func rowsOf(heard []model.Heard, c model.Channel) []model.Heard {
	var rows []model.Heard
	for _, h := range heard {
		if h.Channel == c {
			rows = append(rows, h)
		}
	}
	return rows
}

// pollLimits says, for each poll, how many of its voters voted on the linked
// statements, and what the register states of that poll.
func pollLimits(statements []StatementEvidence, heard []model.Heard) []string {
	var sources []string
	for _, s := range statements {
		if !slices.Contains(sources, s.Statement.Source) {
			sources = append(sources, s.Statement.Source)
		}
	}
	out := make([]string, 0, len(sources))
	for _, source := range sources {
		name := source
		var limits []string
		for _, h := range heard {
			if !ofPoll(h, source) {
				continue
			}
			name = h.Group
			if h.Measure == "voters" && h.Limitation != "" {
				limits = append(limits, h.Limitation)
			}
		}
		line := fmt.Sprintf("Poll (%s): %s", name, votedOn(statements, source))
		out = append(out, strings.Join(append([]string{line}, limits...), "; ")+".")
	}
	return out
}

// votedOn tells how many of a poll's voters voted on its linked statements.
func votedOn(statements []StatementEvidence, source string) string {
	fewest, most, voters, n := 0, 0, 0, 0
	for _, s := range statements {
		if s.Statement.Source != source {
			continue
		}
		votes := votesOf(s.Statement)
		if n == 0 || votes < fewest {
			fewest = votes
		}
		most, voters, n = max(most, votes), max(voters, s.Voters), n+1
	}
	who := "people"
	if voters > 0 {
		who = "of " + count(voters, "voter")
	}
	switch {
	case n == 1:
		return fmt.Sprintf("%d %s voted on this statement", most, who)
	case fewest == most:
		return fmt.Sprintf("%d %s voted on each linked statement", most, who)
	}
	return fmt.Sprintf("%d to %d %s voted on the linked statements", fewest, most, who)
}

// majorities names groups that make up at least half of a channel, where the
// register publishes a total or a percentage.
func majorities(c model.Channel, rows []model.Heard) []string {
	var out []string
	for _, h := range rows {
		if h.Value == nil || h.Group == "" || !ofPeople(h.Dimension) {
			continue
		}
		if h.Unit == string(model.UnitPercent) {
			if *h.Value >= 100*half {
				out = append(out, fmt.Sprintf("%s: %s"+nbsp+"%% by %s were %s.", c.Label(), asWritten(h), h.Dimension, h.Group))
			}
			continue
		}
		total, ok := totalOf(rows, h.Measure)
		if ok && *total.Value > 0 && *h.Value >= half**total.Value && *h.Value <= *total.Value {
			out = append(out, fmt.Sprintf("%s: %s of %s %s (%s) were %s.", c.Label(), asWritten(h), asWritten(total), unitOf(total), wholePercent(*h.Value, *total.Value), h.Group))
		}
	}
	return out
}

// totalOf finds the register's total of a measure in a channel's rows.
func totalOf(rows []model.Heard, measure string) (model.Heard, bool) {
	for _, h := range rows {
		if h.Measure == measure && h.Dimension == "total" && h.Value != nil {
			return h, true
		}
	}
	return model.Heard{}, false
}

// statedLimits are the register's own limitations of a channel.
func statedLimits(c model.Channel, rows []model.Heard) []string {
	var out []string
	for _, h := range rows {
		if h.Limitation != "" {
			out = append(out, fmt.Sprintf("%s: %s.", c.Label(), strings.TrimRight(h.Limitation, ".")))
		}
	}
	return out
}

// unheard says what the register holds of a channel that says nothing here.
func unheard(c model.Channel, rows []model.Heard) string {
	var totals []string
	for _, h := range rows {
		if h.Dimension == "total" && h.Value != nil {
			totals = append(totals, asWritten(h)+" "+unitOf(h))
		}
	}
	what := list(totals)
	if what == "" {
		what = "1 entry" // no total: the number of groups that are named
		if len(rows) != 1 {
			what = fmt.Sprintf("%d entries by %s", len(rows), rows[0].Dimension)
		}
	}
	return fmt.Sprintf("%s: the register has %s; nothing of this channel is part of the evidence.", c.Label(), what)
}

func byMentions(items []model.ItemReading) bool {
	return slices.ContainsFunc(items, func(i model.ItemReading) bool {
		return Pick(i.Measures, "mentions/1") != nil
	})
}

// asWritten is a register figure as its publisher wrote it.
func asWritten(h model.Heard) string {
	if h.Text != "" {
		return h.Text
	}
	return strconv.FormatFloat(*h.Value, 'f', -1, 64)
}

func unitOf(h model.Heard) string {
	if h.Unit != "" {
		return h.Unit
	}
	return h.Measure
}
