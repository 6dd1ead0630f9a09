package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"consilience/model"
)

// isDigest says whether s is a SHA-256 in lower-case hexadecimal, and so safe
// as a file name.
func isDigest(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(s) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return false
		}
	}
	return true
}

func (s *Store) blobPath(digest string) string { return s.path(dirBlobs, digest[:2], digest) }

// Has says whether a published file is here. It does not read it.
func (s *Store) Has(digest string) bool {
	if !isDigest(digest) {
		return false
	}
	info, err := os.Stat(s.blobPath(digest))
	return err == nil && info.Mode().IsRegular()
}

// Adopt takes the complete file at path, which lies in PartialDir, as the blob
// with this digest. The caller has hashed it; it is hashed again whenever it
// is opened. Afterwards path is gone. If the blob is here already, that one
// stays. If a snapshot could not be read for want of it, it is read now.
func (s *Store) Adopt(path, digest string) error {
	const say = "A fetched file could not be kept. What was here before is unchanged."
	if !isDigest(digest) {
		return fmt.Errorf("store: %q is not a SHA-256", digest)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fileProblem(say, err)
	}
	to := s.blobPath(digest)
	if old, err := os.Stat(to); err == nil && old.Mode().IsRegular() && old.Size() == info.Size() {
		return fileProblem(say, os.Remove(path))
	}
	if err := s.room(0); err != nil { // the file has its room already
		return err
	}
	folder := filepath.Dir(to)
	fresh := !exists(folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fileProblem(say, err)
	}
	if err := syncFile(path); err != nil {
		return fileProblem(say, err)
	}
	if err := os.Rename(path, to); err != nil {
		return fileProblem(say, err)
	}
	err = syncDir(folder)
	if err == nil && fresh {
		err = syncDir(filepath.Dir(folder))
	}
	if err != nil {
		return fileProblem(say, err)
	}
	return s.retry(digest)
}

// OpenBlob opens a published file after verifying its digest. If it is missing
// or differs, it returns a Problem of kind damaged that names file and source;
// what differs is moved aside, so that the next sync fetches it again. The
// caller closes the file.
func (s *Store) OpenBlob(digest string) (*os.File, error) {
	f, err := s.openVerified(digest)
	if err == nil || !damagedBlob(err) {
		return f, err
	}
	return nil, s.loseBlob(digest, err)
}

var errDigest = errors.New("the file's digest differs")

// damagedBlob says whether a blob is gone or not what it was, rather than
// unreadable for the moment.
func damagedBlob(err error) bool { return errors.Is(err, errDigest) || errors.Is(err, fs.ErrNotExist) }

// openVerified opens a blob at its start, having read it once.
func (s *Store) openVerified(digest string) (*os.File, error) {
	if !isDigest(digest) {
		return nil, fmt.Errorf("store: %q is not a SHA-256", digest)
	}
	f, err := os.Open(s.blobPath(digest))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return nil, fileProblem("A published file could not be opened.", err)
	}
	sum, err := digestOf(f)
	if err == nil && sum != digest {
		err = errDigest
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = f.Close() // it was only read
		return nil, err
	}
	return f, nil
}

// verifyBlob reads a blob and compares its digest.
func (s *Store) verifyBlob(digest string) error {
	f, err := s.openVerified(digest)
	if err != nil {
		return err
	}
	return f.Close()
}

func digestOf(r io.Reader) (string, error) {
	h := sha256.New()
	if _, err := io.CopyBuffer(h, r, make([]byte, 1<<20)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// loseBlob moves a damaged blob aside and says what it was.
func (s *Store) loseBlob(digest string, cause error) error {
	if errors.Is(cause, errDigest) {
		aside := s.path(dirBlobs, dirDamaged)
		err := os.MkdirAll(aside, 0o700)
		if err == nil {
			err = os.Rename(s.blobPath(digest), filepath.Join(aside, digest))
		}
		if err != nil {
			s.o.Log.Warn("damaged blob not moved aside", "digest", digest, "error", err)
		}
	}
	if err := s.forgetValidators(); err != nil {
		s.o.Log.Warn("validators not forgotten", "error", s.indexCause(err))
	}
	all, err := s.allKept()
	if err != nil {
		return err
	}
	for _, k := range all {
		for _, f := range k.Snapshot.Files {
			if f.SHA256 == digest {
				return blobProblem(k.Snapshot, f, cause)
			}
		}
	}
	return model.Problemf(model.ProblemDamaged, "Sync again: it is then fetched anew.",
		"A published file is missing or damaged here.").Because(cause)
}

func blobProblem(snap model.Snapshot, f model.File, cause error) *model.Problem {
	p := model.Problemf(model.ProblemDamaged,
		"Sync again: the file is then fetched anew. Your notes are not affected.",
		"The file %s of %s is missing or damaged on this disk.", f.Path, snap.Title)
	p.File = f.Path
	return p.Because(cause)
}

// missingBlobs says which files of any snapshot are not here or have another
// size. It reads no contents: that is for Check, and for OpenBlob.
func (s *Store) missingBlobs() ([]model.Problem, error) {
	all, err := s.allKept()
	if err != nil {
		return nil, err
	}
	var problems []model.Problem
	var told []string
	for _, k := range all {
		for _, f := range k.Snapshot.Files {
			if !isDigest(f.SHA256) || slices.Contains(told, f.SHA256) {
				continue
			}
			info, err := os.Stat(s.blobPath(f.SHA256))
			if err == nil && info.Size() == f.Bytes {
				continue
			}
			if err == nil {
				err = s.verifyBlob(f.SHA256)
			}
			if err == nil || !damagedBlob(err) {
				continue
			}
			told = append(told, f.SHA256)
			problems = append(problems, *model.AsProblem(s.loseBlob(f.SHA256, err), "A published file cannot be read."))
		}
	}
	return problems, nil
}
