package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"consilience/model"
	"consilience/model/analysis"
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

// needText gives a text as it is kept, and refuses an empty or an enormous one.
func needText(text, what string) (string, error) {
	text = strings.TrimSpace(plainText(text))
	if text == "" {
		return "", model.Problemf("", "Write it, then save again.", "%s is empty. Nothing was saved.", what)
	}
	if len(text) > maxText {
		return "", model.Problemf(model.ProblemTooLarge, "Shorten it, or put the long part in a file of its own.", "%s is longer than %d characters. Nothing was saved; the text is still in the form.", what, maxText)
	}
	return text, nil
}

// maxName bounds a member's name, in bytes.
const maxName = 200

// needName is needText for a name, which stands on one line.
func needName(name string) (string, error) {
	name, err := needText(strings.Join(strings.Fields(name), " "), "The name")
	if err == nil && len(name) > maxName {
		return "", model.Problemf(model.ProblemTooLarge, "Shorten it.", "The name is longer than %d characters. Nothing was saved; the text is still in the form.", maxName)
	}
	return name, err
}

// plainText leaves out what is no text: control characters, which could write
// over other people's words on a terminal, and bytes that are no UTF-8. Line
// ends become \n.
func plainText(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
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
	name, err := needName(name)
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
	_, err = d.put(object, model.FieldNote, model.Comment{Text: text, Evidence: evidence})
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

// longID is how long an id made from a title gets, in bytes.
const longID = 40

// freeID makes an id from a title that is not taken. A long one ends with a
// whole word, where there is one.
func freeID(title, otherwise string, taken func(string) bool) string {
	slug := model.Slug(title)
	if len(slug) > longID {
		cut := strings.LastIndexByte(slug[:longID+1], '-')
		if cut < longID/2 {
			cut = longID
		}
		slug = strings.TrimRight(slug[:cut], "-.")
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

// here says whether a reference is that of an item of evidence: a statement, a
// tag, a question or one of its options.
func (d *Desk) here(item model.Ref) bool {
	s := d.State()
	return slices.ContainsFunc(s.Statements, func(st Statement) bool { return st.Ref() == item }) ||
		slices.ContainsFunc(s.Tags, func(t model.Tag) bool { return t.Ref() == item }) ||
		slices.ContainsFunc(s.Questions, func(q Question) bool {
			ref, option := analysis.CutOption(item)
			return q.Question.Ref() == item || q.Question.Ref() == ref && option >= 0 && option < len(q.Question.Options)
		})
}
