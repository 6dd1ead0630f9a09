package decode

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"consilience/model"
)

// How the lines of a PDF's pages become paragraphs. A PDF has lines and no
// paragraphs, so these are rules, and each is said where it took something:
//
//   - A line among the first or last two of its page is a running head or foot
//     if, whatever its numbers, it stands on more than half of the pages and on
//     three at least; or if it is a page number alone. It is left out.
//   - A hyphen at a line's end goes, and the word is joined, if the next line
//     begins with a small letter; else it stays, as it does where the same word
//     stands elsewhere with its hyphen.
//   - A line shorter than three quarters of the document's usual line ends a
//     paragraph, and so does one before a list item or a line of another page
//     that begins with a capital letter after a full stop.

const (
	edgeLines    = 2
	edgePages    = 3
	shortLine    = 0.75
	usualLine    = 0.9  // of the lines are not longer than the usual one
	mostlyLetter = 0.10 // of the letters may run from right to left
)

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`(?i)^[\s\-–—|]*(?:(?:page|página|pág\.?|p\.)\s*)?(?:\d{1,4}|[ivx]{1,5})(?:\s*(?:/|of|de|sur)\s*\d{1,4})?[\s\-–—|]*$`)
	listItem   = regexp.MustCompile(`^(?:[•●▪◦‣–—*·○■\-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s)`)
)

// pdfLines makes paragraphs of pages, one a line, and tells what was left out.
func pdfLines(in *input, pages []string) ([]string, error) {
	lines := make([][]string, len(pages))
	var blank []string
	letters, rightToLeft := 0, 0
	for i, page := range pages {
		for line := range strings.SplitSeq(strings.ReplaceAll(page, "\r\n", "\n"), "\n") {
			if line = strings.Map(shown, strings.TrimSpace(line)); line != "" {
				lines[i] = append(lines[i], line)
			}
		}
		if len(lines[i]) == 0 {
			blank = append(blank, strconv.Itoa(i+1))
		}
		for _, r := range page {
			if unicode.IsLetter(r) {
				letters++
				if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) {
					rightToLeft++
				}
			}
		}
	}
	switch {
	case letters == 0:
		return nil, wrong(model.ProblemUnrecognised, in.Path, "Have its text recognised (OCR) in another program, and save that as DOCX or plain text.",
			"%s is a PDF without text, such as a scan or a picture. It was not used.", in.Path)
	case float64(rightToLeft) > mostlyLetter*float64(letters):
		return nil, wrong(model.ProblemUnrecognised, in.Path, "Save its text as DOCX or plain text.",
			"%s is a PDF in a script that is written from right to left, whose letters cannot be put in order surely. It was not used.", in.Path)
	case rightToLeft > 0:
		in.problems.add(0, model.ProblemUnreadableRow, "Compare those words with the PDF.", "%s has words that are written from right to left. Their letters may stand in the wrong order.", in.Path)
	}
	if len(blank) > 0 {
		in.problems.add(0, model.ProblemLeftOut, "Look at them in the PDF, and have their text recognised (OCR) if there is any.", "Pages %s of %s hold no text; they may be scans or pictures.", shortList(blank), in.Path)
	}
	if n := dropEdges(lines); n > 0 {
		in.problems.add(0, model.ProblemLeftOut, "", "Page numbers, and heads and feet that repeat on pages, are no part of the text of %s (lines left out: %d).", in.Path, n)
	}
	list, joined := joinLines(lines)
	if joined > 0 {
		in.problems.add(0, model.ProblemLeftOut, "", "Words that the ends of lines divide in %s were joined (%d). One whose own hyphen stood there has lost it.", in.Path, joined)
	}
	return list, nil
}

// pageMark stands in the lines of pdfLines where a page after the first begins.
// No text has it: shown drops it.
const pageMark = "\f"

// pageStarts takes the marks of pages out of a text. It gives the position of
// the first character of each page, of which marks were put in all.
func pageStarts(text string, marks int) (string, []int) {
	if marks == 0 {
		return text, []int{0}
	}
	parts := strings.Split(text, pageMark)
	starts := make([]int, 1, marks+1)
	for range marks - (len(parts) - 1) { // what stood on them was no text
		starts = append(starts, 0)
	}
	at := 0
	for _, part := range parts[:len(parts)-1] {
		at += utf8.RuneCountInString(part)
		starts = append(starts, at)
	}
	return strings.Join(parts, ""), starts
}

// shown drops characters that show nothing; \x02 and U+FFFE are how a hyphen
// at a line's end comes.
func shown(r rune) rune {
	switch {
	case r == '\x02' || r == '\ufffe':
		return '\x02'
	case r == '\t':
		return ' '
	case unicode.IsControl(r) || r == '\u00ad':
		return -1
	}
	return r
}

func shortList(list []string) string {
	if len(list) > 12 {
		return strings.Join(list[:12], ", ") + " … (" + strconv.Itoa(len(list)) + " in all)"
	}
	return strings.Join(list, ", ")
}

// edges are the places of the lines at a page's edges.
func edges(n int) []int {
	var at []int
	for i := range n {
		if i < edgeLines || i >= n-edgeLines {
			at = append(at, i)
		}
	}
	return at
}

// dropEdges takes out running heads, feet and page numbers, and counts them.
func dropEdges(pages [][]string) int {
	on := map[string]int{} // pages by line
	for _, lines := range pages {
		seen := map[string]bool{}
		for _, i := range edges(len(lines)) {
			if key := digits.ReplaceAllString(lines[i], "#"); !seen[key] {
				seen[key] = true
				on[key]++
			}
		}
	}
	dropped := 0
	for p, lines := range pages {
		at := edges(len(lines))
		var kept []string
		for i, line := range lines {
			n := on[digits.ReplaceAllString(line, "#")]
			repeats := n >= edgePages && 2*n > len(pages)
			number := len(pages) > 1 && pageNumber.MatchString(line) && (i == 0 || i == len(lines)-1)
			if slices.Contains(at, i) && (repeats || number) {
				dropped++
				continue
			}
			kept = append(kept, line)
		}
		pages[p] = kept
	}
	return dropped
}

// joinLines joins lines to paragraphs, with the marks of pages, and counts the
// words that it joined.
func joinLines(pages [][]string) (out []string, joined int) {
	var paragraph strings.Builder
	all := slices.Concat(pages...)
	whole := compounds(all)
	end := func() {
		if paragraph.Len() > 0 {
			text, n := hyphens(paragraph.String(), whole)
			out, joined = append(out, text), joined+n
			paragraph.Reset()
		}
	}
	usual, at := usualLength(all), 0
	for p, lines := range pages {
		for i, line := range lines {
			if listItem.MatchString(line) || i == 0 && p > 0 && !goesOn(paragraph.String(), line) {
				end()
			}
			if s := paragraph.String(); strings.HasSuffix(s, "-") {
				paragraph.WriteByte('\x02')
			} else if s != "" && !strings.HasSuffix(s, "\x02") {
				paragraph.WriteByte(' ')
			}
			paragraph.WriteString(strings.Repeat(pageMark, p-at))
			at = p
			paragraph.WriteString(line)
			if float64(utf8.RuneCountInString(line)) < shortLine*usual && !strings.HasSuffix(line, "\x02") && !strings.HasSuffix(line, "-") {
				end()
			}
		}
	}
	end()
	return out, joined
}

var compound = regexp.MustCompile(`\pL+-\pL+`)

// compounds are the words that stand with a hyphen within a line.
func compounds(lines []string) map[string]bool {
	words := map[string]bool{}
	for _, line := range lines {
		for _, word := range compound.FindAllString(line, -1) {
			words[strings.ToLower(word)] = true
		}
	}
	return words
}

// usualLength is how long full lines are.
func usualLength(lines []string) float64 {
	if len(lines) == 0 {
		return 0
	}
	n := make([]int, len(lines))
	for i, line := range lines {
		n[i] = utf8.RuneCountInString(line)
	}
	slices.Sort(n)
	return float64(n[min(len(n)-1, int(usualLine*float64(len(n))))])
}

// goesOn says whether a page's first line goes on with a paragraph of the page
// before.
func goesOn(before, line string) bool {
	return before != "" && (startsSmall(line) || !strings.ContainsAny(before[len(before)-1:], ".!?:;"))
}

func startsSmall(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, pageMark))
	return unicode.IsLower(r)
}

// hyphens joins words that a line's end divides, and counts them.
func hyphens(s string, whole map[string]bool) (string, int) {
	parts, n := strings.Split(s, "\x02"), 0
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	for i := range parts[:len(parts)-1] {
		before, after := strings.TrimSuffix(parts[i], "-"), strings.TrimLeft(parts[i+1], pageMark)
		word := before[strings.LastIndexFunc(before, notLetter)+1:] + "-"
		if end := strings.IndexFunc(after, notLetter); end >= 0 {
			word += after[:end]
		} else {
			word += after
		}
		if parts[i] = before; !startsSmall(after) || whole[strings.ToLower(word)] {
			parts[i] += "-"
		} else {
			n++
		}
	}
	return strings.Join(parts, ""), n
}
