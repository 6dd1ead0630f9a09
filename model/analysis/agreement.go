package analysis

import (
	"maps"
	"slices"
)

// Coded is what one coder said of one unit. A unit may have any number of
// coders, each once; who said nothing of it is not there.
type Coded struct {
	Unit, Coder, Value string
}

// CoderAgreement is how far coders agree beyond chance.
type CoderAgreement struct {
	// Alpha is Krippendorff's for nominal values: 1 if all agree, 0 as by
	// chance, below 0 if they differ systematically. Nil if no unit has two
	// coders, or all that were paired are the same value: without variation
	// there is nothing that agreement could be told from chance by.
	Alpha *float64 `json:"alpha"`
	// Units counts the units with at least two coders, Values the values of
	// these.
	Units  int `json:"units"`
	Values int `json:"values"`
	// Differ lists the units on which not all agree.
	Differ []Difference `json:"differ"`
}

// Difference is a unit with what each coder said of it, in order of coders.
type Difference struct {
	Unit  string  `json:"unit"`
	Coded []Coded `json:"coded"`
}

// Agree computes Krippendorff's α for nominal values, with data missing or not:
// α = 1 − (n−1) · Σ_u Σ_{c≠k} n_uc·n_uk/(n_u−1) / Σ_{c≠k} n_c·n_k, over units u
// with n_u ≥ 2 values, n values in all. Of a coder's values of one unit the
// first counts.
// Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
func Agree(list []Coded) CoderAgreement {
	units := byUnit(list)
	a := CoderAgreement{Differ: []Difference{}}
	all := map[string]int{}
	observed := 0.0
	for _, unit := range slices.Sorted(maps.Keys(units)) {
		coded := units[unit]
		if len(coded) < 2 {
			continue
		}
		a.Units++
		a.Values += len(coded)
		values := map[string]int{}
		for _, c := range coded {
			values[c.Value]++
			all[c.Value]++
		}
		if len(values) > 1 {
			a.Differ = append(a.Differ, Difference{unit, coded})
		}
		observed += float64(unequal(values, len(coded))) / float64(len(coded)-1)
	}
	if expected := unequal(all, a.Values); expected > 0 {
		alpha := 1 - float64(a.Values-1)*observed/float64(expected)
		a.Alpha = &alpha
	}
	return a
}

// unequal counts ordered pairs of n values that differ.
func unequal(values map[string]int, n int) int {
	pairs := n * n
	for _, k := range values {
		pairs -= k * k
	}
	return pairs
}

// byUnit gathers what coders said, in order of coders, each once.
func byUnit(list []Coded) map[string][]Coded {
	units := map[string][]Coded{}
	for _, c := range list {
		if !slices.ContainsFunc(units[c.Unit], func(o Coded) bool { return o.Coder == c.Coder }) {
			units[c.Unit] = append(units[c.Unit], c)
		}
	}
	for _, coded := range units {
		slices.SortFunc(coded, func(a, b Coded) int {
			if a.Coder < b.Coder {
				return -1
			}
			return 1
		})
	}
	return units
}

// Kappa computes Cohen's κ of two coders: (p_o − p_e)/(1 − p_e), where p_o is
// the share of units on which they agree and p_e what their own shares of each
// value would give by chance. N counts units that both coded. Nil without any,
// or if p_e is 1: both always said the same one value. 1 at most, and below 0
// if they agree less than by chance.
// Source: Cohen 1960, Educational and Psychological Measurement 20, 37–46.
func Kappa(list []Coded, one, other string) (kappa *float64, n int) {
	first, second := map[string]int{}, map[string]int{}
	same := 0
	for _, coded := range byUnit(list) {
		i := slices.IndexFunc(coded, func(c Coded) bool { return c.Coder == one })
		k := slices.IndexFunc(coded, func(c Coded) bool { return c.Coder == other })
		if i < 0 || k < 0 || one == other {
			continue
		}
		n++
		first[coded[i].Value]++
		second[coded[k].Value]++
		if coded[i].Value == coded[k].Value {
			same++
		}
	}
	chance := 0
	for value, m := range first {
		chance += m * second[value]
	}
	if n == 0 || chance == n*n {
		return nil, n
	}
	k := float64(same*n-chance) / float64(n*n-chance)
	return &k, n
}
