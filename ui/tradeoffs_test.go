package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/model"
)

func tradeOffsOpen(t *testing.T) (*Shell, *recorder, *tradeOffsPage, *tradeOffForms) {
	t.Helper()
	s, r := opened(t, PageTradeOffs, weighed())
	p := s.current.(*tradeOffsPage)
	return s, r, p, p.formsOf("breadth")
}

func TestTradeOffShowsBothPolesAlike(t *testing.T) {
	_, _, p, _ := tradeOffsOpen(t)
	says(t, p.panes.detail, "How broad should the policy focus be?", "Any topic", "مواضيع قليلة",
		"16 of 22", "Members stay", "Luis Ortega · ", "Nobody has taken a position yet")
	var row *fyne.Container
	walk(p.panes.detail, func(o fyne.CanvasObject) {
		if c, ok := o.(*fyne.Container); ok && row == nil && len(c.Objects) == 2 {
			if _, ok := c.Layout.(beside); ok {
				row = c
			}
		}
	})
	if row == nil || row.Objects[0].Size() != row.Objects[1].Size() {
		t.Errorf("the poles are not equally wide and high: %v", row)
	}
}

func TestPositionFormKeepsWhatWasEntered(t *testing.T) {
	_, r, p, f := tradeOffsOpen(t)
	if f.name.Text != "Amina Diallo" {
		t.Errorf("the name is prefilled with %q", f.name.Text)
	}
	f.stance.Choose(1)
	test.Type(f.reason, "Only if members may go beyond it")
	test.Tap(f.save)
	if got, want := r.last(), "TakePosition | breadth | b | Amina Diallo | Only if members may go beyond it"; got != want {
		t.Errorf("asked of the desk\n got %q\nwant %q", got, want)
	}
	if f.reason.Text != "" || f.stance.Chosen() != -1 || f.name.Text != "Amina Diallo" {
		t.Errorf("after saving the form has %q, stance %d, name %q", f.reason.Text, f.stance.Chosen(), f.name.Text)
	}
	st := weighed()
	st.Revision = 2
	st.TradeOffs[0].Positions = []model.Position{
		{Member: "Amina Diallo", Stance: "b", Reason: "Only if members may go beyond it", Made: madeBy("amina", "Amina Diallo", 2)},
		{Member: "Layla Haddad", Stance: model.StanceDissent, Reason: "The question is put wrongly", Made: madeBy("layla", "Layla Haddad", 1)},
	}
	p.shell.Show(st)
	says(t, p.panes.detail, "Only if members may go beyond it", "Take back", "Dissent", "The question is put wrongly")
}

func TestPositionFormKeepsTheTextWhenItFails(t *testing.T) {
	_, r, p, f := tradeOffsOpen(t)
	r.fail = model.Problemf(model.ProblemDiskFull, "Make room on the disk, then save again.", "The position was not saved: the disk is full.")
	f.stance.Choose(0)
	test.Type(f.reason, "Members stay")
	test.Tap(f.save)
	if f.reason.Text != "Members stay" || f.stance.Chosen() != 0 {
		t.Errorf("the form lost what was in it: %q, stance %d", f.reason.Text, f.stance.Chosen())
	}
	says(t, p.panes.detail, "The position was not saved: the disk is full.", "Make room on the disk, then save again.")
	r.fail = nil
	test.Tap(f.save)
	if f.refused.box.Visible() {
		t.Error("the problem still stands after the position was saved")
	}
}

func TestPositionFormSaysWhatIsMissing(t *testing.T) {
	_, r, p, f := tradeOffsOpen(t)
	test.Tap(f.save)
	if len(r.calls) != 0 {
		t.Errorf("the desk was asked %q for a position without stance", r.calls)
	}
	says(t, p.panes.detail, "Choose where you stand.")
}

func TestFormsSurviveAStateAndAnotherTradeOff(t *testing.T) {
	s, _, p, f := tradeOffsOpen(t)
	test.Type(f.reason, "half a sent")
	st := weighed()
	st.Revision = 2
	st.TradeOffs[0].Notes = []model.Comment{{Text: "Somebody else’s comment", Made: madeBy("luis", "Luis Ortega", 7)}}
	s.Show(st)
	says(t, p.panes.detail, "Somebody else’s comment")
	pressed(t, p.panes.list, "Grow or strengthen?")
	says(t, p.panes.detail, "Strengthen")
	pressed(t, p.panes.list, "How broad")
	if got := p.formsOf("breadth").reason.Text; got != "half a sent" {
		t.Errorf("the half-written reason is %q", got)
	}
}

func TestArgumentQuestionCommentAndTakeBack(t *testing.T) {
	s, r, p, f := tradeOffsOpen(t)
	test.Type(f.argument.text.entry, "Few hands")
	test.Tap(f.argument.text.save)
	if len(r.calls) != 0 {
		t.Errorf("an argument without pole was given to the desk: %q", r.calls)
	}
	f.argument.pole.Choose(1)
	for _, c := range []struct {
		form *writing
		text string
		want string
	}{
		{f.argument.text, "", "Argue | breadth | b | Few hands"},
		{f.question, "Who chooses?", "AskQuestion | breadth | Who chooses?"},
		{f.comment, "See page 21", "Comment | tradeoff/breadth | See page 21"},
	} {
		test.Type(c.form.entry, c.text)
		test.Tap(c.form.save)
		if got := r.last(); got != c.want {
			t.Errorf("asked of the desk: got %q, want %q", got, c.want)
		}
		if c.form.entry.Text != "" {
			t.Errorf("after saving the field has %q", c.form.entry.Text)
		}
	}
	st := weighed()
	st.Revision = 2
	st.TradeOffs[0].Questions = []model.Comment{{Text: "Who chooses?", Made: madeBy("amina", "Amina Diallo", 3)}}
	s.Show(st)
	pressed(t, p.panes.detail, "Take back")
	if got, want := r.last(), "TakeBack | amina.7f3a9c21.3"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}

func TestNewTradeOffAndLinkedEvidence(t *testing.T) {
	s, r, p, _ := tradeOffsOpen(t)
	p.linkEvidence()
	body := dialogOn(t, s)
	pressed(t, body, "Link")
	says(t, body, "Choose a statement or a tag first.")
	pressed(t, body, "Fewer topics")
	pressed(t, body, "Link")
	if got, want := r.last(), "LinkToPole | breadth | polis-role-of-ogp:1 | a | 1"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
	if s.win.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still open after linking")
	}
}

func TestEmptyTradeOffsSayWhatBelongsThere(t *testing.T) {
	st := weighed()
	st.TradeOffs = nil
	s, _ := opened(t, PageTradeOffs, st)
	p := s.current.(*tradeOffsPage)
	says(t, p.panes.detail, "No trade-offs yet", "Bring in inputs", "New trade-off…")
}
