package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/model/desk"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

// Every chart can be chosen; it is drawn with its table, or it says what it
// needs and cannot be saved.
func TestChartsPageShowsEveryChart(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	s.Go(PageCharts)
	p := s.current.(*chartsPage)
	if got := len(p.kinds.Options); got != len(desk.ChartKinds) {
		t.Fatalf("got %d charts to choose, want %d", got, len(desk.ChartKinds))
	}
	for i, k := range desk.ChartKinds {
		p.kinds.SetSelectedIndex(i)
		if p.kind != k {
			t.Errorf("chose %s, got %s", k, p.kind)
		}
		some := len(s.state.ChartSubjects(k)) > 0
		if p.save.Disabled() == some {
			t.Errorf("%s: can be saved %t, want %t", k, !p.save.Disabled(), some)
		}
		if some && (p.scene.Title == "" || len(p.body.content.Objects) == 0) {
			t.Errorf("%s: nothing is shown", k)
		}
	}
}

func TestChartsPageCopiesAndSaves(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	s.goTo(PageCharts, string(desk.ChartVotes))
	p := s.current.(*chartsPage)
	test.Tap(p.copy)
	if got := fyne.CurrentApp().Clipboard().Content(); got != view.TableText(p.scene.Figures) || !strings.Contains(got, "\t") {
		t.Errorf("copied %q, want the table", got)
	}
	p.ask()
	tapButton(t, s, "Save")
	if got := d.last(); !strings.HasPrefix(got, "SaveChart | "+p.scene.Title+" | en | ") || !strings.HasSuffix(got, ".png") {
		t.Errorf("asked the desk %q", got)
	}
}

// The desk of the window writes the file.
func TestSavedChartIsAFile(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	file := filepath.Join(t.TempDir(), "c.svg")
	if _, err := desk.SaveChart(s.w.Chart(s.state, desk.ChartVotes, "", "My title", 0, nil), "en", file); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(file); err != nil || !strings.Contains(string(b), "My title") {
		t.Errorf("got %.40q, %v", b, err)
	}
}

// The keyboard's way to a page ends in the page.
func TestShortcutsLeadIntoThePage(t *testing.T) {
	s, _ := opened(t, PageOverview, weighed())
	for _, page := range []string{PageCharts} {
		s.enter(page)
		if s.current.Name() != page || s.win.Canvas().Focused() == nil {
			t.Errorf("%s: the focus is nowhere", page)
		}
	}
}

// TestChartsPageBeginsWithOneToSee: without a chart asked for, the page opens on
// the first for which there are figures; one that a person chose stays.
func TestChartsPageBeginsWithOneToSee(t *testing.T) {
	st := viewtest.State()
	st.Heard = nil
	s, _ := showing(t, st, usual)
	s.Go(PageCharts)
	p := s.current.(*chartsPage)
	if len(st.ChartSubjects(p.kind)) == 0 || p.save.Disabled() {
		t.Errorf("the page opens on %s, for which there is nothing", p.kind)
	}
	p.kinds.SetSelectedIndex(0)
	st.Revision++
	s.Show(st)
	if p.kind != desk.ChartKinds[0] {
		t.Errorf("the chosen chart gave way to %s", p.kind)
	}
}
