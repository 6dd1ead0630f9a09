package view

import (
	"cmp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// Overview is what the first screen says.
type Overview struct {
	// Empty: there is no source yet.
	Empty bool
	// Title is the consultation's, if its feed has one.
	Title string
	Heard []HeardChannel
	// HeardSays is why the channels are not added up.
	HeardSays string
	Families  []ThemeFamily
	Wrong     []WrongSource
	// Checks counts the checks by severity; empty if there are none.
	Checks string
	// Notices are problems of the workspace or the last job, Changes what the
	// last sync changed.
	Notices []model.Problem
	Changes []string
}

// HeardChannel is who took part in one channel.
type HeardChannel struct {
	Channel string
	// Lines are the totals, each with what was counted; Parts are the
	// dimensions with their groups.
	Lines []Row
	Parts []Row
	// Limits say what was not collected.
	Limits []string
}

// ThemeFamily is the themes that converge, diverge or are unsure.
type ThemeFamily struct {
	Title, Says string
	Symbol      Badge
	Themes      []ThemeLine
	// Statements stand for themes while the consultation has none.
	Statements []StatementLine
}

// ThemeLine is one theme with what stands behind its class in a line.
type ThemeLine struct {
	ThemeLink
	// Proposition is the sentence that the evidence bears on; empty if the
	// title says it.
	Proposition string
	Says        string
}

// StatementLine is a statement with the votes that put it where it stands.
type StatementLine struct {
	Ref        model.Ref
	Text, Says string
}

// WrongSource groups the problems of one source.
type WrongSource struct {
	Source, Title, Says string
	Examples            []string
}

// Overview puts the whole state in a page.
func (w *Words) Overview(st desk.State) Overview {
	o := Overview{
		Empty:     len(st.Sources) == 0,
		Title:     w.T("Overview"),
		Heard:     w.heard(st),
		HeardSays: w.T("One person can take part in several channels, so people are never added up over channels. Everybody chose for themselves whether to take part: no figure here stands for all members."),
		Families:  w.families(st),
		Wrong:     w.wrong(st),
		Checks:    w.ChecksSay(st),
		Notices:   st.Problems,
		Changes:   st.Changes,
	}
	if name := Consultation(st); name != "" {
		o.Title = name
	}
	return o
}

// Consultation is the title of the consultation, if a feed gave one.
func Consultation(st desk.State) string {
	for _, src := range st.Sources {
		if src.Consultation != "" {
			return src.Consultation
		}
	}
	return ""
}

// heard groups the register by channel. A poll without a row in the register
// is listed with the voters counted from its votes.
func (w *Words) heard(st desk.State) []HeardChannel {
	var out []HeardChannel
	for _, c := range model.Channels {
		h := HeardChannel{Channel: w.Channel(c)}
		w.register(&h, st, c)
		for _, s := range st.Sources {
			if s.Channel == c && s.Voters > 0 && s.VotersFrom == "" {
				h.Lines = append(h.Lines, Row{s.Title, w.N("%d voter", "%d voters", s.Voters)})
			}
		}
		if len(h.Lines)+len(h.Parts)+len(h.Limits) > 0 {
			out = append(out, h)
		}
	}
	return out
}

// register adds the register's rows of a channel.
func (w *Words) register(h *HeardChannel, st desk.State, c model.Channel) {
	type part struct{ measure, dimension, unit string }
	var order []part
	groups := map[part][]string{}
	for _, r := range st.Heard {
		if r.Channel != c {
			continue
		}
		if r.Limitation != "" {
			for _, limit := range strings.Split(r.Limitation, "; ") {
				if limit = capital(limit); !slices.Contains(h.Limits, limit) {
					h.Limits = append(h.Limits, limit)
				}
			}
		}
		if r.Dimension == "total" || r.Dimension == "poll" {
			h.add(w.heardOf(st, r), strings.TrimSpace(w.Stated(r.Text)+" "+w.Measured(r.Measure)))
			continue
		}
		p := part{r.Measure, r.Dimension, r.Unit}
		if _, ok := groups[p]; !ok {
			order = append(order, p)
		}
		groups[p] = append(groups[p], w.group(r))
	}
	for _, p := range order {
		label := w.T("%s by %s", w.Measured(p.measure), w.Measured(p.dimension))
		if p.measure == "share" {
			label = w.T("share by %s, as published", w.Measured(p.dimension))
		}
		h.Parts = append(h.Parts, Row{capital(label), strings.Join(groups[p], " · ")})
	}
}

// heardOf names what a total of the register is about: a poll, by the title of
// its source if that is here, or the whole channel.
func (w *Words) heardOf(st desk.State, r model.Heard) string {
	if r.Group == "" {
		return capital(w.T("in all"))
	}
	for _, s := range st.Sources {
		if s.Source.ID == r.Group || strings.HasSuffix(s.Source.ID, "-"+r.Group) {
			return s.Title
		}
	}
	return r.Group
}

// add puts text in the line of that label, after what stands there.
func (h *HeardChannel) add(label, text string) {
	for i := range h.Lines {
		if h.Lines[i].Label == label {
			h.Lines[i].Text += " · " + text
			return
		}
	}
	h.Lines = append(h.Lines, Row{label, text})
}

// group is one group of the register: "Europe 18.71 %", "Civil society 134".
func (w *Words) group(r model.Heard) string {
	said := r.Group
	switch {
	case r.Text == "":
	case r.Unit == "percent":
		said = w.T("%s %s\u00a0%%", r.Group, w.Stated(r.Text))
	default:
		said += " " + w.Stated(r.Text)
	}
	// A group stays on one line with its number.
	return strings.NewReplacer(" ", "\u00a0", "-", "\u2011").Replace(said)
}

// Measured is a word of the register in the person's language, as published
// if it is none that is known.
func (w *Words) Measured(word string) string {
	switch word {
	case "voters":
		return w.T("voters")
	case "people":
		return w.T("people")
	case "participants":
		return w.T("participants")
	case "statements":
		return w.T("statements")
	case "responses":
		return w.T("responses")
	case "conversations":
		return w.T("conversations")
	case "held":
		return w.T("held")
	case "share":
		return w.T("share")
	case "percent":
		return "%"
	case "region":
		return w.T("region")
	case "sector":
		return w.T("sector")
	case "gender":
		return w.T("gender")
	case "country":
		return w.T("country")
	case "age":
		return w.T("age")
	case "level":
		return w.T("level")
	case "comments":
		return w.T("comments")
	}
	return word
}

// families groups the themes. A member's own class never moves a theme here:
// it is shown beside the computed one on the theme's page.
func (w *Words) families(st desk.State) []ThemeFamily {
	list := []struct {
		family string
		ThemeFamily
	}{
		{"convergent", ThemeFamily{Title: w.T("Converges"), Says: w.T("Channels point the same way."), Symbol: w.Class(model.Convergent)}},
		{"divergent", ThemeFamily{Title: w.T("Diverges"), Says: w.T("Both sides are held, within or between channels or groups."), Symbol: w.Class(model.DivergentWithin)}},
		{"unsure", ThemeFamily{Title: w.T("Unsure"), Says: w.T("Many passed, one channel only, or too little evidence."), Symbol: w.Class(model.UncertainClass)}},
	}
	out := make([]ThemeFamily, 0, len(list))
	for _, f := range list {
		for _, t := range st.Themes {
			if t.Assessment.Class.Family() == f.family {
				line := ThemeLine{ThemeLink{t.ID, themeTitle(t), w.Class(t.Assessment.Class)}, t.Proposition, w.behind(t)}
				if line.Proposition == line.Title {
					line.Proposition = ""
				}
				f.Themes = append(f.Themes, line)
			}
		}
		out = append(out, f.ThemeFamily)
	}
	if len(st.Themes) == 0 {
		w.leading(out, st)
	}
	return out
}

// leading puts the statements with the clearest votes in the place of themes:
// those that most agree with, that split the votes, that most passed on.
func (w *Words) leading(families []ThemeFamily, st desk.State) {
	value := func(m *model.Measure) float64 {
		if m == nil {
			return 0
		}
		return m.Value
	}
	for i, f := range []struct {
		says, share string
		reading     model.Reading
		of          func(desk.Statement) (m *model.Measure, published *float64)
		by          func(desk.Statement) float64
	}{
		{w.T("There are no themes yet. These statements have most agreement:"), w.T("agree"), model.Supports,
			func(x desk.Statement) (*model.Measure, *float64) { return x.AgreeShare, x.Published.AgreePct },
			func(x desk.Statement) float64 { return value(x.AgreeShare) }},
		{w.T("There are no themes yet. These statements split the votes most:"), w.T("disagree"), model.SplitReading,
			func(x desk.Statement) (*model.Measure, *float64) { return x.DisagreeShare, x.Published.DisagreePct },
			func(x desk.Statement) float64 { return min(value(x.AgreeShare), value(x.DisagreeShare)) }},
		{w.T("There are no themes yet. These statements have most passes:"), w.T("pass"), model.Uncertain,
			func(x desk.Statement) (*model.Measure, *float64) { return x.PassShare, x.Published.PassPct },
			func(x desk.Statement) float64 { return value(x.PassShare) }},
	} {
		const most = 3
		var found []desk.Statement
		for _, x := range st.Statements {
			if m, _ := f.of(x); x.Item.Reading == f.reading && m != nil {
				found = append(found, x)
			}
		}
		slices.SortStableFunc(found, func(a, b desk.Statement) int { return cmp.Compare(f.by(b), f.by(a)) })
		families[i].Says = f.says
		for _, x := range found[:min(most, len(found))] {
			m, published := f.of(x)
			families[i].Statements = append(families[i].Statements, StatementLine{x.Ref(), w.StatementText(x.Statement), f.share + " " + w.Measure(*m, published)})
		}
	}
}

// behind says what each channel says of a theme: "Poll: supports (129 votes) ·
// Meeting notes: raised".
func (w *Words) behind(t desk.Theme) string {
	var parts []string
	for _, c := range t.Assessment.Channels {
		if c.Reading == model.Silent || c.Reading == model.NotExamined {
			continue
		}
		part := w.T("%s: %s", w.Channel(c.Channel), strings.ToLower(w.T(c.Reading.Label())))
		parts = append(parts, part)
	}
	return strings.Join(parts, " · ")
}

// wrong groups the problems of the inputs by source, most first.
func (w *Words) wrong(st desk.State) []WrongSource {
	const examples = 3
	var out []WrongSource
	var counts []int
	found := problemsBySource(st)
	for _, s := range st.Sources {
		problems := found[s.Source.ID]
		if len(problems) == 0 {
			continue
		}
		g := WrongSource{Source: s.Source.ID, Title: s.Title, Says: w.N("%d problem", "%d problems", len(problems))}
		for _, p := range problems[:min(examples, len(problems))] {
			say := w.Told(p.Say)
			if place := w.Place(p); place != "" && !strings.Contains(say, p.File) {
				say = place + ": " + say
			}
			g.Examples = append(g.Examples, say)
		}
		if more := len(problems) - examples; more > 0 {
			g.Examples = append(g.Examples, w.N("and %d more", "and %d more", more))
		}
		out = append(out, g)
		counts = append(counts, len(problems))
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[b] - counts[a] })
	sorted := make([]WrongSource, len(out))
	for i, at := range order {
		sorted[i] = out[at]
	}
	return sorted
}
