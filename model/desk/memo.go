package desk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

// NewMemo proposes a decision memo about "theme/<id>" or "tradeoff/<id>". It is
// not kept until SavePaper. For anything else the memo is empty.
func (d *Desk) NewMemo(about string) model.Paper {
	p := model.Paper{Kind: model.DecisionMemo, About: about, Status: "draft", Date: d.now().Format("2006-01-02"), Owner: d.State().Member.Name}
	kind, id, _ := strings.Cut(about, "/")
	switch kind {
	case "theme":
		t, err := d.theme(id)
		if err != nil {
			return p
		}
		p.Title = t.Title
		if p.Title == "" {
			p.Title = t.Proposition
		}
		p.Decision = themeDecision(t)
	case "tradeoff":
		t, err := d.tradeOff(id)
		if err != nil {
			return p
		}
		p.Title = t.Question
		var poles []string
		for _, pole := range t.Poles {
			poles = append(poles, "“"+pole.Text+"”")
		}
		p.Decision = fmt.Sprintf("choose between %s, or say under which conditions each applies.", strings.Join(poles, " and "))
	}
	return p
}

// themeDecision words what a committee can be asked, by what the class allows.
func themeDecision(t Theme) string {
	switch t.Assessment.Class.Family() {
	case "convergent":
		return fmt.Sprintf("agree that the draft strategy takes up: %s.", strings.TrimSuffix(t.Proposition, "."))
	case "divergent":
		return fmt.Sprintf("decide how the draft strategy deals with a question on which views diverge: %s.", strings.TrimSuffix(t.Proposition, "."))
	}
	return fmt.Sprintf("note that the evidence is not sufficient to decide on: %s; and say what further evidence is wanted.", strings.TrimSuffix(t.Proposition, "."))
}

// SavePaper keeps a paper; one with the same id is replaced.
func (d *Desk) SavePaper(p model.Paper) (model.Paper, error) {
	title, err := needText(p.Title, "The title")
	if err != nil {
		return p, err
	}
	p.Title = title
	p.Made = model.Made{}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p.ID == "" {
		p.ID = freeID(paperSlug(p), "memo", func(id string) bool {
			return slices.ContainsFunc(d.state.Papers, func(other model.Paper) bool { return other.ID == id })
		})
	}
	object := "paper/" + p.ID
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldPaper) {
		base = append(base, op.ID())
	}
	op, err := d.append(object, model.FieldPaper, p, base...)
	if err != nil {
		return p, err
	}
	p.Made = op.Made()
	return p, d.refresh()
}

// paperSlugs begin the ids of papers, by kind.
var paperSlugs = map[model.PaperKind]string{
	model.DecisionMemo: "memo", model.DiscussionPaper: "discussion", model.FindingsReport: "findings", model.ReasonedResponse: "response",
	model.StandardsReport: "standards", model.DecisionRecord: "record", model.Minutes: "minutes", model.EvidenceAnnex: "annex",
}

// paperSlug is what a new paper's id is made of: its kind and its title, the
// kind once where the title says it.
func paperSlug(p model.Paper) string {
	kind := cmp.Or(paperSlugs[p.Kind], "paper")
	if strings.Contains("-"+model.Slug(p.Title)+"-", "-"+kind+"-") {
		return p.Title
	}
	return kind + "-" + p.Title
}

// Outline says what a paper would hold, without printing it.
func (d *Desk) Outline(p model.Paper) ([]OutlineEntry, error) {
	doc, err := d.compose(p)
	if err != nil {
		return nil, err
	}
	var list []OutlineEntry
	for _, e := range doc.Outline() {
		list = append(list, OutlineEntry{e.Level, e.Text})
	}
	return list, nil
}

// Export prints a saved paper into file in the background.
func (d *Desk) Export(id, file string, o ExportOptions) {
	d.begin("Export", func(ctx context.Context, report func(model.Progress)) error {
		// What the checks found bears on the confidence that is printed.
		if err := d.CheckAllNow(ctx, report); err != nil {
			return err
		}
		report(model.Progress{What: filepath.Base(file)})
		_, err := d.ExportNow(id, file, o)
		return err
	})
}

// ExportNow prints a saved paper into file and returns when it is complete.
// An existing file is replaced only by a complete one.
func (d *Desk) ExportNow(id, file string, o ExportOptions) (Export, error) {
	state := d.State()
	i := slices.IndexFunc(state.Papers, func(p model.Paper) bool { return p.ID == id })
	if i < 0 {
		return Export{}, unknown("paper", id)
	}
	doc, err := d.composeProved(state.Papers[i])
	if err != nil {
		return Export{}, err
	}
	done, err := write(doc, file, o)
	if err != nil {
		return Export{}, model.AsProblem(err, fmt.Sprintf("“%s” could not be written. No file was changed.", file))
	}
	done.Paper = id
	d.mu.Lock()
	defer d.mu.Unlock()
	d.change(func(s *State) { s.Exported = &done })
	return done, nil
}

func write(doc paper.Document, file string, o ExportOptions) (Export, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return Export{}, err
	}
	if err := canWrite(file); err != nil {
		return Export{}, err
	}
	var printed paper.Printed
	digest, err := WriteWhole(file, func(w io.Writer) (err error) {
		printed, err = writeAs(file, w, doc, o)
		return err
	})
	if err != nil {
		return Export{}, err
	}
	return Export{File: file, Pages: printed.Pages, Figures: printed.Figures, SHA256: digest,
		Fonts: strings.Join(printed.Fonts, ", "), Missing: strings.Join(printed.Missing, ", ")}, nil
}

// compose makes a paper of what it names.
func (d *Desk) compose(p model.Paper) (paper.Document, error) {
	m, err := d.material(p)
	if err != nil {
		return paper.Document{}, err
	}
	return compose.Compose(m)
}

// composeProved is compose with what proves the paper inside it.
func (d *Desk) composeProved(p model.Paper) (paper.Document, error) {
	m, err := d.material(p)
	if err != nil {
		return paper.Document{}, err
	}
	m = m.Redacted() // the files that travel with it too
	doc, err := compose.Compose(m)
	if err != nil {
		return doc, err
	}
	return doc, d.prove(&doc, m)
}

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
