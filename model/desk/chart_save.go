package desk

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/text"
)

// ChartFormats are the endings of files that a chart can be saved as: a
// drawing, a picture, the table.
var ChartFormats = []string{".svg", ".png", ".csv"}

// SaveChart is SaveChart for who has a desk only.
func (d *Desk) SaveChart(s chart.Scene, language, file string) (missing []rune, err error) {
	return SaveChart(s, language, file)
}

// SaveChart writes a chart into a file, as its ending says. An existing file
// is replaced only by a complete one. language is the BCP 47 tag of the
// chart's words. missing are the characters of a picture that no bundled font
// has; a drawing has them all. Personal data in texts are taken out of the file,
// whatever its kind.
func SaveChart(s chart.Scene, language, file string) (missing []rune, err error) {
	ending := strings.ToLower(filepath.Ext(file))
	if !slices.Contains(ChartFormats, ending) {
		return nil, model.Problemf(model.ProblemNothingToShow, "End the file's name in .svg (a drawing), .png (a picture) or .csv (the table).", "A chart cannot be saved as “%s”. No file was written.", filepath.Base(file))
	}
	s = redacted(s)
	fonts, err := picture.NewFonts()
	if err != nil {
		return nil, err
	}
	fonts.Machine = &text.Machine{}
	err = replace(file, func(w io.Writer) error {
		var err error
		switch ending {
		case ".svg":
			err = fonts.SVG(w, s, language, "chart")
		case ".png":
			missing, err = fonts.PNG(w, s)
		default:
			err = picture.CSV(w, s.Figures)
		}
		return err
	})
	return missing, err
}

// redacted is a chart without the personal data that its texts hold.
func redacted(s chart.Scene) chart.Scene {
	s.Title, s.Source, s.Alt = analysis.Redact(s.Title), analysis.Redact(s.Source), analysis.Redact(s.Alt)
	s.Labels, s.Hits = slices.Clone(s.Labels), slices.Clone(s.Hits)
	for i := range s.Labels {
		s.Labels[i].Text = analysis.Redact(s.Labels[i].Text)
	}
	for i := range s.Hits {
		s.Hits[i].Tip = analysis.Redact(s.Hits[i].Tip)
	}
	if s.Figures != nil {
		f := *s.Figures
		f.Rows = make([][]string, len(s.Figures.Rows))
		for i, row := range s.Figures.Rows {
			f.Rows[i] = make([]string, len(row))
			for j, cell := range row {
				f.Rows[i][j] = analysis.Redact(cell)
			}
		}
		s.Figures = &f
	}
	return s
}

// replace writes a file whole or not at all.
func replace(file string, write func(io.Writer) error) error {
	file, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".consilience-*")
	if err != nil {
		return (&model.Problem{
			Say: fmt.Sprintf("The folder “%s” cannot be written to. No file was changed.", filepath.Dir(file)),
			Do:  "Choose another folder.",
		}).Because(err)
	}
	defer os.Remove(tmp.Name()) // gone already if all went well
	err = write(tmp)
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
		return model.AsProblem(err, fmt.Sprintf("“%s” could not be written. No file was changed.", file))
	}
	return nil
}
