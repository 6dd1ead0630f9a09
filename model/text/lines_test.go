package text

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// columns counts one column per rune, none for marks.
func columns(s string) float64 {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return float64(n)
}

func TestClean(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "57 of 74 (77 %)\n", "57 of 74 (77 %)\n"},
		{"accents composed", "cafe\u0301", "café"},
		{"invalid bytes", "a\xffb", "a\uFFFDb"},
		{"controls", "a\x00\x1b[1mb\u0090c", "a[1mbc"},
		{"line breaks", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"},
		{"tab", "a\tb", "a b"},
		{"overrides and isolates", "a\u202Eb\u202C\u2066c\u2069", "abc"},
		{"variation selectors", "❤\uFE0F", "❤"},
		{"private use and noncharacters", "\uE000\uFDD0\U0010FFFF", "\uFFFD\uFFFD\uFFFD"},
		{"byte order mark", "\uFEFFa", "a"},
		{"no-break spaces stay", "100\u202F000\u00A0€", "100\u202F000\u00A0€"},
		{"emoji stay", "👍", "👍"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.text); got != tt.want {
				t.Errorf("Clean(%+q): got %+q, want %+q", tt.text, got, tt.want)
			}
		})
	}
}

func TestRTL(t *testing.T) {
	for s, want := range map[string]bool{"": false, "12 %": false, "abc אב": false, "12 אב abc": true, "«نعم»": true} {
		if got := RTL(s); got != want {
			t.Errorf("RTL(%q): got %v, want %v", s, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"fits", "one two", 10, []string{"one two"}},
		{"between words", "one two three", 8, []string{"one two", "three"}},
		{"trailing blanks hang", "one     two", 3, []string{"one", "two"}},
		{"paragraphs", "a\n\nb", 10, []string{"a", "", "b"}},
		{"empty", "", 10, []string{""}},
		{"long word", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"long word after a short one", "a bcdefgh", 3, []string{"a", "bcd", "efg", "h"}},
		{"no-break space", "a 100\u00A0€", 6, []string{"a", "100\u00A0€"}},
		{"hyphen", "self-organised talk", 10, []string{"self-", "organised", "talk"}},
		{"soft hyphen", "con\u00ADsul\u00ADta\u00ADtion", 7, []string{"consul-", "tation"}},
		{"Chinese", "开放政府伙伴关系", 3, []string{"开放政", "府伙伴", "关系"}},
		{"Chinese full stop stays", "开放政。府", 3, []string{"开放", "政。府"}},
		{"graphemes stay whole", "e\u0323\u0304e\u0323\u0304", 1, []string{"e\u0323\u0304", "e\u0323\u0304"}},
		{"Hebrew, broken in logical order", "אבג דהו", 4, []string{"גבא", "והד"}},
		{"no width", "one two", 0, []string{"one two"}},
		{"too narrow for anything", "abc", 0.5, []string{"a", "b", "c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range Lines(tt.text, tt.width, columns) {
				got = append(got, l.Text)
			}
			if tt.name == "graphemes stay whole" {
				for i := range tt.want {
					tt.want[i] = Clean(tt.want[i])
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Lines(%q, %v): got %q, want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}

func TestLinesDirection(t *testing.T) {
	got := Lines("قال 75% (نعم)\nyes", 100, columns)
	if len(got) != 2 || !got[0].RTL || got[1].RTL {
		t.Fatalf("got %+v, want a right-to-left line and a left-to-right one", got)
	}
	if len(got[0].Runs) < 2 {
		t.Errorf("got runs %+v, want the number apart from the letters", got[0].Runs)
	}
	var joined string
	for _, r := range got[0].Runs {
		joined += r.Text
	}
	if joined != got[0].Text {
		t.Errorf("runs give %q, want the line %q", joined, got[0].Text)
	}
}

// Flow is Lines, and tells where each drawn rune stands in the text.
func TestFlow(t *testing.T) {
	for _, s := range seeds {
		clean := []rune(Clean(s))
		lines := Flow(s, 7, func(r rune, at int) float64 { return columns(string(r)) })
		want := Lines(s, 7, columns)
		if len(lines) != len(want) {
			t.Fatalf("Flow(%.20q): got %d lines, want %d", s, len(lines), len(want))
		}
		for i, l := range lines {
			if l.Text != want[i].Text {
				t.Errorf("Flow(%.20q), line %d: got %q, want %q", s, i, l.Text, want[i].Text)
			}
			for k, r := range []rune(l.Text) {
				at := clean[l.At[k]]
				if first := []rune(Letters(r))[0]; first != at && mirrored(r) != at && r != '-' {
					t.Errorf("Flow(%.20q): rune %q is said to stand at %q", s, r, at)
				}
			}
		}
	}
}

func TestVisual(t *testing.T) {
	if got := Visual("57 of 74 (77 %)"); got != "57 of 74 (77 %)" {
		t.Errorf("Latin: got %q", got)
	}
	if got, want := Visual("a אב"), "\u202Da בא\u202C"; got != want {
		t.Errorf("Hebrew: got %+q, want %+q", got, want)
	}
	if got, want := Visual("سلام"), "\u202D\uFEE1\uFEFC\uFEB3\u202C"; got != want {
		t.Errorf("Arabic: got %+q, want %+q", got, want)
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, text string
		width      float64
		want       string
	}{
		{"fits", "one two", 7, "one two"},
		{"cut", "one two three", 8, "one two…"},
		{"no blank before the ellipsis", "one two", 5, "one…"},
		{"line break", "one\ntwo", 9, "one two"},
		{"nothing fits", "one", 0, "…"},
		{"grapheme stays whole", "👩‍👩‍👧 family", 5, "…"},
		{"long", strings.Repeat("word ", 2000), 6, "word…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Cut(tt.text, tt.width, columns); got != tt.want {
				t.Errorf("Cut(%.20q, %v): got %q, want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}

// seeds are texts that have broken others' layout.
var seeds = []string{
	"", " ", "\n", "a\n\nb ", "قال «نعم، 75%» (بنسبة 12,5 من 18)؛ see OGP (2022)!", "אבג def 12% [x]",
	"سَلَامٌ عليكم", "پژوهش\u200cها", "開放政府，讓公民參與。", "👩‍👩‍👧‍👦 ok", "e\u0301\u0302", "((([[[{{{", "לא (no] כן)",
	"\xff\xfe\x00", "\u00AD\u00AD", "\u200D\u200C", "a\u202Eevil", strings.Repeat("x", 300), strings.Repeat("(א", 100),
}

// FuzzLines: no panic, no rune lost, no line too wide that could be broken.
func FuzzLines(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, uint8(7))
	}
	f.Fuzz(func(t *testing.T, s string, w uint8) {
		lines := Lines(s, float64(w), columns)
		var all strings.Builder
		for _, l := range lines {
			all.WriteString(l.Text)
			if !utf8.ValidString(l.Text) {
				t.Fatalf("Lines(%+q, %d): invalid UTF-8 %+q", s, w, l.Text)
			}
		}
		got, want := inked(all.String()), inked(Clean(s))
		if hyphens := strings.Count(s, "\u00AD"); hyphens > 0 {
			got, want = without(got, '-'), without(want, '-')
		}
		if !slices.Equal(got, want) {
			t.Fatalf("Lines(%+q, %d): got runes %+q, want %+q", s, w, string(got), string(want))
		}
	})
}

// inked is the multiset of visible runes, presentation forms as letters,
// brackets as one of the pair.
func inked(s string) []rune {
	var out []rune
	for _, r := range s {
		for _, l := range Letters(r) {
			if !unicode.IsSpace(l) && !Invisible(l) {
				out = append(out, min(l, mirrored(l)))
			}
		}
	}
	slices.SortFunc(out, cmp.Compare[rune])
	return out
}

func without(rs []rune, r rune) []rune {
	return slices.DeleteFunc(rs, func(x rune) bool { return x == r })
}

func FuzzClean(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if twice := Clean(once); twice != once {
			t.Fatalf("Clean(%+q): got %+q, then %+q", s, once, twice)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("Clean(%+q) is not UTF-8", s)
		}
		Visual(s)
		if cut := Cut(s, 9, columns); columns(Visual(cut)) > 9+2+float64(strings.Count(cut, "\u200D")) {
			t.Fatalf("Cut(%+q, 9): got %+q", s, cut)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	para := strings.Repeat("The Committee may want to know how the reading came about. ", 85)
	b.Run("latin 5000", func(b *testing.B) {
		for b.Loop() {
			Lines(para, 80, columns)
		}
	})
	arabic := strings.Repeat("يجب أن تكون البيانات مفتوحة (75%) للجميع. ", 120)
	b.Run("arabic 5000", func(b *testing.B) {
		for b.Loop() {
			Lines(arabic, 80, columns)
		}
	})
}
