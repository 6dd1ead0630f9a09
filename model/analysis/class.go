package analysis

import (
	"fmt"

	"consilience/model"
)

// channelTally counts channels by what they say: the input of the class rules.
type channelTally struct {
	support, oppose, split, unsure int
	firm                           int // channels that point a way firmly
	byGroup, reserved              bool
}

func (c channelTally) way() int { return c.support + c.oppose }

// rule is one of the eight. They are tried in order; the last one takes what
// is left and so has no condition.
type rule struct {
	class model.Class
	text  string
	fires func(c channelTally) bool
	// not says why the rule did not fire.
	not func(c channelTally) string
}

var rules = []rule{
	{model.NotEnough, "No channel says anything that can be counted.",
		func(c channelTally) bool { return c.way()+c.split+c.unsure == 0 },
		func(c channelTally) string {
			return count(c.way()+c.split+c.unsure, "channel") + " can be counted"
		}},
	{model.DivergentChannels, "At least one channel supports and at least one opposes.",
		func(c channelTally) bool { return c.support > 0 && c.oppose > 0 },
		func(c channelTally) string {
			switch {
			case c.way() == 0:
				return "no channel supports or opposes"
			case c.oppose == 0:
				return "no channel opposes"
			}
			return "no channel supports"
		}},
	{model.DivergentGroups, "Stakeholder groups differ in a survey or in a cited reading of notes.",
		func(c channelTally) bool { return c.byGroup },
		func(channelTally) string { return "no difference between stakeholder groups is known" }},
	{model.DivergentWithin, "Channels that are split in themselves are at least as many as those that point one way.",
		func(c channelTally) bool { return c.split > 0 && c.split >= c.way() },
		func(c channelTally) string {
			if c.split == 0 {
				return "no channel is split"
			}
			return fmt.Sprintf("%d split, fewer than the %d that point one way", c.split, c.way())
		}},
	{model.UncertainClass, "Uncertain channels are at least as many as those that point one way.",
		func(c channelTally) bool { return c.unsure > 0 && c.unsure >= c.way() },
		func(c channelTally) string {
			if c.unsure == 0 {
				return "no channel is uncertain"
			}
			return fmt.Sprintf("%d uncertain, fewer than the %d that point one way", c.unsure, c.way())
		}},
	{model.Convergent, "At least two channels point the same way, at least one of them firmly; none is split or uncertain and no reservation is recorded.",
		func(c channelTally) bool { return c.twoFirm() && c.split == 0 && c.unsure == 0 && !c.reserved },
		func(c channelTally) string {
			switch {
			case !c.twoFirm():
				return c.notTwoFirm()
			case c.split+c.unsure > 0:
				return count(c.split+c.unsure, "channel") + " split or uncertain"
			}
			return "a reservation is recorded"
		}},
	{model.ConvergentReserve, "At least two channels point the same way, at least one of them firmly; a channel is split or uncertain, or a reservation is recorded.",
		channelTally.twoFirm, channelTally.notTwoFirm},
	{class: model.WeakSignal, text: "What there is comes from one channel, or no channel is firm."},
}

func (c channelTally) twoFirm() bool { return c.way() >= 2 && c.firm >= 1 }

func (c channelTally) notTwoFirm() string {
	if c.way() < 2 {
		return fmt.Sprintf("%s one way, two are needed", count(c.way(), "channel"))
	}
	return "no channel is firm"
}

// Classify gives the class of a theme from its channel readings by the first
// of eight rules that fits, and says which rule it was, why each one before it
// did not fire, and the counts of channels it used. Leans count for their
// side; a channel that is silent, not examined, raised only, by group or
// insufficient counts for none.
//
// stakeholderDifference says that groups of stakeholders are known to differ;
// reserved that a minority view, a condition or a contested instrument is
// recorded. Nothing is added up across channels but the channels themselves.
// Source: the scheme's layer 3, version 1; the classes follow the convergence
// coding matrix of Farmer et al. 2006, Qualitative Health Research 16, 377–394.
func Classify(channels []model.ChannelReading, stakeholderDifference, reserved bool, th Thresholds) (model.Class, model.RuleTrace) {
	c := channelTally{byGroup: stakeholderDifference, reserved: reserved}
	for _, r := range channels {
		switch r.Reading {
		case model.Supports, model.LeansSupport:
			c.support++
		case model.Opposes, model.LeansOppose:
			c.oppose++
		case model.SplitReading, model.SplitGroups, model.BothPoles:
			c.split++
		case model.Uncertain, model.NoClearDirection:
			c.unsure++
		}
		if r.Firm && direction(r.Reading) != 0 {
			c.firm++
		}
	}
	trace := model.RuleTrace{
		Supporting: c.support, Opposing: c.oppose, Split: c.split, Unsure: c.unsure,
		Tried: []string{}, Thresholds: th.Version,
	}
	fired := len(rules) - 1
	for i, r := range rules[:fired] {
		if r.fires(c) {
			fired = i
			break
		}
		trace.Tried = append(trace.Tried, fmt.Sprintf("Rule %d, %s: %s.", i+1, lower(r.class.Label()), r.not(c)))
	}
	trace.Number, trace.Rule = fired+1, rules[fired].text
	return rules[fired].class, trace
}
