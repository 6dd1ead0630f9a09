package view

import "consilience/model"

// PreparedPage is what a folder to be published holds.
type PreparedPage struct {
	Says                             string
	Sources, Personal, Aside, Checks []string
}

// listedMost is how many places or checks are listed one by one.
const listedMost = 60

// Prepared says what would be published, or what was.
func (w *Words) Prepared(p model.Prepared) PreparedPage {
	var page PreparedPage
	files := 0
	for _, s := range p.Sources {
		rows := 0
		for _, f := range s.Files {
			rows += f.RowsRead
		}
		files += len(s.Files)
		page.Sources = append(page.Sources, s.Title+" · "+w.Format(s.Format)+" · "+w.N("%d file", "%d files", len(s.Files))+" · "+w.N("%d row read", "%d rows read", rows))
	}
	page.Says = w.T("%s in %s.", w.N("%d source", "%d sources", len(p.Sources)), w.N("%d file", "%d files", files))
	if p.Version != "" {
		page.Says = w.T("Version %s of the feed is written: %s", p.Version, page.Says)
	}
	page.Personal = w.listed(w.ToldAll(p.Personal))
	var aside, checks []string
	for _, x := range p.Problems {
		aside = append(aside, w.Told(x.Say))
	}
	for _, c := range p.Checks {
		checks = append(checks, w.CheckSays(c))
	}
	page.Aside, page.Checks = w.listed(aside), w.listed(checks)
	return page
}

func (w *Words) listed(list []string) []string {
	if more := len(list) - listedMost; more > 0 {
		return append(list[:listedMost:listedMost], w.N("and %d more", "and %d more", more))
	}
	return list
}
