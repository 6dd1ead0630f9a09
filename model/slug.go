package model

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// Slug turns a name into a source id or object id: lower case, Latin letters
// without their marks ("José" is jose), every run of other characters than
// letters, digits and dots one hyphen. A name in another script gives "".
func Slug(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(name) {
		plain, latin := latinLetters[r]
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' && b.Len() > 0:
			plain = string(r)
		case r >= '\u0300' && r <= '\u036f' && !dash: // a mark that stands by itself goes with its letter
			continue
		case !latin:
			dash = true
			continue
		}
		if dash && b.Len() > 0 {
			b.WriteByte('-')
		}
		dash = false
		b.WriteString(plain)
	}
	return strings.TrimRight(b.String(), ".")
}

// NamedID makes an id of the name that people gave a file or folder: its Slug,
// or kind where that is empty. Letters that Slug leaves out are told by a digest
// behind it, so that two names in Arabic do not become one id.
func NamedID(name, kind string) string {
	id := Slug(name)
	if id == "" {
		id = kind
	}
	left := func(r rune) bool {
		_, latin := latinLetters[r]
		return !latin && r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	if !strings.ContainsFunc(strings.ToLower(name), left) {
		return id
	}
	sum := sha256.Sum256([]byte(name))
	return id + "-" + hex.EncodeToString(sum[:4])
}

// latinLetters gives the letters from a to z for those that Latin alphabets
// write with a mark or as one letter of two.
var latinLetters = foldTable(map[string]string{
	"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěẹẻẽếềểễệə",
	"g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįıǐỉị", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ",
	"o": "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ", "oe": "œ", "r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧț", "th": "þ",
	"u": "ùúûüũūŭůűųǔưụủứừửữự", "w": "ŵ", "y": "ýÿŷỳỵỷỹ", "z": "źżž",
})

func foldTable(letters map[string]string) map[rune]string {
	table := map[rune]string{}
	for plain, marked := range letters {
		for _, r := range marked {
			table[r] = plain
		}
	}
	return table
}
