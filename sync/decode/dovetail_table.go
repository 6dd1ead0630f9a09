package decode

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// passageRoles are the roles that a column of notes or highlights may have.
var passageRoles = []string{
	model.RoleText, model.RoleTags, model.RoleTitle, model.RoleNote, model.RoleProject, model.RoleAuthor, model.RoleCreated,
	model.RoleID, model.RoleLanguage, model.RoleAttribute, model.RoleIgnore,
}

// passageWords are words of heads that such a table may have, in English,
// Spanish and French. They propose a mapping; they never recognise a table.
var passageWords = []struct {
	role  string
	words []string
}{
	{model.RoleText, []string{"highlight", "highlight text", "highlighted text", "excerpt", "quote", "quotation", "passage", "text", "content", "description", "comment", "extracto", "cita", "texto", "extrait", "citation", "texte"}},
	{model.RoleTags, []string{"tags", "tag", "tag names", "codes", "code", "labels", "themes", "etiquetas", "códigos", "étiquettes"}},
	{model.RoleNote, []string{"note", "note title", "note name", "data", "data title", "source", "document", "interview", "meeting", "nota", "entrevista", "entretien"}},
	{model.RoleProject, []string{"project", "project name", "project title", "proyecto", "projet"}},
	{model.RoleAuthor, []string{"author", "created by", "highlighted by", "creator", "coder", "autor", "auteur"}},
	{model.RoleCreated, []string{"created", "created at", "created on", "date", "date created", "creation date", "fecha", "créé le"}},
	{model.RoleTitle, []string{"title", "título", "titre"}},
	{model.RoleID, []string{"id", "highlight id"}},
	{model.RoleLanguage, []string{"language", "lang", "idioma", "langue"}},
}

// passageHeads finds the heads that look like the text and the tags of
// highlights; -1 for one that is not there.
func passageHeads(heads []string) (text, tags int) {
	find := func(role string) int {
		for _, p := range passageWords {
			if p.role == role {
				return slices.IndexFunc(heads, func(h string) bool { return slices.Contains(p.words, headerWord(h)) })
			}
		}
		return -1
	}
	return find(model.RoleText), find(model.RoleTags)
}

// couldBe says what a table of unknown meaning may be.
func couldBe(heads []string) string {
	if text, tags := passageHeads(heads); text >= 0 && tags >= 0 {
		return fmt.Sprintf("It could be highlights with tags, as a research repository such as Dovetail or a coding program exports them (columns %s), or the responses to a survey.", inQuotes([]string{heads[text], heads[tags]}, 2))
	}
	return "It could be the responses to a survey, cases with what is known of them, notes of meetings, statements with their votes, or tags with their mentions."
}

// proposedPassages proposes a role for each column of a table of highlights,
// and what stands between the tags of a cell.
func proposedPassages(heads []string, below []seenRow) (columns []model.MappedColumn, separator string) {
	for len(heads) > 0 && heads[len(heads)-1] == "" {
		heads = heads[:len(heads)-1]
	}
	used := map[string]bool{}
	columns = make([]model.MappedColumn, len(heads))
	for c, head := range heads {
		columns[c] = model.MappedColumn{Head: head, Role: model.RoleAttribute, Attribute: head}
		for _, p := range passageWords {
			if !used[p.role] && slices.Contains(p.words, headerWord(head)) {
				used[p.role] = true
				columns[c].Role, columns[c].Attribute = p.role, ""
				break
			}
		}
		if r := columns[c].Role; head == "" || r == model.RoleAttribute && isPersonal(head) {
			columns[c].Role, columns[c].Attribute = model.RoleIgnore, ""
		}
	}
	_, tags := passageHeads(heads)
	for _, separator := range []string{";", "\n", ","} {
		if slices.ContainsFunc(below, func(r seenRow) bool {
			return tags >= 0 && tags < len(r.texts) && strings.Contains(r.texts[tags], separator)
		}) {
			return columns, separator
		}
	}
	return columns, ""
}

// isDovetailNotes says whether a row is the header of notes as Dovetail
// documents them for import: a title, then a description or content.
func isDovetailNotes(row []string) bool {
	return len(row) > 1 && headerWord(row[0]) == "title" && (headerWord(row[1]) == "description" || headerWord(row[1]) == "content")
}

func recogniseDovetailNotes(l *Look) (Kind, bool) {
	tables := l.tables()
	if len(tables) == 0 {
		return Kind{}, false
	}
	head := tables[0].headerBelowTitle(isDovetailNotes)
	return Kind{Format: model.FormatDovetailTable}, head >= 0 && head+1 < len(tables[0].rows)
}

// documentedColumns gives the columns of notes for import their roles: what is
// neither title nor text nor date is a field.
func documentedColumns(heads []string) []model.MappedColumn {
	columns := make([]model.MappedColumn, len(heads))
	for c, head := range heads {
		columns[c] = model.MappedColumn{Head: head, Role: model.RoleAttribute, Attribute: head}
		switch word := headerWord(head); {
		case c == 0:
			columns[c].Role = model.RoleTitle
		case c == 1:
			columns[c].Role = model.RoleText
		case word == "date" || word == "created" || word == "created at":
			columns[c].Role = model.RoleCreated
		case head == "" || isPersonal(head):
			columns[c].Role = model.RoleIgnore
		}
	}
	return columns
}

// readDovetailTable reads notes or highlights: as a mapping says, else as
// Dovetail documents its import.
func readDovetailTable(j *job) error {
	m := j.content.Snapshot.Mapping
	if m != nil {
		if p := CheckMapping(*m); p != nil {
			return p
		}
	}
	t := passages{j: j, tags: map[string]bool{}, ids: newFirsts(nil)}
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			n := 0
			if m != nil && m.Sheet != "" {
				n = slices.Index(b.sheets(), m.Sheet)
			}
			if n < 0 {
				return wrong(model.ProblemNeedsMapping, b.Path, mapIt, "%s has no sheet “%s”, which its mapping names. It was not used.", b.Path, m.Sheet)
			}
			g, err := b.open(n)
			if err != nil {
				return err
			}
			defer g.close()
			return t.read(g, m)
		})
		if err != nil {
			return err
		}
	}
	c := &j.content
	countTags(c.Tags, c.Notes, c.Excerpts)
	return nil
}
