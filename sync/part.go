package sync

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"

	"consilience/model"
	"consilience/sync/decode"
)

// sidecar lies beside a part file and says what it is a part of.
type sidecar struct {
	Address      string `json:"address"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// SHA256 is the digest that the feed states for the whole.
	SHA256 string `json:"sha256,omitempty"`
	// Safe is how many bytes are known to be on the disk. Without a digest to
	// find out afterwards, no more of a part is used.
	Safe int64 `json:"safe,omitempty"`
}

// part is a file that is not complete yet. It is hashed as it grows.
type part struct {
	note   sidecar
	path   string
	file   *os.File
	digest hash.Hash
	size   int64
}

func partPath(dir, address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(dir, hex.EncodeToString(sum[:16])+".part")
}

// newPart starts a file from nothing, in place of what was there.
func newPart(dir string, note sidecar) (*part, error) {
	p := &part{note: note, path: partPath(dir, note.Address), digest: sha256.New()}
	var err error
	// The note goes away first and comes back last, so that it never stands
	// beside bytes of another file.
	if err := os.Remove(p.notePath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, writing(err)
	}
	if p.file, err = os.OpenFile(p.path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600); err != nil {
		return nil, writing(err)
	}
	if err := p.writeNote(); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (p *part) writeNote() error {
	b, err := json.Marshal(p.note)
	if err != nil {
		return err
	}
	return writing(os.WriteFile(p.notePath(), b, 0o600))
}

// keep makes sure that what has come can be used another time.
func (p *part) keep() error {
	if err := p.file.Sync(); err != nil {
		return writing(err)
	}
	p.note.Safe = p.size
	return p.writeNote()
}

// oldPart opens what an earlier download left of address; nil if there is
// nothing that could be continued.
func oldPart(dir, address string) *part {
	p := &part{path: partPath(dir, address), digest: sha256.New()}
	b, err := os.ReadFile(p.notePath())
	if err != nil || json.Unmarshal(b, &p.note) != nil || p.note.Address != address {
		return nil
	}
	if p.file, err = os.OpenFile(p.path, os.O_RDWR, 0); err != nil {
		return nil
	}
	if p.note.SHA256 == "" {
		if info, err := p.file.Stat(); err != nil || p.note.Safe > info.Size() || p.file.Truncate(p.note.Safe) != nil {
			p.close()
			return nil
		}
	}
	if p.size, err = io.Copy(p.digest, p.file); err != nil || p.size == 0 {
		p.close()
		return nil
	}
	return p
}

func (p *part) notePath() string { return p.path + ".json" }

// Write appends to the part.
func (p *part) Write(b []byte) (int, error) {
	n, err := p.file.Write(b)
	p.digest.Write(b[:n])
	p.size += int64(n)
	return n, err
}

func (p *part) sum() string { return hex.EncodeToString(p.digest.Sum(nil)) }

// close leaves the part where it is, for another time. Closing again is
// harmless.
func (p *part) close() {
	_ = p.file.Close() // what matters was synced by finish
}

// drop deletes the part.
func (p *part) drop() error {
	p.close()
	err := os.Remove(p.path)
	if noteErr := os.Remove(p.notePath()); noteErr != nil && !errors.Is(noteErr, fs.ErrNotExist) {
		err = errors.Join(err, noteErr)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// tailBytes is how much of a file's end is looked at.
const tailBytes = 4 << 10

// ends gives the beginning and the end of the part.
func (p *part) ends() (head, tail []byte, err error) {
	head = make([]byte, min(p.size, decode.HeadBytes))
	if _, err = p.file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, nil, err
	}
	tail = make([]byte, min(p.size, tailBytes))
	if _, err = p.file.ReadAt(tail, p.size-int64(len(tail))); err != nil && err != io.EOF {
		return nil, nil, err
	}
	return head, tail, nil
}

// serverError matches the line that a server appends when an export fails.
var serverError = regexp.MustCompile(`(?i)^\W*(?:polis_err|(?:internal )?(?:server )?error\b|<!doctype|<html|</html>)|^\{"(?:error|message|status)"`)

// endsInError says whether the last line with anything on it is an error.
func endsInError(tail []byte) bool {
	tail = bytes.TrimSpace(tail)
	return serverError.Match(tail[bytes.LastIndexByte(tail, '\n')+1:])
}

// differs compares what came with what the feed says.
func differs(w wanted, n int64, digest string) *model.Problem {
	var p *model.Problem
	switch {
	case w.bytes >= 0 && n != w.bytes:
		p = model.Problemf(model.ProblemHashDiffers, "Ask the publisher whether file or feed is out of date.",
			"%s is not the file that the feed describes: the feed says %d bytes. It was not used; what was here before is unchanged.", w.path, w.bytes)
	case w.sha256 != "" && digest != w.sha256:
		p = model.Problemf(model.ProblemHashDiffers, "Ask the publisher whether file or feed is out of date.",
			"%s is not the file that the feed describes: its digest differs. It was not used; what was here before is unchanged.", w.path)
	default:
		return nil
	}
	p.File = w.path
	return p
}

func (f *fetch) tooLarge(name string) *model.Problem {
	p := model.Problemf(model.ProblemTooLarge, "Ask the publisher for a smaller file, or fetch the sources one by one.",
		"%s is larger than may be taken in (%s a file, %s in all). It was not used; what was here before is unchanged.",
		name, size(f.options.Limits.File), size(f.options.Limits.Total))
	p.File = name
	return p
}

func size(n int64) string {
	for _, u := range []struct {
		bytes int64
		name  string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= u.bytes {
			return fmt.Sprintf("%d\u00a0%s", n/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// writing words an error of the local disk.
func writing(err error) error {
	if err == nil {
		return nil
	}
	const windowsDiskFull = syscall.Errno(112) // ERROR_DISK_FULL
	if errors.Is(err, syscall.ENOSPC) || runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull) {
		return model.Problemf(model.ProblemDiskFull, "Make room on the disk, then sync again.",
			"The disk is full, so that the file could not be kept. What was here before is unchanged.").Because(err)
	}
	return model.AsProblem(err, "A fetched file could not be written. What was here before is unchanged.")
}
