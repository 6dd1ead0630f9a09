package paper

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"consilience/model"
)

// leaves is a document of paragraphs and a table with rows of all heights.
func leaves(paragraphs int) Document {
	d := Document{Kind: "Decision memo", Title: "Title", Status: "Draft", Date: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	tb := &Table{Columns: []Column{{Head: "Id", Width: 0.1}, {Head: "Text", Width: 0.9}}}
	for i := range paragraphs {
		words := strings.Repeat("a few words ", 3+i*7%60)
		d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 1 + i%2, Spans: say("Section")}, Block{Kind: Paragraph, Number: i + 1, Spans: say(words)})
		tb.Rows = append(tb.Rows, Row{Anchor: "r" + strconv.Itoa(i), Cells: []Cell{{{{Text: "[r]", To: "r" + strconv.Itoa(i)}}}, {say(words)}}})
	}
	tb.Rows = append(tb.Rows, Row{Cells: []Cell{{say("tall")}, {say(strings.Repeat("very tall row ", 2000))}}})
	d.Blocks = append(d.Blocks, Block{Kind: TableOf, Spans: say("Table"), Table: tb, Note: say("note")})
	return d
}

// Nothing lies outside the page's margins, every link leads somewhere, no
// heading stands last on a page, and no line of a paragraph stands alone.
func TestLayout(t *testing.T) {
	for _, n := range []int{0, 1, 5, 40, 120} {
		l, err := lay(leaves(n))
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range l.pages {
			lowest, lastMark := 0.0, 0.0
			for _, g := range p.texts() {
				if g.x < marginLeft-0.5 || g.x > marginLeft+fullWidth || g.y < 5 || g.y > pageHeight-8 {
					t.Errorf("%d blocks, page %d: %q stands at %.1f, %.1f, outside the margins", n, i+1, g.text, g.x, g.y)
				}
				if g.y < pageHeight-marginBottom {
					lowest = max(lowest, float64(g.y))
				}
			}
			for _, m := range p.marks {
				lastMark = max(lastMark, m.y)
			}
			if lastMark > 0 && lastMark+8 > lowest {
				t.Errorf("%d blocks, page %d: a heading at %.1f is the last thing on its page (%.1f)", n, i+1, lastMark, lowest)
			}
			for _, k := range p.links() {
				if _, ok := l.anchors[k.to]; !ok {
					t.Errorf("%d blocks, page %d: a link leads to %q, which is nowhere", n, i+1, k.to)
				}
			}
		}
	}
}

func TestPaginateKeepsTogether(t *testing.T) {
	line := func(keep bool) piece { return piece{h: 10, keep: keep} }
	full := int(math.Floor(bodyHeight / 10))
	ps := make([]piece, full-1)
	for i := range ps {
		ps[i] = line(false)
	}
	// A heading with its first line no longer fits on the page.
	ps = append(ps, line(true), line(false))
	ps[len(ps)-2].anchors = []string{"heading"}
	out := paginate(ps)
	if got := out.anchors["heading"].page; got != 2 {
		t.Errorf("the heading stands on page %d, want 2 with its line", got)
	}
	// What is taller than a page breaks all the same.
	ps = nil
	for range full * 3 {
		ps = append(ps, line(true))
	}
	if got := len(paginate(ps).list); got != 3 {
		t.Errorf("three pages of pieces that want to stay together take %d pages, want 3", got)
	}
}

func TestHeadIsRepeated(t *testing.T) {
	head := &piece{h: 5, anchors: []string{"head"}}
	var ps []piece
	for range 60 {
		ps = append(ps, piece{h: 10, head: head})
	}
	for i, p := range paginate(ps).list {
		if len(p.texts()) > 0 {
			t.Errorf("page %d has text", i+1)
		}
	}
	out := paginate(ps)
	if want := 3; len(out.list) != want {
		t.Errorf("got %d pages, want %d: 60 rows of 10 mm and a head of 5 mm a page", len(out.list), want)
	}
}

// Page numbers named in the text are those where things stand.
func TestPageReference(t *testing.T) {
	d := leaves(30)
	d.Blocks = append([]Block{{Kind: Paragraph, Spans: []Span{word("see page "), {Page: "end", To: "end"}}}}, d.Blocks...)
	d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 1, Spans: say("End"), Anchor: "end"}, Block{Kind: Paragraph, Spans: say("x")})
	l, err := lay(d)
	if err != nil {
		t.Fatal(err)
	}
	want := strconv.Itoa(l.anchors["end"].page)
	for _, g := range l.pages[0].texts() {
		if g.text == want && g.colour == accent {
			return
		}
	}
	t.Errorf("the first page does not name page %s", want)
}

func TestNumber(t *testing.T) {
	share := measure(0.7703, "agree-share/1", 57, 74)
	published := measure(76.5, "published-agree/1", 0, 74)
	published.Unit = "percent"
	low, high := measure(0.6625, "agree-low/1", 57, 74), measure(0.8517, "agree-high/1", 57, 74)
	count := measure(12345, "votes/1", 12345, 0)
	count.Unit = "votes"
	tests := []struct {
		name string
		n    Number
		want string
	}{
		{"share of base", Number{Form: OfBase, Measures: measures(share)}, "57 of 74 (77 %)"},
		{"published percentage is printed as published", Number{Form: OfBase, Measures: measures(share, published)}, "57 of 74 (76.5 %)"},
		{"published only", Number{Form: OfBase, Measures: measures(published)}, "76.5 % of 74"},
		{"percentage", Number{Form: Percent, Measures: measures(share)}, "77 %"},
		{"interval", Number{Form: Between, Measures: measures(low, high)}, "66 to 85 %"},
		{"thousands", Number{Form: Plain, Measures: measures(count)}, "12 345"},
		{"sum", Number{Form: Sum, Measures: measures(count, count)}, "24 690"},
		{"nothing", Number{Form: OfBase}, "–"},
		{"half an interval", Number{Form: Between, Measures: measures(low)}, "–"},
	}
	for _, tt := range tests {
		got := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(tt.n.String())
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTakeApartRefuses(t *testing.T) {
	for _, raw := range []string{"", "startxref\n5\n%%EOF\n", "%PDF-1.3\nxref\n0 2\n0000000000 65535 f \n0000000099 00000 n \ntrailer\n<<\n>>\nstartxref\n9\n%%EOF\n"} {
		if _, err := takeApart([]byte(raw)); !errors.Is(err, errLayout) {
			t.Errorf("takeApart(%q): got %v, want %v", raw, err, errLayout)
		}
	}
}

func measure(value float64, method string, count, n int) model.Measure {
	return model.Measure{Value: value, Unit: model.UnitShare, Method: method, Count: count, N: n}
}

func measures(m ...model.Measure) []model.Measure { return m }

// A figure that follows Arabic stays in one piece, in reading order.
func TestFigureAfterArabicStaysTogether(t *testing.T) {
	fs, err := newFaces(Options{})
	if err != nil {
		t.Fatal(err)
	}
	ts := &typesetter{faces: fs, pages: map[string]int{}, lang: "en"}
	figure := Span{Number: &Number{Form: OfBase, Measures: []model.Measure{{Value: 0.5, Count: 1, N: 2, Unit: model.UnitShare, Method: "agree-share/1"}}}}
	lines := ts.lines([]Span{{Text: "Most agreed with is “الفساد”: "}, figure, {Text: " agree."}}, 160, bodyStyle, false)
	if len(lines) != 1 {
		t.Fatalf("got %d lines, want one", len(lines))
	}
	var drawn strings.Builder
	for _, g := range lines[0].texts {
		drawn.WriteString(g.text)
	}
	if want := figure.Number.String(); !strings.Contains(drawn.String(), want) {
		t.Errorf("drawn from left to right: %q, want %q in one piece", drawn.String(), want)
	}
}
