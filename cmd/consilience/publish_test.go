package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPublishRoundTrip publishes every folder of real exports that lies beside
// the project and syncs the feed: each source must come back with the snapshot
// that the folder itself gives.
func TestPublishRoundTrip(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("there are no exports beside the project to publish")
	}
	for _, family := range []string{"samples", "polis-open"} {
		folders, err := os.ReadDir(filepath.Join(data, family))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range folders {
			if f.IsDir() {
				t.Run(family+"/"+f.Name(), func(t *testing.T) { roundTrip(t, filepath.Join(data, family, f.Name())) })
			}
		}
	}
}

func roundTrip(t *testing.T, folder string) {
	direct := synced(t, folder)
	if len(direct) == 0 {
		t.Skip("nothing in it is read without a person's mapping")
	}
	feed := filepath.Join(t.TempDir(), "feed")
	says, status := inProcess("publish", folder, "-o", feed, "--with-personal-data", "--quiet")
	if _, err := os.Stat(filepath.Join(feed, "datapackage.json")); err != nil {
		t.Fatalf("status %d, no feed: %s", status, says)
	}
	again := synced(t, feed)
	if !slices.Equal(direct, again) {
		t.Errorf("the folder gives\n%s\nits feed gives\n%s", strings.Join(direct, "\n"), strings.Join(again, "\n"))
	}
}

func inProcess(args ...string) (string, int) {
	var out, errs bytes.Buffer
	status := run(args, world{out: &out, err: &errs, ctx: context.Background()})
	if status != 0 {
		return errs.String(), status
	}
	return out.String(), status
}

// synced are the sources that an address gives, each with its snapshot.
func synced(t *testing.T, address string) []string {
	t.Helper()
	ws := t.TempDir()
	inProcess("-w", ws, "--quiet", "sync", address) // a file left aside makes the status 1
	out, status := inProcess("-w", ws, "--json", "sources")
	if status != 0 {
		t.Fatalf("sources: %s", out)
	}
	var list struct {
		Sources []struct {
			ID       string `json:"source"`
			Snapshot string `json:"snapshot"`
		} `json:"sources"`
	}
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var all []string
	for _, s := range list.Sources {
		all = append(all, s.ID+" "+s.Snapshot)
	}
	slices.Sort(all)
	return all
}
