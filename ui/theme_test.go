package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
// Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func contrast(a, b color.Color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// luminance is the relative luminance of sRGB colours, 0 to 1.
func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// over is the veil laid over a ground.
func over(veil, ground color.Color) color.Color {
	v := color.NRGBAModel.Convert(veil).(color.NRGBA)
	g := color.NRGBAModel.Convert(ground).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(v.A) + int(b)*(255-int(v.A))) / 255) }
	return color.NRGBA{mix(v.R, g.R), mix(v.G, g.G), mix(v.B, g.B), 0xff}
}

func TestContrast(t *testing.T) {
	texts := []fyne.ThemeColorName{
		theme.ColorNameForeground, colourQuiet, colourLink, theme.ColorNamePlaceHolder, theme.ColorNameError, theme.ColorNameWarning, theme.ColorNameSuccess,
		colourAgree, colourDisagree, colourSplit, colourUnsure, colourWarn,
	}
	grounds := []fyne.ThemeColorName{theme.ColorNameBackground, colourSurface, colourRail, theme.ColorNameHeaderBackground, theme.ColorNameInputBackground}
	for variant, name := range map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"} {
		th := NewTheme(Look{})
		check := func(text, ground color.Color, least float64, what string) {
			if got := contrast(text, ground); got < least {
				t.Errorf("%s: %s has a contrast of %.2f, want %.1f", name, what, got, least)
			}
		}
		for _, ground := range grounds {
			for _, text := range texts {
				check(th.Color(text, variant), th.Color(ground, variant), 4.5, string(text)+" on "+string(ground))
			}
			check(th.Color(colourPass, variant), th.Color(ground, variant), 3, "pass on "+string(ground))
			for _, cluster := range clusterColours {
				check(th.Color(cluster, variant), th.Color(ground, variant), 3, string(cluster)+" on "+string(ground))
			}
		}
		for _, text := range []fyne.ThemeColorName{theme.ColorNameForeground, colourQuiet, colourAgree, colourUnsure, colourSplit, colourWarn} {
			check(th.Color(text, variant), th.Color(theme.ColorNameSelection, variant), 4.5, string(text)+" on a chosen row")
		}
		primary := th.Color(theme.ColorNamePrimary, variant)
		white := th.Color(theme.ColorNameForegroundOnPrimary, variant)
		check(white, primary, 4.5, "the primary button")
		for _, veil := range []fyne.ThemeColorName{theme.ColorNameFocus, theme.ColorNameHover, theme.ColorNamePressed} {
			check(white, over(th.Color(veil, variant), primary), 4.5, "the primary button under "+string(veil))
			check(th.Color(theme.ColorNameForeground, variant), over(th.Color(veil, variant), th.Color(theme.ColorNameButton, variant)), 4.5, "a button under "+string(veil))
		}
	}
}
