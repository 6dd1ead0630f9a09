package tables

import (
	"slices"
	"strings"
	"unicode"
)

// printed is a table of plain text being gathered. How its rows are set, with
// figures beside the first or the middle line of a cell, is known only when
// all of it was seen.
type printed struct {
	Table
	columns  columns
	kind     int
	parts    []part
	lastPage int
	repeated int
	rowsSeen int
	loose    int // parts without figures at the end
	close    []closeRow
}

// closeRow is a row whose columns could not be told apart by blanks alone.
type closeRow struct {
	row     int // among Rows
	columns []closeTo
	lead    int // columns of figures before them
}

// part is a run of lines without a blank one between.
type part struct {
	columns  columns
	lines    []measured
	rows     int  // lines with figures
	top      bool // it is the first below the top of its page, or below heads
	repeated bool // below heads that are repeated
}

// setting is how figures stand beside cells of several lines.
type setting int

const (
	besideFirst  setting = iota // rows begin with their figures
	besideMiddle                // figures stand at half the height
)

// group is the lines of one row.
type group struct{ from, figures, to int }

// groups divides a part into rows: tail is how many lines at its beginning
// belong to the row before. ok is false if the part is not set so.
func (p *part) groups(s setting, first bool) (rows []group, tail int, ok bool) {
	if slices.ContainsFunc(p.lines, func(m measured) bool { return m.odd }) {
		return nil, 0, false
	}
	var at []int
	for i, m := range p.lines {
		if m.row {
			at = append(at, i)
		}
	}
	if s == besideFirst {
		if tail = at[0]; tail > 0 && (!p.top || first) {
			return nil, 0, false
		}
		for k, i := range at {
			to := len(p.lines)
			if k+1 < len(at) {
				to = at[k+1]
			}
			if strings.TrimSpace(p.lines[i].text) == "" {
				return nil, 0, false
			}
			rows = append(rows, group{i, i, to})
		}
		return rows, tail, true
	}
	if len(at) == 1 {
		return []group{{0, at[0], len(p.lines)}}, 0, true
	}
	from := 0
	for _, i := range at {
		to := i + (i - from) + 1
		if i < from || to > len(p.lines) {
			return nil, 0, false
		}
		rows = append(rows, group{from, i, to})
		from = to
	}
	return rows, 0, from == len(p.lines)
}

// score counts rows that begin with a capital letter, a digit or a quotation
// mark, less those that do not: by it two ways to divide are told apart.
func (p *part) score(rows []group) (n int) {
	for _, g := range rows {
		s := strings.TrimLeft(strings.TrimSpace(p.lines[g.from].text), "“\"'«¿¡(#")
		r := []rune(s)
		if len(r) > 0 && unicode.IsLower(r[0]) {
			n--
		} else {
			n++
		}
	}
	return n
}

// set decides how the table's figures stand.
func (p *printed) set() (s setting, sure bool) {
	bad, score, differ := [2]int{}, [2]int{}, false
	first := true
	for i := range p.parts {
		part := &p.parts[i]
		if part.rows == 0 {
			continue
		}
		one, tail, ok1 := part.groups(besideFirst, first)
		two, _, ok2 := part.groups(besideMiddle, first)
		if !ok1 {
			bad[besideFirst]++
		}
		if !ok2 {
			bad[besideMiddle]++
		}
		if ok1 && ok2 && (tail > 0 || !slices.Equal(one, two)) {
			differ = true
		}
		score[besideFirst] += part.score(one)
		score[besideMiddle] += part.score(two)
		first = false
	}
	s = besideFirst
	if bad[besideMiddle] < bad[besideFirst] || bad[besideMiddle] == bad[besideFirst] && score[besideMiddle] > score[besideFirst] {
		s = besideMiddle
	}
	return s, bad[besideFirst] != bad[besideMiddle] || !differ || score[besideFirst] != score[besideMiddle]
}

// finish makes rows of what was gathered, and gives the parts at the end that
// are none of the table.
func (p *printed) finish() (loose []part) {
	for len(p.parts) > 0 {
		last := p.parts[len(p.parts)-1]
		if last.rows > 0 || p.tails(len(p.parts)-1) {
			break
		}
		loose = slices.Insert(loose, 0, last)
		p.parts = p.parts[:len(p.parts)-1]
	}
	if len(loose) > 0 && len(p.parts) > 0 {
		loose = p.lastTail(loose)
	}
	if p.repeated > 0 {
		p.note(LeftOut, p.Rows[0], "the heads are repeated on later pages (%d times); they are no rows", p.repeated)
	}
	p.see()
	s, sure := p.set()
	if !sure {
		p.note(Unsure, p.Rows[0], "which lines belong to which row cannot be told surely; compare the rows with the document")
	}
	var lead []measured
	first, hyphens := true, 0
	for i := range p.parts {
		part := &p.parts[i]
		if part.rows == 0 {
			lead = p.plain(i, lead)
			continue
		}
		rows, tail, ok := part.groups(s, first)
		if !ok {
			p.unread(part)
			lead, first = nil, false
			continue
		}
		if tail > 0 {
			p.tail(part, part.lines[:tail])
		}
		for k, g := range rows {
			lines := part.lines[g.from:g.to]
			if k == 0 && len(lead) > 0 {
				lines = slices.Concat(lead, lines)
			}
			p.row(part, lines, part.lines[g.figures], len(lead) > 0 && k == 0)
			for _, m := range lines[:len(lines)-1] {
				if hyphened(strings.TrimRight(m.text, " ")) {
					hyphens++
				}
			}
		}
		lead, first = nil, false
	}
	p.divide()
	if hyphens > 0 {
		p.note(Repaired, p.Rows[0], "lines that end in a hyphen were joined with the hyphen kept (%d)", hyphens)
	}
	return loose
}

// lastTail looks at what stands first on the page behind the table's last row:
// it may be the end of that row. It is joined where it begins with a small
// letter, and said in any case.
func (p *printed) lastTail(loose []part) []part {
	first, last := loose[0], &p.parts[len(p.parts)-1]
	before := last.lines[len(last.lines)-1]
	if !first.top || first.repeated || first.lines[0].Page <= before.Page {
		return loose
	}
	words := joinLines([]string{first.lines[0].text})
	if r := []rune(words); len(r) > 0 && unicode.IsLower(r[0]) {
		p.parts = append(p.parts, part{columns: first.columns, lines: first.lines, top: true, repeated: true})
		return loose[1:]
	}
	p.note(LeftOut, first.lines[0].place(0), "words that stand first on the page behind the last row were not joined to it, which they may belong to: “%s”", short(words))
	return loose
}

// see finds where the columns of text begin on each page.
func (p *printed) see() {
	pages := map[int][]string{}
	for _, part := range p.parts {
		for _, m := range part.lines {
			pages[m.Page] = append(pages[m.Page], m.text)
		}
	}
	seen := map[int][]int{}
	for i := range p.parts {
		part := &p.parts[i]
		page := part.lines[0].Page
		if _, ok := seen[page]; !ok {
			part.columns.see(pages[page])
			seen[page] = part.columns.base
		}
		part.columns.base = seen[page]
	}
}

// tails says whether a part without figures is the end of the row before: it
// stands below heads that are repeated on a new page, or first on a page on
// which the table goes on.
func (p *printed) tails(i int) bool {
	part := &p.parts[i]
	if !part.top || i == 0 {
		return false
	}
	return part.repeated || i+1 < len(p.parts) && p.parts[i+1].lines[0].Page == part.lines[0].Page
}

// plain deals with a part without figures, and gives the lines that begin the
// next row.
func (p *printed) plain(i int, lead []measured) []measured {
	part := &p.parts[i]
	if slices.ContainsFunc(part.lines, func(m measured) bool { return m.odd }) {
		p.unread(part)
		return nil
	}
	switch {
	case p.tails(i) && len(lead) > 0:
		return append(lead, part.lines...)
	case p.tails(i) && len(p.Rows) > 1:
		p.tail(part, part.lines)
		return nil
	case i+1 < len(p.parts) && p.parts[i+1].lines[0].Page > part.lines[0].Page:
		return append(lead, part.lines...)
	}
	cells := make([]string, len(p.Rows[0].Cells))
	lines := make([]string, len(part.lines))
	for k, m := range part.lines {
		lines[k] = m.text
	}
	cells[len(part.columns.lead)] = joinLines(lines)
	first := part.lines[0]
	p.Rows = append(p.Rows, Row{Cells: cells, Page: first.Page, Line: first.Line.Line, At: p.next(), Section: true})
	return nil
}

// next numbers a row.
func (p *printed) next() int { return p.Rows[len(p.Rows)-1].At + 1 }

// place is where a line stands.
func (m measured) place(at int) Row { return Row{Page: m.Page, Line: m.Line.Line, At: at} }

// unread says that the rows of a part could not be divided into cells.
func (p *printed) unread(part *part) {
	p.note(Unsure, part.lines[0].place(p.next()), "the %d lines there hold figures that cannot be given to rows and columns surely; they were not used", len(part.lines))
}

// tail joins lines to the row before them.
func (p *printed) tail(part *part, lines []measured) {
	texts := make([]string, len(lines))
	for i, m := range lines {
		texts[i] = m.text
	}
	cells, _, ok := part.columns.cells(texts)
	row := &p.Rows[len(p.Rows)-1]
	if !ok || len(p.Rows) == 1 {
		p.unread(part)
		return
	}
	for i, c := range cells {
		if c != "" {
			at := len(part.columns.lead) + i
			row.Cells[at] = joinLines([]string{row.Cells[at], c})
		}
	}
	p.note(Joined, lines[0].place(row.At), "a row of the page before goes on there; it was joined to it: “%s”", short(strings.Join(cells, " ")))
}

func (p *printed) row(from *part, lines []measured, figures measured, over bool) {
	texts := make([]string, len(lines))
	for i, m := range lines {
		texts[i] = m.text
	}
	cells, close, ok := from.columns.cells(texts)
	if !ok {
		p.unread(&part{lines: lines})
		return
	}
	r := lines[0].place(p.next())
	r.Cells = slices.Concat(figures.lead, cells, figures.trail)
	if over {
		p.note(Joined, r, "the row goes on on the next page; both parts were read as one row")
	}
	if len(close) > 0 {
		p.close = append(p.close, closeRow{len(p.Rows), close, len(figures.lead)})
	}
	if rightToLeft(strings.Join(cells, "")) {
		p.note(Repaired, r, "it has words that run from right to left, whose letters may stand in the wrong order in text taken from a PDF")
	}
	p.Rows = append(p.Rows, r)
}

func short(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
