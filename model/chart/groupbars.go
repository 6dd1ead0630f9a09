package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// GroupedVotes are the votes on one statement, a row a group, in the order of
// the groups: Row.Text is the group's name. Ref is what opens when the
// statement is pressed.
type GroupedVotes struct {
	Ref, ID, Text string
	Groups        []Row
}

// GroupBarsOptions say how bars by group are made.
type GroupBarsOptions struct {
	// Width is in millimetres; 0 means 170.
	Width float64
	// Title is a sentence; Source names where the votes come from.
	Title, Source string
	// Bare leaves the statements' texts out, where they stand beside the chart.
	Bare bool
}

// The measures of bars by group, in millimetres.
const (
	groupRow    = 5.6
	groupBar    = 3.6
	groupText   = 9.5 // a statement's text of two lines
	groupGap    = 3.0 // between statements
	groupMark   = 4.5 // the mark before a group's name
	groupColumn = 0.22
)

// GroupBars draws for each statement one bar a group on a common zero line: who
// disagrees to the left, who agrees to the right, who passes in a column of
// its own, as Diverging does. All bars of the chart have one scale. The group's
// mark stands before its name, as on the opinion map.
func GroupBars(list []GroupedVotes, o GroupBarsOptions) Scene {
	list = tidiedGroups(list)
	c := newGroupColumns(list, o)
	d := &drawing{Scene{W: c.width}}
	d.Title, d.Source = o.Title, strings.TrimSpace(sourceOf(OpinionMapOptions{Source: o.Source})+" Base: all votes of a group on the statement, passes included.")
	if d.Title == "" {
		d.Title = "Votes by opinion group"
	}
	if len(list) == 0 {
		d.H = headHeight + groupRow
		d.text(Quiet, sizeText, Start, 0, headHeight+groupRow/2, c.width, "There are no statements to show.")
		d.Alt = "A chart without statements."
		return d.Scene
	}
	top := headHeight
	for i, v := range list {
		if i > 0 {
			top += groupGap
		}
		top = c.statement(d, v, top, o.Bare)
	}
	d.H = mm(top + 1)
	c.groupHeads(d)
	d.Alt = groupBarsAlt(d.Title, list)
	return d.Scene
}

func tidiedGroups(list []GroupedVotes) []GroupedVotes {
	out := make([]GroupedVotes, len(list))
	for i, v := range list {
		v.Groups = tidied(v.Groups)
		for g := range v.Groups {
			v.Groups[g].countFew()
		}
		out[i] = v
	}
	return out
}

// countFew writes people instead of percentages where a row has too few votes
// for them.
func (r *Row) countFew() {
	if r.TooFew() && r.N > 0 {
		for _, p := range []*Part{&r.Agree, &r.Disagree, &r.Pass} {
			p.Text = r.people(*p)
		}
	}
}

// people is a part as "2 of 3": shares are those of whole counts.
func (r Row) people(p Part) string {
	return fmt.Sprintf("%.0f of %d", math.Round(p.Share*float64(r.N)), r.N)
}

// newGroupColumns are the columns of Diverging with room for a group's name in
// place of a statement's text.
func newGroupColumns(list []GroupedVotes, o GroupBarsOptions) divergingColumns {
	c := divergingColumns{width: o.Width, textAt: groupMark, left: 0.25, right: 0.25, pass: 0.25}
	if !(c.width > 0) {
		c.width = width
	}
	for _, v := range list {
		for _, r := range v.Groups {
			c.left = math.Max(c.left, quarterUp(r.Disagree.Share))
			c.right = math.Max(c.right, quarterUp(r.Agree.Share))
			c.pass = math.Max(c.pass, quarterUp(r.Pass.Share))
		}
	}
	c.textRoom = math.Max(c.width*groupColumn, 18) - c.textAt
	bars := c.width - c.textAt - c.textRoom - 2 - countColumn
	c.scale = math.Max(bars-3*gutter, 10) / (c.left + c.right + c.pass)
	c.zero = c.textAt + c.textRoom + 2 + gutter + c.left*c.scale
	c.passZero = c.zero + c.right*c.scale + gutter
	return c
}

func (c divergingColumns) groupHeads(d *drawing) {
	y := headHeight - 2
	head := func(anchor Anchor, x, room float64, text string) {
		d.text(Quiet, sizeSmall, anchor, x, y, room, text)
	}
	head(End, c.zero-1.2, c.left*c.scale+gutter, "Disagree")
	head(Start, c.zero+1.2, c.right*c.scale+gutter, "Agree")
	head(Start, c.passZero+1.2, c.pass*c.scale+gutter, "Pass")
	head(End, c.width, countColumn, "Votes")
}

// statement draws one statement from top downwards and returns where it ends.
func (c divergingColumns) statement(d *drawing, v GroupedVotes, top float64, bare bool) float64 {
	begin := top
	if !bare {
		d.line(Grid, hair, Point{0, top}, Point{c.width, top})
		d.text(Ink, sizeText, Start, 0, top+groupText/2+baseline(sizeText), c.width, v.Text).Lines = 2
		d.hit(0, top, c.width, top+groupText, v.Ref, v.Text)
		top += groupText
	}
	end := top + groupRow*float64(len(v.Groups))
	for _, half := range []float64{-0.5, 0.5} {
		if x := c.zero + half*c.scale; half < 0 && c.left >= 0.5 || half > 0 && c.right >= 0.5 {
			d.line(Threshold, fine, Point{x, top}, Point{x, end}).Dashed = true
		}
	}
	for g, r := range v.Groups {
		mid := top + groupRow*(float64(g)+0.5)
		c.group(d, r, g, mid)
		d.hit(0, mid-groupRow/2, c.width, mid+groupRow/2, v.Ref, r.Text+": "+r.counted())
	}
	for _, x := range []float64{c.zero, c.passZero} {
		d.line(Axis, bold, Point{x, math.Max(top-0.5, begin)}, Point{x, end})
	}
	return end
}

// group draws one group's bar around the height mid.
func (c divergingColumns) group(d *drawing, r Row, g int, mid float64) {
	var outline []Point
	for _, p := range Marker(g) {
		outline = append(outline, Point{1.5 + 1.15*p.X, mid + 1.15*p.Y})
	}
	d.polygon(GroupRole(g), 0, outline...)
	ink, agree, disagree, pass := Ink, Agree, Disagree, Pass
	if r.TooFew() {
		ink, agree, disagree, pass = Quiet, Muted, Muted, Muted
	}
	d.text(ink, sizeText, Start, c.textAt, mid+baseline(sizeText), c.textRoom, r.Text)
	upper, lower := mid-groupBar/2, mid+groupBar/2
	c.bar(d, bar{agree, r.Agree, c.zero, 1, r.TooFew()}, r, upper, lower, false)
	c.bar(d, bar{disagree, r.Disagree, c.zero, -1, r.TooFew()}, r, upper, lower, false)
	c.bar(d, bar{pass, r.Pass, c.passZero, 1, true}, r, upper, lower, false)
	d.text(ink, sizeValue, End, c.width, mid+baseline(sizeValue), countColumn-1, strconv.Itoa(r.N))
}

// counted says a row's votes as numbers of people, with percentages where there
// are enough.
func (r Row) counted() string {
	if r.N == 0 {
		return "no votes"
	}
	of := func(p Part) string {
		if r.TooFew() {
			return p.Text
		}
		return r.people(p) + " (" + p.Text + ")"
	}
	return of(r.Agree) + " agree, " + of(r.Disagree) + " disagree, " + of(r.Pass) + " pass"
}

func groupBarsAlt(title string, list []GroupedVotes) string {
	parts := []string{stop(title)}
	for _, v := range list {
		var groups []string
		for _, r := range v.Groups {
			groups = append(groups, r.Text+": "+r.counted())
		}
		parts = append(parts, fmt.Sprintf("“%s”: %s.", v.Text, strings.Join(groups, "; ")))
	}
	return strings.Join(parts, " ")
}

// Separation is how well a number of groups separates, −1 to 1.
type Separation struct {
	K     int
	Value float64
	// Chosen and Second mark the number that is shown and the runner-up.
	Chosen, Second bool
}

// SeparationBars draws how well each number of groups separates: the longer the
// bar, the clearer; about nothing where groups overlap.
func SeparationBars(list []Separation, o GroupBarsOptions) Scene {
	d := &drawing{Scene{W: o.Width, Title: o.Title}}
	if !(d.W > 0) {
		d.W = width
	}
	if d.Title == "" {
		d.Title = "How many groups?"
	}
	d.Source = "Mean silhouette of the people, −1 to 1: the greater, the clearer the groups are apart; about 0 where they overlap."
	d.H = groupRow*float64(max(len(list), 1)) + 1
	if len(list) == 0 {
		d.text(Quiet, sizeText, Start, 0, groupRow/2+baseline(sizeText), d.W, "Only one number of groups was possible.")
	}
	const label, figure, note = 20.0, 10.0, 20.0
	room := math.Max(d.W-label-figure-note, 10)
	said := []string{stop(d.Title)}
	for i, s := range list {
		mid := groupRow*(float64(i)+0.5) + 0.5
		length := room * unit(s.Value)
		role := Muted
		word := ""
		switch {
		case s.Chosen:
			role, word = Mark, "shown"
		case s.Second:
			word = "runner-up"
		}
		l := d.text(Ink, sizeText, Start, 0, mid+baseline(sizeText), label-1, count(s.K, "group"))
		l.Bold = s.Chosen
		if length > 0 {
			d.rect(role, label, mid-groupBar/2, label+length, mid+groupBar/2)
		}
		value := strings.Replace(strconv.FormatFloat(s.Value, 'f', 2, 64), "-", "−", 1)
		d.text(Ink, sizeValue, Start, label+length+1, mid+baseline(sizeValue), figure-1, value).Bold = s.Chosen
		if word != "" {
			d.text(Quiet, sizeSmall, Start, label+length+figure, mid+baseline(sizeSmall), note, word)
		}
		said = append(said, fmt.Sprintf("%s: %s%s.", count(s.K, "group"), value, map[bool]string{true: ", " + word}[word != ""]))
	}
	d.line(Axis, bold, Point{label, 0}, Point{label, d.H - 0.5})
	d.Alt = strings.Join(said, " ")
	return d.Scene
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
