package ui

import (
	"fyne.io/fyne/v2"
)

// reveal scrolls a pane so that an object in it can be seen. An object that is
// not in it moves nothing: call it with what has the focus.
func (s *scrolled) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	const air = 24
	at := driver.AbsolutePositionForObject(o)
	pane := driver.AbsolutePositionForObject(s.scroll)
	if at.X < pane.X || at.X > pane.X+s.scroll.Size().Width {
		return
	}
	top := at.Y - pane.Y + s.scroll.Offset.Y // within the content
	bottom := top + o.Size().Height
	room := s.scroll.Size().Height
	if top < 0 || top > s.content.Size().Height {
		return
	}
	offset := s.scroll.Offset.Y
	switch {
	case top < offset:
		offset = top - air
	case bottom > offset+room:
		offset = min(bottom-room+air, top-air)
	default:
		return
	}
	offset = min(offset, s.content.Size().Height-room)
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
}

// focus gives o the focus and scrolls to it.
func (s *Shell) focus(pane *scrolled, o fyne.Focusable) {
	s.win.Canvas().Focus(o)
	if seen, ok := o.(fyne.CanvasObject); ok {
		pane.reveal(seen)
	}
}

// paned is a page whose panes scroll to what has the focus.
type paned interface{ scrolls() []*scrolled }

// follow scrolls the visible page to what has the focus: the Tab key may have
// moved it below the edge.
func (s *Shell) follow() {
	o, ok := s.win.Canvas().Focused().(fyne.CanvasObject)
	p, scrolls := s.current.(paned)
	if !ok || !scrolls {
		return
	}
	for _, pane := range p.scrolls() {
		pane.reveal(o)
	}
}

func (c *choosing) scrolls() []*scrolled { return []*scrolled{c.list, c.detail} }

func (p *themesPage) scrolls() []*scrolled    { return p.panes.scrolls() }
func (p *tradeOffsPage) scrolls() []*scrolled { return p.panes.scrolls() }
func (p *papersPage) scrolls() []*scrolled    { return p.panes.scrolls() }
