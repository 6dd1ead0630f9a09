package view

import (
	"strings"
	"unicode"
)

// plainLetters maps accented Latin letters to the letters they are searched
// by: each string begins with the plain letter or letters.
var plainLetters = unfold(
	"a:àáâãäåāăąǎ", "ae:æ", "c:çćĉċč", "d:ďđð", "e:èéêëēĕėęě", "g:ĝğġģ", "h:ĥħ",
	"i:ìíîïĩīĭįı", "j:ĵ", "k:ķ", "l:ĺļľŀł", "n:ñńņňŋ", "o:òóôõöøōŏőǒ", "oe:œ",
	"r:ŕŗř", "s:śŝşšș", "ss:ß", "t:ţťŧțþ", "u:ùúûüũūŭůűųǔ", "w:ŵ", "y:ýÿŷ", "z:źżž",
	"ا:أإآٱ", "ي:ى", "ه:ة",
)

func unfold(groups ...string) map[rune]string {
	m := map[rune]string{}
	for _, g := range groups {
		plain, letters, _ := strings.Cut(g, ":")
		for _, r := range letters {
			m[r] = plain
		}
	}
	return m
}

// Fold is text as it is searched: lower case, without accents, vowel signs and
// the stretching of Arabic; the forms of alef are one letter. "Éthique" and
// "ethique" fold alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		if r == 'ـ' || unicode.Is(unicode.Mn, r) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Matches reports whether folded text holds every word of folded words.
func Matches(folded string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(folded, w) {
			return false
		}
	}
	return true
}
