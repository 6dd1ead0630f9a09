package text

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
)

// Line is one line of text as it is drawn.
type Line struct {
	// Text is in visual order, from left to right: Arabic as presentation
	// forms, brackets of right-to-left runs mirrored.
	Text string
	// RTL is the direction of the line's paragraph: such lines stand at the
	// right.
	RTL bool
	// Runs are the parts of Text of one direction, from left to right.
	Runs []Run
	// At gives for each rune of Text its position in the cleaned text, counted
	// in runes; a ligature stands at its first letter.
	At []int
}

// Run is a part of a line of one direction, in visual order.
type Run struct {
	Text string
	RTL  bool
}

// RTL reports whether a text is written from right to left: whether its first
// letter with a direction is (rules P2 and P3 of UAX #9).
func RTL(s string) bool { return baseLevel(classes([]rune(s))) == 1 }

// Lines breaks a text into lines no wider than width, in the unit of measure,
// which is asked for the width of pieces as they are drawn. The text is cleaned
// first. Each \n begins a paragraph, which has a direction of its own. Lines
// break where UAX #14 allows it, words longer than a line between graphemes;
// blanks at the end of a line are dropped. A width that not one grapheme fits
// gives one grapheme per line; a width of 0 or less does not break at all.
// An empty text is one empty line.
func Lines(s string, width float64, measure func(string) float64) []Line {
	return fill(s, width, func(p paragraph, from, to int) float64 { return measure(p.drawn(from, to)) })
}

// Flow is Lines for a text in several styles: advance is asked for the width of
// each rune as it is drawn, and where it stands in the cleaned text, in runes.
func Flow(s string, width float64, advance func(r rune, at int) float64) []Line {
	return fill(s, width, func(p paragraph, from, to int) float64 {
		var w float64
		for i := from; i < to; i++ {
			if r := p.shape(i, to); r != absorbed {
				w += advance(r, p.start+i)
			}
		}
		return w
	})
}

func fill(s string, width float64, wide func(p paragraph, from, to int) float64) []Line {
	var out []Line
	start := 0
	for _, para := range strings.Split(Clean(s), "\n") {
		p := newParagraph(para)
		p.start = start
		start += len(p.runes) + 1
		if width <= 0 {
			out = append(out, p.line(0, p.trim(0, len(p.runes))))
			continue
		}
		f := filler{p: p, width: width, wide: wide}
		out = append(out, f.fill()...)
	}
	return out
}

// Visual is a text for a screen that draws from left to right and reorders
// nothing: each line in visual order within U+202D … U+202C. Text with no
// right-to-left letters comes back as it is, only cleaned. Call it once, last.
func Visual(s string) string {
	s = Clean(s)
	if !mixed(s) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		p := newParagraph(l)
		lines[i] = p.line(0, len(p.runes)).Screen()
	}
	return strings.Join(lines, "\n")
}

// Screen is the line's text as Visual would give it.
func (l Line) Screen() string {
	for _, r := range l.Runs {
		if r.RTL {
			return "\u202D" + l.Text + "\u202C"
		}
	}
	return l.Text
}

// mixed reports whether any rune asks for reordering.
func mixed(s string) bool {
	for _, r := range s {
		if r < 0x590 {
			continue
		}
		p, _ := bidi.LookupRune(r)
		if c := p.Class(); c == bidi.R || c == bidi.AL || c == bidi.AN {
			return true
		}
	}
	return false
}

// paragraph is a text without line breaks; all slices are equally long and in
// logical order.
type paragraph struct {
	runes  []rune
	forms  []rune // as drawn
	levels []int8
	base   int8
	mixed  bool
	start  int // where it begins in the whole text
}

func newParagraph(s string) paragraph {
	p := paragraph{runes: []rune(s), mixed: mixed(s)}
	if !p.mixed {
		p.forms, p.levels = p.runes, make([]int8, len(p.runes))
		return p
	}
	p.forms = join(p.runes)
	p.base = baseLevel(classes(p.runes))
	p.levels = levels(p.runes, p.base)
	return p
}

// trim moves the end of [from, to) before its trailing blanks.
func (p paragraph) trim(from, to int) int {
	for to > from && blank(p.runes[to-1]) {
		to--
	}
	return to
}

// blank reports whether r is a space at which a line may break.
func blank(r rune) bool {
	return r != 0xA0 && r != 0x2007 && r != 0x202F && unicode.Is(unicode.Zs, r)
}

const softHyphen = 0xAD

// drawn is [from, to) in logical order as it is drawn, for measuring; a soft
// hyphen counts only at the end.
func (p paragraph) drawn(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if r := p.shape(i, to); r != absorbed {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// shape is the rune drawn for position i in a line that ends at to, absorbed
// for none.
func (p paragraph) shape(i, to int) rune {
	r := p.forms[i]
	switch {
	case r == softHyphen && i == to-1:
		return '-'
	case (r == zwj || r == zwnj) && p.levels[i]&1 == 0:
		return r // left-to-right scripts need it for shaping
	case Invisible(r):
		return absorbed
	}
	return r
}

// line sets [from, to) in visual order.
func (p paragraph) line(from, to int) Line {
	s := setter{p: p, to: to, line: Line{RTL: p.base == 1}}
	if !p.mixed {
		for i := from; i < to; i++ {
			s.put(i, 0)
		}
		return s.done()
	}
	lv := append([]int8(nil), p.levels[from:to]...)
	resetBlanks(lv, classes(p.runes[from:to]), p.base)
	for _, k := range order(lv) {
		s.put(from+k, lv[k])
	}
	return s.done()
}

// setter puts the runes of a line one after the other, from left to right.
type setter struct {
	p     paragraph
	to    int
	level int8
	run   []rune
	marks []int // marks that wait for their letter
	line  Line
}

func (s *setter) put(i int, level int8) {
	r := s.p.shape(i, s.to)
	if r == absorbed {
		return
	}
	if level != s.level {
		s.flush()
		s.level = level
	}
	switch {
	case level&1 == 0:
		s.draw(r, i)
	case unicode.In(r, unicode.Mn, unicode.Me):
		// L3: reversed, marks come before their letter; they are drawn over
		// what stands before them.
		s.marks = append(s.marks, i)
	default:
		s.draw(mirrored(r), i)
		s.drawMarks()
	}
}

func (s *setter) draw(r rune, i int) {
	s.run = append(s.run, r)
	s.line.At = append(s.line.At, s.p.start+i)
}

func (s *setter) drawMarks() {
	for _, i := range slices.Backward(s.marks) {
		s.draw(s.p.shape(i, s.to), i)
	}
	s.marks = s.marks[:0]
}

func (s *setter) flush() {
	s.drawMarks()
	if len(s.run) > 0 {
		s.line.Runs = append(s.line.Runs, Run{string(s.run), s.level&1 == 1})
		s.line.Text += string(s.run)
	}
	s.run = s.run[:0]
}

func (s *setter) done() Line {
	s.flush()
	return s.line
}

// filler fills the lines of one paragraph.
type filler struct {
	p     paragraph
	width float64
	wide  func(p paragraph, from, to int) float64

	lines []Line
	start int     // where the line begins
	end   int     // up to where it is filled
	used  float64 // the width of [start, end), trailing blanks included
}

// slack forgives rounding when widths of pieces are added up.
const slack = 1e-6

func (f *filler) fill() []Line {
	n := len(f.p.runes)
	if n == 0 {
		return []Line{{}}
	}
	var seg segmenter.Segmenter
	seg.Init(f.p.runes)
	for it := seg.LineIterator(); it.Next(); {
		piece := it.Line()
		f.add(piece.Offset, piece.Offset+len(piece.Text))
	}
	f.flush()
	return f.lines
}

// add puts the piece [from, to), which ends where a line may break.
func (f *filler) add(from, to int) {
	need := f.wide(f.p, from, f.p.trim(from, to))
	if f.used+need > f.width+slack && f.end > f.start {
		f.flush()
	}
	if need > f.width+slack {
		f.split(from, to)
		return
	}
	inner := to
	if f.p.runes[to-1] == softHyphen {
		inner-- // drawn only if the line ends here
	}
	f.used += f.wide(f.p, from, inner)
	f.end = to
}

// split puts a piece wider than a line, grapheme by grapheme.
func (f *filler) split(from, to int) {
	var seg segmenter.Segmenter
	seg.Init(f.p.runes[from:to])
	for it := seg.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		a, b := from+g.Offset, from+g.Offset+len(g.Text)
		need := f.wide(f.p, a, b)
		if f.used+need > f.width+slack && f.end > f.start && !f.together(a) && f.p.trim(a, b) > a {
			f.flush()
		}
		f.used += need
		f.end = b
	}
}

// together reports whether position i is drawn with the letter before it.
func (f *filler) together(i int) bool { return f.p.forms[i] == absorbed }

func (f *filler) flush() {
	f.lines = append(f.lines, f.p.line(f.start, f.p.trim(f.start, f.end)))
	f.start, f.used = f.end, 0
}

// Cut shortens a text to one line of the given width: line breaks become
// spaces, and where it is too long it ends in "…" after a whole grapheme. The
// result is in logical order; give it to Visual for the screen.
func Cut(s string, width float64, measure func(string) float64) string {
	s = strings.ReplaceAll(Clean(s), "\n", " ")
	size := func(s string) float64 {
		p := newParagraph(s)
		return measure(p.drawn(0, len(p.runes)))
	}
	rs := []rune(s)
	var seg segmenter.Segmenter
	seg.Init(rs)
	var ends []int
	// A text much longer than the line is not measured whole.
	over := false
	for it := seg.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		ends = append(ends, g.Offset+len(g.Text))
		if n := len(ends); n&(n-1) == 0 && n >= 64 && size(string(rs[:ends[n-1]])) > width*1.5 {
			over = true
			break
		}
	}
	if !over && size(s) <= width+slack {
		return s
	}
	low, high := 0, len(ends)
	for low < high { // the largest number of graphemes that fits
		mid := (low + high + 1) / 2
		if size(string(rs[:ends[mid-1]])+"…") <= width+slack {
			low = mid
		} else {
			high = mid - 1
		}
	}
	if low == 0 {
		return "…"
	}
	return strings.TrimRight(string(rs[:ends[low-1]]), " ") + "…"
}
