package decode

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// isMentiHeader looks for the columns Session and Voter, wherever they stand;
// the header of a CSV that was made of such a workbook begins with Voter.
func isMentiHeader(row []string) bool {
	return slices.Contains(row, "Voter") && (slices.Contains(row, "Session") || row[0] == "Voter" && len(row) > 1)
}

func recogniseMenti(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		for _, r := range t.rows[:min(len(t.rows), headerWithin)] {
			if !isMentiHeader(r.texts) {
				continue
			}
			// Without sessions only the form of later columns tells.
			parts := slices.ContainsFunc(r.texts, func(h string) bool { return strings.Contains(h, ": ") || strings.HasSuffix(h, ":") })
			if slices.Contains(r.texts, "Session") || parts {
				return Kind{Format: model.FormatMentimeter}, true
			}
		}
	}
	return Kind{}, false
}

// slide is a slide as a session's sheet describes it.
type slide struct {
	kind, question string
	list           []string // what stands below it: options, items or answers
}

// menti is one file being read.
type menti struct {
	f       *form
	l       *layout
	slides  []slide
	content []string // heads of slides that ask nothing
	quiz    []string // columns of a quiz that were not kept
	unsure  []string // what the format leaves open, in words
	several map[*asked][]int
}

// readMenti reads the voters of a Mentimeter presentation. The sheet Voters has
// one row a voter and session; the sheets of sessions say of what type each
// question is. What neither says is decided by the answers, and said.
func readMenti(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			m := &menti{f: newForm(j, b.input), several: map[*asked][]int{}}
			voters, unread := -1, []string(nil)
			for n, name := range b.sheets() {
				is, err := m.slidesOf(b, n)
				if err != nil {
					return err
				}
				if is && voters < 0 {
					voters = n
				} else if is || b.work != nil && !m.session(name) {
					unread = append(unread, name)
				}
			}
			if voters < 0 {
				return wrong(model.ProblemUnrecognised, b.Path, "Export the results with the sheet of voters.", "%s has no sheet with the columns Session and Voter. It was not used.", b.Path)
			}
			b.sheetsLeft(unread)
			return m.voters(b, voters)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// session says whether a sheet is of a session, by its name.
func (m *menti) session(name string) bool { return strings.HasPrefix(name, "Session") }

var questionCell = regexp.MustCompile(`^Question \d+$`)

// slidesOf reads the slides that a session's sheet describes, or says that the
// sheet is the one of voters. A CSV is not read, as it is one.
func (m *menti) slidesOf(b *book, n int) (voters bool, err error) {
	if b.work == nil {
		return true, nil
	}
	g, err := b.open(n)
	if err != nil {
		return false, err
	}
	defer g.cells.close()
	var now *slide
	start := uint32(0)
	for k := 0; ; k++ {
		ok, err := g.next()
		if err != nil || !ok {
			return false, err
		}
		if k < headerWithin && isMentiHeader(g.texts()) {
			return true, nil
		}
		first, second := g.text(0), g.text(1)
		switch {
		case questionCell.MatchString(first):
			m.slides = append(m.slides, slide{})
			now, start = &m.slides[len(m.slides)-1], g.line
		case now == nil:
		case g.line <= start+5 && first == "Type":
			now.kind = strings.ToLower(second)
		case g.line <= start+5 && first == "Question":
			now.question = second
		case g.line >= start+8 && first != "" && len(now.list) < maxOptions:
			now.list = append(now.list, first)
		}
	}
}

// voters reads the sheet of voters.
func (m *menti) voters(b *book, n int) error {
	g, err := b.open(n)
	if err != nil {
		return err
	}
	defer g.close()
	ok, err := g.headed(isMentiHeader)
	if err != nil {
		return err
	}
	if !ok {
		return wrong(model.ProblemUnrecognised, b.Path, "Export the results with the sheet of voters.", "%s has no column Voter. It was not used.", b.Path)
	}
	m.l = newLayout(g)
	session, voter := slices.Index(m.l.heads, "Session"), slices.Index(m.l.heads, "Voter")
	m.l.session = session
	m.l.submitted = slices.IndexFunc(m.l.heads, func(h string) bool { return h == "Date" || strings.HasPrefix(h, "Date (") })
	own := []int{session, voter, m.l.submitted}
	m.lay(own)
	m.l.name = func(g *grid) string {
		if session >= 0 {
			return g.text(session) + "-" + g.text(voter)
		}
		return g.text(voter)
	}
	m.l.after = func(g *grid, place uint32) {
		for a, columns := range m.several {
			for _, c := range columns {
				a.answerOf(place, g.clean(g.field(c)))
			}
		}
	}
	if err := m.f.read(g, m.l); err != nil {
		return err
	}
	m.byAnswers()
	m.tell()
	return m.f.finish()
}

// lay finds out what each column is.
func (m *menti) lay(own []int) {
	heads := m.l.heads
	blocks := map[string]*asked{}
	for c, head := range heads {
		if head == "" || slices.Contains(own, c) {
			continue
		}
		question, part, s := m.slideOf(c)
		kind := model.QuestionKind("")
		if s != nil {
			kind = kindOfSlide(s.kind)
		}
		_, number := strconv.Atoi(part)
		switch {
		case m.isContent(head, part, s):
			m.content = append(m.content, strings.TrimSuffix(head, ":"))
		case part == "Name" || part == "Emoji" || part == "Score":
			m.quiz = append(m.quiz, head)
		case part == "Answer":
			m.l.ask(m.f, c, model.Question{Text: question})
		case part != "" && number == nil && (kind == "" || kind == model.QuestionOpen || kind == model.QuestionWords):
			a := blocks[question]
			if a == nil {
				if kind == "" {
					kind = model.QuestionOpen
					m.unsure = append(m.unsure, fmt.Sprintf("“%s” has several answers of each voter: it may be open or a word cloud, and was read as open", short(question, 80)))
				}
				a = m.l.ask(m.f, c, model.Question{Text: question, Kind: kind})
				a.rows, blocks[question] = []uint32{}, a
			}
			m.l.asked[c] = nil
			m.several[a] = append(m.several[a], c)
		case part == "" && (s == nil || s.kind == ""):
			// Only a choice has the bare question for a head.
			m.ask(c, question, part, model.QuestionChoice, s)
		default:
			m.ask(c, question, part, kind, s)
		}
	}
}

func (m *menti) ask(c int, question, part string, kind model.QuestionKind, s *slide) {
	q := model.Question{Text: question, Kind: kind}
	if part != "" {
		q.Text, q.Block, q.Part = question+" — "+part, question, part
	}
	if s != nil && kind == "" && s.kind != "" {
		m.unsure = append(m.unsure, fmt.Sprintf("“%s” is of the type “%s”, which is not known here: its answers decided how it was read", short(question, 80), s.kind))
	}
	a := m.l.ask(m.f, c, q)
	a.Attribute = attributeOf(question)
	if part != "" {
		a.Attribute = ""
	}
	if s != nil && kind == model.QuestionChoice {
		a.known = s.list
	}
	if kind == model.QuestionPlane {
		m.unsure = append(m.unsure, fmt.Sprintf("which axis of “%s” the column “%s” is, the file does not say beyond its head", short(question, 80), short(part, 60)))
	}
}

// isContent says whether a column is of a slide that asks nothing.
func (m *menti) isContent(head, part string, s *slide) bool {
	if s != nil {
		return isContentType(s.kind) && part == ""
	}
	return strings.HasSuffix(head, ":") && part == ""
}

func isContentType(kind string) bool {
	return slices.ContainsFunc([]string{"content", "heading", "paragraph", "bullet", "big", "instruction", "video", "document", "reaction", "leaderboard"},
		func(w string) bool { return strings.Contains(kind, w) })
}

// kindOfSlide gives the kind of question that a slide's type is.
func kindOfSlide(kind string) model.QuestionKind {
	for _, k := range []struct {
		word string
		kind model.QuestionKind
	}{
		{"2x2", model.QuestionPlane}, {"2 x 2", model.QuestionPlane}, {"2×2", model.QuestionPlane}, {"matrix", model.QuestionPlane}, {"grid", model.QuestionPlane},
		{"point", model.QuestionPoints}, {"scale", model.QuestionScale}, {"rank", model.QuestionRanking}, {"word", model.QuestionWords},
		{"open", model.QuestionOpen}, {"choice", model.QuestionChoice}, {"number", model.QuestionNumber}, {"numeric", model.QuestionNumber},
	} {
		if strings.Contains(kind, k.word) {
			return k.kind
		}
	}
	return ""
}

// slideOf takes a column's head apart: the question and the item behind ": ".
// The slides say where to cut; without them, the longest beginning that other
// columns share does, or a number behind it.
func (m *menti) slideOf(c int) (question, part string, s *slide) {
	head := m.l.heads[c]
	for i := range m.slides {
		q := m.slides[i].question
		if q == "" || s != nil && len(q) <= len(s.question) {
			continue
		}
		if rest, ok := strings.CutPrefix(head, q); ok && (rest == "" || rest == ":" || strings.HasPrefix(rest, ": ")) {
			s, question, part = &m.slides[i], q, strings.TrimSpace(strings.TrimPrefix(rest, ":"))
		}
	}
	if s != nil {
		return question, part, s
	}
	question = strings.TrimSuffix(head, ":")
	for i := len(head) - 2; i > 0; i-- {
		if head[i] != ':' || head[i+1] != ' ' {
			continue
		}
		left, right := head[:i+2], strings.TrimSpace(head[i+2:])
		_, err := strconv.Atoi(right)
		quiz := right == "Name" || right == "Emoji" || right == "Answer" || right == "Score"
		shared := 0
		for k, other := range m.l.heads {
			if k != c && strings.HasPrefix(other, left) {
				shared++
			}
		}
		if right != "" && (err == nil || quiz || shared > 0) {
			return strings.TrimSpace(head[:i]), right, nil
		}
	}
	return question, "", nil
}

// byAnswers decides what no slide says: items that a voter gives different
// ranks from 1 on are a ranking, numbers that add up to 100 are points. It also
// cuts several choices in one cell where every part is a known option.
func (m *menti) byAnswers() {
	blocks := map[string][]*asked{}
	var order []string
	for _, a := range m.f.columns {
		switch {
		case a.Kind == model.QuestionChoice && len(a.known) > 0:
			m.cutChoices(a)
		case a.Kind == model.QuestionChoice:
			if t := gather([]*asked{a}); t.n > 0 && t.all(func(s string) bool { _, ok := quantity(s); return ok }) {
				a.Kind = model.QuestionNumber
			}
		case a.Kind == "" && a.Block != "":
			if blocks[a.Block] == nil {
				order = append(order, a.Block)
			}
			blocks[a.Block] = append(blocks[a.Block], a)
		}
	}
	for _, name := range order {
		block := blocks[name]
		kind, why := itemsKind(block, len(m.f.responses))
		if kind == "" {
			continue
		}
		m.unsure = append(m.unsure, fmt.Sprintf("“%s” was read as %s", short(name, 80), why))
		for _, a := range block {
			a.Kind, a.Assumed = kind, true
		}
	}
}

// itemsKind decides what numbers given to several items are.
func itemsKind(block []*asked, responses int) (model.QuestionKind, string) {
	if len(block) < 2 {
		return "", ""
	}
	ranked, hundred, n := 0, 0, 0
	for i := range responses {
		sum, most, given := 0.0, 0.0, map[float64]bool{}
		count := 0
		for _, a := range block {
			v := a.values[a.codes[i]]
			if v == "" {
				continue
			}
			x, ok := quantity(v)
			if !ok {
				return "", ""
			}
			sum, most, count = sum+x, max(most, x), count+1
			given[x] = true
		}
		if count == 0 {
			continue
		}
		n++
		if len(given) == count && most == float64(count) && sum == most*(most+1)/2 {
			ranked++
		}
		if sum == 100 {
			hundred++
		}
	}
	switch {
	case n > 0 && hundred == n:
		return model.QuestionPoints, "points, because each voter's add up to 100"
	case n > 1 && ranked == n:
		return model.QuestionRanking, "a ranking, because each voter gives the items 1, 2, 3 …"
	case n > 0:
		return model.QuestionScale, "a scale, because voters give several items the same number"
	}
	return "", ""
}

// cutChoices makes a choice with several answers in a cell a multiple one.
func (m *menti) cutChoices(a *asked) {
	known := map[string]bool{}
	for _, o := range a.known {
		known[o] = true
	}
	for _, separator := range []string{", ", ";", "\n", " | ", "|"} {
		found := false
		for code, n := range a.counts() {
			v := a.values[code]
			if n == 0 || known[v] || !strings.Contains(v, separator) {
				continue
			}
			c := cutting{separator: separator, known: known}
			parts := c.match(c.pieces(v), separator)
			found = len(parts) > 1 && !slices.ContainsFunc(parts, func(p string) bool { return !known[p] })
			if !found {
				break
			}
		}
		if found {
			a.Kind, a.separators = model.QuestionMultiple, []string{separator}
			m.unsure = append(m.unsure, fmt.Sprintf("“%s” has cells with several options, with %q between them: they were read as several answers", short(a.Text, 80), separator))
			return
		}
	}
}

func (m *menti) tell() {
	p, path := m.f.in.problems, m.f.in.Path
	if len(m.content) > 0 {
		p.add(0, model.ProblemLeftOut, "", "%d slides of %s ask nothing and were not kept: %s.", len(m.content), path, inQuotes(m.content, 12))
	}
	if len(m.quiz) > 0 {
		p.add(0, model.ProblemLeftOut, "", "%s names the players of a quiz. These columns were not kept: %s.", path, inQuotes(m.quiz, 12))
	}
	for _, u := range m.unsure {
		p.add(0, model.ProblemAssumed, "Compare it with the presentation; if it is wrong, map the columns.", "%s leaves open how a question was asked: %s.", path, u)
	}
}
