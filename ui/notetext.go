package ui

import (
	"sort"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/text"
)

// noteText is a note's text laid out in lines as far as somebody looked: a
// text of a megabyte is cut into chunks, of which only the visible ones are
// broken into lines; the height of the others is estimated. Positions are
// characters of the note.
type noteText struct {
	runes     []rune
	chunks    []noteChunk
	sentences []model.Span
	width     float32
}

// noteChunk is a paragraph, or a part of a long one.
type noteChunk struct {
	start, end int // end is before the line end
	lines      []noteLine
	height     float32
	stops      []int // graphemes, counted from start; nil before they are asked for
	rtl        bool
}

// noteLine is a line as it is drawn. at gives for each rune that is drawn the
// character of the note; end is where the next line begins.
type noteLine struct {
	text.Line
	start, end int
	at         []int
}

// maxChunk is the length at which a paragraph is cut, in characters.
const maxChunk = 1500

func newNoteText(s string) *noteText {
	t := &noteText{runes: []rune(s), sentences: model.Sentences(s)}
	start := 0
	cut := func(end int) {
		t.chunks = append(t.chunks, noteChunk{start: start, end: end})
		start = end
	}
	for i, r := range t.runes {
		switch {
		case r == '\n' || r == 0x85 || r == 0x2028 || r == 0x2029 || r == '\r' && (i+1 == len(t.runes) || t.runes[i+1] != '\n'):
			end := i
			if end > start && t.runes[end-1] == '\r' {
				end--
			}
			cut(end)
			start = i + 1
		case i-start >= maxChunk && unicode.IsSpace(r):
			cut(i + 1)
		case i-start >= 2*maxChunk:
			cut(i)
		}
	}
	if start < len(t.runes) || len(t.chunks) == 0 {
		cut(len(t.runes))
	}
	return t
}

// lineHeight leaves room below the words for the lines of excerpts.
func (t *noteText) lineHeight() float32 { return lineHeight(theme.SizeNameText) + noteLeading }

// setWidth forgets the lines if the width is another.
func (t *noteText) setWidth(width float32) {
	if t.width == width {
		return
	}
	t.width = width
	per := max(1, int(width/(theme.Size(theme.SizeNameText)*0.52)))
	for i := range t.chunks {
		c := &t.chunks[i]
		c.lines = nil
		c.height = float32((c.end-c.start)/per+1) * t.lineHeight()
	}
}

// lay breaks a chunk into lines, if nobody did yet.
func (t *noteText) lay(i int) *noteChunk {
	c := &t.chunks[i]
	if c.lines != nil {
		return c
	}
	s := string(t.runes[c.start:c.end])
	spots := text.Spots(s)
	lines := breakLines(s, t.width, 0, theme.Size(theme.SizeNameText), fyne.TextStyle{})
	for _, l := range lines {
		line := noteLine{Line: l, start: c.end}
		for _, at := range l.At {
			at = c.start + spots[min(at, len(spots)-1)]
			line.at = append(line.at, at)
			line.start = min(line.start, at)
		}
		c.rtl = c.rtl || l.RTL
		c.lines = append(c.lines, line)
	}
	for k := range c.lines {
		c.lines[k].end = c.end
		if k+1 < len(c.lines) {
			c.lines[k].end = c.lines[k+1].start
		}
	}
	c.lines[0].start = c.start
	c.height = float32(len(c.lines)) * t.lineHeight()
	return c
}

// chunkAt is the chunk that a character is in.
func (t *noteText) chunkAt(pos int) int {
	i := sort.Search(len(t.chunks), func(i int) bool { return t.chunks[i].start > pos })
	return max(0, i-1)
}

// lineAt is the line of a chunk that a character is in.
func (c *noteChunk) lineAt(pos int) int {
	for i := range c.lines {
		if pos < c.lines[i].end {
			return i
		}
	}
	return len(c.lines) - 1
}

// widthTo is how far the first n runes of a line reach.
func (l *noteLine) widthTo(n int) float32 {
	runes := []rune(l.Text)
	n = min(n, len(runes))
	if n <= 0 {
		return 0
	}
	part := text.Line{Text: string(runes[:n]), RTL: l.RTL}
	return float32(measured(theme.Size(theme.SizeNameText), fyne.TextStyle{}, needsFallback(l.Text))(part.Text))
}

// stretches are the parts of a line, in pixels from its left, on which the
// characters from start to end stand: several where directions are mixed.
func (l *noteLine) stretches(start, end int) [][2]float32 {
	var out [][2]float32
	from := -1
	for k := 0; k <= len(l.at); k++ {
		in := k < len(l.at) && l.at[k] >= start && l.at[k] < end
		switch {
		case in && from < 0:
			from = k
		case !in && from >= 0:
			out = append(out, [2]float32{l.widthTo(from), l.widthTo(k)})
			from = -1
		}
	}
	return out
}

// caretX is where the caret stands before a character.
func (l *noteLine) caretX(pos int, rtl bool) float32 {
	for k, at := range l.at {
		if at == pos {
			if rtl {
				return l.widthTo(k + 1)
			}
			return l.widthTo(k)
		}
	}
	if rtl {
		return 0
	}
	return l.widthTo(len(l.at))
}

// hit is the character at x, counted from the line's left; after says that x is
// on its further half.
func (l *noteLine) hit(x float32) (pos int, after bool) {
	if len(l.at) == 0 {
		return l.start, false
	}
	k := sort.Search(len(l.at), func(k int) bool { return l.widthTo(k+1) > x })
	if k == len(l.at) {
		return l.at[k-1], !l.RTL
	}
	left, right := l.widthTo(k), l.widthTo(k+1)
	far := x > (left+right)/2
	if l.RTL {
		far = !far
	}
	return l.at[k], far
}

// stop moves a position to the edge of what a person sees as one character:
// back, or forward with on.
func (t *noteText) stop(pos int, on bool) int {
	if pos <= 0 || pos >= len(t.runes) {
		return min(max(pos, 0), len(t.runes))
	}
	c := &t.chunks[t.chunkAt(pos)]
	if pos > c.end {
		return pos
	}
	if c.stops == nil {
		c.stops = text.Graphemes(string(t.runes[c.start:c.end]))
	}
	i := sort.SearchInts(c.stops, pos-c.start)
	if i < len(c.stops) && c.stops[i] == pos-c.start {
		return pos
	}
	if !on {
		i--
	}
	return c.start + c.stops[min(max(i, 0), len(c.stops)-1)]
}

// character is the next or the previous place of the caret.
func (t *noteText) character(pos int, on bool) int {
	if on {
		return t.stop(pos+1, true)
	}
	return t.stop(pos-1, false)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '\u200d'
}

// word is where the next word ends, or the previous one begins. A Chinese or
// Japanese character is a word.
func (t *noteText) word(pos int, on bool) int {
	single := func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
	at := func(i int) rune {
		if !on {
			i--
		}
		return t.runes[i]
	}
	step, end := 1, len(t.runes)
	if !on {
		step, end = -1, 0
	}
	i := pos
	for i != end && !wordRune(at(i)) {
		i += step
	}
	for n := 0; i != end && wordRune(at(i)) && !(n > 0 && single(at(i))); n++ {
		i += step
		if single(t.runes[min(max(i-max(step, 0), 0), len(t.runes)-1)]) {
			break
		}
	}
	return t.stop(i, on)
}

// sentence is where the sentence ends that pos is in or before, or the one
// begins that it is in or behind.
func (t *noteText) sentence(pos int, on bool) int {
	if on {
		i := sort.Search(len(t.sentences), func(i int) bool { return t.sentences[i].End > pos })
		if i == len(t.sentences) {
			return len(t.runes)
		}
		return t.sentences[i].End
	}
	i := sort.Search(len(t.sentences), func(i int) bool { return t.sentences[i].Start >= pos })
	if i == 0 {
		return 0
	}
	return t.sentences[i-1].Start
}

// wordAround is the word at a character.
func (t *noteText) wordAround(pos int) (start, end int) {
	start, end = pos, pos
	for start > 0 && wordRune(t.runes[start-1]) {
		start--
	}
	for end < len(t.runes) && wordRune(t.runes[end]) {
		end++
	}
	return start, end
}
