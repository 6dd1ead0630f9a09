package decode

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of votes.csv.
const (
	vTimestamp = iota
	vComment
	vVoter
	vVote
)

var voteColumns = []column{
	vTimestamp: {name: "timestamp"},
	vComment:   {name: "comment-id", needed: true},
	vVoter:     {name: "voter-id", needed: true},
	vVote:      {name: "vote", needed: true},
}

// The columns of participants-votes.csv before those of the statements, whose
// headers are their numbers.
const (
	fParticipant = iota
	fVotes
	fGroup
	fXID
)

var participantColumns = []column{
	fParticipant: {name: "participant", needed: true},
	fVotes:       {name: "n-votes", needed: true},
	fGroup:       {name: "group-id"},
	fXID:         {name: "xid"},
}

// event is one vote as it stands in a file: who, when, on which line. The vote
// shares a word with the line.
type event struct {
	when int64
	who  uint32
	mark uint32 // line << 2 | vote + 1
}

// Timestamps in seconds lie between the years 2001 and 5138; read as
// milliseconds these numbers would lie before 1974.
const (
	secondsAbove = 1e9
	secondsBelow = 1e11
)

// maxLine is the last line that a mark can hold.
const maxLine = 1<<30 - 1

func newEvent(when int64, who uint32, v model.Vote, line uint32) event {
	return event{when, who, line<<2 | uint32(v+1)}
}

func (e event) vote() model.Vote { return model.Vote(e.mark&3) - 1 }
func (e event) line() uint32     { return e.mark >> 2 }

// readVotes reads every vote as an event. Of several votes of a participant on
// a statement the one with the greatest timestamp counts, of equal ones the
// later in the file.
func (p *poll) readVotes(in *input) error {
	t, err := openInPlace(in, voteColumns)
	if err != nil {
		return err
	}
	known := len(p.voters.names)
	for {
		t.plainVotes(p)
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if t.line > maxLine {
			return wrong(model.ProblemTooLarge, in.Path, "", "%s has more lines than can be read. It was not used.", in.Path)
		}
		t.vote(p)
	}
	for i := range p.events {
		if e := &p.events[i]; !e.empty() {
			p.votesInSeconds = e.to.when > secondsAbove && e.to.when < secondsBelow
			break
		}
	}
	if p.rounded > 0 {
		in.problems.add(p.rounded, model.ProblemAssumed, "Use the file as it was downloaded, not one that a spreadsheet saved.",
			"A spreadsheet has rounded the times in %s, first on line %d. Of several votes of a participant on a statement with the same rounded time, the one that is later in the file counts.", in.Path, p.rounded)
	}
	if more := len(p.voters.names) - known; p.hasFinal && more > 0 {
		in.problems.add(0, model.ProblemDisagreement, "Ask the publisher for an export made in one go.",
			"%d voters of %s are missing from the list of participants. Their votes count; they belong to no group.", more, in.Path)
	}
	return nil
}

// vote reads one line.
func (t *table) vote(p *poll) {
	when, whenOK := int64(0), true
	if t.at[vTimestamp] >= 0 {
		if when, whenOK = parseInt(t.field(vTimestamp)); !whenOK && t.sheet != nil {
			when, whenOK = 0, true // a date of the spreadsheet: the order of rows decides
		} else if !whenOK {
			if when, whenOK = roundedTime(t.field(vTimestamp)); whenOK && p.rounded == 0 {
				p.rounded = t.line
			}
		}
	}

	v, voteOK := parseVote(t.field(vVote))
	comment, commentOK := p.columnOf(t.field(vComment))
	who, whoOK := uint32(0), false
	if commentOK && voteOK && whenOK {
		who, whoOK = p.voters.of(t.field(vVoter))
	}
	switch {
	case whoOK:
		t.RowsRead++
		p.events[comment].add(newEvent(when, who, v, t.line))
	case t.empty():
		t.skip(t.line, "it is blank")
	case !voteOK:
		t.skip(t.line, "%q is not a vote of -1, 0 or 1", t.text(vVote))
	case !commentOK:
		t.skip(t.line, "%q is not the number of a statement", t.text(vComment))
	case !whenOK:
		t.skip(t.line, "%q is not a timestamp", t.text(vTimestamp))
	default:
		t.skip(t.line, "%q is not the number of a voter", t.text(vVoter))
	}
}

// roundedTime reads a timestamp as spreadsheets write large numbers: 1.5E+12.
func roundedTime(field []byte) (int64, bool) {
	s := strings.Replace(string(bytes.TrimSpace(field)), ",", ".", 1)
	if !scientific.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return int64(v), err == nil
}

var scientific = regexp.MustCompile(`^\d(?:\.\d{1,15})?[eE]\+?(?:09|9|1[0-3])$`)

// columnOf finds a statement's column and makes room for it.
func (p *poll) columnOf(id []byte) (uint32, bool) {
	n, ok := parseInt(id)
	if !ok {
		return 0, false
	}
	return p.columnAt(n)
}

// columnAt is columnOf for an id that is given as a number.
func (p *poll) columnAt(id int64) (uint32, bool) {
	i, ok := p.columns.number(id)
	if ok && int(i) == len(p.events) {
		p.events = append(p.events, pile{})
		p.final = append(p.final, model.Tally{})
	}
	return i, ok
}

// readParticipants reads one row a participant. With votes.csv at hand, only
// the participants, their groups and each statement's tally are kept.
func (p *poll) readParticipants(in *input) error {
	t, err := openTable(in, participantColumns)
	if err != nil {
		return err
	}
	var order []int      // positions of statements in a row
	var columns []uint32 // their columns
	for i, name := range t.row {
		if _, number := parseInt(name); number {
			c, ok := p.columnOf(name)
			if !ok {
				continue
			}
			order, columns = append(order, i), append(columns, c)
		}
	}
	if len(p.columns.names) < len(order) {
		return wrong(model.ProblemUnrecognised, in.Path, "Ask the publisher for the file again.", "The header of %s names a statement twice. It was not used.", in.Path)
	}
	votes := make([]statementVote, 0, len(order))
	outside, first := 0, uint32(0)
	for {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if xid := t.field(fXID); len(xid) > 0 && len(bytes.TrimSpace(xid)) > 0 {
			if outside++; outside == 1 {
				first = t.line
			}
		}
		votes = votes[:0]
		bad := -1
		for k, i := range order {
			if i >= len(t.row) || len(t.row[i]) == 0 {
				continue
			}
			v, ok := parseVote(t.row[i])
			if !ok {
				bad = i
				break
			}
			votes = append(votes, statementVote{columns[k], v})
		}
		before := len(p.voters.names)
		p.voters.names = room(p.voters.names, in)
		who, whoOK := p.voters.of(t.field(fParticipant))
		switch {
		case !whoOK && t.empty():
			t.skip(t.line, "it is blank")
		case !whoOK:
			t.skip(t.line, "%q is not the number of a participant", t.text(fParticipant))
		case int(who) < before:
			t.skip(t.line, "participant %s stands there a second time", p.voters.names[who])
		case bad >= 0:
			p.groups = append(room(p.groups, in), t.textAlike(fGroup))
			t.skip(t.line, "%q is not a vote of -1, 0 or 1", t.clean(t.row[bad]))
		default:
			t.RowsRead++
			p.groups = append(room(p.groups, in), t.textAlike(fGroup))
			p.cast(who, votes, t.line)
		}
	}
	if outside > 0 {
		in.problems.add(first, model.ProblemLeftOut, "",
			"%d participants of %s have an id of the publisher's own (xid), by which it may know who they are. These ids were not kept; votes and groups were.", outside, in.Path)
	}
	return nil
}

type statementVote struct {
	column uint32
	vote   model.Vote
}

// cast counts a participant's row.
func (p *poll) cast(who uint32, votes []statementVote, line uint32) {
	for _, v := range votes {
		if !p.hasVotes {
			p.events[v.column].add(newEvent(0, who, v.vote, line))
			continue
		}
		switch t := &p.final[v.column]; v.vote {
		case model.Agree:
			t.Agree++
		case model.Disagree:
			t.Disagree++
		default:
			t.Pass++
		}
	}
}

// parseVote reads 1, 0 or -1.
func parseVote(b []byte) (model.Vote, bool) {
	switch len(b) {
	case 1:
		if b[0] == '1' {
			return model.Agree, true
		}
		return model.Pass, b[0] == '0'
	case 2:
		return model.Disagree, b[0] == '-' && b[1] == '1'
	}
	return 0, false
}

// parseInt reads a whole number from 0, of up to 18 digits.
func parseInt(b []byte) (int64, bool) {
	if len(b) == 0 || len(b) > 18 {
		return 0, false
	}
	n := int64(0)
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// index numbers ids in the order in which they appear. Ids are whole numbers,
// as Polis gives them; small ones are found without hashing.
type index struct {
	names  []string
	small  []uint32         // position + 1 of the id that is the slot
	others map[int64]uint32 // positions of the rest
	kept   kept
}

const smallIDs = 1 << 22

// of finds an id or adds it; false if it is no whole number.
func (x *index) of(id []byte) (uint32, bool) {
	n, ok := parseInt(id)
	if !ok {
		return 0, false
	}
	return x.number(n)
}

// number finds an id that is given as a number, or adds it.
func (x *index) number(n int64) (uint32, bool) {
	if n < int64(len(x.small)) && x.small[n] > 0 {
		return x.small[n] - 1, true
	}
	if at, ok := x.others[n]; ok {
		return at, true
	}
	if uint64(len(x.names)) == math.MaxUint32-1 {
		return 0, false
	}
	at := uint32(len(x.names))
	var digits [20]byte
	x.names = append(x.names, x.kept.string(strconv.AppendInt(digits[:0], n, 10)))
	if n < smallIDs {
		if more := int(n) + 1 - len(x.small); more > 0 {
			x.small = append(x.small, make([]uint32, more)...)
		}
		x.small[n] = at + 1
	} else {
		if x.others == nil {
			x.others = map[int64]uint32{}
		}
		x.others[n] = at
	}
	return at, true
}

// find looks an id up without adding it.
func (x *index) find(id string) (uint32, bool) {
	n, ok := parseInt(bytes.TrimSpace([]byte(id)))
	if !ok {
		return 0, false
	}
	if n < int64(len(x.small)) {
		return x.small[n] - 1, x.small[n] > 0
	}
	at, ok := x.others[n]
	return at, ok
}
