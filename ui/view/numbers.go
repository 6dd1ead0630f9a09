package view

import (
	"math"
	"strconv"
	"strings"
	"time"

	"consilience/model"
)

// FewVotes is the number of votes below which no percentage is printed: one
// vote would move it by more than ten points.
const FewVotes = 10

// Count reads "57 of 74 (77 %)". The percentage is rounded half up. Below
// FewVotes it is left out, and that is said; n of 0 reads "no votes".
func (w *Words) Count(k, n int) string {
	switch {
	case n <= 0:
		return w.T("no votes")
	case n < FewVotes:
		return w.T("%d of %d (few votes)", k, n)
	}
	return w.T("%d of %d (%d\u00a0%%)", k, n, percent(float64(k)/float64(n)))
}

// CountPublished is Count with the percentage as the publisher printed it,
// which may be cut off instead of rounded.
func (w *Words) CountPublished(k, n int, pct float64) string {
	if n <= 0 {
		return w.T("no votes")
	}
	return w.T("%d of %d (%s\u00a0%%)", k, n, w.Exactly(pct))
}

// PublishedOnly is a published percentage for which no whole count is known.
func (w *Words) PublishedOnly(pct float64, votes int) string {
	if votes <= 0 {
		return w.T("%s\u00a0%% (as published)", w.Exactly(pct))
	}
	return w.T("%s\u00a0%% of %d (as published)", w.Exactly(pct), votes)
}

// Percent is a share between 0 and 1 as "77 %", rounded half up. Print the
// base beside it.
func (w *Words) Percent(share float64) string {
	return w.T("%d\u00a0%%", percent(share))
}

// Number is n with the language's digit grouping.
func (w *Words) Number(n int) string { return w.T("%d", n) }

// Measure is a measure with its base: a count, a share, mentions, people.
// published is the percentage that the publisher printed for it; nil if none.
func (w *Words) Measure(m model.Measure, published *float64) string {
	switch m.Unit {
	case model.UnitShare:
		switch {
		case m.N == 0:
			return w.Percent(m.Value)
		case published != nil:
			return w.CountPublished(m.Count, m.N, *published)
		case math.Abs(m.Value-float64(m.Count)/float64(m.N)) < 1e-9:
			return w.Count(m.Count, m.N)
		}
		// An interval's bound is a share without a count of its own.
		return w.N("%[2]s, from %[1]d vote", "%[2]s, from %[1]d votes", m.N, w.Percent(m.Value))
	case model.UnitVotes:
		return w.N("%d vote", "%d votes", int(m.Value))
	case model.UnitPeople:
		return w.N("%d person", "%d people", int(m.Value))
	case model.UnitMentions:
		if m.N > 0 {
			return w.N("%[2]d of %[1]d mention", "%[2]d of %[1]d mentions", m.N, m.Count)
		}
		return w.N("%d mention", "%d mentions", int(m.Value))
	case model.UnitPercent:
		return w.PublishedOnly(m.Value, m.N)
	case model.UnitResponses:
		if m.N > 0 {
			return w.N("%[2]d of %[1]d response", "%[2]d of %[1]d responses", m.N, m.Count)
		}
	case model.UnitPoints:
		if m.N > 0 {
			return w.N("%[2]s (%[1]d answer)", "%[2]s (%[1]d answers)", m.N, w.Exactly(m.Value))
		}
	}
	return w.Exactly(m.Value)
}

// Bytes is a file's size: "812 bytes", "1.4 MB" (a MB has 1,000,000 bytes).
func (w *Words) Bytes(n int64) string {
	switch {
	case n < 1000:
		return w.N("%d byte", "%d bytes", int(n))
	case n < 1_000_000:
		return w.T("%s kB", w.Exactly(math.Round(float64(n)/100)/10))
	}
	return w.T("%s MB", w.Exactly(math.Round(float64(n)/100_000)/10))
}

// Date is a day as "14 September 2022"; empty for no date.
func (w *Words) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.Day()) + " " + w.T(t.Month().String()) + " " + strconv.Itoa(t.Year())
}

// Time is a moment as "14 September 2022, 16:05", in the zone of t.
func (w *Words) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.Date(t) + ", " + t.Format("15:04")
}

// List joins words as "a, b and c".
func (w *Words) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	return w.T("%s and %s", strings.Join(items[:last], ", "), items[last])
}

// percent is a share as whole percent, rounded half up. The small addend
// keeps shares such as 0.285 (stored as 0.28499…) on the side they print.
func percent(share float64) int { return int(math.Floor(share*100 + 0.5 + 1e-9)) }

// decimal is a number as it is printed: without zeros at the end.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
