package model

// Unit is what a measure's value is counted in.
type Unit string

// The units.
const (
	UnitShare     Unit = "share" // a fraction, 0 to 1
	UnitVotes     Unit = "votes"
	UnitPeople    Unit = "people"
	UnitMentions  Unit = "mentions"
	UnitPercent   Unit = "percent" // as published, 0 to 100
	UnitResponses Unit = "responses"
	UnitPoints    Unit = "points" // of a scale, a rank or a number that people gave
	UnitIndex     Unit = "index"  // a number without a unit, such as an agreement from −1 to 1
)

// Measure is one computed figure that can always be explained: it names the
// formula and the inputs that give it again.
type Measure struct {
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit"`
	// Count and N are the figure's numerator and base, in votes, mentions or
	// people. N is 0 for a plain count.
	Count int `json:"count"`
	N     int `json:"n"`
	// Method is a versioned key of analysis.Methods, such as "agree-share/1".
	Method   string     `json:"method"`
	Snapshot SnapshotID `json:"snapshot"`
	Subject  Ref        `json:"subject"`
	// Against is the second item of a comparison, such as the other pole.
	Against Ref `json:"against,omitempty"`
	// Group is an opinion group's or stakeholder group's name; empty for all.
	Group string `json:"group,omitempty"`
}

// ID is the name under which a measure is explained:
// method:subject, then "|" and the second item if there is one.
func (m Measure) ID() string {
	id := m.Method + ":" + string(m.Subject)
	if m.Against != "" {
		id += "|" + string(m.Against)
	}
	return id
}

// Explanation is a measure with everything needed to compute it again.
type Explanation struct {
	Measure Measure `json:"-"`
	ID      string  `json:"measure"`
	Value   float64 `json:"value"`
	Unit    Unit    `json:"unit"`
	Count   int     `json:"count"`
	N       int     `json:"n"`
	Method  string  `json:"method"`
	// Name and Formula say in words and signs what the method computes.
	Name    string `json:"name"`
	Formula string `json:"formula"`
	// Reference is where the formula comes from.
	Reference string `json:"reference"`
	// Inputs are the numbers put into the formula, in words.
	Inputs   []string   `json:"inputs"`
	Basis    Basis      `json:"basis,omitempty"`
	Source   string     `json:"source"`
	Snapshot SnapshotID `json:"snapshot"`
	File     string     `json:"file"`
	Address  string     `json:"address"`
	SHA256   string     `json:"sha256"`
	// Lines are the lines of File that were used, ascending.
	Lines []int `json:"lines"`
	// Place says where in a document the figure stands, where a line alone does
	// not: a page, or a row of a table. Empty otherwise.
	Place string `json:"place,omitempty"`
	// Notes say what else a reader should know: an assumed base, a paraphrase.
	Notes []string `json:"notes,omitempty"`
}
