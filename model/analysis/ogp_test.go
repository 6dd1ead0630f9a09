package analysis

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"consilience/model"
)

const (
	challenges = "polis-challenges-opportunities"
	roleOfOGP  = "polis-role-of-ogp"
)

// ogpVoters are the voters of the two polls, from the report's participation
// register.
var ogpVoters = map[string]int{challenges: 106, roleOfOGP: 63}

// ogpStatements loads the votes of the report's annex; testdata/ogp-votes.csv
// names its source. Percentages are cut off, as published.
func ogpStatements(t testing.TB) []StatementEvidence {
	t.Helper()
	file, err := os.Open("testdata/ogp-votes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []StatementEvidence
	for _, row := range rows[1:] {
		var v [4]int
		for i := range v {
			if v[i], err = strconv.Atoi(row[2+i]); err != nil {
				t.Fatal(err)
			}
		}
		votes, tally := v[0], model.Tally{Agree: v[1], Disagree: v[2], Pass: v[3]}
		s := model.Statement{
			Source: row[0], ID: row[1], Basis: model.BasisRecovered, Tally: tally,
			Published: model.Published{Votes: &votes, AgreePct: cut(tally.Agree, tally.N()), DisagreePct: cut(tally.Disagree, tally.N()), PassPct: cut(tally.Pass, tally.N())},
		}
		if tally.N() != votes {
			s.Basis, s.Tally, s.Assumed = model.BasisPublished, model.Tally{}, &tally
		}
		out = append(out, StatementEvidence{Statement: s, Snapshot: "snap-" + model.SnapshotID(row[0]), Channel: model.ChannelPoll, Voters: ogpVoters[row[0]]})
	}
	if len(out) != 104 {
		t.Fatalf("statements: got %d, want 104", len(out))
	}
	return out
}

func cut(k, n int) *float64 {
	p := float64(100 * k / n)
	return &p
}

// poll keeps the statements of one source.
func poll(list []StatementEvidence, source string) []StatementEvidence {
	var out []StatementEvidence
	for _, e := range list {
		if e.Statement.Source == source {
			out = append(out, e)
		}
	}
	return out
}

// label names a reading with its firmness as the scheme's section 3 counts them.
func label(r model.ItemReading) string {
	switch r.Reading {
	case model.Supports, model.Opposes:
		if r.Firm {
			return string(r.Reading) + " firm"
		}
		return string(r.Reading) + " thin"
	}
	return string(r.Reading)
}

// The counts are those of section 3 of the scheme's description, found there
// with another program.
func TestOGPReadings(t *testing.T) {
	want := map[string]int{
		"supports firm": 26, "supports thin": 9, "opposes thin": 1, "leans-oppose": 1,
		"split": 7, "uncertain": 28, "no-clear-direction": 2, "insufficient": 30,
	}
	got := map[string]int{}
	for _, e := range ogpStatements(t) {
		got[label(ReadStatement(e, 1, DefaultThresholds()))]++
	}
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: got %d, want %d", name, got[name], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("readings: got %v, want %v", got, want)
	}
}

// How many of the 104 readings change with one cut-off: section 3 again.
func TestOGPReadingsUnderOtherCutOffs(t *testing.T) {
	for _, c := range []struct {
		name string
		move func(*Thresholds)
		want int
	}{
		{"agree .55", func(th *Thresholds) { th.Support = .55 }, 4},
		{"agree .65", func(th *Thresholds) { th.Support = .65 }, 8},
		{"agree .70", func(th *Thresholds) { th.Support = .70 }, 15},
		{"agree .75", func(th *Thresholds) { th.Support = .75 }, 22},
		{"pass .25", func(th *Thresholds) { th.Uncertain = .25 }, 3},
		{"pass .35", func(th *Thresholds) { th.Uncertain = .35 }, 7},
		{"split .20", func(th *Thresholds) { th.Split = .20 }, 4},
		{"split .30", func(th *Thresholds) { th.Split = .30 }, 3},
		{"share .15", func(th *Thresholds) { th.MinShare = .15 }, 6},
		{"share .25", func(th *Thresholds) { th.MinShare = .25 }, 10},
		{"floor 20", func(th *Thresholds) { th.MinVotes = 20 }, 9},
	} {
		moved := DefaultThresholds()
		c.move(&moved)
		got := 0
		for _, e := range ogpStatements(t) {
			if label(ReadStatement(e, 1, moved)) != label(ReadStatement(e, 1, DefaultThresholds())) {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s: got %d readings changed, want %d", c.name, got, c.want)
		}
	}
}
