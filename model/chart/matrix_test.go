package chart

import (
	"strings"
	"testing"

	"consilience/model"
)

// Every reading of the model.
var readings = []model.Reading{
	model.Supports, model.Opposes, model.SplitReading, model.SplitGroups, model.BothPoles, model.Uncertain, model.LeansSupport, model.LeansOppose,
	model.NoClearDirection, model.Raised, model.Insufficient, model.ByGroup, model.Silent, model.NotExamined,
}

func TestMatrix(t *testing.T) {
	golden(t, "matrix", Matrix([]model.ChannelReading{
		{Channel: model.ChannelPoll, Reading: model.Supports, Firm: true, Why: "Items: 1 support."},
		{Channel: model.ChannelSurvey, Reading: model.NotExamined, Why: "No input of this channel is here."},
		{Channel: model.ChannelMeetings, Reading: model.BothPoles, Why: "Items: 1 split."},
	}, MatrixOptions{Source: "the sources below"}))
	golden(t, "matrix-empty", Matrix(nil, MatrixOptions{}))
}

func TestThemeGrid(t *testing.T) {
	golden(t, "grid", ThemeGrid([]ThemeRow{
		{Ref: "theme/norms", Text: "Facilitate norms, benchmarks or standards", Channels: []model.ChannelReading{
			{Channel: model.ChannelPoll, Reading: model.Supports, Firm: true, Why: "Items: 1 support."}, {Channel: model.ChannelMeetings, Reading: model.Supports}}},
		{Ref: "theme/grow", Text: "Grow rather than strengthen membership", Channels: []model.ChannelReading{
			{Channel: model.ChannelPoll, Reading: model.Uncertain}, {Channel: model.ChannelSurvey, Reading: model.Silent}, {Channel: model.ChannelMeetings, Reading: model.LeansSupport}}},
	}, MatrixOptions{}))
	golden(t, "grid-empty", ThemeGrid(nil, MatrixOptions{}))
}

// No two readings have the same figure without regard to colour, but the two
// kinds of split, which the word beside the symbol tells apart.
func TestSymbolsDiffer(t *testing.T) {
	split := map[model.Reading]bool{model.SplitReading: true, model.SplitGroups: true, model.BothPoles: true}
	seen := map[string]model.Reading{}
	for _, r := range readings {
		s := Symbol(r, 4)
		checkScene(t, string(r), s)
		figure := ""
		for _, h := range s.Shapes {
			h.Role = ""
			figure += strings.Join(strings.Split(dump(Scene{Shapes: []Shape{h}}), "\n")[4:], "")
		}
		if figure == "" {
			t.Errorf("%s has no figure", r)
		}
		if other, ok := seen[figure]; ok && !(split[r] && split[other]) {
			t.Errorf("%s looks like %s", r, other)
		}
		seen[figure] = r
	}
}
