package paper

import (
	"math"
	"strconv"
	"strings"

	"consilience/model"
)

const nbsp = "\u00a0"

// String prints the figure in its form. Without measures it is "–".
func (n Number) String() string {
	if len(n.Measures) == 0 {
		return "–"
	}
	m := n.Measures[0]
	of, to := " of"+nbsp, " to"+nbsp
	percent := func(m model.Measure) string { return percentIn(n.Language, m) }
	switch n.Language {
	case "es":
		of, to = " de"+nbsp, " a"+nbsp
	case "fr":
		of, to = " sur"+nbsp, " à"+nbsp
	}
	switch n.Form {
	case OfBase:
		if m.Unit == model.UnitPercent && m.N > 0 { // counts are not known
			return percent(m) + of + Whole(float64(m.N))
		}
		if m.Unit != model.UnitShare {
			return percent(m)
		}
		p := m
		if len(n.Measures) > 1 {
			p = n.Measures[1]
		}
		return Whole(float64(m.Count)) + of + Whole(float64(m.N)) + " (" + percent(p) + ")"
	case Percent:
		return percent(m)
	case Between:
		if len(n.Measures) < 2 {
			return "–"
		}
		return strconv.FormatFloat(m.Value*100, 'f', 0, 64) + to + percent(n.Measures[1])
	case Sum:
		var sum float64
		for _, m := range n.Measures {
			sum += m.Value
		}
		return Whole(sum)
	}
	return Whole(m.Value)
}

// percentIn is percent with the language's decimal sign.
func percentIn(language string, m model.Measure) string {
	s := percent(m)
	if language == "es" || language == "fr" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// percent prints a share rounded to the whole, a published percentage as it
// was published.
func percent(m model.Measure) string {
	if m.Unit == model.UnitPercent {
		return strconv.FormatFloat(m.Value, 'f', -1, 64) + nbsp + "%"
	}
	return strconv.FormatFloat(m.Value*100, 'f', 0, 64) + nbsp + "%"
}

// Whole prints a count with thin no-break spaces between thousands.
func Whole(v float64) string {
	s, rest, broken := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	for i := len(s) - 3; i > 0 && len(s) > 4; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	if broken {
		s += "." + rest
	}
	if v < 0 {
		s = "−" + s
	}
	return s
}

func pageWord(page int) string {
	if page == 0 {
		return "0"
	}
	return strconv.Itoa(page)
}
