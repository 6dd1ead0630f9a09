package paper

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"consilience/assets"
	"consilience/model/text"
)

// glyph is what layout must know of a rune in a face, in thousandths of an em.
// If the face lacks the rune it is the face's sign for that.
type glyph struct {
	ok      bool
	known   bool
	id      text.GlyphID
	advance float64
	// center is the middle of the ink; over tells that it has no width of its
	// own and its ink lies right of the pen, to be drawn over the letter before.
	center float64
	over   bool
}

// face is one font: ours by its name in assets, the machine's by its own.
type face struct {
	name string
	// bold and slanted are how the face is called in a PDF.
	full   string
	font   *text.Font
	em     float64
	low    [0x250]glyph // Latin, looked up most
	glyphs map[rune]glyph
}

func newFace(name, full string, f *text.Font) *face {
	return &face{name: name, full: full, font: f, em: float64(f.Em()), glyphs: map[rune]glyph{}}
}

func (f *face) glyph(r rune) glyph {
	if r >= 0 && int(r) < len(f.low) {
		if !f.low[r].known {
			f.low[r] = f.load(r)
		}
		return f.low[r]
	}
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	g := f.load(r)
	f.glyphs[r] = g
	return g
}

func (f *face) load(r rune) glyph {
	id, ok := f.font.Glyph(r)
	if !ok {
		id, _ = f.font.Glyph(unicode.ReplacementChar)
	}
	scale := 1000 / f.em
	g := glyph{ok: ok, known: true, id: id, advance: f.font.Advance(id) * scale}
	if ok && g.advance == 0 && unicode.In(r, unicode.Mn, unicode.Me) {
		if left, right, ink := f.font.Ink(id); ink {
			g.center = (left + right) / 2 * scale
			g.over = left >= 0
		}
	}
	return g
}

// faces finds for each rune a face that has it, and remembers what none has.
// It is not safe for several goroutines: each printing makes its own.
type faces struct {
	own, other [4]*face // by slant
	picked     map[pick]picked
	// machine is nil if only the fonts that come with the program may be used.
	machine *text.Machine
	found   map[*text.Found]*face
	missing []string
}

// slant is a style's index: 1 for bold, 2 for italic, added up.
type slant uint8

type pick struct {
	r    rune
	s    slant
	lang string
}

type picked struct {
	face  *face
	drawn rune
	// missing names the script if no face has the rune.
	missing string
}

// bundled are the fonts that come with the program, read once.
var bundled = sync.OnceValues(func() (map[string]*text.Font, error) {
	out := map[string]*text.Font{}
	for _, name := range bundledNames {
		f, err := text.ParseFont(assets.Font(name))
		if err != nil {
			return nil, err
		}
		out[name] = f
	}
	return out, nil
})

var bundledNames = []string{"sans", "sans-bold", "sans-italic", "sans-bold-italic", "fallback", "fallback-bold"}

// fullNames are the fonts' own names.
var fullNames = map[string]string{
	"sans": "NotoSans", "sans-bold": "NotoSans-Bold", "sans-italic": "NotoSans-Italic", "sans-bold-italic": "NotoSans-BoldItalic",
	"fallback": "DejaVuSans", "fallback-bold": "DejaVuSans-Bold",
}

func newFaces(o Options) (*faces, error) {
	fonts, err := bundled()
	if err != nil {
		return nil, err
	}
	f := &faces{picked: map[pick]picked{}, found: map[*text.Found]*face{}}
	if !o.Bundled {
		f.machine = &text.Machine{}
	}
	byName := map[string]*face{}
	for _, name := range bundledNames {
		byName[name] = newFace(name, fullNames[name], fonts[name].Fork())
	}
	for i, name := range bundledNames[:4] {
		f.own[i] = byName[name]
		f.other[i] = byName["fallback"]
		if slant(i)&boldFace != 0 {
			f.other[i] = byName["fallback-bold"]
		}
	}
	return f, nil
}

const (
	boldFace   slant = 1
	italicFace slant = 2
)

func slantOf(isBold, isItalic bool) slant {
	var s slant
	if isBold {
		s |= boldFace
	}
	if isItalic {
		s |= italicFace
	}
	return s
}

// pick finds the face that draws r in a style, and what it draws: r itself; or
// the letter of a presentation form that no face has. If no face has r, the
// style's own draws its sign for that, and the script is remembered as missing.
func (f *faces) pick(r rune, s slant, lang string) (*face, rune) {
	own := f.own[s]
	if r < 0x250 && own.glyph(r).ok {
		return own, r
	}
	key := pick{r, s, lang}
	p, ok := f.picked[key]
	if !ok {
		p = f.choose(r, s, lang)
		f.picked[key] = p
	}
	if p.missing != "" && !slices.Contains(f.missing, p.missing) {
		f.missing = append(f.missing, p.missing)
		slices.Sort(f.missing)
	}
	return p.face, p.drawn
}

func (f *faces) choose(r rune, s slant, lang string) picked {
	own, other := f.own[s], f.other[s]
	for _, try := range []*face{own, other} {
		if try.glyph(r).ok {
			return picked{face: try, drawn: r}
		}
	}
	if letters := []rune(text.Letters(r)); letters[0] != r && len(letters) == 1 && other.glyph(letters[0]).ok {
		return picked{face: other, drawn: letters[0]}
	}
	if f.machine != nil && r > 0x250 && !text.Invisible(r) {
		if found := f.machine.Find(r, s&boldFace != 0, lang); found != nil {
			at, ok := f.found[found]
			if !ok {
				at = newFace("machine", postScript(found.Name), found.Font.Fork())
				f.found[found] = at
			}
			return picked{face: at, drawn: r}
		}
	}
	return picked{face: own, drawn: r, missing: scriptName(r)}
}

// has reports whether any face draws r.
func (f *faces) has(r rune, s slant, lang string) bool {
	if r < 0x250 && f.own[s].glyph(r).ok {
		return true
	}
	key := pick{r, s, lang}
	p, ok := f.picked[key]
	if !ok {
		p = f.choose(r, s, lang)
		f.picked[key] = p
	}
	return p.missing == ""
}

// machines are the names of the machine's fonts in use.
func (f *faces) machines() []string {
	var out []string
	for found := range f.found {
		if !slices.Contains(out, found.Name) {
			out = append(out, found.Name)
		}
	}
	slices.Sort(out)
	return out
}

// note remembers a script that could not be set.
func (f *faces) note(script string) {
	if !slices.Contains(f.missing, script) {
		f.missing = append(f.missing, script)
		slices.Sort(f.missing)
	}
}

// postScript keeps of a font's name what a PDF name may hold plainly.
func postScript(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return -1
	}, s)
	if s == "" {
		return "Font"
	}
	return s
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
