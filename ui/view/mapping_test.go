package view

import (
	"slices"
	"testing"

	"consilience/model"
)

// What a column means in rows of one kind is kept as far as the other kind has
// it, and every meaning is one that is offered.
func TestAsRows(t *testing.T) {
	w := english(t)
	survey := model.Mapping{Format: model.FormatSurveyTable}
	for _, role := range w.Roles(model.FormatSurveyTable) {
		survey.Columns = append(survey.Columns, WithRole(survey.Format, model.MappedColumn{Head: role.ID}, role.ID))
	}
	notes := AsRows(survey, model.FormatDovetailTable)
	back := AsRows(notes, model.FormatSurveyTable)
	for _, m := range []model.Mapping{survey, notes, back} {
		for _, c := range m.Columns {
			id := RoleOf(m.Format, c)
			if !slices.ContainsFunc(w.Roles(m.Format), func(r RoleChoice) bool { return r.ID == id }) {
				t.Errorf("%s: the column %s has the meaning %q, which is not offered", m.Format, c.Head, id)
			}
			if c.Role == model.RoleAttribute && c.Attribute == "" {
				t.Errorf("%s: the column %s is known of it, and nothing says as what", m.Format, c.Head)
			}
		}
	}
	if c := WithRole(model.FormatDovetailTable, model.MappedColumn{}, model.RoleAttribute); c.Role != model.RoleIgnore {
		t.Errorf("a column without a head has the role %q, want it left out", c.Role)
	}
	text, question := model.MappedColumn{Head: "Q", Role: model.RoleText}, model.MappedColumn{Head: "A", Role: model.RoleQuestion}
	for _, c := range []struct {
		format       model.Format
		columns      []model.MappedColumn
		records      int
		sum, missing string
	}{
		{model.FormatDovetailTable, []model.MappedColumn{{Role: model.RoleTags}}, 0, "Each row becomes a highlight with its tags.", "No column is the text yet: say which one holds the words."},
		{model.FormatDovetailTable, []model.MappedColumn{text}, 0, "Each row becomes a note.", ""},
		{model.FormatDovetailTable, []model.MappedColumn{text, {Role: model.RoleTags}}, 3, "3 rows become highlights with their tags.", ""},
		{model.FormatDovetailTable, []model.MappedColumn{text, text}, 3, "3 rows become notes.", "2 columns are “Text: the words of the note or highlight”: only one can be."},
		{model.FormatSurveyTable, []model.MappedColumn{{Role: model.RoleID}, {Role: model.RoleIgnore}}, 100, "100 rows become responses to 0 questions; 1 column is left out.", "No column is a question yet, nor about the person: nothing would come in."},
		{model.FormatSurveyTable, []model.MappedColumn{question, {Role: model.RoleAttribute, Attribute: "sector"}}, 1, "1 row becomes a response to 1 question; 1 column is about the person.", ""},
		{model.FormatStatementsTable, []model.MappedColumn{{Role: model.RoleStatement}, {Role: model.RoleVotes}, {Role: model.RoleAgree}}, 3, "3 rows become statements with their votes.", "No column is “Disagree: percentage or votes” yet: say which one it is."},
		{model.FormatStatementsTable, []model.MappedColumn{{Role: model.RoleStatement}, {Role: model.RoleVotes}, {Role: model.RoleAgree}, {Role: model.RoleDisagree}, {Role: model.RoleIgnore}}, 0, "Each row becomes a statement with its votes; 1 column is left out.", ""},
		{model.FormatTagsTable, []model.MappedColumn{{Role: model.RoleTag}, {Role: model.RoleMentions}, {Role: model.RoleTag}}, 1, "1 row becomes a tag with its mentions.", "2 columns are “Tag”: only one can be."},
		{model.FormatSurveyTable, []model.MappedColumn{question, {Role: model.RoleID}, {Role: model.RoleID}}, 2, "2 rows become responses to 1 question.", "2 columns are “Response number”: only one can be."},
	} {
		m := model.Mapping{Format: c.format, Columns: c.columns}
		if got := w.MappedSum(model.TablePreview{Proposed: m, Records: c.records}); got != c.sum {
			t.Errorf("got %q, want %q", got, c.sum)
		}
		if got := w.MappedMissing(m); got != c.missing {
			t.Errorf("got %q, want %q", got, c.missing)
		}
	}
}
