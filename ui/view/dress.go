package view

import (
	"encoding/hex"
	"image/color"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// AccentOwn is the choice of a colour that is none of those offered.
const AccentOwn = "own"

// accents are the colours offered for headings; all can be read on white.
var accents = []string{"", "#1f5f4a", "#7a1f3d", "#4b3280", "#7a4a00", "#333a45"}

// Accents are the colours that are offered for headings, by name.
func (w *Words) Accents() (words, ids []string) {
	words = []string{w.T("Dark blue"), w.T("Green"), w.T("Burgundy"), w.T("Violet"), w.T("Brown"), w.T("Slate"), w.T("Another one")}
	return words, append(append([]string{}, accents...), AccentOwn)
}

// AccentOf is the choice that a colour is.
func AccentOf(accent string) string {
	for _, a := range accents {
		if strings.EqualFold(a, strings.TrimSpace(accent)) {
			return a
		}
	}
	return AccentOwn
}

// AccentColour is a colour as it is written; ok is false if it is none.
func AccentColour(accent string) (c color.NRGBA, ok bool) {
	raw, err := hex.DecodeString(strings.TrimPrefix(strings.TrimSpace(accent), "#"))
	if err != nil || len(raw) != 3 {
		return c, false
	}
	return color.NRGBA{R: raw[0], G: raw[1], B: raw[2], A: 255}, true
}

// AccentSays says whether a colour can be read on white.
func (w *Words) AccentSays(accent string) string {
	accent = strings.TrimSpace(accent)
	if accent == "" {
		return w.T("Headings are dark blue.")
	}
	contrast, ok := desk.AccentContrast(accent)
	switch {
	case !ok:
		return w.T("Write a colour as #rrggbb, such as #1f5f4a. Until then headings are dark blue.")
	case contrast < 4.5:
		return w.T("Contrast with white paper %.1f to 1: too light to read, so it is printed darker (4.5 to 1).", contrast)
	}
	return w.T("Contrast with white paper %.1f to 1: easy to read.", contrast)
}

// SubjectLabel names what a paper is about.
func (w *Words) SubjectLabel(st desk.State, about string) string {
	for _, s := range w.PaperSubjects(st) {
		if s.About == about {
			return s.Label
		}
	}
	return w.T("about something that is not here")
}

// TemplateSubject is what a template made of a paper is made about.
func TemplateSubject(p model.Paper) string {
	subjects := p.Subjects()
	themes, tradeOffs := 0, 0
	for _, s := range subjects {
		if strings.HasPrefix(s, "theme/") {
			themes++
		} else {
			tradeOffs++
		}
	}
	switch {
	case len(subjects) == 0:
		return "all"
	case tradeOffs == 0:
		return "themes"
	case themes == 0:
		return "trade-offs"
	}
	return "all"
}
