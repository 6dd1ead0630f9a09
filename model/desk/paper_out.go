package desk

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/paper/out"
)

// PaperFormats are the endings of files that a paper can be exported as. A PDF
// carries its evidence and can be verified; the others are for those who must
// edit or read elsewhere.
var PaperFormats = []string{".pdf", ".docx", ".html", ".md"}

// canWrite is a Problem if a paper cannot be exported as the file's ending
// says. A file without an ending is a PDF.
func canWrite(file string) error {
	ending := strings.ToLower(filepath.Ext(file))
	if ending == "" || slices.Contains(PaperFormats, ending) {
		return nil
	}
	return model.Problemf(model.ProblemNothingToShow, "End the file's name in .pdf, .docx (to edit), .html (to read in a browser) or .md (Markdown).",
		"A paper cannot be exported as “%s”. No file was written.", filepath.Base(file))
}

// writeAs writes a paper in the form that the file's ending names. Pages are
// known of a PDF only.
func writeAs(file string, w io.Writer, d paper.Document, o ExportOptions) (paper.Printed, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".docx":
		return paper.Printed{Figures: figuresOf(d)}, out.DOCX(w, d)
	case ".html":
		return paper.Printed{Figures: figuresOf(d)}, out.HTML(w, d)
	case ".md":
		return paper.Printed{Figures: figuresOf(d)}, out.Markdown(w, d)
	}
	return paper.WriteWith(w, d, paper.Options{Bundled: o.Bundled})
}

// figuresOf counts the computed figures of a paper, as its PDF does.
func figuresOf(d paper.Document) int {
	n := 0
	var count func(spans []paper.Span)
	count = func(spans []paper.Span) {
		for _, s := range spans {
			if s.Number != nil {
				n++
			}
			count(s.Foot)
		}
	}
	for _, b := range d.Blocks {
		count(b.Spans)
		count(b.Note)
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			for _, c := range r.Cells {
				for _, p := range c {
					count(p)
				}
			}
		}
	}
	return n
}
