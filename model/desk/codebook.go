package desk

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"consilience/model"
)

// CodeTag is a tag of the codebook: one name, published or made by a member,
// with what it counts in each source. Counts of several sources are never
// added up: they are different channels.
type CodeTag struct {
	// Key is the name by which the tag is cited, the first that it had; Name
	// the one it has now.
	Key, Name, Cluster, Description, Colour string
	// Own says that a member made it; Made who and when. Published are the
	// sources whose codebook has it.
	Own       bool
	Published []string
	model.Made
	// Merged are the tags that members merged into this one.
	Merged []MergedTag
	// Disputes are fields that members changed side by side.
	Disputes []Dispute
	// Counts has what the tag counts, by source.
	Counts []CodeCount
}

// CodeCount is what a tag counts in one source.
type CodeCount struct {
	Source  string
	Channel model.Channel
	// For, Against and Topic count mentions by polarity; one that coders gave
	// different polarities counts in each.
	For, Against, Topic int
	// Totals says that the publisher gave totals without excerpts.
	Totals bool
	model.Tag
}

// MergedTag is a tag that was merged into another. Taking Op back parts them.
type MergedTag struct {
	Key string
	model.Made
}

// Dispute is a field of a tag that members changed side by side: the newest
// value stands first and is shown until somebody settles it by a new one.
type Dispute struct {
	Field  string
	Values []Attributed
}

// Attributed is a value with who gave it.
type Attributed struct {
	Value string
	model.Made
}

// codebook gives each tag its present name, cluster, description and colour.
type codebook struct {
	entries map[string]*CodeTag
	// into has the key of the tag that a merged tag now is part of, at the end
	// of the chain.
	into map[string]string
}

// codebook lays what members did to tags over the published ones.
func (b *board) codebook(published []model.Tag) *codebook {
	c := &codebook{entries: map[string]*CodeTag{}, into: map[string]string{}}
	for _, t := range published {
		e := c.entry(t.Name)
		e.Published = append(e.Published, t.Source)
		e.Cluster = cmp.Or(e.Cluster, t.Cluster)
		e.Description = cmp.Or(e.Description, t.Description)
		e.Colour = cmp.Or(e.Colour, t.Colour)
	}
	merged := map[string]model.Operation{}
	target := map[string]string{}
	for _, object := range b.objects {
		key, ok := strings.CutPrefix(object, "tag/")
		if !ok {
			continue
		}
		if t, made, ok := register[model.Tag](b, object, model.FieldTag); ok {
			e := c.entry(key)
			e.Own, e.Made = true, made
			e.Cluster = cmp.Or(e.Cluster, t.Cluster)
			e.Description = cmp.Or(e.Description, t.Description)
			e.Colour = cmp.Or(e.Colour, t.Colour)
		}
		c.edit(b, object, key)
		if into, _, ok := register[string](b, object, model.FieldMerged); ok && into != "" {
			target[key], merged[key] = into, b.live(object, model.FieldMerged)[0]
		}
	}
	c.merge(target, merged)
	return c
}

// edit applies the changed fields of a tag. A tag that is neither published
// nor made here now, because its feed is gone, waits.
func (c *codebook) edit(b *board, object, key string) {
	e := c.entries[key]
	if e == nil {
		return
	}
	for field, to := range map[string]*string{
		model.FieldName: &e.Name, model.FieldCluster: &e.Cluster,
		model.FieldDescription: &e.Description, model.FieldColour: &e.Colour,
	} {
		value, made, ok := register[string](b, object, field)
		if !ok {
			continue
		}
		*to = value
		if made.Conflict {
			d := Dispute{Field: field}
			for _, op := range b.live(object, field) {
				var v string
				if json.Unmarshal(op.Value, &v) == nil {
					d.Values = append(d.Values, Attributed{Value: v, Made: op.Made()})
				}
			}
			e.Disputes = append(e.Disputes, d)
		}
	}
	slices.SortFunc(e.Disputes, func(a, b Dispute) int { return cmp.Compare(a.Field, b.Field) })
}

// merge follows each merged tag to where its chain ends. Members who merged in
// a circle, side by side, merged nothing: the circle's tags stay as they are.
func (c *codebook) merge(target map[string]string, merged map[string]model.Operation) {
	for key := range target {
		end, seen := key, map[string]bool{}
		for target[end] != "" && !seen[end] {
			seen[end] = true
			end = target[end]
		}
		if seen[end] || c.entries[key] == nil {
			continue
		}
		c.into[key] = end
	}
	for key := range c.into {
		e := c.entry(c.into[key])
		e.Merged = append(e.Merged, MergedTag{Key: key, Made: merged[key].Made()})
	}
	for key := range c.into {
		delete(c.entries, key)
	}
	for _, e := range c.entries {
		slices.SortFunc(e.Merged, func(a, b MergedTag) int { return cmp.Compare(a.Key, b.Key) })
	}
}

// entry gives the tag of a key, new if it is not there.
func (c *codebook) entry(key string) *CodeTag {
	e := c.entries[key]
	if e == nil {
		e = &CodeTag{Key: key, Name: key}
		c.entries[key] = e
	}
	return e
}

// now gives the key under which a tag is counted.
func (c *codebook) now(key string) string {
	if into, ok := c.into[key]; ok {
		return into
	}
	return key
}

// named gives a tag's present name.
func (c *codebook) named(key string) string {
	if e := c.entries[c.now(key)]; e != nil {
		return e.Name
	}
	return key
}

// list gives the codebook in the order of clusters and names, tags without a
// cluster last.
func (c *codebook) list() []CodeTag {
	list := make([]CodeTag, 0, len(c.entries))
	for _, e := range c.entries {
		list = append(list, *e)
	}
	slices.SortFunc(list, func(a, b CodeTag) int {
		if (a.Cluster == "") != (b.Cluster == "") {
			if a.Cluster == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(strings.ToLower(a.Cluster), strings.ToLower(b.Cluster)),
			cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Key, b.Key))
	})
	return list
}
