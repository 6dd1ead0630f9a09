package chart

import (
	"math/rand/v2"
	"testing"

	"consilience/model"
)

// The counts are mentions of two pairs of tags in the OGP Phase 1 report, the
// intervals Wilson's to two decimals.
func TestPoleBalance(t *testing.T) {
	narrow, broad := Pole{"tags:Narrower focus", "Narrower focus", 26}, Pole{"tags:Broader", "Adaptable / broader focus / demand driven", 22}
	golden(t, "balance", PoleBalance(narrow, broad, BalanceOptions{Of: "mentions", Source: "tags of the meeting notes", Low: .40, High: .67}))
	golden(t, "balance-none", PoleBalance(Pole{Name: "One"}, Pole{Name: "Two"}, BalanceOptions{}))
}

func TestPoleBalanceTitle(t *testing.T) {
	a, b := Pole{Name: "Reformers", Count: 48}, Pole{Name: "Reforms", Count: 18}
	for _, c := range []struct {
		name string
		a, b Pole
		o    BalanceOptions
		want string
	}{
		{"first ahead", a, b, BalanceOptions{Low: .61, High: .82}, "“Reformers” is clearly ahead"},
		{"second ahead", b, a, BalanceOptions{Low: .18, High: .39}, "“Reformers” is clearly ahead"},
		{"both held", a, b, BalanceOptions{Low: .40, High: .67}, "Both poles are held; neither is clearly ahead"},
		{"no interval", a, b, BalanceOptions{}, "48 to 18"},
		{"nothing", Pole{}, Pole{}, BalanceOptions{}, "Neither pole was counted"},
		{"given", a, b, BalanceOptions{Title: "A title"}, "A title"},
	} {
		if got := PoleBalance(c.a, c.b, c.o).Title; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPoleBalanceStaysInside(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		a, b := Pole{Name: "A", Count: random.IntN(300) - 20}, Pole{Name: "B", Count: random.IntN(300) - 20}
		checkScene(t, "random poles", PoleBalance(a, b, BalanceOptions{Low: random.Float64()*3 - 1, High: random.Float64()*3 - 1, Width: 60 + 100*random.Float64()}))
	}
}

func TestPolesOf(t *testing.T) {
	item := model.ItemReading{Item: "tags:One", Against: "tags:Two", Measures: []model.Measure{
		{Method: "pole-share/1", Value: 26.0 / 48, Count: 26, N: 48}, {Method: "pole-low/1", Value: .4}, {Method: "pole-high/1", Value: .67}}}
	a, b, low, high, ok := PolesOf(item)
	if !ok || a != (Pole{"tags:One", "One", 26}) || b != (Pole{"tags:Two", "Two", 22}) || low != .4 || high != .67 {
		t.Errorf("got %v %v %v %v %t, want 26 and 22 with the interval", a, b, low, high, ok)
	}
	item.Measures = nil
	if _, _, _, _, ok := PolesOf(item); ok {
		t.Error("poles without counts became a balance")
	}
}
