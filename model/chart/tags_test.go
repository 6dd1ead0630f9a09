package chart

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// clusters are tags of the OGP Phase 1 report with their mentions.
func clusters() []TagCount {
	const incentives, focus = "Strengthening the incentives and value proposition", "Focus"
	return []TagCount{
		{"t:Narrower focus", focus, "Narrower focus", 26, 12},
		{"t:Communicating value", incentives, "Communicating value", 91, 30},
		{"t:Political leadership", incentives, "Political leadership and incentives", 67, 28},
		{"t:Credibility", incentives, "Maintaining credibility", 12, 9},
		{"t:Broader", focus, "Adaptable / broader focus / demand driven", 22, -1},
	}
}

func TestMentions(t *testing.T) {
	golden(t, "mentions", Mentions(clusters(), Options{Source: "tags of the meeting notes"}))
	golden(t, "mentions-none", Mentions(nil, Options{}))
}

func TestMentionsTitleAndOrder(t *testing.T) {
	one := []TagCount{{"a", "", "A", 3, -1}, {"b", "", "B", 3, -1}}
	if got := Mentions(one, Options{}).Title; got != "“A” and “B” were mentioned most" {
		t.Errorf("a tie: got %q", got)
	}
	many := make([]TagCount, 60)
	for i := range many {
		many[i] = TagCount{Ref: string(rune('a' + i)), Name: string(rune('a' + i)), Mentions: 60 - i, Consultations: -1}
	}
	s := Mentions(many, Options{})
	if len(s.Figures.Rows) != 60 || !strings.Contains(s.Source, "20 tags with fewer mentions are left out") {
		t.Errorf("got %d rows and %q, want all in the table and the rest said", len(s.Figures.Rows), s.Source)
	}
	checkScene(t, "many", s)
}

func spokes(names ...string) (out []Spoke) {
	for _, n := range names {
		out = append(out, Spoke{"t:" + n, n})
	}
	return out
}

func TestRadar(t *testing.T) {
	s := spokes("Incentives", "Focus", "Local", "Funding", "Learning")
	golden(t, "radar", Radar(s, []Series{{"Government", 20, []int{15, 10, 4, 6, 1}}, {"Civil society", 25, []int{12, 20, 8, 19, 0}}}, Options{Source: "notes"}))
	for _, c := range []struct {
		name   string
		spokes []Spoke
		series []Series
		says   string
	}{
		{"two directions", s[:2], []Series{{"A", 2, []int{1, 1}}}, "at least three"},
		{"no base", s, []Series{{"A", 0, []int{1}}}, "one series with a base"},
		{"four series", s, []Series{{"A", 1, nil}, {"B", 1, nil}, {"C", 1, nil}, {"D", 1, nil}}, "Left out: D"},
		{"thirteen", spokes(strings.Split("a b c d e f g h i j k l m", " ")...), []Series{{"A", 9, []int{3, 4, 5}}}, "1 more are left out"},
	} {
		got := Radar(c.spokes, c.series, Options{})
		checkScene(t, c.name, got)
		if !strings.Contains(got.Source+got.Title, c.says) {
			t.Errorf("%s: got %q, %q, want %q said", c.name, got.Title, got.Source, c.says)
		}
	}
}

// halfEm measures every letter as half as wide as high.
func halfEm(text string, size float64, _ bool) float64 {
	return 0.5 * size * pointMM * float64(len([]rune(text)))
}

func TestWordCloud(t *testing.T) {
	words := []CloudWord{{"OGP", 40}, {"transparency", 22}, {"المشاركة", 9}, {"公民", 9}, {"trust", 7}, {"funds", 1}}
	golden(t, "wordcloud", WordCloud(words, CloudOptions{Options: Options{Source: "notes"}, Advance: halfEm, Of: "41 notes", LeftOut: []string{"stop words"}}))
	golden(t, "wordcloud-none", WordCloud(nil, CloudOptions{Advance: halfEm}))
}

// No word lies on another, and whatever has no place stands in the table.
func TestWordCloudDoesNotOverlap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 30, 200} {
		var words []CloudWord
		for i := range n {
			words = append(words, CloudWord{strings.Repeat(string(rune('a'+i%26)), 2+random.IntN(14)), 1 + random.IntN(50)})
		}
		s := WordCloud(words, CloudOptions{Advance: halfEm})
		checkScene(t, "random words", s)
		if len(s.Figures.Rows) != n || len(s.Labels) == 0 {
			t.Fatalf("got %d rows, %d labels of %d words", len(s.Figures.Rows), len(s.Labels), n)
		}
		for i, a := range s.Hits {
			for _, b := range s.Hits[:i] {
				if (box{a.Min.X, a.Min.Y, a.Max.X, a.Max.Y}).touches(box{b.Min.X + 0.002, b.Min.Y + 0.002, b.Max.X - 0.002, b.Max.Y - 0.002}) {
					t.Fatalf("%s lies on %s", a.Tip, b.Tip)
				}
			}
		}
	}
}

func TestCoOccurrence(t *testing.T) {
	golden(t, "cooccurrence", CoOccurrence(Together{spokes("Local", "Funding", "Focus", "Alone"), [][]int{{9, 5, 2, 0}, {5, 12, 1, 0}, {2, 1, 4, 0}, {0, 0, 0, 1}}, 20, "excerpts"}, Options{}))
	golden(t, "cooccurrence-none", CoOccurrence(Together{Tags: spokes("A", "B"), Count: [][]int{{3, 0}, {0, 2}}}, Options{}))
	many := Together{Tags: spokes(strings.Split("a b c d e f g h i j k l m n o p q r s t u", " ")...), N: 9, Of: "excerpts"}
	for range many.Tags {
		many.Count = append(many.Count, []int{1, 2, 3, 4})
	}
	s := CoOccurrence(many, Options{})
	checkScene(t, "many", s)
	if !strings.Contains(s.Source, "3 rarer tags") {
		t.Errorf("got %q, want what is left out", s.Source)
	}
}

func TestSaturation(t *testing.T) {
	points := []SaturationPoint{{"n:1", "Lisbon", "2022-05-03", 8, 8}, {"n:2", "Quito", "2022-05-04", 6, 14}, {"n:3", "Riga", "2022-05-09", 4, 18},
		{"n:4", "Accra", "2022-05-11", 2, 20}, {"n:5", "Seoul", "2022-06-01", 1, 21}, {"n:6", "Rome", "2022-06-02", 0, 21}}
	golden(t, "saturation", Saturation(points, Saturated{At: 5, Base: 4, Run: 2, Share: 0.05, Undated: 3}, Options{Source: "notes"}))
	if got := Saturation(points, Saturated{At: -1, Base: 4, Run: 2, Share: 0.05}, Options{}); !strings.HasPrefix(got.Title, "New tags were heard to the end: 21 after 6") {
		t.Errorf("got %q", got.Title)
	}
	checkScene(t, "one", Saturation(points[:1], Saturated{}, Options{}))
}

func TestStep(t *testing.T) {
	for _, c := range []struct {
		high float64
		most int
		want float64
	}{{3, 6, 1}, {7, 6, 2}, {21, 6, 5}, {60, 6, 10}, {61, 6, 20}, {0, 6, 1}} {
		if got := step(c.high, c.most); got != c.want {
			t.Errorf("step(%g, %d): got %g, want %g", c.high, c.most, got, c.want)
		}
	}
}

// Charts of different widths, and words in another language, stay inside.
func TestTagChartsAtAnyWidth(t *testing.T) {
	french := func(s string, args ...any) string { return "«" + s + "»" }
	for _, w := range []float64{60, 90, 130, 240} {
		o := Options{Width: w, Words: french}
		checkScene(t, "mentions", Mentions(clusters(), o))
		checkScene(t, "radar", Radar(spokes("a", "b", "c"), []Series{{"A", 9, []int{1, 2, 3}}}, o))
		checkScene(t, "cooccurrence", CoOccurrence(Together{spokes("A", "B"), [][]int{{3, 1}, {1, 2}}, 4, "x"}, o))
		checkScene(t, "saturation", Saturation([]SaturationPoint{{"", "A", "2022-01-01", 1, 1}, {"", "B", "2022-01-02", 1, 2}}, Saturated{At: 1}, o))
	}
}
