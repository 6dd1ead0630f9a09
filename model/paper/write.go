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
}

// Write prints a document as PDF. The same document gives the same bytes. A
// failure is a Problem, and then nothing of use was written to w: the caller
// writes to a temporary file and renames it.
func Write(w io.Writer, d Document) (p Printed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			p, err = Printed{}, unprintable(fmt.Errorf("printing stopped: %v", cause))
		}
	}()
	l, err := lay(d)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	raw, err := emit(l)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	done, err := finish(raw, l)
	if err != nil {
		return Printed{}, unprintable(err)
	}
	if _, err := w.Write(done); err != nil {
		return Printed{}, model.AsProblem(err, "The paper could not be written to its file; what stood there before is unchanged.")
	}
	return Printed{Pages: len(l.pages), Figures: l.figures}, nil
}

func unprintable(err error) error {
	return model.Problemf(model.ProblemNothingToShow, "Send the details to whoever looks after the program; the paper's text is safe in the workspace.",
		"The paper could not be printed; nothing was written.").Because(err)
}
