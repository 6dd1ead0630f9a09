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

// TestPersonalPlacesAreSaidOnce looks for addresses in cells over several lines,
// in notes and in columns that are not kept.
func TestPersonalPlacesAreSaidOnce(t *testing.T) {
	const head = "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n"
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"on the row's line", "poll.csv", head + "0,Write to a@example.org,20,50,25,25\n",
			[]string{"poll.csv, line 2: Statement 0 holds an item of personal data (e-mail address), at character 10."}},
		{"below the row's line", "poll.csv", head + "0,\"One line\nand a@example.org\",20,50,25,25\n",
			[]string{"poll.csv, line 2: Statement 0 holds an item of personal data (e-mail address), at character 14."}},
		{"two and a telephone number", "poll.csv", head + "0,a@example.org or b@example.org or +33 6 12 34 56 78,20,50,25,25\n",
			[]string{
				"poll.csv, line 2: Statement 0 holds an item of personal data (e-mail address), at character 1.",
				"poll.csv, line 2: Statement 0 holds an item of personal data (e-mail address), at character 18.",
				"poll.csv, line 2: Statement 0 holds an item of personal data (telephone number), at character 35.",
			}},
		{"in a note", "notes.md", "Date: 2022-05-01\nPlace: Lima\n\nThey spoke.\nWrite to a@example.org\n",
			[]string{"notes.md, line 5: The note “notes” holds an item of personal data (e-mail address), at character 22."}},
		{"in a text and in a column that is not kept", "form.csv", "Timestamp,What matters?,E-mail\n2022/05/01 10:00:00 AM GMT+2,\"Ask\nc@example.org\",a@example.org\n2022/05/01 10:00:00 AM GMT+2,More,b@example.org\n",
			[]string{
				"form.csv names the people who answered. These columns were not kept: “E-mail”.",
				"form.csv, line 2: An answer to “What matters?” holds an item of personal data (e-mail address), at character 5.",
				"form.csv, line 3: An e-mail address besides.",
				"form.csv, line 4: An e-mail address.",
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			says, status := inProcess("publish", dir, "-o", filepath.Join(t.TempDir(), "feed"), "--quiet")
			got, _, refused := strings.Cut(says, "consilience: ")
			if status != 1 || !refused {
				t.Fatalf("status %d: %s", status, says)
			}
			if got := strings.Split(strings.TrimSpace(got), "\n"); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}
