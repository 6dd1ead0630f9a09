package compose

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/text"
)

var listItem = regexp.MustCompile(`^(?:[-*•]|(\d{1,3})[.)])\s+(.*)$`)

// written is a member's own text, part by part.
func written(c *composer, b model.PaperBlock) {
	for _, p := range parts(b.Text) {
		switch {
		case p.heading:
			c.add(paper.Block{Kind: paper.Heading, Level: 2, Spans: say(p.words)})
		case p.bullet:
			c.bullet(c.marked(p.words)...)
		case p.item:
			c.add(paper.Block{Kind: paper.Ordered, Number: p.number, Spans: c.marked(p.words)})
		default:
			c.para(c.marked(p.words)...)
		}
	}
}

// textPart is a paragraph of a member's text, an item of a list or a heading.
type textPart struct {
	words                 string
	heading, bullet, item bool
	number                int // of an item that counts
}

// parts cuts a member's text: lines that begin with "- " or "1. " are items,
// those that begin with "# " headings; a blank line ends a paragraph.
func parts(s string) []textPart {
	var out []textPart
	var para []string
	end := func() {
		if len(para) > 0 {
			out = append(out, textPart{words: strings.Join(para, " ")})
		}
		para = nil
	}
	for _, l := range strings.Split(text.Clean(s), "\n") {
		l = strings.TrimSpace(l)
		m := listItem.FindStringSubmatch(l)
		switch {
		case l == "":
			end()
		case strings.HasPrefix(l, "# "):
			end()
			out = append(out, textPart{words: strings.TrimSpace(l[2:]), heading: true})
		case m != nil:
			end()
			n, _ := strconv.Atoi(m[1]) // none, or at most three digits
			out = append(out, textPart{words: m[2], bullet: m[1] == "", item: m[1] != "", number: n})
		default:
			para = append(para, l)
		}
	}
	end()
	return out
}

// oneFigure prints one computed figure, with the member's words before it, or
// else with what it is a figure of.
func oneFigure(c *composer, b model.PaperBlock) {
	if b.Measure == "" {
		c.para(quiet(c.t("No figure is chosen yet.")))
		return
	}
	var spans []paper.Span
	if s := text.OneLine(b.Text); s != "" {
		spans, _ = c.inline(s)
		spans = append(spans, word(" "))
	} else if how, ref, ok := strings.Cut(b.Measure, ":"); ok {
		if m, known := analysis.MethodOf(how); known {
			ref, _, _ = strings.Cut(ref, "|")
			said := ref
			if e := c.index.find(model.Ref(ref)); e != nil {
				said = e.text()
			}
			spans = append(spans, word(c.t(m.Name)+" – “"+said+"”: "))
		}
	}
	of, _ := c.named(b.Measure)
	for i := range of {
		of[i].Bold = of[i].Number != nil
	}
	c.para(append(spans, of...)...)
}

// quote is what somebody said, in their language, with the evidence it is and,
// labelled, a member's translation.
func quote(c *composer, b model.PaperBlock) {
	if b.Item == "" {
		c.para(quiet(c.t("No quote is chosen yet.")))
		return
	}
	e := c.index.find(b.Item)
	if e == nil {
		c.para(word(c.t("The item %s is in no current input.", text.OneLine(string(b.Item)))), c.none())
		return
	}
	note := []paper.Span{quiet(c.t(e.channel.Label()))}
	for _, s := range c.index.sources {
		if s.Source.ID == e.item.Item.Source() && s.Paraphrased {
			note = append(note, quiet(", "+c.t("paraphrase, not the original wording")))
		}
	}
	language := cmp.Or(c.Statements[b.Item].Language, c.Said[b.Item].Language)
	c.add(paper.Block{Kind: paper.Quote, Spans: say(c.quoted(e.text())), Language: language, Note: append(note, cite(e)...)})
	if s := text.OneLine(b.Translation); s != "" {
		c.add(paper.Block{Kind: paper.Quote, Spans: say(c.quoted(s)), Language: c.language, Note: []paper.Span{quiet(c.t("Translation; the words above are the original"))}})
	}
}

// items is a table of the items that a member chose.
func items(c *composer, b model.PaperBlock) {
	if len(b.Items) == 0 {
		c.para(quiet(c.t("No item is chosen yet.")))
		return
	}
	of := c.found(b.Items)
	if len(of) == 0 {
		c.para(word(c.t("None of the chosen items is in a current input.")), c.none())
		return
	}
	c.evidenceTable(cmp.Or(text.OneLine(b.Text), c.t("Evidence with figures, base and reading")), of)
}

// found are the entries of items that are here.
func (c *composer) found(refs []model.Ref) []*entry {
	var of []*entry
	for _, ref := range refs {
		if e := c.index.find(ref); e != nil {
			of = append(of, e)
		}
	}
	return of
}

// drawn is a chart: of the items that a member chose, or the kind that Section
// names, of what About names or of the first that it can be of.
func drawn(c *composer, b model.PaperBlock) {
	from := len(c.blocks)
	if b.Section == "" && len(b.Items) == 0 {
		c.para(quiet(c.t("No item is chosen yet.")))
		return
	}
	if b.Section == "" {
		c.diverging(c.found(b.Items))
		for k := from; k < len(c.blocks); k++ {
			c.titledChart(&c.blocks[k], b)
		}
		return
	}
	if c.Chart == nil {
		return
	}
	scene := c.Chart(b, paper.ChartWidth, c.t)
	if scene.W <= 0 || scene.H <= 0 {
		return
	}
	c.figures++
	c.add(paper.Block{Kind: paper.Figure, Spans: say(c.t("Figure %d. %s", c.figures, cmp.Or(text.OneLine(b.Text), scene.Title))), Scene: &scene, Alt: cmp.Or(text.OneLine(b.Alt), scene.Alt), Note: c.sourced(scene.Source)})
}

// titledChart gives a chart the member's own title and words.
func (c *composer) titledChart(d *paper.Block, b model.PaperBlock) {
	if d.Kind != paper.Figure {
		return
	}
	if title := text.OneLine(b.Text); title != "" {
		d.Spans = say(c.t("Figure %d. %s", c.figures, title))
	}
	d.Alt = cmp.Or(text.OneLine(b.Alt), d.Alt)
}

// steps are all steps that stand one after the other, as one table.
func steps(c *composer, b model.PaperBlock) {
	if c.at > 0 && c.outline[c.at-1].Kind == model.BlockStep {
		return // in the table of the first
	}
	t := paper.Table{Columns: []paper.Column{{Head: c.t("What"), Width: 0.6}, {Head: c.t("Owner"), Width: 0.22}, {Head: c.t("Date"), Width: 0.18}}}
	for _, s := range c.outline[c.at:] {
		if s.Kind != model.BlockStep {
			break
		}
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{c.marked(text.OneLine(s.Text))}, {say(cmp.Or(text.OneLine(s.Owner), c.t("to be named")))}, {say(cmp.Or(c.day(s.Date), "–"))}}})
	}
	c.table(c.t("Next steps"), t, nil)
}
