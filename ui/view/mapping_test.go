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
	text := model.MappedColumn{Head: "Q", Role: model.RoleText}
	for want, columns := range map[string][]model.MappedColumn{
		"One column must be the text; now 0 are.":     {{Role: model.RoleTags}},
		"Each row becomes a note.":                    {text},
		"Each row becomes a highlight with its tags.": {text, {Role: model.RoleTags}},
	} {
		if got := w.MappedSum(model.Mapping{Format: model.FormatDovetailTable, Columns: columns}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
