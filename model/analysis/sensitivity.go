package analysis

import (
	"fmt"
	"math"
	"strings"

	"consilience/model"
)

// step is how far each cut-off is moved to see what a class hangs on.
const step = 0.05

// sensitivity moves each cut-off for shares by five points, one at a time, up
// and down, and says which moves give another class. The cut-off for strong
// readings and the stakeholder gap are not moved: no class comes from them
// here. Nothing else about the theme changes.
func sensitivity(t model.Theme, e Evidence, th Thresholds, class model.Class) string {
	var changes []string
	for _, cut := range []struct {
		name string
		of   func(*Thresholds) *float64
	}{
		{"support", func(th *Thresholds) *float64 { return &th.Support }},
		{"split", func(th *Thresholds) *float64 { return &th.Split }},
		{"uncertain", func(th *Thresholds) *float64 { return &th.Uncertain }},
		{"share of voters", func(th *Thresholds) *float64 { return &th.MinShare }},
	} {
		for _, d := range []float64{-step, step} {
			moved := th
			at := cut.of(&moved)
			*at = nearby(*at, d)
			g := gather(t, e, moved)
			if other, _ := Classify(g.channels(e, moved), g.byGroup, len(t.Reservations) > 0, moved); other != class {
				changes = append(changes, fmt.Sprintf("%s at %s gives “%s”", cut.name, cutOff(*at), lower(other.Label())))
			}
		}
	}
	if len(changes) == 0 {
		return "Moving any one cut-off by five points does not change the class."
	}
	return "Moving one cut-off by five points changes the class: " + strings.Join(changes, "; ") + "."
}

// nearby moves a share and rounds it to a hundredth of a point, so that
// 0.60 − 0.05 is the same number as 0.55.
func nearby(share, d float64) float64 {
	return min(max(math.Round((share+d)*1e4)/1e4, 0), 1)
}
