package decode

import (
	"strconv"
	"strings"

	"consilience/model"
	"consilience/sync/refi"
)

// passages are a table of notes or highlights being read, a row each. Rows are
// highlights where a column has tags or the note that they are of, else notes.
type passages struct {
	j       *job
	tags    map[string]bool
	ids     refi.Unique
	columns []model.MappedColumn
	split   string
	marked  bool
	mails   int
	by      map[string]string // of the row being read
	line    []byte
}

// read finds the header and reads all rows below it.
func (t *passages) read(g *grid, m *model.Mapping) error {
	found := false
	for range seenRows {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		heads := g.texts()
		if m != nil && mappedHeader(m, heads, int(g.line)) {
			t.columns, t.split, found = m.Columns, m.Separator, true
		} else if m == nil && isDovetailNotes(heads) {
			t.columns, found = documentedColumns(heads), true
		}
		if found {
			break
		}
	}
	if !found {
		return wrong(model.ProblemNeedsMapping, g.Path, mapIt, "%s has other columns than those that are known of it. It was not used.", g.Path)
	}
	var ignored []string
	t.marked = false
	for _, c := range t.columns {
		t.marked = t.marked || c.Role == model.RoleTags || c.Role == model.RoleNote
		if c.Role == model.RoleIgnore && c.Head != "" {
			ignored = append(ignored, c.Head)
		}
	}
	t.say(g, m, ignored)
	t.mails = 0
	for {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		t.row(g)
	}
	if t.mails > 0 {
		g.problems.add(0, model.ProblemLeftOut, "", "%d authors in %s are e-mail addresses. Addresses are personal data and were not kept; the texts were.", t.mails, g.Path)
	}
	return g.mustHold("text")
}

// say tells how the columns were understood.
func (t *passages) say(g *grid, m *model.Mapping, ignored []string) {
	if m != nil {
		g.problems.add(g.line, model.ProblemAssumed, "If that is not right, map the columns anew.", "What the columns of %s mean stands in no file of the publisher: a mapping says it, which is kept with the source.", g.Path)
	} else {
		g.problems.add(g.line, model.ProblemAssumed, "If they are something else, map the columns.", "%s begins with the columns “%s” and “%s”. Its rows were read as notes, as Dovetail writes them; other columns are what is known of each.", g.Path, t.columns[0].Head, t.columns[1].Head)
	}
	if len(ignored) > 0 {
		g.problems.add(0, model.ProblemLeftOut, "", "These columns of %s were not kept: %s.", g.Path, inQuotes(ignored, 12))
	}
}

// passageRow is what a row says, by role.
type passageRow struct {
	by         map[string]string
	attributes map[string]string
}

func (t *passages) row(g *grid) {
	if t.by == nil {
		t.by = map[string]string{}
	}
	clear(t.by)
	r := passageRow{by: t.by}
	for c, column := range t.columns {
		v := plainCell(g.text(c))
		switch {
		case v == "" || column.Role == model.RoleIgnore:
		case column.Role == model.RoleAttribute:
			r.attributes = with(r.attributes, column.Attribute, v)
		case r.by[column.Role] != "" && column.Role == model.RoleTags:
			r.by[column.Role] += "\x00" + v
		case r.by[column.Role] != "":
			r.attributes = with(r.attributes, column.Head, v) // a second of its kind is kept beside
		default:
			r.by[column.Role] = v
		}
	}
	if r.by[model.RoleText] == "" {
		g.skip(g.line, "it has no text")
		return
	}
	if strings.Contains(r.by[model.RoleAuthor], "@") {
		t.mails++
		delete(r.by, model.RoleAuthor)
	}
	g.RowsRead++
	r.by[model.RoleID] = t.ids.Name(orElse(r.by[model.RoleID], strconv.Itoa(len(t.j.content.Notes)+len(t.j.content.Excerpts)+1)))
	if t.marked {
		t.excerpt(g, r)
		return
	}
	t.line = append(append(t.line[:0], strings.ReplaceAll(r.by[model.RoleText], "\r\n", "\n")...), '\n')
	n := model.Note{
		Source: t.j.source(), ID: r.by[model.RoleID], Title: r.by[model.RoleTitle], Text: g.kept.string(t.line),
		Language: orElse(r.by[model.RoleLanguage], t.j.content.Snapshot.Language), Author: r.by[model.RoleAuthor], Date: r.by[model.RoleCreated],
		Attributes: with(r.attributes, "project", r.by[model.RoleProject]), File: g.Path, Line: int(g.line),
	}
	t.j.content.Notes = append(room(t.j.content.Notes, g.input), n)
}

// excerpt keeps a highlight. The table has no text around it, so it has no
// place; what else is known of it becomes its remark.
func (t *passages) excerpt(g *grid, r passageRow) {
	x := model.Excerpt{
		Source: t.j.source(), ID: r.by[model.RoleID], Text: r.by[model.RoleText], Unanchored: true, Consultation: orElse(r.by[model.RoleNote], r.by[model.RoleTitle]),
		Language: orElse(r.by[model.RoleLanguage], t.j.content.Snapshot.Language), Coder: r.by[model.RoleAuthor], Created: r.by[model.RoleCreated], File: g.Path, Line: int(g.line),
	}
	var remarks []string
	for _, c := range t.columns {
		switch {
		case c.Role == model.RoleAttribute && r.attributes[c.Attribute] != "":
			remarks = append(remarks, c.Attribute+": "+r.attributes[c.Attribute])
		case c.Role == model.RoleProject && r.by[c.Role] != "", c.Role == model.RoleTitle && r.by[c.Role] != "" && r.by[c.Role] != x.Consultation:
			remarks = append(remarks, c.Head+": "+r.by[c.Role])
		case r.attributes[c.Head] != "":
			remarks = append(remarks, c.Head+": "+r.attributes[c.Head])
		}
	}
	x.Remark = strings.Join(remarks, "\n")
	seen := map[string]bool{}
	for _, name := range t.tagNames(r.by[model.RoleTags]) {
		if seen[name] {
			continue
		}
		seen[name] = true
		if !t.tags[name] {
			t.tags[name] = true
			t.j.content.Tags = append(t.j.content.Tags, model.Tag{Source: x.Source, Name: name, Cluster: refi.Family(name), Language: t.j.content.Snapshot.Language, File: g.Path, Line: int(g.line)})
		}
		x.Tags = append(x.Tags, model.Tagging{Tag: name})
	}
	t.j.content.Excerpts = append(room(t.j.content.Excerpts, g.input), x)
}

// tagNames cuts a cell at the mapping's separator, and only there.
func (t *passages) tagNames(cell string) (names []string) {
	for _, column := range strings.Split(cell, "\x00") {
		parts := []string{column}
		if t.split != "" {
			parts = strings.Split(strings.ReplaceAll(column, "\r\n", "\n"), t.split)
		}
		for _, name := range parts {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}
