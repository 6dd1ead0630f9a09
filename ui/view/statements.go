package view

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// The columns of the table of statements.
const (
	ColumnText = iota
	ColumnSource
	ColumnVotes
	ColumnBar
	ColumnAgree
	ColumnDisagree
	ColumnPass
	ColumnReading
)

// Filter narrows the table of statements. Its zero value keeps all.
type Filter struct {
	// Words are searched in the text, accents and case aside; all must occur.
	Words string
	// Readings kept; empty keeps all.
	Reading model.Reading
	// Source is a source's id, or "channel/" and a channel; empty keeps all.
	Source string
	// Heard keeps statements on which at least 20 % of the poll's voters voted.
	Heard bool
}

// Statements is the table of statements of one State. It is made once a State
// and not changed by Find.
type Statements struct {
	list     []desk.Statement
	evidence []analysis.StatementEvidence
	folded   []string
	titles   map[string]string
}

// NewStatements prepares the statements of a state for sorting and searching.
func NewStatements(st desk.State) *Statements {
	s := &Statements{list: st.Statements, titles: map[string]string{}}
	for _, src := range st.Sources {
		s.titles[src.Source.ID] = src.Title
	}
	for _, x := range st.Statements {
		s.folded = append(s.folded, Fold(x.Text))
		s.evidence = append(s.evidence, analysis.StatementEvidence{Statement: x.Statement, Channel: x.Channel, Voters: x.Voters})
	}
	return s
}

// Len is the number of all statements.
func (s *Statements) Len() int { return len(s.list) }

// At is the statement at a place that Find gave.
func (s *Statements) At(i int) desk.Statement { return s.list[i] }

// Place finds a statement by its reference; -1 if it is not here.
func (s *Statements) Place(ref model.Ref) int {
	return slices.IndexFunc(s.list, func(x desk.Statement) bool { return x.Ref() == ref })
}

// Find gives the places of the statements that the filter keeps, in order.
// Sorted by a share, statements with too few votes for a reading come last in
// either direction: their percentages would only look like results.
func (s *Statements) Find(f Filter, o Order) []int {
	words := strings.Fields(Fold(f.Words))
	share := 0.0
	if f.Heard {
		share = analysis.DefaultThresholds().MinShare
	}
	ranked := analysis.Rank(s.evidence, rankOf(o.Column), share)
	if ranks := o.Column == ColumnVotes || isShare(o.Column); ranks && !o.Down {
		slices.Reverse(ranked)
	}
	kept := ranked[:0]
	for _, i := range ranked {
		if s.keeps(i, f, words) {
			kept = append(kept, i)
		}
	}
	switch {
	case isShare(o.Column):
		slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(s.few(a), s.few(b)) })
	case o.Column != ColumnVotes:
		s.sort(kept, o)
	}
	return kept
}

func (s *Statements) few(i int) int {
	if s.list[i].Item.Reading == model.Insufficient {
		return 1
	}
	return 0
}

func (s *Statements) keeps(i int, f Filter, words []string) bool {
	x := s.list[i]
	if f.Reading != "" && x.Item.Reading != f.Reading {
		return false
	}
	if channel, ok := strings.CutPrefix(f.Source, "channel/"); ok {
		if string(x.Channel) != channel {
			return false
		}
	} else if f.Source != "" && x.Statement.Source != f.Source {
		return false
	}
	return Matches(s.folded[i], words)
}

func rankOf(column int) analysis.Order {
	switch column {
	case ColumnVotes:
		return analysis.ByVotes
	case ColumnAgree, ColumnBar:
		return analysis.ByAgree
	case ColumnDisagree:
		return analysis.ByDisagree
	case ColumnPass:
		return analysis.ByPass
	}
	return analysis.AsPublished
}

func isShare(column int) bool {
	return column == ColumnAgree || column == ColumnBar || column == ColumnDisagree || column == ColumnPass
}

// sort orders by text, source or reading.
func (s *Statements) sort(places []int, o Order) {
	slices.SortStableFunc(places, func(a, b int) int {
		c := 0
		switch o.Column {
		case ColumnText:
			c = strings.Compare(s.folded[a], s.folded[b])
		case ColumnSource:
			c = strings.Compare(s.titles[s.list[a].Statement.Source], s.titles[s.list[b].Statement.Source])
		case ColumnReading:
			c = cmp.Compare(readingRank(s.list[a].Item), readingRank(s.list[b].Item))
		}
		if o.Down {
			c = -c
		}
		return c
	})
}

// readings are the readings a statement can have, in the order of the filter
// and of sorting.
var readings = []model.Reading{
	model.Supports, model.LeansSupport, model.SplitReading, model.SplitGroups, model.Uncertain,
	model.NoClearDirection, model.LeansOppose, model.Opposes, model.Insufficient,
}

// readingRank orders readings, firm before thin.
func readingRank(i model.ItemReading) int {
	rank := 2 * slices.Index(readings, i.Reading)
	if !i.Firm {
		rank++
	}
	return rank
}

// Readings are the readings that occur, with the number of statements that
// have them, for the filter.
func (s *Statements) Readings(w *Words) (words, ids []string) {
	count := map[model.Reading]int{}
	for _, x := range s.list {
		count[x.Item.Reading]++
	}
	words, ids = []string{w.T("All readings")}, []string{""}
	for _, r := range readings {
		if count[r] > 0 {
			words = append(words, w.T("%s (%d)", w.T(r.Label()), count[r]))
			ids = append(ids, string(r))
		}
	}
	return words, ids
}

// Sources are the channels and sources that have statements, for the filter.
func (s *Statements) Sources(w *Words, st desk.State) (words, ids []string) {
	words, ids = []string{w.T("All channels and sources")}, []string{""}
	for _, c := range model.Channels {
		var below []desk.Source
		for _, src := range st.Sources {
			if src.Channel == c && src.Statements > 0 {
				below = append(below, src)
			}
		}
		if len(below) == 0 {
			continue
		}
		words = append(words, w.T("Channel: %s", w.Channel(c)))
		ids = append(ids, "channel/"+string(c))
		for _, src := range below {
			words = append(words, src.Title)
			ids = append(ids, src.Source.ID)
		}
	}
	return words, ids
}

// Found says how many statements are shown: "36 of 104 statements".
func (s *Statements) Found(w *Words, shown int) string {
	if shown == len(s.list) {
		return w.N("%d statement", "%d statements", shown)
	}
	return w.N("%[2]d of %[1]d statement", "%[2]d of %[1]d statements", len(s.list), shown)
}

// Cells are a statement's cells, in the order of the columns.
func (s *Statements) Cells(w *Words, i int) []Cell {
	x := s.list[i]
	badge := w.Reading(x.Item.Reading, x.Item.Firm)
	quiet := TonePlain
	if x.Item.Reading == model.Insufficient {
		quiet = ToneQuiet
	}
	return []Cell{
		{Text: w.StatementText(x.Statement)},
		{Text: s.titles[x.Statement.Source], Tone: ToneQuiet},
		{Text: w.votesOf(x), Tone: quiet},
		{Bar: statementBar(x)},
		{Text: w.withBase(x), Tone: quiet},
		{Text: w.short(x.DisagreeShare, x.Published.DisagreePct), Tone: quiet},
		{Text: w.short(x.PassShare, x.Published.PassPct), Tone: quiet},
		{Badge: &badge},
	}
}

// votesCast is the number of votes, counted or published.
func votesCast(x desk.Statement) int {
	if x.Basis != model.BasisPublished {
		return x.Tally.N()
	}
	if x.Published.Votes != nil {
		return *x.Published.Votes
	}
	return 0
}

// votesOf is "24 of 63": votes on the statement, of the poll's voters.
func (w *Words) votesOf(x desk.Statement) string {
	n := votesCast(x)
	if x.Voters == 0 {
		return w.Number(n)
	}
	return w.T("%d of %d", n, x.Voters)
}

// withBase is the share that agrees, with its base.
func (w *Words) withBase(x desk.Statement) string {
	switch p := x.Published.AgreePct; {
	case x.AgreeShare != nil && x.AgreeShare.N < FewVotes:
		return w.Measure(*x.AgreeShare, nil)
	case x.AgreeShare != nil:
		return w.Measure(*x.AgreeShare, p)
	case p != nil:
		return w.T("%s\u00a0%% of %d", w.Exactly(*p), votesCast(x))
	}
	return "–"
}

// short is a percentage alone; its base stands beside the share that agrees.
func (w *Words) short(m *model.Measure, published *float64) string {
	switch {
	case published != nil:
		return w.T("%s\u00a0%%", w.Exactly(*published))
	case m != nil:
		return w.Percent(m.Value)
	}
	return "–"
}
