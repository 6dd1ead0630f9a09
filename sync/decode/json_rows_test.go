package decode

import (
	"testing"

	"consilience/model"
)

func TestCommentsAsJSON(t *testing.T) {
	c := recognised(t, model.FormatComments, "c.json", `{"comments":[{"id":1,"paragraph":"12","text":"Too long","author":"ana@example.org","likes":3,
		"replies":[{"id":2,"text":"We shortened it","author":"Ben"}]},{"id":3,"paragraph":"13","text":""},7]}`)
	says(t, c, "unreadable-row:0", "unreadable-row:3", "left-out:1")
	if len(c.Notes) != 2 || c.Notes[0].Passage != "12" || *c.Notes[0].Supports != 3 || c.Notes[0].Author != "" || c.Notes[1].ReplyTo != "1" || c.Notes[1].Author != "Ben" {
		t.Errorf("got %+v", c.Notes)
	}
}

func TestConsulAsJSON(t *testing.T) {
	for name, file := range map[string]string{
		"a list":           `[{"id":7,"title":"Owners","summary":"Open registers","description":"<p>Free &amp; open</p>"}]`,
		"a query's answer": `{"data":{"proposals":{"edges":[{"node":{"id":7,"title":"Owners","summary":"Open registers","description":"<p>Free &amp; open</p>"}}]}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			c := recognised(t, model.FormatConsul, "p.json", file)
			if says(t, c); len(c.Notes) != 1 || c.Notes[0].ID != "7" || c.Notes[0].Text != "Open registers\nFree & open" || c.Notes[0].Title != "Owners" {
				t.Errorf("got %+v", c.Notes)
			}
		})
	}
}

func FuzzNotesAsJSON(f *testing.F) {
	fuzz(f, model.FormatComments, "c.json", `[{"id":1,"paragraph":"1","text":"A","replies":[{"id":2,"text":"B"}]}]`, `{"data":{"edges":[{"node":{"comment":"x","section":{"a":1}}}]}}`)
}
