package decode

import (
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of a table of aggregated statements. Without an id column,
// statements are numbered from 1 in the file's order.
const (
	sID = iota
	sText
	sVotes
	sAgree
	sDisagree
	sPass
	sLanguage
)

var statementColumns = []column{
	sID:       {name: "statement_id", synonyms: []string{"id", "comment-id", "nr", "no"}},
	sText:     {name: "statement", synonyms: []string{"statement text", "text", "comment", "comment-body"}, needed: true},
	sVotes:    {name: "votes", synonyms: []string{"number of votes", "total votes", "n"}, needed: true},
	sAgree:    {name: "agree_pct", synonyms: []string{"agreed", "agree", "agree %", "% agree", "agreed %", "% agreed"}, needed: true},
	sDisagree: {name: "disagree_pct", synonyms: []string{"disagreed", "disagree", "disagree %", "% disagree", "disagreed %", "% disagreed"}, needed: true},
	sPass:     {name: "pass_pct", synonyms: []string{"passed", "pass", "pass %", "% pass", "passed %", "% passed", "unsure"}},
	sLanguage: {name: "language", synonyms: []string{"lang"}},
}

// printedRow is a statement whose counts are still to be recovered: the number
// of decimals is only known when the whole file has been read.
type printedRow struct {
	model.Statement
	agree, disagree, pass string
}

// readStatements reads published votes and percentages. The percentages are
// taken as cut off, not rounded (data of the OGP Phase 1 report: 15 of 24 is
// printed as 62 %); with decimals, as cut off after the most decimals that the
// file prints. Counts are recovered where exactly one tally fits.
func readStatements(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			t, err := openTable(in, statementColumns)
			if err != nil {
				return err
			}
			rows, err := t.statementRows(j)
			if err != nil {
				return err
			}
			decimals := 0
			for _, r := range rows {
				decimals = max(decimals, decimalsOf(r.agree), decimalsOf(r.disagree), decimalsOf(r.pass))
			}
			for _, r := range rows {
				j.content.Statements = append(j.content.Statements, in.recovered(r, decimals))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// statementRows reads all rows. A row with text alone is the tail of the
// statement before it, as where a table runs over a page break.
func (t *table) statementRows(j *job) ([]printedRow, error) {
	var rows []printedRow
	seen := map[string]uint32{}
	for {
		ok, err := t.next()
		if err != nil || !ok {
			return rows, err
		}
		r := printedRow{Statement: model.Statement{
			Source: j.source(), ID: t.text(sID), Text: t.text(sText), Language: t.text(sLanguage),
			Basis: model.BasisPublished, File: t.Path, Line: int(t.line),
		}}
		if r.Language == "" {
			r.Language = j.content.Snapshot.Language
		}
		votes := t.text(sVotes)
		r.agree, r.disagree, r.pass = plainPercent(t.text(sAgree)), plainPercent(t.text(sDisagree)), plainPercent(t.text(sPass))
		if votes == "" && r.agree == "" && r.disagree == "" && r.pass == "" && r.ID == "" && r.Text != "" && len(rows) > 0 {
			rows[len(rows)-1].Text += " " + r.Text
			t.RowsRead++
			continue
		}
		if r.ID == "" && t.at[sID] < 0 {
			r.ID = strconv.Itoa(len(rows) + 1)
		}
		n, votesOK := count(votes)
		r.Published.Votes = n
		switch before, twice := seen[r.ID]; {
		case t.empty():
			t.skip(t.line, "it is blank")
		case r.ID == "":
			t.skip(t.line, "it has no statement id")
		case r.Text == "":
			t.skip(t.line, "it has no statement")
		case twice:
			t.skip(t.line, "statement %s stands already on line %d", r.ID, before)
		case !votesOK:
			t.skip(t.line, "%q is not a number of votes", votes)
		case !r.percentages():
			t.skip(t.line, "%q, %q, %q are not percentages", r.agree, r.disagree, r.pass)
		default:
			seen[r.ID] = t.line
			t.RowsRead++
			rows = append(rows, r)
		}
	}
}

// percentages reads the three figures; false if one is no percentage.
func (r *printedRow) percentages() bool {
	for _, f := range []struct {
		text string
		to   **float64
	}{{r.agree, &r.Published.AgreePct}, {r.disagree, &r.Published.DisagreePct}, {r.pass, &r.Published.PassPct}} {
		if f.text == "" {
			continue
		}
		v, ok := number(f.text)
		if !ok || v < 0 || v > 100 || decimalsOf(f.text) > 6 {
			return false
		}
		*f.to = &v
	}
	return true
}

// recovered gives the statement with the counts that its figures allow.
func (in *input) recovered(r printedRow, decimals int) model.Statement {
	s := r.Statement
	if s.Published.Votes == nil || s.Published.AgreePct == nil || s.Published.DisagreePct == nil {
		s.Problems = append(s.Problems, in.problems.add(uint32(s.Line), model.ProblemAmbiguousRow, "",
			"Line %d of %s states no number of votes, or not all percentages. Only what is published is shown; no counts are.", s.Line, in.Path))
		return s
	}
	n := *s.Published.Votes
	printed := shares{agree: newCut(r.agree, decimals), disagree: newCut(r.disagree, decimals), pass: newCut(r.pass, decimals), scale: 1}
	for range decimals {
		printed.scale *= 10
	}
	t, solutions := printed.solve(n)
	switch {
	case n == 0 && printed.agree.digits+printed.disagree.digits+printed.pass.digits == 0, solutions == 1 && n > 0:
		s.Basis, s.Tally = model.BasisRecovered, t
	case solutions > 1:
		s.Problems = append(s.Problems, in.problems.add(uint32(s.Line), model.ProblemAmbiguousRow, "",
			"Line %d of %s: several whole numbers of people give %s of %d votes. The percentages are shown as published; no counts are.", s.Line, in.Path, percents(s.Published), n))
	default:
		say := printed.contradiction(n, s.Published) + " The figures are shown as published."
		if near, ok := printed.nearest(n); ok {
			s.Assumed = &near
			say = strings.TrimSuffix(say, " The figures are shown as published.")
			say += " The nearest number of votes that fits is " + strconv.Itoa(near.N()) + " (" + strconv.Itoa(near.Agree) + " agree, " +
				strconv.Itoa(near.Disagree) + " disagree, " + strconv.Itoa(near.Pass) + " pass): readings rest on it and say so. The figures are shown as published."
		}
		s.Problems = append(s.Problems, in.problems.add(uint32(s.Line), model.ProblemImpossibleRow, "Ask the publisher which figure is right.", "%s", say))
	}
	return s
}

// plainPercent drops a percent sign and makes a decimal comma a point.
func plainPercent(s string) string {
	return strings.Replace(strings.TrimSpace(strings.TrimSuffix(s, "%")), ",", ".", 1)
}

func decimalsOf(s string) int {
	_, after, _ := strings.Cut(s, ".")
	return len(after)
}

// newCut reads a checked percentage as a whole number of 10^-decimals per cent.
func newCut(s string, decimals int) cut {
	if s == "" {
		return cut{}
	}
	whole, after, _ := strings.Cut(s, ".")
	digits, err := strconv.Atoi(whole + after + strings.Repeat("0", decimals-len(after)))
	return cut{known: err == nil, digits: digits}
}
