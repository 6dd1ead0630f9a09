package compose

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// decided are the decisions that a paper records: the one that the block is
// about, those on the paper's subjects, or all if it names none.
func (c *composer) decided(b model.PaperBlock) []model.Decision {
	if id, one := strings.CutPrefix(b.About, "decision/"); one {
		return slices.DeleteFunc(slices.Clone(c.Decisions), func(d model.Decision) bool { return d.ID != id })
	}
	if b.About == "" && len(c.Paper.Subjects()) == 0 {
		return c.Decisions
	}
	var out []model.Decision
	for _, d := range c.Decisions {
		for _, p := range c.chosen(b) {
			if slices.Contains(d.About, p.ref()) {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// decisions are records of what was decided: question, options, decision,
// reasons, the evidence as it then stood, positions and dissent.
func decisions(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Decisions"))
	list := c.decided(b)
	if len(list) == 0 {
		c.para(paper.Span{Text: c.t("No decision is recorded yet."), Italic: true})
		return
	}
	for _, d := range list {
		c.record(d)
	}
}

// statusWords say whether a decision stands.
var statusWords = map[model.DecisionStatus]string{
	model.DecisionProposed: "proposed", model.DecisionTaken: "decided", model.DecisionSuperseded: "superseded", model.DecisionWithdrawn: "withdrawn",
}

func (c *composer) record(d model.Decision) {
	c.add(paper.Block{Kind: paper.Heading, Level: 2, Spans: say(text.OneLine(d.Question))})
	status := c.t(statusWords[d.Status])
	if d.Supersedes != "" {
		if old, ok := c.decision(d.Supersedes); ok {
			status += "; " + c.t("replaces the decision of %s", c.day(old.Date))
		}
	}
	c.add(paper.Block{Kind: paper.Box, Label: strings.Join(c.whenDecided(d), " · ") + " · " + status, Spans: say(sentence(block(d.Decision)))})
	if len(d.Options) > 0 {
		c.para(bold(c.t("Options.")))
		for _, o := range d.Options {
			c.bullet(word(sentence(text.OneLine(o))))
		}
	}
	c.para(append([]paper.Span{bold(c.t("Reasons.") + " "), word(sentence(block(d.Reasons)))}, c.index.citeMeasures(d.Evidence)...)...)
	for _, f := range d.Classes {
		c.bullet(word(c.t("As it stood on %s:", c.day(d.Date))+" "+c.quoted(text.OneLine(f.Proposition))+" – "), bold(c.t(f.Class.Label())), word(", "+c.t("confidence %s", c.t(confidenceWord(f.Confidence))+". "+c.t("Rule %d of %s.", f.Rule, f.Thresholds))))
	}
	c.frozen(d)
	if dis := block(d.Dissent); dis != "" {
		c.para(bold(c.t("Dissent.")+" "), word(sentence(dis)))
	}
	var last []string
	if o := text.OneLine(d.Owner); o != "" {
		last = append(last, c.t("Owner: %s", o))
	}
	if d.Review != "" {
		last = append(last, c.t("to be reviewed on %s", c.day(d.Review)))
	}
	if len(d.Standards) > 0 {
		last = append(last, c.t("standards %s", strings.Join(d.Standards, ", ")))
	}
	if len(last) > 0 {
		c.para(quiet(capital(strings.Join(last, " · ")) + "."))
	}
}

// whenDecided is the day of a decision and, where one is named, the meeting.
func (c *composer) whenDecided(d model.Decision) []string {
	when := []string{c.day(d.Date)}
	if m := text.OneLine(d.Meeting); m != "" {
		when = append(when, m)
	}
	return when
}

// frozen are the positions as members held them when it was decided.
func (c *composer) frozen(d model.Decision) {
	if len(d.Positions) == 0 {
		c.para(quiet(c.t("No position of a member was recorded when this was decided.")))
		return
	}
	t := paper.Table{Columns: []paper.Column{{Head: c.t("Member"), Width: 0.25}, {Head: c.t("Stood"), Width: 0.25}, {Head: c.t("Reason"), Width: 0.5}}}
	for _, p := range d.Positions {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(text.OneLine(p.Member))}}, {{word(c.stance(d, p.Stance))}}, {c.reasonOf(p)}}})
	}
	c.table(c.t("Positions as they stood on %s", c.day(d.Date)), t, nil)
}

// reasonOf is why a member stood there. A decision holds its evidence itself, so
// that a reason without any is not marked.
func (c *composer) reasonOf(p model.Position) []paper.Span {
	why := []paper.Span{word(sentence(block(p.Reason)))}
	if len(p.Evidence) == 0 {
		return why
	}
	return append(why, c.index.citeMeasures(p.Evidence)...)
}

// stance is a stance in words: a pole's own, where the trade-off is at hand.
func (c *composer) stance(d model.Decision, s model.Stance) string {
	for _, p := range c.topics {
		if p.TradeOff != nil && slices.Contains(d.About, p.ref()) {
			return capital(c.stanceLabel(*p.TradeOff, s))
		}
	}
	return c.t(capital(string(s)))
}

// minutes lists the decisions with who does what by when.
func minutes(c *composer, b model.PaperBlock) {
	list := c.decided(b)
	c.section(c.headed(b, "What was decided"))
	if len(list) == 0 {
		c.para(paper.Span{Text: c.t("No decision is recorded yet."), Italic: true})
		return
	}
	for _, d := range list {
		c.para(bold(sentence(text.OneLine(d.Question))+" "), word(sentence(block(d.Decision))+" "), quiet("("+strings.Join(c.whenDecided(d), " · ")+")"))
		if dis := block(d.Dissent); dis != "" {
			c.bullet(bold(c.t("Dissent.")+" "), word(sentence(dis)))
		}
	}
	t := paper.Table{Columns: []paper.Column{{Head: c.t("What"), Width: 0.5}, {Head: c.t("Owner"), Width: 0.25}, {Head: c.t("Review"), Width: 0.25}}}
	for _, d := range list {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{word(text.OneLine(d.Decision))}}, {{word(cmp.Or(text.OneLine(d.Owner), "–"))}}, {{word(cmp.Or(c.day(d.Review), "–"))}}}})
	}
	c.table(c.t("Who does what"), t, nil)
}
