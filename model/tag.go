package model

import "cmp"

// Tag is what passages of notes are marked with; a Cluster is a family of tags.
type Tag struct {
	Source  string `json:"source"`
	Cluster string `json:"cluster"`
	Name    string `json:"tag"`
	// Description is the codebook's; empty if it has none.
	Description string `json:"description,omitempty"`
	Language    string `json:"language,omitempty"`
	// Colour is "#rrggbb"; empty if the codebook has none.
	Colour string `json:"colour,omitempty"`
	// Mentions counts excerpts with this tag. Mentions are neither people nor
	// consultations: one meeting can give many.
	Mentions int `json:"mentions"`
	// Highlights and Consultations count distinct excerpts and the
	// consultations they come from; nil if not published.
	Highlights    *int `json:"highlights,omitempty"`
	Consultations *int `json:"consultations,omitempty"`
	// Parent is the name of the tag that this one stands under, in a codebook
	// of several levels; empty at the top.
	Parent string `json:"parent,omitempty"`
	// Heading says that nothing is marked with it: it only gathers others.
	Heading bool `json:"heading,omitempty"`
	// Label is the codebook's word where Name had to be another, because two
	// tags bear the same.
	Label string `json:"label,omitempty"`
	// GUID is the tag's name in the coding program it comes from.
	GUID string `json:"guid,omitempty"`
	Kept *Kept  `json:"kept,omitempty"`
	// Printed is the publisher's own total where Mentions is counted from
	// excerpts; nil if it printed none.
	Printed *int `json:"printed,omitempty"`
	// Coded counts the excerpts that have the tag from members only. They are
	// among Mentions, except where the publisher gave a total without excerpts:
	// there Mentions stays that total, and Coded stands beside it.
	Coded int `json:"coded,omitempty"`
	// Was is the name by which the tag is cited if members renamed it since;
	// empty if they did not.
	Was  string `json:"was,omitempty"`
	File string `json:"file"`
	Line int    `json:"line"`
	// Place is as that of a Statement.
	Place string `json:"place,omitempty"`
}

// Key is the name by which the tag is cited: the one that it had first. It
// stays when members rename the tag.
func (t Tag) Key() string { return cmp.Or(t.Was, t.Name) }

// Ref names the tag.
func (t Tag) Ref() Ref { return NewRef(t.Source, t.Key()) }

// Heard is one line of the participation register: who took part in a channel,
// along one dimension.
type Heard struct {
	Source  string  `json:"source"`
	Channel Channel `json:"channel"`
	// Measure is what is counted: voters, responses, participants, share …
	Measure string `json:"measure"`
	// Dimension is "total", "poll", "region", "sector", "gender", "country" …
	Dimension string `json:"dimension"`
	Group     string `json:"group"`
	// Value is nil where the register names a group without a number.
	Value *float64 `json:"value"`
	// Text is the number as published, so that 40.65 is printed as 40.65.
	Text       string `json:"text"`
	Unit       string `json:"unit"`
	Limitation string `json:"limitation,omitempty"`
	// Counted says that the figure was counted from the source's own records,
	// where nobody stated one.
	Counted bool   `json:"counted,omitempty"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	// Made is set for a line that a member entered.
	Made
}
