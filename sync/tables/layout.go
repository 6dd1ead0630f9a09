package tables

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Glyph is a character at its place on a page, in points. X grows to the
// right, Y upwards.
type Glyph struct {
	Rune rune
	// X0 and X1 are where it begins and ends, Y is the base line that it stands
	// on, and Height is that of its font, from below g to above É.
	X0, X1, Y, Height float32
	// Space and Ends say that a blank or a line's end stands before it and after
	// it, in the order in which the page was written.
	Space, Ends bool
}

// The limits of a page that is laid out, and how it is read. An em is about
// three quarters of a font's height.
const (
	maxGlyphs    = 100_000 // of a page
	maxPageLines = 4000
	maxColumn    = 400    // characters from the left edge to the last column
	maxPlace     = 20_000 // points

	sameLine  = 0.2  // of the height: base lines that are one line
	raised    = 0.5  // of the height: how far a note's mark stands above or below its line
	markSize  = 0.8  // of the line's height: how small it is
	wordSpace = 0.08 // of the height: between two words
	cellSpace = 0.52 // of the height: between two cells
	nearStart = 0.75 // points: words that begin at one place
	manyRuns  = 3    // runs that show a place where cells begin
	nearRows  = 3    // rows above and below that runs are held apart from
	paragraph = 1.6  // of the distance of lines: a blank line stands between
	newRow    = 1.1  // of it: a row of a table may begin
)

// Layout sets a page's characters out as lines of text, with blanks for the
// room between them, so that what begins at one place of the page begins in
// one column of the text. Words keep together; two blanks or more stand
// between what is set apart, as the cells of a table are. ok is false for a page
// that has more characters or lines than are read.
func Layout(glyphs []Glyph, page int) (lines []Line, ok bool) {
	if len(glyphs) > maxGlyphs {
		return nil, false
	}
	rows := inRows(usable(glyphs))
	if len(rows) > maxPageLines {
		return nil, false
	}
	starts := cellStarts(rows)
	for i := range rows {
		rows[i].divide(starts)
	}
	place := columnsOfRuns(rows)
	leading := usualLeading(rows)
	for i, r := range rows {
		step := float32(0)
		if i > 0 && leading > 0 {
			step = (rows[i-1].y - r.y) / leading
		}
		if step > paragraph {
			lines = append(lines, Line{Page: page})
		}
		lines = append(lines, Line{Text: r.text(place), Page: page, Apart: step > newRow})
	}
	return lines, true
}

// usable leaves out what has no place. Points are kept as they are; glyphs of
// no height get one.
func usable(glyphs []Glyph) []Glyph {
	list := make([]Glyph, 0, len(glyphs))
	for _, g := range glyphs {
		sum := g.X0 + g.X1 + g.Y + g.Height
		if sum != sum || math.IsInf(float64(sum), 0) || max(abs(g.X0), abs(g.X1), abs(g.Y)) > maxPlace {
			continue
		}
		if g.X1 < g.X0 {
			g.X0, g.X1 = g.X1, g.X0
		}
		if g.Height = abs(g.Height); g.Height < 0.5 || g.Height > 500 {
			g.Height = 10
		}
		if unicode.IsSpace(g.Rune) || unicode.IsControl(g.Rune) {
			continue
		}
		list = append(list, g)
	}
	return list
}

func abs(x float32) float32 { return max(x, -x) }

// pageRow is what stands on one base line.
type pageRow struct {
	y, height float32
	glyphs    []Glyph
	runs      []run
}

// run is what keeps together.
type run struct {
	x0, x1 float32
	words  []string
	n      int // characters with the blanks between the words
}

// inRows puts characters that stand on one base line into one row, from the top
// of the page down.
func inRows(glyphs []Glyph) (rows []pageRow) {
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return cmp.Compare(b.Y, a.Y) })
	for _, g := range glyphs {
		if n := len(rows); n > 0 && rows[n-1].y-g.Y <= sameLine*min(rows[n-1].height, g.Height) {
			rows[n-1].glyphs = append(rows[n-1].glyphs, g)
			continue
		}
		rows = append(rows, pageRow{y: g.Y, height: g.Height, glyphs: []Glyph{g}})
	}
	for i := range rows {
		r := &rows[i]
		slices.SortStableFunc(r.glyphs, func(a, b Glyph) int { return cmp.Compare(a.X0, b.X0) })
		r.height = 0
		for _, g := range r.glyphs {
			r.height = max(r.height, g.Height)
		}
	}
	return joinMarks(rows)
}

// joinMarks puts rows of nothing but small marks, such as the numbers of notes,
// into the row that they are marks of. Digits become raised ones, so that 45
// with the mark 1 is not 451.
func joinMarks(rows []pageRow) []pageRow {
	out := rows[:0]
	for i := range rows {
		r := rows[i]
		switch {
		case len(out) > 0 && r.marks(&out[len(out)-1]):
			out[len(out)-1].take(r)
		case i+1 < len(rows) && r.marks(&rows[i+1]):
			rows[i+1].take(r)
		default:
			out = append(out, r)
		}
	}
	return out
}

// marks says whether all characters of r are marks at characters of the row to.
func (r *pageRow) marks(to *pageRow) bool {
	if len(r.glyphs) > 60 || r.height > markSize*to.height || abs(r.y-to.y) > raised*to.height {
		return false
	}
	end := float32(-maxPlace)
	for _, g := range r.glyphs {
		touches := g.X0-end < wordSpace*to.height // the mark before
		for _, t := range to.glyphs {
			touches = touches || abs(g.X0-t.X1) < wordSpace*to.height
		}
		if !touches {
			return false
		}
		end = g.X1
	}
	return true
}

var raisedDigits = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

func (r *pageRow) take(marks pageRow) {
	for _, g := range marks.glyphs {
		if g.Rune >= '0' && g.Rune <= '9' {
			g.Rune = raisedDigits[g.Rune-'0']
		}
		r.glyphs = append(r.glyphs, g)
	}
	slices.SortStableFunc(r.glyphs, func(a, b Glyph) int { return cmp.Compare(a.X0, b.X0) })
}

// words calls each for the words of a row: their characters, the room before
// them, and whether it begins the row.
func (r *pageRow) words(each func(word []Glyph, gap float32, first bool)) {
	var word []Glyph
	first, gap, end := true, float32(0), float32(0)
	for _, g := range r.glyphs {
		if n := len(word); n > 0 {
			if away := g.X0 - end; divided(word[n-1], g, away) {
				each(word, gap, first)
				word, first, gap = nil, false, away
			} else {
				end = max(end, g.X1)
			}
		}
		if len(word) == 0 {
			end = g.X1
		}
		word = append(word, g)
	}
	if len(word) > 0 {
		each(word, gap, first)
	}
}

// divided says whether a word ends between two characters that stand beside each
// other. A script that runs from right to left may be written in either order,
// and the letters of a word may stand apart.
func divided(left, right Glyph, away float32) bool {
	space, least := right.Space, float32(wordSpace)
	if fromRight(left.Rune) && fromRight(right.Rune) {
		space, least = left.Ends && right.Space || left.Space && right.Ends, cellSpace
	}
	return space && away > -wordSpace*right.Height || away > least*right.Height
}

func fromRight(r rune) bool { return r >= 0x590 && rightToLeft(string(r)) }

// cellStarts finds where cells begin: the places at which several rows have
// something set well apart from what stands before it.
func cellStarts(rows []pageRow) []float32 {
	var at []float32
	for i := range rows {
		rows[i].words(func(word []Glyph, gap float32, first bool) {
			if !first && gap >= cellSpace*word[0].Height {
				at = append(at, word[0].X0)
			}
		})
	}
	slices.Sort(at)
	var starts []float32
	for i := 0; i < len(at); {
		end := i + 1
		for end < len(at) && at[end]-at[i] <= 2*nearStart {
			end++
		}
		if end-i >= manyRuns {
			starts = append(starts, (at[i]+at[end-1])/2)
		}
		i = end
	}
	return starts
}

// divide makes the runs of a row. Words are set apart by their distance, or by
// less of it where many cells begin.
func (r *pageRow) divide(starts []float32) {
	var last rune
	r.words(func(word []Glyph, gap float32, first bool) {
		height := word[0].Height
		if len(r.runs) > 0 && fromRight(last) && fromRight(word[0].Rune) {
			gap /= 3 // its words stand far apart
		}
		last = word[len(word)-1].Rune
		apart := gap >= cellSpace*height || gap >= 1.5*wordSpace*height && isStart(starts, word[0].X0)
		if first || apart {
			r.runs = append(r.runs, run{x0: word[0].X0, n: -1})
		}
		open := &r.runs[len(r.runs)-1]
		text := make([]rune, len(word))
		for i, g := range word {
			text[i] = g.Rune
			open.x1 = max(open.x1, g.X1)
		}
		open.words = append(open.words, string(text))
		open.n += 1 + len(word)
	})
	for i := range r.runs {
		r.runs[i].fromTheRight()
	}
}

// fromTheRight puts the words of a run in the order in which they are read, if
// most of its letters are written from right to left. Numbers and words of
// other scripts keep theirs.
func (r *run) fromTheRight() {
	right, all := 0, 0
	for _, w := range r.words {
		for _, x := range w {
			if unicode.IsLetter(x) {
				if all++; rightToLeft(string(x)) {
					right++
				}
			}
		}
	}
	if 2*right <= all {
		return
	}
	slices.Reverse(r.words)
	for i, w := range r.words {
		if rightToLeft(w) {
			letters := []rune(w)
			slices.Reverse(letters)
			r.words[i] = string(letters)
		}
	}
}

func isStart(starts []float32, x float32) bool {
	i, _ := slices.BinarySearch(starts, x-2*nearStart)
	return i < len(starts) && starts[i] <= x+2*nearStart
}

// usualLeading is the distance of lines that follow each other closely: the
// smallest that an eighth of the page's lines have.
func usualLeading(rows []pageRow) float32 {
	var steps []float32
	for i := range rows {
		for k := i - 1; k >= max(0, i-4); k-- {
			if len(rows[i].runs) > 0 && rows[i].over(&rows[k]) {
				steps = append(steps, rows[k].y-rows[i].y)
				break
			}
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	for i := range steps {
		n := i
		for n < len(steps) && steps[n]-steps[i] <= 1 {
			n++
		}
		if 8*(n-i) >= len(steps) {
			return steps[i]
		}
	}
	return steps[len(steps)/2]
}

// over says whether the first run stands below one of the row above.
func (r *pageRow) over(above *pageRow) bool {
	return slices.ContainsFunc(above.runs, func(a run) bool { return a.x0 < r.runs[0].x1 && r.runs[0].x0 < a.x1 })
}

// text writes a row.
func (r *pageRow) text(p *place) string {
	var b strings.Builder
	at := 0
	for i, run := range r.runs {
		column := p.of(run.x0)
		if i > 0 {
			column = max(column, at+2)
		}
		b.WriteString(strings.Repeat(" ", column-at))
		b.WriteString(strings.Join(run.words, " "))
		at = column + run.n
	}
	return b.String()
}
