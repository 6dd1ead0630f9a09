package tags

import (
	"strings"
	"time"
)

// Rule is a rule for saturation: the first Base consultations are compared
// with runs of Run later ones.
type Rule struct {
	Base, Run int
	// Share is how many new tags a run may bring at most, as a share of those
	// of the base.
	Share float64
}

// DefaultRule is the published rule with a base of 4, runs of 2 and 5 %.
var DefaultRule = Rule{Base: 4, Run: 2, Share: 0.05}

// Step is one consultation of a series: the tags no earlier one had, and how
// many were known after it.
type Step struct {
	Consultation
	New   []string
	Known int
}

// Saturation is a series with where the rule was met.
type Saturation struct {
	Rule  Rule
	Steps []Step
	// At is the place, from 0, of the last consultation of the first run that
	// brought little new; -1 if there is none.
	At int
	// Undated are consultations whose date is not known: they have no place
	// in the series.
	Undated []Consultation
}

// Saturate follows the tags over the consultations in the order of their
// dates. The rule is met at the first run of r.Run consultations after the
// base whose new tags are at most r.Share of the tags that the base brought;
// runs move on by one consultation. A rule with a base or run below 1 is never
// met; neither is one whose base brought no tag. Method saturation/1.
func Saturate(uses []Use, r Rule) Saturation {
	s := Saturation{Rule: r, At: -1}
	known := map[string]bool{}
	for _, c := range ByConsultation(uses) {
		day, ok := Day(c.Date)
		if !ok {
			s.Undated = append(s.Undated, c)
			continue
		}
		c.Date = day
		step := Step{Consultation: c}
		for _, t := range c.Tags {
			if !known[t] {
				known[t] = true
				step.New = append(step.New, t)
			}
		}
		step.Known = len(known)
		s.Steps = append(s.Steps, step)
	}
	if r.Base < 1 || r.Run < 1 || len(s.Steps) < r.Base+r.Run {
		return s
	}
	base := s.Steps[r.Base-1].Known
	for end := r.Base + r.Run - 1; end < len(s.Steps); end++ {
		run := s.Steps[end].Known - s.Steps[end-r.Run].Known
		if base > 0 && float64(run) <= r.Share*float64(base)+1e-9 {
			s.At = end
			break
		}
	}
	return s
}

// Day is the day, as 2006-01-02, with which a date or time as published
// begins; slashes and dots may stand for the hyphens. ok is false for what is
// no such date: which of 03/05/2022 is the month, nobody can tell.
func Day(published string) (day string, ok bool) {
	if len(published) < 10 {
		return "", false
	}
	day = strings.NewReplacer("/", "-", ".", "-").Replace(published[:10])
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return "", false
	}
	return day, true
}
