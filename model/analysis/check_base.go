package analysis

import (
	"math"
	"strings"

	"consilience/model"
)

// maxBase is up to which base a search goes where none is stated.
const maxBase = 2000

// FittingBases looks for the bases, 1 to most, of which published percentages
// can be. exact are those where for every percentage some whole count gives it
// as printed, rounded half up or, for all alike, cut off. nearly are those
// where the nearest whole counts give every percentage to one decimal less than
// printed (they lie within half a unit of the last decimal but one), and add up
// to the base. nearly is only looked for with two decimals or more and where
// whole is true: every member of the base stands in exactly one group.
func FittingBases(pcts []float64, decimals, most int, whole bool) (exact, nearly []int) {
	for n := 1; n <= most; n++ {
		if fitsExactly(pcts, decimals, n) {
			exact = append(exact, n)
		}
		if decimals >= 2 && whole && fitsNearly(pcts, decimals, n) {
			nearly = append(nearly, n)
		}
	}
	return exact, nearly
}

func fitsExactly(pcts []float64, decimals, n int) bool {
	unit := math.Pow10(decimals)
	rounded, cut := true, true
	for _, p := range pcts {
		printed := math.Round(p * unit)
		r, c := false, false
		near := int(p * float64(n) / 100)
		for k := max(near-1, 0); k <= near+2 && k <= n; k++ {
			share := 100 * float64(k) / float64(n) * unit
			r = r || math.Floor(share+0.5+1e-9) == printed
			c = c || math.Floor(share+1e-9) == printed
		}
		rounded, cut = rounded && r, cut && c
	}
	return rounded || cut
}

func fitsNearly(pcts []float64, decimals, n int) bool {
	room := 0.5 * math.Pow10(1-decimals)
	sum := 0
	for _, p := range pcts {
		k := math.Round(p * float64(n) / 100)
		if math.Abs(100*k/float64(n)-p) > room+1e-9 {
			return false
		}
		sum += int(k)
	}
	return sum == n
}

// askBase is what to do about percentages whose base is not known.
const askBase = "Ask the publisher how many people the percentages are of, and print that number beside them."

// checkBases asks of every set of percentages in the register whether whole
// numbers of people can give them, out of the people that the same channel's
// total states.
func checkBases(s *Checked, heard []model.Heard) []model.Check {
	var out []model.Check
	for _, part := range seriesOf(s.Heard) {
		part, _ := part.groups()
		if !part.percent() || len(part.rows) < 2 {
			continue
		}
		var pcts []float64
		decimals := 0
		for _, h := range part.rows {
			pcts = append(pcts, *h.Value)
			decimals = max(decimals, decimalsOf(h.Text))
		}
		stated, ok := statedBase(heard, part.channel)
		most := maxBase
		if ok {
			most = int(stated)
		}
		if most < 1 || most > 1_000_000 {
			continue
		}
		whole := math.Abs(part.sum()-100) <= 0.5
		exact, nearly := FittingBases(pcts, decimals, most, whole)
		place := func(c model.Check) model.Check {
			c = c.At(s.Snapshot.Source.ID, part.rows[0].File, part.rows[0].Line)
			if ok {
				c = c.With("base stated", stated, model.UnitPeople)
			}
			for _, n := range append(exact[:len(exact):len(exact)], nearly...) {
				if len(c.Figures) < 12 {
					c = c.With("base that fits", float64(n), model.UnitPeople)
				}
			}
			return c
		}
		switch {
		case ok && len(exact) > 0 && exact[len(exact)-1] == most:
		case ok && len(exact) > 0:
			out = append(out, place(model.NewCheck(model.CheckBase, model.WorthALook, askBase,
				"The percentages by %s (%s) are not of all %d: no whole numbers of %d give them. They fit a base of %s.", words(part.dimension), part.channel, most, most, bases(exact))))
		case ok && len(nearly) > 0:
			out = append(out, place(model.NewCheck(model.CheckBase, model.Serious, askBase,
				"The percentages by %s (%s) fit no base of %d: no whole numbers give them, nor as printed with any smaller base. To one decimal less, with counts that add up, they fit a base of %s.", words(part.dimension), part.channel, most, bases(nearly))))
		case ok:
			out = append(out, place(model.NewCheck(model.CheckBase, model.Serious, askBase,
				"The percentages by %s (%s) fit no base from 1 to %d: no whole numbers give them.", words(part.dimension), part.channel, most)))
		default:
			out = append(out, place(model.NewCheck(model.CheckBase, model.WorthALook, askBase,
				"The percentages by %s (%s) come without the number of people that they are of.", words(part.dimension), part.channel)))
		}
	}
	return out
}

// statedBase is the total that the register gives for a channel.
func statedBase(heard []model.Heard, c model.Channel) (float64, bool) {
	for _, measure := range []string{"responses", "respondents", "participants", "people", "voters"} {
		for _, h := range heard {
			if h.Channel == c && isTotal(h.Dimension) && h.Measure == measure && h.Value != nil {
				return *h.Value, true
			}
		}
	}
	return 0, false
}

// bases lists the greatest bases, greatest first, at most six.
func bases(list []int) model.Phrase {
	text := model.Phrase{One: "%d", Args: []any{list[len(list)-1]}}
	shown := 1
	for i := len(list) - 2; i >= 0 && shown < 6; i-- {
		text = words("%s or %d", text, list[i])
		shown++
	}
	if more := len(list) - shown; more > 0 {
		text = words("%s (and %d smaller)", text, more)
	}
	return text
}

// decimalsOf counts the decimals of a number as printed.
func decimalsOf(text string) int {
	i := strings.LastIndexAny(text, ".,")
	if i < 0 {
		return 0
	}
	return len(strings.TrimRight(text[i+1:], " %\u00a0"))
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }
