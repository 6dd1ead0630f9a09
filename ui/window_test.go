package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"consilience/model/desk"
	"consilience/ui/view"
)

// showing is a shell in a window of the given size, showing a state.
func showing(t *testing.T, st desk.State, size fyne.Size) (*Shell, *recorder) {
	t.Helper()
	app := test.NewTempApp(t)
	look := Look{Light: true}
	app.Settings().SetTheme(NewTheme(look))
	w, err := view.NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &recorder{}
	win := test.NewTempWindow(t, nil)
	s := New(win, d, w, Options{Look: look})
	win.Resize(size)
	s.Show(st)
	// The driver of tests lays out once; a second size lets wrapped text
	// settle as the real driver does with its next frame.
	win.Resize(size.AddWidthHeight(0, 1))
	win.Resize(size)
	return s, d
}

var usual = fyne.NewSize(1280, 800)

// onScreen calls f for every visible object of the window, dialogs last, until
// f returns true.
func onScreen(s *Shell, f func(fyne.CanvasObject) bool) {
	roots := []fyne.CanvasObject{s.win.Content()}
	if top := s.win.Canvas().Overlays().Top(); top != nil {
		roots = append(roots, top)
	}
	for _, root := range roots {
		for _, o := range test.LaidOutObjects(root) {
			if f(o) {
				return
			}
		}
	}
}

// said are all words on the screen, a line each.
func said(s *Shell) string {
	var b strings.Builder
	line := func(words string) { b.WriteString(words + "\n") }
	onScreen(s, func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *bidiText:
			line(o.text)
		case *tableRow:
			for _, c := range o.cells {
				line(c.Text)
				if c.Badge != nil {
					line(c.Badge.Symbol + " " + c.Badge.Word)
				}
			}
		case *button:
			line(o.Text)
		case *widget.Label:
			line(o.Text)
		}
		return false
	})
	return b.String()
}

// tapButton taps the button with those words; the test fails without one.
func tapButton(t *testing.T, s *Shell, words string) {
	t.Helper()
	var found *button
	onScreen(s, func(o fyne.CanvasObject) bool {
		if b, ok := o.(*button); ok && b.Text == words && b.Visible() {
			found = b
		}
		return false
	})
	if found == nil {
		t.Fatalf("no button %q on the screen:\n%s", words, said(s))
	}
	test.Tap(found)
}

// tapLink taps the press whose words begin so; the test fails without one.
func tapLink(t *testing.T, s *Shell, words string) {
	t.Helper()
	var found *press
	onScreen(s, func(o fyne.CanvasObject) bool {
		p, ok := o.(*press)
		if !ok {
			return false
		}
		for _, inside := range test.LaidOutObjects(p) {
			if line, ok := inside.(*bidiText); ok && strings.HasPrefix(line.text, words) && found == nil {
				found = p
			}
		}
		return false
	})
	if found == nil {
		t.Fatalf("nothing to press says %q on the screen:\n%s", words, said(s))
	}
	test.Tap(found)
}

// want fails unless all words are on the screen.
func want(t *testing.T, s *Shell, words ...string) {
	t.Helper()
	have := said(s)
	for _, w := range words {
		if !strings.Contains(have, w) {
			t.Errorf("%q is not on the screen:\n%s", w, have)
		}
	}
}
