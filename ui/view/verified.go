package view

import (
	"cmp"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// The columns of the table of what was checked in a paper.
const (
	VerifiedState = iota
	VerifiedPage
	VerifiedWhat
	VerifiedPrinted
	VerifiedNow
	VerifiedSource
)

// Verdict is what came of holding a paper against its inputs, in words.
type Verdict struct {
	Badge Badge
	// Says is the verdict in one sentence; More is what it rests on and what to
	// do about it.
	Says string
	More []string
	// Altered names the parts of the file that were changed, Inputs the published
	// files that are not what they were.
	Altered, Inputs []string
}

// Verdict puts a verification in words.
func (w *Words) Verdict(v model.Verification) Verdict {
	out := Verdict{}
	for _, a := range v.Altered {
		out.Altered = append(out.Altered, w.altered(a))
	}
	for _, x := range v.Inputs {
		out.Inputs = append(out.Inputs, w.changedInput(x))
	}
	switch v.Verdict {
	case model.VerdictHolds:
		out.Badge = Badge{"✓", w.T("The paper holds"), ToneAgree}
		out.Says = w.T("Every figure in this paper is what the published inputs give.")
		out.More = []string{w.T("The file is as it was printed, and its inputs are those that it names.")}
	case model.VerdictUnmoved:
		out.Badge = Badge{"✓", w.T("The paper holds; an input has changed"), ToneUnsure}
		out.Says = w.N("%d published file has changed since, and no figure in this paper moves.", "%d published files have changed since, and no figure in this paper moves.", len(v.Inputs))
		out.More = []string{w.T("The file is as it was printed.")}
	case model.VerdictMissing:
		out.Badge = Badge{"?", w.T("Not all could be checked"), ToneUnsure}
		out.Says = w.N("%[2]d of %[1]d figure could not be computed again; the others are as printed.", "%[2]d of %[1]d figures and classes could not be computed again; the others are as printed.", len(v.Checked), len(v.Missing))
		out.More = []string{w.T("An input is not there, or something in it has gone. Try another place for the inputs.")}
	case model.VerdictDiffers:
		out.Badge = Badge{"≠", w.T("The paper differs from its inputs"), ToneWarn}
		out.Says = w.differ(v)
		if len(v.Inputs) > 0 {
			out.More = []string{w.T("A published file has changed since the paper was printed. Ask its publisher what was changed, and why.")}
		} else {
			out.More = []string{w.T("The published files are exactly those that the paper names, so what it prints is not what they give. Ask whoever sent it.")}
		}
	default:
		out.Badge = Badge{"!", w.T("The file was altered"), ToneWarn}
		out.Says = w.T("This file is not as it was printed.")
		out.More = []string{w.T("Ask whoever sent it for the file as it was exported.")}
		if len(v.Altered) == 1 && v.Altered[0].Part == "file" {
			out.More = []string{w.T("Its pages, figures and attached files are as they were: another program may only have saved it anew.")}
		}
		if len(v.Differ) > 0 {
			out.More = append(out.More, w.differ(v))
		}
	}
	if len(v.Missing) > 0 && v.Verdict != model.VerdictMissing {
		out.More = append(out.More, w.N("%d could not be computed again.", "%d could not be computed again.", len(v.Missing)))
	}
	again := w.N("%d figure was computed again", "%d figures were computed again", v.Recomputed)
	if v.Classes > 0 {
		again = w.T("%s, and %s", again, w.N("%d class", "%d classes", v.Classes))
	}
	out.More = append(out.More, again+".")
	if v.Words > 0 {
		out.More = append(out.More, w.N("%d position, decision or response is carried as its author wrote it; it is no figure.", "%d positions, decisions and responses are carried as their authors wrote them; they are no figures.", v.Words))
	}
	return out
}

func (w *Words) differ(v model.Verification) string {
	return w.N("%[2]d of %[1]d figure differs from what the published inputs give.", "%[2]d of %[1]d figures and classes differ from what the published inputs give.", len(v.Checked), len(v.Differ))
}

func (w *Words) altered(a model.Altered) string {
	switch a.Part {
	case "file":
		return w.T("The file is not byte for byte as it was printed.")
	case "page":
		switch {
		case a.Was == "":
			return w.T("Page %s was added.", a.Name)
		case a.Is == "":
			return w.T("Page %s was taken out.", a.Name)
		}
		return w.T("Page %s was changed.", a.Name)
	case "figure":
		switch {
		case a.Was == "":
			return w.T("A figure was added: “%s”.", a.Is)
		case a.Is == "":
			return w.T("The figure “%s” was taken out.", a.Was)
		}
		return w.T("A figure was printed as “%s” and now reads “%s”.", a.Was, a.Is)
	}
	switch {
	case a.Was == "":
		return w.T("The attached file %s was added.", a.Name)
	case a.Is == "":
		return w.T("The attached file %s is missing or cannot be read.", a.Name)
	}
	return w.T("The attached file %s was changed.", a.Name)
}

func (w *Words) changedInput(x model.ChangedInput) string {
	if x.Is == "" {
		return w.T("%s of “%s” is not there.", x.Path, x.Source)
	}
	return w.T("%s of “%s” has changed: its digest was %s and is %s.", x.Path, x.Source, short(x.Was), short(x.Is))
}

func short(digest string) string {
	if len(digest) > 12 {
		return digest[:12] + "…"
	}
	return digest
}

// VerifiedOrder gives the places of what was checked, in order. State puts first
// what differs.
func VerifiedOrder(v model.Verification, o Order) []int {
	places := make([]int, len(v.Checked))
	for i := range places {
		places[i] = i
	}
	rank := func(x model.VerifiedFigure) int {
		return slices.Index([]model.FigureState{model.FigureDiffers, model.FigureMissing, model.FigureSame}, x.State)
	}
	slices.SortStableFunc(places, func(a, b int) int {
		x, y := v.Checked[a], v.Checked[b]
		c := 0
		switch o.Column {
		case VerifiedState:
			c = cmp.Compare(rank(x), rank(y))
		case VerifiedPage:
			c = cmp.Compare(x.Page, y.Page)
		case VerifiedWhat:
			c = strings.Compare(Fold(x.Name+x.Subject), Fold(y.Name+y.Subject))
		case VerifiedSource:
			c = strings.Compare(Fold(x.Source), Fold(y.Source))
		}
		if o.Down {
			c = -c
		}
		return c
	})
	return places
}

// VerifiedCells are the cells of something that was checked, in the order of the
// columns.
func (w *Words) VerifiedCells(x model.VerifiedFigure) []Cell {
	state := w.VerifiedState(x.State)
	page := "–"
	if x.Page > 0 {
		page = w.Number(x.Page)
	}
	now := w.verifiedWords(x, x.Now)
	if now == "" {
		now = "–"
	}
	bold := x.State != model.FigureSame
	return []Cell{{Badge: &state}, {Text: page}, {Text: w.verifiedWhat(x)}, {Text: w.verifiedWords(x, x.Printed), Bold: bold}, {Text: now, Bold: bold}, {Text: x.Source, Tone: ToneQuiet}}
}

// VerifiedState is a state's badge.
func (w *Words) VerifiedState(s model.FigureState) Badge {
	switch s {
	case model.FigureDiffers:
		return Badge{"≠", w.T("Differs"), ToneWarn}
	case model.FigureMissing:
		return Badge{"?", w.T("Missing"), ToneUnsure}
	}
	return Badge{"✓", w.T("Same"), ToneAgree}
}

// verifiedWhat says what something is of.
func (w *Words) verifiedWhat(x model.VerifiedFigure) string {
	kind, _, _ := strings.Cut(x.ID, ":")
	switch kind {
	case "class":
		return w.T("Class of “%s”", x.Subject)
	case "pole":
		return w.T("Reading of “%s”", x.Subject)
	}
	if x.Name == "" {
		return w.T("A figure without evidence")
	}
	return w.T(x.Name) + " · " + model.Ref(x.Subject).Item()
}

// verifiedWords puts a class or a reading into the person's language; figures
// are as printed.
func (w *Words) verifiedWords(x model.VerifiedFigure, said string) string {
	kind, _, _ := strings.Cut(x.ID, ":")
	switch {
	case said == "":
		return ""
	case kind == "pole":
		return w.T(model.Reading(said).Label())
	case kind != "class":
		return said
	}
	class, rest, _ := strings.Cut(said, ", rule ")
	rule, confidence, ok := strings.Cut(rest, ", confidence ")
	if !ok {
		return said
	}
	return w.T("%s, rule %s, %s", w.Class(model.Class(class)).Word, rule, w.Confidence(model.Confidence(confidence)).Word)
}

// VerifiedRows is all that is known of something that was checked.
func (w *Words) VerifiedRows(x model.VerifiedFigure) []Row {
	var rows []Row
	add := func(label, text string) {
		if text != "" {
			rows = append(rows, Row{label, text})
		}
	}
	add(w.T("Printed"), w.verifiedWords(x, x.Printed))
	add(w.T("Computed again"), w.verifiedWords(x, x.Now))
	add(w.T("Why"), w.Told(x.Why))
	if x.Page > 0 {
		add(w.T("Page"), w.Number(x.Page))
	}
	add(w.T("Source"), x.Source)
	add(w.T("File"), x.File)
	add(w.T("Lines"), x.Lines)
	add(w.T("Name of the figure"), x.Measure)
	return rows
}

// VerifiedTitle is the heading of something that was checked.
func (w *Words) VerifiedTitle(x model.VerifiedFigure) string { return w.verifiedWhat(x) }

// VerifiedFrom says against what a paper was held.
func (w *Words) VerifiedFrom(v desk.Verified) string {
	name := filepath.Base(v.File)
	switch {
	case v.From.Here:
		return w.T("%s, held against the inputs of this consultation", name)
	case len(v.From.At) == 0:
		return w.T("%s, held against the inputs where it says they are published", name)
	}
	return w.T("%s, held against %s", name, w.Addresses(v.From.At))
}

// Addresses are places of inputs in words.
func (w *Words) Addresses(list []string) string {
	var said []string
	for _, a := range list {
		if a == "sample" {
			a = w.T("the sample that comes with the program")
		}
		said = append(said, a)
	}
	return strings.Join(said, ", ")
}

// VerifiedText is a verification as text: the verdict, then what is not as
// printed.
func (w *Words) VerifiedText(v desk.Verified) string {
	said := w.Verdict(v.Verification)
	lines := []string{v.Title, w.VerifiedFrom(v), "", said.Badge.Word + ". " + said.Says}
	lines = append(lines, said.More...)
	for _, list := range [][]string{said.Altered, said.Inputs} {
		for _, l := range list {
			lines = append(lines, "- "+l)
		}
	}
	for _, x := range v.Checked {
		if x.State == model.FigureSame {
			continue
		}
		line := "- " + w.VerifiedState(x.State).Word + ": " + w.verifiedWhat(x)
		for _, r := range w.VerifiedRows(x) {
			line += "; " + r.Label + ": " + r.Text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n") + "\n"
}

// VerifiedCSV is everything that was checked, for a spreadsheet: what would
// count there as a formula defused.
func (w *Words) VerifiedCSV(v desk.Verified) string {
	var b strings.Builder
	out := csv.NewWriter(&b)
	write := func(cells ...string) {
		for i := range cells {
			cells[i] = model.Defuse(cells[i])
		}
		_ = out.Write(cells) // a strings.Builder refuses nothing
	}
	write(w.T("State"), w.T("Page"), w.T("Figure"), w.T("Printed"), w.T("Computed again"), w.T("Why"), w.T("Source"), w.T("File"), w.T("Lines"), w.T("Name of the figure"))
	for _, x := range v.Checked {
		page := ""
		if x.Page > 0 {
			page = strconv.Itoa(x.Page)
		}
		write(w.VerifiedState(x.State).Word, page, w.verifiedWhat(x), w.verifiedWords(x, x.Printed), w.verifiedWords(x, x.Now), w.Told(x.Why), x.Source, x.File, x.Lines, x.Measure)
	}
	out.Flush()
	return b.String()
}

// PrintedFacts says what a printed paper is: its title, then kind, date and what
// can be computed again, then what it rests on.
func (w *Words) PrintedFacts(p desk.PrintedPaper) []string {
	what := []string{w.PaperKind(p.Kind)}
	if p.Date != "" {
		what = append(what, p.Date)
	}
	what = append(what, w.N("%d figure", "%d figures", p.Figures))
	if p.Classes > 0 {
		what = append(what, w.N("%d class", "%d classes", p.Classes))
	}
	facts := []string{p.Title, strings.Join(what, " · ")}
	var rests []string
	for _, s := range p.Sources {
		rests = append(rests, s.Title)
	}
	if len(rests) > 0 {
		facts = append(facts, w.T("It rests on: %s", strings.Join(rests, "; ")))
	}
	if len(p.Addresses) == 0 {
		facts = append(facts, w.T("It does not say where its inputs are published: they came from a member’s machine."))
	}
	return facts
}
