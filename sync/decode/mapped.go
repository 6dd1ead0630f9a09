package decode

import (
	"bytes"
	"io"
	"path"
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
		return model.Problemf(model.ProblemRefused, "Use the format “"+string(model.FormatSurveyTable)+"” or “"+string(model.FormatDovetailTable)+"”.", "No table can be mapped as “%s”. Nothing was changed.", short(string(m.Format), 40))
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
	switch {
	case m.Format == model.FormatDovetailTable && texts != 1:
		return model.Problemf(model.ProblemRefused, do, "A table of notes or highlights has one column with their text, and the mapping has %d. Nothing was changed.", texts)
	case questions == 0:
		return model.Problemf(model.ProblemRefused, do, "The mapping has no column that is a question or an attribute. Nothing was changed.")
	case m.Header < 0 || len(m.Columns) > maxSheetColumns:
		return model.Problemf(model.ProblemRefused, do, "The mapping names no possible row or too many columns. Nothing was changed.")
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
			n := 0
			if m.Sheet != "" {
				n = slices.Index(b.sheets(), m.Sheet)
			}
			if n < 0 {
				return wrong(model.ProblemNeedsMapping, b.Path, mapIt, "%s has no sheet “%s”, which its mapping names. It was not used.", b.Path, m.Sheet)
			}
			return j.mappedSheet(b, n, m)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mapIt is what to do with a table that needs a mapping.
const mapIt = "Say what its columns mean: press “Map columns” in the window, or run “consilience table FILE > mapping.json”, correct that file and run “consilience sync FILE --map mapping.json”."

func (j *job) mappedSheet(b *book, n int, m *model.Mapping) error {
	g, err := b.open(n)
	if err != nil {
		return err
	}
	defer g.close()
	found := false
	for range seenRows {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if found = ok && mappedHeader(m, g.texts(), int(g.line)); found || !ok {
			break
		}
	}
	if !found {
		return wrong(model.ProblemNeedsMapping, b.Path, mapIt, "%s has other columns than those it was mapped with. It was not used.", b.Path)
	}
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
		l.complete = func(g *grid) bool { v := g.text(complete); return v != "" && !isNo(v) }
	}
	f.in.problems.add(uint32(l.line), model.ProblemAssumed, "If that is not right, map the columns anew.", "What the columns of %s mean stands in no file of the publisher: a mapping says it, which is kept with the source.", b.Path)
	if len(ignored) > 0 {
		f.in.problems.add(0, model.ProblemLeftOut, "", "These columns of %s were not kept, as its mapping says: %s.", b.Path, inQuotes(ignored, 12))
	}
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

// severalClaims is the question about a file that more than one format claims.
func (l *Look) severalClaims(claims []Kind) *model.Problem {
	formats := make([]model.Format, len(claims))
	names := make([]string, len(claims))
	for i, k := range claims {
		formats[i], names[i] = k.Format, string(k.Format)
	}
	p := wrong(model.ProblemNeedsMapping, l.Name, "Say which of them it is: press “Say what it is” in the window, or run “consilience sync FILE --as FORMAT”.",
		"%s could be of more than one format (%s), and nothing is guessed. It was not used yet.", path.Base(l.Name), strings.Join(names, ", "))
	p.Formats = formats
	return p
}

// needsMapping is the problem of a table that no format claims; nil if the file
// is no table.
func (l *Look) needsMapping() *model.Problem {
	switch strings.ToLower(path.Ext(l.Name)) {
	case ".csv", ".tsv", ".tab", ".xlsx", ".xlsm":
	default:
		return nil
	}
	base := path.Base(l.Name)
	for _, t := range l.tables() {
		if at := headerOf(t.rows); at >= 0 && len(t.rows) > at+1 {
			return wrong(model.ProblemNeedsMapping, l.Name, mapIt, "%s is a table, and nothing in it says what its columns mean. %s It was not used yet.", base, couldBe(t.rows[at].texts))
		}
	}
	return nil
}

// headerOf guesses which row is the header: the first with nearly as many cells
// as any of the first rows, and more than one. -1 if there is none.
func headerOf(rows []seenRow) int {
	filled := func(r seenRow) int {
		n := 0
		for _, s := range r.texts {
			if s != "" {
				n++
			}
		}
		return n
	}
	most := 0
	for _, r := range rows[:min(len(rows), headerWithin)] {
		most = max(most, filled(r))
	}
	if most < 2 {
		return -1
	}
	return slices.IndexFunc(rows, func(r seenRow) bool { return 10*filled(r) >= 7*most })
}

// previewRows is how many rows a preview has, previewCell how many characters
// one of its cells.
const (
	previewRows = 30
	previewCell = 300
)

// Preview shows the first rows of a table and proposes what its columns mean.
// sheet and header are the person's choice; empty and 0 mean the first sheet
// with a table, and the row that looks like the header.
func Preview(l Look, sheet string, header int) (model.TablePreview, *model.Problem) {
	p := model.TablePreview{File: path.Base(l.Name)}
	tables := l.tables()
	if l.packed != nil && l.packed.problem != nil {
		return p, l.packed.problem
	}
	at := -1
	for i, t := range tables {
		if t.sheet != "" {
			p.Sheets = append(p.Sheets, t.sheet)
		}
		if at < 0 && (sheet == "" && headerOf(t.rows) >= 0 || sheet != "" && t.sheet == sheet) {
			at = i
		}
	}
	if at < 0 || len(tables[at].rows) == 0 {
		return p, wrong(model.ProblemNothingToShow, l.Name, "Choose a CSV or a workbook with a table in it.", "%s has no table that can be shown. Nothing was changed.", p.File)
	}
	rows := tables[at].rows
	head := max(headerOf(rows), 0)
	if i := slices.IndexFunc(rows, func(r seenRow) bool { return r.line == header }); i >= 0 {
		head = i
	}
	for _, r := range rows[:min(len(rows), max(previewRows, head+10))] {
		row := model.PreviewRow{Line: r.line, Cells: make([]string, len(r.texts))}
		for i, s := range r.texts {
			row.Cells[i] = short(s, previewCell)
		}
		p.Rows = append(p.Rows, row)
	}
	p.Proposed = model.Mapping{Format: model.FormatSurveyTable, Sheet: tables[at].sheet, Header: rows[head].line}
	if text, tags := passageHeads(rows[head].texts); text >= 0 && tags >= 0 {
		p.Proposed.Format = model.FormatDovetailTable
		p.Proposed.Columns, p.Proposed.Separator = proposedPassages(rows[head].texts, rows[head+1:])
	} else {
		p.Proposed.Columns = proposed(rows[head].texts, rows[head+1:])
	}
	p.Records = l.records(at, rows[head].line)
	return p, nil
}

// The most that is counted for a preview: a file of text of so many bytes, a
// workbook of so many.
const (
	countedText = 32 << 20
	countedBook = 4 << 20
)

// records counts the rows below the header of a table that are not blank; 0 if
// the file is too large for it, or cannot be read to its end.
func (l *Look) records(table, header int) int {
	n := 0
	if l.isPacked() {
		w, err := openWorkbook(l.unpack())
		if err != nil || l.Size > countedBook {
			return 0
		}
		rows, err := w.open(table)
		if err != nil {
			return 0
		}
		defer rows.close()
		for {
			row, line, err := rows.next()
			if err == io.EOF {
				return n
			}
			if err != nil {
				return 0
			}
			if int(line) > header && !blankRow(row) {
				n++
			}
		}
	}
	if l.Size > countedText {
		return 0
	}
	head, mac := lineEnds(trimBOM(l.Head))
	var src io.Reader = bytes.NewReader(head)
	if l.File != nil && !mac && l.Size > int64(len(l.Head)) {
		bom := int64(len(l.Head) - len(trimBOM(l.Head)))
		src = io.NewSectionReader(l.File, bom, l.Size-bom)
	}
	r := newRecords(src, sniffComma(head))
	for {
		row, err := r.next()
		if err == io.EOF {
			return n
		}
		if err != nil {
			return 0
		}
		if int(r.line) > header && !r.unclosed && !blankRow(row) {
			n++
		}
	}
}

// proposed proposes a role for each column.
func proposed(heads []string, below []seenRow) []model.MappedColumn {
	for len(heads) > 0 && heads[len(heads)-1] == "" {
		heads = heads[:len(heads)-1]
	}
	columns := make([]model.MappedColumn, len(heads))
	for c, head := range heads {
		role, attribute := model.RoleQuestion, attributeOf(head)
		word := headerWord(head)
		days, filled := 0, 0
		for _, r := range below {
			if c < len(r.texts) && r.texts[c] != "" {
				filled++
				if isDay(r.texts[c]) {
					days++
				}
			}
		}
		switch {
		case head == "" || isPersonal(head):
			role = model.RoleIgnore
		case slices.Contains([]string{"id", "response id", "respondent id", "respondent", "participant", "participant id", "nº", "no", "number", "identificador", "numéro", "número", "folio"}, word):
			role = model.RoleID
		case slices.Contains([]string{"language", "idioma", "langue", "locale"}, word):
			role = model.RoleLanguage
		case slices.Contains([]string{"complete", "completed", "finished", "completo", "completa", "terminé", "complet"}, word):
			role = model.RoleComplete
		case slices.Contains(timestampHeads, word) || filled > 0 && days == filled && (c == 0 || strings.Contains(word, "submit") || strings.Contains(word, "date") || strings.Contains(word, "fecha") || strings.HasPrefix(word, "envi") || strings.HasPrefix(word, "envoy") || strings.HasPrefix(word, "soumis")):
			role = model.RoleSubmitted
		case attribute != "":
			role = model.RoleAttribute
		}
		if slices.Contains(model.SingleRoles(model.FormatSurveyTable), role) {
			if slices.ContainsFunc(columns[:c], func(other model.MappedColumn) bool { return other.Role == role }) {
				role = model.RoleIgnore // only one can be it: the first, until the person says otherwise
			}
		}
		columns[c] = model.MappedColumn{Head: head, Role: role}
		if role == model.RoleAttribute {
			columns[c].Attribute = attribute
		}
	}
	return columns
}
