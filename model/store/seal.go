package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Why a seal. Badger serves damaged files in three ways: with a panic on a
// goroutine of its own or a SIGBUS, neither of which can be caught; with wrong
// or empty values and no error; or by deleting its tables when its manifest is
// cut short. Asking it whether it is well is therefore no use. Instead, once
// Badger has closed cleanly, we note the size and checksum of every file that
// it left, and open them only if every one is still exactly so. Otherwise, be
// it after a crash or after damage, Badger never sees the files: they are
// removed, and the index is made anew from journal and blobs, which carry
// their own checksums.
//
// The seal also notes the journals and the settings. So a journal that lost
// its end, which by itself looks like one that never had it, is found out, and
// can be completed from the index.
//
// A seal that outlives its moment does no harm: it fits the files or it
// doesn't.

// layout is the version of the index's keys and values. An index of another
// layout is made anew.
const layout = 2

const maxSeal = 64 << 20

// seal is seal.json.
type seal struct {
	Layout   int           `json:"layout"`
	Decoder  string        `json:"decoder"` // see Options
	Files    []sealedFile  `json:"files"`   // of db/ and journal/, sorted by path
	Heads    []journalHead `json:"heads"`
	Settings settings      `json:"settings"`
	// Sum is the CRC-32C of this structure with Sum empty, in hexadecimal.
	Sum string `json:"sum"`
}

// sealedFile is a file as it was. Path is relative to the workspace, with
// forward slashes.
type sealedFile struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	CRC   uint32 `json:"crc32c"`
}

func (c seal) sum() (string, error) {
	c.Sum = ""
	raw, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x", crc32.Checksum(raw, castagnoli)), nil
}

// writeSeal notes everything as it is. Badger is closed, and the caller holds
// all locks.
func (s *Store) writeSeal() error {
	c := seal{Layout: layout, Decoder: s.o.Decoder, Settings: s.settings}
	for _, folder := range []string{dirIndex, dirJournal} {
		files, err := s.sealFolder(folder)
		if err != nil {
			return err
		}
		c.Files = append(c.Files, files...)
	}
	for _, h := range s.heads {
		c.Heads = append(c.Heads, journalHead{Author: h.Author, Device: h.Device, Seq: h.Seq, Hash: h.Hash, HLC: h.HLC, Size: h.Size})
	}
	sum, err := c.sum()
	if err != nil {
		return err
	}
	c.Sum = sum
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return replaceFile(s.path(fileSeal), raw)
}

// sealFolder notes the files of a folder, not of folders in it.
func (s *Store) sealFolder(folder string) ([]sealedFile, error) {
	entries, err := os.ReadDir(s.path(folder))
	if err != nil {
		return nil, err
	}
	var files []sealedFile
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		f, err := sealFile(s.dir, folder+"/"+e.Name())
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func sealFile(dir, path string) (sealedFile, error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		return sealedFile{}, err
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	n, err := io.CopyBuffer(sum, f, make([]byte, 1<<20))
	return sealedFile{Path: path, Bytes: n, CRC: sum.Sum32()}, err
}

var errNoSeal = errors.New("there is no seal")

// parseSeal reads seal.json; an error means that it is not what was written.
func parseSeal(raw []byte) (*seal, error) {
	var c seal
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, err
	}
	sum, err := c.sum()
	if err != nil {
		return nil, err
	}
	if sum != c.Sum {
		return nil, errors.New("the checksum differs")
	}
	for _, h := range c.Heads {
		if !safeName(h.Author) || !safeName(h.Device) {
			return nil, errors.New("a name cannot be")
		}
	}
	return &c, nil
}

// readSeal reads the seal. errNoSeal means that the last end was not clean, or
// that there was none yet.
func (s *Store) readSeal() (*seal, error) {
	raw, err := readLimited(s.path(fileSeal), maxSeal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoSeal
	}
	if err != nil {
		return nil, err
	}
	return parseSeal(raw)
}

// removeSeal is the first step of work that changes what was sealed.
func (s *Store) removeSeal() error {
	err := os.Remove(s.path(fileSeal))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(err, syncDir(s.dir))
}

// holds says whether a folder has exactly the sealed files, and each as it
// was.
func (c *seal) holds(s *Store, folder string) bool {
	now, err := s.sealFolder(folder)
	if err != nil {
		return false
	}
	var then []sealedFile
	for _, f := range c.Files {
		if filepath.ToSlash(filepath.Dir(filepath.FromSlash(f.Path))) == folder {
			then = append(then, f)
		}
	}
	return slices.Equal(now, then)
}

// current says whether the index was made by this version of the program, as
// far as keys, values and decoding go.
func (c *seal) current(s *Store) bool { return c.Layout == layout && c.Decoder == s.o.Decoder }

// head finds where a journal stood; nil if it wasn't there.
func (c *seal) head(name string) *journalHead {
	if c == nil {
		return nil
	}
	for i := range c.Heads {
		if c.Heads[i].name() == name {
			return &c.Heads[i]
		}
	}
	return nil
}
