package viewtest

import (
	"strconv"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/analysis/groups"
	"consilience/model/desk"
)

// Bicycles is the id of the poll with single votes that WithGroups adds.
const Bicycles = "bicycles"

// bicycleTexts are its statements; the last was rejected by the moderators.
var bicycleTexts = []string{
	"Cars should leave the inner city",
	"Parking should cost what the land costs",
	"Every cycle path needs lamps at night",
	"Helmets should be compulsory",
	"A ring road would help everybody",
	"Trams should come every five minutes",
	"Delivery vans may stop on cycle paths",
	"Schools should teach cycling",
	"Cycle paths should be cleared of snow first",
	"buy cheap bicycles here",
}

// bicycleVotes has what each of three kinds of people says, a letter a
// statement: a, d, p, or - for no vote. Some of each kind vary one answer.
var bicycleVotes = []struct {
	people int
	votes  string
}{
	{24, "aaadda-aad"},
	{14, "ddapaapa-d"},
	{2, "a-a-------"},
}

// WithGroups is State with a simulated poll on bicycles, whose opinion groups
// are found and described by the real analysis; checked adds their stability.
func WithGroups(checked bool) desk.State {
	st := State()
	columns := make([]model.VoteColumn, len(bicycleTexts))
	var people []model.Participant
	for kind, k := range bicycleVotes {
		for range k.people {
			p := len(people)
			people = append(people, model.Participant{ID: strconv.Itoa(100 + p), Group: strconv.Itoa(kind)})
			if kind == 2 {
				people[p].Group = ""
			}
			votes := []byte(k.votes)
			if at := p * 7 % len(votes); kind < 2 && p%3 == 0 {
				votes[at] = "adp"[p%2]
			}
			for j, v := range votes {
				if v != '-' {
					columns[j].Participants = append(columns[j].Participants, uint32(p))
					columns[j].Votes = append(columns[j].Votes, map[byte]model.Vote{'a': model.Agree, 'd': model.Disagree, 'p': model.Pass}[v])
				}
			}
		}
	}
	var statements []model.Statement
	for j, text := range bicycleTexts {
		s := model.Statement{Source: Bicycles, ID: strconv.Itoa(j), Text: text, Language: "en", Moderation: model.Accepted, Basis: model.BasisCounted, File: "comments.csv", Line: j + 2}
		if j == len(bicycleTexts)-1 {
			s.Moderation = model.Rejected
		}
		columns[j].Statement = s.ID
		for _, v := range columns[j].Votes {
			switch v {
			case model.Agree:
				s.Tally.Agree++
			case model.Disagree:
				s.Tally.Disagree++
			default:
				s.Tally.Pass++
			}
		}
		statements = append(statements, s)
		st.Statements = append(st.Statements, read(analysis.StatementEvidence{Statement: s, Snapshot: snapshot(Bicycles), Channel: model.ChannelPoll, Voters: len(people)}))
	}
	poll := source(Bicycles, "Poll: bicycles in the city", model.ChannelPoll, model.FormatPolisExport, false)
	poll.Statements, poll.Participants, poll.Voters, poll.Simulated = len(statements), len(people), len(people), true
	st.Sources = append(st.Sources, poll)
	m := groups.New(statements, columns, len(people), nil)
	g := &desk.Grouped{Source: Bicycles, Snapshot: poll.ID, Grouping: groups.Find(m, groups.Options{}), Participants: people, Published: true}
	g.Profile = groups.Describe(m, g.Grouping)
	if checked {
		g.Stability = groups.Resample(m, g.Grouping, groups.Options{}, 10)
	}
	st.Groups = []*desk.Grouped{g}
	return st
}
