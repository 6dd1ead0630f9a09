package ui

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"consilience/model/chart"
	"consilience/model/chart/picture"
)

// blue paints every role alike; dotted passes and hatched disagreement get
// their pattern.
func blue(r chart.Role) picture.Ink {
	i := picture.Ink{Colour: color.NRGBA{B: 200, A: 255}}
	switch r {
	case chart.Disagree:
		i.Pattern = picture.Hatched
	case chart.Pass:
		i.Pattern = picture.Dotted
	}
	return i
}

func painted(shapes ...chart.Shape) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 100, 60))
	picture.Shapes(img, shapes, 2, blue)
	return img
}

func TestShapesArePaintedInMillimetres(t *testing.T) {
	at := func(x, y float64) chart.Point { return chart.Point{X: x, Y: y} }
	for _, c := range []struct {
		name    string
		shape   chart.Shape
		in, out image.Point
	}{
		{"rectangle", chart.Shape{Kind: chart.Rect, Role: chart.Agree, Points: []chart.Point{at(5, 5), at(20, 10)}}, image.Pt(11, 11), image.Pt(41, 11)},
		{"rectangle from its other corner", chart.Shape{Kind: chart.Rect, Role: chart.Agree, Points: []chart.Point{at(20, 10), at(5, 5)}}, image.Pt(11, 11), image.Pt(9, 11)},
		{"polygon", chart.Shape{Kind: chart.Polygon, Role: chart.Agree, Points: []chart.Point{at(10, 5), at(20, 20), at(0, 20)}}, image.Pt(20, 30), image.Pt(2, 12)},
		{"circle", chart.Shape{Kind: chart.Circle, Role: chart.Mark, Points: []chart.Point{at(20, 15)}, Radius: 5}, image.Pt(40, 30), image.Pt(49, 39)},
		{"ring", chart.Shape{Kind: chart.Circle, Role: chart.Mark, Points: []chart.Point{at(20, 15)}, Radius: 5, Stroke: 1}, image.Pt(50, 30), image.Pt(40, 30)},
		{"upright line", chart.Shape{Kind: chart.Line, Role: chart.Axis, Stroke: 1, Points: []chart.Point{at(10, 0), at(10, 30)}}, image.Pt(20, 30), image.Pt(24, 30)},
		{"hair line", chart.Shape{Kind: chart.Line, Role: chart.Axis, Stroke: 0.1, Points: []chart.Point{at(0, 10), at(50, 10)}}, image.Pt(40, 20), image.Pt(40, 23)},
	} {
		img := painted(c.shape)
		if got := img.RGBAAt(c.in.X, c.in.Y); got.B < 150 {
			t.Errorf("%s: at %v there is %v, want the shape", c.name, c.in, got)
		}
		if got := img.RGBAAt(c.out.X, c.out.Y); got.A != 0 {
			t.Errorf("%s: at %v there is %v, want nothing", c.name, c.out, got)
		}
	}
}

func TestOddShapesPaintNothing(t *testing.T) {
	far := chart.Point{X: 1e6, Y: 1e6}
	for _, s := range []chart.Shape{
		{}, {Kind: chart.Rect}, {Kind: chart.Circle}, {Kind: chart.Line, Stroke: 1}, {Kind: chart.Polygon, Points: []chart.Point{{}}},
		{Kind: chart.Rect, Points: []chart.Point{far, far}}, {Kind: chart.Line, Stroke: 1, Points: []chart.Point{{X: 3}, {X: 3}}},
	} {
		for _, v := range painted(s).Pix {
			if v != 0 {
				t.Fatalf("%+v left something", s)
			}
		}
	}
}

func TestColourIsNeverTheOnlySign(t *testing.T) {
	colours := func(r chart.Role) map[color.RGBA]bool {
		img := painted(chart.Shape{Kind: chart.Rect, Role: r, Points: []chart.Point{{}, {X: 50, Y: 30}}})
		seen := map[color.RGBA]bool{}
		for y := range 60 {
			for x := range 100 {
				seen[img.RGBAAt(x, y)] = true
			}
		}
		return seen
	}
	for r, want := range map[chart.Role]int{chart.Agree: 1, chart.Disagree: 2, chart.Pass: 2} {
		if got := len(colours(r)); got != want {
			t.Errorf("%s is painted in %d colours, want %d", r, got, want)
		}
	}
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Look{Light: true}))
	for _, pair := range [][2]chart.Role{{chart.Agree, chart.Disagree}, {chart.PoleA, chart.PoleB}, {chart.Agree, chart.Pass}} {
		if inkOf(pair[0]).Pattern == inkOf(pair[1]).Pattern {
			t.Errorf("%s and %s have the same pattern", pair[0], pair[1])
		}
	}
}

func TestDashesLeaveGaps(t *testing.T) {
	img := painted(chart.Shape{Kind: chart.Line, Role: chart.Threshold, Stroke: 1, Dashed: true, Points: []chart.Point{{X: 0, Y: 10}, {X: 50, Y: 10}}})
	on, off := 0, 0
	for x := range 100 {
		if img.RGBAAt(x, 20).A > 0 {
			on++
		} else {
			off++
		}
	}
	if on < 40 || off < 25 {
		t.Errorf("the dashed line has %d pixels on and %d off", on, off)
	}
}

// oneRow is a chart of one wide bar with an Arabic label in a room of 60 mm.
func oneRow(width float64) chart.Scene {
	return chart.Scene{W: width, H: 20,
		Shapes: []chart.Shape{{Kind: chart.Rect, Role: chart.Agree, Points: []chart.Point{{X: 70, Y: 5}, {X: 100, Y: 15}}}},
		Labels: []chart.Label{
			{At: chart.Point{X: 0, Y: 10}, Text: "مفتوح", Size: 8, Width: 60, Anchor: chart.Start},
			{At: chart.Point{X: 100, Y: 10}, Text: "86 %", Size: 8, Anchor: chart.End},
			{At: chart.Point{X: 0, Y: 18}, Text: "a text that is much longer than the room that there is for it", Size: 8, Width: 20, Lines: 2},
		},
		Hits: []chart.Hit{{Min: chart.Point{X: 0, Y: 0}, Max: chart.Point{X: 130, Y: 20}, Ref: "polis:1", Tip: "1 of 2 agree"}},
	}
}

func shownChart(t *testing.T, open func(string)) *chartCanvas {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Look{Light: true}))
	c := newChartCanvas(oneRow, open)
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(650, 400))
	c.Resize(fyne.NewSize(650, c.MinSize().Height))
	return c
}

func TestChartIsAsHighAsItsSceneAtItsWidth(t *testing.T) {
	c := shownChart(t, nil)
	want := c.Size().Width * float32(c.scene.H/c.scene.W)
	if got := c.MinSize().Height; got < want-0.5 || got > want+0.5 {
		t.Errorf("at width %v the chart is %v high, want %v, half a pixel more or less", c.Size().Width, got, want)
	}
	c.Resize(fyne.NewSize(200, 100))
	if c.scene.W != leastMM {
		t.Errorf("a narrow chart is made for %v mm, want no less than %v", c.scene.W, leastMM)
	}
}

func TestChartLabelsStandWhereTheyShould(t *testing.T) {
	c := shownChart(t, nil)
	k := c.scale()
	arabic, percent := c.labels[0], c.labels[1]
	if got, want := arabic.Position().X+arabic.Size().Width, 60*k; got < want-1 || got > want+1 {
		t.Errorf("right-to-left text ends at %v, want the room's right end %v", got, want)
	}
	if arabic.FontSource == nil {
		t.Error("Arabic has no font of its own")
	}
	if got, want := percent.Position().X+percent.Size().Width, 100*k; got < want-1 || got > want+1 {
		t.Errorf("a label anchored at its end ends at %v, want %v", got, want)
	}
	if n := len(c.labels); n != 4 {
		t.Fatalf("there are %d lines, want 2 labels of one and one of two", n)
	}
	for _, l := range c.labels[2:] {
		if l.MinSize().Width > 20*k+1 {
			t.Errorf("%q is %v wide, its room %v", l.Text, l.MinSize().Width, 20*k)
		}
	}
}

func TestChartOpensAndTellsWhatIsUnderThePointer(t *testing.T) {
	opened := ""
	c := shownChart(t, func(ref string) { opened = ref })
	test.TapAt(c, fyne.NewPos(20, 20))
	if opened != "polis:1" {
		t.Errorf("a tap opened %q", opened)
	}
	c.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 20)}})
	if !c.tip.Visible() || c.tip.Text != "1 of 2 agree" || c.Cursor() != desktop.PointerCursor {
		t.Errorf("the tip is %q, visible %v", c.tip.Text, c.tip.Visible())
	}
	c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 390)}})
	if c.tip.Visible() || c.light.Visible() {
		t.Error("the tip stays when nothing is under the pointer")
	}
}
