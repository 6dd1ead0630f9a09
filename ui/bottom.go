package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// bottomLine is the line below the pages: what happened last at the left, the
// job under way with its progress and Stop at the right.
type bottomLine struct {
	s       *Shell
	content fyne.CanvasObject
	words   *bidiText
	more    *press // opens the problem that the words are about
	about   model.Problem
	idle    bool // nothing has happened yet
	passing bool // the words are a hint, which what is done next outdates

	job  *fyne.Container
	what *bidiText
	bar  *progress
	stop *button
}

func newBottomLine(s *Shell) *bottomLine {
	b := &bottomLine{s: s, idle: true, words: cutLine("").sized(sizeSmall)}
	b.more = newLink(s.w.T("Details"), func() { s.TellProblem(b.about) })
	b.more.Hide()
	b.what = oneLine("").sized(sizeSmall)
	b.bar = newProgress()
	b.stop = plain(s.w.T("Stop"), theme.MediaStopIcon(), s.stop)
	bars := container.New(layout.NewGridWrapLayout(fyne.NewSize(180, 22)), b.bar.box)
	b.job = container.NewHBox(container.NewCenter(b.what), container.NewCenter(bars), b.stop)
	b.job.Hide()
	line := container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(b.more), b.job), container.New(middle{}, b.words))
	b.content = container.NewStack(newGround(colourRail, "", false), padded(16, 3, container.New(atLeast{height: 34}, line)))
	return b
}

// show puts a state into the line: a job's progress, and what is new since the
// state before.
func (b *bottomLine) show(before, st desk.State) {
	progress := b.s.w.Job(st)
	b.bar.show(progress)
	if progress == nil {
		b.job.Hide()
	} else {
		b.what.SetText(progress.Text)
		if b.s.stopping {
			b.what.SetText(b.s.w.T("Stopping…"))
		}
		able(b.stop, !b.s.stopping)
		b.job.Show()
	}
	if news := b.s.w.News(before, st); news != nil {
		b.say(news.Text, news.Tone)
		if news.Problem != nil {
			b.about = *news.Problem
			b.more.Show()
		}
	}
	if st.Undo != before.Undo {
		b.pass(st)
	}
	b.stand(st)
	b.content.Refresh()
}

// pass takes away a hint.
func (b *bottomLine) pass(st desk.State) {
	if b.passing {
		b.idle, b.passing = true, false
		b.stand(st)
	}
}

// stand says how things stand while nothing else is to be said.
func (b *bottomLine) stand(st desk.State) {
	if b.idle {
		b.words.SetInk(colourQuiet)
		b.words.SetText(b.s.w.Standing(st))
	}
}

// say shows words until something else is said.
func (b *bottomLine) say(words string, t view.Tone) {
	b.idle, b.passing = false, false
	b.more.Hide()
	b.words.SetInk(tone(t))
	b.words.SetText(words)
}

// middle puts one object of its own height in the middle of the height, as
// wide as there is room.
type middle struct{}

// Layout implements fyne.Layout.
func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := heightAt(o, size.Width)
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
	}
}

// MinSize implements fyne.Layout.
func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// atLeast keeps a minimum size, so that the window does not jump.
type atLeast struct{ width, height float32 }

// Layout implements fyne.Layout.
func (atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(a.width, a.height)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
