package compose

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// limits says what the data cannot tell and who was not heard.
func limits(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Limitations"))
	c.para(word("People chose for themselves whether to take part: nothing here speaks for all members. An interval is not a margin of error for the community: it is a range within which this share would move by chance among people like those who voted."))
	var said []string
	for _, p := range c.topics {
		if p.Assessment == nil {
			continue
		}
		for _, l := range p.Assessment.Limitations {
			if !slices.Contains(said, l) {
				said = append(said, l)
				c.bullet(append([]paper.Span{word(sentence(text.OneLine(l)))}, c.register()...)...)
			}
		}
	}
	c.heard()
}

// register cites the source of the participation register.
func (c *composer) register() []paper.Span {
	for _, h := range c.Heard {
		if c.index.sourceID(h.Source) != "" {
			return c.index.citeSource(h.Source)
		}
	}
	return []paper.Span{word(" "), quiet("[no evidence]")}
}

// heard says who took part, by channel, as the register says. For a theme the
// limits of each channel stand above it already.
func (c *composer) heard() {
	var parts []string
	var rows [][]paper.Span
	for _, ch := range model.Channels {
		totals, limits := c.heardIn(ch)
		if totals == "" {
			continue
		}
		parts = append(parts, lower(ch.Label())+": "+totals)
		row := []paper.Span{bold(ch.Label() + ". "), word(capital(totals) + ". " + limits)}
		rows = append(rows, append(row, c.register()...))
	}
	switch {
	case len(rows) == 0:
		c.para(word("No participation register is among the inputs: who was heard is not known."), quiet(" [no evidence]"))
	case c.Assessment != nil:
		c.para(append([]paper.Span{bold("Who was heard."), word(" " + capital(strings.Join(parts, "; ")) + ".")}, c.register()...)...)
	default:
		for _, row := range rows {
			c.bullet(row...)
		}
	}
}

// heardIn gives a channel's totals in words, and what is not known of it.
func (c *composer) heardIn(ch model.Channel) (totals, limits string) {
	var found, unknown []string
	groups := 0
	for _, h := range c.Heard {
		if h.Channel != ch || h.Unit == "statements" {
			continue
		}
		unknown = addLimit(unknown, text.OneLine(h.Limitation))
		switch {
		case h.Value == nil:
			groups++
		case h.Dimension == "total" || h.Dimension == "poll":
			found = append(found, heardWords(h))
		}
	}
	if len(found) == 0 && groups > 0 {
		found = append(found, inWords(groups, "group")+" named without a number")
	}
	for i, l := range unknown {
		unknown[i] = sentence(capital(l))
	}
	return list(found), strings.Join(unknown, " ")
}

// addLimit adds a limitation that is not said yet; a longer one takes the place
// of its own beginning.
func addLimit(limits []string, l string) []string {
	if l == "" {
		return limits
	}
	for i, known := range limits {
		switch {
		case strings.HasPrefix(known, l):
			return limits
		case strings.HasPrefix(l, known):
			limits[i] = l
			return limits
		}
	}
	return append(limits, l)
}

func heardWords(h model.Heard) string {
	s := text.OneLine(h.Text) + nbsp + text.OneLine(h.Measure)
	if g := text.OneLine(h.Group); g != "" {
		s += " (" + g + ")"
	}
	return s
}

// next says what follows: who acts, what is open, when to look again.
func next(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Next steps and review"))
	owner := text.OneLine(c.Paper.Owner)
	if owner == "" {
		owner = "An owner is still to be named; that person"
	}
	c.para(word(owner + " brings the decision to the Committee and reports back to those who contributed what was decided and why."))
	for _, t := range c.tradeOffs() {
		for _, q := range t.Questions {
			spans := []paper.Span{bold("Open question. "), word(sentence(block(q.Text)))}
			if q.By != "" {
				spans = append(spans, quiet(" — "+text.OneLine(q.By)))
			}
			c.bullet(spans...)
		}
	}
	c.para(word("Look at this paper again when one of its sources is published anew or a member changes position."))
}

// files lists a snapshot's files with digest and address.
func files(s model.Snapshot) paper.Cell {
	var cell paper.Cell
	for _, f := range s.Files {
		near, far := address(s, f)
		cell = append(cell, []paper.Span{word(fileLine(f, near))}, []paper.Span{quiet(f.SHA256)})
		if far != "" {
			cell = append(cell, []paper.Span{quiet(far)})
		}
	}
	if len(cell) == 0 {
		cell = paper.Cell{{quiet("No file is named.")}}
	}
	return cell
}

// address is where a file can be fetched: a word for the file's line, and an
// address for a line of its own. A place on a member's own machine is nobody
// else's business.
func address(s model.Snapshot, f model.File) (near, far string) {
	switch {
	case strings.HasPrefix(f.Address, "https://") || strings.HasPrefix(f.Address, "http://"):
		return "", text.OneLine(f.Address)
	case s.Feed == "sample":
		return ", in the sample consultation", ""
	}
	return ", from a member's machine", ""
}
