package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// maxPassage bounds a marked passage in characters: longer is no excerpt.
const maxPassage = 20_000

// Mark marks the characters from start to end of a note, end not included, and
// returns the excerpt's reference. Blanks at both ends are left out. A passage
// that is an excerpt already is not marked twice: that excerpt is returned.
func (d *Desk) Mark(note model.Ref, start, end int) (model.Ref, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.coding.notes[note]
	if n == nil {
		return "", unknown("note", string(note))
	}
	text := d.coding.within(n)
	start, end = max(start, 0), min(end, text.Len())
	words := text.Cut(start, end)
	left := strings.TrimLeft(words, " \t\n\u00a0")
	start += len([]rune(words)) - len([]rune(left))
	words = strings.TrimRight(left, " \t\n\u00a0")
	end = start + len([]rune(words))
	switch {
	case words == "":
		return "", model.Problemf("", "Select some words of the note, then mark them.", "No words are selected. Nothing was marked.")
	case end-start > maxPassage:
		return "", model.Problemf(model.ProblemTooLarge, "Mark the sentences that matter.", "A passage of %d characters is too long to be an excerpt. Nothing was marked.", end-start)
	}
	for _, i := range d.coding.groups[string(note)] {
		if e := d.coding.excerpts[i]; !e.Unanchored && e.Start == start && e.End == end {
			return e.Ref(), nil
		}
	}
	me := d.store.Member()
	who := me.Author + "." + me.Device
	ref := model.NewRef(n.Source, fmt.Sprintf("%s.%d", who, d.board.marks[who]+1))
	op, err := putting("excerpt/"+string(ref), model.FieldPassage, model.Passage{Note: n.ID, Start: start, End: end, Text: words})
	if err != nil {
		return "", err
	}
	return ref, d.putAll(op)
}

// putting makes the operation that puts a value.
func putting(object, field string, value any, base ...model.OpID) (model.Operation, error) {
	raw, err := json.Marshal(value)
	if err != nil {
		return model.Operation{}, model.AsProblem(err, "Your words could not be written down. Nothing was saved; the text is still in the form.")
	}
	return model.Operation{Kind: model.OpPut, Object: object, Field: field, Value: raw, Base: base}, nil
}

// excerpt finds an excerpt. The caller holds d.mu.
func (d *Desk) excerpt(ref model.Ref) (*model.Excerpt, error) {
	i, ok := d.coding.at["excerpt/"+string(ref)]
	if !ok {
		return nil, unknown("excerpt", string(ref))
	}
	return d.coding.excerpts[i], nil
}

// mine reports whether this member made an operation.
func (d *Desk) mine(op model.OpID) bool {
	return strings.HasPrefix(string(op), d.store.Member().Author+".")
}

// ownTaggings are this member's operations that tag an excerpt with a tag, under
// whatever name it was merged from.
func (d *Desk) ownTaggings(e *model.Excerpt, key string) (ops []model.OpID, polarity int) {
	keys := d.coding.keys[d.coding.at["excerpt/"+string(e.Ref())]]
	for i, t := range e.Tags {
		if keys[i] == key && t.Op != "" && d.mine(t.Op) {
			ops, polarity = append(ops, t.Op), t.Polarity
		}
	}
	return ops, polarity
}

// tagged is a tag on an excerpt as this member left it: the operations that set
// it, none if this member did not, and its polarity.
type tagged struct {
	object   string
	tag      *CodeTag
	ops      []model.OpID
	polarity int
}

// tagged finds an excerpt and a tag, named by its key or its present name. The
// caller holds d.mu.
func (d *Desk) tagged(excerpt model.Ref, tag string) (tagged, error) {
	e, err := d.excerpt(excerpt)
	if err != nil {
		return tagged{}, err
	}
	t, err := d.codeTag(tag)
	if err != nil {
		return tagged{}, err
	}
	ops, polarity := d.ownTaggings(e, t.Key)
	return tagged{"excerpt/" + string(excerpt), t, ops, polarity}, nil
}

// TagExcerpt tags an excerpt with a tag of the codebook, named by its key or
// its present name. Tagging it again sets the polarity anew: 1 for what the
// tag says, -1 against, 0 on the topic only. What others tagged stays.
func (d *Desk) TagExcerpt(excerpt model.Ref, tag string, polarity int) error {
	if polarity < -1 || polarity > 1 {
		return model.Problemf("", "Use 1, -1 or 0.", "A polarity is 1 (for), -1 (against) or 0 (topic only). Nothing was saved.")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	t, err := d.tagged(excerpt, tag)
	if err != nil || len(t.ops) == 1 && t.polarity == polarity {
		return err
	}
	op, err := putting(t.object, model.FieldTagging, model.Tagging{Tag: t.tag.Key, Polarity: polarity}, t.ops...)
	if err != nil {
		return err
	}
	return d.putAll(op)
}

// Untag takes this member's tag off an excerpt.
func (d *Desk) Untag(excerpt model.Ref, tag string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, err := d.tagged(excerpt, tag)
	if err != nil {
		return err
	}
	if len(t.ops) == 0 {
		return model.Problemf("", "Tag it as you see it; both stand side by side.", "“%s” was not set on this excerpt by you. Nothing was changed.", t.tag.Name)
	}
	return d.putAll(model.Operation{Kind: model.OpRemove, Object: t.object, Field: model.FieldTagging, Base: t.ops})
}

// RemoveExcerpt takes away an excerpt that this member marked, with this
// member's tags on it. Published ones and those that others tagged stay.
func (d *Desk) RemoveExcerpt(excerpt model.Ref) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, err := d.excerpt(excerpt)
	if err != nil {
		return err
	}
	if e.Op == "" {
		return model.Problemf("", "", "This excerpt was published, and what is published stays. Nothing was changed.")
	}
	if !d.mine(e.Op) {
		return model.Problemf("", "Tag it as you see it, or leave it untagged.", "%s marked this excerpt; only they can take it away. Nothing was changed.", e.By)
	}
	object := "excerpt/" + string(excerpt)
	var base []model.OpID
	for _, field := range []string{model.FieldPassage, model.FieldTagging, model.FieldNote} {
		for _, op := range d.board.live(object, field) {
			if !d.mine(op.ID()) {
				return model.Problemf("", "Take off your own tags instead.", "%s added a tag or a remark to this excerpt; it stays. Nothing was changed.", op.By)
			}
			base = append(base, op.ID())
		}
	}
	return d.putAll(model.Operation{Kind: model.OpRemove, Object: object, Field: model.FieldPassage, Base: base})
}

// Remark notes something on an excerpt.
func (d *Desk) Remark(excerpt model.Ref, text string) error {
	text, err := needText(text, "The remark")
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := d.excerpt(excerpt); err != nil {
		return err
	}
	op, err := putting("excerpt/"+string(excerpt), model.FieldNote, model.Comment{Text: text})
	if err != nil {
		return err
	}
	return d.putAll(op)
}

// codeTag finds a tag of the codebook by its key, or else by its present name,
// capitals aside. The caller holds d.mu.
func (d *Desk) codeTag(name string) (*CodeTag, error) {
	name = strings.Join(strings.Fields(name), " ")
	if e := d.coding.book.entries[d.coding.book.now(name)]; e != nil {
		return e, nil
	}
	if i := slices.IndexFunc(d.state.Codebook, func(t CodeTag) bool { return strings.EqualFold(t.Name, name) }); i >= 0 {
		return &d.state.Codebook[i], nil
	}
	return nil, unknown("tag", name)
}

// needTagName gives a tag's name as it is kept, and refuses one that a tag of
// the codebook, other than own, has or had.
func (d *Desk) needTagName(name, own string) (string, error) {
	name, err := needName(plainText(name))
	if err != nil {
		return "", err
	}
	for _, t := range d.state.Codebook {
		if t.Key != own && (strings.EqualFold(t.Name, name) || strings.EqualFold(t.Key, name)) {
			return "", model.Problemf("name-taken", "Use that tag, or merge the two.", "There is a tag “%s” already, and the name is its own. Nothing was changed.", t.Name)
		}
		for _, m := range t.Merged {
			if m.Key != own && strings.EqualFold(m.Key, name) {
				return "", model.Problemf("name-taken", "Part the two first, or take another name.", "“%s” was merged into “%s”. Nothing was changed.", m.Key, t.Name)
			}
		}
	}
	return name, nil
}

// NewTag makes a tag and returns its key.
func (d *Desk) NewTag(name, cluster, description string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name, err := d.needTagName(name, "")
	if err != nil {
		return "", err
	}
	op, err := putting("tag/"+name, model.FieldTag, model.Tag{Name: name, Cluster: oneLine(cluster), Description: strings.TrimSpace(plainText(description))})
	if err != nil {
		return "", err
	}
	return name, d.putAll(op)
}

func oneLine(s string) string { return strings.Join(strings.Fields(plainText(s)), " ") }

// EditTag changes a tag: field is model.FieldName, FieldCluster,
// FieldDescription or FieldColour ("#rrggbb", or empty for none). It settles
// what members changed side by side.
func (d *Desk) EditTag(tag, field, value string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, err := d.codeTag(tag)
	if err != nil {
		return err
	}
	before := t.Name
	switch field {
	case model.FieldName:
		if value, err = d.needTagName(value, t.Key); err != nil {
			return err
		}
	case model.FieldCluster:
		before, value = t.Cluster, oneLine(value)
	case model.FieldDescription:
		before, value = t.Description, strings.TrimSpace(plainText(value))
	case model.FieldColour:
		before, value = t.Colour, strings.ToLower(strings.TrimSpace(value))
		if value != "" && !isColour(value) {
			return model.Problemf("", "Write it as #rrggbb, such as #1f77b4.", "“%s” is no colour. Nothing was changed.", value)
		}
	default:
		return unknown("field of a tag", field)
	}
	if len(value) > maxText {
		return model.Problemf(model.ProblemTooLarge, "Shorten it.", "This is longer than %d characters. Nothing was saved; the text is still in the form.", maxText)
	}
	object := "tag/" + t.Key
	live := d.board.live(object, field)
	if before == value && len(live) < 2 {
		return nil
	}
	var base []model.OpID
	for _, op := range live {
		base = append(base, op.ID())
	}
	op, err := putting(object, field, value, base...)
	if err != nil {
		return err
	}
	return d.putAll(op)
}

func isColour(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdef") == ""
}

// MergeTag merges a tag into another: excerpts of both count for the second,
// published ones too. Nothing published is changed, and taking the operation
// back parts the two again. A publisher's total without excerpts cannot be
// merged: how many excerpts carry both tags is not known.
func (d *Desk) MergeTag(tag, into string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	from, err := d.codeTag(tag)
	if err != nil {
		return err
	}
	to, err := d.codeTag(into)
	if err != nil {
		return err
	}
	if from.Key == to.Key {
		return model.Problemf("", "Choose another tag.", "A tag cannot be merged into itself. Nothing was changed.")
	}
	for at := range d.coding.totalsOnly {
		if at.key == from.Key || at.key == to.Key {
			return OnlyTotal(at.key)
		}
	}
	op, err := putting("tag/"+from.Key, model.FieldMerged, to.Key)
	if err != nil {
		return err
	}
	return d.putAll(op)
}

// OnlyTotal says why a tag cannot be merged of which only a published total is
// known.
func OnlyTotal(tag string) *model.Problem {
	return model.Problemf("", "Link both tags to the theme instead.", "“%s” has only a published total, without its excerpts: how many excerpts carry both tags is not known, so the two cannot be counted as one. Nothing was changed.", tag)
}

// SetTagPoles lets two tags stand for a theme's proposition and against it.
func (d *Desk) SetTagPoles(theme string, pro, against model.Ref) error {
	if _, err := d.theme(theme); err != nil {
		return err
	}
	for _, ref := range []model.Ref{pro, against} {
		if !slices.ContainsFunc(d.State().Tags, func(t model.Tag) bool { return t.Ref() == ref }) {
			return unknown("tag", string(ref))
		}
	}
	if pro == against {
		return model.Problemf("", "Choose two tags.", "One tag cannot stand for and against. Nothing was saved.")
	}
	object := "theme/" + theme
	d.mu.Lock()
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldTagPoles) {
		base = append(base, op.ID())
	}
	d.mu.Unlock()
	_, err := d.put(object, model.FieldTagPoles, model.TagPoles{For: pro, Against: against}, base...)
	return err
}
