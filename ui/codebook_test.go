package ui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

// A codebook has more tags than a list to open can show: the other tag is
// searched for, and what merging does is said before it is done.
func TestTagsAreMergedBySearch(t *testing.T) {
	s, r := opened(t, PageCodebook, viewtest.Coded())
	s.Open("tag/Fewer topics")
	tapButton(t, s, "Merge…")
	field, ok := s.win.Canvas().Focused().(*field)
	if !ok {
		t.Fatalf("the focus is on %T, want the search", s.win.Canvas().Focused())
	}
	test.Type(field, "mon")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want(t, s, "Merge “Fewer topics” into “Money”", "Nothing published is changed, and the two can be parted again.")
	if slices.ContainsFunc(r.calls, func(c string) bool { return c == "MergeTag | Fewer topics | Money" }) {
		t.Error("merged before it was confirmed")
	}
	focused := s.win.Canvas().Focused()
	if b, ok := focused.(*button); !ok || b.Text != "Merge" {
		t.Fatalf("the focus is on %T, want the button that merges", focused)
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := r.last(); got != "MergeTag | Fewer topics | Money" || len(s.dialogs) != 0 {
		t.Errorf("got %q with %d dialogs open", got, len(s.dialogs))
	}
}

func TestOwnTagIsRemoved(t *testing.T) {
	s, r := opened(t, PageCodebook, viewtest.Coded())
	s.Open("tag/Fewer topics")
	tapButton(t, s, "Remove…")
	want(t, s, "Remove the tag “Fewer topics”", "Undo brings it back.")
	tapButton(t, s, "Remove")
	if got := r.last(); got != "RemoveTag | Fewer topics" {
		t.Errorf("got %q", got)
	}
}

// Ctrl Return takes the tag of the very name that was typed, also where it is
// there already and another line is chosen.
func TestCtrlReturnTakesTheTypedName(t *testing.T) {
	s, r, p := readingAccra(t)
	s.Open("excerpt/meetings:bo.d.1")
	test.Type(p.text, "t")
	field := s.win.Canvas().Focused().(*pickField)
	test.Type(field, "money")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if got, want := r.last(), "TagExcerpt | meetings:bo.d.1 | Money | 0"; got != want || len(s.dialogs) != 0 {
		t.Errorf("got %q with %d dialogs open, want %q", got, len(s.dialogs), want)
	}
}

// Lines run below each other only where excerpts overlap; the third of a line
// is not struck through.
func TestLinesOfExcerpts(t *testing.T) {
	marks := []view.NoteExcerpt{{Start: 0, End: 10}, {Start: 0, End: 4}, {Start: 4, End: 8}, {Start: 9, End: 12}, {Start: 12, End: 20}}
	if got := fmt.Sprint(lanesOf(marks)); got != "[0 1 1 1 0]" {
		t.Errorf("lanes %s, want [0 1 1 1 0]", got)
	}
	for want, numbers := range map[string][]int{"": nil, "4": {4}, "4,5": {4, 5}, "4–6": {4, 5, 6}} {
		if got := marginNumbers(numbers); got != want {
			t.Errorf("%v: got %q, want %q", numbers, got, want)
		}
	}
	text := lineHeight("text") * 0.8 // above the feet of the letters
	if over := newNoteText("").lineHeight() - 3 - (noteLanes-1)*noteLane; over < text {
		t.Errorf("the highest line runs %v below the top of the words, want it below %v", over, text)
	}
}

// A hint on what to do goes when something was done.
func TestHintPasses(t *testing.T) {
	s, _, p := readingAccra(t)
	test.Type(p.text, "m")
	hint := "Select some words first: Shift with the arrows, or the mouse."
	want(t, s, hint)
	st := viewtest.Coded()
	st.Revision, st.Undo = s.state.Revision+1, "mark on “Fewer”"
	s.Show(st)
	if s.bottom.words.text == hint {
		t.Error("the hint stands although something was done")
	}
	s.Notice("Copied.")
	st.Revision, st.Undo = st.Revision+1, ""
	s.Show(st)
	if s.bottom.words.text != "Copied." {
		t.Errorf("the notice went: %q", s.bottom.words.text)
	}
}

// A dialog follows the window's size, and grows by what a refusal says.
func TestDialogsFollowTheWindow(t *testing.T) {
	s, _ := opened(t, PageCodebook, viewtest.Coded())
	s.win.Resize(fyne.NewSize(1400, 900))
	s.compareCoders()
	size := func() fyne.Size { return s.dialogs[0].has }
	if got := size(); got != fyne.NewSize(940, 720) {
		t.Fatalf("in a large window the dialog has %v", got)
	}
	s.win.Resize(fyne.NewSize(1000, 640))
	if got, room := size(), s.win.Canvas().Size(); got.Height > room.Height-edge || got.Height < room.Height-edge-1 {
		t.Errorf("in a small window of %v the dialog has %v", room, got)
	}
	s.win.Resize(fyne.NewSize(1400, 900))
	if got := size(); got != fyne.NewSize(940, 720) {
		t.Errorf("in the large window again the dialog has %v", got)
	}
}
