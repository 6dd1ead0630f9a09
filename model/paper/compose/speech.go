package compose

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/retell"
	"consilience/model/text"
)

// How a paper speaks: numbers, quotation marks, dates and lists as its language
// writes them.

// unproved marks what cites nothing.
const unproved = "[no evidence]"

// none marks a sentence of fact that cites nothing.
func (c *composer) none() paper.Span { return quiet(" " + c.t(unproved)) }

// counted says what holds of no thing, of one, or of more, the number set into
// the last; in English small numbers are written out.
func (c *composer) counted(n int, none, one, more string) string {
	switch n {
	case 0:
		return c.t(none)
	case 1:
		return c.t(one)
	}
	return c.t(more, c.inNumbers(n))
}

// inNumbers is a count in a sentence: "two", in other languages "2".
func (c *composer) inNumbers(n int) string {
	if c.language == "en" {
		return countWord(n)
	}
	return strconv.Itoa(n)
}

// quoted puts words in the language's quotation marks.
func (c *composer) quoted(s string) string {
	switch c.language {
	case "es":
		return "«" + s + "»"
	case "fr":
		return "«" + nbsp + s + nbsp + "»"
	}
	return "“" + s + "”"
}

// cut is quoted, of long words the beginning.
func (c *composer) cut(s string) string {
	const most = 140
	return c.quoted(text.Cut(s, most, func(s string) float64 { return float64(len([]rune(s))) }))
}

// day is a date of the form 2026-11-23 as the language writes it; anything else
// stays.
func (c *composer) day(s string) string {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return text.OneLine(s)
	}
	return paper.Day(c.language, d)
}

// share is a cut-off: "60 %".
func (c *composer) share(v float64) string {
	return c.decimal(strconv.FormatFloat(v*100, 'f', -1, 64)) + nbsp + "%"
}

// decimal sets the language's decimal mark.
func (c *composer) decimal(s string) string {
	if c.language == "es" || c.language == "fr" {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// colon stands between a head and what it says.
func (c *composer) colon() string {
	if c.language == "fr" {
		return nbsp + ": "
	}
	return ": "
}

// semicolon stands between parts of a sentence.
func (c *composer) semicolon() string {
	if c.language == "fr" {
		return "\u202f; "
	}
	return "; "
}

// label is a class, reading or channel within a sentence.
func (c *composer) label(english string) string { return lower(c.t(english)) }

// foreign tags words with their language, where that is not the paper's.
func (c *composer) foreign(s paper.Span, language string) paper.Span {
	if language != c.language {
		s.Language = language
	}
	return s
}

// ofSource are words of a source, in its language.
func (c *composer) ofSource(s, source string) paper.Span {
	return c.foreign(word(s), c.sourceLanguage(source))
}

// sourceLanguage is the language of a source's texts, empty if it says none.
func (c *composer) sourceLanguage(source string) string {
	for _, s := range c.index.sources {
		if s.Source.ID == source || s.ID == model.SnapshotID(source) {
			return s.Language
		}
	}
	return ""
}

// sourced is what stands under a chart: the words of sources in it are tagged
// with their language.
func (c *composer) sourced(s string) []paper.Span {
	if c.language == "en" {
		return say(s)
	}
	var out []paper.Span
	for s != "" {
		at, found, language := len(s), "", ""
		look := func(words, in string) {
			if k := strings.Index(s, words); words != "" && in != c.language && k >= 0 && (k < at || k == at && len(words) > len(found)) {
				at, found, language = k, words, in
			}
		}
		for _, src := range c.index.sources {
			look(titleOf(src), src.Language)
		}
		for _, h := range c.Heard {
			for _, part := range strings.Split(text.OneLine(h.Limitation), "; ") {
				look(sentence(capital(part)), cmp.Or(c.sourceLanguage(h.Source), "en"))
			}
		}
		if at > 0 {
			out = append(out, word(s[:at]))
		}
		if found != "" {
			out = append(out, c.foreign(word(found), language))
		}
		s = s[at+len(found):]
	}
	return out
}

// wordingOf are an item's words, in their language.
func (c *composer) wordingOf(e *entry) paper.Span {
	ref := e.item.Item
	language := c.Statements[ref].Language
	if language == "" {
		language = c.Tags[ref].Language
	}
	if language == "" {
		language = c.sourceLanguage(ref.Source())
	}
	if c.Statements[ref].Text == "" && c.Tags[ref].Name == "" { // the analysis' own words for it
		if said, ok := c.retell(e.text()); ok && !strings.Contains(said, retell.From) {
			return word(said)
		}
	}
	return c.foreign(word(e.text()), language)
}

// cutWording is wordingOf in quotation marks, of long words the beginning.
func (c *composer) cutWording(e *entry) paper.Span {
	s := c.wordingOf(e)
	s.Text = c.cut(s.Text)
	return s
}

func lower(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	if size == 0 {
		return ""
	}
	return string(unicode.ToLower(first)) + label[size:]
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
