package view

import (
	"slices"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
	"consilience/model/desk"
)

// from says who brought something.
func from(w *Words, l *lookup, published string, made model.Made, zone *time.Location) string {
	switch {
	case published != "":
		return w.T("From “%s”", l.sourceTitle(published))
	case made.By != "":
		return w.T("Added by %s, %s", made.By, w.Time(made.At.In(zone)))
	}
	return ""
}

// why is the rule of a class in plain words. The rules are those of the class
// scheme, version 1; their number is in the trace.
func why(w *Words, a model.Assessment) string {
	r := a.Rule
	speak := r.Supporting + r.Opposing + r.Split + r.Unsure
	switch a.Class {
	case model.NotEnough:
		return w.T("No channel has enough evidence to say anything.")
	case model.DivergentChannels:
		return w.T("One channel supports the proposition and another opposes it.")
	case model.DivergentGroups:
		return w.T("Stakeholder groups take different sides within a channel.")
	case model.DivergentWithin:
		return w.N("Both sides are held within %[2]d of the %[1]d channel that says something.",
			"Both sides are held within %[2]d of the %[1]d channels that say something.", speak, r.Split)
	case model.UncertainClass:
		return w.T("At least as many channels are unsure as take a side.")
	case model.Convergent:
		return w.N("%d channel points the same way, firmly, and nobody recorded a reservation.",
			"%d channels point the same way, at least one of them firmly, and nobody recorded a reservation.", r.Supporting+r.Opposing)
	case model.ConvergentReserve:
		return w.N("%d channel points one way, with a reservation, a split or an unsure channel beside it.",
			"%d channels point the same way, at least one of them firmly, with a reservation, a split or an unsure channel beside them.", r.Supporting+r.Opposing)
	}
	return w.T("Only one channel takes a side, or none does so firmly.")
}

// trace is how a class came about, for who asks.
func trace(w *Words, a model.Assessment) []string {
	r := a.Rule
	out := []string{
		w.T("Channels: %d supporting, %d opposing, %d split, %d unsure.", r.Supporting, r.Opposing, r.Split, r.Unsure),
		w.T("Rule %d gave the class: %s", r.Number, r.Rule),
	}
	for _, t := range r.Tried {
		out = append(out, w.T("Tried before: %s", t))
	}
	if a.Sensitivity != "" {
		out = append(out, a.Sensitivity)
	}
	if r.Thresholds != "" {
		out = append(out, w.T("Thresholds: %s", r.Thresholds))
	}
	return out
}

// component is what a concern is about.
func (w *Words) component(c string) string {
	switch c {
	case "method":
		return w.T("Method")
	case "coherence":
		return w.T("Coherence")
	case "adequacy":
		return w.T("Amount of evidence")
	case "relevance":
		return w.T("Relevance")
	}
	return c
}

// matrix lists every channel, also those that nobody looked at: silence and
// not having looked are different things.
func matrix(w *Words, t desk.Theme) []MatrixRow {
	var out []MatrixRow
	for _, c := range model.Channels {
		row := MatrixRow{Channel: w.Channel(c), Reading: w.Reading(model.NotExamined, false), Items: "–", N: "–"}
		for _, r := range t.Assessment.Channels {
			if r.Channel == c {
				row = matrixRow(w, r)
			}
		}
		out = append(out, row)
	}
	return out
}

func matrixRow(w *Words, r model.ChannelReading) MatrixRow {
	row := MatrixRow{Channel: w.Channel(r.Channel), Reading: w.Reading(r.Reading, r.Firm), Items: "–", N: "–", Why: w.Told(r.Why)}
	if r.Firm {
		row.Firm = w.T("firm")
	}
	if n := len(r.Items); n > 0 {
		row.Items = w.Number(n)
	}
	switch {
	case r.N > 0 && r.Channel == model.ChannelPoll:
		row.N = w.N("%d vote", "%d votes", r.N)
	case r.N > 0 && r.Channel == model.ChannelMeetings:
		row.N = w.N("%d mention", "%d mentions", r.N)
	case r.N > 0:
		row.N = w.Number(r.N)
	case people(r.Items):
		row.N = w.T("a person’s reading")
	}
	return row
}

// people reports whether all items are people's readings.
func people(items []model.ItemReading) bool {
	return len(items) > 0 && !slices.ContainsFunc(items, func(i model.ItemReading) bool { return !human(i) })
}

// human reports whether an item is a person's reading: nothing was counted.
func human(i model.ItemReading) bool {
	return i.By != "" || i.Basis == "" && i.N == 0 && i.Against == ""
}

// evidence lists the items of each channel that are neither a pair of tags nor
// a person's reading: those have places of their own on the page.
func evidence(w *Words, l *lookup, t desk.Theme) []EvidenceGroup {
	links := map[model.Ref]model.Link{}
	for _, k := range t.Links {
		links[k.Item] = k
	}
	var out []EvidenceGroup
	for _, c := range t.Assessment.Channels {
		g := EvidenceGroup{Channel: w.Channel(c.Channel)}
		for _, item := range c.Items {
			if item.Against != "" || human(item) {
				continue
			}
			row := w.evidenceRow(l, item)
			row.Says = w.polaritySays(item.Polarity)
			if k, ok := links[item.Item]; ok && mine(l.state.Member, k.Op) {
				row.Op = k.Op
			}
			g.Rows = append(g.Rows, row)
		}
		if len(g.Rows) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// poleBalance sets the theme's two tags side by side; nil if it has none.
func poleBalance(w *Words, l *lookup, t desk.Theme) *PoleBalance {
	if t.TagPoles == nil {
		return nil
	}
	b := &PoleBalance{For: side(w, l, t.TagPoles.For), Against: side(w, l, t.TagPoles.Against), Reading: w.Reading(model.Silent, false), OnlyInMentions: true}
	for _, ref := range []model.Ref{t.TagPoles.For, t.TagPoles.Against} {
		if tag := l.tags[ref]; tag.Consultations != nil || tag.Highlights != nil {
			b.OnlyInMentions = false
		}
	}
	for _, c := range t.Assessment.Channels {
		for _, item := range c.Items {
			if item.Item != t.TagPoles.For || item.Against == "" {
				continue
			}
			b.Reading, b.Why = w.Reading(item.Reading, item.Firm), w.Told(item.Why)
			b.Figures = poleFigures(w, item.Measures)
		}
	}
	return b
}

// poleFigures gives the first pole's share with its range. Its base is counted
// in mentions, so the bounds are put in words here.
func poleFigures(w *Words, measures []model.Measure) []Figure {
	var out []Figure
	var low, high *model.Measure
	for i, m := range measures {
		switch {
		case strings.HasPrefix(m.Method, "pole-share/"):
			out = append(out, Figure{Label: w.T("share of the first"), Text: w.Measure(m, nil), Measure: m.ID()})
		case strings.HasPrefix(m.Method, "pole-low/"):
			low = &measures[i]
		case strings.HasPrefix(m.Method, "pole-high/"):
			high = &measures[i]
		}
	}
	if low != nil && high != nil {
		out = append(out, rangeFigure(w, *low, *high))
	}
	return out
}

// rangeFigure is an interval; it opens the explanation of its lower bound.
func rangeFigure(w *Words, low, high model.Measure) Figure {
	return Figure{Label: w.T("range"), Text: w.T("%s to %s", w.Percent(low.Value), w.Percent(high.Value)), Measure: low.ID()}
}

func side(w *Words, l *lookup, ref model.Ref) Side {
	n := l.tags[ref].Mentions
	return Side{Name: ref.Item(), Mentions: n, Text: w.N("%d mention", "%d mentions", n)}
}

func humanRow(w *Words, l *lookup, h model.HumanReading, zone *time.Location) HumanRow {
	row := HumanRow{Channel: w.Channel(h.Channel), Reading: w.Reading(h.Reading, false), NoteRow: w.noteRow(l, h.Note, nil, h.Made, zone)}
	for _, g := range sortedKeys(h.Groups) {
		row.Groups = append(row.Groups, GroupReading{g, w.Reading(h.Groups[g], false)})
	}
	if h.Tag != "" {
		row.Cites = w.T("cites the tag “%s”", h.Tag.Item())
		if t, ok := l.tags[h.Tag]; ok {
			row.Cites = w.N("cites the tag “%[2]s”, %[1]d mention", "cites the tag “%[2]s”, %[1]d mentions", t.Mentions, t.Name)
		}
	}
	return row
}

// votesChart has a row for each statement of a theme, those that both sides can
// hold last, and names the sources.
func votesChart(w *Words, l *lookup, t desk.Theme) (rows []chart.Row, source string) {
	limits := analysis.DefaultThresholds()
	var sources []string
	add := func(item model.ItemReading) {
		row, ok := chart.StatementRow(item, item.Item.Item(), limits.VotesNeeded(item.Voters))
		if _, known := l.statements[item.Item]; !known || !ok {
			return
		}
		rows = append(rows, row)
		if title := l.sourceTitle(item.Item.Source()); !slices.Contains(sources, title) {
			sources = append(sources, title)
		}
	}
	for _, c := range t.Assessment.Channels {
		for _, item := range c.Items {
			add(item)
		}
	}
	for _, item := range t.Assessment.Bridging {
		add(item)
	}
	return rows, w.List(sources)
}
