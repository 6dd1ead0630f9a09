package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// OpID names an operation: author, device and sequence number, such as
// "amina.7f3a9c21.12".
type OpID string

// NewOpID joins the three parts.
func NewOpID(author, device string, seq uint64) OpID {
	return OpID(fmt.Sprintf("%s.%s.%d", author, device, seq))
}

// Made says who made something, when and by which operation. It is empty for
// what a feed published.
type Made struct {
	Op OpID `json:"op,omitempty"`
	// By is the member's name as it was then.
	By string    `json:"by,omitempty"`
	At time.Time `json:"at,omitzero"`
	// Conflict marks one of several values that members gave side by side.
	Conflict bool `json:"conflict,omitempty"`
}

// Operation is one annotation. Folding all operations gives the themes,
// trade-offs, positions and papers as they stand; an operation is never
// changed or removed.
type Operation struct {
	// Author is the member's slug, Device a random name of the workspace copy.
	Author string `json:"author"`
	Device string `json:"device"`
	// Seq counts from 1 without gaps per author and device.
	Seq uint64 `json:"seq"`
	// Prev is the hexadecimal SHA-256 of the operation before, as written;
	// empty for the first.
	Prev string `json:"prev"`
	// HLC is a hybrid logical clock: milliseconds since 1970 in the upper 48
	// bits, a counter in the lower 16.
	HLC uint64 `json:"hlc"`
	// By is the member's name as shown.
	By string `json:"by"`
	// Kind is "put" (a value for Field, replacing the operations in Base),
	// or "remove" (takes back the operations in Base).
	Kind string `json:"kind"`
	// Object is what it is about: "theme/<id>", "tradeoff/<id>",
	// "paper/<id>", "groups/<source>", "source/<id>", "excerpt/<ref>",
	// "tag/<Tag.Key>", "decision/<id>", "template/<id>", "standard/<S1…S5>".
	Object string          `json:"object"`
	Field  string          `json:"field"`
	Value  json.RawMessage `json:"value,omitempty"`
	// Base names the operations this one replaces or takes back.
	Base []OpID `json:"base,omitempty"`
	// Undoes names the operation whose effect this one takes back, if it was
	// made by Undo.
	Undoes OpID `json:"undoes,omitempty"`
}

// The kinds of operation.
const (
	OpPut    = "put"
	OpRemove = "remove"
)

// The fields. Of a "register" one value stands (several if members wrote side
// by side); of a "set" all values stand until they are taken back.
const (
	FieldSnapshot    = "snapshot"    // register of source: a Snapshot
	FieldTitle       = "title"       // register of theme, tradeoff, paper: a string
	FieldProposition = "proposition" // register of theme: a string
	FieldLink        = "link"        // set of theme: Link; of tradeoff: PoleLink
	FieldReservation = "reservation" // set of theme: Reservation
	FieldHuman       = "human"       // set of theme: HumanReading
	FieldChoice      = "class"       // set of theme, one per member: ClassChoice
	FieldNote        = "note"        // set of theme, tradeoff, excerpt: Comment
	FieldQuestion    = "question"    // set of tradeoff: Comment (an open question)
	FieldPoles       = "poles"       // register of tradeoff: []Pole
	FieldArgument    = "argument"    // set of tradeoff: Argument
	FieldPosition    = "position"    // set of tradeoff, one per member: Position
	FieldHeard       = "heard"       // set of register: Heard
	FieldTranslation = "translation" // set of item: a Translation
	FieldGroupName   = "group-name"  // set of groups: a name for an opinion group
	FieldDecision    = "decision"    // register of decision: Decision
	FieldAnswer      = "answer"      // register of theme: ReasonedAnswer
	FieldTemplate    = "template"    // register of template: PaperTemplate
	FieldSelfReport  = "standard"    // register of standard: StandardAnswer
	FieldPaper       = "paper"       // register of paper: Paper
	FieldMapping     = "mapping"     // register of mapping: KnownMapping
	FieldPassage     = "passage"     // register of excerpt: Passage
	FieldTagging     = "tagging"     // set of excerpt: Tagging
	FieldTag         = "tag"         // register of tag: Tag, for one that a member made
	FieldName        = "name"        // register of tag: a string
	FieldCluster     = "cluster"     // register of tag: a string
	FieldDescription = "description" // register of tag: a string
	FieldColour      = "colour"      // register of tag: "#rrggbb" or ""
	FieldMerged      = "merged"      // register of tag: the Tag.Key it was merged into
	FieldTagPoles    = "tag-poles"   // register of theme: TagPoles
)

// ID names the operation.
func (o Operation) ID() OpID { return NewOpID(o.Author, o.Device, o.Seq) }

// At is the wall-clock part of the operation's clock, in UTC.
func (o Operation) At() time.Time { return time.UnixMilli(int64(o.HLC >> 16)).UTC() }

// Made is the operation's mark on the value it brought.
func (o Operation) Made() Made { return Made{Op: o.ID(), By: o.By, At: o.At()} }

// Member is the person at this workspace.
type Member struct {
	// Name is shown beside positions and notes; Author is its slug.
	Name   string `json:"name"`
	Author string `json:"author"`
	Device string `json:"device"`
	// Chosen says that the person gave the name; before, it is the name of
	// the account at this computer.
	Chosen bool `json:"chosen,omitempty"`
}
