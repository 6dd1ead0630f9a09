package model

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
	// "tags", "title", "date", "place", "author", "consultation".
	Role string `json:"role"`
	// Attribute is the dimension, where Role is "attribute".
	Attribute string `json:"attribute,omitempty"`
}
