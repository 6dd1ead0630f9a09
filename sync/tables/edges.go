package tables

import (
	"regexp"
	"strings"
)

// Line is a line of text with its place.
type Line struct {
	Text string
	Page int // from 1
	Line int // of the file, from 1; 0 where there is none
	// Apart says that there is more room above it than between the lines of a
	// cell, where that is known: a row may begin with it.
	Apart bool
}

// Pages cuts text at its form feeds. Lines count on over the pages.
func Pages(text string) [][]Line {
	var pages [][]Line
	n := 1
	for p, page := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\f") {
		var lines []Line
		for i, line := range strings.Split(page, "\n") {
			if i > 0 {
				n++
			}
			lines = append(lines, Line{Text: strings.TrimRight(line, " \t\r"), Page: p + 1, Line: n})
		}
		pages = append(pages, lines)
	}
	if n := len(pages); n > 1 && blankLines(pages[n-1]) {
		pages = pages[:n-1]
	}
	return pages
}

func blankLines(lines []Line) bool {
	for _, l := range lines {
		if strings.TrimSpace(l.Text) != "" {
			return false
		}
	}
	return true
}

// edgeLines is how many lines at a page's top and bottom may be running heads
// and feet.
const edgeLines = 3

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`(?i)^[\s\-–—|]*(?:(?:page|página|pág\.?|seite|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|de|sur|von)\s*\d{1,4})?[\s\-–—|]*$`)
)

// edges takes running heads, feet and page numbers out of pages, and gives
// them: a line among the first or last of its page that is a page number
// alone, or that stands there, whatever its numbers, on most of the pages. Heads
// of tables, which repeat too, stay: heads gives the lines of a page that are
// such.
func edges(pages [][]Line, heads func([]Line) map[int]bool) (list [][]Line, out []Line) {
	if len(pages) < 2 {
		return pages, nil
	}
	on := map[string]int{}
	at := func(lines []Line, each func(i int, key string)) {
		seen := map[string]bool{}
		for _, down := range []bool{true, false} {
			for k, n := 0, 0; k < len(lines) && n < edgeLines; k++ {
				i := k
				if !down {
					i = len(lines) - 1 - k
				}
				key := tidy(digits.ReplaceAllString(lines[i].Text, "#"))
				if key == "" {
					continue
				}
				n++
				if !seen[key] {
					seen[key] = true
					each(i, key)
				}
			}
		}
	}
	for _, lines := range pages {
		at(lines, func(_ int, key string) { on[key]++ })
	}
	for _, lines := range pages {
		drop, stays := map[int]bool{}, heads(lines)
		first, last := -1, -1
		for i, l := range lines {
			if strings.TrimSpace(l.Text) != "" {
				if last = i; first < 0 {
					first = i
				}
			}
		}
		at(lines, func(i int, key string) {
			repeats := on[key] >= 2 && 2*on[key] > len(pages) && !stays[i] && !figuresOnly(key)
			number := (i == first || i == last) && pageNumber.MatchString(lines[i].Text)
			drop[i] = repeats || number
		})
		var kept []Line
		for i, l := range lines {
			if drop[i] {
				out = append(out, l)
				continue
			}
			kept = append(kept, l)
		}
		list = append(list, kept)
	}
	return list, out
}

// figuresOnly says whether a line, with # for its numbers, has no words: rows
// of a table may look alike without being running heads.
func figuresOnly(key string) bool {
	return strings.Trim(key, "#%., -–—") == "" && strings.Count(key, "#") > 1
}
