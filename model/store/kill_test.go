//go:build !race

package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The kill tests start this test program again as a process that works on a
// workspace and says, line by line, what was acknowledged, and kill it at a
// random moment. They are slow under the race detector, which has nothing to
// say about them.
const (
	envWork = "STORE_TEST_WORK"
	envDir  = "STORE_TEST_DIR"
	envFrom = "STORE_TEST_FROM"
)

func TestMain(m *testing.M) {
	if work := os.Getenv(envWork); work != "" {
		if err := workUntilKilled(work, os.Getenv(envDir)); err != nil {
			fmt.Println("failed:", err, errors.Unwrap(err))
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// workUntilKilled never ends by itself unless something fails.
func workUntilKilled(work, dir string) error {
	var from int
	if _, err := fmt.Sscan(os.Getenv(envFrom), &from); err != nil {
		return err
	}
	fmt.Println("begun")
	s, _, err := Open(dir, options())
	if err != nil {
		return err
	}
	for i := from; ; i++ {
		switch work {
		case "notes":
			if _, err := s.Append(noteOp(fmt.Sprintf("note %d %s", i, strings.Repeat("x", i%3000)))); err != nil {
				return err
			}
		case "sync":
			c, err := bringFile(s, fmt.Sprintf("poll-%d", i%3), numberedFile(i))
			if err != nil {
				return err
			}
			if _, err := s.Commit(context.Background(), c); err != nil {
				return err
			}
		}
		fmt.Println("saved", i)
	}
}

// numberedFile is a file whose last statement is its number.
func numberedFile(i int) []byte {
	return fmt.Appendf(votesFile(i, 5+i%20, 40), "number %d,p0,1\n", i)
}

// kill starts the work and kills it after a random time. It returns the number
// of the last thing that was acknowledged; before if nothing was.
func kill(t *testing.T, work, dir string, before int, after time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envWork+"="+work, envDir+"="+dir, fmt.Sprintf("%s=%d", envFrom, before+1))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if first, err := lines.ReadString('\n'); first != "begun\n" {
		t.Fatalf("got %q, %v, want begun", first, err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	said, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil || strings.Contains(string(said), "failed") {
		t.Fatalf("the work ended by itself: %s", said)
	}
	last := before
	for line := range strings.Lines(string(said)) {
		if _, err := fmt.Sscanf(line, "saved %d\n", &last); err != nil && strings.HasSuffix(line, "\n") {
			t.Fatalf("got %q", line)
		}
	}
	return last
}

func kills() int {
	if testing.Short() {
		return 10
	}
	return 100
}

// TestKillNotes kills a stream of notes again and again in one workspace. Each
// time the workspace opens, Check finds nothing bad, and no acknowledged note
// is missing.
func TestKillNotes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "w")
	random := rand.New(rand.NewPCG(7, 8))
	last, saved := -1, 0
	var acknowledged []int
	for n := range kills() {
		before := last
		last = kill(t, "notes", dir, before, time.Duration(random.IntN(120))*time.Millisecond)
		for i := before + 1; i <= last; i++ {
			acknowledged = append(acknowledged, i)
		}
		s, _ := openTold(t, dir, options())
		wantSound(t, s)
		there := map[int]bool{}
		for _, text := range texts(t, s) {
			var i int
			if _, err := fmt.Sscanf(text, "note %d", &i); err != nil {
				t.Fatalf("kill %d: got %.40q", n, text)
			}
			if want := fmt.Sprintf("note %d %s", i, strings.Repeat("x", i%3000)); text != want {
				t.Fatalf("kill %d: note %d is not as it was written", n, i)
			}
			there[i] = true
			saved = max(saved, i)
		}
		for _, i := range acknowledged {
			if !there[i] {
				t.Fatalf("kill %d: note %d was acknowledged and is missing", n, i)
			}
		}
		last = max(last, saved) // one may have been saved and not said
		closeStore(t, s)
		if random.IntN(2) == 0 { // let half of the workers find an unclean end
			if err := os.Remove(filepath.Join(dir, fileSeal)); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d kills, %d notes acknowledged", kills(), len(acknowledged))
	if len(acknowledged) < kills()/4 { // a busy machine saves less between two kills
		t.Errorf("only %d notes were acknowledged: the kills came too early to mean anything", len(acknowledged))
	}
}

// TestKillSync kills a stream of syncs of three sources. Each time every
// source has a whole snapshot, the last that was acknowledged or the one
// after, and all earlier ones are there.
func TestKillSync(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, 10))
	commits := 0
	var dir string
	var acknowledged []int
	last := -1
	for n := range kills() {
		if n%5 == 0 { // old snapshots stay, so opening takes longer each time
			dir, last, acknowledged = filepath.Join(t.TempDir(), "w"), -1, nil
		}
		before := last
		last = kill(t, "sync", dir, before, time.Duration(random.IntN(150))*time.Millisecond)
		for i := before + 1; i <= last; i++ {
			acknowledged = append(acknowledged, i)
			commits++
		}
		s, _ := openTold(t, dir, options())
		wantSound(t, s)
		last = wantSnapshots(t, s, acknowledged)
		closeStore(t, s)
	}
	t.Logf("%d kills, %d commits acknowledged", kills(), commits)
	if commits < kills()/4 { // a busy machine commits less between two kills
		t.Errorf("only %d commits were acknowledged: the kills came too early to mean anything", commits)
	}
}

// wantSnapshots looks for each acknowledged commit among the snapshots, reads
// every snapshot, and returns the number of the newest.
func wantSnapshots(t *testing.T, s *Store, acknowledged []int) (newest int) {
	t.Helper()
	newest = -1
	there := map[int]bool{}
	for k := range 3 {
		history, err := s.History(fmt.Sprintf("poll-%d", k))
		if err != nil {
			t.Fatal(err)
		}
		for _, snap := range history {
			want, err := decodeVotes(context.Background(), snap, s.OpenBlob)
			if err != nil {
				t.Fatal(err)
			}
			wantContent(t, s, want)
			var number int
			if _, err := fmt.Sscanf(want.Columns[len(want.Columns)-1].Statement, "number %d", &number); err != nil {
				t.Fatal(err)
			}
			there[number] = true
			newest = max(newest, number)
		}
	}
	for _, i := range acknowledged {
		if !there[i] {
			t.Fatalf("commit %d was acknowledged and is missing", i)
		}
	}
	return newest
}
