package assets

import (
	"fyne.io/fyne/v2/theme"
	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
)

// Font is a TrueType font by its name here: "sans", "sans-bold",
// "sans-italic", "sans-bold-italic" (Noto Sans: Latin, Greek, Cyrillic) or
// "fallback", "fallback-bold" (DejaVu Sans: also Arabic, Hebrew and many
// signs). It is nil for another name. The caller must not change the bytes.
func Font(name string) []byte {
	switch name {
	case "sans":
		return theme.DefaultTextFont().Content()
	case "sans-bold":
		return theme.DefaultTextBoldFont().Content()
	case "sans-italic":
		return theme.DefaultTextItalicFont().Content()
	case "sans-bold-italic":
		return theme.DefaultTextBoldItalicFont().Content()
	case "fallback":
		return dejavusans.TTF
	case "fallback-bold":
		return dejavusansbold.TTF
	}
	return nil
}
