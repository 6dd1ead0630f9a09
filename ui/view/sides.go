package view

import (
	"strings"
	"unicode"
)

// Marks that have a direction and nothing to see.
const (
	markLTR = "\u200E"
	markRTL = "\u200F"
)

// rightToLeft says whether the first letter of a text belongs to a script that
// is written from right to left.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}

// sideBySide sets facts in a row. Each keeps its own direction and its place,
// whatever its neighbours are: else a figure beside Arabic would leave the word
// that it counts. The row runs from right to left if rtl.
func sideBySide(facts []string, rtl bool) string {
	any := rtl
	for _, f := range facts {
		any = any || rightToLeft(f)
	}
	if !any {
		return strings.Join(facts, " · ")
	}
	row := markLTR
	if rtl {
		row = markRTL
	}
	var b strings.Builder
	for i, f := range facts {
		if i > 0 {
			b.WriteString(row + " · ")
		}
		b.WriteString(row)
		if own := rightToLeft(f); own != rtl {
			other := markLTR
			if own {
				other = markRTL
			}
			f = other + f + other
		}
		b.WriteString(f)
	}
	return b.String()
}
