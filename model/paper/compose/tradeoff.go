package compose

import (
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/text"
)

func (c *composer) tradeOffMessages() {
	var parts []string
	for _, p := range c.TradeOff.Poles {
		parts = append(parts, c.quoted(text.OneLine(p.Text)))
	}
	first := []paper.Span{bold(c.t("The choice.")), word(" " + sentence(text.OneLine(c.TradeOff.Question)) + " " + c.t("The poles are %s.", c.list(parts)))}
	for _, p := range c.TradeOff.Poles {
		of := c.ofPole(p.ID)
		if len(of) == 0 {
			first = append(first, word(" "+c.t("Nothing that was heard speaks for %s.", c.quoted(text.OneLine(p.Text)))), c.none())
			continue
		}
		first = append(first, word(" "+c.t("Of what bears on %s, %s", c.quoted(text.OneLine(p.Text)), c.readings(of))))
		first = append(append(first, cite(of...)...), word("."))
	}
	c.para(first...)
	c.para(c.extremes(c.entries)...)
	only := []model.TradeOff{*c.TradeOff}
	c.para(c.whereMembersStand(only, len(c.against(only)))...)
}

// says is what one item, or several, do to a pole.
var says = map[model.Reading][2]string{
	model.Supports: {"supports it", "support it"}, model.Opposes: {"opposes it", "oppose it"},
	model.LeansSupport: {"leans for it", "lean for it"}, model.LeansOppose: {"leans against it", "lean against it"},
	model.SplitReading: {"is split", "are split"}, model.SplitGroups: {"is split between groups", "are split between groups"},
	model.BothPoles: {"holds both poles", "hold both poles"}, model.Uncertain: {"is uncertain", "are uncertain"},
	model.NoClearDirection: {"has no clear direction", "have no clear direction"}, model.Raised: {"only raises it", "only raise it"},
	model.Insufficient: {"rests on too little to tell", "rest on too little to tell"}, model.ByGroup: {"differs by group", "differ by group"},
	model.Silent: {"is in no current input", "are in no current input"},
}

// readings counts the readings of entries in words: "two items support it, one
// is split".
func (c *composer) readings(entries []*entry) string {
	count := map[model.Reading]int{}
	var order []model.Reading
	for _, e := range entries {
		if count[e.item.Reading] == 0 {
			order = append(order, e.item.Reading)
		}
		count[e.item.Reading]++
	}
	var parts []string
	for i, r := range order {
		how, ok := says[r]
		if !ok {
			how = [2]string{"is not read", "are not read"}
		}
		if i == 0 {
			parts = append(parts, c.counted(count[r], "", "one item "+how[0], "%s items "+how[1]))
		} else {
			parts = append(parts, c.counted(count[r], "", "one "+how[0], "%s "+how[1]))
		}
	}
	return c.list(parts)
}

// ofPole are the entries that speak for or against a pole.
func (c *composer) ofPole(pole string) []*entry {
	var out []*entry
	for _, e := range c.entries {
		if e.read && e.pole == pole && pole != "" {
			out = append(out, e)
		}
	}
	return out
}

// shownPerPole is how many items stand under a pole; the table has them all.
const shownPerPole = 5

// poles sets the poles of a trade-off side by side, or, if there are more than
// three, one after the other: the same width and the same parts for each. Of a
// related trade-off only the arguments are shown: its evidence is not read here.
func (c *composer) poles(t model.TradeOff, evidence bool) {
	if len(t.Poles) == 0 {
		c.para(word(c.t("The trade-off has no poles yet.")), c.none())
		return
	}
	per := len(t.Poles)
	if per > 3 {
		per = 1
	}
	for from := 0; from < len(t.Poles); from += per {
		tb := paper.Table{Facing: per > 1}
		var head, said, argued paper.Row
		head.Strong = true
		for _, p := range t.Poles[from:min(from+per, len(t.Poles))] {
			tb.Columns = append(tb.Columns, paper.Column{Width: 1 / float64(per)})
			head.Cells = append(head.Cells, paper.Cell{{bold(text.OneLine(p.Text))}})
			said.Cells = append(said.Cells, c.poleEvidence(p))
			argued.Cells = append(argued.Cells, c.poleArguments(t, p))
		}
		tb.Rows = append(tb.Rows, head)
		if evidence {
			tb.Rows = append(tb.Rows, said)
		}
		if !c.has("options") { // or the arguments stand with the options
			tb.Rows = append(tb.Rows, argued)
		}
		c.table("", tb, nil)
	}
}

func (c *composer) poleEvidence(p model.Pole) paper.Cell {
	cell := paper.Cell{{quiet(c.t("Evidence"))}}
	of := c.ofPole(p.ID)
	for _, e := range of[:min(len(of), shownPerPole)] {
		spans := []paper.Span{c.cutWording(e)}
		if e.item.Polarity < 0 {
			spans = append(spans, quiet(" ("+c.t("speaks against it")+")"))
		}
		if f := e.figure(); f != nil {
			spans = append(spans, word(" "), paper.Span{Number: f, Bold: true}, word(" "+c.t(e.unit())))
		}
		spans = append(spans, word(c.semicolon()+c.label(e.item.Reading.Label())))
		cell = append(cell, append(spans, cite(e)...))
	}
	switch {
	case len(of) == 0:
		cell = append(cell, []paper.Span{word(c.t("Nothing that was heard is linked to this pole.")), c.none()})
	case len(of) > shownPerPole:
		cell = append(cell, []paper.Span{quiet(c.counted(len(of)-shownPerPole, "", "The other one stands in the table below.", "The other %s items stand in the table below."))})
	}
	return cell
}

func (c *composer) poleArguments(t model.TradeOff, p model.Pole) paper.Cell {
	cell := paper.Cell{{quiet(c.t("Arguments"))}}
	for _, a := range t.Arguments {
		if a.Pole != p.ID {
			continue
		}
		spans := []paper.Span{word(sentence(block(a.Text)))}
		if a.By != "" {
			spans = append(spans, quiet(" — "+text.OneLine(a.By)))
		}
		cell = append(cell, append(spans, c.index.citeMeasures(a.Evidence)...))
	}
	if len(cell) == 1 {
		cell = append(cell, []paper.Span{word(c.t("No argument has been put forward."))})
	}
	return cell
}

func (c *composer) stanceLabel(t model.TradeOff, s model.Stance) string {
	switch s {
	case model.StanceUndecided:
		return c.t("undecided")
	case model.StanceDissent:
		return c.t("dissent")
	}
	if p, ok := t.Pole(string(s)); ok {
		return c.t("for %s", c.quoted(text.OneLine(p.Text)))
	}
	return text.OneLine(string(s))
}

// positions names who stands where and why, dissent apart.
func (c *composer) positions(t model.TradeOff) {
	tb := c.stands("Stands")
	for _, p := range t.Positions {
		if p.Stance != model.StanceDissent {
			tb.Rows = append(tb.Rows, c.stand(p.Member, capital(c.stanceLabel(t, p.Stance)), p.Reason, p.Evidence, p.Made))
		}
	}
	if len(tb.Rows) == 0 {
		c.para(word(c.t("No position of a member is recorded yet.")))
		return
	}
	c.table(c.t("Positions on %s", c.quoted(text.OneLine(t.Question))), tb, nil)
}

// dissent is what stands against, set like the positions. It is always there.
func dissent(c *composer, b model.PaperBlock) {
	c.anchored(c.headed(b, "Dissent"), "dissent")
	rows := c.dissents()
	if len(rows) == 0 {
		c.para(word(c.t("No dissent is recorded.")))
		return
	}
	tb := c.stands("Dissents from")
	tb.Rows = rows
	c.table(c.t("Dissent, in the members' own words"), tb, nil)
}

// dissents are positions against the question or its poles, and classes that
// members chose against the computed one.
func (c *composer) dissents() []paper.Row {
	rows := c.against(c.tradeOffs())
	for _, p := range c.topics {
		if p.Theme == nil || p.Assessment == nil {
			continue
		}
		for _, ch := range p.Theme.Choices {
			if ch.Class != p.Assessment.Class {
				rows = append(rows, c.stand(ch.By, c.t("The class; reads it as %s", c.quoted(c.label(ch.Class.Label()))), ch.Reason, nil, ch.Made))
			}
		}
	}
	return rows
}

// against are the positions against the question of trade-offs or their poles.
func (c *composer) against(tradeOffs []model.TradeOff) []paper.Row {
	var rows []paper.Row
	for _, t := range tradeOffs {
		for _, p := range t.Positions {
			if p.Stance == model.StanceDissent {
				rows = append(rows, c.stand(p.Member, c.quoted(text.OneLine(t.Question)), p.Reason, p.Evidence, p.Made))
			}
		}
	}
	return rows
}

func (c *composer) stands(how string) paper.Table {
	return paper.Table{Columns: []paper.Column{{Head: c.t("Member"), Width: 0.2}, {Head: c.t(how), Width: 0.24}, {Head: c.t("Why"), Width: 0.56}}}
}

func (c *composer) stand(member, stance, reason string, evidence []model.Measure, made model.Made) paper.Row {
	if member = text.OneLine(member); member == "" {
		member = text.OneLine(made.By)
	}
	if member == "" {
		member = c.t("Not named")
	}
	name := []paper.Span{bold(member)}
	if made.Conflict {
		name = append(name, quiet(" ("+c.t("one of two versions")+")"))
	}
	why := []paper.Span{word(c.t("No reason is given."))}
	if s := block(reason); s != "" {
		why = append([]paper.Span{word(s)}, c.index.citeMeasures(evidence)...)
	}
	return paper.Row{Cells: []paper.Cell{{name}, {{word(stance)}}, {why}}}
}

// poleChannels reads each channel for each pole, as a theme's channels are read.
func (c *composer) poleChannels() {
	t := paper.Table{Columns: []paper.Column{{Head: c.t("Channel"), Width: 0.2}}}
	poles := c.TradeOff.Poles
	for _, p := range poles {
		t.Columns = append(t.Columns, paper.Column{Head: c.quoted(text.OneLine(p.Text)), Width: 0.62 / float64(len(poles))})
	}
	t.Columns = append(t.Columns, paper.Column{Head: c.t("Base"), Width: 0.18, Right: true})
	for _, ch := range model.Channels {
		var all []*entry
		row := paper.Row{Cells: []paper.Cell{{{bold(c.t(ch.Label()))}}}}
		for _, p := range poles {
			var items []model.ItemReading
			var of []*entry
			for _, e := range c.ofPole(p.ID) {
				if e.channel == ch {
					items, of = append(items, e.item), append(of, e)
				}
			}
			all = append(all, of...)
			row.Cells = append(row.Cells, paper.Cell{c.poleReading(ch, items, of)})
		}
		for _, e := range c.entries {
			if e.read && e.channel == ch && e.pole == "" {
				all = append(all, e)
			}
		}
		if len(all) == 0 {
			continue
		}
		row.Cells = append(row.Cells, paper.Cell{c.base(all)})
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		c.para(word(c.t("No channel holds anything that is linked to this question.")), c.none())
		return
	}
	c.table(c.t("Reading of each channel, for each pole"), t, say(c.t("Each pole is read like a proposition, by the cut-offs")+" "+c.thresholds()+" "+c.t("Votes and mentions are added up within a channel only. Channels without linked evidence are left out.")))
}

func (c *composer) poleReading(ch model.Channel, items []model.ItemReading, of []*entry) []paper.Span {
	if len(items) == 0 {
		return []paper.Span{quiet(c.t("Nothing linked"))}
	}
	r := analysis.ReadChannel(ch, items, c.Thresholds)
	label := c.t(r.Reading.Label())
	if r.Firm {
		label += ", " + c.t("firm")
	}
	return append([]paper.Span{word(label)}, cite(of...)...)
}

// relatedThemes names the themes that share evidence, with their class.
func (c *composer) relatedThemes() [][]paper.Span {
	var out [][]paper.Span
	for _, r := range c.Related {
		if r.Theme == nil {
			continue
		}
		var of []*entry
		for _, e := range c.entries {
			for _, l := range r.Theme.Links {
				if e.item.Item == l.Item {
					of = append(of, e)
				}
			}
			if p := r.Theme.TagPoles; p != nil && (e.item.Item == p.For || e.item.Item == p.Against) {
				of = append(of, e)
			}
		}
		title := strings.TrimSpace(text.OneLine(r.Theme.Title))
		spans := []paper.Span{bold(title), word(c.colon() + c.t("%s on %s", c.label(r.Class.Label()), c.quoted(text.OneLine(r.Theme.Proposition))))}
		out = append(out, append(spans, cite(of...)...))
	}
	return out
}
