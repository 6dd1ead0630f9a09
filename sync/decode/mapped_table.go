package decode

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"consilience/model"
)

// Tables of statements and of tags whose heads are not known are read by a
// mapping, as a person makes one: the same readers read them, only that the
// mapping says which column is which.

// statementRoles and tagRoles are the roles of statementColumns and tagColumns.
var (
	statementRoles = []string{sID: model.RoleID, sText: model.RoleStatement, sVotes: model.RoleVotes, sAgree: model.RoleAgree,
		sDisagree: model.RoleDisagree, sPass: model.RolePass, sLanguage: model.RoleLanguage}
	tagRoles = []string{tCluster: model.RoleCluster, tName: model.RoleTag, tDescription: model.RoleDescription, tMentions: model.RoleMentions,
		tHighlights: model.RoleHighlights, tConsultations: model.RoleConsultations, tLanguage: model.RoleLanguage}
)

// publishedRoles are the roles of a format's columns, in their order, and the
// columns themselves; nil for a format whose tables are not read so.
func publishedRoles(f model.Format) ([]string, []column) {
	switch f {
	case model.FormatStatementsTable:
		return statementRoles, statementColumns
	case model.FormatTagsTable:
		return tagRoles, tagColumns
	}
	return nil, nil
}

// checkPublished says what is wrong with the mapping of such a table; nil if it
// can be used.
func checkPublished(m model.Mapping) *model.Problem {
	for _, role := range model.NeededRoles(m.Format) {
		if !slices.ContainsFunc(m.Columns, func(c model.MappedColumn) bool { return c.Role == role }) {
			return model.Problemf(model.ProblemRefused, "Look at the mapping's columns again.", "The mapping gives no column the role “%s”, without which a “%s” tells nothing. Nothing was changed.", role, m.Format)
		}
	}
	return nil
}

// readMappedTable opens the table that the source's mapping was made for and
// lets f read it.
func (j *job) readMappedTable(file *model.File, m *model.Mapping, f func(t *table) error) error {
	if p := CheckMapping(*m); p != nil {
		return p
	}
	return j.book(file, func(b *book) error {
		g, err := b.mapped(m)
		if err != nil {
			return err
		}
		defer g.close()
		b.input.sheet = g
		roles, _ := publishedRoles(m.Format)
		t := &table{input: b.input, row: g.row, at: make([]int, len(roles))}
		for i, role := range roles {
			t.at[i] = slices.IndexFunc(m.Columns, func(c model.MappedColumn) bool { return c.Role == role })
		}
		var ignored []string
		for _, c := range m.Columns {
			if c.Role == model.RoleIgnore && c.Head != "" {
				ignored = append(ignored, c.Head)
			}
		}
		b.saysMapped(g.line, ignored)
		return f(t)
	})
}

// mapped stands before the first row of the table that a mapping was made for.
func (b *book) mapped(m *model.Mapping) (*grid, error) {
	n := 0
	if m.Sheet != "" {
		n = slices.Index(b.sheets(), m.Sheet)
	}
	if n < 0 {
		return nil, wrong(model.ProblemNeedsMapping, b.Path, mapIt, "%s has no sheet “%s”, which its mapping names. It was not used.", b.Path, m.Sheet)
	}
	g, err := b.open(n)
	if err != nil {
		return nil, err
	}
	for range seenRows {
		ok, err := g.next()
		if err != nil {
			g.close()
			return nil, err
		}
		if !ok {
			break
		}
		if mappedHeader(m, g.texts(), int(g.line)) {
			return g, nil
		}
	}
	g.close()
	return nil, wrong(model.ProblemNeedsMapping, b.Path, mapIt, "%s has other columns than those it was mapped with. It was not used.", b.Path)
}

// saysMapped says that a mapping was used, and what it leaves out.
func (in *input) saysMapped(line uint32, ignored []string) {
	in.problems.add(line, model.ProblemAssumed, "If that is not right, map the columns anew.", "What the columns of %s mean stands in no file of the publisher: a mapping says it, which is kept with the source.", in.Path)
	if len(ignored) > 0 {
		in.problems.add(0, model.ProblemLeftOut, "", "These columns of %s were not kept, as its mapping says: %s.", in.Path, inQuotes(ignored, 12))
	}
}

// proposedPublished proposes a role for each column of a table of statements or
// tags: by the words of its head, and the words themselves by their length.
// Figures are proposed by their heads alone. known counts the needed roles that
// heads say.
func proposedPublished(f model.Format, heads []string, below []seenRow) (list []model.MappedColumn, known int) {
	for len(heads) > 0 && heads[len(heads)-1] == "" {
		heads = heads[:len(heads)-1]
	}
	roles, columns := publishedRoles(f)
	list = make([]model.MappedColumn, len(heads))
	used := map[string]bool{}
	for c, head := range heads {
		list[c] = model.MappedColumn{Head: head, Role: model.RoleIgnore}
		for i, want := range columns {
			if word := headerWord(head); word != "" && !used[roles[i]] && (word == headerWord(want.name) || slices.ContainsFunc(want.synonyms, func(s string) bool { return headerWord(s) == word })) {
				list[c].Role, used[roles[i]] = roles[i], true
				if want.needed {
					known++
				}
				break
			}
		}
	}
	if words := model.NeededRoles(f)[0]; !used[words] {
		if c := longestTexts(list, below); c >= 0 {
			list[c].Role = words
		}
	}
	return list, known
}

// longestTexts finds the column of the longest words among those without a
// role; -1 if none holds words.
func longestTexts(list []model.MappedColumn, below []seenRow) int {
	best, most := -1, 0
	for c := range list {
		n := 0
		for _, r := range below {
			if c < len(r.texts) && strings.ContainsFunc(r.texts[c], unicode.IsLetter) {
				n += utf8.RuneCountInString(r.texts[c])
			}
		}
		if list[c].Role == model.RoleIgnore && n > most {
			best, most = c, n
		}
	}
	return best
}

// others are proposals for rows of other kinds than the proposed one.
func others(m model.Mapping, heads []string, below []seenRow) (list []model.Mapping) {
	for _, f := range []model.Format{model.FormatSurveyTable, model.FormatDovetailTable, model.FormatStatementsTable, model.FormatTagsTable} {
		other := model.Mapping{Format: f, Sheet: m.Sheet, Header: m.Header}
		switch f {
		case m.Format:
			continue
		case model.FormatSurveyTable:
			other.Columns = proposed(heads, below)
		case model.FormatDovetailTable:
			other.Columns, other.Separator = proposedPassages(heads, below)
		default:
			other.Columns, _ = proposedPublished(f, heads, below)
		}
		list = append(list, other)
	}
	return list
}
