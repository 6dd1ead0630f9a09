package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"consilience/model"
)

// WriteWhole writes a file whole or not at all: beside its place, and moved
// there when it is complete, so that a file of that name is replaced only by a
// complete one. It returns the hexadecimal SHA-256 of what was written. The
// error is a *model.Problem.
func WriteWhole(file string, write func(io.Writer) error) (digest string, err error) {
	file, err = filepath.Abs(file)
	if err != nil {
		return "", model.AsProblem(err, "The file could not be named.")
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".consilience-*"+filepath.Ext(file))
	if err != nil {
		return "", (&model.Problem{
			Say: fmt.Sprintf("The folder “%s” cannot be written to. No file was changed.", filepath.Dir(file)),
			Do:  "Choose another folder.",
		}).Because(err)
	}
	defer os.Remove(tmp.Name()) // gone already if all went well
	hash := sha256.New()
	err = write(io.MultiWriter(tmp, hash))
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return "", model.AsProblem(err, fmt.Sprintf("“%s” could not be written. No file was changed.", file))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// WriteText is WriteWhole for a text.
func WriteText(file, text string) error {
	_, err := WriteWhole(file, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	return err
}
