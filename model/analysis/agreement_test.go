package analysis

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// table makes units of rows, one a coder; "." is a unit that was not coded.
func table(rows ...string) (list []Coded) {
	for r, row := range rows {
		for u, value := range strings.Fields(row) {
			if value != "." {
				list = append(list, Coded{strconv.Itoa(u + 1), string(rune('A' + r)), value})
			}
		}
	}
	return list
}

// The worked examples of Krippendorff 2011: A (two coders, binary), C (four
// coders, five values, data missing); B's values are A's kind with five.
func TestAgree(t *testing.T) {
	tests := []struct {
		name   string
		list   []Coded
		alpha  float64
		none   bool
		units  int
		values int
		differ int
	}{
		{"Krippendorff 2011, A", table("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095, false, 10, 20, 4},
		{"Krippendorff 2011, C", table("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."), 0.743, false, 11, 40, 3},
		{"all agree", table("a b", "a b"), 1, false, 2, 4, 0},
		{"one coder", table("a b c"), 0, true, 0, 0, 0},
		{"no variation", table("a a", "a a"), 0, true, 2, 4, 0},
		{"nothing", nil, 0, true, 0, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := Agree(test.list)
			if (a.Alpha == nil) != test.none || a.Alpha != nil && math.Abs(*a.Alpha-test.alpha) > 0.0005 {
				t.Errorf("got %v, want %v", a.Alpha, test.alpha)
			}
			if a.Units != test.units || a.Values != test.values || len(a.Differ) != test.differ {
				t.Errorf("got %d units, %d values, %d differences; want %d, %d, %d", a.Units, a.Values, len(a.Differ), test.units, test.values, test.differ)
			}
		})
	}
}

// By hand from the published formula, Cohen 1960, A Coefficient of Agreement for
// Nominal Scales: κ = (p_o − p_e) / (1 − p_e), with p_o the share of units that
// both raters gave one value and p_e the sum, over the values, of the products of
// the two raters' shares. A table of 100 units and three values: rows, the first
// rater's, add up to 80, 10, 10; columns, the second's, to 80, 5, 15; on the
// diagonal stand 75, 4, 10. So p_o = .89, p_e = .8·.8 + .1·.05 + .1·.15 = .66 and
// κ = .23/.34 = .6765. α by hand: the pooled shares are .8, .075, .125, so
// 1 − .11 / ((1 − .66125)·200/199) = .6769.
func TestKappaByHand(t *testing.T) {
	counts := [3][3]int{{75, 1, 4}, {5, 4, 1}, {0, 0, 10}}
	var list []Coded
	for i, row := range counts {
		for k, n := range row {
			for range n {
				unit := strconv.Itoa(len(list))
				list = append(list, Coded{unit, "A", strconv.Itoa(i)}, Coded{unit, "B", strconv.Itoa(k)})
			}
		}
	}
	for key, want := range map[string]float64{"cohen-kappa/1": 0.23 / 0.34, "krippendorff-alpha/1": 1 - 0.11/((1-0.66125)*200/199)} {
		m, err := Compute(key, Inputs{Subject: "notes:all", Coding: list, Coders: [2]string{"A", "B"}})
		if err != nil || math.Abs(m.Value-want) > 1e-12 || m.N != 100 {
			t.Errorf("%s: got %v of %d, %v; want %v of 100", key, m.Value, m.N, err, want)
		}
	}
	if k, _ := Kappa(list, "A", "B"); k == nil || math.Abs(*k-(0.89-0.66)/(1-0.66)) > 1e-12 {
		t.Errorf("got %v, want %v", k, 0.23/0.34)
	}
}

func TestKappaNone(t *testing.T) {
	for name, list := range map[string][]Coded{"one coder": table("a b"), "no variation": table("a a", "a a"), "nothing": nil} {
		if k, _ := Kappa(list, "A", "B"); k != nil {
			t.Errorf("%s: got %v, want none", name, *k)
		}
	}
}

// Four units: they agree on three, of which chance gives two.
func ExampleKappa() {
	k, n := Kappa([]Coded{
		{"1", "A", "yes"}, {"2", "A", "yes"}, {"3", "A", "no"}, {"4", "A", "no"},
		{"1", "B", "yes"}, {"2", "B", "no"}, {"3", "B", "no"}, {"4", "B", "no"},
	}, "A", "B")
	fmt.Printf("%.2f of %d units\n", *k, n)
	// Output: 0.50 of 4 units
}

func ExampleAgree() {
	a := Agree([]Coded{{"1", "A", "yes"}, {"1", "B", "yes"}, {"2", "A", "no"}, {"2", "B", "no"}, {"3", "A", "no"}})
	fmt.Printf("%.0f of %d units\n", *a.Alpha, a.Units)
	// Output: 1 of 2 units
}
