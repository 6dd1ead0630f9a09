package chart

import (
	"math"
	"strconv"
	"strings"
)

// DivergingOptions say how a chart of diverging bars is made.
type DivergingOptions struct {
	// Width is in millimetres; 0 means 170.
	Width float64
	// Title is a sentence that says what the chart shows; if it is empty one
	// is made from the rows.
	Title string
	// Source names where the votes come from.
	Source string
	// Interval draws the interval of each share of agreement.
	Interval bool
	// Words are the chart's own words in the reader's language.
	Words Words
}

// say gives one of the chart's own sentences.
func (o DivergingOptions) say(sentence string, args ...any) string {
	return Options{Words: o.Words}.say(sentence, args...)
}

// The measures of a diverging chart, in millimetres.
const (
	rowHeight    = 9.0
	barHeight    = 4.4
	headHeight   = 6.0
	axisHeight   = 5.5
	idColumn     = 14.0
	countColumn  = 13.0
	textPart     = 0.40 // the text column's part of the width
	gutter       = 9.0  // room beside a bar for its percentage
	insideAtmost = 9.5  // a bar at least this long holds its percentage
)

// Diverging draws one bar for each row on a common zero line: who disagrees to
// the left, who agrees to the right. Passes have their own grey column at the
// right, so that agreement and disagreement keep one scale and one zero. Every
// column has the same millimetres per percentage point.
//
// A row with fewer votes than it needs is drawn in the role Muted and says so.
// A dashed line marks one half on either side. The title and the source line
// are in the scene's fields for the painter to set; without rows the chart
// says that there are none.
func Diverging(rows []Row, o DivergingOptions) Scene {
	rows = tidied(rows)
	c := newDivergingColumns(rows, o)
	d := &drawing{Scene{W: c.width, H: headHeight + rowHeight*float64(max(len(rows), 1)) + axisHeight}}
	if len(rows) == 0 {
		d.text(Quiet, sizeText, Start, 0, headHeight+rowHeight/2+baseline(sizeText), c.width, o.say("There are no statements to show."))
		d.Title, d.Source, d.Alt = o.Title, o.Source, o.say("A chart without statements.")
		return d.Scene
	}
	bottom := headHeight + rowHeight*float64(len(rows))
	c.grid(d, bottom)
	for i, r := range rows {
		c.row(d, r, headHeight+rowHeight*float64(i), o)
	}
	c.zeroLines(d, bottom)
	c.heads(d, o)
	d.Title = o.Title
	if d.Title == "" {
		d.Title = divergingTitle(rows, o)
	}
	d.Figures = statementTable(rows, Options{Words: o.Words})
	d.Source = divergingSource(rows, o)
	d.Alt = divergingAlt(d.Title, rows, o)
	return d.Scene
}

func tidied(rows []Row) []Row {
	out := make([]Row, len(rows))
	for i, r := range rows {
		out[i] = r.tidy()
	}
	return out
}

// divergingColumns are the places of the columns, in millimetres.
type divergingColumns struct {
	width            float64
	textAt, textRoom float64
	zero, passZero   float64 // where agree and disagree, and passes, begin
	scale            float64 // millimetres for a share of 1
	// left, right and pass are the shares that each side has room for.
	left, right, pass float64
}

func newDivergingColumns(rows []Row, o DivergingOptions) divergingColumns {
	c := divergingColumns{width: o.Width, left: 0.25, right: 0.5, pass: 0.25}
	if !(c.width > 0) {
		c.width = width
	}
	for _, r := range rows {
		if r.ID != "" {
			c.textAt = idColumn
		}
		c.left = math.Max(c.left, quarterUp(r.Disagree.Share))
		c.right = math.Max(c.right, quarterUp(r.Agree.Share))
		c.pass = math.Max(c.pass, quarterUp(r.Pass.Share))
		if o.Interval {
			c.right = math.Max(c.right, quarterUp(r.High))
		}
	}
	c.textRoom = c.width*textPart - c.textAt/2
	bars := c.width - c.textAt - c.textRoom - 2 - countColumn
	c.scale = math.Max(bars-3*gutter, 10) / (c.left + c.right + c.pass)
	c.zero = c.textAt + c.textRoom + 2 + gutter + c.left*c.scale
	c.passZero = c.zero + c.right*c.scale + gutter
	return c
}

// quarterUp is the next quarter not below a share.
func quarterUp(share float64) float64 { return math.Ceil(share*4-1e-9) / 4 }

// grid draws the ticks of both scales with their percentages below.
func (c divergingColumns) grid(d *drawing, bottom float64) {
	step := 0.25
	if c.scale*step < 9 { // percentages would touch
		step = 0.5
	}
	tick := func(x, share float64) {
		role, dashed := Grid, false
		if share == 0.5 && x < c.passZero {
			role, dashed = Threshold, true
		}
		if share > 0 {
			d.line(role, fine, Point{x, headHeight}, Point{x, bottom}).Dashed = dashed
		}
		d.text(Quiet, sizeSmall, Middle, x, bottom+axisHeight-1.5, 0, percent(share))
	}
	for s := step; s <= c.left+1e-9; s += step {
		tick(c.zero-s*c.scale, s)
	}
	for s := 0.0; s <= c.right+1e-9; s += step {
		tick(c.zero+s*c.scale, s)
	}
	for s := 0.0; s <= c.pass+1e-9; s += step {
		tick(c.passZero+s*c.scale, s)
	}
}

// zeroLines draws the lines where the bars begin, over the bars.
func (c divergingColumns) zeroLines(d *drawing, bottom float64) {
	for _, x := range []float64{c.zero, c.passZero} {
		d.line(Axis, bold, Point{x, headHeight - 0.5}, Point{x, bottom + 1})
	}
}

func (c divergingColumns) heads(d *drawing, o DivergingOptions) {
	y := headHeight - 2
	head := func(anchor Anchor, x, room float64, text string) {
		d.text(Ink, sizeValue, anchor, x, y, room, text).Bold = true
	}
	head(Start, 0, c.textAt+c.textRoom, o.say("Statement"))
	head(End, c.zero-1.2, c.left*c.scale+gutter, o.say("Disagree"))
	head(Start, c.zero+1.2, c.right*c.scale+gutter, o.say("Agree"))
	head(Start, c.passZero+1.2, c.pass*c.scale+gutter, o.say("Pass"))
	head(End, c.width, countColumn, o.say("Votes"))
}

// row draws one statement, from top downwards.
func (c divergingColumns) row(d *drawing, r Row, top float64, o DivergingOptions) {
	mid := top + rowHeight/2
	upper, lower := mid-barHeight/2, mid+barHeight/2
	ink := Ink
	agree, disagree, pass := Agree, Disagree, Pass
	if r.TooFew() {
		ink, agree, disagree, pass = Quiet, Muted, Muted, Muted
	}
	d.line(Grid, hair, Point{0, top}, Point{c.width, top})
	if r.ID != "" {
		d.text(Quiet, sizeSmall, Start, 0, mid+baseline(sizeSmall), idColumn-1, r.ID)
	}
	d.text(ink, sizeText, Start, c.textAt, mid+baseline(sizeText), c.textRoom, r.Text).Lines = 2
	whisker := o.Interval && r.High > 0 && r.N > 0
	c.bar(d, bar{agree, r.Agree, c.zero, 1, r.TooFew()}, r, upper, lower, whisker)
	c.bar(d, bar{disagree, r.Disagree, c.zero, -1, r.TooFew()}, r, upper, lower, false)
	c.bar(d, bar{pass, r.Pass, c.passZero, 1, true}, r, upper, lower, false)
	if whisker {
		c.whisker(d, r, mid)
	}
	c.count(d, r, mid, ink, o)
	d.hit(0, top, c.width, top+rowHeight, r.Ref, r.words(o.Interval, o.Words))
}

// bar is one bar of a row: dir is 1 to the right of its zero, -1 to the left;
// outside keeps the percentage off the bar.
type bar struct {
	role    Role
	part    Part
	zero    float64
	dir     float64
	outside bool
}

func (c divergingColumns) bar(d *drawing, b bar, r Row, upper, lower float64, whisker bool) {
	if r.N == 0 {
		return
	}
	length := b.part.Share * c.scale
	if length > 0 {
		d.rect(b.role, b.zero, upper, b.zero+b.dir*length, lower)
	}
	y := (upper+lower)/2 + baseline(sizeValue)
	free := length // of the bar, not under the whisker
	end := length
	if whisker {
		free, end = math.Min(free, r.Low*c.scale), math.Max(end, r.High*c.scale)
	}
	if !b.outside && free >= insideAtmost {
		d.text(OnMark, sizeValue, anchorFor(b.dir), b.zero+b.dir*1.2, y, free-1.2, b.part.Text)
		return
	}
	d.text(Ink, sizeValue, anchorFor(b.dir), b.zero+b.dir*(end+1), y, gutter, b.part.Text)
}

func anchorFor(dir float64) Anchor {
	if dir < 0 {
		return End
	}
	return Start
}

// whisker draws the interval of the share that agrees.
func (c divergingColumns) whisker(d *drawing, r Row, mid float64) {
	const cap = 1.1
	low, high := c.zero+r.Low*c.scale, c.zero+r.High*c.scale
	d.line(Interval, bold, Point{low, mid}, Point{high, mid})
	d.line(Interval, bold, Point{low, mid - cap}, Point{low, mid + cap})
	d.line(Interval, bold, Point{high, mid - cap}, Point{high, mid + cap})
}

// count writes the number of votes, and marks one that is too small.
func (c divergingColumns) count(d *drawing, r Row, mid float64, ink Role, o DivergingOptions) {
	y := mid + baseline(sizeValue)
	if !r.TooFew() {
		d.text(ink, sizeValue, End, c.width, y, countColumn-1, strconv.Itoa(r.N))
		return
	}
	d.text(ink, sizeValue, End, c.width, y-1.6, countColumn-1, strconv.Itoa(r.N))
	d.text(Quiet, sizeSmall, End, c.width, y+1.6, countColumn-1, o.say("too few"))
	d.circle(Mark, fine, c.width-8.5, mid-1.6, 0.9)
}

// divergingTitle says for how many statements agreement is above one half.
func divergingTitle(rows []Row, o DivergingOptions) string {
	read, agreed := 0, 0
	for _, r := range rows {
		if r.TooFew() || r.N == 0 {
			continue
		}
		read++
		if r.Agree.Share > 0.5 {
			agreed++
		}
	}
	switch {
	case read == 0:
		return o.say("Too few people voted to read any of these statements")
	case read == 1 && agreed == 1:
		return o.say("More than half of the votes agree with the statement")
	case read == 1:
		return o.say("At most half of the votes agree with the statement")
	case agreed == 0:
		return o.say("None of %d statements has the agreement of more than half of its votes", read)
	}
	if agreed == 1 {
		return o.say("More than half of the votes agree with 1 of %d statements", read)
	}
	return o.say("More than half of the votes agree with %d of %d statements", agreed, read)
}

// divergingSource names the source and the base, and says what the marks mean.
func divergingSource(rows []Row, o DivergingOptions) string {
	parts := []string{}
	if o.Source != "" {
		parts = append(parts, stop(o.say("Source: %s", o.Source)))
	}
	fewest, most, few, needed, same := rows[0].N, rows[0].N, 0, rows[0].Needed, true
	for _, r := range rows {
		fewest, most = min(fewest, r.N), max(most, r.N)
		same = same && r.Needed == needed
		if r.TooFew() {
			few++
		}
	}
	base := o.say("Base: all votes on each statement, passes included, %d to %d.", fewest, most)
	if fewest == most {
		base = o.say("Base: all votes on each statement, passes included, %d.", most)
	}
	parts = append(parts, base)
	if o.Interval {
		parts = append(parts, o.say("The thin line over a bar is the range within which the share that agrees would move by chance among people like those who voted (%s); it is not a margin of error for the community.", Options{Words: o.Words}.percent(0.95)))
	}
	switch {
	case few > 0 && same:
		parts = append(parts, o.say("Pale bars with a ring: fewer than the %d votes that are needed.", needed))
	case few > 0:
		parts = append(parts, o.say("Pale bars with a ring: fewer votes than are needed."))
	}
	return strings.Join(parts, " ")
}

// divergingAlt says the whole chart in words.
func divergingAlt(title string, rows []Row, o DivergingOptions) string {
	parts := []string{stop(title), barsFor(len(rows), o)}
	for _, r := range rows {
		name := "“" + r.Text + "”"
		if r.ID != "" {
			name = r.ID + ", " + name
		}
		parts = append(parts, name+": "+r.words(o.Interval, o.Words)+".")
	}
	return strings.Join(parts, " ")
}

func barsFor(n int, o DivergingOptions) string {
	if n == 1 {
		return o.say("Bars for 1 statement.")
	}
	return o.say("Bars for %d statements.", n)
}
