package analysis

import (
	"testing"

	"consilience/model"
)

func TestReadChannel(t *testing.T) {
	item := func(r model.Reading, firm bool) model.ItemReading {
		return model.ItemReading{Reading: r, Firm: firm, N: 10}
	}
	sup, opp, split, unc := item(model.Supports, true), item(model.Opposes, false), item(model.SplitReading, false), item(model.Uncertain, false)
	lean, few, raised, group := item(model.LeansSupport, false), item(model.Insufficient, false), item(model.Raised, false), item(model.ByGroup, false)
	both, none := item(model.BothPoles, false), item(model.NoClearDirection, false)
	leaning := unc
	leaning.Lean = model.LeansSupport
	for _, c := range []struct {
		name  string
		items []model.ItemReading
		want  model.Reading
		firm  bool
	}{
		{"one firm support", []model.ItemReading{sup}, model.Supports, true},
		{"support is as many as uncertain and split", []model.ItemReading{sup, sup, unc, split}, model.Supports, true},
		{"support is fewer than uncertain and split", []model.ItemReading{sup, unc, split}, model.Uncertain, false},
		{"support and oppose", []model.ItemReading{sup, opp}, model.SplitReading, false},
		{"more split than directed", []model.ItemReading{sup, split, split}, model.SplitReading, false},
		{"as many split as directed", []model.ItemReading{sup, split}, model.Supports, true},
		{"oppose only", []model.ItemReading{opp, few}, model.Opposes, false},
		{"only leans", []model.ItemReading{lean, lean}, model.LeansSupport, false},
		{"a lean and a support", []model.ItemReading{lean, sup}, model.Supports, true},
		{"both poles held", []model.ItemReading{both}, model.BothPoles, false},
		{"both poles held, a split statement", []model.ItemReading{both, split}, model.SplitReading, false},
		{"an uncertain item that leans is uncertain", []model.ItemReading{leaning}, model.Uncertain, false},
		{"no clear direction", []model.ItemReading{none}, model.Uncertain, false},
		{"by group only", []model.ItemReading{group, raised}, model.ByGroup, false},
		{"by group beside a count", []model.ItemReading{group, sup}, model.Supports, true},
		{"too few and raised", []model.ItemReading{few, raised}, model.Insufficient, false},
		{"raised only", []model.ItemReading{raised}, model.Raised, false},
		{"no items", nil, model.Silent, false},
	} {
		got := ReadChannel(model.ChannelPoll, c.items, DefaultThresholds())
		if got.Reading != c.want || got.Firm != c.firm || got.N != 10*len(c.items) {
			t.Errorf("%s: got %s firm %t n %d, want %s %t %d", c.name, got.Reading, got.Firm, got.N, c.want, c.firm, 10*len(c.items))
		}
	}
}

func TestClassify(t *testing.T) {
	ch := func(r model.Reading) model.ChannelReading { return model.ChannelReading{Reading: r} }
	firm := model.ChannelReading{Reading: model.Supports, Firm: true}
	against := model.ChannelReading{Reading: model.Opposes, Firm: true}
	s, o, x, u, silent := ch(model.Supports), ch(model.Opposes), ch(model.BothPoles), ch(model.Uncertain), ch(model.Silent)
	for _, c := range []struct {
		name            string
		channels        []model.ChannelReading
		groups, reserve bool
		want            model.Class
	}{
		{"nothing", nil, false, false, model.NotEnough},
		{"silent, raised, by group, too few", []model.ChannelReading{silent, ch(model.Raised), ch(model.ByGroup), ch(model.Insufficient)}, true, true, model.NotEnough},
		{"support against oppose", []model.ChannelReading{firm, o}, false, false, model.DivergentChannels},
		{"between channels goes before groups", []model.ChannelReading{firm, o}, true, false, model.DivergentChannels},
		{"groups differ", []model.ChannelReading{firm, s}, true, false, model.DivergentGroups},
		{"split as many as directed", []model.ChannelReading{firm, x}, false, false, model.DivergentWithin},
		{"uncertain as many as directed", []model.ChannelReading{firm, u}, false, false, model.UncertainClass},
		{"split goes before uncertain", []model.ChannelReading{x, u}, false, false, model.DivergentWithin},
		{"two, one firm", []model.ChannelReading{firm, s, silent}, false, false, model.Convergent},
		{"two against, one firm", []model.ChannelReading{against, ch(model.LeansOppose)}, false, false, model.Convergent},
		{"two with a reservation", []model.ChannelReading{firm, s}, false, true, model.ConvergentReserve},
		{"two and one uncertain", []model.ChannelReading{firm, s, u}, false, false, model.ConvergentReserve},
		{"two and one split", []model.ChannelReading{firm, s, x}, false, false, model.ConvergentReserve},
		{"two, none firm", []model.ChannelReading{s, s}, false, false, model.WeakSignal},
		{"one firm", []model.ChannelReading{firm}, false, false, model.WeakSignal},
	} {
		got, trace := Classify(c.channels, c.groups, c.reserve, DefaultThresholds())
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if len(trace.Tried) != trace.Number-1 || trace.Rule == "" || trace.Thresholds != "thresholds/1" {
			t.Errorf("%s: got trace %+v, want every earlier rule with its reason", c.name, trace)
		}
	}
}

func TestReadPoles(t *testing.T) {
	tag := func(mentions int, consultations ...int) TagEvidence {
		e := TagEvidence{Tag: model.Tag{Source: "tags", Name: "t", Mentions: mentions}, Channel: model.ChannelMeetings}
		if len(consultations) > 0 {
			e.Tag.Consultations = &consultations[0]
		}
		return e
	}
	for _, c := range []struct {
		name     string
		one, two TagEvidence
		want     model.Reading
		firm     bool
		n        int
	}{
		{"OGP narrow focus", tag(26), tag(22), model.BothPoles, false, 48},
		{"OGP reformers", tag(48), tag(18), model.LeansSupport, false, 66},
		{"OGP grow", tag(84), tag(54), model.LeansSupport, false, 138},
		{"OGP prescriptive, turned round", tag(21), tag(40), model.LeansOppose, false, 61},
		{"consultations go before mentions and can be firm", tag(1, 30), tag(99, 5), model.LeansSupport, true, 35},
		{"only one has consultations: mentions", tag(48, 3), tag(18), model.LeansSupport, false, 66},
		{"two to nothing is too few", tag(2), tag(0), model.Insufficient, false, 2},
		{"nothing", tag(0), tag(0), model.Insufficient, false, 0},
	} {
		got := ReadPoles(c.one, c.two, DefaultThresholds())
		if got.Reading != c.want || got.Firm != c.firm || got.N != c.n {
			t.Errorf("%s: got %s firm %t n %d, want %s %t %d", c.name, got.Reading, got.Firm, got.N, c.want, c.firm, c.n)
		}
	}
}

func TestReadPolarTag(t *testing.T) {
	e := TagEvidence{Tag: model.Tag{Source: "contribution-areas", Name: "Citizen Participation", Mentions: 92}}
	for polarity, want := range map[int]model.Reading{1: model.Supports, -1: model.Opposes, 0: model.Raised} {
		if got := ReadPolarTag(e, polarity, DefaultThresholds()); got.Reading != want || got.Firm || got.N != 92 {
			t.Errorf("polarity %d: got %s firm %t of %d, want %s, not firm, of 92", polarity, got.Reading, got.Firm, got.N, want)
		}
	}
	e.Tag.Mentions = 9
	if got := ReadPolarTag(e, 1, DefaultThresholds()); got.Reading != model.Insufficient {
		t.Errorf("9 mentions: got %s, want insufficient", got.Reading)
	}
}
