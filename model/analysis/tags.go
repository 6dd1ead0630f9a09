package analysis

import (
	"fmt"

	"consilience/model"
)

// TagEvidence is a tag with where it comes from.
type TagEvidence struct {
	Tag      model.Tag
	Snapshot model.SnapshotID
	Channel  model.Channel
	// Coding is how its excerpts came about; zero if that is not known.
	Coding TagCoding
}

// What the count of a tag can be of, best first.
const (
	perConsultation = "consultation"
	perHighlight    = "highlight"
	perMention      = "mention"
)

// PoleCounts gives the counts by which two tags are compared and what they
// count: "consultation" if both tags have it, else "highlight" (distinct
// excerpts), else "mention".
func PoleCounts(forPole, against model.Tag) (k1, k2 int, of string) {
	switch {
	case forPole.Consultations != nil && against.Consultations != nil:
		return *forPole.Consultations, *against.Consultations, perConsultation
	case forPole.Highlights != nil && against.Highlights != nil:
		return *forPole.Highlights, *against.Highlights, perHighlight
	}
	return forPole.Mentions, against.Mentions, perMention
}

// ReadPoles reads two tags that stand for a proposition and against it, k1 and
// k2 by PoleCounts: it leans to the pole whose share of k1+k2 has a Wilson
// lower bound above one half, else both poles are held. Below th.MinVotes
// together it is insufficient. N is k1 + k2.
//
// A lean is firm only if consultations were counted: mentions and excerpts are
// not independent, because one meeting can give many.
// Source: the scheme's rule R-tag, version 1; the floor is ours.
func ReadPoles(forPole, against TagEvidence, th Thresholds) model.ItemReading {
	k1, k2, of := PoleCounts(forPole.Tag, against.Tag)
	r := model.ItemReading{
		Item: forPole.Tag.Ref(), Against: against.Tag.Ref(),
		Text:     forPole.Tag.Name + " : " + against.Tag.Name,
		Polarity: 1, N: k1 + k2,
		Measures: computeAll([]string{"pole-share/1", "pole-low/1", "pole-high/1"}, PoleInputs(forPole, against)),
	}
	r.Measures = append(r.Measures, tagMeasures(forPole)...)
	r.Measures = append(r.Measures, tagMeasures(against)...)
	forLow, againstLow := wilsonLow(k1, k1+k2, th.Z), wilsonLow(k2, k1+k2, th.Z)
	switch {
	case r.N < th.MinVotes:
		r.Reading = model.Insufficient
		r.Why = fmt.Sprintf("%s on both poles together; at least %d are needed.", count(r.N, of), th.MinVotes)
		return r
	case forLow > half:
		r.Reading = model.LeansSupport
		r.Why = fmt.Sprintf("%d to %s; the lower bound of the first pole's share is %s, above 50"+nbsp+"%%.", k1, count(k2, of), bound(forLow))
	case againstLow > half:
		r.Reading = model.LeansOppose
		r.Why = fmt.Sprintf("%d to %s; the lower bound of the second pole's share is %s, above 50"+nbsp+"%%.", k1, count(k2, of), bound(againstLow))
	default:
		r.Reading = model.BothPoles
		r.Why = fmt.Sprintf("%d to %s: neither pole is clearly ahead.", k1, count(k2, of))
	}
	r.Firm = of == perConsultation && r.Reading != model.BothPoles
	if of != perConsultation {
		r.Why += " One meeting can give many " + of + "s, so this is never firm."
	}
	return r
}

// ReadTag reads a tag that names a topic: it is Raised. N is its mentions.
func ReadTag(e TagEvidence) model.ItemReading {
	return model.ItemReading{
		Item: e.Tag.Ref(), Text: e.Tag.Name, Reading: model.Raised,
		N: e.Tag.Mentions, Measures: tagMeasures(e),
		Why: fmt.Sprintf("%s: the topic was raised; a topic speaks neither for nor against.", count(e.Tag.Mentions, perMention)),
	}
}

// ReadPolarTag reads a tag whose every excerpt speaks for the proposition
// (polarity 1) or against it (-1): it supports or opposes, and is never firm.
// With fewer than th.MinVotes mentions it is insufficient; with polarity 0 it
// is read by ReadTag. N is its mentions.
func ReadPolarTag(e TagEvidence, polarity int, th Thresholds) model.ItemReading {
	r := ReadTag(e)
	if polarity == 0 {
		return r
	}
	mentions := count(r.N, perMention)
	r.Polarity, r.Reading = 1, model.Supports
	r.Why = mentions + ", linked as speaking for the proposition. One meeting can give many mentions, so this is never firm."
	if polarity < 0 {
		r.Polarity, r.Reading = -1, model.Opposes
		r.Why = mentions + ", linked as speaking against the proposition. One meeting can give many mentions, so this is never firm."
	}
	if r.N < th.MinVotes {
		r.Reading = model.Insufficient
		r.Why = fmt.Sprintf("%s; at least %d are needed.", mentions, th.MinVotes)
	}
	return r
}

func tagMeasures(e TagEvidence) []model.Measure {
	return computeAll([]string{"mentions/1"}, TagInputs(e))
}
