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
	// Responded is how many responses there were; it is set in Before alone,
	// which has none of its own.
	Responded int
	// Before is the same source in the snapshot before, without answers; nil if
	// there is none.
	Before *Checked
}

// Checks looks for what cannot be right in published data, or should be known
// before somebody relies on them. The list is ordered by source, in the order
// given, and in it by severity, file, line and kind. The same input gives the
// same list.
func Checks(sources []Checked) []model.Check {
	list, _ := ChecksUntil(sources, func(_, _ int) bool { return true })
	return list
}

// ChecksUntil is Checks for many records: it asks goOn again and again whether
// to go on, with the records looked through and how many there are. done is
// false if goOn said no; there is no list then.
func ChecksUntil(sources []Checked, goOn func(done, total int) bool) (out []model.Check, done bool) {
	p := &pace{goOn: goOn}
	var heard []model.Heard
	for i := range sources {
		s := &sources[i]
		heard = append(heard, s.Heard...)
		p.total += s.records()
	}
	for i := range sources {
		s := &sources[i]
		var list []model.Check
		list = append(list, checkProblems(s)...)
		list = append(list, checkTotals(s, sources)...)
		list = append(list, checkTagTotals(s, sources)...)
		list = append(list, checkBases(s, heard)...)
		list = append(list, checkUnstated(s)...)
		list = append(list, checkClaims(s, sources)...)
		list = append(list, checkRivals(s)...)
		list = append(list, checkSnapshots(s)...)
		list = append(list, checkRecordsGone(s)...)
		list = append(list, checkDuplicates(s, p)...)
		list = append(list, checkSameAnswers(s, p)...)
		list = append(list, checkSameTexts(s, p)...)
		list = append(list, checkTexts(s, p)...)
		if !p.on(0) {
			return nil, false
		}
		slices.SortStableFunc(list, func(a, b model.Check) int {
			return cmp.Or(cmp.Compare(slices.Index(model.Severities, a.Severity), slices.Index(model.Severities, b.Severity)),
				strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Kind, b.Kind))
		})
		out = append(out, list...)
	}
	return out, true
}

// records counts what the checks of one source walk through, each walk counted.
func (s *Checked) records() int {
	answers := 0
	for _, c := range s.Answers {
		answers += len(c.Responses)
		answers += 2 * len(c.Texts)
	}
	return 2*len(s.Statements) + 2*len(s.Notes) + len(s.Excerpts) + answers
}

// pace counts the records that were looked through. Once goOn has said no it is
// not asked again, and no check goes on.
type pace struct {
	done, total int
	next        int
	ended       bool
	goOn        func(done, total int) bool
}

// pause is after how many records the pace asks whether to go on.
const pause = 256

// on counts n more records and says whether to go on.
func (p *pace) on(n int) bool {
	p.done += n
	if p.done >= p.next || n == 0 {
		p.next = p.done + pause
		p.ended = p.ended || !p.goOn(min(p.done, p.total), p.total)
	}
	return !p.ended
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
		case model.ProblemImpossibleRow, model.ProblemDisagreement, model.ProblemHashDiffers, model.ProblemTruncated, model.ProblemDamaged, model.CheckTotals:
			severity = model.Serious
		case model.ProblemUnreadableRow, model.ProblemTooLarge, model.ProblemPersonalColumns:
			severity = model.WorthALook
		}
		c := model.Check{Kind: p.Kind, Severity: severity, Say: p.Say, Do: p.Do}
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
