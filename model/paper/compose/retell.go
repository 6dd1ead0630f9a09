package compose

import (
	"strings"
	"sync"

	"consilience/model/paper"
	"consilience/model/retell"
	"consilience/model/text"
)

// The analysis words its reasons, limits and concerns in English. What it said
// is recognised by the sentence it was made of and said again in the paper's
// language; what is not recognised stays, tagged as English.

// books are the sentences of the analysis, by language.
var books = sync.OnceValue(func() map[string]*retell.Book {
	all := map[string]*retell.Book{}
	for lang, words := range retold() {
		all[lang] = retell.NewBook(words)
	}
	return all
})

// manner is how the paper's language writes what is set into sentences.
func (c *composer) manner() retell.Manner {
	return retell.Manner{
		Number: c.decimal, Quoted: c.quoted, And: c.and, Colon: c.colon(), Semicolon: c.semicolon(),
		Label: func(s string) (string, bool) { // a label within a sentence
			said, ok := catalogues()[c.language][capital(s)]
			return lower(said), ok && !strings.Contains(said, "%")
		},
	}
}

// told are sentences of the analysis in the paper's language. What they quote
// of a source is in English, as far as is known, and tagged so.
func (c *composer) told(s string) []paper.Span {
	s = text.OneLine(s)
	if c.language == "en" || s == "" {
		return []paper.Span{word(s)}
	}
	return c.apart(books()[c.language].Tell(s, c.manner()))
}

// apart cuts a sentence at what it quotes.
func (c *composer) apart(s string) []paper.Span {
	var out []paper.Span
	for s != "" {
		before, rest, found := strings.Cut(s, retell.From)
		if before != "" {
			out = append(out, word(before))
		}
		if !found {
			break
		}
		quoted, after, _ := strings.Cut(rest, retell.To)
		out = append(out, c.foreign(word(quoted), "en"))
		s = after
	}
	return out
}

// retell says a sentence, or part of one, of the analysis in the paper's
// language; false if it is none.
func (c *composer) retell(s string) (string, bool) {
	if c.language == "en" {
		return s, true
	}
	return books()[c.language].Sentence(s, c.manner())
}
