package compose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"consilience/model/paper"
	"consilience/model/text"
)

// The analysis words its reasons, limits and concerns in English. What it said
// is recognised here by the sentence it was made of and said again in the
// paper's language; what is not recognised stays, tagged as English.

// pattern is a sentence of the analysis with what was set into it.
type pattern struct {
	english string
	of      *regexp.Regexp
	// part is the longest part that is always there.
	part string
}

// formatVerb is what fmt sets in.
var formatVerb = regexp.MustCompile(`%(?:%|d|s|\.\df)`)

// patterns are the analysis' sentences, those with the most words of their own
// first.
var patterns = sync.OnceValue(func() []pattern {
	var list []pattern
	for english := range retold()["es"] {
		p := pattern{english: english}
		for _, part := range formatVerb.Split(english, -1) {
			if len(part) > len(p.part) {
				p.part = part
			}
		}
		var expr strings.Builder
		at := 0
		for _, m := range formatVerb.FindAllStringIndex(english, -1) {
			expr.WriteString(regexp.QuoteMeta(english[at:m[0]]))
			at = m[1]
			switch english[m[0]:m[1]] {
			case "%%":
				expr.WriteString("%")
				continue
			case "%d":
				expr.WriteString(`(\d+)`)
			case "%s":
				expr.WriteString(`(.+?)`)
			default:
				expr.WriteString(`(\d+\.\d+)`)
			}
		}
		expr.WriteString(regexp.QuoteMeta(english[at:]))
		p.of = regexp.MustCompile(`(?s)^` + expr.String() + `$`)
		list = append(list, p)
	}
	own := func(s string) int { return len(formatVerb.ReplaceAllString(s, "")) }
	slices.SortFunc(list, func(a, b pattern) int {
		if d := own(b.english) - own(a.english); d != 0 {
			return d
		}
		return strings.Compare(a.english, b.english)
	})
	return list
})

// told are sentences of the analysis in the paper's language. What they quote
// of a source is in English, as far as is known, and tagged so.
func (c *composer) told(s string) []paper.Span {
	s = text.OneLine(s)
	if c.language == "en" || s == "" {
		return []paper.Span{word(s)}
	}
	var out []paper.Span
	all := true
	for _, one := range sentences(s) {
		body := strings.TrimRight(one, " ")
		said, ok := c.retell(body)
		if !ok {
			said, all = foreignFrom+body+foreignTo, false
			if name, rest, cut := strings.Cut(body, ": "); cut { // a channel and what its publisher says of it
				if channel, known := c.known(name); known {
					said = channel + c.colon() + foreignFrom + rest + foreignTo
				}
			}
		}
		if first, _ := utf8.DecodeRuneInString(body); unicode.IsUpper(first) {
			said = capital(said)
		}
		out = append(out, c.apart(said+one[len(body):])...)
	}
	if whole, ok := c.retell(s); ok && !all {
		return c.apart(capital(whole))
	}
	return out
}

// What a sentence quotes stands between two marks until it is set; cleaned
// text has neither.
const foreignFrom, foreignTo = "\x02", "\x03"

// apart cuts a sentence at what it quotes.
func (c *composer) apart(s string) []paper.Span {
	var out []paper.Span
	for s != "" {
		before, rest, found := strings.Cut(s, foreignFrom)
		if before != "" {
			out = append(out, word(before))
		}
		if !found {
			break
		}
		quoted, after, _ := strings.Cut(rest, foreignTo)
		out = append(out, c.foreign(word(quoted), "en"))
		s = after
	}
	return out
}

// retell says a sentence, or part of one, of the analysis in the paper's
// language; false if it is none.
func (c *composer) retell(s string) (string, bool) {
	if c.language == "en" {
		return s, true
	}
	words := retold()[c.language]
	if said, ok := words[s]; ok {
		return strings.ReplaceAll(said, "%%", "%"), true
	}
	if said, ok := catalogues()[c.language][capital(s)]; ok && !strings.Contains(said, "%") {
		return lower(said), true // a label within a sentence
	}
	for _, p := range patterns() {
		if !strings.Contains(s, p.part) {
			continue
		}
		m := p.of.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		args := make([]any, len(m)-1)
		for i, found := range m[1:] {
			args[i] = c.argument(found)
		}
		return fmt.Sprintf(plainVerb.ReplaceAllString(words[p.english], "%${1}s"), args...), true
	}
	return "", false
}

// plainVerb is any verb but %%, with the place of its argument.
var plainVerb = regexp.MustCompile(`%(\[\d+\])?(?:d|s|\.\df)`)

// argument is what was set into a sentence: a number, a label, a list or a
// sentence of its own; anything else is quoted.
func (c *composer) argument(s string) string {
	if numeric.MatchString(s) {
		return c.decimal(s)
	}
	if said, ok := c.known(s); ok {
		return said
	}
	for _, between := range []struct{ in, out string }{{"; ", c.semicolon()}, {", ", ", "}} {
		parts := strings.Split(s, between.in)
		if len(parts) < 2 {
			continue
		}
		n := 0
		for i := range parts {
			if i == len(parts)-1 && between.in == ", " {
				if said, ok := c.pair(parts[i]); ok {
					parts[i], n = said, n+1
					continue
				}
			}
			if said, ok := c.known(parts[i]); ok {
				n++
				parts[i] = said
				continue
			}
			if between.in == "; " {
				parts[i] = c.argument(parts[i])
				continue
			}
			parts[i] = foreignFrom + parts[i] + foreignTo
		}
		if n > 0 || between.in == "; " {
			return strings.Join(parts, between.out)
		}
	}
	if said, ok := c.pair(s); ok {
		return said
	}
	if name, label, ok := strings.Cut(s, ": "); ok {
		if said, ok := c.known(label); ok { // a group and its reading
			return foreignFrom + name + foreignTo + c.colon() + said
		}
	}
	return foreignFrom + s + foreignTo
}

// known is a label or sentence that can be said again, or a name in quotation
// marks.
func (c *composer) known(s string) (string, bool) {
	if said, ok := c.retell(s); ok {
		return said, true
	}
	if m := named.FindStringSubmatch(s); m != nil {
		return c.quoted(m[1]) + c.decimal(m[2]), true
	}
	return "", false
}

// pair is "a and b".
func (c *composer) pair(s string) (string, bool) {
	first, last, ok := strings.Cut(s, " and ")
	if !ok {
		return "", false
	}
	one, okOne := c.known(first)
	two, okTwo := c.known(last)
	return one + " " + c.and(two) + " " + two, okOne && okTwo
}

// named is a name in quotation marks, perhaps with a figure.
var named = regexp.MustCompile(`^“([^“”]+)”( \([0-9.]+\))?$`)

var numeric = regexp.MustCompile(`^[0-9.,]+(\x{00a0}%)?$`)
