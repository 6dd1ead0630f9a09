package chart

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestBeeswarm(t *testing.T) {
	golden(t, "beeswarm", Beeswarm(breadth(), Options{Source: "the poll"}))
	golden(t, "beeswarm-none", Beeswarm(nil, Options{}))
}

// No two signs lie on each other while there is room, and all stay inside.
func TestBeeswarmStaysInside(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{1, 60, 800} {
		var rows []Row
		for i := range n {
			r := Row{Ref: fmt.Sprint(i), Text: "s", N: 1 + random.IntN(300), Agree: Part{Share: random.Float64()}, Low: random.Float64(), High: random.Float64(), Needed: 20}
			rows = append(rows, r)
		}
		s := Beeswarm(rows, Options{})
		checkScene(t, "swarm", s)
		if len(s.Hits) != n || len(s.Figures.Rows) != n {
			t.Errorf("got %d signs and %d rows, want %d", len(s.Hits), len(s.Figures.Rows), n)
		}
	}
	list := tidied(breadth()[:4])
	w := newSwarm(list, 170)
	for i := range list {
		for j := range i {
			dx, dy := w.x[i]-w.x[j], w.y[i]-w.y[j]
			if least := w.radius[i] + w.radius[j]; dx*dx+dy*dy < least*least {
				t.Errorf("signs %d and %d lie on each other", i, j)
			}
		}
	}
}

func TestThemeLandscape(t *testing.T) {
	themes := []ThemeDot{
		{"theme/a", "Narrow the focus", 0.62, 0.52, 0.79, 3, 120},
		{"theme/b", "Members choose any topic", 0.40, 0.16, 0.87, 4, 90},
		{"theme/c", "Pay for participation", 0.21, 0.10, 0.33, 1, 40},
	}
	golden(t, "landscape", ThemeLandscape(themes, []string{"A theme of notes"}, Options{Source: "the polls"}))
	checkScene(t, "none", ThemeLandscape(nil, nil, Options{}))
	many := make([]ThemeDot, 40)
	for i := range many {
		many[i] = ThemeDot{"theme", "T", float64(i) / 39, 0, 1, 1, 5}
	}
	s := ThemeLandscape(many, nil, Options{})
	checkScene(t, "many", s)
	if len(s.Figures.Rows) != 40 || !strings.Contains(s.Source, "10 more themes") {
		t.Errorf("got %d rows and %q", len(s.Figures.Rows), s.Source)
	}
}

// heard are shares of the OGP Phase 1 report; the targets are made up for the
// test.
func heard(target float64) []HeardPart {
	return []HeardPart{
		{"Survey", "Region", "180 responses", []HeardBar{{"Europe", 0.1871, "18.71\u00a0%", target, false}, {"Americas", 0.1097, "10.97\u00a0%", -1, false}}},
		{"Survey", "Gender", "180 responses", []HeardBar{{"Woman", 0.29, "29\u00a0%", 0.5, false}, {"Do not wish to identify", 0.04, "4\u00a0%", -1, true}}},
		{"Conversations", "Country", "", []HeardBar{{"Armenia", -1, "held", -1, false}}},
	}
}

func TestParticipation(t *testing.T) {
	golden(t, "participation", Participation(heard(0.2), []string{"Demographic data was not required"}, Options{Source: "the register"}))
	golden(t, "participation-none", Participation(nil, nil, Options{}))
	for _, c := range []struct {
		name  string
		parts []HeardPart
		want  string
	}{
		{"furthest below", heard(0.2), "“Woman” was heard least for its size: 21 points below the target"},
		{"no target", heard(0.2)[2:], "Who was heard, by channel; there is no target population to compare with"},
		{"above", []HeardPart{{"S", "D", "", []HeardBar{{"A", 0.6, "60", 0.5, false}}}}, "No group was heard less than its share in the target population"},
	} {
		if got := Participation(c.parts, nil, Options{}).Title; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTimeline(t *testing.T) {
	golden(t, "timeline", Timeline([]Days{
		{"Survey", "responses", map[string]int{"2022-05-03": 12, "2022-05-04": 30, "2022-05-20": 4, "no day": 2}, 1},
		{"Meeting notes", "notes", map[string]int{"2022-05-10": 3}, 0},
	}, Options{Source: "survey"}))
	for _, c := range []struct {
		name, last string
		want       int // rows: periods with somebody
	}{{"days", "2022-01-31", 3}, {"weeks", "2022-04-30", 3}, {"months", "2024-01-15", 2}} {
		s := Timeline([]Days{{"S", "r", map[string]int{"2022-01-01": 1, "2022-01-04": 2, c.last: 1}, 0}}, Options{})
		checkScene(t, c.name, s)
		if len(s.Figures.Rows) != c.want {
			t.Errorf("%s: got %v, want %d periods", c.name, s.Figures.Rows, c.want)
		}
	}
	checkScene(t, "none", Timeline(nil, Options{}))
}
