// Package tags measures what tags and words say of notes: which tags come
// together, whether later consultations still bring new ones, and which words
// are frequent. All functions are pure: the same records give the same result,
// and no argument is written to.
package tags

// Method is one way to measure, with where it comes from.
type Method struct {
	// Key names and versions the method: a changed formula gets a new key.
	Key  string `json:"method"`
	Name string `json:"name"`
	// Formula and Counts say in words and signs what is computed from what.
	Formula   string `json:"formula"`
	Counts    string `json:"counts"`
	Reference string `json:"reference"`
}

// methods is the list; read-only.
var methods = []Method{
	{"tags-together/1", "Tags that come together", "k(a,b) = units marked with both a and b; overlap = k(a,b) / (k(a) + k(b) − k(a,b))",
		"excerpts, or consultations: a consultation has a tag if any of its excerpts has", "Jaccard 1912, New Phytologist 11, 37–50"},
	{"saturation/1", "Saturation over time", "met at the first run of r consultations with new(run) / new(first b) ≤ share; runs move on by one",
		"tags no earlier consultation had, consultations in the order of their dates", "Guest, Namey and Chen 2020, PLoS ONE 15(5), e0232076"},
	{"tag-consultations/1", "Consultations in which a tag was used", "consultations with at least one excerpt marked with the tag / consultations with any excerpt",
		"consultations, not mentions and not people", "a share"},
	{"word-counts/1", "Frequent words", "times a word occurs, in lower case, without words that carry no content",
		"words of letters and digits; pairs of neighbouring characters where Chinese or Japanese is written without spaces", "a count; stop words are our own lists"},
}

// Methods lists every method, in a fixed order. The list is the caller's own.
func Methods() []Method { return append([]Method(nil), methods...) }
