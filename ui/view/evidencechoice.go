package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// Choice is something that can be put into a paper, as a list to choose from
// shows it.
type Choice struct {
	// ID names it: a measure, an item.
	ID string
	// Text are its words, in their own language; Says is its figure or kind,
	// Source the title of where it stands.
	Text, Says, Source string
}

// FigureKinds are the kinds of figure to choose from, the first one what is
// printed first of each item.
func (w *Words) FigureKinds() (words, ids []string) {
	return []string{w.T("The main figure of each"), w.T("Who agrees"), w.T("Who disagrees"), w.T("Who passes"), w.T("How many took part"),
			w.T("Intervals"), w.T("As published"), w.T("Mentions in notes"), w.T("Answers"), w.T("Middle and spread")},
		[]string{"", "agree", "disagree", "pass", "votes", "interval", "published", "mentions", "option", "middle"}
}

// figureKind is the kind of a method's figures.
func figureKind(method string) string {
	name, _, _ := strings.Cut(method, "/")
	switch {
	case strings.HasPrefix(name, "published-"):
		return "published"
	case strings.HasSuffix(name, "-low") || strings.HasSuffix(name, "-high"):
		if strings.HasPrefix(name, "quartile") {
			return "middle"
		}
		return "interval"
	case name == "votes" || name == "voters" || name == "answered":
		return "votes"
	case name == "mentions" || name == "pole-share":
		return "mentions"
	case name == "option-share" || name == "first-share":
		return "option"
	case name == "median" || name == "agreement":
		return "middle"
	}
	side, _, _ := strings.Cut(name, "-")
	return side
}

// mainMethods give the figure that is printed first of an item: the first of
// them that it has.
var mainMethods = []string{"agree-share/1", "published-agree/1", "pole-share/1", "option-share/1", "first-share/1", "median/1", "mentions/1", "answered/1"}

// FigureChoices lists the computed figures of a kind whose words, source or
// subject contain all words of query, in the order of the sources, at most
// limit. The kind is one of FigureKinds.
func (w *Words) FigureChoices(st desk.State, query, kind string, limit int) []Choice {
	want := strings.Fields(Fold(query))
	l := newLookup(st)
	var out []Choice
	add := func(text, source string, measures []model.Measure) bool {
		if !Matches(Fold(text+" "+source), want) {
			return true
		}
		for _, m := range ofKind(measures, kind) {
			if len(out) == limit {
				return false
			}
			out = append(out, w.figureChoice(text, source, m, printedBy(l, m)))
		}
		return true
	}
	for _, s := range st.Statements {
		if !add(s.Text, l.sourceTitle(s.Source), analysis.Measures(analysis.StatementEvidence{Statement: s.Statement, Snapshot: l.sources[s.Source].ID})) {
			return out
		}
	}
	for _, q := range st.Questions {
		source := l.sourceTitle(q.Question.Source)
		if !add(w.questionText(q), source, analysis.QuestionMeasures(q.QuestionEvidence)) {
			return out
		}
		for k, option := range q.Question.Options {
			if !add(w.questionText(q)+" – "+option, source, analysis.OptionMeasures(q.QuestionEvidence, k)) {
				return out
			}
		}
	}
	for _, t := range st.Tags {
		m, err := analysis.Compute("mentions/1", analysis.TagInputs(analysis.TagEvidence{Tag: t, Snapshot: l.sources[t.Source].ID}))
		if err == nil && !add(t.Name, l.sourceTitle(t.Source), []model.Measure{m}) {
			return out
		}
	}
	return out
}

// ofKind are the measures of a kind; of the main kind the first one there is.
func ofKind(list []model.Measure, kind string) []model.Measure {
	if kind == "" {
		for _, method := range mainMethods {
			if m := analysis.Pick(list, method); m != nil {
				return []model.Measure{*m}
			}
		}
		return nil
	}
	return slices.DeleteFunc(slices.Clone(list), func(m model.Measure) bool { return figureKind(m.Method) != kind })
}

func (w *Words) figureChoice(text, source string, m model.Measure, printed *float64) Choice {
	return Choice{ID: m.ID(), Text: text, Says: w.MethodName(m.Method) + ": " + w.Measure(m, printed), Source: source}
}

// printedBy is the percentage that the publisher printed for a measure.
func printedBy(l *lookup, m model.Measure) *float64 {
	s, ok := l.statements[m.Subject]
	if !ok {
		return nil
	}
	return printedOf(desk.State{Statements: []desk.Statement{s}}, m)
}

// ChosenFigure is a measure that a paper names, as the desk explains it.
func (w *Words) ChosenFigure(st desk.State, e model.Explanation) Choice {
	l := newLookup(st)
	m := e.Measure
	if m.Method == "" {
		m = model.Measure{Value: e.Value, Unit: e.Unit, Count: e.Count, N: e.N, Method: e.Method, Snapshot: e.Snapshot}
		if _, subject, ok := strings.Cut(e.ID, ":"); ok {
			m.Subject = model.Ref(subject)
		}
	}
	c := w.figureChoice(w.itemText(l, m.Subject), l.sourceTitle(m.Subject.Source()), m, printedBy(l, m))
	c.ID = e.ID
	return c
}

// itemText are an item's own words; its name if it is not here.
func (w *Words) itemText(l *lookup, ref model.Ref) string {
	if s, ok := l.statements[ref]; ok {
		return s.Text
	}
	of, option := analysis.CutOption(ref)
	for _, q := range l.state.Questions {
		switch q.Question.Ref() {
		case ref:
			return w.questionText(q)
		case of:
			if option >= 0 && option < len(q.Question.Options) {
				return w.questionText(q) + " – " + q.Question.Options[option]
			}
		}
	}
	if said, ok := l.state.Said(ref); ok {
		return said.Text
	}
	return ref.Item()
}

// MethodName is what a method computes, in few words.
func (w *Words) MethodName(method string) string {
	switch method {
	case "votes/1":
		return w.T("Votes")
	case "agree-count/1", "agree-share/1", "published-agree/1": // its figure says that it is as published
		return w.T("Agree")
	case "disagree-count/1", "disagree-share/1", "published-disagree/1":
		return w.T("Disagree")
	case "pass-count/1", "pass-share/1", "published-pass/1":
		return w.T("Pass")
	case "agree-low/1":
		return w.T("Agree, at least")
	case "agree-high/1":
		return w.T("Agree, at most")
	case "disagree-low/1":
		return w.T("Disagree, at least")
	case "disagree-high/1":
		return w.T("Disagree, at most")
	case "agree-decided-low/1":
		return w.T("Agree among those who took a side, at least")
	case "disagree-decided-low/1":
		return w.T("Disagree among those who took a side, at least")
	case "published-votes/1":
		return w.T("Votes, as published")
	case "mentions/1":
		return w.T("Mentions")
	case "voters/1":
		return w.T("Voters")
	case "answered/1":
		return w.T("Answered")
	case "option-share/1":
		return w.T("Chose it")
	case "option-low/1":
		return w.T("Chose it, at least")
	case "option-high/1":
		return w.T("Chose it, at most")
	case "first-share/1":
		return w.T("Ranked it first")
	case "first-low/1":
		return w.T("Ranked it first, at least")
	case "first-high/1":
		return w.T("Ranked it first, at most")
	case "median/1":
		return w.T("Median")
	case "quartile-low/1":
		return w.T("Lower quartile")
	case "quartile-high/1":
		return w.T("Upper quartile")
	}
	if m, ok := analysis.MethodOf(method); ok {
		return m.Name
	}
	return method
}

// ItemChoices lists the items that a table or chart of a paper can be made of,
// with their figure, as Candidates finds them.
func (w *Words) ItemChoices(st desk.State, query string, limit int) []Choice {
	var out []Choice
	for _, c := range w.Candidates(st, query, nil, limit) {
		out = append(out, Choice{ID: string(c.Ref), Text: c.Text, Says: c.Figure, Source: c.Source + " · " + c.ID})
	}
	return out
}

// SubjectChoices lists the themes and trade-offs whose words contain all words
// of query, at most limit. The ID is "theme/<id>" or "tradeoff/<id>".
func (w *Words) SubjectChoices(st desk.State, query string, limit int) []Choice {
	want := strings.Fields(Fold(query))
	var out []Choice
	for _, s := range w.PaperSubjects(st) {
		if Matches(Fold(s.Label), want) && len(out) < limit {
			out = append(out, Choice{ID: s.About, Text: s.Label})
		}
	}
	return out
}

// SubjectItems are the items of evidence of a theme or trade-off, each once.
func SubjectItems(st desk.State, about string) []model.Ref {
	var out []model.Ref
	add := func(r model.Ref) {
		if r != "" && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	kind, id, _ := strings.Cut(about, "/")
	for _, t := range st.Themes {
		if kind == "theme" && t.ID == id {
			for _, c := range t.Assessment.Channels {
				for _, item := range c.Items {
					add(item.Item)
				}
			}
		}
	}
	for _, t := range st.TradeOffs {
		if kind == "tradeoff" && t.ID == id {
			for _, e := range t.Evidence {
				add(e.Link.Item)
			}
		}
	}
	return out
}

// ChosenItem is an item that a paper names.
func (w *Words) ChosenItem(st desk.State, ref model.Ref) Choice {
	l := newLookup(st)
	return Choice{ID: string(ref), Text: w.itemText(l, ref), Source: l.sourceTitle(ref.Source())}
}

// ChartChoices are the charts that can be drawn here and now, by name; the id
// "" is a chart of items that a member chooses.
func (w *Words) ChartChoices(st desk.State) (names, ids []string) {
	names, ids = []string{w.T("Votes on items that you choose")}, []string{""}
	for _, k := range desk.ChartKinds {
		if len(st.ChartSubjects(k)) > 0 {
			names, ids = append(names, w.T(k.Label())), append(ids, string(k))
		}
	}
	return names, ids
}

// mostQuoted is how long a text may be to be offered as a quote, in characters.
// Of a longer one a passage is marked first.
const mostQuoted = 600

// QuoteChoices lists what can be quoted and has all words of query: statements,
// marked passages, answers in words, and notes and comments that are short
// enough; at most limit.
func (w *Words) QuoteChoices(st desk.State, query string, limit int) []Choice {
	return w.sayings(st, query, limit, true)
}

// SaidChoices is QuoteChoices without the statements.
func (w *Words) SaidChoices(st desk.State, query string, limit int) []Choice {
	return w.sayings(st, query, limit, false)
}

// PartChoices lists the blocks of a paper whose words contain all words of
// query, at most limit.
func (w *Words) PartChoices(p model.Paper, query string, limit int) []Choice {
	want := strings.Fields(Fold(query))
	var out []Choice
	for _, r := range w.Blocks(p, nil) {
		if Matches(Fold(r.Kind+" "+r.Words), want) && len(out) < limit {
			out = append(out, Choice{ID: r.ID, Text: r.Kind, Source: r.Words})
		}
	}
	return out
}

func (w *Words) sayings(st desk.State, query string, limit int, statements bool) []Choice {
	want := strings.Fields(Fold(query))
	l := newLookup(st)
	var out []Choice
	add := func(ref model.Ref, text, kind string) bool {
		text = strings.TrimSpace(text)
		source := l.sourceTitle(ref.Source())
		if text == "" || len([]rune(text)) > mostQuoted || !Matches(Fold(text+" "+source), want) {
			return true
		}
		if len(out) == limit {
			return false
		}
		out = append(out, Choice{ID: string(ref), Text: text, Source: kind + " · " + source})
		return true
	}
	for _, s := range st.Statements {
		if statements && !add(s.Ref(), s.Text, w.T("Statement")) {
			return out
		}
	}
	for _, e := range st.Excerpts {
		if !add(e.Ref(), e.Text, w.T("Passage")) {
			return out
		}
	}
	for _, q := range st.Questions {
		for i, t := range q.Texters {
			if !add(desk.AnswerRef(q.Question, t.Response), q.Texts[i], w.T("Answer")) {
				return out
			}
		}
	}
	for _, n := range st.Notes {
		if !add(n.Ref(), n.Text, w.T("Note")) {
			return out
		}
	}
	return out
}

// TranslationFor is a member's translation of an item into a paper's language,
// the last one; empty if there is none.
func TranslationFor(st desk.State, item model.Ref, language string) string {
	if language == "" {
		language = "en"
	}
	for _, t := range slices.Backward(st.Translations[item]) {
		if t.Language == language {
			return t.Text
		}
	}
	return ""
}
