package decode

import (
	"slices"
	"strings"

	"consilience/model"
)

// Mappable says whether a mapping may say that a table is of this format.
func Mappable(f model.Format) bool { return rolesOf(f) != nil }

// rolesOf are the roles that a column may have in a table of a format; nil if
// it cannot be mapped.
func rolesOf(f model.Format) []string {
	switch f {
	case model.FormatSurveyTable:
		return mappedRoles
	case model.FormatDovetailTable:
		return passageRoles
	}
	if roles, _ := publishedRoles(f); roles != nil {
		return append(slices.Clone(roles), model.RoleIgnore)
	}
	return nil
}

// mappedRoles are the roles that a column of a survey may have.
var mappedRoles = []string{
	model.RoleQuestion, model.RoleAttribute, model.RoleID, model.RoleSubmitted, model.RoleComplete, model.RoleLanguage, model.RoleSession, model.RoleIgnore,
	string(model.QuestionChoice), string(model.QuestionMultiple), string(model.QuestionScale), string(model.QuestionRanking), string(model.QuestionPoints),
	string(model.QuestionPlane), string(model.QuestionNumber), string(model.QuestionOpen), string(model.QuestionWords), string(model.QuestionDate),
}

// CheckMapping says what is wrong with a mapping; nil if it can be used.
func CheckMapping(m model.Mapping) *model.Problem {
	const do = "Look at the mapping's columns again."
	questions, texts, roles := 0, 0, rolesOf(m.Format)
	if m.OnlyFormat() && Reads(m.Format) {
		return nil // the person said which format it is, and the format says the rest
	}
	if roles == nil {
		return model.Problemf(model.ProblemRefused, "Use the format “"+string(model.FormatSurveyTable)+"”, “"+string(model.FormatDovetailTable)+"”, “"+string(model.FormatStatementsTable)+"” or “"+string(model.FormatTagsTable)+"”.", "No table can be mapped as “%s”. Nothing was changed.", short(string(m.Format), 40))
	}
	for _, c := range m.Columns {
		if !slices.Contains(roles, c.Role) {
			return model.Problemf(model.ProblemRefused, do, "The column “%s” has the role “%s”, which is not one of: %s. Nothing was changed.", short(c.Head, 80), short(c.Role, 40), strings.Join(roles, ", "))
		}
		if c.Role == model.RoleAttribute && c.Attribute == "" {
			return model.Problemf(model.ProblemRefused, do, "The column “%s” is an attribute of the person, and the mapping does not say which. Nothing was changed.", short(c.Head, 80))
		}
		if isQuestion(c.Role) {
			questions++
		}
		if c.Role == model.RoleText {
			texts++
		}
	}
	for _, role := range model.SingleRoles(m.Format) {
		n := 0
		for _, c := range m.Columns {
			if c.Role == role {
				n++
			}
		}
		if n > 1 && role != model.RoleText {
			return model.Problemf(model.ProblemRefused, do, "The mapping gives the role “%s” to %d columns, and only one can have it. Nothing was changed.", role, n)
		}
	}
	if m.Header < 0 || len(m.Columns) > maxSheetColumns {
		return model.Problemf(model.ProblemRefused, do, "The mapping names no possible row or too many columns. Nothing was changed.")
	}
	if p := checkPublished(m); p != nil {
		return p
	}
	switch {
	case m.Format == model.FormatDovetailTable && texts != 1:
		return model.Problemf(model.ProblemRefused, do, "A table of notes or highlights has one column with their text, and the mapping has %d. Nothing was changed.", texts)
	case questions == 0:
		return model.Problemf(model.ProblemRefused, do, "The mapping has no column that is a question or an attribute. Nothing was changed.")
	}
	return nil
}

func isQuestion(role string) bool {
	switch role {
	case model.RoleID, model.RoleSubmitted, model.RoleComplete, model.RoleLanguage, model.RoleSession, model.RoleIgnore:
		return false
	}
	return true
}

// mappedHeader says whether a row is the header that a mapping was made for.
func mappedHeader(m *model.Mapping, row []string, line int) bool {
	if m.Header > 0 && line != m.Header {
		return false
	}
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	columns := m.Columns
	for len(columns) > 0 && columns[len(columns)-1].Head == "" {
		columns = columns[:len(columns)-1]
	}
	return len(columns) > 0 && slices.EqualFunc(columns, row, func(c model.MappedColumn, head string) bool { return c.Head == head })
}

// Fits says whether the file is a table with exactly the heads that a mapping
// was made for, in its row and sheet.
func Fits(l *Look, m model.Mapping) bool {
	for _, t := range l.tables() {
		if m.Sheet != "" && t.sheet != m.Sheet {
			continue
		}
		for _, r := range t.rows {
			if mappedHeader(&m, r.texts, r.line) {
				return true
			}
		}
		if m.Sheet == "" {
			break // the first
		}
	}
	return false
}

// readMapped reads any table with a response in each row as a mapping says.
func readMapped(j *job) error {
	m := j.content.Snapshot.Mapping
	if m == nil {
		return model.Problemf(model.ProblemNeedsMapping, mapIt, "“%s” is a table of responses without a mapping that says what its columns mean. It was not used.", j.content.Snapshot.Title)
	}
	if p := CheckMapping(*m); p != nil {
		return p
	}
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			return j.mappedSheet(b, m)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mapIt is what to do with a table that needs a mapping.
const mapIt = "Say what its columns mean: press “Map columns” in the window, or run “consilience table FILE > mapping.json”, correct that file and run “consilience sync FILE --map mapping.json”."

func (j *job) mappedSheet(b *book, m *model.Mapping) error {
	g, err := b.mapped(m)
	if err != nil {
		return err
	}
	defer g.close()
	f := newForm(j, b.input)
	l := newLayout(g)
	var ignored []string
	complete := -1
	for c := range l.heads {
		column := m.Columns[c]
		switch column.Role {
		case model.RoleID:
			l.id = c
		case model.RoleSubmitted:
			l.submitted = c
		case model.RoleLanguage:
			l.language = c
		case model.RoleSession:
			l.session = c
		case model.RoleComplete:
			complete = c
		case model.RoleIgnore:
			if column.Head != "" {
				ignored = append(ignored, column.Head)
			}
		default:
			l.map1(f, c, column, m.Separator)
		}
	}
	if complete >= 0 {
		l.complete = func(g *grid) bool { v := g.alike(complete); return v != "" && !isNo(v) }
	}
	f.in.saysMapped(uint32(l.line), ignored)
	if err := f.read(g, l); err != nil {
		return err
	}
	return f.finish()
}

// map1 makes a question of a mapped column.
func (l *layout) map1(f *form, c int, column model.MappedColumn, separator string) {
	q := model.Question{Text: column.Head}
	if q.Text == "" {
		q.Text = "Column " + columnName(c)
	}
	if block, part, ok := gridHead(q.Text); ok {
		q.Block, q.Part, q.Text = block, part, block+" — "+part
	}
	switch column.Role {
	case model.RoleQuestion:
	case model.RoleAttribute:
		q.Kind, q.Attribute = model.QuestionChoice, column.Attribute
	default:
		q.Kind = model.QuestionKind(column.Role)
	}
	a := l.ask(f, c, q)
	a.Attribute = q.Attribute // what the person said, not what the head looks like
	a.known = column.Options
	a.separators = []string{";", ", "}
	if separator != "" {
		a.separators = []string{separator}
	}
}
