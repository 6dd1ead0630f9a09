package view

import (
	"maps"
	"slices"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

// EvidenceRow is one item of evidence, for a theme or for a trade-off.
type EvidenceRow struct {
	Ref model.Ref
	// ID is the item's id as published, Source the title of where it stands.
	ID, Source string
	// Text is the item's own words, never translated.
	Text string
	// Says is what the item means for the proposition or the pole, in words.
	Says    string
	Reading Badge
	// Firm says in words how sure the reading is; empty if that means nothing.
	Firm    string
	Figures []Figure
	// Bar has the shares of a statement, as voted; nil for anything else.
	Bar *Bar
	// Why is the rule behind the reading, Note what else to know.
	Why, Note string
	// Opens: there is a statement with more to see.
	Opens bool
	// Op is the member's link, to be taken back; empty if a source brought it.
	Op model.OpID
}

// polaritySays is a link's polarity in words.
func (w *Words) polaritySays(polarity int) string {
	switch {
	case polarity > 0:
		return w.T("says it")
	case polarity < 0:
		return w.T("says the reverse")
	}
	return w.T("only raises the topic")
}

// evidenceRow puts an item in words. says is left to the caller.
func (w *Words) evidenceRow(st *lookup, item model.ItemReading) EvidenceRow {
	row := EvidenceRow{
		Ref:     item.Item,
		ID:      item.Item.Item(),
		Source:  st.sourceTitle(item.Item.Source()),
		Text:    item.Text,
		Reading: w.Reading(item.Reading, item.Firm),
		Why:     w.Told(item.Why),
	}
	if s, ok := st.statements[item.Item]; ok {
		w.fillStatement(&row, s, item)
		return row
	}
	for _, m := range item.Measures {
		row.Figures = append(row.Figures, Figure{Text: w.Measure(m, nil), Measure: m.ID()})
	}
	if row.Text == "" {
		row.Text = item.Item.Item()
	}
	if item.Against != "" {
		row.ID = w.T("Tags")
		row.Text = w.T("“%s” against “%s”", item.Item.Item(), item.Against.Item())
		return row
	}
	if t, ok := st.tags[item.Item]; ok {
		row.ID = w.T("Tag")
		row.Note = t.Description
		if len(row.Figures) == 0 {
			row.Figures = []Figure{{Text: w.N("%d mention", "%d mentions", t.Mentions)}}
		}
	}
	if item.Reading == model.Silent {
		row.Note = w.T("This item is in no source that is here now.")
	}
	return row
}

// fillStatement adds what is known of a statement: its votes, interval, bar.
func (w *Words) fillStatement(row *EvidenceRow, s desk.Statement, item model.ItemReading) {
	row.Opens = true
	row.Text = w.StatementText(s.Statement)
	if s.AgreeShare != nil {
		row.Figures = append(row.Figures, Figure{
			Label:   w.T("agree"),
			Text:    w.Measure(*s.AgreeShare, s.Published.AgreePct),
			Measure: s.AgreeShare.ID(),
		})
	} else if s.Published.AgreePct != nil {
		votes := 0
		if s.Published.Votes != nil {
			votes = *s.Published.Votes
		}
		f := Figure{Label: w.T("agree"), Text: w.PublishedOnly(*s.Published.AgreePct, votes)}
		for _, m := range s.Item.Measures {
			if strings.HasPrefix(m.Method, "published-agree/") {
				f.Measure = m.ID()
			}
		}
		row.Figures = append(row.Figures, f)
	}
	if s.AgreeLow != nil && s.AgreeHigh != nil {
		row.Figures = append(row.Figures, rangeFigure(w, *s.AgreeLow, *s.AgreeHigh))
	}
	row.Bar = statementBar(s)
	switch item.Reading {
	case model.Supports, model.Opposes:
		row.Firm = w.T("thin")
		if item.Firm {
			row.Firm = w.T("firm")
		}
	}
	if item.Lean != "" {
		row.Firm = strings.ToLower(w.T(item.Lean.Label()))
	}
	if s.Assumed != nil {
		row.Note = w.N("The published row cannot be right. It is read as %d vote; no count of it is printed.", "The published row cannot be right. It is read as %d votes; no count of it is printed.", s.Assumed.N())
	}
}

// statementBar gives the shares of a statement's votes: from the counts, or
// else from the published percentages; nil if neither is known.
func statementBar(s desk.Statement) *Bar {
	if n := s.Tally.N(); n > 0 {
		return &Bar{
			Agree:    float64(s.Tally.Agree) / float64(n),
			Pass:     float64(s.Tally.Pass) / float64(n),
			Disagree: float64(s.Tally.Disagree) / float64(n),
		}
	}
	p := s.Published
	if p.AgreePct == nil || p.DisagreePct == nil || p.PassPct == nil {
		return nil
	}
	return &Bar{Agree: *p.AgreePct / 100, Pass: *p.PassPct / 100, Disagree: *p.DisagreePct / 100}
}

// lookup finds things of a State by their name.
type lookup struct {
	state      desk.State
	statements map[model.Ref]desk.Statement
	tags       map[model.Ref]model.Tag
	sources    map[string]desk.Source
}

func newLookup(st desk.State) *lookup {
	l := &lookup{
		state:      st,
		statements: make(map[model.Ref]desk.Statement, len(st.Statements)),
		tags:       make(map[model.Ref]model.Tag, len(st.Tags)),
		sources:    make(map[string]desk.Source, len(st.Sources)),
	}
	for _, s := range st.Statements {
		l.statements[s.Ref()] = s
	}
	for _, t := range st.Tags {
		l.tags[t.Ref()] = t
	}
	for _, s := range st.Sources {
		l.sources[s.Source.ID] = s
	}
	return l
}

// sourceTitle is a source's title, or its id if it has none or is not here.
func (l *lookup) sourceTitle(id string) string {
	if s, ok := l.sources[id]; ok && s.Title != "" {
		return s.Title
	}
	return id
}

// current finds today's measure of the same name as an older one.
func (l *lookup) current(old model.Measure) (model.Measure, bool) {
	s, ok := l.statements[old.Subject]
	if !ok {
		return model.Measure{}, false
	}
	for _, m := range []*model.Measure{s.AgreeShare, s.DisagreeShare, s.PassShare, s.AgreeLow, s.AgreeHigh} {
		if m != nil && m.ID() == old.ID() {
			return *m, true
		}
	}
	for _, m := range s.Item.Measures {
		if m.ID() == old.ID() {
			return m, true
		}
	}
	return model.Measure{}, false
}

// NoteRow is something a member wrote.
type NoteRow struct {
	Op model.OpID
	// By and When are empty for what a source published.
	By, When string
	Text     string
	// Since tells which figures have changed since it was written.
	Since []string
	// Mine: this member wrote it and can take it back.
	Mine bool
	// Conflict: members wrote this side by side.
	Conflict bool
}

// noteRow puts a member's words with their author and time. In zone the time
// is shown.
func (w *Words) noteRow(l *lookup, text string, evidence []model.Measure, made model.Made, zone *time.Location) NoteRow {
	row := NoteRow{Op: made.Op, By: made.By, Text: text, Conflict: made.Conflict, Mine: mine(l.state.Member, made.Op)}
	if !made.At.IsZero() {
		row.When = w.Time(made.At.In(zone))
	}
	for _, old := range evidence {
		now, ok := l.current(old)
		if !ok || now.Snapshot == old.Snapshot || now.Count == old.Count && now.N == old.N && now.Value == old.Value {
			continue
		}
		row.Since = append(row.Since, w.T("%s: then %s, now %s", old.Subject.Item(), w.Measure(old, nil), w.Measure(now, nil)))
	}
	return row
}

// Signature is who and when, in one line; empty for what a source published.
func (n NoteRow) Signature() string {
	switch {
	case n.By == "":
		return n.When
	case n.When == "":
		return n.By
	}
	return n.By + " · " + n.When
}

// mine reports whether an operation is this member's own.
func mine(m model.Member, op model.OpID) bool {
	return op != "" && m.Author != "" && strings.HasPrefix(string(op), m.Author+".")
}

// Candidate is something that can be linked as evidence.
type Candidate struct {
	Ref          model.Ref
	ID, Source   string
	Text, Figure string
	Reading      Badge
	// Linked: it is linked already.
	Linked bool
}

// Candidates lists the statements and tags whose words contain all words of
// query, in the order of the sources, at most limit. linked are the refs
// already in use.
func (w *Words) Candidates(st desk.State, query string, linked []model.Ref, limit int) []Candidate {
	l := newLookup(st)
	used := map[model.Ref]bool{}
	for _, r := range linked {
		used[r] = true
	}
	words := strings.Fields(strings.ToLower(query))
	var out []Candidate
	for _, s := range st.Statements {
		if len(out) == limit {
			return out
		}
		source := l.sourceTitle(s.Source)
		if !containsAll(s.ID+" "+s.Text+" "+source, words) {
			continue
		}
		row := w.evidenceRow(l, s.Item)
		w.fillMissing(&row, s)
		c := Candidate{Ref: s.Ref(), ID: s.ID, Source: source, Text: w.StatementText(s.Statement), Reading: row.Reading, Linked: used[s.Ref()]}
		if len(row.Figures) > 0 {
			c.Figure = row.Figures[0].Text
		}
		out = append(out, c)
	}
	for _, t := range st.Tags {
		if len(out) == limit {
			return out
		}
		source := l.sourceTitle(t.Source)
		if !containsAll(t.Name+" "+t.Description+" "+t.Cluster+" "+source, words) {
			continue
		}
		out = append(out, Candidate{Ref: t.Ref(), ID: w.T("Tag"), Source: source, Text: t.Name,
			Figure: w.N("%d mention", "%d mentions", t.Mentions), Reading: w.Reading(model.Raised, false), Linked: used[t.Ref()]})
	}
	return out
}

// fillMissing gives the figures of a statement whose own reading names no item.
func (w *Words) fillMissing(row *EvidenceRow, s desk.Statement) {
	if len(row.Figures) == 0 {
		w.fillStatement(row, s, s.Item)
	}
}

// containsAll reports whether text has every word, whatever the case.
func containsAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// sortedKeys gives a map's keys in order, so that a screen is the same twice.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
