package desk

import (
	"encoding/json"
	"image"
	"slices"
	"sync"
	"time"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

// PaperPages are a paper's pages: those that Export prints, to be looked at.
// They stay as they are when the paper is changed.
type PaperPages interface {
	// Count is how many pages there are, Size that of each in millimetres.
	Count() int
	Size() (width, height float64)
	// Image draws page n, from 1, with scale pixels a millimetre; nil if there
	// is no such page.
	Image(n int, scale float64) image.Image
	// Blocks are the places on page n where a member's blocks stand, from top
	// to bottom.
	Blocks(n int) []PaperArea
	// PageOf is the page on which a block begins.
	PageOf(block string) (page int, ok bool)
	// Missing are the scripts that no font has: their letters are boxes.
	Missing() []string
	// Outline is what stands in the paper.
	Outline() []OutlineEntry
	// Took is how long it took to compose the paper and lay it out.
	Took() time.Duration
}

// PaperArea is where a block stands on a page, in millimetres from the upper
// left.
type PaperArea struct {
	X, Y, W, H float64
	Block      string
}

// previewer keeps what was set for the preview, so that after a change only
// that block is set again.
type previewer struct {
	mu sync.Mutex
	p  *paper.Preview
}

// PreviewPaper composes a paper, saved or not, and lays it out in pages. The
// error is a *model.Problem.
func (d *Desk) PreviewPaper(p model.Paper) (PaperPages, error) {
	d.preview.mu.Lock()
	defer d.preview.mu.Unlock()
	begun := time.Now()
	doc, err := d.compose(p)
	if err != nil {
		return nil, model.AsProblem(err, "The pages could not be shown. What you wrote is unchanged.")
	}
	if d.preview.p == nil {
		if d.preview.p, err = paper.NewPreview(paper.Options{}); err != nil {
			return nil, err
		}
	}
	pages, err := d.preview.p.Lay(doc)
	if err != nil {
		return nil, err
	}
	out := paperPages{Pages: pages, took: time.Since(begun)}
	for _, e := range doc.Outline() {
		out.outline = append(out.outline, OutlineEntry{e.Level, e.Text})
	}
	return out, nil
}

type paperPages struct {
	*paper.Pages
	outline []OutlineEntry
	took    time.Duration
}

// Image implements PaperPages.
func (p paperPages) Image(n int, scale float64) image.Image {
	if img := p.Pages.Image(n, scale); img != nil {
		return img
	}
	return nil
}

// Blocks implements PaperPages.
func (p paperPages) Blocks(n int) []PaperArea {
	var out []PaperArea
	for _, a := range p.Areas(n) {
		if a.Source != "" {
			out = append(out, PaperArea{a.X, a.Y, a.W, a.H, a.Source})
		}
	}
	return out
}

// PageOf implements PaperPages.
func (p paperPages) PageOf(block string) (int, bool) {
	page, _, ok := p.PlaceOf(block)
	return page, ok
}

// Outline implements PaperPages.
func (p paperPages) Outline() []OutlineEntry { return p.outline }

// Took implements PaperPages.
func (p paperPages) Took() time.Duration { return p.took }

// KeepDraft keeps what a member typed into a paper and has not saved, under a
// key of the caller's: it is there when the program is started again. It is no
// annotation and is not exchanged. The error is a *model.Problem.
func (d *Desk) KeepDraft(key string, p model.Paper) error {
	content, err := json.Marshal(p)
	if err != nil {
		return model.AsProblem(err, "What you typed could not be kept yet.")
	}
	return d.store.KeepDraft(key, content)
}

// DropDraft forgets a draft; one that is not there is none.
func (d *Desk) DropDraft(key string) error { return d.store.DropDraft(key) }

// Drafts are the drafts that were kept, by key. One that cannot be read is left
// out; its file stays.
func (d *Desk) Drafts() (map[string]model.Paper, error) {
	files, err := d.store.Drafts()
	if err != nil {
		return nil, err
	}
	out := map[string]model.Paper{}
	for key, content := range files {
		var p model.Paper
		if json.Unmarshal(content, &p) == nil {
			out[key] = p
		}
	}
	return out, nil
}

// PaperBlockKinds are the kinds of block that a paper can be made of, in the
// order in which they are offered.
func PaperBlockKinds() []model.PaperBlockKind {
	return slices.DeleteFunc([]model.PaperBlockKind{
		model.BlockHeading, model.BlockText, model.BlockFigure, model.BlockQuote, model.BlockTable, model.BlockChart,
		model.BlockTradeOff, model.BlockPositions, model.BlockLimits, model.BlockAsked, model.BlockStep, model.BlockAppendix, model.BlockSection,
	}, func(k model.PaperBlockKind) bool { return !compose.Prints(k) })
}

// PaperSections are the names of the sections that can be composed.
func PaperSections() []string { return compose.Sections() }
