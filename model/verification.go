package model

// Verification is what came of holding a printed paper against its published
// inputs.
type Verification struct {
	Title   string  `json:"title"`
	Verdict Verdict `json:"verdict"`
	// Figures counts those that the paper prints, Recomputed those that could
	// be computed again, Classes the classes.
	Figures    int `json:"figures"`
	Recomputed int `json:"recomputed"`
	Classes    int `json:"classes"`
	// Checked has every figure, class and pole: those that differ first, then
	// those that could not be computed again, then the others, each in the
	// order of the paper. Differ and Missing repeat the first two.
	Checked []VerifiedFigure `json:"checked"`
	Differ  []VerifiedFigure `json:"differ"`
	Missing []VerifiedFigure `json:"missing"`
	// Altered are the parts of the file that are not as they were printed.
	Altered []Altered `json:"altered"`
	// Inputs are published files whose content is not what the paper rests on.
	Inputs []ChangedInput `json:"inputs"`
	// Words counts what members wrote: it is carried, and cannot be computed.
	Words int `json:"words"`
	// Problems are what fetching the inputs had to say.
	Problems []Problem `json:"problems,omitempty"`
}

// Verdict is a verification in one word.
type Verdict string

// The verdicts, gravest last.
const (
	// VerdictHolds: the file is as it was printed, its inputs are those that it
	// names, and they give every figure and class.
	VerdictHolds Verdict = "holds"
	// VerdictUnmoved: a published file has changed since, and no figure or
	// class of the paper with it.
	VerdictUnmoved Verdict = "inputs-changed"
	// VerdictMissing: something could not be computed again.
	VerdictMissing Verdict = "missing"
	// VerdictDiffers: the inputs give another figure or class.
	VerdictDiffers Verdict = "differs"
	// VerdictAltered: the file is not as it was printed, whatever its figures.
	VerdictAltered Verdict = "altered"
)

// Judge gives the verdict on what was found.
func (v Verification) Judge() Verdict {
	switch {
	case len(v.Altered) > 0:
		return VerdictAltered
	case len(v.Differ) > 0:
		return VerdictDiffers
	case len(v.Missing) > 0:
		return VerdictMissing
	case len(v.Inputs) > 0:
		return VerdictUnmoved
	}
	return VerdictHolds
}

// Holds reports whether everything is as it was printed, inputs included.
func (v Verification) Holds() bool { return v.Judge() == VerdictHolds }

// FigureState says what came of computing something again.
type FigureState string

// The states.
const (
	FigureSame    FigureState = "same"
	FigureDiffers FigureState = "differs"
	FigureMissing FigureState = "missing"
)

// VerifiedFigure is a figure, a class or the reading of a pole, as the paper prints it
// and as its inputs give it.
type VerifiedFigure struct {
	State FigureState `json:"state"`
	// ID is the figure's name in the PDF, or "class:" and the theme, or "pole:"
	// with trade-off, pole and channel.
	ID string `json:"id"`
	// Page is where it stands, from 1; 0 if it stands on no page of its own.
	Page    int    `json:"page,omitempty"`
	Measure string `json:"measure,omitempty"`
	// Name says what the measure is, Subject of what: the theme's title, the
	// pole's text, or the reference of an item.
	Name    string `json:"name,omitempty"`
	Subject string `json:"subject,omitempty"`
	Printed string `json:"printed"`
	Now     string `json:"now"`
	Why     string `json:"why,omitempty"`
	// Source is the source's title, File and Lines the place in it.
	Source string `json:"source,omitempty"`
	File   string `json:"file,omitempty"`
	Lines  string `json:"lines,omitempty"`
}

// Altered is a part of a printed file that was changed since.
type Altered struct {
	Part string `json:"part"` // "file", "page", "figure", "attachment"
	Name string `json:"name,omitempty"`
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`
}

// ChangedInput is a published file that is not what it was.
type ChangedInput struct {
	Source string `json:"source"`
	Path   string `json:"path"`
	Was    string `json:"was"`
	// Is is the digest now; empty if the file is not there.
	Is string `json:"is"`
}
