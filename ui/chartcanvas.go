package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/chart"
	"consilience/model/chart/picture"
)

// chartCanvas shows a chart. It is as high as the scene needs at the width it
// gets; what stands for an item can be tapped and says more under the pointer.
//
// Shapes go into one raster, in the order of the scene, so that a threshold
// lies over its bars as it does in print; labels, the highlight and the tip are
// primitives over it. UI goroutine only.
type chartCanvas struct {
	widget.BaseWidget
	// make gives the chart for a width in millimetres; scene is the one shown.
	make  func(width float64) chart.Scene
	scene chart.Scene
	// open is called with the Ref of what was tapped; nil if nothing opens.
	open func(ref string)

	raster *canvas.Raster
	labels []*canvas.Text // every line of every label
	// grounds lie under the lines, each as large as its letters, so that no
	// grid line crosses a figure.
	grounds []*canvas.Rectangle
	light   *canvas.Rectangle
	tip     *canvas.Text
	tipBox  *canvas.Rectangle
}

// pixelsPerMM makes a chart's smallest text as large as the window's smallest.
const pixelsPerMM = 4.4

// newChartCanvas makes a chart's picture. scene is asked for the chart at each
// new width, so that text keeps its size; open may be nil.
func newChartCanvas(scene func(width float64) chart.Scene, open func(ref string)) *chartCanvas {
	c := &chartCanvas{make: scene, open: open}
	c.raster = canvas.NewRaster(c.draw)
	c.light = canvas.NewRectangle(color.Transparent)
	c.light.Hide()
	c.tip = canvas.NewText("", color.Black)
	c.tip.Hide()
	c.tipBox = canvas.NewRectangle(color.White)
	c.tipBox.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// narrowest is the least width of a chart in pixels, leastMM the least width
// of a scene: below it text becomes smaller rather than bars unreadable.
const (
	narrowest = 160
	leastMM   = 130
)

// Resize implements fyne.CanvasObject; another width makes the chart anew.
func (c *chartCanvas) Resize(size fyne.Size) {
	if size.Width > 0 && size.Width != c.Size().Width {
		c.fit(size.Width)
	}
	c.BaseWidget.Resize(size)
}

// fit makes the scene for a width in pixels.
func (c *chartCanvas) fit(width float32) {
	c.scene = c.make(max(leastMM, float64(width)/(pixelsPerMM*float64(theme.TextSize())/14)))
	c.MouseOut()
}

// scale is the number of logical pixels per millimetre.
func (c *chartCanvas) scale() float32 {
	if c.scene.W <= 0 || c.Size().Width <= 0 {
		return 0
	}
	return c.Size().Width / float32(c.scene.W)
}

// MinSize is a narrow column's width and the height at the present width.
func (c *chartCanvas) MinSize() fyne.Size {
	k := c.scale()
	if k == 0 {
		c.fit(narrowest)
		k = narrowest / float32(max(c.scene.W, 1))
	}
	return fyne.NewSize(narrowest, float32(c.scene.H)*k)
}

// draw makes the raster's picture at w times h device pixels.
func (c *chartCanvas) draw(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	if c.scene.W > 0 {
		picture.Shapes(img, c.scene.Shapes, float64(w)/c.scene.W, inkOf)
	}
	return img
}

// CreateRenderer implements fyne.Widget.
func (c *chartCanvas) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{c} }

// Tapped opens what stands at the place.
func (c *chartCanvas) Tapped(e *fyne.PointEvent) {
	if hit, ok := c.hitAt(e.Position); ok && c.open != nil && hit.Ref != "" {
		c.open(hit.Ref)
	}
}

// MouseIn implements desktop.Hoverable: the first event of a visit is this one.
func (c *chartCanvas) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows what stands under the pointer.
func (c *chartCanvas) MouseMoved(e *desktop.MouseEvent) {
	hit, ok := c.hitAt(e.Position)
	if !ok {
		c.MouseOut()
		return
	}
	c.showTip(hit, e.Position)
}

// MouseOut hides the tip.
func (c *chartCanvas) MouseOut() {
	for _, o := range []fyne.CanvasObject{c.light, c.tip, c.tipBox} {
		if o.Visible() {
			o.Hide()
		}
	}
}

// Cursor is a hand where something opens.
func (c *chartCanvas) Cursor() desktop.Cursor {
	if c.open != nil && c.light.Visible() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// hitAt finds the uppermost item at a place of the widget.
func (c *chartCanvas) hitAt(at fyne.Position) (chart.Hit, bool) {
	k := float64(c.scale())
	if k == 0 {
		return chart.Hit{}, false
	}
	x, y := float64(at.X)/k, float64(at.Y)/k
	for i := len(c.scene.Hits) - 1; i >= 0; i-- {
		h := c.scene.Hits[i]
		if x >= h.Min.X && x <= h.Max.X && y >= h.Min.Y && y <= h.Max.Y {
			return h, true
		}
	}
	return chart.Hit{}, false
}

// showTip marks a hit and says its tip below it, inside the chart.
func (c *chartCanvas) showTip(hit chart.Hit, at fyne.Position) {
	k := c.scale()
	c.light.Move(fyne.NewPos(float32(hit.Min.X)*k, float32(hit.Min.Y)*k))
	c.light.Resize(fyne.NewSize(float32(hit.Max.X-hit.Min.X)*k, float32(hit.Max.Y-hit.Min.Y)*k))
	c.light.Show()
	if hit.Tip == "" {
		c.tip.Hide()
		c.tipBox.Hide()
		return
	}
	pad := theme.InnerPadding() / 2
	size := theme.CaptionTextSize()
	setLine(c.tip, breakLines(hit.Tip, c.Size().Width-2*pad, 1, size, fyne.TextStyle{})[0], size, fyne.TextStyle{})
	text := c.tip.MinSize()
	x := min(at.X+12, c.Size().Width-text.Width-2*pad)
	y := float32(hit.Max.Y)*k + 2
	if y+text.Height+pad > c.Size().Height {
		y = float32(hit.Min.Y)*k - text.Height - pad - 2
	}
	c.tipBox.Move(fyne.NewPos(max(x, 0), y))
	c.tipBox.Resize(text.AddWidthHeight(2*pad, pad))
	c.tip.Move(fyne.NewPos(max(x, 0)+pad, y+pad/2))
	c.tip.Resize(text)
	c.tipBox.Show()
	c.tip.Show()
	c.tip.Refresh()
}

// chartRenderer keeps no state of its own: all is in the widget.
type chartRenderer struct{ c *chartCanvas }

// Layout implements fyne.WidgetRenderer.
func (r *chartRenderer) Layout(size fyne.Size) {
	r.c.raster.Resize(size)
	r.c.placeLabels()
}

// MinSize implements fyne.WidgetRenderer.
func (r *chartRenderer) MinSize() fyne.Size { return r.c.MinSize() }

// Refresh implements fyne.WidgetRenderer.
func (r *chartRenderer) Refresh() {
	c := r.c
	c.light.FillColor = withAlpha(theme.Color(theme.ColorNamePrimary), 0x28)
	c.tipBox.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	c.tipBox.StrokeColor = theme.Color(theme.ColorNameSeparator)
	c.tipBox.StrokeWidth = 1
	c.tipBox.CornerRadius = theme.InputRadiusSize()
	c.tip.Color = theme.Color(theme.ColorNameForeground)
	c.placeLabels()
	c.raster.Refresh()
	canvas.Refresh(c)
}

// Objects implements fyne.WidgetRenderer.
func (r *chartRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.c.raster}
	for _, g := range r.c.grounds {
		objects = append(objects, g)
	}
	for _, l := range r.c.labels {
		objects = append(objects, l)
	}
	return append(objects, r.c.light, r.c.tipBox, r.c.tip)
}

// Destroy implements fyne.WidgetRenderer.
func (r *chartRenderer) Destroy() {}
