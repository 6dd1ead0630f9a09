package text

import (
	"os"
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"alone", "ب", "\uFE8F"},
		{"initial, medial, final", "ببب", "\uFE91\uFE92\uFE90"},
		{"right-joining breaks the group", "دار", "\uFEA9\uFE8D\uFEAD"},
		{"hamza joins nothing", "بءب", "\uFE8F\uFE80\uFE8F"},
		{"salam, with lam-alef", "سلام", "\uFEB3\uFEFC\uFEE1"},
		{"lam-alef alone", "لا", "\uFEFB"},
		{"lam-alef with hamza", "لأ", "\uFEF7"},
		{"marks do not part letters", "بَب", "\uFE91\u064E\uFE90"},
		{"mark between lam and alef", "لَا", "\uFEFB\u064E"},
		{"tatweel joins", "بـ", "\uFE91\u0640"},
		{"zero-width non-joiner parts", "ب\u200Cب", "\uFE8F\u200C\uFE8F"},
		{"zero-width joiner joins", "ب\u200D", "\uFE91\u200D"},
		{"Persian peh, cheh, gaf, yeh", "پچگی", "\uFB58\uFB7D\uFB95\uFBFD"},
		{"Urdu: tteh, heh goal, yeh barree", "ٹہے", "\uFB68\uFBA9\uFBAF"},
		{"alef maksura at the end", "على", "\uFECB\uFEE0\uFEF0"},
		{"yeh with hamza", "سئل", "\uFEB3\uFE8C\uFEDE"},
		{"blank parts", "ب ب", "\uFE8F \uFE8F"},
		{"Latin stays", "abc", "abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, r := range join([]rune(tt.text)) {
				if r != absorbed {
					got.WriteRune(r)
				}
			}
			if got.String() != tt.want {
				t.Errorf("join(%q): got %+q, want %+q", tt.text, got.String(), tt.want)
			}
		})
	}
}

// How letters join, as Unicode says it: D on both sides, R to the right only.
// Letters that Unicode gives no presentation forms stay apart and are left out.
func TestJoiningTypesAsPublished(t *testing.T) {
	raw, err := os.ReadFile("/usr/share/unicode/ArabicShaping.txt")
	if err != nil {
		t.Skipf("the joining types are not here (Debian package unicode-data): %v", err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Split(line, ";")
		if len(fields) != 4 {
			continue
		}
		r := hexRunes(t, fields[0])[0]
		f, ok := letterForms[r]
		if !ok || r == 0x06BA {
			continue // noon ghunna has two forms only: it ends words
		}
		n++
		want := strings.TrimSpace(fields[2])
		got := "U"
		switch {
		case f.initial != 0 && f.medial != 0 && f.final != 0:
			got = "D"
		case f.final != 0:
			got = "R"
		}
		if got != want {
			t.Errorf("%U: got joining type %s, want %s", r, got, want)
		}
	}
	if n < 70 {
		t.Errorf("compared %d letters, want at least 70", n)
	}
}

func TestLetters(t *testing.T) {
	for form, want := range map[rune]string{0xFEFB: "لا", 0xFE91: "ب", 0xFE81: "آ", 0xFBE9: "ى", 'a': "a"} {
		if got := Letters(form); got != want {
			t.Errorf("Letters(%U): got %q, want %q", form, got, want)
		}
	}
}
