package decode

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"consilience/model"
)

// quoted collects what a program found in people's texts: notes, passages of
// them, and the topics that it filed the passages under.
type quoted struct {
	*job
	in       *input
	notes    places              // in content.Notes, by id
	texts    map[int]*anchorText // by place of the note; those that needed one
	excerpts places              // in content.Excerpts, by id
	tags     map[topicKey]string // names of tags
	names    map[string]bool
	mentions slab[model.Tagging]
	lost     int
	firstAt  int
	begin    [3]int // how many notes, excerpts and tags other files gave
}

// topicKey is a topic with its subtopic.
type topicKey struct{ topic, sub string }

func newQuoted(j *job, in *input) *quoted {
	c := &j.content
	q := &quoted{job: j, in: in, notes: newPlaces(), texts: map[int]*anchorText{}, excerpts: newPlaces(), tags: map[topicKey]string{}, names: map[string]bool{}, begin: [3]int{len(c.Notes), len(c.Excerpts), len(c.Tags)}}
	for i := range c.Notes {
		q.notes.put(c.Notes[i].ID, i)
	}
	for i := range c.Excerpts {
		q.excerpts.put(c.Excerpts[i].ID, i)
	}
	for _, t := range c.Tags {
		q.names[t.Name], q.tags[topicKey{t.Cluster, t.Name}] = true, t.Name
	}
	return q
}

// again forgets what this file gave.
func (q *quoted) again() {
	c := &q.content
	c.Notes, c.Excerpts, c.Tags = c.Notes[:q.begin[0]], c.Excerpts[:q.begin[1]], c.Tags[:q.begin[2]]
	*q = *newQuoted(q.job, q.in)
}

// newNote gives the place of a note that is being made. It has its id and text
// before keepNote is called, which settles the rest.
func (q *quoted) newNote() *model.Note { return add(&q.content.Notes, q.in) }

// keepNote keeps the note that newNote gave. If its id stands there already,
// nothing is changed and the place of the other note is given.
func (q *quoted) keepNote(n *model.Note) (before int, twice bool) {
	if before, twice = q.notes.put(n.ID, len(q.content.Notes)-1); twice {
		return before, true
	}
	if strings.HasPrefix(n.Text, "\ufeff") || strings.IndexByte(n.Text, '\r') >= 0 {
		n.Text = newAnchorText(n.Text).text()
	}
	n.Source, n.File = q.source(), q.in.Path
	if n.Language == "" {
		n.Language = q.content.Snapshot.Language
	}
	return before, false
}

// tag gives the name of the tag for a topic and its subtopic, and makes it
// where there is none. Two subtopics of one name are told apart by their topic.
func (q *quoted) tag(topic, sub, description string, line int) string {
	key := topicKey{topic, sub}
	if name, ok := q.tags[key]; ok {
		return name
	}
	name, label := sub, ""
	if name == "" {
		name = topic
	}
	if q.names[name] {
		name, label = topic+": "+sub, name
	}
	for n, base := 2, name; q.names[name]; n++ {
		name = base + " (" + strconv.Itoa(n) + ")"
	}
	q.tags[key], q.names[name] = name, true
	q.content.Tags = append(room(q.content.Tags, q.in), model.Tag{
		Source: q.source(), Cluster: topic, Name: name, Label: label, Description: description,
		Language: q.content.Snapshot.Language, File: q.in.Path, Line: line,
	})
	return name
}

// quote is a passage of a note, by its id. Positions, where from < to, count
// UTF-16 units, as programs for browsers do; the words decide where they are
// elsewhere.
type quote struct {
	id, note, words, remark, coder string
	from, to, line                 int
	alone                          bool // no other quote of the file has its id
}

// excerpt keeps a passage with a tag.
func (q *quoted) excerpt(of quote, tag string) {
	if !of.alone || q.begin[1] > 0 {
		if at, twice := q.excerpts.put(of.id, len(q.content.Excerpts)); twice { // quoted for several topics
			if old := &q.content.Excerpts[at]; !hasTag(old.Tags, tag) {
				old.Tags = append(old.Tags, model.Tagging{Tag: tag})
			}
			return
		}
	}
	e := add(&q.content.Excerpts, q.in)
	e.Source, e.File, e.Language, e.Unanchored = q.source(), q.in.Path, q.content.Snapshot.Language, true
	e.ID, e.Note, e.Text, e.Remark, e.Coder, e.Line = of.id, of.note, of.words, of.remark, of.coder, of.line
	e.Tags = q.mentions.list(1)
	e.Tags[0].Tag = tag
	if note, ok := q.placeOf(e.Note); ok {
		q.anchor(e, note, of.from, of.to)
	} else if e.Note != "" {
		e.Consultation, e.Note = e.Note, ""
	}
	if e.Unanchored {
		if q.lost++; q.lost == 1 {
			q.firstAt = e.Line
		}
	}
}

// placeOf gives the place of a note, which often is the newest.
func (q *quoted) placeOf(id string) (int, bool) {
	if n := len(q.content.Notes); n > 0 && q.content.Notes[n-1].ID == id {
		return n - 1, true
	}
	return q.notes.of(id)
}

// shortText is up to how many bytes a text's passages are looked for in its
// bytes, one look after the other.
const shortText = 16 << 10

// anchor finds where a passage stands in its note.
func (q *quoted) anchor(e *model.Excerpt, note, from, to int) {
	text := q.content.Notes[note].Text
	if from < 0 && len(text) <= shortText && evenlySpaced(text) && evenlySpaced(e.Text) {
		// White space cannot differ, so that the words stand there as they are
		// or not at all.
		words := strings.TrimSpace(e.Text)
		if at := strings.Index(text, words); at >= 0 && words != "" {
			e.Start, e.End = at, at+len(words)
			if lookOver(text[:e.End]).beyond {
				e.Start = utf8.RuneCountInString(text[:at])
				e.End = e.Start + utf8.RuneCountInString(words)
			}
			e.Text, e.Unanchored = text[at:at+len(words)], false
		}
		return
	}
	t := q.texts[note]
	if t == nil {
		t = newAnchorText(text)
		q.texts[note] = t
	}
	if p := t.quote(e.Text, from, to); p.ok {
		e.Start, e.End, e.Unanchored = p.start, p.end, false
		e.Text = t.cut(p.start, p.end)
	}
}

func hasTag(tags []model.Tagging, name string) bool {
	for _, t := range tags {
		if t.Tag == name {
			return true
		}
	}
	return false
}

// quote finds words in a text: between two positions, which count UTF-16
// units, else where they are nearest.
func (t *anchorText) quote(words string, from, to int) place {
	words = strings.TrimSpace(words)
	if words == "" {
		return place{}
	}
	start, end := -1, -1
	at := 0
	for i, r := range t.runes {
		if at == from {
			start = i
		}
		at += utf16.RuneLen(r)
		if at == to {
			end = i + 1
			break
		}
	}
	if start >= 0 && end > start && squeeze(t.cut(start, end)) == squeeze(words) {
		return place{start, end, true}
	}
	return t.nearest(squeeze(words), max(start, 0), false, 0)
}

// done counts mentions and says how many passages were not found.
func (q *quoted) done() {
	if q.lost > 0 {
		q.in.problems.add(uint32(q.firstAt), model.ProblemUnanchored, "",
			"%d passages of %s are not found in the texts they are said to be of, first on line %d: the program that found them worded them anew, or the texts were not published. They are kept with their topics, without a place.", q.lost, q.in.Path, q.firstAt)
	}
	countTags(q.content.Tags, q.content.Notes, q.content.Excerpts)
}
