package decode

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"consilience/model"
)

// Short ways give what the long ones give.

// of puts a text together of pieces.
func of(random *rand.Rand, pieces ...string) string {
	var b strings.Builder
	for range random.IntN(9) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}

func TestPlainParagraphs(t *testing.T) {
	random, short := rand.New(rand.NewPCG(4, 1)), 0
	for range 20_000 {
		s := of(random, "<p>", "</p>", "<p>words</p>", "<p>of two</p>", "two words", " ", "é", "&amp;", "\n", "<br>", "\u00a0", "<b>")
		got, ok := plainParagraphs(s)
		if !ok {
			continue
		}
		short++
		w := &prose{}
		w.html(html.NewTokenizer(strings.NewReader(s)))
		if want := w.String(); got != want {
			t.Fatalf("%q: got %q, want %q", s, got, want)
		}
	}
	if short < 100 {
		t.Errorf("the short way was taken for %d texts only", short)
	}
}

func TestPlainNumber(t *testing.T) {
	random, short := rand.New(rand.NewPCG(4, 2)), 0
	for range 50_000 {
		s := of(random, "0", "1", "25", "9", "407", ".", ",", "-")
		got, ok := plainNumber(s)
		if !ok {
			continue
		}
		short++
		if want, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err != nil || got != want {
			t.Fatalf("%q: got %v, want %v, %v", s, got, want, err)
		}
	}
	if short < 1000 {
		t.Errorf("the short way was taken for %d numbers only", short)
	}
}

func TestIsCodes(t *testing.T) {
	codes := regexp.MustCompile(`^[\p{Ll}\p{Nd}_-]+(?: [\p{Ll}\p{Nd}_-]+)*$`)
	random := rand.New(rand.NewPCG(4, 4))
	for range 20_000 {
		s := of(random, "water", "a", "_", "-", " ", "7", "é", "É", ".", "٣", "")
		if got, want := isCodes(s), codes.MatchString(s); got != want {
			t.Fatalf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestNewFigure(t *testing.T) {
	for _, test := range []struct {
		text     string
		decimals int
		want     cut
	}{
		{"", 0, cut{}},
		{"62", 0, cut{true, 62}},
		{"62", 2, cut{true, 6200}},
		{"62.5", 1, cut{true, 625}},
		{"62.", 1, cut{true, 620}},
		{".5", 2, cut{true, 50}},
		{"-0", 0, cut{true, 0}},
		{"100.000000", 6, cut{true, 100_000_000}},
		{"6 2", 0, cut{}},
	} {
		if got := newFigure(test.text).with(test.decimals); got != test.want {
			t.Errorf("%q with %d decimals: got %v, want %v", test.text, test.decimals, got, test.want)
		}
	}
}

// What a text is made of is seen byte by byte as eight at once.
func TestLookOver(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 5))
	for range 50_000 {
		s := of(random, "a", "word", " ", "  ", "\n", "\x7f", "\x1f", "\x00", "é", "\u00a0", "!", "~", "\xff", "@`")
		var want made
		for i := range len(s) {
			want.twice = want.twice || s[i] == ' ' && i > 0 && s[i-1] == ' '
			want.control = want.control || s[i] < ' ' || s[i] == 0x7f
			want.beyond = want.beyond || s[i] > 0x7f
		}
		if got := lookOver(s); got != want {
			t.Fatalf("%q: got %+v, want %+v", s, got, want)
		}
	}
}

// A passage of a short text is found where it is found in a long one.
func TestShortPassages(t *testing.T) {
	random, found := rand.New(rand.NewPCG(4, 3)), 0
	for range 20_000 {
		pieces := []string{"one", "two", " ", " ", "  ", "\n", "é", "\u00a0", "ne t"}
		text, words := of(random, pieces...)+of(random, pieces...), of(random, pieces...)
		in := &input{File: &model.File{}, problems: &problems{}}
		q := newQuoted(&job{content: model.Content{}}, in)
		n := q.newNote()
		n.ID, n.Text = "a", text
		q.keepNote(n)
		q.excerpt(quote{id: "x", note: "a", words: words, from: -1, to: -1}, "tag")
		got := q.content.Excerpts[0]
		want := newAnchorText(text).quote(words, -1, -1)
		if got.Unanchored == want.ok || want.ok && (got.Start != want.start || got.End != want.end) {
			t.Fatalf("%q in %q: got %d to %d (%v), want %+v", words, text, got.Start, got.End, !got.Unanchored, want)
		}
		if want.ok {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("%d passages were found only", found)
	}
}

// Lists grow by what the file lets expect, and what is taken back leaves
// nothing behind.
func TestAddAndTakeBack(t *testing.T) {
	in := &input{File: &model.File{Bytes: 1 << 20}, rows: &records{record: record{passed: 1 << 10}}}
	var list []model.Tag
	for i := range 3000 {
		tag := add(&list, in)
		if tag.Name != "" || tag.Mentions != 0 {
			t.Fatalf("tag %d is not empty: %+v", i, *tag)
		}
		tag.Name, tag.Mentions = "name", i
		if i%3 == 0 {
			takeBack(&list)
		}
		in.rows.passed += 10
	}
	if len(list) != 2000 {
		t.Errorf("got %d tags, want 2000", len(list))
	}
	for _, tag := range list {
		if tag.Mentions%3 == 0 {
			t.Fatalf("a tag that was taken back is there: %d", tag.Mentions)
		}
	}
}

// The same id is found in whatever order it is asked for; of two notes of one
// id, the first.
func TestNoteOrder(t *testing.T) {
	order := noteOrder{notes: []model.Note{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: ""}}}
	for _, test := range []struct {
		id   string
		want int
		ok   bool
	}{{"a", 0, true}, {"a", 0, true}, {"b", 1, true}, {"a", 0, true}, {"", 3, true}, {"c", 2, true}, {"d", 0, false}, {"b", 1, true}} {
		if got, ok := order.find(test.id); ok != test.ok || ok && got != test.want {
			t.Errorf("%q: got %d, %v, want %d, %v", test.id, got, ok, test.want, test.ok)
		}
	}
}
