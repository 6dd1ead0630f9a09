package paper

import (
	"strconv"
)

// Figured is a computed figure as a paper prints it. ID is how the PDF names
// it: "n1" for the first that is read, and so on.
type Figured struct {
	ID     string
	Number Number
	// Words are what is printed.
	Words string
	// Block is the index of its block in Document.Blocks.
	Block int
}

func figureID(n int32) string { return "n" + strconv.Itoa(int(n)) }

// Figures lists the paper's computed figures in the order in which they are
// set: a block's text, its table row by row, its note; a footnote's figures
// where it is called. Evidence that travels with the paper names them by ID.
func (d Document) Figures() []Figured {
	var out []Figured
	at := 0
	var walk func(spans []Span)
	walk = func(spans []Span) {
		for _, s := range spans {
			if s.Number != nil {
				out = append(out, Figured{ID: figureID(int32(len(out) + 1)), Number: *s.Number, Words: s.Number.String(), Block: at})
			}
			walk(s.Foot)
		}
	}
	for i, b := range d.Blocks {
		at = i
		if !b.prints() {
			continue
		}
		walk(b.Spans)
		if b.Kind == TableOf && b.Table != nil {
			for _, r := range b.Table.Rows {
				for k, c := range r.Cells {
					if k >= len(b.Table.Columns) {
						break // no column shows it
					}
					for _, spans := range c {
						walk(spans)
					}
				}
			}
		}
		if b.Kind == TableOf || b.Kind == Figure || b.Kind == Quote {
			walk(b.Note)
		}
	}
	return out
}

// prints reports whether a block is set at all: a table without columns and a
// figure without a scene are not.
func (b Block) prints() bool {
	switch b.Kind {
	case TableOf:
		return b.Table != nil && len(b.Table.Columns) > 0
	case Figure:
		return b.Scene != nil && b.Scene.W > 0 && b.Scene.H > 0
	}
	return true
}
