package compose

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/text"
)

// metWords say whether a standard is met.
var metWords = map[string]string{"yes": "Yes", "partly": "Partly", "no": "No"}

// standards is the self-report against the OGP Participation and Co-Creation
// Standards: what members say of each, and what the inputs themselves show.
func standards(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Against the participation standards"))
	c.para(word(c.t("The five standards are those that the Open Government Partnership approved on 24 November 2021. What a member says stands under that member’s name; what the inputs show is counted when this is printed.")))
	t := paper.Table{Columns: []paper.Column{{Head: c.t("Standard"), Width: 0.2}, {Head: c.t("Met"), Width: 0.1}, {Head: c.t("Evidence"), Width: 0.42}, {Head: c.t("Gap"), Width: 0.28}}}
	answered := 0
	for _, s := range model.Standards {
		a, ok := c.Standards[s.ID]
		met, gap := "–", paper.Cell{{quiet(c.t("Nobody has said yet."))}}
		var evidence paper.Cell
		if ok {
			answered++
			met, gap = c.t(metWords[a.Met]), paper.Cell{{word(cmp.Or(sentence(block(a.Gap)), "–"))}}
			evidence = append(evidence, []paper.Span{word(sentence(block(a.Evidence)) + " "), quiet("— " + text.OneLine(a.By))})
		}
		evidence = append(evidence, c.shown(s.ID)...)
		if len(evidence) == 0 {
			evidence = paper.Cell{{quiet(c.t(unproved))}}
		}
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{{bold(s.ID + " ")}, {word(c.t(s.Title))}}, {{bold(met)}}, evidence, gap}})
	}
	c.table(c.t("Standards, evidence and gaps: %d of %d answered", answered, len(model.Standards)), t, nil)
}

// shown is what the inputs themselves show of a standard.
func (c *composer) shown(standard string) [][]paper.Span {
	switch standard {
	case "S2":
		return c.inputs()
	case "S3":
		return c.openFor()
	case "S4":
		return c.answered()
	}
	return nil
}

// inputs says where the inputs can be had.
func (c *composer) inputs() [][]paper.Span {
	if len(c.Sources) == 0 {
		return nil
	}
	licensed := 0
	for _, s := range c.Sources {
		if s.Licence != "" {
			licensed++
		}
	}
	out := [][]paper.Span{{word(c.t("Published inputs: %d sources, %d of them with a licence.", len(c.Sources), licensed))}}
	var ids []string
	for _, s := range c.Sources {
		ids = append(ids, c.index.sourceID(s.Source.ID))
	}
	return append(out, []paper.Span{quiet(strings.Join(slices.DeleteFunc(ids, func(s string) bool { return s == "" }), " "))})
}

// openFor says when people could take part, as far as the sources state it.
func (c *composer) openFor() [][]paper.Span {
	var out [][]paper.Span
	unknown := 0
	for _, s := range c.Sources {
		switch {
		case s.Format == model.FormatThemes || s.Format == model.FormatTradeOffs || s.Format == model.FormatClaims || s.Format == model.FormatParticipation:
		case s.CollectedFrom == "" && s.CollectedTo == "":
			unknown++
		case s.CollectedFrom == "":
			out = append(out, append([]paper.Span{word(c.t("%s: open until %s.", titleOf(s), c.collectedOn(s.CollectedTo)))}, c.index.citeSource(s.Source.ID)...))
		default:
			out = append(out, append([]paper.Span{word(c.t("%s: open from %s to %s.", titleOf(s), c.collectedOn(s.CollectedFrom), cmp.Or(c.collectedOn(s.CollectedTo), "?")))}, c.index.citeSource(s.Source.ID)...))
		}
	}
	if unknown > 0 {
		out = append(out, []paper.Span{word(c.t("Of %d sources it is not stated when they were open.", unknown))})
	}
	return out
}

// answered says how many themes have a reasoned response.
func (c *composer) answered() [][]paper.Span {
	themes, answers := 0, 0
	for _, p := range c.topics {
		if p.Theme != nil {
			themes++
			if p.Theme.Answer != nil {
				answers++
			}
		}
	}
	if themes == 0 {
		return nil
	}
	return [][]paper.Span{{word(c.coverage(answers, themes))}}
}
