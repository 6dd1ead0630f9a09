package store

import (
	"archive/zip"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"consilience/model"
)

// A backup is a ZIP file with the workspace's blobs, journals and
// workspace.json under their own names, and manifest.json, which gives size
// and digest of each. The index is not in it: it is made again.
const (
	backupFormat = 1
	fileManifest = "manifest.json"
)

// manifest is what a backup says of itself.
type manifest struct {
	Format  int           `json:"format"`
	Made    time.Time     `json:"made"`
	Entries []backupEntry `json:"entries"`
	// Without names published files that were missing or damaged.
	Without []string `json:"without,omitempty"`
}

// backupEntry is one file; Path is relative to the workspace, with slashes.
type backupEntry struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Backup writes the whole workspace to a file, reads it back to verify it, and
// only then gives it its name. It is remembered as the last backup. Published
// files that are missing or damaged are left out; a Problem of kind damaged
// then says which, and the backup stands.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.closed.Load() {
		return errClosed
	}
	s.commits.Lock()
	defer s.commits.Unlock()
	file, err := filepath.Abs(file)
	if err != nil {
		return fileProblem("The backup's place could not be found.", err)
	}
	const say = "The backup could not be written. The workspace is unchanged."
	_, total, err := s.listBlobs()
	if err != nil {
		return fileProblem(say, err)
	}
	if err := room(filepath.Dir(file), s.o.MinFree, uint64(total)); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".backup-*")
	if err != nil {
		return fileProblem(say, err)
	}
	defer os.Remove(tmp.Name()) // it is gone already when all went well
	without, err := s.writeBackup(ctx, tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return backupProblem(ctx, say, err)
	}
	if err := verifyBackup(ctx, tmp.Name()); err != nil {
		return backupProblem(ctx, "The backup could not be read back as it was written, so it was removed. The workspace is unchanged.", err)
	}
	if err := os.Rename(tmp.Name(), file); err != nil {
		return fileProblem(say, err)
	}
	if err := syncDir(filepath.Dir(file)); err != nil {
		return fileProblem(say, err)
	}
	s.mu.Lock()
	next := s.settings
	next.Backup = &lastBackup{File: file, At: s.o.Now().UTC()}
	err = s.saveSettings(next)
	s.mu.Unlock()
	if err != nil {
		return fileProblem("The backup is written, but its place could not be remembered.", err)
	}
	if len(without) > 0 {
		return model.Problemf(model.ProblemDamaged, "Sync again to fetch what is missing, then make another backup.",
			"The backup is written, without %d published file(s) that are missing or damaged here: %s.", len(without), without[0])
	}
	return nil
}

func backupProblem(ctx context.Context, say string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fileProblem(say, err)
}

// backupWriter writes entries and notes them.
type backupWriter struct {
	ctx  context.Context
	zip  *zip.Writer
	list manifest
}

func (s *Store) writeBackup(ctx context.Context, to io.Writer) (without []string, err error) {
	w := &backupWriter{ctx: ctx, zip: zip.NewWriter(to), list: manifest{Format: backupFormat, Made: s.o.Now().UTC()}}
	// Tables compress to a fifth at the fastest level, at the disk's speed.
	w.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	if err := s.backupNotes(w); err != nil {
		return nil, err
	}
	digests, _, err := s.listBlobs()
	if err != nil {
		return nil, err
	}
	all, err := s.allKept()
	if err != nil {
		return nil, err
	}
	for _, k := range all {
		for _, f := range k.Snapshot.Files {
			if !slices.Contains(digests, f.SHA256) {
				w.list.Without = append(w.list.Without, f.Path+" of "+k.Snapshot.Source.ID)
			}
		}
	}
	for _, digest := range digests {
		f, err := s.openVerified(digest)
		if damagedBlob(err) {
			w.list.Without = append(w.list.Without, s.loseBlob(digest, err).Error())
			continue
		}
		if err != nil {
			return nil, err
		}
		err = w.add(dirBlobs+"/"+digest[:2]+"/"+digest, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
	}
	return w.list.Without, w.finish()
}

// backupNotes adds settings and journals as they are at one moment.
func (s *Store) backupNotes(w *backupWriter) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := os.Open(s.path(fileSettings))
	if err != nil {
		return err
	}
	if err := errors.Join(w.add(fileSettings, f), f.Close()); err != nil {
		return err
	}
	names := make([]string, 0, len(s.heads))
	for name := range s.heads {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := os.Open(s.path(dirJournal, name))
		if errors.Is(err, os.ErrNotExist) && s.heads[name].Size == 0 {
			continue
		}
		if err != nil {
			return err
		}
		err = w.add(dirJournal+"/"+name, io.LimitReader(f, s.heads[name].Size))
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// add writes one entry.
func (w *backupWriter) add(path string, from io.Reader) error {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate, Modified: w.list.Made})
	if err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.CopyBuffer(io.MultiWriter(to, h), &stoppable{ctx: w.ctx, from: from}, make([]byte, 1<<20))
	w.list.Entries = append(w.list.Entries, backupEntry{Path: path, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))})
	return err
}

// finish writes the manifest.
func (w *backupWriter) finish() error {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: fileManifest, Method: zip.Deflate, Modified: w.list.Made})
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(w.list, "", "  ")
	if err != nil {
		return err
	}
	if _, err := to.Write(raw); err != nil {
		return err
	}
	return w.zip.Close()
}

// stoppable reads until the context ends, and keeps why reading failed.
type stoppable struct {
	ctx  context.Context
	from io.Reader
	err  error
}

func (r *stoppable) Read(p []byte) (int, error) {
	if r.err = r.ctx.Err(); r.err != nil {
		return 0, r.err
	}
	n, err := r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// verifyBackup reads a backup from the disk and verifies every entry.
func verifyBackup(ctx context.Context, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	b, err := openBackup(f, info.Size())
	if err != nil {
		return err
	}
	for _, e := range b.list.Entries {
		if err := b.copyEntry(ctx, e, io.Discard); err != nil {
			return fmt.Errorf("%s: %w", e.Path, err)
		}
	}
	return nil
}
