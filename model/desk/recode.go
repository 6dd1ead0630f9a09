package desk

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// putAll stores operations of one press of a button and publishes the new
// state. The caller holds d.mu. If one fails, those before it stand.
func (d *Desk) putAll(ops ...model.Operation) error {
	var touched []string
	var failed error
	for _, o := range ops {
		op, err := d.store.Append(o)
		if err != nil {
			failed = model.AsProblem(err, "This could not be saved. Nothing was changed; the text is still in the form.")
			break
		}
		d.ops = append(d.ops, op)
		touched = append(touched, d.board.add(op)...)
	}
	if len(touched) > 0 {
		d.recode(touched)
	}
	return failed
}

// coded reports whether an object is about coding, so that recode is enough to
// show what changed on it.
func coded(object string) bool {
	return strings.HasPrefix(object, "excerpt/") || strings.HasPrefix(object, "tag/")
}

// recode publishes the state with what changed on excerpts and tags: what is
// counted anew is the notes touched, and the themes and trade-offs that rest
// on a tag whose count changed. The caller holds d.mu.
func (d *Desk) recode(objects []string) {
	whole := false
	for _, object := range objects {
		if !strings.HasPrefix(object, "excerpt/") || !d.coding.again(d.board, object) {
			whole = true
			break
		}
	}
	if whole {
		d.coding = d.board.code(d.present, d.positions)
	}
	next := d.state
	next.Excerpts, next.Tags = d.coding.excerpts, d.coding.tags(d.present)
	next.Codebook = d.coding.list(next.Tags)
	before := d.evidence.Tags
	d.evidence.Tags = d.coding.evidence(next.Tags)
	changed := func(ref model.Ref) bool {
		a, had := before[ref]
		b, has := d.evidence.Tags[ref]
		return had != has || !alike(a, b)
	}
	d.reassess(&next, changed)
	d.publish(next)
}

// alike reports whether a tag counts, is called and was coded the same.
func alike(a, b analysis.TagEvidence) bool {
	same := func(p, q *int) bool { return p == nil && q == nil || p != nil && q != nil && *p == *q }
	alpha := func(p, q *float64) bool { return p == nil && q == nil || p != nil && q != nil && *p == *q }
	return a.Coding.Coders == b.Coding.Coders && a.Coding.Sentences == b.Coding.Sentences && alpha(a.Coding.Alpha, b.Coding.Alpha) &&
		a.Tag.Mentions == b.Tag.Mentions && a.Tag.Name == b.Tag.Name && a.Tag.Ref() == b.Tag.Ref() &&
		same(a.Tag.Highlights, b.Tag.Highlights) && same(a.Tag.Consultations, b.Tag.Consultations)
}

// reassess reads the themes and trade-offs again that rest on a changed tag.
func (d *Desk) reassess(next *State, changed func(model.Ref) bool) {
	themes := slices.Clone(next.Themes)
	for i, t := range themes {
		rests := slices.ContainsFunc(t.Links, func(l model.Link) bool { return changed(l.Item) }) ||
			slices.ContainsFunc(t.Human, func(h model.HumanReading) bool { return h.Tag != "" && changed(h.Tag) }) ||
			t.TagPoles != nil && (changed(t.TagPoles.For) || changed(t.TagPoles.Against))
		if rests {
			themes[i].Assessment = analysis.Assess(t.Theme, d.evidence, d.limits)
		}
	}
	next.Themes = themes
	tradeOffs := slices.Clone(next.TradeOffs)
	for i, t := range tradeOffs {
		if slices.ContainsFunc(t.Links, func(l model.PoleLink) bool { return changed(l.Item) }) {
			tradeOffs[i] = d.weigh(t.TradeOff, d.evidence, d.uses)
		}
	}
	next.TradeOffs = tradeOffs
}
