package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/ui/view/viewtest"
)

// The Tab key goes through whole pages that are higher than the window: what
// has the focus is always inside the page's edges.
func TestTabNeverLeavesTheScreen(t *testing.T) {
	s, _ := showing(t, viewtest.State(), fyne.NewSize(1000, 640))
	for _, page := range []string{PageOverview, PageSources, PageThemes, PageTradeOffs} {
		s.Go(page)
		s.win.Resize(fyne.NewSize(1000, 641))
		s.win.Resize(fyne.NewSize(1000, 640))
		c := s.win.Canvas()
		c.Unfocus()
		seen := map[fyne.Focusable]bool{}
		for c.FocusNext(); !seen[c.Focused()]; c.FocusNext() {
			f := c.Focused()
			seen[f] = true
			o := f.(fyne.CanvasObject)
			top := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			if end := top + min(o.Size().Height, 40); top < 0 || end > 640 {
				t.Errorf("%s: %T reaches from %.0f to %.0f in a window of 640", page, f, top, end)
			}
		}
		if len(seen) < 12 {
			t.Errorf("%s: only %d places of the Tab key", page, len(seen))
		}
	}
}

func TestWheelOverAFieldMovesThePage(t *testing.T) {
	s, _ := showing(t, weighed(), fyne.NewSize(1000, 640))
	s.Go(PageTradeOffs)
	s.win.Resize(fyne.NewSize(1000, 641))
	p := s.current.(*tradeOffsPage)
	f := p.formsOf(p.panes.open)
	over := func(f *paneField) *wheel {
		for _, o := range test.WidgetRenderer(f).Objects() {
			if w, ok := o.(*wheel); ok {
				return w
			}
		}
		t.Fatal("no wheel lies over the field")
		return nil
	}
	down := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}
	scroll := p.panes.detail.scroll
	over(f.reason).Scrolled(down)
	if scroll.Offset.Y != 30 {
		t.Errorf("an empty field: got the page at %.0f, want 30", scroll.Offset.Y)
	}
	f.reason.SetText(strings.Repeat("A few topics, done well.\n", 20))
	over(f.reason).Scrolled(down)
	if own := over(f.reason).own.Offset.Y; scroll.Offset.Y != 30 || own != 30 {
		t.Errorf("a long text: got the page at %.0f and the text at %.0f, want both at 30", scroll.Offset.Y, own)
	}
}

func TestOptionsByKeyboard(t *testing.T) {
	s, _ := showing(t, weighed(), usual)
	s.Go(PageTradeOffs)
	s.win.Resize(fyne.NewSize(1280, 801))
	p := s.current.(*tradeOffsPage)
	stance := p.formsOf(p.panes.open).stance
	s.win.Canvas().Focus(stance.items[0])
	s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if stance.Chosen() != 0 {
		t.Errorf("Space: got %d chosen, want 0", stance.Chosen())
	}
	s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if stance.Chosen() != 1 || s.win.Canvas().Focused() != stance.items[1] {
		t.Errorf("Down: got %d chosen and %v focused, want 1", stance.Chosen(), s.win.Canvas().Focused())
	}
}

func TestReturnPressesAButton(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	s.Go(PageSources)
	p := s.current.(*sourcesPage)
	s.win.Canvas().Focus(p.sync)
	if p.sync.ring.Hidden {
		t.Error("the button with the focus has no ring")
	}
	s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := d.last(); got != "Sync | " {
		t.Errorf("got %q, want a sync", got)
	}
	s.win.Canvas().Unfocus()
	if !p.sync.ring.Hidden {
		t.Error("the ring stays without the focus")
	}
}
