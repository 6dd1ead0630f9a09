package main

import (
	"fmt"
	"io"
	"os"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/sync/refi"
)

// exportCodingCmd writes notes, excerpts, tags and cases for coding programs.
type exportCodingCmd struct {
	Output string `short:"o" required:"" placeholder:"FILE.qdpx" help:"The file to write: .qdpx for a project, .qdc for the codebook alone."`
	Source string `help:"Only this source (default: all that have notes, excerpts, tags or cases)."`
}

func (c *exportCodingCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		done, err := d.ExportCoding(c.Source, c.Output)
		if err != nil {
			return err
		}
		return a.show(done, func(w io.Writer) {
			fmt.Fprintf(w, "%s: %s, %s with %s, %s, %s, SHA-256 %s\n", done.File, numbered(done.Notes, "note"), numbered(done.Excerpts, "excerpt"),
				numbered(done.Taggings, "tagging"), numbered(done.Tags, "tag"), numbered(done.Cases, "case"), done.SHA256)
		})
	})
}

// writeCoding lets the desk export in the format of coding programs.
func writeCoding(w io.Writer, name string, contents []model.Content, codebook bool, open func(string) (*os.File, error)) (desk.CodingExport, error) {
	bundle := refi.Bundle{Name: name, Contents: contents}
	write := func() (refi.Written, error) { return refi.Write(w, bundle, open) }
	if codebook {
		write = func() (refi.Written, error) { return refi.WriteCodebook(w, bundle) }
	}
	n, err := write()
	return desk.CodingExport{Notes: n.Notes, Excerpts: n.Excerpts, Taggings: n.Taggings, Tags: n.Tags, Cases: n.Cases}, err
}
