package model

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestAnswersAreKeptWhole(t *testing.T) {
	for _, c := range []AnswerColumn{
		{Question: "none"},
		{Question: "chosen", Responses: []uint32{0, 0, 3, 70000}, Chosen: []uint16{1, 300, 0, 65535}},
		{Question: "values", Responses: []uint32{1, 4294967295}, Values: []float64{1.5, -2}},
		{Question: "texts", Responses: []uint32{7}, Texts: []string{"é"}},
	} {
		raw, err := json.Marshal(c)
		var got AnswerColumn
		if err == nil {
			err = json.Unmarshal(raw, &got)
		}
		if err != nil || !reflect.DeepEqual(got, c) {
			t.Errorf("got %+v, %v; want %+v", got, err, c)
		}
	}
	for _, bad := range []string{`{"responses":"gA=="}`, `{"responses":"//////////8B"}`, `{"chosen":"gIAE"}`} {
		if err := json.Unmarshal([]byte(bad), new(AnswerColumn)); err == nil {
			t.Errorf("%s was read, want an error", bad)
		}
	}
	if _, err := json.Marshal(AnswerColumn{Responses: []uint32{2, 1}}); err == nil {
		t.Error("answers out of order were written, want an error")
	}
}
