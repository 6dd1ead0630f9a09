package decode

import (
	"regexp"
	"slices"
	"strconv"

	"consilience/model"
)

// The columns of comment-groups.csv before those of the groups.
const (
	bgComment = iota
	bgText
	bgVotes
	bgAgrees
	bgDisagrees
	bgPasses
)

var groupColumns = []column{
	bgComment:   {name: "comment-id", needed: true},
	bgText:      {name: "comment", synonyms: []string{"comment-body"}},
	bgVotes:     {name: "total-votes", needed: true},
	bgAgrees:    {name: "total-agrees", needed: true},
	bgDisagrees: {name: "total-disagrees", needed: true},
	bgPasses:    {name: "total-passes", needed: true},
}

var groupColumn = regexp.MustCompile(`^group-([^-]+)-(votes|agrees|disagrees|passes)$`)

// groupAt are a group's four columns: votes, agrees, disagrees, passes.
type groupAt struct {
	name string
	at   [4]int
}

// groupHeads finds the groups that a header names, in its order.
func groupHeads(row [][]byte) (groups []groupAt) {
	for i, head := range row {
		m := groupColumn.FindSubmatch(head)
		if m == nil {
			continue
		}
		at := slices.IndexFunc(groups, func(g groupAt) bool { return g.name == string(m[1]) })
		if at < 0 {
			at = len(groups)
			groups = append(groups, groupAt{string(m[1]), [4]int{-1, -1, -1, -1}})
		}
		groups[at].at[slices.Index([]string{"votes", "agrees", "disagrees", "passes"}, string(m[2]))] = i
	}
	return groups
}

// readGroups reads each statement's votes by opinion group. The file's totals
// are of the people in groups only, so they are smaller than those of
// comments.csv. Statements that comments.csv lacks get their text from here.
func (p *poll) readGroups(in *input) error {
	t, err := openTable(in, groupColumns)
	if err != nil {
		return err
	}
	groups := groupHeads(t.row)
	for _, g := range groups {
		p.lettered = append(p.lettered, g.name)
	}
	seen := map[string]uint32{}
	for {
		ok, err := t.next()
		if err != nil || !ok {
			return err
		}
		t.groups(p, groups, seen)
	}
}

// groups reads one row.
func (t *table) groups(p *poll, groups []groupAt, seen map[string]uint32) {
	id, numbered := parseInt([]byte(t.text(bgComment)))
	key := strconv.FormatInt(id, 10)
	total, okTotal := fourCounts(t, [4]int{t.at[bgVotes], t.at[bgAgrees], t.at[bgDisagrees], t.at[bgPasses]})
	var list []model.GroupTally
	sum, okGroups := model.Tally{}, true
	for _, g := range groups {
		tally, ok := fourCounts(t, g.at)
		okGroups = okGroups && ok
		sum = model.Tally{Agree: sum.Agree + tally.Agree, Disagree: sum.Disagree + tally.Disagree, Pass: sum.Pass + tally.Pass}
		list = append(list, model.GroupTally{Group: g.name, Tally: tally})
	}
	switch before, twice := seen[key]; {
	case t.empty():
		t.skip(t.line, "it is blank")
		return
	case !numbered:
		t.skip(t.line, "%q is not the number of a statement", t.text(bgComment))
		return
	case twice:
		t.skip(t.line, "statement %s stands already on line %d", key, before)
		return
	case !okTotal || !okGroups:
		t.skip(t.line, "its votes are not the sum of those that agree, disagree and pass")
		return
	}
	t.RowsRead++
	seen[key] = t.line
	s := p.statement(key)
	if s == nil {
		s = p.addStatement(key)
		s.Source, s.ID, s.Text, s.Language, s.File, s.Line = p.source(), key, t.text(bgText), p.content.Snapshot.Language, t.Path, int(t.line)
		if !p.hasVotes && !p.hasFinal && !p.hasComments {
			n := total.N()
			s.Tally, s.Published.Votes = total, &n
			s.Published.Agrees, s.Published.Disagrees, s.Published.Passes = &total.Agree, &total.Disagree, &total.Pass
		}
	}
	if s.Text == "" {
		s.Text = t.text(bgText)
	}
	s.Published.Groups = list
	if sum != total && len(groups) > 0 {
		s.Problems = append(s.Problems, t.problems.add(t.line, model.ProblemDisagreement, "Ask the publisher which is right.",
			"Line %d of %s: the groups add up to %d votes (%d agree, %d disagree), and the total says %d (%d agree, %d disagree). Both are shown as published.",
			t.line, t.Path, sum.N(), sum.Agree, sum.Disagree, total.N(), total.Agree, total.Disagree))
	}
}

// fourCounts reads votes, agrees, disagrees and passes; false if one is no
// count or the three do not make the first.
func fourCounts(t *table, at [4]int) (model.Tally, bool) {
	var n [4]int
	for i, c := range at {
		if c < 0 || c >= len(t.row) {
			return model.Tally{}, false
		}
		v, ok := t.countIn(t.row[c])
		if !ok || v == nil {
			return model.Tally{}, false
		}
		n[i] = *v
	}
	return model.Tally{Agree: n[1], Disagree: n[2], Pass: n[3]}, n[0] == n[1]+n[2]+n[3]
}

// checkGroups compares comment-groups.csv with the votes: by group where the
// participants' groups are published, else no group can have more votes than
// there are.
func (p *poll) checkGroups(files map[string]*input) {
	if files[polisGroups] == nil || !p.hasVotes && !p.hasFinal {
		return
	}
	numbers := make([]string, len(p.lettered)) // of the group with that letter
	for i, letter := range p.lettered {
		numbers[i] = letter
		if len(letter) == 1 && letter[0] >= 'a' && letter[0] <= 'z' {
			numbers[i] = strconv.Itoa(int(letter[0] - 'a'))
		}
	}
	differ, first := 0, ""
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		s := p.statement(c.Statement)
		if s == nil || s.Published.Groups == nil {
			continue
		}
		if !p.agreesWithGroups(c, s.Published.Groups, numbers) {
			if differ++; first == "" {
				first = c.Statement
			}
		}
	}
	if differ > 0 {
		p.note(files[polisGroups].Path, model.ProblemDisagreement, "Ask the publisher for an export made in one go.",
			files[polisGroups].Path+" and the single votes disagree on "+strconv.Itoa(differ)+" statements, first on statement "+first+
				". The single votes are used; the groups' votes are kept as published.")
	}
}

// agreesWithGroups compares one statement's votes with its groups'.
func (p *poll) agreesWithGroups(c *model.VoteColumn, groups []model.GroupTally, numbers []string) bool {
	if len(p.groups) == 0 {
		all, sum := c.Tally(), model.Tally{}
		for _, g := range groups {
			sum = model.Tally{Agree: sum.Agree + g.Agree, Disagree: sum.Disagree + g.Disagree, Pass: sum.Pass + g.Pass}
		}
		return sum.Agree <= all.Agree && sum.Disagree <= all.Disagree && sum.Pass <= all.Pass
	}
	got := make([]model.Tally, len(groups))
	c.Last(func(who uint32, v model.Vote, _ uint32) {
		if int(who) >= len(p.groups) {
			return
		}
		at := slices.Index(numbers, p.groups[who])
		if at < 0 {
			return
		}
		switch v {
		case model.Agree:
			got[at].Agree++
		case model.Disagree:
			got[at].Disagree++
		default:
			got[at].Pass++
		}
	})
	for i, g := range groups {
		if got[i] != g.Tally {
			return false
		}
	}
	return true
}
