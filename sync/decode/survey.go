package decode

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/work"
)

// form collects what people answered, row by row, and makes it questions,
// responses and answers. Decoders say what a column is; what a publisher does
// not state is decided by the rules in survey_kinds.go when all rows are there.
type form struct {
	j         *job
	in        *input
	columns   []*asked
	responses []model.Response
	ids       firsts
	twice     int
	twiceLine int
	personal  []string // heads of columns that were not kept
	// made counts the questions whose kind was decided by rule, by kind.
	made map[model.QuestionKind]int
	// merged are options that hold the separator, as found by rule.
	merged []string
}

func newForm(j *job, in *input) *form {
	return &form{j: j, in: in, ids: newFirsts(&in.kept), made: map[model.QuestionKind]int{}}
}

// asked is one question being collected. Kind is empty where it is to be
// decided.
type asked struct {
	model.Question
	// separator stands between several answers in one cell, if the format has
	// one of its own.
	separators []string
	// known are the options that are stated somewhere.
	known []string
	// wrote are the answers that people wrote in under "other", where that is
	// known.
	wrote map[string]bool
	// many: one response may have several cells (rows are then given).
	rows []uint32
	// codes are the answers, as places in values; 0 is none.
	codes []uint32
	words
	recent [64]uint32 // codes given last, by nearly nothing of their text
	form   *form
	alone  bool // the questions of its block are no grid
	splits map[string][]string
	odd    []oddAnswer
}

// question adds a column of answers to the form.
func (f *form) question(q model.Question) *asked {
	q.Source, q.File = f.j.source(), f.in.Path
	a := &asked{Question: q, words: newWords(&kept{}), form: f}
	if q.Attribute == "" && q.Kind == "" {
		a.Attribute = attributeOf(q.Text)
	}
	f.columns = append(f.columns, a)
	return a
}

// newResponse gives the place of the next response, which response settles.
func (f *form) newResponse() *model.Response { return add(&f.responses, f.in) }

// response begins the response that newResponse gave, and gives its place in
// the list.
func (f *form) response(r *model.Response) uint32 {
	r.File = f.in.Path
	if r.ID == "" {
		var digits [20]byte
		r.ID = f.in.kept.string(strconv.AppendInt(digits[:0], int64(r.Line), 10))
	}
	if _, twice := f.ids.before(r.ID); twice {
		if f.twice++; f.twice == 1 {
			f.twiceLine = r.Line
		}
		id := r.ID
		for n := 2; twice; n++ {
			r.ID = fmt.Sprintf("%s (%d)", id, n)
			_, twice = f.ids.before(r.ID)
		}
	}
	f.ids.add(r.ID, uint32(r.Line))
	f.in.RowsRead++
	return uint32(len(f.responses) - 1)
}

// room makes room for the answers of n more responses.
func (a *asked) room(n int) {
	if cap(a.codes)-len(a.codes) < n { // as many as responses are expected
		a.codes = slices.Grow(a.codes, max(n, cap(a.form.responses)-len(a.codes)))
	}
}

// answer adds the cell of the next response.
func (a *asked) answer(cell []byte) { a.codes = append(a.codes, a.code(cell)) }

// answerOf adds a cell of any response: a response may have several, or none.
func (a *asked) answerOf(response uint32, cell []byte) {
	if code := a.code(cell); code != 0 {
		if len(a.rows) == cap(a.rows) && len(a.rows) >= 1024 { // at least as many as responses are expected
			more := max(len(a.rows)/2, cap(a.form.responses)-len(a.rows))
			a.rows, a.codes = slices.Grow(a.rows, more), slices.Grow(a.codes, more)
		}
		a.rows = append(a.rows, response)
		a.codes = append(a.codes, code)
	}
}

func (a *asked) code(cell []byte) uint32 {
	if len(cell) == 0 {
		return 0
	}
	if cell[0] == '\'' {
		cell = withoutMask(cell)
	}
	slot := &a.recent[(uint32(len(cell))<<16^uint32(cell[0])<<8^uint32(cell[len(cell)-1]))*0x9e3779b1>>26]
	if *slot == 0 || a.values[*slot] != string(cell) {
		*slot, _ = a.words.of(cell)
	}
	return *slot
}

// withoutMask takes away an apostrophe that stands against formulas.
func withoutMask(cell []byte) []byte {
	if len(cell) > 1 && bytes.IndexByte([]byte("=+-@"), cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}

// owner gives the response that the i-th answer belongs to.
func (a *asked) owner(i int) uint32 {
	if a.rows != nil {
		return a.rows[i]
	}
	return uint32(i)
}

// inOrder puts answers that came in the order of another sheet in the order of
// responses.
func (a *asked) inOrder() {
	if a.rows == nil || slices.IsSorted(a.rows) {
		return
	}
	order := make([]int, len(a.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(a.rows[x], a.rows[y]) })
	rows, codes := make([]uint32, len(order)), make([]uint32, len(order))
	for i, k := range order {
		rows[i], codes[i] = a.rows[k], a.codes[k]
	}
	a.rows, a.codes = rows, codes
}

// counts gives how often each of a.values was answered; that of "" is 0.
func (a *asked) counts() []int {
	counts := make([]int, len(a.values))
	for _, code := range a.codes {
		counts[code]++
	}
	counts[0] = 0
	return counts
}

// idOf makes a question's id from its code or, if there is none, its text.
func (f *form) idOf(code, text string) string {
	id := code
	if id == "" {
		if id = model.Slug(text); len(id) > 60 {
			id = strings.TrimRight(id[:60], "-.")
		}
	}
	if id == "" {
		sum := sha256.Sum256([]byte(text))
		id = "q-" + hex.EncodeToString(sum[:4])
	}
	return id
}

// finish decides what is open and hands over questions, responses, answers.
func (f *form) finish() error {
	if len(f.responses) == 0 {
		return f.in.mustHold("response")
	}
	f.dropPersonalAnswers()
	if err := f.decide(); err != nil {
		return err
	}
	taken := map[string]int{}
	c := &f.j.content
	base := uint32(len(c.Responses))
	for _, q := range c.Questions {
		taken[q.ID]++
	}
	f.attributes()
	made := make([]model.AnswerColumn, len(f.columns))
	if err := f.spread(len(f.columns), func(i int) {
		f.columns[i].inOrder()
		made[i] = f.columns[i].column()
	}); err != nil {
		return err
	}
	for i, a := range f.columns {
		a.ID = f.idOf(a.ID, a.Text)
		if taken[a.ID]++; taken[a.ID] > 1 {
			a.ID = fmt.Sprintf("%s-%d", a.ID, taken[a.ID])
		}
		column := made[i]
		f.oddAnswers(a)
		column.Question = a.ID
		for i := range column.Responses {
			column.Responses[i] += base
		}
		c.Questions = append(c.Questions, a.Question)
		c.Answers = append(c.Answers, column)
	}
	c.Responses = append(c.Responses, f.responses...)
	f.tell()
	return nil
}

// spread does n things at once. The error is that of a context which ended.
func (f *form) spread(n int, do func(i int)) error {
	work.Spread(f.j.ctx, n, do)
	return f.j.ctx.Err()
}

// attributes gives each response what the person said of themselves. Responses
// that said the same share one map, which nobody may change.
func (f *form) attributes() {
	var about []*asked
	for _, a := range f.columns {
		if a.Attribute != "" && a.rows == nil && a.Kind != model.QuestionOpen {
			about = append(about, a)
		}
	}
	if len(about) == 0 {
		return
	}
	same := newWords(&f.in.kept)
	maps := []map[string]string{nil}
	key := make([]byte, 0, 4*len(about))
	for i := range f.responses {
		key = key[:0]
		for _, a := range about {
			key = binary.LittleEndian.AppendUint32(key, a.codes[i])
		}
		n, fresh := same.of(key)
		if fresh {
			var said map[string]string
			for _, a := range about {
				if v := a.values[a.codes[i]]; v != "" {
					if said == nil {
						said = map[string]string{}
					}
					if said[a.Attribute] == "" {
						said[a.Attribute] = v
					}
				}
			}
			maps = append(maps, said)
		}
		f.responses[i].Attributes = maps[n]
	}
}

// tell says what was decided by rule and what was not kept.
func (f *form) tell() {
	p := f.in.problems
	if len(f.made) > 0 {
		p.add(0, model.ProblemAssumed, "Compare the questions with the questionnaire; where one was read wrongly, map the columns.",
			"%s does not say how its questions were asked. It was decided from the answers: %s.", f.in.Path, kindsInWords(f.made))
	}
	if len(f.merged) > 0 {
		p.add(0, model.ProblemAssumed, "Compare with the questionnaire; where it is wrong, map the columns and list the options.",
			"Some options in %s hold the sign that also stands between options. These were read as one option, because their parts never stand alone: %s.", f.in.Path, inQuotes(f.merged, 8))
	}
	if len(f.personal) > 0 {
		p.add(0, model.ProblemPersonalColumns, "Before you publish the file, take these columns out.", "%s names the people who answered. These columns were not kept: %s.", f.in.Path, inQuotes(f.personal, 12))
	}
	if f.twice > 0 {
		p.add(uint32(f.twiceLine), model.ProblemDisagreement, "Ask the publisher whether somebody's answers stand in the file twice.",
			"%d responses in %s have a number that another response has too, first on line %d. All were kept and are counted.", f.twice, f.in.Path, f.twiceLine)
	}
	incomplete := 0
	for _, r := range f.responses {
		if !r.Complete {
			incomplete++
		}
	}
	if incomplete > 0 {
		p.add(0, model.ProblemAssumed, "", "%d of %d responses in %s did not come to the end. They are counted apart.", incomplete, len(f.responses), f.in.Path)
	}
}

// oddAnswers says which answers do not fit their question's kind.
func (f *form) oddAnswers(a *asked) {
	if len(a.odd) == 0 {
		return
	}
	first := f.responses[a.odd[0].response]
	f.in.problems.add(uint32(first.Line), model.ProblemUnreadableRow, "If the column is no number, map it as what it is.",
		"%d answers to “%s” in %s are not numbers and were not used, first “%s” on line %d.", len(a.odd), short(a.Text, 80), f.in.Path, short(a.odd[0].text, 40), first.Line)
}

func inQuotes(list []string, most int) string {
	var b strings.Builder
	for i, s := range list {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(list)-most)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("“" + short(s, 80) + "”")
	}
	return b.String()
}

// short cuts a text for a sentence about it.
func short(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}
