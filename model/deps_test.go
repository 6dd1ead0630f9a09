package model_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the map of the house: which packages of ours a package may
// import. Arrows only go down. Change it together with the map in README.
// Packages below a named one (model/store/x below model/store) follow its row.
var mayImport = map[string][]string{
	"model":               {},
	"assets":              {},
	"model/analysis":      {"model"},
	"model/text":          {},
	"model/retell":        {},
	"model/work":          {},
	"model/chart":         {"model"},
	"model/chart/picture": {"model", "model/chart", "model/text", "assets"},
	"model/store":         {"model"},
	"model/paper":         {"model", "model/chart", "model/text", "assets"},
	"model/paper/compose": {"model", "model/analysis", "model/chart", "model/text", "model/retell", "model/paper", "assets"},
	"model/paper/proof":   {"model", "model/analysis", "model/paper"},
	"model/paper/out":     {"model", "model/chart", "model/chart/picture", "model/text", "model/paper", "assets"},
	"model/desk":          {"model", "model/work", "model/analysis", "model/chart", "model/chart/picture", "model/text", "model/store", "model/paper", "model/paper/compose", "model/paper/proof", "model/paper/out"},
	"sync":                {"model", "sync/decode"},
	"sync/decode":         {"model", "model/work", "sync/refi", "sync/tables"},
	"sync/tables":         {},
	"sync/refi":           {"model"},
	"ui/view":             {"model", "model/analysis", "model/chart", "model/retell", "model/desk", "assets"},
	"ui":                  {"model", "model/text", "model/chart", "model/chart/picture", "model/desk", "ui/view", "assets"},
	"cmd":                 {"model", "model/analysis", "model/chart", "model/chart/picture", "model/store", "model/paper", "model/paper/proof", "model/desk", "sync", "sync/decode", "sync/refi", "ui", "ui/view", "assets"},
}

// alone names outside packages that only some of ours may import.
var alone = map[string][]string{
	"fyne.io/fyne/v2/app":               {"cmd"},
	"fyne.io/fyne/v2":                   {"ui", "cmd"},
	"fyne.io/fyne/v2/theme":             {"ui", "cmd", "assets"}, // its fonts are ours too
	"github.com/dgraph-io/badger/v4":    {"model/store"},
	"github.com/jung-kurt/gofpdf":       {"model/paper"},
	"github.com/go-text/typesetting":    {"model/text"},
	"golang.org/x/text/unicode/norm":    {"model/text", "model/analysis", "sync/decode"},
	"golang.org/x/text/encoding":        {"sync/decode"},
	"golang.org/x/text/transform":       {"sync/decode"},
	"net/http":                          {"sync"},
	"golang.org/x/net/html":             {"sync/decode", "sync/tables"},
	"github.com/klippa-app/go-pdfium":   {"sync/decode"},
	"github.com/tetratelabs/wazero":     {"sync/decode"},
	"github.com/alecthomas/kong":        {"cmd"},
	"github.com/gofrs/flock":            {"model/store"},
	"modernc.org/sqlite":                {"sync/decode"},
	"encoding/csv":                      {"model/paper/proof", "sync", "sync/decode", "cmd", "model/chart/picture", "ui/view"},
	"github.com/go-fonts/dejavu":        {"assets"},
	"golang.org/x/text/feature/plural":  {"ui/view"},
	"golang.org/x/text/message/catalog": {"ui/view"},
}

// goStatements lists the files that may start a goroutine: for a job, and for
// the processors that one uses.
var goStatements = []string{
	"model/desk/job.go",
	"model/work/cores.go",
}

// noClock lists packages that must not read the clock or random numbers.
var noClock = []string{"model", "model/analysis", "model/chart", "model/text", "model/retell", "model/paper", "model/paper/compose", "model/paper/proof"}

func TestWhoMayImportWhom(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || name == "build" || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		room := roomOf(filepath.ToSlash(filepath.Dir(rel)))
		if room == "" {
			t.Errorf("%s stands in no room of the map", rel)
			return nil
		}
		seen[room] = true
		checkFile(t, path, rel, room)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range mayImport {
		if !seen[room] {
			t.Errorf("the map names %s, which is not there", room)
		}
	}
}

// roomOf finds the row of the map that a folder follows: the longest name that
// is the folder or lies above it.
func roomOf(dir string) string {
	for dir != "." && dir != "" {
		if _, ok := mayImport[dir]; ok {
			return dir
		}
		dir = filepath.ToSlash(filepath.Dir(dir))
	}
	return ""
}

func checkFile(t *testing.T, path, rel, room string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%s: %v", rel, err)
		return
	}
	test := strings.HasSuffix(rel, "_test.go")
	for _, spec := range file.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Errorf("%s: %v", rel, err)
			continue
		}
		if ours, ok := strings.CutPrefix(imp, "consilience/"); ok {
			target := roomOf(ours)
			if target != room && !slices.Contains(mayImport[room], target) && !(test && testMay(room, target)) {
				t.Errorf("%s: %s may not import %s", rel, room, ours)
			}
			continue
		}
		if test {
			continue
		}
		if rooms := whoMay(imp); rooms != nil && !slices.Contains(rooms, room) {
			t.Errorf("%s: only %s may import %s", rel, strings.Join(rooms, ", "), imp)
		}
		if slices.Contains(noClock, room) && (imp == "math/rand" || imp == "math/rand/v2" || imp == "crypto/rand") {
			t.Errorf("%s: %s must be the same at every run and may not import %s", rel, room, imp)
		}
	}
	if test {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if !slices.Contains(goStatements, rel) {
				t.Errorf("%s: only %s may start goroutines", fset.Position(n.Pos()), strings.Join(goStatements, ", "))
			}
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if !ok {
				return true
			}
			if pkg.Name == "time" && n.Sel.Name == "Now" && slices.Contains(noClock, room) {
				t.Errorf("%s: %s has no clock", fset.Position(n.Pos()), room)
			}
			if pkg.Name == "fyne" && n.Sel.Name == "DoAndWait" {
				t.Errorf("%s: DoAndWait freezes the window when called on its goroutine", fset.Position(n.Pos()))
			}
			if pkg.Name == "fyne" && n.Sel.Name == "Do" && room != "cmd" {
				t.Errorf("%s: the one fyne.Do is in cmd", fset.Position(n.Pos()))
			}
		}
		return true
	})
}

// whoMay finds the rooms that may import an outside package: those of the
// longest name in alone that it is or lies below. Nil means everybody.
func whoMay(imp string) []string {
	best := ""
	for outside := range alone {
		if (imp == outside || strings.HasPrefix(imp, outside+"/")) && len(outside) > len(best) {
			best = outside
		}
	}
	return alone[best]
}

// testMay says what tests may use beyond their room: the real store and the
// sample, instead of fakes.
func testMay(room, target string) bool {
	switch room {
	case "model":
		return false
	case "model/desk", "ui", "ui/view", "model/paper", "model/paper/compose", "model/store":
		return target == "assets" || target == "sync" || target == "sync/decode" || target == "model/store" || target == "model/desk"
	case "sync", "sync/decode":
		return target == "assets" || target == "model/store" || target == "model/analysis"
	case "model/analysis":
		return target == "sync/decode" || target == "assets"
	}
	return false
}
