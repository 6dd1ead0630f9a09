package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view/viewtest"
)

// revised is the sample's state, later, with one thing changed.
func revised(n int, change func(*desk.State)) desk.State {
	st := viewtest.State()
	st.Revision += n
	change(&st)
	return st
}

func asking(address string, formats ...model.Format) model.Problem {
	return model.Problem{Kind: model.ProblemNeedsMapping, Say: address + " is a table.", Address: address, Formats: formats}
}

// What was dropped is said before anything of it is brought in: once, with what
// is left aside and what is asked.
func TestFoundIsSaidFirst(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	s.Bring("/exports")
	if got := r.last(); got != "Look | /exports" {
		t.Fatalf("got %q, want a look", got)
	}
	found := []model.Found{{Address: "/exports", Sources: []model.FoundSource{{
		Source: model.Source{ID: "poll", Title: "poll", Channel: model.ChannelPoll, Format: model.FormatPolisExport}, Files: []string{"poll/votes.csv", "poll/comments.csv"}, Bytes: 2048}},
		Problems: []model.Problem{asking("/exports/a.csv"), asking("/exports/b.csv", model.FormatConsul, model.FormatComments), {Kind: model.ProblemUnrecognised, Say: "photo.csv is not a text file. It was left aside."}}}}
	st := revised(1, func(st *desk.State) { st.Found = found })
	s.Show(st)
	st.Revision++
	s.Show(st) // the same, before the desk forgot it
	if len(s.dialogs) != 1 {
		t.Fatalf("got %d dialogs, want one", len(s.dialogs))
	}
	want(t, s, "1 source can be brought in; 2 tables need your word first; 1 file is left aside.", "Polis poll: statements and votes · Poll", "poll/votes.csv, poll/comments.csv · 2 kB", "/exports/a.csv is a table.", "Map columns…", "Say what it is…", "photo.csv is not a text file. It was left aside.")
	for _, call := range r.calls {
		if strings.HasPrefix(call, "Sync") {
			t.Fatalf("got %q before the person said so", call)
		}
	}
	tapButton(t, s, "Bring in")
	if got := r.last(); got != "Sync | /exports" {
		t.Errorf("got %q, want a sync", got)
	}
}

// A table that nothing explains opens the mapping at once; Save keeps what the
// person chose, with whose table it is, and brings it in.
func TestMappingDialog(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	s.Bring("/a.csv")
	s.Show(revised(1, func(st *desk.State) {
		st.Found = []model.Found{{Address: "/a.csv", Problems: []model.Problem{asking("/a.csv")}}}
	}))
	if got := r.last(); got != "PreviewTable | /a.csv |  | 0" {
		t.Fatalf("got %q, want a preview of the table", got)
	}
	if len(s.dialogs) != 1 {
		t.Fatalf("got %d dialogs, want one", len(s.dialogs))
	}
	want(t, s, "NGO", "So", "Each row becomes a response to 1 question; 1 column is about the person.")
	tapButton(t, s, "Save and bring in")
	wanted := []string{"KeepMapping | Ministry | /a.csv | survey-table | attribute | question", "Sync | /a.csv"}
	if n := len(r.calls); n < 2 || !slices.Equal(r.calls[n-2:], wanted) {
		t.Errorf("got %q, want it to end in %q", r.calls, wanted)
	}
	if len(s.dialogs) != 0 {
		t.Errorf("got %d dialogs afterwards, want none", len(s.dialogs))
	}
}

// Nothing can be saved that would bring in nothing, and it is said why.
func TestMappingSaysWhatIsMissing(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	r.table = func(p *model.TablePreview) {
		for i := range p.Proposed.Columns {
			p.Proposed.Columns[i] = model.MappedColumn{Head: p.Proposed.Columns[i].Head, Role: model.RoleIgnore}
		}
	}
	s.mapColumns("/a.csv", s.bringNow)
	want(t, s, "! No column is a question yet, nor about the person: nothing would come in.")
	tapButton(t, s, "Save and bring in")
	if got := r.last(); !strings.HasPrefix(got, "PreviewTable") {
		t.Errorf("got %q from a button that says that something is missing", got)
	}
}

// Thirty columns with long texts and Arabic, in a small window, by keyboard:
// every choice that gets the focus can be seen.
func TestMappingByKeyboard(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	r.table = func(p *model.TablePreview) {
		p.Rows = []model.PreviewRow{{Line: 1}, {Line: 2}, {Line: 3}}
		p.Proposed.Columns = nil
		for c := range 30 {
			head := fmt.Sprintf("%d. ما هي أهم أولوية بالنسبة لكم في السنوات القادمة ولماذا", c+1)
			p.Rows[0].Cells = append(p.Rows[0].Cells, head)
			p.Rows[1].Cells = append(p.Rows[1].Cells, strings.Repeat("a long answer ", 30))
			p.Rows[2].Cells = append(p.Rows[2].Cells, "نعم")
			p.Proposed.Columns = append(p.Proposed.Columns, model.MappedColumn{Head: head, Role: model.RoleQuestion})
		}
	}
	s.mapColumns("/a.csv", s.bringNow)
	s.win.Resize(fyne.NewSize(1000, 641))
	s.win.Resize(fyne.NewSize(1000, 640))
	c := s.win.Canvas()
	seen := map[fyne.Focusable]bool{}
	for c.FocusNext(); !seen[c.Focused()]; c.FocusNext() {
		f := c.Focused()
		seen[f] = true
		o := f.(fyne.CanvasObject)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.X < 0 || at.Y < 0 || at.X+o.Size().Width > 1000 || at.Y+o.Size().Height > 640 {
			t.Errorf("%T with the focus reaches from %v to %v", f, at, at.Add(o.Size()))
		}
	}
	if len(seen) < 33 {
		t.Errorf("the Tab key reaches %d places, want the settings, 30 columns and two buttons", len(seen))
	}
}

// A file that two formats claim is a question; the answer is kept and used.
func TestSayWhatItIs(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	s.Bring("/b.csv")
	s.Show(revised(1, func(st *desk.State) {
		st.Found = []model.Found{{Address: "/b.csv", Problems: []model.Problem{asking("/b.csv", model.FormatConsul, model.FormatComments)}}}
	}))
	want(t, s, "What is a.csv?", "Proposals or investments of a CONSUL site", "Comments on a published text")
	tapButton(t, s, "Save and bring in")
	want(t, s, "Nothing is chosen yet.")
	tapLink(t, s, "Comments on a published text")
	tapButton(t, s, "Save and bring in")
	wanted := []string{"KeepMapping | Ministry | /b.csv | comments-table |  | ", "Sync | /b.csv"}
	if n := len(r.calls); n < 2 || !slices.Equal(r.calls[n-2:], wanted) {
		t.Errorf("got %q, want it to end in %q", r.calls, wanted)
	}
}

// What is remembered can be looked at and forgotten.
func TestForgetMapping(t *testing.T) {
	s, r := showing(t, viewtest.State(), usual)
	s.Show(revised(1, func(st *desk.State) {
		st.Mappings = []model.KnownMapping{{ID: "m1", Publisher: "Ministry", File: "a.csv", Mapping: model.Mapping{Format: model.FormatSurveyTable,
			Columns: []model.MappedColumn{{Head: "Sector", Role: model.RoleAttribute, Attribute: "sector"}, {Head: "Why?", Role: model.RoleQuestion}}}}}
	}))
	s.Go(PageSources)
	s.win.Resize(fyne.NewSize(1280, 1600))
	want(t, s, "Remembered mappings of columns", "a.csv, of Ministry")
	tapLink(t, s, "Columns")
	want(t, s, "Person: sector", "Question (kind from answers)")
	s.escape()
	tapLink(t, s, "Forget")
	tapButton(t, s, "Forget")
	if got := r.last(); got != "ForgetMapping | m1" {
		t.Errorf("got %q, want the mapping forgotten", got)
	}
}

// A table of statements in unknown heads is mapped as one: what is proposed for
// that kind of row is shown, and what is missing is said by its name.
func TestMappingOfStatements(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	r.table = func(p *model.TablePreview) {
		p.Records = 40
		p.Others = []model.Mapping{{Format: model.FormatStatementsTable, Header: 1, Columns: []model.MappedColumn{{Head: "Sector", Role: model.RoleStatement}, {Head: "Why?", Role: model.RoleVotes}}}}
	}
	s.mapColumns("/a.csv", s.bringNow)
	onScreen(s, func(o fyne.CanvasObject) bool {
		if c, ok := o.(*Select); ok && slices.Contains(c.Options, "A statement with its votes") {
			c.SetSelected("A statement with its votes")
			return true
		}
		return false
	})
	want(t, s, "40 rows become statements with their votes.", "! No column is “Agree: percentage or votes” yet: say which one it is.")
	calls := len(r.calls)
	tapButton(t, s, "Save and bring in")
	if len(r.calls) != calls {
		t.Errorf("got %q although a column is missing", r.last())
	}
}

// Of several sheets with the same columns a person chooses one.
func TestSheetIsChosen(t *testing.T) {
	s, r := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	r.table = func(p *model.TablePreview) { p.Proposed.Sheet = "Second" }
	p := asking("/a.xlsx", model.FormatStatementsTable)
	p.Sheets = []string{"First", "Second"}
	s.Bring("/a.xlsx")
	s.Show(revised(1, func(st *desk.State) {
		st.Found = []model.Found{{Address: "/a.xlsx", Problems: []model.Problem{p, asking("/b.csv")}}}
	}))
	tapButton(t, s, "Choose the sheet…")
	want(t, s, "Which sheet of a.csv?", "First", "Second")
	tapButton(t, s, "Save and bring in")
	want(t, s, "Nothing is chosen yet.")
}
