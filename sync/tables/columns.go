package tables

import (
	"strings"
	"unicode"
)

// columns are the columns under a band of heads: figures at both ends, text
// between.
type columns struct {
	lead, middle, trail []foundHead
	// base is where the cells of each column of text begin on this page, as far
	// as its lines show it; heads may stand over the middle of their column.
	base []int
}

// see finds the bases from the lines of a page, without their figures: the
// places up to the head's end where most cells begin after two blanks or more.
func (c *columns) see(lines []string) {
	starts := map[int]int{}
	first := 1 << 30
	for _, l := range lines {
		r, blanks := []rune(l), 2
		for at, x := range r {
			if unicode.IsSpace(x) {
				blanks++
				continue
			}
			if blanks >= 2 {
				starts[at]++
				first = min(first, at)
			}
			blanks = 0
		}
	}
	c.base = make([]int, len(c.middle))
	c.base[0] = first
	for i := 1; i < len(c.middle); i++ {
		c.base[i] = c.middle[i].start
		best := 0
		for at := max(c.base[i-1]+2, c.middle[i-1].start+1); at <= c.middle[i].end; at++ {
			if n := 2*starts[at] + starts[at-1] + starts[at+1]; starts[at] > 0 && n > best {
				best, c.base[i] = n, at
			}
		}
	}
}

// columnsOf sorts a band's columns; ok is false where figures stand between
// columns of text, which plain text does not tell apart surely.
func columnsOf(f found) (c columns, ok bool) {
	list := f.columns
	for len(list) > 0 && list[0].figures {
		c.lead, list = append(c.lead, list[0]), list[1:]
	}
	n := len(list)
	for n > 0 && (list[n-1].figures || list[n-1].at < 0) {
		n--
	}
	c.middle, c.trail = list[:n], list[n:]
	for _, h := range c.middle {
		if h.figures {
			return c, false
		}
	}
	return c, len(c.middle) > 0 && len(c.trail) > 0
}

func (c *columns) heads() []string {
	var list []string
	for _, part := range [][]foundHead{c.lead, c.middle, c.trail} {
		for _, h := range part {
			list = append(list, h.words)
		}
	}
	return list
}

// wide says whether text reaches under the figures' heads, as the lines of
// paragraphs do.
func (c *columns) wide(l string) bool {
	return width(strings.TrimRight(l, " ")) > c.trail[0].end+2
}

// closeTo is a column that stands close to the one before it.
type closeTo struct {
	column int
	usual  bool // it begins where it does in the page's other rows, or nearly so
}

// cells divides the text of a row's lines into the columns of text; ok is false
// where they cannot be told apart. close are the columns before which only one
// blank stands, or that are blank where they must not be.
func (c *columns) cells(lines []string) (cells []string, close []closeTo, ok bool) {
	rest := lines
	cells = make([]string, len(c.middle))
	for i := len(c.middle) - 1; i > 0; i-- {
		at, near := c.starts(rest, i)
		if at < 0 {
			return nil, nil, false
		}
		right, left := make([]string, len(rest)), make([]string, len(rest))
		for k, l := range rest {
			left[k], right[k] = cut(l, 0, at), cut(l, at, width(l))
		}
		cells[i], rest = joinLines(right), left
		if near || c.middle[i].needed && cells[i] == "" {
			off := at - c.base[i]
			close = append(close, closeTo{i, cells[i] != "" && off >= -2 && off <= 2})
		}
	}
	cells[0] = joinLines(rest)
	return cells, close, true
}

// starts finds where a column of text begins in a row: near its base, where a word
// begins in most lines and no word runs through. Where nothing stands near, the
// column is blank in this row, and its base divides as well as any.
// close says that no more than one blank stands before the words that begin
// there.
func (c *columns) starts(lines []string, i int) (best int, close bool) {
	head := c.base[i]
	low := max(head-12, c.base[i-1]+1)
	best = -1
	bestScore := -1 << 30
	var all [][]rune
	for _, l := range lines {
		all = append(all, []rune(l))
	}
	for at := max(1, low); at <= head+12; at++ {
		score, weak, strong, through, apart := 0, 0, false, false, true
		for _, r := range all {
			apart = apart && (at-2 >= len(r) || at < 2 || unicode.IsSpace(r[at-2]))
			switch {
			case at-1 < len(r) && !unicode.IsSpace(r[at-1]):
				through = true
			case at < len(r) && !unicode.IsSpace(r[at]):
				switch {
				case at < 2 || unicode.IsSpace(r[at-2]):
					score += 16
					strong = true
				case at >= head || len(r) > head: // else the column before is wide, and this one blank
					score += 13
					weak++
				}
			}
		}
		if through {
			continue
		}
		if strong && apart {
			score += 40 // in no line does a word end close before it
		}
		if score -= max(at-head, head-at); score > bestScore {
			best, bestScore, close = at, score, weak == 1 && !strong
		}
	}
	return best, close
}

// joinLines joins the lines of a cell. A hyphen at a line's end stays, and no
// space follows it; a soft one goes.
func joinLines(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		l = tidy(strings.Map(shown, l))
		if l == "" {
			continue
		}
		if s := b.String(); s != "" && !hyphened(s) && !rangeGoesOn(s, l) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return strings.ReplaceAll(b.String(), "\u00ad", "")
}

// hyphened says whether a line ends in a word that its hyphen divides.
func hyphened(s string) bool {
	if strings.HasSuffix(s, "\u00ad") {
		return true
	}
	r := []rune(s)
	n := len(r)
	return n > 1 && (r[n-1] == '-' || r[n-1] == '‐') && unicode.IsLetter(r[n-2])
}

// rangeGoesOn says whether a line ends within a range of numbers, as 26-27.
func rangeGoesOn(before, l string) bool {
	r := []rune(before)
	n := len(r)
	return n > 1 && (r[n-1] == '-' || r[n-1] == '–') && unicode.IsDigit(r[n-2]) && l[0] >= '0' && l[0] <= '9'
}

// shown drops marks of direction and other characters that show nothing.
func shown(r rune) rune {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == '\f':
		return -1
	}
	return r
}

func rightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana)
	})
}
