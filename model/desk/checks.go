package desk

import (
	"math"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// checked lays a source out for the checks. Every text is looked at, not only
// those that a State holds.
func (d *Desk) checked(l *loaded, heard []model.Heard) (analysis.Checked, error) {
	var answers []model.AnswerColumn
	if len(l.questions) > 0 {
		var err error
		if answers, err = d.store.Answers(l.ID, math.MaxInt); err != nil {
			return analysis.Checked{}, model.AsProblem(err, "The answers of “"+l.Title+"” could not be read.")
		}
	}
	n, _ := voters(l, heard)
	return analysis.Checked{
		Snapshot: l.Snapshot, Statements: l.statements, Tags: l.tags, Heard: l.heard, Questions: l.questions, Answers: answers,
		Responses: l.responses, Notes: l.notes, Excerpts: l.excerpts, Claims: l.claims, Voters: n,
	}, nil
}

// check looks through all published records. They do not change while the
// snapshots stay, so it is done once for a set of snapshots: annotations do not
// wait for it. The caller holds d.mu.
func (d *Desk) check(here []*loaded) ([]model.Check, error) {
	var ids []string
	var heard []model.Heard
	for _, l := range here {
		ids = append(ids, string(l.ID)+" "+l.Source.ID)
		heard = append(heard, l.heard...)
	}
	key := strings.Join(ids, "\n")
	if key == d.checkedFor && d.checkedFor != "" {
		return d.checks, nil
	}
	d.checks, d.checkedFor = nil, ""
	var list []analysis.Checked
	for _, l := range here {
		c, err := d.checked(l, heard)
		if err != nil {
			return nil, err
		}
		before, err := d.before(l)
		if err != nil {
			return nil, err
		}
		c.Before = before
		list = append(list, c)
	}
	d.checks, d.checkedFor = analysis.Checks(list), key
	return d.checks, nil
}

// before reads the statements of the snapshot before the current one; nil if
// there is none. The caller holds d.mu.
func (d *Desk) before(l *loaded) (*analysis.Checked, error) {
	history, err := d.store.History(l.Source.ID) // newest first
	if err != nil {
		return nil, model.AsProblem(err, "The earlier snapshots could not be read.")
	}
	at := slices.IndexFunc(history, func(s model.Snapshot) bool { return s.ID == l.ID })
	if at < 0 || at+1 >= len(history) {
		return nil, nil
	}
	was := history[at+1]
	statements, err := d.store.Statements(was.ID)
	if err != nil {
		return nil, model.AsProblem(err, "The earlier snapshot of “"+l.Title+"” could not be read.")
	}
	return &analysis.Checked{Snapshot: was, Statements: statements}, nil
}

// Translate adds a labelled translation of an item's text, which stands beside
// the original and never instead of it. A member's own earlier translation into
// the same language is replaced; other members' stay. language is a BCP 47 tag.
func (d *Desk) Translate(item model.Ref, language, text string) error {
	text, err := needText(text, "The translation")
	if err != nil {
		return err
	}
	language = strings.TrimSpace(language)
	if language == "" || len(language) > 35 || strings.ContainsFunc(language, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return model.Problemf("", "Name the language that you translate into, such as en, es or fr.", "The translation has no language. Nothing was saved.")
	}
	d.mu.Lock()
	known := slices.ContainsFunc(d.state.Statements, func(s Statement) bool { return s.Ref() == item }) ||
		slices.ContainsFunc(d.state.Notes, func(n model.Note) bool { return n.Ref() == item }) ||
		slices.ContainsFunc(d.state.Excerpts, func(e *model.Excerpt) bool { return e.Ref() == item })
	me := d.store.Member().Author
	var base []model.OpID
	for _, t := range set(d.board, "item/"+string(item), model.FieldTranslation, markTranslation) {
		if t.Language == language && strings.HasPrefix(string(t.Op), me+".") {
			base = append(base, t.Op)
		}
	}
	d.mu.Unlock()
	if !known {
		return unknown("item", string(item))
	}
	_, err = d.put("item/"+string(item), model.FieldTranslation, model.Translation{Item: item, Language: language, Text: text}, base...)
	return err
}

func markTranslation(t *model.Translation, m model.Made) { t.Made = m }

// translations gives members' translations by item, oldest first.
func (b *board) translations() map[model.Ref][]model.Translation {
	all := map[model.Ref][]model.Translation{}
	for _, object := range b.objects {
		if ref, ok := strings.CutPrefix(object, "item/"); ok {
			if list := set(b, object, model.FieldTranslation, markTranslation); len(list) > 0 {
				all[model.Ref(ref)] = list
			}
		}
	}
	return all
}
