package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// threePanes has an outline, a form and pages side by side. Where there is no
// room for all, outline and form share the window with the pages by two tabs.
type threePanes struct {
	box         *fyne.Container
	tabs        *fyne.Container
	first, last *press
	left, mid   fyne.CanvasObject
	right       fyne.CanvasObject
	narrow      bool
	showsRight  bool
}

// roomy is the width from which all three panes are shown.
const roomy = 940

func newThreePanes(write, pages string, left, mid, right fyne.CanvasObject) *threePanes {
	t := &threePanes{left: left, mid: mid, right: right}
	t.first = newPress(oneLine(write).bold(), fyne.NewSize(14, 5), t.write)
	t.last = newPress(oneLine(pages).bold(), fyne.NewSize(14, 5), t.read)
	t.tabs = container.NewHBox(t.first, t.last)
	t.box = container.New(t, t.tabs, left, mid, right)
	t.first.Select(true)
	return t
}

// write brings outline and form to the front, read the pages.
func (t *threePanes) write() { t.turn(false) }
func (t *threePanes) read()  { t.turn(true) }

func (t *threePanes) turn(right bool) {
	t.showsRight = right
	t.first.Select(!right)
	t.last.Select(right)
	t.Layout(t.box.Objects, t.box.Size())
	t.box.Refresh()
}

// Layout implements fyne.Layout.
func (t *threePanes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const gap = 14
	t.narrow = size.Width < roomy
	place := func(o fyne.CanvasObject, x, y, w float32) {
		o.Show()
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, size.Height-y))
	}
	if !t.narrow {
		t.tabs.Hide()
		left := min(max(size.Width*0.2, 190), 280)
		rest := size.Width - left - 2*gap
		mid := min(rest*0.46, 620)
		place(t.left, 0, 0, left)
		place(t.mid, left+gap, 0, mid)
		place(t.right, left+mid+2*gap, 0, rest-mid)
		return
	}
	t.tabs.Show()
	high := t.tabs.MinSize().Height
	t.tabs.Move(fyne.Position{})
	t.tabs.Resize(fyne.NewSize(size.Width, high))
	if t.showsRight {
		t.left.Hide()
		t.mid.Hide()
		place(t.right, 0, high+6, size.Width)
		return
	}
	t.right.Hide()
	left := min(max(size.Width*0.3, 190), 260)
	place(t.left, 0, high+6, left)
	place(t.mid, left+gap, high+6, size.Width-left-gap)
}

// MinSize implements fyne.Layout.
func (t *threePanes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(560, 300) }
