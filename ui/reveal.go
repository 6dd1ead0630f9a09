package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// follow scrolls the panes that o lies in, so that what gets the focus can be
// seen: the Tab key may lead beyond an edge.
func follow(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	revealIn(root, o)
}

// revealIn looks for o below root and scrolls each pane on the way, the
// innermost first. It reports whether o is there.
func revealIn(root, o fyne.CanvasObject) bool {
	if root == o {
		return true
	}
	var below []fyne.CanvasObject
	switch root := root.(type) {
	case *scrolled:
		if !revealIn(root.content, o) {
			return false
		}
		root.reveal(o)
		return true
	case *previewGrid:
		if !revealIn(root.content, o) {
			return false
		}
		root.reveal(o)
		return true
	case *fyne.Container:
		below = root.Objects
	case *container.Split:
		below = []fyne.CanvasObject{root.Leading, root.Trailing}
	case *widget.PopUp:
		below = []fyne.CanvasObject{root.Content}
	case *options:
		below = root.box.Objects
	}
	for _, child := range below {
		if revealIn(child, o) {
			return true
		}
	}
	return false
}

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

// focus gives o the focus and scrolls to the form that it belongs to.
func (s *Shell) focus(pane *scrolled, form fyne.CanvasObject, o fyne.Focusable) {
	s.win.Canvas().Focus(o)
	pane.reveal(form)
}
