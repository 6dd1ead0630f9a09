package analysis

import (
	"math"

	"consilience/model"
)

// checkTagTotals compares the mentions that the register gives for a cluster,
// or for a whole codebook, with those of the tags that are listed.
func checkTagTotals(s *Checked, sources []Checked) []model.Check {
	var out []model.Check
	for _, h := range s.Heard {
		if h.Measure != "mentions" || h.Value == nil {
			continue
		}
		for _, src := range sources {
			id := src.Snapshot.Source.ID
			sum, n := 0, 0
			for _, t := range src.Tags {
				if h.Dimension == "cluster" && FoldText(t.Cluster) == FoldText(h.Group) || isTotal(h.Dimension) && h.Group == id {
					sum += t.Mentions
					n++
				}
			}
			if n == 0 || float64(sum) == *h.Value {
				continue
			}
			out = append(out, model.NewCheck(model.CheckTotals, model.Serious, "Ask the publisher which figure is right; cite both until then.",
				"The tags of “%s” in %s add up to %d mentions; the total is given as %s.", h.Group, id, sum, model.Decimal(*h.Value)).
				At(s.Snapshot.Source.ID, h.File, h.Line).With("sum of the tags", float64(sum), model.UnitMentions).With("total", *h.Value, model.UnitMentions))
		}
	}
	return out
}

// checkUnstated tells of statements whose percentages come without the number
// of votes that they are of.
func checkUnstated(s *Checked) []model.Check {
	var refs []model.Ref
	var ids []any
	var first model.Statement
	for _, st := range s.Statements {
		p := st.Published
		if st.Basis != model.BasisPublished || p.Votes != nil || p.AgreePct == nil && p.DisagreePct == nil && p.PassPct == nil {
			continue
		}
		if len(refs) == 0 {
			first = st
		}
		refs, ids = append(refs, st.Ref()), append(ids, st.ID)
	}
	if len(refs) == 0 {
		return nil
	}
	return []model.Check{model.NewCheck(model.CheckBase, model.WorthALook, askBase, "%s",
		model.Phrase{One: "%d statement has percentages without the number of votes that they are of: %s.", Other: "%d statements have percentages without the number of votes that they are of: %s.", N: len(refs), Args: []any{some(ids)}}).
		At(s.Snapshot.Source.ID, first.File, first.Line).About(refs...)}
}

// checkRecordsGone compares what is no statement with the snapshot before:
// questions, responses, notes, tags and their mentions. What is published and
// still collected may grow; it does not lose any.
func checkRecordsGone(s *Checked) []model.Check {
	b := s.Before
	if b == nil {
		return nil
	}
	since := b.Snapshot.FetchedAt.UTC()
	var out []model.Check
	add := func(kind string, severity model.Severity, p model.Phrase) {
		out = append(out, model.NewCheck(kind, severity, keptBefore, "Since the snapshot of %s, %s", since, p).At(s.Snapshot.Source.ID, "", 0))
	}
	gone := func(was, now []string, one, other string) {
		here := map[string]bool{}
		for _, id := range now {
			here[id] = true
		}
		var list []any
		for _, id := range was {
			if !here[id] {
				list = append(list, id)
			}
		}
		if len(list) > 0 {
			add(model.CheckGone, model.Serious, model.Phrase{One: one, Other: other, N: len(list), Args: []any{some(list)}})
		}
	}
	name := func(q model.Question) string { return q.Text }
	gone(namesOf(b.Questions, name), namesOf(s.Questions, name), "%d question is gone, or asked in other words: %s.", "%d questions are gone, or asked in other words: %s.")
	note := func(n model.Note) string { return n.ID }
	gone(namesOf(b.Notes, note), namesOf(s.Notes, note), "%d note is gone: %s.", "%d notes are gone: %s.")
	tag := func(t model.Tag) string { return t.Name }
	gone(namesOf(b.Tags, tag), namesOf(s.Tags, tag), "%d tag is gone: %s.", "%d tags are gone: %s.")
	if len(s.Responses) < b.Responded {
		add(model.CheckGone, model.Serious, words("there are fewer responses: %d, then %d.", b.Responded, len(s.Responses)))
	}
	mentions := map[string]int{}
	for _, t := range s.Tags {
		mentions[t.Name] = t.Mentions
	}
	var fewer []any
	for _, t := range b.Tags {
		if n, here := mentions[t.Name]; here && n < t.Mentions {
			fewer = append(fewer, words("%s: %d, then %d", t.Name, t.Mentions, n))
		}
	}
	if len(fewer) > 0 {
		add(model.CheckMoved, model.WorthALook, model.Phrase{One: "%d tag is left with fewer mentions (%s).", Other: "%d tags are left with fewer mentions (%s).", N: len(fewer), Args: []any{some(fewer)}})
	}
	return out
}

func namesOf[T any](list []T, name func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = name(x)
	}
	return out
}

// checkRivals lists figures that a report gives twice and otherwise.
func checkRivals(s *Checked) []model.Check {
	type key struct {
		about  model.Ref
		figure string
		share  float64
	}
	first := map[key]model.Claim{}
	var out []model.Check
	for _, c := range s.Claims {
		if c.Relation != "=" {
			continue
		}
		k := key{c.About, c.Figure, c.MinShare}
		was, seen := first[k]
		if !seen {
			first[k] = c
			continue
		}
		if math.Abs(was.Value-c.Value) < 1e-9 {
			continue
		}
		out = append(out, model.NewCheck(model.CheckClaim, model.Serious, "Ask the publisher which figure is right; cite both until then.",
			"The report gives two figures for one thing: “%s”%s and “%s”%s.", was.Text, pages(was), c.Text, pages(c)).
			At(s.Snapshot.Source.ID, c.File, c.Line).About(c.About).With("first figure", was.Value, "").With("second figure", c.Value, ""))
	}
	return out
}
