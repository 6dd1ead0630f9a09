package model

import "strings"

// Ref names an item of evidence: a source and an item in it, joined by a
// colon, such as "polis-role-of-ogp:13" or "role-tags:Narrower focus".
type Ref string

// NewRef joins a source id and an item's id or name.
func NewRef(source, item string) Ref { return Ref(source + ":" + item) }

// Source is the part before the first colon.
func (r Ref) Source() string { s, _, _ := strings.Cut(string(r), ":"); return s }

// Item is the part after the first colon.
func (r Ref) Item() string { _, s, _ := strings.Cut(string(r), ":"); return s }

// Vote is what one participant said of one statement.
type Vote int8

// The votes, with the signs that Polis publishes.
const (
	Disagree Vote = -1
	Pass     Vote = 0
	Agree    Vote = 1
)

// Tally counts votes. A pass is a vote: N is agree + disagree + pass.
type Tally struct {
	Agree    int `json:"agree"`
	Disagree int `json:"disagree"`
	Pass     int `json:"pass"`
}

// N is the number of votes, passes included.
func (t Tally) N() int { return t.Agree + t.Disagree + t.Pass }

// Reversed swaps agree and disagree: the tally of the opposite statement.
func (t Tally) Reversed() Tally { return Tally{t.Disagree, t.Agree, t.Pass} }

// TallyRange holds every tally of N votes whose counts, each by itself, lie
// between those of Low and of High, both included.
type TallyRange struct {
	N    int   `json:"n"`
	Low  Tally `json:"low"`
	High Tally `json:"high"`
}

// Disagrees gives the least and the greatest number disagreeing where agree
// people agree; low > high if there is no such tally.
func (r TallyRange) Disagrees(agree int) (low, high int) {
	if agree < r.Low.Agree || agree > r.High.Agree {
		return 0, -1
	}
	return max(r.Low.Disagree, r.N-agree-r.High.Pass), min(r.High.Disagree, r.N-agree-r.Low.Pass)
}

// GroupTally is one opinion group's votes on a statement.
type GroupTally struct {
	Group string `json:"group"`
	Tally
}

// Basis tells where a tally comes from.
type Basis string

// The bases. A figure always says which it rests on.
const (
	// BasisCounted: counted from single votes, the last of each participant.
	BasisCounted Basis = "counted"
	// BasisRecovered: the only whole numbers that fit the published votes and
	// percentages, or the counts that the publisher printed.
	BasisRecovered Basis = "recovered"
	// BasisPublished: only the published figures; no whole numbers fit them,
	// or several do. Tally is empty.
	BasisPublished Basis = "published"
)

// Published holds a statement's figures as its publisher printed them. A nil
// pointer is a figure that was not published.
type Published struct {
	Votes       *int     `json:"votes,omitempty"`
	AgreePct    *float64 `json:"agree_pct,omitempty"`
	DisagreePct *float64 `json:"disagree_pct,omitempty"`
	PassPct     *float64 `json:"pass_pct,omitempty"`
	// Agrees, Disagrees and Passes are counts that were printed: Polis counts
	// vote events there, so a changed vote counts twice.
	Agrees    *int `json:"agrees,omitempty"`
	Disagrees *int `json:"disagrees,omitempty"`
	Passes    *int `json:"passes,omitempty"`
	// GroupConsensus is Polis's group-informed consensus, 0 to 1.
	GroupConsensus *float64 `json:"group_informed_consensus,omitempty"`
	// Groups are the votes by the opinion groups that the publisher found,
	// under its names of them. They leave out people in no group.
	Groups []GroupTally `json:"groups,omitempty"`
	// Important counts votes that voters marked as important to them.
	Important *int `json:"important,omitempty"`
}

// Moderation is a publisher's decision on a statement.
type Moderation int8

// The decisions, with the numbers that Polis publishes.
const (
	Rejected    Moderation = -1
	NotReviewed Moderation = 0
	Accepted    Moderation = 1
)

// Statement is a sentence that participants voted on.
type Statement struct {
	Source string `json:"source"`
	ID     string `json:"id"`
	// Text is in the original language, as published (or as paraphrased, if
	// the source says so).
	Text string `json:"text"`
	// Language is a BCP 47 tag; empty if the publisher doesn't say.
	Language   string     `json:"language,omitempty"`
	Author     string     `json:"author,omitempty"`
	Moderation Moderation `json:"moderation"`
	Meta       bool       `json:"meta,omitempty"`
	Seed       bool       `json:"seed,omitempty"`
	Published  Published  `json:"published"`
	// Tally holds the votes if Basis is counted or recovered.
	Tally Tally `json:"tally"`
	Basis Basis `json:"basis"`
	// Topics are those that the publisher filed the statement under, each as
	// "topic" or "topic: subtopic".
	Topics []string `json:"topics,omitempty"`
	// Assumed, for a row that cannot be, is the tally with the nearest number
	// of votes that fits the published percentages. Readings use it and say
	// so; no figure of it is printed as a count. Nil otherwise.
	Assumed *Tally `json:"assumed,omitempty"`
	// Fitting, for a row that several tallies fit, bounds them. Readings look
	// at all of them; no figure of it is printed as a count. Nil otherwise.
	Fitting *TallyRange `json:"fitting,omitempty"`
	// File and Line say where the statement's row stands: a path of the
	// snapshot and a line counted from 1; of a document without lines, the row
	// of the table.
	File string `json:"file"`
	Line int    `json:"line"`
	// Place says it in words where a line alone does not: "page 3, line 120",
	// "row 4 of table 2". Empty otherwise.
	Place    string    `json:"place,omitempty"`
	Problems []Problem `json:"problems,omitempty"`
}

// Ref names the statement.
func (s Statement) Ref() Ref { return NewRef(s.Source, s.ID) }

// Participant is one voter, known by the publisher's own number only.
type Participant struct {
	ID string `json:"id"`
	// Group is the opinion group that the publisher assigned; empty if none.
	Group string `json:"group,omitempty"`
}

// VoteColumn holds every published vote on one statement, in the order
// participant, then time. A participant who voted again stands more than once;
// the last entry of a participant counts. The slices are equally long.
type VoteColumn struct {
	Statement string
	// Participants are positions in the snapshot's list of participants.
	Participants []uint32
	Votes        []Vote
	// Lines are lines of File, counted from 1 (header included).
	Lines []uint32
	File  string
}

// Last calls f for the vote that counts of each participant, in order.
func (c VoteColumn) Last(f func(participant uint32, v Vote, line uint32)) {
	for i := range c.Participants {
		if i+1 < len(c.Participants) && c.Participants[i+1] == c.Participants[i] {
			continue
		}
		f(c.Participants[i], c.Votes[i], c.Lines[i])
	}
}

// Tally counts the last vote of each participant.
func (c VoteColumn) Tally() Tally {
	var t Tally
	c.Last(func(_ uint32, v Vote, _ uint32) {
		switch v {
		case Agree:
			t.Agree++
		case Disagree:
			t.Disagree++
		default:
			t.Pass++
		}
	})
	return t
}
