package decode

import (
	"bytes"
	"strings"

	"consilience/model"
)

// layout says what the columns of a table are in which every row is a
// response. Columns count from 0; -1 is none.
type layout struct {
	heads                            []string
	line                             int      // of the header
	asked                            []*asked // by column; nil for a column that is no question
	ticks                            []tick
	others                           []other
	id, submitted, language, session int
	complete                         func(g *grid) bool // nil: all are
	when                             func(s string) string
	name                             func(g *grid) string // makes the id; nil: it stands in id
	pass                             func(g *grid) bool   // rows that are no response, such as a second header
	plain                            func([]byte) []byte  // what the format masks in texts
	after                            func(*grid, uint32)  // sees each response
	end                              func()               // when all rows were read
}

// tick is a column that says whether one option of a question was chosen.
type tick struct {
	column int
	asked  *asked
	option []byte
}

// other is a column with what people wrote in under "other".
type other struct {
	column, of int
	asked      *asked
}

func newLayout(g *grid) *layout {
	l := &layout{heads: g.texts(), line: int(g.line), id: -1, submitted: -1, language: -1, session: -1}
	for len(l.heads) > 0 && l.heads[len(l.heads)-1] == "" {
		l.heads = l.heads[:len(l.heads)-1]
	}
	l.asked = make([]*asked, len(l.heads))
	return l
}

// ask makes a column a question.
func (l *layout) ask(f *form, column int, q model.Question) *asked {
	q.Line, q.Column = l.line, column+1
	if q.Text == "" {
		q.Text = l.heads[column]
	}
	a := f.question(q)
	l.asked[column] = a
	return a
}

// read reads all rows as responses.
func (f *form) read(g *grid, l *layout) error {
	wide, wideLine := 0, 0
	answers := l.answers()
	rows := make([]answerRow, 0, 64)
	keep := func() {
		answers.keep(rows)
		rows = rows[:0]
	}
	if g.csv != nil {
		g.csv.lost = keep
	}
	for {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if l.pass != nil && l.pass(g) {
			continue
		}
		if len(g.row) > len(l.heads) && !blankRow(g.row[len(l.heads):]) {
			g.skip(g.line, "it has more cells than the header has columns")
			continue
		}
		if g.csv != nil && len(g.row) < len(l.heads) {
			if wide++; wide == 1 {
				wideLine = int(g.line)
			}
		}
		r := f.newResponse()
		l.response(g, r)
		place := f.response(r)
		if l.after != nil {
			l.after(g, place)
		}
		rows = append(rows, answers.row(g, place))
		if g.csv == nil {
			keep()
		}
	}
	keep()
	if l.end != nil {
		l.end()
	}
	if wide > 0 {
		f.in.problems.add(uint32(wideLine), model.ProblemUnreadableRow, "Ask the publisher whether these lines are cut off.",
			"%d lines of %s have fewer cells than the header has columns, first line %d. What is missing was read as blank.", wide, f.in.Path, wideLine)
	}
	return nil
}

// response makes the response of the row.
func (l *layout) response(g *grid, r *model.Response) {
	r.Line, r.Complete = int(g.line), l.complete == nil || l.complete(g)
	switch {
	case l.name != nil:
		r.ID = l.name(g)
	case l.id >= 0:
		r.ID = g.text(l.id)
	}
	if l.submitted >= 0 {
		if r.Submitted = g.text(l.submitted); l.when != nil {
			r.Submitted = l.when(r.Submitted)
		}
	}
	if l.language >= 0 {
		r.Language = g.alike(l.language)
	}
	if l.session >= 0 {
		r.Session = g.alike(l.session)
	}
}

// write notes an answer as written in under "other".
func (a *asked) write(own []byte) {
	if a.wrote == nil {
		a.wrote = map[string]bool{}
	}
	a.wrote[string(own)] = true
}

// isOther says whether an answer is the option "other" itself.
func isOther(s string) bool {
	switch strings.ToLower(s) {
	case "-oth-", "other", "others", "otro", "otra", "otros", "autre", "autres", "sonstiges", "outro", "outros", "altro", "anders", "other (please specify)", "other, please specify":
		return true
	}
	return false
}

// ticked says whether the cell of an option's column says that it was chosen.
func ticked(cell, option []byte) bool {
	switch len(cell) {
	case 0:
		return false
	case 1:
		return cell[0] == '1' || cell[0] == 'Y' || cell[0] == 'y' || cell[0] == 'X' || cell[0] == 'x'
	}
	return isYes(string(cell)) || bytes.Equal(cell, option)
}

func isYes(s string) bool {
	switch strings.ToLower(s) {
	case "1", "1.0", "y", "yes", "true", "sí", "si", "oui", "ja", "sim", "sì", "x", "checked", "selected":
		return true
	}
	return false
}

func isNo(s string) bool {
	switch strings.ToLower(s) {
	case "0", "0.0", "n", "no", "non", "nein", "nee", "não", "false", "not selected":
		return true
	}
	return false
}

// gridHead takes a head such as "How far do you agree? [Action plans]" apart.
func gridHead(head string) (question, part string, ok bool) {
	head = strings.TrimSpace(head)
	i := strings.LastIndexByte(head, '[')
	if i < 1 || !strings.HasSuffix(head, "]") || i+2 > len(head)-1 {
		return head, "", false
	}
	return strings.TrimSpace(head[:i]), strings.TrimSpace(head[i+1 : len(head)-1]), true
}
