package model

// Severity says how much a check's result weighs, in plain words.
type Severity string

// The severities, gravest first.
const (
	// Serious: a published figure or sentence cannot stand as it is.
	Serious Severity = "serious"
	// WorthALook: it may be right; somebody who knows should say so.
	WorthALook Severity = "worth-a-look"
	// GoodToKnow: nothing is wrong; a reader should know it.
	GoodToKnow Severity = "good-to-know"
)

// Severities lists the severities, gravest first.
var Severities = []Severity{Serious, WorthALook, GoodToKnow}

// Label is the severity for a person, in English.
func (s Severity) Label() string {
	switch s {
	case Serious:
		return "Serious"
	case WorthALook:
		return "Worth a look"
	case GoodToKnow:
		return "Good to know"
	}
	return string(s)
}

// Kinds of Check beside the kinds of Problem, which checks take up as they are.
const (
	CheckTotals       = "totals"             // parts and their total do not add up
	CheckBase         = "base"               // percentages that no whole numbers of their base give
	CheckClaim        = "claim"              // a sentence of a report that the records contradict
	CheckUnchecked    = "claim-not-checked"  // a claim that names nothing that is here
	CheckDuplicate    = "duplicate"          // the same words twice
	CheckNearly       = "near-duplicate"     // nearly the same words
	CheckSameAnswers  = "same-answers"       // forms that were filled in alike
	CheckSameText     = "same-text"          // one text that came from several people
	CheckGone         = "gone"               // what an earlier snapshot had and this one has not
	CheckReworded     = "reworded"           // the same item with other words than before
	CheckFewerVotes   = "fewer-votes"        // less votes on an item than before
	CheckMoved        = "figures-moved"      // other figures than before
	CheckPersonal     = "personal-data"      // an e-mail address, a telephone number …
	CheckFormula      = "formula"            // a text that a spreadsheet would run
	CheckUnrecognised = ProblemUnrecognised  // named here so that every kind stands in one list
	CheckImpossible   = ProblemImpossibleRow // likewise
)

// Check is one thing that a person should know about published data before
// they rely on it. It differs from a Problem: a Problem says what the program
// could not do with one line while it read it; a Check may rest on several
// lines, files or snapshots, has a severity and carries its figures as data.
// Every Problem of a snapshot is taken up as a Check of the same kind.
//
// Say is one sentence with its figures; Sentence and Args are the same sentence
// before they were set into it, so that it can be put in another language. Do
// says what can be done.
type Check struct {
	Kind     string   `json:"kind"`
	Severity Severity `json:"severity"`
	Say      string   `json:"say"`
	Do       string   `json:"do,omitempty"`
	Sentence string   `json:"-"`
	Args     []any    `json:"-"`
	// Source is where it stands; File a path in its feed, Line counted from 1;
	// both empty or 0 where no single place is meant.
	Source string `json:"source"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	// Items are the items it is about, such as a pair of statements.
	Items   []Ref         `json:"items,omitempty"`
	Figures []CheckFigure `json:"figures,omitempty"`
}

// CheckFigure is a figure of a check: "votes, as the report says", 45.
type CheckFigure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit,omitempty"`
}

// NewCheck makes a check whose sentence is set with args. An argument may itself
// be words (Phrase, Words, Channel), or a number with decimals (Decimal): Say
// has them in English.
func NewCheck(kind string, severity Severity, do, sentence string, args ...any) Check {
	return Check{Kind: kind, Severity: severity, Do: do, Say: (&Phrase{One: sentence, Args: args}).String(), Sentence: sentence, Args: args}
}

// At says where the check stands.
func (c Check) At(source, file string, line int) Check {
	c.Source, c.File, c.Line = source, file, line
	return c
}

// About says which items the check is about.
func (c Check) About(items ...Ref) Check {
	c.Items = append(c.Items[:len(c.Items):len(c.Items)], items...)
	return c
}

// With adds a figure.
func (c Check) With(name string, value float64, unit Unit) Check {
	c.Figures = append(c.Figures[:len(c.Figures):len(c.Figures)], CheckFigure{name, value, unit})
	return c
}

// Translation is a labelled translation that a member wrote of an item's text.
// It stands beside the original, never instead of it.
type Translation struct {
	Item     Ref    `json:"item"`
	Language string `json:"language"` // BCP 47
	Text     string `json:"text"`
	Made
}
