package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// textForm is the field of a block's text with the buttons of its markup, and
// the sentences that a paper marks as without evidence.
type textForm struct {
	composer *composer
	block    string
	entry    *paneField
	marked   *fyne.Container
	said     []string // the sentences that are marked
}

// textFields are the form of a block of text.
func (c *composer) textFields(b model.PaperBlock) []fyne.CanvasObject {
	w := c.page.shell.w
	f := &textForm{composer: c, block: b.ID, marked: stack(4)}
	f.entry = newPaneField(c.panes.detail, w.T("A blank line begins a paragraph"), 10)
	f.entry.SetText(b.Text)
	f.entry.OnChanged = func(t string) {
		c.set(b.ID, func(b *model.PaperBlock) { b.Text = t })
		f.check()
	}
	f.entry.shortcuts = f.shortcut
	f.check()
	tools := inLine()
	for _, t := range f.tools() {
		b := plain(t.words, nil, t.do)
		tools.Add(b)
	}
	return []fyne.CanvasObject{
		stack(4, newText(w.T("Text")).bold(), tools, f.entry),
		f.marked,
		newText(w.T("Keys: Ctrl+B bold, Ctrl+I italic, Ctrl+U list, Ctrl+H heading, Ctrl+T footnote, Ctrl+G figure, Ctrl+E evidence, Ctrl+P part of the paper.")).small().quiet(),
	}
}

// textTool is a button over a text, with the key that does the same.
type textTool struct {
	words string
	key   fyne.KeyName
	do    func()
}

func (f *textForm) tools() []textTool {
	w := f.composer.page.shell.w
	return []textTool{
		{w.T("Bold"), fyne.KeyB, func() { f.wrap("**", "**") }},
		{w.T("Italic"), fyne.KeyI, func() { f.wrap("*", "*") }},
		{w.T("List"), fyne.KeyU, func() { f.lines("- ") }},
		{w.T("Heading"), fyne.KeyH, func() { f.lines("# ") }},
		{w.T("Footnote"), fyne.KeyT, func() { f.wrap("^[", "]") }},
		{w.T("Figure…"), fyne.KeyG, f.figure},
		{w.T("Evidence…"), fyne.KeyE, f.cite},
		{w.T("Part…"), fyne.KeyP, f.part},
	}
}

// shortcut does what a key with Control does; it reports whether there is such
// a key.
func (f *textForm) shortcut(s fyne.Shortcut) bool {
	k, ok := s.(*desktop.CustomShortcut)
	if !ok || k.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	for _, t := range f.tools() {
		if t.key == k.KeyName {
			t.do()
			return true
		}
	}
	return false
}

// wrap puts marks around what is selected; without a selection the caret stands
// between them.
func (f *textForm) wrap(before, after string) {
	words := f.entry.SelectedText()
	f.put(before + words + after)
	if words == "" {
		for range []rune(after) {
			f.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		}
	}
}

// lines begins each selected line, or a new one, with a mark.
func (f *textForm) lines(mark string) {
	words := f.entry.SelectedText()
	if words != "" {
		f.put(mark + strings.ReplaceAll(words, "\n", "\n"+mark))
		return
	}
	if f.entry.Text != "" {
		mark = "\n" + mark
	}
	f.put(mark)
}

// put puts words where the caret is and gives the field the focus.
func (f *textForm) put(words string) {
	f.entry.put(words)
	f.composer.page.shell.win.Canvas().Focus(f.entry)
}

func (f *textForm) figure() {
	f.composer.page.shell.pickFigure(func(c view.Choice) { f.put("{" + c.ID + "}") })
}

func (f *textForm) cite() {
	s, w := f.composer.page.shell, f.composer.page.shell.w
	s.pick(w.T("Choose the evidence"), w.T("Words of the statement, the tag or its source"),
		func(query string, limit int) []view.Choice {
			list := w.ItemChoices(f.composer.page.state, query, limit)
			return append(list, w.SaidChoices(f.composer.page.state, query, limit-len(list))...)
		},
		func(c view.Choice) { f.put("[" + c.ID + "]") })
}

func (f *textForm) part() {
	s, w := f.composer.page.shell, f.composer.page.shell.w
	s.pick(w.T("Whose page shall be named?"), w.T("Words of the part"),
		func(query string, limit int) []view.Choice { return w.PartChoices(f.composer.paper, query, limit) },
		func(c view.Choice) { f.put("[[" + c.ID + "]]") })
}

// check says under the field which sentences the paper marks, and why.
func (f *textForm) check() {
	w := f.composer.page.shell.w
	said := desk.Unproved(f.entry.Text)
	if len(said) == len(f.said) && strings.Join(said, "\n") == strings.Join(f.said, "\n") {
		return
	}
	f.said = said
	f.marked.Objects = nil
	if len(said) > 0 {
		box := stack(4, newText(w.T("Marked “[no evidence]” on the page: a figure is typed, and nothing shows where it comes from. Insert the figure or cite the evidence.")).small().ink(colourUnsure))
		for _, s := range said {
			box.Add(newText("“" + s + "”").small())
		}
		f.marked.Objects = []fyne.CanvasObject{newStrip(view.ToneUnsure, box)}
	}
	f.marked.Refresh()
	f.composer.panes.detail.Again()
}
