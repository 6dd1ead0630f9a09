package decode

import (
	"slices"
	"testing"

	"consilience/model"
)

// A text that is there only as a DOCX: positions count in a text that nobody
// has, so only a passage whose own words stand there has a place.
func TestREFIRichText(t *testing.T) {
	docx := zipped(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>They want fewer topics</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>and more skills.</w:t></w:r></w:p></w:body></w:document>`)
	c := must(t, model.FormatREFIProject, map[string]string{"r.qdpx": zipped(t, "sources/m.docx", docx, "p.qde", `<Project name="a" xmlns="urn:QDA-XML:project:1.0"><Sources>
<TextSource guid="eeeeeeee-0000-0000-0000-000000000001" name="Meeting" richTextPath="internal://m.docx">
<PlainTextSelection guid="ffffffff-0000-0000-0000-000000000001" name="fewer topics" startPosition="10" endPosition="22"/>
<PlainTextSelection guid="ffffffff-0000-0000-0000-000000000002" name="more skills" startPosition="25" endPosition="36"/>
<PlainTextSelection guid="ffffffff-0000-0000-0000-000000000003" startPosition="5" endPosition="9"/>
<PlainTextSelection guid="ffffffff-0000-0000-0000-000000000004" startPosition="5" endPosition="9"><Description>want</Description></PlainTextSelection>
<PlainTextSelection guid="ffffffff-0000-0000-0000-000000000005" name="fewer…" startPosition="10" endPosition="30"/>
</TextSource></Sources></Project>`)})
	if n := c.Notes; len(n) != 1 || n[0].Text != "They want fewer topics\nand more skills.\n" {
		t.Fatalf("got %+v", n)
	}
	var got []string
	for _, e := range c.Excerpts {
		at := "-"
		if !e.Unanchored {
			at = string([]rune(c.Notes[0].Text)[e.Start:e.End])
		}
		got = append(got, at+"|"+e.Text)
	}
	if want := []string{"fewer topics|fewer topics", "-|more skills", "-|", "want|want", "-|fewer…"}; !slices.Equal(got, want) {
		t.Errorf("got passages %q, want %q", got, want)
	}
	says(t, c, "assumed:2", "unanchored:4", "unanchored:5", "unanchored:7")
}
