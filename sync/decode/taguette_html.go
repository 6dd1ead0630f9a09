package decode

import (
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// htmlText is a document's text as it is read, with its blocks on lines of
// their own, and where its characters stand among the bytes of its text nodes.
type htmlText struct {
	text  *anchorText
	bytes int   // of all text nodes together
	from  []int // first byte of each character; of one that was added, the next's
}

// blocks are elements that begin a line of their own.
var blocks = strings.Fields("address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul")

// newHTMLText reads markup. Bytes are counted as Taguette counts them: over all
// text nodes, those between blocks too.
func newHTMLText(markup string) *htmlText {
	h := &htmlText{text: &anchorText{steps: searchSteps}}
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				h.add(string(z.Raw()))
			}
			h.trimEnd()
			return h
		case html.TextToken:
			h.add(string(z.Text()))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); slices.Contains(blocks, string(name)) {
				h.lineBreak()
			}
		}
	}
}

// add appends a text node. White space between blocks is counted and not shown.
func (h *htmlText) add(s string) {
	for _, r := range s {
		size := utf8.RuneLen(r)
		atStart := len(h.text.runes) == 0 || h.text.runes[len(h.text.runes)-1] == '\n'
		if !unicode.IsSpace(r) || !atStart {
			h.text.runes = append(h.text.runes, r)
			h.from = append(h.from, h.bytes)
		}
		h.bytes += size
	}
}

func (h *htmlText) lineBreak() {
	h.trimEnd()
	if n := len(h.text.runes); n > 0 && h.text.runes[n-1] != '\n' {
		h.text.runes = append(h.text.runes, '\n')
		h.from = append(h.from, h.bytes)
	}
}

// trimEnd takes blanks at the end of a line away.
func (h *htmlText) trimEnd() {
	n := len(h.text.runes)
	for n > 0 && h.text.runes[n-1] != '\n' && unicode.IsSpace(h.text.runes[n-1]) {
		n--
	}
	h.text.runes, h.from = h.text.runes[:n], h.from[:n]
}

// at gives the first character that begins at a byte or after it.
func (h *htmlText) at(b int) int {
	i, _ := slices.BinarySearch(h.from, b)
	return i
}

// trimmed leaves line breaks at the ends of a passage out.
func (h *htmlText) trimmed(start, end int) place {
	for start < end && h.text.runes[start] == '\n' {
		start++
	}
	for end > start && h.text.runes[end-1] == '\n' {
		end--
	}
	return place{start, end, start < end}
}
