package desk

import (
	"io"
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
	_, err = WriteWhole(file, func(w io.Writer) error {
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
