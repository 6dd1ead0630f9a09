package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// ThemeDot is a theme by its statements that were voted on.
type ThemeDot struct {
	Ref, Name string
	// Support is the middle (median) of the shares that support the theme's
	// proposition over its statements, Low and High the lowest lower and the
	// highest upper bound of their intervals. All are 0 to 1.
	Support, Low, High float64
	// Statements is how many were read, Votes how many votes they have.
	Statements, Votes int
}

// mostThemes is how many themes a landscape holds.
const mostThemes = 30

// ThemeLandscape places themes by what the votes on their statements say: to
// the right the support, the median over the statements of a theme; upwards
// how wide the range is that the intervals of its statements cover together,
// so that themes low in the picture are clear, for or against, and those high
// up rest on few votes or on statements that pull apart. Both come from one
// channel and are no score; themes without enough votes are named in Unplaced.
//
// The title counts the themes whose whole range lies above one half.
func ThemeLandscape(themes []ThemeDot, unplaced []string, o Options) Scene {
	all := slices.Clone(themes)
	slices.SortStableFunc(all, func(a, b ThemeDot) int {
		return cmp.Or(cmp.Compare(b.Support, a.Support), cmp.Compare(a.Name, b.Name))
	})
	if len(all) == 0 {
		return o.empty(o.say("No theme has statements with enough votes."))
	}
	shown, left := firstOnes(all, mostThemes)
	const top, foot, leftRoom, listRow = 6.0, 10.0, 11.0, 4.4
	height := math.Max(84, top+listRow*float64(len(shown))+2)
	d := o.start(height)
	right := d.W * 0.58
	bottom := height - foot
	x := func(v float64) float64 { return leftRoom + (right-leftRoom)*unit(v) }
	most := 0.2
	for _, t := range shown {
		most = math.Max(most, math.Ceil((unit(t.High)-unit(t.Low))*10-1e-9)/10)
	}
	y := func(v float64) float64 { return bottom - (bottom-top)*unit(v)/most }
	landscapeGrid(d, o, x, y, most, top, bottom)
	clear := 0
	d.Figures = table(1, o.say("Theme"), o.say("Support"), o.say("From"), o.say("To"), o.say("Statements"), o.say("Votes"))
	var said []string
	for i, t := range shown {
		stand := Row{N: t.Votes, Low: unit(t.Low), High: unit(t.High)}.standing()
		if stand == agreed {
			clear++
		}
		px, py := x(t.Support), y(unit(t.High)-unit(t.Low))
		d.stand(stand, px, py, 1.3)
		side, anchor := 1.9, Start
		if i%2 == 1 {
			side, anchor = -1.9, End
		}
		d.text(Quiet, sizeSmall, anchor, math.Max(px+side, 3), py+baseline(sizeSmall), 0, strconv.Itoa(i+1))
		tip := t.Name + ": " + o.say("support %s, range %s to %s, %d statements", o.percent(t.Support), o.percent(t.Low), o.percent(t.High), t.Statements)
		d.hit(math.Max(px-1.5, 0), math.Max(py-1.5, 0), px+1.5, py+1.5, t.Ref, tip)
		ly := top + listRow*(float64(i)+0.5)
		d.text(Quiet, sizeSmall, End, right+9, ly+baseline(sizeSmall), 0, strconv.Itoa(i+1))
		d.stand(stand, right+12, ly, 1.0)
		d.text(Ink, sizeText, Start, right+14.5, ly+baseline(sizeText), d.W-right-14.5, t.Name)
		d.hit(right+5, ly-listRow/2, d.W, ly+listRow/2, t.Ref, tip)
		said = append(said, t.Name+" "+o.percent(t.Support))
	}
	for _, t := range all {
		d.Figures.row(t.Name, o.percent(t.Support), o.percent(t.Low), o.percent(t.High), strconv.Itoa(t.Statements), strconv.Itoa(t.Votes))
	}
	notes := []string{
		o.say("To the right: the median share of votes that support the theme, over its statements. Upwards: the width of the range that the statements' intervals (%s) cover together", o.percent(0.95)),
		o.say("Votes only; what other channels say is not in the picture"),
	}
	if left > 0 {
		notes = append(notes, o.say("%d more themes stand in the table", left))
	}
	if len(unplaced) > 0 {
		notes = append(notes, o.say("Without enough votes to be placed: %s", strings.Join(unplaced, "; ")))
	}
	return o.finish(d, o.say("%d of %d themes are supported throughout by more than half", clear, len(all)), notes,
		[]string{o.say("Themes by support, most first: %s", strings.Join(said, ", "))})
}

func landscapeGrid(d *drawing, o Options, x, y func(float64) float64, most, top, bottom float64) {
	for t := 0.0; t <= 1.001; t += 0.25 {
		role := Grid
		if t == 0.5 {
			role = Threshold
		}
		d.line(role, fine, Point{x(t), top}, Point{x(t), bottom}).Dashed = t == 0.5
		d.text(Quiet, sizeSmall, Middle, x(t), bottom+4, 0, o.percent(t))
	}
	tick := 0.1
	if most > 0.5 {
		tick = 0.2
	}
	for t := 0.0; t <= most+1e-9; t += tick {
		d.line(Grid, fine, Point{x(0), y(t)}, Point{x(1), y(t)})
		d.text(Quiet, sizeSmall, End, x(0)-1.5, y(t)+baseline(sizeSmall), 0, strconv.Itoa(int(math.Round(t*100))))
	}
	d.line(Axis, bold, Point{x(0), bottom}, Point{x(1), bottom})
	d.text(Ink, sizeValue, Start, 0, top-2.4, x(1), o.say("Width of the range, in points")).Bold = true
	d.text(Ink, sizeValue, End, x(1), bottom+8.4, x(1), o.say("Support")).Bold = true
}
