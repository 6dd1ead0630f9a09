package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
		return noEvidence()
	}
	return cite(c.entries...)
}

func noEvidence() []paper.Span { return []paper.Span{word(" "), quiet("[no evidence]")} }

// evidence is the chart and the table of everything that was read.
func (c *composer) evidence() {
	read := c.entries
	if len(read) == 0 {
		c.para(word("No evidence is linked yet."), quiet(" [no evidence]"))
		return
	}
	c.diverging(read)
	c.evidenceTable("Evidence with figures, base and reading", read)
}

// evidenceTable lists entries with their figures.
func (c *composer) evidenceTable(caption string, read []*entry) {
	t := paper.Table{Columns: []paper.Column{
		{Head: "Id", Width: 0.05}, {Head: "Statement or tag, in its own language", Width: 0.42},
		{Head: "Agree", Width: 0.16, Right: true}, {Head: "95" + nbsp + "% interval", Width: 0.12, Right: true},
		{Head: "Votes", Width: 0.1, Right: true}, {Head: "Reading", Width: 0.15},
	}}
	for _, e := range read {
		t.Rows = append(t.Rows, c.evidenceRow(e))
	}
	note := "Agree: of all votes on the statement, passes included; for a pair of tags, mentions of the first of both. " +
		"Votes: of all who voted in that poll. Interval: Wilson, 95" + nbsp + "%."
	if c.publishedShown(read) {
		note += " Percentages of published tables are printed as published: cut off, not rounded."
	}
	c.table(caption, t, say(note))
}

func (c *composer) publishedShown(entries []*entry) bool {
	return slices.ContainsFunc(entries, func(e *entry) bool { return analysis.Pick(e.item.Measures, "published-agree/1") != nil })
}

func (c *composer) evidenceRow(e *entry) paper.Row {
	said := []paper.Span{word(e.text())}
	switch {
	case c.bridgingItem(e):
		said = append(said, quiet(" (a bridge: shown, not counted)"))
	case e.item.Polarity < 0:
		said = append(said, quiet(" (says the reverse)"))
	case e.item.Note != "":
		said = append(said, quiet(" ("+text.OneLine(e.item.Note)+")"))
	}
	figure, interval, votes := []paper.Span{quiet("–")}, []paper.Span{quiet("–")}, []paper.Span{quiet("–")}
	if f := e.figure(); f != nil {
		figure = []paper.Span{{Number: f}}
		if f.Measures[0].Unit == model.UnitMentions {
			figure = append(figure, word(nbsp+e.unit()))
		}
	}
	if i := e.interval(); i != nil {
		interval = []paper.Span{{Number: i}}
	}
	if counts := e.counts(); len(counts) > 0 && counts[0].Unit != model.UnitMentions {
		votes = []paper.Span{{Number: &paper.Number{Form: paper.Sum, Measures: counts}}}
		in := analysis.Inputs{Voters: e.item.Voters, Subject: e.item.Item, Snapshot: c.index.snapshotOf(e.item.Item)}
		if voters, err := analysis.Compute("voters/1", in); err == nil {
			votes = append(votes, word(" of"+nbsp), paper.Span{Number: &paper.Number{Form: paper.Plain, Measures: []model.Measure{voters}}})
		}
	}
	return paper.Row{Anchor: "row-" + e.id, Cells: []paper.Cell{{{{Text: e.id, To: e.id}}}, {said}, {figure}, {interval}, {votes}, {{word(readingLabel(e))}}}}
}

func (c *composer) bridgingItem(e *entry) bool { return c.Assessment != nil && c.bridging(e) }

// readingLabel is the reading with how firm it is.
func readingLabel(e *entry) string {
	label := e.item.Reading.Label()
	switch {
	case e.item.Reading == "":
		return "Not read"
	case e.item.Strong && e.item.Firm:
		label += ", strong"
	case e.item.Firm:
		label += ", firm"
	case e.item.Reading == model.Supports || e.item.Reading == model.Opposes:
		if e.item.Basis != "" {
			label += ", thin"
		}
	}
	if e.item.Lean != "" {
		label += ", " + lower(e.item.Lean.Label())
	}
	if e.item.By != "" {
		label += " (read by " + text.OneLine(e.item.By) + ")"
	}
	return label
}

// sourceList says from which files everything comes.
func sourceList(c *composer, b model.PaperBlock) {
	c.section(c.headed(b, "Sources"))
	if len(c.index.sources) == 0 {
		c.para(word("The paper cites no source."), quiet(" [no evidence]"))
		return
	}
	if said := c.sameOrigin(); said != "" {
		c.para(word(said))
	}
	t := paper.Table{Small: true, Columns: []paper.Column{{Head: "Id", Width: 0.05}, {Head: "Source", Width: 0.32}, {Head: "File, digest and origin", Width: 0.63}}}
	for _, s := range c.index.sources {
		if c.sameOrigin() != "" {
			s.Publisher, s.Licence = "", "" // said once for all
		}
		what := paper.Cell{{bold(titleOf(s)), word(" (" + lower(s.Channel.Label()) + ")")}}
		t.Rows = append(t.Rows, paper.Row{Anchor: c.index.sourceID(s.Source.ID), Cells: []paper.Cell{{say(c.index.sourceID(s.Source.ID))}, what, append(files(s), origin(s)...)}})
	}
	c.table("", t, say("The digest is the file's SHA-256: whoever has a file with this digest has exactly what this paper rests on."))
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
		said = "All sources were published by " + sentence(p) + " "
	}
	return strings.TrimSpace(said + sentence(text.OneLine(first.Licence)))
}

// origin is publisher and licence, when people took part, when the file was fetched, and
// what the publisher says it cannot tell.
func origin(s model.Snapshot) paper.Cell {
	var facts, limits []string
	for _, f := range []string{text.OneLine(s.Publisher), text.OneLine(s.Licence), collected(s), fetched(s)} {
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
		cell = append(cell, []paper.Span{quiet(strings.Join(limits, " "))})
	}
	return cell
}

func titleOf(s model.Snapshot) string {
	if t := text.OneLine(s.Title); t != "" {
		return t
	}
	return s.Source.ID
}

func fetched(s model.Snapshot) string {
	if s.FetchedAt.IsZero() {
		return ""
	}
	return "Fetched " + s.FetchedAt.UTC().Format("2 January 2006")
}

func collected(s model.Snapshot) string {
	from, to := text.OneLine(s.CollectedFrom), text.OneLine(s.CollectedTo)
	switch {
	case from != "" && to != "":
		return "Collected " + from + " to " + to
	case to != "":
		return "Collected up to " + to
	case from != "":
		return "Collected from " + from
	}
	return ""
}

// appendix lists every item cited: its wording, counts, basis and place.
func appendix(c *composer, b model.PaperBlock) {
	if len(c.index.entries) == 0 {
		return
	}
	c.section(c.headed(b, "Appendix: the evidence, item by item"))
	entries := slices.Clone(c.index.entries)
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(idNumber(a), idNumber(b)) })
	t := paper.Table{Small: true, Columns: []paper.Column{{Head: "Id", Width: 0.045}, {Head: "Wording", Width: 0.3}, {Head: "Counts, basis and reading; file, line and measure", Width: 0.655}}}
	for _, e := range entries {
		t.Rows = append(t.Rows, paper.Row{Anchor: e.id, Cells: []paper.Cell{{{{Text: e.id, To: paper.FirstLink(e.id)}}}, c.wording(e), c.details(e)}})
	}
	c.table("", t, say("Counted: from single votes, the last of each person. Recovered: the only whole numbers that fit the published percentages. An id leads back to where it is first cited. The program's “explain” gives formula and lines for a measure's name."))
}

func idNumber(e *entry) int {
	n, err := strconv.Atoi(e.id[1:])
	if err != nil {
		return 0
	}
	return n
}

func (c *composer) wording(e *entry) paper.Cell {
	said := []paper.Span{word(e.text())}
	source := e.item.Item.Source()
	for _, s := range c.index.sources {
		if s.Source.ID == source && s.Paraphrased {
			said = append(said, quiet(" (paraphrase)"))
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
		said = append(said, word(why))
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
		return paper.Cell{{quiet("No figure is known.")}}
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
		return []paper.Span{count("agree-count/1"), word(" agree, "), count("disagree-count/1"), word(" disagree, "), count("pass-count/1"),
			word(" pass; n" + nbsp + "=" + nbsp), count("votes/1"), word(". " + basisWords(e.item.Basis) + " ")}
	case counted.Method == "published-votes/1":
		return []paper.Span{count("published-votes/1"), word(" votes as published. " + basisWords(e.item.Basis) + " ")}
	}
	var out []paper.Span
	for _, m := range e.counts() {
		out = append(out, word(text.OneLine(m.Subject.Item())+": "), paper.Span{Number: &paper.Number{Form: paper.Plain, Measures: []model.Measure{m}}}, word(nbsp+"mentions. "))
	}
	return out
}

func basisWords(b model.Basis) string {
	switch b {
	case model.BasisCounted:
		return "Counted."
	case model.BasisRecovered:
		return "Recovered."
	case model.BasisPublished:
		return "No whole numbers fit the published percentages."
	}
	return ""
}

func fileLine(f model.File, at string) string {
	s := fmt.Sprintf("%s%s: %s bytes, %s rows read", text.OneLine(f.Path), at, paper.Whole(float64(f.Bytes)), paper.Whole(float64(f.RowsRead)))
	if f.RowsSkipped > 0 {
		s += ", " + paper.Whole(float64(f.RowsSkipped)) + " left out"
	}
	return s
}
