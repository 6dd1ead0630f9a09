package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// choosing is a page of two panes: a list to choose from at the left, what was
// chosen at the right.
type choosing struct {
	box    *fyne.Container
	list   *scrolled
	detail *scrolled
	items  map[string]*press
	order  []string // the ids of items, from top to bottom
	open   string
}

// newChoosing makes the panes; head stands above the list and does not scroll.
func newChoosing(head fyne.CanvasObject) *choosing {
	c := &choosing{list: newScrolled(2), detail: newScrolled(12), items: map[string]*press{}}
	left := container.NewBorder(padded(0, 6, head), nil, nil, nil, c.list)
	c.box = padded(16, 12, container.New(leftRight{}, left, c.detail))
	return c
}

// item makes a line of the list; id is given to choose when it is pressed.
func (c *choosing) item(id string, face fyne.CanvasObject, choose func(id string)) *press {
	p := newPress(face, fyne.NewSize(10, 7), func() { choose(id) })
	p.Select(id == c.open)
	p.keys = func(k fyne.KeyName) bool { return c.step(p, id, k) }
	c.items[id], c.order = p, append(c.order, id)
	return p
}

// step leads with the arrow keys from one item to the next.
func (c *choosing) step(from *press, id string, k fyne.KeyName) bool {
	at := slices.Index(c.order, id)
	switch k {
	case fyne.KeyDown:
		at++
	case fyne.KeyUp:
		at--
	default:
		return false
	}
	if at >= 0 && at < len(c.order) {
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(from); canvas != nil {
			canvas.Focus(c.items[c.order[at]])
		}
	}
	return true
}

// first gives the first item the focus.
func (c *choosing) first(win fyne.Window) {
	if len(c.order) > 0 {
		win.Canvas().Focus(c.items[c.order[0]])
	}
}

// relist replaces the list by what fill makes. An item that had the focus has
// it afterwards too.
func (c *choosing) relist(win fyne.Window, fill func() []fyne.CanvasObject) {
	focused, had := "", false
	for id, p := range c.items {
		if p.focused {
			focused, had = id, true
		}
	}
	clear(c.items)
	c.order = nil
	c.list.Put(fill()...)
	if p := c.items[focused]; had && p != nil {
		win.Canvas().Focus(p)
	}
}

// mark shows which item is open. A newly opened one is read from its top.
func (c *choosing) mark(id string) {
	if c.open != id {
		c.detail.Top()
	}
	c.open = id
	for other, p := range c.items {
		p.Select(other == id)
	}
}

// leftRight gives the first of two objects a little over a quarter of the
// width, within what a list needs, and the second the rest.
type leftRight struct{}

const leftRightGap = 18

// Layout implements fyne.Layout.
func (leftRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(max(size.Width*0.28, 220), 330)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+leftRightGap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-leftRightGap, size.Height))
}

// MinSize implements fyne.Layout.
func (leftRight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}
