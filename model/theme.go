package model

// Class is what the channels together say of a theme.
type Class string

// The classes, in the order in which the rules are tried.
const (
	NotEnough         Class = "not-enough-evidence"
	DivergentChannels Class = "divergent-between-channels"
	DivergentGroups   Class = "divergent-between-stakeholder-groups"
	DivergentWithin   Class = "divergent-within-channels"
	UncertainClass    Class = "uncertain"
	Convergent        Class = "convergent"
	ConvergentReserve Class = "convergent-with-reservations"
	WeakSignal        Class = "weak-or-single-channel-signal"
)

// Classes lists the classes in the order in which they are shown: what
// converges first, what cannot be said last.
var Classes = []Class{Convergent, ConvergentReserve, DivergentChannels, DivergentGroups, DivergentWithin, UncertainClass, WeakSignal, NotEnough}

// Label is the class in words, in English.
func (c Class) Label() string {
	switch c {
	case NotEnough:
		return "Not enough evidence"
	case DivergentChannels:
		return "Divergent between channels"
	case DivergentGroups:
		return "Divergent between stakeholder groups"
	case DivergentWithin:
		return "Divergent within channels"
	case UncertainClass:
		return "Uncertain"
	case Convergent:
		return "Convergent"
	case ConvergentReserve:
		return "Convergent with reservations"
	case WeakSignal:
		return "Weak or single-channel signal"
	}
	return string(c)
}

// Family groups the classes for a reader in a hurry.
func (c Class) Family() string {
	switch c {
	case Convergent, ConvergentReserve:
		return "convergent"
	case DivergentChannels, DivergentGroups, DivergentWithin:
		return "divergent"
	}
	return "unsure"
}

// Link ties an item of evidence to a theme.
type Link struct {
	Item Ref `json:"item"`
	// Polarity is 1 if the item says the proposition, -1 if it says the
	// reverse, 0 if it only raises the topic.
	Polarity int `json:"polarity"`
	// Bridging marks a statement that both sides can hold; it is shown, and
	// does not count for the class.
	Bridging bool `json:"bridging,omitempty"`
	Made
}

// TagPoles are two tags that stand for the proposition and against it.
type TagPoles struct {
	For     Ref `json:"for"`
	Against Ref `json:"against"`
}

// HumanReading is a named person's reading of a channel, with what it cites.
type HumanReading struct {
	Channel Channel `json:"channel"`
	Reading Reading `json:"reading"`
	// Groups gives the reading of each stakeholder group, for ByGroup.
	Groups map[string]Reading `json:"groups,omitempty"`
	Note   string             `json:"note"`
	Tag    Ref                `json:"tag,omitempty"`
	Made
}

// Reservation is a minority view, a condition, or a contested instrument.
type Reservation struct {
	Text string `json:"text"`
	Made
}

// ClassChoice is a member's own class for a theme, shown beside the computed
// one. A reason is required if they differ.
type ClassChoice struct {
	Class  Class  `json:"class"`
	Reason string `json:"reason"`
	Made
}

// Comment is what a member noted, with the measures as they then stood.
type Comment struct {
	Text string `json:"text"`
	// Block is the block of the paper that is commented on; empty elsewhere.
	Block    string    `json:"block,omitempty"`
	Evidence []Measure `json:"evidence,omitempty"`
	Made
}

// Theme is a proposition that evidence bears on.
type Theme struct {
	ID          string `json:"theme"`
	Title       string `json:"title"`
	Proposition string `json:"proposition"`
	// Published is the source whose file brought the theme; empty if a member
	// made it.
	Published    string         `json:"published,omitempty"`
	Links        []Link         `json:"links,omitempty"`
	TagPoles     *TagPoles      `json:"tag_poles,omitempty"`
	Human        []HumanReading `json:"human,omitempty"`
	Reservations []Reservation  `json:"reservations,omitempty"`
	Choices      []ClassChoice  `json:"choices,omitempty"`
	Notes        []Comment      `json:"notes,omitempty"`
	// Answer is the reasoned response to contributors; nil if there is none.
	Answer *ReasonedAnswer `json:"answer,omitempty"`
	Made
}

// RuleTrace says how a class came about.
type RuleTrace struct {
	// Number is the rule that fired, 1 to 8.
	Number int    `json:"number"`
	Rule   string `json:"rule"`
	// Supporting, Opposing, Split and Unsure count channels.
	Supporting int `json:"supporting"`
	Opposing   int `json:"opposing"`
	Split      int `json:"split"`
	Unsure     int `json:"unsure"`
	// Tried lists, for the rules tried before, why each did not fire.
	Tried []string `json:"tried"`
	// Thresholds is the version of the settings that were used.
	Thresholds string `json:"thresholds"`
}

// Confidence is how far the evidence carries a class.
type Confidence string

// The confidence levels.
const (
	High     Confidence = "high"
	Moderate Confidence = "moderate"
	Low      Confidence = "low"
	VeryLow  Confidence = "very-low"
)

// Concern is a reason to trust a class less, proposed by the program.
type Concern struct {
	// Component is "method", "coherence", "adequacy" or "relevance".
	Component string `json:"component"`
	// Level is "minor", "moderate" or "serious".
	Level string `json:"level"`
	Text  string `json:"text"`
}

// Assessment is what the analysis says of a theme: computed each time from
// the snapshots, never stored.
type Assessment struct {
	Class      Class            `json:"class"`
	Rule       RuleTrace        `json:"rule"`
	Channels   []ChannelReading `json:"channels"`
	Bridging   []ItemReading    `json:"bridging,omitempty"`
	Confidence Confidence       `json:"confidence"`
	Concerns   []Concern        `json:"concerns"`
	// Limitations are sentences on who was not heard and what was not asked.
	Limitations []string `json:"limitations"`
	// Sensitivity says whether moving a cut-off by five points changes the class.
	Sensitivity string `json:"sensitivity"`
	// Missing are links whose item is in no current snapshot.
	Missing []Ref `json:"missing,omitempty"`
}
