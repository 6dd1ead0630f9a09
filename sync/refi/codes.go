package refi

import (
	"slices"

	"consilience/model"
)

// code is a code of the codebook being made, with those that stand under it.
type code struct {
	guid   string
	kept   model.Kept
	inside []*code
}

// codes makes codes of a source's tags: those of a cluster that neither their
// place nor their name tells stand under a heading of its name. A tag that
// another source has too is one code: coding programs take no two of one name
// in one place. It then counts its passages; published totals of several
// sources cannot stand in one code.
func (p *project) codes(c *model.Content) {
	derived := slices.Clone(c.Tags)
	for i := range derived {
		derived[i].Cluster = ""
		derived[i].GUID = tagGUID(&derived[i])
	}
	Clusters(derived, setsOf(c))
	for i := range c.Tags {
		t := &c.Tags[i]
		if k := p.shared[t.Name]; k != nil && t.Kept == nil {
			p.byTag[string(model.NewRef(c.Snapshot.Source.ID, t.Name))] = k
			delete(p.rest.Tags, k.guid)
			continue
		}
		k := &code{guid: p.free(tagGUID(t)), kept: p.codeKept(t)}
		k.kept.Attributes["guid"] = k.guid
		p.byTag[string(model.NewRef(c.Snapshot.Source.ID, t.Name))] = k
		p.restOfTag(c, t, k.guid)
		p.written.Tags++
	}
	for i := range c.Tags {
		t := &c.Tags[i]
		k := p.byTag[string(model.NewRef(c.Snapshot.Source.ID, t.Name))]
		if p.shared[t.Name] == k {
			continue // has its place already
		}
		parent := p.byTag[string(model.NewRef(c.Snapshot.Source.ID, t.Parent))]
		switch {
		case t.Parent != "" && parent != nil && !parent.under(k):
			parent.inside = append(parent.inside, k)
		case t.Cluster != "" && t.Cluster != derived[i].Cluster:
			h := p.heading(t.Cluster)
			h.inside = append(h.inside, k)
		default:
			p.codeRoot = append(p.codeRoot, k)
		}
	}
	for i := range c.Tags {
		name := c.Tags[i].Name
		if p.shared[name] == nil {
			p.shared[name] = p.byTag[string(model.NewRef(c.Snapshot.Source.ID, name))]
		}
	}
}

// under says whether k is other or has it somewhere below: it must not stand
// in a circle.
func (k *code) under(other *code) bool {
	if k == other {
		return true
	}
	return slices.ContainsFunc(other.inside, k.under)
}

func (p *project) heading(cluster string) *code {
	if h, ok := p.headings[cluster]; ok {
		return h
	}
	h := &code{guid: ClusterGUID(cluster), kept: model.Kept{Name: "Code", Attributes: map[string]string{"guid": ClusterGUID(cluster), "name": cluster, "isCodable": "false"}}}
	p.headings[cluster] = h
	p.codeRoot = append(p.codeRoot, h)
	return h
}

func (p *project) codeTree(list []*code) []model.Kept {
	out := make([]model.Kept, len(list))
	for i, k := range list {
		out[i] = k.kept
		out[i].Inside = append(slices.Clone(k.kept.Inside), p.codeTree(k.inside)...)
	}
	return out
}

func (p *project) codeKept(t *model.Tag) model.Kept {
	k := copied(t.Kept, "Code")
	k.Attributes["name"], k.Attributes["isCodable"] = label(*t), "true"
	if t.Heading {
		k.Attributes["isCodable"] = "false"
	}
	if t.Colour != "" {
		k.Attributes["color"] = t.Colour
	}
	if t.Description != "" {
		k.Inside = append(k.Inside, model.Kept{Name: "Description", Text: t.Description})
	}
	return k
}

// copied begins an element with what was kept of it.
func copied(kept *model.Kept, name string) model.Kept {
	k := model.Kept{Name: name, Attributes: map[string]string{}}
	if kept != nil {
		k.Name, k.Text, k.Inside = kept.Name, kept.Text, slices.Clone(kept.Inside)
		for a, v := range kept.Attributes {
			k.Attributes[a] = v
		}
	}
	return k
}

// restOfTag notes what a code has no place for. Counts are noted where the
// source's passages do not give them.
func (p *project) restOfTag(c *model.Content, t *model.Tag, guid string) {
	rest := RestTag{}
	if t.Language != c.Snapshot.Language {
		rest.Language = t.Language
	}
	n := 0
	for i := range c.Excerpts {
		if slices.ContainsFunc(c.Excerpts[i].Tags, func(g model.Tagging) bool { return g.Tag == t.Name }) {
			n++
		}
	}
	if t.Mentions != n {
		rest.Mentions, rest.Highlights, rest.Consultations = &t.Mentions, t.Highlights, t.Consultations
	}
	if rest != (RestTag{}) {
		p.rest.Tags[guid] = rest
	}
}

func setsOf(c *model.Content) (sets []model.Kept) {
	if c.Project == nil || c.Project.Kept == nil {
		return nil
	}
	for _, k := range c.Project.Kept.Inside {
		if k.Name == "Sets" {
			sets = append(sets, k.Inside...)
		}
	}
	return sets
}

func tagGUID(t *model.Tag) string {
	if shaped(t.GUID) {
		return t.GUID
	}
	return GUID("tag/" + t.Source + "/" + t.Name)
}

// own gives a record's id as its GUID if it has that shape, else one made of it.
func own(kind, source, id string) string {
	if shaped(id) {
		return Plain(id)
	}
	return GUID(kind + "/" + source + "/" + id)
}

// free gives the GUID, or another if something else here has it already.
func (p *project) free(guid string) string {
	for p.guids[guid] {
		guid = GUID("again/" + guid)
	}
	p.guids[guid] = true
	return guid
}
