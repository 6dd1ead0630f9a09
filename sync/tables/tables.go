// Package tables finds tables in documents that were made for people: web
// pages, Markdown, word processor documents, and text as it is taken out of
// PDFs. It gives their cells with the place of each row, and says what it
// joined, left out or could not divide. It must not know what a table means.
package tables

import (
	"errors"
	"fmt"
	"strings"
)

// The limits of one document.
const (
	maxTables  = 2000
	maxCells   = 4_000_000 // of all tables
	maxColumns = 500
	maxSpan    = 1000
	maxNotes   = 500
	maxDepth   = 20 // of tables in tables
)

// ErrTooLarge says that a document passes a limit.
var ErrTooLarge = errors.New("the document has more tables or cells than are read")

// Document is what there is of tables in a document.
type Document struct {
	Tables []Table
	// Prose counts the lines of text (or the paragraphs) outside of tables.
	Prose int
	// Edges counts running heads, feet and page numbers that were left out.
	Edges int

	cells int
}

// Table is a table: its first row holds the heads, if it has any.
type Table struct {
	// Number counts the document's tables from 1, in the order in which they
	// begin.
	Number int
	// Title is the caption, else the heading or line before it; may be empty.
	Title string
	Rows  []Row
	Notes []Note
	// More counts notes beyond the limit.
	More int

	follows bool // nothing stands between it and the table before
}

// Row is a row with its place.
type Row struct {
	Cells []string
	// Page counts from 1; 0 where the document has none.
	Page int
	// Line is the line of the file where the row begins, from 1; 0 where the
	// file has no lines.
	Line int
	// At counts the rows of the table as published, from 1.
	At int
	// Section says that the row is one cell over the table's whole width: a
	// heading of the rows below it.
	Section bool
}

// Kind is what a note is about.
type Kind int

// The kinds of notes.
const (
	Joined   Kind = iota // parts of a row or table were put together
	LeftOut              // something published is not among the rows
	Repaired             // a cell was read otherwise than it is written
	Unsure               // a row could not be divided into cells with certainty and is not among the rows
)

// Note says what was done at a place.
type Note struct {
	Kind Kind
	Page int
	Line int
	Row  int
	// Say is what happened, as the end of a sentence.
	Say string
}

func (t *Table) note(k Kind, r Row, say string, args ...any) {
	if len(t.Notes) >= maxNotes {
		t.More++
		return
	}
	t.Notes = append(t.Notes, Note{Kind: k, Page: r.Page, Line: r.Line, Row: r.At, Say: fmt.Sprintf(say, args...)})
}

// add numbers a table and keeps it.
func (d *Document) add(t Table) error {
	if len(d.Tables) >= maxTables {
		return ErrTooLarge
	}
	d.Tables = append(d.Tables, t)
	return nil
}

// room counts cells against the limit.
func (d *Document) room(n int) error {
	if d.cells += n; d.cells > maxCells {
		return ErrTooLarge
	}
	return nil
}

// Place says where a row is, as the beginning of a sentence: "Page 3, line 120",
// "Row 4 of table 2".
func (r Row) Place(table int) string {
	switch {
	case r.Page > 0 && r.Line > 0:
		return fmt.Sprintf("Page %d, line %d", r.Page, r.Line)
	case r.Page > 0 && r.At > 0:
		return fmt.Sprintf("Page %d, row %d of table %d", r.Page, r.At, table)
	case r.Page > 0:
		return fmt.Sprintf("Page %d", r.Page)
	case r.Line > 0:
		return fmt.Sprintf("Line %d", r.Line)
	}
	return fmt.Sprintf("Row %d of table %d", r.At, table)
}

// Place says where the note's row is.
func (n Note) Place(table int) string {
	return Row{Page: n.Page, Line: n.Line, At: n.Row}.Place(table)
}

// tidy makes the white space of a cell single spaces.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// blank says whether all cells are empty.
func (r Row) blank() bool {
	for _, c := range r.Cells {
		if c != "" {
			return false
		}
	}
	return true
}

func equalCells(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.EqualFold(a[i], b[i]) {
			return false
		}
	}
	return true
}

// repeats drops rows that repeat the heads, as tables printed on several pages
// have them, and says how many.
func (t *Table) repeats() {
	if len(t.Rows) < 2 || t.Rows[0].blank() {
		return
	}
	kept := t.Rows[:1]
	var first Row
	n := 0
	for _, r := range t.Rows[1:] {
		if equalCells(r.Cells, t.Rows[0].Cells) {
			if n++; n == 1 {
				first = r
			}
			continue
		}
		kept = append(kept, r)
	}
	if t.Rows = kept; n > 0 {
		t.note(LeftOut, first, "the heads of the table are repeated in it (%d times); they are no rows", n)
	}
}

// join puts a table behind the one before it where both have the same heads
// and nothing stands between them.
func (d *Document) join() {
	var out []Table
	for _, t := range d.Tables {
		if n := len(out); n > 0 && t.follows && !out[n-1].empty() && !t.empty() && equalCells(out[n-1].Rows[0].Cells, t.Rows[0].Cells) {
			before := &out[n-1]
			before.note(Joined, t.Rows[0], "the table goes on there under the same heads; both parts were read as one table")
			base := before.Rows[len(before.Rows)-1].At
			for _, r := range t.Rows[1:] {
				r.At += base
				before.Rows = append(before.Rows, r)
			}
			before.Notes, before.More = append(before.Notes, t.Notes...), before.More+t.More
			continue
		}
		out = append(out, t)
	}
	for i := range out {
		out[i].Number = i + 1
	}
	d.Tables = out
}

func (t *Table) empty() bool { return len(t.Rows) == 0 }
