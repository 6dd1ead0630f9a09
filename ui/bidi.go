package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/text"
)

// bidiText is text in any script: Arabic and Hebrew stand in right order,
// joined and at the right. It wraps at its width, or is one line. It shows and
// does nothing else.
type bidiText struct {
	widget.BaseWidget
	text   string
	size   fyne.ThemeSizeName
	colour fyne.ThemeColorName
	strong bool
	sign   bool // only signs of the fallback font
	mode   textMode
	most   int // lines at most when wrapped; 0 for all
	align  fyne.TextAlign
	inks   []*canvas.Text
	at     float32 // the width the lines were made for
}

type textMode int

const (
	wrapped textMode = iota // as many lines as the width asks for
	whole                   // one line, as wide as it is
	cut                     // one line, cut at the width it gets
)

// newText is wrapping text.
func newText(s string) *bidiText { return makeText(s, wrapped) }

// oneLine is a line as wide as its text.
func oneLine(s string) *bidiText { return makeText(s, whole) }

// cutLine is a line that ends in "…" where there is no room for all of it.
func cutLine(s string) *bidiText { return makeText(s, cut) }

func makeText(s string, m textMode) *bidiText {
	t := &bidiText{text: s, mode: m, size: theme.SizeNameText, colour: theme.ColorNameForeground}
	t.ExtendBaseWidget(t)
	return t
}

// The setters below return t, so that they can be chained when it is made.

func (t *bidiText) sized(name fyne.ThemeSizeName) *bidiText { t.size = name; return t }
func (t *bidiText) ink(name fyne.ThemeColorName) *bidiText  { t.colour = name; return t }
func (t *bidiText) bold() *bidiText                         { t.strong = true; return t }
func (t *bidiText) signs() *bidiText                        { t.sign = true; return t }
func (t *bidiText) atMost(lines int) *bidiText              { t.most = lines; return t }
func (t *bidiText) aligned(align fyne.TextAlign) *bidiText  { t.align = align; return t }
func (t *bidiText) quiet() *bidiText                        { return t.ink(colourQuiet) }
func (t *bidiText) small() *bidiText                        { return t.sized(theme.SizeNameCaptionText) }
func newHeading(s string) *bidiText                         { return newText(s).sized(theme.SizeNameHeadingText).bold() }
func newSection(s string) *bidiText                         { return newText(s).sized(theme.SizeNameSubHeadingText).bold() }
func (t *bidiText) style() fyne.TextStyle                   { return fyne.TextStyle{Bold: t.strong} }
func (t *bidiText) lineHeight() float32                     { return lineHeight(t.size) }
func lineHeight(size fyne.ThemeSizeName) float32            { return float32(int(theme.Size(size)*1.45 + 0.5)) }

// SetText shows other text.
func (t *bidiText) SetText(s string) {
	if t.text != s {
		t.text = s
		t.at = -1
		t.Refresh()
	}
}

// SetInk shows the text in another colour.
func (t *bidiText) SetInk(name fyne.ThemeColorName) {
	if t.colour != name {
		t.colour = name
		t.Refresh()
	}
}

// Resize implements fyne.CanvasObject; another width breaks the lines anew.
func (t *bidiText) Resize(size fyne.Size) {
	if t.mode != whole && size.Width != t.at {
		t.set(size.Width)
	}
	t.BaseWidget.Resize(size)
}

// MinSize implements fyne.CanvasObject: the height is that of the last width.
func (t *bidiText) MinSize() fyne.Size {
	if len(t.inks) == 0 || t.at < 0 {
		t.set(t.Size().Width)
	}
	h := float32(len(t.inks)) * t.lineHeight()
	switch t.mode {
	case whole:
		return fyne.NewSize(t.inks[0].MinSize().Width, h)
	case cut:
		return fyne.NewSize(24, h)
	}
	return fyne.NewSize(48, h)
}

// set makes the lines for a width; 0 leaves them unbroken.
func (t *bidiText) set(width float32) {
	t.at = width
	lines := t.broken(width)
	for len(t.inks) < len(lines) {
		t.inks = append(t.inks, canvas.NewText("", nil))
	}
	t.inks = t.inks[:len(lines)]
	for i, l := range lines {
		t.inks[i].Text = l.Screen()
		t.inks[i].Alignment = t.align
		if l.RTL {
			t.inks[i].Alignment = fyne.TextAlignTrailing
		}
		t.inks[i].FontSource = t.source(l)
	}
	t.paint()
}

func (t *bidiText) broken(width float32) []text.Line {
	s := t.text
	most := t.most
	switch t.mode {
	case whole:
		return text.Lines(s, 0, nil)[:1]
	case cut:
		most = 1
	}
	if width <= 0 {
		return text.Lines(s, 0, nil)[:1]
	}
	return breakLines(s, width, most, theme.Size(t.size), t.style())
}

// source is the font for a line: the fallback where the line has letters that
// stand only there.
func (t *bidiText) source(l text.Line) fyne.Resource {
	if t.sign || needsFallback(l.Text) {
		return fallbackFont(t.strong)
	}
	return nil
}

func (t *bidiText) paint() {
	for _, ink := range t.inks {
		ink.TextSize = theme.Size(t.size)
		ink.TextStyle = t.style()
		ink.Color = theme.Color(t.colour)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *bidiText) CreateRenderer() fyne.WidgetRenderer {
	if len(t.inks) == 0 {
		t.set(t.Size().Width)
	}
	return &textRenderer{t}
}

type textRenderer struct{ t *bidiText }

func (r *textRenderer) Layout(size fyne.Size) {
	h := r.t.lineHeight()
	for i, ink := range r.t.inks {
		ink.Move(fyne.NewPos(0, float32(i)*h))
		ink.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *textRenderer) MinSize() fyne.Size { return r.t.MinSize() }

func (r *textRenderer) Refresh() {
	r.t.set(r.t.Size().Width)
	r.Layout(r.t.Size())
	for _, ink := range r.t.inks {
		ink.Refresh()
	}
}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.t.inks))
	for i, ink := range r.t.inks {
		objects[i] = ink
	}
	return objects
}

func (r *textRenderer) Destroy() {}

// breakLines sets text in lines of a width in pixels; what goes beyond most
// lines (0: no limit) is cut with "…".
func breakLines(s string, width float32, most int, size float32, style fyne.TextStyle) []text.Line {
	measure := measured(size, style, needsFallback(s))
	if most == 1 {
		return text.Lines(text.Cut(s, float64(width), measure), 0, nil)[:1]
	}
	// A text far longer than the lines can hold is not broken whole.
	if runes := []rune(s); most > 0 && len(runes) > int(width)*most {
		s = string(runes[:int(width)*most])
	}
	lines := text.Lines(s, float64(width), measure)
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		last := &lines[most-1]
		// In a right-to-left line the end is at the left.
		if last.RTL {
			last.Text = "…" + last.Text
		} else {
			last.Text = ended(last.Text, float64(width), measure)
			last.Runs = []text.Run{{Text: last.Text}}
		}
	}
	return lines
}

// ended puts "…" at the end of a line that goes on, in place of letters if
// there is no room for it.
func ended(line string, width float64, measure func(string) float64) string {
	if measure(line+"…") <= width {
		return line + "…"
	}
	return text.Cut(line+" more than fits", width, measure)
}

// measured gives the width of a piece of text in pixels.
func measured(size float32, style fyne.TextStyle, other bool) func(string) float64 {
	driver := fyne.CurrentApp().Driver()
	var source fyne.Resource
	if other {
		source = fallbackFont(style.Bold)
	}
	return func(s string) float64 {
		extent, _ := driver.RenderedTextSize(s, size, style, source)
		return float64(extent.Width)
	}
}

// needsFallback reports whether text has letters or signs that stand in the
// fallback font and not in Noto Sans.
func needsFallback(s string) bool {
	for _, r := range s {
		switch {
		case r < 0x590:
		case r <= 0x8ff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfeff: // Hebrew, Arabic and their forms
			return true
		case r >= 0x2190 && r <= 0x23ff, r >= 0x2500 && r <= 0x27bf: // arrows, signs, shapes
			return true
		}
	}
	return false
}
