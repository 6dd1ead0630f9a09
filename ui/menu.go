package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"consilience/model/desk"
	"consilience/ui/view"
)

// shellMenu is the window's menu. All shortcuts are menu items: a field with
// the focus swallows any other.
type shellMenu struct {
	*fyne.MainMenu
	s          *Shell
	undo       *fyne.MenuItem
	sync, stop *fyne.MenuItem
	coding     *fyne.MenuItem
}

func newShellMenu(s *Shell) *shellMenu {
	m := &shellMenu{s: s}
	m.undo = item(s.w.T("Undo"), s.Undo, &fyne.ShortcutUndo{})
	m.sync = item(s.w.T("Sync all sources"), func() { s.desk.Sync() }, ctrl(fyne.KeyR))
	m.stop = item(s.w.T("Stop"), s.stop, nil)
	m.coding = item(s.w.T("Export notes and tags…"), s.exportCoding, nil)
	open := fyne.NewMenu(s.w.T("Consultation"),
		item(s.w.T("Open the sample consultation"), s.OpenSample, nil),
		item(s.w.T("Open a folder…"), s.OpenFolder, ctrl(fyne.KeyO)),
		item(s.w.T("Open a file…"), s.OpenFile, nil),
		item(s.w.T("Open an address…"), s.OpenAddress, ctrl(fyne.KeyL)),
		fyne.NewMenuItemSeparator(), item(s.w.T("Check a paper…"), func() { s.CheckPaper("") }, ctrl(fyne.KeyK)),
		fyne.NewMenuItemSeparator(), m.sync, m.stop,
		fyne.NewMenuItemSeparator(), m.coding,
		item(s.w.T("Publish a folder of exports…"), s.AskPublication, nil),
		fyne.NewMenuItemSeparator(), item(s.w.T("Your name…"), s.AskName, nil))
	edit := fyne.NewMenu(s.w.T("Edit"), m.undo)
	m.MainMenu = fyne.NewMainMenu(open, edit, m.view())
	m.show(desk.State{})
	return m
}

// view is the menu of pages, text sizes, grounds and languages.
func (m *shellMenu) view() *fyne.Menu {
	s := m.s
	menu := fyne.NewMenu(s.w.T("View"))
	for _, p := range pageList {
		var key fyne.Shortcut
		if p.key > 0 {
			key = ctrl(pageKeys[p.key])
		}
		menu.Items = append(menu.Items, item(p.title(s.w), func() { s.enter(p.name) }, key))
	}
	look := func(change func(*Look)) func() {
		return func() {
			change(&s.o.Look)
			s.setLook()
		}
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(),
		item(s.w.T("Larger text"), look(func(l *Look) { l.Scale = larger(l.Scale, 0.15) }), ctrl(fyne.KeyEqual)),
		item(s.w.T("Smaller text"), look(func(l *Look) { l.Scale = larger(l.Scale, -0.15) }), ctrl(fyne.KeyMinus)),
		item(s.w.T("Normal text"), look(func(l *Look) { l.Scale = 1 }), ctrl(fyne.Key0)),
		fyne.NewMenuItemSeparator(),
		item(s.w.T("Light"), look(func(l *Look) { l.Light, l.Dark = true, false }), nil),
		item(s.w.T("Dark"), look(func(l *Look) { l.Light, l.Dark = false, true }), nil),
		item(s.w.T("As the system"), look(func(l *Look) { l.Light, l.Dark = false, false }), nil))
	if s.o.SetLanguage != nil {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		for _, lang := range view.Languages {
			entry := item(view.LanguageName(lang), func() { s.o.SetLanguage(lang) }, nil)
			entry.Checked = lang == s.w.Language()
			menu.Items = append(menu.Items, entry)
		}
	}
	return menu
}

// larger moves a text scale by a step, between 0.85 and 1.9.
func larger(scale, step float32) float32 {
	if scale <= 0 {
		scale = 1
	}
	return fyne.Min(fyne.Max(scale+step, 0.85), 1.9)
}

// setLook applies and keeps the chosen look.
func (s *Shell) setLook() {
	fyne.CurrentApp().Settings().SetTheme(NewTheme(s.o.Look))
	// Once more: the whole was laid out before its parts knew their new sizes.
	s.win.Content().Refresh()
	if s.o.KeepLook != nil {
		s.o.KeepLook(s.o.Look)
	}
}

func item(label string, do func(), key fyne.Shortcut) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, do)
	i.Shortcut = key
	return i
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// show says what Undo would take back and what can be done now.
func (m *shellMenu) show(st desk.State) {
	label := m.s.w.T("Undo")
	if st.Undo != "" {
		label = m.s.w.T("Undo: %s", m.s.w.Told(st.Undo))
	}
	running := st.Job != nil
	uncoded := running || len(st.Notes)+len(st.Codebook) == 0
	if m.coding.Disabled == uncoded && m.undo.Label == label && m.stop.Disabled == !running && m.sync.Disabled == (running || len(st.Sources) == 0) {
		return
	}
	m.undo.Label = label
	m.stop.Disabled = !running
	m.coding.Disabled = uncoded
	m.sync.Disabled = running || len(st.Sources) == 0
	if m.MainMenu != nil {
		m.MainMenu.Refresh()
	}
}
