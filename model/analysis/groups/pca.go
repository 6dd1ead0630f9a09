package groups

import "math"

// PCA holds the two directions in which the votes differ most: the first two
// eigenvectors of ZᵀZ, Z being the centred votes with 0 where nobody voted and
// in Out columns (spec §3). It is converged, not a fixed number of steps.
type PCA struct {
	// Components are unit vectors over the matrix's columns, each with its
	// largest loading positive. A direction without variance is all zero.
	Components [2][]float64
	// Variance is ‖Z·p‖²/(n−1), n being the voters; Ratio is its share of the
	// whole, ‖Z‖²/(n−1), 0 to 1. Both are 0 if nobody differs.
	Variance, Ratio [2]float64
	// Means are the columns' mean votes, −1 to 1; 0 for Out.
	Means []float64
	// Residual is the greater ‖ZᵀZp − λp‖ of the two, over the first λ.
	Residual float64
	// Steps is how many times the votes were gone through.
	Steps int
}

// maxSteps bounds the Lanczos basis. A gap of one ten-thousandth between the
// second and third eigenvalue is still resolved within it.
const maxSteps = 600

// NewPCA finds the directions by Lanczos' method with full orthogonalisation:
// each step is one pass over the votes. It ends when the residual bounds the
// error of each direction by about 1e-9, or the space is exhausted.
func NewPCA(m *Matrix) PCA {
	z, means := m.centred()
	n := len(m.ids)
	p := PCA{Components: [2][]float64{make([]float64, n), make([]float64, n)}, Means: means}
	total := m.total(z)
	denominator := math.Max(1, float64(m.Voters()-1))
	if n == 1 && !m.out[0] {
		p.Components[0][0] = 1
		if p.Variance[0] = total / denominator; total > 0 {
			p.Ratio[0] = 1
		}
	}
	if n < 2 || total == 0 {
		return p
	}
	l := &lanczos{op: newSquare(m, z), scale: total}
	l.run()
	for k := range 2 {
		direction, value := l.pair(k)
		if value <= 1e-12*total {
			continue
		}
		fixSign(direction)
		p.Components[k] = direction
		p.Variance[k] = value / denominator
		p.Ratio[k] = value / total
		p.Residual = math.Max(p.Residual, l.residual(direction, value))
	}
	p.Steps = l.op.passes
	if p.Variance[0] > 0 {
		p.Residual /= p.Variance[0] * denominator
	}
	return p
}

// fixSign turns a vector so that its largest loading is positive.
func fixSign(v []float64) {
	largest := 0
	for i, x := range v {
		// Loadings that differ by rounding only count as equal, so that the
		// first decides.
		if math.Abs(x) > math.Abs(v[largest])*(1+1e-9) {
			largest = i
		}
	}
	if v[largest] < 0 {
		for i := range v {
			v[i] = 0 - v[i] // and not −0
		}
	}
}

// square applies ZᵀZ to a vector in one pass over the votes.
type square struct {
	m      *Matrix
	z      []float64
	table  []float64
	sums   [][]float64 // by block
	passes int
}

func newSquare(m *Matrix, z []float64) *square {
	s := &square{m: m, z: z, table: make([]float64, len(z)), sums: make([][]float64, len(m.blocks))}
	for b := range s.sums {
		s.sums[b] = make([]float64, len(z))
	}
	return s
}

// apply gives ZᵀZu. The votes of a row add up to (Zu)_i from a table of z·u by
// code; that sum is collected by code, and weighed with z once at the end. The
// blocks' sums are added in the order of the blocks.
func (s *square) apply(u []float64) []float64 {
	s.passes++
	for c := range s.table {
		s.table[c] = s.z[c] * u[c/3]
	}
	s.m.eachBlock(func(b, from, until int) {
		table, sums := s.table, s.sums[b]
		clear(sums)
		for r := from; r < until; r++ {
			votes := s.m.votes(r)
			sum := 0.0
			for _, c := range votes {
				sum += table[c]
			}
			for _, c := range votes {
				sums[c] += sum
			}
		}
	})
	y := make([]float64, len(u))
	for c, z := range s.z {
		sum := 0.0
		for _, sums := range s.sums {
			sum += sums[c]
		}
		y[c/3] += z * sum
	}
	return y
}

// lanczos builds an orthonormal basis in which ZᵀZ is tridiagonal: diagonal
// alpha, off-diagonal beta.
type lanczos struct {
	op          *square
	scale       float64 // the trace of ZᵀZ
	basis       [][]float64
	alpha, beta []float64
	values      []float64   // eigenvalues of the tridiagonal matrix, descending
	vectors     [][]float64 // its eigenvectors, by eigenvalue
}

func (l *lanczos) run() {
	n := len(l.op.z) / 3
	limit := min(n, maxSteps)
	next, fresh := l.fresh(n), true
	for next != nil && len(l.basis) < limit {
		l.basis = append(l.basis, next)
		y := l.op.apply(next)
		l.alpha = append(l.alpha, dot(y, next))
		l.orthogonalise(y)
		length := norm(y)
		closed := length <= 1e-13*l.scale
		if closed && fresh && l.alpha[len(l.alpha)-1] <= 1e-13*l.scale {
			break // a random vector gives nothing: there is nothing outside the basis
		}
		if closed {
			// The space is closed: what else there is lies outside it.
			length, next = 0, l.fresh(n)
		} else {
			next = y
			scaleBy(next, 1/length)
		}
		fresh = closed
		l.beta = append(l.beta, length)
		if steps := len(l.basis); steps == limit || steps >= 12 && steps%6 == 0 {
			if l.solve(); l.converged(n) {
				return
			}
		}
	}
	l.solve()
}

func (l *lanczos) solve() {
	l.values, l.vectors = tridiagonal(l.alpha, l.beta[:len(l.alpha)-1])
}

// converged tells whether the residuals of the first two pairs are small
// against the gaps to their neighbours: their quotient bounds the error of the
// direction. Small matrices go through all steps, which finds double
// eigenvalues too.
func (l *lanczos) converged(n int) bool {
	steps := len(l.basis)
	if n <= 32 || steps < 3 {
		return steps == n
	}
	last := l.beta[steps-1]
	if last == 0 {
		return false
	}
	for k := range 2 {
		gap := l.values[k] - l.values[k+1]
		if k == 1 {
			gap = math.Min(gap, l.values[0]-l.values[1])
		}
		allowed := math.Max(1e-9*gap, 1e-14*l.values[0])
		if last*math.Abs(l.vectors[k][steps-1]) > allowed {
			return false
		}
	}
	return true
}

// pair is the k-th direction with its eigenvalue; zeros if there is none.
func (l *lanczos) pair(k int) ([]float64, float64) {
	direction := make([]float64, len(l.op.z)/3)
	if k >= len(l.values) {
		return direction, 0
	}
	for i, b := range l.basis {
		add(direction, l.vectors[k][i], b)
	}
	if length := norm(direction); length > 0 {
		scaleBy(direction, 1/length)
	}
	return direction, l.values[k]
}

func (l *lanczos) residual(direction []float64, value float64) float64 {
	y := l.op.apply(direction)
	add(y, -value, direction)
	return norm(y)
}

// orthogonalise takes from y its parts along the basis, twice: once leaves
// rounding errors that grow.
func (l *lanczos) orthogonalise(y []float64) {
	for range 2 {
		for _, b := range l.basis {
			add(y, -dot(y, b), b)
		}
	}
}

// fresh is a unit vector orthogonal to the basis, nil if there is none. Its
// entries are fixed pseudo-random numbers on the columns that vary.
func (l *lanczos) fresh(n int) []float64 {
	for try := range 3 {
		y := make([]float64, n)
		for j := range y {
			if l.op.m.varies(j) {
				y[j] = unit(uint64(try), uint64(len(l.basis)), uint64(j)) - 0.5
			}
		}
		l.orthogonalise(y)
		if length := norm(y); length > 1e-6 {
			scaleBy(y, 1/length)
			return y
		}
	}
	return nil
}
