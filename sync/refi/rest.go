package refi

import (
	"encoding/json"
	"fmt"

	"consilience/model"
)

// Rest is what records say and REFI-QDA has no place for. It stands as JSON in
// a memo of the project, by GUID, so that reading the project gives the same
// records as were written.
type Rest struct {
	// Origin is the program that the project came from.
	Origin string `json:"origin,omitempty"`

	Excerpts map[string]RestExcerpt `json:"excerpts,omitempty"`
	Cases    map[string]string      `json:"cases,omitempty"` // ids
	Tags     map[string]RestTag     `json:"tags,omitempty"`
}

// RestExcerpt is the rest of an excerpt. Note, Consultation and Unanchored are
// those of an excerpt that stands among the passages without a text.
type RestExcerpt struct {
	ID           string `json:"id,omitempty"`
	Note         string `json:"note,omitempty"`
	Consultation string `json:"consultation,omitempty"`
	Language     string `json:"language,omitempty"`
	Coder        string `json:"coder,omitempty"`
	Created      string `json:"created,omitempty"`
}

// RestTag is the rest of a tag: published counts that its passages here do not
// give, and its language.
type RestTag struct {
	Language      string `json:"language,omitempty"`
	Mentions      *int   `json:"mentions,omitempty"`
	Highlights    *int   `json:"highlights,omitempty"`
	Consultations *int   `json:"consultations,omitempty"`
}

const restName = "Consilience: what this format has no place for"

// ReadRest reads the memo, if memo is it.
func ReadRest(memo model.Kept) (r Rest, ok bool, err error) {
	if Plain(memo.Attributes["guid"]) != restNote {
		return r, false, nil
	}
	for _, e := range memo.Inside {
		if e.Name == "PlainTextContent" {
			if err := json.Unmarshal([]byte(e.Text), &r); err != nil {
				return Rest{}, true, fmt.Errorf("the memo “%s”: %w", restName, err)
			}
		}
	}
	return r, true, nil
}

// IsPassages says whether a source is no text of its own, but gathers passages
// whose text is not here or in which they could not be found.
func IsPassages(guid, name string) bool { return Plain(guid) == GUID(passagesName+name) }
