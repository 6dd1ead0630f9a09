package decode

import (
	"cmp"
	"slices"
	"strconv"

	"consilience/model"
)

// poll is a Polis export being read. Its files are comments (the statements),
// votes (every vote as an event), participants-votes (one row a participant
// with the vote that counts on each statement), comment-groups (votes by
// opinion group) and summary.
type poll struct {
	*job
	known    index // the content's statements, by number
	voters   index // participants in order of appearance
	groups   []string
	lettered []string      // the groups of comment-groups.csv, as its letters
	columns  index         // statements that a file of votes names, in order of appearance
	events   []pile        // the votes on each of columns
	final    []model.Tally // of each of columns, by participants-votes.csv
	// Exports since October 2024 count time in seconds, not milliseconds.
	votesInSeconds bool   // votes.csv does
	seconds        bool   // comments.csv does
	october        bool   // and quotes no texts: the defective kind of October 2024
	rounded        uint32 // the first line of votes.csv whose time a spreadsheet rounded; 0 if none
	sign           int    // 1 if the votes were found right, -1 if they were turned, 0 if nothing tells
	hasComments    bool   // there is a comments.csv
	hasVotes       bool   // there is a votes.csv
	hasFinal       bool   // there is a participants-votes.csv
}

// readPolis reads an export of any generation. Participants stand in the order
// of participants-votes.csv, then of votes.csv; statements and columns in
// ascending order of their numbers. Without votes.csv, the votes are those of
// participants-votes.csv, and their lines are the participants' lines.
func readPolis(j *job) error {
	p := &poll{job: j}
	files, err := p.parts()
	defer func() {
		for _, in := range files {
			_ = in.file.Close() // only read from
		}
	}()
	if err != nil {
		return err
	}
	if files["comments"] == nil && files["votes"] == nil && files["participants"] == nil && files["groups"] == nil {
		return wrong(model.ProblemUnrecognised, "", "", "%s has neither statements nor votes. It was not used.", j.source())
	}
	steps := []struct {
		kind string
		read func(*input) error
	}{{"summary", p.readSummary}, {"comments", p.readComments}, {"groups", p.readGroups}, {"participants", p.readParticipants}, {"votes", p.readVotes}}
	p.hasComments = files["comments"] != nil
	p.hasVotes, p.hasFinal = files["votes"] != nil, files["participants"] != nil
	for _, step := range steps {
		if in := files[step.kind]; in != nil {
			if err := j.readInput(in, step.read); err != nil {
				return err
			}
		}
	}
	return p.finish(files)
}

// note adds a problem about the poll as a whole.
func (p *poll) note(file, kind, do, say string) {
	p.content.Snapshot.Problems = append(p.content.Snapshot.Problems, model.Problem{Kind: kind, Say: say, Do: do, File: file})
}

// finish turns events into columns, checks the export against itself and
// lists the statements.
func (p *poll) finish(files map[string]*input) error {
	votes := files["votes"]
	if votes == nil {
		votes = files["participants"]
	}
	sorter := newSorter(len(p.voters.names))
	for i, id := range p.columns.names {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if p.events[i].empty() {
			continue
		}
		c := sorter.column(&p.events[i])
		p.events[i] = pile{}
		c.Statement, c.File = id, votes.Path
		p.content.Columns = append(p.content.Columns, c)
	}
	slices.SortFunc(p.content.Columns, func(a, b model.VoteColumn) int { return compareIDs(a.Statement, b.Statement) })
	p.content.Participants = slices.Grow(p.content.Participants, len(p.voters.names))
	for i, id := range p.voters.names {
		participant := model.Participant{ID: id}
		if i < len(p.groups) {
			participant.Group = p.groups[i]
		}
		p.content.Participants = append(p.content.Participants, participant)
	}
	p.checkSign(files)
	p.checkFinal(files)
	p.checkGroups(files)
	p.listStatements(files)
	if len(p.content.Statements) == 0 {
		return wrong(model.ProblemUnrecognised, "", "Ask the publisher for the complete export.", "The files of %s hold neither a statement nor a vote that can be read. They were not used.", p.source())
	}
	return nil
}

// listStatements counts each statement's votes. A statement without votes
// stays; a vote on a statement that comments.csv lacks makes a statement
// without words.
func (p *poll) listStatements(files map[string]*input) {
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		s := p.statement(c.Statement)
		if s == nil {
			s = p.addStatement(c.Statement)
			s.Source, s.ID, s.File, s.Line = p.source(), c.Statement, c.File, int(c.Lines[0])
			if files["comments"] != nil || files["groups"] != nil {
				problem := model.Problem{
					Kind: model.ProblemDisagreement, File: c.File, Line: s.Line,
					Say: "Statement " + s.ID + " has votes, and its text stands nowhere in the export. It is kept without a text.",
					Do:  "Ask the publisher for the complete statements.",
				}
				s.Problems = []model.Problem{problem}
				p.content.Snapshot.Problems = append(p.content.Snapshot.Problems, problem)
			}
		}
		s.Tally = c.Tally()
	}
	if files["comments"] == nil {
		p.withoutComments(files)
	}
	list := p.content.Statements
	for i := range list {
		s := &list[i]
		s.Basis = model.BasisPublished
		switch {
		case p.hasVotes || p.hasFinal:
			s.Basis = model.BasisCounted
		case files["comments"] == nil && s.Published.Votes != nil:
			s.Basis = model.BasisRecovered // readGroups counted
		}
	}
	p.content.Statements = p.byNumber(list)
}

// statement gives a statement that was read; nil if there is none of that id.
// It stays where it is until the next one is added.
func (p *poll) statement(id string) *model.Statement {
	at, ok := p.known.find(id)
	if !ok {
		return nil
	}
	return &p.content.Statements[at]
}

// addStatement adds an empty statement, whose id is a number and new.
func (p *poll) addStatement(id string) *model.Statement {
	_, _ = p.known.of([]byte(id)) // which is a number
	p.content.Statements = append(p.content.Statements, model.Statement{})
	return &p.content.Statements[len(p.content.Statements)-1]
}

// byNumber puts statements in the order of their numbers, if they are not.
func (p *poll) byNumber(list []model.Statement) []model.Statement {
	numbers := make([]int64, len(list))
	for i := range list {
		numbers[i], _ = parseInt([]byte(list[i].ID)) // as statement ids are
	}
	if slices.IsSorted(numbers) {
		return list
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(numbers[a], numbers[b]) })
	sorted := make([]model.Statement, len(list))
	for i, at := range order {
		sorted[i] = list[at]
	}
	return sorted
}

// compareIDs orders numbers by value, and before other words.
func compareIDs(a, b string) int {
	na, errA := strconv.Atoi(a)
	nb, errB := strconv.Atoi(b)
	switch {
	case errA == nil && errB == nil && na != nb:
		return cmp.Compare(na, nb)
	case errA == nil && errB != nil:
		return -1
	case errA != nil && errB == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// checkFinal compares the votes that count with participants-votes.csv, where
// both were published.
func (p *poll) checkFinal(files map[string]*input) {
	if !p.hasVotes || !p.hasFinal {
		return
	}
	differ, first := 0, ""
	compare := func(id string, got, published model.Tally) {
		if got != published {
			if differ++; first == "" || compareIDs(id, first) < 0 {
				first = id
			}
		}
	}
	counted := make([]bool, len(p.final))
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		at, _ := p.columns.find(c.Statement)
		counted[at] = true
		compare(c.Statement, c.Tally(), p.final[at])
	}
	for at, done := range counted {
		if !done {
			compare(p.columns.names[at], model.Tally{}, p.final[at])
		}
	}
	if differ > 0 {
		p.note(files["participants"].Path, model.ProblemDisagreement, "Ask the publisher for an export made in one go.",
			files["votes"].Path+" and "+files["participants"].Path+" disagree on "+strconv.Itoa(differ)+" statements, first on statement "+first+
				". The single votes of "+files["votes"].Path+" are used.")
	}
}
