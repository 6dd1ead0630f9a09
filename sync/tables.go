package sync

import (
	"path"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// published makes a source of each table of a document whose heads say that it
// holds statements or tags; found is false for other files. What else the
// document holds becomes a problem of the delivery, because it is not read. In
// a note of a meeting such tables stay text, and so they do in what people
// write beside their files, unless that is opened by itself.
func (o *folder) published(f *fetch, sources []source, kind decode.Kind, w wanted) (all []source, found bool, problem *model.Problem) {
	about := kind.Part == decode.PartAbout && f.single != ""
	if kind.Part != decode.PartTables && kind.Part != decode.PartNote && !about {
		return sources, false, nil
	}
	look, file, err := o.look(w.path)
	if err != nil {
		return sources, false, model.AsProblem(err, w.path+" cannot be read.")
	}
	defer file.Close()
	look.PDFs = f.pdfs
	list := look.Published()
	if len(list) == 0 {
		return sources, false, nil
	}
	if kind.Part == decode.PartNote {
		f.delivery.Problems = append(f.delivery.Problems, model.Problem{
			Kind: model.ProblemLeftOut, File: w.path,
			Say: w.path + " begins as the note of a meeting, so a table of statements or tags in it was read as text.",
			Do:  "If its figures are wanted, save the table as a file of its own.",
		})
		return sources, false, nil
	}
	base := model.NamedID(strings.TrimSuffix(path.Base(w.path), path.Ext(w.path)), "source")
	for _, t := range list {
		id, title := base, ""
		if len(list) > 1 {
			id = tableID(base, t)
		}
		if t.Title != "" {
			title = path.Base(w.path) + ": " + t.Title
		}
		one := w
		one.table = t.Number
		sources = join(sources, f.feed, id, "", t.Format, one)
		if s := &sources[len(sources)-1]; title != "" {
			s.Title = title
		}
	}
	if p := look.LeftOut(); p != nil {
		f.delivery.Problems = append(f.delivery.Problems, *p)
	}
	return sources, true, nil
}

// tableIDLength is how long the name of a table's source may be.
const tableIDLength = 60

// tableID names the source of one of several tables of a document.
func tableID(base string, t decode.PublishedTable) string {
	words := strings.Split(model.Slug(t.Title), "-")
	id := base
	for _, w := range words {
		if w == "" || len(id)+1+len(w) > tableIDLength {
			break
		}
		id += "-" + w
	}
	if id == base {
		id = base + "-table-" + strconv.Itoa(t.Number)
	}
	return id
}
