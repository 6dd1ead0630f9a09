package view

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// printKeys lists every sentence of the screens, as the JSON object that a
// translator fills: go test -v ./ui/view -run Translations -print-keys
var printKeys = flag.Bool("print-keys", false, "print all sentences of the interface")

func TestWords(t *testing.T) {
	catalogues := fstest.MapFS{"fr.json": {Data: []byte(`{
		"Copied.": "Copié.",
		"%d of %d (%d\u00a0%%)": "%d sur %d (%d\u00a0%%)",
		"%d vote": "%d vote", "%d votes": "%d votes"}`)}}
	fr, err := NewWords("fr", catalogues)
	if err != nil {
		t.Fatal(err)
	}
	en := english(t)
	for _, c := range []struct{ name, got, want string }{
		{"Known", fr.T("Copied."), "Copié."},
		{"UnknownIsEnglish", fr.T("Save"), "Save"},
		{"Args", fr.Count(57, 74), "57 sur 74 (77\u00a0%)"},
		{"PercentSignWithoutArgs", en.T("At least 20\u00a0% of voters"), "At least 20\u00a0% of voters"},
		{"One", en.N("%d vote", "%d votes", 1), "1 vote"},
		{"None", en.N("%d vote", "%d votes", 0), "0 votes"},
		{"FrenchNone", fr.N("%d vote", "%d votes", 0), "0 vote"},
		{"Grouping", en.Number(1021), "1,021"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestNewWordsRefusesWhatIsNoCatalogue(t *testing.T) {
	w, err := NewWords("fr", fstest.MapFS{"fr.json": {Data: []byte(`[1]`)}})
	if err == nil {
		t.Error("got no error for a list, want one")
	}
	if got := w.T("Save"); got != "Save" {
		t.Errorf("got %q, want English words beside the error", got)
	}
	if w, err = NewWords("de", fstest.MapFS{}); err != nil || w.Language() != "en" {
		t.Errorf("language without a file: got %v, %v, want English", w.Language(), err)
	}
}

// TestTranslations checks that each catalogue of assets that is filled has
// every sentence of the screens, with the same verbs in it.
func TestTranslations(t *testing.T) {
	keys := interfaceKeys(t)
	if *printKeys {
		empty := map[string]string{}
		for _, k := range keys {
			empty[k] = ""
		}
		text, err := json.MarshalIndent(empty, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(string(text))
	}
	if len(keys) < 100 {
		t.Fatalf("found %d sentences in the sources, want at least 100: is the test looking in the right place?", len(keys))
	}
	for _, lang := range Languages[1:] {
		text, err := fs.ReadFile(assets.Translations(), lang+".json")
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]string{}
		if err := json.Unmarshal(text, &known); err != nil {
			t.Fatalf("%s.json: %v", lang, err)
		}
		if len(known) == 0 {
			t.Logf("%s.json is empty: the interface is in English", lang)
			continue
		}
		for _, k := range keys {
			if known[k] == "" {
				t.Errorf("%s.json has no translation of %q", lang, k)
			}
		}
		for k, v := range known {
			if !slices.Contains(keys, k) {
				t.Errorf("%s.json translates %q, which no screen says", lang, k)
			}
			if got, want := verbs(v), verbs(k); got != want {
				t.Errorf("%s.json: %q has the verbs %s, want %s as in %q", lang, v, got, want, k)
			}
		}
	}
}

var verb = regexp.MustCompile(`%(\[\d\])?[a-z%]`)

// verbs are a sentence's verbs, in order of argument.
func verbs(s string) string {
	found := verb.FindAllString(s, -1)
	for i, v := range found {
		found[i] = "%" + v[len(v)-1:]
	}
	slices.Sort(found)
	return strings.Join(found, " ")
}

// interfaceKeys collects the sentences: literal arguments of T and N in ui and
// ui/view, of say and Say in the charts, and the labels that are translated by their value.
func interfaceKeys(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	for _, pattern := range []string{"*.go", filepath.Join("..", "*.go"), filepath.Join("..", "..", "model", "chart", "*.go"), filepath.Join("..", "..", "model", "desk", "chart*.go")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				keysOf(t, file, found)
			}
		}
	}
	checks, err := filepath.Glob(filepath.Join("..", "..", "model", "analysis", "check*.go"))
	if err != nil || len(checks) == 0 {
		t.Fatalf("the checks have no files (%v)", err)
	}
	for _, file := range checks {
		if !strings.HasSuffix(file, "_test.go") {
			checkKeysOf(t, file, found)
		}
	}
	for _, k := range labels() {
		found[k] = true
	}
	keys := make([]string, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// keysOf adds the literal sentences of one file.
func keysOf(t *testing.T, file string, found map[string]bool) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		sentences := 0
		switch method.Sel.Name {
		case "T", "say", "Say":
			sentences = 1
		case "N":
			sentences = 2
		}
		for _, arg := range call.Args[:min(sentences, len(call.Args))] {
			literal, ok := arg.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				continue
			}
			key, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[key] = true
		}
		return true
	})
}

// checkKeysOf adds what one file of the checks says: every literal with a blank
// in it, and the names of figures.
func checkKeysOf(t *testing.T, file string, found map[string]bool) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	add := func(n ast.Expr, any bool) {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return
		}
		key, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		if any || strings.Contains(key, " ") && strings.Trim(key, " %\u00a0") != "" {
			found[key] = true
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CompositeLit:
			if list, ok := n.Type.(*ast.ArrayType); ok {
				if of, ok := list.Elt.(*ast.Ident); ok && of.Name == "string" {
					return false // words that are looked for, not said
				}
			}
		case *ast.CallExpr:
			if method, ok := n.Fun.(*ast.SelectorExpr); ok && method.Sel.Name == "With" {
				add(n.Args[0], true)
			}
		case *ast.BasicLit:
			add(n, false)
		}
		return true
	})
}

// labels are the words that the model and the desk give in English and that
// the screens translate by their value.
func labels() []string {
	words := []string{"Sync", "Export", "Export the coding", "Checks", "Stability of the groups", model.MoreWords}
	for _, k := range analysis.PersonalKinds {
		words = append(words, string(k))
	}
	for _, s := range model.Severities {
		words = append(words, s.Label())
	}
	for _, c := range append([]model.Channel{model.ChannelCommittee}, model.Channels...) {
		words = append(words, c.Label())
	}
	for _, c := range model.Classes {
		words = append(words, c.Label())
	}
	for _, r := range append([]model.Reading{model.BothPoles, model.Raised, model.ByGroup, model.Silent, model.NotExamined}, readings...) {
		words = append(words, r.Label())
	}
	for _, k := range desk.ChartKinds {
		words = append(words, k.Label())
	}
	for m := time.January; m <= time.December; m++ {
		words = append(words, m.String())
	}
	return words
}
