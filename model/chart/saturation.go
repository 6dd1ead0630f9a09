package chart

import (
	"math"
	"strconv"
)

// SaturationPoint is one consultation in the order of time: how many tags it
// brought that no earlier one had, and how many were known after it.
type SaturationPoint struct {
	Ref, Name, Date string
	New, Known      int
}

// Saturated says where a rule found that little new was heard.
type Saturated struct {
	// At is the place, from 0, of the last consultation of the first run that
	// brought little new; negative if there is none.
	At int
	// Base, Run and Share are the rule's: consultations in the base, in a
	// run, and the share of the base's tags that a run may add at most.
	Base, Run int
	Share     float64
	// Undated counts consultations without a date, which are left out.
	Undated int
}

// Saturation draws, for consultations in the order of time, the tags that each
// brought anew as bars and all tags known so far as a line, on one scale; a
// dashed line stands where the rule found saturation.
//
// The title says where the rule was met, or that it was not.
func Saturation(points []SaturationPoint, s Saturated, o Options) Scene {
	if len(points) < 2 {
		return o.empty(o.say("Saturation needs at least two dated consultations with tags."))
	}
	const height, top, foot, leftRoom, rightRoom = 70.0, 6.0, 10.0, 9.0, 4.0
	d := o.start(height)
	high := 0
	for _, p := range points {
		high = max(high, p.Known, p.New)
	}
	tick := step(float64(high), 6)
	full := upTo(float64(high), tick)
	bottom := height - foot
	y := func(v float64) float64 { return bottom - (bottom-top)*v/full }
	slot := (d.W - leftRoom - rightRoom) / float64(len(points))
	x := func(i int) float64 { return leftRoom + slot*(float64(i)+0.5) }
	for v := 0.0; v <= full+1e-9; v += tick {
		d.line(Grid, fine, Point{leftRoom, y(v)}, Point{d.W - rightRoom, y(v)})
		d.text(Quiet, sizeSmall, End, leftRoom-1.5, y(v)+baseline(sizeSmall), 0, strconv.Itoa(int(v)))
	}
	d.text(Ink, sizeValue, Start, 0, top-2.6, 60, o.say("Tags")).Bold = true
	line := make([]Point, len(points))
	for i, p := range points {
		if p.New > 0 {
			half := math.Min(slot*0.32, 2.5)
			d.rect(PoleB, x(i)-half, y(float64(p.New)), x(i)+half, bottom)
		}
		line[i] = Point{x(i), y(float64(p.Known))}
		tip := p.Name + ", " + p.Date + ": " + o.say("%d new tags, %d known", p.New, p.Known)
		d.hit(x(i)-slot/2, top, x(i)+slot/2, bottom, p.Ref, tip)
	}
	d.line(Mark, bold, append([]Point(nil), line...)...)
	for _, p := range line {
		d.circle(Mark, 0, p.X, p.Y, 0.8)
	}
	d.line(Axis, bold, Point{leftRoom, bottom}, Point{d.W - rightRoom, bottom})
	last := line[len(line)-1]
	d.text(Ink, sizeText, End, math.Min(last.X, d.W-1), math.Max(last.Y-2, 3), 50, o.say("known so far"))
	saturationDates(d, points, x, slot, bottom)
	if s.At >= 0 && s.At < len(points) {
		at := x(s.At)
		d.line(Threshold, bold, Point{at, top - 2}, Point{at, bottom}).Dashed = true
		anchor := Start
		if at > d.W/2 {
			anchor = End
		}
		d.text(Ink, sizeText, anchor, at+map[Anchor]float64{Start: 1.5, End: -1.5}[anchor], bottom-(bottom-top)*0.30, 55, o.say("little new from here")).Lines = 2
	}
	d.text(Quiet, sizeSmall, Start, leftRoom, height-1.2, d.W-leftRoom, o.say("Consultations in the order of time; bars: tags that were new"))
	return saturationWords(d, points, s, o)
}

// saturationDates writes as many dates as have room.
func saturationDates(d *drawing, points []SaturationPoint, x func(int) float64, slot, bottom float64) {
	every := max(1, int(math.Ceil(17/slot)))
	for i := 0; i < len(points); i += every {
		date := points[i].Date
		at := math.Max(8, math.Min(x(i), d.W-8))
		d.text(Quiet, sizeSmall, Middle, at, bottom+4, 0, date)
	}
}

func saturationWords(d *drawing, points []SaturationPoint, s Saturated, o Options) Scene {
	d.Figures = table(2, o.say("Date"), o.say("Consultation"), o.say("New tags"), o.say("Tags known"))
	for _, p := range points {
		d.Figures.row(p.Date, p.Name, strconv.Itoa(p.New), strconv.Itoa(p.Known))
	}
	last := points[len(points)-1]
	title := o.say("New tags were heard to the end: %d after %d consultations", last.Known, len(points))
	if s.At >= 0 && s.At < len(points) {
		title = o.say("Little new was heard after consultation %d of %d", s.At+1-s.Run, len(points))
	}
	notes := []string{
		o.say("Base: %d dated consultations, %d tags", len(points), last.Known),
		o.say("Rule of Guest, Namey and Chen 2020: a run of %d consultations brings at most %s as many new tags as the first %d brought", s.Run, o.percent(s.Share), s.Base),
		o.say("It says nothing of those who were not heard"),
	}
	if s.Undated > 0 {
		notes = append(notes, o.say("Consultations without a date, left out: %d", s.Undated))
	}
	return o.finish(d, title, notes, []string{o.say("A line of tags known so far, from %d after the first consultation to %d after the last, with bars of new tags", points[0].Known, last.Known)})
}
