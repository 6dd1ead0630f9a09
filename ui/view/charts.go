package view

import (
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
	"consilience/model/desk"
)

// ChartKinds are the charts by name, with their kinds as ids.
func (w *Words) ChartKinds() (names, ids []string) {
	for _, k := range desk.ChartKinds {
		names, ids = append(names, w.T(k.Label())), append(ids, string(k))
	}
	return names, ids
}

// ChartSubjects are what a chart can be of. The whole consultation has the id
// "".
func (w *Words) ChartSubjects(st desk.State, kind desk.ChartKind) (names, ids []string) {
	for _, s := range st.ChartSubjects(kind) {
		name := s.Title
		if s.Of == "" {
			name = w.T("The whole consultation")
		}
		for slices.Contains(names, name) { // a list shows each name once
			name += "\u00a0·"
		}
		names, ids = append(names, name), append(ids, s.Of)
	}
	return names, ids
}

// Chart is a chart in the reader's language.
func (w *Words) Chart(st desk.State, kind desk.ChartKind, of, title string, width float64, advance chart.Advance) chart.Scene {
	return st.Chart(desk.ChartAsked{Kind: kind, Of: of, Advance: advance, Options: chart.Options{Width: width, Title: title, Words: w.T}})
}

// ChartNeeds says what a chart shows and what it needs, where there is nothing
// to show.
func (w *Words) ChartNeeds(kind desk.ChartKind) string {
	switch kind {
	case desk.ChartHeard:
		return w.T("This chart shows who was heard, by channel and group. It needs a participation register, or a poll or survey with single answers.")
	case desk.ChartTimeline:
		return w.T("This chart shows when people took part. It needs a survey whose responses have a time, or notes with a date.")
	case desk.ChartVotes, desk.ChartStatements:
		return w.T("This chart shows how people voted. It needs a poll: statements with votes, from Polis or as a table.")
	case desk.ChartGroups:
		return w.T("This chart shows who votes alike. It needs a poll with single votes, whose groups are found on the page Groups.")
	case desk.ChartThemes, desk.ChartChannels:
		return w.T("This chart shows the themes together. Themes come with a consultation, or you make them on the page Themes.")
	case desk.ChartMentions:
		return w.T("This chart shows what was mentioned how often. It needs a list of tags with their mentions, or coded notes.")
	case desk.ChartWords:
		return w.T("This chart shows which words are frequent. It needs notes, or a question that was answered in words.")
	}
	return w.T("This chart shows how tags were used. It needs notes with marked excerpts, coded here or in a coding program.")
}

// mostTableRows is how many rows of a chart's table the screen shows.
const mostTableRows = 60

// ChartTable is a chart's table for the screen: the first rows, and what is
// said of the rest. Cells are without line breaks.
func (w *Words) ChartTable(f *chart.Figures) (heads []string, rows [][]string, more string) {
	if f == nil {
		return nil, nil, ""
	}
	rows = f.Rows
	if len(rows) > mostTableRows {
		rows = rows[:mostTableRows]
		more = w.T("The first %d of %d rows are shown; a saved or copied table has them all.", mostTableRows, len(f.Rows))
	}
	return f.Heads, rows, more
}

// TableText is a table as text for the clipboard: a row a line, cells parted
// by tabs, as spreadsheets and word processors take it.
func TableText(f *chart.Figures) string {
	if f == nil {
		return ""
	}
	flat := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	var b strings.Builder
	for _, row := range append([][]string{f.Heads}, f.Rows...) {
		for i, c := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(flat.Replace(analysis.Redact(c)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// ChartFormats are the kinds of file that a chart can be saved as, with their
// endings as ids.
func (w *Words) ChartFormats() (names, ids []string) {
	return []string{w.T("Picture (PNG)"), w.T("Drawing (SVG)"), w.T("Table (CSV)")}, []string{".png", ".svg", ".csv"}
}

// ChartFile proposes a file's name for a chart.
func ChartFile(kind desk.ChartKind, of, ending string) string {
	name := string(kind)
	if of != "" {
		name += "-" + model.Slug(of)
	}
	return strings.Trim(name, "-") + ending
}

// CodingFormats are the kinds of file that notes and tags go out as.
func (w *Words) CodingFormats() (names, endings []string) {
	return []string{w.T("Project: notes, excerpts, tags and cases (.qdpx)"), w.T("Codebook: tags alone (.qdc)")}, []string{".qdpx", ".qdc"}
}

// CodingFile proposes a file's name for a consultation's notes and tags.
func CodingFile(st desk.State) string {
	name := model.Slug(Consultation(st))
	if name == "" {
		name = "coding"
	}
	return name + ".qdpx"
}

// WithEnding gives a file's name, which may end in one of endings, another.
func WithEnding(file, ending string, endings []string) string {
	if slices.Contains(endings, strings.ToLower(filepath.Ext(file))) {
		file = strings.TrimSuffix(file, filepath.Ext(file))
	}
	return file + ending
}

// ChartSaved says that a chart was saved, and which characters its picture
// lacks.
func (w *Words) ChartSaved(file string, missing []rune) string {
	if len(missing) > 0 {
		return w.T("Saved. The picture's fonts lack %s; saved as a drawing (SVG) nothing is missing.", strings.Join(strings.Split(string(missing), ""), " "))
	}
	return w.T("Saved: %s", file)
}
