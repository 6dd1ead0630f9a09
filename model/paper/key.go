package paper

import (
	"hash/maphash"
	"math"

	"consilience/model/chart"
)

var seed = maphash.MakeSeed()

// digest sums up what a block looks like. It is used within one run only.
type digest struct{ maphash.Hash }

func (h *digest) text(s string) { h.whole(len(s)); _, _ = h.WriteString(s) }

func (h *digest) whole(n int) {
	var b [8]byte
	for i := range b {
		b[i] = byte(n >> (8 * i))
	}
	_, _ = h.Write(b[:])
}

func (h *digest) real(f float64) { h.whole(int(math.Float64bits(f))) }

func (h *digest) flags(fs ...bool) {
	n := 0
	for i, f := range fs {
		if f {
			n |= 1 << i
		}
	}
	h.whole(n)
}

// key is the same for two blocks that are set alike: same content, same place
// of its footnotes, same pages named in it.
func (t *typesetter) key(b Block, footBase int) uint64 {
	h := &digest{}
	h.SetSeed(seed)
	h.text(string(b.Kind))
	for _, n := range []int{b.Level, b.Number, footBase, int(t.brand.r), int(t.brand.g), int(t.brand.b)} {
		h.whole(n)
	}
	for _, s := range []string{b.Label, b.Alt, b.Language, t.lang} {
		h.text(s)
	}
	t.spansKey(h, b.Spans)
	t.spansKey(h, b.Note)
	if b.Table != nil {
		t.tableKey(h, b.Table)
	}
	if b.Scene != nil {
		t.sceneKey(h, b.Scene)
	}
	return h.Sum64()
}

func (t *typesetter) spansKey(h *digest, spans []Span) {
	h.whole(len(spans))
	for _, s := range spans {
		h.text(s.words(t.pages))
		h.flags(s.Bold, s.Italic, s.Quiet, s.Number != nil)
		h.text(s.To)
		h.text(s.Address)
		h.text(s.Language)
		t.spansKey(h, s.Foot)
	}
}

func (t *typesetter) tableKey(h *digest, tb *Table) {
	h.flags(tb.Small, tb.Facing)
	h.whole(len(tb.Columns))
	for _, c := range tb.Columns {
		h.text(c.Head)
		h.real(c.Width)
		h.flags(c.Right)
	}
	h.whole(len(tb.Rows))
	for _, r := range tb.Rows {
		h.text(r.Anchor)
		h.flags(r.Strong)
		h.whole(len(r.Cells))
		for _, c := range r.Cells {
			h.whole(len(c))
			for _, spans := range c {
				t.spansKey(h, spans)
			}
		}
	}
}

func (t *typesetter) sceneKey(h *digest, s *chart.Scene) {
	h.real(s.W)
	h.real(s.H)
	h.text(s.Alt)
	h.text(s.Title)
	h.whole(len(s.Shapes))
	for _, sh := range s.Shapes {
		h.text(string(sh.Kind))
		h.text(string(sh.Role))
		h.whole(len(sh.Points))
		for _, p := range sh.Points {
			h.real(p.X)
			h.real(p.Y)
		}
		h.real(sh.Radius)
		h.real(sh.Stroke)
		h.real(sh.Alpha)
		h.flags(sh.Dashed)
	}
	h.whole(len(s.Labels))
	for _, l := range s.Labels {
		_, cited := t.pages[l.Text]
		h.text(l.Text)
		h.text(string(l.Role))
		h.text(string(l.Anchor))
		h.real(l.At.X)
		h.real(l.At.Y)
		h.real(l.Size)
		h.real(l.Width)
		h.whole(l.Lines)
		h.flags(l.Bold, cited)
	}
}
