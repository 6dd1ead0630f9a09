package desk_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"consilience/model/desk"
)

func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "checks.csv")
	for _, text := range []string{"old", "new"} {
		if err := desk.WriteText(file, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := desk.WriteWhole(file, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return errors.New("the disk is full")
	}); err == nil {
		t.Error("a failed write gave no error")
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != "new" {
		t.Errorf("got %q, %v, want the last complete file", got, err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("%d files are left, want 1", len(list))
	}
	if err := desk.WriteText(filepath.Join(dir, "missing", "checks.csv"), "x"); err == nil {
		t.Error("a folder that is not there gave no error")
	}
	// printf new | sha256sum
	digest, err := desk.WriteWhole(file, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err })
	if want := "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"; err != nil || digest != want {
		t.Errorf("got %s, %v, want %s", digest, err, want)
	}
}
