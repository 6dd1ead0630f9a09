package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"consilience/model"
	"consilience/model/analysis/tags"
	"consilience/model/chart"
)

// daysOf counts responses by day.
func daysOf(responses []model.Response) (days map[string]int, undated int) {
	read := map[string]string{} // days are few, and reading one is slow
	for _, r := range responses {
		date := r.Submitted[:min(len(r.Submitted), len(time.DateOnly))]
		day, known := read[date]
		if !known {
			day, _ = tags.Day(date)
			read[date] = day
		}
		if day == "" {
			undated++
			continue
		}
		if days == nil {
			days = map[string]int{}
		}
		days[day]++
	}
	return days, undated
}

// channelDays are how many took part in a source on each day.
type channelDays struct {
	source  Source
	notes   bool
	days    map[string]int
	undated int
}

// days are the sources of which days are known.
func (s State) days() (out []channelDays) {
	for _, x := range s.Sources {
		if len(x.Days) > 0 {
			out = append(out, channelDays{x, false, x.Days, x.Undated})
		}
		c := channelDays{source: x, notes: true, days: map[string]int{}}
		for _, n := range s.Notes {
			if n.Source != x.Source.ID {
				continue
			}
			if day, ok := tags.Day(n.Date); ok {
				c.days[day]++
			} else {
				c.undated++
			}
		}
		if len(c.days) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func (s State) timeline(a ChartAsked) (out []chart.Days) {
	for _, c := range s.days() {
		of := a.say("responses")
		if c.notes {
			of = a.say("notes")
		}
		out = append(out, chart.Days{Channel: c.source.Title, Of: of, Count: c.days, Undated: c.undated})
	}
	return out
}

// heardParts groups the register by channel and dimension; polls without a row
// in it stand with the voters counted from their votes.
func (s State) heardParts(a ChartAsked) []chart.HeardPart {
	var out []chart.HeardPart
	for _, c := range model.Channels {
		channel := word(a, c.Label())
		totals := chart.HeardPart{Channel: channel, Dimension: a.say("in all")}
		type key struct{ measure, dimension, unit string }
		var order []key
		groups := map[key][]model.Heard{}
		for _, h := range s.Heard {
			if h.Channel != c {
				continue
			}
			if h.Dimension == "total" || h.Dimension == "poll" {
				totals.Bars = append(totals.Bars, chart.HeardBar{Group: s.heardOf(a, h), Share: -1, Target: -1, Text: strings.TrimSpace(h.Text + " " + word(a, h.Measure))})
				continue
			}
			k := key{h.Measure, h.Dimension, h.Unit}
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], h)
		}
		for _, x := range s.Sources {
			if x.Channel == c && x.Voters > 0 && x.VotersFrom == "" {
				totals.Bars = append(totals.Bars, chart.HeardBar{Group: x.Title, Share: -1, Target: -1, Text: strconv.Itoa(x.Voters) + " " + word(a, "voters")})
			}
		}
		if len(totals.Bars) > 0 {
			out = append(out, totals)
		}
		for _, k := range order {
			out = append(out, s.heardPart(a, channel, groups[k]))
		}
	}
	return out
}

// heardOf names what a total is of.
func (s State) heardOf(a ChartAsked, h model.Heard) string {
	for _, x := range s.Sources {
		if h.Group != "" && (x.Source.ID == h.Group || strings.HasSuffix(x.Source.ID, "-"+h.Group)) {
			return x.Title
		}
	}
	if h.Group != "" {
		return h.Group
	}
	return a.say("in all")
}

// heardPart is one channel along one dimension. Shares are as published, or of
// the sum of the groups; without a number for every group there are none.
func (s State) heardPart(a ChartAsked, channel string, rows []model.Heard) chart.HeardPart {
	first := rows[0]
	p := chart.HeardPart{Channel: channel, Dimension: word(a, first.Dimension)}
	sum, whole := 0.0, true
	for _, h := range rows {
		if h.Value == nil {
			whole = false
			continue
		}
		sum += *h.Value
	}
	switch {
	case !whole:
		p.Base = a.say("numbers were not published")
	case first.Unit == "percent":
		p.Base = a.say("as published; the base is not stated")
	default:
		p.Base = a.say("shares of %d %s", int(sum), word(a, first.Measure))
	}
	for _, h := range rows {
		b := chart.HeardBar{Group: h.Group, Share: -1, Target: s.target(h), Text: h.Text, Unknown: unknownGroup(h.Group)}
		switch {
		case h.Value == nil && h.Text == "":
			b.Text = word(a, h.Measure)
		case h.Value == nil:
		case first.Unit == "percent":
			b.Share, b.Text = *h.Value/100, h.Text+"\u00a0%"
		case whole && sum > 0:
			b.Share = *h.Value / sum
		}
		p.Bars = append(p.Bars, b)
	}
	return p
}

// target is the share of a group in the target population; negative if none is
// given.
func (s State) target(h model.Heard) float64 {
	for _, t := range s.Targets {
		if strings.EqualFold(t.Dimension, h.Dimension) && strings.EqualFold(t.Group, h.Group) {
			return t.Share
		}
	}
	return -1
}

// unknownGroup says that a group is of those of whom the dimension is not
// known.
func unknownGroup(name string) bool {
	name = strings.ToLower(name)
	for _, sign := range []string{"unknown", "not stated", "not known", "not specified", "do not wish", "prefer not", "no answer", "desconocid", "no indic", "inconnu", "non précis", "sans réponse"} {
		if strings.Contains(name, sign) {
			return true
		}
	}
	return false
}

// heardLimits are what the register says its numbers cannot tell, each once.
func (s State) heardLimits() (out []string) {
	for _, h := range s.Heard {
		if h.Limitation == "" {
			continue
		}
		for _, l := range strings.Split(h.Limitation, "; ") {
			first, size := utf8.DecodeRuneInString(l)
			l = string(unicode.ToUpper(first)) + l[size:]
			if !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// word is a word of the register in the reader's language, as it stands if it
// is not known.
func word(a ChartAsked, w string) string {
	if a.Words != nil {
		return a.Words(w)
	}
	return w
}
