package decode

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"consilience/model"
	"consilience/sync/refi"
)

// selections reads the passages marked in a text. The function it gives says
// which character stands at a position as the program counted.
func (r *refiReader) selections(holder *refi.Element, note *model.Note, text *anchorText) func(int) int {
	var found []*refi.Element
	var spans []span
	points := syncPoints(holder)
	for i := range holder.Inside {
		e := &holder.Inside[i]
		if e.Name != "PlainTextSelection" && e.Name != "TranscriptSelection" {
			continue
		}
		found = append(found, e)
		s := spanOf(e, points)
		if d := e.First("Description"); s.words == "" && d != nil && text != nil && text.rich {
			s.words = d.Text
		}
		spans = append(spans, s)
	}
	if text == nil {
		text = newAnchorText("")
	}
	places, at := text.anchor(spans, r.project.Origin)
	lost := 0
	for i, e := range found {
		x := r.passage(e, note)
		if p := places[i]; p.ok {
			x.Start, x.End, x.Text = p.start, p.end, text.cut(p.start, p.end)
			if e.Name == "PlainTextSelection" {
				delete(x.Kept.Attributes, "startPosition")
				delete(x.Kept.Attributes, "endPosition")
			}
		} else {
			x.Unanchored, x.Text = true, e.Get("name")
			lost++
			r.sayLost(e, note, len(text.runes))
		}
		r.keep(x)
	}
	return at
}

// sayLost tells that a passage is not where it is said to be.
func (r *refiReader) sayLost(e *refi.Element, note *model.Note, length int) {
	if length == 0 {
		return // that the text is missing was said
	}
	r.in.problems.add(uint32(e.Line), model.ProblemUnanchored, "Look it up in the program it comes from.",
		"A passage of “%s” is said to stand from character %s to %s and is not found in its text of %d characters. It is kept with its tags, without a place.",
		note.Title, e.Get("startPosition"), e.Get("endPosition"), length)
}

// syncPoints gives the positions of a transcript's marks by GUID.
func syncPoints(e *refi.Element) map[string]int {
	points := map[string]int{}
	for i := range e.Inside {
		if in := &e.Inside[i]; in.Name == "SyncPoint" {
			if p, err := strconv.Atoi(in.Get("position")); err == nil {
				points[refi.Plain(in.Get("guid"))] = p
			}
		}
	}
	return points
}

// spanOf reads a passage's positions; -1 and -1 if they are none.
func spanOf(e *refi.Element, points map[string]int) span {
	s := span{start: -1, end: -1, words: e.Get("name")}
	start, errS := strconv.Atoi(strings.TrimSpace(e.Get("startPosition")))
	end, errE := strconv.Atoi(strings.TrimSpace(e.Get("endPosition")))
	if e.Name == "TranscriptSelection" {
		from, okF := points[refi.Plain(e.Get("fromSyncPoint"))]
		to, okT := points[refi.Plain(e.Get("toSyncPoint"))]
		if okF && okT {
			start, end, errS, errE = from, to, nil, nil
		}
	}
	const far = 1 << 30
	if errS == nil && errE == nil && start >= 0 && start < end && end < far {
		s.start, s.end = start, end
	}
	return s
}

// regions reads passages that are marked on a page, in a picture or a
// recording, and not in a text.
func (r *refiReader) regions(e, holder *refi.Element, note *model.Note, text *anchorText) {
	same := r.selected(holder)
	for i := range e.Inside {
		in := &e.Inside[i]
		if !strings.HasSuffix(in.Name, "Selection") || in.Name == "PDFSelection" && same[refi.Plain(in.Get("guid"))] {
			continue
		}
		x := r.passage(in, note)
		x.Unanchored, x.Text = true, in.Get("name")
		if words := in.First("Representation"); words != nil {
			if content := words.First("PlainTextContent"); content != nil && strings.TrimSpace(content.Text) != "" {
				x.Text = strings.TrimSpace(content.Text)
			}
		}
		if text != nil && in.Name == "PDFSelection" && utf8.RuneCountInString(x.Text) >= 12 {
			if p := text.nearest(squeeze(x.Text), 0, false, 0); p.ok {
				x.Unanchored, x.Start, x.End, x.Text = false, p.start, p.end, text.cut(p.start, p.end)
			}
		}
		r.keep(x)
	}
}

// wholeCoded reads a tagging of a whole source as an excerpt of all of it.
func (r *refiReader) wholeCoded(e *refi.Element, note *model.Note) {
	x := model.Excerpt{
		Source: r.j.source(), ID: r.id(e.Get("guid"), "coding"), Note: note.ID, Text: note.Text,
		End: utf8.RuneCountInString(note.Text), Unanchored: note.Text == "",
		Language: note.Language, Kept: &model.Kept{Name: "Coding"}, File: r.in.Path, Line: e.Line,
	}
	if x.Unanchored {
		x.Text = note.Title
	}
	if t, ok := r.tagging(e); ok {
		x.Coder, x.Created, x.Tags = t.Coder, t.Created, []model.Tagging{t}
		r.keep(x)
	}
}

// passage reads what every kind of selection has. What the fields say is not
// kept twice; positions are, until the passage is found.
func (r *refiReader) passage(e *refi.Element, note *model.Note) model.Excerpt {
	x := model.Excerpt{
		Source: r.j.source(), ID: r.id(e.Get("guid"), "passage"), Note: note.ID, Language: note.Language,
		Coder: refi.Plain(e.Get("creatingUser")), Created: refi.Date(e.Get("creationDateTime")),
		File: r.in.Path, Line: e.Line,
	}
	k := e.Kept("guid", "creatingUser", "creationDateTime", "Coding", "Description")
	if k.Attributes == nil {
		k.Attributes = map[string]string{}
	}
	x.Kept = &k
	if d := e.First("Description"); d != nil {
		x.Remark = d.Text
	}
	for i := range e.Inside {
		if e.Inside[i].Name == "Coding" {
			if t, ok := r.tagging(&e.Inside[i]); ok {
				x.Tags = append(x.Tags, t)
			}
		}
	}
	return x
}

// tagging reads a coding. Its tag is the code's GUID and its coder the user's
// until the whole document was read.
func (r *refiReader) tagging(e *refi.Element) (model.Tagging, bool) {
	t := model.Tagging{GUID: refi.Plain(e.Get("guid")), Coder: refi.Plain(e.Get("creatingUser")), Created: refi.Date(e.Get("creationDateTime"))}
	var refs []model.Kept
	for i := range e.Inside {
		switch in := &e.Inside[i]; in.Name {
		case "CodeRef":
			t.Tag = refi.Plain(in.Get("targetGUID"))
		default:
			refs = append(refs, in.Kept())
		}
	}
	if t.Tag == "" {
		r.in.skip(uint32(e.Line), "a tagging names no code")
		return t, false
	}
	polarity, rest, ok := refi.Polarity(refs)
	t.Polarity, r.memos = polarity, r.memos || ok
	k := e.Kept("guid", "creatingUser", "creationDateTime", "CodeRef")
	k.Inside = rest
	t.Kept = keptOrNil(k)
	return t, true
}

// maxExcerpts is the most of passages that one project may have.
const maxExcerpts = 2_000_000

func (r *refiReader) keep(x model.Excerpt) {
	if len(r.excerpts) < maxExcerpts {
		r.excerpts = append(r.excerpts, x)
		return
	}
	r.in.skip(uint32(x.Line), "a project may have %d marked passages, and this is one more", maxExcerpts)
}

// finishExcerpt gives names for GUIDs, and what the format has no place for.
func (r *refiReader) finishExcerpt(x *model.Excerpt, names map[string]string, coder func(string) string) {
	x.Coder = coder(x.Coder)
	for i := range x.Tags {
		t := &x.Tags[i]
		t.Tag, t.Coder = names[t.Tag], coder(t.Coder)
	}
	remark, by := refi.SplitRemark(x.Remark, func(label string) bool { return r.hasTag(x, label) })
	for i := range x.Tags {
		t := &x.Tags[i]
		if p, ok := by[r.labels[t.Tag]]; ok && !r.memos {
			t.Polarity = p
		}
	}
	x.Remark = remark
	if x.Kept != nil && refi.IsBarePassage(x.Kept, x.Text) {
		x.Kept = nil
	}
	x.Note = orElse(r.noteIDs[x.Note], x.Note)
	rest, ok := r.rest.Excerpts[x.ID]
	if ok {
		if rest.ID != "" {
			x.ID = rest.ID
		}
		if x.Unanchored && x.Note == "" {
			x.Consultation = rest.Consultation
		}
		x.Note, x.Language = orElse(rest.Note, x.Note), orElse(rest.Language, x.Language)
		x.Coder, x.Created = orElse(rest.Coder, x.Coder), orElse(rest.Created, x.Created)
	}
}

// hasTag says whether an excerpt has a tag of that label.
func (r *refiReader) hasTag(x *model.Excerpt, label string) bool {
	for _, t := range x.Tags {
		if r.labels[t.Tag] == label {
			return true
		}
	}
	return false
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// finishCases makes cases and gives the notes of a nameless one its attributes,
// since some programs write those of texts so.
func (r *refiReader) finishCases(ids map[string]string) []model.Case {
	at := map[string]int{}
	for i, n := range r.notes {
		at[n.ID] = i
	}
	taken := refi.Unique{}
	var cases []model.Case
	for i := range r.cases {
		e := &r.cases[i]
		guid := refi.Plain(e.Get("guid"))
		ours, native := r.rest.Cases[guid]
		c := model.Case{Source: r.j.source(), ID: taken.Name(orElse(ours, orElse(guid, "case"))), Name: strings.TrimSpace(e.Get("name")), File: r.in.Path, Line: e.Line}
		k := e.Kept("guid")
		c.Kept = &k
		for _, in := range k.Inside {
			target := refi.Plain(in.Attributes["targetGUID"])
			switch in.Name {
			case "VariableValue":
				if guid, value := variableValue(in); r.variables[guid] != "" && strings.TrimSpace(value) != "" {
					if c.Attributes == nil {
						c.Attributes = map[string]string{}
					}
					c.Attributes[r.variables[guid]] = strings.TrimSpace(value)
				}
			case "SourceRef":
				c.Notes = append(c.Notes, orElse(r.noteIDs[target], target))
			case "SelectionRef":
				c.Excerpts = append(c.Excerpts, orElse(ids[target], target))
			}
		}
		if native {
			c.Kept = nil
		}
		if c.Name == "" {
			r.nameless(&c, at)
		}
		cases = append(cases, c)
	}
	return cases
}

// nameless hands a nameless case's attributes to its notes and calls it after
// the first.
func (r *refiReader) nameless(c *model.Case, at map[string]int) {
	for _, id := range c.Notes {
		i, ok := at[id]
		if !ok {
			continue
		}
		c.Name = orElse(c.Name, r.notes[i].Title)
		for name, value := range c.Attributes {
			if r.notes[i].Attributes == nil {
				r.notes[i].Attributes = map[string]string{}
			}
			if _, has := r.notes[i].Attributes[name]; !has {
				r.notes[i].Attributes[name] = value
			}
		}
	}
	c.Name = orElse(c.Name, c.ID)
}
