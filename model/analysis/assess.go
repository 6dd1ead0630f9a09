package analysis

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// Evidence is everything in the current snapshots that a theme may link to.
type Evidence struct {
	Statements map[model.Ref]StatementEvidence
	Tags       map[model.Ref]TagEvidence
	// Questions are by the question's reference, without an option.
	Questions map[model.Ref]QuestionEvidence
	// Heard is the participation register.
	Heard []model.Heard
	// Checks are those of the published data: near-duplicates and changes since
	// the snapshot before bear on the confidence of a theme whose items they
	// are about.
	Checks []model.Check
	// Channels are those of which the workspace holds inputs: without a link
	// such a channel is silent, any other was not examined.
	Channels []model.Channel
}

// Assess reads a theme: its items by channel, its class with the rule that
// gave it, the confidence with the concerns behind it, what the evidence
// cannot say, and whether moving a cut-off changes the class. Links whose item
// is in no current snapshot are listed as missing and count for nothing;
// bridging statements are read and count for nothing.
//
// The channels are always the six of model.Channels, in that order, then any
// other that has items.
// Source: the scheme's layers 2 to 4, version 1.
func Assess(t model.Theme, e Evidence, th Thresholds) model.Assessment {
	g := gather(t, e, th)
	channels := g.channels(e, th)
	a := model.Assessment{Channels: channels, Bridging: g.bridging, Missing: g.missing}
	a.Class, a.Rule = Classify(channels, g.byGroup, len(t.Reservations) > 0, th)
	a.Concerns = concerns(t, g, channels, e, a.Class, th)
	a.Confidence = confidenceOf(a.Concerns, a.Class, g.mentionsOnly())
	a.Limitations = limitations(g, channels, e)
	a.Sensitivity = sensitivity(t, e, th, a.Class)
	return a
}

// gathered is a theme's evidence, read.
type gathered struct {
	items    map[model.Channel][]model.ItemReading // looked up by channel, never ranged over
	order    []model.Channel                       // channels in order of first item
	bridging []model.ItemReading
	missing  []model.Ref
	// statements are those that were read, bridging ones included.
	statements []StatementEvidence
	// tags are those that were read for or against.
	tags    []model.Tag
	human   int // readings by people that say something
	byGroup bool
}

func (g *gathered) add(c model.Channel, item model.ItemReading) {
	if _, ok := g.items[c]; !ok {
		g.order = append(g.order, c)
	}
	g.items[c] = append(g.items[c], item)
}

func (g *gathered) miss(ref model.Ref) {
	if !slices.Contains(g.missing, ref) {
		g.missing = append(g.missing, ref)
	}
}

func gather(t model.Theme, e Evidence, th Thresholds) *gathered {
	g := &gathered{items: map[model.Channel][]model.ItemReading{}}
	for _, link := range t.Links {
		g.addLink(link, e, th)
	}
	if t.TagPoles != nil {
		g.addPoles(*t.TagPoles, e, th)
	}
	for _, h := range t.Human {
		g.addHuman(h, e)
	}
	return g
}

func (g *gathered) addLink(link model.Link, e Evidence, th Thresholds) {
	if s, ok := e.Statements[link.Item]; ok {
		g.statements = append(g.statements, s)
		item := ReadStatement(s, link.Polarity, th)
		if !link.Bridging {
			g.add(s.Channel, item)
			return
		}
		if link.Polarity == 0 { // a bridge is shown with its votes
			item = ReadStatement(s, 1, th)
		}
		g.bridging = append(g.bridging, item)
		return
	}
	if ref, option := e.Question(link.Item); ref != "" {
		g.addQuestion(link, e.Questions[ref], option, th)
		return
	}
	tag, ok := e.Tags[link.Item]
	switch {
	case !ok:
		g.miss(link.Item)
	case link.Bridging:
		g.bridging = append(g.bridging, ReadTag(tag))
	default:
		if link.Polarity != 0 {
			g.tags = append(g.tags, tag.Tag)
		}
		g.add(tag.Channel, ReadPolarTag(tag, link.Polarity, th))
	}
}

// Question finds the question that an item is, or is an option of; empty if it
// is none.
func (e Evidence) Question(item model.Ref) (ref model.Ref, option int) {
	if _, ok := e.Questions[item]; ok {
		return item, -1
	}
	ref, option = CutOption(item)
	if q, ok := e.Questions[ref]; ok && option >= 0 && option < len(q.Question.Options) {
		return ref, option
	}
	return "", -1
}

func (g *gathered) addQuestion(link model.Link, q QuestionEvidence, option int, th Thresholds) {
	if !link.Bridging {
		item, differ := ReadQuestion(q, option, link.Polarity, th)
		g.byGroup = g.byGroup || differ
		g.add(q.Channel, item)
		return
	}
	polarity := link.Polarity
	if polarity == 0 { // a bridge is shown with its answers
		polarity = 1
	}
	item, _ := ReadQuestion(q, option, polarity, th)
	g.bridging = append(g.bridging, item)
}

func (g *gathered) addPoles(poles model.TagPoles, e Evidence, th Thresholds) {
	one, okOne := e.Tags[poles.For]
	other, okOther := e.Tags[poles.Against]
	if !okOne {
		g.miss(poles.For)
	}
	if !okOther {
		g.miss(poles.Against)
	}
	if okOne && okOther {
		g.tags = append(g.tags, one.Tag, other.Tag)
		g.add(one.Channel, ReadPoles(one, other, th))
	}
}

// addHuman adds a person's reading. A reading that says "not examined" is no
// reading.
func (g *gathered) addHuman(h model.HumanReading, e Evidence) {
	if h.Reading == model.NotExamined {
		return
	}
	if h.Reading != model.Silent && h.Reading != model.Raised {
		g.human++
	}
	item := model.ItemReading{
		Item: h.Tag, Polarity: 1, Reading: h.Reading, By: h.By, Note: h.Note,
		Text: "A person's reading of this channel: " + lower(h.Channel.Label()),
	}
	if h.Tag != "" {
		if tag, ok := e.Tags[h.Tag]; ok {
			item.Text, item.Measures = tag.Tag.Name, tagMeasures(tag)
		} else {
			g.miss(h.Tag)
		}
	}
	by := h.By
	if by == "" {
		by = "whoever published the theme"
	}
	item.Why = fmt.Sprintf("Read by %s: %s. A person's reading is never mixed into counts and is never firm.", by, lower(h.Reading.Label()))
	if h.Reading == model.ByGroup {
		words, differ := groupWords(h.Groups)
		g.byGroup = g.byGroup || differ
		item.Why = fmt.Sprintf("Read by %s: differs by group (%s). It counts as a difference between stakeholder groups if they point in opposite directions, and neither for nor against.", by, words)
	}
	g.add(h.Channel, item)
}

// groupWords names each group's reading, in the order of the groups' names,
// and tells whether one points for and another against.
func groupWords(groups map[string]model.Reading) (words string, differ bool) {
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	slices.Sort(names)
	var pro, against bool
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = name + ": " + lower(groups[name].Label())
		pro = pro || direction(groups[name]) > 0
		against = against || direction(groups[name]) < 0
	}
	if len(parts) == 0 {
		return "groups not named", false
	}
	return strings.Join(parts, "; "), pro && against
}

// channels reads every channel: those with items, and of the six known ones
// also those without, as silent or not examined.
func (g *gathered) channels(e Evidence, th Thresholds) []model.ChannelReading {
	var out []model.ChannelReading
	for _, c := range model.Channels {
		items, ok := g.items[c]
		switch {
		case ok:
			out = append(out, ReadChannel(c, items, th))
		case slices.Contains(e.Channels, c):
			out = append(out, model.ChannelReading{Channel: c, Reading: model.Silent, Items: []model.ItemReading{},
				Why: "Inputs of this channel are here; none of them is linked to this theme."})
		default:
			out = append(out, model.ChannelReading{Channel: c, Reading: model.NotExamined, Items: []model.ItemReading{},
				Why: "No input of this channel is here."})
		}
	}
	for _, c := range g.order {
		if !slices.Contains(model.Channels, c) {
			out = append(out, ReadChannel(c, g.items[c], th))
		}
	}
	return out
}

// mentionsOnly says that mentions or excerpts are all that can be counted: no
// consultations, no votes, no person's reading.
func (g *gathered) mentionsOnly() bool {
	if len(g.tags) == 0 || g.human > 0 || slices.ContainsFunc(g.tags, func(t model.Tag) bool { return t.Consultations != nil }) {
		return false
	}
	for _, c := range g.order {
		for _, item := range g.items[c] {
			if item.Basis != "" && item.Reading != model.Raised && item.Reading != model.Insufficient {
				return false
			}
		}
	}
	return true
}
