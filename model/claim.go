package model

// Claim is a sentence of a published report that states a figure, bound to
// the filter under which it is meant. Checks compare it with the records.
type Claim struct {
	Source string `json:"source"`
	ID     string `json:"id"`
	// Text is what is claimed, in words.
	Text string `json:"text"`
	// About is the source or item that the figure is of.
	About Ref `json:"about"`
	// Figure is what is claimed to be so: "statements", "votes", "agree-pct",
	// "disagree-pct", "pass-pct", "max-disagree-pct" …
	Figure string `json:"figure"`
	// Relation is "=", "<=" or ">=".
	Relation string  `json:"relation"`
	Value    float64 `json:"value"`
	// MinShare is the share of a poll's voters, 0 to 1, below which a
	// statement is left out; 0 means that all count.
	MinShare float64 `json:"min_share,omitempty"`
	// Pages are where the report says so.
	Pages string `json:"pages,omitempty"`
	File  string `json:"file"`
	Line  int    `json:"line"`
}

// Ref names the claim.
func (c Claim) Ref() Ref { return NewRef(c.Source, c.ID) }

// Target is a share of the population that a channel is compared with.
type Target struct {
	Source    string  `json:"source"`
	Dimension string  `json:"dimension"`
	Group     string  `json:"group"`
	Share     float64 `json:"share"` // 0 to 1
	// Population says of whom, such as "residents aged 16 and over, 2021".
	Population string `json:"population,omitempty"`
	File       string `json:"file"`
	Line       int    `json:"line"`
}
