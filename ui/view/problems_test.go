package view

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

	"consilience/model/retell"
)

// TestProblemsAreTranslated checks that every sentence that a reader of files
// can say has its Spanish and French: it takes them from the sources, so that
// one without a translation fails here.
func TestProblemsAreTranslated(t *testing.T) {
	sentences, clauses := problemSentences(t)
	if len(sentences) < 400 || len(clauses) < 100 {
		t.Fatalf("found %d sentences and %d reasons, want all of them: is the test looking in the right place?", len(sentences), len(clauses))
	}
	for _, lang := range Languages[1:] {
		known := problemWords(t, lang)
		for _, s := range slices.Concat(sentences, clauses) {
			if known[s] == "" {
				t.Errorf("problems/%s.json has no translation of %q", lang, s)
			}
		}
	}
}

// problemSentences are the sentences that stand in the readers' sources, and
// the reasons that are set into them.
func problemSentences(t *testing.T) (sentences, reasons []string) {
	t.Helper()
	for _, dir := range []string{"../../sync", "../../sync/decode", "../../sync/tables", "../../sync/refi"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "publish_page.go") { // the page of a feed is in English
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			eachWords(file, func(s, call string) {
				if strings.HasSuffix(s, ".%s") {
					s = strings.TrimSuffix(s, "%s") // more sentences follow
				}
				switch {
				case strings.HasSuffix(s, ".") && strings.Contains(s, " "):
					for _, one := range retell.Sentences(strings.TrimSpace(s)) {
						one = strings.TrimSpace(one)
						if rest := strings.TrimPrefix(one, "%s "); rest != strings.ToLower(rest[:1])+rest[1:] {
							one = rest // a sentence behind another
						}
						if strings.Contains(one, " ") && letters(one) > 8 && !strings.HasPrefix(one, "(in Polis") {
							sentences = append(sentences, one)
						}
					}
				case slices.Contains(reasonCalls, call) && strings.Contains(s, " ") && letters(s) > 6:
					reasons = append(reasons, s)
				}
			})
		}
	}
	slices.Sort(sentences)
	slices.Sort(reasons)
	return slices.Compact(sentences), slices.Compact(reasons)
}

// reasonCalls are the functions to which the readers give a reason that is set
// into a sentence.
var reasonCalls = []string{"skip", "note", "refuse", "aside", "listed", "New"}

func letters(s string) int {
	n := 0
	for _, r := range formatVerb.ReplaceAllString(s, "") {
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			n++
		}
	}
	return n
}

var formatVerb = regexp.MustCompile(`%(\[\d+\])?[a-z%]`)

// eachWords calls do with every string of a file as a format, what is added to
// it as %s, and with the function that it is given to.
func eachWords(file *ast.File, do func(s, call string)) {
	var walk func(n ast.Node, call string)
	walk = func(n ast.Node, call string) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch e := n.(type) {
			case *ast.CallExpr:
				walk(e.Fun, call)
				name := ""
				switch f := e.Fun.(type) {
				case *ast.Ident:
					name = f.Name
				case *ast.SelectorExpr:
					name = f.Sel.Name
				}
				for _, arg := range e.Args {
					walk(arg, name)
				}
				return false
			case *ast.BasicLit, *ast.BinaryExpr:
				s, ok := asFormat(e.(ast.Expr))
				if !ok {
					return true
				}
				do(s, call)
				if b, ok := e.(*ast.BinaryExpr); ok {
					calls(b, func(c *ast.CallExpr) { walk(c, "") })
				}
				return false
			}
			return true
		})
	}
	walk(file, "")
}

// calls finds the calls within a sum of strings.
func calls(e ast.Expr, do func(*ast.CallExpr)) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		calls(e.X, do)
		calls(e.Y, do)
	case *ast.CallExpr:
		do(e)
	}
}

// asFormat is a string or a sum with a string in it.
func asFormat(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		x, okX := asFormat(e.X)
		y, okY := asFormat(e.Y)
		if !okX && !okY {
			return "", false
		}
		if !okX {
			x = "%s"
		}
		if !okY {
			y = "%s"
		}
		return x + y, true
	case *ast.ParenExpr:
		return asFormat(e.X)
	}
	return "", false
}
