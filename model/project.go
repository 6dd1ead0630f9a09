package model

// Project is what a coding program's project file holds beside its notes,
// excerpts, tags and cases: who worked on it, its variables, sets, memos, links
// and graphs. None of it is shown as such; it goes out again as whole as it
// came in.
type Project struct {
	Source string `json:"source"`
	Name   string `json:"name"`
	// Origin is the program that wrote it, as it calls itself.
	Origin string `json:"origin,omitempty"`
	// Coders are the names of the people who worked on it, as they stand in
	// Excerpt.Coder and Tagging.Coder.
	Coders []string `json:"coders,omitempty"`
	// Kept is the project itself, without what became records.
	Kept *Kept  `json:"kept,omitempty"`
	File string `json:"file"`
}

// Kept is what a file said of a record in ways that Consilience does not use:
// an element with its attributes, its text and what is inside. Exporting the
// record in the format it came in gives it back, so that nothing is lost on the
// way through.
type Kept struct {
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Text       string            `json:"text,omitempty"`
	Inside     []Kept            `json:"inside,omitempty"`
}
