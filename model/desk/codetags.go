package desk

import (
	"cmp"
	"slices"

	"consilience/model"
	"consilience/model/analysis"
)

// tags gives the tags of the sources that are here, as they now count: the
// published rows in their order, then what members brought to a source.
func (c *coding) tags(here []*loaded) []model.Tag {
	var list []model.Tag
	for _, l := range here {
		seen := map[string]bool{}
		for _, t := range l.tags {
			if _, merged := c.book.into[t.Name]; merged || seen[t.Name] {
				continue
			}
			seen[t.Name] = true
			list = append(list, c.row(t))
		}
		var added []model.Tag
		for at, tally := range c.totals {
			if at.source == l.Source.ID && !seen[at.key] && tally.mentions > 0 {
				added = append(added, c.row(model.Tag{Source: at.source, Name: at.key, Language: l.Language}))
			}
		}
		slices.SortFunc(added, func(a, b model.Tag) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Was, b.Was)) })
		list = append(list, added...)
	}
	return list
}

// row counts a tag in its source. A publisher's total without excerpts stands:
// what members coded stands beside it.
func (c *coding) row(t model.Tag) model.Tag {
	key := t.Name
	if e := c.book.entries[key]; e != nil {
		t.Cluster, t.Description, t.Colour = e.Cluster, e.Description, e.Colour
		if e.Name != key {
			t.Name, t.Was = e.Name, key
		}
	}
	at := tagAt{t.Source, key}
	sum := c.totals[at]
	if c.totalsOnly[at] {
		if sum != nil {
			t.Coded = sum.coded
		}
		return t
	}
	if sum == nil || sum.mentions == 0 {
		return t
	}
	if printed := t.Mentions; printed > 0 && printed != sum.mentions-sum.coded {
		t.Printed = &printed
	}
	mentions, consultations := sum.mentions, len(sum.consultations)
	t.Mentions, t.Coded, t.Highlights, t.Consultations = mentions, sum.coded, &mentions, nil
	if sum.unknown == 0 {
		t.Consultations = &consultations
	}
	return t
}

// list gives the codebook with the counts of tags, which are those of tags().
func (c *coding) list(tags []model.Tag) []CodeTag {
	counts := map[string][]CodeCount{}
	for _, t := range tags {
		count := CodeCount{Source: t.Source, Tag: t}
		if l := c.sources[t.Source]; l != nil {
			count.Channel = l.Channel
		}
		at := tagAt{t.Source, t.Key()}
		if sum := c.totals[at]; sum != nil {
			count.For, count.Against, count.Topic = sum.pro, sum.against, sum.topic
		}
		count.Totals = c.totalsOnly[at]
		counts[t.Key()] = append(counts[t.Key()], count)
		c.book.entry(t.Key())
	}
	list := c.book.list()
	for i := range list {
		list[i].Counts = counts[list[i].Key]
	}
	return list
}

// evidence puts the tags into what the analysis reads: under their own
// reference and under those of the tags merged into them.
func (c *coding) evidence(tags []model.Tag) map[model.Ref]analysis.TagEvidence {
	out := make(map[model.Ref]analysis.TagEvidence, len(tags))
	codings := map[string]map[string]analysis.TagCoding{}
	for _, t := range tags {
		l := c.sources[t.Source]
		of, known := codings[t.Source]
		if !known {
			of = analysis.Codings(t.Source, l.notes, c.excerpts)
			codings[t.Source] = of
		}
		out[t.Ref()] = analysis.TagEvidence{Tag: t, Snapshot: l.ID, Channel: l.Channel, Coding: of[t.Name]}
	}
	for key, into := range c.book.into {
		for source := range c.sources {
			if e, ok := out[model.NewRef(source, into)]; ok {
				out[model.NewRef(source, key)] = e
			}
		}
	}
	return out
}

// canon gives the reference under which an item is counted now.
func (c *coding) canon(ref model.Ref) model.Ref {
	if into, ok := c.book.into[ref.Item()]; ok {
		return model.NewRef(ref.Source(), into)
	}
	return ref
}
