package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// TakeBack takes back one annotation: what it added is gone from the screens
// and papers, what it replaced is back; both stay in the log. It is refused if
// somebody built on the annotation since.
func (d *Desk) TakeBack(id model.OpID) error {
	d.mu.Lock()
	feeds := d.mappedFeeds(d.board.ops[id].Object)
	err := d.takeBack(id)
	d.mu.Unlock()
	if err == nil {
		d.readAgain(feeds)
	}
	return err
}

// Undo takes back this member's newest annotation that still stands. Tables
// whose mapping it was are read anew, in the background.
func (d *Desk) Undo() error {
	d.mu.Lock()
	op, ok := d.last()
	if !ok {
		d.mu.Unlock()
		return model.Problemf(model.ProblemNotAllowedUndo, "", "There is nothing of yours to undo.")
	}
	feeds := d.mappedFeeds(op.Object)
	err := d.takeBack(op.ID())
	d.mu.Unlock()
	if err == nil {
		d.readAgain(feeds)
	}
	return err
}

func (d *Desk) takeBack(id model.OpID) error {
	op, ok := d.board.ops[id]
	if !ok || op.Field == model.FieldSnapshot {
		return unknown("annotation", string(id))
	}
	if d.board.undone(id) {
		return model.Problemf(model.ProblemNotAllowedUndo, "", "This was already taken back. Nothing was changed.")
	}
	if other, built := d.board.builtOn(id); built {
		return model.Problemf(model.ProblemNotAllowedUndo, "Take back what was built on it first.",
			"The %s cannot be taken back: %s added or changed something on it since (%s). Nothing was changed.", d.describe(op), other.By, d.describe(other))
	}
	if coded(op.Object) {
		return d.putAll(model.Operation{Kind: model.OpRemove, Object: op.Object, Field: op.Field, Undoes: op.ID()})
	}
	undo := func(target model.Operation) error {
		_, err := d.store.Append(model.Operation{Kind: model.OpRemove, Object: target.Object, Field: target.Field, Undoes: target.ID()})
		return model.AsError(err, "This could not be taken back. Nothing was changed.")
	}
	if err := undo(op); err != nil {
		return err
	}
	// A theme or trade-off was made by two operations of one stroke.
	if op.Field == model.FieldTitle && len(op.Base) == 0 {
		for _, other := range d.board.ops {
			if other.Object == op.Object && other.Undoes == "" && sameStroke(op, other) && !d.board.undone(other.ID()) {
				if err := undo(other); err != nil {
					return err
				}
			}
		}
	}
	return d.refresh()
}

// last finds this member's newest annotation that stands. What was added here
// under the name of the account, before anybody gave a name, is theirs too; what
// another name added on this device is not. The caller holds d.mu.
func (d *Desk) last() (model.Operation, bool) {
	me := d.store.Member()
	account := ""
	if i := slices.IndexFunc(d.ops, func(op model.Operation) bool { return op.Device == me.Device }); i >= 0 {
		account = d.ops[i].Author
	}
	for _, op := range slices.Backward(d.ops) {
		if op.Device != me.Device || op.Author != me.Author && op.Author != account || op.Undoes != "" || op.Field == model.FieldSnapshot {
			continue
		}
		if (op.Field == model.FieldProposition || op.Field == model.FieldPoles) && len(op.Base) == 0 {
			continue // goes with the title it was made with
		}
		if !d.board.undone(op.ID()) {
			return op, true
		}
	}
	return model.Operation{}, false
}

// undoLabel names what Undo would take back.
func (d *Desk) undoLabel() string {
	if d.board == nil {
		return ""
	}
	op, ok := d.last()
	if !ok {
		return ""
	}
	return d.describe(op)
}

// Describe names an annotation in a few words, as the log and Undo do:
// "position on “How broad should the policy focus be?”"; of an undo, what it
// took back.
func (d *Desk) Describe(op model.Operation) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if op.Undoes == "" {
		return d.describe(op)
	}
	target, ok := d.board.ops[op.Undoes]
	if !ok {
		return "takes back " + string(op.Undoes)
	}
	return "takes back the " + d.describe(target)
}

// describe names an annotation in a few words: "position on “How broad should
// the policy focus be?”".
func (d *Desk) describe(op model.Operation) string {
	kind, _, _ := strings.Cut(op.Object, "/")
	format := described[op.Field]
	switch {
	case op.Field == model.FieldTitle && len(op.Base) == 0 && kind == "theme":
		format = "new theme on “%s”"
	case op.Field == model.FieldTitle && len(op.Base) == 0 && kind == "tradeoff":
		format = "new trade-off on “%s”"
	case op.Kind == model.OpRemove && op.Undoes == "" && op.Field == model.FieldPassage:
		format = "removed mark on “%s”"
	case op.Kind == model.OpRemove && op.Undoes == "" && op.Field == model.FieldTag:
		format = "removed tag “%s”"
	case op.Kind == model.OpRemove && op.Undoes == "" && op.Field == model.FieldTagging:
		format = "tag taken off on “%s”"
	case op.Kind == model.OpRemove && op.Undoes == "" && op.Field == model.FieldMapping:
		format = "forgotten mapping of columns on “%s”"
	case op.Field == model.FieldMerged: // not the tag that it is part of now
		return fmt.Sprintf("merging of “%s”", d.ownName(op.Object))
	case op.Field == model.FieldHeard: // the register has no title of its own
		return "line on who took part"
	case kind == "excerpt" && op.Field == model.FieldNote:
		format = "remark on “%s”"
	case format == "":
		return fmt.Sprintf("%s on “%s”", op.Field, d.title(op.Object))
	}
	return fmt.Sprintf(format, d.title(op.Object))
}

// ownName is the name of a tag, also of one that was merged or removed.
func (d *Desk) ownName(object string) string {
	if name, _, ok := register[string](d.board, object, model.FieldName); ok {
		return name
	}
	return strings.TrimPrefix(object, "tag/")
}

// described are annotations in a few words, by their field.
var described = map[string]string{
	model.FieldTitle:       "title on “%s”",
	model.FieldProposition: "proposition on “%s”",
	model.FieldLink:        "evidence link on “%s”",
	model.FieldReservation: "reservation on “%s”",
	model.FieldHuman:       "reading on “%s”",
	model.FieldChoice:      "class on “%s”",
	model.FieldNote:        "comment on “%s”",
	model.FieldQuestion:    "open question on “%s”",
	model.FieldPoles:       "poles on “%s”",
	model.FieldArgument:    "argument on “%s”",
	model.FieldPosition:    "position on “%s”",
	model.FieldPaper:       "paper “%s”",
	model.FieldDecision:    "decision on “%s”",
	model.FieldAnswer:      "response on “%s”",
	model.FieldTemplate:    "template on “%s”",
	model.FieldSelfReport:  "self-report on “%s”",
	model.FieldSnapshot:    "sync on “%s”",
	model.FieldGroupName:   "name of a group on “%s”",
	model.FieldPassage:     "mark on “%s”",
	model.FieldTagging:     "tag on “%s”",
	model.FieldTag:         "new tag “%s”",
	model.FieldName:        "new name of “%s”",
	model.FieldCluster:     "cluster of “%s”",
	model.FieldDescription: "description of “%s”",
	model.FieldColour:      "colour of “%s”",
	model.FieldTagPoles:    "tag poles on “%s”",
	model.FieldMapping:     "mapping of columns on “%s”",
	model.FieldTranslation: "translation on “%s”",
}

// title is what an object is called on the screens, or its id.
func (d *Desk) title(object string) string {
	kind, id, _ := strings.Cut(object, "/")
	title := ""
	switch kind {
	case "theme":
		if i := slices.IndexFunc(d.state.Themes, func(t Theme) bool { return t.ID == id }); i >= 0 {
			title = cmp.Or(d.state.Themes[i].Title, d.state.Themes[i].Proposition)
		}
	case "tradeoff":
		if i := slices.IndexFunc(d.state.TradeOffs, func(t TradeOff) bool { return t.ID == id }); i >= 0 {
			title = d.state.TradeOffs[i].Question
		}
	case "paper":
		if i := slices.IndexFunc(d.state.Papers, func(p model.Paper) bool { return p.ID == id }); i >= 0 {
			title = d.state.Papers[i].Title
		}
	case "tag":
		title = d.coding.book.named(id)
	case "excerpt":
		if i, ok := d.coding.at[object]; ok {
			title = short(d.coding.excerpts[i].Text)
		} else if p, _, ok := lastPassage(d.board, object); ok {
			title = short(p.Text)
		}
	case "item":
		title = short(d.itemWords(model.Ref(id)))
	case "mapping":
		title = d.mappingTitle(id)
	case "decision":
		if i := slices.IndexFunc(d.state.Decisions, func(x model.Decision) bool { return x.ID == id }); i >= 0 {
			title = d.state.Decisions[i].Question
		}
	case "template":
		if i := slices.IndexFunc(d.state.Templates, func(x model.PaperTemplate) bool { return x.ID == id }); i >= 0 {
			title = d.state.Templates[i].Title
		}
	case "groups":
		if i := slices.IndexFunc(d.state.Sources, func(s Source) bool { return s.Source.ID == id }); i >= 0 {
			title = d.state.Sources[i].Title
		}
	}
	return cmp.Or(title, id)
}

// itemWords are the words of what can be translated; empty if it is not here.
func (d *Desk) itemWords(ref model.Ref) string {
	if i, ok := d.coding.at["excerpt/"+string(ref)]; ok {
		return d.coding.excerpts[i].Text
	}
	if n := d.coding.notes[ref]; n != nil {
		return cmp.Or(n.Title, n.Text)
	}
	for _, s := range d.state.Statements {
		if s.Ref() == ref {
			return s.Text
		}
	}
	for _, q := range d.state.Questions {
		if q.Question.Ref() == ref {
			return q.Question.Text
		}
	}
	return ""
}

// short is the beginning of a passage, enough to know it again.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return strings.TrimSpace(string(r[:40])) + "…"
	}
	return s
}
