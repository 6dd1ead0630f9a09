package groups

import "math"

// cells are people gathered where they stand close: each cell is a point at
// their mean with their number as weight. of[i] is the cell of person i.
type cells struct {
	points []Point
	weight []float64
	of     []int
}

// Up to single people each is a cell; above, a square of the grid is. The grid
// covers reach standard deviations on either side of the mean.
const (
	single = 1500
	side   = 48
	reach  = 4.0
)

// gather makes one cell a person up to 1500 people, and above that one for each
// occupied square of a 48 × 48 grid over ±4 standard deviations, with what lies
// beyond in the outermost squares. So the cost of a silhouette is bounded.
func gather(places []Point, rows []uint32) cells {
	c := cells{of: make([]int, len(rows))}
	if len(rows) <= single {
		for i, r := range rows {
			c.of[i] = i
			c.points = append(c.points, places[r])
			c.weight = append(c.weight, 1)
		}
		return c
	}
	mean, width := extent(places, rows)
	number := make([]int, side*side) // 1 + the cell of a square
	for i, r := range rows {
		square := 0
		for axis := range 2 {
			at := 0
			if width[axis] > 0 {
				at = int(math.Floor((places[r][axis]-mean[axis])/width[axis]*side + side/2))
			}
			square = square*side + max(0, min(side-1, at))
		}
		if number[square] == 0 {
			c.points = append(c.points, Point{})
			c.weight = append(c.weight, 0)
			number[square] = len(c.points)
		}
		cell := number[square] - 1
		c.of[i] = cell
		c.points[cell][0] += places[r][0]
		c.points[cell][1] += places[r][1]
		c.weight[cell]++
	}
	for i, w := range c.weight {
		c.points[i][0] /= w
		c.points[i][1] /= w
	}
	return c
}

// extent gives the mean place and the width of the grid on each axis.
func extent(places []Point, rows []uint32) (mean, width Point) {
	n := float64(len(rows))
	var square Point
	for _, r := range rows {
		for axis, x := range places[r] {
			mean[axis] += x / n
		}
	}
	for _, r := range rows {
		for axis, x := range places[r] {
			square[axis] += (x - mean[axis]) * (x - mean[axis]) / n
		}
	}
	for axis := range width {
		width[axis] = 2 * reach * math.Sqrt(square[axis])
	}
	return mean, width
}
