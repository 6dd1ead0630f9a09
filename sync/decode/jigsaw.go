package decode

import (
	"encoding/json"
	"strings"

	"consilience/model"
)

// The columns of statements with votes by group, as Jigsaw's Sensemaker takes
// them, before those of the groups.
const (
	jID = iota
	jText
	jAgrees
	jDisagrees
	jPasses
	jTopics
)

var jigsawColumns = []column{
	jID:        {name: "comment-id", synonyms: []string{"id"}, needed: true},
	jText:      {name: "comment_text", synonyms: []string{"comment-body", "text"}, needed: true},
	jAgrees:    {name: "agrees"},
	jDisagrees: {name: "disagrees"},
	jPasses:    {name: "passes"},
	jTopics:    {name: "topics"},
}

// jigsawGroup are a group's three columns.
type jigsawGroup struct {
	name string
	at   [3]int // agree, disagree, pass
}

// jigsawGroups finds the groups that a header names, in its order.
func jigsawGroups(row [][]byte) (groups []jigsawGroup) {
	place := map[string]int{}
	for i, head := range row {
		for k, end := range []string{"-agree-count", "-disagree-count", "-pass-count"} {
			name, ok := strings.CutSuffix(strings.TrimSpace(string(head)), end)
			if !ok || name == "" {
				continue
			}
			at, ok := place[name]
			if !ok {
				at = len(groups)
				place[name] = at
				groups = append(groups, jigsawGroup{name, [3]int{-1, -1, -1}})
			}
			groups[at].at[k] = i
		}
	}
	return groups
}

func hasGroups(heads [][]byte) bool { return len(jigsawGroups(heads)) > 0 }

// recogniseJigsawVotes claims statements with a group's votes, as a table or
// as the list of the Sensemaker's report.
func recogniseJigsawVotes(l *Look) (Kind, bool) {
	for _, heads := range headsOf(l, jigsawColumns) {
		if hasGroups(heads) {
			return Kind{Format: model.FormatJigsawVotes}, true
		}
	}
	for _, o := range firstObjects(l.Head) {
		var votes map[string]struct {
			Agree *int `json:"agreeCount"`
		}
		if json.Unmarshal(o["votes"], &votes) != nil || o["id"] == nil || o["text"] == nil {
			return Kind{}, false
		}
		for _, v := range votes {
			if v.Agree != nil {
				return Kind{Format: model.FormatJigsawVotes}, true
			}
		}
	}
	return Kind{}, false
}

// jigsaw collects statements with their groups.
type jigsaw struct {
	*job
	in      *input
	seen    *firsts
	groups  slab[model.GroupTally]
	numbers slab[int]
}

// readJigsawVotes reads statements with tallies by group.
func readJigsawVotes(j *job) error {
	seen := newFirsts(nil)
	for i := range j.content.Snapshot.Files {
		err := j.readCells(&j.content.Snapshot.Files[i], jigsawColumns, hasGroups, func(in *input) error {
			r := &jigsaw{job: j, in: in, seen: &seen}
			read := r.table
			if isJSON(in.head) {
				read = r.list
			}
			if err := read(); err != nil {
				return err
			}
			return in.mustHold("statement")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *jigsaw) table() error {
	t, err := openTable(r.in, jigsawColumns)
	if err != nil {
		return err
	}
	groups := jigsawGroups(t.row)
	var sum model.Tally
	for {
		ok, err := t.next()
		if err != nil || !ok {
			return err
		}
		if len(t.field(jID)) == 0 && t.empty() {
			t.skip(t.line, "it is blank")
			continue
		}
		s := r.newStatement(int(t.line))
		s.ID, s.Text, s.Topics = t.text(jID), t.text(jText), topicsOf(t.textAlike(jTopics))
		good := true
		s.Published.Groups = r.groups.list(len(groups))
		for i, g := range groups {
			s.Published.Groups[i] = model.GroupTally{Group: g.name, Tally: t.tally(g.at, &good)}
		}
		var total *model.Tally
		if len(t.bytes(t.field(jAgrees))) > 0 || len(t.bytes(t.field(jDisagrees))) > 0 {
			sum = t.tally([3]int{t.at[jAgrees], t.at[jDisagrees], t.at[jPasses]}, &good)
			total = &sum
		}
		if !good {
			t.skip(t.line, "one of its votes is not a number of people")
			takeBack(&r.content.Statements)
			continue
		}
		if !r.statement(s, total, t.line) {
			takeBack(&r.content.Statements)
		}
	}
}

// tally reads three columns of counts; good becomes false where one is none.
func (t *table) tally(at [3]int, good *bool) model.Tally {
	var counts [3]int
	for i, c := range at {
		if c < 0 || c >= len(t.row) {
			continue
		}
		n, _, ok := t.number(t.row[c])
		counts[i], *good = n, *good && ok
	}
	return model.Tally{Agree: counts[0], Disagree: counts[1], Pass: counts[2]}
}

// webComment is a statement of the list behind a Sensemaker report.
type webComment struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Votes map[string]struct {
		Agree    int `json:"agreeCount"`
		Disagree int `json:"disagreeCount"`
		Pass     int `json:"passCount"`
	} `json:"votes"`
	Topics string `json:"topics"`
}

func (r *jigsaw) list() error {
	return r.in.elements(func(raw json.RawMessage, line int) error {
		var c webComment
		if err := json.Unmarshal(raw, &c); err != nil {
			r.in.skip(uint32(line), "it is not a comment with votes by group")
			return nil
		}
		s := r.newStatement(line)
		s.ID, s.Text, s.Topics = c.ID, strings.TrimSpace(c.Text), topicsOf(c.Topics)
		for _, name := range sortedKeys(c.Votes) {
			v := c.Votes[name]
			if v.Agree < 0 || v.Disagree < 0 || v.Pass < 0 || v.Agree > maxCount || v.Disagree > maxCount || v.Pass > maxCount {
				r.in.skip(uint32(line), "one of its votes is not a number of people")
				takeBack(&r.content.Statements)
				return nil
			}
			s.Published.Groups = append(s.Published.Groups, model.GroupTally{Group: name, Tally: model.Tally{Agree: v.Agree, Disagree: v.Disagree, Pass: v.Pass}})
		}
		if !r.statement(s, nil, uint32(line)) {
			takeBack(&r.content.Statements)
		}
		return nil
	})
}

// newStatement gives the place of a statement that is being made.
func (r *jigsaw) newStatement(line int) *model.Statement {
	s := add(&r.content.Statements, r.in)
	s.Source, s.File, s.Line, s.Language, s.Moderation = r.source(), r.in.Path, line, r.content.Snapshot.Language, model.Accepted
	return s
}

// statement counts a statement's votes; false if it cannot be kept, which is
// then listed. Its tally is the printed total, or the sum of the groups; people
// in no group ("Group-none") are no group.
func (r *jigsaw) statement(s *model.Statement, total *model.Tally, line uint32) bool {
	switch _, twice := r.seen.before(s.ID); {
	case s.ID == "" || s.Text == "":
		r.in.skip(line, "it has no id or no text")
		return false
	case twice:
		r.in.skip(line, "statement %s stands there a second time", s.ID)
		return false
	}
	r.seen.add(s.ID, line)
	r.in.RowsRead++
	sum := model.Tally{}
	groups := s.Published.Groups
	s.Published.Groups = groups[:0] // of its own, which others do not see
	for _, g := range groups {
		sum = model.Tally{Agree: sum.Agree + g.Agree, Disagree: sum.Disagree + g.Disagree, Pass: sum.Pass + g.Pass}
		if n := len(g.Group); n < len("none") || !strings.EqualFold(g.Group[n-len("none"):], "none") {
			s.Published.Groups = append(s.Published.Groups, g)
		}
	}
	if len(s.Published.Groups) == 0 {
		s.Published.Groups = nil
	}
	s.Tally, s.Basis = sum, model.BasisRecovered
	if total != nil {
		s.Tally = *total
		if *total != sum {
			s.Problems = append(s.Problems, r.in.problems.add(line, model.ProblemDisagreement, "Ask the publisher which is right.",
				"%s of %s: the groups add up to %d votes (%d agree, %d disagree), and the total says %d (%d agree, %d disagree). The total is used.",
				r.in.at(line), r.in.Path, sum.N(), sum.Agree, sum.Disagree, total.N(), total.Agree, total.Disagree))
		}
	}
	figures := r.numbers.list(4)
	figures[0], figures[1], figures[2], figures[3] = s.Tally.N(), s.Tally.Agree, s.Tally.Disagree, s.Tally.Pass
	p := &s.Published
	p.Votes, p.Agrees, p.Disagrees, p.Passes = &figures[0], &figures[1], &figures[2], &figures[3]
	return true
}

// topicsOf reads "Topic:Subtopic;Topic" as topics.
func topicsOf(s string) (topics []string) {
	for part := range strings.SplitSeq(s, ";") {
		topic, sub, _ := strings.Cut(part, ":")
		if topic = strings.TrimSpace(topic); topic == "" {
			continue
		}
		if sub = strings.TrimSpace(sub); sub != "" {
			topic += ": " + sub
		}
		topics = append(topics, topic)
	}
	return topics
}
