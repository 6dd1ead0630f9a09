package decode

import (
	"encoding/json"

	"consilience/model"
)

// loomioBallot is a ballot of a poll in which the votes are kept apart from
// those who voted, or a choice on one.
type loomioBallot struct {
	ID       string   `json:"id"`
	PollID   int64    `json:"poll_id"`
	None     bool     `json:"none_of_the_above"`
	BallotID string   `json:"anonymous_ballot_id"`
	OptionID int64    `json:"poll_option_id"`
	Score    *float64 `json:"score"`

	line int
}

// secretTables are those of ballots and of their choices.
var secretTables = []string{"anonymous_ballots", "anonymous_ballot_choices"}

// firstBallot is the number under which the first ballot stands among stances;
// those of Loomio's database are far below.
const firstBallot = 1 << 50

// ballot keeps a ballot or a choice.
func (l *loomio) ballot(table string, raw json.RawMessage, n int) {
	b := loomioBallot{line: n}
	if json.Unmarshal(raw, &b) != nil || (b.ID == "" || b.PollID == 0) && (b.BallotID == "" || b.OptionID == 0) {
		l.in.skip(uint32(n), "its record of %s is not written as Loomio writes it", table)
		return
	}
	k := table + "\x00" + b.ID + b.BallotID + key("", b.OptionID)
	if before, twice := l.seen[k]; twice {
		l.in.skip(uint32(n), "the same record of %s stands already on line %d", table, before)
		return
	}
	l.seen[k] = n
	l.in.RowsRead++
	l.secret = append(l.secret, b)
}

// ballots puts the ballots among the stances, each as that of a person who is
// not named, and their choices among the choices.
func (l *loomio) ballots(choices map[int64][]loomioRow) {
	number := map[string]int64{}
	none := 0
	for _, b := range l.secret {
		switch {
		case b.BallotID != "":
		case b.None:
			none++
		default:
			id := int64(firstBallot + len(number))
			number[b.ID] = id
			l.tables["stances"] = append(l.tables["stances"], loomioRow{ID: id, PollID: b.PollID, line: b.line})
		}
	}
	for _, b := range l.secret {
		if id, ok := number[b.BallotID]; ok && b.BallotID != "" {
			choices[id] = append(choices[id], loomioRow{StanceID: id, OptionID: b.OptionID, Score: b.Score})
		}
	}
	if none > 0 {
		l.in.problems.add(0, model.ProblemLeftOut, "", "Of the secret ballots of %s, %d chose none of the options, which is no vote on any.", l.in.Path, none)
	}
}

// topics tells discussions and polls what they belong to, in exports that say
// so in a table of its own.
func (l *loomio) topics() {
	of := map[int64]int64{}
	for _, t := range l.tables["topics"] {
		if t.TopicOf == "Discussion" {
			of[t.ID] = t.TopicOfID
		}
	}
	for i := range l.tables["polls"] {
		if p := &l.tables["polls"][i]; p.DiscussionID == 0 {
			p.DiscussionID = of[p.TopicID]
		}
	}
}

// parent names the note that a comment answers; empty if there is none.
func (l *loomio) parent(c loomioRow) string {
	switch c.ParentType {
	case "", "Comment":
		if c.ParentID != 0 {
			return key("comment", c.ParentID)
		}
	case "Discussion":
		return key("discussion", c.ParentID)
	case "Poll":
		if p := l.find("polls", c.ParentID); p != nil && p.Details != "" {
			return key("poll", p.ID)
		}
	case "Stance":
		if s := l.find("stances", c.ParentID); s != nil && s.Reason != "" {
			return key("stance", s.ID)
		}
	}
	return ""
}

// deepest is how far answers to answers are followed.
const deepest = 100

// discussion is that which a comment belongs to, by what it answers; 0 if none.
func (l *loomio) discussion(c loomioRow, depth int) int64 {
	if c.DiscussionID != 0 || depth > deepest {
		return c.DiscussionID
	}
	switch c.ParentType {
	case "Discussion":
		return c.ParentID
	case "Comment":
		if up := l.find("comments", c.ParentID); up != nil {
			return l.discussion(*up, depth+1)
		}
	case "Poll":
		if p := l.find("polls", c.ParentID); p != nil {
			return p.DiscussionID
		}
	case "Stance":
		if s := l.find("stances", c.ParentID); s != nil {
			return l.discussion(loomioRow{ParentType: "Poll", ParentID: s.PollID}, depth+1)
		}
	}
	return 0
}

// find gives a record by its number.
func (l *loomio) find(table string, id int64) *loomioRow {
	if l.index == nil {
		l.index = map[string]map[int64]int{}
	}
	at, ok := l.index[table]
	if !ok {
		at = make(map[int64]int, len(l.tables[table]))
		for i, r := range l.tables[table] {
			at[r.ID] = i
		}
		l.index[table] = at
	}
	if i, ok := at[id]; ok {
		return &l.tables[table][i]
	}
	return nil
}
