package analysis

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// Thousands of statements made of the same words are compared within bounds,
// and it is said that they were.
func TestDuplicatesOfManyAlike(t *testing.T) {
	s := Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}}
	for i := range 2000 {
		s.Statements = append(s.Statements, model.Statement{Source: "poll", ID: fmt.Sprint(i), Text: fmt.Sprintf("Made-up statement %d, on which the groups differ as they always do", i)})
	}
	said := false
	for _, c := range checkDuplicates(&s, &pace{goOn: func(_, _ int) bool { return true }}) {
		said = said || strings.Contains(c.Say, "not all were compared")
	}
	if !said {
		t.Error("2,000 statements that are alike but for a number were compared in silence, or not in bounds")
	}
	if _, whole := nearPairs([]string{"Clean the river now, all of it", "Clean the river now, all of it!", "Build more roads to the north"}, mostCompared, func(int) bool { return true }); !whole {
		t.Error("three statements are too many")
	}
}
