package store

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"consilience/model"
)

// Limits for a backup from somewhere else.
const (
	maxBackupFiles = 200_000
	maxBackupFile  = 16 << 30
	maxBackupTotal = 256 << 30
	maxManifest    = 64 << 20
)

// backup is an open backup whose manifest was read and found possible.
type backup struct {
	list  manifest
	files map[string]*zip.File
}

// openBackup reads the manifest of a backup. It takes any bytes.
func openBackup(r io.ReaderAt, size int64) (*backup, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxBackupFiles {
		return nil, fmt.Errorf("%d files", len(z.File))
	}
	b := &backup{files: map[string]*zip.File{}}
	for _, f := range z.File {
		if b.files[f.Name] != nil {
			return nil, fmt.Errorf("%q is there twice", f.Name)
		}
		b.files[f.Name] = f
	}
	f := b.files[fileManifest]
	if f == nil {
		return nil, errors.New("there is no manifest")
	}
	from, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close()
	raw, err := io.ReadAll(io.LimitReader(from, maxManifest+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxManifest {
		return nil, errors.New("the manifest is too large")
	}
	if err := json.Unmarshal(raw, &b.list); err != nil {
		return nil, err
	}
	return b, b.check()
}

// check refuses entries that no backup of ours has: other names above all, as
// they become paths.
func (b *backup) check() error {
	if b.list.Format != backupFormat {
		return fmt.Errorf("format %d", b.list.Format)
	}
	if len(b.list.Entries) != len(b.files)-1 {
		return errors.New("the manifest does not fit the files")
	}
	total, settings := int64(0), false
	seen := map[string]bool{}
	for _, e := range b.list.Entries {
		if !backupPath(e) || seen[e.Path] || b.files[e.Path] == nil {
			return fmt.Errorf("%q cannot be", e.Path)
		}
		seen[e.Path] = true
		settings = settings || e.Path == fileSettings
		if e.Bytes < 0 || e.Bytes > maxBackupFile {
			return fmt.Errorf("%q has %d bytes", e.Path, e.Bytes)
		}
		if total += e.Bytes; total > maxBackupTotal {
			return errors.New("it is too large")
		}
	}
	if !settings {
		return errors.New("there is no " + fileSettings)
	}
	return nil
}

// backupPath says whether an entry has a name that Backup gives.
func backupPath(e backupEntry) bool {
	names := strings.Split(e.Path, "/")
	switch {
	case !isDigest(e.SHA256):
		return false
	case len(names) == 1:
		return e.Path == fileSettings
	case len(names) == 2 && names[0] == dirJournal:
		_, _, ok := splitJournalName(names[1])
		return ok && e.Bytes <= maxJournal
	case len(names) == 3 && names[0] == dirBlobs:
		return isDigest(names[2]) && names[1] == names[2][:2] && names[2] == e.SHA256
	}
	return false
}

// copyEntry writes one entry out and verifies size and digest. errDigest means
// that the backup is to blame, any other error that writing failed.
func (b *backup) copyEntry(ctx context.Context, e backupEntry, to io.Writer) error {
	from, err := b.files[e.Path].Open()
	if err != nil {
		return fmt.Errorf("%w: %w", errDigest, err)
	}
	defer from.Close()
	h := sha256.New()
	source := &stoppable{ctx: ctx, from: from}
	n, err := io.CopyBuffer(io.MultiWriter(to, h), io.LimitReader(source, e.Bytes+1), make([]byte, 256<<10))
	if source.err != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: %w", errDigest, err)
	}
	if err != nil {
		return err
	}
	if n != e.Bytes || hex.EncodeToString(h.Sum(nil)) != e.SHA256 {
		return errDigest
	}
	return nil
}

// Restore makes dir the workspace that a backup holds. Everything is written
// to a new folder beside it and verified first. If dir is a workspace already,
// it is moved aside, to the same name with ".before-restore" and a number, and
// not touched otherwise. The restored workspace is a new device: numbers that
// were given out after the backup are not given out again.
func Restore(ctx context.Context, file, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fileProblem("The folder could not be found.", err)
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return fileProblem("The folder could not be made.", err)
	}
	fresh, err := os.MkdirTemp(parent, ".restore-*")
	if err != nil {
		return fileProblem("The folder could not be made.", err)
	}
	defer os.RemoveAll(fresh) // it has its new name already when all went well
	if err := unpackBackup(ctx, file, fresh); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fileProblem("The backup could not be restored. Nothing was changed.", err)
	}
	if err := moveAside(dir); err != nil {
		return fileProblem("The workspace that is there could not be moved aside. Nothing was changed.", err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		return fileProblem("The restored workspace could not be given its name.", err)
	}
	return fileProblem("The restored workspace may not survive a power cut yet.", syncDir(parent))
}

// unpackBackup writes a backup's files below dir and verifies them all.
func unpackBackup(ctx context.Context, file, dir string) error {
	f, err := os.Open(file)
	if err != nil {
		return model.Problemf("", "Look at the name of the file.", "The backup %s cannot be opened. Nothing was changed.", file).Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	b, err := openBackup(f, info.Size())
	if err != nil {
		return notABackup(file, err)
	}
	total := int64(0)
	for _, e := range b.list.Entries {
		total += e.Bytes
	}
	if err := room(dir, defaultMinFree/2, uint64(total)); err != nil {
		return err
	}
	for _, e := range b.list.Entries {
		if err := b.unpackEntry(ctx, e, dir); err != nil {
			if errors.Is(err, errDigest) {
				return notABackup(file, fmt.Errorf("%s: %w", e.Path, err))
			}
			return err
		}
	}
	return newCopy(dir, file)
}

func notABackup(file string, err error) error {
	return model.Problemf(model.ProblemDamaged,
		"Use another backup, or another copy of this one.",
		"The file %s is not a whole backup of a consultation. Nothing was changed.", filepath.Base(file)).Because(err)
}

func (b *backup) unpackEntry(ctx context.Context, e backupEntry, dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(e.Path))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = b.copyEntry(ctx, e, to)
	if err == nil {
		err = to.Sync()
	}
	return errors.Join(err, to.Close())
}

// newCopy reads the restored settings and journals as Open would, and gives
// the workspace its new device.
func newCopy(dir, file string) error {
	s := &Store{dir: dir}
	raw, err := readLimited(s.path(fileSettings), maxSettings)
	if err != nil {
		return err
	}
	settings, err := parseSettings(raw)
	if err != nil {
		return notABackup(file, err)
	}
	if err := os.MkdirAll(s.path(dirJournal), 0o700); err != nil {
		return err
	}
	names, err := s.journalNames()
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := readLimited(s.path(dirJournal, name), maxJournal)
		if err != nil {
			return err
		}
		author, device, _ := splitJournalName(name)
		if j := readJournal(author, device, data); j.torn || j.end != endWhole {
			return notABackup(file, fmt.Errorf("journal %s", name))
		}
	}
	settings.Member.Device = newDevice()
	return s.saveSettings(settings)
}

// moveAside gives what stands at dir another name, if anything does.
func moveAside(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return os.Remove(dir)
	}
	if !exists(filepath.Join(dir, fileSettings)) && !exists(filepath.Join(dir, dirJournal)) {
		return model.Problemf(model.ProblemRefused,
			"Choose another folder, or an empty one.",
			"The folder %s holds other things and is not a workspace. Nothing in it was changed.", dir)
	}
	lock, err := takeLock(dir)
	if err != nil {
		return err
	}
	// Some systems rename no folder in which a file is open. Whoever opens the
	// workspace in this moment goes on in the folder that was moved.
	if err := lock.Unlock(); err != nil {
		return err
	}
	for i := 1; ; i++ {
		aside := fmt.Sprintf("%s.before-restore-%d", dir, i)
		if !exists(aside) {
			return os.Rename(dir, aside)
		}
	}
}
