package compose

import (
	"math"
	"slices"
	"strconv"
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
	a := c.Assessment
	r := a.Rule
	first := []paper.Span{bold(a.Class.Label() + "."), word(" On “" + text.OneLine(c.Theme.Proposition) + "”, " +
		inWords(r.Supporting, "channel") + verb(r.Supporting, " supports", " support") + ", " +
		alone(r.Opposing) + verb(r.Opposing, " opposes", " oppose") + ", " +
		alone(r.Split) + verb(r.Split, " is", " are") + " split and " +
		alone(r.Unsure) + verb(r.Unsure, " is", " are") + " uncertain. Confidence is " + confidenceWord(a.Confidence) + ".")}
	c.para(append(first, c.citeAll()...)...)
	c.para(c.extremes(c.entries)...)
	c.para(c.whereMembersStand()...)
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
		return []paper.Span{bold("No vote."), word(" No statement that was voted on bears on this; what there is comes from notes and readings."), quiet(" [no evidence]")}
	}
	spans := []paper.Span{bold("The votes."), word(" Most agreed with is " + quoted(most.text()) + ": "), {Number: most.figure()}, word(" agree")}
	spans = append(spans, cite(most)...)
	if least != most {
		spans = append(spans, word("; least, "+quoted(least.text())+": "), paper.Span{Number: least.figure()}, word(" agree"))
		spans = append(spans, cite(least)...)
	}
	return append(spans, word("."))
}

func share(e *entry) float64 { return e.figure().Measures[0].Value }

// whereMembersStand counts the positions on the trade-offs of the paper.
func (c *composer) whereMembersStand() []paper.Span {
	stances := map[string]int{}
	var order []string
	members, dissent := 0, len(c.dissents())
	for _, t := range c.tradeOffs() {
		for _, p := range t.Positions {
			if p.Stance == model.StanceDissent {
				continue
			}
			members++
			label := stanceLabel(t, p.Stance)
			if stances[label] == 0 {
				order = append(order, label)
			}
			stances[label]++
		}
	}
	spans := []paper.Span{bold("The members.")}
	if members == 0 {
		spans = append(spans, word(" No position of a member is recorded yet."))
	} else {
		var parts []string
		for _, label := range order {
			parts = append(parts, label+" ("+countWord(stances[label])+")")
		}
		spans = append(spans, word(" "+capital(inWords(members, "position"))+verb(members, " is", " are")+" recorded: "+list(parts)+"."))
	}
	if dissent == 0 {
		return append(spans, word(" No dissent is recorded."))
	}
	return append(spans, word(" "+capital(inWords(dissent, "member"))+verb(dissent, " dissents", " dissent")+": page "), paper.Span{Page: "dissent", To: "dissent"}, word("."))
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
	t := paper.Table{Columns: []paper.Column{{Head: "Channel", Width: 0.24}, {Head: "Reading", Width: 0.18}, {Head: "Base", Width: 0.16, Right: true}, {Head: "Evidence and why", Width: 0.42}}}
	var unseen []string
	for _, ch := range c.Assessment.Channels {
		if ch.Reading == model.NotExamined {
			unseen = append(unseen, ch.Channel.Label())
			continue
		}
		reading := ch.Reading.Label()
		if ch.Firm {
			reading += ", firm"
		}
		var of []*entry
		for _, e := range c.entries {
			if e.read && e.channel == ch.Channel && !c.bridging(e) {
				of = append(of, e)
			}
		}
		why := append([]paper.Span{word(sentence(text.OneLine(ch.Why)))}, cite(of...)...)
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(ch.Channel.Label())}}, {{word(reading)}}, {base(of)}, {why}}})
	}
	if len(unseen) > 0 {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(list(unseen))}}, {{word(model.NotExamined.Label())}}, {{quiet("–")}}, {{word("No input of this kind is here.")}}}})
	}
	c.table("Reading of each channel", t, say("Votes and mentions are added up within a channel only, never across channels. “Silent”: inputs are here and say nothing on this."))
}

func (c *composer) bridging(e *entry) bool {
	return slices.ContainsFunc(c.Assessment.Bridging, func(i model.ItemReading) bool { return i.Item == e.item.Item })
}

// base adds up what was counted within one channel, votes apart from mentions.
func base(entries []*entry) []paper.Span {
	var votes, mentions []model.Measure
	for _, e := range entries {
		if e.item.N == 0 {
			continue // a person's reading rests on no count
		}
		for _, m := range e.counts() {
			if m.Unit == model.UnitMentions {
				mentions = append(mentions, m)
			} else {
				votes = append(votes, m)
			}
		}
	}
	var out []paper.Span
	if len(votes) > 0 {
		out = append(out, paper.Span{Number: &paper.Number{Form: paper.Sum, Measures: votes}}, word(nbsp+"votes"))
	}
	if len(mentions) > 0 {
		if len(out) > 0 {
			out = append(out, word(", "))
		}
		out = append(out, paper.Span{Number: &paper.Number{Form: paper.Sum, Measures: mentions}}, word(nbsp+"mentions"))
	}
	if len(out) == 0 {
		return []paper.Span{quiet("–")}
	}
	return out
}

// classRule says which rule gave the class and how far to trust it.
func (c *composer) classRule() {
	a := c.Assessment
	c.para(append([]paper.Span{bold(a.Class.Label() + ", by rule " + strconv.Itoa(a.Rule.Number) + "."), word(" " + sentence(text.OneLine(a.Rule.Rule)) +
		" The rules are tried in order and the first that fits gives the class. Cut-offs: " + c.thresholds())}, c.citeAll()...)...)
	if s := text.OneLine(a.Sensitivity); s != "" {
		c.para(bold("How stable it is."), word(" "+sentence(s)))
	}
	spans := []paper.Span{bold("Confidence: " + confidenceWord(a.Confidence) + ".")}
	if len(a.Concerns) == 0 {
		spans = append(spans, word(" No concern was found."))
	}
	for _, k := range a.Concerns {
		spans = append(spans, word(" "+sentence(text.OneLine(k.Text))), quiet(" ("+k.Component+", "+k.Level+")"))
	}
	c.para(append(spans, c.citeAll()...)...)
	for _, ch := range c.Theme.Choices {
		if ch.Class == a.Class {
			c.para(c.madeBy("A member's own class is the same: "+lower(ch.Class.Label())+". "+block(ch.Reason), ch.Made, "")...)
		}
	}
	if len(a.Missing) > 0 {
		var refs []string
		for _, ref := range a.Missing {
			refs = append(refs, text.OneLine(string(ref)))
		}
		c.para(bold("Missing."), word(" Linked to the theme, but in no current input: "+list(refs)+". They count for nothing here."), quiet(" [no evidence]"))
	}
}

// thresholds are the cut-offs in words; they are settings, not figures.
func (c *composer) thresholds() string {
	th := c.Thresholds
	pct := func(v float64) string { return paper.Whole(math.Round(v*100)) + nbsp + "%" }
	return th.Version + ": support from " + pct(th.Support) + ", strong from " + pct(th.Strong) + ", split where both sides reach " + pct(th.Split) +
		", uncertain from " + pct(th.Uncertain) + " passes; read from " + strconv.Itoa(th.MinVotes) + " votes and " + pct(th.MinShare) + " of the poll's voters."
}

// madeBy ends a text with who wrote it and what it rests on.
func (c *composer) madeBy(s string, made model.Made, published string) []paper.Span {
	spans := []paper.Span{word(sentence(block(s)))}
	if who := text.OneLine(made.By); who != "" {
		spans = append(spans, quiet(" — "+who))
		return append(spans, word(" "), quiet("[no evidence]"))
	}
	return append(spans, c.index.citeSource(published)...)
}

func confidenceWord(c model.Confidence) string {
	if c == "" {
		return "not rated"
	}
	return strings.ReplaceAll(string(c), "-", " ")
}

func verb(n int, one, many string) string {
	if n == 1 || n == 0 {
		return one
	}
	return many
}

// alone is a small count without its noun: "none", "two".
func alone(n int) string {
	if n == 0 {
		return "none"
	}
	return countWord(n)
}
