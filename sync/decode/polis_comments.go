package decode

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of comments.csv, of the exports since 2016 and of the Excel
// variant, which has its own spelling.
const (
	cID = iota
	cAuthor
	cAgrees
	cDisagrees
	cModerated
	cMeta
	cSeed
	cConsensus
	cBody
	cTimestamp
	cImportance
)

var commentColumns = []column{
	cID:        {name: "comment-id", needed: true},
	cAuthor:    {name: "author-id", synonyms: []string{"author"}},
	cAgrees:    {name: "agrees", synonyms: []string{"aggrees"}},
	cDisagrees: {name: "disagrees"},
	cModerated: {name: "moderated", needed: true},
	cMeta:      {name: "is-meta", synonyms: []string{"metadata"}},
	cSeed:      {name: "is-seed", synonyms: []string{"seed"}},
	cConsensus: {name: "group-informed-consensus"},
	cBody:      {name: "comment-body", needed: true},
	cTimestamp: {name: "timestamp"},
	// Votes that voters marked as important to them; newest exports only.
	cImportance: {name: "importance", synonyms: []string{"important"}},
}

// readComments reads the statements. The exports of October 2024 do not quote
// bodies: surplus fields are joined to the body if it is the last column, and
// a line that starts with no number of a timestamp continues the body before.
func (p *poll) readComments(in *input) error {
	t, err := openTable(in, commentColumns)
	if err != nil {
		return err
	}
	width := t.width()
	bodyLast := t.at[cBody] == width-1
	last := -1 // the statement that a line may continue
	joined, first := 0, uint32(0)
	for {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		continues := bodyLast && last >= 0 && len(t.row) < width && !t.startsRow()
		if bodyLast && (continues || len(t.row) > width) {
			if joined++; first == 0 {
				first = t.line
			}
		}
		if continues {
			p.content.Statements[last].Text += "\n" + t.clean(bytes.Join(t.row, t.comma()))
			continue
		}
		if t.comment(p, width) {
			last = len(p.content.Statements) - 1
		}
	}
	if p.october = p.seconds && (joined > 0 || t.sheet == nil && t.comma()[0] == ',' && bodyLast && unquoted(in.head)); joined > 0 {
		in.problems.add(first, model.ProblemUnreadableRow, "Compare these statements with the poll, or ask the publisher for an export with quoted texts.",
			"%s does not quote its texts, as exports of October 2024: %d lines, the first on line %d, were joined to the statement they seem to belong to.", in.Path, joined, first)
	}
	return nil
}

// unquoted says whether no row at the beginning of a file ends in a quotation
// mark. Exports that quote texts quote all of them; those of October 2024
// quoted none.
func unquoted(head []byte) bool {
	_, rows, ok := bytes.Cut(trimBOM(head), []byte("\n"))
	return ok && !bytes.Contains(rows, []byte("\"\n")) && !bytes.Contains(rows, []byte("\"\r\n"))
}

// comma is what stands between the fields of a text table.
func (t *table) comma() []byte {
	if t.records == nil {
		return []byte(",")
	}
	return []byte{t.records.cut.comma}
}

// width is the number of columns of the header, which is the row read last
// when the table was opened.
func (t *table) width() int { return len(t.row) }

// startsRow says whether the row begins as a comment does: a timestamp.
func (t *table) startsRow() bool {
	_, ok := parseInt(t.row[0])
	return ok && t.at[cTimestamp] == 0
}

// comment reads one statement, into the place where it stays; false if the row
// was skipped.
func (t *table) comment(p *poll, width int) bool {
	s := add(&p.content.Statements, t.input)
	s.Source, s.File, s.Line, s.Language = p.source(), t.Path, int(t.line), p.content.Snapshot.Language
	s.ID, s.Author = t.text(cID), t.textAlike(cAuthor)
	s.Meta, s.Seed = isTrue(t.textAlike(cMeta)), isTrue(t.textAlike(cSeed))
	body := t.field(cBody)
	if t.at[cBody] == width-1 && len(t.row) > width {
		body = bytes.Join(t.row[width-1:], t.comma())
	}
	s.Text = t.clean(body)
	var okA, okD, okI bool
	s.Published.Agrees, okA = t.count(cAgrees)
	s.Published.Disagrees, okD = t.count(cDisagrees)
	s.Published.Important, okI = t.count(cImportance)
	if text := t.text(cConsensus); text != "" {
		if v, ok := number(text); ok && v >= 0 && v <= 1 {
			s.Published.GroupConsensus = &v
		}
	}
	id, numbered := parseInt([]byte(s.ID))
	if numbered && s.ID[0] == '0' && len(s.ID) > 1 {
		s.ID = strconv.FormatInt(id, 10)
	}
	moderation, okM := parseVote(t.bytes(t.field(cModerated)))
	s.Moderation = model.Moderation(moderation)
	switch before := p.statement(s.ID); {
	case s.ID == "" && t.empty():
		t.skip(t.line, "it is blank")
	case !numbered:
		t.skip(t.line, "%q is not the number of a statement", s.ID)
	case before != nil:
		t.skip(t.line, "statement %s stands already on line %d", s.ID, before.Line)
	case !okA || !okD:
		t.skip(t.line, "%q and %q are not numbers of votes", t.text(cAgrees), t.text(cDisagrees))
	case !okI:
		t.skip(t.line, "%q is not a number of votes", t.text(cImportance))
	case !okM && len(t.bytes(t.field(cModerated))) > 0:
		t.skip(t.line, "%q is not a moderation of -1, 0 or 1", t.text(cModerated))
	default:
		t.RowsRead++
		_, _ = p.known.number(id)
		when, ok := parseInt(t.field(cTimestamp))
		p.seconds = ok && when < secondsBelow
		return true
	}
	takeBack(&p.content.Statements)
	return false
}

func isTrue(word string) bool {
	switch strings.ToLower(word) {
	case "true", "1", "yes":
		return true
	}
	return false
}

// readSummary keeps the publisher's words about the poll: a file without
// header, one key and one value a line. A workbook's sheet may have the keys
// as a header instead.
func (p *poll) readSummary(in *input) error {
	t := &table{input: in}
	if in.sheet == nil {
		t.records = newRecords(in, cmp.Or(summaryComma(trimBOM(in.head)), ','))
	}
	p.content.Summary = map[string]string{}
	var heads []string
	for {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		switch {
		case heads != nil:
			for i, f := range t.row[:min(len(t.row), len(heads))] {
				p.content.Summary[heads[i]] = t.clean(f)
			}
			t.RowsRead++
		case in.sheet != nil && len(t.row) > 2 && len(p.content.Summary) == 0:
			for _, f := range t.row {
				heads = append(heads, summaryKey(t.clean(f)))
			}
		case len(t.row) < 2:
			t.skip(t.line, "it is not a key and a value")
		default:
			t.RowsRead++
			p.content.Summary[summaryKey(t.clean(t.row[0]))] = t.clean(bytes.Join(t.row[1:], []byte(",")))
		}
	}
	s := &p.content.Snapshot.Source
	if topic := p.content.Summary["topic"]; topic != "" && (s.Title == "" || s.Title == s.ID) {
		s.Title = topic
	}
	return nil
}

// summaryKey writes a key as the CSV does: "Voters in conv" is
// "voters-in-conv".
func summaryKey(s string) string { return strings.ReplaceAll(headerWord(s), " ", "-") }
