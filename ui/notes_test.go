package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view/viewtest"
)

// readingAccra is the page of notes with a coded note open.
func readingAccra(t *testing.T) (*Shell, *recorder, *notesPage) {
	t.Helper()
	s, r := opened(t, PageNotes, viewtest.Coded())
	s.Open("note/" + string(viewtest.Accra))
	p := s.current.(*notesPage)
	p.focusText()
	return s, r, p
}

func TestNotesAreMarkedAndTaggedByKeys(t *testing.T) {
	s, r, p := readingAccra(t)
	p.text.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if start, end := p.text.Selection(); start != 0 || end != 13 {
		t.Fatalf("Ctrl and Shift with the arrow selected %d to %d, want the first sentence, 0 to 13", start, end)
	}
	test.Type(p.text, "m")
	if got, want := r.last(), "Mark | "+string(viewtest.Accra)+" | 0 | 13"; got != want {
		t.Errorf("M: got %q, want %q", got, want)
	}
	s.Open("excerpt/meetings:amina.d.2")
	for _, k := range []struct{ key, want string }{
		{"+", "TagExcerpt | meetings:amina.d.2 | Money | 1"},
		{"-", "TagExcerpt | meetings:amina.d.2 | Money | -1"},
		{"0", "TagExcerpt | meetings:amina.d.2 | Money | 0"},
		{"u", "Untag | meetings:amina.d.2 | Money"},
		{"x", "RemoveExcerpt | meetings:amina.d.2"},
	} {
		test.Type(p.text, k.key)
		if got := r.last(); got != k.want {
			t.Errorf("%s: got %q, want %q", k.key, got, k.want)
		}
	}
	test.Type(p.text, "n")
	if p.chosen != "meetings:bo.d.1" {
		t.Errorf("N: got %s, want the next excerpt", p.chosen)
	}
	r.calls = nil
	test.Type(p.text, "+")
	if r.last() != "" {
		t.Errorf("+ on another's tag asked the desk: %q", r.last())
	}
	test.Type(p.text, "pp")
	if p.chosen != "meetings:amina.d.1" {
		t.Errorf("P: got %s, want the first excerpt", p.chosen)
	}
}

func TestWordsToTagAreShown(t *testing.T) {
	s, _, p := readingAccra(t)
	p.text.anchor, p.text.caret = 0, 13
	words := string(p.text.text.runes[:13])
	test.Type(p.text, "t")
	if _, ok := s.win.Canvas().Focused().(*pickField); !ok {
		t.Fatal("T asks for no tag")
	}
	want(t, s, words)
}

func TestTagIsChosenByTyping(t *testing.T) {
	s, r, p := readingAccra(t)
	s.Open("excerpt/meetings:bo.d.1")
	test.Type(p.text, "t")
	field, ok := s.win.Canvas().Focused().(*pickField)
	if !ok {
		t.Fatalf("T: the focus is on %T, want the field of the tags", s.win.Canvas().Focused())
	}
	test.Type(field, "-few")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got, want := r.last(), "TagExcerpt | meetings:bo.d.1 | Fewer topics | -1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(s.dialogs) != 0 || s.win.Canvas().Focused() != fyne.Focusable(p.text) {
		t.Error("after tagging the text does not have the focus again")
	}
	r.fail = &model.Problem{Say: "The disk is full."}
	test.Type(p.text, "t")
	field = s.win.Canvas().Focused().(*pickField)
	test.Type(field, "money")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want(t, s, "The disk is full.")
}

func TestNotesPageIsEmptyWithoutNotes(t *testing.T) {
	for page, words := range map[string][]string{PageNotes: {"No notes yet", "Open a folder…"}, PageCodebook: {"No tags yet", "New tag…", "Go to Notes"}} {
		s, _ := opened(t, page, desk.State{Revision: 1})
		want(t, s, words...)
	}
}

func TestExcerptWithoutItsPlaceIsSaid(t *testing.T) {
	s, _, _ := readingAccra(t)
	want(t, s, "Without a place: their words are not in the note as it is now.", "Words of an older note", "− Fewer topics · against · Bo")
}

func TestCodebookPage(t *testing.T) {
	s, r := opened(t, PageCodebook, viewtest.Coded())
	s.Open("tag/Fewer topics")
	want(t, s, "2 mentions", "5 mentions", "The channels are not added up: they heard different people in different ways.", "made by Amina Diallo")
	tapButton(t, s, "Rename…")
	test.Type(s.win.Canvas().Focused(), " 2")
	tapButton(t, s, "Save")
	if got, want := r.last(), "EditTag | Fewer topics | name | Fewer topics 2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCodersAreCompared(t *testing.T) {
	s, _ := opened(t, PageCodebook, viewtest.Coded())
	tapButton(t, s, "Compare coders…")
	want(t, s, "α 0.533", "κ 0.500", "3 of 4 decisions alike (75\u00a0%)", "2 differences")
	var lead *press
	onScreen(s, func(o fyne.CanvasObject) bool {
		if p, ok := o.(*press); ok && strings.Contains(fmt.Sprint(textsIn(p)), "More support.") {
			lead = p
		}
		return false
	})
	if lead == nil {
		t.Fatal("the difference cannot be pressed")
	}
	test.Tap(lead)
	p, ok := s.current.(*notesPage)
	if !ok || p.chosen != "meetings:amina.d.2" || len(s.dialogs) != 0 {
		t.Errorf("the difference led to page %s, want its excerpt among the notes", s.current.Name())
	}
	s, _ = opened(t, PageCodebook, viewtest.CodedByOne())
	tapButton(t, s, "Compare coders…")
	want(t, s, "Amina Diallo alone coded these notes. Agreement can be told when a second person codes some of them, without looking at the first coding.")
}

// textsIn are the texts of a pressable face.
func textsIn(p *press) []string {
	var list []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *bidiText:
			list = append(list, o.text)
		case *fyne.Container:
			for _, x := range o.Objects {
				walk(x)
			}
		}
	}
	walk(p.face)
	return list
}

// A megabyte scrolls as a page does: a step lays out only what comes in sight.
func BenchmarkScrollMegabyte(b *testing.B) {
	test.NewTempApp(b)
	v := newNoteView()
	v.Put(strings.Repeat("The partnership should support local members, said most. Others asked who pays for it.\n\n", 12_000))
	v.Resize(fyne.NewSize(520, 700))
	for i := 0; b.Loop(); i++ {
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)})
		if i%2000 == 1999 {
			v.scrollTo(0)
		}
	}
}

// In a narrow window the open note takes the place of the list: the keyboard
// has to come along, and to find its way back.
func TestNotesAreReadByKeysInANarrowWindow(t *testing.T) {
	s, _ := opened(t, PageNotes, viewtest.Coded())
	s.win.Resize(fyne.NewSize(1000, 640))
	p := s.current.(*notesPage)
	key := func(k fyne.KeyName) { s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	focusOn := func(want fyne.Focusable, when string) {
		t.Helper()
		if got := s.win.Canvas().Focused(); got != want {
			t.Fatalf("%s: the focus is on %T, want %T", when, got, want)
		}
	}
	s.win.Canvas().Focus(p.search)
	key(fyne.KeyDown)
	focusOn(p.table.list, "down from the search")
	if p.open != "" {
		t.Fatalf("%s opened before it was chosen", p.open)
	}
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	focusOn(p.text, "Return on a note")
	if p.open != p.rows[1].Ref {
		t.Fatalf("Return opened %q, want the second note, %s", p.open, p.rows[1].Ref)
	}
	p.text.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierControl})
	focusOn(p.text, "Ctrl and Page Up")
	if p.open != p.rows[0].Ref {
		t.Fatalf("Ctrl and Page Up opened %q, want the first note", p.open)
	}
	key(fyne.KeyEscape)
	focusOn(p.table.list, "Escape in the text")
	key(fyne.KeyReturn)
	focusOn(p.text, "Return again")
	if p.open != p.rows[1].Ref {
		t.Errorf("Return opened %q, want the note that the list stood at", p.open)
	}
}

// A tap beside the excerpts chooses none, so that the whole note can be
// translated again.
func TestTapBesideExcerptsChoosesNone(t *testing.T) {
	s, _, p := readingAccra(t)
	s.Open("excerpt/meetings:bo.d.1")
	if p.chosen == "" {
		t.Fatal("no excerpt is chosen")
	}
	p.tapped(len(p.text.text.runes))
	if p.chosen != "" {
		t.Errorf("a tap behind all excerpts leaves %s chosen", p.chosen)
	}
}
