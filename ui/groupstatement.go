package ui

import (
	"fyne.io/fyne/v2"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
)

// byGroup are the votes on a statement by opinion group, where groups of its
// poll are known.
func (p *statementPane) byGroup(st desk.State, ref model.Ref) []fyne.CanvasObject {
	w := p.s.w
	votes, ok := w.GroupVotes(st, ref)
	if !ok {
		return nil
	}
	scene := func(width float64) chart.Scene {
		return chart.GroupBars([]chart.GroupedVotes{votes}, chart.GroupBarsOptions{Width: width, Bare: true, Title: w.T("Votes by opinion group")})
	}
	open := newLink(w.T("See the groups"), func() { p.s.Open("groups/" + ref.Source()) })
	return []fyne.CanvasObject{stack(8, newText(w.T("Votes by opinion group")).bold(), newChartCanvas(scene, nil), inLine(open))}
}
