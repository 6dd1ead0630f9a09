package decode

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// caseTextChars is the longest value of an attribute, in characters. A column
// of cases with a longer cell, or one of several lines, holds texts.
const caseTextChars = 100

// isCaseHeader says whether a row is the header of cases as QualCoder imports
// them: the first column is called case, each other has a name of its own.
func isCaseHeader(row []string) bool {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	if len(row) < 2 || headerWord(row[0]) != "case" && headerWord(row[0]) != "cases" {
		return false
	}
	for i, head := range row {
		if head == "" || slices.Contains(row[:i], head) {
			return false
		}
	}
	return true
}

// recogniseCases wants that header above all but a title, and a case in each below,
// none twice.
func recogniseCases(l *Look) (Kind, bool) {
	tables := l.tables()
	if len(tables) == 0 {
		return Kind{}, false
	}
	head := tables[0].headerBelowTitle(isCaseHeader)
	if head < 0 || head+1 == len(tables[0].rows) {
		return Kind{}, false
	}
	seen := map[string]bool{}
	for _, r := range tables[0].rows[head+1:] {
		if len(r.texts) == 0 || r.texts[0] == "" || seen[r.texts[0]] {
			return Kind{}, false
		}
		seen[r.texts[0]] = true
	}
	return Kind{Format: model.FormatQualCoderCases}, true
}

// readCases reads cases with attributes. Columns of texts become notes of the
// case, one a cell, which can be coded.
func readCases(j *job) error {
	seen := newFirsts(nil)
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			g, err := b.open(0)
			if err != nil {
				return err
			}
			defer g.close()
			if ok, err := g.headed(isCaseHeader); err != nil {
				return err
			} else if !ok {
				return wrong(model.ProblemUnrecognised, b.Path, "Compare the file's first row with what the README says of the format, or map its columns.",
					"%s has no header that begins with the column “case”. It was not used.", b.Path)
			}
			c := caseSheet{j: j, grid: g, heads: g.texts(), seen: &seen}
			if err := c.read(); err != nil {
				return err
			}
			if names := b.sheets(); len(names) > 1 {
				b.sheetsLeft(names[1:])
			}
			return c.finish()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// caseSheet is a table of cases being read.
type caseSheet struct {
	j *job
	*grid
	heads []string
	seen  *firsts
	rows  []caseRow
	long  []bool // columns that hold texts
	mails int
	cells slab[string]
	key   []byte
	// shared are attributes that cases have, by their hash: those who said the
	// same share one map, which nobody may change.
	shared map[uint64]map[string]string
}

type caseRow struct {
	line   uint32
	values []string
}

func (c *caseSheet) read() error {
	c.long = make([]bool, len(c.heads))
	for {
		ok, err := c.next()
		if err != nil || !ok {
			return err
		}
		values := c.cells.list(len(c.row))
		for i := range values {
			values[i] = c.text(i)
		}
		name := ""
		if len(values) > 0 {
			name = values[0]
		}
		switch before, twice := c.seen.before(name); {
		case name == "":
			c.skip(c.line, "it names no case")
			continue
		case twice:
			c.skip(c.line, "the case %s stands already on line %d", short(name, 60), before)
			continue
		case len(values) > len(c.heads) && slices.ContainsFunc(values[len(c.heads):], func(s string) bool { return s != "" }):
			c.skip(c.line, "it has more cells than the header has columns")
			continue
		}
		c.seen.add(name, c.line)
		c.RowsRead++
		c.rows = append(room(c.rows, c.input), caseRow{c.line, values})
		for i, v := range values[1:min(len(values), len(c.heads))] {
			c.long[i+1] = c.long[i+1] || strings.ContainsAny(v, "\r\n") || len(v) > caseTextChars && utf8.RuneCountInString(v) > caseTextChars
		}
	}
}

// finish makes cases and notes of the rows.
func (c *caseSheet) finish() error {
	personal := make([]bool, len(c.heads))
	var dropped, texts []string
	for i, head := range c.heads {
		switch {
		case i == 0 || head == "":
		case isPersonal(head):
			personal[i] = true
			dropped = append(dropped, head)
		case c.long[i]:
			texts = append(texts, head)
		}
	}
	content := &c.j.content
	content.Cases = slices.Grow(content.Cases, len(c.rows))
	content.Notes = slices.Grow(content.Notes, len(c.rows)*len(texts))
	for _, r := range c.rows {
		c.add(r, personal)
	}
	if len(texts) > 0 {
		c.problems.add(0, model.ProblemAssumed, "If they are answers to a survey, map the columns as one.",
			"%s does not say which of its columns hold texts. Those with a cell of more than %d characters, or of several lines, were read as notes of the case, all others as attributes. Texts are: %s.", c.Path, caseTextChars, inQuotes(texts, 12))
	}
	if len(dropped) > 0 {
		c.problems.add(0, model.ProblemLeftOut, "", "%s names people. These columns were not kept: %s.", c.Path, inQuotes(dropped, 12))
	}
	if c.mails > 0 {
		c.problems.add(0, model.ProblemLeftOut, "", "%d cases of %s are e-mail addresses, which are personal data. The addresses were not kept: these cases are named by their lines.", c.mails, c.Path)
	}
	return c.mustHold("case")
}

func (c *caseSheet) add(r caseRow, personal []bool) {
	content := &c.j.content
	k := add(&content.Cases, c.input)
	k.Source, k.ID, k.Name, k.File, k.Line = c.j.source(), r.values[0], r.values[0], c.Path, int(r.line)
	if strings.IndexByte(k.Name, '@') > 0 && mailbox.MatchString(k.Name) {
		c.mails++
		k.ID = fmt.Sprintf("Case %d", r.line)
		k.Name = k.ID
	}
	k.Attributes = c.attributes(r, personal)
	for i, v := range r.values[:min(len(r.values), len(c.heads))] {
		if i == 0 || !c.long[i] || personal[i] || v == "" {
			continue
		}
		n := add(&content.Notes, c.input)
		n.Source, n.ID, n.Title, n.Consultation = k.Source, c.joined(k.ID, "/", c.heads[i]), c.joined(k.Name, " — ", c.heads[i]), k.Name
		n.Text = c.joined(strings.TrimRight(strings.ReplaceAll(plainCell(v), "\r\n", "\n"), "\n"), "\n", "")
		n.Language, n.File, n.Line, n.Attributes = content.Snapshot.Language, c.Path, int(r.line), k.Attributes
		if k.Notes == nil {
			k.Notes = c.cells.list(1)[:0]
		}
		k.Notes = append(k.Notes, n.ID)
	}
}

// attributes gives what a row says of its case.
func (c *caseSheet) attributes(r caseRow, personal []bool) map[string]string {
	values := r.values[:min(len(r.values), len(c.heads))]
	is := func(i int) bool {
		return i > 0 && !c.long[i] && !personal[i] && c.heads[i] != "" && values[i] != ""
	}
	c.key = c.key[:0]
	for i, v := range values {
		if is(i) {
			c.key = append(append(binary.LittleEndian.AppendUint32(c.key, uint32(i)), v...), 0)
		}
	}
	if len(c.key) == 0 {
		return nil
	}
	hash, said := maphash.Bytes(wordSeed, c.key), 0
	known, ok := c.shared[hash]
	for i, v := range values {
		if is(i) {
			said++
			ok = ok && known[c.heads[i]] == plainCell(v)
		}
	}
	if ok && len(known) == said {
		return known
	}
	all := make(map[string]string, said)
	for i, v := range values {
		if is(i) {
			all[c.heads[i]] = plainCell(v)
		}
	}
	if c.shared == nil {
		c.shared = map[uint64]map[string]string{}
	}
	c.shared[hash] = all
	return all
}

// joined puts texts one behind the other.
func (c *caseSheet) joined(a, b, d string) string {
	c.key = append(append(append(c.key[:0], a...), b...), d...)
	return c.kept.string(c.key)
}

// plainCell takes away the apostrophe that programs put before what a
// spreadsheet would take for a formula.
func plainCell(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		return s[1:]
	}
	return s
}
