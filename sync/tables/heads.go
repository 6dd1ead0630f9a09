package tables

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Heads are the columns of one kind of table that may be found in plain text,
// where nothing else tells a table from what stands around it.
type Heads []Head

// Head is a column: the words that may stand over it, in lower case with runs
// of other characters than letters, digits and % as one space.
type Head struct {
	Words []string
	// Figures says that its cells are numbers, percentages or blank.
	Figures bool
	// Needed says that without it a table is not of this kind.
	Needed bool
}

// Word makes a head comparable.
func Word(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%'
	})
	return strings.Join(words, " ")
}

// token is a word of a line with its place, in characters.
type token struct {
	text       string
	line       int // of the band of heads
	start, end int
}

// tokens cuts a line at white space.
func tokens(line string, n int) []token {
	var list []token
	col, start := 0, -1
	var word strings.Builder
	for _, r := range line {
		if unicode.IsSpace(r) {
			if start >= 0 {
				list = append(list, token{word.String(), n, start, col})
				word.Reset()
				start = -1
			}
		} else {
			if start < 0 {
				start = col
			}
			word.WriteRune(r)
		}
		col++
	}
	if start >= 0 {
		list = append(list, token{word.String(), n, start, col})
	}
	return list
}

// found is a band of heads: the columns from left to right.
type found struct {
	columns []foundHead
	lines   int
}

// unknown counts the columns of unknown meaning.
func (f found) unknown() (n int) {
	for _, c := range f.columns {
		if c.at < 0 {
			n++
		}
	}
	return n
}

type foundHead struct {
	words      string // as published
	at         int    // position in Heads; -1 for an unknown one
	start, end int
	figures    bool
	needed     bool
}

const (
	bandLines  = 5  // most lines of a band of heads
	bandTokens = 40 // most words of it
	bandNew    = 3  // most columns of unknown meaning
)

// band finds heads at the beginning of lines: the most lines, without a blank
// one between, whose words are the heads of a table of the kind with the fewest
// of unknown meaning.
func (h Heads) band(lines []string) (best found, ok bool) {
	var all []token
	for n := 0; n < min(len(lines), bandLines); n++ {
		words := tokens(strings.TrimPrefix(lines[n], "\f"), n)
		if len(words) == 0 {
			break
		}
		if all = append(all, words...); len(all) > bandTokens {
			break
		}
		sorted := slices.Clone(all)
		slices.SortStableFunc(sorted, func(a, b token) int { return a.start - b.start })
		b := search{heads: h, tokens: sorted, used: make([]bool, len(h)), left: 20_000}
		if b.from(0, 0) {
			if f := (found{b.columns, n + 1}); !ok || f.unknown() <= best.unknown() {
				best, ok = f, true
			}
		}
	}
	return best, ok
}

// search divides the words of a band into columns.
type search struct {
	heads   Heads
	tokens  []token
	used    []bool
	columns []foundHead
	left    int // steps
}

func (s *search) from(i, unknown int) bool {
	if s.left--; s.left < 0 {
		return false
	}
	if i == len(s.tokens) {
		for c, h := range s.heads {
			if h.Needed && !s.used[c] {
				return false
			}
		}
		return true
	}
	for end := min(len(s.tokens), i+10); end > i; end-- {
		group := s.tokens[i:end]
		head := column(group)
		if len(s.columns) > 0 && s.columns[len(s.columns)-1].end >= head.start {
			continue
		}
		word := Word(head.words)
		for c, h := range s.heads {
			if s.used[c] || !slices.Contains(h.Words, word) {
				continue
			}
			head.at, head.figures, head.needed = c, h.Figures, h.Needed
			s.used[c] = true
			s.columns = append(s.columns, head)
			if s.from(end, unknown) {
				return true
			}
			s.columns = s.columns[:len(s.columns)-1]
			s.used[c] = false
		}
	}
	return s.unknown(i, unknown)
}

// unknown tries a head of unknown meaning, which stands well apart from its
// neighbours.
func (s *search) unknown(i, n int) bool {
	if n == bandNew {
		return false
	}
	for end := i + 1; end <= min(len(s.tokens), i+6); end++ {
		head := column(s.tokens[i:end])
		head.at = -1
		apart := len(s.columns) == 0 || head.start-s.columns[len(s.columns)-1].end >= 2
		if !apart || end < len(s.tokens) && s.tokens[end].start-head.end < 2 {
			continue
		}
		s.columns = append(s.columns, head)
		if s.from(end, n+1) {
			return true
		}
		s.columns = s.columns[:len(s.columns)-1]
	}
	return false
}

// column joins the words of a head in reading order.
func column(group []token) foundHead {
	ordered := slices.Clone(group)
	slices.SortStableFunc(ordered, func(a, b token) int { return a.line - b.line })
	h := foundHead{start: group[0].start, end: group[0].end}
	words := make([]string, len(ordered))
	for i, t := range ordered {
		words[i] = t.text
		h.start, h.end = min(h.start, t.start), max(h.end, t.end)
	}
	h.words = strings.Join(words, " ")
	return h
}

// cut gives the characters of a line from a to b.
func cut(line string, a, b int) string {
	n, from, to := 0, len(line), len(line)
	for i := range line {
		if n == a {
			from = i
		}
		if n == b {
			to = i
			break
		}
		n++
	}
	if from >= to {
		return ""
	}
	return line[from:to]
}

func width(s string) int { return utf8.RuneCountInString(s) }
