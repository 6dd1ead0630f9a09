package desk

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"consilience/model"
)

// CodingWriter writes sources as a project of coding programs, or their tags
// as a codebook. Open finds a source's files by digest. The refi package has
// one.
type CodingWriter func(w io.Writer, name string, contents []model.Content, codebook bool, open func(sha256 string) (*os.File, error)) (CodingExport, error)

// CodingExport is a project or codebook that was written.
type CodingExport struct {
	File     string `json:"file"`
	SHA256   string `json:"sha256"`
	Notes    int    `json:"notes"`
	Excerpts int    `json:"excerpts"`
	Taggings int    `json:"taggings"`
	Tags     int    `json:"tags"`
	Cases    int    `json:"cases"`
}

// ExportCoding writes notes, excerpts, tags and cases of a source, or of all
// sources that have any, into file: a project (.qdpx) or, by its name, a
// codebook (.qdc). An existing file is replaced only by a complete one.
func (d *Desk) ExportCoding(source, file string) (CodingExport, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return CodingExport{}, model.AsProblem(err, "The file could not be named.")
	}
	codebook := strings.EqualFold(filepath.Ext(file), ".qdc")
	if !codebook && !strings.EqualFold(filepath.Ext(file), ".qdpx") {
		return CodingExport{}, model.Problemf("", "Give it a name that ends in .qdpx for a project, or .qdc for the codebook alone.",
			"“%s” is not the name of a coding program's project. Nothing was written.", filepath.Base(file))
	}
	if d.exporter == nil {
		return CodingExport{}, model.Problemf(model.ProblemNothingToShow, "", "This program was built without the export for coding programs.")
	}
	state := d.State()
	contents, err := d.codingOf(state, source)
	if err != nil {
		return CodingExport{}, err
	}
	var done CodingExport
	done.File = file
	done.SHA256, err = WriteWhole(file, func(w io.Writer) error {
		written, err := d.exporter(w, consultation(state), contents, codebook, d.store.OpenBlob)
		done.Notes, done.Excerpts, done.Taggings, done.Tags, done.Cases = written.Notes, written.Excerpts, written.Taggings, written.Tags, written.Cases
		return err
	})
	if err != nil {
		return CodingExport{}, err
	}
	return done, nil
}

// SaveCoding is ExportCoding of all sources, in the background. What was
// written then stands in State.Coding.
func (d *Desk) SaveCoding(file string) {
	d.begin("Export the coding", func(_ context.Context, report func(model.Progress)) error {
		report(model.Progress{What: filepath.Base(file)})
		done, err := d.ExportCoding("", file)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.change(func(s *State) { s.Coding = &done })
		return nil
	})
}

// codingOf gathers what can be exported, by source, as members left it.
func (d *Desk) codingOf(state State, source string) ([]model.Content, error) {
	var list []model.Content
	known := source == ""
	for _, s := range state.Sources {
		if source != "" && s.Source.ID != source {
			continue
		}
		known = true
		c := model.Content{Snapshot: s.Snapshot}
		c.Notes = only(state.Notes, func(n model.Note) bool { return n.Source == s.Source.ID })
		for _, e := range state.Excerpts {
			if e.Source == s.Source.ID {
				c.Excerpts = append(c.Excerpts, *e)
			}
		}
		c.Tags = only(state.Tags, func(t model.Tag) bool { return t.Source == s.Source.ID })
		c.Cases = only(state.Cases, func(x model.Case) bool { return x.Source == s.Source.ID })
		if len(c.Notes)+len(c.Excerpts)+len(c.Tags)+len(c.Cases) == 0 {
			continue
		}
		project, err := d.store.Project(s.ID)
		if err != nil {
			return nil, err
		}
		c.Project = project
		list = append(list, c)
	}
	if source == "" {
		list = unused(list, state.Codebook)
	}
	switch {
	case !known:
		return nil, unknown("source", source)
	case len(list) == 0:
		return nil, model.Problemf(model.ProblemNothingToShow, "Bring in meeting notes, or a coding program's project.", "There are no notes, tags or cases to export.")
	}
	return list, nil
}

// unused adds the tags of the codebook that count in no source yet: members
// made them, and a codebook is often made before anything is tagged. They go
// with the first source, or alone where there is none.
func unused(list []model.Content, codebook []CodeTag) []model.Content {
	there := map[string]bool{}
	for _, c := range list {
		for _, t := range c.Tags {
			there[t.Name] = true
		}
	}
	for _, t := range codebook {
		if there[t.Name] {
			continue
		}
		if len(list) == 0 {
			list = append(list, model.Content{})
		}
		first := &list[0]
		first.Tags = append(first.Tags, model.Tag{
			Source: first.Snapshot.Source.ID, Name: t.Name, Cluster: t.Cluster, Description: t.Description, Colour: t.Colour, Language: first.Snapshot.Language,
		})
	}
	return list
}

func only[T any](list []T, keep func(T) bool) (out []T) {
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}
