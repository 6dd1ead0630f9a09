package text

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// forms are the shapes of an Arabic letter that stand alone, end, begin or
// continue a joined group; 0 where Unicode has none.
type forms struct{ isolated, final, initial, medial rune }

const (
	lam     = 0x0644
	tatweel = 0x0640
	zwnj    = 0x200C
	zwj     = 0x200D
)

// letterForms maps letters, ligatures an alef to lam's ligature with it,
// formLetters each form back to its letters.
var letterForms, ligatures, formLetters = deriveForms()

// deriveForms reads the shapes out of Unicode's compatibility decompositions.
// The forms of one letter stand in the order isolated, final, initial, medial.
func deriveForms() (letters, ligatures map[rune]forms, back map[rune]string) {
	letters, ligatures, back = map[rune]forms{}, map[rune]forms{}, map[rune]string{}
	for form := rune(0xFB50); form <= 0xFEFC; form++ {
		whole := norm.NFC.String(norm.NFKD.String(string(form)))
		rs := []rune(whole)
		if whole == string(form) || !unicode.Is(unicode.Arabic, rs[0]) {
			continue // unassigned, a sign, or a mark on a blank
		}
		back[form] = whole
		switch {
		case form == 0xFBE8 || form == 0xFBE9:
			// The initial and medial form of alef maksura stand before its
			// isolated and final ones; they are added below.
		case len(rs) == 1:
			letters[rs[0]] = letters[rs[0]].add(form)
		case len(rs) == 2 && rs[0] == lam && form >= 0xFEF5:
			ligatures[rs[1]] = ligatures[rs[1]].add(form)
		}
	}
	maksura := letters[0x0649]
	maksura.initial, maksura.medial = 0xFBE8, 0xFBE9
	letters[0x0649] = maksura
	return letters, ligatures, back
}

func (f forms) add(form rune) forms {
	switch {
	case f.isolated == 0:
		f.isolated = form
	case f.final == 0:
		f.final = form
	case f.initial == 0:
		f.initial = form
	case f.medial == 0:
		f.medial = form
	}
	return f
}

// Letters is what a presentation form stands for, in logical order, or r
// itself: for text that is to be found again by its letters.
func Letters(r rune) string {
	if s, ok := formLetters[r]; ok {
		return s
	}
	return string(r)
}

// absorbed marks a rune that is drawn as part of the one before it.
const absorbed rune = 0

// join gives the shape of each rune of a paragraph in logical order: Arabic
// letters as presentation forms, everything else as it is. An alef that lam
// takes in becomes absorbed.
func join(rs []rune) []rune {
	out := append([]rune(nil), rs...)
	for i, r := range rs {
		f, ok := letterForms[r]
		if !ok || out[i] == absorbed {
			continue
		}
		fromBefore := f.final != 0 && passes(rs, neighbour(rs, i, -1))
		next := neighbour(rs, i, 1)
		if r == lam && next >= 0 {
			if lig, ok := ligatures[rs[next]]; ok {
				out[i], out[next] = pick(lig, fromBefore, false), absorbed
				continue
			}
		}
		out[i] = pick(f, fromBefore, f.initial != 0 && takes(rs, next))
	}
	return out
}

// pick chooses a letter's form by what it is joined to.
func pick(f forms, before, after bool) rune {
	switch {
	case before && after && f.medial != 0:
		return f.medial
	case after && f.initial != 0:
		return f.initial
	case before && f.final != 0:
		return f.final
	}
	return f.isolated
}

// neighbour is the position of the next rune in a direction that is no mark on
// a letter, or -1.
func neighbour(rs []rune, i, step int) int {
	for i += step; i >= 0 && i < len(rs); i += step {
		if !transparent(rs[i]) {
			return i
		}
	}
	return -1
}

// transparent reports whether letters join across r.
func transparent(r rune) bool {
	return r != zwnj && r != zwj && (unicode.In(r, unicode.Mn, unicode.Me) || Invisible(r))
}

// passes reports whether the rune at i joins to the one after it.
func passes(rs []rune, i int) bool {
	if i < 0 {
		return false
	}
	return rs[i] == tatweel || rs[i] == zwj || letterForms[rs[i]].initial != 0
}

// takes reports whether the rune at i joins to the one before it.
func takes(rs []rune, i int) bool {
	if i < 0 {
		return false
	}
	return rs[i] == tatweel || rs[i] == zwj || letterForms[rs[i]].final != 0
}
