package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// sheet is one page of a paper as it is printed: white in the dark too. A tap
// opens the block that stands there; with the focus, Page Up and Page Down turn
// the page, + and − zoom. Only the page that is seen is drawn. UI goroutine
// only.
type sheet struct {
	widget.BaseWidget
	pane    *pagePane
	size    fyne.Size
	raster  *canvas.Raster
	edge    *canvas.Rectangle
	marks   []*canvas.Rectangle // around the marked block
	focused bool
}

func newSheet(p *pagePane) *sheet {
	s := &sheet{pane: p, size: fyne.NewSize(210, 297)}
	s.raster = canvas.NewRaster(s.draw)
	s.edge = canvas.NewRectangle(color.Transparent)
	s.edge.StrokeWidth = 1
	s.ExtendBaseWidget(s)
	return s
}

// draw makes the picture at w times h device pixels.
func (s *sheet) draw(w, h int) image.Image {
	if s.pane.pages != nil && w > 0 {
		width, _ := s.pane.pages.Size()
		if img := s.pane.pages.Image(s.pane.page, float64(w)/width); img != nil {
			return img
		}
	}
	blank := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	return blank
}

// again draws the page anew.
func (s *sheet) again() {
	s.Resize(s.size)
	s.raster.Refresh()
	s.Refresh()
}

// scale is the number of logical pixels per millimetre.
func (s *sheet) scale() float32 {
	if s.pane.pages == nil {
		return 0
	}
	w, _ := s.pane.pages.Size()
	return s.Size().Width / float32(w)
}

// Tapped opens the block at the place.
func (s *sheet) Tapped(e *fyne.PointEvent) {
	s.focus()
	k := float64(s.scale())
	if k == 0 || s.pane.open == nil {
		return
	}
	x, y := float64(e.Position.X)/k, float64(e.Position.Y)/k
	for _, a := range s.pane.pages.Blocks(s.pane.page) {
		if x >= a.X && x <= a.X+a.W && y >= a.Y && y <= a.Y+a.H {
			s.pane.open(a.Block)
			return
		}
	}
}

func (s *sheet) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
}

// FocusGained implements fyne.Focusable.
func (s *sheet) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *sheet) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *sheet) TypedRune(r rune) {
	switch r {
	case '+':
		s.pane.step(1)
	case '-', '−':
		s.pane.step(-1)
	}
}

// TypedKey implements fyne.Focusable.
func (s *sheet) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeyRight:
		s.pane.turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		s.pane.turn(-1)
	case fyne.KeyHome:
		s.pane.goTo(1)
	case fyne.KeyEnd:
		s.pane.goTo(s.pane.count())
	case fyne.KeyDown, fyne.KeyUp:
		by := float32(60)
		if e.Name == fyne.KeyDown {
			by = -by
		}
		s.pane.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
	}
}

// Cursor implements desktop.Cursorable.
func (s *sheet) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ s *sheet }

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.s.raster.Resize(size)
	r.s.edge.Resize(size)
	r.place()
}

// place lays the marks around the marked block.
func (r *sheetRenderer) place() {
	s := r.s
	s.marks = nil
	k := s.scale()
	if s.pane.pages == nil || s.pane.block == "" || k == 0 {
		return
	}
	for _, a := range s.pane.pages.Blocks(s.pane.page) {
		if a.Block != s.pane.block {
			continue
		}
		m := canvas.NewRectangle(color.Transparent)
		m.StrokeWidth, m.CornerRadius = 1.5, 3
		m.StrokeColor = theme.Color(theme.ColorNamePrimary)
		const air = 4
		m.Move(fyne.NewPos(float32(a.X)*k-air, float32(a.Y)*k-air/2))
		m.Resize(fyne.NewSize(float32(a.W)*k+2*air, float32(a.H)*k+air))
		s.marks = append(s.marks, m)
	}
}

func (r *sheetRenderer) MinSize() fyne.Size { return r.s.size }

func (r *sheetRenderer) Refresh() {
	r.s.edge.StrokeColor = theme.Color(colourLine)
	r.s.edge.StrokeWidth = 1
	if r.s.focused {
		r.s.edge.StrokeColor = theme.Color(theme.ColorNamePrimary)
		r.s.edge.StrokeWidth = 2
	}
	r.place()
	r.s.edge.Refresh()
	canvas.Refresh(r.s)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.s.raster, r.s.edge}
	for _, m := range r.s.marks {
		out = append(out, m)
	}
	return out
}

func (r *sheetRenderer) Destroy() {}
