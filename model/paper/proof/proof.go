// Package proof puts into a paper what proves it, and holds a printed paper
// against its inputs: every figure with its measures, every class with its
// links and thresholds, every input file with its digest. It fetches nothing:
// whoever asks brings the means to compute a measure again.
package proof

import (
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
)

// The names of the files that travel inside a paper.
const (
	EvidenceJSON = "evidence.json"
	EvidenceCSV  = "evidence.csv"
	ManifestJSON = "manifest.json"
	Dictionary   = "dictionary.csv"
	CodingCSV    = "coding.csv"
)

// Version is the layout of the files; a new layout has a new number.
const Version = 1

// Evidence is evidence.json: what the paper prints and what it rests on.
type Evidence struct {
	Version int      `json:"version"`
	Title   string   `json:"title"`
	Figures []Figure `json:"figures"`
	Classes []Class  `json:"classes"`
	// Poles are the readings of each pole of the trade-offs, by channel.
	Poles []Pole `json:"poles"`
	// Words are what members wrote: positions and decisions. They are carried
	// as they stand; nobody can compute them.
	Words []Words `json:"words"`
	// Coding are the passages that members tagged, Tags what members made of
	// tags, Heard what they entered in the register of who took part: evidence
	// that no published file holds. It is there if figures may rest on it.
	Coding []Coded       `json:"coding,omitempty"`
	Tags   []CodedTag    `json:"tags,omitempty"`
	Heard  []model.Heard `json:"heard,omitempty"`
}

// Coded is a tag that a member gave a passage. The words stand in the published
// note: characters Start to End, from 0, End not included.
type Coded struct {
	Source string `json:"source"`
	// Excerpt is the passage's name; Published says that its publisher marked it.
	Excerpt   string `json:"excerpt"`
	Published bool   `json:"published,omitempty"`
	Note      string `json:"note"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	// SHA256 is the digest of the words; empty if they were not found in the note.
	SHA256   string `json:"sha256"`
	Tag      string `json:"tag"`
	Polarity int    `json:"polarity"`
	// Coder is a number for each member: "coder-1".
	Coder string `json:"coder"`
}

// CodedTag is what members made of a tag: made it, named it otherwise, or
// merged it into another.
type CodedTag struct {
	Tag    string `json:"tag"`
	Made   bool   `json:"made,omitempty"`
	Name   string `json:"name,omitempty"`
	Merged string `json:"merged,omitempty"`
}

// Figure is a computed figure as printed.
type Figure struct {
	// ID is the figure's name in the PDF: "n1" is the first.
	ID string `json:"figure"`
	// Words are what is printed.
	Words    string     `json:"words"`
	Form     paper.Form `json:"form"`
	Language string     `json:"language,omitempty"`
	Terms    []Term     `json:"terms"`
}

// Term is a measure of a figure.
type Term struct {
	ID string `json:"measure"`
	model.Measure
	Name    string   `json:"name"`
	Formula string   `json:"formula"`
	Inputs  []string `json:"inputs"`
	File    string   `json:"file"`
	SHA256  string   `json:"sha256"`
	// Lines are the lines of File that were used: "2-75 80".
	Lines string `json:"lines"`
}

// Class is a theme's computed class with all that it was computed from, but
// for the inputs themselves.
type Class struct {
	Theme      model.Theme      `json:"theme"`
	Class      model.Class      `json:"class"`
	Rule       model.RuleTrace  `json:"rule"`
	Confidence model.Confidence `json:"confidence"`
	// Channels are those of which there were inputs.
	Channels []model.Channel `json:"channels"`
}

// Pole is the reading of one pole of a trade-off in one channel.
type Pole struct {
	TradeOff string           `json:"tradeoff"`
	Pole     string           `json:"pole"`
	Text     string           `json:"text"`
	Channel  model.Channel    `json:"channel"`
	Reading  model.Reading    `json:"reading"`
	Links    []model.PoleLink `json:"links"`
}

// Words are a member's.
type Words struct {
	Kind string `json:"kind"` // "position", "decision", "response"
	Of   string `json:"of"`
	By   string `json:"by"`
	Says string `json:"says"`
	Why  string `json:"why"`
}

// Manifest is manifest.json: the inputs, the settings and the other files.
type Manifest struct {
	Version      int                 `json:"version"`
	Program      string              `json:"program"`
	Consultation string              `json:"consultation"`
	Paper        model.Paper         `json:"paper"`
	Sources      []Source            `json:"sources"`
	Thresholds   analysis.Thresholds `json:"thresholds"`
	Methods      []analysis.Method   `json:"methods"`
	Attachments  []Digest            `json:"attachments"`
}

// Source is an input.
type Source struct {
	Source    string           `json:"source"`
	Title     string           `json:"title"`
	Channel   model.Channel    `json:"channel"`
	Format    model.Format     `json:"format"`
	Publisher string           `json:"publisher"`
	Licence   string           `json:"licence"`
	Snapshot  model.SnapshotID `json:"snapshot"`
	// Feed is the address to fetch it from; empty if it came from a member's
	// own machine, whose places are nobody else's business.
	Feed        string   `json:"feed"`
	Limitations []string `json:"limitations"`
	Paraphrased bool     `json:"paraphrased"`
	Simulated   bool     `json:"simulated"`
	// Mapping says what the columns of a table mean that do not say so.
	Mapping *model.Mapping `json:"mapping,omitempty"`
	Files   []File         `json:"files"`
}

// File is a published file.
type File struct {
	Path        string `json:"path"`
	Address     string `json:"address"`
	SHA256      string `json:"sha256"`
	Bytes       int64  `json:"bytes"`
	RowsRead    int    `json:"rows_read"`
	RowsSkipped int    `json:"rows_skipped"`
}

// Digest names a file by its content.
type Digest struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}
