package analysis

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// The components and levels of a concern.
const (
	method    = "method"
	coherence = "coherence"
	adequacy  = "adequacy"
	relevance = "relevance"

	minor    = "minor"
	moderate = "moderate"
	serious  = "serious"
)

// confidenceOf starts at High and falls one step for each serious concern and
// one for every two moderate ones. It is at most Low where mentions are all
// that can be counted, and VeryLow where nothing can: no evidence carries
// nothing.
// Source: GRADE-CERQual, Lewin et al. 2018, Implementation Science 13(S1); how
// many concerns make a step is ours.
func confidenceOf(list []model.Concern, class model.Class, mentionsOnly bool) model.Confidence {
	levels := []model.Confidence{model.High, model.Moderate, model.Low, model.VeryLow}
	steps, moderates := 0, 0
	for _, c := range list {
		switch c.Level {
		case serious:
			steps++
		case moderate:
			moderates++
		}
	}
	steps += moderates / 2
	if mentionsOnly {
		steps = max(steps, 2)
	}
	if class == model.NotEnough {
		return model.VeryLow
	}
	return levels[min(steps, len(levels)-1)]
}

// concerns proposes reasons to trust the class less, by component. Each can be
// read from the evidence, the theme or the register; what only a person can
// judge is not guessed.
func concerns(t model.Theme, g *gathered, channels []model.ChannelReading, e Evidence, class model.Class, th Thresholds) []model.Concern {
	out := []model.Concern{}
	say := func(component, level, text string, args ...any) {
		out = append(out, model.Concern{Component: component, Level: level, Text: fmt.Sprintf(text, args...)})
	}
	methodConcerns(g, channels, e, say)
	coherenceConcerns(t, channels, class, say)
	repeatedConcerns(t, e, th, say)
	changedConcerns(t, e, say)
	adequacyConcerns(g, class, th, say)
	relevanceConcerns(channels, e, say)
	return out
}

type sayFunc func(component, level, text string, args ...any)

func methodConcerns(g *gathered, channels []model.ChannelReading, e Evidence, say sayFunc) {
	if len(g.statements) > 0 {
		say(method, minor, "Voters chose themselves to take part; they are not a sample of the community.")
	}
	if unknown := channelsWhere(channels, func(r model.ChannelReading) bool {
		return len(r.Items) > 0 && !groupsKnown(e.Heard, r.Channel)
	}); len(unknown) > 0 {
		say(method, moderate, "Who took part is not known by region, sector or any other group: %s.", list(unknown))
	}
	codingConcerns(g, e, say)
	published := 0
	recovered := false
	for _, s := range g.statements {
		if s.Statement.Basis == model.BasisPublished {
			published++
		}
		recovered = recovered || s.Statement.Basis == model.BasisRecovered
	}
	switch {
	case published > 0:
		say(method, moderate, "The published figures of %s give no certain counts.", count(published, "linked statement"))
	case recovered:
		say(method, minor, "Counts were recovered from published percentages; the single votes were not published.")
	}
}

// Bands of agreement between coders. They are conventions, no laws.
// Source: Krippendorff 2004, Content Analysis, 2nd edition, 241.
const (
	GoodAgreement      = 0.8
	TentativeAgreement = 0.667
)

// codingConcerns tells how far the coding of the linked tags can be relied on.
func codingConcerns(g *gathered, e Evidence, say sayFunc) {
	unknown := g.human > 0
	var single, low, tentative []string
	for _, t := range g.tags {
		c := e.Tags[t.Ref()].Coding
		switch {
		case c.Alpha != nil && *c.Alpha < TentativeAgreement:
			low = append(low, fmt.Sprintf("“%s” (%.2f)", t.Name, *c.Alpha))
		case c.Alpha != nil && *c.Alpha < GoodAgreement:
			tentative = append(tentative, fmt.Sprintf("“%s” (%.2f)", t.Name, *c.Alpha))
		case c.Alpha != nil:
		case c.Coders == 1:
			single = append(single, "“"+t.Name+"”")
		default:
			unknown = true
		}
	}
	if len(low) > 0 {
		say(method, moderate, "Coders agreed little, by Krippendorff’s α below %.3f, on %s.", TentativeAgreement, list(low))
	}
	if len(tentative) > 0 {
		say(method, minor, "Coders agreed tentatively, by Krippendorff’s α below %.2f, on %s.", GoodAgreement, list(tentative))
	}
	// Both of these are one doubt: nobody knows whether a second reader would
	// have read the same.
	switch {
	case len(single) > 0 && !unknown:
		say(method, moderate, "One person alone coded the notes for %s; nobody coded them a second time.", list(single))
	case unknown:
		say(method, moderate, "Notes were coded or read without a published measure of agreement between two readers.")
	}
}

func coherenceConcerns(t model.Theme, channels []model.ChannelReading, class model.Class, say sayFunc) {
	for _, choice := range t.Choices {
		if choice.Class != class {
			by := choice.By
			if by == "" {
				by = "a member"
			}
			say(coherence, moderate, "%s gives the class “%s”; the rules give “%s”.", by, choice.Class.Label(), class.Label())
		}
	}
	for _, r := range channels {
		// Under a divergent class opposite items are the finding, not a doubt.
		if n := countItems(r.Items); n.support > 0 && n.oppose > 0 && class.Family() != "divergent" {
			say(coherence, moderate, "Items of one channel point in opposite directions: %s.", lower(r.Channel.Label()))
		}
	}
	if n := len(t.Reservations); n > 0 {
		say(coherence, minor, "%s recorded.", count(n, "reservation"))
	}
}

func adequacyConcerns(g *gathered, class model.Class, th Thresholds, say sayFunc) {
	if class == model.NotEnough {
		say(adequacy, serious, "Nothing that is linked can be counted.")
	}
	if g.mentionsOnly() {
		say(adequacy, serious, "Mentions are all that can be counted; one meeting can give many.")
	} else if slices.ContainsFunc(g.tags, func(t model.Tag) bool { return t.Consultations == nil }) {
		say(adequacy, moderate, "Tags are compared by mentions; one meeting can give many.")
	}
	if fewest := fewestConsultations(g.tags); fewest >= 0 && fewest < th.AdequateConsultations {
		say(adequacy, moderate, "A linked tag comes from %s, fewer than %d.", count(fewest, "consultation"), th.AdequateConsultations)
	}
	if len(g.statements) > 0 && !slices.ContainsFunc(g.statements, func(s StatementEvidence) bool {
		return votesOf(s.Statement) >= th.AdequateVotes
	}) {
		say(adequacy, moderate, "Every linked statement has fewer than %d votes.", th.AdequateVotes)
	}
	if len(g.missing) > 0 {
		say(adequacy, minor, "%s in no current source.", count(len(g.missing), "linked item"))
	}
}

// fewestConsultations is the least number of consultations of a tag; -1 if
// none publishes it.
func fewestConsultations(tags []model.Tag) int {
	fewest := -1
	for _, t := range tags {
		if t.Consultations != nil && (fewest < 0 || *t.Consultations < fewest) {
			fewest = *t.Consultations
		}
	}
	return fewest
}

func relevanceConcerns(channels []model.ChannelReading, e Evidence, say sayFunc) {
	unheard := channelsWhere(channels, func(r model.ChannelReading) bool {
		return len(r.Items) == 0 && inRegister(e.Heard, r.Channel)
	})
	if len(unheard) > 0 {
		say(relevance, moderate, "People took part in channels that say nothing here: %s.", list(unheard))
	}
	if split := channelsWhere(channels, func(r model.ChannelReading) bool {
		return len(r.Items) > 0 && groupsKnown(e.Heard, r.Channel) && countItems(r.Items).byGroup == 0
	}); len(split) > 0 {
		say(relevance, minor, "The evidence does not say which region or stakeholder group it comes from: %s.", list(split))
	}
}

// channelsWhere gives the labels of the channels that f picks, in order.
func channelsWhere(channels []model.ChannelReading, f func(model.ChannelReading) bool) []string {
	var out []string
	for _, r := range channels {
		if f(r) {
			out = append(out, lower(r.Channel.Label()))
		}
	}
	return out
}

func inRegister(heard []model.Heard, c model.Channel) bool {
	return slices.ContainsFunc(heard, func(h model.Heard) bool { return h.Channel == c })
}

// groupsKnown says that the register tells who took part in a channel: it has
// figures by region, sector or any other group of people.
func groupsKnown(heard []model.Heard, c model.Channel) bool {
	return slices.ContainsFunc(heard, func(h model.Heard) bool {
		return h.Channel == c && h.Value != nil && ofPeople(h.Dimension)
	})
}

// ofPeople says that a dimension of the register divides people into groups,
// and not inputs.
func ofPeople(dimension string) bool {
	return !strings.EqualFold(dimension, "total") && !strings.EqualFold(dimension, "poll")
}
