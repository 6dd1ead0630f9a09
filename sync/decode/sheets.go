package decode

import (
	"bytes"
	"fmt"
	"path"
	"slices"

	"consilience/model"
)

// A table is the same whether it was saved as CSV or as a workbook. What a
// format knows of its heads is asked of both, and the same reader reads both.

// isBook says whether the file is packed and may be a workbook. A document's
// tables are looked for elsewhere.
func (l *Look) isBook() bool { return l.isPacked() && !isProse(l.Name) }

// headsOf gives the headers that have the wanted columns: that of a text table,
// or those of a workbook's sheets.
func headsOf(l *Look, want []column) [][][]byte {
	if !l.isBook() {
		return textHeads(l.Head, want)
	}
	var found [][][]byte
	for _, t := range l.tables() {
		if heads := t.heads(want); heads != nil {
			found = append(found, heads)
		}
	}
	return found
}

// textHeads is headsOf for a text table.
func textHeads(head []byte, want []column) [][][]byte {
	comma, ok := sniff(head, want)
	if !ok {
		return nil
	}
	r := newRecords(bytes.NewReader(head), comma)
	for range headerWithin {
		row, err := r.next()
		if err != nil {
			return nil
		}
		if match(row, want) != nil {
			return [][][]byte{row}
		}
	}
	return nil
}

// heads gives the first of a sheet's first rows that has the wanted columns,
// without blank cells at its end; nil if none has.
func (t *seen) heads(want []column) [][]byte {
	for _, r := range t.rows[:min(len(t.rows), headerWithin)] {
		row := asBytes(r.texts)
		for len(row) > 0 && len(row[len(row)-1]) == 0 {
			row = row[:len(row)-1]
		}
		if match(row, want) != nil {
			return row
		}
	}
	return nil
}

// fitting are the sheets of a workbook that have the wanted columns: those of
// whose heads is says so, or if it says so of none, all. The names of the other
// sheets with rows come second.
func (b *book) fitting(want []column, is func(heads [][]byte) bool) (sheets []int, others []string, err error) {
	var maybe, sure []int
	rows := map[int]bool{}
	for i := range min(len(b.work.sheets), seenSheets) {
		t, err := b.work.look(i)
		if err != nil {
			return nil, nil, err
		}
		rows[i] = len(t.rows) > 0
		if heads := t.heads(want); heads != nil {
			maybe = append(maybe, i)
			if is != nil && is(heads) {
				sure = append(sure, i)
			}
		}
	}
	if sheets = sure; len(sure) == 0 {
		sheets = maybe
	}
	for i, s := range b.work.sheets {
		if (rows[i] || i >= seenSheets) && !slices.Contains(sheets, i) {
			others = append(others, s.name)
		}
	}
	if len(sheets) == 0 {
		return nil, nil, wrong(model.ProblemUnrecognised, b.Path, "Compare the first rows of its sheets with the columns that the README lists.",
			"%s has no sheet with the columns that belong there. It was not used.", b.Path)
	}
	return sheets, others, nil
}

// equalSheets is the question about a workbook of which several sheets have the
// columns of a table that is one: nobody says which is meant, and adding them up
// might count twice. nil for other files.
func (l *Look) equalSheets(k Kind) *model.Problem {
	want := oneTable[k.Format]
	if want == nil || !l.isBook() {
		return nil
	}
	var names []string
	for _, t := range l.tables() {
		if t.heads(want) != nil {
			names = append(names, t.sheet)
		}
	}
	if len(names) < 2 {
		return nil
	}
	p := wrong(model.ProblemNeedsMapping, l.Name, "Say which of them is meant: press “Choose the sheet” in the window, or run “consilience sync FILE --as "+string(k.Format)+" --sheet NAME”.",
		"%s has several sheets with these columns: %s. Read together they might count twice. It was not used yet.", path.Base(l.Name), inQuotes(names, 12))
	p.Formats, p.Sheets = []model.Format{k.Format}, names
	return p
}

// readCells lets f read a text table, or the sheet of a workbook that has the
// wanted columns. Where several have them, nobody says which is meant, and
// adding them up might count twice.
func (j *job) readCells(file *model.File, want []column, is func(heads [][]byte) bool, f func(in *input) error) error {
	return j.book(file, func(b *book) error {
		if b.work == nil {
			return f(b.input)
		}
		if m := j.content.Snapshot.Mapping; m != nil && m.OnlyFormat() && m.Sheet != "" {
			if n := slices.Index(b.sheets(), m.Sheet); n >= 0 {
				return b.readSheet(n, f)
			}
		}
		return b.oneSheet(want, is, f)
	})
}

func (b *book) oneSheet(want []column, is func(heads [][]byte) bool, f func(in *input) error) error {
	sheets, others, err := b.fitting(want, is)
	if err != nil {
		return err
	}
	if len(sheets) > 1 {
		names := make([]string, len(sheets))
		for i, n := range sheets {
			names[i] = b.work.sheets[n].name
		}
		return wrong(model.ProblemNeedsMapping, b.Path, "Open the file by itself and say which of them is meant.",
			"%s has several sheets with these columns: %s. It was not used.", b.Path, inQuotes(names, 12))
	}
	b.sheetsLeft(others)
	return b.readSheet(sheets[0], f)
}

// readSheet lets f read one sheet.
func (b *book) readSheet(n int, f func(in *input) error) error {
	g, err := b.open(n)
	if err != nil {
		return err
	}
	defer g.close()
	b.input.sheet = g
	return f(b.input)
}

// onLine names a line inside a sentence: "on line 4", of a workbook "in row 4".
func (in *input) onLine(line uint32) string {
	if in.sheet != nil && in.sheet.cells != nil {
		return fmt.Sprintf("in row %d", line)
	}
	return fmt.Sprintf("on line %d", line)
}

// cell names the cell of a wanted column behind what is said of it, where the
// row is a sheet's: " (cell C4)". Empty for a text table.
func (t *table) cell(c int) string {
	if t.sheet == nil || t.sheet.cells == nil || t.at[c] < 0 {
		return ""
	}
	return fmt.Sprintf(" (cell %s%d)", columnName(t.at[c]), t.line)
}

// sheets reads the sheets of a workbook that are this publisher's: comments may
// lie on one for each chapter of a text.
func (r *noteReader) sheets(b *book) error {
	list, others, err := b.fitting(r.how.columns[:], r.how.fits)
	if err != nil {
		return err
	}
	if len(list) > 1 {
		names := make([]string, len(list))
		for i, n := range list {
			names[i] = b.work.sheets[n].name
		}
		b.problems.add(0, model.ProblemAssumed, "If one of them repeats what stands in another, leave it out of a copy of the file, and open that.",
			"%d sheets of %s have these columns and were all read: %s.", len(list), b.Path, inQuotes(names, 12))
		r.earlier = map[string]int{}
	}
	for _, n := range list {
		first := len(r.j.content.Notes)
		if r.earlier != nil {
			seen := newFirsts(nil)
			r.seen, r.renamed = &seen, map[string]string{}
		}
		if err := b.readSheet(n, r.rows); err != nil {
			return err
		}
		for i := first; r.earlier != nil && i < len(r.j.content.Notes); i++ {
			note := &r.j.content.Notes[i]
			r.earlier[note.ID] = i
			if id, ok := r.renamed[note.ReplyTo]; ok {
				note.ReplyTo = id
			}
		}
	}
	b.sheetsLeft(others)
	return b.mustHold(r.how.what)
}

// elsewhere gives a note of which an earlier sheet uses the id an id with its
// sheet's name, and says in an attribute from which sheet each is. It is true
// if the note is the same as the earlier one.
func (r *noteReader) elsewhere(n *model.Note) bool {
	if r.earlier == nil {
		return false
	}
	sheet := r.table.sheet.sheet
	n.Attributes = with(n.Attributes, "sheet", sheet)
	i, ok := r.earlier[n.ID]
	if !ok || n.ID == "" {
		return false
	}
	if r.j.content.Notes[i].Text == n.Text {
		return true
	}
	id := n.ID + " (" + sheet + ")"
	r.renamed[n.ID], n.ID = id, id
	return false
}

// which is the way in which a file is written.
func (b *book) which(hows []*noteTable) *noteTable {
	for _, how := range hows[1:] {
		if slices.ContainsFunc(b.heads(how.columns[:]), how.fits) {
			return how
		}
	}
	return hows[0]
}

// heads gives the headers of a file's tables that have the wanted columns.
func (b *book) heads(want []column) (found [][][]byte) {
	switch {
	case b.work != nil:
		for i := range min(len(b.work.sheets), seenSheets) {
			if t, err := b.work.look(i); err == nil {
				found = append(found, t.heads(want))
			}
		}
	case isJSON(b.head):
		if heads := jsonHeads(trimBOM(b.head)); match(heads, want) != nil {
			found = append(found, heads)
		}
	default:
		found = textHeads(trimBOM(b.head), want)
	}
	return slices.DeleteFunc(found, func(heads [][]byte) bool { return heads == nil })
}
