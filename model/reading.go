package model

// Reading is what one item or one channel says on a theme.
type Reading string

// The readings.
const (
	Supports         Reading = "supports"
	Opposes          Reading = "opposes"
	SplitReading     Reading = "split"
	SplitGroups      Reading = "split-between-groups"
	BothPoles        Reading = "both-poles-held"
	Uncertain        Reading = "uncertain"
	LeansSupport     Reading = "leans-support"
	LeansOppose      Reading = "leans-oppose"
	NoClearDirection Reading = "no-clear-direction"
	Raised           Reading = "raised"
	Insufficient     Reading = "insufficient"
	ByGroup          Reading = "by-group"
	Silent           Reading = "silent"
	NotExamined      Reading = "not-examined"
)

// Reversed is the reading of the opposite proposition.
func (r Reading) Reversed() Reading {
	switch r {
	case Supports:
		return Opposes
	case Opposes:
		return Supports
	case LeansSupport:
		return LeansOppose
	case LeansOppose:
		return LeansSupport
	}
	return r
}

// Label is the reading in words, in English.
func (r Reading) Label() string {
	switch r {
	case Supports:
		return "Supports"
	case Opposes:
		return "Opposes"
	case SplitReading:
		return "Split"
	case SplitGroups:
		return "Split between groups"
	case BothPoles:
		return "Both poles held"
	case Uncertain:
		return "Uncertain"
	case LeansSupport:
		return "Leans support"
	case LeansOppose:
		return "Leans oppose"
	case NoClearDirection:
		return "No clear direction"
	case Raised:
		return "Raised"
	case Insufficient:
		return "Too few to tell" // votes, answers or mentions
	case ByGroup:
		return "Differs by group"
	case Silent:
		return "Silent"
	case NotExamined:
		return "Not examined"
	}
	return string(r)
}

// ItemReading is the reading of one item for one theme, polarity applied.
type ItemReading struct {
	Item Ref `json:"item"`
	// Against is the other pole, for a pair of tags.
	Against  Ref     `json:"against,omitempty"`
	Text     string  `json:"text"`
	Polarity int     `json:"polarity"`
	Reading  Reading `json:"reading"`
	// Firm: the lower bound of the interval over all votes is above one half.
	Firm bool `json:"firm"`
	// Strong: at least three quarters of all votes.
	Strong bool `json:"strong"`
	// Lean is leans-support or leans-oppose beside an uncertain reading.
	Lean Reading `json:"lean,omitempty"`
	// Tally is as voted, before polarity. Zero for tags and people.
	Tally Tally `json:"tally"`
	N     int   `json:"n"`
	// Voters is the number of voters of the poll; 0 if not known.
	Voters   int       `json:"voters,omitempty"`
	Basis    Basis     `json:"basis,omitempty"`
	Measures []Measure `json:"measures,omitempty"`
	// By and Note belong to a person's reading of notes.
	By   string `json:"by,omitempty"`
	Note string `json:"note,omitempty"`
	// Why says which rule gave the reading, with its figures.
	Why string `json:"why"`
}

// ChannelReading is what a channel's items say together.
type ChannelReading struct {
	Channel Channel       `json:"channel"`
	Reading Reading       `json:"reading"`
	Firm    bool          `json:"firm"`
	Items   []ItemReading `json:"items"`
	// N is the number of votes or mentions behind the items, added up within
	// the channel only. People are never added up across channels.
	N   int    `json:"n"`
	Why string `json:"why"`
}
