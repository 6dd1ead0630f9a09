package store

import "testing"

// The records of a survey are packed, and read as such when all are checked.
func TestCheckReadsSurveys(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	c := bring(t, s, "survey", votesFile(1, 2, 3))
	c.Responses, c.Answers = packedBy, packedColumns
	commit(t, s, c)
	wantSound(t, s)
}
