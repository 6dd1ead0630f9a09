package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"consilience/model"
	"consilience/model/desk"
)

// TestMappingDialog checks that a dropped table that nothing explains opens the
// dialog once, and that Save keeps what the person chose and brings it in.
func TestMappingDialog(t *testing.T) {
	s, r := showing(t, desk.State{}, fyne.NewSize(1000, 640))
	s.Bring("/a.csv")
	st := desk.State{Revision: 1_000_000, Problems: []model.Problem{{Kind: model.ProblemNeedsMapping, Say: "a.csv is a table.", Address: "/a.csv"}}}
	s.Show(st)
	if got := r.last(); got != "PreviewTable | /a.csv |  | 0" {
		t.Fatalf("got %q, want a preview of the table", got)
	}
	if len(s.dialogs) != 1 {
		t.Fatalf("got %d dialogs, want one", len(s.dialogs))
	}
	tapButton(t, s, "Save and bring in")
	want := []string{"KeepMapping | a.csv | attribute | question", "Sync | /a.csv"}
	if n := len(r.calls); n < 2 || r.calls[n-2] != want[0] || r.calls[n-1] != want[1] {
		t.Errorf("got %q, want it to end in %q", r.calls, want)
	}
	st.Revision++
	s.Show(st)
	if len(s.dialogs) != 0 {
		t.Errorf("got %d dialogs for a table that was asked about, want none", len(s.dialogs))
	}
}
