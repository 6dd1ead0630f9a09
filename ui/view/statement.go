package view

import (
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// StatementPage is everything that is said of one statement.
type StatementPage struct {
	Ref          model.Ref
	Text         string
	Source, ID   string
	Bar          *Bar
	Reading      Badge
	ReadingSays  string // how sure, in words
	Figures      []Figure
	Interval     *Figure
	IntervalSays string
	Basis, Why   string
	Problems     []model.Problem
	Origin       []Row
	Notes        []string
	Themes       []ThemeLink
}

// ThemeLink names a theme that can be opened.
type ThemeLink struct {
	ID, Title string
	Class     Badge
}

// Statement is what is said of a statement of st; ok is false if it is not here.
func (w *Words) Statement(st desk.State, ref model.Ref) (page StatementPage, ok bool) {
	for _, x := range st.Statements {
		if x.Ref() == ref {
			return w.statement(newLookup(st), x), true
		}
	}
	return StatementPage{}, false
}

// StatementText is a statement's text as published, or words in its place where
// the publisher gave none: some exports have votes and no texts.
func (w *Words) StatementText(s model.Statement) string {
	if strings.TrimSpace(s.Text) != "" {
		return s.Text
	}
	return w.T("Statement %s, published without its text", s.ID)
}

func (w *Words) statement(l *lookup, x desk.Statement) StatementPage {
	page := StatementPage{
		Ref: x.Ref(), Text: w.StatementText(x.Statement), Source: l.sourceTitle(x.Statement.Source), ID: x.Statement.ID,
		Bar:         statementBar(x),
		Reading:     w.Reading(x.Item.Reading, x.Item.Firm),
		ReadingSays: w.howSure(x.Item),
		Figures:     w.tally(x),
		Basis:       w.Basis(x.Basis),
		Why:         w.Told(x.Item.Why),
		Problems:    x.Problems,
		Origin:      w.origin(l, x),
		Notes:       w.statementNotes(l, x),
	}
	if x.AgreeLow != nil && x.AgreeHigh != nil {
		page.Interval = &Figure{
			Label:   w.T("Range of agree"),
			Text:    w.T("%s to %s", w.Percent(x.AgreeLow.Value), w.Percent(x.AgreeHigh.Value)),
			Measure: x.AgreeLow.ID(),
		}
		page.IntervalSays = w.T("Among people like those who voted, chance alone could move the share within this range (95\u00a0%). It is not a margin of error for everybody.")
	}
	for _, t := range l.state.Themes {
		for _, id := range x.Themes {
			if t.ID == id {
				page.Themes = append(page.Themes, ThemeLink{t.ID, themeTitle(t), w.Class(t.Assessment.Class)})
			}
		}
	}
	return page
}

func themeTitle(t desk.Theme) string {
	if t.Title != "" {
		return t.Title
	}
	return t.Proposition
}

// howSure says what firm, thin, strong and the lean mean.
func (w *Words) howSure(i model.ItemReading) string {
	var said []string
	switch {
	case i.Reading == model.Supports || i.Reading == model.Opposes:
		if i.Firm {
			said = append(said, w.T("Firm: a majority even if chance went against it."))
		} else {
			said = append(said, w.T("Thin: with passes counted, chance could explain the majority."))
		}
	case i.Lean == model.LeansSupport:
		said = append(said, w.T("Those who took a side lean to agree."))
	case i.Lean == model.LeansOppose:
		said = append(said, w.T("Those who took a side lean to disagree."))
	}
	if i.Strong {
		said = append(said, w.T("Strong: at least three quarters of all votes."))
	}
	return strings.Join(said, "\n")
}

// tally gives votes, agree, disagree and pass, each with its base.
func (w *Words) tally(x desk.Statement) []Figure {
	votes := Figure{Label: w.T("Votes"), Text: w.N("%d vote", "%d votes", votesCast(x))}
	if x.Voters > 0 {
		votes.Text = w.N("%[2]d of %[1]d voter", "%[2]d of %[1]d voters", x.Voters, votesCast(x))
	}
	votes.Measure = measureOf(x, "votes/", "published-votes/")
	side := func(label string, m *model.Measure, published *float64, method string) Figure {
		f := Figure{Label: label, Text: "–"}
		switch {
		case m != nil:
			f.Text, f.Measure = w.Measure(*m, published), m.ID()
		case published != nil:
			f.Text, f.Measure = w.PublishedOnly(*published, votesCast(x)), measureOf(x, method)
		}
		return f
	}
	p := x.Published
	return []Figure{
		votes,
		side(w.T("Agree"), x.AgreeShare, p.AgreePct, "published-agree/"),
		side(w.T("Disagree"), x.DisagreeShare, p.DisagreePct, "published-disagree/"),
		side(w.T("Pass"), x.PassShare, p.PassPct, "published-pass/"),
	}
}

// measureOf is the id of the statement's first measure with one of the
// methods, whatever the version; empty if it has none.
func measureOf(x desk.Statement, methods ...string) string {
	for _, method := range methods {
		for _, m := range x.Item.Measures {
			if strings.HasPrefix(m.Method, method) {
				return m.ID()
			}
		}
	}
	return ""
}

// origin says which line of which file the statement stands on.
func (w *Words) origin(l *lookup, x desk.Statement) []Row {
	rows := []Row{
		{w.T("Source"), l.sourceTitle(x.Statement.Source)},
		{w.T("Statement"), x.Statement.ID},
		{w.T("Where"), w.Place(model.Problem{File: x.File, Line: x.Line})},
	}
	src, ok := l.sources[x.Statement.Source]
	if !ok {
		return rows
	}
	for _, f := range src.Files {
		if f.Path != x.File {
			continue
		}
		if f.Address != "" {
			rows = append(rows, Row{w.T("Address"), f.Address})
		}
		rows = append(rows, Row{w.T("Digest (SHA-256)"), f.SHA256})
	}
	return append(rows, Row{w.T("Fetched"), w.Time(src.FetchedAt)})
}

func (w *Words) statementNotes(l *lookup, x desk.Statement) []string {
	var notes []string
	notes = append(notes, w.textNotes(x.Text, x.Language)...)
	if l.sources[x.Statement.Source].Paraphrased {
		notes = append(notes, w.T("The text is a short paraphrase, not the original wording."))
	}
	if l.sources[x.Statement.Source].Simulated {
		notes = append(notes, w.T("These votes are simulated by a program."))
	}
	if x.Moderation == model.Rejected {
		notes = append(notes, w.T("The publisher's moderators rejected this statement."))
	}
	if x.Seed {
		notes = append(notes, w.T("The organisers put this statement in at the start."))
	}
	if x.Meta {
		notes = append(notes, w.T("This statement is about the consultation itself."))
	}
	if a := x.Published.Agrees; a != nil && *a != x.Tally.Agree && x.Basis == model.BasisCounted {
		notes = append(notes, w.N("The publisher prints %d agreement: changed votes count twice there.", "The publisher prints %d agreements: changed votes count twice there.", *a))
	}
	if x.Assumed != nil {
		notes = append(notes, w.N("The published row cannot be right. It is read as %d vote; no count of it is printed.", "The published row cannot be right. It is read as %d votes; no count of it is printed.", x.Assumed.N()))
	}
	return notes
}

// ThemeChoices are the themes that do not yet use an item, for a list.
func (w *Words) ThemeChoices(st desk.State, item model.Ref) (titles, ids []string) {
	for _, t := range st.Themes {
		used := false
		for _, l := range t.Links {
			used = used || l.Item == item
		}
		if !used {
			titles = append(titles, themeTitle(t))
			ids = append(ids, t.ID)
		}
	}
	return titles, ids
}

// Polarities are the polarities of a link in words, with their values.
func (w *Words) Polarities() (words []string, values []int) {
	return []string{
		w.T("It supports the theme's proposition"),
		w.T("It says the reverse of the proposition"),
		w.T("It only raises the topic"),
	}, []int{1, -1, 0}
}

// PlainRows is a list of rows as text for the clipboard.
func (w *Words) PlainRows(rows []Row) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Label + ": " + r.Text + "\n")
	}
	return b.String()
}
