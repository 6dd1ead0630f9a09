package model

// PaperKind is a type of document.
type PaperKind string

// The kinds.
const (
	DecisionMemo PaperKind = "decision-memo"
)

// Paper is what a member decided to print: a kind, what it is about and the
// words that only people can give. Everything else is composed from the
// themes, trade-offs and measures it names.
type Paper struct {
	ID   string    `json:"paper"`
	Kind PaperKind `json:"kind"`
	// About is "theme/<id>" or "tradeoff/<id>".
	About string `json:"about"`
	Title string `json:"title"`
	// Decision is what the Committee is asked to decide, in one or two
	// sentences.
	Decision string `json:"decision"`
	Owner    string `json:"owner,omitempty"`
	// Date is printed and is the PDF's date: YYYY-MM-DD. The clock is not
	// asked, so printing again gives the same bytes.
	Date string `json:"date"`
	// Status is "draft" or "final".
	Status string `json:"status"`
	Made
}
