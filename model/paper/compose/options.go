package compose

import (
	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// options sets each pole as an option to choose: what would follow from it, as
// members argue, what was heard on it, and who is for it.
func (c *composer) options() {
	if len(c.TradeOff.Poles) == 0 {
		c.para(word(c.t("The trade-off has no poles yet.")), c.none())
		return
	}
	t := paper.Table{Columns: []paper.Column{{Head: c.t("Option"), Width: 0.2}, {Head: c.t("What would follow, as members argue"), Width: 0.4},
		{Head: c.t("What was heard"), Width: 0.24}, {Head: c.t("Members for it"), Width: 0.16}}}
	for _, p := range c.TradeOff.Poles {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(text.OneLine(p.Text))}}, c.consequences(p), {c.heardOf(p)}, {c.membersFor(p)}}})
	}
	c.table(c.t("Options and their consequences"), t, say(c.t("Consequences are the arguments that members put on an option; they are opinions unless they cite evidence. A condition or a mixture of options can be put forward as an option of its own.")))
}

// consequences are the arguments on a pole.
func (c *composer) consequences(p model.Pole) paper.Cell {
	cell := c.poleArguments(*c.TradeOff, p)[1:] // the cell says for itself what it holds
	return cell
}

// heardOf counts the readings of what bears on a pole.
func (c *composer) heardOf(p model.Pole) []paper.Span {
	of := c.ofPole(p.ID)
	if len(of) == 0 {
		return []paper.Span{word(c.t("Nothing that was heard is linked to this pole.")), c.none()}
	}
	return append([]paper.Span{word(capital(c.readings(of)))}, cite(of...)...)
}

// membersFor names who stands for a pole.
func (c *composer) membersFor(p model.Pole) []paper.Span {
	var names []string
	for _, s := range c.TradeOff.Positions {
		if string(s.Stance) == p.ID {
			name := text.OneLine(s.Member)
			if name == "" {
				name = text.OneLine(s.By)
			}
			if name == "" {
				name = c.t("Not named")
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return []paper.Span{quiet(c.t("None yet"))}
	}
	return []paper.Span{word(c.list(names))}
}
