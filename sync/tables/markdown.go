package tables

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

var (
	delimiter = regexp.MustCompile(`^\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	fence     = regexp.MustCompile("^\\s{0,3}(```+|~~~+)")
	heading   = regexp.MustCompile(`^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$`)
	tableTag  = regexp.MustCompile(`(?i)<table\b`)
	tableEnd  = regexp.MustCompile(`(?i)</table\s*>`)
)

// Markdown reads the pipe tables of a Markdown text, and tables that stand in
// it as HTML. What stands in a fence of code is quoted and no table. firstLine
// is the number of the first line.
func Markdown(lines []string, firstLine int) (Document, error) {
	var d Document
	title, fenced, near := "", "", false
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t\r")
		mark := fence.FindStringSubmatch(line)
		switch {
		case fenced != "":
			if mark != nil && strings.HasPrefix(mark[1], fenced) {
				fenced = ""
			}
		case mark != nil:
			fenced, near = mark[1], false
		case line == "":
		case tableTag.MatchString(line):
			n, err := d.within(lines[i:], firstLine+i, &title)
			if err != nil {
				return d, err
			}
			i, near = i+n-1, false
		case heading.MatchString(line):
			title, near = plainMarks(heading.FindStringSubmatch(line)[1]), false
		case i+1 < len(lines) && isPipeHead(line, lines[i+1]):
			n, err := d.pipes(lines[i:], firstLine+i, title, near)
			if err != nil {
				return d, err
			}
			i, title, near = i+n-1, "", true
		default:
			d.Prose++
			near = false
		}
	}
	d.join()
	return d, nil
}

// within reads a table of HTML among lines of Markdown, and gives how many
// lines it takes.
func (d *Document) within(lines []string, at int, title *string) (int, error) {
	n := len(lines)
	depth := 0
	for i, line := range lines {
		depth += len(tableTag.FindAllString(line, -1)) - len(tableEnd.FindAllString(line, -1))
		if depth <= 0 {
			n = i + 1
			break
		}
	}
	inner, err := HTML(strings.NewReader(strings.Join(lines[:n], "\n")), at)
	if err != nil {
		return n, err
	}
	for _, t := range inner.Tables {
		if t.Title == "" {
			t.Title, *title = *title, ""
		}
		t.follows = false
		if err := d.add(t); err != nil {
			return n, err
		}
	}
	d.Prose += inner.Prose
	return n, d.room(inner.cells)
}

// isPipeHead says whether two lines begin a pipe table: as many heads as
// delimiters.
func isPipeHead(head, below string) bool {
	return strings.Contains(head, "|") && delimiter.MatchString(below) && strings.Contains(below, "-") && len(pipeCells(head)) == len(pipeCells(below))
}

// pipes reads a pipe table and gives how many lines it takes.
func (d *Document) pipes(lines []string, at int, title string, near bool) (int, error) {
	t := Table{Title: title, follows: near}
	n := 0
	for ; n < len(lines); n++ {
		line := strings.TrimRight(lines[n], " \t\r")
		if line == "" || n > 1 && (fence.MatchString(line) || heading.MatchString(line) || !strings.Contains(line, "|")) {
			break
		}
		if n == 1 || n > 1 && delimiter.MatchString(line) {
			continue
		}
		r := Row{Cells: pipeCells(line), Line: at + n, At: len(t.Rows) + 1}
		for i, c := range r.Cells {
			r.Cells[i] = plainMarks(c)
		}
		if len(r.Cells) > maxColumns {
			return n, ErrTooLarge
		}
		if err := d.room(len(r.Cells)); err != nil {
			return n, err
		}
		if len(t.Rows) > 0 && len(r.Cells) != len(t.Rows[0].Cells) {
			if len(r.Cells) > len(t.Rows[0].Cells) {
				t.note(Unsure, r, "it has %d cells under %d heads", len(r.Cells), len(t.Rows[0].Cells))
				continue
			}
		}
		t.Rows = append(t.Rows, r)
	}
	t.repeats()
	return n, d.add(t)
}

// pipeCells cuts a line at its pipes, but for those behind a backslash or in a
// span of code.
func pipeCells(line string) []string {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "|")
	var cells []string
	var cell strings.Builder
	code := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && line[i+1] == '|':
			cell.WriteByte('|')
			i++
		case c == '`' && (code || strings.Contains(line[i+1:], "`")):
			code = !code
			cell.WriteByte(c)
		case c == '|' && !code:
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(c)
		}
	}
	if rest := strings.TrimSpace(cell.String()); rest != "" || !strings.HasSuffix(line, "|") {
		cells = append(cells, rest)
	}
	return cells
}

var (
	linkMark   = regexp.MustCompile(`!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)`)
	breakMark  = regexp.MustCompile(`(?i)<br\s*/?>`)
	strongMark = regexp.MustCompile(`\*\*([^*]+)\*\*|__([^_]+)__`)
	softMark   = regexp.MustCompile(`(^|[\s(“"'])[*_]([^*_\s](?:[^*_]*[^*_\s])?)[*_]($|[\s).,;:!?”"'])`)
	codeMark   = regexp.MustCompile("`([^`]*)`")
	escaped    = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
)

// plainMarks takes the signs of Markdown out of running text and keeps its
// words.
func plainMarks(s string) string {
	s = breakMark.ReplaceAllString(s, " ")
	s = linkMark.ReplaceAllString(s, "$1")
	s = strongMark.ReplaceAllString(s, "$1$2")
	s = softMark.ReplaceAllString(s, "$1$2$3")
	s = codeMark.ReplaceAllString(s, "$1")
	s = escaped.ReplaceAllString(s, "$1")
	return tidy(html.UnescapeString(s))
}
