package compose

import (
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/chart"
)

// Material is everything a memo is composed from. The desk looks it up; nothing
// is fetched here. Either Theme with its Assessment or TradeOff is set.
type Material struct {
	Consultation string
	Paper        model.Paper
	Theme        *model.Theme
	Assessment   *model.Assessment
	TradeOff     *model.TradeOff
	// Evidence are the links of TradeOff, read, in order.
	Evidence []Evidence
	// Related are, for a theme, the trade-offs that share evidence with it,
	// for a trade-off the themes.
	Related []Related
	// Statements and Tags hold at least what Theme, TradeOff and the evidence
	// of arguments and positions name.
	Statements map[model.Ref]model.Statement
	Tags       map[model.Ref]model.Tag
	// Questions are those of surveys that are cited, as a whole or by an option.
	Questions map[model.Ref]model.Question
	// Said are the passages, notes and answers that are quoted.
	Said map[model.Ref]Said
	// Sources are the snapshots of every item cited, and of the participation
	// register.
	Sources    []model.Snapshot
	Heard      []model.Heard
	Thresholds analysis.Thresholds

	// Subjects are all that the paper is about, in order.
	Subjects []Subject
	// Decisions are those of the log that the paper may print, Standards what
	// members said of the participation standards.
	Decisions []model.Decision
	Standards map[string]model.StandardAnswer
	// Explain gives a measure by its name (Measure.ID), for figures that a
	// member put in.
	Explain func(measure string) (model.Measure, error)
	// Chart draws the kind of chart that a block's Section names, of what its
	// About or Item names, width millimetres wide, its own words said by say;
	// an empty scene if there is nothing to show.
	Chart func(b model.PaperBlock, width float64, say chart.Words) chart.Scene
}

// Said is what somebody said in a meeting, a comment or an answer, word for
// word, and where it stands.
type Said struct {
	Text, Language string
	File           string
	Line           int
}

// Subject is a theme with its assessment, or a trade-off with its links read.
type Subject struct {
	Theme      *model.Theme
	Assessment *model.Assessment
	TradeOff   *model.TradeOff
	Evidence   []Evidence
}

// Evidence is one linked item of a trade-off.
type Evidence struct {
	Link model.PoleLink
	Item model.ItemReading
}

// Related is a theme or a trade-off that bears on the paper's subject.
type Related struct {
	Theme *model.Theme
	// Class is the theme's, computed.
	Class    model.Class
	TradeOff *model.TradeOff
}
