package compose

import (
	"cmp"
	"slices"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// tookPart says who took part, and who is not known to have.
func tookPart(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Who took part"))
	drawn(c, model.PaperBlock{Kind: model.BlockChart, Section: "participation"})
	at := c.Assessment
	c.Assessment = nil // each channel with its limits
	c.heard()
	c.Assessment = at
}

// finding is a theme: what was heard on it, and who was not.
func (c *composer) finding() {
	c.heardOnTheme()
	c.evidence()
	own := c.ownLimits()
	if len(own) > 0 {
		c.add(paper.Block{Kind: paper.Paragraph, Spans: []paper.Span{bold(c.t("Who was not heard on this, and what is not known:"))}})
	}
	for _, l := range own {
		c.limit(l)
	}
}

// takeaway is a line on a theme: its class, what it is on, how sure.
func (c *composer) takeaway() {
	a := c.Assessment
	c.bullet(append([]paper.Span{bold(c.t(a.Class.Label()) + "."), word(" " + c.quoted(text.OneLine(c.Theme.Proposition)) + " (" + c.t("confidence: %s", c.t(confidenceWord(a.Confidence))) + ").")}, c.citeAll()...)...)
}

// family is a section of the themes whose classes are of one family.
func family(title, of string) section {
	return func(c *composer, b model.PaperBlock) {
		c.section(c.headed(b, title))
		none := true
		for _, p := range c.chosen(b) {
			if p.TradeOff != nil || p.Assessment.Class.Family() != of {
				continue
			}
			none = false
			c.enter(p)
			c.takeaway()
		}
		if none {
			c.para(word(c.t("No theme of this paper is of this kind.")))
		}
	}
}

// takeaways lists all themes in the order of the paper.
func takeaways(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Takeaways"))
	for _, p := range c.chosen(b) {
		if p.TradeOff == nil {
			c.enter(p)
			c.takeaway()
		}
	}
}

// method says how figures, readings and classes come about.
func method(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Method"))
	c.para(word(c.t("Each channel is read by itself: votes on statements, mentions of tags, answers to questions and what people noted of meetings are never added up across channels. A theme's class comes from the readings of its channels by rules that are tried in order; nobody chooses it. Where a member reads it otherwise, both are shown.")))
	c.para(word(c.t("Cut-offs:") + " " + c.thresholds()))
	c.para(word(c.t("The figures can be computed again: the PDF carries its evidence, and “consilience verify” holds it against the published inputs.")))
}

// openQuestions are those that members put to the trade-offs of the paper.
func openQuestions(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Open questions"))
	none := true
	for _, t := range c.tradeOffs() {
		for _, q := range t.Questions {
			none = false
			spans := []paper.Span{word(sentence(block(q.Text)))}
			if q.By != "" {
				spans = append(spans, quiet(" — "+text.OneLine(q.By)))
			}
			c.bullet(spans...)
		}
	}
	if none {
		c.para(word(c.t("No open question is recorded.")))
	}
}

// annex lists every statement and tag that the paper has, cited or not.
func annex(c *composer, b model.PaperBlock) {
	var refs []model.Ref
	for ref := range c.Statements {
		refs = append(refs, ref)
	}
	for ref := range c.Tags {
		refs = append(refs, ref)
	}
	at := func(ref model.Ref) int {
		if s, ok := c.Statements[ref]; ok {
			return s.Line
		}
		return c.Tags[ref].Line
	}
	slices.SortFunc(refs, func(x, y model.Ref) int {
		return cmp.Or(cmp.Compare(x.Source(), y.Source()), cmp.Compare(at(x), at(y)), cmp.Compare(x, y))
	})
	for _, ref := range refs {
		c.index.find(ref)
	}
	appendix(c, model.PaperBlock{Kind: model.BlockSection, Text: cmp.Or(text.OneLine(b.Text), c.t("Annex: every statement and tag, item by item"))})
}
