package chart

import (
	"math"
	"strconv"
	"strings"
)

// Spoke is one direction of a radar: what was counted, such as the
// consultations in which a cluster of tags was raised.
type Spoke struct{ Ref, Name string }

// Series is one figure of a radar: how many of N raised what each spoke says.
type Series struct {
	Name   string
	N      int
	Counts []int
}

// How much a radar holds: more spokes or series cannot be told apart.
const (
	leastSpokes = 3
	mostSpokes  = 12
	mostSeries  = 3
)

// Radar draws the share of each series on every spoke, from 0 in the middle to
// the next tenth above the greatest share, in the order given. Series differ
// by mark, line and colour. It takes three to twelve spokes and at most three
// series with a base; what is left out is said. The length of a spoke counts,
// not the area.
//
// The title names the spoke with the greatest share of the first series.
func Radar(spokes []Spoke, series []Series, o Options) Scene {
	var notes []string
	spokes, left := firstOnes(spokes, mostSpokes)
	if left > 0 {
		notes = append(notes, o.say("%d more are left out: a radar holds at most %d directions", left, mostSpokes))
	}
	var drawn []Series
	for _, s := range series {
		if s.N <= 0 || len(drawn) == mostSeries {
			notes = append(notes, o.say("Left out: %s", s.Name))
			continue
		}
		drawn = append(drawn, s)
	}
	if len(spokes) < leastSpokes || len(drawn) == 0 {
		return o.empty(o.say("A radar needs at least three directions and one series with a base."))
	}
	d := o.start(96)
	r := radar{d: d, o: o, spokes: spokes, x: d.W / 2, y: 47, radius: math.Min(36, d.W*0.26)}
	for _, s := range drawn {
		for i := range spokes {
			r.high = math.Max(r.high, s.share(i))
		}
	}
	r.high = math.Max(0.1, math.Ceil(r.high*10-1e-9)/10)
	r.frame()
	var base []string
	for i, s := range drawn {
		r.series(i, s)
		base = append(base, s.Name+" "+strconv.Itoa(s.N))
	}
	r.legend(drawn)
	notes = append([]string{o.say("Base: %s", strings.Join(base, ", ")), o.say("The length along each direction counts, not the area")}, notes...)
	d.Figures = r.table(drawn)
	return o.finish(d, r.title(drawn[0]), notes, r.alt(drawn))
}

// share is a series' share on a spoke, 0 to 1.
func (s Series) share(i int) float64 {
	if i >= len(s.Counts) || s.N <= 0 {
		return 0
	}
	return unit(float64(s.Counts[i]) / float64(s.N))
}

func (s Series) count(i int) int { return int(math.Round(s.share(i) * float64(s.N))) }

type radar struct {
	d            *drawing
	o            Options
	spokes       []Spoke
	x, y, radius float64
	high         float64
}

// at is the place of a share on a spoke; the first points upwards, the others
// follow clockwise.
func (r radar) at(spoke int, share float64) Point {
	sin, cos := math.Sincos(2 * math.Pi * float64(spoke) / float64(len(r.spokes)))
	far := r.radius * share / r.high
	return Point{r.x + far*sin, r.y - far*cos}
}

// frame draws rings with their percentages, spokes and names.
func (r radar) frame() {
	step := 0.1
	if r.high > 0.55 {
		step = 0.2
	}
	for s := step; s <= r.high+1e-9; s += step {
		ring := make([]Point, len(r.spokes))
		for i := range ring {
			ring[i] = r.at(i, s)
		}
		r.d.polygon(Grid, fine, ring...)
	}
	for i, s := range r.spokes {
		r.d.line(Grid, fine, Point{r.x, r.y}, r.at(i, r.high))
		r.name(i, s)
	}
	for s := step; s <= r.high+1e-9; s += step {
		r.d.text(Quiet, 6.5, Start, r.x+0.8, r.y-r.radius*s/r.high+baseline(6.5)+1.3, 0, r.o.percent(s))
	}
}

// name writes a spoke's name outside its end, within the chart.
func (r radar) name(i int, s Spoke) {
	p := r.at(i, r.high*1.07)
	room, anchor := r.d.W/2-r.radius-6, Start
	switch {
	case math.Abs(p.X-r.x) < 2:
		anchor, room = Middle, 60
		p.Y -= 1
		if p.Y > r.y {
			p.Y += 3
		}
	case p.X < r.x:
		anchor = End
		room = math.Min(room+10, p.X-0.5)
	default:
		room = math.Min(room+10, r.d.W-p.X-0.5)
	}
	l := r.d.text(Ink, sizeText, anchor, p.X, math.Max(p.Y+baseline(sizeText), 4), math.Max(room, 5), s.Name)
	l.Lines = 2
	if anchor == Middle {
		l.Lines = 1
	}
}

func (r radar) series(n int, s Series) {
	corners := make([]Point, len(r.spokes))
	for i := range corners {
		corners[i] = r.at(i, s.share(i))
	}
	if n == 0 {
		r.d.polygon(GroupRole(n), 0, append([]Point(nil), corners...)...).Alpha = 0.10
	}
	r.d.polygon(GroupRole(n), bold, append([]Point(nil), corners...)...).Dashed = n > 0
	for i, c := range corners {
		r.d.mark(n, c.X, c.Y, 1.1)
		tip := s.Name + ", " + r.spokes[i].Name + ": " + r.o.say("%d of %d (%s)", s.count(i), s.N, r.o.percent(s.share(i)))
		r.d.hit(math.Max(c.X-2, 0), math.Max(c.Y-2, 0), c.X+2, c.Y+2, r.spokes[i].Ref, tip)
	}
}

// mark draws a group's mark around a place.
func (d *drawing) mark(group int, x, y, radius float64) {
	if group >= 0 && group%groupRoles == 0 {
		d.circle(GroupRole(group), 0, x, y, radius)
		return
	}
	var outline []Point
	for _, c := range Marker(group) {
		outline = append(outline, Point{x + radius*c.X, y + radius*c.Y})
	}
	d.polygon(GroupRole(group), 0, outline...)
}

// legend names the series at the foot, each with its mark and base.
func (r radar) legend(series []Series) {
	room := r.d.W / float64(len(series))
	for i, s := range series {
		x := room * float64(i)
		r.d.mark(i, x+1.5, r.d.H-3.2, 1.1)
		r.d.text(Ink, sizeText, Start, x+4.2, r.d.H-3.2+baseline(sizeText), room-6, s.Name+" (n\u00a0=\u00a0"+strconv.Itoa(s.N)+")")
	}
}

func (r radar) title(first Series) string {
	best := 0
	for i := range r.spokes {
		if first.share(i) > first.share(best) {
			best = i
		}
	}
	return r.o.say("“%s” reaches furthest: %d of %d (%s)", r.spokes[best].Name, first.count(best), first.N, r.o.percent(first.share(best)))
}

func (r radar) table(series []Series) *Figures {
	heads := []string{r.o.say("Direction")}
	for _, s := range series {
		heads = append(heads, s.Name)
	}
	f := table(1, heads...)
	for i, spoke := range r.spokes {
		cells := []string{spoke.Name}
		for _, s := range series {
			cells = append(cells, r.o.say("%d of %d (%s)", s.count(i), s.N, r.o.percent(s.share(i))))
		}
		f.row(cells...)
	}
	return f
}

func (r radar) alt(series []Series) []string {
	out := []string{r.o.say("A radar with %d directions", len(r.spokes))}
	for _, s := range series {
		var said []string
		for i, spoke := range r.spokes {
			said = append(said, spoke.Name+" "+r.o.percent(s.share(i)))
		}
		out = append(out, s.Name+": "+strings.Join(said, ", "))
	}
	return out
}
