package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// coderView compares two coders in a dialog.
type coderView struct {
	s          *Shell
	d          *dialog.CustomDialog
	body       *scrolled
	one, other *choice
	note       *choice
}

// compareCoders opens the comparison of the two coders who set most tags.
func (s *Shell) compareCoders() {
	v := &coderView{s: s, body: newScrolled(12)}
	w := s.w
	var says, names []string
	for _, c := range w.Coders(s.state) {
		says, names = append(says, c.Says), append(names, c.Name)
	}
	v.one, v.other = newChoice(says, names, func(string) { v.again() }), newChoice(says, names, func(string) { v.again() })
	v.note = newChoice(nil, nil, func(string) { v.fill() })
	one, other := w.CoderPair(s.state)
	v.one.Choose(one)
	v.other.Choose(other)
	var top fyne.CanvasObject = stack(0)
	if len(names) > 1 {
		top = padded(0, 8, container.New(&thirds{}, titled(w.T("One coder"), v.one.Select), titled(w.T("Other coder"), v.other.Select), titled(w.T("Notes"), v.note.Select)))
	}
	v.d = dialog.NewCustomWithoutButtons(w.T("Two coders compared"), padded(4, 4, container.NewBorder(top, nil, nil, nil, v.body)), s.win)
	done := primary(w.T("Close"), nil, func() { s.shut(v.d) })
	v.d.SetButtons([]fyne.CanvasObject{done})
	v.again()
	s.open(v.d, fyne.NewSize(940, 720))
	s.win.Canvas().Focus(done)
}

// thirds gives three objects the same width.
type thirds struct{}

// Layout implements fyne.Layout.
func (thirds) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 10
	w := (size.Width - gap*float32(len(o)-1)) / float32(len(o))
	for i, x := range o {
		x.Move(fyne.NewPos(float32(i)*(w+gap), 0))
		x.Resize(fyne.NewSize(w, size.Height))
	}
}

// MinSize implements fyne.Layout. Long names are cut, they do not widen it.
func (thirds) MinSize(o []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return fyne.NewSize(300, h)
}

// again offers the notes that the two coded, all of them chosen.
func (v *coderView) again() {
	w := v.s.w
	c := w.CompareCoders(v.s.state, v.one.ID(), v.other.ID(), "")
	v.note.ids, v.note.Options = []string{""}, []string{w.N("The %d note that both coded", "All %d notes that both coded", len(c.Notes))}
	for i, ref := range c.Notes {
		v.note.ids, v.note.Options = append(v.note.ids, string(ref)), append(v.note.Options, c.Titles[i])
	}
	v.note.Choose("")
	v.show(c)
}

func (v *coderView) fill() {
	v.show(v.s.w.CompareCoders(v.s.state, v.one.ID(), v.other.ID(), model.Ref(v.note.ID())))
}

// show shows a comparison.
func (v *coderView) show(c view.CoderComparison) {
	w := v.s.w
	if c.Nothing != "" {
		v.body.Put(newText(c.Nothing))
		return
	}
	all := stack(6, newText(c.Base).small().quiet(), v.line(c.All, true), newText(c.Unit).small().quiet(), newText(c.Bands).small().quiet())
	tags := stack(10, newText(w.T("By tag")).bold())
	for _, t := range c.Tags {
		tags.Add(v.line(t, false))
	}
	differ := stack(6, newText(c.Differ).bold())
	if len(c.Differences) == 0 {
		differ.Add(newText(w.T("They agree on every sentence.")).quiet())
	}
	for _, d := range c.Differences {
		face := stack(2, newText(d.Text).atMost(3), newText(d.Says).small(), newText(d.Where).small().quiet())
		differ.Add(newPress(face, fyne.NewSize(6, 4), func() {
			v.s.shut(v.d)
			v.s.Open("excerpt/" + string(d.Excerpt))
		}))
	}
	if c.More != "" {
		differ.Add(newText(c.More).small().quiet())
	}
	v.body.Put(newCard(all), newCard(tags), newCard(differ))
	v.body.Top()
}

// line is the agreement on a tag: its band, the coefficients, what they rest on.
func (v *coderView) line(l view.CoderLine, first bool) fyne.CanvasObject {
	name := newText(l.Tag)
	if first {
		name = name.sized(theme.SizeNameSubHeadingText).bold()
	}
	return stack(2, name, inLine(newBadge(l.Band), oneLine(l.Alpha).bold(), oneLine(l.Kappa), oneLine(l.Share)), newText(l.Counts).small().quiet())
}
