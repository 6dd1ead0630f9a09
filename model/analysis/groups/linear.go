package groups

import (
	"cmp"
	"math"
	"slices"
)

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

// add does y += factor·x.
func add(y []float64, factor float64, x []float64) {
	for i := range y {
		y[i] += factor * x[i]
	}
}

func scaleBy(y []float64, factor float64) {
	for i := range y {
		y[i] *= factor
	}
}

// tridiagonal gives all eigenvalues, descending, and unit eigenvectors of the
// symmetric matrix with this diagonal and off-diagonal, by QR steps with
// Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3).
func tridiagonal(diagonal, off []float64) (values []float64, vectors [][]float64) {
	n := len(diagonal)
	d, e := slices.Clone(diagonal), slices.Clone(off)
	q := make([][]float64, n) // columns of the product of all rotations
	for i := range q {
		q[i] = make([]float64, n)
		q[i][i] = 1
	}
	for hi, rounds := n-1, 0; hi > 0; {
		if math.Abs(e[hi-1]) <= 1e-16*(math.Abs(d[hi-1])+math.Abs(d[hi])) || rounds == 100 {
			e[hi-1] = 0
			hi, rounds = hi-1, 0
			continue
		}
		lo := hi - 1
		for lo > 0 && math.Abs(e[lo-1]) > 1e-16*(math.Abs(d[lo-1])+math.Abs(d[lo])) {
			lo--
		}
		sweep(d, e, q, lo, hi)
		rounds++
	}
	at := make([]int, n)
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(d[b], d[a]) })
	for _, i := range at {
		values, vectors = append(values, d[i]), append(vectors, q[i])
	}
	return values, vectors
}

// sweep is one implicit QR step on the rows lo … hi: a rotation chosen by the
// shift makes a bulge, and each further rotation moves it down by one.
func sweep(d, e []float64, q [][]float64, lo, hi int) {
	delta := (d[hi-1] - d[hi]) / 2
	shift := d[hi] - e[hi-1]*e[hi-1]/(delta+math.Copysign(math.Hypot(delta, e[hi-1]), delta))
	x, bulge := d[lo]-shift, e[lo]
	for k := lo; k < hi; k++ {
		c, s := 1.0, 0.0
		if r := math.Hypot(x, bulge); r > 0 {
			c, s = x/r, bulge/r
			if k > lo {
				e[k-1] = r
			}
		} else if k > lo {
			e[k-1] = 0
		}
		a, b, m := d[k], d[k+1], e[k]
		d[k] = c*c*a + 2*c*s*m + s*s*b
		d[k+1] = s*s*a - 2*c*s*m + c*c*b
		e[k] = c*s*(b-a) + (c*c-s*s)*m
		x = e[k]
		if k+1 < hi {
			bulge = s * e[k+1]
			e[k+1] *= c
		}
		for i := range q[k] {
			u, v := q[k][i], q[k+1][i]
			q[k][i], q[k+1][i] = c*u+s*v, c*v-s*u
		}
	}
}

// mix spreads the bits of a number over all 64 (Steele, Lea and Flood,
// Fast Splittable Pseudorandom Number Generators, 2014: SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// unit is a pseudo-random number in [0, 1) that depends on its keys alone.
func unit(keys ...uint64) float64 {
	x := uint64(0)
	for _, k := range keys {
		x = mix(x ^ k)
	}
	return float64(x>>11) / (1 << 53)
}
