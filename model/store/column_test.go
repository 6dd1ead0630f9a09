package store

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"consilience/model"
)

// packed packs a column and unpacks it again.
func packed(t testing.TB, c model.VoteColumn) (back model.VoteColumn, bytes int) {
	t.Helper()
	back = columnContent{Statement: c.Statement, File: c.File, Votes: len(c.Votes)}.empty()
	err := packColumn(c, func(part uint32, b []byte) error {
		bytes += len(b)
		return unpackPart(&back, b, part*partSize)
	})
	if err != nil {
		t.Fatal(err)
	}
	return back, bytes
}

func TestPackColumn(t *testing.T) {
	cases := []struct {
		name string
		c    model.VoteColumn
	}{
		{"nobody", model.VoteColumn{Participants: []uint32{}, Votes: []model.Vote{}, Lines: []uint32{}}},
		{"one", model.VoteColumn{Participants: []uint32{0}, Votes: []model.Vote{model.Disagree}, Lines: []uint32{2}}},
		{"a vote changed twice", model.VoteColumn{Participants: []uint32{7, 7, 7}, Votes: []model.Vote{1, -1, 0}, Lines: []uint32{9, 3, 9}}},
		{"edges of parts", model.VoteColumn{
			Participants: []uint32{65535, 65536, 131071, 131072, math.MaxUint32},
			Votes:        []model.Vote{1, 0, -1, 1, -1},
			Lines:        []uint32{math.MaxUint32, 0, math.MaxUint32, 1, math.MaxUint32},
		}},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := packed(t, test.c); !reflect.DeepEqual(got, test.c) {
				t.Errorf("got %v, want %v", got, test.c)
			}
		})
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		c := randomColumn(random, 1+random.IntN(300_000), 1+random.IntN(2000))
		if got, _ := packed(t, c); !reflect.DeepEqual(got, c) {
			t.Fatalf("%d votes: got another column than was packed", len(c.Votes))
		}
	}
}

// randomColumn has votes of people who voted in any order of time.
func randomColumn(random *rand.Rand, people, votes int) model.VoteColumn {
	c := model.VoteColumn{Statement: "1", File: "votes.csv"}
	p := uint32(0)
	for range votes {
		if p += uint32(random.IntN(2*people/votes + 1)); int(p) >= people {
			break
		}
		c.Participants = append(c.Participants, p)
		c.Votes = append(c.Votes, model.Vote(random.IntN(3)-1))
		c.Lines = append(c.Lines, random.Uint32N(20_000_000))
	}
	if c.Votes == nil {
		c.Participants, c.Votes, c.Lines = []uint32{}, []model.Vote{}, []uint32{}
	}
	return c
}

func FuzzUnpackPart(f *testing.F) {
	c := randomColumn(rand.New(rand.NewPCG(3, 4)), 1000, 50)
	f.Add(packPart(c, 0, len(c.Votes), 0), uint32(0))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0}, uint32(1))
	f.Fuzz(func(t *testing.T, b []byte, part uint32) {
		part %= 1 << 16
		var c model.VoteColumn
		if unpackPart(&c, b, part*partSize) != nil {
			return
		}
		if err := checkColumn(c, math.MaxInt); err != nil {
			t.Fatal(err)
		}
		// What could be read packs to the same column again.
		var again model.VoteColumn
		if err := unpackPart(&again, packPart(c, 0, len(c.Votes), part*partSize), part*partSize); err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("got %v, %v, want %v", again, err, c)
		}
	})
}

func BenchmarkUnpackPart(b *testing.B) {
	c := randomColumn(rand.New(rand.NewPCG(5, 6)), 60_000, 30_000)
	raw := packPart(c, 0, len(c.Votes), 0)
	to := columnContent{Votes: len(c.Votes)}.empty()
	for b.Loop() {
		to.Participants, to.Votes, to.Lines = to.Participants[:0], to.Votes[:0], to.Lines[:0]
		if err := unpackPart(&to, raw, 0); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(c.Votes)), "ns/vote")
}
