package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// The columns of the table of sources.
const (
	SourceTitle = iota
	SourceChannel
	SourceRows
	SourceFetched
	SourceState
	SourcePublisher
	SourceLicence
)

// Sources gives the places of the sources in order.
func (w *Words) Sources(st desk.State, o Order) []int {
	places := make([]int, len(st.Sources))
	for i := range places {
		places[i] = i
	}
	problems := problemsBySource(st)
	slices.SortStableFunc(places, func(a, b int) int {
		x, y := st.Sources[a], st.Sources[b]
		c := 0
		switch o.Column {
		case SourceTitle:
			c = strings.Compare(Fold(x.Title), Fold(y.Title))
		case SourceChannel:
			c = channelRank(x.Channel) - channelRank(y.Channel)
		case SourceRows:
			c = rowsRead(x) - rowsRead(y)
		case SourceFetched:
			c = x.FetchedAt.Compare(y.FetchedAt)
		case SourceState:
			c = len(problems[x.Source.ID]) - len(problems[y.Source.ID])
		case SourcePublisher:
			c = strings.Compare(Fold(x.Publisher), Fold(y.Publisher))
		case SourceLicence:
			c = strings.Compare(x.Licence, y.Licence)
		}
		if o.Down {
			c = -c
		}
		return c
	})
	return places
}

// SourceTable is the cells of all sources, in the order of the state; cells
// are in the order of the columns.
func (w *Words) SourceTable(st desk.State) [][]Cell {
	problems := problemsBySource(st)
	var rows [][]Cell
	for _, s := range st.Sources {
		state := w.sourceState(problems[s.Source.ID])
		rows = append(rows, []Cell{
			{Text: s.Title, Bold: true},
			{Text: w.Channel(s.Channel)},
			{Text: w.Number(rowsRead(s))},
			{Text: w.Date(s.FetchedAt)},
			{Badge: &state},
			{Text: s.Publisher},
			{Text: s.Licence, Tone: ToneQuiet},
		})
	}
	return rows
}

func rowsRead(s desk.Source) int {
	n := 0
	for _, f := range s.Files {
		n += f.RowsRead
	}
	return n
}

// channelRank is a channel's place in the order of channels; the committee's
// own files are last.
func channelRank(c model.Channel) int {
	if i := slices.Index(model.Channels, c); i >= 0 {
		return i
	}
	return len(model.Channels)
}

// problemsBySource are the problems of each source's files and of its
// statements, each once.
func problemsBySource(st desk.State) map[string][]model.Problem {
	all := map[string][]model.Problem{}
	for _, s := range st.Sources {
		all[s.Source.ID] = slices.Clone(s.Problems)
	}
	for _, x := range st.Statements {
		for _, p := range x.Problems {
			if !slices.ContainsFunc(all[x.Statement.Source], func(q model.Problem) bool {
				return q.Kind == p.Kind && q.File == p.File && q.Line == p.Line && q.Say == p.Say
			}) {
				all[x.Statement.Source] = append(all[x.Statement.Source], p)
			}
		}
	}
	return all
}

func (w *Words) sourceState(problems []model.Problem) Badge {
	if n := len(problems); n > 0 {
		return Badge{"!", w.N("%d problem", "%d problems", n), ToneWarn}
	}
	return Badge{"✓", w.T("Complete"), ToneAgree}
}

// SourcePage is everything that is said of one source.
type SourcePage struct {
	ID, Title string
	State     Badge
	Rows      []Row
	Files     []FileRow
	// Limitations are the publisher's words on what the data cannot tell,
	// Notes the program's.
	Limitations, Notes []string
	Problems           []ProblemRow
}

// FileRow is one published file.
type FileRow struct {
	Path, Size, Read string
	// Digest is shortened for reading, SHA256 is to be copied.
	Digest, SHA256 string
}

// ProblemRow is a problem with its place.
type ProblemRow struct {
	Say, Do, Place string
	Problem        model.Problem
}

// Source is what is said of a source; ok is false if it is not here.
func (w *Words) Source(st desk.State, id string) (page SourcePage, ok bool) {
	for _, s := range st.Sources {
		if s.Source.ID == id {
			return w.source(st, s), true
		}
	}
	return SourcePage{}, false
}

func (w *Words) source(st desk.State, s desk.Source) SourcePage {
	page := SourcePage{ID: s.Source.ID, Title: s.Title, Limitations: s.Limitations}
	problems := problemsBySource(st)[s.Source.ID]
	page.State = w.sourceState(problems)
	add := func(label, text string) {
		if text != "" {
			page.Rows = append(page.Rows, Row{label, text})
		}
	}
	add(w.T("Channel"), w.Channel(s.Channel))
	add(w.T("What is in it"), w.contents(s))
	add(w.T("Publisher"), s.Publisher)
	add(w.T("Licence"), s.Licence)
	add(w.T("Collected"), w.collected(s))
	add(w.T("Fetched"), w.Time(s.FetchedAt))
	add(w.T("Address"), s.Feed)
	add(w.T("Format"), w.Format(s.Format))
	add(w.T("Snapshot"), s.Snapshot.ID.Short())
	if s.Older > 0 {
		add(w.T("Kept from before"), w.N("%d older snapshot", "%d older snapshots", s.Older))
	}
	for _, f := range s.Files {
		page.Files = append(page.Files, w.file(f))
	}
	if s.Paraphrased {
		page.Notes = append(page.Notes, w.T("The texts of this source are short paraphrases, not the original wording."))
	}
	if s.Simulated {
		page.Notes = append(page.Notes, w.T("The data of this source are simulated by a program."))
	}
	for _, p := range problems {
		page.Problems = append(page.Problems, ProblemRow{w.Told(p.Say), w.Told(p.Do), w.Place(p), p})
	}
	return page
}

// contents says what a source holds: "44 statements, 1,021 votes, 63 voters".
func (w *Words) contents(s desk.Source) string {
	var parts []string
	if s.Statements > 0 {
		parts = append(parts, w.N("%d statement", "%d statements", s.Statements))
	}
	if s.Votes > 0 {
		parts = append(parts, w.N("%d vote", "%d votes", s.Votes))
	}
	if s.Voters > 0 {
		parts = append(parts, w.N("%d voter", "%d voters", s.Voters))
	}
	if s.Tags > 0 {
		parts = append(parts, w.N("%d tag", "%d tags", s.Tags))
	}
	return strings.Join(parts, ", ")
}

func (w *Words) collected(s desk.Source) string {
	switch {
	case s.CollectedFrom != "" && s.CollectedTo != "":
		return s.CollectedFrom + " – " + s.CollectedTo
	case s.CollectedTo != "":
		return w.T("until %s", s.CollectedTo)
	}
	return s.CollectedFrom
}

func (w *Words) file(f model.File) FileRow {
	row := FileRow{Path: f.Path, Size: w.Bytes(f.Bytes), SHA256: f.SHA256, Digest: f.SHA256}
	row.Read = w.N("%d row read", "%d rows read", f.RowsRead)
	if f.RowsSkipped > 0 {
		row.Read += ", " + w.N("%d skipped", "%d skipped", f.RowsSkipped)
	}
	if len(f.SHA256) > 12 {
		row.Digest = f.SHA256[:12] + "…"
	}
	return row
}
