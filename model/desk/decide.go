package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"consilience/model"
)

// Decide records a decision, or writes one anew if it has an id. What it
// decides on, its measures, classes and positions, is copied into it as it
// stands now and stays so: a decision written anew keeps what was frozen when
// it was first recorded. The error is a *model.Problem, and then nothing was
// saved.
func (d *Desk) Decide(x model.Decision) (model.Decision, error) {
	if err := d.checkDecision(&x); err != nil {
		return x, err
	}
	st := d.State()
	var base []model.OpID
	if x.ID == "" {
		x.ID = freeID(x.Date+"-"+x.Question, "decision", func(id string) bool {
			return slices.ContainsFunc(st.Decisions, func(o model.Decision) bool { return o.ID == id })
		})
		if err := d.freeze(&x); err != nil {
			return x, err
		}
	} else {
		i := slices.IndexFunc(st.Decisions, func(o model.Decision) bool { return o.ID == x.ID })
		if i < 0 {
			return x, unknown("decision", x.ID)
		}
		was := st.Decisions[i]
		x.Evidence, x.Classes, x.Positions = was.Evidence, was.Classes, was.Positions
		base = append(base, was.Op)
	}
	x.Made = model.Made{}
	op, err := d.put("decision/"+x.ID, model.FieldDecision, x, base...)
	if err != nil {
		return x, err
	}
	x.Made = op.Made()
	return x, nil
}

// checkDecision refuses a decision that does not say what and why.
func (d *Desk) checkDecision(x *model.Decision) error {
	for _, f := range []struct {
		to   *string
		what string
	}{{&x.Question, "The question"}, {&x.Decision, "The decision"}, {&x.Reasons, "The reason"}} {
		text, err := needText(*f.to, f.what)
		if err != nil {
			return err
		}
		*f.to = text
	}
	x.Dissent = strings.TrimSpace(plainText(x.Dissent))
	for _, date := range []*string{&x.Date, &x.Review} {
		if date == &x.Date && *date == "" {
			*date = d.now().Format(time.DateOnly)
		}
		if _, err := time.Parse(time.DateOnly, *date); *date != "" && err != nil {
			return model.Problemf("", "Write it as year-month-day, such as 2022-10-13.", "“%s” is not a date. Nothing was saved.", *date)
		}
	}
	if x.Status == "" {
		x.Status = model.DecisionTaken
	}
	if !slices.Contains([]model.DecisionStatus{model.DecisionProposed, model.DecisionTaken, model.DecisionSuperseded, model.DecisionWithdrawn}, x.Status) {
		return model.Problemf("", "Use proposed, decided, superseded or withdrawn.", "“%s” is no status of a decision. Nothing was saved.", x.Status)
	}
	for _, id := range x.Standards {
		if !slices.ContainsFunc(model.Standards, func(s model.Standard) bool { return s.ID == id }) {
			return model.Problemf("", "Use S1 to S5.", "There is no participation standard “%s”. Nothing was saved.", id)
		}
	}
	if x.Supersedes != "" && !slices.ContainsFunc(d.State().Decisions, func(o model.Decision) bool { return o.ID == x.Supersedes && o.ID != x.ID }) {
		return unknown("decision", x.Supersedes)
	}
	return nil
}

// freeze copies what the decision rests on into it.
func (d *Desk) freeze(x *model.Decision) error {
	x.Evidence, x.Classes, x.Positions = nil, nil, nil
	for _, about := range x.About {
		measures, err := d.standing(about)
		if err != nil {
			return err
		}
		for _, m := range measures {
			if !slices.Contains(x.Evidence, m) {
				x.Evidence = append(x.Evidence, m)
			}
		}
		kind, id, _ := strings.Cut(about, "/")
		switch kind {
		case "theme":
			t, err := d.theme(id)
			if err != nil {
				return err
			}
			a := t.Assessment
			x.Classes = append(x.Classes, model.FrozenClass{Theme: id, Proposition: t.Proposition, Class: a.Class, Confidence: a.Confidence, Rule: a.Rule.Number, Thresholds: a.Rule.Thresholds})
		case "tradeoff":
			t, err := d.tradeOff(id)
			if err != nil {
				return err
			}
			for _, p := range t.Positions {
				p.Evidence = nil // they stand with the decision's own
				if pole, ok := t.Pole(string(p.Stance)); ok {
					p.Stance = model.Stance(pole.Text)
				}
				x.Positions = append(x.Positions, p)
			}
		}
	}
	return nil
}

// Respond records the reasoned response to what contributors said on a theme;
// an earlier one is replaced and stays in the log.
func (d *Desk) Respond(theme string, a model.ReasonedAnswer) error {
	why, err := needText(a.Why, "The reason")
	if err != nil {
		return err
	}
	t, err := d.theme(theme)
	if err != nil {
		return err
	}
	if !slices.Contains(model.Outcomes, a.Outcome) {
		return model.Problemf("", "Use adopted, partly, not-adopted or deferred.", "The response does not say what was decided. Nothing was saved; the text is still in the form.")
	}
	if a.Decision != "" && !slices.ContainsFunc(d.State().Decisions, func(o model.Decision) bool { return o.ID == a.Decision }) {
		return unknown("decision", a.Decision)
	}
	a.Why, a.Where, a.Made = why, strings.TrimSpace(plainText(a.Where)), model.Made{}
	var base []model.OpID
	if t.Answer != nil {
		base = append(base, t.Answer.Op)
	}
	_, err = d.put("theme/"+theme, model.FieldAnswer, a, base...)
	return err
}

// Coverage counts the themes that have a reasoned response.
func (s State) Coverage() (answered, of int) {
	for _, t := range s.Themes {
		if t.Answer != nil {
			answered++
		}
	}
	return answered, len(s.Themes)
}

// AnswerStandard records what is said of a participation standard, "S1" to
// "S5": met is "yes", "partly" or "no".
func (d *Desk) AnswerStandard(id string, a model.StandardAnswer) error {
	if !slices.ContainsFunc(model.Standards, func(s model.Standard) bool { return s.ID == id }) {
		return unknown("participation standard", id)
	}
	if !slices.Contains([]string{"yes", "partly", "no"}, a.Met) {
		return model.Problemf("", "Use yes, partly or no.", "“%s” does not say whether the standard is met. Nothing was saved.", a.Met)
	}
	text, err := needText(a.Evidence, "What shows it")
	if err != nil {
		return err
	}
	a.Evidence, a.Gap, a.Made = text, strings.TrimSpace(plainText(a.Gap)), model.Made{}
	var base []model.OpID
	if was, ok := d.State().Standards[id]; ok {
		base = append(base, was.Op)
	}
	_, err = d.put("standard/"+id, model.FieldSelfReport, a, base...)
	return err
}

// CommentPaper adds a comment on a block of a paper, or on the whole paper if
// block is empty.
func (d *Desk) CommentPaper(paper, block, text string) error {
	text, err := needText(text, "The comment")
	if err != nil {
		return err
	}
	p, err := d.paper(paper)
	if err != nil {
		return err
	}
	if block != "" && !slices.ContainsFunc(p.Blocks, func(b model.PaperBlock) bool { return b.ID == block }) {
		return unknown("block", block)
	}
	_, err = d.put("paper/"+paper, model.FieldNote, model.Comment{Text: text, Block: block})
	return err
}

func (d *Desk) paper(id string) (model.Paper, error) {
	for _, p := range d.State().Papers {
		if p.ID == id {
			return p, nil
		}
	}
	return model.Paper{}, unknown("paper", id)
}

// PaperVersions are all saved versions of a paper, oldest first, those taken
// back included.
func (d *Desk) PaperVersions(id string) ([]model.Paper, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []model.Paper
	for _, op := range d.ops {
		if op.Object != "paper/"+id || op.Field != model.FieldPaper || op.Kind != model.OpPut {
			continue
		}
		if p, ok := paperOf(op); ok {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return nil, unknown("paper", id)
	}
	return list, nil
}

// BlockChange is what became of one part of a paper between two versions. Block
// is empty for the paper's own settings; What then names the setting.
type BlockChange struct {
	Block string `json:"block,omitempty"`
	// What is "added", "removed", "moved", "changed", or a setting's name.
	What string           `json:"what"`
	Was  model.PaperBlock `json:"was,omitzero"`
	Is   model.PaperBlock `json:"is,omitzero"`
	// Old and New are a setting's values.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

// ComparePapers says what differs between two versions, block by block in the
// order of the newer one, removed blocks last.
func ComparePapers(was, is model.Paper) []BlockChange {
	out := compareSettings(was, is)
	at := map[string]int{}
	var common []string
	for i, b := range was.Blocks {
		at[b.ID] = i
	}
	for _, b := range is.Blocks {
		if _, ok := at[b.ID]; ok {
			common = append(common, b.ID)
		}
	}
	var before []string // the same blocks in their old order
	for _, b := range was.Blocks {
		if slices.Contains(common, b.ID) {
			before = append(before, b.ID)
		}
	}
	place := 0
	for _, b := range is.Blocks {
		i, ok := at[b.ID]
		if !ok {
			out = append(out, BlockChange{Block: b.ID, What: "added", Is: b})
			continue
		}
		if fmt.Sprint(was.Blocks[i]) != fmt.Sprint(b) {
			out = append(out, BlockChange{Block: b.ID, What: "changed", Was: was.Blocks[i], Is: b})
		}
		if before[place] != b.ID {
			out = append(out, BlockChange{Block: b.ID, What: "moved", Was: was.Blocks[i], Is: b})
		}
		place++
	}
	for _, b := range was.Blocks {
		if !slices.Contains(common, b.ID) {
			out = append(out, BlockChange{Block: b.ID, What: "removed", Was: b})
		}
	}
	return out
}

func compareSettings(was, is model.Paper) []BlockChange {
	var out []BlockChange
	for _, s := range []struct{ name, old, new string }{
		{"title", was.Title, is.Title}, {"decision", was.Decision, is.Decision}, {"owner", was.Owner, is.Owner}, {"date", was.Date, is.Date},
		{"status", was.Status, is.Status}, {"language", was.Language, is.Language}, {"organisation", was.Organisation, is.Organisation},
		{"classification", was.Classification, is.Classification}, {"about", strings.Join(was.Subjects(), ", "), strings.Join(is.Subjects(), ", ")},
	} {
		if s.old != s.new {
			out = append(out, BlockChange{What: s.name, Old: s.old, New: s.new})
		}
	}
	return out
}
