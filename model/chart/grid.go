package chart

import (
	"fmt"
	"strings"

	"consilience/model"
)

// ThemeRow is one theme of a grid: its channels' readings.
type ThemeRow struct {
	Ref, Text string
	Channels  []model.ChannelReading
}

// ThemeGrid draws themes as rows and channels as columns, with the symbol of each
// reading and its word below. The columns are the channels that occur in any
// row, in the order in which they come; a theme without a reading for one has
// an empty field.
func ThemeGrid(rows []ThemeRow, o MatrixOptions) Scene {
	const rowHigh, textShare = 11.0, 0.30
	w := o.Width
	if !(w > 0) {
		w = width
	}
	columns := channelsOf(rows)
	head := headHeight + 3
	d := &drawing{Scene{W: w, H: head + rowHigh*float64(max(len(rows), 1)), Title: o.Title}}
	if d.Title == "" {
		d.Title = o.say("What each channel says")
	}
	if o.Source != "" {
		d.Source = stop(o.say("Source: %s", o.Source))
	}
	if len(rows) == 0 {
		d.text(Quiet, sizeText, Start, 0, head+rowHigh/2, w, o.say("There are no themes to show."))
	}
	textRoom := w * textShare
	step := (w - textRoom) / float64(max(len(columns), 1))
	heads, gap := sizeSmall, 1.0
	if len(columns) > 5 { // so that “Commentaires” is not broken
		heads, gap = 6, 0.5
	}
	for i, c := range columns {
		l := d.text(Ink, heads, Middle, textRoom+step*(float64(i)+0.5), head/2+baseline(heads), step-gap, o.channel(c))
		l.Bold, l.Lines = true, 2
	}
	alt := []string{stop(d.Title)}
	for i, r := range rows {
		top := head + rowHigh*float64(i)
		d.line(Grid, hair, Point{0, top}, Point{w, top})
		d.text(Ink, sizeText, Start, 0, top+rowHigh/2+baseline(sizeText), textRoom-2, r.Text).Lines = 3
		d.hit(0, top, textRoom, top+rowHigh, r.Ref, r.Text)
		var said []string
		for _, c := range r.Channels {
			at := textRoom + step*(float64(indexOf(columns, c.Channel))+0.5)
			d.symbol(c.Reading, at, top+3.2, 1.5)
			word := o.reading(c)
			d.text(Ink, 6.5, Middle, at, top+7.8+baseline(6.5), step-0.5, word).Lines = 2
			said = append(said, o.channel(c.Channel)+": "+strings.ToLower(word))
			d.hit(at-step/2, top, at+step/2, top+rowHigh, r.Ref, o.channel(c.Channel)+": "+strings.ToLower(word)+". "+c.Why)
		}
		alt = append(alt, fmt.Sprintf("“%s”: %s.", r.Text, strings.Join(said, "; ")))
	}
	d.Figures = gridTable(rows, columns, o)
	d.Alt = strings.Join(alt, " ")
	return d.Scene
}

func channelsOf(rows []ThemeRow) []model.Channel {
	var out []model.Channel
	for _, r := range rows {
		for _, c := range r.Channels {
			if indexOf(out, c.Channel) < 0 {
				out = append(out, c.Channel)
			}
		}
	}
	return out
}

func indexOf(list []model.Channel, c model.Channel) int {
	for i, x := range list {
		if x == c {
			return i
		}
	}
	return -1
}

func gridTable(rows []ThemeRow, columns []model.Channel, o MatrixOptions) *Figures {
	heads := []string{o.say("Theme")}
	for _, c := range columns {
		heads = append(heads, o.channel(c))
	}
	f := table(len(heads), heads...)
	for _, r := range rows {
		cells := make([]string, len(heads))
		cells[0] = r.Text
		for _, c := range r.Channels {
			cells[1+indexOf(columns, c.Channel)] = o.reading(c)
		}
		f.row(cells...)
	}
	return f
}
