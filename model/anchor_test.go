package model_test

import (
	"strings"
	"testing"

	"consilience/model"
)

// The characters of these texts take one to four bytes; some are drawn as one
// sign and are several characters (a flag, a family, e with an accent).
const mixedText = "Cafe\u0301 🇪🇸 👩‍👩‍👧 and דעה and رأي: one. 世界！\nTwo."

func TestPositions(t *testing.T) {
	for name, text := range map[string]string{
		"Empty": "", "ASCII": "one two", "Mixed": mixedText, "Long": strings.Repeat(mixedText, 100), "NotUTF8": "a\xffb\xc3é",
	} {
		t.Run(name, func(t *testing.T) {
			p := model.NewPositions(text)
			var starts []int
			for at := range text {
				starts = append(starts, at)
			}
			if p.Len() != len(starts) {
				t.Fatalf("got %d characters, want %d", p.Len(), len(starts))
			}
			for i, at := range starts {
				if p.Byte(i) != at || p.Character(at) != i {
					t.Fatalf("character %d: got byte %d and back %d, want byte %d", i, p.Byte(i), p.Character(at), at)
				}
			}
			if p.Byte(p.Len()+5) != len(text) || p.Byte(-1) != 0 || p.Cut(0, p.Len()) != text || p.Cut(3, 3) != "" {
				t.Error("positions outside of the text are not at its edges")
			}
		})
	}
}

func TestAnchor(t *testing.T) {
	cases := []struct {
		name, text string
		start      int
		words      string
		want       string // the text before what was found; "-" for not found
		found      string
	}{
		{"WhereItWas", "one two one", 8, "one", "one two ", "one"},
		{"MovedDown", "A new line.\none two", 0, "one two", "A new line.\n", "one two"},
		{"MovedUp", "one two", 40, "one two", "", "one two"},
		{"NearestOfTwo", "yes ... yes ......... yes", 9, "yes", "yes ... ", "yes"},
		{"AroundTheOldPlace", "aaab", 2, "aab", "a", "aab"},
		{"OtherBlanks", "so: one\n  two  three", 0, "one two three", "so: ", "one\n  two  three"},
		{"NearestOtherBlanks", "a\tb ..... a\tb", 9, "a b", "a\tb ..... ", "a\tb"},
		{"Emoji", "👩‍👩‍👧 new 👩‍👩‍👧 old", 0, "👩‍👩‍👧 old", "👩‍👩‍👧 new ", "👩‍👩‍👧 old"},
		{"Arabic", "قال: رأي مهم", 0, "رأي مهم", "قال: ", "رأي مهم"},
		{"ChangedWords", "one too", 0, "one two", "-", ""},
		{"EmptyText", "", 0, "one", "-", ""},
		{"NoWords", "one", 0, "", "-", ""},
		{"OnlyBlanks", "one", 0, "  \n", "-", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := model.NewPositions(c.text)
			from, to, ok := p.Anchor(c.start, c.words)
			if !ok {
				if c.want != "-" {
					t.Fatal("not found")
				}
				return
			}
			if got := p.Cut(0, from); got != c.want || p.Cut(from, to) != c.found {
				t.Errorf("got %q behind %q, want %q behind %q", p.Cut(from, to), got, c.found, c.want)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"Two", "One is here. Two!  ", []string{"One is here.", "Two!"}},
		{"LinesEndThem", "A heading\nA line without end\n\n", []string{"A heading", "A line without end"}},
		{"Numbers", "It is 3.5 km. Yes", []string{"It is 3.5 km.", "Yes"}},
		{"QuotesClose", "He said “No.” Then left… (All of them.) Done", []string{"He said “No.”", "Then left…", "(All of them.)", "Done"}},
		{"Chinese", "世界！你好。「好。」再见", []string{"世界！", "你好。", "「好。」", "再见"}},
		{"Arabic", "ما رأيك؟ نعم.", []string{"ما رأيك؟", "نعم."}},
		{"Combining", "Cafe\u0301. 👩‍👩‍👧 yes", []string{"Cafe\u0301.", "👩‍👩‍👧 yes"}},
		{"Nothing", " \n ", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := model.NewPositions(c.text)
			var got []string
			for _, s := range model.Sentences(c.text) {
				got = append(got, p.Cut(s.Start, s.End))
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	long := model.Sentences(strings.Repeat("x", 2500))
	if len(long) != 3 || long[0].End != 1000 || long[2].End != 2500 {
		t.Errorf("a text without end: got %v", long)
	}
}

// Whatever the text and the words, what is found is the words but for blanks.
func FuzzAnchor(f *testing.F) {
	f.Add(mixedText, 5, "👩‍👩‍👧 and")
	f.Add("one\n two", 3, "one two")
	f.Fuzz(func(t *testing.T, text string, start int, words string) {
		p := model.NewPositions(text)
		from, to, ok := p.Anchor(start, words)
		if !ok {
			if words != "" && strings.Contains(text, words) {
				t.Fatalf("%q is in %q and was not found", words, text)
			}
			return
		}
		got := p.Cut(from, to)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(words), " ") && got != words {
			t.Fatalf("found %q for %q in %q", got, words, text)
		}
	})
}
