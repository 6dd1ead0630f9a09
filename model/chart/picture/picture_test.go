package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/chart"
)

// look names a folder that the pictures are written into, to be looked at.
var look = flag.String("look", "", "write every picture into this folder")

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// scenes are one chart of each kind.
func scenes(f *Fonts) map[string]chart.Scene {
	o := chart.Options{Source: "meeting notes [S3]"}
	tags := []chart.TagCount{
		{Ref: "t:1", Cluster: "Incentives and value", Name: "Communicating value", Mentions: 91, Consultations: 30},
		{Ref: "t:2", Cluster: "Incentives and value", Name: "Political leadership and incentives", Mentions: 67, Consultations: 28},
		{Ref: "t:3", Cluster: "Focus", Name: "Narrower focus", Mentions: 26, Consultations: 12},
		{Ref: "t:4", Cluster: "Focus", Name: "المشاركة في الحكومة المنفتحة", Mentions: 22, Consultations: 9},
	}
	spoke := func(names ...string) (out []chart.Spoke) {
		for _, n := range names {
			out = append(out, chart.Spoke{Ref: "t:" + n, Name: n})
		}
		return out
	}
	var words []chart.CloudWord
	for i, w := range strings.Fields("OGP transparency participation المشاركة government trust funding local reform civic data leaders budget learning youth networks justice climate gender parliament values incentives champions ministers communities accountability Открытость πολίτες co-creation standards") {
		words = append(words, chart.CloudWord{Text: w, Count: 60 / (i + 1)})
	}
	row := func(id, text string, a, d, p int) chart.Row {
		r := chart.TallyRow(model.Tally{Agree: a, Disagree: d, Pass: p})
		r.Ref, r.ID, r.Text, r.Needed, r.Low, r.High = id, id, text, 13, 0.4, 0.8
		return r
	}
	var many []chart.Row
	for i := range 65 {
		many = append(many, row("s"+string(rune('0'+i)), "A statement", 10+i*7%50, 5+i*11%40, i%9))
		k := &many[i]
		k.Low, k.High = max(0, k.Agree.Share-0.14), min(1, k.Agree.Share+0.14)
		k.Needed = 30
	}
	return map[string]chart.Scene{
		"beeswarm": chart.Beeswarm(many, o),
		"landscape": chart.ThemeLandscape([]chart.ThemeDot{{Ref: "a", Name: "Narrow the focus of the partnership", Support: 0.62, Low: 0.52, High: 0.79, Statements: 3, Votes: 120},
			{Ref: "b", Name: "Members choose any topic", Support: 0.40, Low: 0.16, High: 0.87, Statements: 4, Votes: 90}, {Ref: "c", Name: "Pay for participation", Support: 0.21, Low: 0.10, High: 0.33, Statements: 1, Votes: 40}}, []string{"A theme of notes"}, o),
		"participation": chart.Participation([]chart.HeardPart{
			{Channel: "Survey", Dimension: "Region", Base: "180 responses", Bars: []chart.HeardBar{{Group: "Africa and the Middle East", Share: 0.4065, Text: "40.65 %", Target: 0.3}, {Group: "Europe", Share: 0.1871, Text: "18.71 %", Target: 0.25}, {Group: "Unknown", Share: 0.1, Text: "10 %", Target: -1, Unknown: true}}},
			{Channel: "Conversations", Dimension: "Country", Base: "numbers not published", Bars: []chart.HeardBar{{Group: "Armenia", Share: -1, Text: "held", Target: -1}}}}, []string{"Demographic data was not required"}, o),
		"timeline":  chart.Timeline([]chart.Days{{Channel: "Survey", Of: "responses", Count: map[string]int{"2022-05-03": 12, "2022-05-04": 30, "2022-05-09": 17, "2022-05-20": 4}, Undated: 3}, {Channel: "Meeting notes", Of: "notes", Count: map[string]int{"2022-05-10": 3, "2022-06-01": 1}}}, o),
		"mentions":  chart.Mentions(tags, o),
		"radar":     chart.Radar(spoke("Incentives and value", "Focus of the work", "Local governments", "Funding", "Learning", "Civic space"), []chart.Series{{Name: "Government", N: 20, Counts: []int{15, 10, 4, 6, 1, 9}}, {Name: "Civil society", N: 25, Counts: []int{12, 20, 8, 19, 2, 21}}}, o),
		"wordcloud": chart.WordCloud(words, chart.CloudOptions{Options: o, Advance: f.Advance, Of: "41 notes"}),
		"cooccurrence": chart.CoOccurrence(chart.Together{Tags: spoke("Local governments", "Funding", "Focus", "Youth", "Communicating value"), Count: [][]int{
			{19, 5, 2, 3, 4}, {5, 12, 1, 0, 7}, {2, 1, 14, 0, 2}, {3, 0, 0, 5, 1}, {4, 7, 2, 1, 21}}, N: 40, Of: "excerpts"}, o),
		"saturation": chart.Saturation([]chart.SaturationPoint{{Name: "Lisbon", Date: "2022-05-03", New: 8, Known: 8}, {Name: "Quito", Date: "2022-05-04", New: 6, Known: 14}, {Name: "Riga", Date: "2022-05-09", New: 4, Known: 18},
			{Name: "Accra", Date: "2022-05-11", New: 2, Known: 20}, {Name: "Seoul", Date: "2022-06-01", New: 1, Known: 21}, {Name: "Rome", Date: "2022-06-02", New: 0, Known: 21}}, chart.Saturated{At: 5, Base: 4, Run: 2, Share: 0.05}, o),
		"diverging": chart.Diverging([]chart.Row{row("E1", "Fewer topics for the support unit; members choose any", 15, 3, 6), row("E2", "أعضاء الشراكة يختارون المواضيع، 75% منها محلية", 7, 9, 6)}, chart.DivergingOptions{Interval: true}),
	}
}

// TestPicturesAreWhole checks that every chart becomes a file that can be read
// again, the same each time, with the words for who cannot see it.
func TestPicturesAreWhole(t *testing.T) {
	f := fonts(t)
	for name, s := range scenes(f) {
		var svg, again bytes.Buffer
		if err := errors.Join(f.SVG(&svg, s, "en", name), fonts(t).SVG(&again, s, "en", name)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(svg.Bytes(), again.Bytes()) {
			t.Errorf("%s: two drawings differ", name)
		}
		title, desc := wellFormed(t, name, svg.Bytes())
		if title != s.Title || desc != s.Alt {
			t.Errorf("%s: got title %q and desc %q, want the chart's own", name, title, desc)
		}
		var img bytes.Buffer
		if _, err := f.PNG(&img, s); err != nil {
			t.Fatal(err)
		}
		read, err := png.Decode(bytes.NewReader(img.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if wide := float64(read.Bounds().Dx()); wide < s.W*Scale {
			t.Errorf("%s: %g pixels wide, want at least %g", name, wide, s.W*Scale)
		}
		if *look != "" {
			for ending, b := range map[string][]byte{".svg": svg.Bytes(), ".png": img.Bytes()} {
				if err := os.WriteFile(filepath.Join(*look, name+ending), b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// wellFormed reads an SVG as XML and gives its title and description.
func wellFormed(t *testing.T, name string, b []byte) (title, desc string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	in := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return title, desc
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local
		case xml.EndElement:
			in = ""
		case xml.CharData:
			switch in {
			case "title":
				title += string(e)
			case "desc":
				desc += string(e)
			}
		}
	}
}

// Every label's words stand in the SVG as text, whole and in the order in
// which they are read.
func TestSVGTextStaysText(t *testing.T) {
	f := fonts(t)
	s := chart.Mentions([]chart.TagCount{{Name: "المشاركة <&> “x”", Mentions: 3, Consultations: -1}}, chart.Options{Title: "T\x00\x01 & co"})
	var b bytes.Buffer
	if err := f.SVG(&b, s, "ar", "c"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"المشاركة &lt;&amp;&gt; “x”", `direction="rtl"`, `lang="ar"`, "T &amp; co"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in the SVG", want)
		}
	}
	wellFormed(t, "hostile", b.Bytes())
}

func TestMissingLettersAreSaid(t *testing.T) {
	f := fonts(t)
	_, missing := f.Draw(chart.Mentions([]chart.TagCount{{Name: "公民 trust", Mentions: 3, Consultations: -1}}, chart.Options{}), 2)
	if string(missing) != "公民" {
		t.Errorf("got %q, want the two characters that no bundled font has", string(missing))
	}
}

func FuzzSVG(f *testing.F) {
	own := fonts(f)
	f.Add("name", "title")
	f.Fuzz(func(t *testing.T, name, title string) {
		s := chart.Mentions([]chart.TagCount{{Name: name, Cluster: title, Mentions: 3}}, chart.Options{Title: title})
		var b bytes.Buffer
		if err := own.SVG(&b, s, name, "c"); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, "fuzz", b.Bytes())
		own.Draw(s, 1)
	})
}

func BenchmarkPNG(b *testing.B) {
	f := fonts(b)
	s := scenes(f)["mentions"]
	for b.Loop() {
		if _, err := f.PNG(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
}
