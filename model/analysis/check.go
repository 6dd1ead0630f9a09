package analysis

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
)

// Checked is a source as the checks see it.
type Checked struct {
	Snapshot   model.Snapshot
	Statements []model.Statement
	Tags       []model.Tag
	Heard      []model.Heard
	Questions  []model.Question
	Answers    []model.AnswerColumn
	Responses  []model.Response
	Notes      []model.Note
	Excerpts   []model.Excerpt
	Claims     []model.Claim
	// Voters is the number of people who voted; 0 if not known.
	Voters int
	// Before is the same source in the snapshot before; nil if there is none.
	Before *Checked
}

// Checks looks for what cannot be right in published data, or should be known
// before somebody relies on them. The list is ordered by source, in the order
// given, and in it by severity, line and kind. The same input gives the same
// list.
func Checks(sources []Checked) []model.Check {
	var out []model.Check
	heard := []model.Heard{}
	for _, s := range sources {
		heard = append(heard, s.Heard...)
	}
	for i := range sources {
		s := &sources[i]
		var list []model.Check
		list = append(list, checkProblems(s)...)
		list = append(list, checkTotals(s, sources)...)
		list = append(list, checkBases(s, heard)...)
		list = append(list, checkClaims(s, sources)...)
		list = append(list, checkDuplicates(s)...)
		list = append(list, checkSnapshots(s)...)
		list = append(list, checkTexts(s)...)
		slices.SortStableFunc(list, func(a, b model.Check) int {
			return cmp.Or(cmp.Compare(slices.Index(model.Severities, a.Severity), slices.Index(model.Severities, b.Severity)),
				strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Kind, b.Kind))
		})
		out = append(out, list...)
	}
	return out
}

// checkProblems takes up what was found while the files were read: problems of
// the snapshot and of single statements, each once.
func checkProblems(s *Checked) []model.Check {
	type key struct {
		kind, file, say string
		line            int
	}
	seen := map[key]bool{}
	var out []model.Check
	take := func(p model.Problem, items ...model.Ref) {
		k := key{p.Kind, p.File, p.Say, p.Line}
		if seen[k] {
			return
		}
		seen[k] = true
		severity := model.GoodToKnow
		switch p.Kind {
		case model.ProblemImpossibleRow, model.ProblemDisagreement, model.ProblemHashDiffers, model.ProblemTruncated, model.ProblemDamaged:
			severity = model.Serious
		case model.ProblemUnreadableRow, model.ProblemTooLarge, model.ProblemPersonalColumns:
			severity = model.WorthALook
		}
		c := model.Check{Kind: p.Kind, Severity: severity, Say: p.Say, Do: p.Do, Sentence: "%s", Args: []any{p.Say}}
		out = append(out, c.At(s.Snapshot.Source.ID, p.File, p.Line).About(items...))
	}
	for _, st := range s.Statements {
		for _, p := range st.Problems {
			take(p, st.Ref())
		}
	}
	for _, p := range s.Snapshot.Problems {
		take(p)
	}
	return out
}
