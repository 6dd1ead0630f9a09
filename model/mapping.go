package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// Mapping says what the columns of a table mean, where its headers do not say
// so in words that are known. A person makes it once; it is kept with the
// source, so that decoding the same files again gives the same records.
type Mapping struct {
	// Format is what the table is read as.
	Format Format `json:"format"`
	// Sheet is the sheet of a workbook; empty for the first, or for a CSV.
	Sheet string `json:"sheet,omitempty"`
	// Header is the row with the column heads, counted from 1; 0 means that
	// it is looked for.
	Header  int            `json:"header,omitempty"`
	Columns []MappedColumn `json:"columns"`
	// Separator stands between several values in one cell; empty means that
	// a cell holds one.
	Separator string `json:"separator,omitempty"`
}

// MappedColumn gives a column its meaning.
type MappedColumn struct {
	// Head is the column's head as published. Where a head stands twice, the
	// second is meant by the second MappedColumn of that Head.
	Head string `json:"head"`
	// Role is what the column holds: for a survey a QuestionKind, "id",
	// "submitted", "complete", "language", "session", "attribute" or
	// "ignore"; for notes and excerpts the name of a field, such as "text",
	// "tags", "title", "date", "place", "author", "consultation"; for
	// statements and tags the figure or the words, such as "agree", "mentions".
	Role string `json:"role"`
	// Attribute is the dimension, where Role is "attribute".
	Attribute string `json:"attribute,omitempty"`
	// Options are the answers to choose from, where they are known: those that
	// hold the separator are then told apart from two answers.
	Options []string `json:"options,omitempty"`
}

// The roles of a column that are no QuestionKind.
const (
	RoleID        = "id"
	RoleSubmitted = "submitted"
	RoleComplete  = "complete" // blank, 0, no or false means that the person did not come to the end
	RoleLanguage  = "language"
	RoleSession   = "session"
	RoleAttribute = "attribute"
	RoleQuestion  = "question" // its kind is decided from the answers
	RoleIgnore    = "ignore"
)

// The roles of a column of a table of notes or highlights.
const (
	RoleText    = "text"    // the words of the note or of the marked passage
	RoleTags    = "tags"    // tags of the passage, with Mapping.Separator between them
	RoleTitle   = "title"   // the note's title
	RoleNote    = "note"    // the title of the note that a passage is of
	RoleProject = "project" // the project that it is of
	RoleAuthor  = "author"  // who wrote the note or marked the passage
	RoleCreated = "created" // when
)

// The roles of a column of a table of statements: RoleID, RoleLanguage, and
// these. What agrees, disagrees and passes may be printed as percentages, as
// shares from 0 to 1 or as counts: which, is found out from all rows.
const (
	RoleStatement = "statement"
	RoleVotes     = "votes"
	RoleAgree     = "agree"
	RoleDisagree  = "disagree"
	RolePass      = "pass"
)

// The roles of a column of a table of tags: RoleLanguage, and these.
const (
	RoleCluster       = "cluster"
	RoleTag           = "tag"
	RoleDescription   = "description"
	RoleMentions      = "mentions"
	RoleHighlights    = "highlights"    // distinct passages, of which one may have several tags
	RoleConsultations = "consultations" // notes or meetings in which the tag occurs
)

// SingleRoles are the roles that only one column of a table of a format may
// have.
func SingleRoles(f Format) []string {
	switch f {
	case FormatDovetailTable:
		return []string{RoleText, RoleTitle, RoleNote, RoleID, RoleLanguage}
	case FormatStatementsTable:
		return []string{RoleID, RoleStatement, RoleVotes, RoleAgree, RoleDisagree, RolePass, RoleLanguage}
	case FormatTagsTable:
		return []string{RoleCluster, RoleTag, RoleDescription, RoleMentions, RoleHighlights, RoleConsultations, RoleLanguage}
	}
	return []string{RoleID, RoleSubmitted, RoleComplete, RoleLanguage, RoleSession}
}

// NeededRoles are the roles without which a table of a format tells nothing, in
// the order in which they are asked for. A survey and notes need others: see
// where they are checked.
func NeededRoles(f Format) []string {
	switch f {
	case FormatStatementsTable:
		return []string{RoleStatement, RoleVotes, RoleAgree, RoleDisagree}
	case FormatTagsTable:
		return []string{RoleTag, RoleMentions}
	}
	return nil
}

// KnownMapping is a mapping that a member made, kept to be used again for
// tables of the same publisher with the same heads.
type KnownMapping struct {
	// ID is made of the publisher and the heads.
	ID        string `json:"id"`
	Publisher string `json:"publisher,omitempty"`
	// File is the name of the file that it was made for.
	File string `json:"file,omitempty"`
	Mapping
	Made
}

// NewMappingID names a mapping by what it is for: a publisher's tables with
// these heads, in this order.
func NewMappingID(publisher string, m Mapping) string {
	sum := sha256.New()
	for _, s := range append([]string{publisher, m.Sheet}, m.Heads()...) {
		sum.Write([]byte(s + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// Heads are the columns' heads in order.
func (m Mapping) Heads() []string {
	heads := make([]string, len(m.Columns))
	for i, c := range m.Columns {
		heads[i] = c.Head
	}
	return heads
}

// OnlyFormat says whether the mapping gives no column a meaning: a person only
// said of which format tables with these heads are, because several claim them.
func (m Mapping) OnlyFormat() bool {
	for _, c := range m.Columns {
		if c.Role != "" {
			return false
		}
	}
	return len(m.Columns) > 0
}

// As is a mapping for tables with the same heads that only says their format.
func (m Mapping) As(f Format) Mapping {
	only := Mapping{Format: f, Sheet: m.Sheet, Header: m.Header}
	for _, c := range m.Columns {
		only.Columns = append(only.Columns, MappedColumn{Head: c.Head})
	}
	return only
}

// TablePreview is what there is to see of a table whose columns are to be
// mapped.
type TablePreview struct {
	Address string `json:"address"`
	// File is the file's name.
	File string `json:"file"`
	// Publisher is that of the feed that the file lies in, or that of the mapping
	// which is proposed; empty if neither is known.
	Publisher string `json:"publisher,omitempty"`
	// Sheets are the names of a workbook's sheets; none for a CSV.
	Sheets []string `json:"sheets,omitempty"`
	// Rows are the first rows as published, the header among them.
	Rows []PreviewRow `json:"rows"`
	// Others are proposals for rows of other kinds than the proposed one.
	Others []Mapping `json:"others,omitempty"`
	// Records counts the rows below the header that are not blank; 0 where the
	// file is too large to be counted for a preview.
	Records int `json:"records,omitempty"`
	// Proposed is a mapping to begin with. Its Header is never 0.
	Proposed Mapping `json:"proposed"`
}

// PreviewRow is a row with its line or row number, counted from 1.
type PreviewRow struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}
