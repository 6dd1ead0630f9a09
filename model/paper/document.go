// Package paper is a paper as it is printed: a Document of blocks, set in pages,
// written as PDF, shown before it is printed, and read back. What a paper says is
// for package compose. It fetches nothing and asks no clock: the same document
// gives the same bytes. Only one file knows the PDF library, and only a Number
// prints a computed figure.
package paper

import (
	"time"

	"consilience/model"
	"consilience/model/chart"
)

// Document is a paper before it is printed.
type Document struct {
	// Kind is the type of paper in words: "Decision memo".
	Kind         string
	Title        string
	Consultation string
	Owner        string
	// Status is in words: "Draft", "Final".
	Status string
	// Date is the paper's own, noon UTC.
	Date time.Time
	// About says in one line what the paper is about.
	About string
	// Warnings are said under the title: paraphrased texts, simulated data.
	Warnings []string
	Blocks   []Block

	// Language is the BCP 47 tag of the paper's own words; empty means "en".
	Language string
	// Organisation stands above the title, Classification in head and foot.
	Organisation   string
	Classification string
	// Logo is a PNG or JPEG, Accent "#rrggbb" for headings and rules; empty
	// for none and for the house's own.
	Logo   []byte
	Accent string
	// Contents asks for a table of contents after the masthead.
	Contents bool
	// Attachments travel inside the PDF.
	Attachments []Attachment
}

// Attachment is a file inside the PDF.
type Attachment struct {
	Name        string
	Description string
	MIME        string
	// Relationship is PDF's AFRelationship: "Data", "Source", "Supplement".
	Relationship string
	Content      []byte
}

// BlockKind tells how a block is set.
type BlockKind string

// The kinds of block.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph" // numbered if Number is not 0
	Bullet    BlockKind = "bullet"
	Box       BlockKind = "box" // what is asked, on a tinted ground
	TableOf   BlockKind = "table"
	Figure    BlockKind = "figure"
	Quote     BlockKind = "quote"     // somebody's words: indented, with who said it in Note
	Ordered   BlockKind = "ordered"   // an item of a list that counts, Number first
	Signature BlockKind = "signature" // a line to sign on, with Label under it
)

// Block is a part of a paper that stands by itself.
type Block struct {
	Kind BlockKind
	// Level of a heading: 1 is a section, 2 stands in one.
	Level int
	// Number of a paragraph; 0 for none.
	Number int
	// Label stands above a box's text in small letters.
	Label string
	// Spans are the text; the caption of a table or figure.
	Spans []Span
	Table *Table
	Scene *chart.Scene
	// Note stands under a table or figure: source and base.
	Note []Span
	// Anchor is a name that links lead to.
	Anchor string
	// NewPage asks for a page of its own.
	NewPage bool
	// Alt says in words what a figure shows, for those who cannot see it.
	Alt string
	// Language is the BCP 47 tag of the block's words, if not the paper's.
	Language string
	// Source is the member's block it came from, Block.ID of model.Paper; the
	// preview leads back to it. Empty for what is composed.
	Source string
}

// Span is a piece of text in one style. Its words are Text or Number, never
// both.
type Span struct {
	Text   string
	Number *Number
	Bold   bool
	Italic bool
	Quiet  bool
	// To names an anchor that the span leads to.
	To string
	// Page names an anchor; the span prints the number of its page.
	Page string
	// Address is a web address that the span leads to.
	Address string
	// Language is the BCP 47 tag of the span's words, if not the block's.
	Language string
	// Foot is the text of a footnote, whose number is set where the span is;
	// the span's own Text is empty.
	Foot []Span
}

// Table is a table with a repeated head. Without heads it has no head row.
type Table struct {
	Columns []Column
	Rows    []Row
	// Small sets the table in the appendix's size.
	Small bool
	// Facing draws a rule between the columns: two poles side by side.
	Facing bool
}

// Column is a column: its head and its share of the table's width.
type Column struct {
	Head  string
	Width float64
	// Right sets figures flush right.
	Right bool
}

// Row is a row of cells, one per column.
type Row struct {
	Cells  []Cell
	Anchor string
	// Strong sets the row as a head within the table.
	Strong bool
}

// Cell is a list of paragraphs.
type Cell [][]Span

// Form is how a number is printed.
type Form string

// The forms. Given are the measures each takes.
const (
	// Plain is a count: "52". One measure.
	Plain Form = "plain"
	// OfBase is "45 of 52 (86 %)". A share, and the published percentage if
	// there is one, which is then printed instead of the rounded one. A
	// published percentage alone, where counts are not known, is "57 % of 50".
	OfBase Form = "of-base"
	// Percent is "86 %": a share or a published percentage.
	Percent Form = "percent"
	// Between is "75 to 93 %": lower and upper bound.
	Between Form = "between"
	// Sum adds counts of one channel up: "231".
	Sum Form = "sum"
)

// Number is a computed figure. It prints nothing but what its measures say.
type Number struct {
	Form     Form
	Measures []model.Measure
	// Language is that of the words between the figures: "en", "es" or "fr";
	// empty means "en".
	Language string
}

// OutlineEntry is a line of a paper's outline. Level 0 is the title, 1 a
// section, 2 what stands in it.
type OutlineEntry struct {
	Level int
	Text  string
}

// Outline is what stands in the paper, for a preview before printing.
func (d Document) Outline() []OutlineEntry {
	out := []OutlineEntry{{0, d.Title}}
	for _, b := range d.Blocks {
		switch b.Kind {
		case Heading:
			out = append(out, OutlineEntry{b.Level, words(b.Spans)})
		case Box:
			out = append(out, OutlineEntry{1, b.Label})
		case TableOf, Figure:
			if len(b.Spans) > 0 {
				out = append(out, OutlineEntry{2, words(b.Spans)})
			}
		}
	}
	return out
}

// ChartWidth is the width of a page's text and charts, in millimetres.
const ChartWidth = fullWidth

// FirstLink is the anchor of the place that leads first to another anchor, such as
// the sentence that cites an id first.
func FirstLink(anchor string) string { return "cites-" + anchor }

// words is the text of spans, without links.
func words(spans []Span) string {
	var s string
	for _, sp := range spans {
		s += sp.words(nil)
	}
	return s
}

// words is what the span prints; pages gives the page of an anchor.
func (s Span) words(pages map[string]int) string {
	switch {
	case s.Number != nil:
		return s.Number.String()
	case s.Page != "":
		return pageWord(pages[s.Page])
	}
	return s.Text
}

// say makes a span of words.
func say(s string) []Span { return []Span{{Text: s}} }

func word(s string) Span  { return Span{Text: s} }
func quiet(s string) Span { return Span{Text: s, Quiet: true} }
