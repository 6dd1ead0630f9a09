package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
)

// twoCamps writes a Polis export: 20 people of each camp vote the same on ten
// statements; on the first five the camps differ, on the last five all agree.
func twoCamps(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "camps")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var votes, comments strings.Builder
	comments.WriteString("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n")
	votes.WriteString("timestamp,datetime,comment-id,voter-id,vote\n")
	for s := range 10 {
		fmt.Fprintf(&comments, "1500232652930,x,%d,0,0,0,1,Statement %d\n", s, s)
		for p := range 40 {
			vote := 1
			if s < 5 && p >= 20 {
				vote = -1
			}
			fmt.Fprintf(&votes, "1500232652930,x,%d,%d,%d\n", s, p, vote)
		}
	}
	for name, text := range map[string]string{"comments.csv": comments.String(), "votes.csv": votes.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Syncing a poll finds its camps, looks whether they hold, and readings know
// of them; a name given to a group stays.
func TestSyncFindsGroups(t *testing.T) {
	d := openDesk(t, t.TempDir(), nil)
	d.Sync(twoCamps(t))
	d.Wait()
	g := d.State().Grouped("camps")
	if g == nil {
		t.Fatalf("no groups; problems: %+v", d.State().Problems)
	}
	if g.Grouping.K != 2 || g.Grouping.Sizes[0] != 20 || g.Grouping.Sizes[1] != 20 {
		t.Errorf("got %d groups of %v, want the two camps of 20", g.Grouping.K, g.Grouping.Sizes)
	}
	if g.Stability.Runs == 0 || g.Stability.Overall < 0.99 {
		t.Errorf("got stability %.2f over %d runs, want 1: the camps cannot be mistaken", g.Stability.Overall, g.Stability.Runs)
	}
	for _, s := range d.State().Statements {
		if s.Divisive == nil || s.GroupConsensus == nil {
			t.Fatalf("%s has no figures by group", s.Ref())
		}
		if divided := s.ID < "5"; divided != (*s.Divisive > 1) {
			t.Errorf("%s: divisiveness %.2f, divided %v", s.Ref(), *s.Divisive, divided)
		}
	}
	if err := d.NameGroup("camps", 0, "The first camp"); err != nil {
		t.Fatal(err)
	}
	if err := d.NameGroup("camps", 0, "The northern camp"); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Grouped("camps").Title(0); got != "The northern camp" {
		t.Errorf("the group is called %q", got)
	}
	if err := d.NameGroup("camps", 7, "Nobody"); err == nil {
		t.Error("a group that is not there got a name")
	}
	if got, want := d.State().Undo, "name of a group on “"+d.State().Sources[0].Title+"”"; got != want {
		t.Errorf("Undo would take back %q, want %q", got, want)
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Grouped("camps").Title(0); got != "The first camp" {
		t.Errorf("after undo the group is called %q", got)
	}
}

func TestGroupsOfWhatHasNone(t *testing.T) {
	d := withSample(t)
	cases := []struct{ name, source, method, say string }{
		{"a table without single votes", "polis-role-of-ogp", "default", "no single votes"},
		{"no such source", "nowhere", "default", "There is no source"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := d.GroupsNow(context.Background(), desk.GroupsAsked{Source: c.source, Method: c.method})
			if err == nil || !strings.Contains(err.Error(), c.say) {
				t.Errorf("got %v, want %q", err, c.say)
			}
		})
	}
	var none desk.State
	if none.Grouped("x") != nil {
		t.Error("an empty state has groups")
	}
}

// A job that was stopped leaves no half-made groups.
func TestStoppedGroups(t *testing.T) {
	d := openDesk(t, t.TempDir(), nil)
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, twoCamps(t)); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := d.GroupAllNow(ctx, func(model.Progress) {}); err == nil {
		t.Error("a stopped search gave no word")
	}
	if g := d.State().Grouped("camps"); g != nil {
		t.Errorf("got groups from a stopped search: %+v", g.Grouping)
	}
}
