package tables

import (
	"regexp"
	"strings"
)

var (
	figureToken = regexp.MustCompile(`^(?:[<>≈~]?\d{1,3}(?:[.,'’]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?)\s*%?$`)
	noFigure    = regexp.MustCompile(`(?i)^(?:[-–—*.]|n/?[ad]|–%|-%)$`)
	threeDigits = regexp.MustCompile(`^\d{3}%?$`)
	fewDigits   = regexp.MustCompile(`^\d{1,3}$`)
)

func isFigure(s string) bool { return figureToken.MatchString(s) || noFigure.MatchString(s) }

// joinFigures joins what belongs to one figure: a percent sign set apart, and
// thousands that a space sets apart.
func joinFigures(list []token) []token {
	var out []token
	for i, t := range list {
		n := len(out)
		gap := n > 0 && t.start-out[n-1].end == 1
		apart := n == 1 || n > 1 && out[n-1].start-out[n-2].end >= 2
		switch {
		case n > 0 && t.text == "%" && figureToken.MatchString(out[n-1].text):
			out[n-1].text += "%"
			out[n-1].end = t.end
		case gap && apart && threeDigits.MatchString(t.text) && fewDigits.MatchString(out[n-1].text) && i > 0:
			out[n-1].text += t.text
			out[n-1].end = t.end
		default:
			out = append(out, t)
		}
	}
	return out
}

// measured is a line of a table's body, with the figures at its ends cut off.
type measured struct {
	Line
	lead, trail []string // as many as the table has columns of figures there
	text        string   // what stands between, at its place in the line
	row         bool     // the figures are there
	odd         bool     // some figures are there and could not be given to columns
}

// measure cuts the figures off a line.
func (c *columns) measure(l Line) measured {
	m := measured{Line: l, text: strings.TrimPrefix(l.Text, "\f")}
	list := joinFigures(tokens(m.text, 0))
	n := len(list)
	trail := 0
	for trail < n && trail < len(c.trail) && isFigure(list[n-1-trail].text) {
		trail++
	}
	lead := 0
	for lead < n-trail && lead < len(c.lead) && isFigure(list[lead].text) {
		lead++
	}
	if trail == 0 || lead < len(c.lead) {
		m.odd = lead > 0 && trail > 0
		return m
	}
	last := list[n-1]
	cells := make([]string, len(c.trail))
	if trail == len(c.trail) {
		if d := distance(c.trail[trail-1], last); trail < 3 && d > 24 {
			m.odd = d < 40
			return m
		}
		for i, t := range list[n-trail:] {
			cells[i] = t.text
		}
	} else if !c.place(list, trail, cells, &m) {
		return m
	}
	for _, t := range list[:lead] {
		m.lead = append(m.lead, t.text)
	}
	from := 0
	if lead > 0 {
		from = list[lead-1].end
	}
	to := from // nothing stands between the two
	if n > trail && n-trail != lead {
		to = max(from, list[n-trail-1].end)
	}
	m.trail, m.row = cells, true
	m.text = strings.Repeat(" ", from) + cut(m.text, from, to)
	return m
}

// place gives fewer figures than there are columns to those that they stand
// under. They must stand apart from the text.
func (c *columns) place(list []token, trail int, cells []string, m *measured) bool {
	n, before := len(list), -1
	for i, t := range list[n-trail:] {
		at := n - trail + i
		if at > 0 && t.start-list[at-1].end < 2 {
			m.odd = trail > 1
			return false
		}
		best := -1
		for k, h := range c.trail {
			if h.near(t) && (best < 0 || distance(h, t) < distance(c.trail[best], t)) {
				best = k
			}
		}
		if best <= before {
			m.odd = trail > 1 || best >= 0
			return false
		}
		cells[best], before = t.text, best
	}
	return trail > 1
}

// near says whether a figure stands under a head, or not far from it.
func (h foundHead) near(t token) bool { return distance(h, t) <= max(6, h.end-h.start) }

// distance is twice the distance of the middles, in characters.
func distance(h foundHead, t token) int {
	d := h.start + h.end - t.start - t.end
	return max(d, -d)
}
