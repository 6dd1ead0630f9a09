package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Dot is a participant on an opinion map, in the map's own units, y upwards.
type Dot struct {
	X, Y float64
	// Group is the place of the participant's group, negative for none.
	Group int
}

// Cross is a statement on an opinion map: it stands in the direction in which
// those lie who agree with it.
type Cross struct {
	X, Y          float64
	Ref, ID, Text string
}

// OpinionGroup is one group of an opinion map: what it is called and how many
// people it has.
type OpinionGroup struct {
	Name string
	Size int
}

// Opinions are what an opinion map shows. Who stands near each other voted
// alike; the directions have no name.
type Opinions struct {
	Groups  []OpinionGroup
	Dots    []Dot
	Crosses []Cross
}

// GroupRole is the role of what belongs to a group, by its place. Colours and
// marks repeat after groupRoles groups; no two of the first groupRoles share
// either.
func GroupRole(group int) Role {
	if group < 0 {
		return Muted
	}
	return Role("group-" + strconv.Itoa(group%groupRoles))
}

// groupRoles is how many groups have a colour and a mark of their own.
const groupRoles = 5

// Marker is the outline of a group's mark around the origin, y downwards,
// about as large as a circle of radius 1: a circle, a triangle, a square, a
// diamond, a triangle that points down. Who is in no group has a small square
// on its corner.
func Marker(group int) []Point {
	switch group % groupRoles {
	case 0:
		const corners = 24
		circle := make([]Point, corners)
		for i := range circle {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
			circle[i] = Point{mm(cos), mm(sin)}
		}
		return circle
	case 1:
		return []Point{{0, -1.25}, {1.15, 0.85}, {-1.15, 0.85}}
	case 2:
		return []Point{{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}
	case 3:
		return []Point{{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}
	case 4:
		return []Point{{0, 1.25}, {1.15, -0.85}, {-1.15, -0.85}}
	}
	return []Point{{0, -0.8}, {0.8, 0}, {0, 0.8}, {-0.8, 0}}
}

// MarkerSign is a group's mark as a letter of text.
func MarkerSign(group int) string {
	if group < 0 {
		return "·"
	}
	return []string{"●", "▲", "■", "◆", "▼"}[group%groupRoles]
}

// Bounds is the smallest box that holds all dots, from lower left to upper
// right. It never is empty: a map of one place is one unit wide.
func (o *Opinions) Bounds() (low, high Point) {
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, d := range o.Dots {
		low = Point{math.Min(low.X, d.X), math.Min(low.Y, d.Y)}
		high = Point{math.Max(high.X, d.X), math.Max(high.Y, d.Y)}
	}
	if !(high.X > low.X) {
		middle := finite((low.X + high.X) / 2)
		low.X, high.X = middle-0.5, middle+0.5
	}
	if !(high.Y > low.Y) {
		middle := finite((low.Y + high.Y) / 2)
		low.Y, high.Y = middle-0.5, middle+0.5
	}
	return low, high
}

func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// Middles are the mean places of the groups' members.
func (o *Opinions) Middles() []Point {
	sums, n := make([]Point, len(o.Groups)), make([]float64, len(o.Groups))
	for _, d := range o.Dots {
		if d.Group >= 0 && d.Group < len(sums) {
			sums[d.Group].X += d.X
			sums[d.Group].Y += d.Y
			n[d.Group]++
		}
	}
	for i := range sums {
		if n[i] > 0 {
			sums[i].X /= n[i]
			sums[i].Y /= n[i]
		}
	}
	return sums
}

// Hulls are the outlines of the groups: for each the smallest convex polygon
// that holds all its members (Andrew's monotone chain), counter-clockwise in
// the map's units. A group whose members stand on one line has fewer than three
// corners.
func (o *Opinions) Hulls() [][]Point {
	members := make([][]Point, len(o.Groups))
	for _, d := range o.Dots {
		if d.Group >= 0 && d.Group < len(members) {
			members[d.Group] = append(members[d.Group], Point{d.X, d.Y})
		}
	}
	for i := range members {
		members[i] = hull(members[i])
	}
	return members
}

func hull(points []Point) []Point {
	slices.SortFunc(points, func(a, b Point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	points = slices.Compact(points)
	if len(points) < 3 {
		return points
	}
	half := func(list []Point) []Point {
		var out []Point
		for _, p := range list {
			for len(out) > 1 && turn(out[len(out)-2], out[len(out)-1], p) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	lower := half(points)
	slices.Reverse(points)
	return append(lower, half(points)...)
}

// turn is positive if a, b, c turn to the left.
func turn(a, b, c Point) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }
