package tables

import (
	"slices"
	"strings"
)

// divide looks again at rows in which no more than one blank stands between two
// cells. The column before often holds the same words in other rows, where it
// stands apart, or in the rows next to it: by these the cells are divided, and
// it is said. Rows that nothing divides are left out.
func (p *printed) divide() {
	unsure := map[int]bool{}
	for _, c := range p.close {
		unsure[c.row] = true
	}
	var drop []int
	for n, c := range p.close {
		for _, at := range c.columns {
			i := at.column
			cells := p.Rows[c.row].Cells[c.lead:]
			whole := strings.TrimSpace(cells[i-1] + " " + cells[i])
			left := p.known(c.lead+i-1, whole, unsure)
			if left == "" {
				left = p.shared(n, i, whole)
			}
			if left == "" && at.usual {
				left = cells[i-1] // by its place
			}
			right := strings.TrimSpace(strings.TrimPrefix(whole, left))
			if left == "" || right == "" {
				drop = append(drop, c.row)
				p.note(Unsure, p.Rows[c.row], "its cells stand one blank apart and cannot be divided surely; it was not used: “%s”", short(whole))
				break
			}
			cells[i-1], cells[i] = left, right
			p.note(Repaired, p.Rows[c.row], "only one blank stands between two of its cells; by its place and other rows it was divided as “%s | %s”", short(left), short(right))
		}
	}
	slices.Sort(drop)
	for _, row := range slices.Backward(drop) {
		p.Rows = slices.Delete(p.Rows, row, row+1)
	}
}

// known finds the longest cell of a column, in rows that are sure, with which
// the words begin.
func (p *printed) known(column int, whole string, unsure map[int]bool) (best string) {
	for i, r := range p.Rows[1:] {
		if c := r.Cells[column]; !unsure[i+1] && len(c) > len(best) && strings.HasPrefix(whole, c+" ") {
			best = c
		}
	}
	return best
}

// shared finds the words with which this row and an unsure one next to it
// begin, if they go on differently.
func (p *printed) shared(n, i int, whole string) (best string) {
	for _, k := range []int{n - 1, n + 1} {
		if k < 0 || k >= len(p.close) || p.close[k].row-p.close[n].row != k-n {
			continue
		}
		cells := p.Rows[p.close[k].row].Cells[p.close[k].lead:]
		a, b := strings.Fields(whole), strings.Fields(strings.TrimSpace(cells[i-1]+" "+cells[i]))
		same := 0
		for same < min(len(a), len(b)) && a[same] == b[same] {
			same++
		}
		if s := strings.Join(a[:same], " "); same < len(a) && same < len(b) && len(s) > len(best) {
			best = s
		}
	}
	return best
}
