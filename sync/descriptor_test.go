package sync

import (
	"consilience/model"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// feed writes a descriptor for resources given as JSON.
func feed(resources ...string) string {
	return `{"name":"f","title":"A consultation","licenses":[{"name":"CC-BY-4.0"}],"contributors":[{"title":"Writer"},{"title":"The publisher","roles":["publisher"]}],"resources":[` +
		strings.Join(resources, ",") + `]}`
}

func TestFetchDescriptor(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{
		"v.csv": votesFile, "c.csv": wordsFile, "t.csv": tagsFile, "unlisted.csv": tagsFile,
		"datapackage.json": feed(
			`{"name":"votes","path":"v.csv","hash":"`+digest(votesFile)+`","bytes":`+strconv.Itoa(len(votesFile))+`,"consilience":{"source":"Poll One","format":"polis-export","language":"es","collected":{"from":"2022-03","to":"2022-09"},"limitations":["a","b"]}}`,
			`{"name":"words","path":["c.csv"],"consilience":{"source":"Poll One","format":"polis-export","limitations":["b","c"],"simulated":true}}`,
			`{"name":"tags","title":"Our tags","path":"t.csv","licenses":[{"title":"Own licence"}],"consilience":{"channel":"written-comments","paraphrased":true}}`,
			`{"name":"report","path":"report.pptx"}`, `{"name":"inline","data":[]}`, `{"name":"new","path":"t.csv","consilience":{"format":"telepathy"}}`,
			`{"name":"odd","path":"t.csv","consilience":{"channel":"smoke"}}`,
		),
	})
	b := newBench(t, Options{})
	d := b.must(dir)
	want(t, "sources", ids(d), []string{"poll-one", "tags"})
	want(t, "problems", kinds(d), []string{"unrecognised report.pptx", "unrecognised ", "unrecognised t.csv", "unrecognised t.csv"})
	poll, tags := d.Contents[0].Snapshot, d.Contents[1].Snapshot
	wantPoll := model.Source{
		ID: "poll-one", Title: "poll-one", Channel: model.ChannelPoll, Format: model.FormatPolisExport, Feed: dir, Consultation: "A consultation",
		Publisher: "The publisher", Licence: "CC-BY-4.0", Limitations: []string{"a", "b", "c"}, Simulated: true, Language: "es",
	}
	if !equalSource(poll.Source, wantPoll) || poll.CollectedFrom != "2022-03" || poll.CollectedTo != "2022-09" {
		t.Errorf("got %+v from %s to %s, want %+v from 2022-03 to 2022-09", poll.Source, poll.CollectedFrom, poll.CollectedTo, wantPoll)
	}
	if s := d.Contents[0].Statements[0]; s.Language != "es" || s.Text != "One" {
		t.Errorf("got %+v, want the feed's language", s)
	}
	wantTags := model.Source{ID: "tags", Title: "Our tags", Channel: model.ChannelComments, Format: model.FormatTagsTable, Feed: dir,
		Consultation: "A consultation", Publisher: "The publisher", Licence: "Own licence", Paraphrased: true}
	if !equalSource(tags.Source, wantTags) {
		t.Errorf("got %+v, want %+v", tags.Source, wantTags)
	}
	want(t, "unchanged", b.must(dir).Unchanged, []string{"poll-one", "tags"})
}

func equalSource(a, b model.Source) bool {
	sameLimits := slices.Equal(a.Limitations, b.Limitations)
	a.Limitations, b.Limitations = nil, nil
	return sameLimits && a.ID == b.ID && a.Title == b.Title && a.Channel == b.Channel && a.Format == b.Format && a.Feed == b.Feed && a.Consultation == b.Consultation &&
		a.Publisher == b.Publisher && a.Licence == b.Licence && a.Paraphrased == b.Paraphrased && a.Simulated == b.Simulated && a.Language == b.Language
}

func TestFetchDescriptorRefuses(t *testing.T) {
	outside := write(t, t.TempDir(), map[string]string{"secret.csv": tagsFile})
	good := `{"name":"good","path":"t.csv"}`
	tests := []struct{ name, resource, kind string }{
		{"a path up", `{"name":"x","path":"../secret.csv"}`, model.ProblemRefused},
		{"a path up and down", `{"name":"x","path":"a/../../secret.csv"}`, model.ProblemRefused},
		{"an absolute path", `{"name":"x","path":"/etc/passwd"}`, model.ProblemRefused},
		{"a drive", `{"name":"x","path":"C:secret.csv"}`, model.ProblemRefused},
		{"backslashes", `{"name":"x","path":"..\\secret.csv"}`, model.ProblemRefused},
		{"another address", `{"name":"x","path":"https://example.org/x.csv"}`, model.ProblemRefused},
		{"a link out of the folder", `{"name":"x","path":"link.csv"}`, model.ProblemRefused},
		{"a folder", `{"name":"x","path":"sub","consilience":{"format":"tags-table"}}`, model.ProblemRefused},
		{"no name", `{"path":"t.csv"}`, model.ProblemRefused},
		{"a digest that differs", `{"name":"x","path":"t.csv","hash":"` + digest("other") + `"}`, model.ProblemHashDiffers},
		{"a number of bytes that differs", `{"name":"x","path":"t.csv","bytes":7}`, model.ProblemHashDiffers},
		{"a missing file", `{"name":"x","path":"gone.csv"}`, model.ProblemNotReachable},
		{"a file too large", `{"name":"x","path":"t.csv","bytes":99999999999999}`, model.ProblemTooLarge},
		{"not a digest", `{"name":"x","path":"t.csv","hash":"sha256:xyz"}`, model.ProblemRefused},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, t.TempDir(), map[string]string{"t.csv": tagsFile, "sub/x": "", "datapackage.json": feed(test.resource)})
			if err := os.Symlink(filepath.Join(outside, "secret.csv"), filepath.Join(dir, "link.csv")); err != nil {
				t.Fatal(err)
			}
			b := newBench(t, Options{})
			b.refused(dir, test.kind)
			// Another source of the same feed comes in all the same.
			write(t, dir, map[string]string{"datapackage.json": feed(test.resource, good)})
			d := b.must(dir)
			want(t, "sources", ids(d), []string{"good"})
			if len(d.Problems) != 1 || d.Problems[0].Kind != test.kind {
				t.Errorf("got %+v, want one problem of kind %s", d.Problems, test.kind)
			}
		})
	}
	dir := write(t, t.TempDir(), map[string]string{"datapackage.json": "[1"})
	newBench(t, Options{}).refused(dir, model.ProblemUnrecognised)
	newBench(t, Options{Limits: Limits{Descriptor: 1}}).refused(dir, model.ProblemTooLarge)
	write(t, dir, map[string]string{"t.csv": tagsFile, "datapackage.json": feed(good, good, good)})
	newBench(t, Options{Limits: Limits{Resources: 2}}).refused(dir, model.ProblemTooLarge)
	newBench(t, Options{Limits: Limits{File: 9}}).refused(dir, model.ProblemTooLarge)
	newBench(t, Options{Limits: Limits{Total: 9}}).refused(dir, model.ProblemTooLarge)
}
