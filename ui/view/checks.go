package view

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// CheckGroup is the checks of one source, gravest first.
type CheckGroup struct {
	Source, Title, Says string
	Checks              []CheckRow
}

// CheckRow is one check in words.
type CheckRow struct {
	// ID is the check's place in State.Checks.
	ID                  int
	Severity            Badge
	Kind                string
	Say, Do             string
	Source, SourceTitle string
	// Place is file and line; empty where no single place is meant.
	Place string
	// File and Line are where it stands, for Published.
	File    string
	Line    int
	Figures []Row
	Items   []CheckItem
}

// CheckItem is an item that a check is about. Opens: there is a page for it.
type CheckItem struct {
	Ref   model.Ref
	Text  string
	Opens bool
}

// Checks groups all checks by source, the sources with the gravest first.
func (w *Words) Checks(st desk.State) []CheckGroup {
	l := newLookup(st)
	var groups []CheckGroup
	for _, source := range gravestSources(st.Checks) {
		g := CheckGroup{Source: source, Title: l.sourceTitle(source)}
		for i, k := range st.Checks {
			if k.Source == source {
				g.Checks = append(g.Checks, w.checkRow(l, i, k))
			}
		}
		g.Says = w.N("%d check", "%d checks", len(g.Checks))
		groups = append(groups, g)
	}
	return groups
}

// gravestSources are the sources of checks, those with the gravest first.
func gravestSources(list []model.Check) []string {
	var sources []string
	for _, severity := range model.Severities {
		for _, c := range list {
			if c.Severity == severity && !slices.Contains(sources, c.Source) {
				sources = append(sources, c.Source)
			}
		}
	}
	return sources
}

// GravestFirst gives checks in the order of the page: the sources with the
// gravest first, the checks of a source together.
func GravestFirst(list []model.Check) []model.Check {
	sorted := slices.Clone(list)
	sources := gravestSources(list)
	slices.SortStableFunc(sorted, func(a, b model.Check) int {
		return slices.Index(sources, a.Source) - slices.Index(sources, b.Source)
	})
	return sorted
}

// CheckSays is what a check found, in a sentence. One that was a problem of a
// reader has no sentence of its own and is told again.
func (w *Words) CheckSays(c model.Check) string {
	if c.Sentence == "" {
		return w.Told(c.Say)
	}
	return w.Phrase(model.Phrase{One: c.Sentence, Args: c.Args})
}

func (w *Words) checkFigure(f model.CheckFigure) string {
	text := w.Exactly(f.Value)
	if f.Unit == model.UnitPercent {
		text += "\u00a0%"
	}
	return text
}

func (w *Words) checkRow(l *lookup, i int, c model.Check) CheckRow {
	row := CheckRow{ID: i, Severity: w.Severity(c.Severity), Kind: w.CheckKind(c.Kind), Say: w.CheckSays(c), Do: w.Told(c.Do),
		Source: c.Source, SourceTitle: l.sourceTitle(c.Source),
		Place: w.Place(model.Problem{File: c.File, Line: c.Line}), File: c.File, Line: c.Line}
	for _, f := range c.Figures {
		row.Figures = append(row.Figures, Row{capital(w.T(f.Name)), w.checkFigure(f)})
	}
	for _, ref := range c.Items {
		item := CheckItem{Ref: ref, Text: string(ref)}
		if s, ok := l.statements[ref]; ok {
			item.Text, item.Opens = s.Text, true
		}
		row.Items = append(row.Items, item)
	}
	return row
}

// CheckWords is one check as it is copied: what was found, what to do, where.
// Personal data is taken out.
func (w *Words) CheckWords(c CheckRow) string {
	var parts []string
	for _, part := range []string{c.Say, c.Do, c.SourceTitle, c.Place} {
		if part != "" {
			parts = append(parts, analysis.Redact(part))
		}
	}
	return strings.Join(parts, "\n")
}

// Severity is a severity's badge.
func (w *Words) Severity(s model.Severity) Badge {
	switch s {
	case model.Serious:
		return Badge{"!", w.T("Serious"), ToneWarn}
	case model.WorthALook:
		return Badge{"?", w.T("Worth a look"), ToneUnsure}
	}
	return Badge{"i", w.T("Good to know"), ToneQuiet}
}

// CheckKind names what a check looks for.
func (w *Words) CheckKind(kind string) string {
	switch kind {
	case model.ProblemImpossibleRow:
		return w.T("A row that cannot be")
	case model.ProblemAmbiguousRow:
		return w.T("A row that several counts fit")
	case model.CheckTotals:
		return w.T("Totals that do not add up")
	case model.CheckBase:
		return w.T("Percentages without their base")
	case model.CheckClaim:
		return w.T("A claim that the records contradict")
	case model.CheckUnchecked:
		return w.T("A claim that could not be checked")
	case model.CheckDuplicate:
		return w.T("The same words twice")
	case model.CheckNearly:
		return w.T("Nearly the same words")
	case model.CheckSameAnswers:
		return w.T("Forms filled in alike")
	case model.CheckSameText:
		return w.T("One text from several people")
	case model.CheckGone:
		return w.T("What is gone")
	case model.CheckReworded:
		return w.T("Statements worded otherwise than before")
	case model.CheckFewerVotes:
		return w.T("Votes that are gone")
	case model.CheckMoved:
		return w.T("Figures that moved")
	case model.CheckPersonal, model.ProblemPersonalColumns:
		return w.T("Personal data")
	case model.CheckFormula:
		return w.T("A text that begins like a formula")
	}
	return w.T("Found while reading")
}

// NoChecks says why the list is empty.
func (w *Words) NoChecks(st desk.State) string {
	switch {
	case st.Unchecked && st.Job != nil:
		return w.T("What came in is being looked through. What is found stands here when that is done.")
	case st.Unchecked:
		return w.T("What came in was not looked through to its end. Nothing is known of errors in it until it is.")
	}
	return w.T("The checks found nothing to say. They look at every source that comes in: rows that cannot be, totals, percentages without a base, claims, duplicates, personal data.")
}

// ChecksSay counts the checks by severity: "3 serious, 2 worth a look"; empty
// if there are none.
func (w *Words) ChecksSay(st desk.State) string {
	if st.Unchecked {
		return w.T("not made yet")
	}
	n := map[model.Severity]int{}
	for _, c := range st.Checks {
		n[c.Severity]++
	}
	var parts []string
	if k := n[model.Serious]; k > 0 {
		parts = append(parts, w.T("%d serious", k))
	}
	if k := n[model.WorthALook]; k > 0 {
		parts = append(parts, w.T("%d worth a look", k))
	}
	if k := n[model.GoodToKnow]; k > 0 {
		parts = append(parts, w.T("%d good to know", k))
	}
	return strings.Join(parts, ", ")
}

// ChecksCSV is the list for a spreadsheet, in the person's language: personal
// data taken out, what would run as a formula marked as text, in the order of
// the page.
func (w *Words) ChecksCSV(list []model.Check) string {
	var b strings.Builder
	out := csv.NewWriter(&b)
	write := func(cells ...string) {
		for i := range cells {
			cells[i] = model.Defuse(analysis.Redact(cells[i]))
		}
		_ = out.Write(cells) // a strings.Builder takes everything
	}
	write(w.T("Source"), w.T("How grave"), w.T("What it is"), w.T("What was found"), w.T("What to do"), w.T("File"), w.T("Line"), w.T("What it is about"), w.T("Figures"))
	for _, c := range GravestFirst(list) {
		var items, figures []string
		for _, r := range c.Items {
			items = append(items, string(r))
		}
		for _, f := range c.Figures {
			figures = append(figures, w.T("%s: %s", w.T(f.Name), w.checkFigure(f)))
		}
		line := ""
		if c.Line > 0 {
			line = strconv.Itoa(c.Line)
		}
		write(c.Source, w.Severity(c.Severity).Word, w.CheckKind(c.Kind), w.CheckSays(c), w.Told(c.Do), c.File, line, strings.Join(items, "; "), strings.Join(figures, "; "))
	}
	out.Flush()
	return b.String()
}
