package decode

import (
	"slices"
	"strconv"

	"consilience/model"
)

// enough is how many authors or statements must tell before votes are turned
// round, and twice as many as tell the opposite.
const enough = 5

// evidence counts what speaks for the votes as they stand, and what for the
// opposite.
type evidence struct{ straight, reversed int }

// verdict is 1 for votes that stand right, -1 for the opposite, 0 where
// nothing tells.
func (e evidence) verdict() int {
	switch {
	case e.straight >= enough && e.straight >= 2*e.reversed:
		return 1
	case e.reversed >= enough && e.reversed >= 2*e.straight:
		return -1
	}
	return 0
}

// checkSign finds out whether agree and disagree are the wrong way round
// (compdemocracy/polis issue 2554) and turns the votes back. Three things
// tell, in this order:
//
//   - authors' votes on their own statements: Polis casts them, as agreement;
//     in 94 % of cases of the published exports they are 1. They tell even
//     where sign and tallies are both turned, so that all else agrees;
//   - the looks of the one version known to turn both;
//   - the tallies of comments.csv and comment-groups.csv, where authors don't
//     tell: known exports have wrong signs beside right tallies.
func (p *poll) checkSign(files map[string]*input) {
	if len(p.content.Columns) == 0 {
		if p.october {
			p.note(pathOf(files[polisComments]), model.ProblemDisagreement, "Ask the publisher for a corrected export.",
				"The totals of "+pathOf(files[polisComments])+" have agree and disagree the wrong way round most likely: the export is of a kind known from October 2024, which has them so. They are shown as published.")
		}
		return
	}
	authors, totals, groups := p.authorsVotes(), p.totalsFit(), p.groupsFit()
	say := ""
	switch p.sign = authors.verdict(); {
	case p.sign < 0:
		say = strconv.Itoa(authors.reversed) + " of " + strconv.Itoa(authors.straight+authors.reversed) + " authors would have voted against their own statement"
	case p.sign > 0:
	case p.october && authors.reversed >= authors.straight:
		p.sign, say = -1, "the export is of a kind known from October 2024, which has them so"
	case totals.verdict() != 0 && (groups.verdict() == 0 || groups.verdict() == totals.verdict()):
		p.sign = totals.verdict()
		say = "so only do the votes make the totals of " + pathOf(files[polisComments]) + ", on " + strconv.Itoa(totals.reversed) + " statements"
	case groups.verdict() != 0:
		p.sign = groups.verdict()
		say = "so only do the votes fit " + pathOf(files[polisGroups]) + ", on " + strconv.Itoa(groups.reversed) + " statements"
	}
	if p.sign < 0 {
		p.turn()
		say = "The export has agree and disagree the wrong way round: " + say + ". All votes were turned round; the files are kept as they came."
		totals.straight, totals.reversed = totals.reversed, totals.straight
		if totals.verdict() < 0 {
			say += " The totals of " + pathOf(files[polisComments]) + " are the wrong way round too, and are shown as published."
		}
		p.note(p.content.Columns[0].File, model.ProblemDisagreement, "Ask the publisher for a corrected export.", say)
		return
	}
	if p.sign > 0 && totals.verdict() < 0 {
		p.note(pathOf(files[polisComments]), model.ProblemDisagreement, "Ask the publisher for a corrected export.",
			"The totals of "+pathOf(files[polisComments])+" have agree and disagree the wrong way round: the single votes give the opposite on "+strconv.Itoa(totals.reversed)+
				" statements, and authors agree with their own. The single votes are used.")
	}
}

func pathOf(in *input) string {
	if in == nil {
		return ""
	}
	return in.Path
}

// authorsVotes looks at how authors voted on their own statements.
func (p *poll) authorsVotes() (e evidence) {
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		s := p.statement(c.Statement)
		if s == nil || s.Author == "" {
			continue
		}
		author, ok := p.voters.find(s.Author)
		if !ok {
			continue
		}
		if at, found := slices.BinarySearch(c.Participants, author); found {
			e.see(c.Votes[at] == model.Agree, c.Votes[at] == model.Disagree)
		}
	}
	return e
}

func (e *evidence) see(straight, reversed bool) {
	switch {
	case straight && !reversed:
		e.straight++
	case reversed && !straight:
		e.reversed++
	}
}

// totalsFit compares the published totals with the votes, both ways. Totals
// count every vote, or the last of each participant.
func (p *poll) totalsFit() (e evidence) {
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		s := p.statement(c.Statement)
		if s == nil || s.Published.Agrees == nil || s.Published.Disagrees == nil {
			continue
		}
		agrees, disagrees := *s.Published.Agrees, *s.Published.Disagrees
		all := model.Tally{}
		for _, v := range c.Votes {
			switch v {
			case model.Agree:
				all.Agree++
			case model.Disagree:
				all.Disagree++
			}
		}
		last := c.Tally()
		e.see(all.Agree == agrees && all.Disagree == disagrees || last.Agree == agrees && last.Disagree == disagrees,
			all.Agree == disagrees && all.Disagree == agrees || last.Agree == disagrees && last.Disagree == agrees)
	}
	return e
}

// groupsFit asks which way round the votes leave room for those of the
// groups, who are some of the voters.
func (p *poll) groupsFit() (e evidence) {
	for i := range p.content.Columns {
		c := &p.content.Columns[i]
		s := p.statement(c.Statement)
		if s == nil || len(s.Published.Groups) == 0 {
			continue
		}
		all, sum := c.Tally(), model.Tally{}
		for _, g := range s.Published.Groups {
			sum.Agree, sum.Disagree = sum.Agree+g.Agree, sum.Disagree+g.Disagree
		}
		e.see(sum.Agree <= all.Agree && sum.Disagree <= all.Disagree, sum.Agree <= all.Disagree && sum.Disagree <= all.Agree)
	}
	return e
}

// turn exchanges agree and disagree in all that was counted.
func (p *poll) turn() {
	for _, c := range p.content.Columns {
		for i := range c.Votes {
			c.Votes[i] = -c.Votes[i]
		}
	}
	for i, t := range p.final {
		p.final[i] = t.Reversed()
	}
}
