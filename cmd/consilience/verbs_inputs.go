package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"text/tabwriter"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type syncCmd struct {
	Source []string `arg:"" optional:"" help:"A feed's address, a folder, a file, or “sample”."`
	Map    string   `placeholder:"MAPPING.json" help:"What the columns of the one table named mean: a file as “consilience table” prints it. It is kept for tables with the same heads."`
	As     string   `placeholder:"FORMAT" help:"The format of the one table named, where several claim it. It is kept in the same way."`
	Sheet  string   `placeholder:"NAME" help:"The sheet of the workbook that is meant, where several have the columns of --as. It is kept in the same way."`

	Publisher string `placeholder:"NAME" help:"Whose table it is that --map or --as is about: it is used again for tables of this publisher."`
}

func (c *syncCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		if err := c.keepMapping(d); err != nil {
			return err
		}
		report, end := a.progress()
		result, err := d.SyncNow(a.background(), report, c.Source...)
		end()
		if err == nil {
			err = failure(result.Problems)
		}
		if perr := a.show(newSyncJSON(result, d.State().Changes), func(w io.Writer) {
			for _, s := range result.Sources {
				word := "unchanged"
				if s.Changed {
					word = "new content"
				}
				fmt.Fprintf(w, "%s: %s (%s), snapshot %s\n", s.Source.ID, word, rows(s.Snapshot), s.ID.Short())
				listProblems(w, s.Problems)
			}
			for _, p := range result.Problems {
				if err != nil && p.Say == err.Error() {
					continue // told on standard error at the end
				}
				listProblems(w, []model.Problem{p})
			}
			for _, said := range d.State().Changes {
				fmt.Fprintf(w, "  %s\n", said)
			}
		}); perr != nil && err == nil {
			err = perr
		}
		return err
	})
}

// failure finds the first problem for which a sync is not done, although
// others came in: an input that was named, or that a feed names, did not. Files
// that merely lie beside the inputs and are none, and what is left out of a file
// on purpose, are no such problem. The
// result is a *model.Problem or nil.
func failure(problems []model.Problem) error {
	for i := range problems {
		switch problems[i].Kind {
		case model.ProblemUnrecognised, model.ProblemNeedsMapping, model.ProblemLeftOut:
		default:
			return &problems[i]
		}
	}
	return nil
}

func rows(s model.Snapshot) string {
	read, skipped := 0, 0
	for _, f := range s.Files {
		read += f.RowsRead
		skipped += f.RowsSkipped
	}
	if skipped > 0 {
		return fmt.Sprintf("%s read, %d not used", numbered(read, "row"), skipped)
	}
	return numbered(read, "row") + " read"
}

// numbered is "1 row" or "2 rows".
func numbered(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func listProblems(w io.Writer, list []model.Problem) {
	for _, p := range list {
		where := ""
		if p.File != "" && !strings.Contains(p.Say, path.Base(p.File)) {
			where = p.File
			if p.Line > 0 {
				where += fmt.Sprintf(", line %d", p.Line)
			}
			where += ": "
		}
		fmt.Fprintf(w, "  ! %s%s\n", where, p.Say)
		if p.Do != "" {
			fmt.Fprintf(w, "    %s\n", p.Do)
		}
	}
}

type sourcesCmd struct{}

func (sourcesCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := []sourceJSON{}
		for _, s := range d.State().Sources {
			list = append(list, newSourceJSON(s))
		}
		return a.show(map[string]any{"sources": list}, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There is no source here yet. “consilience sync sample” brings in the sample consultation.")
			}
			for _, s := range list {
				fmt.Fprintf(w, "%s\n  %s\n", s.Source.ID, s.Title)
				fmt.Fprintf(w, "  channel %s · format %s · fetched %s · %s\n", s.Channel.Label(), s.Format, s.FetchedAt.Format("2 January 2006 15:04"), rows(s.Snapshot))
				fmt.Fprintf(w, "  published by %s · licence %s · from %s\n", orDash(s.Snapshot.Publisher), orDash(s.Snapshot.Licence), s.Feed)
				if s.Simulated {
					fmt.Fprintln(w, "  simulated: made up by a program, nobody voted")
				}
				if s.Paraphrased {
					fmt.Fprintln(w, "  texts are short paraphrases, not the original wording; figures are as published")
				}
				for _, f := range s.Files {
					fmt.Fprintf(w, "  file %s · %d bytes · SHA-256 %s\n", f.Path, f.Bytes, f.SHA256)
				}
				listProblems(w, s.Snapshot.Problems)
			}
		})
	})
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

type participationCmd struct{}

func (participationCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		heard := d.State().Heard
		if heard == nil {
			heard = []model.Heard{}
		}
		return a.show(heard, func(w io.Writer) {
			if len(heard) == 0 {
				fmt.Fprintln(w, "No participation register is here.")
			}
			t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
			for _, h := range heard {
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s %s\t%s\n", h.Channel.Label(), h.Measure, h.Dimension, h.Group, orDash(h.Text), h.Unit, h.Limitation)
			}
			_ = t.Flush() // the terminal's errors show on the terminal
		})
	})
}

type checkCmd struct{}

func (checkCmd) Run(a *app) error {
	return a.with(func(_ *desk.Desk, s *store.Store) error {
		report, end := a.progress()
		found, err := s.Check(a.background(), report)
		end()
		if err != nil {
			return model.AsProblem(err, "The check could not be finished. Nothing was changed.")
		}
		if found.Bad == nil {
			found.Bad = []string{}
		}
		if err := a.show(found, func(w io.Writer) {
			fmt.Fprintf(w, "%d keys, %d files, %d operations read; %d bad.\n", found.Keys, found.Blobs, found.Operations, len(found.Bad))
			for _, b := range found.Bad {
				fmt.Fprintf(w, "  ! %s\n", b)
			}
		}); err != nil {
			return err
		}
		if len(found.Bad) > 0 {
			return model.Problemf(model.ProblemDamaged, "Sync again to fetch damaged files; restore the last backup for damaged annotations.", "The check found %d things that are not as they were written.", len(found.Bad))
		}
		return nil
	})
}

type backupCmd struct {
	File string `arg:"" help:"The file to write."`
}

func (c *backupCmd) Run(a *app) error {
	return a.with(func(_ *desk.Desk, s *store.Store) error {
		if err := s.Backup(a.background(), c.File); err != nil {
			return model.AsProblem(err, "The backup could not be written. The workspace is unchanged.")
		}
		info, err := os.Stat(c.File)
		if err != nil {
			return model.AsProblem(err, "The backup was written and cannot be found again.")
		}
		return a.show(map[string]any{"file": c.File, "bytes": info.Size()}, func(w io.Writer) {
			fmt.Fprintf(w, "Backup written and verified: %s (%d bytes).\n", c.File, info.Size())
		})
	})
}

type restoreCmd struct {
	File string `arg:"" help:"The backup."`
}

func (c *restoreCmd) Run(a *app) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if err := store.Restore(a.background(), c.File, dir); err != nil {
		return model.AsProblem(err, "The backup could not be restored. The workspace is as it was.")
	}
	return a.show(map[string]any{"workspace": dir}, func(w io.Writer) { fmt.Fprintf(w, "Restored into %s.\n", dir) })
}
