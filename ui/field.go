package ui

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// field is an entry that keeps Tab for moving on and Escape for closing its
// dialog. It is scrolled to when it gets the focus.
type field struct {
	widget.Entry
	hint   string // what stands in it while it is empty, whole
	escape func()
	// down is called by the arrow key in a field of one line; may be nil.
	down func()
	// shortcuts are asked first about each shortcut; true says that it was
	// done. May be nil.
	shortcuts func(fyne.Shortcut) bool
}

// newField makes an entry of one line, or of several if lines is above 1.
func newField(hint string, lines int) *field {
	f := &field{}
	f.ExtendBaseWidget(f)
	f.prepare(hint, lines)
	return f
}

func (f *field) prepare(hint string, lines int) {
	f.MultiLine = lines > 1
	if lines > 1 {
		f.Wrapping = fyne.TextWrapWord
		f.SetMinRowsVisible(lines)
	}
	f.hint = hint
	f.SetPlaceHolder(hint)
}

// Resize implements fyne.CanvasObject. A hint in a field of one line is cut to
// its width: the toolkit would make room for it all, with a bar to scroll by.
func (f *field) Resize(size fyne.Size) {
	f.Entry.Resize(size)
	if f.MultiLine || size.Width <= 0 {
		return
	}
	room := size.Width - 2*theme.Size(theme.SizeNameInnerPadding) - 2*theme.Size(theme.SizeNameInputBorder)
	if hint := cutTo(f.hint, room, theme.Size(theme.SizeNameText)); hint != f.PlaceHolder {
		f.SetPlaceHolder(hint)
	}
}

// cutTo cuts words to a width on the screen, with an ellipsis at the end.
func cutTo(words string, width, size float32) string {
	wide := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	if wide(words) <= width {
		return words
	}
	runes := []rune(words)
	n := sort.Search(len(runes), func(n int) bool { return wide(string(runes[:n+1])+"…") > width })
	return strings.TrimRight(string(runes[:n]), " ,;:\u00a0") + "…"
}

// AcceptsTab implements fyne.Tabbable.
func (f *field) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && f.escape != nil {
		f.escape()
		return
	}
	if e.Name == fyne.KeyDown && f.down != nil {
		f.down()
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if f.shortcuts == nil || !f.shortcuts(s) {
		f.Entry.TypedShortcut(s)
	}
}

// put puts words in the place of what is selected, or where the caret is.
func (f *field) put(words string) {
	f.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(words)})
}

// pasted is a clipboard that holds words, whatever is copied to it.
type pasted string

// Content implements fyne.Clipboard.
func (p pasted) Content() string { return string(p) }

// SetContent implements fyne.Clipboard.
func (p pasted) SetContent(string) {}

// FocusGained implements fyne.Focusable.
func (f *field) FocusGained() {
	f.Entry.FocusGained()
	follow(f)
}

// paneField is a field in a pane that scrolls: the mouse wheel over it moves
// its own text only as far as that goes, then the pane. An entry of Fyne
// swallows the wheel even if all its text can be seen.
type paneField struct {
	field
	pane *scrolled
}

// newPaneField makes an entry of one line, or of several if lines is above 1.
func newPaneField(pane *scrolled, hint string, lines int) *paneField {
	f := &paneField{pane: pane}
	f.ExtendBaseWidget(f)
	f.prepare(hint, lines)
	return f
}

// FocusGained implements fyne.Focusable.
func (f *paneField) FocusGained() {
	f.Entry.FocusGained()
	follow(f)
}

// CreateRenderer implements fyne.Widget.
func (f *paneField) CreateRenderer() fyne.WidgetRenderer {
	r := &wheelRenderer{WidgetRenderer: f.Entry.CreateRenderer()}
	r.over = &wheel{pane: f.pane.scroll}
	r.over.ExtendBaseWidget(r.over)
	for _, o := range r.WidgetRenderer.Objects() {
		if own, ok := o.(*container.Scroll); ok {
			r.over.own = own
		}
	}
	return r
}

// wheelRenderer lays a wheel over an entry.
type wheelRenderer struct {
	fyne.WidgetRenderer
	over *wheel
}

// Layout implements fyne.WidgetRenderer.
func (r *wheelRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.over.Resize(size)
}

// Objects implements fyne.WidgetRenderer.
func (r *wheelRenderer) Objects() []fyne.CanvasObject {
	below := r.WidgetRenderer.Objects()
	return append(below[:len(below):len(below)], r.over)
}

// wheel is nothing to see; it takes the turns of the mouse wheel and gives
// them to the text below it, or to the pane where that cannot move.
type wheel struct {
	widget.BaseWidget
	own  *container.Scroll // may be nil
	pane *container.Scroll
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.own != nil && w.own.Content != nil {
		before := w.own.Offset
		w.own.Scrolled(e)
		if w.own.Offset != before {
			return
		}
	}
	w.pane.Scrolled(e)
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
