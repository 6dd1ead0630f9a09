package tables

import (
	"cmp"
	"slices"
	"sort"
)

// place maps a place of the page to a column of text.
type place struct {
	at     []float32 // where runs begin, from left to right
	column []int
}

func (p *place) of(x float32) int {
	after := sort.Search(len(p.at), func(i int) bool { return p.at[i] > x })
	return p.column[max(after-1, 0)]
}

// columnsOfRuns finds columns for the places where runs begin: as far from each
// other as they stand on the page, in characters of the usual width, and
// farther where a run to the left needs more room.
func columnsOfRuns(rows []pageRow) *place {
	p := &place{}
	var all []float32
	for i := range rows {
		for _, r := range rows[i].runs {
			all = append(all, r.x0)
		}
	}
	slices.Sort(all)
	for _, x := range all {
		if n := len(p.at); n == 0 || x-p.at[n-1] > nearStart {
			p.at = append(p.at, x)
		}
	}
	pairs := besides(rows)
	wide, shift := usualWidth(rows), 0
	p.column = make([]int, len(p.at))
	for i, x := range p.at {
		column := int((x-p.at[0])/wide+0.5) + shift
		need := column
		for len(pairs) > 0 && (i+1 == len(p.at) || pairs[0].right.x0 < p.at[i+1]) {
			if left := pairs[0].left; left.x0 < x {
				need = max(need, p.of(left.x0)+left.n+2)
			}
			pairs = pairs[1:]
		}
		shift += need - column
		p.column[i] = min(need, maxColumn)
	}
	return p
}

// beside are two runs of which the one ends before the other begins.
type beside struct{ left, right *run }

// besides finds for each run the ones that end before it, in its own row and in
// those near it, in the order in which the right ones begin.
func besides(rows []pageRow) []beside {
	var list []beside
	for i := range rows {
		for k := max(0, i-nearRows); k <= min(len(rows)-1, i+nearRows); k++ {
			left := rows[k].runs
			n := 0
			for j := range rows[i].runs {
				right := &rows[i].runs[j]
				for n < len(left) && (left[n].x1 <= right.x0 || i == k && n < j) {
					n++
				}
				if n > 0 {
					list = append(list, beside{&left[n-1], right})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b beside) int { return cmp.Compare(a.right.x0, b.right.x0) })
	return list
}

// usualWidth is the middle of the widths of the page's characters.
func usualWidth(rows []pageRow) float32 {
	var widths []float32
	for _, r := range rows {
		for _, run := range r.runs {
			if run.n >= 3 && run.x1 > run.x0 {
				widths = append(widths, (run.x1-run.x0)/float32(run.n))
			}
		}
	}
	if len(widths) == 0 {
		return 5
	}
	slices.Sort(widths)
	return max(widths[len(widths)/2], 0.5)
}
