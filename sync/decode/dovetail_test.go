package decode

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// mapped decodes a table as a mapping says.
func mapped(t *testing.T, name, content string, m model.Mapping) (model.Content, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, m.Format, map[string]string{name: content})
	snap.Mapping = &m
	return Snapshot(t.Context(), snap, s.open)
}

func TestDovetailSamples(t *testing.T) {
	c := readAs(t, model.FormatDovetailTable, "notes.csv", samples(t, "dovetail/synthetic-import-notes.csv"))
	sameLines(t, coded(c), []string{
		`note 1 "Nordic+ meeting" "Participants asked for benchmarks.\nSome prefer no ranking.\n" of "1" line 2`, "! assumed 1",
	})
	if n := c.Notes[0]; n.Date != "2022-07-01" || n.Attributes["Region"] != "Europe;Sub-regional" {
		t.Errorf("got %+v", n)
	}
	c = readAs(t, model.FormatDovetailAPI, "highlights.json", samples(t, "dovetail/synthetic-api-highlights-page.json"))
	sameLines(t, coded(c), []string{`excerpt h1 "asked for benchmarks" of """n1" tags ["Norms"] line 1`, `tag Norms [/] "" 1`})

	const name = "synthetic-highlights-unknown-headers.csv"
	content := samples(t, "dovetail/"+name)
	kind, p := kindOf(t, name, content)
	if p == nil || p.Kind != model.ProblemNeedsMapping || kind.Format != "" || !strings.Contains(p.Say, "“Highlight”, “Tags”") {
		t.Errorf("recognised as %v, %v; want a table that needs a mapping and what it could be", kind, p)
	}
	preview, problem := Preview(Look{Name: name, Head: []byte(content)}, "", 0)
	if problem != nil {
		t.Fatal(problem)
	}
	c, err := mapped(t, name, content, preview.Proposed)
	if err != nil {
		t.Fatal(err)
	}
	sameLines(t, coded(c), []string{
		`excerpt 1 "asked for benchmarks" of """Nordic+ meeting" tags ["Norms" "More prescriptive"] line 2`,
		`tag Norms [/] "" 1`, `tag More prescriptive [/] "" 1`, "! assumed 1",
	})
	if e := c.Excerpts[0]; e.Created != "2022-07-02T10:00:00Z" || !e.Unanchored {
		t.Errorf("got %+v", e)
	}
}

func passageMapping(separator string, columns ...string) model.Mapping {
	m := model.Mapping{Format: model.FormatDovetailTable, Separator: separator}
	for i := 0; i < len(columns); i += 2 {
		c := model.MappedColumn{Head: columns[i], Role: columns[i+1]}
		if c.Role == model.RoleAttribute {
			c.Attribute = c.Head
		}
		m.Columns = append(m.Columns, c)
	}
	return m
}

func TestDovetailMapping(t *testing.T) {
	const table = "Q,T,N,By,Region,P\nwords one,\"a, b; c\",Meeting,x@example.org,Africa,Phase 1\n,a,Meeting,,,\nwords two,\"a, b; a\",Other,Ana,,\n"
	columns := []string{"Q", model.RoleText, "T", model.RoleTags, "N", model.RoleNote, "By", model.RoleAuthor, "Region", model.RoleAttribute, "P", model.RoleProject}
	for separator, want := range map[string]string{
		"":  `["a, b; c"] ["a, b; a"]`,
		";": `["a, b" "c"] ["a, b" "a"]`,
		",": `["a" "b; c"] ["a" "b; a"]`,
	} {
		c, err := mapped(t, "h.csv", table, passageMapping(separator, columns...))
		if err != nil {
			t.Fatal(err)
		}
		lines := coded(c)
		got := ""
		for _, l := range lines[:2] {
			_, tags, _ := strings.Cut(l, "tags ")
			got += " " + tags[:strings.Index(tags, "]")+1]
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("separator %q: got %s, want %s", separator, got, want)
		}
		if e := c.Excerpts; e[0].Coder != "" || e[1].Coder != "Ana" || e[0].Remark != "Region: Africa\nP: Phase 1" {
			t.Errorf("got %+v", e)
		}
		says(t, c, "assumed:1", "unreadable-row:3", "left-out:0")
	}
	c, err := mapped(t, "n.csv", "Q;W\nwords;Ana\n", passageMapping("", "Q", model.RoleText, "W", model.RoleAuthor))
	if err != nil || len(c.Notes) != 1 || c.Notes[0].Author != "Ana" || len(c.Excerpts) != 0 {
		t.Errorf("got %+v, %v; want a note", c.Notes, err)
	}
	for name, m := range map[string]model.Mapping{
		"no text":       passageMapping("", "Q", model.RoleTags),
		"two texts":     passageMapping("", "Q", model.RoleText, "T", model.RoleText),
		"a survey role": passageMapping("", "Q", model.RoleText, "T", model.RoleQuestion),
		"no format":     {Columns: []model.MappedColumn{{Head: "Q", Role: model.RoleText}}},
	} {
		if p := CheckMapping(m); p == nil || p.Kind != model.ProblemRefused {
			t.Errorf("%s: got %v", name, p)
		}
	}
}

func TestDovetailPages(t *testing.T) {
	const (
		one = `{"data":[{"id":"h1","text":"stricter  rules","tags":[{"id":"t1","title":"Rules"},{"id":"t1","title":"Rules"}],"note_id":"n1","project":{"id":"p","title":"Phase 1"},"created_at":"2022"},
			{"id":"h2","text":"nowhere","tags":[],"note_id":"n1"},{"id":"h3","text":null,"tags":[]}],"page":{"total_count":4,"has_more":true,"next_cursor":"c"}}`
		two   = `{"data":[{"id":"h4","text":"other","tags":[{"id":"t2","title":"Rules"}],"note_id":"n2"}],"page":{"total_count":4,"has_more":false,"next_cursor":null}}`
		notes = `{"data":[{"id":"n1","title":"Meeting","created_at":"2022-07-01","type":"text"},{"id":"n2","title":"Other","created_at":"2022-07-02"}],"page":{"total_count":2,"has_more":false}}`
		text  = `{"data":{"id":"n1","title":"Meeting","content_markdown":"They want stricter\nrules.\n"}}`
		tags  = `{"data":[{"id":"t1","title":"Rules","description":"more of them","highlight_count":1,"color":"RED"}],"page":{"total_count":1,"has_more":false}}`
	)
	for name, page := range map[string]string{"1": one, "2": two, "n": notes, "t": text, "g": tags} {
		if kind, p := kindOf(t, name+".json", page); p != nil || kind.Format != model.FormatDovetailAPI {
			t.Errorf("%s: recognised as %v, %v", name, kind, p)
		}
	}
	c := must(t, model.FormatDovetailAPI, map[string]string{"1.json": one, "2.json": two, "3.json": notes, "4.json": text, "5-tags.json": tags})
	sameLines(t, coded(c), []string{
		`note n1 "Meeting" "They want stricter\nrules.\n" of "n1" line 1`, `note n2 "Other" "" of "n2" line 2`,
		`excerpt h1 "stricter\nrules" of "n1""" tags ["Rules"] line 1`, `excerpt h2 "nowhere" of "n1""" tags [] line 2`, `excerpt h4 "other" of "n2""" tags ["Rules (2)"] line 1`,
		`tag Rules [/] "more of them" 1`, `tag Rules (2) [/] "" 1`,
		"! unreadable-row 0", "! unanchored 0", "! assumed 0",
	})
	if c.Snapshot.Title != "Phase 1" || *c.Tags[0].Printed != 1 || !slices.Equal(cuts(c), []string{"stricter\nrules", "(no place)", "(no place)"}) {
		t.Errorf("got %q, %v, %q", c.Snapshot.Title, c.Tags[0], cuts(c))
	}
	// The last page is not here.
	for name, page := range map[string]string{"more follow": strings.Replace(one, `"total_count":4,`, "", 1), "fewer than counted": strings.Replace(one, "true", "false", 1)} {
		c = must(t, model.FormatDovetailAPI, map[string]string{"1.json": page})
		if p := c.Snapshot.Problems; !slices.ContainsFunc(p, func(p model.Problem) bool {
			return p.Kind == model.ProblemTruncated && strings.Contains(p.Say, "missing")
		}) {
			t.Errorf("%s: got %v", name, p)
		}
	}
	for name, page := range map[string]string{"cut off": one[:100], "another object": `{"data":5}`, "nothing": `{"data":[],"page":{"has_more":false}}`, "strings": `{"data":["a"],"page":{}}`} {
		if _, err := decoded(t, model.FormatDovetailAPI, map[string]string{"1.json": page}); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	if kind, _ := kindOf(t, "x.json", `{"data":[{"id":1,"name":"x"}],"page":{"has_more":false}}`); kind.Format != "" {
		t.Errorf("another interface's page was recognised as %s", kind.Format)
	}
}

// A page larger than what is looked at is known by its end.
func TestDovetailLargePage(t *testing.T) {
	item := `{"id":"h","text":"` + strings.Repeat("word ", 30000) + `","tags":[],"note_id":"n"}`
	name := filepath.Join(t.TempDir(), "page.json")
	page := `{"data":[{"id":"g","text":"a","tags":[],"note_id":"n"},` + item + `],"page":{"has_more":false}}`
	if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if kind, p := kindOf(t, name, page); p != nil || kind.Format != model.FormatDovetailAPI {
		t.Errorf("recognised as %v, %v", kind, p)
	}
}

func FuzzDovetailAPI(f *testing.F) {
	fuzz(f, model.FormatDovetailAPI, "p.json", `{"data":[{"id":"h1","text":"a","tags":[{"id":"t","title":"T"}],"note_id":"n"},{"id":"n","title":"N","content":"b a"}],"page":{"has_more":true}}`, `{"data":{"id":1,"title":"a","content_markdown":"b"}}`)
}

func FuzzDovetailTable(f *testing.F) {
	fuzz(f, model.FormatDovetailTable, "n.csv", "Title,Description,Date\na,b,c\n,,\n", "title;content\n'=1;\"a\n")
}
