package chart

import (
	"fmt"
	"strconv"

	"consilience/model"
)

// Pole is one side of a balance: what it is called, what opens when it is
// pressed, and how often it was counted.
type Pole struct {
	Ref, Name string
	Count     int
}

// BalanceOptions say how a balance of two poles is made.
type BalanceOptions struct {
	// Width is in millimetres; 0 means 170.
	Width float64
	// Title is a sentence that says what the chart shows; if it is empty one
	// is made from the counts.
	Title string
	// Source names where the counts come from, Of what was counted, such as
	// "mentions".
	Source, Of string
	// Low and High bound the first pole's share; both 0 if there is no interval.
	Low, High float64
}

// PolesOf gives the poles and interval of a reading of two tags, by its
// measures. ok is false if the item is no pair of tags or nothing was counted.
func PolesOf(item model.ItemReading) (a, b Pole, low, high float64, ok bool) {
	share := measure(item.Measures, "pole-share/1")
	if item.Against == "" || share == nil {
		return Pole{}, Pole{}, 0, 0, false
	}
	a = Pole{Ref: string(item.Item), Name: item.Item.Item(), Count: share.Count}
	b = Pole{Ref: string(item.Against), Name: item.Against.Item(), Count: share.N - share.Count}
	if l, h := measure(item.Measures, "pole-low/1"), measure(item.Measures, "pole-high/1"); l != nil && h != nil {
		low, high = l.Value, h.Value
	}
	return a, b, low, high, true
}

// PoleBalance draws two poles as one bar that is divided at the first pole's
// share, with the line of one half across it and the interval of the share
// below. Counts and names stand over the ends. If nothing was counted it says
// so.
func PoleBalance(a, b Pole, o BalanceOptions) Scene {
	const (
		nameLine, upper, lower, whisker, axis, height = 4.0, 6.5, 13.0, 16.0, 21.5, 23.0
		countRoom                                     = 8.0
	)
	w := o.Width
	if !(w > 0) {
		w = width
	}
	a.Count, b.Count = max(a.Count, 0), max(b.Count, 0)
	d := &drawing{Scene{W: w, H: height, Title: o.Title}}
	total := a.Count + b.Count
	words := balanceWords(a, b, o)
	if d.Title == "" {
		d.Title = balanceTitle(a, b, o)
	}
	d.Source = balanceSource(total, o)
	d.Alt = stop(d.Title) + " " + stop(words)
	nameRoom := w/2 - countRoom - 3
	d.text(Ink, sizeText, Start, 0, nameLine, countRoom, strconv.Itoa(a.Count)).Bold = true
	d.text(Ink, sizeText, Start, countRoom, nameLine, nameRoom, a.Name)
	d.text(Ink, sizeText, End, w, nameLine, countRoom, strconv.Itoa(b.Count)).Bold = true
	d.text(Ink, sizeText, End, w-countRoom, nameLine, nameRoom, b.Name)
	if total == 0 {
		d.rect(Grid, 0, upper, w, lower).Stroke = fine
		d.text(Quiet, sizeText, Middle, w/2, (upper+lower)/2+baseline(sizeText), w-4, "Neither pole was counted.")
		return d.Scene
	}
	share := float64(a.Count) / float64(total)
	cut := share * w
	for _, side := range []struct {
		role   Role
		pole   Pole
		x0, x1 float64
	}{{PoleA, a, 0, cut}, {PoleB, b, cut, w}} {
		if side.x1 > side.x0 {
			d.rect(side.role, side.x0, upper, side.x1, lower)
			d.hit(side.x0, 0, side.x1, lower, side.pole.Ref, side.pole.Name+": "+counted(side.pole.Count, total, o.Of))
		}
	}
	d.line(Threshold, bold, Point{w / 2, upper - 1}, Point{w / 2, whisker + 1.5}).Dashed = true
	if o.High > 0 {
		balanceWhisker(d, unit(o.Low)*w, unit(o.High)*w, whisker)
	}
	for _, t := range []struct {
		at     float64
		anchor Anchor
	}{{0, Start}, {0.25, Middle}, {0.5, Middle}, {0.75, Middle}, {1, End}} {
		d.text(Quiet, sizeSmall, t.anchor, t.at*w, axis, 0, percent(t.at))
	}
	return d.Scene
}

func balanceWhisker(d *drawing, low, high, y float64) {
	const end = 1.2
	d.line(Interval, bold, Point{low, y}, Point{high, y})
	d.line(Interval, bold, Point{low, y - end}, Point{low, y + end})
	d.line(Interval, bold, Point{high, y - end}, Point{high, y + end})
}

// counted writes 26 of 48 mentions (54 %).
func counted(k, total int, of string) string {
	s := fmt.Sprintf("%d of %d", k, total)
	if of != "" {
		s += " " + of
	}
	if total == 0 {
		return s
	}
	return s + " (" + percent(float64(k)/float64(total)) + ")"
}

func balanceWords(a, b Pole, o BalanceOptions) string {
	total := a.Count + b.Count
	s := fmt.Sprintf("%s: %s; %s: %s", a.Name, counted(a.Count, total, o.Of), b.Name, counted(b.Count, total, o.Of))
	if o.High > 0 {
		s += fmt.Sprintf("; the interval of the first share runs from %s to %s", percent(o.Low), percent(o.High))
	}
	return s
}

// balanceTitle says whether one pole is clearly ahead: the interval of its
// share lies on one side of one half.
func balanceTitle(a, b Pole, o BalanceOptions) string {
	switch {
	case a.Count+b.Count == 0:
		return "Neither pole was counted"
	case o.High > 0 && o.Low > 0.5:
		return fmt.Sprintf("“%s” is clearly ahead", a.Name)
	case o.High > 0 && o.High < 0.5:
		return fmt.Sprintf("“%s” is clearly ahead", b.Name)
	case o.High > 0:
		return "Both poles are held; neither is clearly ahead"
	}
	return fmt.Sprintf("%d to %d", a.Count, b.Count)
}

func balanceSource(total int, o BalanceOptions) string {
	s := ""
	if o.Source != "" {
		s = stop("Source: "+o.Source) + " "
	}
	of := o.Of
	if of == "" {
		of = "counts"
	}
	s += fmt.Sprintf("Base: %d %s on both poles together.", total, of)
	if o.High > 0 && total > 0 {
		s += " The line below the bar is the 95\u00a0% interval of the first pole's share, as if each had been given independently; the dashed line is one half."
	}
	return s
}
