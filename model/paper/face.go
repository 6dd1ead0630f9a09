package paper

import (
	"slices"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"consilience/assets"
	"consilience/model/text"
)

// glyph is what layout must know of a rune in a face, in thousandths of an em.
type glyph struct {
	ok      bool
	advance float64
	// center is the middle of the ink; over tells that it has no width of its
	// own and its ink lies right of the pen, to be drawn over the letter before.
	center float64
	over   bool
}

// face is one font, as assets name it.
type face struct {
	name   string
	font   *sfnt.Font
	buf    sfnt.Buffer
	glyphs map[rune]glyph
}

func (f *face) glyph(r rune) glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	g := f.load(r)
	f.glyphs[r] = g
	return g
}

func (f *face) load(r rune) glyph {
	if r > 0xFFFF {
		return glyph{} // the PDF library writes two bytes a character
	}
	i, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || i == 0 {
		return glyph{}
	}
	em := f.font.UnitsPerEm()
	scale := 1000 / float64(em)
	adv, err := f.font.GlyphAdvance(&f.buf, i, fixed.I(int(em)), font.HintingNone)
	if err != nil {
		return glyph{}
	}
	g := glyph{ok: true, advance: float64(adv) / 64 * scale}
	if g.advance == 0 && unicode.In(r, unicode.Mn, unicode.Me) {
		if box, _, err := f.font.GlyphBounds(&f.buf, i, fixed.I(int(em)), font.HintingNone); err == nil {
			g.center = float64(box.Min.X+box.Max.X) / 128 * scale
			g.over = box.Min.X >= 0
		}
	}
	return g
}

// faces finds for each rune a face that has it, and remembers what none has.
// It is not safe for several goroutines: each printing makes its own.
type faces struct {
	byName  map[string]*face
	missing []string
}

// fallbacks are tried when a style's own face lacks a rune.
var fallbacks = map[string]string{"sans": "fallback", "sans-italic": "fallback", "sans-bold": "fallback-bold", "sans-bold-italic": "fallback-bold"}

func newFaces() (*faces, error) {
	f := &faces{byName: map[string]*face{}}
	for _, name := range []string{"sans", "sans-bold", "sans-italic", "sans-bold-italic", "fallback", "fallback-bold"} {
		parsed, err := sfnt.Parse(assets.Font(name))
		if err != nil {
			return nil, err
		}
		f.byName[name] = &face{name: name, font: parsed, glyphs: map[rune]glyph{}}
	}
	return f, nil
}

func faceName(bold, italic bool) string {
	switch {
	case bold && italic:
		return "sans-bold-italic"
	case bold:
		return "sans-bold"
	case italic:
		return "sans-italic"
	}
	return "sans"
}

// pick finds the face that draws r in a style, and what it draws: r itself; the
// letter of a presentation form that no face has; or U+FFFD, and the script is
// remembered as missing.
func (f *faces) pick(r rune, style string) (*face, rune) {
	own, other := f.byName[style], f.byName[fallbacks[style]]
	for _, try := range []*face{own, other} {
		if try.glyph(r).ok {
			return try, r
		}
	}
	if letters := []rune(text.Letters(r)); letters[0] != r && len(letters) == 1 && other.glyph(letters[0]).ok {
		return other, letters[0]
	}
	if name := scriptName(r); !slices.Contains(f.missing, name) {
		f.missing = append(f.missing, name)
		slices.Sort(f.missing)
	}
	return own, unicode.ReplacementChar
}

// scriptName says in words which script a rune is of.
func scriptName(r rune) string {
	for _, s := range []struct {
		table *unicode.RangeTable
		name  string
	}{
		{unicode.Han, "Chinese characters"}, {unicode.Hiragana, "Japanese"}, {unicode.Katakana, "Japanese"}, {unicode.Hangul, "Korean"},
		{unicode.Devanagari, "Devanagari"}, {unicode.Bengali, "Bengali"}, {unicode.Thai, "Thai"}, {unicode.Tamil, "Tamil"},
		{unicode.Ethiopic, "Ethiopic"}, {unicode.Khmer, "Khmer"}, {unicode.Myanmar, "Myanmar"}, {unicode.Arabic, "some Arabic letters"},
	} {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	if unicode.IsLetter(r) {
		for name, table := range unicode.Scripts {
			if unicode.Is(table, r) {
				return name // a rune is of one script only
			}
		}
		return "some letters"
	}
	return "emoji and signs"
}
