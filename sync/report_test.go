package sync

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"consilience/model"
)

const (
	reportBase    = "api/v3/reportExport/r7abcdefgh/"
	liveComments  = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1760000000,Thu Oct 09 2025 08:53:20 GMT+0000 (Coordinated Universal Time),1,7,1,1,1,\"One\"\n"
	liveVotes     = "timestamp,datetime,comment-id,voter-id,vote\n1760000000,Thu Oct 09 2025,1,7,1\n1760000001,Thu Oct 09 2025,1,2,-1\n"
	liveVoters    = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,1\n2,1,0,1,0,1,-1\n7,0,1,1,1,0,1\n"
	liveGroups    = "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes,group-a-votes,group-a-agrees,group-a-disagrees,group-a-passes,group-b-votes,group-b-agrees,group-b-disagrees,group-b-passes\n1,\"One\",2,1,1,0,1,1,0,0,1,0,1,0\n"
	liveSummary   = "topic,\"A live poll\"\nurl,https://polis.example/3abcdefgh\nvoters,2\nvoters-in-conv,2\ncommenters,1\ncomments,1\ngroups,2\nconversation-description,\"Two\nlines\"" // no line end
	serverMessage = "polis_err_data_export"
)

// livePoll is a server that has a poll's report.
func livePoll(t *testing.T, without ...string) *site {
	t.Helper()
	files := map[string]string{"summary.csv": liveSummary, "comments.csv": liveComments, "votes.csv": liveVotes, "participant-votes.csv": liveVoters, "comment-groups.csv": liveGroups}
	s := newSite(t, map[string]string{})
	s.bare = true // as the real one, for what it streams
	for name, content := range files {
		if !slices.Contains(without, name) {
			s.files[reportBase+name] = content
		}
	}
	return s
}

func TestReport(t *testing.T) {
	for name, address := range map[string]string{
		"the export": "/api/v3/reportExport/r7abcdefgh", "with a slash": "/api/v3/reportExport/r7abcdefgh/",
		"a file of it": "/api/v3/reportExport/r7abcdefgh/votes.csv", "the report's page": "/report/r7abcdefgh", "a page of the report": "/report/r7abcdefgh/?ucw=0#x",
	} {
		t.Run(name, func(t *testing.T) {
			s, b := livePoll(t), newBench(t, Options{})
			d := b.must(s.URL + address)
			want(t, "sources", ids(d), []string{"polis-r7abcdefgh"})
			want(t, "problems", kinds(d), []string{})
			c := d.Contents[0]
			if d.Feed != s.URL+"/api/v3/reportExport/r7abcdefgh" || c.Snapshot.Title != "A live poll" || len(c.Snapshot.Problems) > 0 || len(c.Snapshot.Files) != 5 || len(c.Snapshot.Limitations) != 1 {
				t.Errorf("got %s, %+v", d.Feed, c.Snapshot)
			}
			if one := c.Statements[0]; one.Tally != (model.Tally{Agree: 1, Disagree: 1}) || len(one.Published.Groups) != 2 || c.Participants[1].Group != "0" {
				t.Errorf("got %+v, %+v", one, c.Participants)
			}
		})
	}
}

func TestReportIsALivePoll(t *testing.T) {
	s, b := livePoll(t), newBench(t, Options{})
	b.must(s.URL + "/report/r7abcdefgh")
	want(t, "unchanged", b.must(s.URL+"/report/r7abcdefgh").Unchanged, []string{"polis-r7abcdefgh"})
	s.files[reportBase+"votes.csv"] += "1760000009,Thu Oct 09 2025,1,9,1\n"
	b.now = b.now.Add(48 * time.Hour)
	d := b.must(s.URL + "/report/r7abcdefgh")
	if len(d.Contents) != 1 || len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Say, "fetched on 1 March 2026: it is a live poll") {
		t.Errorf("got %+v", d.Problems)
	}
	b.worded(&d.Problems[0])
}

func TestReportPartsThatTheServerLacks(t *testing.T) {
	page := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!doctype html><title>Polis</title>"))
	}
	tests := []struct {
		name    string
		change  func(*site)
		files   int
		problem []string
	}{
		{"no groups, no summary", func(s *site) {
			delete(s.files, reportBase+"comment-groups.csv")
			delete(s.files, reportBase+"summary.csv")
		}, 3, []string{}},
		{"a page for the groups", func(s *site) { s.handlers[reportBase+"comment-groups.csv"] = page }, 4, []string{}},
		{"the groups fail", func(s *site) {
			s.handlers[reportBase+"comment-groups.csv"] = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, serverMessage, 500) }
		}, 4, []string{"not-reachable comment-groups.csv"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := livePoll(t)
			test.change(s)
			d := newBench(t, Options{}).must(s.URL + "/report/r7abcdefgh")
			want(t, "problems", kinds(d), test.problem)
			if got := len(d.Contents[0].Snapshot.Files); got != test.files {
				t.Errorf("got %d files, want %d", got, test.files)
			}
		})
	}
	t.Run("no report", func(t *testing.T) {
		newBench(t, Options{}).refused(newSite(t, nil).URL+"/report/r7abcdefgh", model.ProblemNotReachable)
	})
	t.Run("a page for all", func(t *testing.T) {
		s := livePoll(t)
		for _, w := range reportFiles {
			s.handlers[reportBase+w.path] = page
		}
		newBench(t, Options{}).refused(s.URL+"/report/r7abcdefgh", model.ProblemUnrecognised)
	})
}

func TestReportBodiesThatAreNotWhole(t *testing.T) {
	for name, change := range map[string]func(map[string]string){
		"an error behind the votes":   func(f map[string]string) { f[reportBase+"votes.csv"] += serverMessage },
		"an error behind the summary": func(f map[string]string) { f[reportBase+"summary.csv"] += "\n" + serverMessage },
		"a summary cut off":           func(f map[string]string) { f[reportBase+"summary.csv"] = liveSummary[:len(liveSummary)-3] },
		"votes cut off":               func(f map[string]string) { f[reportBase+"votes.csv"] = liveVotes[:len(liveVotes)-1] },
		"an error behind the groups":  func(f map[string]string) { f[reportBase+"comment-groups.csv"] += `{"error":"x"}` },
	} {
		t.Run(name, func(t *testing.T) {
			s := livePoll(t)
			change(s.files)
			newBench(t, Options{}).refused(s.URL+"/report/r7abcdefgh", model.ProblemTruncated)
		})
	}
}

// A conversation's address is no report's; what to ask for is said, and no
// request is made.
func TestConversationIsNoReport(t *testing.T) {
	for _, address := range []string{"https://pol.is/3nemnipcrc", "https://pol.is/m/3nemnipcrc", "https://polis.example.org/api/v3/reportExport/3nemnipcrc/votes.csv"} {
		b := newBench(t, Options{Client: &http.Client{Transport: noNetwork{t}}})
		_, err := b.sync(address)
		var p *model.Problem
		if !errors.As(err, &p) || p.Kind != model.ProblemRefused || !strings.Contains(p.Say, "conversation") || !strings.Contains(p.Do, "/report/r") {
			t.Errorf("%s: got %v, want a hint at the report", address, err)
		}
	}
}
