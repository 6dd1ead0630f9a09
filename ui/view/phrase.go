package view

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"consilience/model"
)

// Phrase is a phrase in the person's language, with all that is set into it.
func (w *Words) Phrase(p model.Phrase) string {
	sentence, args := p.Sentence()
	if p.Other != "" && p.N == 0 && w.lang == "fr" {
		sentence = p.One // French counts 0 as one thing
	}
	if len(args) == 0 {
		return w.T(sentence)
	}
	return w.T(sentence, w.arguments(args)...)
}

// arguments are what is set into a phrase, in the person's language. Strings
// are names and quotations: they stay.
func (w *Words) arguments(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case model.Phrase:
			a = w.Phrase(v)
		case model.Words:
			var parts []string
			for _, part := range w.arguments(v.List) {
				parts = append(parts, fmt.Sprint(part))
			}
			if v.More > 0 {
				parts = append(parts, w.T(model.MoreWords, v.More))
			}
			a = strings.Join(parts, "; ")
		case model.Decimal:
			a = w.Exactly(float64(v))
		case model.Channel:
			a = inSentence(w.Channel(v))
		case time.Time:
			a = w.Date(v)
		}
		out[i] = a
	}
	return out
}

// Exactly is a number with as many decimals as it has, six at most, and the
// language's decimal mark.
func (w *Words) Exactly(x float64) string {
	text := w.printer.Sprintf("%.6f", x)
	if text = strings.TrimRight(strings.TrimRight(text, "0"), ".,"); text == "" || text == "-" || text == "-0" {
		return "0"
	}
	return text
}

// Stated is a number as a publisher or a member wrote it, every digit kept, with
// the decimal mark of the person's language; other words stay as they are.
func (w *Words) Stated(text string) string {
	whole, part, ok := strings.Cut(text, ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	if !ok || !digits(whole) || !digits(part) {
		return text
	}
	return whole + strings.Trim(w.printer.Sprintf("%.1f", 0.0), "0") + part
}

// inSentence begins words with a small letter, as within a sentence.
func inSentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
