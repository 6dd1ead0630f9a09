package tables

import "strings"

// cell is a cell as it is read from markup.
type cell struct {
	text       strings.Builder
	cols, rows int
	head       bool
	down       bool // it goes on with the cell above (word processors' vertical merge)
}

// building is a table of which rows are still being read.
type building struct {
	Table
	row   []*cell
	open  *cell
	inRow bool
	at    Row // the place of the row being read
	gone  bool
	over  map[int]*span // columns that a cell of a row above still takes
	width int
}

// span is a cell that reaches into rows below.
type span struct {
	text string
	left int
}

// startRow begins a row at a place.
func (b *building) startRow(line int) {
	b.at.At++
	b.at.Line, b.row, b.open, b.inRow, b.gone = line, nil, nil, true, false
}

// startCell begins a cell.
func (b *building) startCell(cols, rows int, head bool) *cell {
	c := &cell{cols: min(max(cols, 1), maxSpan), rows: min(max(rows, 1), maxSpan), head: head}
	b.row, b.open = append(b.row, c), c
	return c
}

// endRow lays the row's cells into columns. A cell over several rows stands in
// each of them, and so does a head over several columns; other cells stand in
// their first column.
func (b *building) endRow(d *Document) error {
	if !b.inRow {
		return nil
	}
	b.inRow, b.open = false, nil
	if b.gone {
		return nil
	}
	r := b.at
	col := 0
	fill := func() {
		for s := b.over[col]; s != nil && s.left > 0; s = b.over[col] {
			r.Cells = append(r.Cells, s.text)
			s.left--
			col++
		}
	}
	shown := 0
	for _, c := range b.row {
		fill()
		text := tidy(c.text.String())
		if c.down {
			if n := len(b.Rows); n > 0 && col < len(b.Rows[n-1].Cells) {
				text = b.Rows[n-1].Cells[col]
			}
		}
		if text != "" {
			shown++
		}
		for k := range c.cols {
			if col >= maxColumns {
				return ErrTooLarge
			}
			word := text
			if k > 0 && !c.head && len(b.Rows) > 0 {
				word = ""
			}
			r.Cells = append(r.Cells, word)
			if c.rows > 1 {
				b.over[col] = &span{word, c.rows - 1}
			}
			col++
		}
	}
	fill()
	if len(r.Cells) == 0 {
		return nil
	}
	b.width = max(b.width, len(r.Cells))
	r.Section = shown == 1 && len(b.row) == 1 && b.row[0].cols > 1 && b.row[0].cols >= b.width && len(b.Rows) > 0
	if err := d.room(len(r.Cells)); err != nil {
		return err
	}
	if !r.blank() {
		b.Rows = append(b.Rows, r)
	}
	return nil
}

// finish closes the table and keeps it if it has a row.
func (b *building) finish(d *Document) error {
	if err := b.endRow(d); err != nil {
		return err
	}
	b.underHeads()
	b.repeats()
	if b.empty() {
		return nil
	}
	return d.add(b.Table)
}

// underHeads drops a row of heads over heads: where a second row tells the
// columns apart under a head that spans several, the second holds the heads.
func (b *building) underHeads() {
	if len(b.Rows) < 3 {
		return
	}
	for i := 1; i < len(b.Rows[0].Cells); i++ {
		c := b.Rows[0].Cells
		if c[i] != "" && c[i] == c[i-1] && i < len(b.Rows[1].Cells) && b.Rows[1].Cells[i] != b.Rows[1].Cells[i-1] {
			b.note(LeftOut, b.Rows[0], "the row stands over the heads of the columns; the heads below it were used")
			b.Rows = b.Rows[1:]
			return
		}
	}
}
