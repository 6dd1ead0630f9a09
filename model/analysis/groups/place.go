package groups

import "math"

// Point is a place on the opinion map.
type Point [2]float64

func (p Point) minus(q Point) Point { return Point{p[0] - q[0], p[1] - q[1]} }

// distance is Euclidean; square its square.
func distance(p, q Point) float64 { return math.Sqrt(square2(p, q)) }
func square2(p, q Point) float64 {
	d := p.minus(q)
	return d[0]*d[0] + d[1]*d[1]
}

// project places every row as Polis does (spec §4): the sum of its centred
// votes times the components, stretched by √(M / w), M being all columns and w
// the columns where the row has a value in the rating matrix, which counts
// every Out column. Rows without a vote are at the origin.
func project(m *Matrix, p PCA) []Point {
	z, _ := m.centred()
	x, y := p.weigh(z)
	columns, out := float64(len(m.ids)), len(m.ids)-m.kept()
	places := make([]Point, m.people())
	m.eachBlock(func(_, from, until int) {
		for r := from; r < until; r++ {
			var q Point
			kept := 0
			for _, c := range m.votes(r) {
				q[0] += x[c]
				q[1] += y[c]
				if !m.out[c/3] {
					kept++
				}
			}
			stretch := math.Sqrt(columns / math.Max(1, float64(kept+out)))
			places[r] = Point{stretch * q[0], stretch * q[1]}
		}
	})
	return places
}

// weigh gives z times each component, by code.
func (p PCA) weigh(z []float64) (x, y []float64) {
	x, y = make([]float64, len(z)), make([]float64, len(z))
	for c, v := range z {
		x[c], y[c] = v*p.Components[0][c/3], v*p.Components[1][c/3]
	}
	return x, y
}

// regress places every row by ridge regression of its centred votes on the
// components, q = (PᵀP + λI)⁻¹Pᵀz over the kept statements it voted on: where
// the row would stand had it voted on all, drawn towards the middle the less
// it said. λ is in units of PᵀP, whose trace is 2 over all kept columns.
func regress(m *Matrix, p PCA, lambda float64) []Point {
	z, _ := m.centred()
	x, y := p.weigh(z)
	type square struct{ xx, xy, yy float64 }
	squares := make([]square, len(m.ids))
	for j := range squares {
		a, b := p.Components[0][j], p.Components[1][j]
		if !m.out[j] {
			squares[j] = square{a * a, a * b, b * b}
		}
	}
	places := make([]Point, m.people())
	m.eachBlock(func(_, from, until int) {
		for r := from; r < until; r++ {
			var q Point
			s := square{xx: lambda, yy: lambda}
			for _, c := range m.votes(r) {
				q[0] += x[c]
				q[1] += y[c]
				t := &squares[c/3]
				s.xx += t.xx
				s.xy += t.xy
				s.yy += t.yy
			}
			det := s.xx*s.yy - s.xy*s.xy
			places[r] = Point{(s.yy*q[0] - s.xy*q[1]) / det, (s.xx*q[1] - s.xy*q[0]) / det}
		}
	})
	return places
}

// placeStatements puts each column where somebody stands who agrees with it and
// says nothing else, t = √M·(1−c)·p (spec §4). Out columns are at the origin.
func placeStatements(m *Matrix, p PCA) []Point {
	places := make([]Point, len(m.ids))
	for j := range places {
		stretch := math.Sqrt(float64(len(m.ids))) * (1 - p.Means[j])
		places[j] = Point{stretch*p.Components[0][j] + 0, stretch*p.Components[1][j] + 0} // + 0 makes −0 plain
	}
	return places
}
