package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Positions is a note's text, in which positions count characters (Unicode
// code points). Finding a character in a text that is not plain ASCII
// takes a look at every stride-th one, kept here; make one for a text that is
// asked more than once. It is not changed after it was made.
type Positions struct {
	text string
	// marks has the byte at which every stride-th character begins; nil if
	// characters are bytes.
	marks []int
	n     int
}

const stride = 256

// NewPositions reads a text once.
func NewPositions(text string) *Positions {
	p := &Positions{text: text, n: utf8.RuneCountInString(text)}
	if p.n == len(text) {
		return p
	}
	p.marks = make([]int, 0, p.n/stride+1)
	i := 0
	for at := range text {
		if i%stride == 0 {
			p.marks = append(p.marks, at)
		}
		i++
	}
	return p
}

// Len is the number of characters.
func (p *Positions) Len() int { return p.n }

// Byte is where character i begins in the text; the text's end for i at or
// beyond Len, 0 below 0.
func (p *Positions) Byte(i int) int {
	switch {
	case i <= 0:
		return 0
	case i >= p.n:
		return len(p.text)
	case p.marks == nil:
		return i
	}
	at := p.marks[i/stride]
	for range i % stride {
		_, size := utf8.DecodeRuneInString(p.text[at:])
		at += size
	}
	return at
}

// Character is the number of the character that begins at byte at.
func (p *Positions) Character(at int) int {
	if p.marks == nil || at <= 0 {
		return min(max(at, 0), p.n)
	}
	low, high := 0, len(p.marks)-1
	for low < high {
		if mid := (low + high + 1) / 2; p.marks[mid] <= at {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low*stride + utf8.RuneCountInString(p.text[p.marks[low]:min(at, len(p.text))])
}

// Cut is the text from character start to end, end not included. Positions
// outside of the text are moved to its edge; it is empty if start is not
// before end.
func (p *Positions) Cut(start, end int) string {
	if start >= end {
		return ""
	}
	return p.text[p.Byte(start):p.Byte(end)]
}

// Anchor finds words in the text that once stood at character start: there, if
// they still do; else where they stand nearest to it; else where they stand
// nearest but for blanks and line ends. ok is false if the words are not in
// the text: nothing is guessed.
func (p *Positions) Anchor(start int, words string) (from, to int, ok bool) {
	if words == "" {
		return 0, 0, false
	}
	n := utf8.RuneCountInString(words)
	if start >= 0 && start+n <= p.n && p.Cut(start, start+n) == words {
		return start, start + n, true
	}
	near := p.Byte(start)
	if at := nearest(p.text, words, near); at >= 0 {
		from = p.Character(at)
		return from, from + n, true
	}
	at, end := nearestLoosely(p.text, words, near)
	if at < 0 {
		return 0, 0, false
	}
	return p.Character(at), p.Character(end), true
}

// nearest is the byte at which words stand in text nearest to byte near, the
// earlier of two as near; -1 if they do not.
func nearest(text, words string, near int) int {
	after := strings.Index(text[near:], words)
	if after >= 0 {
		after += near
	}
	// One that begins before near may reach beyond it.
	before := strings.LastIndex(text[:min(len(text), near+len(words)-1)], words)
	switch {
	case before < 0:
		return after
	case after < 0 || near-before <= after-near:
		return before
	}
	return after
}

// nearestLoosely is nearest where any run of blanks and line ends is as good
// as any other. It gives -1 for words of nothing but blanks.
func nearestLoosely(text, words string, near int) (at, end int) {
	fields := strings.Fields(words)
	at = -1
	if len(fields) == 0 {
		return at, 0
	}
	for from := 0; ; {
		i := strings.Index(text[from:], fields[0])
		if i < 0 {
			return at, end
		}
		i += from
		if at >= 0 && i-near > distance(at, near) {
			return at, end
		}
		if e := follows(text[i:], fields); e > 0 && (at < 0 || distance(i, near) < distance(at, near)) {
			at, end = i, i+e
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		from = i + size
	}
}

// follows gives the length of fields with blanks between at the beginning of
// text; 0 if they do not stand there.
func follows(text string, fields []string) int {
	rest := text
	for i, f := range fields {
		if i > 0 {
			trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
			if len(trimmed) == len(rest) {
				return 0
			}
			rest = trimmed
		}
		var ok bool
		if rest, ok = strings.CutPrefix(rest, f); !ok {
			return 0
		}
	}
	return len(text) - len(rest)
}

func distance(a, b int) int { return max(a-b, b-a) }

// Span is a stretch of a text in characters, End not included.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Overlaps reports whether two stretches share a character.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// maxSentence bounds a sentence in characters, for texts that have no marks
// that end one.
const maxSentence = 1000

// Sentences cuts a text into its sentences: each ends after . ! ? … 。 ！ ？ ؟ ۔ ।
// (with the quotation marks and brackets that close there) before a blank, at a
// line end, or after 1,000 characters. Blanks around are in no sentence. It is
// the unit in which coders are compared, and by which the keyboard moves. An
// abbreviation with a full stop ends a sentence too: for comparing coders it
// only matters that the units are the same for both.
func Sentences(text string) []Span {
	var list []Span
	start, i, stopped := -1, 0, false
	last := 0 // behind the last character that is no blank
	end := func() {
		if start >= 0 {
			list = append(list, Span{start, last})
		}
		start, stopped = -1, false
	}
	for at, r := range text {
		wide := strings.ContainsRune("。！？", r)
		switch {
		case r == '\n':
			end()
		case unicode.IsSpace(r):
			if stopped {
				end()
			}
		default:
			if start < 0 {
				start = i
			}
			last = i + 1
			ends := wide || strings.ContainsRune(".!?…؟۔।", r)
			stopped = ends || stopped && strings.ContainsRune(")]}»”’\"'」』", r)
			// Chinese and Japanese have no blank behind a full stop.
			_, size := utf8.DecodeRuneInString(text[at:])
			next, _ := utf8.DecodeRuneInString(text[at+size:])
			if stopped && (wide || strings.ContainsRune("」』", r)) && !strings.ContainsRune("。！？)」』”’", next) || last-start >= maxSentence {
				end()
			}
		}
		i++
	}
	end()
	return list
}
