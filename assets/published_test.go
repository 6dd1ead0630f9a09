package assets_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"consilience/assets"
)

// published is the folder of the report's tables, which is not part of this
// repository. Without it these tests have nothing to compare with.
func published(t *testing.T, folder string) fs.FS {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "data", folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the report's tables are not beside this repository: %v", err)
	}
	return os.DirFS(dir)
}

// words are columns that are put in other words; all others stay as published.
var words = map[string]bool{"statement": true, "description": true}

func TestSampleFiguresAreAsPublished(t *testing.T) {
	report := published(t, "ogp-phase1-report")
	compared := 0
	for _, name := range []string{"polis-challenges-opportunities.csv", "polis-role-of-ogp.csv", "contribution-areas.csv", "role-tags.csv", "participation.csv"} {
		ours, theirs := rows(t, assets.Sample(), name), rows(t, report, name)
		if len(ours) != len(theirs) {
			t.Fatalf("%s: %d rows, published are %d", name, len(ours), len(theirs))
		}
		for i := range theirs {
			for column, want := range theirs[i] {
				got, ok := ours[i][column]
				switch {
				case !ok:
					t.Fatalf("%s: column %s is missing", name, column)
				case !words[column] && got != want:
					t.Errorf("%s row %d, %s: got %q, published is %q", name, i+1, column, got, want)
				case words[column]:
					checkParaphrase(t, name, i+1, got, want)
				}
				compared++
			}
		}
	}
	if want := 104*6 + 35*3 + 33*4 + 39*7; compared != want {
		t.Errorf("compared %d cells, want %d", compared, want)
	}
}

// checkParaphrase asks that a text is there and is neither the original
// sentence nor contains five of its words in a row.
func checkParaphrase(t *testing.T, name string, row int, ours, original string) {
	t.Helper()
	const run = 5
	mine := strings.Join(plainWords(ours), " ")
	theirs := plainWords(original)
	if mine == "" {
		t.Errorf("%s row %d has no text", name, row)
	}
	if mine == strings.Join(theirs, " ") {
		t.Errorf("%s row %d is the original sentence: %s", name, row, ours)
	}
	for i := 0; i+run <= len(theirs); i++ {
		if same := strings.Join(theirs[i:i+run], " "); strings.Contains(" "+mine+" ", " "+same+" ") {
			t.Errorf("%s row %d repeats the original: %q", name, row, same)
		}
	}
}

func plainWords(s string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`.,;:!?'"()`, r) {
			return ' '
		}
		return r
	}, strings.ToLower(s)))
}

func TestSampleThemesAreAsExpected(t *testing.T) {
	type theme struct {
		ID           string
		Title        string
		Proposition  string
		Polis        [][2]any
		Statements   [][2]any
		Bridging     []string
		TagPoles     []string `json:"tag_poles"`
		Reservations []string
		Class        string
		Human        []struct {
			Channel, Reading, Note, Tag string
			Groups                      map[string]string
		}
	}
	var want, got struct{ Themes []theme }
	decode(t, published(t, "ogp-phase1-expected"), "themes.json", &want)
	decode(t, assets.Sample(), "themes.json", &got)
	if len(got.Themes) != len(want.Themes) {
		t.Fatalf("%d themes, want %d", len(got.Themes), len(want.Themes))
	}
	for i, w := range want.Themes {
		g := got.Themes[i]
		if g.Title == "" || g.Class != "" {
			t.Errorf("%s: title %q, class %q; want a title, and no class: it is computed", g.ID, g.Title, g.Class)
		}
		// Ours says the same under our own words for channels and readings.
		w.Statements, w.Polis, w.Class, w.Title = w.Polis, nil, "", g.Title
		for j := range w.Human {
			w.Human[j].Channel = strings.Replace(w.Human[j].Channel, "meetings", "meeting-notes", 1)
			w.Human[j].Reading = strings.ReplaceAll(w.Human[j].Reading, " ", "-")
		}
		if !reflect.DeepEqual(g, w) {
			t.Errorf("theme %d:\ngot  %+v\nwant %+v", i+1, g, w)
		}
	}
}

func TestSampleTradeOffsAreAsFound(t *testing.T) {
	type tradeOff struct {
		ID       string
		Question string
		Poles    []string
		Pages    string
		ByGroup  map[string]string `json:"by_group"`
		Evidence []json.RawMessage
	}
	var want, got struct {
		TradeOffs     []tradeOff `json:"trade_offs"`
		OpenQuestions []string   `json:"open_questions"`
	}
	decode(t, published(t, "ogp-phase1-expected"), "findings.json", &want)
	decode(t, assets.Sample(), "trade-offs.json", &got)
	for _, list := range [][]tradeOff{want.TradeOffs, got.TradeOffs} {
		for i := range list {
			for j, e := range list[i].Evidence {
				list[i].Evidence[j] = item(t, e)
			}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\ngot  %+v\nwant %+v", got, want)
	}
}

// item is the bare reference of a piece of evidence: itself, or the item of an
// object that also says for which pole it speaks.
func item(t *testing.T, e json.RawMessage) json.RawMessage {
	t.Helper()
	var link struct{ Item json.RawMessage }
	if e[0] != '{' {
		return e
	}
	if err := json.Unmarshal(e, &link); err != nil {
		t.Fatal(err)
	}
	return link.Item
}

func decode(t *testing.T, fsys fs.FS, name string, into any) {
	t.Helper()
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
