package ui

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"consilience/model/chart"
)

func newView() *mapView {
	v := &mapView{w: 800, h: 600}
	v.show(chart.Point{X: -2, Y: -1}, chart.Point{X: 2, Y: 1})
	return v
}

func TestMapShowsEverybodyAtFirst(t *testing.T) {
	v := newView()
	for _, c := range []struct{ x, y, px, py float64 }{
		{-2, 0, mapRoom, 300}, {2, 0, 800 - mapRoom, 300}, {0, 0, 400, 300}, {0, 1, 400, 300 - 187},
	} {
		if px, py := v.at(c.x, c.y); math.Abs(px-c.px) > 0.01 || math.Abs(py-c.py) > 0.01 {
			t.Errorf("%g, %g is seen at %g, %g, want %g, %g", c.x, c.y, px, py, c.px, c.py)
		}
	}
}

// Whatever is done, a pixel and its place turn into each other, somebody can be
// seen, and the limits of zooming hold.
func TestMapView(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 8))
	v := newView()
	for range 2000 {
		px, py := random.Float64()*800, random.Float64()*600
		switch random.IntN(4) {
		case 0:
			v.pan(random.NormFloat64()*500, random.NormFloat64()*500)
		case 1:
			v.zoomAt(px, py, 1/(1+3*random.Float64()))
		default:
			v.zoomAt(px, py, 1+3*random.Float64())
		}
		x, y := v.place(px, py)
		if qx, qy := v.at(x, y); math.Abs(qx-px) > 1e-6 || math.Abs(qy-py) > 1e-6 {
			t.Fatalf("pixel %g, %g comes back as %g, %g", px, py, qx, qy)
		}
		if v.zoom < 1 || v.zoom > mostZoom {
			t.Fatalf("got a zoom of %g, want 1 to %d", v.zoom, mostZoom)
		}
		if m := v.middle; m.X < -2 || m.X > 2 || m.Y < -1 || m.Y > 1 {
			t.Fatalf("the middle of the window is %v, where nobody can be", m)
		}
	}
}

func TestZoomKeepsWhatIsUnderThePointer(t *testing.T) {
	v := newView()
	v.zoomAt(400, 300, 4)
	x, y := v.place(500, 350)
	v.zoomAt(500, 350, 2)
	if px, py := v.at(x, y); math.Abs(px-500) > 1e-6 || math.Abs(py-350) > 1e-6 {
		t.Errorf("what was under the pointer is now at %g, %g, want 500, 350", px, py)
	}
	if v.pan(30, 0); v.middle == (chart.Point{}) {
		t.Error("the map did not move")
	}
	v.reset()
	if v.zoom != 1 || v.middle != (chart.Point{}) {
		t.Errorf("after a reset: zoom %g, middle %v, want everybody", v.zoom, v.middle)
	}
	if v.zoomAt(100, 100, 0.5) {
		t.Error("smaller than everybody: want no change")
	}
}

// The index finds what looking at every dot finds.
func TestDotIndex(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	for _, n := range []int{0, 1, 2, 50, 3000} {
		o := chart.Opinions{}
		for range n {
			o.Dots = append(o.Dots, chart.Dot{X: random.NormFloat64(), Y: 5 * random.NormFloat64()})
		}
		low, high := o.Bounds()
		if n == 0 {
			low, high = chart.Point{}, chart.Point{X: 1, Y: 1}
		}
		x := newDotIndex(o.Dots, low, high)
		for range 300 {
			px, py, within := 3*random.NormFloat64(), 12*random.NormFloat64(), random.ExpFloat64()
			want, nearest := -1, within
			for i, d := range o.Dots {
				if away := math.Hypot(d.X-px, d.Y-py); away <= nearest {
					want, nearest = i, away
				}
			}
			if got := x.near(px, py, within); got != want {
				t.Fatalf("%d dots: within %g of %g, %g: got %d, want %d", n, within, px, py, got, want)
			}
		}
	}
}

// crowd is a map of n people in four groups.
func crowd(n int) *mapPainter {
	random := rand.New(rand.NewPCG(4, 5))
	p := &mapPainter{colours: mapColours{ground: color.NRGBA{255, 255, 255, 255}, groups: []color.NRGBA{{0, 118, 108, 255}, {122, 47, 208, 255}, {140, 18, 48, 255}, {122, 92, 0, 255}}}}
	p.opinions.Groups = make([]chart.OpinionGroup, 4)
	for i := range n {
		g := i % 4
		p.opinions.Dots = append(p.opinions.Dots, chart.Dot{X: random.NormFloat64() + 5*float64(g%2), Y: random.NormFloat64() + 4*float64(g/2), Group: g})
	}
	p.hulls, p.middles = p.opinions.Hulls(), p.opinions.Middles()
	return p
}

func (p *mapPainter) viewOf(w, h float64) *mapView {
	v := &mapView{w: w, h: h}
	v.show(p.opinions.Bounds())
	return v
}

func TestMapPainter(t *testing.T) {
	for _, n := range []int{0, 1, 4, 400, chart.ManyDots + 4000} {
		p := crowd(n)
		v := p.viewOf(400, 300)
		img := p.draw(v, 800, 600)
		coloured := 0
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i+3] != 0xff {
				t.Fatalf("%d people: a pixel is not opaque", n)
			}
			if img.Pix[i] != 0xff || img.Pix[i+1] != 0xff {
				coloured++
			}
		}
		if (coloured > 0) != (n > 0) {
			t.Errorf("%d people: %d pixels are painted", n, coloured)
		}
		if n == 0 {
			continue
		}
		x, y := v.at(p.opinions.Dots[0].X, p.opinions.Dots[0].Y)
		if got := img.RGBAAt(int(2*x), int(2*y)); got.R == 0xff && got.G == 0xff {
			t.Errorf("%d people: the first is not painted at %g, %g", n, x, y)
		}
	}
}

// Moving the map makes no garbage to speak of: the buffers are kept.
func TestMapPainterKeepsItsBuffers(t *testing.T) {
	p := crowd(30_000)
	v := p.viewOf(900, 650)
	v.zoomAt(450, 325, 1.5)
	p.draw(v, 900, 650)
	const most = 8 // an outline for each group, and little else
	if got := testing.AllocsPerRun(5, func() { v.pan(3, 1); p.draw(v, 900, 650) }); got > most {
		t.Errorf("a picture takes %.0f allocations, want at most %d", got, most)
	}
}

func BenchmarkMapPainter(b *testing.B) {
	for _, c := range []struct {
		name string
		n    int
		zoom float64
	}{{"dots-5k", 5_000, 1}, {"dots-20k", 20_000, 1}, {"shaded-100k", 100_000, 1}, {"zoomed-100k", 100_000, 4}, {"shaded-1m", 1_000_000, 1}} {
		b.Run(c.name, func(b *testing.B) {
			p := crowd(c.n)
			v := p.viewOf(900, 650)
			v.zoomAt(450, 325, c.zoom)
			b.ReportAllocs()
			for range b.N {
				p.draw(v, 900, 650)
			}
		})
	}
}
