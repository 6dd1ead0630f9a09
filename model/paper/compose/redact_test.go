package compose

import (
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
)

func TestPersonalDataIsTakenOut(t *testing.T) {
	const ref = model.Ref("poll:1")
	m := Material{
		Statements: map[model.Ref]model.Statement{ref: {Source: "poll", ID: "1", Text: "Write to someone@example.org"}},
		Evidence:   []Evidence{{Item: model.ItemReading{Text: "Write to someone@example.org"}}},
		Assessment: &model.Assessment{Channels: []model.ChannelReading{{Items: []model.ItemReading{{Text: "Call +34 612 345 678"}}}}},
	}
	got := m.Redacted()
	for _, text := range []string{got.Statements[ref].Text, got.Evidence[0].Item.Text, got.Assessment.Channels[0].Items[0].Text} {
		if !strings.HasSuffix(text, " removed]") {
			t.Errorf("%q still says who", text)
		}
	}
	if m.Evidence[0].Item.Text != "Write to someone@example.org" || m.Assessment.Channels[0].Items[0].Text != "Call +34 612 345 678" {
		t.Error("the caller's material was changed")
	}
	m.Paper.KeepPersonal = true
	if got := m.Redacted().Statements[ref].Text; got != "Write to someone@example.org" {
		t.Errorf("told to keep it, the paper has %q", got)
	}
}

// What is composed holds no personal data, whatever the outline.
func TestComposeRedacts(t *testing.T) {
	theme := &model.Theme{ID: "t", Title: "Ask someone@example.org", Proposition: "Ask someone@example.org"}
	m := Material{Theme: theme, Assessment: &model.Assessment{}, Thresholds: analysis.DefaultThresholds(),
		Paper: model.Paper{Kind: model.DecisionMemo, Date: "2026-11-23", Decision: "write to someone@example.org"}}
	for _, keep := range []bool{false, true} {
		m.Paper.KeepPersonal = keep
		d, err := Compose(m)
		if err != nil {
			t.Fatal(err)
		}
		said := d.Title + d.About
		for _, b := range d.Blocks {
			said += words(b.Spans)
		}
		if got := strings.Contains(said, "someone@example.org"); got != keep {
			t.Errorf("keep %v: the address is printed: %v", keep, got)
		}
	}
}
