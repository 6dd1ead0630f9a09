package analysis

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"unicode/utf8"

	"consilience/model"
)

// Forms that were filled in alike are told where chance does not explain it.
const (
	// leastAnswers is how many questions two forms must answer alike to be told.
	leastAnswers = 5
	// chanceAlike is the number of pairs of forms alike, by chance alone, below
	// which a pair is told: if all answered each question as often as they did
	// and independently of the others.
	chanceAlike = 0.01
	// ownWords is from how many letters a text is somebody's own words: two
	// people do not write the same by chance.
	ownWords = 40
	// listedAlike is how many groups of forms, or texts, of a kind are told one
	// by one.
	listedAlike = 20
)

// form is the answers of one response, as they are compared.
type form struct {
	hash  uint64
	n     int     // questions answered
	log   float64 // natural logarithm of how likely these answers are by chance
	words bool    // a text of somebody's own words is among the answers
	plain bool    // every option chosen stands at the same place: a column of crosses
	place int     // that place, −1 before the first
	last  int     // the question answered last
}

// checkSameAnswers lists forms of one source that were filled in alike in every
// answer: somebody may have sent the form twice, or many were sent one to fill
// in. Nothing is left out of any count because of it. It also lists forms that
// bear the same number.
func checkSameAnswers(s *Checked, p *pace) []model.Check {
	out := sameNumbers(s)
	if len(s.Responses) < 2 || len(s.Answers) == 0 {
		return out
	}
	forms, ok := s.forms(p)
	if !ok {
		return nil
	}
	alike := map[uint64][]int{}
	for i, f := range forms {
		if f.n >= leastAnswers {
			alike[f.hash] = append(alike[f.hash], i)
		}
	}
	pairs := float64(len(forms)) * float64(len(forms)-1) / 2
	var groups [][]int
	for _, group := range alike {
		f := forms[group[0]]
		// A form is told for its own words, or because so many answers do not
		// meet by chance; crosses all in one column do.
		if len(group) > 1 && (f.words || !f.plain && math.Log(pairs)+f.log < math.Log(chanceAlike)) {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Or(len(b)-len(a), a[0]-b[0]) })
	for i, group := range groups {
		first := s.Responses[group[0]]
		if i == listedAlike {
			out = append(out, model.NewCheck(model.CheckSameAnswers, model.WorthALook, askForms, "%s",
				model.Phrase{One: "%d more group of forms is filled in alike.", Other: "%d more groups of forms are filled in alike.", N: len(groups) - i}).
				At(s.Snapshot.Source.ID, first.File, 0))
			break
		}
		var ids []any
		for _, r := range group {
			ids = append(ids, s.Responses[r].ID)
		}
		severity := model.GoodToKnow
		if forms[group[0]].words || len(group) > 2 {
			severity = model.WorthALook
		}
		out = append(out, model.NewCheck(model.CheckSameAnswers, severity, askForms,
			"%d forms have the same answers to all %d questions that they answer: %s.", len(group), forms[group[0]].n, some(ids)).
			At(s.Snapshot.Source.ID, first.File, first.Line).With("forms", float64(len(group)), "").With("questions answered", float64(forms[group[0]].n), ""))
	}
	return out
}

const askForms = "All are counted. Ask the publisher whether somebody answered twice, or whether a filled-in form was passed round."

// forms lays out each response; false if it was stopped.
func (s *Checked) forms(p *pace) ([]form, bool) {
	forms := make([]form, len(s.Responses))
	for i := range forms {
		forms[i] = form{plain: true, place: -1, last: -1}
	}
	kinds := map[string]model.QuestionKind{}
	for _, q := range s.Questions {
		kinds[q.ID] = q.Kind
	}
	for at, c := range s.Answers {
		if kinds[c.Question] == model.QuestionDate {
			continue
		}
		hashes, own := make([]uint64, len(c.Responses)), make([]bool, len(c.Responses))
		often := map[uint64]int{}
		for i := range c.Responses {
			if !p.on(1) {
				return nil, false
			}
			hashes[i], own[i] = answer(&c, i)
			often[hashes[i]]++
		}
		answered := float64(len(c.Responses))
		for i, r := range c.Responses {
			if int(r) >= len(forms) {
				continue
			}
			f := &forms[r]
			f.hash = mix(f.hash, mix(uint64(at)+1, hashes[i]))
			f.log += math.Log(float64(often[hashes[i]]) / answered)
			f.words = f.words || own[i]
			if len(c.Chosen) > i {
				f.plain = f.plain && (f.place < 0 || f.place == int(c.Chosen[i]))
				f.place = int(c.Chosen[i])
			} else {
				f.plain = false
			}
			if f.last != at {
				f.n++
				f.last = at
			}
		}
	}
	return forms, true
}

// answer is what stands at place i of a column: a hash that is the same for the
// same answer, and whether it is a text of somebody's own words.
func answer(c *model.AnswerColumn, i int) (hash uint64, own bool) {
	switch {
	case i < len(c.Texts):
		folded := FoldText(c.Texts[i])
		return hashOf(folded), utf8.RuneCountInString(folded) >= ownWords
	case i < len(c.Values):
		return mix(2, math.Float64bits(c.Values[i])), false
	case i < len(c.Chosen):
		return mix(3, uint64(c.Chosen[i])), false
	}
	return 0, false
}

// hashOf is a text's FNV-1a hash.
func hashOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash takes everything
	return h.Sum64()
}

// mix joins two hashes, their order told; the last two lines are steps of the
// finaliser of MurmurHash3 (Appleby).
func mix(h, x uint64) uint64 {
	h ^= x + 0x9e3779b97f4a7c15 + h<<6 + h>>2
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// sameNumbers lists forms that bear the same number in the same session.
func sameNumbers(s *Checked) []model.Check {
	type key struct{ id, session, file string }
	first := map[key]int{}
	var twice []any
	var where model.Response
	for i, r := range s.Responses {
		k := key{r.ID, r.Session, r.File}
		if _, seen := first[k]; !seen || r.ID == "" {
			first[k] = i
			continue
		}
		if len(twice) == 0 {
			where = r
		}
		twice = append(twice, r.ID)
	}
	if len(twice) == 0 {
		return nil
	}
	return []model.Check{model.NewCheck(model.CheckSameAnswers, model.WorthALook, "All are counted. Ask the publisher which of them stands.",
		"%s", model.Phrase{One: "%d form bears the number of another one: %s.", Other: "%d forms bear the number of another one: %s.", N: len(twice), Args: []any{some(twice)}}).
		At(s.Snapshot.Source.ID, where.File, where.Line)}
}
