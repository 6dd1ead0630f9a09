package decode

import (
	"path"
	"strings"

	"consilience/model"
)

// known says of a file that no format claims what it is, where that can be told,
// and what to do; nil if it cannot.
func (l *Look) known() *model.Problem {
	base := path.Base(l.Name)
	switch {
	case l.isPacked() && strings.EqualFold(path.Ext(l.Name), ".zip"):
		return wrong(model.ProblemUnrecognised, l.Name, "Unpack it and open the folder.", "%s is a zip file, which must be unpacked first. It was left aside, unread.", base)
	case l.isDatabase():
		return wrong(model.ProblemUnrecognised, l.Name, "Export the project from Taguette again.", "%s is a database, and no whole project of Taguette: it is of another program, damaged or cut off. It was left aside.", base)
	case l.isSpaces():
		return wrong(model.ProblemUnrecognised, l.Name, "Open what was said in them: proposals, comments, meetings, answers to surveys.", "%s lists the processes or assemblies of a Decidim site, and nothing that people said in them. It was left aside.", base)
	}
	return nil
}

// isSpaces knows a Decidim site's list of its processes or assemblies by columns
// that no other table has.
func (l *Look) isSpaces() bool {
	for _, t := range l.tables() {
		if t.headerBelowTitle(func(row []string) bool {
			slug, about, shape := false, false, false
			for _, h := range row {
				slug = slug || h == "slug"
				about = about || strings.HasPrefix(h, "short_description/")
				shape = shape || strings.HasPrefix(h, "participatory_structure/") || strings.HasPrefix(h, "participatory_scope/")
			}
			return slug && about && shape
		}) >= 0 {
			return true
		}
	}
	return false
}
