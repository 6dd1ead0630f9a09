package decode

import "consilience/model"

// countTags sets the counts of tags from the excerpts marked with them: a
// mention is one excerpt with one tag, even if several coders tagged it; a
// consultation is what Note.Of says. Consultations are left out for a tag of
// which an excerpt has neither a note nor a consultation.
func countTags(tags []model.Tag, notes []model.Note, excerpts []model.Excerpt) {
	of := make(map[string]string, len(notes))
	for _, n := range notes {
		of[n.ID] = n.Of()
	}
	at := make(map[string]int, len(tags))
	for i := range tags {
		at[tags[i].Name] = i
	}
	mentions := make([]int, len(tags))
	where := make([]map[string]bool, len(tags))
	unknown := make([]bool, len(tags))
	seen := map[int]bool{}
	for _, e := range excerpts {
		clear(seen)
		for _, t := range e.Tags {
			i, ok := at[t.Tag]
			if !ok || seen[i] {
				continue
			}
			seen[i] = true
			mentions[i]++
			consultation := e.Consultation
			if e.Note != "" {
				consultation = of[e.Note]
			}
			if consultation == "" {
				unknown[i] = true
				continue
			}
			if where[i] == nil {
				where[i] = map[string]bool{}
			}
			where[i][consultation] = true
		}
	}
	for i := range tags {
		n, m := mentions[i], len(where[i])
		tags[i].Mentions, tags[i].Highlights, tags[i].Consultations = n, &n, &m
		if unknown[i] {
			tags[i].Consultations = nil
		}
	}
}
