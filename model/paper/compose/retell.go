package compose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

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
	verbs   []string
}

// formatVerb is what fmt sets in.
var formatVerb = regexp.MustCompile(`%(?:%|d|s|\.\df)`)

// patterns are the analysis' sentences, those with the most words of their own
// first.
var patterns = sync.OnceValue(func() []pattern {
	var list []pattern
	for english := range retold()["es"] {
		p := pattern{english: english}
		var expr strings.Builder
		at := 0
		for _, m := range formatVerb.FindAllStringIndex(english, -1) {
			expr.WriteString(regexp.QuoteMeta(english[at:m[0]]))
			at = m[1]
			switch v := english[m[0]:m[1]]; v {
			case "%%":
				expr.WriteString("%")
				continue
			case "%d":
				expr.WriteString(`(\d+)`)
				p.verbs = append(p.verbs, v)
			case "%s":
				expr.WriteString(`(.+?)`)
				p.verbs = append(p.verbs, v)
			default:
				expr.WriteString(`(\d+\.\d+)`)
				p.verbs = append(p.verbs, v)
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

// told are sentences of the analysis in the paper's language.
func (c *composer) told(s string) []paper.Span {
	s = text.OneLine(s)
	if c.language == "en" || s == "" {
		return []paper.Span{word(s)}
	}
	if said, ok := c.retell(s); ok {
		return []paper.Span{word(said)}
	}
	var out []paper.Span
	for _, one := range sentences(s) {
		end := one[len(strings.TrimRight(one, " ")):]
		if said, ok := c.retell(strings.TrimRight(one, " ")); ok {
			out = append(out, word(said+end))
			continue
		}
		out = append(out, c.foreign(word(one), "en"))
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
// sentence of its own; a name stays.
func (c *composer) argument(s string) string {
	if numeric.MatchString(s) {
		return c.decimal(s)
	}
	if said, ok := c.retell(s); ok {
		return said
	}
	for _, between := range []struct {
		in, out string
	}{{"; ", c.semicolon()}, {", ", ", "}} {
		if parts := strings.Split(s, between.in); len(parts) > 1 {
			for i := range parts {
				parts[i] = c.argument(parts[i])
			}
			return strings.Join(parts, between.out)
		}
	}
	if first, last, ok := strings.Cut(s, " and "); ok {
		one, okOne := c.retell(first)
		two, okTwo := c.retell(last)
		if okOne && okTwo {
			return one + " " + c.and(two) + " " + two
		}
	}
	if strings.HasPrefix(s, "“") && strings.HasSuffix(s, "”") {
		return c.quoted(strings.TrimSuffix(strings.TrimPrefix(s, "“"), "”"))
	}
	return s
}

var numeric = regexp.MustCompile(`^[0-9.,]+(\x{00a0}%)?$`)
