package ui

import (
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/desk"
	"consilience/ui/view"
)

// navigation is the rail at the left: the pages, undo, the member's name.
type navigation struct {
	w       *view.Words
	content *fyne.Container
	items   map[string]*press
	undo    *button
	undone  *bidiText
	who     *bidiText
	// nameless is what stands in place of a name.
	nameless string
}

func newNavigation(s *Shell) *navigation {
	n := &navigation{w: s.w, items: map[string]*press{}, nameless: s.w.T("Your name…")}
	pages := newScrolled(2)
	var lines []fyne.CanvasObject
	group := pagesFirst
	for _, p := range pageList {
		if p.group != group {
			group = p.group
			lines = append(lines, padded(10, 4, cutLine(group.title(s.w)).small().quiet()))
		}
		item := newPress(navFace(p.title(s.w), icons[p.name], p.key), fyne.NewSize(10, 6), func() { s.Go(p.name) })
		n.items[p.name] = item
		lines = append(lines, item)
	}
	pages.Put(lines...)
	name := oneLine("Consilience").sized(theme.SizeNameSubHeadingText).bold().ink(colourLink)
	n.undo = plain(s.w.T("Undo"), theme.ContentUndoIcon(), s.Undo)
	n.undo.Alignment = widget.ButtonAlignLeading
	n.undone = cutLine("").small().quiet()
	n.who = cutLine(n.nameless).small()
	who := newPress(container.NewBorder(nil, nil, widget.NewIcon(theme.AccountIcon()), nil, n.who), fyne.NewSize(6, 4), s.AskName)
	foot := container.New(column{4}, n.undo, padded(8, 0, n.undone), who)
	rail := container.NewBorder(padded(10, 6, name), foot, nil, nil, pages)
	n.content = container.NewStack(newGround(colourRail, "", false), container.New(railWidth{s.w}, padded(8, 10, rail)))
	return n
}

// navFace is icon, title and shortcut of a page; number 0 is no shortcut.
func navFace(title string, icon fyne.Resource, number int) fyne.CanvasObject {
	key := oneLine("").small().quiet()
	if number > 0 {
		key.SetText(shortcutWord() + strconv.Itoa(number))
	}
	pic := container.New(layout.NewGridWrapLayout(fyne.NewSize(20, 20)), widget.NewIcon(icon))
	return container.NewBorder(nil, nil, container.NewCenter(pic), key, padded(6, 0, cutLine(title)))
}

func shortcutWord() string {
	if runtime.GOOS == "darwin" {
		return "⌘"
	}
	return "Ctrl+"
}

// railWidth is as wide as the navigation is; larger text and longer words make
// it wider, so that no page's name is cut.
type railWidth struct{ w *view.Words }

// Layout implements fyne.Layout.
func (railWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (l railWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	larger := fyne.Max(0, theme.Size(theme.SizeNameText)/14-1)
	width := 204 + 150*larger
	for _, p := range pageList {
		words := fyne.MeasureText(p.title(l.w), theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
		if p.key > 0 {
			words += fyne.MeasureText(shortcutWord()+strconv.Itoa(p.key), theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width
		}
		width = fyne.Max(width, words+94) // the icon and the space around them
	}
	return fyne.NewSize(width, objects[0].MinSize().Height)
}

func (n *navigation) choose(page string) {
	for name, item := range n.items {
		item.Select(name == page)
	}
}

func (n *navigation) show(st desk.State) {
	n.undone.SetText(n.w.Told(st.Undo))
	if st.Undo == "" {
		n.undo.Disable()
	} else {
		n.undo.Enable()
	}
	n.who.SetText(n.nameless)
	if st.Member.Name != "" {
		n.who.SetText(st.Member.Name)
	}
}
