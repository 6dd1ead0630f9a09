package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"consilience/model"
)

// replaceFile puts content at path as a whole: whoever reads it, also after a
// power cut, finds the old content or the new.
func replaceFile(path string, content []byte) error {
	tmp := path + ".new"
	if err := writeSynced(tmp, content); err != nil {
		_ = os.Remove(tmp) // half a file of ours; the error matters more
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// writeSynced writes a file and waits until it is on the disk.
func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncFile waits until a file that is already written is on the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir waits until the names in a folder are on the disk. Windows has no
// such call and orders its own metadata.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// readLimited reads a file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("%s is larger than %d bytes", filepath.Base(path), limit)
	}
	return content, nil
}

// exists says whether something has this name. What cannot be looked at
// counts as there, so that it is never overwritten.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// room returns a disk-full Problem if writing extra bytes would leave less
// than the floor free. Where the system does not say how much is free, it
// never objects.
func (s *Store) room(extra uint64) error {
	return room(s.dir, s.o.MinFree, extra)
}

func room(dir string, floor, extra uint64) error {
	free, ok := freeSpace(dir)
	if !ok || free >= extra && free-extra >= floor {
		return nil
	}
	return diskFull(fmt.Errorf("%d MiB free, %d MiB wanted", free>>20, (floor+extra)>>20))
}

func diskFull(err error) *model.Problem {
	return model.Problemf(model.ProblemDiskFull,
		"Free some space on the disk and try again.",
		"The disk is nearly full, so nothing was saved or changed.").Because(err)
}

// fileProblem makes a Problem of an error from the file system: disk-full if
// that is what it was, otherwise one that says say.
func fileProblem(say string, err error) error {
	var p *model.Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		return err
	case noSpace(err):
		return diskFull(err)
	}
	return (&model.Problem{Say: say, Do: "Look at whether the folder may be written to and the disk is sound, then try again."}).Because(err)
}
