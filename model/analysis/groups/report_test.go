package groups

import (
	"encoding/json"
	"strings"
	"testing"

	"consilience/model"
)

// TestReport holds the document to the field names of the headless verb.
func TestReport(t *testing.T) {
	m := New(campStatements, camps, 9, nil)
	people := make([]model.Participant, 9)
	for i := range people {
		people[i].ID = "p" + string(rune('0'+i))
	}
	g := Find(m, Options{})
	text, err := json.Marshal(NewReport("camps", people, m, g, Describe(m, g), Resample(m, g, Options{}, 4)))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"source":"camps","method":"default","k":2,"runner_up_k":null,"silhouette":{"2":`,
		`"labels":{"p0":0,"p1":0,"p2":0,"p3":0,"p4":1,"p5":1,"p6":1,"p7":1}`,
		`"groups":[{"group":0,"size":4,"stability":0.`,
		`"representative":[{"statement":"1","direction":"agree","successes":4,"trials":4,"p":0.8333333333333334,"p_test":2.23606797749979,"repness":`,
		`"consensus":{"agree":[{"statement":"3","successes":8,"trials":8,"p":0.9,"p_test":3}],"disagree":[]}`,
		`"uncertain":[{"statement":"4","passes":8,"votes":8}]`,
		`"pca":{"explained_variance":[`,
		`"statements":["1","2","3","4","5","6"]`,
		`"1":{"out":false,"extremity":`,
		`"groups":{"0":{"agree":4,"disagree":0,"votes":4},"1":{"agree":0,"disagree":4,"votes":4}}`,
		`"stability_detail":{"runs":4,"deleted_share":0.1,"participants":{"p0":`,
		`"3":{"out":false,"extremity":0,"divisive":0,`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report lacks %s", want)
		}
	}
	if strings.Contains(string(text), "p8") {
		t.Error("somebody without a vote is in the report")
	}
	if t.Failed() {
		t.Log(string(text))
	}
}

func TestReportUnknownIsNull(t *testing.T) {
	m := New(nil, columnsOf("+-"), 1, nil)
	g, err := Given(m, []string{"north"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(NewReport("one", []model.Participant{{ID: "a"}}, m, g, Describe(m, g), Stability{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"stability":null`, `"runner_up_k":null`, `"silhouette":{}`, `"labels":{"a":"north"}`, `"divisive":null`, `"group":"north"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report lacks %s: %s", want, text)
		}
	}
}

func TestStabilityInWords(t *testing.T) {
	g := Grouping{K: 2, Names: []string{"0", "north"}}
	for _, c := range []struct {
		overall float64
		want    string
	}{{0.80, "are stable"}, {0.7999, "fairly stable"}, {0.60, "fairly stable"}, {0.5999, "unstable"}} {
		s := Stability{Runs: 10, Overall: c.overall, Groups: []float64{0.9, 0.5}}
		say := s.words(&g)
		if !strings.Contains(say[0], c.want) {
			t.Errorf("%v: got %q, want it called %q", c.overall, say[0], c.want)
		}
		if len(say) != 2 || !strings.HasPrefix(say[1], "Group north is unstable") {
			t.Errorf("got %q, want a sentence on the weak group", say[1:])
		}
	}
}

func TestTitles(t *testing.T) {
	g := Grouping{Names: []string{"0", "25", "26", "citizens"}}
	for i, want := range []string{"A", "Z", "AA", "citizens", "none"} {
		if got := g.Title(i); got != want {
			t.Errorf("group %d: got %s, want %s", i, got, want)
		}
	}
}
