package desk

import (
	"slices"
	"strings"

	"consilience/model"
)

// RemoveTag takes a tag out of the codebook that this member made, and off the
// excerpts on which this member set it. One that was published, that others
// set, that others were merged into or that a theme or trade-off rests on
// stays. Undo brings it back with all that it stood on.
func (d *Desk) RemoveTag(tag string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, err := d.codeTag(tag)
	if err != nil {
		return err
	}
	if err := d.mayRemove(t); err != nil {
		return err
	}
	object := "tag/" + t.Key
	var base []model.OpID
	for _, field := range []string{model.FieldTag, model.FieldName, model.FieldCluster, model.FieldDescription, model.FieldColour} {
		for _, op := range d.board.live(object, field) {
			if !d.mine(op.ID()) {
				return model.Problemf("", "Ask them, or merge it into another tag.", "%s made or changed “%s” too; it stays. Nothing was changed.", op.By, t.Name)
			}
			base = append(base, op.ID())
		}
	}
	for _, e := range d.coding.excerpts {
		for _, g := range e.Tags {
			if g.Tag != t.Name {
				continue
			}
			if g.Op == "" || !d.mine(g.Op) {
				return model.Problemf("", "Merge it into another tag instead.", "Others set “%s” on passages too; it stays. Nothing was changed.", t.Name)
			}
			base = append(base, g.Op)
		}
	}
	return d.putAll(model.Operation{Kind: model.OpRemove, Object: object, Field: model.FieldTag, Base: base})
}

// mayRemove says why a tag has to stay; nil if it need not. The caller holds
// d.mu.
func (d *Desk) mayRemove(t *CodeTag) error {
	switch {
	case !t.Own || len(t.Published) > 0:
		return model.Problemf("", "Merge it into another tag if it says the same.", "“%s” was published, and what is published stays. Nothing was changed.", t.Name)
	case len(t.Merged) > 0:
		return model.Problemf("", "Part the two first.", "“%s” was merged into “%s”. Nothing was changed.", t.Merged[0].Key, t.Name)
	}
	rests := func(ref model.Ref) bool {
		_, is := d.evidence.Tags[ref]
		return is && ref.Item() == t.Key
	}
	for _, x := range d.state.Themes {
		if slices.ContainsFunc(x.Links, func(l model.Link) bool { return rests(l.Item) }) ||
			slices.ContainsFunc(x.Human, func(h model.HumanReading) bool { return rests(h.Tag) }) ||
			x.TagPoles != nil && (rests(x.TagPoles.For) || rests(x.TagPoles.Against)) {
			return model.Problemf("", "Take it off the theme first.", "The theme “%s” rests on “%s”. Nothing was changed.", strings.TrimSpace(x.Title), t.Name)
		}
	}
	for _, x := range d.state.TradeOffs {
		if slices.ContainsFunc(x.Links, func(l model.PoleLink) bool { return rests(l.Item) }) {
			return model.Problemf("", "Take it off the trade-off first.", "The trade-off “%s” rests on “%s”. Nothing was changed.", x.Question, t.Name)
		}
	}
	return nil
}
