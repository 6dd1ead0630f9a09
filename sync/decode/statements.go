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

// printedRow is a statement whose figures are still to be understood: what the
// columns hold, and how, is only known when the whole file has been read.
type printedRow struct {
	model.Statement
	agree, disagree, pass string
}

// parts are the row's three figures and where they are published.
func (r *printedRow) parts() []part {
	return []part{{&r.agree, &r.Published.AgreePct}, {&r.disagree, &r.Published.DisagreePct}, {&r.pass, &r.Published.PassPct}}
}

type part struct {
	text *string
	pct  **float64
}

// readStatements reads published votes and percentages. Percentages are taken
// as cut off (data of the OGP Phase 1 report: 15 of 24 is printed as 62 %), or
// as rounded if more rows of the file fit so; with decimals, after the most
// decimals that the file prints. Counts are recovered where exactly one tally
// fits. Columns that hold counts, or shares from 0 to 1, are read as such.
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
			printed := printed{input: in}
			list := printed.statements(rows)
			in.problems.byLine()
			j.content.Statements = append(j.content.Statements, list...)
			return in.mustHold("statement")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// statementRows reads all rows that name a statement. A row with text alone is
// the tail of the statement before it, as where a table runs over a page
// break.
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
		default:
			seen[r.ID] = t.line
			t.RowsRead++
			rows = append(rows, r)
		}
	}
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
