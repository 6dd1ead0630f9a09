package decode

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plainHTML gives the words of a piece of HTML as plain text: a paragraph a
// line, list items with a dash, no scripts and styles.
func plainHTML(s string) string {
	if text, ok := plainParagraphs(s); ok {
		return text
	}
	w := &prose{}
	w.html(html.NewTokenizer(strings.NewReader(s)))
	return w.String()
}

// plainParagraphs is plainHTML for what editors of forms write most: paragraphs
// with nothing in them but words. False of all else.
func plainParagraphs(s string) (string, bool) {
	const open, end = "<p>", "</p>"
	var lines []string
	for rest := s; rest != ""; {
		body, isOpen := strings.CutPrefix(rest, open)
		n := strings.IndexByte(body, '<')
		if !isOpen || n < 1 || !strings.HasPrefix(body[n:], end) {
			return "", false
		}
		line := body[:n]
		if line[0] == ' ' || line[n-1] == ' ' || strings.IndexByte(line, '&') >= 0 || !lookOver(line).running() {
			return "", false
		}
		if rest = body[n+len(end):]; rest == "" && lines == nil {
			return line, true
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), true
}

// prose gathers paragraphs. White space within them is one space.
type prose struct {
	lines []string
	line  strings.Builder
	gap   bool // white space is due before the next word
	item  bool // the paragraph is a list item
}

// words adds running text.
func (w *prose) words(s string) {
	i := -1
	for field := range strings.FieldsFuncSeq(s, isSpace) {
		i++
		if w.line.Len() > 0 && (i > 0 || w.gap || isSpace(rune(s[0]))) {
			w.line.WriteByte(' ')
		} else if w.line.Len() == 0 && w.item {
			w.line.WriteString("- ")
		}
		w.gap = false
		w.line.WriteString(field)
	}
	if s != "" && isSpace(rune(s[len(s)-1])) {
		w.gap = true
	}
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// end ends the paragraph.
func (w *prose) end() {
	if w.line.Len() > 0 {
		w.lines = append(w.lines, w.line.String())
		w.line.Reset()
	}
	w.gap, w.item = false, false
}

func (w *prose) String() string {
	w.end()
	return strings.Join(w.lines, "\n")
}

// html reads tokens until the end.
func (w *prose) html(z *html.Tokenizer) {
	z.SetMaxBuf(maxRecord)
	silent := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		if kind == html.TextToken {
			if silent == 0 {
				w.words(string(z.Text()))
			}
			continue
		}
		if kind == html.CommentToken || kind == html.DoctypeToken {
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch tag {
		case atom.Script, atom.Style, atom.Head, atom.Template, atom.Noscript, atom.Svg, atom.Nav:
			if kind == html.StartTagToken {
				silent++
			} else if kind == html.EndTagToken && silent > 0 {
				silent--
			}
		case atom.Body:
			silent = 0
		case atom.P, atom.Div, atom.Br, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Tr, atom.Table,
			atom.Blockquote, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Pre, atom.Dt, atom.Dd, atom.Hr, atom.Title, atom.Main:
			w.end()
		case atom.Li:
			w.end()
			w.item = kind == html.StartTagToken
		case atom.Td, atom.Th:
			if kind == html.EndTagToken {
				w.gap = true
			}
		}
	}
}
