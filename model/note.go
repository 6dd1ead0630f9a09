package model

import "slices"

// Note is a free text that came in: notes of a meeting, the report of a
// conversation, a written comment. Its Text never changes; positions in it
// count characters (Unicode code points), from 0.
type Note struct {
	Source string `json:"source"`
	// ID is unique in the source and stays the same between snapshots as far
	// as the publisher lets it.
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	// Text is plain text in the original language; paragraphs end in "\n".
	Text     string `json:"text"`
	Language string `json:"language,omitempty"`
	// Translations are labelled translations that the publisher gave, by
	// BCP 47 tag. They stand beside the text, never instead of it.
	Translations map[string]string `json:"translations,omitempty"`
	// Author is as published; empty if not stated.
	Author string `json:"author,omitempty"`
	// Date and Place are of the meeting or the writing, as published.
	Date  string `json:"date,omitempty"`
	Place string `json:"place,omitempty"`
	// Consultation names the meeting or conversation that the note is of.
	// Notes of one consultation share it; empty means that the note is its
	// own. Tags are counted by it.
	Consultation string `json:"consultation,omitempty"`
	// Participants is how many people took part, if stated.
	Participants *int `json:"participants,omitempty"`
	// Attributes are what else is published of it: sector, region, status …
	Attributes map[string]string `json:"attributes,omitempty"`
	// ReplyTo is the id of the note that this one answers.
	ReplyTo string `json:"reply_to,omitempty"`
	// Passage is the part of a published text that a comment is on, such as a
	// paragraph's number.
	Passage string `json:"passage,omitempty"`
	// Supports and Objections count people who backed or rejected a written
	// comment or proposal at its publisher's; nil if not published.
	Supports   *int   `json:"supports,omitempty"`
	Objections *int   `json:"objections,omitempty"`
	Address    string `json:"address,omitempty"`
	// Medium is what the note was taken from if that is no text: "pdf",
	// "picture", "audio" or "video". Text is then what came with it in words,
	// or empty: what only shows in a picture or a recording is not read.
	Medium string `json:"medium,omitempty"`
	// PartOf is the id of the note that this one is the transcript of.
	PartOf string `json:"part_of,omitempty"`
	Kept   *Kept  `json:"kept,omitempty"`
	// Pages are the positions in Text at which the pages of the document begin,
	// the first page first; nil of a document that has none.
	Pages []int  `json:"pages,omitempty"`
	File  string `json:"file"`
	Line  int    `json:"line"`
}

// Page is the number of the page, from 1, on which a position of the text
// stands; 0 of a note without pages.
func (n Note) Page(at int) int {
	page, _ := slices.BinarySearch(n.Pages, at+1) // the pages that begin at or before it
	return page
}

// Ref names the note.
func (n Note) Ref() Ref { return NewRef(n.Source, n.ID) }

// Of is the consultation that the note is counted under.
func (n Note) Of() string {
	if n.Consultation != "" {
		return n.Consultation
	}
	return n.ID
}

// Excerpt is a passage of a note that somebody marked.
type Excerpt struct {
	Source string `json:"source"`
	ID     string `json:"id"`
	// Note is the id of the note it is of; empty if the publisher gave only
	// the passage.
	Note string `json:"note,omitempty"`
	// Start and End are positions in the note's text, End not included. Both
	// are 0 if Unanchored is true: the words could not be found in the note,
	// or there is no note.
	Start      int  `json:"start"`
	End        int  `json:"end"`
	Unanchored bool `json:"unanchored,omitempty"`
	// Text are the marked words.
	Text string `json:"text"`
	// Consultation, for an excerpt without a note, is what Note.Of would give.
	Consultation string    `json:"consultation,omitempty"`
	Tags         []Tagging `json:"tags,omitempty"`
	// Remark is what the coder noted on the passage, as published; Notes are
	// what members noted on it.
	Remark   string    `json:"remark,omitempty"`
	Notes    []Comment `json:"notes,omitempty"`
	Language string    `json:"language,omitempty"`
	// Coder and Created are who marked the passage and when, as published;
	// of a member's excerpt Made says so.
	Coder   string `json:"coder,omitempty"`
	Created string `json:"created,omitempty"`
	Kept    *Kept  `json:"kept,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Made
}

// Ref names the excerpt.
func (e Excerpt) Ref() Ref { return NewRef(e.Source, e.ID) }

// Tagging is one excerpt marked with one tag: a mention.
type Tagging struct {
	// Tag is the tag's name, Tag.Name: in an operation and in a published file
	// that under which it is cited (Tag.Key), in desk.State the present one,
	// with merged and renamed tags applied.
	Tag string `json:"tag"`
	// Polarity is 1 if the passage is for what the tag says, -1 if against,
	// 0 if it is on the topic only.
	Polarity int `json:"polarity"`
	// Coder is who tagged it, as published or the member's name; empty if not
	// stated.
	Coder string `json:"coder,omitempty"`
	// Created is when, as published.
	Created string `json:"created,omitempty"`
	// GUID is the tagging's name in the coding program it comes from.
	GUID string `json:"guid,omitempty"`
	Kept *Kept  `json:"kept,omitempty"`
	Made
}

// Passage is what a member marked in a note, with the words copied, so that
// they can be found again in a later snapshot.
type Passage struct {
	Note  string `json:"note"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Case is a unit that notes or passages belong to, such as a person, a
// country or an organisation, with what is known of it.
type Case struct {
	Source     string            `json:"source"`
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes,omitempty"`
	// Notes and Excerpts are ids in the same source.
	Notes    []string `json:"notes,omitempty"`
	Excerpts []string `json:"excerpts,omitempty"`
	Kept     *Kept    `json:"kept,omitempty"`
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line,omitempty"`
}

// Ref names the case.
func (c Case) Ref() Ref { return NewRef(c.Source, c.ID) }
