package compose

import (
	"strconv"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// outcomeWords are what became of what contributors said.
var outcomeWords = map[model.Outcome]string{
	model.Adopted: "Adopted", model.PartlyTaken: "Partly adopted", model.NotAdopted: "Not adopted", model.Deferred: "Deferred",
}

// themesOf are the themes among the subjects that a block is about.
func (c *composer) themesOf(b model.PaperBlock) []topic {
	var of []topic
	for _, p := range c.chosen(b) {
		if p.Theme != nil {
			of = append(of, p)
		}
	}
	return of
}

// responseCoverage says how many of the themes have an answer, and names those
// that have none.
func responseCoverage(c *composer, b model.PaperBlock) {
	themes := c.themesOf(b)
	var open []string
	counts := map[model.Outcome]int{}
	for _, p := range themes {
		if p.Theme.Answer == nil {
			open = append(open, c.quoted(p.title()))
			continue
		}
		counts[p.Theme.Answer.Outcome]++
	}
	c.section(c.headed(b, "How contributions were considered"))
	c.para(bold(c.coverage(len(themes)-len(open), len(themes))), word(" "+c.t("For each theme stand what contributors said, channel by channel, what was decided, why, and where it can be found.")))
	for _, o := range model.Outcomes {
		if counts[o] > 0 {
			c.bullet(word(c.t(outcomeWords[o]) + c.colon() + strconv.Itoa(counts[o])))
		}
	}
	if len(open) > 0 {
		c.para(bold(c.t("Not answered yet:")), word(" "+c.list(open)+"."))
	}
}

// coverage says how many themes have a response: "1 of 7 themes answered."
func (c *composer) coverage(answered, of int) string {
	switch answered {
	case 0:
		return c.t("0 of %d themes answered.", of)
	case 1:
		return c.t("1 of %d themes answered.", of)
	}
	return c.t("%d of %d themes answered.", answered, of)
}

// responses says of each theme: you said, decided, why, where.
func responses(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "You said, it was decided"))
	for _, p := range c.themesOf(b) {
		c.enter(p)
		c.add(paper.Block{Kind: paper.Heading, Level: 2, Spans: say(p.title())})
		c.para(append([]paper.Span{bold(c.t("You said.") + " "), word(sentence(text.OneLine(p.Theme.Proposition)) + " ")}, c.saidBy()...)...)
		a := p.Theme.Answer
		if a == nil {
			c.para(bold(c.t("Decided.")+" "), paper.Span{Text: c.t("Not answered yet."), Italic: true})
			continue
		}
		decided := []paper.Span{bold(c.t("Decided.") + " "), word(c.t(outcomeWords[a.Outcome]) + ".")}
		if d, ok := c.decision(a.Decision); ok {
			decided = append(decided, word(" "+sentence(block(d.Decision))+" "), quiet("("+c.t("decision of %s", c.day(d.Date))+")"))
		}
		c.para(decided...)
		c.para(bold(c.t("Why.")+" "), word(sentence(block(a.Why))+" "), quiet("— "+text.OneLine(a.By)))
		if where := text.OneLine(a.Where); where != "" {
			c.para(bold(c.t("Where.")+" "), word(sentence(where)))
		}
	}
}

// saidBy is what each channel says of the present theme, with its evidence.
func (c *composer) saidBy() []paper.Span {
	var out []paper.Span
	for _, ch := range c.Assessment.Channels {
		if ch.Reading == model.NotExamined || ch.Reading == model.Silent {
			continue
		}
		var of []*entry
		for _, e := range c.entries {
			if e.read && e.channel == ch.Channel && !c.bridging(e) {
				of = append(of, e)
			}
		}
		label := c.t(ch.Channel.Label())
		if len(out) > 0 {
			out = append(out, word(c.semicolon()))
			label = lower(label)
		}
		out = append(out, word(label+c.colon()+c.label(ch.Reading.Label())))
		out = append(out, cite(of...)...)
	}
	if len(out) == 0 {
		return []paper.Span{word(c.t("No channel says anything that can be counted.")), c.none()}
	}
	return append(out, word("."))
}

// decision finds a decision of the log by its id.
func (c *composer) decision(id string) (model.Decision, bool) {
	for _, d := range c.Decisions {
		if id != "" && d.ID == id {
			return d, true
		}
	}
	return model.Decision{}, false
}
