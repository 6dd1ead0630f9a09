package analysis

import (
	"maps"
	"slices"

	"consilience/model"
)

// TagCoding is how the excerpts of a tag came about.
type TagCoding struct {
	// Coders counts who is known to have tagged in the source; 0 if nobody is
	// named.
	Coders int
	// Alpha is Krippendorff's of “tagged” and “not tagged” over Sentences, those
	// of the notes in which two or more set tags; nil if there is nothing that
	// agreement could be told from chance by.
	Alpha     *float64
	Sentences int
}

// tagValues sums what α of a tag is computed from.
type tagValues struct {
	ones int
	// differ has, by how many coders a note has, the products of those who set
	// the tag on a sentence and those who did not.
	differ map[int]int
}

// Codings tells of each tag of one source, by its present name, how it was
// coded. Notes and excerpts may be of other sources too.
func Codings(source string, notes []model.Note, excerpts []*model.Excerpt) map[string]TagCoding {
	own := slices.DeleteFunc(slices.Clone(excerpts), func(e *model.Excerpt) bool { return e.Source != source })
	coders := len(Coders(own))
	by := excerptsByNote(own)
	values, sentences := 0, 0
	tags := map[string]*tagValues{}
	for i := range notes {
		in := by[notes[i].Ref()]
		m := len(Coders(in))
		if notes[i].Source != source || m < 2 {
			continue
		}
		spans := model.Sentences(notes[i].Text)
		values, sentences = values+m*len(spans), sentences+len(spans)
		sumTags(spans, in, m, tags)
	}
	out := map[string]TagCoding{}
	for _, e := range own {
		for _, t := range e.Tags {
			out[t.Tag] = TagCoding{Coders: coders, Sentences: sentences}
		}
	}
	for name, v := range tags {
		observed := 0.0
		for _, m := range slices.Sorted(maps.Keys(v.differ)) {
			observed += float64(2*v.differ[m]) / float64(m-1)
		}
		out[name] = TagCoding{Coders: coders, Alpha: alphaOf(observed, v.ones, values), Sentences: sentences}
	}
	return out
}

// sumTags takes in a note of m coders.
func sumTags(sentences []model.Span, in []*model.Excerpt, m int, tags map[string]*tagValues) {
	type cell struct {
		sentence   int
		tag, coder string
	}
	type set struct {
		sentence int
		tag      string
	}
	seen, by := map[cell]bool{}, map[set]int{}
	for _, e := range in {
		for _, t := range e.Tags {
			who := coderOf(e, t)
			if who == "" {
				continue
			}
			for k := range sentencesOf(sentences, e) {
				if at := (cell{k, t.Tag, who}); !seen[at] {
					seen[at] = true
					by[set{k, t.Tag}]++
				}
			}
		}
	}
	for at, k := range by {
		v := tags[at.tag]
		if v == nil {
			v = &tagValues{differ: map[int]int{}}
			tags[at.tag] = v
		}
		v.ones += k
		v.differ[m] += k * (m - k)
	}
}
