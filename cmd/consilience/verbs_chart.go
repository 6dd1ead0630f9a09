package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"consilience/assets"
	"consilience/model"
	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/ui/view"
)

// chartCmd draws a chart into a file, or lists what can be drawn.
type chartCmd struct {
	Kind   string  `arg:"" optional:"" help:"participation, timeline, votes, statements, groups, themes, channels, mentions, radar, co-occurrence, saturation or words. Without one: what can be drawn here."`
	Output string  `short:"o" placeholder:"FILE.svg|png|csv" help:"The file to write; its ending says whether a drawing, a picture or the table."`
	Of     string  `placeholder:"SUBJECT" help:"What it is of, as the list gives it: a source, theme/ID, a question (default: the first)."`
	Title  string  `help:"The title (default: made from the figures)."`
	In     string  `enum:"en,es,fr" default:"en" help:"Language of the chart's own words: en, es or fr."`
	Width  float64 `default:"170" help:"Width in millimetres, 90 to 400."`
}

// chartJSON is a chart that can be drawn, or was.
type chartJSON struct {
	Kind   string         `json:"chart"`
	Name   string         `json:"name"`
	Of     []subjectJSON  `json:"of,omitempty"`
	File   *string        `json:"file,omitempty"`
	Title  string         `json:"title,omitempty"`
	Source string         `json:"source,omitempty"`
	Alt    string         `json:"alt,omitempty"`
	Table  *chart.Figures `json:"table,omitempty"`
}

type subjectJSON struct {
	Of    string `json:"of"`
	Title string `json:"title"`
}

func (c *chartCmd) Run(a *app) error {
	if c.Kind == "" {
		return a.reading(func(d *desk.Desk, _ *store.Store) error { return c.list(a, d.State()) })
	}
	kind := desk.ChartKind(c.Kind)
	switch {
	case !slices.Contains(desk.ChartKinds, kind):
		return usageError(fmt.Sprintf("there is no chart “%s”", c.Kind))
	case c.Output == "" && !a.JSON:
		return usageError("name the file to write with -o, or ask for --json")
	case c.Width < 90 || c.Width > 400:
		return usageError("--width is 90 to 400 millimetres")
	}
	return a.reading(func(d *desk.Desk, _ *store.Store) error { return c.draw(a, kind, d.State()) })
}

func (c *chartCmd) list(a *app, st desk.State) error {
	out := []chartJSON{}
	for _, k := range desk.ChartKinds {
		j := chartJSON{Kind: string(k), Name: k.Label()}
		for _, s := range st.ChartSubjects(k) {
			j.Of = append(j.Of, subjectJSON(s))
		}
		out = append(out, j)
	}
	return a.show(out, func(w io.Writer) {
		for _, j := range out {
			if len(j.Of) == 0 {
				fmt.Fprintf(w, "%-14s %s: nothing to show yet\n", j.Kind, j.Name)
				continue
			}
			fmt.Fprintf(w, "%-14s %s\n", j.Kind, j.Name)
			for _, s := range j.Of {
				if s.Of != "" {
					fmt.Fprintf(w, "    --of %s  %s\n", s.Of, short(s.Title, 60))
				}
			}
		}
	})
}

func (c *chartCmd) draw(a *app, kind desk.ChartKind, st desk.State) error {
	known := func(s desk.ChartSubject) bool { return s.Of == c.Of }
	if subjects := st.ChartSubjects(kind); c.Of != "" && !slices.ContainsFunc(subjects, known) {
		return model.Problemf(model.ProblemNothingToShow, "“consilience chart” lists what can be drawn.", "There is no “%s” of which “%s” could be drawn. No file was written.", c.Of, kind)
	}
	words, err := view.NewWords(c.In, assets.Translations())
	if err != nil {
		return err
	}
	fonts, err := picture.NewFonts()
	if err != nil {
		return err
	}
	scene := st.Chart(desk.ChartAsked{Kind: kind, Of: c.Of, Advance: fonts.Advance, Options: chart.Options{Width: c.Width, Title: c.Title, Words: words.T}})
	j := chartJSON{Kind: c.Kind, Name: kind.Label(), Title: scene.Title, Source: scene.Source, Alt: scene.Alt, Table: scene.Figures}
	var missing []rune
	if c.Output != "" {
		file, err := filepath.Abs(c.Output)
		if err != nil {
			return err
		}
		if missing, err = desk.SaveChart(scene, c.In, file); err != nil {
			return err
		}
		j.File = &file
	}
	return a.show(j, func(w io.Writer) {
		fmt.Fprintf(w, "%s\n%s\n", *j.File, j.Title)
		if len(missing) > 0 {
			fmt.Fprintf(w, "The picture's fonts lack %s; saved as .svg nothing is missing.\n", strings.Join(strings.Split(string(missing), ""), " "))
		}
	})
}
