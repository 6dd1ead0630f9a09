package paper

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"consilience/model/text"
)

// dice are the same in every run.
type dice uint64

func (d *dice) roll(below int) int {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int(uint64(*d)>>33) % below
}

// alphabets are ranges of letters; in rtl ones the order of what is read back
// is the reader's, so only the letters are counted.
var alphabets = []struct {
	name string
	from []rune
	rtl  bool
}{
	{"Latin", []rune("abcdefghijklmnopqrstuvwxyzéèüñçøßłőžABCZ0123456789.,;:!?()[]“”–—%€\u00a0"), false},
	{"Cyrillic", []rune("абвгдежзийклмнопрстуфхцчшщъыьэюяІЇЄҐ«»№"), false},
	{"Greek", []rune("αβγδεζηθικλμνξοπρστυφχψωάέήίΩ·;"), false},
	{"Chinese and Japanese", []rune("政府应当公布所有合同让公众了解用途あいうえおカキクケコ、。「」"), false},
	{"Korean", []rune("열린정부는모두를위한것입니다가나다라"), false},
	{"combining", []rune("aeiou\u0301\u0308\u0323xyz"), false},
	{"Arabic", []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة،؟"), true},
	{"Hebrew", []rune("אבגדהוזחטיכלמנסעפצקרשתךםןףץ"), true},
}

// randomWords is a paragraph of an alphabet, now and then with a huge word.
func randomWords(d *dice, from []rune) string {
	var b strings.Builder
	for range 1 + d.roll(14) {
		n := 1 + d.roll(9)
		if d.roll(60) == 0 {
			n = 120 + d.roll(300)
		}
		for range n {
			b.WriteRune(from[d.roll(len(from))])
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

// solid is a text without blanks and what steers only.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || text.Invisible(r) {
			return -1
		}
		return r
	}, text.Clean(s))
}

// How many paragraphs are tried: CONSILIENCE_FUZZ says, else enough for every
// day.
func paragraphsToTry() int {
	if n, err := strconv.Atoi(os.Getenv("CONSILIENCE_FUZZ")); err == nil {
		return n
	}
	return 1600
}

// No letter is lost: what is read back from the file is what was put in, letter
// by letter and in order; in right-to-left writing letter by letter.
func TestNoLetterIsLost(t *testing.T) {
	const perPaper = 200
	d := dice(1)
	tried := 0
	for tried < paragraphsToTry() {
		for _, a := range alphabets {
			doc := Document{}
			var put strings.Builder
			for i := range perPaper {
				s := randomWords(&d, a.from)
				if i%2 == 0 {
					doc.Blocks = append(doc.Blocks, Block{Kind: Paragraph, Spans: say(s)})
				} else {
					doc.Blocks = append(doc.Blocks, Block{Kind: TableOf, Table: &Table{Columns: []Column{{Width: 1}}, Rows: []Row{{Cells: []Cell{{say(s)}}}}}})
				}
				put.WriteString(solid(s))
			}
			tried += perPaper
			f, err := readBytes(printed(t, doc))
			if err != nil {
				t.Fatal(err)
			}
			compareLetters(t, a.name, a.rtl, body(f, doc), put.String())
		}
	}
	t.Logf("%d paragraphs", tried)
}

// body is what the pages say without their heads, feet and the first page's
// masthead.
func body(f File, d Document) string {
	var b strings.Builder
	for i, p := range f.Pages {
		p = solid(p)
		margin := solid(furnitures["en"].day(d.Date) + sprintPage("Page %d of %d", i+1, len(f.Pages)))
		p = strings.TrimSuffix(p, margin)
		if i == 0 {
			_, p, _ = strings.Cut(p, solid(furnitures["en"].day(d.Date)))
			if at := strings.LastIndex(p, "copying."); at >= 0 { // what could not be set is said
				p = p[at+len("copying."):]
			}
		} else {
			p = strings.TrimSuffix(p, "·")
		}
		b.WriteString(p)
	}
	return b.String()
}

func compareLetters(t *testing.T, name string, rtl bool, got, want string) {
	t.Helper()
	g, w := []rune(got), []rune(want)
	if rtl {
		slices.Sort(g)
		slices.Sort(w)
	}
	if slices.Equal(g, w) {
		return
	}
	at := 0
	for at < min(len(g), len(w)) && g[at] == w[at] {
		at++
	}
	t.Errorf("%s: %d letters come back of %d; first difference at %d: got %q, want %q", name, len(g), len(w), at, string(g[at:min(len(g), at+30)]), string(w[at:min(len(w), at+30)]))
}

// Any characters at all, also unassigned ones, and blocks with nothing in them:
// a sound file comes out.
func TestAnythingIsSet(t *testing.T) {
	d := dice(7)
	doc := Document{}
	for range paragraphsToTry() {
		rs := make([]rune, d.roll(40))
		for i := range rs {
			switch d.roll(4) {
			case 0:
				rs[i] = rune(d.roll(0x110000))
			case 1:
				rs[i] = rune(0x300 + d.roll(0x3000))
			default:
				rs[i] = rune(d.roll(0x600))
			}
		}
		s := string(rs)
		kinds := []BlockKind{Heading, Paragraph, Bullet, Box, TableOf, Figure, Quote, Ordered, Signature, "unknown"}
		b := Block{Kind: kinds[d.roll(len(kinds))], Level: d.roll(4), Number: d.roll(3), Label: s, Language: "x", Alt: s}
		if d.roll(3) > 0 {
			b.Spans = []Span{{Text: s, Bold: d.roll(2) == 0, Address: s}, {Text: s, To: s}, {Foot: say(s)}}
			b.Note = say(s)
		}
		if d.roll(2) == 0 {
			b.Table = &Table{Columns: make([]Column, d.roll(4)), Rows: make([]Row, d.roll(3))}
			for i := range b.Table.Rows {
				b.Table.Rows[i] = Row{Anchor: s, Cells: []Cell{{say(s)}, nil, {nil}}}
			}
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	pdf := printed(t, doc)
	if f, err := readBytes(pdf); err != nil || len(f.Altered) > 0 {
		t.Errorf("got %v, %v", f.Altered, err)
	}
	file := filepath.Join(t.TempDir(), "anything.pdf")
	if err := os.WriteFile(file, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--check", file)
}

// A table of 10,000 rows repeats its head on every page, loses no row, and a
// heading above a table stands with its head and first row.
func TestTenThousandRows(t *testing.T) {
	tb := &Table{Columns: []Column{{Head: "Row", Width: 1}, {Head: "Words", Width: 3}}}
	for i := range 10000 {
		tb.Rows = append(tb.Rows, Row{Cells: []Cell{{say("R" + strconv.Itoa(i) + ".")}, {say("some words")}}})
	}
	d := Document{Blocks: []Block{{Kind: TableOf, Table: tb}}}
	f, err := readBytes(printed(t, d))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(f.Pages, "\n")
	for i := range 10000 {
		if !strings.Contains(all, "R"+strconv.Itoa(i)+".") {
			t.Fatalf("row %d is lost", i)
		}
	}
	for i, p := range f.Pages {
		if !strings.Contains(p, "Row Words") {
			t.Fatalf("page %d has no head: %.80q", i+1, p)
		}
	}
}

func TestHeadingStaysWithItsTable(t *testing.T) {
	for n := range 60 {
		var d Document
		for range n {
			d.Blocks = append(d.Blocks, Block{Kind: Paragraph, Spans: say("line")})
		}
		tb := &Table{Columns: []Column{{Head: "Head", Width: 1}}, Rows: []Row{{Anchor: "first", Cells: []Cell{{say(strings.Repeat("words of the first row ", 30))}}}}}
		d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 1, Spans: say("Evidence"), Anchor: "heading"}, Block{Kind: TableOf, Table: tb, Spans: say("Table 1")})
		l, err := lay(d)
		if err != nil {
			t.Fatal(err)
		}
		if l.anchors["heading"].page != l.anchors["first"].page {
			t.Errorf("after %d lines the heading stands on page %d, the first row on page %d", n, l.anchors["heading"].page, l.anchors["first"].page)
		}
	}
}

// Footnotes stand on the page that calls them, and no page runs into its foot.
func TestFootnotesStandWhereTheyAreCalled(t *testing.T) {
	d := dice(3)
	var doc Document
	for range 300 {
		doc.Blocks = append(doc.Blocks, Block{Kind: Paragraph, Spans: []Span{word(randomWords(&d, alphabets[0].from)), {Foot: say(randomWords(&d, alphabets[0].from))}}})
	}
	l, err := lay(doc)
	if err != nil {
		t.Fatal(err)
	}
	notes := 0
	for i, p := range l.pages {
		for _, k := range p.links() {
			if !strings.HasPrefix(k.to, "foot:") {
				continue
			}
			notes++
			if at := l.anchors[k.to]; at.page != i+1 && at.page != i+2 {
				t.Errorf("page %d calls %s, which stands on page %d", i+1, k.to, at.page)
			}
		}
		deepest := 0.0
		for _, at := range p.parts {
			if at.top > 0 {
				if at.top+0.01 < deepest-40 { // feet come after the body
					t.Errorf("page %d: a part at %.1f lies over one that ends at %.1f", i+1, at.top, deepest)
				}
				deepest = max(deepest, at.top+at.h)
			}
		}
		if deepest > pageHeight-marginBottom+0.5 {
			t.Errorf("page %d reaches down to %.1f", i+1, deepest)
		}
	}
	if notes != 300 {
		t.Errorf("got %d notes called, want 300", notes)
	}
}
