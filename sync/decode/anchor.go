package decode

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// This file finds marked passages in a text. Coding programs count positions in
// different ways: a line break as one or two, a byte order mark or not, UTF-16
// units in place of characters. The way in which most passages cut sense is
// taken for the whole text; a passage that still does not fit is looked for by
// its words.

// anchorText is a text with its paragraphs ending in "\n", and what it was as
// published.
type anchorText struct {
	runes []rune
	crlf  []bool // the break at a position was \r\n; nil if there is none such
	bom   bool
	// rich says that the text is a formatted document's, and the positions were
	// counted in another: only what a passage says of itself can place it.
	rich  bool
	steps int // of looking for words that may still be taken: see searchSteps
}

// searchSteps bounds the work of looking for words in one text: a file may hold
// a hundred thousand passages that are nowhere in it.
const searchSteps = 400_000_000

// newAnchorText takes a text as published.
func newAnchorText(raw string) *anchorText {
	raw, bom := strings.CutPrefix(raw, "\ufeff")
	t := &anchorText{bom: bom, runes: make([]rune, 0, len(raw)), steps: searchSteps}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRuneInString(raw[i:])
		i += n
		if r == '\r' {
			r = '\n'
			if i < len(raw) && raw[i] == '\n' {
				i++
				for len(t.crlf) < len(t.runes) {
					t.crlf = append(t.crlf, false)
				}
				t.crlf = append(t.crlf, true)
			}
		}
		t.runes = append(t.runes, r)
	}
	return t
}

func (t *anchorText) text() string { return string(t.runes) }

// cut gives the words between two positions.
func (t *anchorText) cut(start, end int) string { return string(t.runes[start:end]) }

// counting is a way to count positions.
type counting struct {
	breaks int  // what a line break counts: 1, 2, or 0 for as published
	bom    bool // the byte order mark counts
	wide   bool // UTF-16 units count, not characters
}

// countings lists the ways, the likely one first.
func (t *anchorText) countings(origin string) []counting {
	origin = strings.ToLower(origin)
	breaks := []int{0}
	switch hasBreaks := slices.Contains(t.runes, '\n'); {
	case !hasBreaks, strings.HasPrefix(origin, "consilience"):
	case strings.Contains(origin, "nvivo"):
		breaks = []int{2, 1}
	case t.crlf == nil:
		breaks = []int{0, 2}
	case strings.Contains(origin, "atlas"):
		breaks = []int{1, 0}
	default:
		breaks = []int{0, 1}
	}
	boms := []bool{false, true}
	wides := []bool{false}
	if slices.ContainsFunc(t.runes, func(r rune) bool { return r > 0xffff }) {
		wides = append(wides, true)
	}
	var list []counting
	for _, bom := range boms {
		for _, wide := range wides {
			for _, b := range breaks {
				list = append(list, counting{breaks: b, bom: bom, wide: wide})
			}
		}
	}
	return list
}

// positions gives where each character begins in a way of counting, and where
// the text ends; nil if that is the characters' own number.
func (t *anchorText) positions(c counting) []int {
	if !c.bom && !c.wide && (c.breaks == 1 || c.breaks == 0 && t.crlf == nil) {
		return nil
	}
	at := make([]int, len(t.runes)+1)
	n := 0
	if c.bom {
		n = 1
	}
	for i, r := range t.runes {
		at[i] = n
		switch {
		case r == '\n' && (c.breaks == 2 || c.breaks == 0 && i < len(t.crlf) && t.crlf[i]):
			n += 2
		case c.wide:
			n += max(1, utf16.RuneLen(r))
		default:
			n++
		}
	}
	at[len(t.runes)] = n
	return at
}

// span is a passage as published: its positions, and words it is said to have.
type span struct {
	start, end int
	words      string // empty, the whole passage, or its beginning with "…"
}

// place is where a passage was found; ok is false if it was not.
type place struct {
	start, end int
	ok         bool
}

// anchor finds passages in the text. At gives the character at a position in
// the way of counting that was taken.
func (t *anchorText) anchor(spans []span, origin string) (places []place, at func(int) int) {
	var best []int
	top := 0
	for i, c := range t.countings(origin) {
		positions := t.positions(c)
		score := 0
		for _, s := range spans {
			score += t.score(s, positions)
		}
		if i == 0 || score > top {
			best, top = positions, score
		}
	}
	places = make([]place, len(spans))
	for i, s := range spans {
		places[i] = t.find(s, best)
	}
	return places, func(p int) int { n, _ := t.at(p, best); return n }
}

// at gives the character that begins at a position, or the one the position
// falls into; false if the text is shorter.
func (t *anchorText) at(p int, positions []int) (int, bool) {
	if positions == nil {
		return max(0, min(p, len(t.runes))), p >= 0 && p <= len(t.runes)
	}
	i, exact := slices.BinarySearch(positions, p)
	if i > len(t.runes) {
		return len(t.runes), false
	}
	if !exact && i > 0 {
		i--
	}
	return i, p >= positions[0] || p == 0
}

func (t *anchorText) place(s span, positions []int) place {
	start, okS := t.at(s.start, positions)
	end, okE := t.at(s.end, positions)
	return place{start, end, okS && okE && start < end}
}

// score says how well a way of counting suits a passage.
func (t *anchorText) score(s span, positions []int) int {
	p := t.place(s, positions)
	if !p.ok {
		return -6
	}
	score := 0
	if s.words != "" && t.says(p, s.words) {
		score += 6
	}
	word := func(i int) bool {
		return i >= 0 && i < len(t.runes) && (unicode.IsLetter(t.runes[i]) || unicode.IsDigit(t.runes[i]))
	}
	if word(p.start) && !word(p.start-1) {
		score++
	}
	if !unicode.IsSpace(t.runes[p.end-1]) && !(word(p.end-1) && word(p.end)) {
		score++
	}
	return score
}

// says tells whether the passage has the words, white space apart.
func (t *anchorText) says(p place, words string) bool {
	want, cutShort := shortened(words)
	if want == "" {
		return false
	}
	got := squeeze(string(t.runes[p.start:min(p.end, p.start+2*len(words)+16)]))
	if cutShort {
		return strings.HasPrefix(got, want)
	}
	return got == want
}

// shortened takes the dots away with which programs shorten words.
func shortened(words string) (string, bool) {
	for _, dots := range []string{"…", "..."} {
		if w, ok := strings.CutSuffix(strings.TrimSpace(words), dots); ok {
			return squeeze(w), true
		}
	}
	return squeeze(words), false
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// find gives a passage's place: where its positions say, unless its words are
// elsewhere; else where its words are nearest.
func (t *anchorText) find(s span, positions []int) place {
	p := t.place(s, positions)
	if t.rich {
		_, cutShort := shortened(s.words)
		p.ok = p.ok && t.says(p, s.words) && !(cutShort && slices.Contains(t.runes[p.start:p.end], '\n'))
		return p
	}
	if p.ok && (s.words == "" || t.says(p, s.words)) {
		return p
	}
	want, cutShort := shortened(s.words)
	length := s.end - s.start
	if p.ok && !cutShort && utf8.RuneCountInString(s.words) != length {
		return p // the words are a name that somebody gave it
	}
	if utf8.RuneCountInString(want) < 3 {
		return p
	}
	found := t.nearest(want, p.start, cutShort && p.ok, p.end-p.start)
	if !found.ok {
		return p
	}
	return found
}

// nearest finds words in the text, white space apart, nearest to a character.
// With toLength, the passage goes on to that length.
func (t *anchorText) nearest(want string, near int, toLength bool, length int) (best place) {
	words := []rune(want)
	distance := func(i int) int { return max(i-near, near-i) }
	if t.steps -= len(t.runes); t.steps < 0 || len(words) == 0 {
		return best
	}
	for i := range t.runes {
		if t.runes[i] != words[0] || best.ok && distance(i) >= distance(best.start) {
			continue
		}
		if end, ok := t.matches(words, i); ok {
			best = place{i, end, true}
		}
	}
	if best.ok && toLength {
		best.end = max(best.end, min(len(t.runes), best.start+length))
	}
	return best
}

// matches compares words with the text from a character on; a space stands for
// any white space.
func (t *anchorText) matches(words []rune, i int) (end int, ok bool) {
	for _, w := range words {
		t.steps--
		if w == ' ' {
			begin := i
			for i < len(t.runes) && unicode.IsSpace(t.runes[i]) {
				i++
			}
			if i == begin {
				return 0, false
			}
			continue
		}
		if i >= len(t.runes) || t.runes[i] != w {
			return 0, false
		}
		i++
	}
	return i, true
}
