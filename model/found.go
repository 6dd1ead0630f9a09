package model

// Found is what there is at an address before anything of it is brought in.
type Found struct {
	// Address is as Sync takes it.
	Address string        `json:"address"`
	Sources []FoundSource `json:"sources"`
	// Problems are the files that are left aside and why, and those that need a
	// person's word first (ProblemNeedsMapping).
	Problems []Problem `json:"problems"`
	// Elsewhere says that it lies on a server and was not looked at.
	Elsewhere bool `json:"elsewhere,omitempty"`
}

// FoundSource is a source as it would come in: with its Format, with its
// Mapping where a remembered one is used.
type FoundSource struct {
	Source
	Files []string `json:"files"`
	Bytes int64    `json:"bytes"`
	// Here says that a source of this id is here already, and would be replaced
	// by a newer snapshot where the content differs.
	Here bool `json:"here,omitempty"`
}
