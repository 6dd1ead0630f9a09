package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// CoderChoice is somebody whose coding can be compared.
type CoderChoice struct{ Name, Says string }

// Coders are those who tagged excerpts in the notes.
func (w *Words) Coders(st desk.State) []CoderChoice {
	var list []CoderChoice
	for _, c := range analysis.Coders(st.Excerpts) {
		says := w.N("%d tag set", "%d tags set", c.Taggings) + " " + w.N("in %d note", "in %d notes", c.Notes)
		list = append(list, CoderChoice{c.Name, c.Name + " · " + says})
	}
	return list
}

// CoderComparison is what two coders' agreement says on the screen.
type CoderComparison struct {
	// Nothing says why there is nothing to compare; the rest is then empty.
	Nothing string
	// Notes are those that were compared, with their titles.
	Notes  []model.Ref
	Titles []string
	// Base says what was compared, Unit how, Bands what the figures are held to.
	Base, Unit, Bands string
	All               CoderLine
	Tags              []CoderLine
	Differ            string // how many differences there are
	Differences       []CoderDifference
	// More says how many differences are not listed; empty if all are.
	More string
}

// CoderLine is the agreement on a tag, or over all.
type CoderLine struct {
	Tag    string
	Band   Badge
	Alpha  string
	Kappa  string
	Share  string
	Counts string
}

// CoderDifference is a sentence on which two coders differ.
type CoderDifference struct {
	Excerpt model.Ref
	Text    string
	Says    string // the tag, and what each coder said
	Where   string
}

// mostDifferences is how many are listed.
const mostDifferences = 200

// CompareCoders compares two coders on a note, or, without one, on all in which
// both set tags.
func (w *Words) CompareCoders(st desk.State, one, other string, note model.Ref) CoderComparison {
	coders := w.Coders(st)
	switch {
	case len(coders) == 0:
		return CoderComparison{Nothing: w.T("Nobody is named who tagged a passage, so that there is nothing to compare.")}
	case len(coders) == 1:
		return CoderComparison{Nothing: w.T("%s alone coded these notes. Agreement can be told when a second person codes some of them, without looking at the first coding.", coders[0].Name)}
	case one == "" || other == "" || one == other:
		return CoderComparison{Nothing: w.T("Choose two coders.")}
	}
	all := analysis.CompareCoders(st.Notes, st.Excerpts, one, other, nil)
	c := CoderComparison{Notes: all.Notes}
	titles := map[model.Ref]string{}
	for i := range st.Notes {
		titles[st.Notes[i].Ref()] = noteTitle(&st.Notes[i])
	}
	for _, ref := range all.Notes {
		c.Titles = append(c.Titles, titles[ref])
	}
	if len(all.Notes) == 0 {
		c.Nothing = w.T("%s and %s set tags in no note together. Agreement can be told of notes that both coded.", one, other)
		return c
	}
	if note != "" {
		all = analysis.CompareCoders(st.Notes, st.Excerpts, one, other, []model.Ref{note})
	}
	c.Base = w.N("%d note", "%d notes", len(all.Notes)) + " · " + w.N("%d sentence", "%d sentences", all.Sentences) + " · " + w.N("%d tag", "%d tags", len(all.Tags))
	if all.Copies > 0 {
		c.Base += " · " + w.T("notes of the same text are compared as one")
	}
	c.Unit = w.T("Compared sentence by sentence: a sentence carries a tag if any of it is in an excerpt with it. Over all, each sentence with each tag is one decision.")
	c.Bands = w.T("By convention α from 0.80 is good and from 0.667 tentative. α and κ leave out agreement that chance would give; the percentage does not.")
	c.All = w.coderLine(all.All)
	for _, t := range all.Tags {
		c.Tags = append(c.Tags, w.coderLine(t))
	}
	c.Differ = w.N("%d difference", "%d differences", len(all.Differences))
	if n := all.PolarityAlone(); n > 0 {
		c.Differ += " · " + w.N("%d of them in the polarity alone, which α, κ and the percentage leave out", "%d of them in the polarity alone, which α, κ and the percentage leave out", n)
	}
	for _, d := range all.Differences[:min(len(all.Differences), mostDifferences)] {
		c.Differences = append(c.Differences, CoderDifference{
			Excerpt: d.Excerpt, Text: d.Text, Where: titles[d.Note],
			Says: w.T("%s · %s: %s · %s: %s", d.Tag, one, w.said(d.One), other, w.said(d.Other)),
		})
	}
	if n := len(all.Differences) - mostDifferences; n > 0 {
		c.More = w.N("%d more difference is not listed here; choose a note.", "%d more differences are not listed here; choose a note.", n)
	}
	return c
}

// said is what a coder said of a sentence.
func (w *Words) said(polarity *int) string {
	if polarity == nil {
		return w.T("not set")
	}
	sign, word := w.Polarity(*polarity)
	return sign + " " + word
}

func (w *Words) coderLine(a analysis.TagAgreement) CoderLine {
	l := CoderLine{Tag: a.Tag, Band: w.coderBand(a.Alpha), Alpha: w.coefficient("α", a.Alpha), Kappa: w.coefficient("κ", a.Kappa)}
	if l.Tag == "" {
		l.Tag = w.T("Over all")
	}
	if a.Share != nil {
		l.Share = w.N("%[2]d of %[1]d decision alike (%[3]s)", "%[2]d of %[1]d decisions alike (%[3]s)", a.N(), a.Both+a.Neither, w.Percent(*a.Share))
	}
	l.Counts = w.T("set by both: %d, by one alone: %d", a.Both, a.Differ())
	if a.SamePolarity < a.Both {
		l.Counts += ", " + w.T("with the same polarity: %d", a.SamePolarity)
	}
	return l
}

// coefficient writes α or κ with three decimals: with two, 0.798 would read as
// the 0.80 of the better band.
func (w *Words) coefficient(sign string, v *float64) string {
	if v == nil {
		return sign + " –"
	}
	return sign + " " + strings.Replace(w.printer.Sprintf("%.3f", *v), "-", "−", 1)
}

// coderBand is what an α counts as by convention.
func (w *Words) coderBand(alpha *float64) Badge {
	switch {
	case alpha == nil:
		return Badge{Symbol: "–", Word: w.T("cannot be told"), Tone: TonePlain}
	case *alpha >= analysis.GoodAgreement:
		return Badge{Symbol: "✓", Word: w.T("good"), Tone: ToneAgree}
	case *alpha >= analysis.TentativeAgreement:
		return Badge{Symbol: "~", Word: w.T("tentative"), Tone: ToneWarn}
	}
	return Badge{Symbol: "!", Word: w.T("low"), Tone: ToneWarn}
}

// CoderPair proposes the two coders who set most tags, in order of names.
func (w *Words) CoderPair(st desk.State) (one, other string) {
	list := analysis.Coders(st.Excerpts)
	slices.SortStableFunc(list, func(a, b analysis.Coder) int { return b.Taggings - a.Taggings })
	if len(list) < 2 {
		return "", ""
	}
	one, other = list[0].Name, list[1].Name
	return min(one, other), max(one, other)
}
