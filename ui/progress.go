package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// progress shows how far a job has come, or only that it is under way.
type progress struct {
	box   *fyne.Container
	share *widget.ProgressBar
	busy  *widget.ProgressBarInfinite
}

func newProgress() *progress {
	p := &progress{share: widget.NewProgressBar(), busy: widget.NewProgressBarInfinite()}
	p.busy.Stop()
	p.box = container.NewStack(p.share, p.busy)
	return p
}

// show shows a job's progress; nil ends it.
func (p *progress) show(j *view.Progress) {
	if j == nil || j.Known {
		p.busy.Stop()
		p.busy.Hide()
		p.share.Show()
		if j != nil {
			p.share.SetValue(j.Share)
		}
		return
	}
	p.share.Hide()
	p.busy.Show()
	if !p.busy.Running() {
		p.busy.Start()
	}
}
