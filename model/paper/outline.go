package paper

import (
	"encoding/binary"
	"math"

	"consilience/model/text"
)

// vertex is a point of a TrueType contour.
type vertex struct {
	x, y int
	on   bool
}

// contours turns an outline into TrueType contours: cubic curves become four
// quadratic ones each, nearer than a thousandth of an em.
func contours(segments []text.Segment) [][]vertex {
	var out [][]vertex
	var now []vertex
	var x, y float64
	add := func(px, py float64, on bool) {
		now = append(now, vertex{int(math.Round(px)), int(math.Round(py)), on})
	}
	end := func() {
		if n := len(now); n > 1 && now[0] == now[n-1] {
			now = now[:n-1] // contours close by themselves
		}
		if len(now) > 1 {
			out = append(out, now)
		}
		now = nil
	}
	for _, s := range segments {
		p := func(k int) (float64, float64) { return float64(s.X[k]), float64(s.Y[k]) }
		switch s.Kind {
		case text.Move:
			end()
			x, y = p(0)
			add(x, y, true)
		case text.LineTo:
			x, y = p(0)
			add(x, y, true)
		case text.Quad:
			cx, cy := p(0)
			add(cx, cy, false)
			x, y = p(1)
			add(x, y, true)
		case text.Cube:
			ax, ay := p(0)
			bx, by := p(1)
			ex, ey := p(2)
			for i := range 4 {
				q := quadOf([4]float64{x, ax, bx, ex}, float64(i)/4, float64(i+1)/4)
				r := quadOf([4]float64{y, ay, by, ey}, float64(i)/4, float64(i+1)/4)
				add(q[0], r[0], false)
				add(q[1], r[1], true)
			}
			x, y = ex, ey
		}
	}
	end()
	return out
}

// quadOf is the quadratic curve near a cubic one between a and b: its control
// point and its end, in one dimension. The control point is where the tangents
// at both ends meet in time: (3(c1+c2) − (c0+c3)) / 4 of the piece.
func quadOf(c [4]float64, a, b float64) [2]float64 {
	at := func(t float64) float64 {
		u := 1 - t
		return u*u*u*c[0] + 3*u*u*t*c[1] + 3*u*t*t*c[2] + t*t*t*c[3]
	}
	slope := func(t float64) float64 {
		u := 1 - t
		return 3 * (u*u*(c[1]-c[0]) + 2*u*t*(c[2]-c[1]) + t*t*(c[3]-c[2]))
	}
	p0, p3 := at(a), at(b)
	c1, c2 := p0+slope(a)*(b-a)/3, p3-slope(b)*(b-a)/3
	return [2]float64{(3*(c1+c2) - p0 - p3) / 4, p3}
}

// glyphData is a glyph as the table glyf has it, with its left end and its
// numbers of points and contours; empty for a blank.
func glyphData(segments []text.Segment) (data []byte, left, points, n int) {
	cs := contours(segments)
	if len(cs) == 0 {
		return nil, 0, 0, 0
	}
	be := binary.BigEndian
	low, high := [2]int{1 << 20, 1 << 20}, [2]int{-1 << 20, -1 << 20}
	var ends, flags, xs, ys []byte
	px, py := 0, 0
	for _, c := range cs {
		for _, v := range c {
			v.x, v.y = min(max(v.x, -16000), 16000), min(max(v.y, -16000), 16000)
			low = [2]int{min(low[0], v.x), min(low[1], v.y)}
			high = [2]int{max(high[0], v.x), max(high[1], v.y)}
			flag := byte(0)
			if v.on {
				flag = 1
			}
			xs = delta(xs, v.x-px, &flag, 2, 16)
			ys = delta(ys, v.y-py, &flag, 4, 32)
			flags = append(flags, flag)
			px, py = v.x, v.y
		}
		points += len(c)
		ends = be.AppendUint16(ends, uint16(points-1))
	}
	data = be.AppendUint16(data, uint16(len(cs)))
	for _, v := range []int{low[0], low[1], high[0], high[1]} {
		data = be.AppendUint16(data, uint16(int16(v)))
	}
	data = append(data, ends...)
	data = append(data, 0, 0) // no instructions
	data = append(data, flags...)
	data = append(data, xs...)
	return append(data, ys...), low[0], points, len(cs)
}

// delta writes a step in one byte or two; the flags say how.
func delta(to []byte, d int, flag *byte, short, same byte) []byte {
	switch {
	case d == 0:
		*flag |= same
		return to
	case d > -256 && d < 256:
		*flag |= short
		if d > 0 {
			*flag |= same
			return append(to, byte(d))
		}
		return append(to, byte(-d))
	}
	return binary.BigEndian.AppendUint16(to, uint16(int16(d)))
}
