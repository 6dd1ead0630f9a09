package model

// Pole is one side of a trade-off.
type Pole struct {
	ID   string `json:"pole"` // "a", "b", …
	Text string `json:"text"`
}

// PoleLink ties an item of evidence to a pole of a trade-off.
type PoleLink struct {
	Item Ref `json:"item"`
	// Pole is the pole the item speaks for; empty if it only bears on the
	// question.
	Pole string `json:"pole,omitempty"`
	// Polarity is 1 if agreeing speaks for Pole, -1 if it speaks against it.
	Polarity int `json:"polarity,omitempty"`
	Made
}

// Argument is a reason for a pole, with the evidence that was cited.
type Argument struct {
	Pole     string    `json:"pole"`
	Text     string    `json:"text"`
	Evidence []Measure `json:"evidence,omitempty"`
	Made
}

// Stance is where a member stands on a trade-off.
type Stance string

// The stances. A pole's id is a stance too.
const (
	StanceUndecided Stance = "undecided"
	StanceDissent   Stance = "dissent" // against how the question is put, or against either pole
)

// Position is where a member stands and why.
type Position struct {
	// Member is the name that the member wants to be shown.
	Member string `json:"member"`
	// Stance is a pole's id, "undecided" or "dissent".
	Stance   Stance    `json:"stance"`
	Reason   string    `json:"reason"`
	Evidence []Measure `json:"evidence,omitempty"`
	Made
}

// TradeOff is a question with two or more poles.
type TradeOff struct {
	ID       string `json:"tradeoff"`
	Question string `json:"question"`
	Poles    []Pole `json:"poles"`
	// Published is the source whose file brought the trade-off; empty if a
	// member made it.
	Published string     `json:"published,omitempty"`
	Links     []PoleLink `json:"links,omitempty"`
	// ByGroup is what the report says of stakeholder groups, if it does.
	ByGroup   map[string]string `json:"by_group,omitempty"`
	Pages     string            `json:"pages,omitempty"`
	Arguments []Argument        `json:"arguments,omitempty"`
	Positions []Position        `json:"positions,omitempty"`
	Questions []Comment         `json:"open_questions,omitempty"`
	Notes     []Comment         `json:"notes,omitempty"`
	Made
}

// Pole finds a pole by its id.
func (t TradeOff) Pole(id string) (Pole, bool) {
	for _, p := range t.Poles {
		if p.ID == id {
			return p, true
		}
	}
	return Pole{}, false
}
