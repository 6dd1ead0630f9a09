package view

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"sync"

	"consilience/assets"
	"consilience/model"
	"consilience/model/retell"
)

// books are the sentences that the analysis, the readers of files and the desk
// make in English, by language.
var books = sync.OnceValue(func() map[string]*retell.Book {
	all := map[string]*retell.Book{}
	for _, lang := range Languages[1:] {
		words := map[string]string{}
		for _, from := range []struct {
			files fs.FS
			dir   string
		}{{assets.Papers(), "analysis"}, {assets.Translations(), "problems"}} {
			raw, err := fs.ReadFile(from.files, path.Join(from.dir, lang+".json"))
			if err != nil {
				continue // a test reads them all
			}
			_ = json.Unmarshal(raw, &words) // likewise
		}
		all[lang] = retell.NewBook(words)
	}
	return all
})

// Told is what the analysis, a reader of files or the desk says, in the
// person's language: what was set into a sentence is recognised by the sentence
// it was made of. What is not known, such as words of a publisher, stays as it
// is. A sentence is recognised once: that takes up to a millisecond, and a page
// of checks may show thousands each time it is drawn anew.
func (w *Words) Told(s string) string {
	if s == "" || w.lang == "en" {
		return s
	}
	if said, ok := w.told.Load(s); ok {
		return said.(string)
	}
	said := w.tell(s)
	w.told.Store(s, said)
	return said
}

// tell is Told for a sentence that was not said before.
func (w *Words) tell(s string) string {
	if said := w.known[s]; said != "" {
		return said
	}
	book := books()[w.lang]
	if book == nil {
		return s
	}
	return strings.NewReplacer(retell.From, "", retell.To, "").Replace(book.Tell(s, w.manner()))
}

// ToldAll is Told for each of a list.
func (w *Words) ToldAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = w.Told(s)
	}
	return out
}

// Problem is a problem in the person's language.
func (w *Words) Problem(p model.Problem) model.Problem {
	p.Say, p.Do = w.Told(p.Say), w.Told(p.Do)
	return p
}

// manner is how the person's language writes what is set into sentences.
func (w *Words) manner() retell.Manner {
	m := retell.Manner{
		Number: func(s string) string { return strings.Replace(s, ".", ",", 1) },
		Quoted: func(s string) string { return "«" + s + "»" }, And: andSpanish, Colon: ": ", Semicolon: "; ",
		Label: func(s string) (string, bool) {
			said := w.known[capital(s)]
			if said == "" {
				said = w.known[s]
			}
			return inSentence(said), said != "" && !strings.Contains(said, "%")
		},
	}
	if w.lang == "fr" {
		m.Quoted = func(s string) string { return "«\u00a0" + s + "\u00a0»" }
		m.And = func(string) string { return "et" }
		m.Colon, m.Semicolon = "\u00a0: ", "\u202f; "
	}
	return m
}

// andSpanish is the word before the last of a list: e before the sound i.
func andSpanish(next string) string {
	l := strings.ToLower(strings.TrimLeft(next, "«“ "))
	if (strings.HasPrefix(l, "i") || strings.HasPrefix(l, "hi") || strings.HasPrefix(l, "í")) && !strings.HasPrefix(l, "hie") {
		return "e"
	}
	return "y"
}
