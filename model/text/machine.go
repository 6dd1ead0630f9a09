package text

import (
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

// Machine finds fonts that are installed on this computer. It looks for them
// only when it is first asked; where that fails it has none.
type Machine struct {
	looked bool
	prints []fontscan.Footprint
	fonts  map[fontscan.Location]*Found
	none   map[fontscan.Location]bool
}

// Found is a font of the machine and the name it goes by.
type Found struct {
	*Font
	Name string
}

// Find gives the best font that has a rune and may be embedded, nil if there
// is none. Lang is a BCP 47 tag that decides between Chinese, Japanese and
// Korean shapes; it may be empty. The same machine gives the same answer.
func (m *Machine) Find(r rune, bold bool, lang string) *Found {
	if !m.looked {
		m.look()
	}
	type choice struct {
		print fontscan.Footprint
		rank  int
	}
	var choices []choice
	for _, p := range m.prints {
		if p.Runes.Contains(r) && !m.none[p.Location] {
			choices = append(choices, choice{p, rank(p, r, bold, lang)})
		}
	}
	slices.SortFunc(choices, func(a, b choice) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		if c := strings.Compare(a.print.Family, b.print.Family); c != 0 {
			return c
		}
		return strings.Compare(a.print.Location.File, b.print.Location.File)
	})
	for _, c := range choices {
		if f := m.load(c.print); f != nil && f.draws(r) {
			return f
		}
		m.none[c.print.Location] = true
	}
	return nil
}

// draws reports whether the font has an outline for a rune: fonts of coloured
// pictures do not.
func (f *Found) draws(r rune) bool {
	g, ok := f.Glyph(r)
	return ok && len(f.Outline(g)) > 0
}

func (m *Machine) look() {
	m.looked = true
	m.fonts, m.none = map[fontscan.Location]*Found{}, map[fontscan.Location]bool{}
	cache, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(cache, 0o755)
	}
	if err != nil {
		cache = os.TempDir()
	}
	prints, err := fontscan.SystemFonts(log.New(io.Discard, "", 0), cache)
	if err == nil {
		m.prints = prints
	}
}

// rank orders fonts that have a rune: the lower the better.
func rank(p fontscan.Footprint, r rune, bold bool, lang string) int {
	n := 0
	name := p.Family
	has := func(part string) bool { return strings.Contains(name, part) }
	if p.Aspect.Style != font.StyleNormal {
		n += 400
	}
	want := font.WeightNormal
	if bold {
		want = font.WeightBold
	}
	n += int(max(p.Aspect.Weight-want, want-p.Aspect.Weight)) / 4
	for part, cost := range map[string]int{"mono": 300, "serif": 120, "looped": 60, "kufi": 60, "lastresort": 5000, "display": 90, "condensed": 90, "ui": 10} {
		if has(part) {
			n += cost
		}
	}
	if p.Aspect.Stretch != font.StretchNormal {
		n += 200
	}
	for i, family := range families(r, lang) {
		if has(family) {
			return n + i*5
		}
	}
	if has("sans") {
		return n + 500
	}
	return n + 600
}

// families are the names of good fonts for a rune, best first, in lower case
// and without blanks: Noto, then those of macOS and Windows.
func families(r rune, lang string) []string {
	switch lang, _, _ = strings.Cut(strings.ToLower(lang), "-"); {
	case r >= 0x1100 && r < 0x1200, r >= 0x3130 && r < 0x3190, r >= 0xA960 && r < 0xA980, r >= 0xAC00 && r < 0xD800, lang == "ko":
		return []string{"notosanscjkkr", "notosanskr", "applesdgothicneo", "malgungothic", "nanumgothic"}
	case r >= 0x3040 && r < 0x3100, r >= 0x31F0 && r < 0x3200, r >= 0xFF66 && r < 0xFFA0, lang == "ja":
		return []string{"notosanscjkjp", "notosansjp", "hiraginosans", "yugothic", "meiryo", "msgothic", "ipagothic"}
	case r >= 0x2E80 && r < 0xA000, r >= 0xF900 && r < 0xFB00, r >= 0xFF00 && r < 0xFFF0, r >= 0x20000 && r < 0x40000:
		return []string{"notosanscjksc", "notosanssc", "pingfangsc", "microsoftyahei", "droidsansfallback", "wenquanyi", "simhei"}
	case r >= 0x2000 && r < 0x2E00, r >= 0x1F000 && r < 0x20000:
		return []string{"notoemoji", "notosanssymbols2", "notosanssymbols", "notosansmath", "applesymbols", "segoeuisymbol", "segoeuiemoji", "symbola"}
	}
	return []string{"notosans", "kohinoor", "nirmala", "thonburi", "leelawadee"}
}

// load opens a font, nil if it cannot be read or may not be embedded.
func (m *Machine) load(p fontscan.Footprint) *Found {
	if f, ok := m.fonts[p.Location]; ok {
		return f
	}
	m.fonts[p.Location] = nil
	file, err := os.Open(p.Location.File)
	if err != nil {
		return nil
	}
	defer file.Close()
	loaders, err := opentype.NewLoaders(file)
	if err != nil || int(p.Location.Index) >= len(loaders) {
		return nil
	}
	ld := loaders[p.Location.Index]
	if !embeddable(ld) {
		return nil
	}
	fnt, err := font.NewFont(ld)
	if err != nil {
		return nil
	}
	name := fnt.Describe().Family
	if name == "" {
		name = p.Family
	}
	f := &Found{Font: &Font{face: font.NewFace(fnt)}, Name: name}
	m.fonts[p.Location] = f
	return f
}

// embeddable reads the rights in the table OS/2 (fsType): 2 alone forbids to
// embed, 0x100 forbids subsets, 0x200 allows pictures only.
func embeddable(ld *opentype.Loader) bool {
	os2, err := ld.RawTable(opentype.MustNewTag("OS/2"))
	if err != nil || len(os2) < 10 {
		return true // without the table nothing is forbidden
	}
	rights := uint16(os2[8])<<8 | uint16(os2[9])
	return rights&0xF != 2 && rights&0x300 == 0
}
