package decode

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
)

// Answers to a survey of a Decidim site. Its administrators download a response
// in each row: id, time, a hash of the network address, whether the person was
// registered, then a column for each question, "1. Why?", of which the rows of
// a grid are "2. How?/By bus". As open data it has a row for each answer.

// decidimAsked matches the head of a question.
var decidimAsked = regexp.MustCompile(`^(\d{1,4})\. (\S.*)$`)

// decidimStatus are heads of the column that says whether people were
// registered, in the languages of sites.
var decidimStatus = []string{"user status", "estado del usuario", "estado de la usuaria", "estado de usuario", "estat de l usuari", "estat de l usuària", "estat de la usuària",
	"statut de l utilisateur", "statut de l utilisateur trice", "status do usuário", "estado do utilizador", "benutzerstatus", "stato utente", "stato dell utente", "gebruikersstatus"}

var decidimAnswerHeads = []string{"id", "created at", "ip hash", "user status", "question", "body"}

// isDecidimAnswers says whether a row is the header of answers as open data.
func isDecidimAnswers(row []string) bool { return sameHeads(row, decidimAnswerHeads) }

// decidimQuestions is the first column of a question in a header of responses;
// 0 if it is none: before it stand an id, a time, and how the person came in.
func decidimQuestions(row []string) int {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	first := slices.IndexFunc(row, decidimAsked.MatchString)
	if first < 3 || first > 6 || !strings.HasPrefix(row[first], "1. ") {
		return 0
	}
	if slices.ContainsFunc(row[first:], func(h string) bool { return !decidimAsked.MatchString(h) }) {
		return 0
	}
	for _, h := range row[1:first] {
		if word := headerWord(h); slices.Contains(strings.Fields(word), "ip") || slices.Contains(decidimStatus, word) {
			return first
		}
	}
	return 0
}

func isDecidimSurvey(row []string) bool { return isDecidimAnswers(row) || decidimQuestions(row) > 0 }

func recogniseDecidimSurvey(l *Look) (Kind, bool) {
	ok := slices.ContainsFunc(l.tables(), func(t seen) bool { return t.header(isDecidimSurvey) >= 0 })
	return Kind{Format: model.FormatDecidimSurvey}, ok
}

func readDecidimSurvey(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			for n := range b.sheets() {
				read, err := j.decidimSheet(b, n)
				if err != nil || read {
					return err
				}
			}
			return wrong(model.ProblemUnrecognised, b.Path, "Compare the file's first row with what the README says of the format, or map its columns.",
				"%s has no header of answers to a survey of a Decidim site. It was not used.", b.Path)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (j *job) decidimSheet(b *book, n int) (bool, error) {
	g, err := b.open(n)
	if err != nil {
		return false, err
	}
	defer g.close()
	ok, err := g.headed(isDecidimSurvey)
	if err != nil || !ok {
		return false, err
	}
	f := newForm(j, b.input)
	if isDecidimAnswers(g.texts()) {
		err = f.decidimAnswers(g)
	} else {
		err = f.read(g, f.decidimResponses(g))
	}
	if err != nil {
		return false, err
	}
	return true, f.finish()
}

// registered makes a question of whether people were registered.
func registered(head string) model.Question {
	return model.Question{Text: head, Kind: model.QuestionChoice, Attribute: "registered"}
}

// decidimResponses lays out a table with a response in each row.
func (f *form) decidimResponses(g *grid) *layout {
	l := newLayout(g)
	first := decidimQuestions(l.heads)
	l.id, l.submitted, l.plain = 0, 1, decidimPlain
	for c := 2; c < first; c++ {
		switch word := headerWord(l.heads[c]); {
		case slices.Contains(strings.Fields(word), "ip"):
			f.personal = append(f.personal, l.heads[c])
		case c == first-1:
			l.ask(f, c, registered(l.heads[c]))
		}
	}
	for c := first; c < len(l.heads); c++ {
		m := decidimAsked.FindStringSubmatch(l.heads[c])
		q := model.Question{Text: m[2]}
		if block := decidimGrid(l.heads[first:], m[1]); block != "" {
			q.Block, q.Part = block, strings.TrimPrefix(m[2], block+"/")
			q.Text = block + " — " + q.Part
		}
		l.ask(f, c, q).separators = []string{", "}
	}
	return l
}

// decidimGrid is what the heads with a question's number have in common before a
// "/", where there are several.
func decidimGrid(heads []string, number string) string {
	common, n := "", 0
	for _, h := range heads {
		m := decidimAsked.FindStringSubmatch(h)
		if m == nil || m[1] != number {
			continue
		}
		if n++; n == 1 {
			common = m[2]
			continue
		}
		for !strings.HasPrefix(m[2], common) {
			common = common[:len(common)-1]
		}
	}
	if i := strings.LastIndexByte(common, '/'); n > 1 && i > 0 {
		return common[:i]
	}
	return ""
}

// decidimPlain drops the places of options that were not chosen in the row of a
// grid: ", , Often".
func decidimPlain(b []byte) []byte {
	if !bytes.HasPrefix(b, []byte(", ")) && !bytes.Contains(b, []byte(", , ")) {
		return b
	}
	var chosen [][]byte
	for part := range bytes.SplitSeq(b, []byte(",")) {
		if part = bytes.TrimSpace(part); len(part) > 0 {
			chosen = append(chosen, part)
		}
	}
	return bytes.Join(chosen, []byte(", "))
}

// decidimAnswers reads a table with an answer in each row.
func (f *form) decidimAnswers(g *grid) error {
	heads, line := g.texts(), int(g.line)
	f.personal = append(f.personal, heads[2])
	about := registered(heads[3])
	about.Line, about.Column = line, 4
	status := f.question(about)
	places, questions := map[string]uint32{}, map[string]*asked{}
	for {
		ok, err := g.next()
		if err != nil || !ok {
			return err
		}
		id, text, body := g.text(0), g.text(4), g.clean(g.field(5))
		if id == "" || text == "" {
			g.skip(g.line, "it has no id or no question")
			continue
		}
		place, known := places[id]
		if known {
			f.in.RowsRead++
		} else {
			r := f.newResponse()
			r.ID, r.Submitted, r.Line, r.Complete = id, g.text(1), int(g.line), true
			place = f.response(r)
			places[id] = place
			status.answer(g.clean(g.field(3)))
		}
		a := questions[text]
		if a == nil {
			if len(questions) == maxColumns {
				return wrong(model.ProblemTooLarge, f.in.Path, "Ask the publisher for the file again; it may be damaged.", "%s has more questions than can be read. It was not used.", f.in.Path)
			}
			q := model.Question{Text: text, Line: int(g.line), Column: 5}
			if m := decidimAsked.FindStringSubmatch(text); m != nil {
				q.Text = m[2]
			}
			a = f.question(q)
			a.rows, a.separators, questions[text] = []uint32{}, []string{", "}, a
		}
		a.answerOf(place, body)
	}
}
