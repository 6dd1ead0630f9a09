package sync

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// A table that CONSUL's proposals and comments on a text may both be: an id, a
// title, an author, a summary, a time, and a comment with what it is on.
const twoClaims = "ID,Title,Author,Summary,Created at,Section,Comment\n1,Parks,Ana,Trees,2024-03-01,2.1,More trees\n2,Parks,Ben,Cars,2024-03-02,2.2,Fewer cars\n"

// What two formats claim is asked, and the answer is used for this file and for
// others with the same heads.
func TestTwoClaimsAreAsked(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{"inputs.csv": twoClaims, "later.csv": twoClaims + "3,Parks,Cem,Benches,2024-03-03,2.3,A bench\n"})
	b := newBench(t, Options{})
	file := filepath.Join(dir, "inputs.csv")
	d, err := b.sync(file)
	p := model.AsProblem(err, "")
	if p == nil || p.Kind != model.ProblemNeedsMapping || p.Address != file || len(d.Contents) != 0 {
		t.Fatalf("got %v and %d sources, want a question about %s", err, len(d.Contents), file)
	}
	if !slices.Equal(p.Formats, []model.Format{model.FormatConsul, model.FormatComments}) || !strings.Contains(p.Say, "more than one format") {
		t.Errorf("got %q of %v", p.Say, p.Formats)
	}
	shown, err := b.publisher.Preview(t.Context(), file, "", 0)
	if err != nil {
		t.Fatal(err)
	}
	said := shown.Proposed.As(model.FormatComments)
	if err := b.publisher.CheckMapping(said); err != nil {
		t.Fatal(err)
	}
	b.publisher.Know([]model.KnownMapping{{Mapping: said}}, nil)
	for _, name := range []string{"inputs.csv", "later.csv"} {
		d := b.must(filepath.Join(dir, name))
		if s := d.Contents[0].Snapshot; s.Format != model.FormatComments || s.Mapping != nil || len(d.Contents[0].Notes) < 2 {
			t.Errorf("%s: got %s with %d notes, want comments", name, s.Format, len(d.Contents[0].Notes))
		}
	}
	if err := b.publisher.CheckMapping(shown.Proposed.As("guess")); err == nil {
		t.Error("a format that nobody reads was accepted")
	}
}

const responses = "Ref,A,B\nx1,yes,5\nx2,no,3\nx3,yes,1\n"

func surveyMapping(role string) model.Mapping {
	return model.Mapping{Format: model.FormatSurveyTable, Header: 1, Columns: []model.MappedColumn{{Head: "Ref", Role: "id"}, {Head: "A", Role: "choice"}, {Head: "B", Role: role}}}
}

// A mapping is remembered per publisher and heads. Where the publisher is not
// known, several that differ are a question.
func TestMappingsArePerPublisher(t *testing.T) {
	feed := `{"contributors":[{"title":"%","role":"publisher"}],"resources":[{"name":"r","path":"responses.csv"}]}`
	dir := t.TempDir()
	for _, who := range []string{"Ministry", "City", "Union"} {
		write(t, filepath.Join(dir, who), map[string]string{"responses.csv": responses, "datapackage.json": strings.Replace(feed, "%", who, 1)})
	}
	write(t, filepath.Join(dir, "somewhere"), map[string]string{"responses.csv": responses, "again.csv": responses})
	known := []model.KnownMapping{{Publisher: "Ministry", Mapping: surveyMapping("scale")}, {Publisher: "City", Mapping: surveyMapping("open")}}
	bare, again := filepath.Join(dir, "somewhere", "responses.csv"), filepath.Join(dir, "somewhere", "again.csv")
	for _, c := range []struct {
		name, address string
		known         []model.KnownMapping
		whose         map[string]string
		role, owner   string // role empty: it is asked
	}{
		{"of the same publisher", filepath.Join(dir, "Ministry"), known, nil, "scale", "Ministry"},
		{"of the other", filepath.Join(dir, "City"), known, nil, "open", "City"},
		{"of a third", filepath.Join(dir, "Union"), known, nil, "", ""},
		{"a file of nobody, two that differ", bare, known, nil, "", ""},
		{"a file of nobody, one mapping", bare, known[:1], nil, "scale", "Ministry"},
		{"a file that the person said is the city's", bare, known, map[string]string{bare: "City"}, "open", "City"},
		{"made for nobody in particular", filepath.Join(dir, "Union"), []model.KnownMapping{{Mapping: surveyMapping("number")}}, nil, "number", "Union"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, Options{})
			b.publisher.Know(c.known, c.whose)
			d, err := b.sync(c.address)
			if c.role == "" {
				problems := d.Problems
				if p := model.AsProblem(err, ""); p != nil {
					problems = append(problems, *p)
				}
				if len(d.Contents) != 0 || !slices.ContainsFunc(problems, func(p model.Problem) bool { return p.Kind == model.ProblemNeedsMapping && p.Address != "" }) {
					t.Errorf("got %v and %+v, want a question", ids(d), problems)
				}
				return
			}
			if err != nil || len(d.Contents) != 1 {
				t.Fatalf("got %v, %v", ids(d), err)
			}
			if s := d.Contents[0].Snapshot; s.Mapping.Columns[2].Role != c.role || s.Publisher != c.owner {
				t.Errorf("got %s of %q, want %s of %q", s.Mapping.Columns[2].Role, s.Publisher, c.role, c.owner)
			}
		})
	}
	// Once it was read, the source says whose the file is.
	b := newBench(t, Options{})
	b.publisher.Know(known, map[string]string{bare: "City"})
	b.must(bare)
	b.publisher.Know(known, nil)
	write(t, filepath.Join(dir, "somewhere"), map[string]string{"responses.csv": responses + "x4,no,2\n"})
	if d := b.must(bare); len(d.Contents) != 1 || d.Contents[0].Snapshot.Mapping.Columns[2].Role != "open" {
		t.Errorf("got %v, want the file read as the city's again", ids(d))
	}
	if _, err := b.sync(again); err == nil {
		t.Error("another file of nobody was read without a question")
	}
}

// Look says what is there and brings nothing in.
func TestLook(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{
		"polls/2024/votes.csv": votesFile, "polls/2024/comments.csv": wordsFile, "responses.csv": responses, "inputs.csv": twoClaims, "photo.csv": "\x89PNG\x00",
	})
	b := newBench(t, Options{})
	b.publisher.Know([]model.KnownMapping{{Publisher: "Ministry", Mapping: surveyMapping("scale")}}, nil)
	found, err := b.publisher.Look(t.Context(), dir, func(model.Progress) {})
	if err != nil || found.Address != dir || found.Elsewhere {
		t.Fatalf("got %+v, %v", found, err)
	}
	var got []string
	for _, s := range found.Sources {
		got = append(got, string(s.Format)+" "+strings.Join(s.Files, ",")+" "+s.Publisher)
	}
	want(t, "found", got, []string{"polis-export polls/2024/comments.csv,polls/2024/votes.csv ", "survey-table responses.csv Ministry"})
	got = nil
	for _, p := range found.Problems {
		got = append(got, p.Kind+" "+p.File)
	}
	want(t, "problems", got, []string{"needs-mapping inputs.csv", "unrecognised photo.csv"})
	if heads, err := b.store.Heads(); err != nil || len(heads) != 0 {
		t.Errorf("got %d sources, %v; want none brought in", len(heads), err)
	}
	if again, err := b.publisher.Look(t.Context(), "https://example.org/datapackage.json", func(model.Progress) {}); err != nil || !again.Elsewhere || again.Sources != nil {
		t.Errorf("got %+v, %v; want nothing asked of a server", again, err)
	}
	if _, err := b.publisher.Look(t.Context(), filepath.Join(dir, "nowhere"), func(model.Progress) {}); model.AsProblem(err, "") == nil {
		t.Error("a folder that is not there was found")
	}
}
