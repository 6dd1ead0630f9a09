package desk

import (
	"cmp"
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"consilience/model"
)

// coding is what is marked in the notes that are here, by publishers and by
// members, and what it counts. A change to one excerpt is taken in without
// counting the others again.
type coding struct {
	book *codebook
	// excerpts are the published ones, then the members' in the order in which
	// they were made. The slice is shared with States and only ever replaced or
	// grown. keys has the key of each tagging of each excerpt.
	excerpts []*model.Excerpt
	keys     [][]string
	// base has the published excerpts as published.
	base []*model.Excerpt
	at   map[string]int // by object
	// notes and sources are what is here.
	notes   map[model.Ref]*model.Note
	sources map[string]*loaded
	// positions are the texts that were asked for a place in them.
	positions map[*model.Note]*model.Positions

	groups map[string][]int           // excerpts by note, or by themselves
	parts  map[string]map[string]part // what a group gives each tag
	totals map[tagAt]*tally
	// fromExcerpts says that published excerpts carry the tag, totalsOnly that
	// its publisher gave a total without them.
	fromExcerpts, totalsOnly map[tagAt]bool
}

type tagAt struct{ source, key string }

// part is what the excerpts of one note count for one tag.
type part struct {
	mentions, coded     int
	pro, against, topic int
	// consultation is empty if it is not known.
	consultation string
}

// tally is a sum of parts of one source.
type tally struct {
	part
	consultations map[string]int
	unknown       int // parts whose consultation is not known
}

// code lays the members' coding over the published one.
func (b *board) code(here []*loaded, positions map[*model.Note]*model.Positions) *coding {
	c := &coding{
		at: map[string]int{}, notes: map[model.Ref]*model.Note{}, sources: map[string]*loaded{}, positions: positions,
		groups: map[string][]int{}, parts: map[string]map[string]part{}, totals: map[tagAt]*tally{},
		fromExcerpts: map[tagAt]bool{}, totalsOnly: map[tagAt]bool{},
	}
	var published []model.Tag
	n := 0
	for _, l := range here {
		c.sources[l.Source.ID] = l
		published = append(published, l.tags...)
		for i := range l.notes {
			c.notes[l.notes[i].Ref()] = &l.notes[i]
		}
		n += len(l.excerpts)
	}
	c.book = b.codebook(published)
	c.excerpts, c.base = make([]*model.Excerpt, 0, n), make([]*model.Excerpt, 0, n)
	for _, l := range here {
		for i := range l.excerpts {
			c.take(b, "excerpt/"+string(l.excerpts[i].Ref()), &l.excerpts[i])
		}
	}
	for _, t := range published {
		if at := (tagAt{t.Source, t.Name}); t.Mentions > 0 && !c.fromExcerpts[at] {
			c.totalsOnly[at] = true
		}
	}
	for _, object := range b.objects {
		if _, known := c.at[object]; !known && strings.HasPrefix(object, "excerpt/") {
			c.take(b, object, nil)
		}
	}
	for group := range c.groups {
		c.count(group)
	}
	return c
}

// take puts an excerpt in as it now stands, if it does.
func (c *coding) take(b *board, object string, base *model.Excerpt) bool {
	e, keys, ok := c.build(b, object, base)
	if !ok {
		return false
	}
	c.at[object] = len(c.excerpts)
	group := groupOf(e)
	c.groups[group] = append(c.groups[group], len(c.excerpts))
	c.excerpts, c.keys = append(c.excerpts, e), append(c.keys, keys)
	if base != nil {
		c.base = append(c.base, base)
		for _, t := range base.Tags {
			c.fromExcerpts[tagAt{e.Source, c.book.now(t.Tag)}] = true
		}
	}
	return true
}

// again takes in what changed on one excerpt. It reports false if the whole has
// to be laid out anew: an excerpt went or came back.
func (c *coding) again(b *board, object string) bool {
	i, known := c.at[object]
	if !known {
		if b.objects[len(b.objects)-1] != object || !c.take(b, object, nil) {
			return false
		}
		c.count(groupOf(c.excerpts[len(c.excerpts)-1]))
		return true
	}
	var base *model.Excerpt
	if i < len(c.base) {
		base = c.base[i]
	}
	e, keys, ok := c.build(b, object, base)
	if !ok || groupOf(e) != groupOf(c.excerpts[i]) {
		return false
	}
	// States that were shown keep the slice as it was.
	next := make([]*model.Excerpt, len(c.excerpts), len(c.excerpts)+len(c.excerpts)/8+16)
	copy(next, c.excerpts)
	next[i], c.keys[i] = e, keys
	c.excerpts = next
	c.count(groupOf(e))
	return true
}

// groupOf names what an excerpt is counted with: its note, or itself.
func groupOf(e *model.Excerpt) string {
	if e.Note == "" {
		return "excerpt " + string(e.Ref())
	}
	return string(model.NewRef(e.Source, e.Note))
}

// build makes an excerpt with what members added. ok is false if there is none:
// it was taken away, or its source is not here.
func (c *coding) build(b *board, object string, base *model.Excerpt) (e *model.Excerpt, keys []string, ok bool) {
	if e = base; base == nil {
		if e, ok = c.passage(b, object); !ok {
			return nil, nil, false
		}
	}
	renamed := false
	for _, t := range e.Tags {
		keys = append(keys, c.book.now(t.Tag))
		renamed = renamed || c.book.named(t.Tag) != t.Tag
	}
	if !renamed && len(b.fields[object]) == 0 {
		return e, keys, true // as published
	}
	whole := *e
	whole.Tags = slices.Clone(e.Tags)
	for i := range whole.Tags {
		whole.Tags[i].Tag = c.book.named(whole.Tags[i].Tag)
	}
	for _, t := range set(b, object, model.FieldTagging, func(t *model.Tagging, m model.Made) { t.Made, t.Coder = m, m.By }) {
		keys = append(keys, c.book.now(t.Tag))
		t.Tag = c.book.named(t.Tag)
		whole.Tags = append(whole.Tags, t)
	}
	whole.Notes = concat(whole.Notes, set(b, object, model.FieldNote, func(n *model.Comment, m model.Made) { n.Made = m }))
	return &whole, keys, true
}

// passage makes a member's excerpt from its passage. One that was taken away
// while somebody else tagged it stays, for what was added stands.
func (c *coding) passage(b *board, object string) (*model.Excerpt, bool) {
	ref := model.Ref(strings.TrimPrefix(object, "excerpt/"))
	l := c.sources[ref.Source()]
	if l == nil {
		return nil, false
	}
	p, made, ok := register[model.Passage](b, object, model.FieldPassage)
	if !ok {
		if len(b.live(object, model.FieldTagging)) == 0 {
			return nil, false
		}
		if p, made, ok = lastPassage(b, object); !ok {
			return nil, false
		}
	}
	e := &model.Excerpt{Source: ref.Source(), ID: ref.Item(), Note: p.Note, Text: p.Text, Coder: made.By, Made: made}
	note := c.notes[model.NewRef(e.Source, p.Note)]
	if note == nil {
		e.Unanchored = true
		return e, true
	}
	e.Language = note.Language
	from, to, found := c.within(note).Anchor(p.Start, p.Text)
	if e.Start, e.End, e.Unanchored = from, to, !found; found {
		e.Text = c.within(note).Cut(from, to)
	}
	return e, true
}

// lastPassage is the newest passage of an excerpt whose passages were all taken
// away by operations that did not know of a tagging that stands.
func lastPassage(b *board, object string) (p model.Passage, made model.Made, ok bool) {
	for _, op := range slices.Backward(b.on[object]) {
		if op.Field == model.FieldPassage && !b.undone(op.ID()) && json.Unmarshal(op.Value, &p) == nil {
			return p, op.Made(), true
		}
	}
	return p, made, false
}

// within gives a note's text for positions, read once.
func (c *coding) within(note *model.Note) *model.Positions {
	p := c.positions[note]
	if p == nil {
		p = model.NewPositions(note.Text)
		c.positions[note] = p
	}
	return p
}

// count counts the excerpts of a group anew.
func (c *coding) count(group string) {
	indices := c.groups[group]
	source := c.excerpts[indices[0]].Source
	for key, p := range c.parts[group] {
		c.totals[tagAt{source, key}].add(p, -1)
	}
	parts := c.partsOf(indices)
	c.parts[group] = parts
	for key, p := range parts {
		t := c.totals[tagAt{source, key}]
		if t == nil {
			t = &tally{consultations: map[string]int{}}
			c.totals[tagAt{source, key}] = t
		}
		t.add(p, 1)
	}
}

func (t *tally) add(p part, sign int) {
	t.mentions += sign * p.mentions
	t.coded += sign * p.coded
	t.pro += sign * p.pro
	t.against += sign * p.against
	t.topic += sign * p.topic
	if p.consultation == "" {
		t.unknown += sign
		return
	}
	if t.consultations[p.consultation] += sign; t.consultations[p.consultation] == 0 {
		delete(t.consultations, p.consultation)
	}
}

// partsOf counts what excerpts of one note give each tag. A published excerpt
// with a tag is a mention. One that only members tagged is a mention too, but
// passages that overlap, as two coders mark them, are one.
func (c *coding) partsOf(indices []int) map[string]part {
	parts := map[string]part{}
	reach := map[string]int{} // how far the passages with a tag reach
	published := map[string]covered{}
	list := c.byPlace(indices)
	for _, own := range []bool{false, true} {
		for _, i := range list {
			e := c.excerpts[i]
			placed := e.Note != "" && !e.Unanchored
			for key, said := range c.polarities(i, own) {
				p := parts[key]
				p.consultation = c.consultation(e)
				p.pro, p.against, p.topic = p.pro+said.pro, p.against+said.against, p.topic+said.topic
				switch {
				case !own:
					p.mentions++
					if placed {
						published[key] = published[key].with(e.Start, e.End)
					}
				case !placed || e.Start >= reach[key] && !published[key].meets(e.Start, e.End):
					p.mentions++
					p.coded++
				}
				if own && placed {
					reach[key] = max(reach[key], e.End)
				}
				parts[key] = p
			}
		}
	}
	return parts
}

// covered are stretches in the order of their starts, with how far those up to
// each reach.
type covered struct{ starts, reach []int }

func (c covered) with(start, end int) covered {
	if n := len(c.reach); n > 0 {
		end = max(end, c.reach[n-1])
	}
	return covered{append(c.starts, start), append(c.reach, end)}
}

// meets reports whether one of the stretches shares a character with another.
func (c covered) meets(start, end int) bool {
	n := sort.SearchInts(c.starts, end) // those that begin before end
	return n > 0 && c.reach[n-1] > start
}

// byPlace orders excerpts of a note as they stand in it.
func (c *coding) byPlace(indices []int) []int {
	if len(indices) == 1 {
		return indices
	}
	list := slices.Clone(indices)
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(c.excerpts[a].Start, c.excerpts[b].Start) })
	return list
}

// polarities gives what an excerpt says of each of its tags: of those that its
// publisher gave it, or with own of those that it has from members only.
func (c *coding) polarities(i int, own bool) map[string]part {
	e := c.excerpts[i]
	published := 0
	if i < len(c.base) {
		published = len(c.base[i].Tags)
	}
	said := map[string]part{}
	for j, t := range e.Tags {
		key := c.keys[i][j]
		if own == slices.Contains(c.keys[i][:published], key) {
			continue
		}
		p := said[key]
		switch {
		case t.Polarity > 0:
			p.pro = 1
		case t.Polarity < 0:
			p.against = 1
		default:
			p.topic = 1
		}
		said[key] = p
	}
	return said
}

// consultation is the meeting or writing that an excerpt comes from; empty if
// it is not known.
func (c *coding) consultation(e *model.Excerpt) string {
	if n := c.notes[model.NewRef(e.Source, e.Note)]; e.Note != "" && n != nil {
		return n.Of()
	}
	return e.Consultation
}
