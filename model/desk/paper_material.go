package desk

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/paper/compose"
)

// material gathers what a paper is made of. Only sources that the paper cites
// go into it.
func (d *Desk) material(p model.Paper) (compose.Material, error) {
	state := d.State()
	m := compose.Material{
		Consultation: consultation(state),
		Paper:        p,
		Statements:   map[model.Ref]model.Statement{},
		Tags:         map[model.Ref]model.Tag{},
		Questions:    map[model.Ref]model.Question{},
		Said:         map[model.Ref]compose.Said{},
		Heard:        state.Heard,
		Thresholds:   d.limits,
		Decisions:    state.Decisions,
		Standards:    state.Standards,
		Explain:      (&published{d: d}).Measure,
	}
	abouts := p.Subjects()
	if len(abouts) == 0 && (len(p.Blocks) > 0 || p.Kind != model.DecisionMemo) {
		abouts = everything(state)
	}
	if len(abouts) == 0 {
		return m, model.Problemf(model.ProblemNothingToShow, "Choose what the paper is about.", "The paper has no theme and no trade-off yet.")
	}
	cited := map[string]bool{}
	for _, about := range abouts {
		if err := d.subject(about, cited, &m); err != nil {
			return m, err
		}
	}
	for _, b := range compose.Outline(p) {
		for _, item := range compose.Cited(b) {
			cite(state, item, cited, &m)
		}
	}
	// All charts of a paper share fonts, which keep the widths they measured.
	fonts, err := picture.NewFonts()
	if err != nil {
		return m, err
	}
	m.Chart = func(b model.PaperBlock, width float64, say chart.Words) chart.Scene {
		return paperChart(state, b, chart.Options{Width: width, Words: say}, fonts)
	}
	if p.Kind == model.FindingsReport || p.Kind == model.EvidenceAnnex || p.Kind == model.StandardsReport {
		citeEverything(state, cited, &m)
	}
	for _, s := range state.Sources {
		if cited[s.Source.ID] || s.Format == model.FormatParticipation {
			m.Sources = append(m.Sources, s.Snapshot)
		}
	}
	return m, nil
}

// paperChart draws a chart of a paper's outline.
func paperChart(s State, b model.PaperBlock, options chart.Options, fonts *picture.Fonts) chart.Scene {
	kind := ChartKind(b.Section)
	if !slices.Contains(ChartKinds, kind) {
		return chart.Scene{}
	}
	of := b.About
	if b.Item != "" {
		of = string(b.Item)
	}
	subjects := s.ChartSubjects(kind)
	if len(subjects) == 0 || of != "" && !slices.ContainsFunc(subjects, func(x ChartSubject) bool { return x.Of == of }) {
		return chart.Scene{}
	}
	return s.Chart(ChartAsked{Kind: kind, Of: of, Advance: fonts.Advance, Options: options})
}

// everything is what a paper about nothing in particular is about.
func everything(s State) []string {
	var list []string
	for _, class := range model.Classes {
		for _, t := range s.Themes {
			if t.Assessment.Class == class {
				list = append(list, "theme/"+t.ID)
			}
		}
	}
	for _, t := range s.TradeOffs {
		list = append(list, "tradeoff/"+t.ID)
	}
	return list
}

// citeEverything puts all statements, tags and sources into a paper's material.
func citeEverything(s State, cited map[string]bool, m *compose.Material) {
	for _, st := range s.Statements {
		m.Statements[st.Ref()] = st.Statement
	}
	for _, t := range s.Tags {
		m.Tags[t.Ref()] = t
	}
	for _, src := range s.Sources {
		cited[src.Source.ID] = true
	}
}

// subject puts a theme or trade-off into a paper's material. The first of the
// paper also gets what is related to it.
func (d *Desk) subject(about string, cited map[string]bool, m *compose.Material) error {
	state := d.State()
	first := len(m.Subjects) == 0
	kind, id, _ := strings.Cut(about, "/")
	switch kind {
	case "theme":
		t, err := d.theme(id)
		if err != nil {
			return err
		}
		d.asPrinted(&t)
		m.Subjects = append(m.Subjects, compose.Subject{Theme: &t.Theme, Assessment: &t.Assessment})
		d.citeTheme(t, cited, m)
		if !first {
			return nil
		}
		m.Theme, m.Assessment = &t.Theme, &t.Assessment
		for _, other := range state.TradeOffs {
			if slices.Contains(other.Themes, id) {
				m.Related = append(m.Related, compose.Related{TradeOff: &other.TradeOff})
			}
		}
	case "tradeoff":
		t, err := d.tradeOff(id)
		if err != nil {
			return err
		}
		subject := compose.Subject{TradeOff: &t.TradeOff}
		for _, e := range t.Evidence {
			subject.Evidence = append(subject.Evidence, compose.Evidence{Link: e.Link, Item: e.Item})
			cite(state, e.Link.Item, cited, m)
		}
		m.Subjects = append(m.Subjects, subject)
		for _, measure := range citedBy(t.TradeOff) {
			cite(state, measure.Subject, cited, m)
			cite(state, measure.Against, cited, m)
		}
		cited[t.Published] = true
		if !first {
			return nil
		}
		m.TradeOff, m.Evidence = &t.TradeOff, subject.Evidence
		for _, other := range state.Themes {
			if slices.Contains(t.Themes, other.ID) {
				m.Related = append(m.Related, compose.Related{Theme: &other.Theme, Class: other.Assessment.Class})
			}
		}
	default:
		return model.Problemf(model.ProblemNothingToShow, "Choose what the paper is about.", "The paper has no theme and no trade-off yet.")
	}
	return nil
}

// asPrinted reads a theme as papers print it: by the snapshots that they name
// alone. What changed since earlier ones is on the screen; which of those a
// machine has seen must not bear on a paper, for others could not check it.
func (d *Desk) asPrinted(t *Theme) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.evidence
	e.Checks = slices.DeleteFunc(slices.Clone(e.Checks), func(c model.Check) bool {
		return slices.Contains([]string{model.CheckGone, model.CheckReworded, model.CheckFewerVotes, model.CheckMoved}, c.Kind)
	})
	if len(e.Checks) != len(d.evidence.Checks) {
		t.Assessment = analysis.Assess(t.Theme, e, d.limits)
	}
}

func (d *Desk) citeTheme(t Theme, cited map[string]bool, m *compose.Material) {
	state := d.State()
	cited[t.Published] = true
	for _, c := range t.Assessment.Channels {
		for _, item := range c.Items {
			cite(state, item.Item, cited, m)
			cite(state, item.Against, cited, m)
		}
	}
	for _, item := range t.Assessment.Bridging {
		cite(state, item.Item, cited, m)
	}
}

// citedBy gives the measures that arguments and positions were made with.
func citedBy(t model.TradeOff) []model.Measure {
	var list []model.Measure
	for _, a := range t.Arguments {
		list = append(list, a.Evidence...)
	}
	for _, p := range t.Positions {
		list = append(list, p.Evidence...)
	}
	return list
}

// cite puts an item and its source into a paper's material.
func cite(s State, ref model.Ref, cited map[string]bool, m *compose.Material) {
	for _, st := range s.Statements {
		if st.Ref() == ref {
			m.Statements[ref] = st.Statement
			cited[ref.Source()] = true
			return
		}
	}
	for _, t := range s.Tags {
		if t.Ref() == ref {
			m.Tags[ref] = t
			cited[ref.Source()] = true
			return
		}
	}
	if said, ok := s.Said(ref); ok {
		m.Said[ref] = said
		cited[ref.Source()] = true
		return
	}
	of, _ := analysis.CutOption(ref)
	for _, q := range s.Questions {
		if r := q.Question.Ref(); r == ref || r == of {
			m.Questions[r] = q.Question
			cited[ref.Source()] = true
			return
		}
	}
}

// consultation names the consultation by what its poll's publisher calls it.
func consultation(s State) string {
	for _, src := range s.Sources {
		if src.Consultation != "" {
			return src.Consultation
		}
	}
	for _, src := range s.Sources {
		if src.Title != "" {
			return src.Title
		}
	}
	return "Consultation"
}
