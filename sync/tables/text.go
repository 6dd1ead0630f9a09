package tables

import (
	"slices"
	"strings"
)

// Text reads the tables of text that is set out in columns by blanks or tabs,
// page by page, as programs take it out of PDFs. A table is known by its heads,
// which must be those of one of the kinds.
func Text(pages [][]Line, kinds []Heads) (Document, error) {
	var d Document
	t := &text{doc: &d, kinds: kinds, words: map[string]bool{}, left: bandBudget}
	for _, k := range kinds {
		for _, h := range k {
			for _, w := range h.Words {
				for _, part := range strings.Fields(w) {
					t.words[part] = true
				}
			}
		}
	}
	pages, out := edges(pages, t.headLines)
	d.Edges = len(out)
	for _, lines := range pages {
		if err := t.page(lines); err != nil {
			return d, err
		}
	}
	if err := t.end(); err != nil {
		return d, err
	}
	d.join()
	return d, nil
}

// bandBudget is how often heads are looked for in one document.
const bandBudget = 200_000

type text struct {
	doc   *Document
	kinds []Heads
	words map[string]bool // of all heads
	left  int
	open  *printed // the table being gathered
	title string
}

// band finds heads at the beginning of lines, of any kind.
func (t *text) band(lines []Line) (found, int, bool) {
	seen := false
	for _, w := range strings.Fields(Word(lines[0].Text)) {
		if t.words[w] {
			seen = true
			break
		}
	}
	if !seen || width(lines[0].Text) > 400 {
		return found{}, 0, false
	}
	texts := make([]string, 0, bandLines)
	for _, l := range lines[:min(len(lines), bandLines)] {
		if strings.Contains(l.Text, "\t") {
			break
		}
		texts = append(texts, l.Text)
	}
	for k, h := range t.kinds {
		if t.left--; t.left < 0 {
			return found{}, 0, false
		}
		f, ok := h.band(texts)
		if !ok {
			continue
		}
		for n := 1; n < f.lines && f.unknown() > 0; n++ {
			if later, ok := h.band(texts[n:]); ok && later.unknown() < f.unknown() {
				return found{}, 0, false // the first line stands over the heads
			}
		}
		return f, k, true
	}
	return found{}, 0, false
}

// headLines are the lines near a page's top that are heads of a table.
func (t *text) headLines(lines []Line) map[int]bool {
	heads := map[int]bool{}
	for i := range lines[:min(len(lines), 12)] {
		if f, _, ok := t.band(lines[i:]); ok {
			for k := range f.lines {
				heads[i+k] = true
			}
			break
		}
	}
	return heads
}

func (t *text) page(lines []Line) error {
	top, repeated := true, false
	for i := 0; i < len(lines); {
		if strings.TrimSpace(lines[i].Text) == "" {
			i++
			continue
		}
		if n, err := t.tabbed(lines[i:]); err != nil || n > 0 {
			if err != nil {
				return err
			}
			i, top = i+n, false
			continue
		}
		if f, k, ok := t.band(lines[i:]); ok {
			again, err := t.heads(f, k, lines[i], top)
			if err != nil {
				return err
			}
			i, top, repeated = i+f.lines, true, again
			continue
		}
		end := i + 1
		for end < len(lines) && strings.TrimSpace(lines[end].Text) != "" && !strings.Contains(lines[end].Text, "\t") {
			if _, _, ok := t.band(lines[end:]); ok {
				break
			}
			end++
		}
		if err := t.block(lines[i:end], top, repeated); err != nil {
			return err
		}
		i, top, repeated = end, false, false
	}
	return nil
}

// heads begins a table, or goes on with the open one where the same heads are
// the first thing on a page. What stands before heads on their page is no end of
// a row.
func (t *text) heads(f found, kind int, at Line, top bool) (again bool, err error) {
	c, ok := columnsOf(f)
	if p := t.open; p != nil && ok && top && p.lastPage < at.Page && p.loose < 2 && p.kind == kind && slices.Equal(p.columns.heads(), c.heads()) {
		p.columns, p.repeated, p.lastPage = c, p.repeated+1, at.Page
		return true, nil
	}
	if err := t.end(); err != nil {
		return false, err
	}
	if !ok {
		t.doc.Prose++
		return false, nil
	}
	t.open = &printed{columns: c, kind: kind, lastPage: at.Page}
	t.open.Title, t.title = t.title, ""
	t.open.Rows = []Row{{Cells: c.heads(), Page: at.Page, Line: at.Line, At: 1}}
	return false, nil
}

// block is a run of lines without a blank one between. In an open table it is
// divided where there is more room above a line, if each piece but the first and
// the last ones has figures: these are its rows.
func (t *text) block(lines []Line, top, repeated bool) error {
	pieces := t.pieces(lines)
	for i, piece := range pieces {
		if err := t.piece(piece, top && i == 0, repeated && i == 0); err != nil {
			return err
		}
	}
	return nil
}

func (t *text) pieces(lines []Line) [][]Line {
	if t.open == nil {
		return [][]Line{lines}
	}
	var pieces [][]Line
	var figures []bool
	first, last := -1, -1
	for i, l := range lines {
		if i == 0 || l.Apart {
			pieces, figures = append(pieces, nil), append(figures, false)
		}
		n := len(pieces) - 1
		pieces[n] = append(pieces[n], l)
		if !figures[n] && t.open.columns.measure(l).row {
			figures[n], last = true, n
			if first < 0 {
				first = n
			}
		}
	}
	if first < 0 || first > 1 || slices.Contains(figures[first:last+1], false) {
		return [][]Line{lines}
	}
	return pieces
}

func (t *text) piece(lines []Line, top, repeated bool) error {
	p := t.open
	if p == nil {
		t.prose(lines)
		return nil
	}
	part := part{columns: p.columns, top: top, repeated: repeated}
	wide := -1 // the first line of a paragraph behind the last row
	for i, l := range lines {
		m := p.columns.measure(l)
		switch {
		case m.row:
			part.rows++
			wide = -1
		case wide < 0 && !m.odd && p.columns.wide(l.Text):
			wide = i
		}
		part.lines = append(part.lines, m)
	}
	if wide > 0 && (part.rows > 0 || repeated) {
		if err := t.piece(lines[:wide], top, repeated); err != nil {
			return err
		}
		if err := t.end(); err != nil {
			return err
		}
		t.prose(lines[wide:])
		return nil
	}
	if part.rows == 0 && (wide >= 0 || p.loose >= 2 && !top) {
		if err := t.end(); err != nil {
			return err
		}
		t.prose(lines)
		return nil
	}
	if p.loose++; part.rows > 0 {
		p.loose, p.rowsSeen = 0, p.rowsSeen+part.rows
	}
	p.lastPage = lines[0].Page
	p.parts = append(p.parts, part)
	return t.doc.room(len(lines))
}

// prose keeps what may be the title of the table that follows.
func (t *text) prose(lines []Line) {
	t.doc.Prose += len(lines)
	t.title = ""
	for i := len(lines) - 1; i >= 0; i-- {
		s := tidy(lines[i].Text)
		if t.title == "" && width(s) <= 120 && !strings.HasSuffix(s, ".") {
			t.title = s
		}
	}
}

// end closes the table that is open.
func (t *text) end() error {
	p := t.open
	if t.open = nil; p == nil {
		return nil
	}
	for _, part := range p.finish() {
		lines := make([]Line, len(part.lines))
		for i, m := range part.lines {
			lines[i] = m.Line
		}
		t.prose(lines)
	}
	return t.doc.add(p.Table)
}

// tabbed reads a table whose cells tabs divide: the heads and the rows below
// them. It gives how many lines it takes; 0 if there is none.
func (t *text) tabbed(lines []Line) (int, error) {
	if !strings.Contains(lines[0].Text, "\t") {
		return 0, nil
	}
	heads := tabCells(lines[0].Text)
	if !slices.ContainsFunc(t.kinds, func(h Heads) bool { return h.match(heads) }) {
		return 0, nil
	}
	if err := t.end(); err != nil {
		return 0, err
	}
	b := Table{Title: t.title}
	t.title = ""
	n, page := 0, lines[0].Page
	for ; n < len(lines); n++ {
		l := lines[n]
		if strings.TrimSpace(l.Text) == "" {
			continue
		}
		if !strings.Contains(l.Text, "\t") {
			break
		}
		r := Row{Cells: tabCells(l.Text), Page: l.Page, Line: l.Line, At: len(b.Rows) + 1}
		if len(r.Cells) > maxColumns {
			return n, ErrTooLarge
		}
		if n > 0 && l.Page > page {
			page = l.Page
		}
		b.Rows = append(b.Rows, r)
		if err := t.doc.room(len(r.Cells)); err != nil {
			return n, err
		}
	}
	b.repeats()
	return n, t.doc.add(b)
}

func tabCells(line string) []string {
	cells := strings.Split(line, "\t")
	for i, c := range cells {
		cells[i] = tidy(strings.Map(shown, c))
	}
	return cells
}

// match says whether cells are the heads of a table of the kind.
func (h Heads) match(cells []string) bool {
	for _, head := range h {
		if head.Needed && !slices.ContainsFunc(cells, func(c string) bool { return slices.Contains(head.Words, Word(c)) }) {
			return false
		}
	}
	return true
}
