package desk

import (
	"context"
	"math"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// CheckAll looks through all published records in the background, if that was
// not done since they came in. State.Unchecked is true until it has.
func (d *Desk) CheckAll() {
	if d.State().Unchecked {
		d.begin("Checks", d.CheckAllNow)
	}
}

// CheckAllNow is CheckAll for callers who wait. Published records do not change
// while the snapshots stay, so it is done once for a set of snapshots. The
// error is a *model.Problem; State.Unchecked then stays true.
func (d *Desk) CheckAllNow(ctx context.Context, report func(model.Progress)) error {
	d.mu.Lock()
	here, key, already := d.present, checkKey(d.present), !d.state.Unchecked
	d.mu.Unlock()
	if already {
		return nil
	}
	var heard []model.Heard
	for _, l := range here {
		heard = append(heard, l.heard...)
	}
	var list []analysis.Checked
	for _, l := range here {
		if ctx.Err() != nil {
			return notChecked()
		}
		report(model.Progress{What: l.Title})
		c, err := d.checked(l, heard)
		if err != nil {
			return err
		}
		list = append(list, c)
	}
	checks, done := analysis.ChecksUntil(list, func(done, total int) bool {
		report(model.Progress{What: "Checks", Done: int64(done), Total: int64(total)})
		return ctx.Err() == nil
	})
	if !done {
		return notChecked()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.checks, d.checkedFor = checks, key
	return d.refresh()
}

func notChecked() error {
	return model.Problemf(model.ProblemStopped, "Press “Check now” on the page Checks, or sync again.", "The checks were stopped. The sources are here; what the checks would have found is not known yet.")
}

// checkKey names a set of snapshots.
func checkKey(here []*loaded) string {
	var ids []string
	for _, l := range here {
		ids = append(ids, string(l.ID)+" "+l.Source.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, "\n")
}

// checked lays a source out for the checks, with the snapshot before. Every
// text is looked at, not only those that a State holds.
func (d *Desk) checked(l *loaded, heard []model.Heard) (analysis.Checked, error) {
	n, _ := voters(l, heard)
	c := analysis.Checked{
		Snapshot: l.Snapshot, Statements: l.statements, Tags: l.tags, Heard: l.heard, Questions: l.questions,
		Responses: l.responses, Notes: l.notes, Excerpts: l.excerpts, Claims: l.claims, Voters: n,
	}
	var err error
	if len(l.questions) > 0 {
		if c.Answers, err = d.store.Answers(l.ID, math.MaxInt); err != nil {
			return c, model.AsProblem(err, "The answers of “"+l.Title+"” could not be read.")
		}
	}
	history, err := d.store.History(l.Source.ID) // newest first
	if err != nil {
		return c, model.AsProblem(err, "The earlier snapshots could not be read.")
	}
	at := slices.IndexFunc(history, func(s model.Snapshot) bool { return s.ID == l.ID })
	if at < 0 || at+1 >= len(history) {
		return c, nil
	}
	if c.Before, err = d.before(history[at+1]); err != nil {
		return c, model.AsProblem(err, "The earlier snapshot of “"+l.Title+"” could not be read.")
	}
	return c, nil
}

// before reads what a snapshot is compared by.
func (d *Desk) before(was model.Snapshot) (*analysis.Checked, error) {
	c := &analysis.Checked{Snapshot: was}
	var err error
	if c.Statements, err = d.store.Statements(was.ID); err != nil {
		return nil, err
	}
	if c.Tags, err = d.store.Tags(was.ID); err != nil {
		return nil, err
	}
	if c.Questions, err = d.store.Questions(was.ID); err != nil {
		return nil, err
	}
	if c.Notes, err = d.store.Notes(was.ID); err != nil {
		return nil, err
	}
	responses, err := d.store.Responses(was.ID)
	c.Responded = len(responses)
	return c, err
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
		slices.ContainsFunc(d.state.Excerpts, func(e *model.Excerpt) bool { return e.Ref() == item }) ||
		d.state.asked(item)
	if !known {
		_, known = d.state.Said(item)
	}
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
