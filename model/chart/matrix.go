package chart

import (
	"strings"

	"consilience/model"
)

// MatrixOptions say how a channel matrix is made.
type MatrixOptions struct {
	// Width is in millimetres; 0 means 170.
	Width float64
	// Title is a sentence that says what the chart shows; if it is empty one
	// is made from the readings.
	Title string
	// Source names where the readings come from.
	Source string
	// Words are the chart's own words in the reader's language, the names of
	// channels and readings included.
	Words Words
}

// say gives one of the chart's own sentences.
func (o MatrixOptions) say(sentence string, args ...any) string {
	return Options{Words: o.Words}.say(sentence, args...)
}

// channel is a name in the reader's language: its English label
// is the sentence.
func (o MatrixOptions) channel(c model.Channel) string { return o.word(c.Label()) }

func (o MatrixOptions) word(label string) string {
	if o.Words != nil {
		return o.Words(label)
	}
	return label
}

// The measures of a matrix, in millimetres.
const (
	matrixRow     = 8.0
	channelPart   = 0.24 // the channel column's part of the width
	symbolColumn  = 6.0
	readingColumn = 34.0
)

// Matrix draws what each channel says of one theme: a row for each channel
// with the symbol and the word of its reading, whether it is firm, and why.
// Symbols have a figure of their own for each reading; see Symbol. Readings of
// different channels are never added up.
func Matrix(channels []model.ChannelReading, o MatrixOptions) Scene {
	w := o.Width
	if !(w > 0) {
		w = width
	}
	d := &drawing{Scene{W: w, H: headHeight + matrixRow*float64(max(len(channels), 1)), Title: o.Title}}
	if d.Title == "" {
		d.Title = matrixTitle(channels, o)
	}
	if o.Source != "" {
		d.Source = stop(o.say("Source: %s", o.Source))
	}
	alt := []string{stop(d.Title)}
	if len(channels) == 0 {
		d.text(Quiet, sizeText, Start, 0, headHeight+matrixRow/2, w, o.say("There are no channels to show."))
	}
	channelAt := 0.0
	symbolAt := w * channelPart
	readingAt := symbolAt + symbolColumn
	whyAt := readingAt + readingColumn
	for _, h := range []struct {
		at, room float64
		text     string
	}{{channelAt, symbolAt - 1, o.say("Channel")}, {readingAt, readingColumn - 1, o.say("Reading")}, {whyAt, w - whyAt, o.say("What it rests on")}} {
		d.text(Ink, sizeValue, Start, h.at, headHeight-2, max(h.room, 0), h.text).Bold = true
	}
	for i, r := range channels {
		top := headHeight + matrixRow*float64(i)
		mid := top + matrixRow/2
		ink := Ink
		if r.Reading == model.Silent || r.Reading == model.NotExamined {
			ink = Quiet
		}
		d.line(Grid, hair, Point{0, top}, Point{w, top})
		d.text(ink, sizeText, Start, channelAt, mid+baseline(sizeText), symbolAt-1, o.channel(r.Channel))
		d.symbol(r.Reading, symbolAt+symbolColumn/2-0.8, mid, 1.5)
		word := o.reading(r)
		d.text(ink, sizeText, Start, readingAt, mid+baseline(sizeText), readingColumn-1, word).Lines = 2
		if whyAt < w-10 {
			d.text(Quiet, sizeSmall, Start, whyAt, mid+baseline(sizeSmall), w-whyAt, r.Why).Lines = 2
		}
		words := o.channel(r.Channel) + ": " + strings.ToLower(word)
		alt = append(alt, stop(words))
		d.hit(0, top, w, top+matrixRow, string(r.Channel), stop(words)+" "+r.Why)
	}
	d.Figures = table(3, o.say("Channel"), o.say("Reading"), o.say("What it rests on"))
	for _, r := range channels {
		d.Figures.row(o.channel(r.Channel), o.reading(r), r.Why)
	}
	d.Alt = strings.Join(alt, " ")
	return d.Scene
}

// reading is a reading in words; "firm" is said only of a direction.
func (o MatrixOptions) reading(r model.ChannelReading) string {
	if r.Firm {
		return o.say("%s, firm", o.word(r.Reading.Label()))
	}
	return o.word(r.Reading.Label())
}

// matrixTitle counts the channels by direction.
func matrixTitle(channels []model.ChannelReading, o MatrixOptions) string {
	support, oppose, mixed := 0, 0, 0
	for _, r := range channels {
		switch r.Reading {
		case model.Supports, model.LeansSupport:
			support++
		case model.Opposes, model.LeansOppose:
			oppose++
		case model.SplitReading, model.SplitGroups, model.BothPoles, model.ByGroup, model.Uncertain, model.NoClearDirection:
			mixed++
		}
	}
	if support+oppose+mixed == 0 {
		return o.say("No channel can be read on this theme")
	}
	return o.say("Channels: %d for, %d against, %d split or uncertain", support, oppose, mixed)
}
