package decode

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"consilience/model"
)

// quoted collects what a program found in people's texts: notes, passages of
// them, and the topics that it filed the passages under.
type quoted struct {
	*job
	in       *input
	notes    map[string]int         // places in content.Notes, by id
	texts    map[string]*anchorText // by note
	excerpts map[string]int         // places in content.Excerpts, by id
	tags     map[string]string      // names of tags, by topic and subtopic
	names    map[string]bool
	lost     int
	firstAt  int
	begin    [3]int // how many notes, excerpts and tags other files gave
}

func newQuoted(j *job, in *input) *quoted {
	c := &j.content
	q := &quoted{job: j, in: in, notes: map[string]int{}, texts: map[string]*anchorText{}, excerpts: map[string]int{}, tags: map[string]string{}, names: map[string]bool{}, begin: [3]int{len(c.Notes), len(c.Excerpts), len(c.Tags)}}
	for i, n := range c.Notes {
		q.notes[n.ID] = i
	}
	for i, e := range c.Excerpts {
		q.excerpts[e.ID] = i
	}
	for _, t := range c.Tags {
		q.names[t.Name], q.tags[t.Cluster+"\x00"+t.Name] = true, t.Name
	}
	return q
}

// again forgets what this file gave.
func (q *quoted) again() {
	c := &q.content
	c.Notes, c.Excerpts, c.Tags = c.Notes[:q.begin[0]], c.Excerpts[:q.begin[1]], c.Tags[:q.begin[2]]
	*q = *newQuoted(q.job, q.in)
}

// note keeps a text; false if its id stands there already.
func (q *quoted) note(n model.Note) bool {
	if _, twice := q.notes[n.ID]; twice {
		return false
	}
	t := newAnchorText(n.Text)
	n.Source, n.File, n.Text = q.source(), q.in.Path, t.text()
	if n.Language == "" {
		n.Language = q.content.Snapshot.Language
	}
	q.notes[n.ID], q.texts[n.ID] = len(q.content.Notes), t
	q.content.Notes = append(q.content.Notes, n)
	return true
}

// tag gives the name of the tag for a topic and its subtopic, and makes it
// where there is none. Two subtopics of one name are told apart by their topic.
func (q *quoted) tag(topic, sub, description string, line int) string {
	key := topic + "\x00" + sub
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
	q.content.Tags = append(q.content.Tags, model.Tag{
		Source: q.source(), Cluster: topic, Name: name, Label: label, Description: description,
		Language: q.content.Snapshot.Language, File: q.in.Path, Line: line,
	})
	return name
}

// excerpt keeps a passage. Positions, where from < to, count UTF-16 units, as
// programs for browsers do; the words decide where they are elsewhere.
func (q *quoted) excerpt(e model.Excerpt, from, to int) {
	if at, ok := q.excerpts[e.ID]; ok { // quoted for several topics
		old := &q.content.Excerpts[at]
		for _, t := range e.Tags {
			if !hasTag(old.Tags, t.Tag) {
				old.Tags = append(old.Tags, t)
			}
		}
		return
	}
	e.Source, e.File, e.Language, e.Unanchored = q.source(), q.in.Path, q.content.Snapshot.Language, true
	if t := q.texts[e.Note]; t != nil {
		if p := t.quote(e.Text, from, to); p.ok {
			e.Start, e.End, e.Unanchored = p.start, p.end, false
			e.Text = t.cut(p.start, p.end)
		}
	}
	if e.Note != "" && q.texts[e.Note] == nil {
		e.Consultation, e.Note = e.Note, ""
	}
	if e.Unanchored {
		if q.lost++; q.lost == 1 {
			q.firstAt = e.Line
		}
	}
	q.excerpts[e.ID] = len(q.content.Excerpts)
	q.content.Excerpts = append(q.content.Excerpts, e)
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
