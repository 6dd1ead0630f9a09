package model

// Content is one source as it came in: its snapshot and all decoded records.
// It is complete or not at all.
type Content struct {
	Snapshot     Snapshot
	Statements   []Statement
	Participants []Participant
	Columns      []VoteColumn
	Questions    []Question
	Responses    []Response
	Answers      []AnswerColumn
	Notes        []Note
	Excerpts     []Excerpt
	Cases        []Case
	Tags         []Tag
	// Project is nil unless the source is a coding program's project.
	Project   *Project
	Heard     []Heard
	Themes    []Theme
	TradeOffs []TradeOff
	Claims    []Claim
	Targets   []Target
	// Summary holds a publisher's own words about the poll: topic,
	// description, url …
	Summary map[string]string
}

// Validator is what a server said about a file, for asking again cheaply.
type Validator struct {
	Address      string `json:"address"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	SHA256       string `json:"sha256"`
	Bytes        int64  `json:"bytes"`
}

// Delivery is what fetching one feed gave.
type Delivery struct {
	// Feed is the address as it is to be remembered.
	Feed string
	// Contents are the sources whose content is new. Unchanged lists the ids
	// of sources whose files are as they were.
	Contents  []Content
	Unchanged []string
	// Problems are about the feed as a whole: files not recognised, a
	// resource that could not be fetched. Problems of a source are in its
	// snapshot.
	Problems   []Problem
	Validators []Validator
	// Requests and BytesReceived count network traffic; both are 0 for a
	// folder.
	Requests      int
	BytesReceived int64
}

// Progress is how far a job has come. Total is 0 while it is not known.
type Progress struct {
	What  string `json:"what"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}
