package view

import (
	"reflect"
	"strings"
	"testing"

	"consilience/model/desk"
)

func TestPublished(t *testing.T) {
	wide := strings.TrimSuffix(strings.Repeat("x,", 30), ",")
	for _, c := range []struct {
		name  string
		row   desk.PublishedRow
		cells []Row
		text  string
		more  int
	}{
		{"nothing", desk.PublishedRow{}, nil, "", 0},
		{"heads and cells, empty ones left out", desk.PublishedRow{First: "votes;agree;note", Text: "50;\"57 %\";"}, []Row{{"votes", "50"}, {"agree", "57 %"}}, "", 0},
		{"a banner above the table", desk.PublishedRow{First: "Table 3", Text: "50,57"}, nil, "50,57", 0},
		{"prose", desk.PublishedRow{Text: "Write to us, please."}, nil, "Write to us, please.", 0},
		{"a long cell", desk.PublishedRow{First: "a,b", Text: "1," + strings.Repeat("é", 500)}, []Row{{"a", "1"}, {"b", strings.Repeat("é", 400) + "…"}}, "", 0},
		{"many cells", desk.PublishedRow{First: wide, Text: wide}, slicesOf(24, Row{"x", "x"}), "", 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			cells, text, more := Published(c.row)
			if !reflect.DeepEqual(cells, c.cells) || text != c.text || more != c.more {
				t.Errorf("got %v, %q, %d, want %v, %q, %d", cells, text, more, c.cells, c.text, c.more)
			}
		})
	}
}

func slicesOf(n int, r Row) []Row {
	var list []Row
	for range n {
		list = append(list, r)
	}
	return list
}
