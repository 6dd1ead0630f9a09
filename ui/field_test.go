package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// A hint that is wider than its field is cut: the toolkit would show a bar to
// scroll by below it.
func TestHintsFitTheirFields(t *testing.T) {
	test.NewTempApp(t)
	f := newField("Mots de l’énoncé, de l’étiquette ou de leur source", 1)
	w := test.NewTempWindow(t, container.NewWithoutLayout(f))
	w.Resize(fyne.NewSize(600, 200))
	for _, width := range []float32{500, 150, 60, 500} {
		f.Resize(fyne.NewSize(width, 40))
		var scroll *container.Scroll
		for _, o := range test.WidgetRenderer(f).Objects() {
			if s, ok := o.(*container.Scroll); ok {
				scroll = s
			}
		}
		if scroll == nil {
			t.Fatal("the field has no part that scrolls")
		}
		if got := scroll.Content.MinSize().Width; got > scroll.Size().Width {
			t.Errorf("%v wide: the hint %q takes %v of %v", width, f.PlaceHolder, got, scroll.Size().Width)
		}
		if whole := f.PlaceHolder == f.hint; whole != (width == 500) || !whole && !strings.HasSuffix(f.PlaceHolder, "…") {
			t.Errorf("%v wide: the hint is %q", width, f.PlaceHolder)
		}
	}
}
