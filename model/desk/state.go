package desk

import (
	"time"

	"consilience/model"
	"consilience/model/analysis"
)

// State is everything the screens show, at one moment. It is never changed
// once it was shown: a page may keep it and read it on the UI goroutine.
// A State with a lower Revision than one already shown is old and is ignored.
type State struct {
	Revision  int
	Workspace string
	Member    model.Member

	Sources    []Source
	Statements []Statement
	Tags       []model.Tag
	// Questions are those of surveys and live polls, with their answers
	// counted.
	Questions []Question
	// Notes are the free texts, Excerpts what is marked in them, by publishers
	// and by members.
	// Tags, one by source and name, count both; Codebook has each name once.
	Notes     []model.Note
	Excerpts  []*model.Excerpt
	Codebook  []CodeTag
	Cases     []model.Case
	Heard     []model.Heard
	Targets   []model.Target
	Claims    []model.Claim
	Themes    []Theme
	TradeOffs []TradeOff
	Papers    []model.Paper
	// PaperNotes are the comments on papers, by the paper's id.
	PaperNotes map[string][]model.Comment
	// Decisions is the decision log, oldest first.
	Decisions []model.Decision
	// Standards are what members said of the participation standards, by id.
	Standards map[string]model.StandardAnswer
	// Templates are those that members saved.
	Templates []model.PaperTemplate
	// Checks are what is wrong or should be known in the published data, by
	// source and severity.
	Checks []model.Check
	// Unchecked says that the checks of what is here are not made yet: Checks is
	// empty until they are.
	Unchecked bool
	// Mappings are what members said that the columns of tables mean.
	Mappings []model.KnownMapping
	// Translations are members' labelled translations of published texts.
	Translations map[model.Ref][]model.Translation
	// Groups are the opinion groups of the polls where they are known.
	Groups []*Grouped

	// Problems are about the workspace or the last job: what a person must
	// know that stands in no source.
	Problems []model.Problem
	// Changes tells, in sentences, what the last sync changed.
	Changes []string
	// Found is what Look saw; nil before, and once the person decided.
	Found []model.Found
	// Prepared is what PreparePublication or PublishFeed did last; nil once the
	// person has seen it.
	Prepared *model.Prepared
	// Job is the long work that is going on; nil if there is none.
	Job *Job
	// Undo names what Undo would take back; empty if there is nothing.
	Undo string
	// Exported is the last paper that was printed.
	Exported *Export
	// Verified is the last printed paper that was held against its inputs.
	Verified *Verified
	// Coding is the last project or codebook that was written in the background.
	Coding *CodingExport
}

// Source is a source with its current snapshot, counted.
type Source struct {
	model.Snapshot
	Statements   int
	Participants int
	// Votes counts the votes that count, one per participant and statement.
	Votes int
	Tags  int
	// Questions, Responses, Notes and Excerpts count records; Incomplete those
	// of Responses that did not come to the end.
	Questions, Responses, Incomplete, Notes, Excerpts int
	// Days counts the responses by the day, 2006-01-02, on which they were
	// given; Undated those of which that is not known.
	Days    map[string]int
	Undated int
	// Voters is the number of people who voted in this poll, from the votes
	// themselves or from the participation register; 0 if not known.
	Voters int
	// VotersFrom is the register's row that says so, or empty.
	VotersFrom string
	// Older counts earlier snapshots that are kept.
	Older int
}

// Statement is a statement with its reading for itself (polarity +1).
type Statement struct {
	model.Statement
	Channel model.Channel
	// Voters is the number of voters of the poll, the base of the 20 % filter.
	Voters int
	Item   model.ItemReading
	// AgreeShare and so on are over all votes; nil if counts are not known.
	AgreeShare, DisagreeShare, PassShare *model.Measure
	AgreeLow, AgreeHigh                  *model.Measure
	// GroupConsensus and Divisive are the group-informed consensus (0 to 1) and
	// the greatest difference between groups (0 to 2); nil if groups are not
	// known.
	GroupConsensus, Divisive *float64
	// Themes are the themes that use the statement.
	Themes []string
}

// Question is a question with its answers counted, and read for what it says
// (polarity +1).
type Question struct {
	analysis.QuestionEvidence
	// Incomplete counts those of Asked that did not come to the end of the form.
	Incomplete int
	Item       model.ItemReading
	// Options has the measures of each of the question's options.
	Options []OptionFigures
	// Texts are the answers to an open question, as far as they are shown;
	// Texters are the responses that gave them, each with the line it stands
	// on.
	Texts   []string
	Texters []Texter
	// Themes are the themes that use the question or an option of it.
	Themes []string
}

// Texter is a response that answered in words.
type Texter struct {
	Response string
	Line     int
}

// OptionFigures are the share of an option and the ends of its interval; nil
// if nobody answered.
type OptionFigures struct{ Share, Low, High *model.Measure }

// Theme is a theme as members left it, with what the analysis says of it now.
type Theme struct {
	model.Theme
	Assessment model.Assessment
}

// TradeOff is a trade-off as members left it, with its evidence read now.
type TradeOff struct {
	model.TradeOff
	// Evidence has the links of the trade-off in order, read.
	Evidence []PoleEvidence
	// Themes are the ids of themes that share evidence with it.
	Themes []string
}

// PoleEvidence is one linked item. Pole is empty if the item only bears on the
// question. Item.Reading is Silent if the item is in no current snapshot.
type PoleEvidence struct {
	Link model.PoleLink
	Item model.ItemReading
}

// Job is long work. It can be stopped.
type Job struct {
	// Name is what is done: "Sync", "Export".
	Name string
	model.Progress
	Started time.Time
}

// Export is a paper that was printed.
type Export struct {
	Paper   string `json:"paper"`
	File    string `json:"file"`
	Pages   int    `json:"pages"`
	SHA256  string `json:"sha256"`
	Figures int    `json:"figures"`
	// Fonts names the fonts of this computer that were used, Missing the scripts
	// that no font has; both are empty for a paper that any computer prints the
	// same, byte for byte.
	Fonts   string `json:"fonts,omitempty"`
	Missing string `json:"missing,omitempty"`
}

// ExportOptions say how a paper is printed.
type ExportOptions struct {
	// Bundled allows only the fonts that come with the program, so that every
	// computer gives the same bytes; letters that they lack are boxes, and the
	// paper says so. Otherwise only those letters are set in fonts of this
	// computer.
	Bundled bool
}

// OutlineEntry is a line of a paper's outline. Level 0 is the title, 1 a
// section, 2 what stands in it.
type OutlineEntry struct {
	Level int
	Text  string
}
