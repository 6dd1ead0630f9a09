package assets_test

import (
	"bytes"
	"image/png"
	"testing"

	"golang.org/x/image/font/sfnt"

	"consilience/assets"
)

func TestFont(t *testing.T) {
	tests := []struct{ name, has string }{
		{"sans", "Aéñąß€ЖΩ"},
		{"sans-bold", "Aéñąß€ЖΩ"},
		{"sans-italic", "Aéñąß€ЖΩ"},
		{"sans-bold-italic", "Aéñąß€ЖΩ"},
		{"fallback", "AéسלЖ\uFEB3"}, // U+FEB3: seen, joined to the letter after it
		{"fallback-bold", "AéسלЖ\uFEB3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			font, err := sfnt.Parse(assets.Font(tt.name))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range tt.has {
				var b sfnt.Buffer
				if glyph, err := font.GlyphIndex(&b, r); err != nil || glyph == 0 {
					t.Errorf("no glyph for %q (%U), error %v", r, r, err)
				}
			}
		})
	}
	if got := assets.Font("no such font"); got != nil {
		t.Errorf("an unknown name gave %d bytes, want nil", len(got))
	}
}

func TestIcon(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != 512 || got.Y != 512 {
		t.Errorf("got %v, want 512 by 512", got)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Errorf("the corner is opaque (alpha %d), want a transparent ground", a)
	}
}
