// Package text prepares text as it is set on screen and on paper: what may not
// be printed is taken out, lines are broken, right-to-left text is put in
// visual order with its letters joined. It knows no font: widths come from the
// caller, in the caller's unit.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// OneLine is a text, cleaned, on one line; no-break spaces stay.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(Clean(s), func(r rune) bool { return r == ' ' || r == '\n' }), " ")
}

// Clean makes any string safe to be set: valid UTF-8 in NFC, without control
// characters (but with line breaks as \n), without directional embeddings,
// overrides and isolates, without variation selectors and language tags. A tab
// becomes a space; what has no agreed meaning (private use, noncharacters)
// becomes U+FFFD. Cleaning twice changes nothing more.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return norm.NFC.String(strings.Map(cleanRune, s))
}

// plain reports whether s is printable ASCII and line breaks only, as most
// texts are.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < ' ' && s[i] != '\n') || s[i] > '~' {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r == '\t':
		return ' '
	case unicode.Is(unicode.Cc, r):
		return -1
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x206F:
		return -1 // directional formatting, deprecated formatting
	case r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE0FFF:
		return -1 // byte order mark, interlinear annotation, tags
	case unicode.Is(unicode.Variation_Selector, r):
		return -1
	case unicode.Is(unicode.Co, r), r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE, r == 0xFFFC:
		return utf8.RuneError
	}
	return r
}

// Invisible reports whether r steers how text is set and has no shape of its
// own: joiners, directional marks, soft hyphen, zero-width space.
func Invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case unicode.Is(unicode.Cf, r):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	}
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0:
		return true
	}
	return false
}
