package view

import (
	"strings"
	"time"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
)

// ThemeGroup is the themes of one class.
type ThemeGroup struct {
	Class  Badge
	Count  int
	Themes []ThemeRow
}

// ThemeRow is a theme in the list.
type ThemeRow struct {
	ID, Title, Proposition string
	Class                  Badge
	// Own says that members chose another class; empty if none did.
	Own string
}

// ThemeGroups lists the themes by class: what converges first, what cannot be
// said last; classes without a theme are left out.
func (w *Words) ThemeGroups(st desk.State) []ThemeGroup {
	var out []ThemeGroup
	for _, c := range model.Classes {
		g := ThemeGroup{Class: w.Class(c)}
		for _, t := range st.Themes {
			if t.Assessment.Class == c {
				g.Themes = append(g.Themes, themeRow(w, t))
			}
		}
		if g.Count = len(g.Themes); g.Count > 0 {
			out = append(out, g)
		}
	}
	return out
}

func themeRow(w *Words, t desk.Theme) ThemeRow {
	row := ThemeRow{ID: t.ID, Title: t.Title, Proposition: t.Proposition, Class: w.Class(t.Assessment.Class)}
	if row.Title == "" {
		row.Title = t.Proposition
	}
	if row.Proposition == row.Title {
		row.Proposition = ""
	}
	other := 0
	for _, c := range t.Choices {
		if c.Class != t.Assessment.Class {
			other++
		}
	}
	if other > 0 {
		row.Own = w.N("%d member sees it otherwise", "%d members see it otherwise", other)
	}
	return row
}

// ThemePage is everything said of one theme.
type ThemePage struct {
	ThemeRow
	// From says who brought the theme.
	From string
	// Why is the rule that gave the class, in plain words.
	Why string
	// Trace is how the class came about, step by step.
	Trace       []string
	Choices     []ChoiceRow
	Confidence  Badge
	Concerns    []ConcernRow
	Matrix      []MatrixRow
	Evidence    []EvidenceGroup
	Bridging    []EvidenceRow
	Poles       *PoleBalance
	Human       []HumanRow
	Reserved    []NoteRow
	Limitations []string
	Missing     []string
	Notes       []NoteRow
	// Chart has the statements' votes, ChartSource where they come from.
	Chart       []chart.Row
	ChartSource string
}

// ChoiceRow is a member's own class beside the computed one.
type ChoiceRow struct {
	Class Badge
	NoteRow
}

// ConcernRow is a reason to trust a class less.
type ConcernRow struct{ Component, Level, Text string }

// MatrixRow is what one channel says.
type MatrixRow struct {
	Channel string
	Reading Badge
	Firm    string
	Items   string
	N       string
	Why     string
}

// EvidenceGroup is the evidence of one channel.
type EvidenceGroup struct {
	Channel string
	Rows    []EvidenceRow
}

// PoleBalance sets two tags side by side.
type PoleBalance struct {
	For, Against   Side
	Figures        []Figure
	Reading        Badge
	Why            string
	OnlyInMentions bool
}

// Side is one of two poles, with its mentions.
type Side struct {
	Name     string
	Mentions int
	Text     string
}

// HumanRow is a named person's reading of a channel.
type HumanRow struct {
	Channel string
	Reading Badge
	Groups  []GroupReading
	Cites   string
	NoteRow
}

// GroupReading is what one stakeholder group says.
type GroupReading struct {
	Group   string
	Reading Badge
}

// Theme puts one theme in words; ok is false if there is none of that id.
// Times are shown in zone.
func (w *Words) Theme(st desk.State, id string, zone *time.Location) (page ThemePage, ok bool) {
	for _, t := range st.Themes {
		if t.ID == id {
			return themePage(w, newLookup(st), t, zone), true
		}
	}
	return ThemePage{}, false
}

func themePage(w *Words, l *lookup, t desk.Theme, zone *time.Location) ThemePage {
	a := t.Assessment
	p := ThemePage{
		ThemeRow:    themeRow(w, t),
		From:        from(w, l, t.Published, t.Made, zone),
		Why:         why(w, a),
		Trace:       trace(w, a),
		Confidence:  w.Confidence(a.Confidence),
		Matrix:      matrix(w, t),
		Evidence:    evidence(w, l, t),
		Poles:       poleBalance(w, l, t),
		Limitations: w.ToldAll(a.Limitations),
	}
	p.Chart, p.ChartSource = votesChart(w, l, t)
	for _, c := range t.Choices {
		p.Choices = append(p.Choices, ChoiceRow{w.Class(c.Class), w.noteRow(l, c.Reason, nil, c.Made, zone)})
	}
	for _, c := range a.Concerns {
		p.Concerns = append(p.Concerns, ConcernRow{w.component(c.Component), w.T(c.Level), w.Told(c.Text)})
	}
	for _, b := range a.Bridging {
		row := w.evidenceRow(l, b)
		row.Says = w.T("both sides can hold it; it does not count for the class")
		p.Bridging = append(p.Bridging, row)
	}
	for _, h := range t.Human {
		p.Human = append(p.Human, humanRow(w, l, h, zone))
	}
	for _, r := range t.Reservations {
		p.Reserved = append(p.Reserved, w.noteRow(l, r.Text, nil, r.Made, zone))
	}
	for _, n := range t.Notes {
		p.Notes = append(p.Notes, w.noteRow(l, n.Text, n.Evidence, n.Made, zone))
	}
	for _, r := range a.Missing {
		p.Missing = append(p.Missing, w.T("%s of %s", r.Item(), l.sourceTitle(r.Source())))
	}
	return p
}

// ThemeProblem says what is missing before a theme can be added; empty if
// nothing is.
func (w *Words) ThemeProblem(title, proposition string) string {
	switch {
	case strings.TrimSpace(title) == "":
		return w.T("The theme needs a title.")
	case strings.TrimSpace(proposition) == "":
		return w.T("The theme needs a proposition: a sentence that evidence can support or oppose.")
	}
	return ""
}

// ClassProblem says what is missing before a member's own class can be kept:
// a reason is required if it differs from the computed one.
func (w *Words) ClassProblem(computed, chosen model.Class, reason string) string {
	switch {
	case chosen == "":
		return w.T("Choose a class.")
	case chosen != computed && strings.TrimSpace(reason) == "":
		return w.T("Your class differs from the computed one: give your reason.")
	}
	return ""
}
