package decode

import (
	"fmt"
	"strconv"
	"strings"

	"consilience/model"
)

// printed finds out how a file prints its figures and recovers counts from
// them.
type printed struct {
	*input
	how practice
	// rows with their percentages that fit nothing, and those that fit more
	// than one tally
	impossible, ambiguous []model.Problem
	read                  int
	numbers               slab[float64]
}

// understand gives the statements of rows with what their figures say. Rows
// whose figures are none are skipped.
func (p *printed) understand(rows printedRows) []model.Statement {
	if rows.counts() {
		rows.counted()
		return rows.statements
	}
	if rows.shares() {
		for i := range rows.figures {
			for _, part := range rows.at(i).parts() {
				*part.text = timesHundred(*part.text)
			}
		}
		p.problems.add(0, model.ProblemRounded, "", "%s prints shares from 0 to 1. They were read as percentages.", p.Path)
	}
	good := 0
	for i := range rows.figures {
		if r := rows.at(i); !r.percentages(&p.numbers) {
			p.RowsRead--
			p.skip(uint32(r.Line), "%q, %q, %q are not percentages", r.agree, r.disagree, r.pass)
			continue
		}
		if good < i {
			rows.statements[good], rows.figures[good] = rows.statements[i], rows.figures[i]
		}
		good++
	}
	rows.statements, rows.figures = rows.statements[:good], rows.figures[:good]
	p.findPractice(rows)
	for i := range rows.figures {
		p.statement(rows.at(i))
	}
	p.list(rows.statements)
	return rows.statements
}

// counts says whether the columns hold counts: each row's add up to its votes,
// and for some row percentages could not.
func (rows printedRows) counts() bool {
	proof := false
	for i := range rows.figures {
		r := rows.at(i)
		sum, known := 0, 0
		for _, part := range r.parts() {
			if *part.text == "" {
				continue
			}
			n, ok := count(*part.text)
			if !ok {
				return false
			}
			sum += *n
			known++
		}
		if r.Published.Votes == nil || known < 2 || sum != *r.Published.Votes {
			return false
		}
		// Cut off or rounded, three percentages add up to 98 to 102.
		proof = proof || sum > 102 || sum > 0 && sum < 98
	}
	return proof
}

// counted keeps figures as counts.
func (rows printedRows) counted() {
	for i := range rows.figures {
		r := rows.at(i)
		r.Basis = model.BasisRecovered
		for _, c := range []struct {
			text string
			to   **int
			n    *int
		}{{r.agree, &r.Published.Agrees, &r.Tally.Agree}, {r.disagree, &r.Published.Disagrees, &r.Tally.Disagree}, {r.pass, &r.Published.Passes, &r.Tally.Pass}} {
			if n, _ := count(c.text); n != nil {
				*c.to, *c.n = n, *n
			}
		}
	}
}

// shares says whether the columns hold shares from 0 to 1: the three of each
// row on which somebody voted add up to about 1.
func (rows printedRows) shares() bool {
	proof := false
	for i := range rows.figures {
		r := rows.at(i)
		if r.Published.Votes == nil || *r.Published.Votes == 0 {
			continue
		}
		sum := 0.0
		for _, part := range r.parts() {
			v, ok := number(*part.text)
			if !ok || v < 0 || v > 1 || decimalsOf(*part.text) > 8 {
				return false
			}
			sum += v
		}
		if sum < 0.97 || sum > 1.03 {
			return false
		}
		proof = true
	}
	return proof
}

// timesHundred moves the point of a plain decimal number.
func timesHundred(s string) string {
	whole, after, _ := strings.Cut(s, ".")
	after += strings.Repeat("0", max(0, 2-len(after)))
	s = strings.TrimLeft(whole+after[:2], "0")
	if rest := after[2:]; rest != "" {
		s += "." + rest
	}
	if s == "" || s[0] == '.' {
		s = "0" + s
	}
	return s
}

// percentages reads the three figures; false if one is no percentage.
func (r printedRow) percentages(values *slab[float64]) bool {
	for _, part := range r.parts() {
		if *part.text == "" {
			continue
		}
		v, ok := number(*part.text)
		if !ok || v < 0 || v > 100 || decimalsOf(*part.text) > 6 {
			return false
		}
		*part.pct, *part.read = values.keep(v), newFigure(*part.text)
	}
	return true
}

// complete says whether counts can be looked for.
func (r printedRow) complete() bool {
	return r.Published.Votes != nil && r.Published.AgreePct != nil && r.Published.DisagreePct != nil
}

// sharesOf are the row's figures as this practice prints them.
func (r printedRow) sharesOf(how practice) shares {
	return shares{agree: r.read[0].with(how.decimals), disagree: r.read[1].with(how.decimals), pass: r.read[2].with(how.decimals), how: how}
}

// findPractice counts for how many rows there is a tally if percentages are
// cut off, and if they are rounded.
func (p *printed) findPractice(rows printedRows) {
	for i := range rows.figures {
		for _, f := range rows.figures[i].read {
			p.how.decimals = max(p.how.decimals, f.decimals)
		}
	}
	cutOff, rounded := 0, 0
	for i := range rows.figures {
		r := rows.at(i)
		if !r.complete() || *r.Published.Votes == 0 {
			continue
		}
		p.read++
		figures := r.sharesOf(p.how)
		if _, n := figures.solve(*r.Published.Votes); n > 0 {
			cutOff++
		}
		figures.how.rounded = true
		if _, n := figures.solve(*r.Published.Votes); n > 0 {
			rounded++
		}
	}
	if rounded <= cutOff {
		return
	}
	p.how.rounded = true
	p.problems.add(0, model.ProblemRounded, "",
		"The percentages of %s are rounded, not cut off: whole numbers of people give %d of its %d rows so, and %d if they were cut off. Counts were recovered accordingly.", p.Path, rounded, p.read, cutOff)
}

// statement gives a row's statement the counts that its figures allow.
func (p *printed) statement(r printedRow) {
	s := r.Statement
	if s.Published.Votes != nil && *s.Published.Votes == 0 && r.agree == "" && r.disagree == "" && r.pass == "" {
		s.Basis = model.BasisRecovered // nobody voted
		return
	}
	if !r.complete() {
		s.Problems = append(s.Problems, p.problems.add(uint32(s.Line), model.ProblemAmbiguousRow, "",
			"%s of %s states no number of votes, or not all percentages. Only what is published is shown; no counts are.", p.at(uint32(s.Line)), p.Path))
		return
	}
	n, figures := *s.Published.Votes, r.sharesOf(p.how)
	fit, solutions := figures.solve(n)
	switch {
	case n == 0 && figures.agree.digits+figures.disagree.digits+figures.pass.digits == 0:
		s.Basis = model.BasisRecovered
	case solutions == 1 && n > 0:
		s.Basis, s.Tally = model.BasisRecovered, fit.Low
	case solutions > 1:
		fitting := fit // of its own on the heap
		s.Fitting = &fitting
		p.ambiguous = append(p.ambiguous, p.problem(s, model.ProblemAmbiguousRow, "", fmt.Sprintf(
			"%s of %s: several whole numbers of people give %s of %d votes. The percentages are shown as published; no counts are.", p.at(uint32(s.Line)), p.Path, percents(s.Published), n)))
	default:
		say := figures.contradiction(n, s.Published)
		if near, ok := figures.nearest(n); ok {
			s.Assumed = &near
			say += " The nearest number of votes that fits is " + strconv.Itoa(near.N()) + " (" + strconv.Itoa(near.Agree) + " agree, " +
				strconv.Itoa(near.Disagree) + " disagree, " + strconv.Itoa(near.Pass) + " pass): readings rest on it and say so."
		}
		p.impossible = append(p.impossible, p.problem(s, model.ProblemImpossibleRow, "Ask the publisher which figure is right.", say+" The figures are shown as published."))
	}
}

// problem notes what is wrong with a row at its statement.
func (p *printed) problem(s *model.Statement, kind, do, say string) model.Problem {
	problem := model.Problem{Kind: kind, Do: do, Say: say, File: p.Path, Line: s.Line}
	if p.problems.lineless {
		problem.Line, problem.Say = 0, p.at(uint32(s.Line))+": "+say
	}
	s.Problems = append(s.Problems, problem)
	return problem
}

// fewRows is up to how many rows of a kind are listed one by one.
const fewRows = 3

// list keeps the problems of rows: one by one if they are few, else as one. If
// most rows cannot be, their figures are something else than votes and
// percentages, so that nothing is assumed of any.
func (p *printed) list(statements []model.Statement) {
	switch n := len(p.impossible); {
	case n > fewRows && 2*n > p.read:
		for i := range statements {
			statements[i].Assumed = nil
		}
		p.problems.add(uint32(p.impossible[0].Line), model.ProblemImpossibleRow, "Ask the publisher what the columns hold and how the percentages were made.",
			"In %d of %d rows of %s, whole numbers of people give the percentages neither cut off nor rounded, first on line %d. The figures of these rows are shown as published; nothing is read from them.", n, p.read, p.Path, p.impossible[0].Line)
	default:
		for _, problem := range p.impossible {
			p.problems.keep(problem)
		}
	}
	if n := len(p.ambiguous); n > fewRows {
		p.problems.add(uint32(p.ambiguous[0].Line), model.ProblemAmbiguousRow, "",
			"In %d of %d rows of %s, several whole numbers of people give the percentages, first on line %d. The percentages are shown as published and no counts are; a reading is given where all these numbers have the same.", n, p.read, p.Path, p.ambiguous[0].Line)
		return
	}
	for _, problem := range p.ambiguous {
		p.problems.keep(problem)
	}
}
