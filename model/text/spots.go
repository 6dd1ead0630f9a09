package text

import (
	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/norm"
)

// Spots gives, for each rune of Clean(s), the position in s, in runes, of the
// character that it is drawn for, and last the length of s. Where a letter and
// its marks became one rune, that is the letter's position. s has no line end
// of two characters.
func Spots(s string) []int {
	var kept []rune
	var from []int
	n := 0
	for _, r := range s {
		if c := cleanRune(r); c >= 0 {
			kept, from = append(kept, c), append(from, n)
		}
		n++
	}
	mapped := string(kept)
	out := make([]int, 0, len(kept)+1)
	for i := 0; len(mapped) > 0; {
		size := norm.NFC.NextBoundaryInString(mapped, true)
		if size <= 0 {
			size = len(mapped)
		}
		runes := len([]rune(mapped[:size]))
		composed := len([]rune(norm.NFC.String(mapped[:size])))
		for k := range composed {
			out = append(out, from[i+min(k, runes-1)])
		}
		i += runes
		mapped = mapped[size:]
	}
	return append(out, n)
}

// Graphemes gives the positions in s, in runes, between which a caret does not
// stand apart: 0, the end of each character as a person sees it, such as an
// emoji of several code points or a letter with its marks.
func Graphemes(s string) []int {
	out := []int{0}
	if s == "" {
		return out
	}
	var seg segmenter.Segmenter
	seg.Init([]rune(s))
	it := seg.GraphemeIterator()
	at := 0
	for it.Next() {
		at += len(it.Grapheme().Text)
		out = append(out, at)
	}
	return out
}
