package compose

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// limits says what the data cannot tell and who was not heard.
func limits(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Limitations"))
	c.para(word(c.t("People chose for themselves whether to take part: nothing here speaks for all members. An interval is not a margin of error for the community: it is a range within which this share would move by chance among people like those who voted.")))
	for _, l := range c.allLimits() {
		c.limit(l)
	}
	c.heard()
}

// limit is one sentence on what the data cannot tell.
func (c *composer) limit(l string) {
	c.bullet(append(c.told(sentence(text.OneLine(l))), c.register()...)...)
}

// votedOn is how the analysis says how many of a poll's voters voted on the
// statements of one theme, and what else is known of that poll.
var votedOn = regexp.MustCompile(`^Poll \((.+?)\): (\d+)(?: to (\d+))? of (\d+) voters? voted on [a-z ]+(;.*)?\.$`)

// unheardOn is how the analysis says that a channel says nothing on a theme.
var unheardOn = regexp.MustCompile(`: the register has .*; nothing of this channel is part of the evidence\.$`)

// allLimits are the limits of all themes of the paper, each once: what they say
// of one poll's voters is joined into one range, and that a channel says nothing
// is said only where it says nothing on any of them.
func (c *composer) allLimits() []string {
	type poll struct {
		at, from, to int
		voters, rest string
	}
	var said []string
	polls := map[string]*poll{}
	themes, with := c.limitsPerTheme()
	for _, p := range c.topics {
		if p.Assessment == nil {
			continue
		}
		for _, l := range p.Assessment.Limitations {
			if unheardOn.MatchString(l) && with[l] < themes {
				continue
			}
			m := votedOn.FindStringSubmatch(l)
			if m == nil || len(c.topics) == 1 {
				if !slices.Contains(said, l) {
					said = append(said, l)
				}
				continue
			}
			from, _ := strconv.Atoi(m[2]) // digits, by the expression
			to, _ := strconv.Atoi(cmp.Or(m[3], m[2]))
			of := polls[m[1]]
			if of == nil {
				of = &poll{at: len(said), from: from, to: to, voters: m[4], rest: m[5]}
				polls[m[1]], said = of, append(said, "")
			}
			of.from, of.to = min(of.from, from), max(of.to, to)
			said[of.at] = fmt.Sprintf("Poll (%s): %d to %d of %s voters voted on the linked statements%s.", m[1], of.from, of.to, of.voters, of.rest)
		}
	}
	return said
}

// ownLimits are those that the present theme shares with no other of the paper.
// What is shared is said once, in the section of limits, if the paper has one.
func (c *composer) ownLimits() []string {
	if !c.has("limits") {
		return c.Assessment.Limitations
	}
	themes, with := c.limitsPerTheme()
	if themes == 1 {
		return c.Assessment.Limitations
	}
	var own []string
	for _, l := range c.Assessment.Limitations {
		if (with[l] == 1 || unheardOn.MatchString(l) && with[l] < themes) && !votedOn.MatchString(l) {
			own = append(own, l)
		}
	}
	return own
}

// limitsPerTheme counts the themes of the paper and those that have a limit.
func (c *composer) limitsPerTheme() (themes int, with map[string]int) {
	with = map[string]int{}
	for _, p := range c.topics {
		if p.Assessment == nil {
			continue
		}
		themes++
		for _, l := range p.Assessment.Limitations {
			with[l]++
		}
	}
	return themes, with
}

// register cites the source of the participation register.
func (c *composer) register() []paper.Span {
	for _, h := range c.Heard {
		if c.index.sourceID(h.Source) != "" {
			return c.index.citeSource(h.Source)
		}
	}
	return []paper.Span{c.none()}
}

// heard says who took part, by channel, as the register says. For a theme the
// limits of each channel stand above it already.
func (c *composer) heard() {
	var parts, rows [][]paper.Span
	for _, ch := range model.Channels {
		totals, limits := c.heardIn(ch)
		if len(totals) == 0 {
			continue
		}
		if len(parts) > 0 {
			parts = append(parts, []paper.Span{word(c.semicolon())})
		}
		parts = append(parts, append([]paper.Span{word(c.label(ch.Label()) + c.colon())}, totals...))
		row := append([]paper.Span{bold(c.t(ch.Label()) + ". ")}, totals...)
		row[1].Text = capital(row[1].Text)
		row = append(append(row, word(". ")), limits...)
		rows = append(rows, append(row, c.register()...))
	}
	switch {
	case len(rows) == 0:
		c.para(word(c.t("No participation register is among the inputs: who was heard is not known.")), c.none())
	case c.Assessment != nil:
		said := append([]paper.Span{bold(c.t("Who was heard.")), word(" ")}, slices.Concat(parts...)...)
		said[2].Text = capital(said[2].Text)
		c.para(append(append(said, word(".")), c.register()...)...)
	default:
		for _, row := range rows {
			c.bullet(row...)
		}
	}
}

// heardIn gives a channel's totals in the register's words, and what is not
// known of it.
func (c *composer) heardIn(ch model.Channel) (totals, limits []paper.Span) {
	var found, unknown []string
	source := ""
	groups := 0
	for _, h := range c.Heard {
		if h.Channel != ch || h.Unit == "statements" {
			continue
		}
		source = h.Source
		unknown = addLimit(unknown, text.OneLine(h.Limitation))
		switch {
		case h.Value == nil:
			groups++
		case h.Dimension == "total" || h.Dimension == "poll":
			found = append(found, c.heardWords(h))
		}
	}
	for i, l := range unknown {
		unknown[i] = sentence(capital(l))
	}
	if len(unknown) > 0 {
		limits = c.told(strings.Join(unknown, " "))
	}
	switch {
	case len(found) > 0:
		totals = []paper.Span{c.ofSource(c.list(found), source)}
		totals[0].Language = "" // the words for what is counted are known
	case groups > 0:
		totals = []paper.Span{word(c.counted(groups, "", "one group named without a number", "%s groups named without a number"))}
	}
	return totals, limits
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

func (c *composer) heardWords(h model.Heard) string {
	s := text.OneLine(h.Text) + nbsp + c.t(text.OneLine(h.Measure))
	if g := text.OneLine(h.Group); g != "" {
		s += " (" + g + ")"
	}
	return s
}

// next says what follows: who acts, what is open, when to look again.
func next(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Next steps and review"))
	owner := cmp.Or(text.OneLine(c.Paper.Owner), c.t("An owner is still to be named; that person"))
	c.para(word(c.t("%s brings the decision to the Committee and reports back to those who contributed what was decided and why.", owner)))
	for _, t := range c.tradeOffs() {
		if c.has("questions") {
			break // they have a section of their own
		}
		for _, q := range t.Questions {
			spans := []paper.Span{bold(c.t("Open question.") + " "), word(sentence(block(q.Text)))}
			if q.By != "" {
				spans = append(spans, quiet(" — "+text.OneLine(q.By)))
			}
			c.bullet(spans...)
		}
	}
	c.para(word(c.t("Look at this paper again when one of its sources is published anew or a member changes position.")))
}

// files lists a snapshot's files with digest and address.
func (c *composer) files(s model.Snapshot) paper.Cell {
	var cell paper.Cell
	for _, f := range s.Files {
		near, far := c.address(s, f)
		cell = append(cell, []paper.Span{word(c.fileLine(f, near))}, []paper.Span{quiet(f.SHA256)})
		if far != "" {
			cell = append(cell, []paper.Span{quiet(far)})
		}
	}
	if len(cell) == 0 {
		cell = paper.Cell{{quiet(c.t("No file is named."))}}
	}
	return cell
}

// address is where a file can be fetched: a word for the file's line, and an
// address for a line of its own. A place on a member's own machine is nobody
// else's business.
func (c *composer) address(s model.Snapshot, f model.File) (near, far string) {
	switch {
	case strings.HasPrefix(f.Address, "https://") || strings.HasPrefix(f.Address, "http://"):
		return "", text.OneLine(f.Address)
	case s.Feed == "sample":
		return ", " + c.t("in the sample consultation"), ""
	}
	return ", " + c.t("from a member's machine"), ""
}
