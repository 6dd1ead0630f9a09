package model

import "slices"

// PaperKind is a type of document.
type PaperKind string

// The kinds.
const (
	DecisionMemo     PaperKind = "decision-memo"         // one to three pages: what is asked, on what evidence
	DiscussionPaper  PaperKind = "discussion-paper"      // trade-offs with both poles, options, open questions
	FindingsReport   PaperKind = "findings-report"       // who took part, what was heard, limits
	ReasonedResponse PaperKind = "reasoned-response"     // you said, decided, why, where
	StandardsReport  PaperKind = "standards-self-report" // against the OGP participation standards
	DecisionRecord   PaperKind = "decision-record"       // what was decided, by whom, on what evidence
	Minutes          PaperKind = "minutes"               // the decisions of a meeting
	EvidenceAnnex    PaperKind = "evidence-annex"        // every item, with counts, files and methods
)

// PaperKinds lists the kinds in the order in which they are offered.
var PaperKinds = []PaperKind{DecisionMemo, DiscussionPaper, FindingsReport, ReasonedResponse, StandardsReport, DecisionRecord, Minutes, EvidenceAnnex}

// Paper is what a member decided to print: a kind, what it is about and the
// words that only people can give. Everything else is composed from the
// themes, trade-offs and measures it names.
type Paper struct {
	ID   string    `json:"paper"`
	Kind PaperKind `json:"kind"`
	// About is "theme/<id>" or "tradeoff/<id>"; Also are further ones, of any
	// mixture. Both empty means everything that is here.
	About string   `json:"about"`
	Also  []string `json:"also,omitempty"`
	Title string   `json:"title"`
	// Decision is what the Committee is asked to decide, in one or two
	// sentences.
	Decision string `json:"decision"`
	Owner    string `json:"owner,omitempty"`
	// Date is printed and is the PDF's date: YYYY-MM-DD. The clock is not
	// asked, so printing again gives the same bytes.
	Date string `json:"date"`
	// Status is "draft" or "final".
	Status string `json:"status"`
	// Blocks are the outline as a member edits it. A paper without blocks is
	// composed as a decision memo about About.
	Blocks []PaperBlock `json:"blocks,omitempty"`
	// Language is that of the paper's own words: "en", "es" or "fr"; empty
	// means "en". What people said stays in its own.
	Language       string `json:"language,omitempty"`
	Organisation   string `json:"organisation,omitempty"`
	Classification string `json:"classification,omitempty"`
	// Accent is "#rrggbb"; Logo is a PNG or JPEG, at most MaxLogo bytes.
	Accent string `json:"accent,omitempty"`
	Logo   []byte `json:"logo,omitempty"`
	// Contents asks for a table of contents.
	Contents bool `json:"contents,omitempty"`
	// KeepPersonal prints e-mail addresses, telephone numbers and the like that
	// stand in texts. Without it, words stand in their place.
	KeepPersonal bool `json:"keep_personal,omitempty"`
	Made
}

// MaxLogo bounds a paper's logo, in bytes.
const MaxLogo = 256 << 10

// Subjects are what the paper is about, in order, each once.
func (p Paper) Subjects() []string {
	var list []string
	for _, s := range append([]string{p.About}, p.Also...) {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// PaperBlockKind tells what a block of a paper's outline holds.
type PaperBlockKind string

// The kinds of block.
const (
	BlockHeading   PaperBlockKind = "heading"   // Text
	BlockText      PaperBlockKind = "text"      // Text, in the small markup of model/paper
	BlockFigure    PaperBlockKind = "figure"    // Measure, with Text before it
	BlockQuote     PaperBlockKind = "quote"     // Item's words; Translation beside them
	BlockTable     PaperBlockKind = "table"     // Items, with Text as caption
	BlockChart     PaperBlockKind = "chart"     // Items; or Section, a kind of chart, of About or Item; Text as title, Alt
	BlockTradeOff  PaperBlockKind = "trade-off" // About: question, poles, arguments
	BlockPositions PaperBlockKind = "positions" // About: positions and dissent
	BlockLimits    PaperBlockKind = "limitations"
	BlockAsked     PaperBlockKind = "decision-asked" // Text; empty for the paper's own
	BlockStep      PaperBlockKind = "next-step"      // Text, Owner, Date
	BlockAppendix  PaperBlockKind = "appendix"
	BlockSection   PaperBlockKind = "section" // Section names what is composed
)

// PaperBlock is a part of a paper's outline. It holds what a person wrote or
// chose, never a computed figure: figures are named, and computed when printed.
type PaperBlock struct {
	// ID is unique in the paper and stays when the block is moved or edited.
	ID   string         `json:"block"`
	Kind PaperBlockKind `json:"kind"`
	Text string         `json:"text,omitempty"`
	// Section is the name of a generated section, such as "summary".
	Section string `json:"section,omitempty"`
	// About is "theme/<id>" or "tradeoff/<id>", for decisions also
	// "decision/<id>"; empty for all the paper's.
	About string `json:"about,omitempty"`
	// Measure is a Measure.ID.
	Measure string `json:"measure,omitempty"`
	Item    Ref    `json:"item,omitempty"`
	Items   []Ref  `json:"items,omitempty"`
	// Translation is a translation of Item's words into the paper's language,
	// labelled as such.
	Translation string `json:"translation,omitempty"`
	// Alt says in words what a chart shows; empty for what is composed.
	Alt   string `json:"alt,omitempty"`
	Owner string `json:"owner,omitempty"`
	Date  string `json:"date,omitempty"`
	// NewPage begins a page.
	NewPage bool `json:"new_page,omitempty"`
}

// PaperTemplate is a kind of paper to begin with: its outline and its words.
type PaperTemplate struct {
	ID    string    `json:"template"`
	Title string    `json:"title"`
	Kind  PaperKind `json:"kind"`
	// Subject says what it is made about: "one" theme or trade-off, "trade-offs",
	// "themes" or "all".
	Subject  string       `json:"subject"`
	Contents bool         `json:"contents,omitempty"`
	Blocks   []PaperBlock `json:"blocks"`
	// Gone says that a member took the template out of use.
	Gone bool `json:"gone,omitempty"`
	Made
}
