package decode

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// loomioVotes are the options by which a poll is a statement, and what each
// says of it. Blocking and objecting are disagreement here; the options' own
// words are said with the poll.
var loomioVotes = map[string]model.Vote{
	"agree": model.Agree, "yes": model.Agree, "consent": model.Agree, "accept": model.Agree, "support": model.Agree,
	"disagree": model.Disagree, "no": model.Disagree, "block": model.Disagree, "objection": model.Disagree, "object": model.Disagree, "decline": model.Disagree,
	"abstain": model.Pass, "pass": model.Pass, "unsure": model.Pass, "undecided": model.Pass,
}

// stance is what one participant chose: the score of each option, by its
// place in the poll's list.
type stance struct {
	loomioRow
	scores map[int]float64
}

// polls makes a statement of each poll whose options agree and disagree, and
// questions of all others.
func (l *loomio) polls() {
	choices := map[int64][]loomioRow{}
	for _, c := range l.tables["stance_choices"] {
		choices[c.StanceID] = append(choices[c.StanceID], c)
	}
	l.ballots(choices)
	var people []int64 // those who took part, in the order in which they appear
	place := map[int64]uint32{}
	stances := map[int64][]stance{}
	older := 0
	for _, s := range l.tables["stances"] {
		if s.Latest != nil && !*s.Latest {
			older++
			continue
		}
		if s.RevokedAt != "" || s.CastAt == "" && len(choices[s.ID]) == 0 && len(s.Scores) == 0 {
			continue // invited, and did not vote
		}
		if s.Participant == 0 {
			s.Participant = -s.ID // a poll in which people are not named
		}
		if _, ok := place[s.Participant]; !ok {
			place[s.Participant] = uint32(len(people))
			people = append(people, s.Participant)
		}
		stances[s.PollID] = append(stances[s.PollID], stance{loomioRow: s})
	}
	if older > 0 {
		l.in.problems.add(0, model.ProblemLeftOut, "", "%d votes of %s were changed by those who cast them; the latest of each was kept.", older, l.in.Path)
	}
	options := map[int64][]loomioRow{} // of each poll, in order
	for _, o := range l.tables["poll_options"] {
		options[o.PollID] = append(options[o.PollID], o)
	}
	var questions []loomioRow
	for _, p := range l.tables["polls"] {
		if p.DiscardedAt != "" {
			continue
		}
		options := options[p.ID]
		list := stances[p.ID]
		for i := range list {
			list[i].scores = scoresOf(list[i].loomioRow, choices[list[i].ID], options)
			l.reason(p, list[i].loomioRow)
		}
		if votes := votesOf(options); votes != nil {
			l.statement(p, options, votes, list, place)
		} else {
			questions = append(questions, p)
		}
	}
	if len(l.content.Statements) > 0 {
		for _, id := range people {
			l.content.Participants = append(l.content.Participants, model.Participant{ID: personID(id)})
		}
	}
	if len(questions) > 0 {
		l.responses(people)
		for _, p := range questions {
			l.question(p, options[p.ID], stances[p.ID], place)
		}
	}
}

func personID(id int64) string {
	if id <= -firstBallot {
		return "ballot-" + strconv.FormatInt(-id-firstBallot+1, 10)
	}
	if id < 0 {
		return "stance-" + strconv.FormatInt(-id, 10)
	}
	return strconv.FormatInt(id, 10)
}

// scoresOf gives the score of each option, 1 where none is stated.
func scoresOf(s loomioRow, choices []loomioRow, options []loomioRow) map[int]float64 {
	scores := map[int]float64{}
	set := func(option int64, score float64) {
		if at := slices.IndexFunc(options, func(o loomioRow) bool { return o.ID == option }); at >= 0 && !math.IsNaN(score) && !math.IsInf(score, 0) {
			scores[at] = score
		}
	}
	for id, score := range s.Scores {
		n, err := strconv.ParseInt(id, 10, 64)
		if err == nil {
			set(n, score)
		}
	}
	for _, c := range choices {
		score := 1.0
		if c.Score != nil {
			score = *c.Score
		}
		set(c.OptionID, score)
	}
	return scores
}

// reason keeps the words given with a vote. In an anonymous poll they have no
// author.
func (l *loomio) reason(p, s loomioRow) {
	n := model.Note{Title: p.Title, Text: s.Reason, Attributes: map[string]string{"kind": "reason"}}
	if p.DiscussionID != 0 {
		n.Consultation = key("discussion", p.DiscussionID)
	}
	if p.Details != "" {
		n.ReplyTo = key("poll", p.ID)
	}
	if !p.Anonymous && s.Participant > 0 {
		n.Author = l.names[s.Participant]
	}
	l.note(s, "stance", n)
}

// votesOf gives what each option of a poll says of it, by its own word or, where
// a group wrote another, by its sign; nil if the poll is no statement: options
// that say something else, or several that say the same in other words.
func votesOf(options []loomioRow) []model.Vote {
	votes := make([]model.Vote, len(options))
	signs := map[string]bool{}
	agrees := false
	for i, o := range options {
		v, ok := loomioVotes[strings.ToLower(strings.TrimSpace(o.Name))]
		if !ok {
			if v, ok = loomioVotes[o.Icon]; !ok || signs[o.Icon] {
				return nil
			}
			signs[o.Icon] = true
		}
		votes[i] = v
		agrees = agrees || v == model.Agree
	}
	if !agrees {
		return nil
	}
	return votes
}

// blocking says whether an option weighs more than disagreeing.
func blocking(o loomioRow) bool {
	switch strings.ToLower(strings.TrimSpace(o.Name)) {
	case "block", "objection", "object":
		return true
	}
	return o.Icon == "block"
}

// statement makes a poll a statement with its single votes.
func (l *loomio) statement(p loomioRow, options []loomioRow, votes []model.Vote, list []stance, place map[int64]uint32) {
	s := model.Statement{
		Source: l.source(), ID: strconv.FormatInt(p.ID, 10), Text: p.Title, Language: l.content.Snapshot.Language,
		Moderation: model.Accepted, Basis: model.BasisCounted, File: l.in.Path, Line: p.line,
	}
	c := model.VoteColumn{Statement: s.ID, File: l.in.Path}
	slices.SortStableFunc(list, func(a, b stance) int { return cmp.Compare(place[a.Participant], place[b.Participant]) })
	blocked := 0
	for _, one := range list {
		vote, chosen := model.Pass, false
		for at := range options { // in the poll's order, so that the last chosen counts
			if one.scores[at] <= 0 {
				continue
			}
			vote, chosen = votes[at], true
			if blocking(options[at]) {
				blocked++
			}
		}
		if !chosen {
			continue
		}
		c.Participants = append(c.Participants, place[one.Participant])
		c.Votes = append(c.Votes, vote)
		c.Lines = append(c.Lines, uint32(one.line))
	}
	if blocked > 0 {
		s.Problems = append(s.Problems, l.in.problems.add(uint32(p.line), model.ProblemAssumed, "",
			"“%s”: %d of the votes that count as disagreeing are blocks or objections, which in Loomio weigh more.", p.Title, blocked))
	}
	s.Tally = c.Tally()
	l.content.Statements = append(l.content.Statements, s)
	if len(c.Votes) > 0 {
		l.content.Columns = append(l.content.Columns, c)
	}
}

// responses lists everybody who took part in a poll of the group.
func (l *loomio) responses(people []int64) {
	lines := map[int64]int{}
	for _, s := range l.tables["stances"] {
		who := cmp.Or(s.Participant, -s.ID)
		if _, ok := lines[who]; !ok {
			lines[who] = s.line
		}
	}
	for _, id := range people {
		l.content.Responses = append(l.content.Responses, model.Response{ID: personID(id), Complete: true, File: l.in.Path, Line: lines[id]})
	}
}

// question makes a poll a question, or one for each option where options have
// scores or ranks.
func (l *loomio) question(p loomioRow, options []loomioRow, list []stance, place map[int64]uint32) {
	slices.SortStableFunc(list, func(a, b stance) int { return cmp.Compare(place[a.Participant], place[b.Participant]) })
	q := model.Question{Source: l.source(), ID: strconv.FormatInt(p.ID, 10), Text: p.Title, Language: l.content.Snapshot.Language, File: l.in.Path, Line: p.line, Column: 1}
	switch p.PollType {
	case "score":
		q.Kind = model.QuestionScale
	case "dot_vote":
		q.Kind = model.QuestionPoints
	case "ranked_choice":
		q.Kind = model.QuestionRanking
	default:
		l.chosen(q, options, list, place)
		return
	}
	for at, o := range options {
		one := q
		one.ID, one.Block, one.Part = q.ID+"-"+strconv.FormatInt(o.ID, 10), p.Title, o.Name
		a := model.AnswerColumn{Question: one.ID}
		for _, s := range list {
			score, ok := s.scores[at]
			if !ok {
				continue
			}
			if q.Kind == model.QuestionRanking {
				score = rankOf(s.scores, at) // Loomio gives the first choice the highest score
			}
			a.Responses = append(a.Responses, place[s.Participant])
			a.Values = append(a.Values, score)
		}
		if one.Kind == model.QuestionScale {
			one.Low, one.High = p.MinScore, p.MaxScore
			if (one.Low == nil || one.High == nil) && len(a.Values) > 0 {
				low, high := slices.Min(a.Values), slices.Max(a.Values)
				one.Low, one.High, one.Assumed = &low, &high, true
			}
		}
		l.content.Questions = append(l.content.Questions, one)
		if len(a.Responses) > 0 {
			l.content.Answers = append(l.content.Answers, a)
		}
	}
}

// rankOf is 1 and how many options have a higher score.
func rankOf(scores map[int]float64, at int) float64 {
	rank := 1.0
	for _, other := range scores {
		if other > scores[at] {
			rank++
		}
	}
	return rank
}

// chosen makes a question of options to choose from: of several if somebody
// chose several.
func (l *loomio) chosen(q model.Question, options []loomioRow, list []stance, place map[int64]uint32) {
	q.Kind = model.QuestionChoice
	a := model.AnswerColumn{Question: q.ID}
	for _, o := range options {
		q.Options = append(q.Options, o.Name)
	}
	if len(options) > math.MaxUint16 {
		l.in.skip(uint32(q.Line), "it has more than 65,535 options")
		return
	}
	for _, s := range list {
		n := 0
		for at := range options {
			if s.scores[at] > 0 {
				a.Responses, a.Chosen = append(a.Responses, place[s.Participant]), append(a.Chosen, uint16(at))
				n++
			}
		}
		if n > 1 {
			q.Kind = model.QuestionMultiple
		}
	}
	l.content.Questions = append(l.content.Questions, q)
	if len(a.Responses) > 0 {
		l.content.Answers = append(l.content.Answers, a)
	}
}
