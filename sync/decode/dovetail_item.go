package decode

import (
	"encoding/json"
	"strings"
)

// dovetailItem is a highlight, a note or a tag as the interface gives it. Its
// fields are looked up one by one: those that changed are then only missing.
type dovetailItem map[string]any

func (m dovetailItem) text(keys ...string) string {
	for _, key := range keys {
		switch v := m[key].(type) {
		case string:
			if s := strings.TrimSpace(v); s != "" {
				return s
			}
		case json.Number:
			return v.String()
		case map[string]any: // a project, a note, a person: its name
			if s := dovetailItem(v).text("title", "name", "label", "id"); s != "" {
				return s
			}
		}
	}
	return ""
}

func (m dovetailItem) has(keys ...string) bool {
	for _, key := range keys {
		if _, ok := m[key]; ok {
			return true
		}
	}
	return false
}

// The kinds of items.
const (
	dovetailHighlight = "highlight"
	dovetailNote      = "note"
	dovetailTag       = "tag"
)

// kind says what an item is; empty if it is none that is known.
func (m dovetailItem) kind() string {
	switch {
	case m.has("note_id", "data_id") || m.has("text") && m.has("tags"):
		return dovetailHighlight
	case m.has("highlight_count", "color", "colour") && m.has("title"):
		return dovetailTag
	case m.has("title") && m.has("content_markdown", "content", "preview_text", "type", "fields", "project", "created_at", "authors", "files"):
		return dovetailNote
	}
	return ""
}
