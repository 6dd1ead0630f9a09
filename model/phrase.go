package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Phrase is a sentence, or a part of one, before its arguments are set into it,
// so that it can be put in another language. Where Other is set the phrase is
// about N things: One is said of one, Other of any other number, and N is the
// first argument of both. Args are set in as by fmt.Sprintf; they may be
// Phrases, Words, Channels or Decimals themselves.
type Phrase struct {
	One, Other string
	N          int
	Args       []any
}

// Words are several things, joined with semicolons; More is how many others are
// left out.
type Words struct {
	List []any
	More int
}

// Decimal is a number that is printed with as many decimals as it has, six at
// most.
type Decimal float64

// Decimals is how many decimals of a number are printed.
const Decimals = 6

// String is the phrase in English.
func (p Phrase) String() string {
	sentence, args := p.Sentence()
	if len(args) == 0 {
		return sentence
	}
	return fmt.Sprintf(sentence, english(args)...)
}

// Sentence is the sentence by English rules of number, with all its arguments.
func (p Phrase) Sentence() (string, []any) {
	switch {
	case p.Other == "":
		return p.One, p.Args
	case p.N == 1:
		return p.One, append([]any{p.N}, p.Args...)
	}
	return p.Other, append([]any{p.N}, p.Args...)
}

// MoreWords is how Words end that left something out.
const MoreWords = "and %d more"

// String is the words in English.
func (w Words) String() string {
	var parts []string
	for _, a := range english(w.List) {
		parts = append(parts, fmt.Sprint(a))
	}
	if w.More > 0 {
		parts = append(parts, fmt.Sprintf(MoreWords, w.More))
	}
	return strings.Join(parts, "; ")
}

// String is the number with a decimal point.
func (d Decimal) String() string {
	text := strconv.FormatFloat(float64(d), 'f', Decimals, 64)
	text = strings.TrimRight(text, "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}

func english(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case Channel:
			label := v.Label()
			a = strings.ToLower(label[:min(1, len(label))]) + label[min(1, len(label)):]
		case time.Time:
			a = v.Format("2 January 2006")
		}
		out[i] = a
	}
	return out
}
