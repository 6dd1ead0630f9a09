package compose

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consilience/model"
)

// sentencesOf are the sentences that the code of this package says: what is
// passed to the functions that translate, and the maps of words.
func sentencesOf(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	translate := []string{"t", "say", "counted", "many", "headed", "titled", "family", "stands", "label"}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fn := call.Fun.(type) {
			case *ast.Ident:
				name = fn.Name
			case *ast.SelectorExpr:
				name = fn.Sel.Name
			}
			if !slices.Contains(translate, name) {
				return true
			}
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "say" {
				return true // a span, of words that are translated already
			}
			for i, arg := range call.Args {
				if name == "t" && i > 0 || name == "family" && i > 0 {
					break // what is set in
				}
				if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					s, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					list = append(list, s)
				}
			}
			return true
		})
	}
	for _, words := range kindWords {
		list = append(list, words)
	}
	for _, words := range outcomeWords {
		list = append(list, words)
	}
	for _, words := range statusWords {
		list = append(list, words)
	}
	for _, words := range metWords {
		list = append(list, words)
	}
	for _, how := range says {
		list = append(list, "one item "+how[0], "%s items "+how[1], "one "+how[0], "%s "+how[1])
	}
	for _, s := range model.Standards {
		list = append(list, s.Title)
	}
	for _, c := range model.Classes {
		list = append(list, c.Label())
	}
	for _, c := range model.Channels {
		list = append(list, c.Label())
	}
	for _, r := range []model.Reading{model.Supports, model.Opposes, model.LeansSupport, model.LeansOppose, model.SplitReading, model.SplitGroups, model.BothPoles,
		model.Uncertain, model.NoClearDirection, model.Raised, model.Insufficient, model.ByGroup, model.Silent, model.NotExamined} {
		list = append(list, r.Label())
	}
	for _, m := range Templates() {
		list = append(list, m.Title)
	}
	// What is put together: confidence, concerns, units, stances.
	list = append(list, unproved, "high", "moderate", "low", "very low", "not rated", "method", "coherence", "adequacy", "relevance", "minor", "serious",
		"mention", "mentions", "mentions name the first tag", "chose it", "agree", "Undecided", "Dissent")
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" || s == "en" })
}

var format = regexp.MustCompile(`%(?:\[\d+\])?(?:%|d|s|\.\df)`)

// Every sentence that a paper says has a Spanish and a French one, which sets
// in the same arguments.
func TestEverySentenceIsTranslated(t *testing.T) {
	list := sentencesOf(t)
	if len(list) < 250 {
		t.Fatalf("found %d sentences in the code, want all", len(list))
	}
	verbs := func(s string) []string {
		of := format.FindAllString(s, -1)
		for i := range of {
			of[i] = "%" + of[i][len(of[i])-1:]
		}
		slices.Sort(of)
		return of
	}
	for _, lang := range Languages[1:] {
		for _, english := range list {
			said, ok := catalogues()[lang][english]
			if !ok || strings.TrimSpace(said) == "" {
				t.Errorf("%s: no translation of %q", lang, english)
				continue
			}
			if !slices.Equal(verbs(said), verbs(english)) {
				t.Errorf("%s: %q sets in other arguments than %q", lang, said, english)
			}
		}
		for english, said := range retold()[lang] {
			if !slices.Equal(verbs(said), verbs(english)) {
				t.Errorf("%s: %q sets in other arguments than %q", lang, said, english)
			}
			for _, other := range Languages[1:] {
				if _, ok := retold()[other][english]; !ok {
					t.Errorf("%s: no translation of %q", other, english)
				}
			}
		}
	}
}
