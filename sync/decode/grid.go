package decode

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"consilience/model"
	"consilience/sync/tables"
)

// book is a file of tables being read: a CSV, which is one, or a workbook.
type book struct {
	*input
	work *workbook        // nil for a CSV
	doc  *tables.Document // of a document, its tables
}

// book opens a file of tables, lets f read it, and closes it.
func (j *job) book(file *model.File, f func(b *book) error) error {
	blob, err := j.open(file.SHA256)
	if err != nil {
		return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	l, err := LookAt(file.Path, blob)
	_ = blob.Close() // only read from
	if err != nil {
		return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	if isProse(file.Path) && isDocument(file.Path) {
		return j.readDocument(file, func(in *input, d tables.Document) error { return f(&book{input: in, doc: &d}) })
	}
	if !l.isPacked() || strings.EqualFold(path.Ext(file.Path), ".zip") { // which says of a ZIP what to do
		return j.read(file, func(in *input) error { return f(&book{input: in}) })
	}
	in, p, err := j.packedInput(file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	return j.readInput(in, func(in *input) error {
		if !p.isWorkbook() {
			return wrong(model.ProblemUnrecognised, in.Path, "", "%s is no table that can be read. It was not used.", path.Base(in.Path))
		}
		w, err := openWorkbook(p)
		if err != nil {
			return err
		}
		return f(&book{input: in, work: w})
	})
}

// sheets names the sheets in order; of a CSV it is one without a name.
func (b *book) sheets() []string {
	if b.doc != nil {
		names := make([]string, len(b.doc.Tables))
		for i, t := range b.doc.Tables {
			names[i] = tableName(t)
		}
		return names
	}
	if b.work == nil {
		return []string{""}
	}
	names := make([]string, len(b.work.sheets))
	for i, s := range b.work.sheets {
		names[i] = s.name
	}
	return names
}

// open stands before the first row of a sheet. The caller closes the grid. A
// CSV can be opened once.
func (b *book) open(i int) (*grid, error) {
	if b.doc != nil {
		if i >= len(b.doc.Tables) {
			return nil, wrong(model.ProblemUnrecognised, b.Path, "", "%s holds no table. It was not used.", b.Path)
		}
		return b.tableGrid(*b.doc, b.doc.Tables[i]), nil
	}
	if b.work == nil {
		g := &grid{input: b.input, csv: newRecords(b.input, sniffComma(trimBOM(b.head)))}
		b.rows = g.csv
		b.cutAhead()
		return g, nil
	}
	rows, err := b.work.open(i)
	if err != nil {
		return nil, err
	}
	g := &grid{input: b.input, sheet: b.work.sheets[i].name, named: len(b.work.sheets) > 1, cells: rows}
	b.where = func(line uint32) string { return fmt.Sprintf("Row %d of the sheet “%s”", line, g.sheet) }
	return g, nil
}

// grid is a table that is read row by row, from a CSV or from a sheet.
type grid struct {
	*input
	sheet string // the sheet's name; empty for a CSV
	named bool   // there are others, so that problems name it
	csv   *records
	cells *sheetRows
	list  func() ([][]byte, uint32, error) // of the objects of a JSON document
	row   [][]byte
	line  uint32 // of a CSV the line, of a sheet the row; both from 1
	// Of a row of a document: that it is a heading of those below, and where it
	// is, if a line alone does not say it.
	section bool
	place   string
	last    []string // what alike gave, by column
}

func (g *grid) close() {
	if g.cells == nil {
		return
	}
	if g.cells.faults > 0 {
		g.problems.add(uint32(g.cells.faultRow), model.ProblemUnreadableRow, "",
			"%d cells of %s hold an error of the spreadsheet, such as #N/A, first in %s. They were read as blank.", g.cells.faults, g.Path, g.placeAt(g.cells.faultRow, g.cells.faultCol))
	}
	g.cells.close()
}

// next moves to the next row that is not blank; false with a nil error at the
// end. A row that the file's end cuts off inside a quote is skipped.
func (g *grid) next() (bool, error) {
	for {
		var err error
		if g.list != nil {
			g.row, g.line, err = g.list()
		} else if g.csv != nil {
			g.row, err = g.csv.next()
			g.line = g.csv.line
		} else {
			if err = g.ctx.Err(); err == nil {
				g.row, g.line, err = g.cells.next()
			}
		}
		switch {
		case err == io.EOF:
			return false, nil
		case err != nil && g.csv != nil:
			return false, (&table{input: g.input}).failed(err)
		case err != nil:
			return false, err
		}
		if g.csv != nil && g.csv.unclosed {
			g.skip(g.line, "a quotation mark is opened there and never closed, so the file may be cut off")
			continue
		}
		if !blankRow(g.row) {
			return true, nil
		}
	}
}

func blankRow(row [][]byte) bool {
	for _, f := range row {
		if len(f) > 0 && (f[0] > ' ' && f[0] < utf8.RuneSelf || len(bytes.TrimSpace(f)) > 0) {
			return false
		}
	}
	return true
}

// field gives the bytes of a column of the row; nil where the row has none.
func (g *grid) field(c int) []byte {
	if c >= 0 && c < len(g.row) {
		return g.row[c]
	}
	return nil
}

// text gives a column as text without white space around it. Bytes that are no
// UTF-8 become U+FFFD, and the file is refused when it has been read.
func (g *grid) text(c int) string { return g.kept.string(g.clean(g.field(c))) }

// alike is text for a column that often says the same in row after row: the
// text of the row before is then given again.
func (g *grid) alike(c int) string {
	field := g.clean(g.field(c))
	if len(field) == 0 {
		return ""
	}
	for len(g.last) <= c {
		g.last = append(g.last, "")
	}
	if g.last[c] != string(field) {
		g.last[c] = g.kept.string(field)
	}
	return g.last[c]
}

// clean is text for bytes; they are valid as long as the row is.
func (g *grid) clean(field []byte) []byte {
	return g.trimmed(field, g.line, g.csv != nil && g.csv.valid)
}

// texts gives all columns of the row as text.
func (g *grid) texts() []string {
	list := make([]string, len(g.row))
	for i := range g.row {
		list[i] = g.text(i)
	}
	return list
}

// placeAt says where a cell is: "line 12, column C", of a sheet "row 12, column
// C".
func (g *grid) placeAt(row, column int) string {
	word, of := "row", ""
	if g.cells == nil {
		word = "line"
	}
	if g.named {
		of = fmt.Sprintf(" of the sheet “%s”", g.sheet)
	}
	return fmt.Sprintf("%s %d, column %s%s", word, row, columnName(column), of)
}

// headed moves to the header: the first of the first rows that is one. False
// with a nil error means that none is; the grid is then at its end.
func (g *grid) headed(isHeader func(row []string) bool) (bool, error) {
	for range headerWithin {
		ok, err := g.next()
		if err != nil || !ok {
			return false, err
		}
		if isHeader(g.texts()) {
			return true, nil
		}
	}
	return false, nil
}

// sniffComma finds the delimiter that cuts the first records into the same
// number of fields, and more than one; a comma if none does.
func sniffComma(head []byte) byte {
	best, bestScore := byte(','), 0.0
	for _, comma := range []byte{',', ';', '\t', '|'} {
		r := newRecords(bytes.NewReader(head), comma)
		var widths []int
		for range headerWithin {
			row, err := r.next()
			if err != nil || r.unclosed && len(widths) > 0 {
				break // the head may end in the middle of a record
			}
			widths = append(widths, len(row))
		}
		counts, usual := map[int]int{}, 0
		for _, n := range widths {
			if counts[n]++; n > 1 && (usual == 0 || counts[n] > counts[usual] || counts[n] == counts[usual] && n > usual) {
				usual = n
			}
		}
		if usual == 0 {
			continue
		}
		score := float64(counts[usual])/float64(len(widths)) + float64(min(usual, 1000))/1e4
		if score > bestScore {
			best, bestScore = comma, score
		}
	}
	return best
}

// seen are the first rows of one table of a file that is being recognised.
type seen struct {
	sheet string
	rows  []seenRow
}

// seenRow is a row with its line or row number.
type seenRow struct {
	line  int
	texts []string
}

// seenRows is how many rows of a table are looked at, seenSheets of how many
// sheets.
const (
	seenRows   = 60
	seenSheets = 100
)

// tables gives the first rows of each table in the file; none if it holds no
// table or cannot be opened, and then the reason may stand in l.packed.
func (l *Look) tables() []seen {
	if l.looked {
		return l.found
	}
	l.looked = true
	if isProse(l.Name) {
		l.found = l.documentRows()
		return l.found
	}
	if l.isPacked() {
		p := l.unpack()
		if p.problem != nil || !p.isWorkbook() {
			return nil
		}
		w, err := openWorkbook(p)
		for i := 0; err == nil && i < min(len(w.sheets), seenSheets); i++ {
			var t seen
			if t, err = w.look(i); err == nil {
				l.found = append(l.found, t)
			}
		}
		if err != nil {
			l.found, p.problem = nil, model.AsProblem(err, path.Base(l.Name)+" could not be read. It was left aside.")
		}
		return l.found
	}
	if l.isDatabase() || unreadable(l.Name, l.Head) != nil {
		return nil
	}
	head, src, whole := l.text(seenBytes)
	r := newRecords(src, sniffComma(head))
	t := seen{}
	for len(t.rows) < seenRows {
		row, err := r.next()
		if err != nil {
			break
		}
		if r.unclosed && !whole && len(t.rows) > 0 {
			break
		}
		if !blankRow(row) {
			t.rows = append(t.rows, seenRow{int(r.line), asTexts(row)})
		}
	}
	l.found = []seen{t}
	return l.found
}

// seenBytes is how much of a text table is looked at.
const seenBytes = 4 << 20

// look gives the first rows of a sheet.
func (w *workbook) look(i int) (seen, error) {
	t := seen{sheet: w.sheets[i].name}
	s, err := w.open(i)
	if err != nil {
		return t, err
	}
	defer s.close()
	for len(t.rows) < seenRows {
		row, line, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return t, err
		}
		if !blankRow(row) {
			t.rows = append(t.rows, seenRow{int(line), asTexts(row)})
		}
	}
	return t, nil
}

func asTexts(row [][]byte) []string {
	list := make([]string, len(row))
	for i, f := range row {
		list[i] = string(bytes.TrimSpace(bytes.ToValidUTF8(f, []byte("\uFFFD"))))
	}
	return list
}
