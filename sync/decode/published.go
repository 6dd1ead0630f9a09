package decode

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"consilience/model"
	"consilience/sync/tables"
)

// Published tables stand in documents made for people. A document with a table
// whose heads are those of statements or of tags is read for these tables, each
// a source of its own; its prose is left out, and said to be. One that begins
// with facts of a meeting is a note all the same, and so is one without such a
// table. What stands in README.md and the like is read only if it is opened by
// itself.

// PublishedTable is a table of a document whose heads say what it holds.
type PublishedTable struct {
	// Number counts the document's tables from 1.
	Number int
	// Title is what the document calls it; may be empty.
	Title  string
	Format model.Format
}

// publishedKinds are the tables that are looked for, with those of their
// columns that hold figures.
var publishedKinds = []struct {
	format  model.Format
	columns []column
	figures []int
}{
	{model.FormatStatementsTable, statementColumns, []int{sID, sVotes, sAgree, sDisagree, sPass}},
	{model.FormatTagsTable, tagColumns, []int{tMentions, tHighlights, tConsultations}},
}

// publishedHeads are the same for text, where only its heads show a table.
func publishedHeads() []tables.Heads {
	var list []tables.Heads
	for _, k := range publishedKinds {
		heads := make(tables.Heads, len(k.columns))
		for i, c := range k.columns {
			heads[i] = tables.Head{Figures: slices.Contains(k.figures, i), Needed: c.needed}
			for _, w := range append([]string{c.name}, c.synonyms...) {
				heads[i].Words = append(heads[i].Words, headerWord(w))
			}
		}
		list = append(list, heads)
	}
	return list
}

// isDocument says whether tables are looked for in a file of this name.
func isDocument(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".txt" || isProse(name) && ext != ".eml" && ext != ".rtf"
}

func isPDFName(name string) bool { return strings.EqualFold(path.Ext(name), ".pdf") }

// readTables finds the tables of a document.
func readTables(name string, text []byte) (tables.Document, error) {
	s := strings.ReplaceAll(string(trimBOM(text)), "\r\n", "\n")
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return tables.HTML(strings.NewReader(s), 1)
	case ".md", ".markdown":
		return tables.Markdown(strings.Split(s, "\n"), 1)
	}
	return tables.Text(tables.Pages(s), publishedHeads())
}

// officeTables finds the tables of a DOCX or ODT.
func (p *packed) officeTables() (tables.Document, error) {
	part := cmp.Or(p.find("word/document.xml"), p.find("content.xml"))
	if part == nil {
		return tables.Document{}, wrong(model.ProblemUnrecognised, p.name, "", "%s holds no text document. It was not used.", path.Base(p.name))
	}
	r, err := p.open(part)
	if err != nil {
		return tables.Document{}, err
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: 2 * maxProse}
	d, err := tables.Office(limited)
	if limited.N <= 0 {
		return d, p.tooLarge("its text would have more than %d MB", 2*maxProse>>20)
	}
	return d, err
}

// document gives the tables of a file that is being recognised; none if it
// cannot be read, which its reader will say.
func (l *Look) document() tables.Document {
	if l.doc != nil {
		return *l.doc
	}
	l.doc = &tables.Document{}
	if !isDocument(l.Name) || l.isDatabase() {
		return *l.doc
	}
	var d tables.Document
	var err error
	switch {
	case isPDFName(l.Name):
		if c := l.pdf(); c != nil {
			d = c.doc
		}
	case l.isPacked():
		if p := l.unpack(); p.problem == nil && p.reader != nil && !p.isWorkbook() {
			d, err = p.officeTables()
		}
	case l.File != nil && l.Size > int64(len(l.Head)) && l.Size <= maxProse:
		var b []byte
		if b, err = io.ReadAll(io.NewSectionReader(l.File, 0, l.Size)); err == nil {
			d, err = readTables(l.Name, b)
		}
	case l.Size <= int64(len(l.Head)):
		d, err = readTables(l.Name, l.Head)
	}
	if err == nil {
		*l.doc = d
	}
	return *l.doc
}

// Published gives the tables of a document whose heads say what they hold.
func (l *Look) Published() (list []PublishedTable) {
	for _, t := range l.document().Tables {
		if f := publishedFormat(t); f != "" {
			list = append(list, PublishedTable{Number: t.Number, Title: t.Title, Format: f})
		}
	}
	return list
}

// scattered refuses text of a PDF in which a table of statements or tags stands
// cell by cell, so that nobody can tell its rows surely. What begins as a note
// stays one.
func (l *Look) scattered(k Kind) *model.Problem {
	if k.Format != model.FormatNotes || k.Part != PartProse || !strings.EqualFold(path.Ext(l.Name), ".txt") {
		return nil
	}
	at, ok := tables.Scattered(tables.Pages(string(trimBOM(l.Head))), publishedHeads())
	if !ok {
		return nil
	}
	return wrong(model.ProblemUnrecognised, l.Name, "Open the PDF itself, or take its text out with “pdftotext -layout”, which keeps its rows.",
		"%s is text taken out of a document whose table of statements or tags stands in it cell by cell, from line %d on: which figures belong to which row cannot be told surely. It was not used.", path.Base(l.Name), at.Line)
}

// publishedFormat is what a table's heads say that it is; empty if nothing.
func publishedFormat(t tables.Table) model.Format {
	for _, r := range t.Rows[:min(len(t.Rows), headerWithin)] {
		for _, k := range publishedKinds {
			if match(asBytes(r.Cells), k.columns) != nil && len(t.Rows) > 1 {
				return k.format
			}
		}
	}
	return ""
}

func asBytes(cells []string) [][]byte {
	list := make([][]byte, len(cells))
	for i, c := range cells {
		list[i] = []byte(c)
	}
	return list
}

// tableName is how a document's table is named where a person chooses one, as
// the sheets of a workbook are.
func tableName(t tables.Table) string { return fmt.Sprintf("Table %d", t.Number) }

// documentRows gives the first rows of each table of a document.
func (l *Look) documentRows() (list []seen) {
	for _, t := range l.document().Tables[:min(len(l.document().Tables), seenSheets)] {
		s := seen{sheet: tableName(t)}
		for _, r := range t.Rows[:min(len(t.Rows), seenRows)] {
			s.rows = append(s.rows, seenRow{cmp.Or(r.Line, r.At), r.Cells})
		}
		list = append(list, s)
	}
	return list
}

// LeftOut says what of a document with published tables is not read; nil if
// nothing is.
func (l *Look) LeftOut() *model.Problem {
	d := l.document()
	var others []string
	for _, t := range d.Tables {
		if publishedFormat(t) == "" && len(t.Rows) > 0 {
			others = append(others, fmt.Sprintf("table %d (%s, columns %s)", t.Number, lower(t.Rows[0].Place(t.Number)), inQuotes(t.Rows[0].Cells, 4)))
		}
	}
	base := path.Base(l.Name)
	switch {
	case len(others) > 0:
		return wrong(model.ProblemLeftOut, l.Name, "To read one of them, say what its columns mean: “consilience table FILE --sheet "+`"Table N"`+"”.",
			"%s was read for its tables of statements or tags. Not read: %s, and its text (%d lines).", base, strings.Join(others[:min(len(others), 12)], "; "), d.Prose)
	case d.Prose > 0:
		return wrong(model.ProblemLeftOut, l.Name, "If the text is wanted too, save it as a document of its own.",
			"%s was read for its tables of statements or tags. Its text (%d lines) was not taken for a note.", base, d.Prose)
	}
	return nil
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// documentGrid opens a table of a document as rows. number is which; 0 means
// the only one with the columns.
func (in *input) documentGrid(d tables.Document, number int, want []column) (*grid, error) {
	var fitting []tables.Table
	for _, t := range d.Tables {
		if number == t.Number || number == 0 && slices.ContainsFunc(t.Rows[:min(len(t.Rows), headerWithin)], func(r tables.Row) bool { return match(asBytes(r.Cells), want) != nil }) {
			fitting = append(fitting, t)
		}
	}
	switch len(fitting) {
	case 0:
		return nil, wrong(model.ProblemUnrecognised, in.Path, "Compare the heads of its tables with the columns that the README lists.", "%s has no table with the columns that belong there. It was not used.", in.Path)
	case 1:
		return in.tableGrid(d, fitting[0]), nil
	}
	numbers := make([]string, len(fitting))
	for i, t := range fitting {
		numbers[i] = fmt.Sprint(t.Number)
	}
	return nil, wrong(model.ProblemNeedsMapping, in.Path, "Name one in the feed: “table”.", "%s has several tables with these columns: %s. It was not used.", in.Path, strings.Join(numbers, ", "))
}

// tableGrid gives a table's rows, and says what was joined and left out in it.
func (in *input) tableGrid(d tables.Document, t tables.Table) *grid {
	words := map[tables.Kind]string{tables.Joined: model.ProblemAssumed, tables.LeftOut: model.ProblemLeftOut, tables.Repaired: model.ProblemAssumed, tables.Unsure: model.ProblemUnreadableRow}
	for _, n := range t.Notes {
		line := uint32(cmp.Or(n.Line, n.Row))
		do := "Compare the row with the document."
		if n.Kind == tables.LeftOut {
			do = ""
		}
		if n.Kind == tables.Unsure {
			in.RowsSkipped++
			do = "Ask the publisher for the table as CSV, or correct it in a copy."
		}
		in.problems.add(line, words[n.Kind], do, "%s of %s: %s.", n.Place(t.Number), in.Path, n.Say)
	}
	if t.More > 0 {
		in.problems.add(0, model.ProblemUnreadableRow, "Ask the publisher for the table as CSV.", "Table %d of %s has %d more places like these, which are not listed one by one.", t.Number, in.Path, t.More)
	}
	if d.Edges > 0 {
		in.problems.add(0, model.ProblemLeftOut, "", "%d lines of %s are page numbers, or heads and feet that repeat on its pages. They are no rows of a table.", d.Edges, in.Path)
	}
	at := 0
	in.problems.lineless = len(t.Rows) > 0 && t.Rows[0].Line == 0
	g := &grid{input: in, sheet: tableName(t)}
	g.list = func() ([][]byte, uint32, error) {
		if at == len(t.Rows) {
			return nil, 0, io.EOF
		}
		r := t.Rows[at]
		at++
		g.section = r.Section
		g.place = ""
		if r.Page > 0 || r.Line == 0 {
			g.place = lower(r.Place(t.Number))
		}
		return asBytes(r.Cells), uint32(cmp.Or(r.Line, r.At)), nil
	}
	in.where = func(line uint32) string {
		for _, r := range t.Rows {
			if uint32(cmp.Or(r.Line, r.At)) == line {
				return r.Place(t.Number)
			}
		}
		return fmt.Sprintf("Line %d", line)
	}
	return g
}

// at names a line of the file at the beginning of a sentence.
func (in *input) at(line uint32) string {
	if in.where != nil {
		return in.where(line)
	}
	return fmt.Sprintf("Line %d", line)
}

// readTable opens a file's table with the wanted columns and lets f read it: a
// CSV, a sheet of a workbook, or a table of a document.
func (j *job) readTable(file *model.File, want []column, f func(t *table) error) error {
	if m := j.content.Snapshot.Mapping; m != nil && m.Format == j.content.Snapshot.Format && !m.OnlyFormat() {
		return j.readMappedTable(file, m, f)
	}
	read := func(in *input) error {
		t, err := openTable(in, want)
		if err != nil {
			return err
		}
		return f(t)
	}
	if !isDocument(file.Path) {
		return j.readCells(file, want, nil, read)
	}
	return j.readDocument(file, func(in *input, d tables.Document) (err error) {
		if len(d.Tables) == 0 || file.Table == 0 && strings.EqualFold(path.Ext(file.Path), ".txt") && soleTable(d) {
			return read(in) // text that is nothing but a CSV
		}
		if in.sheet, err = in.documentGrid(d, file.Table, want); err != nil {
			return err
		}
		return read(in)
	})
}

// soleTable says whether a document is one table and nothing else.
func soleTable(d tables.Document) bool { return len(d.Tables) == 1 && d.Prose == 0 && d.Edges == 0 }

// readDocument opens a document of the snapshot and finds its tables.
func (j *job) readDocument(file *model.File, f func(in *input, d tables.Document) error) error {
	ext := strings.ToLower(path.Ext(file.Path))
	if ext == ".pdf" {
		return j.readPDFTables(file, f)
	}
	if ext == ".docx" || ext == ".odt" {
		in, p, err := j.packedInput(file)
		if err != nil {
			return err
		}
		defer in.file.Close()
		return j.readInput(in, func(in *input) error {
			d, err := p.officeTables()
			if err != nil {
				return unreadTables(in.Path, err)
			}
			return f(in, d)
		})
	}
	return j.read(file, func(in *input) error {
		b, err := io.ReadAll(io.LimitReader(in, maxProse+1))
		if err != nil {
			return err
		}
		if len(b) > maxProse {
			return wrong(model.ProblemTooLarge, in.Path, "Divide it.", "%s has more than %d MB of text. It was not used.", in.Path, maxProse>>20)
		}
		if !utf8.Valid(b) {
			return notText(in.Path, 1+bytes.Count(b[:validBytes(b)], []byte("\n")))
		}
		d, err := readTables(in.Path, b)
		if err != nil {
			return unreadTables(in.Path, err)
		}
		in.again(b)
		return f(in, d)
	})
}

// again makes Read give these bytes, which were read already.
func (in *input) again(b []byte) { in.unread = b }

func unreadTables(name string, err error) error {
	var p *model.Problem
	if errors.As(err, &p) {
		return p
	}
	if errors.Is(err, tables.ErrTooLarge) {
		return wrong(model.ProblemTooLarge, name, "Divide it.", "%s has more tables or cells than are read. It was not used.", path.Base(name))
	}
	return wrong(model.ProblemTruncated, name, "Export it again.", "%s is damaged: its tables cannot be read. It was not used.", path.Base(name)).Because(err)
}
