package model

// DecisionStatus says whether a decision stands.
type DecisionStatus string

// The statuses.
const (
	DecisionProposed   DecisionStatus = "proposed"
	DecisionTaken      DecisionStatus = "decided"
	DecisionSuperseded DecisionStatus = "superseded"
	DecisionWithdrawn  DecisionStatus = "withdrawn"
)

// Decision is what was decided, when, and on what evidence as it then stood.
type Decision struct {
	ID string `json:"decision_id"`
	// About is what it decides on: "theme/<id>" or "tradeoff/<id>".
	About    []string `json:"about,omitempty"`
	Date     string   `json:"date"` // YYYY-MM-DD
	Meeting  string   `json:"meeting,omitempty"`
	Question string   `json:"question"`
	Options  []string `json:"options,omitempty"`
	Decision string   `json:"decision"`
	Reasons  string   `json:"reasons"`
	// Evidence, Classes and Positions are frozen: as they stood when the
	// decision was recorded.
	Evidence  []Measure     `json:"evidence,omitempty"`
	Classes   []FrozenClass `json:"classes,omitempty"`
	Positions []Position    `json:"positions,omitempty"`
	Dissent   string        `json:"dissent,omitempty"`
	Owner     string        `json:"owner,omitempty"`
	// Review is the date on which it is looked at again.
	Review string `json:"review,omitempty"`
	// Supersedes is the id of the decision that this one replaces.
	Supersedes string         `json:"supersedes,omitempty"`
	Status     DecisionStatus `json:"status"`
	// Standards are the participation standards it touches: "S1" to "S5".
	Standards []string `json:"standards,omitempty"`
	Made
}

// FrozenClass is a theme's class as it was computed at one moment.
type FrozenClass struct {
	Theme       string     `json:"theme"`
	Proposition string     `json:"proposition"`
	Class       Class      `json:"class"`
	Confidence  Confidence `json:"confidence"`
	Rule        int        `json:"rule"`
	Thresholds  string     `json:"thresholds"`
}

// Outcome is what became of what contributors said on a theme.
type Outcome string

// The outcomes.
const (
	Adopted     Outcome = "adopted"
	PartlyTaken Outcome = "partly"
	NotAdopted  Outcome = "not-adopted"
	Deferred    Outcome = "deferred"
)

// Outcomes lists them as they are offered.
var Outcomes = []Outcome{Adopted, PartlyTaken, NotAdopted, Deferred}

// ReasonedAnswer is a reasoned response to what contributors said on a theme.
type ReasonedAnswer struct {
	Outcome Outcome `json:"outcome"`
	// Why is required; Where says in which text or action it is reflected.
	Why   string `json:"why"`
	Where string `json:"where,omitempty"`
	// Decision is the id of the decision behind it, if there is one.
	Decision string `json:"decision,omitempty"`
	Made
}

// Standard is one of the OGP Participation and Co-Creation Standards.
// Source: OGP, approved 24 November 2021, in force since 1 January 2022.
type Standard struct{ ID, Title string }

// Standards are the five.
var Standards = []Standard{
	{"S1", "A space for ongoing dialogue"},
	{"S2", "Open, accessible and timely information"},
	{"S3", "Inclusive and informed opportunities to take part"},
	{"S4", "A reasoned response"},
	{"S5", "Dialogue during implementation"},
}

// StandardAnswer is what the secretariat says of one standard, where the data
// cannot.
type StandardAnswer struct {
	// Met is "yes", "partly" or "no".
	Met      string `json:"met"`
	Evidence string `json:"evidence"`
	Gap      string `json:"gap,omitempty"`
	Made
}
