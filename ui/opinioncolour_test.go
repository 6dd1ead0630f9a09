package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model/chart"
)

// blindness turns linear RGB into what a person without one kind of cones
// sees; the last is everybody else. Source: Machado, Oliveira and Fernandes
// 2009, table 1, severity 1.0.
var blindness = map[string][3][3]float64{
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	"full sight":   {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
}

// seenAs is a colour in CIELAB (D65) as somebody sees it.
func seenAs(c color.Color, eye [3][3]float64) [3]float64 {
	n := toNRGBA(c)
	var rgb, seen [3]float64
	for i, v := range []uint8{n.R, n.G, n.B} {
		x := float64(v) / 255
		if rgb[i] = x / 12.92; x > 0.04045 {
			rgb[i] = math.Pow((x+0.055)/1.055, 2.4)
		}
	}
	for i, row := range eye {
		seen[i] = min(1, max(0, row[0]*rgb[0]+row[1]*rgb[1]+row[2]*rgb[2]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124*seen[0] + 0.3576*seen[1] + 0.1805*seen[2]) / 0.9505)
	y := f(0.2126*seen[0] + 0.7152*seen[1] + 0.0722*seen[2])
	z := f((0.0193*seen[0] + 0.1192*seen[1] + 0.9505*seen[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// Any two groups' colours are at least 20 apart in CIELAB, where 2.3 can just
// be noticed, whatever cones an eye lacks; and each can be read as text.
func TestGroupColours(t *testing.T) {
	th := NewTheme(Look{})
	for variant, name := range map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"} {
		for i, a := range groupColours {
			for _, ground := range []fyne.ThemeColorName{theme.ColorNameBackground, colourSurface} {
				if got := contrast(th.Color(a, variant), th.Color(ground, variant)); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5", name, a, ground, got)
				}
			}
			for _, b := range groupColours[:i] {
				for eye, matrix := range blindness {
					p, q := seenAs(th.Color(a, variant), matrix), seenAs(th.Color(b, variant), matrix)
					if d := math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2]); d < 20 {
						t.Errorf("%s, %s: %s and %s are %.1f apart, want 20", name, eye, a, b, d)
					}
				}
			}
		}
	}
}

func TestGroupsHaveTheirInk(t *testing.T) {
	for g := range groupColours {
		if got := groupOf(chart.GroupRole(g)); got != g {
			t.Errorf("the role of group %d is taken for group %d", g, got)
		}
	}
	if got := groupOf(chart.Mark); got != -1 {
		t.Errorf("an ordinary role is taken for group %d", got)
	}
}
