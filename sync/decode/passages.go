package decode

import (
	"slices"
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
	ids     firsts
	columns []model.MappedColumn
	split   string
	marked  bool
	mails   int
	roles   []int // the columns' places in textRoles; -1 of others
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
	t.marked, t.roles = false, nil
	for _, c := range t.columns {
		t.roles = append(t.roles, slices.Index(textRoles[:], c.Role))
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

// passageRow is what a row says: of each role, in the order of textRoles,
// and besides.
type passageRow struct {
	by         [len(textRoles)]string
	attributes map[string]string
}

// The roles of columns of notes and highlights that a row has one text of.
var textRoles = [...]string{model.RoleText, model.RoleTags, model.RoleTitle, model.RoleNote, model.RoleProject, model.RoleAuthor, model.RoleCreated, model.RoleID, model.RoleLanguage}

const (
	ofText = iota
	ofTags
	ofTitle
	ofNote
	ofProject
	ofAuthor
	ofCreated
	ofID
	ofLanguage
)

func (t *passages) row(g *grid) {
	var r passageRow
	for c := range t.columns {
		column, role := &t.columns[c], t.roles[c]
		v := plainCell(g.alike(c))
		switch {
		case v == "" || column.Role == model.RoleIgnore:
		case column.Role == model.RoleAttribute:
			r.attributes = with(r.attributes, column.Attribute, v)
		case role < 0: // one that tables of notes do not have
		case r.by[role] == "":
			r.by[role] = v
		case role == ofTags:
			r.by[role] += "\x00" + v
		default:
			r.attributes = with(r.attributes, column.Head, v) // a second of its kind is kept beside
		}
	}
	if r.by[ofText] == "" {
		g.skip(g.line, "it has no text")
		return
	}
	if strings.IndexByte(r.by[ofAuthor], '@') >= 0 {
		t.mails++
		r.by[ofAuthor] = ""
	}
	g.RowsRead++
	r.by[ofID] = t.unique(orElse(r.by[ofID], strconv.Itoa(len(t.j.content.Notes)+len(t.j.content.Excerpts)+1)))
	if t.marked {
		t.excerpt(g, &r)
		return
	}
	t.line = append(append(t.line[:0], strings.ReplaceAll(r.by[ofText], "\r\n", "\n")...), '\n')
	n := add(&t.j.content.Notes, g.input)
	n.Source, n.ID, n.Title, n.Text = t.j.source(), r.by[ofID], r.by[ofTitle], g.kept.string(t.line)
	n.Language, n.Author, n.Date = orElse(r.by[ofLanguage], t.j.content.Snapshot.Language), r.by[ofAuthor], r.by[ofCreated]
	n.Attributes, n.File, n.Line = with(r.attributes, "project", r.by[ofProject]), g.Path, int(g.line)
}

// unique gives an id that no other row has.
func (t *passages) unique(id string) string {
	id = refi.Numbered(id, func(id string) bool { _, twice := t.ids.before(id); return twice })
	t.ids.add(id, 0)
	return id
}

// excerpt keeps a highlight. The table has no text around it, so it has no
// place; what else is known of it becomes its remark.
func (t *passages) excerpt(g *grid, r *passageRow) {
	x := add(&t.j.content.Excerpts, g.input)
	*x = model.Excerpt{
		Source: t.j.source(), ID: r.by[ofID], Text: r.by[ofText], Unanchored: true, Consultation: orElse(r.by[ofNote], r.by[ofTitle]),
		Language: orElse(r.by[ofLanguage], t.j.content.Snapshot.Language), Coder: r.by[ofAuthor], Created: r.by[ofCreated], File: g.Path, Line: int(g.line),
	}
	var remarks []string
	for _, c := range t.columns {
		switch {
		case c.Role == model.RoleAttribute && r.attributes[c.Attribute] != "":
			remarks = append(remarks, c.Attribute+": "+r.attributes[c.Attribute])
		case c.Role == model.RoleProject && r.by[ofProject] != "", c.Role == model.RoleTitle && r.by[ofTitle] != "" && r.by[ofTitle] != x.Consultation:
			remarks = append(remarks, c.Head+": "+r.by[slices.Index(textRoles[:], c.Role)])
		case r.attributes[c.Head] != "":
			remarks = append(remarks, c.Head+": "+r.attributes[c.Head])
		}
	}
	x.Remark = strings.Join(remarks, "\n")
	seen := map[string]bool{}
	for _, name := range t.tagNames(r.by[ofTags]) {
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
