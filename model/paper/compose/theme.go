package compose

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// reservations are the conditions that people tied to a theme.
func (c *composer) reservations() {
	for _, r := range c.Theme.Reservations {
		c.para(c.madeBy(r.Text, r.Made, c.Theme.Published)...)
	}
}

// relatedTradeOffs are those that share evidence with the paper's theme.
func relatedTradeOffs(c *composer, b model.PaperBlock) {
	for _, r := range c.Related {
		if r.TradeOff != nil {
			c.section(c.t("Trade-off: %s", text.OneLine(r.TradeOff.Question)))
			c.poles(*r.TradeOff, false)
			c.positions(*r.TradeOff)
		}
	}
}

// themeMessages are the three sentences to take away.
func (c *composer) themeMessages() {
	c.heardOnTheme()
	c.para(c.whereMembersStand(c.tradeOffs(), len(c.dissents()))...)
}

// heardOnTheme says how the channels read the theme, and which statement is
// most and least agreed with.
func (c *composer) heardOnTheme() {
	a := c.Assessment
	r := a.Rule
	first := []paper.Span{bold(c.t(a.Class.Label()) + "."), word(" " + c.t("On %s, %s, %s, %s and %s.", c.quoted(text.OneLine(c.Theme.Proposition)),
		c.counted(r.Supporting, "no channel supports", "one channel supports", "%s channels support"),
		c.counted(r.Opposing, "none opposes", "one opposes", "%s oppose"),
		c.counted(r.Split, "none is split", "one is split", "%s are split"),
		c.counted(r.Unsure, "none is uncertain", "one is uncertain", "%s are uncertain")) + " " + c.t("Confidence is %s.", c.t(confidenceWord(a.Confidence))))}
	c.para(append(first, c.citeAll()...)...)
	c.para(c.extremes(c.entries)...)
}

// extremes tells which statement is most agreed with, and which least.
func (c *composer) extremes(entries []*entry) []paper.Span {
	var most, least *entry
	for _, e := range entries {
		if f := e.figure(); !e.read || f == nil || f.Form != paper.OfBase || f.Measures[0].Method != "agree-share/1" {
			continue
		}
		if most == nil || share(e) > share(most) {
			most = e
		}
		if least == nil || share(e) < share(least) {
			least = e
		}
	}
	if most == nil {
		return []paper.Span{bold(c.t("No vote.")), word(" " + c.t("No statement that was voted on bears on this; what there is comes from notes and readings."))}
	}
	spans := []paper.Span{bold(c.t("The votes.")), word(" " + c.t("Most agreed with is") + " "), c.cutWording(most), word(c.colon()), {Number: most.figure()}, word(" " + c.t("agree"))}
	spans = append(spans, cite(most)...)
	if least != most {
		spans = append(spans, word(c.semicolon()+c.t("least,")+" "), c.cutWording(least), word(c.colon()), paper.Span{Number: least.figure()}, word(" "+c.t("agree")))
		spans = append(spans, cite(least)...)
	}
	return append(spans, word("."))
}

func share(e *entry) float64 { return e.figure().Measures[0].Value }

// whereMembersStand counts the positions on trade-offs, and those who dissent.
func (c *composer) whereMembersStand(tradeOffs []model.TradeOff, dissent int) []paper.Span {
	stances := map[string]int{}
	var order []string
	members := 0
	for _, t := range tradeOffs {
		for _, p := range t.Positions {
			if p.Stance == model.StanceDissent {
				continue
			}
			members++
			label := c.stanceLabel(t, p.Stance)
			if stances[label] == 0 {
				order = append(order, label)
			}
			stances[label]++
		}
	}
	spans := []paper.Span{bold(c.t("The members."))}
	if members == 0 {
		spans = append(spans, word(" "+c.t("No position of a member is recorded yet.")))
	} else {
		var parts []string
		for _, label := range order {
			parts = append(parts, label+" ("+c.inNumbers(stances[label])+")")
		}
		spans = append(spans, word(" "+c.counted(members, "", "One position is recorded:", "%s positions are recorded:")+" "+c.list(parts)+"."))
		spans[len(spans)-1].Text = " " + capital(strings.TrimSpace(spans[len(spans)-1].Text))
	}
	if dissent == 0 {
		return append(spans, word(" "+c.t("No dissent is recorded.")))
	}
	if !c.has("dissent") {
		return append(spans, word(" "+capital(c.counted(dissent, "", "one member dissents.", "%s members dissent."))))
	}
	return append(spans, word(" "+capital(c.counted(dissent, "", "one member dissents: page", "%s members dissent: page"))+" "), paper.Span{Page: "dissent", To: "dissent"}, word("."))
}

// tradeOffs are those the paper is about and those related to it, each once.
func (c *composer) tradeOffs() []model.TradeOff {
	var out []model.TradeOff
	add := func(t *model.TradeOff) {
		if t != nil && !slices.ContainsFunc(out, func(o model.TradeOff) bool { return o.ID == t.ID }) {
			out = append(out, *t)
		}
	}
	for _, s := range c.topics {
		add(s.TradeOff)
	}
	for _, r := range c.Related {
		add(r.TradeOff)
	}
	return out
}

// themeChannels is the matrix of channels and readings.
func (c *composer) themeChannels() {
	t := paper.Table{Columns: []paper.Column{{Head: c.t("Channel"), Width: 0.24}, {Head: c.t("Reading"), Width: 0.18}, {Head: c.t("Base"), Width: 0.16, Right: true}, {Head: c.t("Evidence and why"), Width: 0.42}}}
	var unseen []string
	for _, ch := range c.Assessment.Channels {
		if ch.Reading == model.NotExamined {
			unseen = append(unseen, c.t(ch.Channel.Label()))
			continue
		}
		reading := c.t(ch.Reading.Label())
		if ch.Firm {
			reading += ", " + c.t("firm")
		}
		var of []*entry
		for _, e := range c.entries {
			if e.read && e.channel == ch.Channel && !c.bridging(e) {
				of = append(of, e)
			}
		}
		why := append(c.told(sentence(text.OneLine(ch.Why))), cite(of...)...)
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(c.t(ch.Channel.Label()))}}, {{word(reading)}}, {c.base(of)}, {why}}})
	}
	if len(unseen) > 0 {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(capital(c.list(lowered(unseen))))}}, {{word(c.t(model.NotExamined.Label()))}}, {{quiet("–")}}, {{word(c.t("No input of this kind is here."))}}}})
	}
	c.table(c.t("Reading of each channel"), t, say(c.t("Votes and mentions are added up within a channel only, never across channels. “Silent”: inputs are here and say nothing on this.")))
}

// lowered are labels as they stand within a sentence.
func lowered(labels []string) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = lower(l)
	}
	return out
}

func (c *composer) bridging(e *entry) bool {
	return slices.ContainsFunc(c.Assessment.Bridging, func(i model.ItemReading) bool { return i.Item == e.item.Item })
}

// base adds up what was counted within one channel: votes, answers and mentions
// apart.
func (c *composer) base(entries []*entry) []paper.Span {
	of := map[model.Unit][]model.Measure{}
	for _, e := range entries {
		if e.item.N == 0 {
			continue // a person's reading rests on no count
		}
		for _, m := range e.counts() {
			switch m.Unit {
			case model.UnitMentions, model.UnitResponses:
				of[m.Unit] = append(of[m.Unit], m)
			default:
				of[model.UnitVotes] = append(of[model.UnitVotes], m)
			}
		}
	}
	var out []paper.Span
	for _, unit := range []struct {
		model.Unit
		word string
	}{{model.UnitVotes, c.t("votes")}, {model.UnitResponses, c.t("answers")}, {model.UnitMentions, c.t("mentions")}} {
		if len(of[unit.Unit]) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, word(", "))
		}
		out = append(out, paper.Span{Number: &paper.Number{Form: paper.Sum, Measures: of[unit.Unit]}}, word(nbsp+unit.word))
	}
	if len(out) == 0 {
		return []paper.Span{quiet("–")}
	}
	return out
}

// classRule says which rule gave the class and how far to trust it.
func (c *composer) classRule() {
	a := c.Assessment
	rule := append([]paper.Span{bold(c.t("%s, by rule %d.", c.t(a.Class.Label()), a.Rule.Number)), word(" ")}, c.told(sentence(text.OneLine(a.Rule.Rule)))...)
	rule = append(rule, word(" "+c.t("The rules are tried in order and the first that fits gives the class.")+" "+c.t("Cut-offs:")+" "+c.thresholds()))
	c.para(append(rule, c.citeAll()...)...)
	if s := text.OneLine(a.Sensitivity); s != "" {
		c.para(append([]paper.Span{bold(c.t("How stable it is.")), word(" ")}, c.told(sentence(s))...)...)
	}
	spans := []paper.Span{bold(c.t("Confidence: %s.", c.t(confidenceWord(a.Confidence))))}
	if len(a.Concerns) == 0 {
		spans = append(spans, word(" "+c.t("No concern was found.")))
	}
	for _, k := range a.Concerns {
		spans = append(append(spans, word(" ")), c.told(sentence(text.OneLine(k.Text)))...)
		spans = append(spans, quiet(" ("+c.t(k.Component)+", "+c.t(k.Level)+")"))
	}
	c.para(append(spans, c.citeAll()...)...)
	for _, ch := range c.Theme.Choices {
		if ch.Class == a.Class {
			c.para(c.madeBy(c.t("A member's own class is the same: %s.", c.label(ch.Class.Label()))+" "+block(ch.Reason), ch.Made, "")...)
		}
	}
	if len(a.Missing) > 0 {
		var refs []string
		for _, ref := range a.Missing {
			refs = append(refs, text.OneLine(string(ref)))
		}
		c.para(bold(c.t("Missing.")), word(" "+c.t("Linked to the theme, but in no current input: %s. They count for nothing here.", c.list(refs))), c.none())
	}
}

// thresholds are the cut-offs in words; they are settings, not figures.
func (c *composer) thresholds() string {
	th := c.Thresholds
	return c.t("%s: support from %s, strong from %s, split where both sides reach %s, uncertain from %s passes; read from %d votes and %s of the poll's voters.",
		th.Version, c.share(th.Support), c.share(th.Strong), c.share(th.Split), c.share(th.Uncertain), th.MinVotes, c.share(th.MinShare))
}

// madeBy ends a text with who wrote it and what it rests on.
func (c *composer) madeBy(s string, made model.Made, published string) []paper.Span {
	spans := []paper.Span{word(sentence(block(s)))}
	if who := text.OneLine(made.By); who != "" {
		spans = append(spans, quiet(" — "+who))
		return append(spans, c.none())
	}
	return append(spans, c.index.citeSource(published)...)
}

func confidenceWord(c model.Confidence) string {
	if c == "" {
		return "not rated"
	}
	return strings.ReplaceAll(string(c), "-", " ")
}
