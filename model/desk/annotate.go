package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// maxText bounds what a member may type into one field, in bytes: far more
// than anybody writes, and less than the journal's limit for an operation.
const maxText = 200_000

// put stores one value and publishes the new state. When it returns without an
// error the annotation is on disk. The error is a *model.Problem.
func (d *Desk) put(object, field string, value any, base ...model.OpID) (model.Operation, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	op, err := d.append(object, field, value, base...)
	if err != nil {
		return op, err
	}
	return op, d.refresh()
}

// append stores one value without publishing. The caller holds d.mu.
func (d *Desk) append(object, field string, value any, base ...model.OpID) (model.Operation, error) {
	raw, err := json.Marshal(value)
	if err != nil {
		return model.Operation{}, model.AsProblem(err, "Your words could not be written down. Nothing was saved; the text is still in the form.")
	}
	op, err := d.store.Append(model.Operation{Kind: model.OpPut, Object: object, Field: field, Value: raw, Base: base})
	if err != nil {
		return op, model.AsProblem(err, "This could not be saved. Nothing was changed; the text is still in the form.")
	}
	return op, nil
}

// needText trims a text and refuses an empty or an enormous one.
func needText(text, what string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", model.Problemf("", "Write it, then save again.", "%s is empty. Nothing was saved.", what)
	}
	if len(text) > maxText {
		return "", model.Problemf(model.ProblemTooLarge, "Shorten it, or put the long part in a file of its own.", "%s is longer than %d characters. Nothing was saved; the text is still in the form.", what, maxText)
	}
	return text, nil
}

func unknown(what, id string) error {
	return model.Problemf(model.ProblemNothingToShow, "Look at the list of what is here.", "There is no %s “%s” in this consultation.", what, id)
}

func (d *Desk) theme(id string) (Theme, error) {
	for _, t := range d.State().Themes {
		if t.ID == id {
			return t, nil
		}
	}
	return Theme{}, unknown("theme", id)
}

func (d *Desk) tradeOff(id string) (TradeOff, error) {
	for _, t := range d.State().TradeOffs {
		if t.ID == id {
			return t, nil
		}
	}
	return TradeOff{}, unknown("trade-off", id)
}

// SetMember changes the name that this member's annotations carry from now on.
func (d *Desk) SetMember(name string) error {
	name, err := needText(name, "The name")
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := d.store.SetMember(name); err != nil {
		return model.AsProblem(err, "The name could not be saved.")
	}
	d.change(func(*State) {})
	return nil
}

// Comment adds a note to "theme/<id>" or "tradeoff/<id>". The measures of the
// theme or trade-off are copied into it as they stand now.
func (d *Desk) Comment(object, text string) error {
	text, err := needText(text, "The comment")
	if err != nil {
		return err
	}
	evidence, err := d.standing(object)
	if err != nil {
		return err
	}
	_, err = d.put(object, model.FieldNote, model.Note{Text: text, Evidence: evidence})
	return err
}

// standing gives the main measures of a theme or trade-off as they stand.
func (d *Desk) standing(object string) ([]model.Measure, error) {
	var items []model.ItemReading
	kind, id, _ := strings.Cut(object, "/")
	switch kind {
	case "theme":
		t, err := d.theme(id)
		if err != nil {
			return nil, err
		}
		for _, c := range t.Assessment.Channels {
			items = append(items, c.Items...)
		}
	case "tradeoff":
		t, err := d.tradeOff(id)
		if err != nil {
			return nil, err
		}
		for _, e := range t.Evidence {
			items = append(items, e.Item)
		}
	default:
		return nil, unknown("theme or trade-off", object)
	}
	var list []model.Measure
	for _, item := range items {
		for _, m := range item.Measures {
			switch m.Method {
			case "agree-share/1", "disagree-share/1", "pole-share/1", "mentions/1":
				list = append(list, m)
			}
		}
	}
	return list, nil
}

// AddTheme makes a theme and returns its id.
func (d *Desk) AddTheme(title, proposition string) (string, error) {
	title, err := needText(title, "The title")
	if err != nil {
		return "", err
	}
	proposition, err = needText(proposition, "The proposition")
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id := freeID(title, "theme", func(id string) bool {
		return slices.ContainsFunc(d.state.Themes, func(t Theme) bool { return t.ID == id })
	})
	object := "theme/" + id
	if _, err := d.append(object, model.FieldProposition, proposition); err != nil {
		return "", err
	}
	if _, err := d.append(object, model.FieldTitle, title); err != nil {
		return "", err
	}
	return id, d.refresh()
}

// freeID makes an id from a title that is not taken.
func freeID(title, otherwise string, taken func(string) bool) string {
	slug := model.Slug(title)
	if len(slug) > 40 {
		slug = strings.TrimRight(slug[:40], "-.")
	}
	if slug == "" {
		slug = otherwise
	}
	id := slug
	for n := 2; taken(id); n++ {
		id = fmt.Sprintf("%s-%d", slug, n)
	}
	return id
}

// LinkStatement links an item of evidence to a theme. Polarity is 1 if the
// item says the proposition, -1 if the reverse, 0 if it only raises the topic.
// Linking it again replaces this desk's earlier link of the same item.
func (d *Desk) LinkStatement(theme string, item model.Ref, polarity int) error {
	t, err := d.theme(theme)
	if err != nil {
		return err
	}
	if !d.here(item) {
		return unknown("statement or tag", string(item))
	}
	if polarity < -1 || polarity > 1 {
		return model.Problemf("", "Use 1, -1 or 0.", "A polarity is 1 (says it), -1 (says the reverse) or 0 (raises the topic). Nothing was saved.")
	}
	var base []model.OpID
	for _, l := range t.Links {
		if l.Item != item {
			continue
		}
		if l.Op == "" {
			return model.Problemf("", "Comment on the theme if you read it otherwise.", "“%s” is already linked to this theme by the published file. Nothing was changed.", item)
		}
		base = append(base, l.Op)
	}
	_, err = d.put("theme/"+theme, model.FieldLink, model.Link{Item: item, Polarity: polarity}, base...)
	return err
}

func (d *Desk) here(item model.Ref) bool {
	s := d.State()
	return slices.ContainsFunc(s.Statements, func(st Statement) bool { return st.Ref() == item }) ||
		slices.ContainsFunc(s.Tags, func(t model.Tag) bool { return t.Ref() == item })
}

// Reserve records a minority view, a condition or an objection to how the
// question was asked.
func (d *Desk) Reserve(theme, text string) error {
	text, err := needText(text, "The reservation")
	if err != nil {
		return err
	}
	if _, err := d.theme(theme); err != nil {
		return err
	}
	_, err = d.put("theme/"+theme, model.FieldReservation, model.Reservation{Text: text})
	return err
}

// ChooseClass records a member's own class beside the computed one. A reason
// is required if the two differ. A member's second choice replaces the first.
func (d *Desk) ChooseClass(theme string, c model.Class, reason string) error {
	t, err := d.theme(theme)
	if err != nil {
		return err
	}
	if !slices.Contains(model.Classes, c) {
		return unknown("class", string(c))
	}
	reason = strings.TrimSpace(reason)
	if c != t.Assessment.Class {
		if reason, err = needText(reason, "The reason"); err != nil {
			return err
		}
	}
	author := d.State().Member.Author
	var base []model.OpID
	for _, other := range t.Choices {
		if strings.HasPrefix(string(other.Op), author+".") {
			base = append(base, other.Op)
		}
	}
	_, err = d.put("theme/"+theme, model.FieldChoice, model.ClassChoice{Class: c, Reason: reason}, base...)
	return err
}

// AddTradeOff makes a trade-off with two poles and returns its id.
func (d *Desk) AddTradeOff(question, poleA, poleB string) (string, error) {
	question, err := needText(question, "The question")
	if err != nil {
		return "", err
	}
	if poleA, err = needText(poleA, "The first pole"); err != nil {
		return "", err
	}
	if poleB, err = needText(poleB, "The second pole"); err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id := freeID(question, "trade-off", func(id string) bool {
		return slices.ContainsFunc(d.state.TradeOffs, func(t TradeOff) bool { return t.ID == id })
	})
	object := "tradeoff/" + id
	if _, err := d.append(object, model.FieldPoles, []model.Pole{{ID: "a", Text: poleA}, {ID: "b", Text: poleB}}); err != nil {
		return "", err
	}
	if _, err := d.append(object, model.FieldTitle, question); err != nil {
		return "", err
	}
	return id, d.refresh()
}

// LinkToPole links an item to a pole of a trade-off, or, with an empty pole,
// to its question.
func (d *Desk) LinkToPole(tradeoff string, item model.Ref, pole string, polarity int) error {
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if !d.here(item) {
		return unknown("statement or tag", string(item))
	}
	if _, ok := t.Pole(pole); pole != "" && !ok {
		return unknown("pole", pole)
	}
	if polarity != -1 {
		polarity = 1
	}
	var base []model.OpID
	for _, l := range t.Links {
		if l.Item != item {
			continue
		}
		if l.Op == "" {
			return model.Problemf("", "Comment on the trade-off if you read it otherwise.", "“%s” is already linked to this trade-off by the published file. Nothing was changed.", item)
		}
		base = append(base, l.Op)
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldLink, model.PoleLink{Item: item, Pole: pole, Polarity: polarity}, base...)
	return err
}

// Argue adds an argument for a pole.
func (d *Desk) Argue(tradeoff, pole, text string) error {
	text, err := needText(text, "The argument")
	if err != nil {
		return err
	}
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if _, ok := t.Pole(pole); !ok {
		return model.Problemf("", "Choose the pole that the argument speaks for.", "The argument has no pole. Nothing was saved; the text is still in the form.")
	}
	evidence, err := d.standing("tradeoff/" + tradeoff)
	if err != nil {
		return err
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldArgument, model.Argument{Pole: pole, Text: text, Evidence: evidence})
	return err
}

// AskQuestion notes an open question on a trade-off.
func (d *Desk) AskQuestion(tradeoff, text string) error {
	text, err := needText(text, "The question")
	if err != nil {
		return err
	}
	if _, err := d.tradeOff(tradeoff); err != nil {
		return err
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldQuestion, model.Note{Text: text})
	return err
}

// TakePosition records where a member stands and why. stance is a pole's id,
// "undecided" or "dissent". The same member's earlier position is replaced and
// stays in the log.
func (d *Desk) TakePosition(tradeoff string, stance model.Stance, name, reason string) error {
	name, err := needText(name, "The name")
	if err != nil {
		return err
	}
	reason, err = needText(reason, "The reason")
	if err != nil {
		return err
	}
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if _, ok := t.Pole(string(stance)); !ok && stance != model.StanceUndecided && stance != model.StanceDissent {
		return model.Problemf("", "Choose one of the poles, “undecided” or “dissent”.", "The position does not say where %s stands. Nothing was saved; the text is still in the form.", name)
	}
	evidence, err := d.standing("tradeoff/" + tradeoff)
	if err != nil {
		return err
	}
	// The first name that somebody signs with is theirs from then on.
	if !d.State().Member.Chosen {
		if err := d.SetMember(name); err != nil {
			return err
		}
	}
	var base []model.OpID
	for _, p := range t.Positions {
		if strings.EqualFold(p.Member, name) && p.Op != "" {
			base = append(base, p.Op)
		}
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldPosition, model.Position{Member: name, Stance: stance, Reason: reason, Evidence: evidence}, base...)
	return err
}

// SavePaper keeps a paper; one with the same id is replaced.
func (d *Desk) SavePaper(p model.Paper) (model.Paper, error) {
	title, err := needText(p.Title, "The title")
	if err != nil {
		return p, err
	}
	p.Title = title
	p.Made = model.Made{}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p.ID == "" {
		p.ID = freeID("memo-"+p.Title, "memo", func(id string) bool {
			return slices.ContainsFunc(d.state.Papers, func(other model.Paper) bool { return other.ID == id })
		})
	}
	object := "paper/" + p.ID
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldPaper) {
		base = append(base, op.ID())
	}
	op, err := d.append(object, model.FieldPaper, p, base...)
	if err != nil {
		return p, err
	}
	p.Made = op.Made()
	return p, d.refresh()
}
