package desk

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/analysis/groups"
	"consilience/model/chart"
)

// ChartKind names a chart.
type ChartKind string

// The kinds of chart.
const (
	ChartHeard      ChartKind = "participation"
	ChartTimeline   ChartKind = "timeline"
	ChartVotes      ChartKind = "votes"
	ChartStatements ChartKind = "statements"
	ChartGroups     ChartKind = "groups"
	ChartThemes     ChartKind = "themes"
	ChartChannels   ChartKind = "channels"
	ChartMentions   ChartKind = "mentions"
	ChartRadar      ChartKind = "radar"
	ChartTogether   ChartKind = "co-occurrence"
	ChartSaturation ChartKind = "saturation"
	ChartWords      ChartKind = "words"
)

// ChartKinds lists the kinds in the order in which they are shown: who took
// part, what was voted, what the themes say, what the notes say.
var ChartKinds = []ChartKind{ChartHeard, ChartTimeline, ChartVotes, ChartStatements, ChartGroups, ChartThemes, ChartChannels,
	ChartMentions, ChartRadar, ChartTogether, ChartSaturation, ChartWords}

// Label is the chart's name for a person, in English.
func (k ChartKind) Label() string {
	switch k {
	case ChartHeard:
		return "Who was heard"
	case ChartTimeline:
		return "When people took part"
	case ChartVotes:
		return "Votes on statements"
	case ChartStatements:
		return "All statements by agreement"
	case ChartGroups:
		return "Opinion map"
	case ChartThemes:
		return "Theme landscape"
	case ChartChannels:
		return "What each channel says"
	case ChartMentions:
		return "Mentions by tag and cluster"
	case ChartRadar:
		return "Clusters by consultations"
	case ChartTogether:
		return "Tags that come together"
	case ChartSaturation:
		return "Saturation over time"
	case ChartWords:
		return "Word cloud"
	}
	return string(k)
}

// ChartAsked is a chart that somebody asks for.
type ChartAsked struct {
	Kind ChartKind
	// Of is what it is of: one of the subjects of its kind; empty for the
	// first.
	Of string
	chart.Options
	// Advance measures words for the word cloud.
	Advance chart.Advance
}

// ChartSubject is what a chart of a kind can be of. Of is "" for the whole
// consultation, a source's id, "theme/" and a theme's id, or the reference of
// a question.
type ChartSubject struct{ Of, Title string }

// ChartSubjects lists what a chart of a kind can be of, here and now; none if
// there is nothing that it could show.
func (s State) ChartSubjects(k ChartKind) []ChartSubject {
	switch k {
	case ChartHeard:
		return s.whole(len(s.Heard) > 0 || slices.ContainsFunc(s.Sources, func(x Source) bool { return x.Voters > 0 || x.Responses > 0 }))
	case ChartTimeline:
		return s.whole(len(s.days()) > 0)
	case ChartVotes:
		return append(s.sourcesWith(func(x Source) bool { return x.Statements > 0 }), s.themesWith(func(t Theme) bool { return len(voted(t)) > 0 })...)
	case ChartStatements:
		return s.sourcesWith(func(x Source) bool { return x.Statements > 0 })
	case ChartGroups:
		return s.sourcesWith(func(x Source) bool { return s.Grouped(x.Source.ID) != nil })
	case ChartThemes:
		return s.whole(len(s.Themes) > 0)
	case ChartChannels:
		return append(s.whole(len(s.Themes) > 0), s.themesWith(func(Theme) bool { return true })...)
	case ChartMentions:
		return s.sourcesWith(func(x Source) bool { return x.Tags > 0 })
	case ChartRadar, ChartTogether, ChartSaturation:
		return s.sourcesWith(func(x Source) bool { return s.marked(x.Source.ID) })
	case ChartWords:
		return append(s.sourcesWith(func(x Source) bool { return x.Notes > 0 || x.Excerpts > 0 }), s.wordQuestions()...)
	}
	return nil
}

// whole is the whole consultation, if there is something.
func (s State) whole(something bool) []ChartSubject {
	if !something {
		return nil
	}
	return []ChartSubject{{}}
}

func (s State) sourcesWith(has func(Source) bool) (out []ChartSubject) {
	for _, x := range s.Sources {
		if has(x) {
			out = append(out, ChartSubject{x.Source.ID, x.Title})
		}
	}
	return out
}

func (s State) themesWith(has func(Theme) bool) (out []ChartSubject) {
	for _, t := range s.Themes {
		if has(t) {
			out = append(out, ChartSubject{"theme/" + t.ID, themeName(t)})
		}
	}
	return out
}

func themeName(t Theme) string {
	if t.Title != "" {
		return t.Title
	}
	return t.Proposition
}

// wordQuestions are the questions that were answered in words.
func (s State) wordQuestions() (out []ChartSubject) {
	for _, q := range s.Questions {
		if k := q.Question.Kind; (k == model.QuestionWords || k == model.QuestionOpen) && len(q.Texts) > 0 {
			out = append(out, ChartSubject{string(q.Question.Ref()), q.Question.Text})
		}
	}
	return out
}

// Chart makes a chart with its table. A kind that is not known, a subject that
// is not here, and one without anything to show are a chart that says so.
func (s State) Chart(a ChartAsked) chart.Scene {
	subjects := s.ChartSubjects(a.Kind)
	if a.Of == "" && len(subjects) > 0 {
		a.Of = subjects[0].Of
	}
	if a.Source == "" {
		a.Source = s.chartSource(a)
	}
	switch a.Kind {
	case ChartHeard:
		return chart.Participation(s.heardParts(a), s.heardLimits(), a.Options)
	case ChartTimeline:
		return chart.Timeline(s.timeline(a), a.Options)
	case ChartVotes:
		return s.votesChart(a)
	case ChartStatements:
		return chart.Beeswarm(s.rows(a.Of), a.Options)
	case ChartGroups:
		return s.opinionChart(a)
	case ChartThemes:
		dots, unplaced := s.themeDots()
		return chart.ThemeLandscape(dots, unplaced, a.Options)
	case ChartChannels:
		return s.channelsChart(a)
	case ChartMentions:
		return chart.Mentions(s.tagCounts(a.Of), a.Options)
	case ChartRadar:
		return s.radarChart(a)
	case ChartTogether:
		return s.togetherChart(a)
	case ChartSaturation:
		return s.saturationChart(a)
	}
	return s.wordsChart(a)
}

// say is a sentence in the reader's language.
func (a ChartAsked) say(sentence string, args ...any) string { return a.Options.Say(sentence, args...) }

// source finds a source; nil if it is not here.
func (s State) source(id string) *Source {
	i := slices.IndexFunc(s.Sources, func(x Source) bool { return x.Source.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Sources[i]
}

// chartSource names what a chart's figures come from, and says what is
// simulated.
func (s State) chartSource(a ChartAsked) string {
	ids := []string{a.Of}
	switch id, theme := strings.CutPrefix(a.Of, "theme/"); {
	case theme:
		ids = s.themeSources(id)
	case strings.Contains(a.Of, ":"):
		ids = []string{model.Ref(a.Of).Source()}
	case a.Kind == ChartHeard:
		ids = nil
		for _, h := range s.Heard {
			ids = append(ids, h.Source)
		}
		for _, x := range s.Sources {
			if x.Voters > 0 && x.VotersFrom == "" {
				ids = append(ids, x.Source.ID)
			}
		}
	case a.Kind == ChartTimeline:
		ids = nil
		for _, c := range s.days() {
			ids = append(ids, c.source.Source.ID)
		}
	case a.Of == "":
		ids = nil
		if a.Kind == ChartThemes || a.Kind == ChartChannels {
			for _, t := range s.Themes {
				ids = append(ids, s.themeSources(t.ID)...)
			}
		}
	}
	var names []string
	for _, x := range s.Sources {
		if !slices.Contains(ids, x.Source.ID) {
			continue
		}
		name := x.Title
		if x.Simulated {
			name = a.say("%s (simulated, made up by a program)", name)
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}

// themeSources are the sources that a theme's evidence comes from.
func (s State) themeSources(id string) (out []string) {
	for _, t := range s.Themes {
		if t.ID != id {
			continue
		}
		for _, c := range t.Assessment.Channels {
			for _, item := range c.Items {
				out = append(out, item.Item.Source())
			}
		}
	}
	return out
}

// rows are the statements of a source that were voted on, or that a theme
// uses, in their order.
func (s State) rows(of string) (out []chart.Row) {
	id, isTheme := strings.CutPrefix(of, "theme/")
	for _, st := range s.Statements {
		if isTheme && !slices.Contains(st.Themes, id) || !isTheme && st.Source != of {
			continue
		}
		if r, ok := chart.StatementRow(st.Item, st.ID, s.needed(st)); ok {
			r.Text = st.Text
			out = append(out, r)
		}
	}
	return out
}

// needed is the least number of votes with which a statement is read.
func (s State) needed(st Statement) int { return analysis.DefaultThresholds().VotesNeeded(st.Voters) }

// mostVoted is how many statements a chart of votes shows.
const mostVoted = 25

// votesChart shows the statements with most votes, by agreement.
func (s State) votesChart(a ChartAsked) chart.Scene {
	rows := s.rows(a.Of)
	all := len(rows)
	slices.SortStableFunc(rows, func(x, y chart.Row) int { return cmp.Compare(y.N, x.N) })
	rows = rows[:min(len(rows), mostVoted)]
	slices.SortStableFunc(rows, func(x, y chart.Row) int { return cmp.Compare(y.Agree.Share, x.Agree.Share) })
	scene := chart.Diverging(rows, chart.DivergingOptions{Width: a.Width, Title: a.Title, Source: a.Source, Interval: true, Words: a.Words})
	if all > len(rows) {
		scene.Source += " " + a.say("Shown are the %d statements with most votes of %d.", len(rows), all)
	}
	return scene
}

// opinionChart is the map of a poll's opinion groups.
func (s State) opinionChart(a ChartAsked) chart.Scene {
	var o chart.Opinions
	if g := s.Grouped(a.Of); g != nil {
		for k := range g.Grouping.K {
			o.Groups = append(o.Groups, chart.OpinionGroup{Name: a.say("Group %s", g.Title(k)), Size: g.Grouping.Sizes[k]})
		}
		for i, at := range g.Grouping.Places {
			label := g.Grouping.Labels[i]
			if label == groups.None && at == (groups.Point{}) {
				continue // who voted on too little to be placed
			}
			o.Dots = append(o.Dots, chart.Dot{X: at[0], Y: at[1], Group: label})
		}
	}
	return chart.OpinionMap(o, chart.OpinionMapOptions{Width: a.Width, Title: a.Title, Source: a.Source, Words: a.Words})
}

// channelsChart is the matrix of one theme, or the grid of all.
func (s State) channelsChart(a ChartAsked) chart.Scene {
	o := chart.MatrixOptions{Width: a.Width, Title: a.Title, Source: a.Source, Words: a.Words}
	id, one := strings.CutPrefix(a.Of, "theme/")
	var rows []chart.ThemeRow
	for _, t := range s.Themes {
		if one && t.ID == id {
			if o.Title == "" {
				o.Title = themeName(t)
			}
			return chart.Matrix(t.Assessment.Channels, o)
		}
		rows = append(rows, chart.ThemeRow{Ref: "theme/" + t.ID, Text: themeName(t), Channels: t.Assessment.Channels})
	}
	return chart.ThemeGrid(rows, o)
}

// voted are the items of a theme that are statements with votes enough.
func voted(t Theme) (out []model.ItemReading) {
	for _, c := range t.Assessment.Channels {
		if c.Channel != model.ChannelPoll {
			continue
		}
		for _, item := range c.Items {
			if item.Polarity != 0 && item.N > 0 && item.Reading != model.Insufficient && share(item, "agree-share/1") != nil {
				out = append(out, item)
			}
		}
	}
	return out
}

func share(item model.ItemReading, method string) *model.Measure {
	for i := range item.Measures {
		if item.Measures[i].Method == method {
			return &item.Measures[i]
		}
	}
	return nil
}

// themeDots places the themes by the votes on their statements; a statement
// that says the reverse counts by those who disagree.
func (s State) themeDots() (dots []chart.ThemeDot, unplaced []string) {
	for _, t := range s.Themes {
		d := chart.ThemeDot{Ref: "theme/" + t.ID, Name: themeName(t), Low: 1}
		var shares []float64
		for _, item := range voted(t) {
			side := "agree"
			if item.Polarity < 0 {
				side = "disagree"
			}
			support, low, high := share(item, side+"-share/1"), share(item, side+"-low/1"), share(item, side+"-high/1")
			if support == nil || low == nil || high == nil {
				continue
			}
			shares = append(shares, support.Value)
			d.Low, d.High = min(d.Low, low.Value), max(d.High, high.Value)
			d.Statements++
			d.Votes += item.N
		}
		if len(shares) == 0 {
			unplaced = append(unplaced, d.Name)
			continue
		}
		slices.Sort(shares)
		middle := len(shares) / 2
		d.Support = shares[middle]
		if len(shares)%2 == 0 {
			d.Support = (shares[middle-1] + shares[middle]) / 2
		}
		dots = append(dots, d)
	}
	return dots, unplaced
}
