package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// CloudWord is a word with how often it was counted.
type CloudWord struct {
	Text  string
	Count int
}

// Advance gives the width of a text on one line, in millimetres, at a size in
// points. It comes from the font that the chart is set in.
type Advance func(text string, size float64, bold bool) float64

// CloudOptions say how a word cloud is made.
type CloudOptions struct {
	Options
	// Advance is needed: without it there is no cloud.
	Advance Advance
	// LeftOut says, in sentences, what was not counted.
	LeftOut []string
	// Of is what was counted from, such as "41 notes".
	Of string
}

// Sizes of a cloud's words in points, and how many it tries to place.
const (
	cloudLeast = 7.0
	cloudMost  = 26.0
	cloudWords = 90
)

// WordCloud sets the most frequent words around a middle, the most frequent
// first, each at the first free place along a spiral; the same words and font
// give the same cloud. The size of the letters grows with the square root of
// the count, so that the ink grows about as the count does. Words are set
// upright and none overlaps another; those without a place are left to the
// table, and it says how many.
//
// The title names the most frequent word. A cloud is a first look and no
// measure: it knows no meaning, and the source line says so.
func WordCloud(words []CloudWord, o CloudOptions) Scene {
	all := slices.Clone(words)
	all = slices.DeleteFunc(all, func(w CloudWord) bool { return w.Count <= 0 || strings.TrimSpace(w.Text) == "" })
	slices.SortStableFunc(all, func(a, b CloudWord) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	if len(all) == 0 || o.Advance == nil {
		return o.empty(o.say("There are no words to show."))
	}
	tried, left := firstOnes(all, cloudWords)
	d := o.start(0)
	d.H = mm(d.W * 0.5)
	c := cloud{w: d.W, h: d.H}
	placed := make([]box, 0, len(tried))
	var shown []CloudWord
	for i, w := range tried {
		size := cloudSize(w.Count, all[0].Count)
		bold := i < 12
		wide := o.Advance(w.Text, size, bold)
		b, ok := c.place(placed, wide, size*pointMM)
		if !ok {
			left++
			continue
		}
		placed = append(placed, b)
		shown = append(shown, w)
		l := d.text(Mark, size, Middle, (b.x0+b.x1)/2, (b.y0+b.y1)/2+baseline(size), 0, w.Text)
		l.Bold = bold
		d.hit(b.x0, b.y0, b.x1, b.y1, "", w.Text+": "+strconv.Itoa(w.Count))
	}
	c.crop(d, placed)
	d.Figures = table(1, o.say("Word"), o.say("Times"))
	for _, w := range all {
		d.Figures.row(w.Text, strconv.Itoa(w.Count))
	}
	var said []string
	for _, w := range shown[:min(len(shown), 20)] {
		said = append(said, w.Text+" "+strconv.Itoa(w.Count))
	}
	notes := append([]string{}, o.LeftOut...)
	if left > 0 {
		notes = append(notes, o.say("%d rarer words found no place; they stand in the table", left))
	}
	if o.Of != "" {
		notes = append([]string{o.say("Base: %s", o.Of)}, notes...)
	}
	notes = append(notes, o.say("A cloud counts words and knows no meaning"))
	title := o.say("The most frequent word is “%s”: %d times", all[0].Text, all[0].Count)
	if all[0].Count == 1 {
		title = o.say("No word occurs more than once")
	}
	return o.finish(d, title, notes,
		[]string{o.say("A word cloud; most frequent first: %s", strings.Join(said, ", "))})
}

func cloudSize(count, most int) float64 {
	size := cloudLeast + (cloudMost-cloudLeast)*math.Sqrt(float64(count)/float64(most))
	if most == 1 {
		size = 10
	}
	return math.Round(size*2) / 2
}

// box is a word's place.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) touches(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

type cloud struct{ w, h float64 }

// place finds the first free place for a word of a width and a height along an
// elliptic spiral of Archimedes around the middle, in equal steps of its arc.
func (c cloud) place(taken []box, wide, high float64) (box, bool) {
	const turnGap, arc, air = 1.1, 0.8, 0.5
	wide, high = wide+2*air, high*1.18
	flat := c.h / c.w
	for angle := 0.0; ; {
		radius := turnGap * angle / (2 * math.Pi)
		if radius > c.w/2 {
			return box{}, false
		}
		sin, cos := math.Sincos(angle)
		x, y := c.w/2+radius*cos, c.h/2+radius*sin*flat*1.6
		b := box{x - wide/2, y - high/2, x + wide/2, y + high/2}
		if b.x0 >= 0 && b.y0 >= 0 && b.x1 <= c.w && b.y1 <= c.h && !slices.ContainsFunc(taken, b.touches) {
			return b, true
		}
		angle += arc / math.Max(radius, 1)
	}
}

// crop takes off the room above and below that no word needs.
func (c cloud) crop(d *drawing, placed []box) {
	top, bottom := d.H, 0.0
	for _, b := range placed {
		top, bottom = math.Min(top, b.y0), math.Max(bottom, b.y1)
	}
	if bottom <= top {
		return
	}
	for i := range d.Labels {
		d.Labels[i].At.Y = mm(d.Labels[i].At.Y - top)
	}
	for i := range d.Hits {
		d.Hits[i].Min.Y, d.Hits[i].Max.Y = mm(math.Max(d.Hits[i].Min.Y-top, 0)), mm(d.Hits[i].Max.Y-top)
	}
	d.H = mm(bottom - top + 0.001)
}
