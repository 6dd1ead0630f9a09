package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// programs are what the stories may call: this test binary under other names.
var programs = map[string]func(){"consilience": main}

func TestMain(m *testing.M) {
	testscript.Main(m, programs)
}

// TestStories runs the stories in testdata/script: what a person types and
// what must come of it.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("CONSILIENCE_WORKSPACE", e.WorkDir+"/workspace")
			e.Setenv("DISPLAY", "")
			e.Setenv("WAYLAND_DISPLAY", "")
			// What a text file of stories cannot hold: a terminal's escape, and a
			// table that is not UTF-8.
			e.Setenv("ESC", "\x1b")
			latin := []byte("statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,Caf\xe9,52,86,1,11\n")
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
