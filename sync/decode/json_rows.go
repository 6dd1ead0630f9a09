package decode

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"consilience/model"
)

// noteObjects gives the objects of a document of texts: the list that it is,
// or that stands under one of its keys, or the nodes of a query's answer.
func noteObjects(raw json.RawMessage, depth int) (list []json.RawMessage) {
	if json.Unmarshal(raw, &list) == nil {
		for i, one := range list {
			var edge struct {
				Node json.RawMessage `json:"node"`
			}
			if json.Unmarshal(one, &edge) == nil && edge.Node != nil {
				list[i] = edge.Node
			}
		}
		return list
	}
	var holder map[string]json.RawMessage
	if depth == 0 || json.Unmarshal(raw, &holder) != nil {
		return nil
	}
	for _, key := range []string{"data", "proposals", "budgetInvestments", "investments", "comments", "edges", "nodes"} {
		if inner, ok := holder[key]; ok {
			if list := noteObjects(inner, depth-1); list != nil {
				return list
			}
		}
	}
	return nil
}

// jsonRows are objects laid out as the rows of a table: a column for each key,
// keys of objects in objects joined by "/". Answers that stand in an object
// become rows of their own behind it, with a column that says what they answer.
type jsonRows struct {
	heads []string
	at    map[string]int
	rows  [][][]byte
}

// replyKeys are the keys under which answers stand in what they answer.
var replyKeys = []string{"replies", "children", "answers", "responses", "comments"}

func (r *jsonRows) add(o map[string]any, parent string, depth int) {
	if parent != "" {
		o["reply_to"] = parent
	}
	cells := map[string]string{}
	flatten(cells, "", o, 0)
	row := make([][]byte, len(r.heads))
	for _, key := range sortedKeys(cells) {
		at, ok := r.at[key]
		if !ok {
			at = len(r.heads)
			r.at[key], r.heads = at, append(r.heads, key)
		}
		for len(row) <= at {
			row = append(row, nil)
		}
		row[at] = []byte(cells[key])
	}
	r.rows = append(r.rows, row)
	id := cells["id"]
	if id == "" {
		id = cells["comment_id"]
	}
	for _, key := range replyKeys {
		list, _ := o[key].([]any)
		for _, one := range list {
			if reply, ok := one.(map[string]any); ok && id != "" && depth < 50 {
				r.add(reply, id, depth+1)
			}
		}
	}
}

// flatten writes an object's plain values by key.
func flatten(cells map[string]string, before string, o map[string]any, depth int) {
	for key, v := range o {
		switch v := v.(type) {
		case string:
			cells[before+key] = v
		case json.Number:
			cells[before+key] = v.String()
		case bool:
			cells[before+key] = map[bool]string{true: "true", false: "false"}[v]
		case map[string]any:
			if depth < 3 {
				flatten(cells, before+key+"/", v, depth+1)
			}
		}
	}
}

// objects lays a document's objects out as a table.
func (in *input) objects() (*grid, error) {
	var raw json.RawMessage
	if err := in.json(&raw); err != nil {
		return nil, err
	}
	r := &jsonRows{at: map[string]int{}}
	for n, one := range noteObjects(raw, 4) {
		d := json.NewDecoder(strings.NewReader(string(one)))
		d.UseNumber()
		var o map[string]any
		if d.Decode(&o) != nil || o == nil {
			in.skipEntry("Entry", n, "it is not an object", nil)
			continue
		}
		r.add(o, "", 0)
	}
	if len(r.heads) > maxColumns {
		return nil, wrong(model.ProblemTooLarge, in.Path, "", "%s has more than 200,000 different keys. It was not used.", in.Path)
	}
	heads := make([][]byte, len(r.heads))
	for i, h := range r.heads {
		heads[i] = []byte(h)
	}
	rows := slices.Insert(r.rows, 0, heads)
	at := 0
	return &grid{input: in, list: func() ([][]byte, uint32, error) {
		if at++; at > len(rows) {
			return nil, 0, io.EOF
		}
		return rows[at-1], uint32(max(1, at-1)), nil // entries are counted from 1
	}}, nil
}

// jsonHeads gives the keys of the first objects of a document, as far as its
// beginning shows them.
func jsonHeads(head []byte) [][]byte {
	objects := firstObjects(head)
	if at := strings.IndexByte(string(head), '['); objects == nil && at > 0 && isJSON(head) {
		objects = firstObjects(head[at:])
	}
	seen := map[string]bool{}
	for _, o := range objects {
		var node map[string]json.RawMessage
		if json.Unmarshal(o["node"], &node) == nil && node != nil {
			o = node
		}
		for key := range o {
			seen[key] = true
		}
		for _, key := range replyKeys {
			var list []map[string]json.RawMessage
			if json.Unmarshal(o[key], &list) == nil && len(list) > 0 {
				seen["reply_to"] = true
			}
		}
	}
	var heads [][]byte
	for _, key := range sortedKeys(seen) {
		heads = append(heads, []byte(key))
	}
	return heads
}

// recogniseNotesJSON claims what a CONSUL site writes as JSON: proposals, which
// have a summary and a description, investments, which have a title and a
// description and nothing else, and comments, which name what they are on;
// what a Decidim site does, which names its spaces and components; and
// comments of others that say what they are on or answer.
func recogniseNotesJSON(l *Look) (Kind, bool) {
	heads := jsonHeads(l.Head)
	if heads == nil {
		return Kind{}, false
	}
	has := func(key string) bool {
		return slices.ContainsFunc(heads, func(h []byte) bool { return string(h) == key })
	}
	if has("id") && has("title") && has("description") && (has("summary") || len(heads) == 3) {
		return Kind{Format: model.FormatConsul}, true // proposals; investments
	}
	if has("id") && has("commentable_id") && has("body") && isConsulComments(heads, nil) {
		return Kind{Format: model.FormatConsul}, true
	}
	if (has("participatory_space") || has("component")) && (has("body") || has("description")) || has("commentable_id") && has("commentable_type") && has("body") {
		return Kind{Format: model.FormatDecidim}, true
	}
	at := match(heads, commentsTable.columns[:])
	return Kind{Format: model.FormatComments}, at != nil && (at[nPassage] >= 0 || at[nReplyTo] >= 0)
}
