package view

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

// PaperSubject is something a paper can be about.
type PaperSubject struct{ About, Label string }

// PaperSubjects lists what a paper can be about: the themes, then the
// trade-offs. Labels are unique.
func (w *Words) PaperSubjects(st desk.State) []PaperSubject {
	var out []PaperSubject
	seen := map[string]int{}
	add := func(about, label string) {
		if seen[label]++; seen[label] > 1 {
			label = w.T("%s (%d)", label, seen[label])
		}
		out = append(out, PaperSubject{about, label})
	}
	for _, t := range st.Themes {
		add("theme/"+t.ID, w.T("Theme: %s", themeRow(w, t).Title))
	}
	for _, t := range st.TradeOffs {
		add("tradeoff/"+t.ID, w.T("Trade-off: %s", t.Question))
	}
	return out
}

// PaperRow is a paper in the list.
type PaperRow struct {
	ID, Title, About string
	// Kind is the kind of paper in words.
	Kind string
	// Kept is status, date and who saved it last.
	Kept string
	Mine bool
	Op   model.OpID
}

// Papers lists the papers already made, the last saved first.
func (w *Words) Papers(st desk.State) []PaperRow {
	labels := map[string]string{}
	for _, s := range w.PaperSubjects(st) {
		labels[s.About] = s.Label
	}
	papers := slices.Clone(st.Papers)
	slices.SortStableFunc(papers, func(a, b model.Paper) int { return b.At.Compare(a.At) })
	var out []PaperRow
	for _, p := range papers {
		row := PaperRow{ID: p.ID, Title: p.Title, Kind: w.PaperKind(p.Kind), About: labels[p.About], Op: p.Op, Mine: mine(st.Member, p.Op)}
		row.About = w.paperAbout(p, labels)
		kept := []string{w.PaperStatus(p.Status), p.Date}
		if p.By != "" {
			kept = append(kept, p.By)
		}
		row.Kept = strings.Join(kept, " · ")
		out = append(out, row)
	}
	return out
}

// paperAbout says what a paper is about.
func (w *Words) paperAbout(p model.Paper, labels map[string]string) string {
	subjects := p.Subjects()
	if len(subjects) == 0 {
		return w.T("All themes and trade-offs")
	}
	label := labels[subjects[0]]
	if label == "" {
		label = w.T("about something that is not here")
	}
	if n := len(subjects) - 1; n > 0 {
		return w.N("%[2]s and %[1]d more", "%[2]s and %[1]d more", n, label)
	}
	return label
}

// PaperDrafts lists the papers that were begun and never saved, by title. ID is
// the draft's key.
func (w *Words) PaperDrafts(drafts map[string]model.Paper, st desk.State) []PaperRow {
	labels := map[string]string{}
	for _, s := range w.PaperSubjects(st) {
		labels[s.About] = s.Label
	}
	var out []PaperRow
	for key, p := range drafts {
		if slices.ContainsFunc(st.Papers, func(o model.Paper) bool { return o.ID == key }) {
			continue
		}
		out = append(out, PaperRow{ID: key, Title: p.Title, Kind: w.PaperKind(p.Kind), About: w.paperAbout(p, labels)})
	}
	slices.SortFunc(out, func(a, b PaperRow) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID))
	})
	return out
}

// PaperKind is a kind of paper in words.
func (w *Words) PaperKind(k model.PaperKind) string {
	switch k {
	case model.DecisionMemo:
		return w.T("Decision memo")
	case model.DiscussionPaper:
		return w.T("Discussion paper")
	case model.FindingsReport:
		return w.T("Findings report")
	case model.ReasonedResponse:
		return w.T("Reasoned response")
	case model.StandardsReport:
		return w.T("Standards self-report")
	case model.DecisionRecord:
		return w.T("Decision record")
	case model.Minutes:
		return w.T("Minutes")
	case model.EvidenceAnnex:
		return w.T("Evidence annex")
	}
	return string(k)
}

// PaperStatuses are the values of Paper.Status, first the one of a new paper.
var PaperStatuses = []string{"draft", "final"}

// PaperStatus is a paper's status in words.
func (w *Words) PaperStatus(status string) string {
	if status == "final" {
		return w.T("Final")
	}
	return w.T("Draft")
}

// PaperProblem says what is missing before a paper can be kept or printed;
// empty if nothing is.
func (w *Words) PaperProblem(p model.Paper) string {
	whole := len(p.Blocks) == 0
	asks := whole || slices.ContainsFunc(p.Blocks, func(b model.PaperBlock) bool {
		return b.Kind == model.BlockAsked && strings.TrimSpace(b.Text) == ""
	})
	switch {
	case whole && p.About == "":
		return w.T("Choose what the paper is about.")
	case strings.TrimSpace(p.Title) == "":
		return w.T("The paper needs a title.")
	case asks && strings.TrimSpace(p.Decision) == "":
		return w.T("Say what the Committee is asked to decide.")
	}
	if _, err := time.Parse(time.DateOnly, p.Date); err != nil {
		return w.T("The date is written as year-month-day, such as 2022-10-13.")
	}
	return ""
}

// PaperFile is the name that a paper's file gets: its date and its title.
func PaperFile(p model.Paper) string {
	name := model.Slug(p.Title)
	if name == "" {
		name = "memo"
	}
	if len(name) > 60 {
		name = strings.TrimRight(name[:60], "-.")
	}
	if p.Date != "" {
		name = model.Slug(p.Date) + "-" + name
	}
	return name + ".pdf"
}

// ExportProblem says why a file cannot be printed to; empty if nothing is
// known against it.
func (w *Words) ExportProblem(file string) string {
	switch {
	case strings.TrimSpace(file) == "":
		return w.T("Say where the file shall lie.")
	case !filepath.IsAbs(file):
		return w.T("Give the whole path, from the top of the disk.")
	case !slices.Contains(desk.PaperFormats, strings.ToLower(filepath.Ext(file))):
		return w.T("The file’s name ends in .pdf, .docx, .html or .md.")
	}
	return ""
}

// Printed tells what was printed.
func (w *Words) Printed(e desk.Export) string {
	if e.Pages == 0 { // only a PDF has pages
		return w.T("Written: %s.", w.N("%d figure", "%d figures", e.Figures))
	}
	return w.T("Printed: %s, %s.", w.N("%d page", "%d pages", e.Pages), w.N("%d figure", "%d figures", e.Figures))
}

// PrintedFonts says whether another computer would print the same file.
func (w *Words) PrintedFonts(e desk.Export) string {
	switch {
	case e.Pages == 0: // no PDF
		return w.T("The PDF of the same paper carries the evidence.")
	case e.Missing != "":
		return w.T("No font has these, and their letters are boxes: %s.", e.Missing)
	case e.Fonts != "":
		return w.T("Some letters are set in fonts of this computer (%s): another one may give other bytes, and the same figures.", e.Fonts)
	}
	return w.T("Set in the program’s own fonts: any computer with the same inputs and annotations prints the same file, byte for byte.")
}
