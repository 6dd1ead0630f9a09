package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"consilience/model/chart"
	"consilience/ui/view"
)

// chartCard is the diverging-bar chart of the theme's statements, with its
// words under it on demand.
func (p *themesPage) chartCard(t view.ThemePage) fyne.CanvasObject {
	if len(t.Chart) == 0 {
		return nil
	}
	w := p.shell.w
	make := func(width float64) chart.Scene {
		return chart.Diverging(t.Chart, chart.DivergingOptions{Width: width, Source: t.ChartSource, Interval: true, Words: w.T})
	}
	scene := make(0)
	words := newText(scene.Alt).small()
	words.Hidden = !p.inWords
	var b *button
	b = plain(w.T("The chart in words"), foldIcon(p.inWords), func() {
		p.inWords = !p.inWords
		words.Hidden = !p.inWords
		b.SetIcon(foldIcon(p.inWords))
		p.panes.detail.Again()
	})
	b.Importance = widget.LowImportance
	return newCard(stack(8,
		newSection(w.T("Votes on the statements")),
		newText(scene.Title).bold(),
		newChartCanvas(make, p.shell.Open),
		newText(scene.Source).small().quiet(),
		inLine(b), words))
}
