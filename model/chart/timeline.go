package chart

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// Days are how many took part in a channel on each day.
type Days struct {
	// Channel and Of, such as "responses", are in the reader's language.
	Channel, Of string
	// Count has the number for each day, as 2006-01-02; what is no day is not
	// drawn and counted as undated.
	Count map[string]int
	// Undated is how many have no day.
	Undated int
}

// period is how days are put together.
type period int

const (
	perDay period = iota
	perWeek
	perMonth
)

// Timeline draws when people took part: a row of bars for each channel over
// one scale of days, weeks (from Monday) or months, by how long the whole is.
// Each row has a scale of its own, whose top is written, since channels count
// different things.
//
// The title says from when to when people took part.
func Timeline(channels []Days, o Options) Scene {
	t := newTimescale(channels)
	if t.none {
		return o.empty(o.say("No source says when people took part."))
	}
	const rowHigh, foot = 22.0, 7.0
	rows := slices.DeleteFunc(slices.Clone(channels), func(c Days) bool { return len(c.Count) == 0 })
	d := o.start(rowHigh*float64(len(rows)) + foot)
	t.left, t.right = 34, d.W-2
	d.Figures = table(2, o.say("Channel"), o.say("Beginning"), o.say("Number"))
	per := [...]string{o.say("a day"), o.say("a week"), o.say("a month")}[t.per]
	var alt, notes []string
	for i, c := range rows {
		top := rowHigh * float64(i)
		sum, undated := t.row(d, c, top, rowHigh, per, o)
		alt = append(alt, o.say("%s: %d %s with a date", c.Channel, sum, c.Of))
		if undated > 0 {
			notes = append(notes, o.say("%s: %s without a date, left out: %d", c.Channel, c.Of, undated))
		}
	}
	t.axis(d, d.H-foot)
	first, last := t.first.Format(time.DateOnly), t.last.Format(time.DateOnly)
	notes = append([]string{o.say("Each row has a scale of its own; channels are not added up")}, notes...)
	title := o.say("People took part from %s to %s", first, last)
	if first == last {
		title = o.say("People took part on %s", first)
	}
	return o.finish(d, title, notes, alt)
}

// timescale puts days on a line, in periods.
type timescale struct {
	none        bool
	first, last time.Time
	per         period
	left, right float64
}

func newTimescale(channels []Days) timescale {
	t := timescale{none: true}
	for _, c := range channels {
		for day := range c.Count {
			at, err := time.Parse(time.DateOnly, day)
			if err != nil || at.Year() < 1900 || at.Year() > 2200 {
				continue
			}
			if t.none || at.Before(t.first) {
				t.first = at
			}
			if t.none || at.After(t.last) {
				t.last = at
			}
			t.none = false
		}
	}
	switch days := t.days(); {
	case days > 400:
		t.per = perMonth
	case days > 62:
		t.per = perWeek
	}
	return t
}

func (t timescale) days() int { return int(t.last.Sub(t.first).Hours()/24) + 1 }

// begin is the first day of a day's period.
func (t timescale) begin(at time.Time) time.Time {
	switch t.per {
	case perWeek:
		return at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	case perMonth:
		return at.AddDate(0, 0, 1-at.Day())
	}
	return at
}

func (t timescale) next(begin time.Time) time.Time {
	switch t.per {
	case perWeek:
		return begin.AddDate(0, 0, 7)
	case perMonth:
		return begin.AddDate(0, 1, 0)
	}
	return begin.AddDate(0, 0, 1)
}

func (t timescale) x(at time.Time) float64 {
	from, to := t.begin(t.first), t.next(t.begin(t.last))
	return t.left + (t.right-t.left)*at.Sub(from).Hours()/to.Sub(from).Hours()
}

// row draws a channel's bars and gives how many it draws and leaves out.
func (t timescale) row(d *drawing, c Days, top, high float64, per string, o Options) (sum, undated int) {
	undated = c.Undated
	counts := map[time.Time]int{}
	most := 0
	for day, n := range c.Count {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil || at.Year() < 1900 || at.Year() > 2200 {
			undated += n
			continue
		}
		sum += n
		begin := t.begin(at)
		counts[begin] += n
		most = max(most, counts[begin])
	}
	bottom := top + high - 3
	upper := top + 5
	d.text(Ink, sizeText, Start, 0, top+9, t.left-3, c.Channel).Bold = true
	l := d.text(Quiet, sizeSmall, Start, 0, top+14, t.left-3, o.say("%d %s", sum, c.Of))
	l.Lines = 2
	d.text(Quiet, sizeSmall, Start, t.left, top+3.6, d.W-t.left, o.say("at most %d %s", most, per))
	for begin := t.begin(t.first); !begin.After(t.last); begin = t.next(begin) {
		n := counts[begin]
		if n == 0 {
			continue
		}
		x0, x1 := t.x(begin), t.x(t.next(begin))
		gap := math.Min((x1-x0)*0.12, 0.4)
		width := math.Min(x1-x0-2*gap, 8) // few days make no slabs
		d.rect(Mark, x0+gap, bottom-(bottom-upper)*float64(n)/float64(most), x0+gap+width, bottom)
		day := begin.Format(time.DateOnly)
		d.Figures.row(c.Channel, day, strconv.Itoa(n))
		d.hit(x0, upper, x1, bottom, "", c.Channel+", "+day+": "+o.say("%d %s", n, c.Of))
	}
	d.line(Axis, fine, Point{t.left, bottom}, Point{t.right, bottom})
	return sum, undated
}

// axis writes as many dates below the rows as have room.
func (t timescale) axis(d *drawing, y float64) {
	last := math.Inf(-1)
	for begin := t.begin(t.first); !begin.After(t.last); begin = t.next(begin) {
		x := math.Max(t.left+8, math.Min(t.x(begin), t.right-8))
		if x-last < 19 {
			continue
		}
		last = x
		d.line(Axis, hair, Point{t.x(begin), y - 3}, Point{t.x(begin), y - 1.5})
		d.text(Quiet, sizeSmall, Middle, x, y+2.5, 0, begin.Format(time.DateOnly))
	}
}
