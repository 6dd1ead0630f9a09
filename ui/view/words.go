package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Languages are the languages of the interface, English first.
var Languages = []string{"en", "es", "fr"}

// Words puts the interface's sentences into a person's language. The English
// sentence is the key; what has no translation is shown in English. What a Words
// says is not changed after it was made.
type Words struct {
	lang    string
	known   map[string]string
	printer *message.Printer
	told    sync.Map // what Told said, by what it was given
}

// NewWords reads the catalogue lang+".json" (a JSON object: English sentence to
// translation) from catalogues. English, a nil catalogues and a language
// without a file give English; a file that is no such object is an error.
func NewWords(lang string, catalogues fs.FS) (*Words, error) {
	w := &Words{lang: "en", printer: message.NewPrinter(language.English)}
	if lang == "" || lang == "en" || catalogues == nil {
		return w, nil
	}
	text, err := fs.ReadFile(catalogues, lang+".json")
	if errors.Is(err, fs.ErrNotExist) {
		return w, nil
	}
	if err != nil {
		return w, fmt.Errorf("words in %s: %w", lang, err)
	}
	known := map[string]string{}
	if err := json.Unmarshal(text, &known); err != nil {
		return w, fmt.Errorf("words in %s: %w", lang, err)
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return w, fmt.Errorf("words in %s: %w", lang, err)
	}
	return &Words{lang: lang, known: known, printer: message.NewPrinter(tag)}, nil
}

// Language is the BCP 47 tag of the words.
func (w *Words) Language() string { return w.lang }

// T is sentence in the person's language, with args set in as by fmt.Sprintf;
// whole numbers get the language's digit grouping. Without args the sentence
// is taken as it stands, so that a percent sign needs no doubling.
func (w *Words) T(sentence string, args ...any) string {
	text := sentence
	if t := w.known[sentence]; t != "" {
		text = t
	}
	if len(args) == 0 {
		return text
	}
	return w.printer.Sprintf(text, args...)
}

// N is one or other, by what the language says of n things; n is the first
// argument of the sentence, args follow. French counts 0 as one thing.
func (w *Words) N(one, other string, n int, args ...any) string {
	sentence := other
	if n == 1 || n == 0 && w.lang == "fr" {
		sentence = one
	}
	return w.T(sentence, append([]any{n}, args...)...)
}

// capital begins a line with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
