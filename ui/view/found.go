package view

import (
	"strings"

	"consilience/model"
)

// FoundPage is what there is at addresses, before anything is brought in.
type FoundPage struct {
	// Says is the whole in a sentence.
	Says    string
	Sources []FoundRow
	// Asked are the tables that need a person's word first.
	Asked []model.Problem
	// Aside are the files that are left out, each with the reason.
	Aside []ProblemRow
}

// FoundRow is one source as it would come in.
type FoundRow struct {
	Title, Is, Files string
	// Note says how it is read where a person's word decides, and what happens
	// to a source of the same name; may be empty.
	Note string
}

// filesNamed is how many files of a source are named one by one.
const filesNamed = 6

// Found says what was found.
func (w *Words) Found(found []model.Found) FoundPage {
	var page FoundPage
	for _, f := range found {
		for _, s := range f.Sources {
			page.Sources = append(page.Sources, w.foundRow(s))
		}
		for _, p := range f.Problems {
			if p.Kind == model.ProblemNeedsMapping && p.Address != "" {
				page.Asked = append(page.Asked, p)
				continue
			}
			page.Aside = append(page.Aside, ProblemRow{w.Told(p.Say), w.Told(p.Do), "", p})
		}
	}
	parts := []string{w.N("%d source can be brought in", "%d sources can be brought in", len(page.Sources))}
	if n := len(page.Asked); n > 0 {
		parts = append(parts, w.N("%d table needs your word first", "%d tables need your word first", n))
	}
	if n := len(page.Aside); n > 0 {
		parts = append(parts, w.N("%d file is left aside", "%d files are left aside", n))
	}
	page.Says = strings.Join(parts, "; ") + "."
	return page
}

func (w *Words) foundRow(s model.FoundSource) FoundRow {
	row := FoundRow{Title: s.Title, Is: w.Format(s.Format) + " · " + w.Channel(s.Channel)}
	if s.Format == "" {
		row.Is = w.T("Known only once it is read") + " · " + w.Channel(s.Channel)
	}
	if s.Publisher != "" {
		row.Is += " · " + s.Publisher
	}
	named := s.Files
	if len(named) > filesNamed {
		named = named[:filesNamed]
	}
	row.Files = strings.Join(named, ", ")
	if more := len(s.Files) - len(named); more > 0 {
		row.Files += " " + w.N("and %d more file", "and %d more files", more)
	}
	if s.Bytes > 0 {
		row.Files += " · " + w.Bytes(s.Bytes)
	}
	var notes []string
	if s.Mapping != nil && s.Publisher != "" {
		notes = append(notes, w.T("Its columns are read by the mapping for %s.", s.Publisher))
	} else if s.Mapping != nil {
		notes = append(notes, w.T("Its columns are read by the mapping that is remembered."))
	}
	if s.Here {
		notes = append(notes, w.T("A source of this name is here already: if anything changed, this becomes its newest snapshot, and the earlier one is kept."))
	}
	row.Note = strings.Join(notes, " ")
	return row
}
