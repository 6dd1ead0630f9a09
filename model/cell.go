package model

import (
	"strconv"
	"strings"
	"unicode"
)

// Formula reports whether a spreadsheet would run a text as a formula: it
// begins, after spaces and invisible characters, with = + - @ (also in full
// width), a tab or a carriage return, and is no number.
func Formula(cell string) bool {
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return true
	}
	s := strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
	if s == "" || !strings.ContainsAny(s[:1], "=+-@") && !strings.HasPrefix(s, "＝") && !strings.HasPrefix(s, "＋") &&
		!strings.HasPrefix(s, "－") && !strings.HasPrefix(s, "＠") {
		return false
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return false
	}
	rest := strings.TrimLeftFunc(s, func(r rune) bool { return strings.ContainsRune("=+-@＝＋－＠ ", r) })
	return rest != "" // a lone dash, as stands for "none", runs nothing
}

// Defuse gives a text as it may stand in a cell of a CSV that people open with
// a spreadsheet: what would run as a formula gets an apostrophe before it,
// which spreadsheets take as "this is text". Everything else is unchanged.
func Defuse(cell string) string {
	if Formula(cell) {
		return "'" + cell
	}
	return cell
}
