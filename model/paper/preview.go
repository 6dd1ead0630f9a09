package paper

import (
	"fmt"
	"image"
	"slices"
	"sync"

	"consilience/model"
)

// Preview shows a paper's pages on the screen: the pages that Write prints, not
// an imitation. It keeps every block as it was set, so that after a change only
// that block is set again. It is safe for several goroutines, one at a time.
type Preview struct {
	mu sync.Mutex
	s  *setter
	r  raster
}

// NewPreview makes a preview. It returns a Problem if the fonts cannot be read.
func NewPreview(o Options) (*Preview, error) {
	s, err := newSetter(o)
	if err != nil {
		return nil, unprintable(err)
	}
	return &Preview{s: s}, nil
}

// Pages are a paper's pages as they were when they were laid out.
type Pages struct {
	preview *Preview
	l       laid
}

// Lay sets a document in pages. It returns a Problem if that fails.
func (p *Preview) Lay(d Document) (pages *Pages, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() {
		if cause := recover(); cause != nil {
			pages, err = nil, model.Problemf(model.ProblemNothingToShow, "Undo the last change; the text is safe in the workspace.",
				"The page could not be shown.").Because(fmt.Errorf("%v", cause))
		}
	}()
	return &Pages{preview: p, l: p.s.lay(d)}, nil
}

// Count is how many pages there are.
func (p *Pages) Count() int { return len(p.l.pages) }

// Size is a page's width and height in millimetres.
func (p *Pages) Size() (width, height float64) { return pageWidth, pageHeight }

// Missing are the scripts that no font has, Fonts those of this computer in
// use.
func (p *Pages) Missing() []string { return p.l.missing }

// Fonts are the fonts of this computer that the paper is set in where the
// program's own lack the script.
func (p *Pages) Fonts() []string { return p.l.fontNames }

// Image draws page n, counted from 1, with scale pixels a millimetre (between
// 0.2 and 40). It is nil if there is no such page.
func (p *Pages) Image(n int, scale float64) *image.RGBA {
	if n < 1 || n > len(p.l.pages) {
		return nil
	}
	p.preview.mu.Lock()
	defer p.preview.mu.Unlock()
	return p.preview.r.page(p.l.pages[n-1], min(max(scale, 0.2), 40))
}

// Area is a part of a page that can be pointed at, in millimetres from its
// upper left.
type Area struct {
	X, Y, W, H float64
	// Source is the member's block that stands here (Block.Source).
	Source string
	// To and Address are where a link leads; both empty if it is none.
	To, Address string
}

// Areas are those of page n, counted from 1: blocks from top to bottom, then
// links. A point may lie in a block and in a link.
func (p *Pages) Areas(n int) []Area {
	if n < 1 || n > len(p.l.pages) {
		return nil
	}
	pg := p.l.pages[n-1]
	var out []Area
	for _, at := range pg.parts {
		if at.source == "" {
			continue
		}
		a := Area{X: marginLeft, Y: at.top, W: fullWidth, H: at.h, Source: at.source}
		if k := len(out) - 1; k >= 0 && out[k].Source == a.Source && a.Y >= out[k].Y {
			out[k].H = a.Y + a.H - out[k].Y
			continue
		}
		out = append(out, a)
	}
	for _, k := range pg.links() {
		out = append(out, Area{X: k.x, Y: k.y, W: k.w, H: k.h, To: k.to, Address: k.address})
	}
	return out
}

// Place is where an anchor stands: its page, from 1, and how far down.
func (p *Pages) Place(anchor string) (page int, y float64, ok bool) {
	at, ok := p.l.anchors[anchor]
	return at.page, at.y, ok
}

// PlaceOf is where a member's block begins.
func (p *Pages) PlaceOf(source string) (page int, y float64, ok bool) {
	for i := range p.l.pages {
		k := slices.IndexFunc(p.l.pages[i].parts, func(at part) bool { return at.source == source })
		if k >= 0 && source != "" {
			return i + 1, p.l.pages[i].parts[k].top, true
		}
	}
	return 0, 0, false
}
