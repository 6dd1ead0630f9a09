package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// DecisionsPage is the decision log with what became of the themes and what is
// said of the participation standards.
type DecisionsPage struct {
	// Covered reads "34 of 41 themes answered".
	Covered   string
	Themes    []ResponseRow
	Standards []ResponseRow
	Log       []DecisionRow
}

// ResponseRow is a theme with its reasoned response, or a standard with what is
// said of it. Says is empty if nothing is.
type ResponseRow struct{ ID, Title, Says, Why, More string }

// DecisionRow is a decision of the log, the last first.
type DecisionRow struct {
	ID, Question, Decision string
	// When is date, meeting and status.
	When string
	Rows []Row
}

// Decisions is what the page of the decision log says.
func (w *Words) Decisions(st desk.State) DecisionsPage {
	answered, of := st.Coverage()
	page := DecisionsPage{Covered: w.N("%[2]d of %[1]d theme answered", "%[2]d of %[1]d themes answered", of, answered)}
	for _, t := range st.Themes {
		row := ResponseRow{ID: t.ID, Title: themeTitle(t)}
		if a := t.Answer; a != nil {
			row.Says, row.Why = w.Outcome(a.Outcome), a.Why
			if a.Where != "" {
				row.More = w.T("Reflected in: %s", a.Where)
			}
		}
		page.Themes = append(page.Themes, row)
	}
	for _, s := range model.Standards {
		row := ResponseRow{ID: s.ID, Title: s.ID + " · " + w.Standard(s.ID)}
		if a, ok := st.Standards[s.ID]; ok {
			row.Says, row.Why = w.Met(a.Met), a.Evidence
			if a.Gap != "" {
				row.More = w.T("Gap: %s", a.Gap)
			}
		}
		page.Standards = append(page.Standards, row)
	}
	for _, d := range slices.Backward(st.Decisions) {
		page.Log = append(page.Log, w.decision(d))
	}
	return page
}

func (w *Words) decision(d model.Decision) DecisionRow {
	when := []string{d.Date}
	if d.Meeting != "" {
		when = append(when, d.Meeting)
	}
	row := DecisionRow{ID: d.ID, Question: d.Question, Decision: d.Decision, When: strings.Join(append(when, w.DecisionStatus(d.Status)), " · ")}
	add := func(label, text string) {
		if text != "" {
			row.Rows = append(row.Rows, Row{label, text})
		}
	}
	add(w.T("Options"), strings.Join(d.Options, "\n"))
	add(w.T("Reasons"), d.Reasons)
	for _, c := range d.Classes {
		add(w.T("Class then"), w.T("%s: %s", c.Proposition, w.Class(c.Class).Word))
	}
	for _, p := range d.Positions {
		add(p.Member, strings.TrimSpace(string(p.Stance)+" – "+p.Reason))
	}
	add(w.T("Dissent"), d.Dissent)
	add(w.T("Owner"), d.Owner)
	add(w.T("Review on"), d.Review)
	add(w.T("Replaces"), d.Supersedes)
	add(w.T("Standards"), strings.Join(d.Standards, ", "))
	return row
}

// DecisionStatus is a decision's status in words.
func (w *Words) DecisionStatus(s model.DecisionStatus) string {
	switch s {
	case model.DecisionProposed:
		return w.T("Proposed")
	case model.DecisionSuperseded:
		return w.T("Replaced by a later one")
	case model.DecisionWithdrawn:
		return w.T("Withdrawn")
	}
	return w.T("Decided")
}

// Outcome is what became of what contributors said, in words.
func (w *Words) Outcome(o model.Outcome) string {
	switch o {
	case model.Adopted:
		return w.T("Adopted")
	case model.PartlyTaken:
		return w.T("Partly adopted")
	case model.NotAdopted:
		return w.T("Not adopted")
	}
	return w.T("Deferred")
}

// Standard is the title of a participation standard.
func (w *Words) Standard(id string) string {
	switch id {
	case "S1":
		return w.T("A space for ongoing dialogue")
	case "S2":
		return w.T("Open, accessible and timely information")
	case "S3":
		return w.T("Inclusive and informed opportunities to take part")
	case "S4":
		return w.T("A reasoned response")
	}
	return w.T("Dialogue during implementation")
}

// MetAnswers are the answers to whether a standard is met.
var MetAnswers = []string{"yes", "partly", "no"}

// Met is whether a standard is met, in words.
func (w *Words) Met(met string) string {
	switch met {
	case "yes":
		return w.T("Met")
	case "partly":
		return w.T("Partly met")
	}
	return w.T("Not met")
}
