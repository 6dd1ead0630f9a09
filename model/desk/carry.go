package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper/proof"
)

// carry gives what members added to the cited sources and figures rest on: the
// passages that they tagged, the tags, and lines of the register. Members are
// numbered, not named; passages are places and digests, whose words stand in the
// published notes. The caller holds d.mu.
func (d *Desk) carry(cited map[string]bool) (coding []proof.Coded, tags []proof.CodedTag, heard []model.Heard) {
	c := d.coding
	coders := map[string]string{}
	for i, e := range c.excerpts {
		if !cited[e.Source] {
			continue
		}
		id := e.ID
		if i >= len(c.base) {
			id = fmt.Sprintf("passage-%d", i-len(c.base)+1)
		}
		for j, t := range e.Tags {
			if t.Op == "" { // its publisher's
				continue
			}
			if coders[t.Coder] == "" {
				coders[t.Coder] = fmt.Sprintf("coder-%d", len(coders)+1)
			}
			row := proof.Coded{Source: e.Source, Excerpt: id, Published: i < len(c.base), Note: e.Note, Start: e.Start, End: e.End, Tag: c.keys[i][j], Polarity: t.Polarity, Coder: coders[t.Coder]}
			if !e.Unanchored {
				row.SHA256 = textDigest(e.Text)
			}
			coding = append(coding, row)
		}
	}
	for _, object := range d.board.objects {
		key, ok := strings.CutPrefix(object, "tag/")
		if !ok {
			continue
		}
		t := proof.CodedTag{Tag: key}
		_, _, t.Made = register[model.Tag](d.board, object, model.FieldTag)
		t.Name, _, _ = register[string](d.board, object, model.FieldName)
		t.Merged, _, _ = register[string](d.board, object, model.FieldMerged)
		if t.Made || t.Name != "" || t.Merged != "" {
			tags = append(tags, t)
		}
	}
	if len(coding) == 0 && !slices.ContainsFunc(tags, func(t proof.CodedTag) bool { return t.Name != "" || t.Merged != "" }) {
		tags = nil
	}
	heard = set(d.board, registerObject, model.FieldHeard, func(*model.Heard, model.Made) {})
	return coding, tags, heard
}

func textDigest(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:])
}

// resting is a desk on the same sources in which members have added what a
// paper carries, and nothing else. It is for reading.
func (d *Desk) resting(e proof.Evidence) *Desk {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := &Desk{
		store: d.store, now: d.now, show: func(State) {}, limits: d.limits, checks: d.checks, checkedFor: d.checkedFor,
		loaded: maps.Clone(d.loaded), positions: map[*model.Note]*model.Positions{}, found: maps.Clone(d.found), shownGroups: map[string]*Grouped{},
		present: slices.Clone(d.present),
	}
	r.ops = r.carried(e)
	r.board = fold(r.ops)
	r.state = r.compute(r.present)
	return r
}

// carried makes operations of what a paper carries. A passage whose words the
// published note does not have any more is left out.
func (d *Desk) carried(e proof.Evidence) []model.Operation {
	notes := map[model.Ref]*model.Positions{}
	for _, l := range d.present {
		for i := range l.notes {
			notes[l.notes[i].Ref()] = model.NewPositions(l.notes[i].Text)
		}
	}
	var ops []model.Operation
	put := func(by, object, field string, value any) {
		raw, err := json.Marshal(value)
		if err != nil {
			return // strings and numbers only
		}
		n := uint64(len(ops) + 1)
		ops = append(ops, model.Operation{Author: by, Device: "paper", Seq: n, HLC: n << 16, By: by, Kind: model.OpPut, Object: object, Field: field, Value: raw})
	}
	for _, t := range e.Tags {
		if t.Made {
			put("paper", "tag/"+t.Tag, model.FieldTag, model.Tag{Name: t.Tag})
		}
		if t.Name != "" {
			put("paper", "tag/"+t.Tag, model.FieldName, t.Name)
		}
		if t.Merged != "" {
			put("paper", "tag/"+t.Tag, model.FieldMerged, t.Merged)
		}
	}
	marked, gone := map[string]bool{}, map[string]bool{}
	for _, c := range e.Coding {
		object := "excerpt/" + string(model.NewRef(c.Source, c.Excerpt))
		if !c.Published && !marked[object] {
			marked[object] = true
			p := model.Passage{Note: c.Note, Start: c.Start, End: c.End, Text: "\x00"} // in no note
			if c.SHA256 != "" {
				start, words, ok := placed(notes[model.NewRef(c.Source, c.Note)], c)
				if !ok {
					gone[object] = true
					continue
				}
				p.Start, p.End, p.Text = start, start+c.End-c.Start, words
			}
			put(c.Coder, object, model.FieldPassage, p)
		}
		if gone[object] {
			continue
		}
		put(c.Coder, object, model.FieldTagging, model.Tagging{Tag: c.Tag, Polarity: c.Polarity})
	}
	for _, h := range e.Heard {
		put("paper", registerObject, model.FieldHeard, h)
	}
	return ops
}

// longestSought bounds the notes, in characters, that are searched for a passage
// that stands elsewhere than it did.
const longestSought = 200_000

// placed finds a passage's words in its note: where they stood, or else the
// first place with the same digest.
func placed(note *model.Positions, c proof.Coded) (start int, words string, ok bool) {
	n := c.End - c.Start
	if note == nil || c.Start < 0 || n <= 0 || n > note.Len() {
		return 0, "", false
	}
	if c.End <= note.Len() && textDigest(note.Cut(c.Start, c.End)) == c.SHA256 {
		return c.Start, note.Cut(c.Start, c.End), true
	}
	for at := 0; at+n <= min(note.Len(), longestSought); at++ {
		if w := note.Cut(at, at+n); textDigest(w) == c.SHA256 {
			return at, w, true
		}
	}
	return 0, "", false
}

// mappingsOf are what members said that the columns of a paper's inputs mean.
func mappingsOf(m proof.Manifest) []model.KnownMapping {
	var list []model.KnownMapping
	for _, s := range m.Sources {
		if s.Mapping != nil {
			list = append(list, model.KnownMapping{ID: model.NewMappingID(s.Publisher, *s.Mapping), Publisher: s.Publisher, Mapping: *s.Mapping})
		}
	}
	return list
}
