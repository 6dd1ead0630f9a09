package decode

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// maxJSON is the largest JSON file that is read.
const maxJSON = 16 << 20

// themeFile is a published file of themes. A class that a file states is not
// read: classes are computed.
type themeFile struct {
	Themes []json.RawMessage `json:"themes"`
}

// publishedTheme is one of them.
type publishedTheme struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Proposition string `json:"proposition"`
	// Statements are pairs of a ref and a polarity; Polis is an older name.
	Statements   []weighed        `json:"statements"`
	Polis        []weighed        `json:"polis"`
	Bridging     []model.Ref      `json:"bridging"`
	Human        []publishedHuman `json:"human"`
	TagPoles     []model.Ref      `json:"tag_poles"`
	Reservations []string         `json:"reservations"`
}

type publishedHuman struct {
	Channel string            `json:"channel"`
	Reading string            `json:"reading"`
	Note    string            `json:"note"`
	Tag     model.Ref         `json:"tag"`
	Groups  map[string]string `json:"groups"`
}

// weighed is ["ref", 1].
type weighed struct {
	item     model.Ref
	polarity int
}

func (w *weighed) UnmarshalJSON(b []byte) error {
	var pair []json.RawMessage
	if err := json.Unmarshal(b, &pair); err != nil {
		return err
	}
	if len(pair) != 2 {
		return errors.New(`a statement must be written as ["source:id", 1]`)
	}
	if err := json.Unmarshal(pair[0], &w.item); err != nil {
		return err
	}
	return json.Unmarshal(pair[1], &w.polarity)
}

// readThemes reads themes with their evidence.
func readThemes(j *job) error {
	seen := map[string]bool{}
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			var file themeFile
			if err := in.json(&file); err != nil {
				return err
			}
			if file.Themes == nil {
				return wrong(model.ProblemUnrecognised, in.Path, "", "%s lists no themes. It was not used.", in.Path)
			}
			for n, raw := range file.Themes {
				var t publishedTheme
				if err := json.Unmarshal(raw, &t); err != nil {
					in.skipEntry("Theme", n, "it is not written as the README shows", err)
					continue
				}
				in.theme(j, n, t, seen)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// theme makes a published theme one of ours, or skips it and says why. Links
// that cannot be are left out one by one.
func (in *input) theme(j *job, n int, p publishedTheme, seen map[string]bool) {
	if p.ID == "" || p.ID != model.Slug(p.ID) || p.Proposition == "" || seen[p.ID] {
		in.skipEntry("Theme", n, "it needs a proposition, and an id of its own in lower-case letters, digits and hyphens", nil)
		return
	}
	seen[p.ID] = true
	in.RowsRead++
	t := model.Theme{ID: p.ID, Title: p.Title, Proposition: p.Proposition, Published: j.source()}
	if t.Title == "" {
		t.Title = p.Proposition
	}
	for _, w := range slices.Concat(p.Statements, p.Polis) {
		if !isRef(w.item) || w.polarity < -1 || w.polarity > 1 {
			in.leftOut("theme", p.ID, "the statement %q with polarity %d", w.item, w.polarity)
			continue
		}
		t.Links = append(t.Links, model.Link{Item: w.item, Polarity: w.polarity})
	}
	for _, ref := range p.Bridging {
		if !isRef(ref) {
			in.leftOut("theme", p.ID, "the bridging statement %q", ref)
			continue
		}
		t.Links = append(t.Links, model.Link{Item: ref, Polarity: 1, Bridging: true})
	}
	switch {
	case len(p.TagPoles) == 2 && isRef(p.TagPoles[0]) && isRef(p.TagPoles[1]):
		t.TagPoles = &model.TagPoles{For: p.TagPoles[0], Against: p.TagPoles[1]}
	case p.TagPoles != nil:
		in.leftOut("theme", p.ID, "the pair of tags, which must be two")
	}
	for _, h := range p.Human {
		if reading, ok := in.human(p.ID, h); ok {
			t.Human = append(t.Human, reading)
		}
	}
	for _, text := range p.Reservations {
		t.Reservations = append(t.Reservations, model.Reservation{Text: text})
	}
	j.content.Themes = append(j.content.Themes, t)
}

// human reads a person's reading; readings may be written with spaces.
func (in *input) human(theme string, h publishedHuman) (model.HumanReading, bool) {
	channel, ok := model.ParseChannel(strings.ToLower(h.Channel))
	reading, known := parseReading(h.Reading)
	if !ok || !known || h.Tag != "" && !isRef(h.Tag) {
		in.leftOut("theme", theme, "the reading %q of channel %q", h.Reading, h.Channel)
		return model.HumanReading{}, false
	}
	out := model.HumanReading{Channel: channel, Reading: reading, Note: h.Note, Tag: h.Tag}
	for _, group := range sortedKeys(h.Groups) {
		r, known := parseReading(h.Groups[group])
		if !known {
			in.leftOut("theme", theme, "the reading %q of group %q", h.Groups[group], group)
			continue
		}
		if out.Groups == nil {
			out.Groups = map[string]model.Reading{}
		}
		out.Groups[group] = r
	}
	return out, true
}

var readings = []model.Reading{
	model.Supports, model.Opposes, model.SplitReading, model.SplitGroups, model.BothPoles, model.Uncertain, model.LeansSupport,
	model.LeansOppose, model.NoClearDirection, model.Raised, model.Insufficient, model.ByGroup, model.Silent, model.NotExamined,
}

func parseReading(word string) (model.Reading, bool) {
	r := model.Reading(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(word)), " ", "-"))
	return r, slices.Contains(readings, r)
}

func isRef(r model.Ref) bool { return r.Source() != "" && r.Item() != "" }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// json reads the whole file as one JSON document.
func (in *input) json(to any) error {
	b, err := io.ReadAll(io.LimitReader(in, maxJSON+1))
	if err != nil {
		return err
	}
	if len(b) > maxJSON {
		return wrong(model.ProblemTooLarge, in.Path, "", "%s is larger than 16 MiB. It was not used.", in.Path)
	}
	if !utf8.Valid(b) {
		line := 1
		for rest := b; len(rest) > 0; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n == 1 {
				break
			}
			if r == '\n' {
				line++
			}
			rest = rest[n:]
		}
		return notText(in.Path, line)
	}
	if err := json.Unmarshal(b, to); err != nil {
		p := wrong(model.ProblemUnrecognised, in.Path, "Ask the publisher to correct the file.", "%s is not written as it should be. It was not used.", in.Path)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			p.Line = 1 + strings.Count(string(b[:min(int(syntax.Offset), len(b))]), "\n")
		}
		return p.Because(err)
	}
	return nil
}

// skipEntry notes an entry of a JSON list, counted from 0, that is not used,
// and why; cause is the error behind it, if there is one.
func (in *input) skipEntry(what string, n int, why string, cause error) {
	in.RowsSkipped++
	p := wrong(model.ProblemUnreadableRow, in.Path, "Ask the publisher to correct it; all others were used.",
		"%s number %d in %s was not used: %s.", what, n+1, in.Path, why)
	if cause != nil {
		p.Cause = cause.Error()
	}
	in.problems.keep(*p)
}

// leftOut notes a piece of an entry that is not used.
func (in *input) leftOut(what, id, say string, args ...any) {
	in.problems.add(0, model.ProblemUnreadableRow, "Ask the publisher to correct it; the rest of the "+what+" was used.",
		"In %s, the "+what+" %s names "+say+"; it was left out.", append([]any{in.Path, id}, args...)...)
}
