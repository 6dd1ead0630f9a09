package compose

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/text"
)

// counts are the numbers of votes or mentions behind the item; two for a pair
// of tags.
func (e *entry) counts() []model.Measure {
	m := e.counted()
	switch {
	case m == nil:
		return nil
	case m.Method != "mentions/1":
		return []model.Measure{*m}
	}
	var out []model.Measure
	for _, k := range e.item.Measures {
		if k.Method == "mentions/1" {
			out = append(out, k)
		}
	}
	return out
}

// citeAll cites all evidence of the subject.
func (c *composer) citeAll() []paper.Span {
	if len(c.entries) == 0 {
		return []paper.Span{c.none()}
	}
	return cite(c.entries...)
}

// evidence is the chart and the table of everything that was read.
func (c *composer) evidence() {
	read := c.entries
	if len(read) == 0 {
		c.para(word(c.t("No evidence is linked yet.")), c.none())
		return
	}
	c.diverging(read)
	c.evidenceTable(c.t("Evidence with figures, base and reading"), read)
}

// evidenceTable lists entries with their figures.
func (c *composer) evidenceTable(caption string, read []*entry) {
	t := paper.Table{Columns: []paper.Column{
		{Head: c.t("Id"), Width: 0.05}, {Head: c.t("Statement or tag, in its own language"), Width: 0.4},
		{Head: c.t("Agree"), Width: 0.16, Right: true}, {Head: c.t("95 %% interval"), Width: 0.12, Right: true},
		{Head: c.t("Votes"), Width: 0.12, Right: true}, {Head: c.t("Reading"), Width: 0.15},
	}}
	for _, e := range read {
		t.Rows = append(t.Rows, c.evidenceRow(e))
	}
	note := c.t("Agree: of all votes on the statement, passes included; for a pair of tags, mentions of the first of both. Votes: of all who voted in that poll. Interval: Wilson, 95 %%.")
	if c.publishedShown(read) {
		note += " " + c.t("Percentages of published tables are printed as published: cut off, not rounded.")
	}
	c.table(caption, t, say(note))
}

func (c *composer) publishedShown(entries []*entry) bool {
	return slices.ContainsFunc(entries, func(e *entry) bool { return analysis.Pick(e.item.Measures, "published-agree/1") != nil })
}

func (c *composer) evidenceRow(e *entry) paper.Row {
	said := []paper.Span{c.wordingOf(e)}
	switch {
	case c.bridgingItem(e):
		said = append(said, quiet(" ("+c.t("a bridge: shown, not counted")+")"))
	case e.item.Polarity < 0:
		said = append(said, quiet(" ("+c.t("says the reverse")+")"))
	case e.item.Note != "":
		said = append(said, quiet(" ("+text.OneLine(e.item.Note)+")"))
	}
	figure, interval, votes := []paper.Span{quiet("–")}, []paper.Span{quiet("–")}, []paper.Span{quiet("–")}
	if f := e.figure(); f != nil {
		figure = []paper.Span{{Number: f}}
		if f.Measures[0].Unit == model.UnitMentions {
			figure = append(figure, word(nbsp+c.t(e.unit())))
		}
	}
	if i := e.interval(); i != nil {
		interval = []paper.Span{{Number: i}}
	}
	if counts := e.counts(); len(counts) > 0 && counts[0].Unit != model.UnitMentions {
		votes = []paper.Span{{Number: &paper.Number{Form: paper.Sum, Measures: counts}}}
		if counts[0].Unit == model.UnitResponses {
			votes = append(votes, word(" "+c.t("answers")))
		}
		in := analysis.Inputs{Voters: e.item.Voters, Subject: e.item.Item, Snapshot: c.index.snapshotOf(e.item.Item)}
		if voters, err := analysis.Compute("voters/1", in); err == nil && counts[0].Unit != model.UnitResponses {
			votes = append(votes, word(" "+c.t("of")+nbsp), paper.Span{Number: &paper.Number{Form: paper.Plain, Measures: []model.Measure{voters}}})
		}
	}
	return paper.Row{Anchor: "row-" + e.id, Cells: []paper.Cell{{{{Text: e.id, To: e.id}}}, {said}, {figure}, {interval}, {votes}, {{word(c.readingLabel(e))}}}}
}

func (c *composer) bridgingItem(e *entry) bool { return c.Assessment != nil && c.bridging(e) }

// readingLabel is the reading with how firm it is.
func (c *composer) readingLabel(e *entry) string {
	label := c.t(e.item.Reading.Label())
	switch {
	case e.item.Reading == "":
		return c.t("Not read")
	case e.item.Strong && e.item.Firm:
		label += ", " + c.t("strong")
	case e.item.Firm:
		label += ", " + c.t("firm")
	case e.item.Reading == model.Supports || e.item.Reading == model.Opposes:
		if e.item.Basis != "" {
			label += ", " + c.t("thin")
		}
	}
	if e.item.Lean != "" {
		label += ", " + c.label(e.item.Lean.Label())
	}
	if e.item.By != "" {
		label += " (" + c.t("read by %s", text.OneLine(e.item.By)) + ")"
	}
	return label
}

// sourceList says from which files everything comes.
func sourceList(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Sources"))
	if len(c.index.sources) == 0 {
		c.para(word(c.t("The paper cites no source.")), c.none())
		return
	}
	if said := c.sameOrigin(); said != "" {
		c.para(word(said))
	}
	t := paper.Table{Small: true, Columns: []paper.Column{{Head: c.t("Id"), Width: 0.05}, {Head: c.t("Source"), Width: 0.32}, {Head: c.t("File, digest and origin"), Width: 0.63}}}
	for _, s := range c.index.sources {
		if c.sameOrigin() != "" {
			s.Publisher, s.Licence = "", "" // said once for all
		}
		what := paper.Cell{{c.foreign(bold(titleOf(s)), s.Language), word(" (" + c.label(s.Channel.Label()) + ")")}}
		t.Rows = append(t.Rows, paper.Row{Anchor: c.index.sourceID(s.Source.ID), Cells: []paper.Cell{{say(c.index.sourceID(s.Source.ID))}, what, append(c.files(s), c.origin(s)...)}})
	}
	c.table("", t, say(c.t("The digest is the file's SHA-256: whoever has a file with this digest has exactly what this paper rests on.")))
}

// sameOrigin says publisher and licence once where several sources share them;
// empty where they don't.
func (c *composer) sameOrigin() string {
	first := c.index.sources[0]
	for _, s := range c.index.sources {
		if s.Publisher != first.Publisher || s.Licence != first.Licence {
			return ""
		}
	}
	if len(c.index.sources) < 2 || text.OneLine(first.Publisher) == "" && text.OneLine(first.Licence) == "" {
		return ""
	}
	said := ""
	if p := text.OneLine(first.Publisher); p != "" {
		said = c.t("All sources were published by %s", sentence(p)) + " "
	}
	return strings.TrimSpace(said + sentence(text.OneLine(first.Licence)))
}

// origin is publisher and licence, when people took part, and what the publisher
// says it cannot tell. The day of the fetch is this machine's affair: the digest
// says which content it was, and members who fetched it on another day print
// the same paper.
func (c *composer) origin(s model.Snapshot) paper.Cell {
	var facts, limits []string
	for _, f := range []string{text.OneLine(s.Publisher), text.OneLine(s.Licence), c.collected(s)} {
		if f != "" {
			facts = append(facts, sentence(f))
		}
	}
	for _, l := range s.Limitations {
		limits = append(limits, sentence(text.OneLine(l)))
	}
	var cell paper.Cell
	if len(facts) > 0 {
		cell = append(cell, []paper.Span{word(strings.Join(facts, " "))})
	}
	if len(limits) > 0 {
		cell = append(cell, c.dimmed(c.told(strings.Join(limits, " "))))
	}
	return cell
}

func titleOf(s model.Snapshot) string {
	if t := text.OneLine(s.Title); t != "" {
		return t
	}
	return s.Source.ID
}

func (c *composer) collected(s model.Snapshot) string {
	from, to := c.collectedOn(s.CollectedFrom), c.collectedOn(s.CollectedTo)
	switch {
	case from != "" && to != "":
		return c.t("Collected %s to %s", from, to)
	case to != "":
		return c.t("Collected up to %s", to)
	case from != "":
		return c.t("Collected from %s", from)
	}
	return ""
}

// collectedOn is a date of the form 2022-05-30, 2022-05 or 2022.
func (c *composer) collectedOn(s string) string {
	s = text.OneLine(s)
	if d, err := time.Parse("2006-01", s); err == nil {
		return paper.Month(c.language, d)
	}
	return c.day(s)
}

// dimmed are spans in the quiet colour.
func (c *composer) dimmed(spans []paper.Span) []paper.Span {
	for i := range spans {
		spans[i].Quiet = true
	}
	return spans
}

// appendix lists every item cited: its wording, counts, basis and place.
func appendix(c *composer, b model.PaperBlock) {
	if len(c.index.entries) == 0 {
		return
	}
	c.section(c.headed(b, "Appendix: the evidence, item by item"))
	entries := slices.Clone(c.index.entries)
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(idNumber(a), idNumber(b)) })
	t := paper.Table{Small: true, Columns: []paper.Column{{Head: c.t("Id"), Width: 0.045}, {Head: c.t("Wording"), Width: 0.3}, {Head: c.t("Counts, basis and reading; file, line and measure"), Width: 0.655}}}
	for _, e := range entries {
		t.Rows = append(t.Rows, paper.Row{Anchor: e.id, Cells: []paper.Cell{{{{Text: e.id, To: paper.FirstLink(e.id)}}}, c.wording(e), c.details(e)}})
	}
	c.table("", t, say(c.t("Counted: from single votes, the last of each person. Recovered: the only whole numbers that fit the published percentages. An id leads back to where it is first cited. The program's “explain” gives formula and lines for a measure's name.")))
}

func idNumber(e *entry) int {
	n, err := strconv.Atoi(e.id[1:])
	if err != nil {
		return 0
	}
	return n
}

func (c *composer) wording(e *entry) paper.Cell {
	said := []paper.Span{c.wordingOf(e)}
	source := e.item.Item.Source()
	for _, s := range c.index.sources {
		if s.Source.ID == source && s.Paraphrased {
			said = append(said, quiet(" ("+c.t("paraphrase")+")"))
		}
	}
	cell := paper.Cell{said}
	if note := text.OneLine(e.item.Note); note != "" {
		cell = append(cell, []paper.Span{quiet(note)})
	}
	return cell
}

// details are an item's counts and reading, then where they come from.
func (c *composer) details(e *entry) paper.Cell {
	said := c.counts(e)
	if m := e.counted(); m != nil && m.Unit == model.UnitMentions && e.item.Why != "" && e.item.Note == "" {
		said = nil // the reading names the mentions itself
	}
	if why := text.OneLine(e.item.Why); why != "" {
		said = append(said, c.told(why)...)
	}
	var from []paper.Span
	for _, ref := range []model.Ref{e.item.Item, e.item.Against} {
		if at := c.index.at(ref); at != "" {
			from = append(from, word(at))
			from = append(append(from, c.index.citeSource(ref.Source())...), word("  "))
		}
	}
	if f := e.figure(); f != nil {
		from = append(from, quiet(text.OneLine(f.Measures[0].ID())))
	}
	var cell paper.Cell
	for _, spans := range [][]paper.Span{said, from} {
		if len(spans) > 0 {
			cell = append(cell, spans)
		}
	}
	if len(cell) == 0 {
		return paper.Cell{{quiet(c.t("No figure is known."))}}
	}
	return cell
}

// counts are an item's votes or mentions, each a figure.
func (c *composer) counts(e *entry) []paper.Span {
	count := func(key string) paper.Span {
		if m := analysis.Pick(e.item.Measures, key); m != nil {
			return paper.Span{Number: &paper.Number{Form: paper.Plain, Measures: []model.Measure{*m}}}
		}
		return word("–")
	}
	switch counted := e.counted(); {
	case counted == nil:
		return nil
	case counted.Method == "votes/1":
		return []paper.Span{count("agree-count/1"), word(" " + c.t("agree") + ", "), count("disagree-count/1"), word(" " + c.t("disagree") + ", "), count("pass-count/1"),
			word(" " + c.t("pass") + c.semicolon() + "n" + nbsp + "=" + nbsp), count("votes/1"), word(". " + c.basisWords(e.item.Basis) + " ")}
	case counted.Method == "answered/1":
		return []paper.Span{count("answered/1"), word(" " + c.t("answers") + ". " + c.basisWords(e.item.Basis) + " ")}
	case counted.Method == "published-votes/1":
		return []paper.Span{count("published-votes/1"), word(" " + c.t("votes as published.") + " " + c.basisWords(e.item.Basis) + " ")}
	}
	var out []paper.Span
	for _, m := range e.counts() {
		out = append(out, word(text.OneLine(m.Subject.Item())+c.colon()), paper.Span{Number: &paper.Number{Form: paper.Plain, Measures: []model.Measure{m}}}, word(nbsp+c.t("mentions")+". "))
	}
	return out
}

func (c *composer) basisWords(b model.Basis) string {
	switch b {
	case model.BasisCounted:
		return c.t("Counted.")
	case model.BasisRecovered:
		return c.t("Recovered.")
	case model.BasisPublished:
		return c.t("No whole numbers fit the published percentages.")
	}
	return ""
}

func (c *composer) fileLine(f model.File, at string) string {
	s := c.t("%s%s: %s bytes, %s rows read", text.OneLine(f.Path), at, paper.Whole(float64(f.Bytes)), paper.Whole(float64(f.RowsRead)))
	if f.RowsSkipped > 0 {
		s += ", " + c.t("%s left out", paper.Whole(float64(f.RowsSkipped)))
	}
	return s
}
