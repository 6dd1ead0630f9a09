package analysis

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Personal is a piece of personal data in a text. Start and End count
// characters (code points) from 0, End not included.
type Personal struct {
	Kind       PersonalKind
	Start, End int
}

// PersonalKind is what kind of personal data was found.
type PersonalKind string

// The kinds, each found by a rule that stands at its function.
const (
	PersonalEmail  PersonalKind = "e-mail address"
	PersonalPhone  PersonalKind = "telephone number"
	PersonalIBAN   PersonalKind = "bank account number"
	PersonalHandle PersonalKind = "name on a social network"
	PersonalPage   PersonalKind = "address of a person's page"
)

// PersonalKinds are all kinds of personal data that are looked for.
var PersonalKinds = []PersonalKind{PersonalEmail, PersonalPhone, PersonalIBAN, PersonalHandle, PersonalPage}

// FindPersonal finds e-mail addresses, telephone numbers, bank account numbers,
// names on social networks and addresses of persons' pages, in order, none
// overlapping. It knows patterns only: names and addresses of streets are not
// found.
func FindPersonal(text string) []Personal {
	if !strings.ContainsAny(text, "@＠﹫") && !strings.ContainsFunc(text, unicode.IsDigit) && !strings.Contains(text, "/") && !obfuscated.MatchString(text) {
		return nil
	}
	if plainASCII(text) && !slices.ContainsFunc(PersonalKinds, func(k PersonalKind) bool { return possible(k, text) }) {
		return nil // it is seen as it stands
	}
	runes, at := visible(text)
	seen := string(runes)
	offset := make([]int, 0, len(seen)+1) // byte of seen to position in runes
	for i, r := range runes {
		for range len(string(r)) {
			offset = append(offset, i)
		}
	}
	offset = append(offset, len(runes))
	var found []Personal
	add := func(kind PersonalKind, from, to int) {
		p := Personal{kind, at[offset[from]], at[offset[to]-1] + 1}
		if !slices.ContainsFunc(found, func(q Personal) bool { return p.Start < q.End && q.Start < p.End }) {
			found = append(found, p)
		}
	}
	for _, rule := range personalRules {
		if !possible(rule.kind, seen) {
			continue
		}
		for _, m := range rule.pattern.FindAllStringSubmatchIndex(seen, -1) {
			if from, to := m[2], m[3]; from < to && (rule.valid == nil || rule.valid(seen, from, to)) {
				add(rule.kind, from, to)
			}
		}
	}
	slices.SortFunc(found, func(a, b Personal) int { return a.Start - b.Start })
	return found
}

// plainASCII reports whether a text has nothing but printing ASCII characters
// and line ends.
func plainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0x7f || c < ' ' && c != '\n' {
			return false
		}
	}
	return true
}

// possible says whether a text has what any match of a rule must have. It is
// far quicker than the rule: most texts with a digit hold a year or a number.
func possible(kind PersonalKind, seen string) bool {
	switch kind {
	case PersonalPage:
		return strings.Contains(seen, "/")
	case PersonalEmail:
		return strings.Contains(seen, "@") || strings.ContainsAny(seen, "[({")
	case PersonalHandle:
		return strings.Contains(seen, "@")
	case PersonalIBAN: // two capitals, then two digits
		for i := 3; i < len(seen); i++ {
			if isDigit(seen[i]) && isDigit(seen[i-1]) && isCapital(seen[i-2]) && isCapital(seen[i-3]) {
				return true
			}
		}
		return false
	case PersonalPhone: // at least seven characters of numbers on end, two of them digits
		run := 0
		for i := range len(seen) {
			if isDigit(seen[i]) || strings.IndexByte(" ()./-", seen[i]) >= 0 {
				if run++; run >= 7 {
					return true
				}
				continue
			}
			run = 0
		}
		return false
	}
	return true
}

func isDigit(c byte) bool   { return c >= '0' && c <= '9' }
func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

// visible gives the characters of a text without those that have no shape,
// full-width forms as plain ones, digits of every script as 0 to 9, and for
// each the position that it has in the text.
func visible(text string) (runes []rune, at []int) {
	i := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x034F:
			i++
			continue
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r == '﹫':
			r = '@'
		case r == '。' || r == '｡':
			r = '.'
		case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
			r = '-'
		case unicode.IsSpace(r) && r != '\n':
			r = ' '
		case r > 0x7f && unicode.Is(unicode.Nd, r):
			r = '0' + digitValue(r)
		}
		runes, at = append(runes, r), append(at, i)
		i++
	}
	return runes, at
}

// digitValue is the value of a decimal digit: Unicode lays them out in runs of
// ten from zero to nine, most of which begin at a multiple of 16 or 6 past it.
func digitValue(r rune) rune {
	for v := rune(0); v < 10; v++ {
		if !unicode.Is(unicode.Nd, r-v-1) {
			return v
		}
	}
	return (r - '0') % 10
}

var obfuscated = regexp.MustCompile(`(?i)[\[({]\s*at\s*[\])}]`)

// personalRules are asked in order; what one has found no later one finds
// again. The first group of a pattern is what is found.
var personalRules = []struct {
	kind    PersonalKind
	pattern *regexp.Regexp
	valid   func(text string, from, to int) bool
}{
	// A page of a person on one of the networks where pages are persons'.
	{PersonalPage, regexp.MustCompile(`(?i)((?:https?://)?(?:[a-z]{2,3}\.)?(?:linkedin\.com/in/|facebook\.com/(?:people/|profile\.php\?id=)|(?:twitter|x)\.com/|instagram\.com/|t\.me/|wa\.me/|orcid\.org/|tiktok\.com/@)[\p{L}\p{N}_.\-]+)`), wordBefore},
	// Something, an at sign or "(at)", and a domain with a letters-only end.
	{PersonalEmail, regexp.MustCompile(`(?i)([\p{L}\p{N}\p{M}._%+\-']*[\p{L}\p{N}\p{M}_%+\-] ?(?:@|[\[({] ?at ?[\])}]) ?(?:[\p{L}\p{N}\p{M}\-]+ ?(?:\.|[\[({] ?dot ?[\])}]) ?)+[\p{L}\p{M}]{2,24})`), nil},
	// Two letters, two digits, 11 to 30 more, with the check digits of ISO 13616.
	{PersonalIBAN, regexp.MustCompile(`\b([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30})`), validIBAN},
	// + or 00 and a country, or a trunk 0, or brackets, or three groups.
	{PersonalPhone, regexp.MustCompile(`((?:\+|\b00|\(|\b)[0-9][0-9 ()./\-]{5,24}[0-9])`), validPhone},
	// An at sign at the start of a word, and a name with a letter.
	{PersonalHandle, regexp.MustCompile(`(?:^|[\s(,;:"“])(@[A-Za-z0-9_]{2,29}[A-Za-z0-9_])`), func(t string, from, to int) bool {
		return strings.ContainsFunc(t[from:to], unicode.IsLetter)
	}},
}

// wordBefore refuses a match in the middle of a longer name.
func wordBefore(text string, from, _ int) bool {
	if from == 0 {
		return true
	}
	c := text[from-1]
	return c < 0x80 && c != '-' && c != '.' && !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c))
}

// validIBAN computes the check digits: 98 − (digits mod 97), ISO 7064.
func validIBAN(text string, from, to int) bool {
	s := strings.ReplaceAll(text[from:to], " ", "")
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rest := 0
	for _, c := range s[4:] + s[:4] {
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		default:
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}

var (
	phoneWord = regexp.MustCompile(`(?i)(?:\btel|phone|call|mobile|cell|whats\s?app|\bfax|\bsms|tél|teléf|móvil|celular|telef|handy|هاتف|جوال|тел|电话|電話|טלפון)[\p{L}.:#()\s]{0,12}$`)
	dateLike  = regexp.MustCompile(`^(?:[0-9]{4}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2}|[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{2,4}|[0-9]{4} ?[-/] ?[0-9]{2,4})`)
	american  = regexp.MustCompile(`^(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-.])[0-9]{3}[-.][0-9]{4}$`)
	thousands = regexp.MustCompile(`^[0-9]{1,3}(?:[ .][0-9]{3})+$`)
)

// validPhone accepts 8 to 15 digits (ITU E.164) after + or 00, 9 to 12 after a
// trunk 0, the American grouping, and 6 to 15 after a word such as "tel.".
// Dates, spans of years and grouped thousands are none.
func validPhone(text string, from, to int) bool {
	s := text[from:to]
	digits := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	if digits > 15 || to < len(text) && unicode.IsLetter(rune(text[to])) || from > 0 && (text[from-1] == '.' || text[from-1] == ',' || text[from-1] == '/') {
		return false
	}
	switch {
	case strings.HasPrefix(s, "+"):
		return digits >= 8
	case american.MatchString(s):
		return true
	case phoneWord.MatchString(text[max(0, from-40):from]):
		return digits >= 6
	case dateLike.MatchString(s) || thousands.MatchString(s):
		return false
	case strings.HasPrefix(s, "00"):
		return digits >= 10
	case strings.HasPrefix(s, "0") || strings.HasPrefix(s, "(0"):
		return digits >= 9 && digits <= 12
	}
	return false
}

// Redact gives a text with all personal data that FindPersonal finds taken out,
// each with words in its place that say what stood there.
func Redact(text string) string {
	found := FindPersonal(text)
	if len(found) == 0 {
		return text
	}
	runes := []rune(text)
	var b strings.Builder
	last := 0
	for _, p := range found {
		b.WriteString(string(runes[last:p.Start]))
		b.WriteString("[" + string(p.Kind) + " removed]")
		last = p.End
	}
	b.WriteString(string(runes[last:]))
	return b.String()
}
