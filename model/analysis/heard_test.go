package analysis

import (
	"testing"

	"consilience/model"
)

func TestCountHeard(t *testing.T) {
	five, nine := 5, 9
	survey := CountHeard(Records{
		Source: model.Source{ID: "s", Channel: model.ChannelSurvey},
		Responses: []model.Response{
			{Complete: true, Attributes: map[string]string{"sector": "Government", "region": "Europe"}},
			{Complete: true, Attributes: map[string]string{"sector": "Civil society"}},
			{Attributes: map[string]string{"sector": "Civil society"}},
		},
	})
	meetings := CountHeard(Records{
		Source: model.Source{ID: "m", Channel: model.ChannelMeetings},
		Notes: []model.Note{
			{ID: "1", Consultation: "Lisbon", Participants: &five, Attributes: map[string]string{"region": "Europe", "file": "x"}},
			{ID: "2", Consultation: "Lisbon", Participants: &five},
			{ID: "3", Participants: &nine},
			{ID: "4"},
		},
	})
	for _, test := range []struct {
		name string
		rows []model.Heard
		want []string // measure/dimension/group/text
	}{
		{"survey", survey, []string{"responses/total//3", "responses/sector/Civil society/2", "responses/sector/Government/1", "responses/region/Europe/1", "responses/region//2"}},
		{"two notes of one meeting count once", meetings, []string{"conversations/total//3", "participants/total//14", "conversations/region/Europe/1", "conversations/region//2"}},
	} {
		var got []string
		for _, h := range test.rows {
			got = append(got, h.Measure+"/"+h.Dimension+"/"+h.Group+"/"+h.Text)
			if !h.Counted {
				t.Errorf("%s: %+v is not marked as counted", test.name, h)
			}
		}
		if len(got) != len(test.want) {
			t.Fatalf("%s: got %q, want %q", test.name, got, test.want)
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%s: got %q, want %q", test.name, got[i], test.want[i])
			}
		}
	}
	if got := survey[0].Limitation; got != "1 response did not come to the end of the form" {
		t.Errorf("got %q", got)
	}
	if got := meetings[1].Limitation; got != "the number of participants is stated for 2 of 3 conversations" {
		t.Errorf("got %q", got)
	}
	stated := []model.Heard{{Channel: model.ChannelSurvey, Measure: "responses", Dimension: "sector", Group: "All", Text: "3"}}
	if got := Joined(stated, survey); len(got) != 4 {
		t.Errorf("got %d rows, want the stated one and three that nobody stated", len(got))
	}
}

func TestCompare(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	rows := []model.Heard{
		{Dimension: "gender", Group: "Women", Value: n(30), Unit: "people"},
		{Dimension: "gender", Group: "Men", Value: n(70), Unit: "people"},
		{Dimension: "gender", Value: n(50), Unit: "people"}, // did not say
	}
	got := Compare(rows, []model.Target{{Dimension: "gender", Group: "women ", Share: 0.51}})
	if g := got[0]; g.Share == nil || *g.Share != 0.3 || g.N != 100 || g.Target == nil || g.Target.Share != 0.51 {
		t.Errorf("got %+v, want 30 of the 100 of whom it is known, against 51 %%", g)
	}
	if got[1].Target != nil || got[2].Share != nil {
		t.Errorf("got %+v and %+v, want no target and no share", got[1], got[2])
	}
	percent := Compare([]model.Heard{{Dimension: "region", Group: "Europe", Value: n(25), Unit: "percent"}}, nil)
	if g := percent[0]; g.Share == nil || *g.Share != 0.25 || g.N != 0 {
		t.Errorf("got %+v, want the published share on an unstated base", g)
	}
}
