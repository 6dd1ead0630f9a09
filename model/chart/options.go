package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Words puts an English sentence into the reader's language and sets args in
// as fmt.Sprintf does. A nil Words leaves it in English.
type Words func(sentence string, args ...any) string

// Options say how a chart is made.
type Options struct {
	// Width is in millimetres; 0 means 170.
	Width float64
	// Title is a sentence that says what the chart shows; if it is empty one
	// is made by the rule that the chart's comment states.
	Title string
	// Source names where the figures come from.
	Source string
	// Words are the chart's own words in the reader's language.
	Words Words
}

// say gives one of the chart's own sentences.
func (o Options) say(sentence string, args ...any) string {
	switch {
	case o.Words != nil:
		return o.Words(sentence, args...)
	case len(args) == 0:
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}

// Say gives a sentence in the reader's language, for what is said around a
// chart.
func (o Options) Say(sentence string, args ...any) string { return o.say(sentence, args...) }

// percent writes a share with the reader's percent sign.
func (o Options) percent(share float64) string {
	return o.say("%d\u00a0%%", int(math.Round(unit(share)*100)))
}

// start begins a drawing of a height.
func (o Options) start(height float64) *drawing {
	w := o.Width
	if !(w > 0) {
		w = width
	}
	return &drawing{Scene{W: mm(w), H: mm(height)}}
}

// finish puts title, source line and alternative text into a drawing. The
// source line is source and notes, the alternative text the title and alt.
func (o Options) finish(d *drawing, title string, notes, alt []string) Scene {
	d.Title = o.Title
	if d.Title == "" {
		d.Title = title
	}
	var under []string
	if o.Source != "" {
		under = append(under, stop(o.say("Source: %s", o.Source)))
	}
	for _, n := range notes {
		if n != "" {
			under = append(under, stop(n))
		}
	}
	d.Source = strings.Join(under, " ")
	words := []string{stop(d.Title)}
	for _, a := range alt {
		if a != "" {
			words = append(words, stop(a))
		}
	}
	d.Alt = strings.Join(words, " ")
	return d.Scene
}

// empty is a chart without anything to show: it says what belongs in it.
func (o Options) empty(says string) Scene {
	d := o.start(10)
	d.text(Quiet, sizeText, Start, 0, 5+baseline(sizeText), d.W, says).Lines = 2
	return o.finish(d, says, nil, nil)
}

// table begins a table; the first left columns are words, the others numbers.
func table(left int, heads ...string) *Figures {
	f := &Figures{Heads: heads, Right: make([]bool, len(heads))}
	for i := left; i < len(heads); i++ {
		f.Right[i] = true
	}
	return f
}

func (f *Figures) row(cells ...string) { f.Rows = append(f.Rows, cells) }

// step is a round distance between ticks, so that at most most of them stand
// between 0 and high: 1, 2 or 5 times a power of ten, never less than 1.
func step(high float64, most int) float64 {
	s := 1.0
	for {
		for _, of := range []float64{1, 2, 5} {
			if high/(s*of) <= float64(most) || s > 1e15 {
				return s * of
			}
		}
		s *= 10
	}
}

// upTo is the least multiple of step that is not below high, and at least one.
func upTo(high, step float64) float64 {
	return math.Max(1, math.Ceil(high/step-1e-9)) * step
}

// firstOnes are at most n of a list, and how many are left.
func firstOnes[T any](list []T, n int) (first []T, left int) {
	if len(list) <= n {
		return slices.Clip(list), 0
	}
	return list[:n:n], len(list) - n
}
