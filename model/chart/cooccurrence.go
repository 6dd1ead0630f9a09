package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Together says how often tags come together. Count is a square table in the
// order of Tags: Count[i][j] counts what has both tags, Count[i][i] what has
// tag i.
type Together struct {
	Tags  []Spoke
	Count [][]int
	// N is how much was looked at, Of what was counted: "excerpts",
	// "consultations"; in the reader's language.
	N  int
	Of string
}

// mostTogether is how many tags a picture of pairs holds.
const mostTogether = 18

// CoOccurrence draws tags against each other as the lower half of a square:
// the more often two come together the darker the field, and the count stands
// in it. The tags that occur most come first; with more than 18 the others are
// left to the table. Columns are named by the numbers of the rows.
//
// The title names the pair that comes together most, in how many of those in
// which the rarer of the two occurs.
func CoOccurrence(t Together, o Options) Scene {
	t = t.sorted()
	n := min(len(t.Tags), mostTogether)
	a, b := t.closest()
	if n < 2 || a == b {
		return o.empty(o.say("No two tags come together yet."))
	}
	const side, head, foot = 6.4, 5.0, 1.0
	w := o.Width
	if !(w > 0) {
		w = width
	}
	cell := math.Min(side, w*0.55/float64(n))
	d := o.start(head + cell*float64(n) + foot)
	left := d.W - cell*float64(n)
	left = math.Min(left, d.W*0.48)
	most := t.Count[a][b]
	for i := range n {
		top := head + cell*float64(i)
		mid := top + cell/2
		d.line(Grid, hair, Point{0, top}, Point{left + cell*float64(i+1), top})
		d.text(Quiet, sizeSmall, End, 5, mid+baseline(sizeSmall), 0, strconv.Itoa(i+1))
		d.text(Ink, sizeText, Start, 6.5, mid+baseline(sizeText), left-16, t.Tags[i].Name)
		d.text(Quiet, sizeSmall, End, left-1.5, mid+baseline(sizeSmall), 0, strconv.Itoa(t.Count[i][i]))
		d.hit(0, top, left, top+cell, t.Tags[i].Ref, t.Tags[i].Name+": "+strconv.Itoa(t.Count[i][i])+" "+t.Of)
		for j := range i {
			t.cell(d, i, j, most, left+cell*float64(j), top, cell, o)
		}
		// The column's number stands over the diagonal, where its fields begin.
		d.text(Quiet, sizeSmall, Middle, left+cell*(float64(i)+0.5), mid+baseline(sizeSmall), 0, strconv.Itoa(i+1))
	}
	d.text(Ink, sizeValue, Start, 6.5, head-1.6, left-18, o.say("Tag")).Bold = true
	d.text(Ink, sizeValue, End, left-1.5, head-1.6, 40, capital(t.Of)).Bold = true
	d.Figures = t.table(o)
	notes := []string{o.say("Base: %d %s. The field of two tags counts what has both", t.N, t.Of)}
	if rest := len(t.Tags) - n; rest > 0 {
		notes = append(notes, o.say("%d rarer tags are left out of the picture; they stand in the table", rest))
	}
	return o.finish(d, t.title(a, b, o), notes, []string{t.alt(o)})
}

// sorted is the table with the most frequent tags first; counts that are not
// there are 0.
func (t Together) sorted() Together {
	at := func(i, j int) int {
		if i < len(t.Count) && j < len(t.Count[i]) {
			return max(t.Count[i][j], 0)
		}
		return 0
	}
	order := make([]int, len(t.Tags))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(at(j, j), at(i, i)), cmp.Compare(t.Tags[i].Name, t.Tags[j].Name))
	})
	s := Together{N: t.N, Of: t.Of}
	for _, i := range order {
		s.Tags = append(s.Tags, t.Tags[i])
		line := make([]int, len(order))
		for k, j := range order {
			line[k] = at(i, j)
		}
		s.Count = append(s.Count, line)
	}
	return s
}

// closest is the first pair that comes together most, or twice the same tag.
func (t Together) closest() (a, b int) {
	best := 0
	for i := range t.Tags {
		for j := range i {
			if t.Count[i][j] > best {
				best, a, b = t.Count[i][j], i, j
			}
		}
	}
	return a, b
}

func (t Together) cell(d *drawing, i, j, most int, x, y, side float64, o Options) {
	k := t.Count[i][j]
	const gap = 0.25
	tip := o.say("%s and %s: together in %d %s", t.Tags[j].Name, t.Tags[i].Name, k, t.Of)
	d.hit(x, y, x+side, y+side, t.Tags[i].Ref, tip)
	if k == 0 {
		d.rect(Grid, x+gap, y+gap, x+side-gap, y+side-gap).Stroke = hair
		return
	}
	part := float64(k) / float64(most)
	d.rect(Mark, x+gap, y+gap, x+side-gap, y+side-gap).Alpha = mm(0.10 + 0.90*part)
	role := Ink
	if part > 0.42 {
		role = OnMark
	}
	if side >= 4 {
		d.text(role, sizeSmall, Middle, x+side/2, y+side/2+baseline(sizeSmall), 0, strconv.Itoa(k))
	}
}

func (t Together) title(a, b int, o Options) string {
	first, second := b, a // b stands before a, and is not the rarer
	return o.say("“%s” and “%s” come together most: in %d of %d %s with “%s”", t.Tags[first].Name, t.Tags[second].Name, t.Count[a][b], t.Count[a][a], t.Of, t.Tags[second].Name)
}

// capital is a word as a column's head begins with it.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// pair is one field of the square.
type pair struct{ i, j, k int }

// pairs are the pairs that come together, most often first.
func (t Together) pairs() []pair {
	var out []pair
	for i := range t.Tags {
		for j := range i {
			if t.Count[i][j] > 0 {
				out = append(out, pair{j, i, t.Count[i][j]})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b pair) int { return cmp.Compare(b.k, a.k) })
	return out
}

func (t Together) table(o Options) *Figures {
	f := table(2, o.say("Tag"), o.say("Second tag"), o.say("Together"), o.say("First tag alone or not"), o.say("Second tag alone or not"), o.say("Overlap"))
	for _, p := range t.pairs() {
		either := t.Count[p.i][p.i] + t.Count[p.j][p.j] - p.k
		overlap := 0.0
		if either > 0 {
			overlap = float64(p.k) / float64(either)
		}
		f.row(t.Tags[p.i].Name, t.Tags[p.j].Name, strconv.Itoa(p.k), strconv.Itoa(t.Count[p.i][p.i]), strconv.Itoa(t.Count[p.j][p.j]), o.percent(overlap))
	}
	return f
}

func (t Together) alt(o Options) string {
	var said []string
	list, left := firstOnes(t.pairs(), 12)
	for _, p := range list {
		said = append(said, o.say("%s and %s %d", t.Tags[p.i].Name, t.Tags[p.j].Name, p.k))
	}
	s := o.say("Pairs of tags that come together, most often first: %s", strings.Join(said, "; "))
	if left > 0 {
		s += "; " + o.say("and %d more pairs", left)
	}
	return s
}
