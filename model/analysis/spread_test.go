package analysis

import (
	"math"
	"testing"
)

// The first vector and its 0.6113333 are those of the R package agrmt
// (function agreement); the others follow from the definition.
func TestAgreement(t *testing.T) {
	for _, test := range []struct {
		name   string
		counts []int
		want   float64
		ok     bool
	}{
		{"agrmt", []int{30, 40, 210, 130, 530, 50, 10}, 0.6113333, true},
		{"two poles", []int{5, 0, 0, 0, 5}, -1, true},
		{"flat", []int{4, 4, 4, 4, 4}, 0, true},
		{"two neighbours", []int{0, 0, 0, 5, 5}, 0.75, true},
		{"one point", []int{0, 0, 9, 0, 0}, 1, true},
		{"no answers", []int{0, 0, 0}, 0, false},
		{"two points", []int{3, 4}, 0, false},
	} {
		got, ok := Agreement(test.counts)
		if ok != test.ok || math.Abs(got-test.want) > 5e-8 {
			t.Errorf("%s: got %.7f, %v, want %.7f, %v", test.name, got, ok, test.want, test.ok)
		}
	}
}

// Five judges who rank alike, and two who rank in opposite order, are the two
// ends; the middle case is worked by hand: rank sums 4, 8, 6 about 6, S = 8,
// W = 12·8 / (4·24·…) with n = 3, m = 3: 96 / 216.
func TestKendallW(t *testing.T) {
	same := []float64{1, 2, 3}
	for _, test := range []struct {
		name     string
		rankings [][]float64
		want     float64
		ok       bool
	}{
		{"alike", [][]float64{same, same, same, same, same}, 1, true},
		{"opposite", [][]float64{{1, 2, 3}, {3, 2, 1}}, 0, true},
		{"in between", [][]float64{{1, 3, 2}, {1, 3, 2}, {2, 2, 2}}, 96.0 / 216, true},
		{"one person", [][]float64{same}, 0, false},
		{"uneven", [][]float64{same, {1, 2}}, 0, false},
	} {
		got, ok := KendallW(test.rankings)
		if ok != test.ok || math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: got %v, %v, want %v, %v", test.name, got, ok, test.want, test.ok)
		}
	}
}

// Values as numpy.quantile gives for 1, 2, 2, 3, 10 (type 7).
func TestQuantile(t *testing.T) {
	levels := []Level{{1, 1}, {2, 2}, {3, 1}, {10, 1}}
	for p, want := range map[float64]float64{0: 1, 0.25: 2, 0.5: 2, 0.75: 3, 0.9: 7.2, 1: 10} {
		if got, ok := Quantile(levels, p); !ok || math.Abs(got-want) > 1e-12 {
			t.Errorf("%v: got %v, want %v", p, got, want)
		}
	}
	if _, ok := Quantile(nil, 0.5); ok {
		t.Error("got a median of no answers")
	}
}
