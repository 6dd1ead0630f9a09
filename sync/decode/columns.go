package decode

import (
	"bytes"
	"regexp"
	"strings"

	"consilience/model"
)

// Column is a column of a published table, for a data dictionary.
type Column struct {
	File string `json:"file"`
	Head string `json:"column"`
	// Type is "integer", "number" or "string", by the first rows.
	Type string `json:"type"`
	// Meaning is what is known of it; empty if nothing is.
	Meaning string `json:"meaning,omitempty"`
}

// meanings are those of the columns whose names the known formats fix.
var meanings = map[model.Format]map[string]string{
	model.FormatPolisExport: {
		"timestamp": "time of the event, in milliseconds or seconds since 1970, UTC", "datetime": "the same time in words",
		"comment id": "number of the statement in this poll", "author id": "number of the participant who wrote it",
		"voter id": "number of the participant who voted", "participant": "number of the participant",
		"vote": "1 agrees, -1 disagrees, 0 passes", "agrees": "vote events that agree; a changed vote counts twice",
		"disagrees": "vote events that disagree; a changed vote counts twice", "moderated": "1 accepted, 0 not reviewed, -1 rejected",
		"comment body": "the statement's words", "group id": "opinion group given by the publisher",
		"n comments": "statements that the participant wrote", "n votes": "statements that the participant voted on",
		"n agree": "of these, agreed", "n disagree": "of these, disagreed",
	},
	model.FormatStatementsTable: {
		"statement": "the statement's words", "number of votes": "votes, passes included", "votes": "votes, passes included",
		"agreed": "percentage that agreed", "disagreed": "percentage that disagreed", "passed": "percentage that passed",
	},
	model.FormatTagsTable: {
		"cluster": "family of tags", "tag": "what passages were marked with", "mentions": "passages with the tag: neither people nor meetings",
		"description": "what the tag means",
	},
	model.FormatParticipation: {
		"channel": "way in which people took part", "measure": "what is counted", "dimension": "by what it is told apart",
		"group": "the group of that dimension", "value": "the figure, as published", "unit": "its unit", "limitation": "what it cannot tell",
	},
}

// sampledRows is how many rows decide a column's type.
const sampledRows = 200

var (
	wholeNumber = regexp.MustCompile(`^[+-]?\d{1,18}$`)
	anyNumber   = regexp.MustCompile(`^[+-]?\d+([.,]\d+)?$`)
)

// Columns lists the columns of a table of text by its first rows; nil for a
// file that is none.
func Columns(l Look, format model.Format) []Column {
	if l.isPacked() || l.isDatabase() || len(topKeys(l.Head)) > 0 {
		return nil
	}
	l.inUTF8()
	head, _ := lineEnds(trimBOM(l.Head))
	r, first := headOf(head)
	if r == nil {
		return nil
	}
	out := make([]Column, len(first))
	for i, field := range first {
		name := strings.ToValidUTF8(strings.TrimSpace(string(field)), "\uFFFD")
		out[i] = Column{File: l.Name, Head: name, Meaning: meanings[format][headerWord(name)]}
		if format == model.FormatPolisExport && wholeNumber.MatchString(name) {
			out[i].Meaning = "the participant’s last vote on the statement of that number"
		}
	}
	kinds := make([]columnKind, len(out))
	for range sampledRows {
		row, err := r.next()
		if err != nil {
			break
		}
		for i, field := range row[:min(len(row), len(out))] {
			kinds[i].see(string(bytes.TrimSpace(field)))
		}
	}
	for i := range out {
		out[i].Type = kinds[i].word()
	}
	return out
}

// headOf stands behind the header of a text table, below its titles, in the
// separator that gives it the most columns; nil if the text is no table.
func headOf(head []byte) (r *records, first [][]byte) {
	for _, c := range []byte{',', ';', '\t', '|'} {
		at := newRecords(bytes.NewReader(head), c)
		row, err := at.next()
		for n := 1; err == nil && n < headerWithin && isTitle(asTexts(row)); n++ {
			row, err = at.next()
		}
		if err == nil && len(row) > max(1, len(first)) {
			r, first = at, row
		}
	}
	return r, first
}

// columnKind is what the values of a column have been so far.
type columnKind struct{ whole, number, text bool }

func (k *columnKind) see(value string) {
	switch {
	case value == "":
	case wholeNumber.MatchString(value):
		k.whole = true
	case anyNumber.MatchString(value):
		k.number = true
	default:
		k.text = true
	}
}

func (k columnKind) word() string {
	switch {
	case k.text || !k.whole && !k.number:
		return "string"
	case k.number:
		return "number"
	}
	return "integer"
}
