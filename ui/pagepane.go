package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
)

// pagePane shows a paper's pages, one at a time: those that are printed. UI
// goroutine only.
type pagePane struct {
	shell  *Shell
	box    *fyne.Container
	sheet  *sheet
	scroll *container.Scroll
	where  *bidiText
	notes  *fyne.Container
	body   *fyne.Container
	// before and after turn the page; smaller and larger zoom.
	before, after, smaller, larger *button

	pages desk.PaperPages // nil before the first
	page  int             // from 1
	// zoom is 1 where the page is as wide as the pane.
	zoom float32
	// block is the one that is marked; open is told the block that was tapped.
	block string
	open  func(block string)
	width float32 // the pane's
}

// zooms are the steps of the zoom.
var zooms = []float32{0.5, 0.75, 1, 1.25, 1.5, 2, 3}

func newPagePane(s *Shell, open func(block string)) *pagePane {
	w := s.w
	p := &pagePane{shell: s, page: 1, zoom: 1, open: open, where: oneLine("").small(), notes: stack(4)}
	p.sheet = newSheet(p)
	p.scroll = container.NewScroll(container.New(inMiddle{}, p.sheet))
	p.before = plain("", theme.NavigateBackIcon(), func() { p.turn(-1) })
	p.after = plain("", theme.NavigateNextIcon(), func() { p.turn(1) })
	p.smaller = plain("", theme.ZoomOutIcon(), func() { p.step(-1) })
	p.larger = plain("", theme.ZoomInIcon(), func() { p.step(1) })
	head := container.NewHBox(p.before, container.NewCenter(p.where), p.after, p.smaller, p.larger,
		plain(w.T("Fit"), theme.ZoomFitIcon(), func() { p.zoomTo(1) }))
	p.body = container.New(&pageRoom{p}, p.scroll)
	p.box = container.NewBorder(container.New(column{6}, head, p.notes), nil, nil, nil, p.body)
	p.say()
	return p
}

// pageRoom gives the scrolled page all room and makes the page fit it.
type pageRoom struct{ p *pagePane }

// Layout implements fyne.Layout.
func (r *pageRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if r.p.width != size.Width {
		r.p.width = size.Width
		r.p.fit()
	}
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (r *pageRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 120) }

// inMiddle puts one object of its own size in the middle of the width.
type inMiddle struct{}

// Layout implements fyne.Layout.
func (inMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		min := o.MinSize()
		o.Resize(min)
		o.Move(fyne.NewPos(max(0, (size.Width-min.Width)/2), 0))
	}
}

// MinSize implements fyne.Layout.
func (inMiddle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// show shows other pages of the same paper; the place in it is kept. A problem
// is told over the pages as they were.
func (p *pagePane) show(pages desk.PaperPages, err error) {
	w := p.shell.w
	p.notes.Objects = nil
	if err != nil {
		p.notes.Add(p.shell.problemStrip(*model.AsProblem(err, w.T("The pages could not be shown. What you wrote is unchanged."))))
	} else {
		p.pages = pages
		for _, script := range pages.Missing() {
			p.notes.Add(newText(w.T("No font on this computer has %s: its letters are boxes.", script)).small().ink(colourUnsure))
		}
	}
	p.page = min(max(p.page, 1), max(1, p.count()))
	p.fit()
	p.say()
	p.box.Refresh()
}

// first begins another paper at its first page.
func (p *pagePane) first() {
	p.pages, p.page, p.block = nil, 1, ""
	p.scroll.ScrollToTop()
}

func (p *pagePane) count() int {
	if p.pages == nil {
		return 0
	}
	return p.pages.Count()
}

// mark marks a block and turns to its page, unless part of it stands on the
// page that is shown.
func (p *pagePane) mark(block string) {
	p.block = block
	if p.pages != nil && block != "" && !p.onPage(block) {
		if page, ok := p.pages.PageOf(block); ok {
			p.goTo(page)
		}
	}
	p.reveal(block)
	p.sheet.Refresh()
}

// reveal scrolls to where a block begins on the page that is shown, unless that
// can be seen.
func (p *pagePane) reveal(block string) {
	if p.pages == nil || block == "" {
		return
	}
	_, tall := p.pages.Size()
	for _, a := range p.pages.Blocks(p.page) {
		if a.Block != block {
			continue
		}
		const air = 40
		top, room := float32(a.Y/tall)*p.sheet.size.Height, p.scroll.Size().Height
		if seen := p.scroll.Offset.Y; top < seen || top > seen+room-air {
			p.scroll.ScrollToOffset(fyne.NewPos(p.scroll.Offset.X, max(0, min(top-air, p.sheet.size.Height-room))))
		}
		return
	}
}

func (p *pagePane) onPage(block string) bool {
	for _, a := range p.pages.Blocks(p.page) {
		if a.Block == block {
			return true
		}
	}
	return false
}

// turn goes pages on or back.
func (p *pagePane) turn(by int) { p.goTo(p.page + by) }

func (p *pagePane) goTo(page int) {
	page = min(max(page, 1), max(1, p.count()))
	if page == p.page {
		return
	}
	p.page = page
	p.scroll.ScrollToTop()
	p.say()
	p.sheet.again()
}

func (p *pagePane) step(by int) {
	at := 0
	for i, z := range zooms {
		if z <= p.zoom {
			at = i
		}
	}
	p.zoomTo(zooms[min(max(at+by, 0), len(zooms)-1)])
}

func (p *pagePane) zoomTo(zoom float32) {
	p.zoom = zoom
	p.say()
	p.fit()
	p.scroll.Refresh()
}

// fit gives the page its size in the pane.
func (p *pagePane) fit() {
	const bar = 14
	if p.width <= bar {
		return
	}
	w, h := 210.0, 297.0
	if p.pages != nil {
		w, h = p.pages.Size()
	}
	width := (p.width - bar) * p.zoom
	p.sheet.size = fyne.NewSize(width, width*float32(h/w))
	p.sheet.again()
	p.scroll.Content.Refresh()
}

// say says which page it is and what can be done.
func (p *pagePane) say() {
	w := p.shell.w
	if p.count() == 0 {
		p.where.SetText(w.T("No page yet"))
	} else {
		p.where.SetText(w.T("Page %d of %d", p.page, p.count()))
	}
	able(p.before, p.page > 1)
	able(p.after, p.page < p.count())
	able(p.smaller, p.zoom > zooms[0])
	able(p.larger, p.zoom < zooms[len(zooms)-1])
}

// able lets a button be pressed or not.
func able(b *button, on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}
