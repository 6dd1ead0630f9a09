package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// Coding is what the pages of notes and of the codebook ask of the desk.
type Coding interface {
	// Mark marks characters of a note and returns the excerpt's reference.
	Mark(note model.Ref, start, end int) (model.Ref, error)
	TagExcerpt(excerpt model.Ref, tag string, polarity int) error
	Untag(excerpt model.Ref, tag string) error
	Remark(excerpt model.Ref, text string) error
	RemoveExcerpt(excerpt model.Ref) error

	NewTag(name, cluster, description string) (key string, err error)
	// EditTag changes a field: model.FieldName, FieldCluster, FieldDescription
	// or FieldColour.
	EditTag(tag, field, value string) error
	MergeTag(tag, into string) error
	// RemoveTag takes a tag out of the codebook that this member made.
	RemoveTag(tag string) error
}

// The names of the pages.
const (
	PageNotes    = "notes"
	PageCodebook = "codebook"
)

// tagPicker is a dialog to choose a tag in by typing: the arrows move, Return
// takes, a name that is not there yet makes a new tag.
type tagPicker struct {
	s       *Shell
	d       *dialog.CustomDialog
	typed   *pickField
	list    *scrolled
	button  *button // says what Return does
	choices []view.TagChoice
	at      int
	// take is called with the key of the chosen tag and the polarity that was
	// typed.
	take func(key string, polarity int) error
}

// pickField is a field whose arrow keys are the picker's.
type pickField struct {
	field
	keys func(fyne.KeyName) bool
}

// TypedKey implements fyne.Focusable.
func (f *pickField) TypedKey(e *fyne.KeyEvent) {
	if !f.keys(e.Name) {
		f.field.TypedKey(e)
	}
}

// mostTagLines is how many tags the list shows; typing finds the others.
const mostTagLines = 40

// pickTag asks for a tag.
func (s *Shell) pickTag(title, says string, take func(key string, polarity int) error) {
	p := &tagPicker{s: s, list: newScrolled(0), take: take}
	p.typed = &pickField{keys: p.key}
	p.typed.ExtendBaseWidget(p.typed)
	p.typed.prepare(s.w.T("Type a tag; begin with + or - for or against"), 1)
	p.typed.OnChanged = func(string) { p.at = 0; p.fill() }
	p.typed.shortcuts = p.shortcut
	p.button = primary(s.w.T("Tag it"), theme.ConfirmIcon(), p.confirm)
	body := container.NewBorder(stack(8, newText(says).quiet().atMost(3), p.typed), nil, nil, nil, p.list)
	p.d = dialog.NewCustomWithoutButtons(title, padded(4, 4, body), s.win)
	p.typed.escape = func() { s.shut(p.d) }
	p.d.SetButtons([]fyne.CanvasObject{
		plain(s.w.T("Cancel"), theme.CancelIcon(), func() { s.shut(p.d) }), p.button})
	s.open(p.d, fyne.NewSize(520, 460))
	p.fill()
	s.win.Canvas().Focus(p.typed)
}

func (p *tagPicker) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		p.at = min(p.at+1, min(len(p.choices), mostTagLines)-1)
	case fyne.KeyUp:
		p.at = max(p.at-1, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.confirm()
		return true
	default:
		return false
	}
	p.fill()
	return true
}

// shortcut takes the tag of the very name that was typed by Ctrl Return,
// whatever line is chosen: makes it where there is none. Where nothing was
// typed it takes the chosen line.
func (p *tagPicker) shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault || c.KeyName != fyne.KeyReturn && c.KeyName != fyne.KeyEnter {
		return false
	}
	switch i := slices.IndexFunc(p.choices, func(c view.TagChoice) bool { return c.New }); {
	case i >= 0:
		p.at = i
	case view.TypedTag(p.typed.Text) != "":
		p.at = 0 // the one of that name
	}
	p.confirm()
	return true
}

func (p *tagPicker) fill() {
	w := p.s.w
	p.choices, _ = w.TagChoices(p.s.state, p.typed.Text)
	var lines []fyne.CanvasObject
	for i, c := range p.choices[:min(len(p.choices), mostTagLines)] {
		words, family := c.Name, c.Cluster
		if c.New {
			words, family = w.T("New tag “%s”", c.Name), w.T("Ctrl Return")
		}
		const most = 28 // letters of the family: the tag's own name comes first
		if r := []rune(family); len(r) > most {
			family = string(r[:most-1]) + "…"
		}
		face := container.NewBorder(nil, nil, nil, oneLine(family).small().quiet(), cutLine(words))
		line := newPress(face, fyne.NewSize(8, 4), func() { p.at = i; p.confirm() })
		line.Select(i == p.at)
		if i == p.at {
			p.button.SetText(w.TagsWith(c))
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		p.button.SetText(w.T("Tag it"))
		lines = append(lines, newText(w.T("The codebook is empty. Type a name to make its first tag.")).quiet())
	}
	p.list.Put(lines...)
	if p.at < len(lines) {
		p.list.reveal(lines[p.at])
	}
}

func (p *tagPicker) confirm() {
	choices, polarity := p.s.w.TagChoices(p.s.state, p.typed.Text)
	if p.at >= len(choices) {
		return
	}
	c := choices[p.at]
	key := c.Key
	var err error
	if c.New {
		if key, err = p.s.desk.NewTag(c.Name, "", ""); err != nil {
			p.s.Tell(err, p.s.w.T("This could not be saved. Nothing was changed."))
			return
		}
	}
	if err = p.take(key, polarity); err != nil {
		p.s.Tell(err, p.s.w.T("This could not be saved. Nothing was changed."))
		return
	}
	p.s.shut(p.d)
}
