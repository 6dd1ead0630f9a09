// Package ui shows the desk: the window's shell, its pages, dialogs and chart
// canvas. What is said and in which order is decided in ui/view; what happens
// is done by the desk.
//
// It starts no goroutine, reads no file of the workspace and opens no app.
package ui

import (
	"fyne.io/fyne/v2"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
)

// Desk is what the pages may ask of the desk. All calls are made on the UI
// goroutine. The verbs that return an error are done when they return;
// Sync, Export and the finding of groups are jobs whose course and end stand
// in the State.
type Desk interface {
	// Sync brings in the addresses; without one, all known sources again.
	Sync(addresses ...string)
	// Look sees what there is at addresses on this machine and brings nothing
	// in; State.Found then has it until ForgetFound.
	Look(addresses ...string)
	ForgetFound()
	// PreparePublication says what a folder of exports holds that is to be
	// published, PublishFeed writes the feed; both are jobs, and State.Prepared
	// has what they did until ForgetPrepared.
	PreparePublication(p model.Publication)
	PublishFeed(p model.Publication)
	ForgetPrepared()
	Stop()
	Undo() error
	// PreviewTable shows the first rows of a table that is not known, with a
	// proposal of what its columns mean; KeepMapping remembers what they mean.
	PreviewTable(address, sheet string, header int) (model.TablePreview, error)
	KeepMapping(publisher, address string, m model.Mapping) error
	// ForgetMapping forgets a remembered mapping.
	ForgetMapping(id string) error

	SetMember(name string) error
	// Comment adds a note to object: "theme/<id>" or "tradeoff/<id>".
	Comment(object, text string) error

	// EnterHeard adds a line to the register of who took part.
	EnterHeard(h model.Heard) error

	AddTheme(title, proposition string) (id string, err error)
	LinkStatement(theme string, item model.Ref, polarity int) error
	Reserve(theme, text string) error
	ChooseClass(theme string, c model.Class, reason string) error

	AddTradeOff(question, poleA, poleB string) (id string, err error)
	LinkToPole(tradeoff string, item model.Ref, pole string, polarity int) error
	Argue(tradeoff, pole, text string) error
	AskQuestion(tradeoff, text string) error
	TakePosition(tradeoff string, stance model.Stance, name, reason string) error

	// PublishedRow is a row of a published file as it stands there.
	PublishedRow(source, file string, line int) desk.PublishedRow

	// CheckAll looks through the published data, if that was not done to its
	// end; GroupAll finds the opinion groups of every poll with single votes that
	// are not known yet; FindGroups finds those of a poll by a method of
	// view.GroupMethods; CheckStability sees whether those shown hold. They are
	// jobs.
	CheckAll()
	GroupAll()
	FindGroups(source, method string)
	CheckStability(source string)
	NameGroup(source string, group int, name string) error

	// SaveCoding writes notes and tags for coding programs. It is a job.
	SaveCoding(file string)
	// SaveChart writes a chart into a file, by its ending; missing are the
	// characters that a picture's fonts lack.
	SaveChart(s chart.Scene, language, file string) (missing []rune, err error)
	// Translate adds a labelled translation beside a published text.
	Translate(item model.Ref, language, text string) error

	Coding

	// TakeBack takes back one annotation.
	TakeBack(op model.OpID) error

	// Explain reads back how a measure (Measure.ID) was computed.
	Explain(measure string) (model.Explanation, error)

	// NewMemo is a memo about "theme/<id>" or "tradeoff/<id>" with sensible
	// words in it, not yet saved.
	NewMemo(about string) model.Paper
	// Decide records a decision; Respond a theme's reasoned response;
	// AnswerStandard what is said of a participation standard.
	Decide(x model.Decision) (model.Decision, error)
	Respond(theme string, a model.ReasonedAnswer) error
	AnswerStandard(id string, a model.StandardAnswer) error

	// NewPaper proposes a paper from a template's id or a kind; Templates are
	// those to begin with. CommentPaper adds a comment on a block.
	NewPaper(template string, about ...string) (model.Paper, error)
	Templates() []model.PaperTemplate
	SaveTemplate(t model.PaperTemplate) (model.PaperTemplate, error)
	DropTemplate(id string) error
	CommentPaper(paper, block, text string) error
	SavePaper(p model.Paper) (model.Paper, error)
	// PreviewPaper gives a paper's pages, saved or not.
	PreviewPaper(p model.Paper) (desk.PaperPages, error)
	// KeepDraft keeps what was typed into a paper and not saved, until
	// DropDraft; Drafts gives all, by key.
	KeepDraft(key string, p model.Paper) error
	DropDraft(key string) error
	Drafts() (map[string]model.Paper, error)
	Export(paper, file string, o desk.ExportOptions)

	// PaperVersions are all saved versions of a paper, oldest first.
	PaperVersions(id string) ([]model.Paper, error)

	// OpenPrinted reads what a printed paper says of itself, IsPrinted whether a
	// file looks like one. CheckPaper holds one against its inputs; it is a job.
	OpenPrinted(file string) (desk.PrintedPaper, error)
	IsPrinted(file string) bool
	CheckPaper(file string, from desk.InputsFrom)
}

// Page is one of the shell's pages. Show gets a State only while the page is
// visible, and again when it becomes visible.
type Page interface {
	// Name is the page's name for Go: "overview", "sources", "heard", "statements", "questions",
	// "groups", "themes", "tradeoffs", "papers", "decisions".
	Name() string
	Content() fyne.CanvasObject
	Show(desk.State)
}

// Opener is a page that can show one thing, by its id or reference.
type Opener interface{ Open(id string) }

// The pages' names.
const (
	PageOverview   = "overview"
	PageSources    = "sources"
	PageHeard      = "heard"
	PageStatements = "statements"
	PageQuestions  = "questions"
	PageGroups     = "groups"
	PageCharts     = "charts"
	PageThemes     = "themes"
	PageTradeOffs  = "tradeoffs"
	PagePapers     = "papers"
	PageDecisions  = "decisions"
)
