package refi

import (
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// A note's fields stand in the project as variables of its text, so that other
// programs show them. Their GUIDs tell them from variables of the same name.
type field struct {
	name, label string
	get         func(*model.Note) *string
	count       func(*model.Note) **int
}

var fields = []field{
	{name: "id", label: "Consilience ID", get: func(n *model.Note) *string { return &n.ID }},
	{name: "language", label: "Language", get: func(n *model.Note) *string { return &n.Language }},
	{name: "author", label: "Author", get: func(n *model.Note) *string { return &n.Author }},
	{name: "date", label: "Date", get: func(n *model.Note) *string { return &n.Date }},
	{name: "place", label: "Place", get: func(n *model.Note) *string { return &n.Place }},
	{name: "consultation", label: "Consultation", get: func(n *model.Note) *string { return &n.Consultation }},
	{name: "participants", label: "Participants", count: func(n *model.Note) **int { return &n.Participants }},
	{name: "reply-to", label: "Reply to", get: func(n *model.Note) *string { return &n.ReplyTo }},
	{name: "passage", label: "Passage", get: func(n *model.Note) *string { return &n.Passage }},
	{name: "supports", label: "Supports", count: func(n *model.Note) **int { return &n.Supports }},
	{name: "objections", label: "Objections", count: func(n *model.Note) **int { return &n.Objections }},
	{name: "address", label: "Address", get: func(n *model.Note) *string { return &n.Address }},
	{name: "medium", label: "Medium", get: func(n *model.Note) *string { return &n.Medium }},
	{name: "part-of", label: "Transcript of", get: func(n *model.Note) *string { return &n.PartOf }},
}

const (
	translation = "translation/"
	attribute   = "attribute/"
)

// Field tells which field of a note a variable of ours holds, by its GUID and
// name; empty if the variable is another program's.
func Field(guid, name string) string {
	for _, f := range fields {
		if guid == fieldGUID(f.name) {
			return f.name
		}
	}
	if tag, ok := strings.CutPrefix(name, "Translation ("); ok {
		if f := translation + strings.TrimSuffix(tag, ")"); guid == fieldGUID(f) {
			return f
		}
	}
	if guid == fieldGUID(attribute+name) {
		return attribute + name
	}
	return ""
}

// SetField gives a note the field that a variable of ours holds.
func SetField(n *model.Note, name, value string) {
	if tag, ok := strings.CutPrefix(name, translation); ok {
		put(&n.Translations, tag, value)
		return
	}
	if a, ok := strings.CutPrefix(name, attribute); ok {
		put(&n.Attributes, a, value)
		return
	}
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return
	}
	if f := fields[i]; f.count == nil {
		*f.get(n) = value
	} else if v, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && v >= 0 && v <= 1_000_000_000 {
		*f.count(n) = &v
	}
}

func put(m *map[string]string, key, value string) {
	if *m == nil {
		*m = map[string]string{}
	}
	(*m)[key] = value
}

// IsBare says whether what is kept of a note's source is nothing but what Write
// gives every text.
func IsBare(k *model.Kept, guid string) bool {
	path, has := k.Attributes["plainTextPath"]
	return k.Name == "TextSource" && len(k.Inside) == 0 && has && len(k.Attributes) == 1 && path == textPath(guid)
}

// IsBarePassage is IsBare for a passage, by its words.
func IsBarePassage(k *model.Kept, words string) bool {
	name, has := k.Attributes["name"]
	return k.Name == "PlainTextSelection" && len(k.Inside) == 0 && has && len(k.Attributes) == 1 && name == Cut(words)
}

func textPath(guid string) string { return "internal://" + guid + ".txt" }

// cutAt is where a passage's words are shortened for its name, in characters.
const cutAt = 100

// Cut shortens a passage's words to a name, as coding programs do.
func Cut(words string) string {
	r := []rune(strings.Join(strings.Fields(words), " "))
	if len(r) <= cutAt {
		return string(r)
	}
	return string(r[:cutAt-1]) + "…"
}
