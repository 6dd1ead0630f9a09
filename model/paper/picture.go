package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // logos come as JPEG too
	"image/png"
	"math"
)

// picture is a logo on the page, in millimetres from its piece's corner.
type picture struct {
	x, y, w, h float64
	image      *image.RGBA
	// name is the digest of the picture, png the picture on white.
	name string
	png  []byte
}

// Room for a logo.
const (
	logoWidth, logoHeight = 60.0, 16.0
	// most is how many pixels a logo may have: more than a page could show.
	mostPixels = 40_000_000
)

// pictureOf reads a logo, nil for none or one that cannot be read.
func pictureOf(raw []byte) *picture {
	if len(raw) == 0 {
		return nil
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > mostPixels/c.Height {
		return nil
	}
	decoded, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	b := decoded.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), decoded, b.Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, opaque{flat}); err != nil {
		return nil
	}
	sum := sha256.Sum256(raw)
	p := &picture{image: flat, name: hex.EncodeToString(sum[:8]), png: out.Bytes()}
	scale := min(logoWidth/float64(b.Dx()), logoHeight/float64(b.Dy()))
	p.w, p.h = float64(b.Dx())*scale, float64(b.Dy())*scale
	return p
}

// Picture reports whether a paper can print a picture as its logo.
func Picture(raw []byte) bool { return pictureOf(raw) != nil }

// AccentContrast is the contrast of a colour "#rrggbb" with white (WCAG 2.2),
// from 1 to 21; ok is false if it is no colour.
func AccentContrast(accent string) (ratio float64, ok bool) {
	raw, err := hex.DecodeString(trimHash(accent))
	if err != nil || len(raw) != 3 {
		return 0, false
	}
	return contrast(colour{raw[0], raw[1], raw[2]}), true
}

// opaque tells the encoder that nothing shines through: the PDF library reads
// such files best.
type opaque struct{ *image.RGBA }

func (opaque) Opaque() bool { return true }

// brandOf is the colour of headings and rules: the paper's own, darkened until
// it can be read on white (WCAG 2.2: contrast 4.5), or the house's.
func brandOf(accent string) colour {
	raw, err := hex.DecodeString(trimHash(accent))
	if err != nil || len(raw) != 3 {
		return navy
	}
	c := colour{raw[0], raw[1], raw[2]}
	for contrast(c) < 4.5 {
		c = colour{uint8(float64(c.r) * 0.94), uint8(float64(c.g) * 0.94), uint8(float64(c.b) * 0.94)}
	}
	return c
}

func trimHash(s string) string {
	if len(s) > 0 && s[0] == '#' {
		return s[1:]
	}
	return s
}

// contrast is a colour's contrast with white (WCAG 2.2, relative luminance).
func contrast(c colour) float64 {
	lin := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*lin(c.r) + 0.7152*lin(c.g) + 0.0722*lin(c.b) + 0.05)
}
