package desk

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis/tags"
	"consilience/model/chart"
)

// marked says that a source has excerpts with tags.
func (s State) marked(source string) bool {
	return slices.ContainsFunc(s.Excerpts, func(e *model.Excerpt) bool { return e.Source == source && len(e.Tags) > 0 })
}

// uses are the tagged excerpts of a source.
func (s State) uses(source string) []tags.Use {
	var excerpts []model.Excerpt
	for _, e := range s.Excerpts {
		if e.Source == source {
			excerpts = append(excerpts, *e)
		}
	}
	return tags.Uses(excerpts, s.Notes)
}

// tagCounts are the tags of a source. Consultations are as published, or else
// counted from the excerpts.
func (s State) tagCounts(source string) (out []chart.TagCount) {
	counted := map[string]int{}
	uses := s.uses(source)
	for _, c := range tags.ByConsultation(uses) {
		for _, t := range c.Tags {
			counted[t]++
		}
	}
	for _, t := range s.Tags {
		if t.Source != source {
			continue
		}
		n := chart.TagCount{Ref: string(t.Ref()), Cluster: t.Cluster, Name: t.Name, Mentions: t.Mentions, Consultations: -1}
		if t.Consultations != nil {
			n.Consultations = *t.Consultations
		} else if len(uses) > 0 {
			n.Consultations = counted[t.Name]
		}
		out = append(out, n)
	}
	return out
}

// clusterOf gives the cluster of each tag of a source; a tag in none stands
// for itself.
func (s State) clusterOf(source string) map[string]string {
	of := map[string]string{}
	for _, t := range s.Tags {
		if t.Source == source {
			of[t.Name] = t.Cluster
		}
	}
	return of
}

// radarChart shows in how many consultations each cluster was raised, in all
// or by an attribute of the notes that is known of most. With fewer than three
// clusters it shows tags.
func (s State) radarChart(a ChartAsked) chart.Scene {
	consultations := tags.ByConsultation(s.uses(a.Of))
	cluster := s.clusterOf(a.Of)
	names := map[string]bool{}
	for _, c := range cluster {
		if c != "" {
			names[c] = true
		}
	}
	name := func(tag string) string { return cluster[tag] }
	if len(names) < 3 {
		name = func(tag string) string { return tag }
	}
	raised := make([]map[string]bool, len(consultations))
	total := map[string]int{}
	for i, c := range consultations {
		raised[i] = map[string]bool{}
		for _, t := range c.Tags {
			if n := name(t); n != "" && !raised[i][n] {
				raised[i][n] = true
				total[n]++
			}
		}
	}
	spokes := byCount(total)
	of, values := s.attribute(a.Of, consultations)
	var series []chart.Series
	if len(values) == 0 {
		values, of = []string{a.say("All consultations")}, make([]string, len(consultations))
		for i := range of {
			of[i] = values[0]
		}
	}
	for _, v := range values {
		one := chart.Series{Name: v, Counts: make([]int, len(spokes))}
		for i := range consultations {
			if of[i] != v {
				continue
			}
			one.N++
			for k, spoke := range spokes {
				if raised[i][spoke.Name] {
					one.Counts[k]++
				}
			}
		}
		series = append(series, one)
	}
	return chart.Radar(spokes, series, a.Options)
}

// byCount are names as spokes, most frequent first.
func byCount(total map[string]int) []chart.Spoke {
	var out []chart.Spoke
	for n := range total {
		out = append(out, chart.Spoke{Name: n})
	}
	slices.SortFunc(out, func(a, b chart.Spoke) int {
		return cmp.Or(cmp.Compare(total[b.Name], total[a.Name]), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// attribute finds the first attribute that is known of at least half of the
// consultations and parts them: its value for each, and the two or three most
// frequent values.
func (s State) attribute(source string, consultations []tags.Consultation) (of, values []string) {
	known := map[string]map[string]string{} // attribute, consultation, value
	for _, n := range s.Notes {
		if n.Source != source {
			continue
		}
		for k, v := range n.Attributes {
			k = strings.ToLower(k)
			if known[k] == nil {
				known[k] = map[string]string{}
			}
			if id := n.Source + ":" + n.Of(); known[k][id] == "" {
				known[k][id] = v
			}
		}
	}
	for _, k := range []string{"sector", "level", "region", "type"} {
		of = make([]string, len(consultations))
		count := map[string]int{}
		n := 0
		for i, c := range consultations {
			if of[i] = known[k][c.ID]; of[i] != "" {
				count[of[i]]++
				n++
			}
		}
		if len(count) < 2 || 2*n < len(consultations) {
			continue
		}
		for _, v := range byCount(count) {
			values = append(values, v.Name)
		}
		return of, values[:min(len(values), 3)]
	}
	return nil, nil
}

func (s State) togetherChart(a ChartAsked) chart.Scene {
	p := tags.Together(s.uses(a.Of), tags.Excerpts)
	t := chart.Together{Count: p.Count, N: p.N, Of: a.say("excerpts")}
	for _, name := range p.Tags {
		t.Tags = append(t.Tags, chart.Spoke{Ref: string(model.NewRef(a.Of, name)), Name: name})
	}
	return chart.CoOccurrence(t, a.Options)
}

func (s State) saturationChart(a ChartAsked) chart.Scene {
	found := tags.Saturate(s.uses(a.Of), tags.DefaultRule)
	var points []chart.SaturationPoint
	for _, step := range found.Steps {
		_, name, _ := strings.Cut(step.ID, ":")
		points = append(points, chart.SaturationPoint{Name: s.consultationTitle(a.Of, name), Date: step.Date, New: len(step.New), Known: step.Known})
	}
	return chart.Saturation(points, chart.Saturated{At: found.At, Base: found.Rule.Base, Run: found.Rule.Run, Share: found.Rule.Share, Undated: len(found.Undated)}, a.Options)
}

// consultationTitle is the title of the note that is of a consultation.
func (s State) consultationTitle(source, of string) string {
	for _, n := range s.Notes {
		if n.Source == source && n.Of() == of && n.Title != "" {
			return n.Title
		}
	}
	return of
}

// wordsChart counts the words of notes, of excerpts where no notes were
// published, or of the answers to a question.
func (s State) wordsChart(a ChartAsked) chart.Scene {
	o := chart.CloudOptions{Options: a.Options, Advance: a.Advance}
	var found tags.Words
	if strings.Contains(a.Of, ":") {
		found = s.answerWords(a, &o)
	} else {
		found = s.noteWords(a, &o)
	}
	var words []chart.CloudWord
	for _, w := range found.Counts {
		words = append(words, chart.CloudWord{Text: w.Word, Count: w.Count})
	}
	o.LeftOut = append(o.LeftOut, leftOut(a, found)...)
	return chart.WordCloud(words, o)
}

func (s State) noteWords(a ChartAsked, o *chart.CloudOptions) tags.Words {
	language := ""
	if x := s.source(a.Of); x != nil {
		language = x.Language
	}
	var texts []tags.Text
	for _, n := range s.Notes {
		if n.Source == a.Of && strings.TrimSpace(n.Text) != "" {
			texts = append(texts, tags.Text{Words: n.Text, Language: cmp.Or(n.Language, language)})
		}
	}
	if len(texts) > 0 {
		o.Of = a.say("%d notes", len(texts))
		return tags.CountWords(texts)
	}
	for _, e := range s.Excerpts {
		if e.Source == a.Of {
			texts = append(texts, tags.Text{Words: e.Text, Language: cmp.Or(e.Language, language)})
		}
	}
	o.Of = a.say("%d excerpts", len(texts))
	return tags.CountWords(texts)
}

func (s State) answerWords(a ChartAsked, o *chart.CloudOptions) tags.Words {
	for _, q := range s.Questions {
		if string(q.Question.Ref()) != a.Of {
			continue
		}
		o.Of = a.say("%d answers", len(q.Texts))
		if len(q.Texts) == shownTexts {
			o.LeftOut = append(o.LeftOut, a.say("Only the first %d answers are counted", shownTexts))
		}
		if q.Question.Kind == model.QuestionWords {
			return tags.CountPhrases(q.Texts)
		}
		var texts []tags.Text
		for _, t := range q.Texts {
			texts = append(texts, tags.Text{Words: t, Language: q.Question.Language})
		}
		return tags.CountWords(texts)
	}
	return tags.Words{}
}

// leftOut says what a count of words leaves out.
func leftOut(a ChartAsked, w tags.Words) []string {
	var out []string
	if w.Stopped+w.Numbers+w.Short > 0 {
		out = append(out, a.say("Not counted: %d words that carry no content (lists for %s), %d numbers, %d single letters", w.Stopped, strings.Join(w.Languages, ", "), w.Numbers, w.Short))
	}
	if w.Guessed > 0 {
		out = append(out, a.say("Texts whose language was taken from their words: %d", w.Guessed))
	}
	if len(w.Unlisted) > 0 {
		out = append(out, a.say("No words are left out of texts in: %s", strings.Join(w.Unlisted, ", ")))
	}
	if w.Pairs {
		out = append(out, a.say("Of Chinese and Japanese, which have no spaces, pairs of neighbouring characters are counted"))
	}
	if len(w.Unspaced) > 0 {
		out = append(out, a.say("Written without spaces and counted by phrases: %s", strings.Join(w.Unspaced, ", ")))
	}
	return out
}
