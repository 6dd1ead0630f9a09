package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"consilience/model/chart"
)

// TestSavedChartsHoldNoPersonalData saves a chart whose texts hold an address
// and a formula.
func TestSavedChartsHoldNoPersonalData(t *testing.T) {
	const text = "Write to someone@example.org"
	rows := [][]string{{text, "=1+1"}}
	s := chart.Scene{W: 120, H: 60, Title: text, Alt: text, Source: "poll",
		Figures: &chart.Figures{Heads: []string{"Statement", "Votes"}, Right: []bool{false, true}, Rows: rows},
		Labels:  []chart.Label{{At: chart.Point{X: 5, Y: 20}, Text: text, Size: 9}}}
	for _, ending := range ChartFormats {
		file := filepath.Join(t.TempDir(), "chart"+ending)
		if _, err := SaveChart(s, "en", file); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("example.org")) {
			t.Errorf("%s holds the address", ending)
		}
		if ending == ".csv" && (!bytes.Contains(b, []byte("[e-mail address removed]")) || !bytes.Contains(b, []byte("'=1+1"))) {
			t.Errorf("the table is %q", b)
		}
	}
	if rows[0][0] != text || s.Labels[0].Text != text {
		t.Error("the chart on the screen was changed")
	}
}
