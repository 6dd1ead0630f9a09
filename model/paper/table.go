package paper

// Space within tables.
const (
	columnGap = 3.2
	// longTable is the number of rows from which a row is one element of the
	// structure, not each of its cells.
	longTable = 1500
	// tallest is the height from which a row may break between its lines.
	tallest = 60.0
)

// grid is a table's columns on the page.
type grid struct {
	x, w  []float64
	table *Table
	st    style
	pad   float64 // above and below a row's text
}

func newGrid(tb *Table) grid {
	g := grid{table: tb, st: tableStyle, pad: 1.1}
	if tb.Small {
		g.st, g.pad = smallStyle, 0.75
	}
	var total float64
	for _, c := range tb.Columns {
		total += c.Width
	}
	gap := columnGap
	if tb.Facing {
		gap = 8
	}
	x := marginLeft
	n := len(tb.Columns)
	usable := fullWidth - gap*float64(n-1)
	for _, c := range tb.Columns {
		w := usable * c.Width / total
		g.x, g.w = append(g.x, x), append(g.w, w)
		x += w + gap
	}
	return g
}

// table sets caption, head, rows and note. The head is repeated on each page.
func (t *typesetter) table(b Block) []piece {
	if !b.prints() {
		return nil
	}
	tb := b.Table
	g := newGrid(tb)
	id, done := t.open(node{kind: tagTable, alt: ""})
	defer done()
	var ps []piece
	if len(b.Spans) > 0 {
		t.in(tagCaption, func() { ps = stack(t.lines(b.Spans, fullWidth, captionStyle, false), marginLeft, 4) })
		for i := range ps {
			ps[i].keep = true
		}
		ps[len(ps)-1].h += 0.8
	}
	head := t.head(g)
	if head != nil {
		h := *head
		h.keep = true
		if len(ps) == 0 {
			h.gap = 2.5
		}
		ps = append(ps, h)
	}
	for i, r := range tb.Rows {
		rows := t.row(g, r, i == len(tb.Rows)-1)
		for k := range rows {
			rows[k].head = head
		}
		if i == 0 && len(tb.Rows) > 1 && len(rows) == 1 && rows[0].h < shortRow {
			rows[0].keep = true // a head with a single short row looks lost
		}
		if i == 0 && head == nil && len(rows) > 0 {
			rows[0].gap = 2.5
		}
		ps = append(ps, rows...)
	}
	if len(tb.Rows) <= smallTable && height(ps) < smallHeight {
		for i := range len(ps) - 1 {
			ps[i].keep = true
		}
	}
	if len(b.Note) > 0 {
		var note []piece
		t.tag = 0 // it stands after the table
		t.in(tagNote, func() { note = stack(t.lines(b.Note, fullWidth, noteStyle, false), marginLeft, 1) })
		t.tag = id
		if len(ps) > 0 {
			ps[len(ps)-1].keep = true
		}
		for i := range note {
			note[i].keep = i < len(note)-1
		}
		ps = append(ps, note...)
	}
	return ps
}

// smallTable rows, smallHeight millimetres high together, are not broken.
const (
	smallTable  = 4
	smallHeight = 60.0
)

// shortRow is the height in millimetres below which a first row is kept with
// the second: about three lines.
const shortRow = 14

// head is the head row, or nil for a table without heads.
func (t *typesetter) head(g grid) *piece {
	any := false
	cells := make([][]typeset, len(g.x))
	for _, c := range g.table.Columns {
		any = any || c.Head != ""
	}
	if !any {
		return nil
	}
	var h float64
	row := t.add(node{kind: tagTR, parent: t.tag, whole: true})
	table := t.tag
	for i, c := range g.table.Columns {
		t.tag = t.add(node{kind: tagTH, parent: row})
		cells[i] = t.lines(say(c.Head), g.w[i], tableHead, c.Right)
		h = max(h, linesHeight(cells[i]))
	}
	t.tag = table
	p := piece{h: h + 2*g.pad}
	p.rule(marginLeft, 0, fullWidth, 0.3, t.brand)
	p.rule(marginLeft, p.h, fullWidth, 0.15, t.brand)
	for i, lines := range cells {
		y := g.pad + h - linesHeight(lines) // heads stand on one line
		for _, l := range lines {
			p.put(l, g.x[i], y)
			y += l.h
		}
	}
	return &p
}

func linesHeight(lines []typeset) float64 {
	var h float64
	for _, l := range lines {
		h += l.h
	}
	return h
}

// row sets a row as one piece, or, if it is very tall, line by line.
func (t *typesetter) row(g grid, r Row, last bool) []piece {
	cells := make([][]typeset, len(g.x))
	deepest, tall := 0, 0.0
	st := g.st
	if r.Strong {
		st = headStyle
	}
	table := t.tag
	row := t.add(node{kind: tagTR, parent: table, whole: true})
	long := len(g.table.Rows) > longTable
	if long { // one element a row keeps the file small
		t.tag = t.add(node{kind: tagTD, parent: row, span: len(g.x)})
	}
	for i := range g.x {
		if !long {
			t.tag = t.add(node{kind: tagTD, parent: row})
			if r.Strong {
				t.nodes[t.tag-1].kind = tagTH
			}
		}
		if i >= len(r.Cells) {
			continue
		}
		cells[i] = t.cell(r.Cells[i], g.w[i], st, g.table.Columns[i].Right)
		deepest = max(deepest, len(cells[i]))
		tall = max(tall, linesHeight(cells[i]))
	}
	t.tag = table
	var ps []piece
	if tall <= tallest {
		p := piece{h: g.pad + tall}
		for i, lines := range cells {
			y := g.pad
			for _, l := range lines {
				p.put(l, g.x[i], y)
				y += l.h
			}
		}
		ps = []piece{p}
	} else {
		ps = byLine(g, cells, deepest)
	}
	if len(ps) == 0 {
		return nil
	}
	ps[0].anchors = append(ps[0].anchors, anchorsOf(r)...)
	t.ruleUnder(g, r, &ps[len(ps)-1], last)
	return ps
}

// ruleUnder ends a row with its line.
func (t *typesetter) ruleUnder(g grid, r Row, end *piece, last bool) {
	end.h += g.pad
	switch {
	case g.table.Facing && r.Strong:
		for i := range g.x {
			end.rule(g.x[i], end.h, g.w[i], 0.5, t.brand)
		}
		end.keep = true
	case g.table.Facing:
	case last:
		end.rule(marginLeft, end.h, fullWidth, 0.3, t.brand)
	default:
		end.rule(marginLeft, end.h, fullWidth, 0.12, hair)
	}
}

func anchorsOf(r Row) []string {
	if r.Anchor == "" {
		return nil
	}
	return []string{r.Anchor}
}

// byLine sets a tall row line by line: the n-th lines of all cells together.
func byLine(g grid, cells [][]typeset, deepest int) []piece {
	ps := make([]piece, deepest)
	for k := range ps {
		top := 0.0
		if k == 0 {
			top = g.pad
		}
		for i, lines := range cells {
			if k < len(lines) {
				ps[k].put(lines[k], g.x[i], top)
				ps[k].h = max(ps[k].h, lines[k].h+top)
			}
		}
	}
	keepLines(ps)
	return ps
}

// cell sets a cell's paragraphs one under the other; the last line of each is
// a little taller than the others.
func (t *typesetter) cell(c Cell, width float64, st style, right bool) []typeset {
	var out []typeset
	for i, spans := range c {
		var lines []typeset
		if set := func() { lines = t.lines(spans, width, st, right) }; len(c) > 1 && t.nodes[t.tag-1].span == 0 {
			t.in(tagP, set)
		} else {
			set()
		}
		if i < len(c)-1 && len(lines) > 0 {
			lines[len(lines)-1].h += 0.7
		}
		out = append(out, lines...)
	}
	return out
}
