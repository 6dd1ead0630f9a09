package paper

import (
	"fmt"
	"io"

	"consilience/model"
)

// Printed says what was printed.
type Printed struct {
	Pages int
	// Figures counts the computed figures, each with its measure.
	Figures int
	// Fonts are the fonts of this computer that were used, Missing the scripts
	// that no font has; the paper names both.
	Fonts, Missing []string
}

// Write prints a document as PDF. Scripts that the program's own fonts lack are
// set in fonts of this computer. The same document gives the same bytes on the
// same computer; WriteWith can ask for the same on any.
func Write(w io.Writer, d Document) (Printed, error) { return WriteWith(w, d, Options{}) }

// WriteWith is Write with options. A failure is a Problem, and then nothing of
// use was written to w: the caller writes to a temporary file and renames it.
func WriteWith(w io.Writer, d Document, o Options) (p Printed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			p, err = Printed{}, unprintable(fmt.Errorf("printing stopped: %v", cause))
		}
	}()
	l, err := layWith(d, o)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	drawn := newDrawing(l)
	raw, err := emit(drawn)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	done, err := finish(raw, drawn)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	if _, err := w.Write(done); err != nil {
		return Printed{}, model.AsProblem(err, "The paper could not be written to its file; what stood there before is unchanged.")
	}
	return Printed{Pages: len(l.pages), Figures: len(l.figures), Fonts: l.fontNames, Missing: l.missing}, nil
}

func unprintable(err error) error {
	return model.Problemf(model.ProblemNothingToShow, "Send the details to whoever looks after the program; the paper's text is safe in the workspace.",
		"The paper could not be printed; nothing was written.").Because(err)
}
