package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view/viewtest"
)

// Publishing from the window: the exports are looked at, what was found is
// shown, and personal data are asked about before anything is written.
func TestPublishFromTheWindow(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	s.AskPublication()
	tapButton(t, s, "Look at the exports")
	want(t, s, "A folder is missing.")
	s.escape()
	p := model.Publication{From: "/raw", To: "/feed"}
	found := model.Prepared{Publication: p, Sources: []model.Snapshot{{Source: model.Source{ID: "poll", Title: "poll", Format: model.FormatPolisExport}, Files: []model.File{{RowsRead: 4}}}},
		Personal: []string{"poll.csv, line 2: An e-mail address."}, Checks: []model.Check{{Say: "Statement 1 begins like a formula."}}}
	s.Show(revised(1, func(st *desk.State) { st.Prepared = &found }))
	want(t, s, "1 source in 1 file.", "poll · Polis poll: statements and votes · 1 file · 4 rows read", "poll.csv, line 2: An e-mail address.", "Statement 1 begins like a formula.")
	tapButton(t, s, "Publish")
	if got := r.last(); got != "ForgetPrepared" {
		t.Fatalf("got %q although nobody said that personal data may be published", got)
	}
	onScreen(s, func(o fyne.CanvasObject) bool {
		c, ok := o.(*tick)
		if ok && c.Text == "Everybody concerned agreed: publish it all the same" {
			test.Tap(c)
		}
		return false
	})
	tapButton(t, s, "Publish")
	if got := r.last(); got != "PublishFeed | /raw | /feed | true" {
		t.Fatalf("got %q", got)
	}
	found.Version = "1.0.0"
	done := found
	s.Show(revised(2, func(st *desk.State) { st.Prepared = &done }))
	want(t, s, "Version 1.0.0 of the feed is written: 1 source in 1 file.")
}
