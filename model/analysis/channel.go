package analysis

import (
	"fmt"
	"strings"

	"consilience/model"
)

// channelCount counts a channel's items by what they say, after polarity.
type channelCount struct {
	support, oppose, split, unsure int
	carried                        int // of support and oppose: more than a lean
	bothPoles                      int // of split: two tags, both held
	byGroup, few, raised, silent   int // counted for nothing
}

func (c channelCount) counted() int { return c.support + c.oppose + c.split + c.unsure }

func countItems(items []model.ItemReading) channelCount {
	var c channelCount
	for _, item := range items {
		switch item.Reading {
		case model.Supports, model.LeansSupport:
			c.support++
		case model.Opposes, model.LeansOppose:
			c.oppose++
		case model.SplitReading, model.SplitGroups:
			c.split++
		case model.BothPoles:
			c.split++
			c.bothPoles++
		case model.Uncertain, model.NoClearDirection:
			c.unsure++
		case model.ByGroup:
			c.byGroup++
		case model.Insufficient:
			c.few++
		case model.Raised:
			c.raised++
		default:
			c.silent++
		}
		if item.Reading == model.Supports || item.Reading == model.Opposes {
			c.carried++
		}
	}
	return c
}

// ReadChannel reads what a channel's items say together. With s, o, x, u the
// numbers of items that support, oppose, are split or uncertain (leans count
// for their side; an uncertain item that leans counts as uncertain):
//
//   - split if s and o, or x > s+o; "both poles held" if nothing else is split
//   - supports if s ≥ u+x, opposes if o ≥ u+x; "leans" if no item carries
//   - else uncertain
//
// Items that only raise the topic, have too few votes or differ by group count
// for none of these. If there are only such items the reading is, in this
// order: by group, insufficient, raised. Without items it is silent.
// Firm means that a firm item points the channel's way. N adds up votes and
// mentions of this channel's items.
func ReadChannel(c model.Channel, items []model.ItemReading, th Thresholds) model.ChannelReading {
	n := countItems(items)
	r := model.ChannelReading{Channel: c, Items: append([]model.ItemReading(nil), items...)}
	for _, item := range items {
		r.N += item.N
	}
	r.Reading = n.reading()
	way := direction(r.Reading)
	for _, item := range items {
		r.Firm = r.Firm || way != 0 && item.Firm && direction(item.Reading) == way
	}
	r.Why = n.why()
	return r
}

func (n channelCount) reading() model.Reading {
	s, o, x, u := n.support, n.oppose, n.split, n.unsure
	carried := n.carried > 0
	switch {
	case n.counted() == 0:
		return n.uncounted()
	case s > 0 && o > 0:
		return model.SplitReading
	case x > s+o && n.bothPoles == x:
		return model.BothPoles
	case x > s+o:
		return model.SplitReading
	case s > 0 && s >= u+x && carried:
		return model.Supports
	case s > 0 && s >= u+x:
		return model.LeansSupport
	case o > 0 && o >= u+x && carried:
		return model.Opposes
	case o > 0 && o >= u+x:
		return model.LeansOppose
	}
	return model.Uncertain
}

// uncounted is the reading of a channel none of whose items counts.
func (n channelCount) uncounted() model.Reading {
	switch {
	case n.byGroup > 0:
		return model.ByGroup
	case n.few > 0:
		return model.Insufficient
	case n.raised > 0:
		return model.Raised
	}
	return model.Silent
}

// why says the counts in words.
func (n channelCount) why() string {
	var parts []string
	for _, p := range []struct {
		k    int
		what string
	}{
		{n.support, "support"}, {n.oppose, "oppose"}, {n.split, "split"}, {n.unsure, "uncertain"},
		{n.byGroup, "by group"}, {n.few, "too few"}, {n.raised, "raised only"}, {n.silent, "silent"},
	} {
		if p.k > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.k, p.what))
		}
	}
	if len(parts) == 0 {
		return "No item."
	}
	return "Items: " + strings.Join(parts, ", ") + "."
}
