package view

import (
	"slices"
	"strings"

	"consilience/model"
)

// RoleChoice is a meaning that a column may be given. ID is the role, and for
// attributes the dimension behind a colon.
type RoleChoice struct{ ID, Words string }

// Roles are the meanings that a column of a survey may have, in the order in
// which they are offered.
func (w *Words) Roles() []RoleChoice {
	return []RoleChoice{
		{model.RoleQuestion, w.T("Question (kind decided from the answers)")},
		{string(model.QuestionChoice), w.T("Question: one option of several")},
		{string(model.QuestionMultiple), w.T("Question: any number of options")},
		{string(model.QuestionScale), w.T("Question: a scale")},
		{string(model.QuestionNumber), w.T("Question: a number")},
		{string(model.QuestionRanking), w.T("Question: a rank")},
		{string(model.QuestionPoints), w.T("Question: points shared out")},
		{string(model.QuestionOpen), w.T("Question: free text")},
		{string(model.QuestionWords), w.T("Question: single words")},
		{string(model.QuestionDate), w.T("Question: a date")},
		{"attribute:sector", w.T("About the person: sector")},
		{"attribute:region", w.T("About the person: region")},
		{"attribute:country", w.T("About the person: country")},
		{"attribute:gender", w.T("About the person: gender")},
		{"attribute:age", w.T("About the person: age")},
		{"attribute:level", w.T("About the person: level of government")},
		{model.RoleID, w.T("Number of the response")},
		{model.RoleSubmitted, w.T("When it was sent")},
		{model.RoleComplete, w.T("Whether it is complete")},
		{model.RoleLanguage, w.T("Language")},
		{model.RoleSession, w.T("Session or wave")},
		{model.RoleIgnore, w.T("Leave out (names, addresses, notes)")},
	}
}

// RoleOf is the id of the choice that a mapped column has.
func RoleOf(c model.MappedColumn) string {
	if c.Role == model.RoleAttribute {
		return c.Role + ":" + c.Attribute
	}
	return c.Role
}

// WithRole gives the column the meaning of a choice's id.
func WithRole(c model.MappedColumn, id string) model.MappedColumn {
	role, attribute, _ := strings.Cut(id, ":")
	c.Role, c.Attribute = role, attribute
	return c
}

// MappedRow is one column of a table that is being mapped: its head, and what
// stands in it.
type MappedRow struct{ Head, Examples string }

// MappedRows are the columns of the table with their first values.
func (w *Words) MappedRows(p model.TablePreview) []MappedRow {
	rows := make([]MappedRow, len(p.Proposed.Columns))
	for c, column := range p.Proposed.Columns {
		rows[c].Head = column.Head
		if column.Head == "" {
			rows[c].Head = w.T("(column %d, without a head)", c+1)
		}
		var values []string
		for _, r := range p.Rows {
			if r.Line > p.Proposed.Header && c < len(r.Cells) && r.Cells[c] != "" && !slices.Contains(values, r.Cells[c]) && len(values) < 3 {
				values = append(values, "“"+cutAt(r.Cells[c], 60)+"”")
			}
		}
		rows[c].Examples = strings.Join(values, "  ")
		if len(values) == 0 {
			rows[c].Examples = w.T("(blank in the first rows)")
		}
	}
	return rows
}

func cutAt(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// MappedSum says what a mapping makes of the table.
func (w *Words) MappedSum(columns []model.MappedColumn) string {
	questions, about, out := 0, 0, 0
	for _, c := range columns {
		switch c.Role {
		case model.RoleAttribute:
			about++
		case model.RoleIgnore:
			out++
		case model.RoleID, model.RoleSubmitted, model.RoleComplete, model.RoleLanguage, model.RoleSession:
		default:
			questions++
		}
	}
	return w.T("Each row becomes a response.") + " " + w.N("%d column is a question", "%d columns are questions", questions) + ", " +
		w.N("%d is about the person", "%d are about the person", about) + ", " + w.N("%d is left out", "%d are left out", out) + "."
}

// NeedMapping are the tables that wait for a person to say what their columns
// mean.
func NeedMapping(problems []model.Problem) []model.Problem {
	var list []model.Problem
	for _, p := range problems {
		if p.Kind == model.ProblemNeedsMapping && p.Address != "" && !strings.Contains(p.Address, "://") {
			list = append(list, p)
		}
	}
	return list
}
