package ui

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/chart"
)

// opinionMap shows an opinion map that can be enlarged and moved. Points and
// areas go into one raster, which is painted only when the people, the view,
// the size or the theme change; the groups' names, the ring and the tip are
// primitives over it. UI goroutine only.
type opinionMap struct {
	widget.BaseWidget
	view    mapView
	painter mapPainter
	index   *dotIndex
	crosses *dotIndex
	// describe says who stands at a dot, a line each; open opens a statement.
	describe func(dot int) []string
	open     func(ref string)
	// pass gets the wheel while the map has no focus; nil if the map always
	// takes it.
	pass    func(*fyne.ScrollEvent)
	focused bool
	over    string    // the statement under the pointer
	laid    fyne.Size // what it was laid out for
	// extents are the boxes that the groups lie in, lower left and upper right.
	extents [][2]chart.Point

	raster   *canvas.Raster
	titles   []string
	lettered fyne.Size // the room of a name and the size of its letters
	names    []*canvas.Text
	plates   []*canvas.Rectangle // below the names
	ring     *canvas.Circle
	tips     [3]*canvas.Text
	tipPlate *canvas.Rectangle
	frame    *canvas.Rectangle
}

func newOpinionMap(describe func(dot int) []string, open func(ref string)) *opinionMap {
	m := &opinionMap{describe: describe, open: open}
	m.raster = canvas.NewRaster(func(w, h int) image.Image { return m.painter.draw(&m.view, w, h) })
	m.ring = canvas.NewCircle(color.Transparent)
	m.tipPlate = canvas.NewRectangle(color.White)
	m.frame = canvas.NewRectangle(color.Transparent)
	for i := range m.tips {
		m.tips[i] = canvas.NewText("", color.Black)
	}
	m.hideTip()
	m.ExtendBaseWidget(m)
	return m
}

// Put shows other people, all of them, with a title for each group. If they stand where those before stood,
// the part that is seen stays.
func (m *opinionMap) Put(o chart.Opinions, titles []string) {
	m.painter.opinions, m.painter.hulls, m.painter.middles = o, o.Hulls(), o.Middles()
	m.extents = m.extents[:0]
	for g := range o.Groups {
		low, high := (&chart.Opinions{Dots: corners(m.painter.hulls[g])}).Bounds()
		m.extents = append(m.extents, [2]chart.Point{low, high})
	}
	low, high := o.Bounds()
	m.index = newDotIndex(o.Dots, low, high)
	places := make([]chart.Dot, len(o.Crosses))
	for i, c := range o.Crosses {
		places[i] = chart.Dot{X: c.X, Y: c.Y}
	}
	m.crosses = newDotIndex(places, low, high)
	if m.view.low != low || m.view.high != high {
		m.view.show(low, high)
	}
	m.titles, m.names, m.plates, m.lettered = titles, nil, nil, fyne.Size{}
	for range o.Groups {
		m.names = append(m.names, canvas.NewText("", color.Black))
		m.plates = append(m.plates, canvas.NewRectangle(color.White))
	}
	m.Refresh()
}

// ShowStatements puts the statements on the map, or takes them off.
func (m *opinionMap) ShowStatements(on bool) {
	m.painter.crosses = on
	m.changed()
}

// Zoom enlarges around the middle; Everybody shows all people again.
func (m *opinionMap) Zoom(factor float64) { m.zoomAt(m.view.w/2, m.view.h/2, factor) }

// Everybody shows all people.
func (m *opinionMap) Everybody() {
	m.view.reset()
	m.changed()
}

func (m *opinionMap) zoomAt(x, y, factor float64) {
	if m.view.zoomAt(x, y, factor) {
		m.changed()
	}
}

func (m *opinionMap) pan(dx, dy float64) {
	if m.view.pan(dx, dy) {
		m.changed()
	}
}

// changed paints the map anew.
func (m *opinionMap) changed() {
	m.hideTip()
	m.place()
	m.raster.Refresh()
}

// The keys: a step of the arrows in pixels, of plus and minus as a factor.
const (
	panStep  = 60
	zoomStep = 1.4
)

// Scrolled implements fyne.Scrollable: the wheel enlarges what is under the
// pointer.
func (m *opinionMap) Scrolled(e *fyne.ScrollEvent) {
	if m.pass != nil && !m.focused {
		m.pass(e)
		return
	}
	m.zoomAt(float64(e.Position.X), float64(e.Position.Y), math.Exp(float64(e.Scrolled.DY)*0.018))
}

// Dragged implements fyne.Draggable.
func (m *opinionMap) Dragged(e *fyne.DragEvent) { m.pan(float64(e.Dragged.DX), float64(e.Dragged.DY)) }

// DragEnd implements fyne.Draggable.
func (m *opinionMap) DragEnd() {}

// Tapped takes the focus, and opens the statement at the place.
func (m *opinionMap) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil {
		c.Focus(m)
	}
	if i := m.crossAt(e.Position); i >= 0 && m.open != nil {
		m.open(m.painter.opinions.Crosses[i].Ref)
		return
	}
	m.point(e.Position)
}

// MouseIn implements desktop.Hoverable: the first event of a visit is this one.
func (m *opinionMap) MouseIn(e *desktop.MouseEvent) { m.point(e.Position) }

// MouseMoved implements desktop.Hoverable.
func (m *opinionMap) MouseMoved(e *desktop.MouseEvent) { m.point(e.Position) }

// MouseOut implements desktop.Hoverable.
func (m *opinionMap) MouseOut() { m.hideTip() }

// Cursor is a hand over a statement.
func (m *opinionMap) Cursor() desktop.Cursor {
	if m.over != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (m *opinionMap) FocusGained() {
	m.focused = true
	m.Refresh()
	follow(m)
}

// FocusLost implements fyne.Focusable.
func (m *opinionMap) FocusLost() { m.focused = false; m.Refresh() }

// TypedRune implements fyne.Focusable.
func (m *opinionMap) TypedRune(r rune) {
	switch r {
	case '+', '=':
		m.Zoom(zoomStep)
	case '-':
		m.Zoom(1 / zoomStep)
	case '0':
		m.Everybody()
	}
}

// TypedKey implements fyne.Focusable.
func (m *opinionMap) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		m.pan(panStep, 0)
	case fyne.KeyRight:
		m.pan(-panStep, 0)
	case fyne.KeyUp:
		m.pan(0, panStep)
	case fyne.KeyDown:
		m.pan(0, -panStep)
	case fyne.KeyHome:
		m.Everybody()
	}
}

// Resize implements fyne.CanvasObject.
func (m *opinionMap) Resize(size fyne.Size) {
	m.view.w, m.view.h = float64(size.Width), float64(size.Height)
	m.view.keep()
	m.BaseWidget.Resize(size)
}

// reach is how near to a dot the pointer must be, in pixels.
const reach = 9

// dotAt is the dot under the pointer, -1 if there is none. Where many are
// shaded together nobody can be pointed at.
func (m *opinionMap) dotAt(at fyne.Position) int {
	if m.index == nil || m.painter.seen(&m.view) > chart.ManyDots {
		return -1
	}
	x, y := m.view.place(float64(at.X), float64(at.Y))
	return m.index.near(x, y, reach/m.view.scale())
}

// crossAt is the statement under the pointer, -1 if there is none.
func (m *opinionMap) crossAt(at fyne.Position) int {
	if m.crosses == nil || !m.painter.crosses {
		return -1
	}
	x, y := m.view.place(float64(at.X), float64(at.Y))
	return m.crosses.near(x, y, reach/m.view.scale())
}

// point says who or what stands at a place.
func (m *opinionMap) point(at fyne.Position) {
	if i := m.crossAt(at); i >= 0 {
		c := m.painter.opinions.Crosses[i]
		x, y := m.view.at(c.X, c.Y)
		m.tellStatement(x, y, c.Text)
		m.over = c.Ref
		return
	}
	i := m.dotAt(at)
	if i < 0 {
		m.hideTip()
		return
	}
	d := m.painter.opinions.Dots[i]
	x, y := m.view.at(d.X, d.Y)
	m.tell(x, y, float32(dotRadius(m.painter.seen(&m.view)))+2.5, m.describe(i))
}

// CreateRenderer implements fyne.Widget.
func (m *opinionMap) CreateRenderer() fyne.WidgetRenderer {
	r := &opinionMapRenderer{m}
	r.paint()
	return r
}

// opinionMapRenderer keeps no state of its own: all is in the widget.
type opinionMapRenderer struct{ m *opinionMap }

// Layout implements fyne.WidgetRenderer. The window lays out again whenever
// something in the map was shown or hidden: only another size changes anything.
func (r *opinionMapRenderer) Layout(size fyne.Size) {
	if r.m.laid == size {
		return
	}
	r.m.laid = size
	r.m.raster.Resize(size)
	r.m.frame.Resize(size)
	r.m.hideTip()
	r.m.place()
	r.m.raster.Refresh()
}

// MinSize implements fyne.WidgetRenderer.
func (r *opinionMapRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 180) }

// Refresh implements fyne.WidgetRenderer.
func (r *opinionMapRenderer) Refresh() {
	r.paint()
	r.m.place()
	r.m.raster.Refresh()
	canvas.Refresh(r.m)
}

// paint sets the colours of the theme.
func (r *opinionMapRenderer) paint() {
	m := r.m
	c := mapColours{
		ground: toNRGBA(theme.Color(colourSurface)), loose: toNRGBA(theme.Color(colourPass)), cross: toNRGBA(theme.Color(theme.ColorNameForeground)),
		axis: toNRGBA(theme.Color(theme.ColorNameSeparator)),
	}
	for _, name := range groupColours {
		c.groups = append(c.groups, toNRGBA(theme.Color(name)))
	}
	m.painter.colours = c
	for i := range m.names {
		m.names[i].Color = theme.Color(groupColours[i%len(groupColours)])
		m.plates[i].FillColor = withAlpha(theme.Color(colourSurface), 0xd8)
		m.plates[i].CornerRadius = 3
	}
	m.ring.StrokeColor, m.ring.StrokeWidth = theme.Color(theme.ColorNameForeground), 2
	m.tipPlate.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	m.tipPlate.StrokeColor, m.tipPlate.StrokeWidth = theme.Color(colourLine), 1
	m.tipPlate.CornerRadius = theme.InputRadiusSize()
	for _, t := range m.tips {
		t.Color = theme.Color(theme.ColorNameForeground)
	}
	m.frame.StrokeColor, m.frame.StrokeWidth = color.Transparent, 0
	if m.focused {
		m.frame.StrokeColor, m.frame.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
}

// Objects implements fyne.WidgetRenderer.
func (r *opinionMapRenderer) Objects() []fyne.CanvasObject {
	m := r.m
	objects := []fyne.CanvasObject{m.raster}
	for i := range m.names {
		objects = append(objects, m.plates[i], m.names[i])
	}
	objects = append(objects, m.ring, m.tipPlate)
	for _, t := range m.tips {
		objects = append(objects, t)
	}
	return append(objects, m.frame)
}

// Destroy implements fyne.WidgetRenderer.
func (r *opinionMapRenderer) Destroy() {}
