// Package retell says again, in another language, sentences that were made in
// English: those of the analysis, of checks of files, of what Undo takes back.
// A catalogue has each sentence as it is made ("%d of %d votes agree.") with its
// translation; a finished sentence is recognised by it, and what was set into it
// is said again too where it is a sentence, a label or a number.
//
// It knows neither where sentences come from nor which languages there are.
package retell

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// From and To stand around words that could not be said again; cleaned text has
// neither.
const From, To = "\x02", "\x03"

// Book is a catalogue of sentences, English to translation. It is not changed
// after it was made; safe for several goroutines.
type Book struct {
	words    map[string]string
	patterns []pattern
}

// pattern is a sentence with what is set into it.
type pattern struct {
	english string
	of      func() *regexp.Regexp
	// part is the longest part that is always there.
	part string
	// frame says that it has hardly a word of its own.
	frame bool
}

// Manner is how a language writes what is set into sentences.
type Manner struct {
	Number func(string) string // "1.5" as the language writes it
	Quoted func(string) string // in its quotation marks
	And    func(next string) string
	// Label is a label within a sentence, from elsewhere; may be nil.
	Label            func(string) (string, bool)
	Colon, Semicolon string
}

// formatVerb is what fmt sets in.
var formatVerb = regexp.MustCompile(`%(?:%|d|s|q|v|\.\df)`)

// breaks says that words hold more than a sentence outside quotation marks.
func breaks(s string) bool { return len(Sentences(inQuotes.ReplaceAllString(s, "“”"))) > 1 }

var inQuotes = regexp.MustCompile(`“[^“”]*”`)

// bare is a sentence of which what is set in last stands in no quotation marks.
var bare = regexp.MustCompile(`%[sv][^”%]*$`)

// plainVerb is any verb but %%, with the place of its argument.
var plainVerb = regexp.MustCompile(`%(\[\d+\])?(?:d|s|q|v|\.\df)`)

// named is a name in quotation marks, perhaps with a figure.
var named = regexp.MustCompile(`^“([^“”]+)”( \([0-9.]+\))?$`)

var numeric = regexp.MustCompile(`^[0-9.,]+(\x{00a0}%)?$`)

// NewBook makes a book of sentences, those with the most words of their own
// first.
func NewBook(words map[string]string) *Book {
	b := &Book{words: words}
	for english := range words {
		p := pattern{english: english, of: sync.OnceValue(func() *regexp.Regexp { return expression(english) })}
		for _, part := range formatVerb.Split(english, -1) {
			if len(part) > len(p.part) {
				p.part = part
			}
		}
		p.frame = letters(english) < 8 && bare.MatchString(english)
		b.patterns = append(b.patterns, p)
	}
	own := func(s string) int { return len(formatVerb.ReplaceAllString(s, "")) }
	slices.SortFunc(b.patterns, func(a, b pattern) int {
		if d := own(b.english) - own(a.english); d != 0 {
			return d
		}
		return strings.Compare(a.english, b.english)
	})
	return b
}

// expression finds what was set into a sentence.
func expression(english string) *regexp.Regexp {
	var expr strings.Builder
	at := 0
	for _, m := range formatVerb.FindAllStringIndex(english, -1) {
		expr.WriteString(regexp.QuoteMeta(english[at:m[0]]))
		at = m[1]
		switch english[m[0]:m[1]] {
		case "%%":
			expr.WriteString("%")
		case "%d":
			expr.WriteString(`(-?\d+)`)
		case "%q":
			expr.WriteString(`("(?:[^"\\]|\\.)*")`)
		case "%s", "%v":
			expr.WriteString(`(.+?)`)
		default:
			expr.WriteString(`(\d+\.\d+)`)
		}
	}
	expr.WriteString(regexp.QuoteMeta(english[at:]))
	return regexp.MustCompile(`(?s)^` + expr.String() + `$`)
}

// Sentence says a sentence, or part of one, again; false if the book has none
// like it.
func (b *Book) Sentence(s string, m Manner) (string, bool) { return b.sentence(s, m, false) }

// sentence is Sentence; several says that s is several sentences, of which none
// may lie whole in what was set in.
func (b *Book) sentence(s string, m Manner, several bool) (string, bool) {
	if said, ok := b.words[s]; ok {
		return strings.ReplaceAll(said, "%%", "%"), true
	}
	if m.Label != nil {
		if said, ok := m.Label(s); ok {
			return said, true
		}
	}
	for _, p := range b.patterns {
		if p.part == "" || !strings.Contains(s, p.part) {
			continue
		}
		found := p.of().FindStringSubmatch(s)
		if found == nil || several && slices.ContainsFunc(found[1:], breaks) {
			continue
		}
		if p.frame && !b.holds(found, m) {
			continue
		}
		args := make([]any, len(found)-1)
		for i, arg := range found[1:] {
			args[i] = b.argument(arg, m)
		}
		return fmt.Sprintf(plainVerb.ReplaceAllString(b.words[p.english], "%${1}s"), args...), true
	}
	return "", false
}

// holds says that what was set into a frame last can be said again: a frame,
// such as "%s of %s: %s.", fits sentences that others wrote too.
func (b *Book) holds(found []string, m Manner) bool {
	if len(found) < 2 {
		return false
	}
	_, ok := b.Known(found[len(found)-1], m)
	return ok
}

// letters is how many letters a sentence has of its own.
func letters(english string) int {
	n := 0
	for _, r := range formatVerb.ReplaceAllString(english, "") {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// argument is what was set into a sentence: a number, a label, a list or a
// sentence of its own; anything else stands between From and To.
func (b *Book) argument(s string, m Manner) string {
	if numeric.MatchString(s) {
		return m.Number(s)
	}
	if said, ok := b.Known(s, m); ok {
		return said
	}
	for _, between := range []struct{ in, out string }{{"; ", m.Semicolon}, {", ", ", "}} {
		if said, ok := b.listed(s, between.in, between.out, m); ok {
			return said
		}
	}
	if said, ok := b.pair(s, m); ok {
		return said
	}
	if name, label, ok := strings.Cut(s, ": "); ok {
		if said, ok := b.Known(label, m); ok { // a group and its reading
			return From + name + To + m.Colon + said
		}
	}
	return From + s + To
}

// listed is a list of which at least one part can be said again. A part may
// itself have a comma in it.
func (b *Book) listed(s, in, out string, m Manner) (string, bool) {
	parts := strings.Split(s, in)
	if len(parts) < 2 {
		return "", false
	}
	var list []string
	n := 0
	for len(parts) > 0 {
		said, took := "", 0
		for k := min(len(parts), 3); k > 0 && took == 0; k-- {
			if again, ok := b.Known(strings.Join(parts[:k], in), m); ok {
				said, took = again, k
			}
		}
		if pair, ok := b.pair(parts[0], m); took == 0 && ok && len(parts) == 1 && in == ", " {
			said, took = pair, 1
		}
		switch {
		case took > 0:
			n++
		case in == "; ":
			said, took = b.argument(parts[0], m), 1
		default:
			said, took = From+parts[0]+To, 1
		}
		list, parts = append(list, said), parts[took:]
	}
	return strings.Join(list, out), n > 0 || in == "; "
}

// Known is a label or sentence that can be said again, or a name in quotation
// marks.
func (b *Book) Known(s string, m Manner) (string, bool) {
	if said, ok := b.Sentence(s, m); ok {
		return said, true
	}
	if found := named.FindStringSubmatch(s); found != nil {
		return m.Quoted(found[1]) + m.Number(found[2]), true
	}
	return "", false
}

// pair is "a and b".
func (b *Book) pair(s string, m Manner) (string, bool) {
	first, last, ok := strings.Cut(s, " and ")
	if !ok {
		return "", false
	}
	one, okOne := b.Known(first, m)
	two, okTwo := b.Known(last, m)
	return one + " " + m.And(two) + " " + two, okOne && okTwo
}

// Tell says a text of one or more sentences again. What is not known stands
// between From and To, in English.
func (b *Book) Tell(s string, m Manner) string {
	var out strings.Builder
	parts := Sentences(s)
	for len(parts) > 0 {
		said, n := b.run(parts, m)
		first, _ := utf8.DecodeRuneInString(parts[0])
		body := strings.TrimRight(strings.Join(parts[:n], ""), " ")
		if unicode.IsUpper(first) {
			said = capital(said)
		}
		out.WriteString(said + strings.Join(parts[:n], "")[len(body):])
		parts = parts[n:]
	}
	return out.String()
}

// run says again as many of the first sentences as were made as one, or the
// first alone; n is how many.
func (b *Book) run(parts []string, m Manner) (said string, n int) {
	for n = min(len(parts), 6); n > 1; n-- {
		whole := strings.TrimRight(strings.Join(parts[:n], ""), " ")
		if said, ok := b.sentence(whole, m, true); ok {
			return said, n
		}
	}
	body := strings.TrimRight(parts[0], " ")
	if said, ok := b.Sentence(body, m); ok {
		return said, 1
	}
	if name, rest, cut := strings.Cut(body, ": "); cut { // a channel and what its publisher says of it
		if channel, known := b.Known(name, m); known {
			return channel + m.Colon + From + rest + To, 1
		}
	}
	return From + body + To, 1
}

// capital begins a sentence with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Sentences cuts a text behind each sentence; joined they are the text again.
// What stands in brackets is never cut.
func Sentences(s string) []string {
	var out []string
	from, depth := 0, 0
	runes := []rune(s)
	for i, r := range runes {
		switch r {
		case '[', '{', '(':
			depth++
		case ']', '}', ')':
			depth = max(depth-1, 0)
		}
		if depth > 0 || r != ' ' || i == 0 || i+1 == len(runes) {
			continue
		}
		k := i - 1
		for k > 0 && strings.ContainsRune("”»\"')]*", runes[k]) {
			k--
		}
		next := runes[i+1]
		if strings.ContainsRune(".!?…", runes[k]) && !unicode.IsLower(next) && next != ' ' && next != '[' {
			out = append(out, string(runes[from:i+1]))
			from = i + 1
		}
	}
	return append(out, string(runes[from:]))
}
