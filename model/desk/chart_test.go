package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
)

func halfEm(text string, size float64, _ bool) float64 {
	return 0.18 * size * float64(len([]rune(text)))
}

// Every chart can be asked for: with figures where the sample has some, and
// otherwise with a sentence that says what belongs there.
func TestEveryChartOfTheSample(t *testing.T) {
	st := withSample(t).State()
	without := []desk.ChartKind{desk.ChartTimeline, desk.ChartGroups, desk.ChartRadar, desk.ChartTogether, desk.ChartSaturation, desk.ChartWords}
	for _, k := range desk.ChartKinds {
		s := st.Chart(desk.ChartAsked{Kind: k, Advance: halfEm})
		if s.Alt == "" || !(s.W > 0) || !(s.H > 0) || len(s.Labels) == 0 {
			t.Errorf("%s: got an empty chart", k)
		}
		if slices.Contains(without, k) {
			if len(st.ChartSubjects(k)) > 0 {
				t.Errorf("%s: got subjects in the sample, which has no single records", k)
			}
			continue
		}
		if s.Figures == nil || len(s.Figures.Rows) == 0 || !strings.HasPrefix(s.Source, "Source: ") {
			t.Errorf("%s: got no table or no source: %q", k, s.Source)
			continue
		}
		for _, row := range s.Figures.Rows {
			if len(row) != len(s.Figures.Heads) || len(s.Figures.Right) != len(s.Figures.Heads) {
				t.Errorf("%s: row %v has not the columns %v", k, row, s.Figures.Heads)
			}
		}
	}
}

// The figures are those printed in the OGP Phase 1 report: 92 mentions of
// citizen participation, and the number of statements in each poll's annex.
func TestChartFiguresOfTheSample(t *testing.T) {
	st := withSample(t).State()
	mentions := st.Chart(desk.ChartAsked{Kind: desk.ChartMentions})
	if got := mentions.Figures.Rows[0]; got[1] != "Citizen Participation" || got[2] != "92" {
		t.Errorf("got %v first, want citizen participation with 92 mentions", got)
	}
	if got := st.Chart(desk.ChartAsked{Kind: desk.ChartStatements}); len(got.Figures.Rows) != 60 {
		t.Errorf("got %d statements, want the annex's 60", len(got.Figures.Rows))
	}
	if got := st.Chart(desk.ChartAsked{Kind: desk.ChartVotes}); len(got.Figures.Rows) != 25 || !strings.Contains(got.Source, "25 statements with most votes of 60") {
		t.Errorf("got %d rows and %q", len(got.Figures.Rows), got.Source)
	}
	given := st.Chart(desk.ChartAsked{Kind: desk.ChartChannels, Of: "theme/norms", Options: chart.Options{Title: "Mine"}})
	if given.Title != "Mine" || len(given.Figures.Rows) != len(model.Channels) {
		t.Errorf("got %q with %d channels", given.Title, len(given.Figures.Rows))
	}
}

// notes are three consultations, two of them with a sector, coded with tags.
func notes() desk.State {
	st := desk.State{Sources: []desk.Source{{Notes: 3, Excerpts: 4, Tags: 3}}}
	st.Sources[0].Source = model.Source{ID: "m", Title: "Meeting notes", Channel: model.ChannelMeetings, Simulated: true}
	n := func(id, date, sector, text string) {
		st.Notes = append(st.Notes, model.Note{Source: "m", ID: id, Title: "Meeting " + id, Date: date, Text: text, Language: "en", Attributes: map[string]string{"Sector": sector}})
	}
	n("1", "2022-05-03", "Government", "The funding of local reform")
	n("2", "2022-05-04", "Civil society", "More funding, and trust")
	n("3", "", "Government", "Funding")
	e := func(id, note string, names ...string) {
		x := model.Excerpt{Source: "m", ID: id, Note: note}
		for _, name := range names {
			x.Tags = append(x.Tags, model.Tagging{Tag: name})
		}
		st.Excerpts = append(st.Excerpts, &x)
	}
	e("a", "1", "Funding", "Local")
	e("b", "1", "Trust")
	e("c", "2", "Funding")
	e("d", "3", "Funding", "Local")
	for _, name := range []string{"Funding", "Local", "Trust"} {
		st.Tags = append(st.Tags, model.Tag{Source: "m", Name: name, Mentions: 1})
	}
	return st
}

// Counted by hand from the notes above.
func TestChartsOfNotes(t *testing.T) {
	st := notes()
	for _, c := range []struct {
		kind  desk.ChartKind
		first string
		says  string
	}{
		{desk.ChartMentions, "|Funding|1|3", ""},
		{desk.ChartRadar, "Funding|2 of 2 (100\u00a0%)|1 of 1 (100\u00a0%)", "Base: Government 2, Civil society 1"},
		{desk.ChartTogether, "Funding|Local|2|3|2|67\u00a0%", "Base: 4 excerpts"},
		{desk.ChartSaturation, "2022-05-03|Meeting 1|3|3", "Consultations without a date, left out: 1"},
		{desk.ChartWords, "funding|3", "Base: 3 notes"},
		{desk.ChartTimeline, "Meeting notes|2022-05-03|1", "Meeting notes: notes without a date, left out: 1"},
	} {
		s := st.Chart(desk.ChartAsked{Kind: c.kind, Advance: halfEm})
		if s.Figures == nil {
			t.Errorf("%s: got no table: %s", c.kind, s.Title)
			continue
		}
		if got := strings.Join(s.Figures.Rows[0], "|"); got != c.first {
			t.Errorf("%s: got first row %q, want %q", c.kind, got, c.first)
		}
		if !strings.Contains(s.Source, c.says) || !strings.Contains(s.Source, "simulated") {
			t.Errorf("%s: got %q, want %q and that it is simulated", c.kind, s.Source, c.says)
		}
	}
}

func TestSaveChart(t *testing.T) {
	s := notes().Chart(desk.ChartAsked{Kind: desk.ChartMentions})
	dir := t.TempDir()
	for ending, begins := range map[string]string{".svg": "<svg ", ".png": "\x89PNG", ".csv": "Cluster,Tag,"} {
		file := filepath.Join(dir, "c"+ending)
		if _, err := desk.SaveChart(s, "en", file); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), begins) {
			t.Errorf("%s: got %.20q, %v", ending, b, err)
		}
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{filepath.Join(dir, "c.doc"), filepath.Join(dir, "nowhere", "c.svg")} {
		if _, err := desk.SaveChart(s, "en", file); model.AsProblem(err, "").Do == "" {
			t.Errorf("%s: got %v, want a problem that says what to do", file, err)
		}
	}
	if after, err := os.ReadDir(dir); err != nil || len(after) != len(before) {
		t.Errorf("got %d files, %v, want the %d that were there", len(after), err, len(before))
	}
}
