package simulate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
)

// File is a file that was written.
type File struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Export writes all files of the poll, and last the descriptor that says that
// they are simulated. create makes a file, which Export closes. An error ends
// it, as does ctx; what was written by then is not a whole poll.
func (s *Poll) Export(ctx context.Context, create func(name string) (io.WriteCloser, error)) ([]File, error) {
	steps := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"summary.csv", s.WriteSummary},
		{"comments.csv", s.WriteComments},
		{"votes.csv", s.WriteVotes},
		{"participants-votes.csv", s.WriteParticipants},
	}
	if !s.HasParticipants() {
		steps = steps[:3]
	}
	var files []File
	for _, step := range steps {
		f, err := write(ctx, create, step.name, step.write)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	f, err := write(ctx, create, "datapackage.json", func(to io.Writer) error { return s.writeDescriptor(to, files) })
	if err != nil {
		return nil, err
	}
	return append(files, f), nil
}

func write(ctx context.Context, create func(string) (io.WriteCloser, error), name string, f func(io.Writer) error) (File, error) {
	file, err := create(name)
	if err != nil {
		return File{}, err
	}
	w := &counted{ctx: ctx, to: file, digest: sha256.New()}
	if err := errors.Join(f(w), file.Close()); err != nil {
		return File{}, fmt.Errorf("%s: %w", name, err)
	}
	return File{Path: name, Bytes: w.bytes, SHA256: hex.EncodeToString(w.digest.Sum(nil))}, nil
}

// counted counts and hashes what is written, and stops when ctx does.
type counted struct {
	ctx    context.Context
	to     io.Writer
	digest hash.Hash
	bytes  int64
}

func (c *counted) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.to.Write(b)
	c.digest.Write(b[:n])
	c.bytes += int64(n)
	return n, err
}

// descriptor is a Data Package of the poll, as far as Consilience reads it.
type descriptor struct {
	Name         string              `json:"name"`
	Title        string              `json:"title"`
	Description  string              `json:"description"`
	Licenses     []map[string]string `json:"licenses"`
	Contributors []map[string]string `json:"contributors"`
	Resources    []resource          `json:"resources"`
}

type resource struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Path        string   `json:"path"`
	Bytes       int64    `json:"bytes"`
	Hash        string   `json:"hash"`
	Consilience property `json:"consilience"`
}

type property struct {
	Channel     string   `json:"channel"`
	Format      string   `json:"format"`
	Source      string   `json:"source"`
	Simulated   bool     `json:"simulated"`
	Language    string   `json:"language"`
	Limitations []string `json:"limitations"`
}

func (s *Poll) writeDescriptor(to io.Writer, files []File) error {
	d := descriptor{
		Name: s.plan.name(), Title: s.plan.title(), Description: s.words(),
		Licenses:     []map[string]string{{"name": "CC0-1.0", "title": "Creative Commons Zero 1.0"}},
		Contributors: []map[string]string{{"title": "consilience simulate", "role": "publisher"}},
	}
	for _, f := range files {
		d.Resources = append(d.Resources, resource{
			Name: strings.TrimSuffix(f.Path, ".csv"), Title: s.plan.title(), Path: f.Path, Bytes: f.Bytes, Hash: "sha256:" + f.SHA256,
			Consilience: property{Channel: "poll", Format: "polis-export", Source: s.plan.name(), Simulated: true, Language: "en", Limitations: []string{s.words()}},
		})
	}
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	return enc.Encode(d)
}
