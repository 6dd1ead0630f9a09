package decode

import (
	"bytes"
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

// Heads are known in English, Spanish, French, Portuguese and German.
var statementColumns = []column{
	sID: {name: "statement_id", synonyms: []string{"id", "comment-id", "nr", "no", "núm", "número", "numéro"}},
	sText: {name: "statement", synonyms: []string{"statement text", "statements", "text", "comment", "comment-body",
		"enunciado", "declaración", "afirmación", "propuesta", "énoncé", "déclaration", "affirmation", "proposition", "afirmação", "enunciado da afirmação", "aussage", "these"}, needed: true},
	sVotes: {name: "votes", synonyms: []string{"number of votes", "no of votes", "total votes", "votes cast", "n",
		"votos", "número de votos", "n de votos", "nº de votos", "total de votos", "nombre de votes", "nb de votes", "nombre de voix", "total des votes", "stimmen", "anzahl stimmen", "anzahl der stimmen"}, needed: true},
	sAgree: {name: "agree_pct", synonyms: headsInPercent("agreed", "agree", "agrees", "agreeing", "in agreement",
		"de acuerdo", "acuerdo", "a favor", "d'accord", "accord", "pour", "concorda", "concordam", "zustimmung", "dafür", "stimmt zu"), needed: true},
	sDisagree: {name: "disagree_pct", synonyms: headsInPercent("disagreed", "disagree", "disagrees", "disagreeing",
		"en desacuerdo", "desacuerdo", "en contra", "pas d'accord", "désaccord", "en désaccord", "contre", "discorda", "discordam", "ablehnung", "dagegen", "stimmt nicht zu"), needed: true},
	sPass: {name: "pass_pct", synonyms: headsInPercent("passed", "pass", "passes", "passing", "unsure", "pass unsure",
		"pasa", "pasan", "paso", "neutral", "abstención", "abstenciones", "sin opinión", "passe", "passent", "sans avis", "neutre", "abstention", "abstentions", "ne se prononce pas", "passa", "abstenção", "enthaltung", "enthaltungen", "unsicher")},
	sLanguage: {name: "language", synonyms: []string{"lang", "idioma", "langue", "língua", "sprache"}},
}

// headsInPercent gives words of heads with and without a percent sign.
func headsInPercent(words ...string) (all []string) {
	for _, w := range words {
		all = append(all, w, w+" %", "% "+w)
	}
	return all
}

// printedRow is a statement whose figures are still to be understood: what the
// columns hold, and how, is only known when the whole file has been read.
type printedRow struct {
	*model.Statement
	*figures
}

// figures are what the columns of a row hold.
type figures struct {
	agree, disagree, pass string
	read                  [3]plainFigure // where they are percentages
}

// plainFigure is a decimal number as it stands: digits without the point, and how
// many of them stand behind it.
type plainFigure struct {
	stated           bool
	digits, decimals int
}

// with gives the figure in units of 10^-decimals, which are at least its own.
func (f plainFigure) with(decimals int) cut {
	c := cut{f.stated, f.digits}
	for n := f.decimals; n < decimals; n++ {
		c.digits *= 10
	}
	return c
}

// printedRows are statements in the order of the file, each with its figures.
type printedRows struct {
	statements []model.Statement
	figures    []figures
}

func (r printedRows) at(i int) printedRow { return printedRow{&r.statements[i], &r.figures[i]} }

// parts are the row's three figures and where they are published.
func (r printedRow) parts() [3]part {
	return [3]part{{&r.agree, &r.read[0], &r.Published.AgreePct}, {&r.disagree, &r.read[1], &r.Published.DisagreePct}, {&r.pass, &r.read[2], &r.Published.PassPct}}
}

type part struct {
	text *string
	read *plainFigure
	pct  **float64
}

// readStatements reads published votes and percentages. Percentages are taken
// as cut off (data of the OGP Phase 1 report: 15 of 24 is printed as 62 %), or
// as rounded if more rows of the file fit so; with decimals, after the most
// decimals that the file prints. Counts are recovered where exactly one tally
// fits. Columns that hold counts, or shares from 0 to 1, are read as such.
func readStatements(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.readTable(&j.content.Snapshot.Files[i], statementColumns, func(t *table) error {
			in := t.input
			rows, err := t.statementRows(j)
			if err != nil {
				return err
			}
			printed := printed{input: in}
			list := printed.understand(rows)
			in.problems.byLine()
			if len(j.content.Statements) == 0 {
				j.content.Statements = list
			} else {
				j.content.Statements = append(j.content.Statements, list...)
			}
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
func (t *table) statementRows(j *job) (rows printedRows, err error) {
	var topics []string
	seen := newFirsts(nil)
	from := 0 // the first statement behind the heading or total before
	for {
		ok, err := t.next()
		if err != nil || !ok {
			return rows, err
		}
		n := len(rows.statements)
		if t.section() {
			topics, from = t.heading("topic of the statements below it"), n
			continue
		}
		if n > 0 && t.isStatementTotal() {
			t.compareVotes(rows.statements, from)
			from = n
			continue
		}
		r := printedRow{add(&rows.statements, t.input), add(&rows.figures, t.input)}
		r.Source, r.Basis, r.File, r.Line, r.Place, r.Topics = j.source(), model.BasisPublished, t.Path, int(t.line), t.place(), topics
		r.ID, r.Text, r.Language = t.text(sID), t.text(sText), t.textAlike(sLanguage)
		r.agree, r.disagree, r.pass = t.percentage(sAgree), t.percentage(sDisagree), t.percentage(sPass)
		if r.Language == "" {
			r.Language = j.content.Snapshot.Language
		}
		votes, votesOK := t.count(sVotes)
		r.Published.Votes = votes
		text := r.Text
		goesOn := n > 0 && r.ID == "" && text != "" && votes == nil && votesOK && r.agree+r.disagree+r.pass == ""
		if !goesOn && t.statement(r, &seen, n+1, votesOK) {
			continue
		}
		takeBack(&rows.statements)
		takeBack(&rows.figures)
		if goesOn {
			t.goesOn(&rows.statements[n-1], text)
		}
	}
}

// statement says whether the row can be kept as the file's statement of that
// number, and lists it if not.
func (t *table) statement(r printedRow, seen *firsts, number int, votesOK bool) bool {
	if r.ID == "" && t.at[sID] < 0 {
		r.ID = strconv.Itoa(number)
	}
	switch before, twice := seen.before(r.ID); {
	case r.Text == "" && t.empty():
		t.skip(t.line, "it is blank")
	case r.ID == "":
		t.skip(t.line, "it has no statement id")
	case r.Text == "":
		t.skip(t.line, "it has no statement")
	case twice:
		t.skip(t.line, "statement %s stands already %s", r.ID, t.onLine(before))
	case !votesOK:
		t.skip(t.line, "%q%s is not a number of votes", t.text(sVotes), t.cell(sVotes))
	default:
		seen.add(r.ID, t.line)
		t.RowsRead++
		return true
	}
	return false
}

// percentage gives a column's figure, without the sign.
func (t *table) percentage(c int) string {
	field := t.bytes(t.field(c))
	if bytes.IndexByte(field, '%') < 0 && bytes.IndexByte(field, ',') < 0 {
		return t.alike(c, field)
	}
	return plainPercent(t.kept.string(field))
}

// goesOn joins a row of text alone to the statement before it, and says so.
func (t *table) goesOn(r *model.Statement, text string) {
	r.Text += " " + text
	t.RowsRead++
	t.problems.add(t.line, model.ProblemAssumed, "If it is a statement of its own, ask the publisher for its votes.",
		"%s of %s has text and no figures. It was read as the end of the statement before it: “… %s”.", t.input.at(t.line), t.Path, short(text, 80))
}

// plainPercent drops a percent sign and makes a decimal comma a point.
func plainPercent(s string) string {
	return strings.Replace(strings.TrimSpace(strings.TrimSuffix(s, "%")), ",", ".", 1)
}

// decimalsOf counts the digits behind the point.
func decimalsOf(s string) int {
	for i := range len(s) {
		if s[i] == '.' {
			return len(s) - i - 1
		}
	}
	return 0
}

// newFigure reads a checked percentage; what is none is not stated.
func newFigure(s string) plainFigure {
	if s == "" {
		return plainFigure{}
	}
	digits, after := 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.' && after < 0:
			after = 0
			continue
		case (c == '+' || c == '-') && i == 0: // only of 0
			continue
		case c < '0' || c > '9' || digits > maxDigits:
			return plainFigure{}
		default:
			digits = 10*digits + int(c-'0')
		}
		if after >= 0 {
			after++
		}
	}
	return plainFigure{true, digits, max(0, after)}
}

// maxDigits is the largest figure that newFigure goes on reading: percentages are
// at most 100, with at most six decimals.
const maxDigits = 1_000_000_000
