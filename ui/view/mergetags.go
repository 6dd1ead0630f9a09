package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// MergeChoices are the tags into which a tag can be merged, that have all words
// of query in their name, cluster or description, at most limit. Those with
// only a published total cannot be counted as one with another and are left
// out.
func (w *Words) MergeChoices(st desk.State, key, query string, limit int) []Choice {
	want := strings.Fields(Fold(query))
	var out []Choice
	for _, t := range st.Codebook {
		if t.Key == key || onlyTotal(t) || !Matches(Fold(t.Name+" "+t.Key+" "+t.Cluster+" "+t.Description), want) {
			continue
		}
		if len(out) == limit {
			break
		}
		family := t.Cluster
		if family == "" {
			family = w.T("Without a cluster")
		}
		out = append(out, Choice{ID: t.Key, Text: t.Name, Says: w.N("%d excerpt", "%d excerpts", len(excerptsWith(st, t.Name))), Source: family})
	}
	return out
}

// CannotMerge says why a tag can be merged into none; nil if it can.
func (w *Words) CannotMerge(st desk.State, key string) *model.Problem {
	i := slices.IndexFunc(st.Codebook, func(t desk.CodeTag) bool { return t.Key == key })
	if i < 0 || !onlyTotal(st.Codebook[i]) {
		return nil
	}
	return desk.OnlyTotal(st.Codebook[i].Name)
}

func onlyTotal(t desk.CodeTag) bool {
	return slices.ContainsFunc(t.Counts, func(c desk.CodeCount) bool { return c.Totals })
}

// Merging says what merging two tags does to what they count.
func (w *Words) Merging(st desk.State, key, into string) string {
	from, to := tagName(st, key), tagName(st, into)
	a, b := excerptsWith(st, from), excerptsWith(st, to)
	both := 0
	for ref := range a {
		if b[ref] {
			both++
		}
	}
	stands := func(n int, name string) string {
		return w.N("“%[2]s” stands on %[1]d excerpt.", "“%[2]s” stands on %[1]d excerpts.", n, name)
	}
	says := []string{stands(len(a), from), stands(len(b), to)}
	if both > 0 {
		says = append(says, w.N("%d of them carries both.", "%d of them carry both.", both))
	}
	says = append(says, w.N("Afterwards “%[2]s” stands on %[1]d excerpt.", "Afterwards “%[2]s” stands on %[1]d excerpts.", len(a)+len(b)-both, to),
		w.T("Nothing published is changed, and the two can be parted again."))
	return strings.Join(says, " ")
}

func tagName(st desk.State, key string) string {
	if i := slices.IndexFunc(st.Codebook, func(t desk.CodeTag) bool { return t.Key == key }); i >= 0 {
		return st.Codebook[i].Name
	}
	return key
}

// excerptsWith are the excerpts with a tag, by its present name.
func excerptsWith(st desk.State, name string) map[model.Ref]bool {
	found := map[model.Ref]bool{}
	for _, e := range st.Excerpts {
		if slices.ContainsFunc(e.Tags, func(t model.Tagging) bool { return t.Tag == name }) {
			found[e.Ref()] = true
		}
	}
	return found
}

// Removing says what taking a tag out of the codebook does.
func (w *Words) Removing(st desk.State, key string) string {
	n := len(excerptsWith(st, tagName(st, key)))
	if n == 0 {
		return w.T("Nothing is tagged with it. Undo brings it back.")
	}
	return w.N("It is taken off the %d excerpt on which it stands; the excerpt stays. Undo brings it back.", "It is taken off the %d excerpts on which it stands; these stay. Undo brings it back.", n)
}
