package store

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// dirDrafts holds what was typed and not saved: one file a key, its name the
// key in hexadecimal. It is no truth: losing it loses no annotation, and a
// backup leaves it out.
const dirDrafts = "drafts"

// maxDraftKey bounds a key, in bytes: its file's name is at most 255.
const maxDraftKey = 120

// MaxDraft bounds a draft, in bytes.
const MaxDraft = 4 << 20

func (s *Store) draftPath(key string) string {
	return s.path(dirDrafts, hex.EncodeToString([]byte(key))+".json")
}

// KeepDraft keeps content under a key of at most 120 bytes, in place of what
// was kept there. The error is a *model.Problem.
func (s *Store) KeepDraft(key string, content []byte) error {
	const say = "What you typed could not be kept yet. It is still in the form."
	if s.closed.Load() {
		return errClosed
	}
	if key == "" || len(key) > maxDraftKey || len(content) > MaxDraft {
		return fileProblem(say, errors.New("the draft is too large"))
	}
	if err := os.MkdirAll(s.path(dirDrafts), 0o700); err != nil {
		return fileProblem(say, err)
	}
	return fileProblem(say, replaceFile(s.draftPath(key), content))
}

// DropDraft forgets what was kept under a key. The error is a *model.Problem.
func (s *Store) DropDraft(key string) error {
	if err := os.Remove(s.draftPath(key)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fileProblem("A draft that is not needed any more could not be removed.", err)
	}
	return nil
}

// Drafts gives what was kept, by key. The error is a *model.Problem.
func (s *Store) Drafts() (map[string][]byte, error) {
	const say = "What was typed last time could not be read. Nothing was changed."
	out := map[string][]byte{}
	entries, err := os.ReadDir(s.path(dirDrafts))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fileProblem(say, err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		key, err := hex.DecodeString(name)
		if !ok || err != nil {
			continue // not one of ours
		}
		content, err := readLimited(filepath.Join(s.path(dirDrafts), e.Name()), MaxDraft)
		if err != nil {
			return nil, fileProblem(say, err)
		}
		out[string(key)] = content
	}
	return out, nil
}
