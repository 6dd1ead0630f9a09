package compose

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/retell"
	"consilience/model/text"
)

// The small markup of a member's text: **bold**, *italic*, [words](address),
// [source:item] to cite evidence, {method:source:item} for a figure, ^[words]
// for a footnote and [[block]] for the page on which another block begins.
var inlineMark = regexp.MustCompile(`\^\[([^\]\n]+)\]|\[\[([^\]\s]+)\]\]|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^\]\n]+)\]\((https?://[^)\s]+)\)|\[([^\]\s:]+:[^\]\n]+)\]|\{([a-z0-9-]+/[0-9]+:[^}\n]+)\}`)

// Cited are the items of evidence that a block names, in its fields and in its
// text, each once.
func Cited(b model.PaperBlock) []model.Ref {
	var refs []model.Ref
	seen := map[model.Ref]bool{"": true}
	add := func(list ...model.Ref) {
		for _, r := range list {
			if !seen[r] {
				seen[r] = true
				refs = append(refs, r)
			}
		}
	}
	measure := func(name string) {
		if _, ref, ok := strings.Cut(name, ":"); ok {
			first, second, _ := strings.Cut(ref, "|")
			add(model.Ref(first), model.Ref(second))
		}
	}
	add(b.Item)
	add(b.Items...)
	measure(b.Measure)
	if !strings.ContainsAny(b.Text, "[{") {
		return refs
	}
	for _, m := range inlineMark.FindAllStringSubmatch(b.Text, -1) {
		add(model.Ref(m[7]))
		measure(m[8])
	}
	return refs
}

// marked sets a paragraph of a member's text. A sentence that states a figure
// in typed digits and cites nothing is marked.
func (c *composer) marked(s string) []paper.Span {
	var out []paper.Span
	for _, one := range retell.Sentences(s) {
		spans, proved := c.inline(one)
		if !proved && typesFigure(one) {
			body := strings.TrimRight(one, " ")
			if spans, _ = c.inline(body); len(body) < len(one) {
				spans = append(spans, c.none(), word(" "))
			} else {
				spans = append(spans, c.none())
			}
		}
		out = append(out, spans...)
	}
	return out
}

// inline sets one sentence; proved says that it cites evidence, prints a
// computed figure, or is marked as doing neither.
func (c *composer) inline(s string) (out []paper.Span, proved bool) {
	if !strings.ContainsAny(s, "*[{") { // the expression is slow, and most sentences have no mark
		return []paper.Span{word(s)}, false
	}
	at := 0
	for _, m := range inlineMark.FindAllStringSubmatchIndex(s, -1) {
		group := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return s[m[2*k]:m[2*k+1]]
		}
		if m[0] > at {
			out = append(out, word(s[at:m[0]]))
		}
		at = m[1]
		switch {
		case group(1) != "":
			out = append(out, paper.Span{Foot: c.marked(group(1))})
		case group(2) != "":
			out = append(out, c.pageOf(group(2))...)
		case group(3) != "":
			out = append(out, bold(group(3)))
		case group(4) != "":
			out = append(out, paper.Span{Text: group(4), Italic: true})
		case group(5) != "":
			out = append(out, paper.Span{Text: group(5), Address: group(6)})
		case group(7) != "":
			e := c.index.find(model.Ref(group(7)))
			if e == nil {
				out, proved = append(out, word(s[m[0]:m[1]]), c.none()), true // it is marked already
				continue
			}
			proved = true
			out = append(out, paper.Span{Text: "[" + e.id + "]", To: e.id})
		default:
			spans, ok := c.named(group(8))
			out, proved = append(out, spans...), proved || ok
		}
	}
	if at < len(s) {
		out = append(out, word(s[at:]))
	}
	return out, proved
}

// pageOf names the page on which a block of the paper begins.
func (c *composer) pageOf(block string) []paper.Span {
	if !slices.ContainsFunc(c.outline, func(b model.PaperBlock) bool { return b.ID == block }) {
		return []paper.Span{word("[[" + block + "]]"), quiet(" [" + c.t("no such part") + "]")}
	}
	if c.pointed == nil {
		c.pointed = map[string]bool{}
	}
	c.pointed[block] = true
	return []paper.Span{{Text: c.t("page") + "\u00a0", To: blockAnchor(block)}, {Page: blockAnchor(block), To: blockAnchor(block)}}
}

func blockAnchor(id string) string { return "block-" + id }

// point gives the blocks that are referred to their anchors. A block that has
// another anchor already keeps it.
func (c *composer) point() {
	done := map[string]bool{}
	for i, b := range c.blocks {
		if c.pointed[b.Source] && !done[b.Source] && b.Anchor == "" {
			c.blocks[i].Anchor, done[b.Source] = blockAnchor(b.Source), true
		}
	}
}

// Unproved are the sentences of a member's text that state a figure in typed
// digits and cite nothing: those that a paper marks with “[no evidence]”.
func Unproved(s string) []string {
	var out []string
	for _, part := range parts(s) {
		if part.heading {
			continue
		}
		for _, one := range retell.Sentences(part.words) {
			proved := false
			for _, m := range inlineMark.FindAllStringSubmatch(one, -1) {
				proved = proved || m[7] != "" || m[8] != ""
			}
			if !proved && typesFigure(one) {
				out = append(out, strings.TrimSpace(one))
			}
		}
	}
	return out
}

// named is the figure of a measure's name with the evidence it is of.
func (c *composer) named(measure string) (out []paper.Span, ok bool) {
	if c.Explain == nil {
		return []paper.Span{quiet(c.t(unproved))}, false
	}
	m, err := c.Explain(measure)
	if err != nil {
		return []paper.Span{word(text.OneLine(measure)), c.none()}, false
	}
	n := paper.Number{Form: paper.Plain, Measures: []model.Measure{m}}
	switch {
	case m.Unit == model.UnitShare && strings.HasSuffix(strings.TrimRight(m.Method, "0123456789/"), "-low"),
		m.Unit == model.UnitShare && strings.HasSuffix(strings.TrimRight(m.Method, "0123456789/"), "-high"):
		n.Form = paper.Percent // an interval's end has no count of its own
	case m.Unit == model.UnitShare || m.Unit == model.UnitPercent:
		n.Form = paper.OfBase
	}
	out = []paper.Span{{Number: &n}}
	if e := c.index.find(m.Subject); e != nil {
		out = append(out, cite(e)...)
	}
	return out, true
}

// notFigures are digits that state no figure: years, dates, places in a text,
// names with a number.
var notFigures = regexp.MustCompile(`(?i)\d{4}-\d{2}-\d{2}|\b\d{1,2}(er)?( de)? (january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|\b(page|section|table|figure|chapter|phase|article|annex|paragraph|option|página|sección|tabla|capítulo|fase|artículo|anexo|tableau|chapitre|annexe)s? \d+|\b(19|20)\d{2}\b|\pL[\pL-]*\d+`)

// typesFigure reports whether a sentence states a figure in digits outside its
// marks.
func typesFigure(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && statesFigure(inlineMark.ReplaceAllString(s, "$3$4$5"))
}

func statesFigure(s string) bool {
	return strings.ContainsFunc(notFigures.ReplaceAllString(s, ""), unicode.IsDigit)
}
