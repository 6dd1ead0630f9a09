package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type paperCmd struct {
	New       paperNewCmd       `cmd:"" help:"Make a paper: a decision memo about theme/ID or tradeoff/ID, or, with --kind or --template, any other."`
	List      paperListCmd      `cmd:"" help:"The papers that were made."`
	Templates paperTemplatesCmd `cmd:"" help:"The templates that a paper can begin with."`
	Versions  paperVersionsCmd  `cmd:"" help:"All saved versions of a paper."`
	Compare   paperCompareCmd   `cmd:"" help:"What differs between two versions of a paper."`
	Export    paperExportCmd    `cmd:"" help:"Write a paper as PDF, DOCX, HTML or Markdown."`
}

type paperNewCmd struct {
	About          string   `arg:"" optional:"" help:"theme/ID or tradeoff/ID."`
	Kind           string   `help:"The kind of paper, such as findings-report; “paper templates” lists them."`
	Template       string   `placeholder:"ID" help:"The template to begin with, by its id."`
	Also           []string `name:"about" placeholder:"theme/ID" help:"What it is about besides; may be repeated. Without any: everything."`
	Title          string   `help:"Default: the theme's or trade-off's own, or the template's."`
	Decision       string   `help:"What the Committee is invited to do."`
	Owner          string
	Date           string `help:"YYYY-MM-DD (default: today)."`
	Language       string `enum:",en,es,fr" default:"" help:"The language of the paper's own words: en, es or fr."`
	Organisation   string `help:"Stands above the title."`
	Classification string `help:"Stands in head and foot of each page."`
	Final          bool   `help:"Mark it final instead of draft."`
}

func (c *paperNewCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		p, err := c.make(d)
		if err != nil {
			return err
		}
		return a.show(p, func(w io.Writer) { fmt.Fprintf(w, "Paper %s: %s\n", p.ID, p.Title) })
	})
}

func (c *paperNewCmd) make(d *desk.Desk) (model.Paper, error) {
	p, err := c.propose(d)
	if err != nil {
		return p, err
	}
	for _, f := range []struct{ to, with *string }{{&p.Title, &c.Title}, {&p.Decision, &c.Decision}, {&p.Owner, &c.Owner}, {&p.Date, &c.Date},
		{&p.Language, &c.Language}, {&p.Organisation, &c.Organisation}, {&p.Classification, &c.Classification}} {
		if *f.with != "" {
			*f.to = *f.with
		}
	}
	if c.Final {
		p.Status = "final"
	}
	return d.SavePaper(p)
}

func (c *paperNewCmd) propose(d *desk.Desk) (model.Paper, error) {
	about := c.Also
	if c.About != "" {
		about = append([]string{c.About}, about...)
	}
	if template := firstOf(c.Template, c.Kind); template != "" {
		return d.NewPaper(template, about...)
	}
	if len(about) != 1 {
		if len(about) == 0 {
			return model.Paper{}, usageError("name theme/ID or tradeoff/ID, or a kind of paper with --kind")
		}
		return d.NewPaper(string(model.DecisionMemo), about...)
	}
	p := d.NewMemo(about[0])
	if p.Title == "" {
		return p, model.Problemf(model.ProblemNothingToShow, "“consilience themes” and “consilience tradeoffs” list what is here; name it theme/ID or tradeoff/ID.", "There is nothing called “%s” to write about.", about[0])
	}
	return p, nil
}

type paperTemplatesCmd struct{}

func (paperTemplatesCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := d.Templates()
		return a.show(list, func(w io.Writer) {
			for _, t := range list {
				by := ""
				if t.By != "" {
					by = ", by " + t.By
				}
				fmt.Fprintf(w, "%-26s %-22s %s (%s%s)\n", t.ID, t.Kind, t.Title, numbered(len(t.Blocks), "block"), by)
			}
		})
	})
}

type paperVersionsCmd struct {
	Paper string `arg:"" help:"A paper's id."`
}

func (c *paperVersionsCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list, err := d.PaperVersions(c.Paper)
		if err != nil {
			return err
		}
		return a.show(list, func(w io.Writer) {
			for i, p := range list {
				fmt.Fprintf(w, "%d  %s  %s  %s (%s, %s)\n", i+1, p.At.UTC().Format("2006-01-02 15:04"), p.By, p.Title, p.Status, numbered(len(p.Blocks), "block"))
			}
		})
	})
}

type paperCompareCmd struct {
	Paper string `arg:"" help:"A paper's id."`
	From  int    `help:"The older version, counted from 1 (default: the last but one)."`
	To    int    `help:"The newer version (default: the last)."`
}

func (c *paperCompareCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list, err := d.PaperVersions(c.Paper)
		if err != nil {
			return err
		}
		from, to := c.From, c.To
		if to == 0 {
			to = len(list)
		}
		if from == 0 {
			from = max(to-1, 1)
		}
		if from < 1 || to < 1 || from > len(list) || to > len(list) {
			return usageError(fmt.Sprintf("the paper has the versions 1 to %d", len(list)))
		}
		changes := orEmpty(desk.ComparePapers(list[from-1], list[to-1]))
		return a.show(changes, func(w io.Writer) {
			if len(changes) == 0 {
				fmt.Fprintf(w, "Versions %d and %d are the same.\n", from, to)
			}
			for _, x := range changes {
				if x.Block == "" {
					fmt.Fprintf(w, "%s: “%s”, was “%s”\n", x.What, x.New, x.Old)
					continue
				}
				fmt.Fprintf(w, "block %s (%s) %s\n", x.Block, firstOf(string(x.Is.Kind), string(x.Was.Kind)), x.What)
				if x.What == "changed" && x.Was.Text != x.Is.Text {
					fmt.Fprintf(w, "    was: %s\n    is:  %s\n", x.Was.Text, x.Is.Text)
				}
			}
		})
	})
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

type paperListCmd struct{}

func (paperListCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := orEmpty(d.State().Papers)
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "No paper was made yet. “consilience paper new theme/ID” makes one.")
			}
			for _, p := range list {
				fmt.Fprintf(w, "%s  %s  %s  %s (%s)\n", p.ID, p.Date, p.About, p.Title, p.Status)
			}
		})
	})
}

type paperExportCmd struct {
	Paper   string `arg:"" help:"A paper's id, or theme/ID or tradeoff/ID to make a memo and print it."`
	Output  string `short:"o" required:"" placeholder:"FILE.pdf|docx|html|md" help:"The file to write; its ending says in which form."`
	Bundled bool   `help:"Use only the program's own fonts, so that any computer gives the same bytes; letters that they lack, as Chinese or Devanagari, are boxes."`
	Date    string `help:"For a new memo: its date, YYYY-MM-DD (default: today)."`
}

func (c *paperExportCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		id := c.Paper
		if strings.Contains(id, "/") {
			p, err := c.memoAbout(d, id)
			if err != nil {
				return err
			}
			id = p.ID
		}
		file, err := filepath.Abs(c.Output)
		if err != nil {
			return err
		}
		done, err := d.ExportNow(id, file, desk.ExportOptions{Bundled: c.Bundled})
		if err != nil {
			return err
		}
		return a.show(done, func(w io.Writer) {
			if done.Pages == 0 { // only a PDF has pages
				fmt.Fprintf(w, "%s: %s, SHA-256 %s\n", done.File, numbered(done.Figures, "figure"), done.SHA256)
				return
			}
			fmt.Fprintf(w, "%s: %s, %s, SHA-256 %s\n", done.File, numbered(done.Pages, "page"), numbered(done.Figures, "figure"), done.SHA256)
			if done.Fonts != "" {
				fmt.Fprintf(w, "Fonts of this computer: %s. Another one may give other bytes; --bundled uses the program's own only.\n", done.Fonts)
			}
			if done.Missing != "" {
				fmt.Fprintf(w, "No font has: %s. Those letters are boxes.\n", done.Missing)
			}
		})
	})
}

// memoAbout gives the newest memo about a theme or trade-off as it was saved,
// or makes one, so that exporting twice does not make two papers.
func (c *paperExportCmd) memoAbout(d *desk.Desk, about string) (model.Paper, error) {
	for _, p := range slices.Backward(d.State().Papers) {
		if p.About == about && (c.Date == "" || c.Date == p.Date) {
			return p, nil
		}
	}
	return (&paperNewCmd{About: about, Date: c.Date}).make(d)
}
