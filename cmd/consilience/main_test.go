package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// programs are what the stories may call: this test binary under other names.
var programs = map[string]func(){"consilience": func() {
	if day, err := time.Parse(time.DateOnly, os.Getenv("TEST_TODAY")); err == nil {
		now = func() time.Time { return day.Add(11 * time.Hour) }
	}
	main()
}}

func TestMain(m *testing.M) {
	testscript.Main(m, programs)
}

// TestStories runs the stories in testdata/script: what a person types and
// what must come of it.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// copytree FROM TO: the files of a folder, also into one that is there.
			"copytree": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
			},
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("CONSILIENCE_WORKSPACE", e.WorkDir+"/workspace")
			e.Setenv("DISPLAY", "")
			e.Setenv("WAYLAND_DISPLAY", "")
			// What a text file of stories cannot hold: a terminal's escape, and a
			// table that is not UTF-8.
			e.Setenv("ESC", "\x1b")
			latin := []byte("statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,Caf\xe9\x81,52,86,1,11\n")
			if err := os.WriteFile(filepath.Join(e.WorkDir, "latin.csv"), latin, 0o600); err != nil {
				return err
			}
			// On request the programs themselves are counted for coverage.
			if dir := os.Getenv("GOCOVERDIR"); dir != "" {
				e.Setenv("GOCOVERDIR", dir)
			}
			return nil
		},
	})
}
