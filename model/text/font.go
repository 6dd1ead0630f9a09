package text

import (
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Font is a font as text is measured and drawn with: TrueType or OpenType,
// alone or in a collection. It keeps what it has looked up and is not safe for
// several goroutines.
type Font struct {
	face   *font.Face
	shaper shaping.HarfbuzzShaper
}

// GlyphID is a glyph's place in its font; 0 is the glyph for what is missing.
type GlyphID uint32

// ParseFont reads a font file that stands alone. Fork gives the same font to
// another goroutine.
func ParseFont(data []byte) (*Font, error) {
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("text: font: %w", err)
	}
	return &Font{face: face}, nil
}

// Fork is the same font with a memory of its own.
func (f *Font) Fork() *Font { return &Font{face: font.NewFace(f.face.Font)} }

// Em is how many units of the font make its size.
func (f *Font) Em() int { return int(f.face.Upem()) }

// Glyph is the glyph of a rune, ok false if the font has none.
func (f *Font) Glyph(r rune) (g GlyphID, ok bool) {
	id, ok := f.face.NominalGlyph(r)
	return GlyphID(id), ok && id != 0
}

// Advance is a glyph's width in units of the font.
func (f *Font) Advance(g GlyphID) float64 { return float64(f.face.HorizontalAdvance(font.GID(g))) }

// Ink is where a glyph draws, in units of the font, y upwards. ok is false if
// it draws nothing.
func (f *Font) Ink(g GlyphID) (left, right float64, ok bool) {
	e, ok := f.face.GlyphExtents(font.GID(g))
	return float64(e.XBearing), float64(e.XBearing + e.Width), ok && e.Width > 0
}

// SegmentKind is how a part of an outline runs.
type SegmentKind uint8

// The kinds of segment, with one, one, two and three points.
const (
	Move SegmentKind = iota
	LineTo
	Quad
	Cube
)

// Segment is a part of an outline in units of the font, y upwards.
type Segment struct {
	Kind SegmentKind
	X, Y [3]float32
}

// Outline is what a glyph draws, filled by the nonzero rule; empty for a blank
// or a glyph that is a picture.
func (f *Font) Outline(g GlyphID) []Segment {
	o, ok := f.face.GlyphDataOutline(font.GID(g))
	if !ok {
		return nil
	}
	out := make([]Segment, len(o.Segments))
	for i, s := range o.Segments {
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			out[i].Kind = Move
		case opentype.SegmentOpLineTo:
			out[i].Kind = LineTo
		case opentype.SegmentOpQuadTo:
			out[i].Kind = Quad
		case opentype.SegmentOpCubeTo:
			out[i].Kind = Cube
		}
		for k, a := range s.Args {
			out[i].X[k], out[i].Y[k] = a.X, a.Y
		}
	}
	return out
}

// Shaped is a glyph where shaping puts it, in units of the font. From and To
// are the runes that its cluster stands for; all glyphs of a cluster have the
// same.
type Shaped struct {
	Glyph         GlyphID
	Advance, X, Y float64
	From, To      int
}

// Shape chooses and places the glyphs of a left-to-right text of one script,
// as Devanagari, Tamil or Thai need it.
func (f *Font) Shape(rs []rune) []Shaped {
	if len(rs) == 0 {
		return nil
	}
	script := language.Common
	for _, r := range rs {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited {
			script = s
			break
		}
	}
	em := f.face.Upem()
	out := f.shaper.ShapeNoExtents(shaping.Input{Text: rs, RunEnd: len(rs), Direction: di.DirectionLTR, Face: f.face,
		Size: fixed.I(int(em)), Script: script, Language: language.NewLanguage("und")})
	glyphs := make([]Shaped, len(out.Glyphs))
	for i, g := range out.Glyphs {
		from := g.TextIndex()
		glyphs[i] = Shaped{Glyph: GlyphID(g.GlyphID), Advance: float64(g.Advance) / 64, X: float64(g.XOffset) / 64, Y: float64(g.YOffset) / 64,
			From: from, To: min(from+g.RunesCount(), len(rs))}
	}
	return glyphs
}

// NeedsShaping reports whether a rune belongs to a left-to-right script whose
// letters change shape or place with their neighbours.
func NeedsShaping(r rune) bool {
	switch {
	case r < 0x900:
		return false
	case r < 0x1100: // the scripts of India, Sinhala, Thai, Lao, Tibetan, Myanmar
		return r < 0x10A0
	case r >= 0x1780 && r < 0x1800, r >= 0x1900 && r < 0x1C80, r >= 0x1CD0 && r < 0x1D00:
		return true // Khmer; Limbu to Ol Chiki; Vedic marks
	case r >= 0xA800 && r < 0xAC00:
		return r < 0xA960 || r > 0xA97F // Syloti Nagri to Meetei Mayek, not Hangul
	}
	return r >= 0x11000 && r < 0x12000
}
