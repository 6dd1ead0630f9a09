package chart

import (
	"math"
	"strings"
)

// HeardPart is one channel along one dimension: who was heard in it.
type HeardPart struct {
	// Channel and Dimension are in the reader's language.
	Channel, Dimension string
	// Base says what the shares are of: "739 people", in the reader's language.
	Base string
	Bars []HeardBar
}

// HeardBar is a group within a part.
type HeardBar struct {
	Group string
	// Share is the group's, 0 to 1; negative if there is no number.
	Share float64
	// Text is the figure as it was published or counted.
	Text string
	// Target is the group's share in the population that the channel is
	// compared with; negative if there is none.
	Target float64
	// Unknown says that the bar counts people of whom the dimension is not
	// known.
	Unknown bool
}

// Participation draws who was heard: for each channel and dimension the share
// of each group, with a line where its share in the target population stands if
// there is one. Unknowns are drawn grey. Channels are never added up: one
// person can have taken part in several.
//
// The title names the group that is furthest below its target, or says that
// there is no target to compare with.
func Participation(parts []HeardPart, limits []string, o Options) Scene {
	rows, targets := 0, false
	for _, p := range parts {
		rows += len(p.Bars)
		for _, b := range p.Bars {
			targets = targets || b.Target >= 0
		}
	}
	if rows == 0 {
		return o.empty(o.say("No source says who took part."))
	}
	const row, head = 5.0, 8.0
	d := o.start(row*float64(rows) + head*float64(len(parts)) + 6)
	zero := d.W * 0.36
	scale := d.W - zero - 26
	d.Figures = table(3, o.say("Channel"), o.say("Dimension"), o.say("Group"), o.say("Figure"), o.say("Share"), o.say("Target"))
	y := 0.0
	var alt []string
	for _, p := range parts {
		d.line(Grid, hair, Point{0, y + 0.5}, Point{d.W, y + 0.5})
		d.text(Ink, sizeText, Start, 0, y+head-2.6, d.W*0.62, p.Channel+" · "+p.Dimension).Bold = true
		d.text(Quiet, sizeSmall, End, d.W, y+head-2.6, d.W*0.36, p.Base)
		y += head
		begin := y
		var said []string
		for _, b := range p.Bars {
			heardBar(d, b, p, y, zero, scale, o)
			y += row
			said = append(said, b.Group+" "+b.Text)
		}
		d.line(Axis, fine, Point{zero, begin}, Point{zero, y})
		alt = append(alt, p.Channel+", "+p.Dimension+": "+strings.Join(said, ", "))
	}
	notes := []string{o.say("Channels are not added up: one person can have taken part in several")}
	if targets {
		notes = append(notes, o.say("The upright line is the group's share in the target population"))
	}
	notes = append(notes, limits...)
	return o.finish(d, participationTitle(parts, targets, o), notes, alt)
}

func heardBar(d *drawing, b HeardBar, p HeardPart, top, zero, scale float64, o Options) {
	mid := top + 2.5
	role, ink := Mark, Ink
	if b.Unknown {
		role, ink = Pass, Quiet
	}
	d.text(ink, sizeText, Start, 3, mid+baseline(sizeText), zero-5, b.Group)
	end := zero
	if b.Share > 0 {
		end = zero + unit(b.Share)*scale
		d.rect(role, zero, mid-1.4, end, mid+1.4)
	}
	share, target := "–", "–"
	if b.Share >= 0 {
		share = o.percent(b.Share)
	}
	label := end
	if b.Target >= 0 {
		at := zero + unit(b.Target)*scale
		d.line(OnMark, 3*bold, Point{at, mid - 2.2}, Point{at, mid + 2.2}) // so that it is seen on its bar
		d.line(Interval, bold, Point{at, mid - 2.2}, Point{at, mid + 2.2})
		target = o.percent(b.Target)
		label = math.Max(end, at)
	}
	d.text(ink, sizeValue, Start, label+1.2, mid+baseline(sizeValue), math.Max(d.W-label-1.2, 1), b.Text)
	d.Figures.row(p.Channel, p.Dimension, b.Group, b.Text, share, target)
	tip := p.Channel + ", " + b.Group + ": " + b.Text
	if b.Target >= 0 {
		tip += " (" + o.say("target %s", target) + ")"
	}
	d.hit(0, top, d.W, top+5, "", tip)
}

func participationTitle(parts []HeardPart, targets bool, o Options) string {
	if !targets {
		return o.say("Who was heard, by channel; there is no target population to compare with")
	}
	worst, least := "", 0.0
	for _, p := range parts {
		for _, b := range p.Bars {
			if b.Target >= 0 && b.Share >= 0 && b.Share-b.Target < least {
				worst, least = b.Group, b.Share-b.Target
			}
		}
	}
	if worst == "" {
		return o.say("No group was heard less than its share in the target population")
	}
	return o.say("“%s” was heard least for its size: %d points below the target", worst, int(math.Round(-least*100)))
}
