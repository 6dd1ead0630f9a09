package decode

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxParts is how many parts one cell may have as answers to choose from.
const maxParts = 200

// split cuts the answers to a question, or to a grid, at the separator between
// several answers. It gives the parts of each answer, or nil if the answers are
// not several options. An option that holds the separator is found by known
// options, or by its parts never standing without each other: merged are those.
func split(grid []*asked, t tally) (parts map[string][]string, merged []string) {
	a := grid[0]
	said := a.Kind != "" || saysSeveral(a.Text)
	if !said {
		long := 0
		for _, v := range t.order {
			if len(v) > 4*longOption {
				long++
			}
		}
		if 5*long > len(t.order) {
			return nil, nil
		}
	}
	for _, separator := range a.separators {
		c := cutting{t: t, separator: separator, known: map[string]bool{}}
		for _, option := range a.known {
			c.known[option] = true
		}
		if !c.found() || !said && c.prose() {
			continue
		}
		c.cut()
		if said || c.recurring() {
			return c.parts, c.merged
		}
	}
	if !said {
		return nil, nil
	}
	whole := make(map[string][]string, len(t.order))
	for _, v := range t.order {
		whole[v] = []string{v}
	}
	return whole, nil
}

// partsOf gives the parts of an answer; the answer itself if it was not cut.
func partsOf(splits map[string][]string, v string) []string {
	if parts, ok := splits[v]; ok {
		return parts
	}
	return []string{v}
}

// cutting is an attempt to cut answers at one separator.
type cutting struct {
	t         tally
	separator string
	known     map[string]bool
	merged    []string // known options that were found by rule
	parts     map[string][]string
}

// found says whether any answer holds the separator.
func (c *cutting) found() bool {
	return slices.ContainsFunc(c.t.order, func(v string) bool { return strings.Contains(v, c.separator) })
}

// prose says whether the answers can be no options whatever is found out about
// the separator, because too many pieces come once only: such a piece is never
// part of an option that holds the separator, and recurring would refuse it. It
// spares open questions, where commas are commas, from being learned from.
func (c *cutting) prose() bool {
	if len(c.known) > 0 {
		return false
	}
	seen := newWords(&kept{})
	counts := []int{0}
	single, total, unsure := 0, 0, 0
	for i, v := range c.t.order {
		n := c.t.counts[i]
		if c.separator != ", " && strings.Contains(v, ", ") && !strings.Contains(v, c.separator) { // it may be cut at ", " yet
			unsure += n * (strings.Count(v, ", ") + 1)
			continue
		}
		rest := v
		for parts := 1; rest != ""; parts++ {
			piece, after, more := strings.Cut(rest, c.separator)
			if more && parts > maxParts {
				return false
			}
			rest = after
			if piece = strings.TrimSpace(piece); piece == "" {
				continue
			}
			total += n
			code, fresh := seen.ofText(piece)
			if fresh {
				counts = append(counts, 0)
			}
			if counts[code] += n; counts[code] == 1 {
				single++
			} else if counts[code]-n == 1 {
				single--
			}
		}
	}
	return (single-unsure)*writtenShare > total+unsure
}

func (c *cutting) cut() {
	if len(c.known) == 0 {
		c.learn()
	}
	c.parts = make(map[string][]string, len(c.t.order))
	for _, v := range c.t.order {
		c.parts[v] = c.match(c.pieces(v), c.separator)
	}
	if c.separator == ", " {
		return
	}
	// Spreadsheets of the same form write ", " where its download writes ";".
	sure := map[string]bool{}
	for v, parts := range c.parts {
		if strings.Contains(v, c.separator) {
			for _, part := range parts {
				sure[part] = true
			}
		}
	}
	for _, v := range c.t.order {
		if sure[v] || strings.Contains(v, c.separator) || !strings.Contains(v, ", ") {
			continue
		}
		with := cutting{separator: ", ", known: sure}
		parts := with.match(with.pieces(v), ", ")
		if slices.ContainsFunc(parts, func(p string) bool { return sure[p] }) {
			c.parts[v] = parts
		}
	}
}

// pieces cuts an answer at every separator.
func (c *cutting) pieces(v string) []string {
	list := strings.SplitN(v, c.separator, maxParts+1)
	out := list[:0]
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// match joins pieces again where together they are a known option; the longest
// first.
func (c *cutting) match(pieces []string, separator string) []string {
	if len(c.known) == 0 {
		return pieces
	}
	var parts []string
	for i := 0; i < len(pieces); {
		n := 1
		for k := min(len(pieces)-i, 12); k > 1; k-- {
			if c.known[strings.Join(pieces[i:i+k], separator)] {
				n = k
				break
			}
		}
		parts = append(parts, strings.Join(pieces[i:i+n], separator))
		i += n
	}
	return parts
}

// learn finds options that hold the separator: a piece that always stands
// behind the same other piece, and that other always before it, or it goes on
// in small letters.
func (c *cutting) learn() {
	rows := make([][]string, 0, len(c.t.order))
	weights := make([]int, 0, len(c.t.order))
	for i, v := range c.t.order {
		rows = append(rows, c.pieces(v))
		weights = append(weights, c.t.counts[i])
	}
	for range 6 {
		total := map[string]int{}
		pairs := map[[2]string]int{}
		for i, row := range rows {
			for k, piece := range row {
				total[piece] += weights[i]
				if k > 0 {
					pairs[[2]string{row[k-1], piece}] += weights[i]
				}
			}
		}
		joined := false
		for i, row := range rows {
			for k := 1; k < len(row); k++ {
				a, b := row[k-1], row[k]
				n := pairs[[2]string{a, b}]
				r, _ := utf8.DecodeRuneInString(b)
				if n < 2 || n != total[b] || n == c.t.n || !(total[a] == n && n > 2) && !unicode.IsLower(r) {
					continue
				}
				whole := a + c.separator + b
				c.known[whole] = true
				row = slices.Concat(row[:k-1], []string{whole}, row[k+1:])
				joined = true
				k--
			}
			rows[i] = row
		}
		if !joined {
			break
		}
	}
	seen := map[string]bool{}
	for _, row := range rows {
		for _, piece := range row {
			if c.known[piece] && !seen[piece] {
				seen[piece] = true
				c.merged = append(c.merged, piece)
			}
		}
	}
}

// recurring says whether the parts are options: they come again and again, few
// of them once only, and nearly all stand first somewhere.
func (c *cutting) recurring() bool {
	counts, first := map[string]int{}, map[string]bool{}
	total, several := 0, 0
	for i, v := range c.t.order {
		n, parts := c.t.counts[i], c.parts[v]
		for k, part := range parts {
			if len(part) > 4*longOption {
				return false
			}
			counts[part] += n
			total += n
			if k == 0 {
				first[part] = true
			}
		}
		if len(parts) > 1 {
			several += n
		}
	}
	again, single, never := 0, 0, 0
	for part, n := range counts {
		if n == 1 {
			single++
			continue
		}
		again++
		if !first[part] {
			never++
		}
	}
	return several > 0 && 20*several >= c.t.n && again > 1 && again <= mostOptions &&
		single*writtenShare <= total && total >= 2*(again+single) && 5*never <= again
}

// saysSeveral says whether a question's text asks for several answers.
func saysSeveral(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{
		"all that apply", "select all", "check all", "tick all", "choose all", "select up to", "choose up to", "pick up to", "select multiple", "more than one",
		"marque todas", "seleccione todas", "selecciona todas", "todas las que", "seleccione hasta", "elija hasta", "varias opciones", "varias respuestas", "más de una",
		"plusieurs réponses", "plusieurs choix", "cochez tout", "toutes les réponses", "toutes les options", "plus d'une réponse",
	}, func(words string) bool { return strings.Contains(text, words) })
}
