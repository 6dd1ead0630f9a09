package analysis

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"

	"consilience/model"
)

// Coder is somebody who tagged excerpts of notes.
type Coder struct {
	Name     string `json:"name"`
	Taggings int    `json:"taggings"`
	Notes    int    `json:"notes"`
}

// Coders lists who tagged excerpts that have their place in a note, in order
// of names. Who is not named is not listed.
func Coders(excerpts []*model.Excerpt) []Coder {
	taggings, notes := map[string]int{}, map[string]map[model.Ref]bool{}
	for _, e := range excerpts {
		if !placed(e) {
			continue
		}
		for _, t := range e.Tags {
			name := coderOf(e, t)
			if name == "" {
				continue
			}
			if taggings[name]++; notes[name] == nil {
				notes[name] = map[model.Ref]bool{}
			}
			notes[name][model.NewRef(e.Source, e.Note)] = true
		}
	}
	list := []Coder{}
	for _, name := range slices.Sorted(maps.Keys(taggings)) {
		list = append(list, Coder{name, taggings[name], len(notes[name])})
	}
	return list
}

func placed(e *model.Excerpt) bool { return e.Note != "" && !e.Unanchored }

// coderOf is who set a tag: as stated, or of a published one who marked the
// passage.
func coderOf(e *model.Excerpt, t model.Tagging) string {
	if t.Coder == "" && t.Op == "" {
		return e.Coder
	}
	return t.Coder
}

// TagAgreement is how two coders used one tag, or all of them, over the same
// sentences: a sentence carries a tag if any of it is in an excerpt with it.
type TagAgreement struct {
	Tag string `json:"tag"`
	// Both, One and Other count sentences that both tagged, or only the one;
	// Neither those that neither did.
	Both    int `json:"both"`
	One     int `json:"one_only"`
	Other   int `json:"other_only"`
	Neither int `json:"neither"`
	// SamePolarity counts those of Both to which they gave one polarity.
	SamePolarity int `json:"same_polarity"`
	// Share is (both + neither) / all, from 0 to 1; nil without sentences.
	Share *float64 `json:"percent_agreement"`
	// Alpha is Krippendorff's, see Agree, Kappa Cohen's, see the function of
	// that name, of the values “tagged” and “not tagged”.
	Alpha *float64 `json:"krippendorff_alpha"`
	Kappa *float64 `json:"cohen_kappa"`
}

// N counts the decisions that are compared.
func (a TagAgreement) N() int { return a.Both + a.One + a.Other + a.Neither }

// Differ counts decisions in which the two differ.
func (a TagAgreement) Differ() int { return a.One + a.Other }

// close fills the figures from the counts. With two coders who both decided on
// each of N sentences the formulas of Agree and Kappa need no more than these.
func (a *TagAgreement) close() {
	n := a.N()
	if n == 0 {
		return
	}
	share := float64(a.Both+a.Neither) / float64(n)
	a.Share = &share
	ones := 2*a.Both + a.One + a.Other
	a.Alpha = alphaOf(float64(2*a.Differ()), ones, 2*n)
	first, second := a.Both+a.One, a.Both+a.Other
	if chance := first*second + (n-first)*(n-second); chance != n*n {
		k := float64((a.Both+a.Neither)*n-chance) / float64(n*n-chance)
		a.Kappa = &k
	}
}

// alphaOf is α from the observed sum of Agree, for values of which ones are
// “tagged”; nil without variation.
func alphaOf(observed float64, ones, values int) *float64 {
	expected := 2 * float64(ones) * float64(values-ones)
	if expected == 0 {
		return nil
	}
	alpha := 1 - float64(values-1)*observed/expected
	return &alpha
}

// CoderDifference is a sentence on which two coders differ about one tag. One
// and Other are the polarity that each gave, nil if they did not set the tag.
type CoderDifference struct {
	Note     model.Ref  `json:"note"`
	Sentence model.Span `json:"sentence"`
	Text     string     `json:"text"`
	Tag      string     `json:"tag"`
	One      *int       `json:"one"`
	Other    *int       `json:"other"`
	// Excerpt is where the tag stands.
	Excerpt model.Ref `json:"excerpt"`
}

// CoderComparison is how two coders coded the same notes.
type CoderComparison struct {
	One   string `json:"one"`
	Other string `json:"other"`
	// Notes are those that were compared, Sentences how many these have. Copies
	// counts notes that were compared as one with another, because they have
	// the same text: each coder may have coded a copy of their own.
	Notes     []model.Ref `json:"notes"`
	Copies    int         `json:"copies,omitempty"`
	Sentences int         `json:"sentences"`
	// All takes each sentence with each tag as one decision.
	All TagAgreement `json:"all"`
	// Tags are those that one of the two used, the most differences first.
	Tags []TagAgreement `json:"tags"`
	// Differences are in the order of the notes and sentences.
	Differences []CoderDifference `json:"differences"`
}

// PolarityAlone counts the differences in which both set the tag and only the
// polarity differs: All and Tags count these as alike.
func (c CoderComparison) PolarityAlone() int {
	n := 0
	for _, d := range c.Differences {
		if d.One != nil && d.Other != nil {
			n++
		}
	}
	return n
}

// decision is what two coders said of one sentence and tag.
type decision struct {
	said    [2]bool
	says    [2]int
	excerpt model.Ref
}

// CompareCoders compares two coders on notes, or on all in which both set tags
// if only is empty: where one of them set none, nobody knows whether they read
// the note. Notes of the same text are one: a note may be here as it was
// published and as a second coder sent it back. The unit is the sentence, as
// model.Sentences cuts a note.
// Sources: Krippendorff 2011; Cohen 1960; see Agree and Kappa.
func CompareCoders(notes []model.Note, excerpts []*model.Excerpt, one, other string, only []model.Ref) CoderComparison {
	c := CoderComparison{One: one, Other: other, Notes: []model.Ref{}, Tags: []TagAgreement{}, Differences: []CoderDifference{}}
	by := excerptsByNote(excerpts)
	tags := map[string]*TagAgreement{}
	for _, copies := range sameTexts(notes) {
		var in []*model.Excerpt
		chosen := len(only) == 0
		for _, i := range copies {
			in = append(in, by[notes[i].Ref()]...)
			chosen = chosen || slices.Contains(only, notes[i].Ref())
		}
		if !chosen || len(only) == 0 && !(tagsAny(in, one) && tagsAny(in, other)) || one == other {
			continue
		}
		c.Notes, c.Copies = append(c.Notes, notes[copies[0]].Ref()), c.Copies+len(copies)-1
		c.compare(&notes[copies[0]], in, tags)
	}
	c.All.Tag = ""
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		t := tags[name]
		t.Neither = c.Sentences - t.Both - t.One - t.Other
		t.close()
		c.All.Both, c.All.One, c.All.Other = c.All.Both+t.Both, c.All.One+t.One, c.All.Other+t.Other
		c.All.Neither, c.All.SamePolarity = c.All.Neither+t.Neither, c.All.SamePolarity+t.SamePolarity
		c.Tags = append(c.Tags, *t)
	}
	c.All.close()
	slices.SortStableFunc(c.Tags, func(a, b TagAgreement) int {
		return cmp.Or(cmp.Compare(b.Differ(), a.Differ()), cmp.Compare(strings.ToLower(a.Tag), strings.ToLower(b.Tag)))
	})
	return c
}

// sameTexts groups notes by their text, white space at its end aside, in the
// order of the first of each.
func sameTexts(notes []model.Note) [][]int {
	var groups [][]int
	at := map[string]int{}
	for i := range notes {
		text := strings.TrimRightFunc(notes[i].Text, unicode.IsSpace)
		k, known := at[text]
		if !known || text == "" {
			k = len(groups)
			at[text], groups = k, append(groups, nil)
		}
		groups[k] = append(groups[k], i)
	}
	return groups
}

// compare takes in one note.
func (c *CoderComparison) compare(n *model.Note, in []*model.Excerpt, tags map[string]*TagAgreement) {
	sentences := model.Sentences(n.Text)
	c.Sentences += len(sentences)
	type cell struct {
		sentence int
		tag      string
	}
	found := map[cell]*decision{}
	for _, e := range in {
		for _, t := range e.Tags {
			who := slices.Index([]string{c.One, c.Other}, coderOf(e, t))
			if who < 0 {
				continue
			}
			for k := range sentencesOf(sentences, e) {
				at := cell{k, t.Tag}
				d := found[at]
				if d == nil {
					d = &decision{excerpt: e.Ref()}
					found[at] = d
				}
				if !d.said[who] {
					d.said[who], d.says[who] = true, t.Polarity
				}
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(found), func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.tag, b.tag))
	})
	var text *model.Positions
	for _, at := range order {
		d, t := found[at], tags[at.tag]
		if t == nil {
			t = &TagAgreement{Tag: at.tag}
			tags[at.tag] = t
		}
		if t.add(d) {
			continue
		}
		if text == nil {
			text = model.NewPositions(n.Text)
		}
		s := sentences[at.sentence]
		difference := CoderDifference{Note: n.Ref(), Sentence: s, Text: text.Cut(s.Start, s.End), Tag: at.tag, Excerpt: d.excerpt}
		if d.said[0] {
			difference.One = &d.says[0]
		}
		if d.said[1] {
			difference.Other = &d.says[1]
		}
		c.Differences = append(c.Differences, difference)
	}
}

// add counts a decision and reports whether the two say the same.
func (a *TagAgreement) add(d *decision) (same bool) {
	switch {
	case d.said[0] && d.said[1]:
		a.Both++
		if same = d.says[0] == d.says[1]; same {
			a.SamePolarity++
		}
	case d.said[0]:
		a.One++
	default:
		a.Other++
	}
	return same
}

// sentencesOf yields the places of the sentences that an excerpt has a part of.
func sentencesOf(sentences []model.Span, e *model.Excerpt) func(func(int) bool) {
	return func(yield func(int) bool) {
		first := sort.Search(len(sentences), func(i int) bool { return sentences[i].End > e.Start })
		for i := first; i < len(sentences) && sentences[i].Start < e.End; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func excerptsByNote(excerpts []*model.Excerpt) map[model.Ref][]*model.Excerpt {
	by := map[model.Ref][]*model.Excerpt{}
	for _, e := range excerpts {
		if placed(e) {
			ref := model.NewRef(e.Source, e.Note)
			by[ref] = append(by[ref], e)
		}
	}
	return by
}

// tagsAny reports whether a coder set a tag on one of the excerpts.
func tagsAny(excerpts []*model.Excerpt, coder string) bool {
	return slices.ContainsFunc(excerpts, func(e *model.Excerpt) bool {
		return slices.ContainsFunc(e.Tags, func(t model.Tagging) bool { return coderOf(e, t) == coder })
	})
}
