package store

import (
	"math"
	"reflect"
	"testing"

	"consilience/model"
)

var (
	someone  = map[string]string{"region": "Asia", "sector": "Academia"}
	packedBy = []model.Response{
		{ID: "1", Complete: true, Session: "a", Submitted: "2024-10-01", Language: "ar", Attributes: someone, File: "a.csv", Line: 2},
		{ID: "é", Attributes: someone, File: "b.csv", Line: 900},
		{ID: "", Attributes: map[string]string{"region": "Europe"}, File: "b.csv", Line: 3},
		{File: "a.csv", Line: math.MaxInt32},
	}
	packedColumns = []model.AnswerColumn{
		{Question: "none"},
		{Question: "chosen", Responses: []uint32{0, 0, 3, 70000}, Chosen: []uint16{1, 300, 0, 65535}},
		{Question: "values", Responses: []uint32{1, 4294967295}, Values: []float64{1.5, -2}},
		{Question: "texts", Responses: []uint32{7, 7, 9}, Texts: []string{"é", "", "b"}},
	}
)

func TestPackedResponsesAreWhole(t *testing.T) {
	got, err := unpackResponses(packResponses(packedBy))
	if err != nil || !reflect.DeepEqual(got, packedBy) {
		t.Errorf("got %+v, %v; want %+v", got, err, packedBy)
	}
}

func TestPackedAnswersAreWhole(t *testing.T) {
	raw, err := packAnswers(packedColumns)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpackAnswers(raw, answerLimits{texts: math.MaxInt})
	if err != nil || !reflect.DeepEqual(got, packedColumns) {
		t.Errorf("got %+v, %v; want %+v", got, err, packedColumns)
	}
	got, err = unpackAnswers(raw, answerLimits{texts: 2, question: "texts"})
	want := []model.AnswerColumn{{Question: "texts", Responses: []uint32{7, 7, 9}, Texts: []string{"é", ""}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("two texts of one question: got %+v, %v; want %+v", got, err, want)
	}
	if _, err := packAnswers([]model.AnswerColumn{{Responses: []uint32{2, 1}}}); err == nil {
		t.Error("answers out of order were written, want an error")
	}
}

// FuzzUnpack reads damaged records: an error or records, never more memory than
// the bytes can fill.
func FuzzUnpack(f *testing.F) {
	raw, err := packAnswers(packedColumns)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(packResponses(packedBy))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if list, err := unpackResponses(raw); err == nil && len(list) > len(raw) {
			t.Errorf("%d responses of %d bytes", len(list), len(raw))
		}
		if list, err := unpackAnswers(raw, answerLimits{texts: math.MaxInt}); err == nil && len(list) > len(raw) {
			t.Errorf("%d columns of %d bytes", len(list), len(raw))
		}
	})
}
