package main

import (
	"os"
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
			// On request the programs themselves are counted for coverage.
			if dir := os.Getenv("GOCOVERDIR"); dir != "" {
				e.Setenv("GOCOVERDIR", dir)
			}
			return nil
		},
	})
}
