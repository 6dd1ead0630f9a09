package chart

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"consilience/model"
)

// camps are two groups and a person in none.
func camps() Opinions {
	o := Opinions{Groups: []OpinionGroup{{"Group A", 4}, {"Group B", 3}}}
	for _, at := range [][2]float64{{-2, 0}, {-3, 1}, {-3, -1}, {-2.5, 0}} {
		o.Dots = append(o.Dots, Dot{at[0], at[1], 0})
	}
	for _, at := range [][2]float64{{2, 0}, {3, 1}, {3, -1}} {
		o.Dots = append(o.Dots, Dot{at[0], at[1], 1})
	}
	o.Dots = append(o.Dots, Dot{0, 0, -1})
	return o
}

func TestOpinionMap(t *testing.T) {
	golden(t, "opinions", OpinionMap(camps(), OpinionMapOptions{Source: "poll on bicycles"}))
	golden(t, "opinions-none", OpinionMap(Opinions{}, OpinionMapOptions{Width: 80, Title: "A given title"}))
}

// With very many people squares are shaded; there are as many as places
// allow, however many people there are.
func TestOpinionMapOfMany(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	o := Opinions{Groups: []OpinionGroup{{"A", 15_000}, {"B", 15_000}}}
	for i := range 30_000 {
		o.Dots = append(o.Dots, Dot{random.NormFloat64() + 4*float64(i%2), random.NormFloat64(), i % 2})
	}
	s := OpinionMap(o, OpinionMapOptions{})
	checkScene(t, "many", s)
	if n := len(s.Shapes); n > 114*68+10 {
		t.Errorf("got %d shapes for 30,000 people, want no more than squares on the map", n)
	}
	for _, shape := range s.Shapes {
		if shape.Alpha < 0 || shape.Alpha > 1 {
			t.Fatalf("got %+v, want an opacity of 0 to 1", shape)
		}
	}
}

// Odd maps: everybody at one place, on one line, in no group.
func TestOpinionMapOfFew(t *testing.T) {
	for name, dots := range map[string][]Dot{
		"one person":      {{3, 3, 0}},
		"one place":       {{1, 1, 0}, {1, 1, 0}, {1, 1, 0}},
		"one line":        {{0, 0, 0}, {1, 1, 0}, {2, 2, 0}},
		"nobody grouped":  {{0, 0, -1}, {1, 5, -1}},
		"a group unknown": {{0, 0, 7}},
	} {
		checkScene(t, name, OpinionMap(Opinions{Groups: []OpinionGroup{{"A", len(dots)}}, Dots: dots}, OpinionMapOptions{}))
	}
}

// A hull holds every member and turns left at every corner.
func TestHulls(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		o := Opinions{Groups: make([]OpinionGroup, 1)}
		for range 3 + random.IntN(40) {
			o.Dots = append(o.Dots, Dot{float64(random.IntN(9)), float64(random.IntN(9)), 0})
		}
		corners := o.Hulls()[0]
		for i, a := range corners {
			b, c := corners[(i+1)%len(corners)], corners[(i+2)%len(corners)]
			if len(corners) > 2 && turn(a, b, c) <= 0 {
				t.Fatalf("corners %v do not turn left at %v", corners, b)
			}
			for _, d := range o.Dots {
				if len(corners) > 2 && turn(a, b, Point{d.X, d.Y}) < 0 {
					t.Fatalf("%v lies outside %v", d, corners)
				}
			}
		}
	}
	square := Opinions{Groups: make([]OpinionGroup, 1), Dots: []Dot{{0, 0, 0}, {2, 0, 0}, {2, 2, 0}, {0, 2, 0}, {1, 1, 0}}}
	if got, want := square.Hulls()[0], []Point{{0, 0}, {2, 0}, {2, 2}, {0, 2}}; !slices.Equal(got, want) {
		t.Errorf("a square: got corners %v, want %v", got, want)
	}
}

// Each of the first groups has a mark and a colour of its own, of about the
// same area.
func TestMarkers(t *testing.T) {
	signs, roles := map[string]bool{}, map[Role]bool{}
	for g := range groupRoles {
		signs[MarkerSign(g)], roles[GroupRole(g)] = true, true
		area := 0.0
		m := Marker(g)
		for i, p := range m {
			q := m[(i+1)%len(m)]
			area += (p.X*q.Y - q.X*p.Y) / 2
		}
		if area = math.Abs(area); area < 2 || area > 4 {
			t.Errorf("mark %d has an area of %.2f, want about that of a circle of radius 1", g, area)
		}
	}
	if len(signs) != groupRoles || len(roles) != groupRoles {
		t.Errorf("got %d signs and %d roles, want %d of each", len(signs), len(roles), groupRoles)
	}
	if GroupRole(-1) != Muted || GroupRole(groupRoles) != GroupRole(0) {
		t.Error("want people in no group muted, and roles to begin again after the last")
	}
}

// bicycles are the votes of two groups on two statements.
func bicycles() []GroupedVotes {
	row := func(name string, a, d, p int) Row {
		r := TallyRow(model.Tally{Agree: a, Disagree: d, Pass: p})
		r.Text, r.Needed = name, 5
		return r
	}
	return []GroupedVotes{
		{Ref: "poll:3", ID: "3", Text: "Cars should leave the inner city", Groups: []Row{row("Group A", 40, 2, 6), row("Group B", 3, 27, 4)}},
		{Ref: "poll:8", ID: "8", Text: "Lamps along every cycle path", Groups: []Row{row("Group A", 2, 0, 0), row("Group B", 0, 0, 0)}},
	}
}

func TestGroupBars(t *testing.T) {
	golden(t, "groupbars", GroupBars(bicycles(), GroupBarsOptions{Source: "poll on bicycles"}))
	golden(t, "groupbars-bare", GroupBars(bicycles()[:1], GroupBarsOptions{Width: 110, Bare: true, Title: "A given title"}))
	golden(t, "groupbars-none", GroupBars(nil, GroupBarsOptions{}))
}

func TestSeparationBars(t *testing.T) {
	list := []Separation{{2, 0.42, true, false}, {3, 0.38, false, true}, {4, -0.02, false, false}}
	golden(t, "separation", SeparationBars(list, GroupBarsOptions{Width: 100}))
	golden(t, "separation-none", SeparationBars(nil, GroupBarsOptions{}))
}
