package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/assets"
	"consilience/ui/view"
)

// The colours that Fyne has no name for.
const (
	colourAgree    fyne.ThemeColorName = "agree"
	colourDisagree fyne.ThemeColorName = "disagree"
	colourPass     fyne.ThemeColorName = "pass"
	colourSplit    fyne.ThemeColorName = "split"
	colourUnsure   fyne.ThemeColorName = "unsure"
	colourWarn     fyne.ThemeColorName = "warn"
	colourQuiet    fyne.ThemeColorName = "quiet"
	colourSurface  fyne.ThemeColorName = "surface" // panels on the background
	colourLine     fyne.ThemeColorName = "line"    // borders and rules
	colourRail     fyne.ThemeColorName = "rail"    // the navigation's ground
	colourLink     fyne.ThemeColorName = "link"
)

// groupColours are the colours of opinion groups, by their place. Any two can
// be told apart with any kind of colour blindness, and none is that of
// agreement or disagreement (opinioncolour_test.go).
var groupColours = [...]fyne.ThemeColorName{"group-0", "group-1", "group-2", "group-3", "group-4"}

// clusterColours are the colours of a codebook's clusters, by their place.
var clusterColours = [view.PalettePlaces]fyne.ThemeColorName{
	groupColours[0], groupColours[1], groupColours[2], groupColours[3], groupColours[4], "cluster-5", "cluster-6", "cluster-7", "cluster-8",
}

// The text sizes that Fyne has no name for.
const (
	sizeSmall fyne.ThemeSizeName = "small" // between caption and text
)

// Look is how the window looks: Scale multiplies text sizes (1 is normal),
// Dark and Light choose a variant, neither follows the system.
type Look struct {
	Scale       float32
	Dark, Light bool
}

// look is Look as a Fyne theme.
type look struct {
	fyne.Theme
	Look
}

// NewTheme is the program's theme: its own colours (AA contrast, safe for
// colour-blind readers), sizes and bundled fonts.
func NewTheme(l Look) fyne.Theme {
	if l.Scale <= 0 {
		l.Scale = 1
	}
	return &look{Theme: theme.DefaultTheme(), Look: l}
}

// pair is a colour for light and dark grounds.
type pair struct{ light, dark uint32 }

// palette gives the colours. Text colours reach a contrast of 4.5 to the
// background, the surface and the rail; marks reach 3 (theme_test.go).
var palette = map[fyne.ThemeColorName]pair{
	theme.ColorNameBackground:          {0xf6f7f9, 0x14181d},
	colourSurface:                      {0xffffff, 0x1d232b},
	colourRail:                         {0xe9edf2, 0x191e25},
	colourLine:                         {0xd5dbe3, 0x353e4a},
	theme.ColorNameForeground:          {0x1b2430, 0xe8ecf1},
	colourQuiet:                        {0x566171, 0xa7b1bd},
	colourLink:                         {0x1a568c, 0x86b9ec},
	theme.ColorNamePrimary:             {0x1a568c, 0x86b9ec},
	theme.ColorNameForegroundOnPrimary: {0xffffff, 0x10151b},
	theme.ColorNameHyperlink:           {0x1a568c, 0x86b9ec},
	theme.ColorNameSelection:           {0xcfe0f2, 0x2b4058},
	theme.ColorNameButton:              {0xe4e9ef, 0x2b343f},
	theme.ColorNameDisabledButton:      {0xeceff3, 0x222932},
	theme.ColorNameDisabled:            {0x78828f, 0x7b8592},
	theme.ColorNamePlaceHolder:         {0x5c6674, 0x98a2ae},
	theme.ColorNameInputBackground:     {0xffffff, 0x1d232b},
	theme.ColorNameInputBorder:         {0xaeb7c3, 0x4a5563},
	theme.ColorNameSeparator:           {0xe1e6ec, 0x2c343e},
	theme.ColorNameHeaderBackground:    {0xeef1f5, 0x232a33},
	theme.ColorNameMenuBackground:      {0xffffff, 0x20262f},
	theme.ColorNameOverlayBackground:   {0xffffff, 0x20262f},
	theme.ColorNameScrollBar:           {0x98a2af, 0x5b6673},
	theme.ColorNameScrollBarBackground: {0xeef1f5, 0x1a2027},
	theme.ColorNameSuccess:             {0x1f6f4a, 0x6cc79a},
	theme.ColorNameWarning:             {0x8a4b00, 0xf2b45a},
	theme.ColorNameError:               {0xa8322a, 0xf0938c},
	colourAgree:                        {0x1d5fa8, 0x6fb1f2},
	colourDisagree:                     {0xb04a08, 0xf2a154},
	colourPass:                         {0x6d7683, 0x98a2ae},
	colourSplit:                        {0x6a3f9e, 0xc6a5f0},
	colourUnsure:                       {0x735800, 0xdfc168},
	colourWarn:                         {0x8a4b00, 0xf2b45a},
	groupColours[0]:                    {0x00766c, 0x37c8db},
	groupColours[1]:                    {0x7a2fd0, 0x9c86ff},
	groupColours[2]:                    {0x8c1230, 0xf05566},
	groupColours[3]:                    {0x7a5c00, 0xe5a405},
	groupColours[4]:                    {0x14233f, 0xf6f4e0},
	clusterColours[5]:                  {0x1a6fb5, 0x5aa9ea},
	clusterColours[6]:                  {0xb0407e, 0xf2a0cc},
	clusterColours[7]:                  {0x4a7516, 0xa9d365},
	clusterColours[8]:                  {0x9c4a1a, 0xe59a6a},
}

// veils are colours that Fyne lays over others, with their opacity: over a
// dark button as over a white one, the words must stay readable.
var veils = map[fyne.ThemeColorName]struct {
	pair
	alpha uint8
}{
	theme.ColorNameFocus:   {pair{0x06182a, 0xffffff}, 0x38},
	theme.ColorNameHover:   {pair{0x1a3a5c, 0xffffff}, 0x14},
	theme.ColorNamePressed: {pair{0x06182a, 0xffffff}, 0x30},
	theme.ColorNameShadow:  {pair{0x10202f, 0x000000}, 0x26},
}

// Color implements fyne.Theme.
func (l *look) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	dark := v == theme.VariantDark && !l.Light || l.Dark
	if p, ok := palette[name]; ok {
		rgb := p.light
		if dark {
			rgb = p.dark
		}
		return opaque(rgb)
	}
	if veil, ok := veils[name]; ok {
		c := opaque(veil.light)
		if dark {
			c = opaque(veil.dark)
		}
		c.A = veil.alpha
		return c
	}
	if dark {
		return l.Theme.Color(name, theme.VariantDark)
	}
	return l.Theme.Color(name, theme.VariantLight)
}

func opaque(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// Size implements fyne.Theme.
func (l *look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 14 * l.Scale
	case sizeSmall:
		return 13 * l.Scale
	case theme.SizeNameCaptionText:
		return 12 * l.Scale
	case theme.SizeNameSubHeadingText:
		return 16 * l.Scale
	case theme.SizeNameHeadingText:
		return 22 * l.Scale
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 5
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return l.Theme.Size(name)
}

// tone is the colour of a tone.
func tone(t view.Tone) fyne.ThemeColorName {
	switch t {
	case view.ToneAgree:
		return colourAgree
	case view.ToneDisagree:
		return colourDisagree
	case view.TonePass:
		return colourPass
	case view.ToneSplit:
		return colourSplit
	case view.ToneUnsure:
		return colourUnsure
	case view.ToneQuiet:
		return colourQuiet
	case view.ToneWarn:
		return colourWarn
	}
	return theme.ColorNameForeground
}

// The fonts for Arabic, Hebrew and signs that Noto Sans lacks.
var (
	fallback     = fyne.NewStaticResource("fallback.ttf", assets.Font("fallback"))
	fallbackBold = fyne.NewStaticResource("fallback-bold.ttf", assets.Font("fallback-bold"))
)

// fallbackFont is the fallback of the given weight.
func fallbackFont(bold bool) fyne.Resource {
	if bold {
		return fallbackBold
	}
	return fallback
}
