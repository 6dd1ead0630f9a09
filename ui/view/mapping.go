package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// RoleChoice is a meaning that a column may be given. ID is the role, and for
// attributes the dimension behind a colon.
type RoleChoice struct{ ID, Words string }

// RowKinds are what a row of a table may be: the formats of a mapping.
func (w *Words) RowKinds() []RoleChoice {
	return []RoleChoice{
		{string(model.FormatSurveyTable), w.T("A response to a survey")},
		{string(model.FormatDovetailTable), w.T("A note, or a highlight with tags")},
		{string(model.FormatStatementsTable), w.T("A statement with its votes")},
		{string(model.FormatTagsTable), w.T("A tag with its mentions")},
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

// Reproposed is the mapping for rows of another kind: of a response made a note,
// and the reverse, with the meanings that the columns have; else what was
// proposed or last said for that kind.
func Reproposed(p model.TablePreview, format model.Format) model.Mapping {
	people := func(f model.Format) bool { return f == model.FormatSurveyTable || f == model.FormatDovetailTable }
	if people(p.Proposed.Format) && people(format) {
		return AsRows(p.Proposed, format)
	}
	for _, m := range slices.Backward(p.Others) {
		if m.Format == format {
			return m
		}
	}
	return p.Proposed
}

// Roles are the meanings that a column of rows of a kind may have, in the order
// in which they are offered.
func (w *Words) Roles(format model.Format) []RoleChoice {
	switch format {
	case model.FormatStatementsTable:
		return []RoleChoice{
			{model.RoleStatement, w.T("Statement: its words")},
			{model.RoleVotes, w.T("Number of votes")},
			{model.RoleAgree, w.T("Agree: percentage or votes")},
			{model.RoleDisagree, w.T("Disagree: percentage or votes")},
			{model.RolePass, w.T("Pass or unsure: percentage or votes")},
			{model.RoleID, w.T("Number of the statement")},
			{model.RoleLanguage, w.T("Language")},
			{model.RoleIgnore, w.T("Leave out")},
		}
	case model.FormatTagsTable:
		return []RoleChoice{
			{model.RoleTag, w.T("Tag")},
			{model.RoleMentions, w.T("Number of mentions")},
			{model.RoleCluster, w.T("Cluster of the tag")},
			{model.RoleDescription, w.T("What the tag means")},
			{model.RoleHighlights, w.T("Number of distinct passages")},
			{model.RoleConsultations, w.T("Number of meetings or notes")},
			{model.RoleLanguage, w.T("Language")},
			{model.RoleIgnore, w.T("Leave out")},
		}
	case model.FormatDovetailTable:
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
			{model.RoleIgnore, w.T("Leave out")},
		}
	}
	return []RoleChoice{
		{model.RoleQuestion, w.T("Question (kind from answers)")},
		{string(model.QuestionChoice), w.T("Question: one option of several")},
		{string(model.QuestionMultiple), w.T("Question: any number of options")},
		{string(model.QuestionScale), w.T("Question: a scale")},
		{string(model.QuestionNumber), w.T("Question: a number")},
		{string(model.QuestionRanking), w.T("Question: a rank")},
		{string(model.QuestionPoints), w.T("Question: points shared out")},
		{string(model.QuestionOpen), w.T("Question: free text")},
		{string(model.QuestionWords), w.T("Question: single words")},
		{string(model.QuestionDate), w.T("Question: a date")},
		{"attribute:sector", w.T("Person: sector")},
		{"attribute:region", w.T("Person: region")},
		{"attribute:country", w.T("Person: country")},
		{"attribute:gender", w.T("Person: gender")},
		{"attribute:age", w.T("Person: age")},
		{"attribute:level", w.T("Person: government level")},
		{attributeOfHead, w.T("Person: what the head says")},
		{model.RoleID, w.T("Response number")},
		{model.RoleSubmitted, w.T("When it was sent")},
		{model.RoleComplete, w.T("Whether it is complete")},
		{model.RoleLanguage, w.T("Language")},
		{model.RoleSession, w.T("Session or wave")},
		{model.RoleIgnore, w.T("Leave out")},
	}
}

// RoleOf is the id of the choice that a mapped column has.
func RoleOf(format model.Format, c model.MappedColumn) string {
	if c.Role == model.RoleAttribute && format != model.FormatDovetailTable {
		switch c.Attribute {
		case "sector", "region", "country", "gender", "age", "level":
			return c.Role + ":" + c.Attribute
		}
		return attributeOfHead
	}
	return c.Role
}

// attributeOfHead is the choice of a dimension that the column's head names.
const attributeOfHead = model.RoleAttribute + ":head"

// WithRole gives the column the meaning of a choice's id. What is known of a
// note is called by the column's head.
func WithRole(format model.Format, c model.MappedColumn, id string) model.MappedColumn {
	role, attribute, _ := strings.Cut(id, ":")
	c.Role, c.Attribute = role, attribute
	if id == attributeOfHead {
		c.Attribute = strings.ToLower(strings.Join(strings.Fields(c.Head), " "))
		if c.Attribute == "" {
			c.Role = model.RoleIgnore
		}
	}
	if role == model.RoleAttribute && format == model.FormatDovetailTable {
		c.Attribute = c.Head
		if c.Head == "" {
			c.Role = model.RoleIgnore
		}
	}
	return c
}

// GridColumn is one column of a table that is being mapped: where it stands,
// its head, and its values in the rows shown.
type GridColumn struct {
	Place, Head string
	Cells       []string
}

// gridRows is how many rows below the header the grid shows.
const gridRows = 8

// MappedGrid are the columns of the table with their first values; lines are
// the numbers of the rows.
func (w *Words) MappedGrid(p model.TablePreview) (columns []GridColumn, lines []int) {
	columns = make([]GridColumn, len(p.Proposed.Columns))
	for c, column := range p.Proposed.Columns {
		columns[c].Place = w.T("Column %d", c+1)
		columns[c].Head = column.Head
		if column.Head == "" {
			columns[c].Head = w.T("(without a head)")
		}
	}
	for _, r := range p.Rows {
		if r.Line <= p.Proposed.Header || len(lines) == gridRows || !slices.ContainsFunc(r.Cells, func(s string) bool { return s != "" }) {
			continue
		}
		lines = append(lines, r.Line)
		for c := range columns {
			cell := ""
			if c < len(r.Cells) {
				cell = cutAt(strings.Join(strings.Fields(r.Cells[c]), " "), 120)
			}
			columns[c].Cells = append(columns[c].Cells, cell)
		}
	}
	return columns, lines
}

func cutAt(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// MappedSum says what comes in of the table: "100 rows come in as responses to 5
// questions".
func (w *Words) MappedSum(p model.TablePreview) string {
	m := p.Proposed
	switch m.Format {
	case model.FormatDovetailTable:
		return w.passageSum(p)
	case model.FormatStatementsTable, model.FormatTagsTable:
		return w.publishedSum(p)
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
	says := w.T("Each row becomes a response") + " "
	if p.Records > 0 {
		says = w.N("%d row becomes a response", "%d rows become responses", p.Records) + " "
	}
	says += w.N("to %d question", "to %d questions", questions)
	if about > 0 {
		says = w.T("%s; %s", says, w.N("%d column is about the person", "%d columns are about the person", about))
	}
	if out > 0 {
		says = w.T("%s; %s", says, w.N("%d column is left out", "%d columns are left out", out))
	}
	return says + "."
}

// publishedSum says how many rows become statements or tags.
func (w *Words) publishedSum(p model.TablePreview) string {
	out := 0
	for _, c := range p.Proposed.Columns {
		if c.Role == model.RoleIgnore {
			out++
		}
	}
	var says string
	statements := p.Proposed.Format == model.FormatStatementsTable
	switch {
	case p.Records == 0 && statements:
		says = w.T("Each row becomes a statement with its votes")
	case p.Records == 0:
		says = w.T("Each row becomes a tag with its mentions")
	case statements:
		says = w.N("%d row becomes a statement with its votes", "%d rows become statements with their votes", p.Records)
	default:
		says = w.N("%d row becomes a tag with its mentions", "%d rows become tags with their mentions", p.Records)
	}
	if out > 0 {
		says = w.T("%s; %s", says, w.N("%d column is left out", "%d columns are left out", out))
	}
	return says + "."
}

// passageSum says whether rows become notes or highlights.
func (w *Words) passageSum(p model.TablePreview) string {
	marked, out := false, 0
	for _, c := range p.Proposed.Columns {
		marked = marked || c.Role == model.RoleTags || c.Role == model.RoleNote
		if c.Role == model.RoleIgnore {
			out++
		}
	}
	var says string
	switch {
	case p.Records == 0 && marked:
		says = w.T("Each row becomes a highlight with its tags")
	case p.Records == 0:
		says = w.T("Each row becomes a note")
	case marked:
		says = w.N("%d row becomes a highlight with its tags", "%d rows become highlights with their tags", p.Records)
	default:
		says = w.N("%d row becomes a note", "%d rows become notes", p.Records)
	}
	if out > 0 {
		says = w.T("%s; %s", says, w.N("%d column is left out", "%d columns are left out", out))
	}
	return says + "."
}

// MappedMissing says what a mapping still lacks; empty if it can be used.
func (w *Words) MappedMissing(m model.Mapping) string {
	count := map[string]int{}
	content := 0
	for _, c := range m.Columns {
		count[c.Role]++
		switch c.Role {
		case model.RoleID, model.RoleSubmitted, model.RoleComplete, model.RoleLanguage, model.RoleSession, model.RoleIgnore:
		default:
			content++
		}
	}
	for _, role := range model.SingleRoles(m.Format) {
		if count[role] > 1 {
			for _, c := range w.Roles(m.Format) {
				if c.ID == role {
					return w.T("%d columns are “%s”: only one can be.", count[role], c.Words)
				}
			}
		}
	}
	for _, role := range model.NeededRoles(m.Format) {
		if count[role] > 0 {
			continue
		}
		for _, c := range w.Roles(m.Format) {
			if c.ID == role {
				return w.T("No column is “%s” yet: say which one it is.", c.Words)
			}
		}
	}
	switch {
	case m.Format == model.FormatDovetailTable && count[model.RoleText] == 0:
		return w.T("No column is the text yet: say which one holds the words.")
	case content == 0:
		return w.T("No column is a question yet, nor about the person: nothing would come in.")
	}
	return ""
}

// KnownMappingRow is a mapping that is remembered.
type KnownMappingRow struct {
	ID, Title, Says string
	Columns         []Row
}

// KnownMappings are the mappings that members keep.
func (w *Words) KnownMappings(st desk.State) []KnownMappingRow {
	var out []KnownMappingRow
	for _, m := range st.Mappings {
		row := KnownMappingRow{ID: m.ID, Title: m.File}
		if m.Publisher != "" {
			row.Title = w.T("%s, of %s", m.File, m.Publisher)
		}
		row.Says = w.Format(m.Format) + " · " + w.N("%d column", "%d columns", len(m.Columns)) + " · " + w.T("by %s, %s", m.By, w.Date(m.At))
		roles := w.Roles(m.Format)
		for i, c := range m.Columns {
			head := c.Head
			if head == "" {
				head = w.T("Column %d", i+1)
			}
			words := w.T("as the format says")
			for _, r := range roles {
				if c.Role != "" && r.ID == RoleOf(m.Format, c) {
					words = r.Words
				}
			}
			row.Columns = append(row.Columns, Row{head, words})
		}
		out = append(out, row)
	}
	return out
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
