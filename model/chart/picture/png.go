package picture

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"slices"

	"consilience/model/chart"
)

// Scale is the resolution of a picture in pixels a millimetre: twice that of a
// usual screen, about 200 to the inch.
const Scale = 8.0

// maxSide bounds a picture's width and height in pixels.
const maxSide = 20000

// Draw makes the picture of a scene with its title and source line, on white,
// at scale pixels a millimetre. missing are the characters, each once, that
// the bundled fonts do not have; in their place stands U+FFFD.
func (f *Fonts) Draw(s chart.Scene, scale float64) (img *image.RGBA, missing []rune) {
	return f.draw(s, scale, false)
}

func (f *Fonts) draw(s chart.Scene, scale float64, bare bool) (img *image.RGBA, missing []rune) {
	page := f.lay(s, bare)
	scale = math.Min(scale, math.Min(maxSide/page.w, maxSide/page.h))
	img = image.NewRGBA(image.Rect(0, 0, int(math.Ceil(page.w*scale)), int(math.Ceil(page.h*scale))))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	Shapes(img, page.shapes, scale, Print)
	white := Ink{Colour: color.NRGBA{R: 255, G: 255, B: 255, A: 255}}
	for _, l := range page.lines {
		if l.ground {
			high := l.size * pointMM
			fill(img, outline(chart.Shape{Kind: chart.Rect, Points: []chart.Point{{X: l.x, Y: l.y - 0.75*high}, {X: l.x + l.width, Y: l.y + 0.05*high}}}, scale), white, 1)
		}
	}
	for _, l := range page.lines {
		f.set(img, l.visual, l.x*scale, l.y*scale, l.size*pointMM*scale, l.bold, Print(l.role).Colour, func(r rune) {
			if !slices.Contains(missing, r) {
				missing = append(missing, r)
			}
		})
	}
	return img, missing
}

// PNG writes the picture of a scene; see Draw.
func (f *Fonts) PNG(w io.Writer, s chart.Scene) (missing []rune, err error) {
	return f.png(w, s, false)
}

// BarePNG is PNG without title and source line, for a document that sets them
// itself.
func (f *Fonts) BarePNG(w io.Writer, s chart.Scene) (missing []rune, err error) {
	return f.png(w, s, true)
}

func (f *Fonts) png(w io.Writer, s chart.Scene, bare bool) (missing []rune, err error) {
	img, missing := f.draw(s, Scale, bare)
	return missing, (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(w, img)
}
