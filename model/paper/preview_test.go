package paper

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consilience/model/chart"
)

// sixty is a paper of about 60 pages with 30 charts, of the member's own blocks.
func sixty() Document {
	d := leaves(0)
	d.Blocks, d.Contents = nil, true
	for i := range 60 {
		d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 1, Spans: say("Section " + strconv.Itoa(i)), NewPage: i > 0, Source: "h" + strconv.Itoa(i)})
		for k := range 7 {
			d.Blocks = append(d.Blocks, Block{Kind: Paragraph, Number: 7*i + k + 1, Spans: say(strings.Repeat("The committee weighs what was said in its own words. ", 6)), Source: "p" + strconv.Itoa(7*i+k)})
		}
		if i%2 == 0 {
			s := &chart.Scene{W: 160, H: 60, Alt: "bars"}
			for b := range 20 {
				s.Shapes = append(s.Shapes, chart.Shape{Kind: chart.Rect, Role: chart.Agree, Points: []chart.Point{{X: 10, Y: float64(3 * b)}, {X: 20 + float64(b*5), Y: float64(3*b + 2)}}})
				s.Labels = append(s.Labels, chart.Label{At: chart.Point{X: 0, Y: float64(3*b + 2)}, Text: "E" + strconv.Itoa(b), Size: 7, Role: chart.Ink})
			}
			d.Blocks = append(d.Blocks, Block{Kind: Figure, Scene: s, Spans: say("Figure")})
		}
	}
	return d
}

// The preview lays out the pages that are printed, finds blocks by their place
// and sets only what changed.
func TestPreview(t *testing.T) {
	d := sixty()
	p, err := NewPreview(Options{Bundled: true})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := p.Lay(d)
	if err != nil {
		t.Fatal(err)
	}
	l, err := layWith(d, Options{Bundled: true})
	if err != nil {
		t.Fatal(err)
	}
	if pages.Count() != len(l.pages) || pages.Count() < 60 {
		t.Fatalf("the preview has %d pages, the print %d, want the same, 60 or more", pages.Count(), len(l.pages))
	}
	page, y, ok := pages.PlaceOf("p100")
	if !ok {
		t.Fatal("block p100 is nowhere")
	}
	areas := pages.Areas(page)
	at := slices.IndexFunc(areas, func(a Area) bool { return a.Source == "p100" })
	if at < 0 || areas[at].Y != y || areas[at].H < 10 {
		t.Errorf("the areas of page %d are %+v, want p100 at %.1f", page, areas, y)
	}
	if first := pages.Areas(1); !slices.ContainsFunc(first, func(a Area) bool { return a.To == headingAnchor(0) }) {
		t.Error("the table of contents leads nowhere")
	}
	before := len(p.s.cache)
	d.Blocks[40].Spans = say("Changed.")
	if pages, err = p.Lay(d); err != nil || len(p.s.cache) != before {
		t.Errorf("after a change %d blocks are kept, want %d as before (%v)", len(p.s.cache), before, err)
	}
	img := pages.Image(3, 4)
	dark := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 128 {
			dark++
		}
	}
	if part := float64(dark) / float64(len(img.Pix)/4); part < 0.005 || part > 0.3 {
		t.Errorf("%.1f %% of the page is dark, want text on white", part*100)
	}
	if pages.Image(0, 4) != nil || pages.Image(pages.Count()+1, 4) != nil {
		t.Error("there is an image of a page that is not there")
	}
	if dir := os.Getenv("CONSILIENCE_KEEP"); dir != "" { // for looking at
		for i := range min(3, pages.Count()) {
			f, err := os.Create(filepath.Join(dir, "preview-"+strconv.Itoa(i+1)+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, pages.Image(i+1, 5)); err != nil {
				t.Fatal(err)
			}
			f.Close()
		}
	}
}

// What the composer waits for after a key: a 60-page paper is laid out again
// after one block changed, and its page is drawn.
func BenchmarkPreviewAfterChange(b *testing.B) {
	d := sixty()
	p, err := NewPreview(Options{Bundled: true})
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		d.Blocks[40].Spans = say("Changed " + strconv.Itoa(i))
		pages, err := p.Lay(d)
		if err != nil {
			b.Fatal(err)
		}
		pages.Image(5, 4)
	}
}

func BenchmarkPageImage(b *testing.B) {
	p, err := NewPreview(Options{Bundled: true})
	if err != nil {
		b.Fatal(err)
	}
	pages, err := p.Lay(sixty())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		pages.Image(3, 4)
	}
}

// A 60-page paper with 30 charts, from the document to the file.
func BenchmarkSixtyPages(b *testing.B) {
	d := sixty()
	for b.Loop() {
		if n := len(printed(b, d)); n < 1000 {
			b.Fatal(n)
		}
	}
}
