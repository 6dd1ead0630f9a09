package decode

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// Programs count the same text in different ways: ATLAS.ti takes a line break
// for one character, NVivo for two where it is \r\n, others count UTF-16 units
// or the byte order mark. The words say which it was.
func TestAnchorCountings(t *testing.T) {
	const raw = "\ufeffone 😀\r\nsecond line\r\n\r\nthe third, 😀 again\r\nend"
	text := newAnchorText(raw)
	plain := text.text()
	words := []string{"second line", "the third", "again\nend"}
	count := func(s string, breaks int, wide bool) int {
		s = strings.ReplaceAll(s, "\n", strings.Repeat("\n", breaks))
		if wide {
			return len(utf16.Encode([]rune(s)))
		}
		return len([]rune(s))
	}
	for _, test := range []struct {
		name, origin string
		breaks, bom  int
		wide         bool
	}{
		{"ATLAS.ti, a break is one", "ATLAS.ti 8", 1, 0, false},
		{"NVivo, a break is two", "NVivo", 2, 0, false},
		{"UTF-16 units", "MAXQDA", 1, 0, true},
		{"UTF-16 units, a break is two", "somebody", 2, 0, true},
		{"the mark counts", "ATLAS.ti 9", 1, 1, false},
		{"the mark counts, a break is two", "", 2, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var spans []span
			for _, w := range words {
				at := strings.Index(plain, w)
				spans = append(spans, span{test.bom + count(plain[:at], test.breaks, test.wide), test.bom + count(plain[:at+len(w)], test.breaks, test.wide), w})
			}
			places, _ := newAnchorText(raw).anchor(spans, test.origin)
			var got []string
			for _, p := range places {
				if !p.ok {
					got = append(got, "(no place)")
					continue
				}
				got = append(got, text.cut(p.start, p.end))
			}
			if !slices.Equal(got, words) {
				t.Errorf("got %q, want %q", got, words)
			}
		})
	}
}
