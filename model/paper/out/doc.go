// Package out writes a paper, as model/paper composes it, in forms that people
// edit and read elsewhere: DOCX for word processors, HTML as one file, and
// Markdown. The same document gives the same bytes. Figures are printed by
// paper.Number, as in the PDF: no form has a number of its own.
package out

import (
	"strings"

	"consilience/model/paper"
	"consilience/model/text"
)

// words are what the forms say themselves, by language.
var words = map[string]map[string]string{
	"en": {"contents": "Contents", "page": "Page", "of": "of", "notes": "Notes", "figures": "The figures as a table", "files": "Evidence files"},
	"es": {"contents": "Índice", "page": "Página", "of": "de", "notes": "Notas", "figures": "Las cifras en una tabla", "files": "Archivos de evidencia"},
	"fr": {"contents": "Sommaire", "page": "Page", "of": "sur", "notes": "Notes", "figures": "Les chiffres en tableau", "files": "Fichiers des preuves"},
}

// language is a document's BCP 47 tag.
func language(d paper.Document) string {
	if d.Language == "" {
		return "en"
	}
	return d.Language
}

// word is one of the forms' own words in the document's language.
func word(d paper.Document, key string) string {
	base, _, _ := strings.Cut(language(d), "-")
	if w := words[base][key]; w != "" {
		return w
	}
	return words["en"][key]
}

// printed is what a span prints, but for the page of an anchor, which these
// forms do not know.
func printed(s paper.Span) string {
	if s.Number != nil {
		return s.Number.String()
	}
	return text.Clean(s.Text)
}

// plain is the text of spans.
func plain(spans []paper.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(printed(s))
	}
	return b.String()
}

// titles are the words by which an anchor's place is named: its heading, its
// caption, or its text.
func titles(d paper.Document) map[string]string {
	out := map[string]string{}
	for _, b := range d.Blocks {
		if b.Anchor != "" {
			out[b.Anchor] = plain(b.Spans)
		}
	}
	return out
}

// pageWords are what stands before a page number in the languages of papers.
var pageWords = []string{"page ", "page\u00a0", "página ", "página\u00a0", "p. ", "p.\u00a0"}

// unpaged gives spans in which the page of an anchor is replaced by the name
// of the place: "page 4" is "“Dissent”". In a form without pages nothing else
// is true.
func unpaged(spans []paper.Span, names map[string]string) []paper.Span {
	out := make([]paper.Span, 0, len(spans))
	for _, s := range spans {
		if s.Page == "" {
			out = append(out, s)
			continue
		}
		if n := len(out); n > 0 {
			for _, w := range pageWords {
				out[n-1].Text = strings.TrimSuffix(out[n-1].Text, w)
			}
			if t := out[n-1].Text; t != "" && !strings.HasSuffix(t, " ") {
				out[n-1].Text += " "
			}
		}
		name := names[s.Page]
		if name == "" {
			name = s.Page
		}
		out = append(out, paper.Span{Text: "“" + name + "”", To: s.Page, Bold: s.Bold, Italic: s.Italic, Quiet: s.Quiet})
	}
	return out
}

// masthead is the line of facts under a paper's title.
func masthead(d paper.Document) []string {
	var out []string
	for _, s := range []string{d.Kind, d.Status, d.Consultation, d.Owner} {
		if s != "" {
			out = append(out, text.Clean(s))
		}
	}
	if !d.Date.IsZero() {
		out = append(out, paper.Day(d.Language, d.Date))
	}
	return out
}

// alt is a figure in words.
func alt(b paper.Block) string {
	switch {
	case b.Alt != "":
		return text.Clean(b.Alt)
	case b.Scene != nil:
		return text.Clean(b.Scene.Alt)
	}
	return plain(b.Spans)
}
