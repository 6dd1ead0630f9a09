package compose

import (
	"slices"

	"consilience/model/paper"
	"consilience/model/text"
)

import "consilience/model"

// section writes a generated part of a paper.
type section func(c *composer, b model.PaperBlock)

// sections are the generated parts by the name under which an outline asks for
// them. A new one is a file of its own and a line here.
var sections = map[string]section{
	"summary":            titled("Summary", always, (*composer).messages),
	"poles":              titled("The question and its poles", ofTradeOff, func(c *composer) { c.poles(*c.TradeOff, true) }),
	"options":            titled("Options and their consequences", ofTradeOff, (*composer).options),
	"positions":          titled("Where members stand", ofTradeOff, func(c *composer) { c.positions(*c.TradeOff) }),
	"dissent":            dissent,
	"evidence":           titled("What people said", always, (*composer).evidence),
	"channels":           titled("What the channels say", always, (*composer).channels),
	"class":              titled("How the class came about", ofTheme, (*composer).classRule),
	"reservations":       titled("Reservations and conditions", reserved, (*composer).reservations),
	"related-trade-offs": relatedTradeOffs,
	"related-themes":     titled("Themes that share evidence", sharing, (*composer).sharedThemes),
	"limits":             limits,
	"next":               next,
	"sources":            sourceList,
	"items":              appendix,
	"took-part":          tookPart,
	"findings":           titled("What we heard, theme by theme", ofTheme, (*composer).finding),
	"convergence":        family("Where views converge", "convergent"),
	"divergence":         family("Where views diverge", "divergent"),
	"uncertain":          family("What is not certain", "unsure"),
	"takeaways":          takeaways,
	"method":             method,
	"questions":          openQuestions,
	"annex":              annex,
	"response-coverage":  responseCoverage,
	"responses":          responses,
	"standards":          standards,
	"decisions":          decisions,
	"minutes":            minutes,
}

// blockKinds are the other kinds of block.
var blockKinds = map[model.PaperBlockKind]section{
	model.BlockHeading:   heading,
	model.BlockAsked:     asked,
	model.BlockTradeOff:  sections["poles"],
	model.BlockPositions: positionsAndDissent,
	model.BlockLimits:    limits,
	model.BlockAppendix:  appendix,
	model.BlockText:      written,
	model.BlockFigure:    oneFigure,
	model.BlockQuote:     quote,
	model.BlockTable:     items,
	model.BlockChart:     drawn,
	model.BlockStep:      steps,
}

// kindWords are what a paper of each kind calls itself.
var kindWords = map[model.PaperKind]string{
	model.DecisionMemo: "Decision memo", model.DiscussionPaper: "Discussion paper", model.FindingsReport: "Findings report",
	model.ReasonedResponse: "Reasoned response", model.StandardsReport: "Standards self-report", model.DecisionRecord: "Decision record",
	model.Minutes: "Minutes", model.EvidenceAnnex: "Evidence annex",
}

// What a section can be written of.
func always(*composer) bool       { return true }
func ofTheme(c *composer) bool    { return c.TradeOff == nil }
func ofTradeOff(c *composer) bool { return c.TradeOff != nil }
func reserved(c *composer) bool   { return ofTheme(c) && len(c.Theme.Reservations) > 0 }
func sharing(c *composer) bool    { return ofTradeOff(c) && len(c.relatedThemes()) > 0 }

// titled is a section with a title that says something of each subject of the
// block it applies to; several subjects have titles of their own below it. It
// is left out where it applies to none.
func titled(title string, applies func(*composer) bool, write func(*composer)) section {
	return func(c *composer, b model.PaperBlock) {
		var of []topic
		for _, p := range c.chosen(b) {
			if c.enter(p); applies(c) {
				of = append(of, p)
			}
		}
		if len(of) == 0 {
			return
		}
		c.section(c.headed(b, title))
		for _, p := range of {
			c.enter(p)
			if len(of) > 1 {
				c.add(paper.Block{Kind: paper.Heading, Level: 2, Spans: say(p.title())})
			}
			write(c)
		}
	}
}

// has reports whether the paper's outline has a section.
func (c *composer) has(section string) bool {
	return slices.ContainsFunc(c.outline, func(b model.PaperBlock) bool {
		return b.Kind == model.BlockSection && b.Section == section || b.Kind == model.BlockLimits && section == "limits" || b.Kind == model.BlockPositions && section == "dissent"
	})
}

// chosen are the subjects that a block is about: its own, or all the paper's.
func (c *composer) chosen(b model.PaperBlock) []topic {
	if b.About == "" {
		return c.topics
	}
	var of []topic
	for _, p := range c.topics {
		if p.ref() == b.About {
			of = append(of, p)
		}
	}
	return of
}

// headed is a section's title: the member's, or the usual one translated.
func (c *composer) headed(b model.PaperBlock, usual string) string {
	if s := text.OneLine(b.Text); s != "" && b.Kind == model.BlockSection {
		return s
	}
	return c.t(usual)
}

// heading is a member's own heading.
func heading(c *composer, b model.PaperBlock) { c.section(text.OneLine(b.Text)) }

func positionsAndDissent(c *composer, b model.PaperBlock) {
	sections["positions"](c, b)
	dissent(c, b)
}

// messages are the sentences to take away.
func (c *composer) messages() {
	if c.TradeOff != nil {
		c.tradeOffMessages()
		return
	}
	c.themeMessages()
}

// channels is what each channel says.
func (c *composer) channels() {
	if c.TradeOff != nil {
		c.poleChannels()
		return
	}
	c.themeChannels()
}

func (c *composer) sharedThemes() {
	for _, spans := range c.relatedThemes() {
		c.bullet(spans...)
	}
}
