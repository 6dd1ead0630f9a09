package decode

import (
	"io"
	"path"
	"slices"
	"strings"

	"consilience/model"
)

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
	statements, saysStatements := proposedPublished(model.FormatStatementsTable, rows[head].texts, rows[head+1:])
	tagged, saysTags := proposedPublished(model.FormatTagsTable, rows[head].texts, rows[head+1:])
	if text, tags := passageHeads(rows[head].texts); saysStatements >= 2 {
		p.Proposed.Format, p.Proposed.Columns = model.FormatStatementsTable, statements
	} else if saysTags == 2 {
		p.Proposed.Format, p.Proposed.Columns = model.FormatTagsTable, tagged
	} else if text >= 0 && tags >= 0 {
		p.Proposed.Format = model.FormatDovetailTable
		p.Proposed.Columns, p.Proposed.Separator = proposedPassages(rows[head].texts, rows[head+1:])
	} else {
		p.Proposed.Columns = proposed(rows[head].texts, rows[head+1:])
	}
	p.Others = others(p.Proposed, rows[head].texts, rows[head+1:])
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
	head, src, _ := l.text(countedText)
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
