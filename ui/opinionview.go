package ui

import (
	"math"

	"consilience/model/chart"
)

// mapView is which part of an opinion map is seen: the place in the middle and
// how many logical pixels a unit of the map is long. It knows no Fyne.
type mapView struct {
	low, high chart.Point // all people
	w, h      float64     // logical pixels
	zoom      float64     // 1 shows everybody
	middle    chart.Point
}

// The limits of zooming, and the room around the outermost people in pixels.
const (
	mostZoom = 64
	mapRoom  = 26
)

// show takes the bounds of other people and shows them all.
func (v *mapView) show(low, high chart.Point) {
	v.low, v.high = low, high
	v.reset()
}

// reset shows everybody.
func (v *mapView) reset() {
	v.zoom = 1
	v.middle = chart.Point{X: (v.low.X + v.high.X) / 2, Y: (v.low.Y + v.high.Y) / 2}
}

// scale is the length of a unit in pixels.
func (v *mapView) scale() float64 {
	wide, high := math.Max(v.w-2*mapRoom, 1), math.Max(v.h-2*mapRoom, 1)
	fit := math.Min(wide/(v.high.X-v.low.X), high/(v.high.Y-v.low.Y))
	if math.IsNaN(fit) || math.IsInf(fit, 0) {
		return 1
	}
	return fit * math.Max(v.zoom, 1)
}

// at is where a place of the map is seen, in pixels from the upper left.
func (v *mapView) at(x, y float64) (px, py float64) {
	k := v.scale()
	return v.w/2 + k*(x-v.middle.X), v.h/2 - k*(y-v.middle.Y)
}

// place is the place of the map that is seen at a pixel.
func (v *mapView) place(px, py float64) (x, y float64) {
	k := v.scale()
	return v.middle.X + (px-v.w/2)/k, v.middle.Y - (py-v.h/2)/k
}

// zoomAt makes everything larger by a factor; what is seen at the pixel stays
// there. It reports whether anything changed.
func (v *mapView) zoomAt(px, py, factor float64) bool {
	before := *v
	x, y := v.place(px, py)
	v.zoom = math.Min(math.Max(v.zoom*factor, 1), mostZoom)
	k := v.scale()
	v.middle = chart.Point{X: x - (px-v.w/2)/k, Y: y + (py-v.h/2)/k}
	v.keep()
	return *v != before
}

// pan moves the map by pixels, as far as there are people.
func (v *mapView) pan(dx, dy float64) bool {
	before := *v
	k := v.scale()
	v.middle.X -= dx / k
	v.middle.Y += dy / k
	v.keep()
	return *v != before
}

// keep keeps the middle so that no more is empty at an edge than when
// everybody is shown.
func (v *mapView) keep() {
	k := v.scale()
	within := func(middle, low, high, pixels float64) float64 {
		half := (pixels/2 - mapRoom) / k
		if high-low <= 2*half {
			return (low + high) / 2
		}
		return math.Min(math.Max(middle, low+half), high-half)
	}
	v.middle.X = within(v.middle.X, v.low.X, v.high.X, v.w)
	v.middle.Y = within(v.middle.Y, v.low.Y, v.high.Y, v.h)
}

// dotIndex finds the dot at a place: the dots sorted into the cells of a grid.
type dotIndex struct {
	dots          []chart.Dot
	low           chart.Point
	cell          float64
	columns, rows int
	start         []int32 // of each cell in order
	order         []int32 // dots by cell
}

func newDotIndex(dots []chart.Dot, low, high chart.Point) *dotIndex {
	x := &dotIndex{dots: dots, low: low}
	side := math.Max(math.Sqrt(float64(len(dots))/4), 1)
	x.cell = math.Max(high.X-low.X, high.Y-low.Y) / side
	if !(x.cell > 0) {
		x.cell = 1
	}
	x.columns, x.rows = int((high.X-low.X)/x.cell)+1, int((high.Y-low.Y)/x.cell)+1
	x.start = make([]int32, x.columns*x.rows+1)
	for _, d := range dots {
		x.start[x.of(d.X, d.Y)+1]++
	}
	for i := 1; i < len(x.start); i++ {
		x.start[i] += x.start[i-1]
	}
	x.order = make([]int32, len(dots))
	next := append([]int32(nil), x.start...)
	for i, d := range dots {
		c := x.of(d.X, d.Y)
		x.order[next[c]] = int32(i)
		next[c]++
	}
	return x
}

func (x *dotIndex) column(at float64) int {
	return min(max(int((at-x.low.X)/x.cell), 0), x.columns-1)
}
func (x *dotIndex) row(at float64) int    { return min(max(int((at-x.low.Y)/x.cell), 0), x.rows-1) }
func (x *dotIndex) of(px, py float64) int { return x.row(py)*x.columns + x.column(px) }

// near is the dot nearest to a place within a distance, in the map's units; of
// equally near ones the one drawn last. -1 if there is none.
func (x *dotIndex) near(px, py, within float64) int {
	best, nearest := -1, within*within
	for r := x.row(py - within); r <= x.row(py+within); r++ {
		for c := x.column(px - within); c <= x.column(px+within); c++ {
			cell := r*x.columns + c
			for _, i := range x.order[x.start[cell]:x.start[cell+1]] {
				dx, dy := x.dots[i].X-px, x.dots[i].Y-py
				if d := dx*dx + dy*dy; d < nearest || d == nearest && int(i) > best {
					best, nearest = int(i), d
				}
			}
		}
	}
	return best
}
