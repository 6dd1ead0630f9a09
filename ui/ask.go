package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
)

// question is a form in a dialog. Do is called when the person confirms, by
// its button or by Return in a field of one line; if it returns an error the form stays open, with what was typed, and tells it.
type question struct {
	Title, Intro string
	Confirm      string // the confirming button's word
	Body         fyne.CanvasObject
	First        fyne.Focusable // has the focus at first; may be nil
	Do           func() error
	Size         fyne.Size // zero: 560 by as much as is needed
	// Fill takes what room Body and Foot leave and scrolls by itself; Body and
	// Foot then do not scroll. May be nil, and Foot is shown only with it.
	Fill, Foot fyne.CanvasObject
	// Ready is given the way to let the person confirm or not; may be nil.
	Ready func(enable func(bool))
}

// ask shows a form.
func (s *Shell) ask(q question) {
	told := stack(0)
	var d *dialog.CustomDialog
	var body fyne.CanvasObject
	content := stack(12)
	size := func() fyne.Size {
		if !q.Size.IsZero() {
			return q.Size
		}
		return fyne.NewSize(560, heightAt(content, 520)+170)
	}
	closeIt := func() { s.shut(d) }
	confirm := func() {
		if err := q.Do(); err != nil {
			p := model.AsProblem(err, s.w.T("This could not be saved. What you typed is still here."))
			told.Objects = []fyne.CanvasObject{s.problemStrip(*p)}
			told.Refresh()
			body.Refresh() // what stands below moves down
			s.resize(d, size())
			return
		}
		closeIt()
	}
	if q.Intro != "" {
		content.Add(newText(q.Intro).quiet())
	}
	content.Add(told)
	content.Add(q.Body)
	if q.Fill == nil {
		pane := newScrolled(0)
		pane.Put(padded(4, 4, content))
		body = pane
	} else {
		body = container.New(filling{8}, padded(4, 4, content), q.Fill, padded(4, 4, q.Foot))
	}
	d = dialog.NewCustomWithoutButtons(q.Title, body, s.win)
	save := primary(q.Confirm, theme.ConfirmIcon(), confirm)
	if q.Ready != nil {
		q.Ready(func(on bool) { able(save, on) })
	}
	d.SetButtons([]fyne.CanvasObject{plain(s.w.T("Cancel"), theme.CancelIcon(), closeIt), save})
	eachField(q.Body, func(f *field) {
		f.escape = closeIt
		if !f.MultiLine {
			f.OnSubmitted = func(string) {
				if !save.Disabled() {
					confirm()
				}
			}
		}
	})
	s.open(d, size())
	if q.First == nil {
		q.First = save
	}
	s.win.Canvas().Focus(q.First)
}

// read shows something to read, with a Close button.
func (s *Shell) read(title string, body fyne.CanvasObject, size fyne.Size, buttons ...fyne.CanvasObject) {
	d := dialog.NewCustomWithoutButtons(title, body, s.win)
	done := primary(s.w.T("Close"), nil, func() { s.shut(d) })
	d.SetButtons(append(buttons, done))
	s.open(d, size)
	s.win.Canvas().Focus(done)
}

// open shows a dialog and remembers it for Escape.
func (s *Shell) open(d *dialog.CustomDialog, size fyne.Size) {
	s.dialogs = append(s.dialogs, shownDialog{shutter: d, want: size})
	s.fit()
	d.Show()
}

// shut hides a dialog and forgets it.
func (s *Shell) shut(d shutter) {
	s.forget(d)
	d.Hide()
}

// escape shuts the dialog on top, if there is one.
func (s *Shell) escape() {
	if n := len(s.dialogs); n > 0 {
		s.shut(s.dialogs[n-1].shutter)
	}
}

// eachField calls do for every field below o.
func eachField(o fyne.CanvasObject, do func(*field)) {
	switch o := o.(type) {
	case *field:
		do(o)
	case *fyne.Container:
		for _, child := range o.Objects {
			eachField(child, do)
		}
	}
}

// titled is a form's field with its name above it.
func titled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return stack(4, newText(name).bold(), o)
}

// filling lays three objects below each other: the second takes the room that
// the first and the last leave.
type filling struct{ gap float32 }

// Layout implements fyne.Layout.
func (l filling) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top, foot := heightAt(o[0], size.Width), heightAt(o[2], size.Width)
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top+l.gap))
	o[1].Resize(fyne.NewSize(size.Width, fyne.Max(0, size.Height-top-foot-2*l.gap)))
	o[2].Move(fyne.NewPos(0, size.Height-foot))
	o[2].Resize(fyne.NewSize(size.Width, foot))
}

// MinSize implements fyne.Layout.
func (l filling) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 200) }

// Select is Fyne's list to choose from that is scrolled to when it gets the
// focus.
type Select struct{ widget.Select }

// FocusGained implements fyne.Focusable.
func (s *Select) FocusGained() {
	s.Select.FocusGained()
	follow(s)
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	if leaves(s, e) {
		return
	}
	s.onCanvas(func() { s.Select.TypedKey(e) })
}

// Tapped implements fyne.Tappable.
func (s *Select) Tapped(e *fyne.PointEvent) { s.onCanvas(func() { s.Select.Tapped(e) }) }

// onCanvas does what asks for the canvas. Fyne 2.7.1 forgets where a thing
// stands that was not drawn anew for a minute, and its list then fails; drawing
// the window again makes it known.
func (s *Select) onCanvas(do func()) {
	known := func() bool { return fyne.CurrentApp().Driver().CanvasForObject(s) != nil }
	if known() {
		do()
		return
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		w.Canvas().Refresh(s)
	}
	again := later{do: func() {
		if known() {
			do()
		}
	}}
	again.ask(60 * time.Millisecond)
}

// choice is a list of words to choose one from, each standing for an id.
// Put its Select on the screen.
type choice struct {
	*Select
	ids []string
}

// newChoice makes a list; words[i] stands for ids[i]. changed may be nil.
func newChoice(words, ids []string, changed func(id string)) *choice {
	c := &choice{Select: &Select{}, ids: ids}
	c.ExtendBaseWidget(c.Select)
	c.Options = words
	c.OnChanged = func(string) {
		if changed != nil {
			changed(c.ID())
		}
	}
	return c
}

// ID is the id chosen, or empty.
func (c *choice) ID() string {
	if i := c.SelectedIndex(); i >= 0 && i < len(c.ids) {
		return c.ids[i]
	}
	return ""
}

// Choose chooses the id without calling changed.
func (c *choice) Choose(id string) {
	changed := c.OnChanged
	c.OnChanged = nil
	defer func() { c.OnChanged = changed }()
	if i := slices.Index(c.ids, id); i >= 0 {
		c.SetSelectedIndex(i)
		return
	}
	c.ClearSelected()
}

// Offer replaces what can be chosen and keeps the choice if it is still there.
func (c *choice) Offer(words, ids []string) {
	id := c.ID()
	c.ids = ids
	c.Options = words
	c.Choose(id)
	c.Refresh()
}
