package decode

import (
	"context"
	"runtime"
	"slices"

	"consilience/model/work"
)

// answerRow is a row of answers: its response and its cells. Those of questions
// are UTF-8.
type answerRow struct {
	response uint32
	cells    [][]byte
}

// columnsOf are the columns that hold the answers to one question.
type columnsOf struct {
	asked  *asked
	column int // of its answers; -1 if it has columns of options only
	ticks  []tick
	others []other
}

// answerTable are the columns of a table by question. What one question keeps is
// nobody else's, so that the questions can be seen to at once.
type answerTable struct {
	layout *layout
	list   []columnsOf
	used   []int // columns that hold answers
}

// answers sorts the columns by question.
func (l *layout) answers() *answerTable {
	of := &answerTable{layout: l}
	places := map[*asked]int{}
	at := func(a *asked) *columnsOf {
		i, ok := places[a]
		if !ok {
			i = len(of.list)
			places[a] = i
			of.list = append(of.list, columnsOf{asked: a, column: -1})
		}
		return &of.list[i]
	}
	for c, a := range l.asked {
		if a != nil {
			at(a).column = c
			of.used = append(of.used, c)
		}
	}
	for _, t := range l.ticks {
		q := at(t.asked)
		q.ticks = append(q.ticks, t)
		of.used = append(of.used, t.column)
	}
	for _, o := range l.others {
		q := at(o.asked)
		of.used = append(of.used, o.column)
		if q.others = append(q.others, o); o.of >= 0 {
			at(l.asked[o.of]).column = -1 // what was written in stands for it
		}
	}
	return of
}

// row gives the row that the grid is at, valid as long as that is.
func (of *answerTable) row(g *grid, response uint32) answerRow {
	if g.csv == nil || !g.csv.valid {
		for _, c := range of.used {
			if c < len(g.row) {
				g.row[c] = g.clean(g.row[c])
			}
		}
	}
	return answerRow{response, g.row}
}

// keep keeps the answers of rows. Each processor sees to some of the questions,
// a few rows after the other, so that these stay at hand.
func (of *answerTable) keep(rows []answerRow) {
	shares := 1
	if len(rows) >= worthSharing {
		shares = min(runtime.GOMAXPROCS(0), len(of.list))
	}
	work.Spread(context.Background(), shares, func(share int) {
		for few := range slices.Chunk(rows, rowsAtHand) {
			for i := share; i < len(of.list); i += shares {
				of.layout.keep(&of.list[i], few)
			}
		}
	})
}

func (l *layout) keep(q *columnsOf, rows []answerRow) {
	if q.column >= 0 {
		q.asked.room(len(rows))
	}
	marks := len(q.ticks)+len(q.others) > 0
	for i := range rows {
		if q.column >= 0 {
			q.asked.answer(l.cell(rows[i].cells, q.column))
		}
		if marks {
			l.mark(q, rows[i])
		}
	}
}

// mark reads the columns of options and of what was written in.
func (l *layout) mark(q *columnsOf, row answerRow) {
	for _, t := range q.ticks {
		if t.column < len(row.cells) && ticked(trim(row.cells[t.column]), t.option) {
			q.asked.answerOf(row.response, t.option)
		}
	}
	for _, o := range q.others {
		own := l.cell(row.cells, o.column)
		if o.of < 0 { // one more option of a question with columns of options
			if len(own) > 0 {
				q.asked.write(own)
				q.asked.answerOf(row.response, own)
			}
			continue
		}
		chosen := l.cell(row.cells, o.of)
		if len(own) > 0 && (len(chosen) == 0 || isOther(string(chosen))) {
			q.asked.write(own)
			chosen = own
		}
		q.asked.answer(chosen)
	}
}

// cell gives the text of a cell.
func (l *layout) cell(cells [][]byte, c int) []byte {
	if c >= len(cells) {
		return nil
	}
	if l.plain != nil {
		return l.plain(trim(cells[c]))
	}
	return trim(cells[c])
}

// worthSharing is from how many rows on it is worth to share the questions out,
// rowsAtHand how many rows are seen to at once.
const (
	worthSharing = 64
	rowsAtHand   = 64
)
