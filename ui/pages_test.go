package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

func TestOverviewOpensWhatItNames(t *testing.T) {
	for words, page := range map[string]string{"Fewer topics": PageThemes, "Poll: challenges and opportunities": PageSources} {
		s, _ := showing(t, viewtest.State(), fyne.NewSize(1280, 1600))
		want(t, s, "Converges", "Diverges", "Unsure", "106 voters", "739 participants", "Demographic data was not required",
			"1 problem", "Poll: role of OGP is new: 44 statements.")
		tapLink(t, s, words)
		if got := s.current.Name(); got != page {
			t.Errorf("%s: got page %s, want %s", words, got, page)
		}
	}
}

func TestOverviewTellsProblemsOfTheWorkspace(t *testing.T) {
	st := viewtest.State()
	st.Problems = []model.Problem{{Kind: model.ProblemRebuilt, Say: "The index was made again. Nothing is lost.", Cause: "checksum differs"}}
	s, _ := showing(t, st, usual)
	want(t, s, "The index was made again. Nothing is lost.")
	tapLink(t, s, "Details")
	want(t, s, "Cause: checksum differs\nKind: rebuilt")
}

func TestSourcesPage(t *testing.T) {
	s, d := showing(t, viewtest.State(), fyne.NewSize(1280, 1400))
	s.Go(PageSources)
	s.win.Resize(fyne.NewSize(1280, 1401))
	want(t, s, "14 September 2022, 16:05", "What these data cannot tell", "60 rows read", "polis-challenges-opportunities.csv, line 5",
		"The texts of this source are short paraphrases, not the original wording.")
	tapButton(t, s, "Sync")
	if got := d.last(); got != "Sync | " {
		t.Errorf("got %q, want a sync of all sources", got)
	}
	p := s.current.(*sourcesPage)
	p.table.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	want(t, s, "Who took part", "38 rows read")
	tapLink(t, s, "Copy")
	if got, digest := fyne.CurrentApp().Clipboard().Content(), s.state.Sources[3].Files[0].SHA256; got != digest {
		t.Errorf("got %q on the clipboard, want the digest %q", got, digest)
	}
	if p.stop.Disabled() != true {
		t.Error("Stop can be pressed without a job")
	}
	tapButton(t, s, "Add…")
	var offered []string
	onScreen(s, func(o fyne.CanvasObject) bool {
		if ink, ok := o.(*canvas.Text); ok && strings.HasPrefix(ink.Text, "Open ") && !strings.HasPrefix(ink.Text, "Open G") {
			offered = append(offered, ink.Text)
		}
		return false
	})
	if want := "Open an address…, Open a folder…, Open a file…, Open the sample consultation"; strings.Join(offered, ", ") != want {
		t.Errorf("Add… offers %q, want %s", offered, want)
	}
}

// rowsShown are the texts of the table of statements.
func rowsShown(p *statementsPage) int { return p.table.rows }

func TestStatementsPageFilters(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	s.Go(PageStatements)
	p := s.current.(*statementsPage)
	want(t, s, "17 statements", "45 of 52 (86\u00a0%)", "52 of 106", "▲ Supports")
	test.Type(p.filters.search, "Campana")
	if got := rowsShown(p); got != 1 {
		t.Errorf("search: got %d rows, want the one with “campaña”", got)
	}
	want(t, s, "1 of 17 statements")
	p.filters.search.SetText("")
	p.filters.heard.SetChecked(true)
	if got := rowsShown(p); got != 15 {
		t.Errorf("20 %% of voters: got %d rows, want 15", got)
	}
	p.filters.reading.SetSelected("Split (3)")
	if got := rowsShown(p); got != 3 {
		t.Errorf("reading: got %d rows, want 3", got)
	}
	p.filters.source.SetSelected("Poll: challenges and opportunities")
	if got := rowsShown(p); got != 0 {
		t.Errorf("source: got %d rows, want none that is split", got)
	}
	want(t, s, "No statement fits")
	tapButton(t, s, "Clear filters")
	if got := rowsShown(p); got != viewtest.Statements || !p.clear.Hidden {
		t.Errorf("cleared: got %d rows, want all %d and nothing more to clear", got, viewtest.Statements)
	}
}

// The page is filled before it has a size; the chosen row must still be whole.
func TestSourcesBeginAtTheTop(t *testing.T) {
	st := viewtest.State()
	for i := range 30 {
		more := st.Sources[0]
		more.Source.ID, more.Title = fmt.Sprint("more-", i), fmt.Sprint("More ", i)
		st.Sources = append(st.Sources, more)
	}
	s, _ := showing(t, st, fyne.NewSize(1000, 640))
	s.Go(PageSources)
	s.win.Resize(fyne.NewSize(1000, 641))
	p := s.current.(*sourcesPage)
	if at := p.table.list.GetScrollOffset(); p.table.list.at != 0 || at != 0 {
		t.Errorf("got row %d chosen and the table scrolled by %.0f, want row 0 at the top", p.table.list.at, at)
	}
}

func TestStatementsPageKeepsItsPlace(t *testing.T) {
	st := viewtest.State()
	s, _ := showing(t, st, usual)
	s.Open(viewtest.Role + ":0")
	p := s.current.(*statementsPage)
	at := p.table.list.at
	st.Revision, st.Undo = 2, "comment on “grow”"
	s.Show(st)
	if p.open != viewtest.Role+":0" || p.table.list.at != at || at < 0 {
		t.Errorf("got %q open in row %d, want the same statement in row %d", p.open, p.table.list.at, at)
	}
	test.Tap(p.table.headers[view.ColumnReading].press)
	if p.open != viewtest.Role+":0" || p.all.At(p.shown[p.table.list.at]).Ref() != p.open {
		t.Error("after sorting another row is chosen than the open statement's")
	}
}

func TestLinkToATheme(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	s.Open(viewtest.Role + ":2")
	tapButton(t, s, "Link to a theme…")
	tapButton(t, s, "Link")
	want(t, s, "No theme is chosen yet.")
	onScreen(s, func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *Select:
			if o.PlaceHolder == "Choose a theme" {
				o.SetSelected("Norms and standards")
			}
		case *options:
			o.Choose(1)
		}
		return false
	})
	tapButton(t, s, "Link")
	if got, want := d.last(), "LinkStatement | norms | polis-role-of-ogp:2 | -1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestArabicStandsAtTheRightInItsFont(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	s.Open(viewtest.Challenges + ":54")
	found := false
	onScreen(s, func(o fyne.CanvasObject) bool {
		line, ok := o.(*bidiText)
		if !ok || line.text != s.state.Statements[6].Text {
			return false
		}
		found = true
		if ink := line.inks[0]; ink.Alignment != fyne.TextAlignTrailing || ink.FontSource == nil {
			t.Errorf("alignment %v, font %v: want the right end and the fallback font", ink.Alignment, ink.FontSource)
		}
		return false
	})
	if !found {
		t.Error("the statement is not on the screen")
	}
}

// The pages as markup: what stands where, in which colour. To accept a change,
// move testdata/failed/<page>.xml over testdata/<page>.xml after reading the
// difference.
func TestMarkup(t *testing.T) {
	s, _ := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	for _, page := range []string{PageOverview, PageSources, PageStatements} {
		s.Go(page)
		s.win.Resize(fyne.NewSize(1000, 641))
		s.win.Resize(fyne.NewSize(1000, 640))
		test.AssertObjectRendersToMarkup(t, page+".xml", s.current.Content())
	}
}
