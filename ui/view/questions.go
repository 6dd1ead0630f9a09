package view

import (
	"strings"
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// QuestionGroup are the questions of a source, as a list shows them.
type QuestionGroup struct {
	Source, Title string
	// Says is how many people answered: "180 responses, 12 of them incomplete".
	Says      string
	Questions []QuestionLine
}

// QuestionLine is one line of the list.
type QuestionLine struct {
	Ref model.Ref
	// Text is as published, never translated.
	Text string
	// Says is the kind and how many answered.
	Says string
}

// QuestionPage is everything that is said of one question.
type QuestionPage struct {
	Ref          model.Ref
	Text, Part   string
	Source, Kind string
	Answered     Figure
	// Answers are the options or values with how many gave each.
	Answers []AnswerRow
	// AnswersSay is what a reader must know of them: several choices, written
	// answers.
	AnswersSay string
	Figures    []Figure
	// ByGroup has a table for each attribute of those who answered.
	ByGroup []GroupTable
	// Texts are answers in the people's own words, as published.
	Texts    []string
	TextsSay string
	// Said belongs to Texts, one each, where it is known who gave them.
	Said []SaidRow
	// Translations are members' translations of the question.
	Translations []NoteRow
	Reading      Badge
	Why          string
	Themes       []ThemeLink
	Origin       []Row
	Linkable     []model.Ref // the question and its options
	LinkWords    []string
}

// SaidRow is what goes with an answer in words: its reference, by which it can be
// translated, its language where it was detected, and members' translations.
type SaidRow struct {
	Ref          model.Ref
	Language     string
	Translations []NoteRow
}

// AnswerRow is one answer with its share of those who answered.
type AnswerRow struct {
	Text   string
	Figure Figure
	Range  Figure // the interval; empty if there is none
	Share  float64
}

// GroupTable tells answers apart by one attribute.
type GroupTable struct {
	Dimension string
	Heads     []string
	Rows      [][]string
	// Says names the groups that are too small to be shown.
	Says string
}

// QuestionGroups lists the questions that have all the words, by source.
func (w *Words) QuestionGroups(st desk.State, words string) []QuestionGroup {
	want := strings.Fields(Fold(words))
	l := newLookup(st)
	var out []QuestionGroup
	for _, q := range st.Questions {
		text := w.questionText(q)
		if !Matches(Fold(text+" "+strings.Join(q.Question.Options, " ")), want) {
			continue
		}
		if n := len(out); n == 0 || out[n-1].Source != q.Question.Source {
			out = append(out, QuestionGroup{Source: q.Question.Source, Title: l.sourceTitle(q.Question.Source), Says: w.responses(l.sources[q.Question.Source])})
		}
		g := &out[len(out)-1]
		g.Questions = append(g.Questions, QuestionLine{q.Question.Ref(), text, w.QuestionKind(q.Question.Kind) + " · " + w.N("%d answer", "%d answers", q.Answered)})
	}
	return out
}

func (w *Words) responses(s desk.Source) string {
	says := w.N("%d response", "%d responses", s.Responses)
	if s.Incomplete > 0 {
		says += ", " + w.N("%d of them incomplete", "%d of them incomplete", s.Incomplete)
	}
	return says
}

func (w *Words) questionText(q desk.Question) string {
	if part := q.Question.Part; part != "" && part != q.Question.Text {
		return q.Question.Text + " – " + part
	}
	return q.Question.Text
}

// QuestionKind is a kind of question in words.
func (w *Words) QuestionKind(k model.QuestionKind) string {
	switch k {
	case model.QuestionChoice:
		return w.T("one choice")
	case model.QuestionMultiple:
		return w.T("several choices")
	case model.QuestionScale:
		return w.T("scale")
	case model.QuestionRanking:
		return w.T("ranking")
	case model.QuestionPoints:
		return w.T("points")
	case model.QuestionPlane:
		return w.T("two axes")
	case model.QuestionNumber:
		return w.T("number")
	case model.QuestionOpen:
		return w.T("open answer")
	case model.QuestionWords:
		return w.T("single words")
	case model.QuestionDate:
		return w.T("date")
	}
	return string(k)
}

// Question is what is said of a question or of one of its options; ok is false
// if it is not here.
func (w *Words) Question(st desk.State, ref model.Ref) (page QuestionPage, ok bool) {
	whole, _ := analysis.CutOption(ref)
	for _, q := range st.Questions {
		if q.Question.Ref() == ref || q.Question.Ref() == whole {
			return w.question(newLookup(st), q), true
		}
	}
	return QuestionPage{}, false
}

// languagesShown is of how many answers the language is looked for.
const languagesShown = 200

func (w *Words) question(l *lookup, q desk.Question) QuestionPage {
	page := QuestionPage{
		Ref: q.Question.Ref(), Text: q.Question.Text, Source: l.sourceTitle(q.Question.Source),
		Kind: w.QuestionKind(q.Question.Kind), Reading: w.Reading(q.Item.Reading, q.Item.Firm), Why: w.Told(q.Item.Why),
		Answers: w.answers(q), ByGroup: w.byGroup(q), Texts: q.Texts, Origin: w.questionOrigin(l, q),
	}
	page.Translations = w.Translations(l.state, page.Ref, time.Local)
	for i, t := range q.Texters {
		row := SaidRow{Ref: desk.AnswerRef(q.Question, t.Response)}
		row.Translations = w.Translations(l.state, row.Ref, time.Local)
		if found := analysis.DetectLanguage(q.Texts[i]); found != "" && q.Question.Language == "" && i < languagesShown {
			row.Language = w.T("probably %s", w.languageName(found))
		}
		page.Said = append(page.Said, row)
	}
	if q.Question.Part != q.Question.Text {
		page.Part = q.Question.Part
	}
	page.Answered = Figure{Label: w.T("Answered"), Text: w.N("%[2]d of %[1]d response", "%[2]d of %[1]d responses", q.Asked, q.Answered)}
	for _, m := range q.Item.Measures {
		switch m.Method {
		case "answered/1":
			page.Answered.Measure = m.ID()
		case "median/1":
			page.Figures = append(page.Figures, Figure{w.T("Median"), w.Decimal(m.Value), m.ID()})
		case "quartile-low/1":
			page.Figures = append(page.Figures, Figure{w.T("Middle half from"), w.Decimal(m.Value), m.ID()})
		case "quartile-high/1":
			page.Figures = append(page.Figures, Figure{w.T("Middle half to"), w.Decimal(m.Value), m.ID()})
		case "agreement/1":
			page.Figures = append(page.Figures, Figure{w.T("Agreement"), w.agreementWords(m.Value), m.ID()})
		case "first-share/1":
			page.Figures = append(page.Figures, Figure{w.T("Ranked first"), w.Count(m.Count, m.N), m.ID()})
		}
	}
	if q.Question.Kind == model.QuestionMultiple {
		page.AnswersSay = w.T("People could choose several answers, so the shares add up to more than 100\u00a0%.")
	}
	if more := q.Answered - len(q.Texts); len(q.Texts) > 0 && more > 0 {
		page.TextsSay = w.N("%d more answer is not shown here.", "%d more answers are not shown here.", more)
	}
	page.Linkable, page.LinkWords = append(page.Linkable, q.Question.Ref()), append(page.LinkWords, w.T("The question as a whole"))
	for i, option := range q.Question.Options {
		page.Linkable, page.LinkWords = append(page.Linkable, analysis.OptionRef(q.Question, i)), append(page.LinkWords, w.T("Only the answer “%s”", option))
	}
	for _, t := range l.state.Themes {
		for _, id := range q.Themes {
			if t.ID == id {
				page.Themes = append(page.Themes, ThemeLink{t.ID, themeTitle(t), w.Class(t.Assessment.Class)})
			}
		}
	}
	return page
}

// agreementWords reads "0.61 (concentrated)". The bands are conventions.
func (w *Words) agreementWords(a float64) string {
	word := w.T("in between")
	switch {
	case a >= 0.6:
		word = w.T("concentrated")
	case a < 0:
		word = w.T("two poles")
	case a <= 0.3:
		word = w.T("spread out")
	}
	return w.T("%s (%s)", w.Decimal(a), word)
}

func (w *Words) answers(q desk.Question) []AnswerRow {
	var out []AnswerRow
	for i, option := range q.Question.Options {
		row := AnswerRow{Text: option, Figure: Figure{Text: w.Count(q.Counted.Options[i], q.Answered)}}
		if o := q.Options[i]; o.Share != nil {
			row.Share, row.Figure.Measure = o.Share.Value, o.Share.ID()
			if o.Low != nil && o.High != nil && q.Answered >= FewVotes {
				row.Range = Figure{Text: w.T("%s to %s", w.Percent(o.Low.Value), w.Percent(o.High.Value)), Measure: o.Low.ID()}
			}
		}
		out = append(out, row)
	}
	const most = 40 // more values are no list to read but a distribution
	if len(q.Levels) > most {
		return out
	}
	for _, level := range q.Levels {
		out = append(out, AnswerRow{Text: w.Decimal(level.Value), Figure: Figure{Text: w.Count(level.Count, q.Answered)}, Share: float64(level.Count) / float64(max(q.Answered, 1))})
	}
	return out
}

// byGroup tells the answers apart by each attribute, where at least two groups
// have enough answers.
func (w *Words) byGroup(q desk.Question) []GroupTable {
	var out []GroupTable
	for i := 0; i < len(q.Groups); {
		end := i
		for end < len(q.Groups) && q.Groups[end].Dimension == q.Groups[i].Dimension {
			end++
		}
		if t, ok := w.groupTable(q, q.Groups[i:end]); ok {
			out = append(out, t)
		}
		i = end
	}
	return out
}

func (w *Words) groupTable(q desk.Question, groups []analysis.QuestionGroup) (GroupTable, bool) {
	const most = 12
	t := GroupTable{Dimension: capital(w.Measured(groups[0].Dimension)), Heads: []string{"", w.T("Answered")}}
	if q.Question.Attribute == groups[0].Dimension || len(q.Question.Options) > most || len(q.Question.Options) == 0 && len(q.Levels) == 0 {
		return t, false
	}
	if len(q.Question.Options) > 0 {
		t.Heads = append(t.Heads, q.Question.Options...)
	} else {
		t.Heads = append(t.Heads, w.T("Median"), w.T("Middle half"))
	}
	var small []string
	for _, g := range groups {
		if g.Answered < FewVotes {
			small = append(small, g.Group+"\u00a0("+w.Number(g.Answered)+")")
			continue
		}
		row := []string{g.Group, w.Number(g.Answered)}
		for _, n := range g.Options {
			row = append(row, w.T("%d (%d\u00a0%%)", n, percent(float64(n)/float64(g.Answered))))
		}
		if len(g.Options) == 0 {
			low, _ := analysis.Quantile(g.Levels, 0.25)
			middle, _ := analysis.Quantile(g.Levels, 0.5)
			high, _ := analysis.Quantile(g.Levels, 0.75)
			row = append(row, w.Decimal(middle), w.T("%s to %s", w.Decimal(low), w.Decimal(high)))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(small) > 0 {
		t.Says = w.T("Too few answers to be told apart: %s.", w.List(small))
	}
	return t, len(t.Rows) > 1
}

func (w *Words) questionOrigin(l *lookup, q desk.Question) []Row {
	rows := []Row{{w.T("Source"), l.sourceTitle(q.Question.Source)}, {w.T("File"), q.Question.File}}
	if q.Question.Column > 0 {
		rows = append(rows, Row{w.T("Column"), w.Number(q.Question.Column)})
	}
	if src, ok := l.sources[q.Question.Source]; ok {
		for _, f := range src.Files {
			if f.Path == q.Question.File {
				rows = append(rows, Row{"SHA-256", f.SHA256})
			}
		}
	}
	if q.Question.Assumed {
		rows = append(rows, Row{w.T("Note"), w.T("The ends of the scale are those of the answers; the publisher does not state them.")})
	}
	return rows
}

// Decimal is a number with at most two decimals.
func (w *Words) Decimal(x float64) string {
	s := strings.TrimRight(strings.TrimRight(w.printer.Sprintf("%.2f", x), "0"), ".,")
	if s == "" || s == "-" || s == "-0" {
		return "0"
	}
	return s
}
