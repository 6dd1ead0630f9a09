package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type tableCmd struct {
	File   string `arg:"" help:"A CSV or a workbook."`
	As     string `placeholder:"FORMAT" help:"Propose it as a survey-table, statements-table, tags-table or dovetail-table."`
	Sheet  string `help:"The sheet of a workbook (default: the first with a table)."`
	Header int    `help:"The row with the columns' heads (default: the one that looks like it)."`
}

// Run prints a mapping to correct and to give to sync --map; with --json the
// first rows too.
func (c *tableCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		preview, err := d.PreviewTable(c.File, c.Sheet, c.Header)
		if err != nil {
			return err
		}
		if c.As != "" && preview.Proposed.Format != model.Format(c.As) {
			i := slices.IndexFunc(preview.Others, func(m model.Mapping) bool { return m.Format == model.Format(c.As) })
			if i < 0 {
				return usageError("--as is one of " + offered(preview))
			}
			preview.Proposed = preview.Others[i]
		}
		if a.JSON {
			return a.show(preview, nil)
		}
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(preview.Proposed); err != nil {
			return model.AsProblem(err, "The mapping could not be printed.")
		}
		if !a.Quiet {
			fmt.Fprintf(a.err, "%d columns, header in row %d. Roles of a survey-table: question (decided from the answers), choice, multiple, scale, ranking, points, plane, number, open, words, date, attribute, id, submitted, complete, language, session, ignore. Roles of a dovetail-table (notes or highlights): text, tags, title, note, project, author, created, id, language, attribute, ignore. Roles of a statements-table: id, statement, votes, agree, disagree, pass, language, ignore. Roles of a tags-table: cluster, tag, description, mentions, highlights, consultations, language, ignore.\n",
				len(preview.Proposed.Columns), preview.Proposed.Header)
		}
		return nil
	})
}

// offered are the formats that a table is proposed as.
func offered(p model.TablePreview) string {
	list := []string{string(p.Proposed.Format)}
	for _, m := range p.Others {
		list = append(list, string(m.Format))
	}
	return strings.Join(list, ", ")
}

// maxMapping is the most that a mapping's file may have, in bytes.
const maxMapping = 16 << 20

// readMapping reads the mapping that --map names.
func readMapping(name string) (m model.Mapping, err error) {
	file, err := os.Open(name)
	if err != nil {
		return m, model.Problemf(model.ProblemNotReachable, "Check how its name is written.", "The mapping %s cannot be opened. Nothing was changed.", name).Because(err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, maxMapping))
	if err != nil {
		return m, model.AsProblem(err, "The mapping cannot be read. Nothing was changed.")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return m, model.Problemf(model.ProblemUnrecognised, "Begin with what “consilience table FILE” prints.", "The mapping %s is not written as one. Nothing was changed.", name).Because(err)
	}
	return m, nil
}

// keepMapping remembers what --map or --as says of the one file that is named.
func (c *syncCmd) keepMapping(d *desk.Desk) error {
	if c.Map == "" && c.As == "" && c.Sheet == "" {
		if c.Publisher != "" {
			return usageError("--publisher says whose the table of --map or --as is")
		}
		return nil
	}
	if c.Sheet != "" && c.As == "" {
		return usageError("--sheet goes with --as, which says what the sheet is; a mapping of --map names its sheet itself")
	}
	if len(c.Source) != 1 || c.Map != "" && c.As != "" {
		return usageError("--map or --as needs exactly one file")
	}
	file, err := filepath.Abs(c.Source[0])
	if err != nil {
		return err
	}
	if c.Map != "" {
		m, err := readMapping(c.Map)
		if err != nil {
			return err
		}
		return d.KeepMapping(c.Publisher, file, m)
	}
	shown, err := d.PreviewTable(file, c.Sheet, 0)
	if err != nil {
		return err
	}
	return d.KeepMapping(c.Publisher, file, shown.Proposed.As(model.Format(c.As)))
}

type mappingsCmd struct {
	Forget string `placeholder:"ID" help:"Forget the mapping with this id; it can be undone."`
}

// Run lists what members said that the columns of tables mean.
func (c *mappingsCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		if c.Forget != "" {
			if err := d.ForgetMapping(c.Forget); err != nil {
				return err
			}
			d.Wait() // what was read by it is read anew
		}
		list := orEmpty(d.Mappings())
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "No mapping is remembered.")
			}
			for _, m := range list {
				whose := ""
				if m.Publisher != "" {
					whose = " of " + m.Publisher
				}
				fmt.Fprintf(w, "%s  %s%s, as %s, %s, by %s\n", m.ID, m.File, whose, m.Format, numbered(len(m.Columns), "column"), m.By)
			}
		})
	})
}
