package paper

import (
	"strings"
	"testing"

	"consilience/model"
)

func TestPersonalDataIsTakenOut(t *testing.T) {
	const ref = model.Ref("poll:1")
	m := Material{
		Statements: map[model.Ref]model.Statement{ref: {Source: "poll", ID: "1", Text: "Write to someone@example.org"}},
		Evidence:   []Evidence{{Item: model.ItemReading{Text: "Write to someone@example.org"}}},
		Assessment: &model.Assessment{Channels: []model.ChannelReading{{Items: []model.ItemReading{{Text: "Call +34 612 345 678"}}}}},
	}
	got := m.redacted()
	for _, text := range []string{got.Statements[ref].Text, got.Evidence[0].Item.Text, got.Assessment.Channels[0].Items[0].Text} {
		if !strings.HasSuffix(text, " removed]") {
			t.Errorf("%q still says who", text)
		}
	}
	if m.Evidence[0].Item.Text != "Write to someone@example.org" || m.Assessment.Channels[0].Items[0].Text != "Call +34 612 345 678" {
		t.Error("the caller's material was changed")
	}
	m.Paper.KeepPersonal = true
	if got := m.redacted().Statements[ref].Text; got != "Write to someone@example.org" {
		t.Errorf("told to keep it, the paper has %q", got)
	}
}
