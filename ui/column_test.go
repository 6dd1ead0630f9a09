package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func box(w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

func TestColumnGivesWrappingTextItsWidthFirst(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Look{Light: true}))
	long := newText(strings.Repeat("word ", 100))
	c := stack(10, long, box(20, 30))
	c.Resize(fyne.NewSize(500, 10))
	if h := c.MinSize().Height; h < 60 || h > 400 {
		t.Errorf("100 words at 500 pixels ask for a height of %v", h)
	}
	if got, want := c.Objects[1].Position().Y, long.Size().Height+10; got != want {
		t.Errorf("the second object stands at %v, want %v", got, want)
	}
}

func TestFlowBreaksLinesAndCentresThem(t *testing.T) {
	test.NewTempApp(t)
	a, b, c := box(40, 20), box(40, 10), box(40, 20)
	line := inLine(a, b, c)
	if got, want := line.MinSize(), fyne.NewSize(136, 20); got != want {
		t.Errorf("on one line: got %v, want %v", got, want)
	}
	line.Resize(fyne.NewSize(100, 0))
	if a.Position().Y != 0 || b.Position() != fyne.NewPos(48, 5) || c.Position() != fyne.NewPos(0, 24) {
		t.Errorf("places: %v, %v, %v", a.Position(), b.Position(), c.Position())
	}
	if got := line.MinSize().Height; got != 44 {
		t.Errorf("two lines are %v high, want 44", got)
	}
	b.Hide()
	line.Resize(fyne.NewSize(101, 0))
	if c.Position() != fyne.NewPos(48, 0) {
		t.Errorf("a hidden object takes room: %v", c.Position())
	}
}

func TestBesideKeepsProportions(t *testing.T) {
	test.NewTempApp(t)
	a, b := box(1, 10), box(1, 30)
	row := weighted([]float32{3, 1}, a, b)
	row.Resize(fyne.NewSize(408, 30))
	if a.Size() != fyne.NewSize(300, 30) || b.Size() != fyne.NewSize(100, 30) {
		t.Errorf("sizes: %v and %v", a.Size(), b.Size())
	}
}

func TestScrolledIsNeverWiderThanItsPane(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Look{Light: true}))
	s := newScrolled(0)
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	buttons := inLine(box(200, 20), box(200, 20))
	s.Put(buttons, newText(strings.Repeat("word ", 300)))
	if got := s.content.Size().Width; got != 300 {
		t.Errorf("the content is %v wide, the pane 300", got)
	}
	if got := buttons.Size().Height; got != 44 {
		t.Errorf("the line of two wide boxes is %v high, want two lines of 20 and 4 between", got)
	}
	if s.content.Size().Height <= 200 {
		t.Error("the content does not go beyond the pane")
	}
}
