package view

import (
	"slices"
	"strings"

	"consilience/model"
)

// RoleChoice is a meaning that a column may be given. ID is the role, and for
// attributes the dimension behind a colon.
type RoleChoice struct{ ID, Words string }

// RowKinds are what a row of a table may be: the formats of a mapping.
func (w *Words) RowKinds() []RoleChoice {
	return []RoleChoice{
		{string(model.FormatSurveyTable), w.T("A response to a survey")},
		{string(model.FormatDovetailTable), w.T("A note, or a highlight with tags")},
	}
}

// Separators are what may stand between the tags of one cell.
func (w *Words) Separators() []RoleChoice {
	return []RoleChoice{
		{";", w.T("Semicolon")}, {",", w.T("Comma")}, {"\n", w.T("A new line")}, {"", w.T("Nothing: a cell is one tag")},
	}
}

// AsRows makes a mapping one for rows of another kind: columns keep the meaning
// that both kinds have; what only people can be asked is something known of
// the note, and the reverse.
func AsRows(m model.Mapping, format model.Format) model.Mapping {
	columns := slices.Clone(m.Columns)
	for i, c := range columns {
		switch {
		case c.Role == model.RoleID || c.Role == model.RoleLanguage || c.Role == model.RoleIgnore:
		case format == model.FormatDovetailTable && c.Role == model.RoleSubmitted:
			columns[i].Role = model.RoleCreated
		case format == model.FormatDovetailTable:
			columns[i] = WithRole(format, c, model.RoleAttribute)
		case c.Role == model.RoleCreated:
			columns[i].Role = model.RoleSubmitted
		case c.Role == model.RoleAuthor:
			columns[i].Role = model.RoleIgnore
		default:
			columns[i].Role, columns[i].Attribute = model.RoleQuestion, ""
		}
	}
	m.Format, m.Columns = format, columns
	return m
}

// Roles are the meanings that a column of rows of a kind may have, in the order
// in which they are offered.
func (w *Words) Roles(format model.Format) []RoleChoice {
	if format == model.FormatDovetailTable {
		return []RoleChoice{
			{model.RoleText, w.T("Text: the words of the note or highlight")},
			{model.RoleTags, w.T("Tags of the highlight")},
			{model.RoleNote, w.T("Note that the highlight is of")},
			{model.RoleTitle, w.T("Title")},
			{model.RoleProject, w.T("Project")},
			{model.RoleAuthor, w.T("Who wrote or marked it")},
			{model.RoleCreated, w.T("When it was written or marked")},
			{model.RoleID, w.T("Number of the note or highlight")},
			{model.RoleLanguage, w.T("Language")},
			{model.RoleAttribute, w.T("What else is known of it")},
			{model.RoleIgnore, w.T("Leave out (names, addresses, notes)")},
		}
	}
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
func RoleOf(format model.Format, c model.MappedColumn) string {
	if c.Role == model.RoleAttribute && format != model.FormatDovetailTable {
		return c.Role + ":" + c.Attribute
	}
	return c.Role
}

// WithRole gives the column the meaning of a choice's id. What is known of a
// note is called by the column's head.
func WithRole(format model.Format, c model.MappedColumn, id string) model.MappedColumn {
	role, attribute, _ := strings.Cut(id, ":")
	c.Role, c.Attribute = role, attribute
	if role == model.RoleAttribute && format == model.FormatDovetailTable {
		c.Attribute = c.Head
		if c.Head == "" {
			c.Role = model.RoleIgnore
		}
	}
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
func (w *Words) MappedSum(m model.Mapping) string {
	if m.Format == model.FormatDovetailTable {
		return w.passageSum(m.Columns)
	}
	questions, about, out := 0, 0, 0
	for _, c := range m.Columns {
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

// passageSum says whether rows become notes or highlights.
func (w *Words) passageSum(columns []model.MappedColumn) string {
	texts, marked := 0, false
	for _, c := range columns {
		if c.Role == model.RoleText {
			texts++
		}
		marked = marked || c.Role == model.RoleTags || c.Role == model.RoleNote
	}
	switch {
	case texts != 1:
		return w.T("One column must be the text; now %d are.", texts)
	case marked:
		return w.T("Each row becomes a highlight with its tags.")
	}
	return w.T("Each row becomes a note.")
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
