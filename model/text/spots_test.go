package text

import (
	"slices"
	"testing"
)

func TestSpots(t *testing.T) {
	for _, s := range []string{"", "plain", "Cafe\u0301 x", "a\u200b\tb", "e\u0301e\u0301", "رأي ok", "👩‍👩‍👧!", "\u1100\u1161\u11a8z", "e\u0000\u0301"} {
		got := Spots(s)
		clean, raw := []rune(Clean(s)), []rune(s)
		if len(got) != len(clean)+1 || got[len(clean)] != len(raw) || !slices.IsSorted(got) {
			t.Errorf("%q: got %v for %d runes of cleaned text", s, got, len(clean))
		}
		if len(clean) > 0 && Clean(string(raw[got[len(clean)-1]:])) == "" {
			t.Errorf("%q: the last spot %d is behind the text", s, got[len(clean)-1])
		}
	}
	if got := Spots("Cafe\u0301 x"); !slices.Equal(got, []int{0, 1, 2, 3, 5, 6, 7}) {
		t.Errorf("got %v, want é at 3 and what follows behind its accent", got)
	}
}

func TestGraphemes(t *testing.T) {
	if got := Graphemes("e\u0301👩‍👩‍👧🇪🇸x"); !slices.Equal(got, []int{0, 2, 7, 9, 10}) {
		t.Errorf("got %v", got)
	}
}
