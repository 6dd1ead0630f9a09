package view

import (
	"encoding/csv"
	"strings"

	"consilience/model/desk"
)

// What is shown of a published row.
const (
	shownCells = 24
	shownRunes = 400
)

// Published is a row of a published file cell by cell, each under its column's
// head, or, where the file's first line does not say them, as the text that it
// is. Empty cells are left out. more is how many cells are not shown.
func Published(p desk.PublishedRow) (cells []Row, text string, more int) {
	if p.Text == "" {
		return nil, "", 0
	}
	heads, values := splitRow(p.First, p.First), splitRow(p.First, p.Text)
	if len(heads) < 2 || len(heads) != len(values) {
		return nil, shortened(p.Text), 0
	}
	for i, v := range values {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		if len(cells) == shownCells {
			more++
			continue
		}
		cells = append(cells, Row{shortened(strings.TrimSpace(heads[i])), shortened(v)})
	}
	return cells, "", more
}

// splitRow cuts a row at what separates the cells of the first line.
func splitRow(first, row string) []string {
	in := csv.NewReader(strings.NewReader(row))
	in.LazyQuotes = true
	in.FieldsPerRecord = -1
	for _, comma := range []rune{';', '\t'} {
		if strings.Count(first, string(comma)) > strings.Count(first, string(in.Comma)) {
			in.Comma = comma
		}
	}
	cells, err := in.Read()
	if err != nil {
		return nil
	}
	return cells
}

func shortened(s string) string {
	if r := []rune(s); len(r) > shownRunes {
		return string(r[:shownRunes]) + "…"
	}
	return s
}
