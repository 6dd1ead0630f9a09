package decode

import (
	"strings"
	"testing"
)

// TestOtherPrograms: a file that is not read says what it is and what to do.
func TestOtherPrograms(t *testing.T) {
	for _, test := range []struct{ name, head, says, do string }{
		{"a.doc", oldOffice + "\x00", "older Word", "DOCX"},
		{"a.xls", oldOffice + "\x00", "old Excel", ".xlsx"},
		{"a.docx", oldOffice + "\x00", "password", "DOCX"},
		{"a.msg", oldOffice + "\x00", "Outlook", "text"},
		{"a.ppt", oldOffice + "\x00", "presentation", "DOCX"},
		{"a.doc", `{\rtf1\ansi Text}`, "Rich Text", ".rtf"},
		{"a.pages", "PK\x03\x04", "Pages", "Word"},
		{"a.numbers", "PK\x03\x04", "Numbers", "CSV"},
		{"a.ods", "PK\x03\x04", "OpenDocument spreadsheet", "XLSX"},
		{"a.xlsb", "PK\x03\x04", "binary Excel", "XLSX"},
		{"a.pptx", "PK\x03\x04", "presentation", "DOCX"},
		{"scan.PNG", "\x89PNG\r\n\x1a\n\x00", "picture", "OCR"},
		{"scan.jpg", "\xff\xd8\xff\xe0\x00", "picture", "OCR"},
		{"scan.heic", "\x00\x00\x00\x18ftypheic", "picture", "OCR"},
		{"talk.mp3", "ID3\x04\x00\x00", "recording", "transcript"},
		{"a.7z", "7z\xbc\xaf'\x1c", "packed", "Unpack"},
		{"a.mbox", "From: Amina\r\nSubject: Notes\r\n\r\nText", "mail", "text"},
	} {
		l := Look{Name: test.name, Head: []byte(test.head), File: strings.NewReader(test.head), Size: int64(len(test.head))}
		if k, p := Recognise(l); p == nil || !strings.Contains(p.Say, test.says) || !strings.Contains(p.Do, test.do) || p.File != test.name {
			t.Errorf("%s: got %+v, %v", test.name, k, p)
		}
	}
	table := "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,A,10,50,50,0\n"
	if _, p := Recognise(Look{Name: "BM.csv", Head: []byte(table)}); p != nil {
		t.Errorf("got %v of a table", p)
	}
}
