package assets_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consilience/assets"
)

var update = flag.Bool("update", false, "write the sample's sizes and hashes into its datapackage.json")

// polls and tagTables are the sample's tables with their rows in the report.
var (
	polls     = map[string]int{"polis-challenges-opportunities": 60, "polis-role-of-ogp": 44}
	tagTables = map[string]int{"contribution-areas": 35, "role-tags": 33}
)

type resource struct {
	Name        string `json:"name"`
	Path        string `json:"path"`
	Bytes       int    `json:"bytes"`
	Hash        string `json:"hash"`
	Consilience struct {
		Channel     string   `json:"channel"`
		Format      string   `json:"format"`
		Source      string   `json:"source"`
		Limitations []string `json:"limitations"`
	} `json:"consilience"`
	Schema struct {
		Fields []struct{ Name string } `json:"fields"`
	} `json:"schema"`
}

func TestSampleDescriptor(t *testing.T) {
	text := string(readSample(t, "datapackage.json"))
	var feed struct{ Resources []resource }
	if err := json.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatal(err)
	}
	left := fileNames(t)
	fresh := text
	for _, r := range feed.Resources {
		b := readSample(t, r.Path)
		sum := sha256.Sum256(b)
		was := sizeAndHash(r.Bytes, r.Hash)
		is := sizeAndHash(len(b), "sha256:"+hex.EncodeToString(sum[:]))
		if was != is && !*update {
			t.Errorf("%s: the descriptor says\n%s\nthe file has\n%s\n(go test ./assets -update writes it)", r.Path, was, is)
		}
		fresh = strings.Replace(fresh, was, is, 1)
		left = slices.DeleteFunc(left, func(name string) bool { return name == r.Path })
		checkResource(t, r, b)
	}
	if want := []string{"datapackage.json"}; !slices.Equal(left, want) {
		t.Errorf("files that no resource describes: %v, want only %v", left, want)
	}
	if *update && fresh != text {
		if err := os.WriteFile(filepath.Join("sample", "datapackage.json"), []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sizeAndHash(bytes int, hash string) string {
	return fmt.Sprintf("\"bytes\": %d,\n      \"hash\": %q", bytes, hash)
}

func checkResource(t *testing.T, r resource, content []byte) {
	t.Helper()
	c := r.Consilience
	if c.Channel == "" || c.Format == "" || c.Source != r.Name || len(c.Limitations) == 0 {
		t.Errorf("%s: incomplete consilience property: %+v", r.Name, c)
	}
	if !strings.HasSuffix(r.Path, ".csv") {
		return
	}
	header, _, _ := strings.Cut(string(content), "\n")
	var names []string
	for _, f := range r.Schema.Fields {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, ","); got != header {
		t.Errorf("%s: the schema names %s, the file %s", r.Path, got, header)
	}
}

func TestSampleCounts(t *testing.T) {
	for name, want := range polls {
		if got := len(rows(t, assets.Sample(), name+".csv")); got != want {
			t.Errorf("%s: %d statements, want %d", name, got, want)
		}
	}
	// The report's totals: 679 mentions of 35 tags, 1,340 of 33.
	for name, want := range map[string]int{"contribution-areas": 679, "role-tags": 1340} {
		got, table := 0, rows(t, assets.Sample(), name+".csv")
		for _, row := range table {
			n, err := strconv.Atoi(row["mentions"])
			if err != nil {
				t.Fatal(err)
			}
			got += n
		}
		if len(table) != tagTables[name] || got != want {
			t.Errorf("%s: %d tags with %d mentions, want %d with %d", name, len(table), got, tagTables[name], want)
		}
	}
	// 50 votes cannot give 57, 12 and 30 %: printed so in the report, kept so.
	row := rows(t, assets.Sample(), "polis-challenges-opportunities.csv")[3]
	got := []string{row["statement_id"], row["votes"], row["agree_pct"], row["disagree_pct"], row["pass_pct"]}
	if want := []string{"3", "50", "57", "12", "30"}; !slices.Equal(got, want) {
		t.Errorf("the impossible row reads %v, want %v", got, want)
	}
}

// Languages are those of the originals: 3 statements in Arabic, 8 in Spanish.
func TestSampleLanguages(t *testing.T) {
	count := map[string]int{}
	for name := range polls {
		for _, row := range rows(t, assets.Sample(), name+".csv") {
			count[row["language"]]++
			arabic := strings.ContainsAny(row["statement"], "ابتدرسعلمنوي")
			if arabic != (row["language"] == "ar") {
				t.Errorf("%s %s is said to be %q: %s", name, row["statement_id"], row["language"], row["statement"])
			}
		}
	}
	if count["en"] != 93 || count["es"] != 8 || count["ar"] != 3 {
		t.Errorf("got %v, want 93 en, 8 es, 3 ar", count)
	}
}

func TestSampleHoldsNoPersonalData(t *testing.T) {
	for _, name := range fileNames(t) {
		if strings.Contains(string(readSample(t, name)), "@") {
			t.Errorf("%s: an @ looks like an e-mail address", name)
		}
	}
}

func TestSampleCitesOnlyWhatItHolds(t *testing.T) {
	items := map[string]bool{}
	for name := range polls {
		for _, row := range rows(t, assets.Sample(), name+".csv") {
			items[name+":"+row["statement_id"]] = true
		}
	}
	for name := range tagTables {
		for _, row := range rows(t, assets.Sample(), name+".csv") {
			items[name+":"+row["tag"]] = true
		}
	}
	cited := 0
	for _, name := range []string{"themes.json", "trade-offs.json"} {
		var doc any
		if err := json.Unmarshal(readSample(t, name), &doc); err != nil {
			t.Fatal(err)
		}
		for _, ref := range refs(doc) {
			cited++
			if !items[ref] {
				t.Errorf("%s cites %q, which the sample does not hold", name, ref)
			}
		}
	}
	if want := 61; cited != want {
		t.Errorf("%d citations, want %d", cited, want)
	}
}

// refs collects the strings of a JSON document that name an item of one of the
// sample's tables.
func refs(v any) []string {
	var found []string
	switch v := v.(type) {
	case string:
		source, _, ok := strings.Cut(v, ":")
		if ok && (polls[source] > 0 || tagTables[source] > 0) {
			found = append(found, v)
		}
	case []any:
		for _, e := range v {
			found = append(found, refs(e)...)
		}
	case map[string]any:
		for _, e := range v {
			found = append(found, refs(e)...)
		}
	}
	return found
}

func fileNames(t *testing.T) []string {
	t.Helper()
	entries, err := fs.ReadDir(assets.Sample(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func readSample(t *testing.T, name string) []byte {
	t.Helper()
	b, err := fs.ReadFile(assets.Sample(), name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// rows reads a table into one map a row, by column name.
func rows(t *testing.T, fsys fs.FS, name string) []map[string]string {
	t.Helper()
	f, err := fsys.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var table []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		table = append(table, row)
	}
	return table
}
