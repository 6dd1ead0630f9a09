package chart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// TagCount is one tag with how often it was counted.
type TagCount struct {
	Ref, Cluster, Name string
	Mentions           int
	// Consultations is how many consultations the mentions come from;
	// negative if that is not known.
	Consultations int
}

// The measures of a chart of mentions, in millimetres.
const (
	tagRow       = 5.2
	clusterRow   = 7.0
	tagPart      = 0.40 // the names' part of the width
	tagBar       = 3.0
	mostMentions = 40
)

// Mentions draws a bar for each tag, in families: clusters by their mentions,
// most first, and within them tags by theirs; ties stand in the order of their
// names. With more than 40 tags those with the fewest mentions are left out,
// and it says so.
//
// The title names the tag with the most mentions. Mentions of one tag are
// neither people nor consultations, which the source line repeats.
func Mentions(tags []TagCount, o Options) Scene {
	all := slices.Clone(tags)
	slices.SortStableFunc(all, func(a, b TagCount) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Ref, b.Ref))
	})
	if len(all) == 0 || all[0].Mentions <= 0 {
		return o.empty(o.say("There are no tags with mentions to show."))
	}
	total := 0
	for i := range all {
		all[i].Mentions = max(all[i].Mentions, 0)
		total += all[i].Mentions
	}
	shown, left := firstOnes(all, mostMentions)
	families := familiesOf(shown)
	named := len(families) > 1 || families[0].name != ""
	height := headHeight + tagRow*float64(len(shown)) + 1
	if named {
		height += clusterRow * float64(len(families))
	}
	d := o.start(height)
	d.Figures = table(2, o.say("Cluster"), o.say("Tag"), o.say("Mentions"), o.say("Consultations"))
	c := newMentionColumns(d, all, o)
	y := headHeight
	alt := []string{o.say("Bars of mentions, most first")}
	for _, f := range families {
		if named {
			c.family(d, f, y, o)
			y += clusterRow
		}
		var said []string
		for _, t := range f.tags {
			c.tag(d, t, y, o)
			y += tagRow
			said = append(said, t.Name+" "+strconv.Itoa(t.Mentions))
		}
		alt = append(alt, strings.TrimPrefix(f.name+": ", ": ")+strings.Join(said, ", "))
	}
	d.line(Axis, bold, Point{c.zero, headHeight - 0.5}, Point{c.zero, y})
	for _, t := range all {
		consultations := "–"
		if t.Consultations >= 0 {
			consultations = strconv.Itoa(t.Consultations)
		}
		d.Figures.row(t.Cluster, t.Name, strconv.Itoa(t.Mentions), consultations)
	}
	notes := []string{o.say("Base: %d mentions of %d tags; a mention is neither a person nor a consultation", total, len(all))}
	if left > 0 {
		notes = append(notes, o.say("%d tags with fewer mentions are left out of the picture; they stand in the table", left))
	}
	return o.finish(d, mentionsTitle(all, total, o), notes, alt)
}

type family struct {
	name  string
	total int
	tags  []TagCount
}

// familiesOf puts tags, which are in their order, into their clusters.
func familiesOf(tags []TagCount) []family {
	var out []family
	for _, t := range tags {
		i := slices.IndexFunc(out, func(f family) bool { return f.name == t.Cluster })
		if i < 0 {
			i = len(out)
			out = append(out, family{name: t.Cluster})
		}
		out[i].total += t.Mentions
		out[i].tags = append(out[i].tags, t)
	}
	slices.SortStableFunc(out, func(a, b family) int {
		return cmp.Or(cmp.Compare(b.total, a.total), cmp.Compare(a.name, b.name))
	})
	return out
}

func mentionsTitle(all []TagCount, total int, o Options) string {
	if len(all) > 1 && all[1].Mentions == all[0].Mentions {
		return o.say("“%s” and “%s” were mentioned most", all[0].Name, all[1].Name)
	}
	return o.say("“%s” was mentioned most: %d of %d mentions", all[0].Name, all[0].Mentions, total)
}

// mentionColumns are the places of the columns, in millimetres.
type mentionColumns struct {
	zero, scale   float64
	consultations bool
}

func newMentionColumns(d *drawing, all []TagCount, o Options) mentionColumns {
	c := mentionColumns{zero: d.W * tagPart}
	right := d.W
	if slices.ContainsFunc(all, func(t TagCount) bool { return t.Consultations >= 0 }) {
		c.consultations = true
		right -= 26
		l := d.text(Ink, sizeValue, End, d.W, headHeight-2, 30, o.say("Consultations"))
		l.Bold = true
	}
	c.scale = (right - c.zero - 10) / float64(max(all[0].Mentions, 1))
	d.text(Ink, sizeValue, Start, 0, headHeight-2, c.zero-2, o.say("Tag")).Bold = true
	d.text(Ink, sizeValue, Start, c.zero+1, headHeight-2, right-c.zero-2, o.say("Mentions")).Bold = true
	return c
}

func (c mentionColumns) family(d *drawing, f family, top float64, o Options) {
	y := top + clusterRow - 2.2
	d.line(Grid, hair, Point{0, top + 0.8}, Point{d.W, top + 0.8})
	name := f.name
	if name == "" {
		name = o.say("In no cluster")
	}
	d.text(Ink, sizeText, Start, 0, y, d.W-30, name).Bold = true
	d.text(Quiet, sizeSmall, End, d.W, y, 29, o.say("together %d", f.total))
}

func (c mentionColumns) tag(d *drawing, t TagCount, top float64, o Options) {
	mid := top + tagRow/2
	d.text(Ink, sizeText, Start, 3, mid+baseline(sizeText), c.zero-5, t.Name)
	end := c.zero + float64(t.Mentions)*c.scale
	if t.Mentions > 0 {
		d.rect(Mark, c.zero, mid-tagBar/2, end, mid+tagBar/2)
	}
	d.text(Ink, sizeValue, Start, end+1, mid+baseline(sizeValue), 0, strconv.Itoa(t.Mentions))
	tip := t.Name + ": " + o.say("%d mentions", t.Mentions)
	if t.Consultations >= 0 {
		d.text(Quiet, sizeSmall, End, d.W, mid+baseline(sizeSmall), 20, strconv.Itoa(t.Consultations))
		tip += ", " + o.say("in %d consultations", t.Consultations)
	}
	d.hit(0, top, d.W, top+tagRow, t.Ref, tip)
}
