package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"consilience/model"
)

func TestAppend(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	o := options()
	o.Now = func() time.Time { return now }
	s, _ := openTold(t, dir, o)
	first := note(t, s, "one\n\"two\" <b> 🙂")
	now = now.Add(-time.Hour) // the clock is put back
	second := note(t, s, "second")
	if first.Seq != 1 || first.Prev != "" || second.Seq != 2 || len(second.Prev) != 64 {
		t.Errorf("chain: got %+v, %+v", first, second)
	}
	if second.HLC != first.HLC+1 {
		t.Errorf("clock: got %d after %d, want one more", second.HLC, first.HLC)
	}
	if !first.At().Equal(now.Add(time.Hour)) {
		t.Errorf("time: got %v", first.At())
	}
	ops, err := s.Operations()
	if err != nil || len(ops) != 2 {
		t.Fatalf("operations: got %v, %v", ops, err)
	}
	a, _ := json.Marshal([]model.Operation{first, second})
	b, _ := json.Marshal(ops)
	if !bytes.Equal(a, b) {
		t.Errorf("got %s\nwant %s", b, a)
	}
	closeStore(t, s)
	s, _ = openTold(t, dir, o)
	if third := note(t, s, "third"); third.Seq != 3 || third.HLC != second.HLC+1 {
		t.Errorf("after opening again: got %+v", third)
	}
	wantSound(t, s)
}

func TestAppendRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	cases := map[string]model.Operation{
		"kind":         {Kind: "del", Object: "a", Field: "b"},
		"no object":    {Kind: model.OpPut, Field: "b"},
		"not JSON":     {Kind: model.OpPut, Object: "a", Field: "b", Value: json.RawMessage("{")},
		"over one MiB": noteOp(strings.Repeat("x", 1<<20)),
	}
	for name, op := range cases {
		if _, err := s.Append(op); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	_, err := s.Append(cases["over one MiB"])
	wantProblem(t, err, model.ProblemTooLarge)
	note(t, s, strings.Repeat("x", 1<<19)) // half is fine
	if got := texts(t, s); len(got) != 1 {
		t.Errorf("got %d operations, want 1", len(got))
	}
	wantSound(t, s)
}

func TestAppendSideBySide(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for i := range 25 {
				if _, err := s.Append(noteOp(fmt.Sprintf("%d.%d", g, i))); err != nil {
					t.Error(err)
				}
				if _, err := s.Operations(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	c := bring(t, s, "poll", votesFile(0, 10, 100))
	commit(t, s, c)
	wantContent(t, s, c)
	wait.Wait()
	if report := wantSound(t, s); report.Operations != 201 {
		t.Errorf("got %d operations, want 201", report.Operations)
	}
}

// chain makes operations as Append does.
func chain(n int) []stored {
	var ops []stored
	prev := ""
	for i := range n {
		op := noteOp(fmt.Sprintf("note %d", i+1))
		op.Author, op.Device, op.Seq, op.Prev, op.HLC = "a.b", "00ff", uint64(i+1), prev, uint64(i+1)<<16
		raw, err := json.Marshal(op)
		if err != nil {
			panic(err)
		}
		o := stored{op, raw}
		prev = o.hash()
		ops = append(ops, o)
	}
	return ops
}

func TestReadJournal(t *testing.T) {
	ops := chain(4)
	whole := encodeJournal(ops)
	at := make([]int, 5) // where each record starts
	for i, op := range ops {
		at[i+1] = at[i] + recordHeader + len(op.raw)
	}
	flip := func(i int) []byte {
		b := bytes.Clone(whole)
		b[i] ^= 0x10
		return b
	}
	other := chain(4)
	other[1].raw = bytes.Replace(other[1].raw, []byte("note 2"), []byte("note X"), 1)
	cases := []struct {
		name string
		data []byte
		seqs string
		bad  string
		end  end
	}{
		{"empty", nil, "", "", endWhole},
		{"whole", whole, "1 2 3 4", "", endWhole},
		{"cut in the last header", whole[:at[3]+5], "1 2 3", "", endCut},
		{"cut in the last operation", whole[:at[4]-3], "1 2 3", "", endCut},
		{"cut after the last header", whole[:at[3]+recordHeader], "1 2 3", "", endCut},
		{"zeros at the end", append(bytes.Clone(whole), make([]byte, 4096)...), "1 2 3 4", "", endCut},
		{"last operation changed", flip(at[4] - 9), "1 2 3", "", endDamaged},
		{"last length changed", flip(at[3] + 1), "1 2 3", "", endDamaged},
		{"second operation changed", flip(at[1] + 60), "1 3 4", "a.b.00ff.2", endWhole},
		{"second checksum changed", flip(at[1] + 5), "1 3 4", "a.b.00ff.2", endWhole},
		{"second length changed", flip(at[1]), "1 3 4", "a.b.00ff.2", endWhole},
		{"first length huge", flip(3), "2 3 4", "a.b.00ff.1", endWhole},
		{"second rewritten with a right checksum", encodeJournal(other), "1 2 3 4", "a.b.00ff.3 does not follow the one before", endWhole},
		{"two records gone", encodeJournal([]stored{ops[0], ops[3]}), "1 4", "a.b.00ff.2 to 3", endWhole},
		{"a record twice", encodeJournal([]stored{ops[0], ops[0], ops[1]}), "1 2", "a.b.00ff.1 stands twice", endWhole},
		{"bytes between", slices.Concat(whole[:at[2]], []byte("????"), whole[at[2]:]), "1 2 3 4", fmt.Sprintf("bytes at %d that are no operation", at[2]), endWhole},
		{"not a journal", []byte("<html>No such page</html>"), "", "", endDamaged},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			j := readJournal("a.b", "00ff", test.data)
			var seqs []string
			for _, op := range j.ops {
				seqs = append(seqs, fmt.Sprint(op.op.Seq))
			}
			bad := strings.Join(slices.Concat(j.missing, j.strange), "; ")
			if got := strings.Join(seqs, " "); got != test.seqs || bad != test.bad || j.end != test.end {
				t.Errorf("got operations %q, bad %q, end %d\nwant %q, %q, %d", got, bad, j.end, test.seqs, test.bad, test.end)
			}
		})
	}
}

func FuzzReadJournal(f *testing.F) {
	whole := encodeJournal(chain(3))
	f.Add(whole)
	f.Add(whole[:len(whole)-5])
	f.Add(append([]byte{1, 2, 3}, whole...))
	f.Add(bytes.Repeat([]byte("\xff\xff\x0f\x00----"+`{"author":"`), 50))
	f.Fuzz(func(t *testing.T, data []byte) {
		j := readJournal("a.b", "00ff", data)
		if j.whole > len(data) {
			t.Fatalf("whole up to %d of %d bytes", j.whole, len(data))
		}
		last := uint64(0)
		for _, op := range j.ops {
			if op.op.Seq <= last {
				t.Fatalf("operation %d after %d", op.op.Seq, last)
			}
			last = op.op.Seq
		}
		// What was kept is a journal by itself, with the same operations.
		again := readJournal("a.b", "00ff", encodeJournal(j.ops))
		if len(again.ops) != len(j.ops) || again.torn || again.end != endWhole {
			t.Fatalf("kept %d operations, read again %d, torn %v, end %d", len(j.ops), len(again.ops), again.torn, again.end)
		}
	})
}
