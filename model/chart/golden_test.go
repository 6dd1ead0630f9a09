package chart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump writes a scene as text, one shape, label or hit a line.
func dump(s Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, "size %g × %g\ntitle %s\nsource %s\nalt %s\n", s.W, s.H, s.Title, s.Source, s.Alt)
	for _, h := range s.Shapes {
		fmt.Fprintf(&b, "%s %s", h.Kind, h.Role)
		for _, p := range h.Points {
			fmt.Fprintf(&b, " %g,%g", p.X, p.Y)
		}
		for _, f := range []struct {
			name  string
			value float64
		}{{"radius", h.Radius}, {"stroke", h.Stroke}, {"alpha", h.Alpha}} {
			if f.value != 0 {
				fmt.Fprintf(&b, " %s %g", f.name, f.value)
			}
		}
		if h.Dashed {
			b.WriteString(" dashed")
		}
		b.WriteByte('\n')
	}
	for _, l := range s.Labels {
		fmt.Fprintf(&b, "text %s %s %g,%g %gpt room %g lines %d bold %t: %s\n", l.Role, l.Anchor, l.At.X, l.At.Y, l.Size, l.Width, max(l.Lines, 1), l.Bold, l.Text)
	}
	for _, h := range s.Hits {
		fmt.Fprintf(&b, "hit %g,%g %g,%g %s: %s\n", h.Min.X, h.Min.Y, h.Max.X, h.Max.Y, h.Ref, h.Tip)
	}
	return b.String()
}

// golden compares a scene with testdata/name.txt.
func golden(t *testing.T, name string, s Scene) {
	t.Helper()
	checkScene(t, name, s)
	path := filepath.Join("testdata", name+".txt")
	got := dump(s)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if line(g, i) != line(w, i) {
			t.Fatalf("%s, line %d:\ngot  %s\nwant %s", name, i+1, line(g, i), line(w, i))
		}
	}
}

func line(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(no line)"
}

// checkScene says what holds for every scene: all is inside, nothing is
// undefined, every text can be read.
func checkScene(t *testing.T, name string, s Scene) {
	t.Helper()
	const slack = 0.001
	inside := func(p Point) bool {
		return p.X >= -slack && p.X <= s.W+slack && p.Y >= -slack && p.Y <= s.H+slack
	}
	if !(s.W > 0) || !(s.H > 0) || s.Alt == "" {
		t.Errorf("%s: got size %g × %g and alt %q, want a size and words", name, s.W, s.H, s.Alt)
	}
	for _, h := range s.Shapes {
		for _, p := range h.Points {
			if !inside(p) {
				t.Errorf("%s: %s %s at %v lies outside %g × %g", name, h.Kind, h.Role, p, s.W, s.H)
			}
		}
	}
	for _, l := range s.Labels {
		if !inside(l.At) || l.Text == "" && l.Role == OnMark || l.Size < 6.5 || l.Size > 26 || l.Width < 0 {
			t.Errorf("%s: label %+v is outside, empty or of a wrong size", name, l)
		}
	}
	for _, h := range s.Hits {
		if !inside(h.Min) || !inside(h.Max) || h.Tip == "" {
			t.Errorf("%s: hit %+v is outside or says nothing", name, h)
		}
	}
}

// breadth is the report's table on the breadth of focus (OGP Phase 1, poll on
// OGP's role, 63 voters): the votes, and intervals to two decimals.
func breadth() []Row {
	row := func(ref, id, text string, a, d, p int, low, high float64) Row {
		r := TallyRow(model.Tally{Agree: a, Disagree: d, Pass: p})
		r.Ref, r.ID, r.Text, r.Needed, r.Low, r.High = ref, id, text, 13, low, high
		return r
	}
	return []Row{
		row("poll:0", "E1", "Fewer topics for the support unit; members choose any", 15, 3, 6, .43, .79),
		row("poll:2", "E2", "Members have to work on given topics", 7, 9, 6, .16, .53),
		row("poll:3", "E3", "Follow what members want to work on", 16, 1, 5, .52, .87),
		row("poll:37", "E4", "A statement that few people saw", 1, 0, 3, .05, .70),
		row("poll:x", "E5", "A statement that nobody saw", 0, 0, 0, 0, 0),
	}
}
