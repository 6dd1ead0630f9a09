package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
)

// checkedPage is the page with one check about a statement and one about a table.
func checkedPage(t *testing.T) (*Shell, *checksPage) {
	t.Helper()
	st := weighed()
	st.Checks = []model.Check{
		model.NewCheck(model.CheckTotals, model.Serious, "Ask the publisher.", "The groups add up to %d, the total is %d.", 180, 174).At("polis-role-of-ogp", "participation.csv", 3),
		model.NewCheck(model.CheckPersonal, model.WorthALook, "", "Statement %s holds someone@example.org.", "1").
			At("polis-role-of-ogp", "comments.csv", 7).About(st.Statements[0].Ref()),
	}
	s, _ := opened(t, PageChecks, st)
	for _, p := range s.pages {
		if c, ok := p.(*checksPage); ok {
			return s, c
		}
	}
	t.Fatal("there is no page of checks")
	return nil, nil
}

func TestChecksPageListsTheGravestFirst(t *testing.T) {
	_, p := checkedPage(t)
	says(t, p.panes.box, "1 serious, 1 worth a look", "Poll: the role of OGP", "2 checks", "Totals that do not add up", "Personal data")
	says(t, p.panes.detail, "The groups add up to 180, the total is 174.", "Ask the publisher.", "participation.csv, line 3")
}

func TestChecksPageByKeyboard(t *testing.T) {
	s, p := checkedPage(t)
	item := p.panes.items["1"]
	s.win.Canvas().Focus(item)
	s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	says(t, p.panes.detail, "comments.csv, line 7", "Open statement 1")
	if s.win.Canvas().Focused() != item {
		t.Error("the list lost the focus when a check was opened")
	}
	// The arrow keys lead from one to the next, and stop at the ends.
	for _, k := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyUp, "0"}, {fyne.KeyUp, "0"}, {fyne.KeyDown, "1"}, {fyne.KeyDown, "1"}} {
		s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k.key})
		if s.win.Canvas().Focused() != p.panes.items[k.want] {
			t.Errorf("%s did not lead to check %s", k.key, k.want)
		}
	}
	// A new state of the same checks keeps what is open.
	st := p.state
	st.Revision++
	s.Show(st)
	says(t, p.panes.detail, "comments.csv, line 7")
}

func TestChecksPageLeadsToThePlace(t *testing.T) {
	for name, c := range map[string]struct{ link, page string }{
		"the source":    {"Poll: the role of OGP", PageSources},
		"the statement": {"Open statement 1", PageStatements},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := checkedPage(t)
			p.Open("1")
			var link *press
			walk(p.panes.detail, func(o fyne.CanvasObject) {
				if x, ok := o.(*press); ok && wordsIn(x.face) == c.link {
					link = x
				}
			})
			if link == nil {
				t.Fatalf("no link “%s” in:\n%s", c.link, wordsIn(p.panes.detail))
			}
			test.Tap(link)
			if got := s.current.Name(); got != c.page {
				t.Errorf("leads to %q, want %q", got, c.page)
			}
		})
	}
}

func TestChecksPageCopiesWithoutPersonalData(t *testing.T) {
	for name, in := range map[string]func(*checksPage) fyne.CanvasObject{
		"the list":  func(p *checksPage) fyne.CanvasObject { return p.panes.box },
		"one check": func(p *checksPage) fyne.CanvasObject { p.Open("1"); return p.panes.detail },
	} {
		t.Run(name, func(t *testing.T) {
			_, p := checkedPage(t)
			walk(in(p), func(o fyne.CanvasObject) {
				if b, ok := o.(*button); ok && strings.HasPrefix(b.Text, "Copy") && !strings.Contains(fyne.CurrentApp().Clipboard().Content(), "comments.csv") {
					b.OnTapped()
				}
			})
			got := fyne.CurrentApp().Clipboard().Content()
			if !strings.Contains(got, "[e-mail address removed]") || strings.Contains(got, "example.org") || !strings.Contains(got, "comments.csv") {
				t.Errorf("copied: %q", got)
			}
		})
	}
}

func TestChecksPageWithNothingToSay(t *testing.T) {
	s, p := checkedPage(t)
	st := p.state
	st.Revision, st.Checks = 9, nil
	s.Show(st)
	says(t, p.panes.detail, "The checks found nothing to say")
}

// TestChecksPageShowsTheRow reads the row of the open check once, not with each
// state that comes.
func TestChecksPageShowsTheRow(t *testing.T) {
	st := weighed()
	st.Checks = []model.Check{model.NewCheck(model.CheckTotals, model.Serious, "", "The groups add up to %d.", 180).At("polis-role-of-ogp", "participation.csv", 3)}
	s, r := showing(t, st, usual)
	r.row = desk.PublishedRow{First: "region,people", Text: "Europe,82"}
	s.Go(PageChecks)
	p := s.current.(*checksPage)
	says(t, p.panes.detail, "This row, as published", "region", "Europe", "people", "82")
	st.Revision++
	s.Show(st)
	n := 0
	for _, c := range r.calls {
		if strings.HasPrefix(c, "PublishedRow") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the row was read %d times, want once: %v", n, r.calls)
	}
}
