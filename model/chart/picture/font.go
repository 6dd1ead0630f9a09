package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"consilience/assets"
	"consilience/model/text"
)

// Fonts are the bundled fonts, read once. A Fonts is for one goroutine at a
// time.
type Fonts struct {
	faces  map[string]*face
	buf    sfnt.Buffer
	widths map[measured]float64
	// Machine, if not nil, is asked for letters that no bundled font has, such
	// as Chinese. A picture with such letters can look different on another
	// computer; one without does not.
	Machine *text.Machine
	found   map[text.Found]*face
}

type measured struct {
	text string
	bold bool
}

// face is a font with the glyphs that were asked for.
type face struct {
	font   *sfnt.Font
	other  *text.Font // of the machine, in place of font
	em     float64
	glyphs map[rune]sfnt.GlyphIndex
}

// NewFonts reads the bundled fonts.
func NewFonts() (*Fonts, error) {
	f := &Fonts{faces: map[string]*face{}, widths: map[measured]float64{}}
	for _, name := range []string{"sans", "sans-bold", "fallback", "fallback-bold"} {
		parsed, err := sfnt.Parse(assets.Font(name))
		if err != nil {
			return nil, fmt.Errorf("picture: font %s: %w", name, err)
		}
		f.faces[name] = &face{font: parsed, em: float64(parsed.UnitsPerEm()), glyphs: map[rune]sfnt.GlyphIndex{}}
	}
	return f, nil
}

func (f *Fonts) index(in *face, r rune) sfnt.GlyphIndex {
	if g, ok := in.glyphs[r]; ok {
		return g
	}
	g, err := in.font.GlyphIndex(&f.buf, r)
	if err != nil {
		g = 0
	}
	in.glyphs[r] = g
	return g
}

// pick finds the face that has a rune, and its glyph. Where none has it the
// replacement character stands, and ok is false.
func (f *Fonts) pick(r rune, bold bool) (in *face, g sfnt.GlyphIndex, ok bool) {
	names := [2]string{"sans", "fallback"}
	if bold {
		names = [2]string{"sans-bold", "fallback-bold"}
	}
	for _, name := range names {
		if g := f.index(f.faces[name], r); g != 0 {
			return f.faces[name], g, true
		}
	}
	if f.Machine != nil && !text.Invisible(r) {
		if found := f.Machine.Find(r, bold, ""); found != nil {
			if g, ok := found.Glyph(r); ok {
				return f.ofMachine(found), sfnt.GlyphIndex(g), true
			}
		}
	}
	other := f.faces[names[1]]
	if letters := []rune(text.Letters(r)); len(letters) == 1 && letters[0] != r {
		if g := f.index(other, letters[0]); g != 0 {
			return other, g, true
		}
	}
	return other, f.index(other, unicode.ReplacementChar), false
}

// ofMachine is the face of a font of the machine.
func (f *Fonts) ofMachine(found *text.Found) *face {
	if f.found == nil {
		f.found = map[text.Found]*face{}
	}
	if f.found[*found] == nil {
		f.found[*found] = &face{other: found.Font, em: float64(max(found.Em(), 1))}
	}
	return f.found[*found]
}

// shaped finds the letters from i on that change shape or place with their
// neighbours, as in Devanagari or Thai, and that one font of the machine has:
// that font, and where they end. It is nil if there are none.
func (f *Fonts) shaped(rs []rune, i int, bold bool) (in *face, end int) {
	if f.Machine == nil || !text.NeedsShaping(rs[i]) {
		return nil, i
	}
	in, _, ok := f.pick(rs[i], bold)
	if !ok || in.other == nil {
		return nil, i
	}
	for end = i; end < len(rs); end++ {
		if _, has := in.other.Glyph(rs[end]); !has || !text.NeedsShaping(rs[end]) && !text.Invisible(rs[end]) {
			break
		}
	}
	return in, max(end, i+1)
}

// advance is a glyph's width, in ems.
func (f *Fonts) advance(in *face, g sfnt.GlyphIndex) float64 {
	if in.other != nil {
		return in.other.Advance(text.GlyphID(g)) / in.em
	}
	a, err := in.font.GlyphAdvance(&f.buf, g, fixed.I(int(in.em)), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(a) / 64 / in.em
}

// drawn is the width of a text that is already in visual order, in ems.
func (f *Fonts) drawn(visual string, bold bool) float64 {
	key := measured{visual, bold}
	if w, ok := f.widths[key]; ok {
		return w
	}
	var w float64
	rs := []rune(visual)
	for i := 0; i < len(rs); i++ {
		if in, end := f.shaped(rs, i, bold); in != nil {
			for _, g := range in.other.Shape(rs[i:end]) {
				w += g.Advance / in.em
			}
			i = end - 1
			continue
		}
		if text.Invisible(rs[i]) {
			continue
		}
		in, g, _ := f.pick(rs[i], bold)
		w += f.advance(in, g)
	}
	f.widths[key] = w
	return w
}

// Advance is the width of a text on one line, in millimetres, at a size in
// points: what chart.Advance asks for.
func (f *Fonts) Advance(s string, size float64, bold bool) float64 {
	lines := text.Lines(s, 0, nil)
	return f.drawn(lines[0].Text, bold) * size * pointMM
}

// pointMM is a point in millimetres.
const pointMM = 25.4 / 72

// set draws a text in visual order with its baseline at x, y in pixels, em
// pixels high. It says for each rune that no font has that it could not be
// drawn.
func (f *Fonts) set(dst *image.RGBA, visual string, x, y, em float64, bold bool, c color.NRGBA, missing func(rune)) {
	src := image.NewUniform(c)
	rs := []rune(visual)
	for i := 0; i < len(rs); i++ {
		if in, end := f.shaped(rs, i, bold); in != nil {
			k := em / in.em
			for _, g := range in.other.Shape(rs[i:end]) {
				outlined(dst, in.other.Outline(g.Glyph), x+g.X*k, y-g.Y*k, k, src)
				x += g.Advance * k
			}
			i = end - 1
			continue
		}
		r := rs[i]
		if text.Invisible(r) {
			continue
		}
		in, g, ok := f.pick(r, bold)
		if !ok {
			missing(r)
		}
		wide := f.advance(in, g) * em
		at := x
		if wide == 0 && unicode.In(r, unicode.Mn, unicode.Me) {
			at = f.over(in, g, x, em)
		}
		f.glyph(dst, in, g, at, y, em, src)
		x += wide
	}
}

// over is where a mark without a width is drawn: marks whose ink lies right of
// the pen belong over the letter before.
func (f *Fonts) over(in *face, g sfnt.GlyphIndex, x, em float64) float64 {
	if in.other != nil {
		return x // shaped as it stands: the font's own marks lie left of the pen
	}
	box, _, err := in.font.GlyphBounds(&f.buf, g, fixed.I(int(in.em)), font.HintingNone)
	if err != nil || box.Min.X < 0 {
		return x
	}
	middle := float64(box.Min.X+box.Max.X) / 128 / in.em * em
	return x - middle - 0.27*em
}

// glyph fills one outline.
func (f *Fonts) glyph(dst *image.RGBA, in *face, g sfnt.GlyphIndex, x, y, em float64, src image.Image) {
	if in.other != nil {
		outlined(dst, in.other.Outline(text.GlyphID(g)), x, y, em/in.em, src)
		return
	}
	segments, err := in.font.LoadGlyph(&f.buf, g, fixed.I(int(in.em)), nil)
	if err != nil || len(segments) == 0 {
		return
	}
	k := em / in.em / 64
	b := segments.Bounds()
	box := image.Rect(int(math.Floor(x+float64(b.Min.X)*k)), int(math.Floor(y+float64(b.Min.Y)*k)),
		int(math.Ceil(x+float64(b.Max.X)*k))+1, int(math.Ceil(y+float64(b.Max.Y)*k))+1)
	if box.Intersect(dst.Bounds()).Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(x + float64(p.X)*k - float64(box.Min.X)), float32(y + float64(p.Y)*k - float64(box.Min.Y))
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			r.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			r.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	r.DrawOp = draw.Over
	r.Draw(dst, box, src, image.Point{})
}
