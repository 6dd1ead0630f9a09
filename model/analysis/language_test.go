package analysis_test

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"consilience/assets"
	"consilience/model/analysis"
)

func TestDetectLanguage(t *testing.T) {
	tests := []struct{ want, text string }{
		{"en", "Governments should publish all of their contracts"},
		{"es", "Los gobiernos deben publicar todos sus contratos"},
		{"fr", "Les gouvernements doivent publier tous leurs contrats"},
		{"pt", "Os governos devem publicar todos os seus contratos"},
		{"de", "Die Regierungen sollen alle Verträge veröffentlichen"},
		{"it", "I governi devono pubblicare tutti i contratti della pubblica amministrazione"},
		{"ar", "يجب على الحكومات نشر جميع العقود"},
		{"fa", "دولت\u200cها باید پرونده\u200cهای عمومی را گزارش کنند"},
		{"he", "על הממשלות לפרסם את כל החוזים"},
		{"ru", "Правительства должны публиковать все контракты, чтобы мы знали цены"},
		{"uk", "Уряди повинні публікувати всі контракти"},
		{"zh", "政府应当公布所有合同"},
		{"ja", "政府はすべての契約を公開すべきだ"},
		{"ko", "정부는 모든 계약을 공개해야 한다"},
		{"", "Trust"},
		{"", "OGP 2030"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := analysis.DetectLanguage(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The sample states the language of its 104 statements. None may be taken for
// another; some are too short to say.
func TestLanguageOfTheSample(t *testing.T) {
	right, wrong, unsure := 0, 0, 0
	for _, name := range []string{"polis-challenges-opportunities.csv", "polis-role-of-ogp.csv"} {
		for _, row := range table(t, assets.Sample(), name) {
			switch got := analysis.DetectLanguage(row["statement"]); got {
			case row["language"]:
				right++
			case "":
				unsure++
			default:
				wrong++
				t.Logf("%s for %s: %s", got, row["language"], row["statement"])
			}
		}
	}
	t.Logf("%d right, %d wrong, %d unsure", right, wrong, unsure)
	if wrong > 1 || right < 75 {
		t.Errorf("%d right, %d wrong, %d unsure; want at most 1 wrong and 75 right", right, wrong, unsure)
	}
}

// Of the seven open polls one is in German; the others are in English.
func TestLanguageOfPolls(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "data", "polis-open")
	folders, _ := filepath.Glob(filepath.Join(root, "*", "comments.csv"))
	if len(folders) == 0 {
		t.Skip("the open polls are not beside this repository")
	}
	for _, file := range folders {
		dir := filepath.Dir(file)
		want := "en"
		if len(filepath.Base(dir)) > 7 && filepath.Base(dir)[:7] == "austria" {
			want = "de"
		}
		n := map[string]int{}
		for _, row := range table(t, os.DirFS(dir), "comments.csv") {
			n[analysis.DetectLanguage(row["comment-body"])]++
		}
		all := 0
		for _, k := range n {
			all += k
		}
		t.Logf("%s: %d of %d %s, %d unsure, %v", filepath.Base(dir), n[want], all, want, n[""], n)
		if 3*n[want] < 2*all || 100*(all-n[want]-n[""]) > all {
			t.Errorf("%s: %d of %d in %s, want two thirds, and at most one in a hundred in another: %v", filepath.Base(dir), n[want], all, want, n)
		}
	}
}

func table(t *testing.T, fsys fs.FS, name string) []map[string]string {
	t.Helper()
	f, err := fsys.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, rec := range records[1:] {
		row := map[string]string{}
		for i, c := range records[0] {
			if i < len(rec) {
				row[c] = rec[i]
			}
		}
		rows = append(rows, row)
	}
	return rows
}
