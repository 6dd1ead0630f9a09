package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// noteView is a note's text to read, with its excerpts marked: a tint and a
// line below in the tag's colour, and the excerpt's number in the margin. Words
// are selected with the mouse or the keyboard. Only visible lines are laid out.
type noteView struct {
	widget.BaseWidget
	text  *noteText
	marks []view.NoteExcerpt
	lanes []int // of each mark: how far below the words its line runs, from 0
	// chosen is the excerpt that is open, as its place in marks; -1 for none.
	chosen int
	// anchor and caret are the ends of the selection; the caret moves.
	anchor, caret int
	// first is the chunk at the top, shift how far its beginning is above.
	first   int
	shift   float32
	shifted bool // the Shift key is down
	focused bool
	// goal is where up and down keep the caret; below 0 for none.
	goal float32
	// keys is asked about each rune; onTap is told where the text was tapped.
	keys  func(r rune) bool
	onTap func(pos int)
	copy  func(words string)
	// leave is called by Escape where nothing is selected, turn by Ctrl with
	// the page keys, with 1 or -1; both may be nil.
	leave func()
	turn  func(by int)

	objects []fyne.CanvasObject
	bar     *noteBar
}

const (
	noteMargin = 40
	// noteLeading is what a line is higher than its words.
	noteLeading = 4
	noteRight   = 16
	notePad     = 8
)

func newNoteView() *noteView {
	v := &noteView{text: newNoteText(""), chosen: -1, goal: -1}
	v.bar = &noteBar{v: v}
	v.bar.ExtendBaseWidget(v.bar)
	v.ExtendBaseWidget(v)
	return v
}

// Put shows another text from its beginning.
func (v *noteView) Put(s string) {
	v.text = newNoteText(s)
	v.marks, v.lanes, v.chosen, v.anchor, v.caret, v.first, v.shift, v.goal = nil, nil, -1, 0, 0, 0, 0, -1
	v.Refresh()
}

// Mark shows excerpts, the one at chosen as open.
func (v *noteView) Mark(marks []view.NoteExcerpt, chosen int) {
	v.marks, v.lanes, v.chosen = marks, lanesOf(marks), chosen
	v.Refresh()
}

// Selection is what is selected, start not behind end.
func (v *noteView) Selection() (start, end int) {
	return min(v.anchor, v.caret), max(v.anchor, v.caret)
}

// Select selects from start to end and scrolls there.
func (v *noteView) Select(start, end int) {
	v.anchor, v.caret, v.goal = start, end, -1
	v.reveal(start)
	v.Refresh()
}

// height is the text's, in part estimated.
func (v *noteView) height() float32 {
	var h float32
	for i := range v.text.chunks {
		h += v.text.chunks[i].height
	}
	return h
}

// offset is how far the text is scrolled.
func (v *noteView) offset() float32 {
	h := v.shift
	for i := range v.first {
		h += v.text.chunks[i].height
	}
	return h
}

// scrollBy moves the text up by dy pixels.
func (v *noteView) scrollBy(dy float32) {
	v.shift += dy
	for v.shift < 0 && v.first > 0 {
		v.first--
		v.shift += v.text.lay(v.first).height
	}
	v.shift = max(v.shift, 0)
	for v.first < len(v.text.chunks)-1 && v.shift >= v.text.lay(v.first).height {
		v.shift -= v.text.chunks[v.first].height
		v.first++
	}
	// The last line stays at the bottom.
	room := v.Size().Height - 2*notePad - v.left()
	for room > 0 && (v.first > 0 || v.shift > 0) {
		if v.shift >= room {
			v.shift -= room
			return
		}
		room -= v.shift
		v.shift = 0
		if v.first > 0 {
			v.first--
			v.shift = v.text.lay(v.first).height
		}
	}
}

// left is how much text there is from the top of the view, up to its height.
func (v *noteView) left() float32 {
	h := -v.shift
	for i := v.first; i < len(v.text.chunks) && h < v.Size().Height; i++ {
		h += v.text.lay(i).height
	}
	return h
}

// scrollTo scrolls so that part of the whole height, from 0 to 1, is above.
func (v *noteView) scrollTo(part float32) {
	want := part * v.height()
	v.first, v.shift = 0, 0
	for v.first < len(v.text.chunks)-1 && want > v.text.chunks[v.first].height {
		want -= v.text.chunks[v.first].height
		v.first++
	}
	v.scrollBy(want)
	v.Refresh()
}

// reveal scrolls so that a character can be seen.
func (v *noteView) reveal(pos int) {
	if v.text.width <= 0 {
		return
	}
	i := v.text.chunkAt(pos)
	c := v.text.lay(i)
	at := float32(c.lineAt(pos)) * v.text.lineHeight()
	room := v.Size().Height - 2*notePad - v.text.lineHeight()
	if i >= v.first {
		y := at - v.shift
		for k := v.first; k < i && y <= room; k++ {
			y += v.text.lay(k).height
		}
		if y >= 0 && y <= room {
			return
		}
		if y > room && y < room+3*v.text.lineHeight() {
			v.scrollBy(y - room)
			return
		}
	}
	v.first, v.shift = i, 0
	v.scrollBy(at - min(room/3, 4*v.text.lineHeight()))
}

// place is the character at a point of the view.
func (v *noteView) place(p fyne.Position) int {
	y := p.Y - notePad + v.shift
	for i := v.first; i < len(v.text.chunks); i++ {
		c := v.text.lay(i)
		if y >= c.height && i < len(v.text.chunks)-1 {
			y -= c.height
			continue
		}
		l := &c.lines[min(max(int(y/v.text.lineHeight()), 0), len(c.lines)-1)]
		at, after := l.hit(p.X - noteMargin - v.indent(l))
		if after {
			return v.text.stop(at+1, true)
		}
		return v.text.stop(at, false)
	}
	return 0
}

// indent is where a line begins: right-to-left ones stand at the right.
func (v *noteView) indent(l *noteLine) float32 {
	if !l.RTL {
		return 0
	}
	return max(0, v.text.width-l.widthTo(len(l.at)))
}

// MinSize implements fyne.CanvasObject.
func (v *noteView) MinSize() fyne.Size { return fyne.NewSize(240, 120) }

// Resize implements fyne.CanvasObject.
func (v *noteView) Resize(size fyne.Size) {
	if size == v.Size() {
		return
	}
	top := v.text.chunks[min(v.first, len(v.text.chunks)-1)].start
	v.text.setWidth(size.Width - noteMargin - noteRight)
	v.BaseWidget.Resize(size)
	if top > 0 {
		v.first, v.shift = v.text.chunkAt(top), 0
	}
	v.Refresh()
}

// Scrolled implements fyne.Scrollable.
func (v *noteView) Scrolled(e *fyne.ScrollEvent) {
	v.scrollBy(-e.Scrolled.DY)
	v.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (v *noteView) MouseDown(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	v.caret, v.goal = v.place(e.Position), -1
	if e.Modifier&fyne.KeyModifierShift == 0 {
		v.anchor = v.caret
	}
	v.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (v *noteView) MouseUp(*desktop.MouseEvent) {
	if v.anchor == v.caret && v.onTap != nil {
		v.onTap(v.caret)
	}
}

// Dragged implements fyne.Draggable.
func (v *noteView) Dragged(e *fyne.DragEvent) {
	v.caret = v.place(e.Position)
	switch {
	case e.Position.Y < 0:
		v.scrollBy(-v.text.lineHeight())
	case e.Position.Y > v.Size().Height:
		v.scrollBy(v.text.lineHeight())
	}
	v.Refresh()
}

// DragEnd implements fyne.Draggable.
func (v *noteView) DragEnd() {}

// DoubleTapped implements fyne.DoubleTappable: it selects a word.
func (v *noteView) DoubleTapped(e *fyne.PointEvent) {
	v.anchor, v.caret = v.text.wordAround(v.place(e.Position))
	v.Refresh()
}

// Cursor implements desktop.Cursorable.
func (v *noteView) Cursor() desktop.Cursor { return desktop.TextCursor }

// FocusGained implements fyne.Focusable.
func (v *noteView) FocusGained() { v.focused = true; v.Refresh(); follow(v) }

// FocusLost implements fyne.Focusable.
func (v *noteView) FocusLost() { v.focused, v.shifted = false, false; v.Refresh() }

// KeyDown implements desktop.Keyable.
func (v *noteView) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		v.shifted = true
	}
}

// KeyUp implements desktop.Keyable.
func (v *noteView) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		v.shifted = false
	}
}

// TypedRune implements fyne.Focusable.
func (v *noteView) TypedRune(r rune) {
	if v.keys != nil {
		v.keys(r)
	}
}

// forward says whether a key leads on in the text: in right-to-left text the
// left arrow does.
func (v *noteView) forward(key fyne.KeyName) bool {
	rtl := v.text.lay(v.text.chunkAt(v.caret)).rtl
	return (key == fyne.KeyRight) != rtl
}

// TypedKey implements fyne.Focusable.
func (v *noteView) TypedKey(e *fyne.KeyEvent) {
	page := int(v.Size().Height/v.text.lineHeight()) - 1
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyRight:
		v.moveTo(v.text.word(v.caret, v.forward(e.Name)), v.shifted)
	case fyne.KeyUp:
		v.lines(-1)
	case fyne.KeyDown:
		v.lines(1)
	case fyne.KeyPageUp:
		v.lines(-page)
	case fyne.KeyPageDown:
		v.lines(page)
	case fyne.KeyHome:
		c := v.text.lay(v.text.chunkAt(v.caret))
		v.moveTo(c.lines[c.lineAt(v.caret)].start, v.shifted)
	case fyne.KeyEnd:
		c := v.text.lay(v.text.chunkAt(v.caret))
		end := c.lines[c.lineAt(v.caret)].end
		if end < c.end {
			end = v.text.character(end, false)
		}
		v.moveTo(end, v.shifted)
	case fyne.KeyEscape:
		if start, end := v.Selection(); start == end && v.leave != nil {
			v.leave()
			return
		}
		v.moveTo(v.caret, false)
	}
}

// TypedShortcut implements fyne.Shortcutable: with Ctrl the arrows move by
// sentences, with Alt by characters.
func (v *noteView) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		if start, end := v.Selection(); start < end && v.copy != nil {
			v.copy(string(v.text.runes[start:end]))
		}
		return
	}
	k, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return
	}
	extend := k.Modifier&fyne.KeyModifierShift != 0
	switch k.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		if k.Modifier&fyne.KeyModifierAlt != 0 {
			v.moveTo(v.text.character(v.caret, v.forward(k.KeyName)), extend)
			return
		}
		v.moveTo(v.text.sentence(v.caret, v.forward(k.KeyName)), extend)
	case fyne.KeyHome:
		v.moveTo(0, extend)
	case fyne.KeyEnd:
		v.moveTo(len(v.text.runes), extend)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		if v.turn != nil {
			v.turn(map[fyne.KeyName]int{fyne.KeyPageDown: 1, fyne.KeyPageUp: -1}[k.KeyName])
		}
	}
}

// moveTo moves the caret; extend keeps the selection's other end.
func (v *noteView) moveTo(pos int, extend bool) {
	v.caret, v.goal = pos, -1
	if !extend {
		v.anchor = pos
	}
	v.reveal(pos)
	v.Refresh()
}

// lines moves the caret by lines and keeps its place in the line.
func (v *noteView) lines(by int) {
	i := v.text.chunkAt(v.caret)
	c := v.text.lay(i)
	at := c.lineAt(v.caret)
	if v.goal < 0 {
		l := &c.lines[at]
		v.goal = l.caretX(v.caret, l.RTL) + v.indent(l)
	}
	for ; by > 0; by-- {
		if at++; at >= len(c.lines) {
			if i++; i >= len(v.text.chunks) {
				i, at = i-1, len(c.lines)-1
				break
			}
			c, at = v.text.lay(i), 0
		}
	}
	for ; by < 0; by++ {
		if at--; at < 0 {
			if i--; i < 0 {
				i, at = 0, 0
				break
			}
			c = v.text.lay(i)
			at = len(c.lines) - 1
		}
	}
	l := &c.lines[at]
	goal := v.goal
	pos, after := l.hit(goal - v.indent(l))
	if after {
		pos++
	}
	if pos >= l.end && at < len(c.lines)-1 {
		pos = l.end - 1
	}
	v.moveTo(v.text.stop(pos, false), v.shifted)
	v.goal = goal
}
