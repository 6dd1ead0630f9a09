package decode

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"consilience/model"
)

// packedOf packs files, given as name and content in turn.
func packedOf(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNotes(t *testing.T) {
	docx := packedOf(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Fecha: 3 mayo</w:t></w:r></w:p><w:p><w:r><w:t>Lugar: Quito</w:t></w:r></w:p>`+
		`<w:p><w:r><w:t>Participantes: 12</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Uno </w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>dos</w:t></w:r></w:p><w:p><w:r><w:t>Tres</w:t></w:r></w:p></w:body></w:document>`)
	odt := packedOf(t, "content.xml", `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><text:h>Head</text:h><text:p>A <text:span>b</text:span></text:p><text:p>c</text:p></office:body></office:document-content>`)
	for _, test := range []struct {
		name, content string
		want          model.Note
		people        int
		problems      []string
	}{
		{"a.md", "---\ntitle: \"Lima\"\ndate: 2022-05-03\nparticipants:\n  - Ana\n  - Ben\nsector: NGO\n---\n\n# Head\n\nOne\ntwo\n", model.Note{Title: "Lima", Date: "2022-05-03", Text: "# Head\n\nOne\ntwo\n", Line: 10}, 2, []string{"left-out:1"}},
		{"b.txt", "Lieu: Dakar\r\nDate: 4 mai\r\n\r\nUn\r\n\r\nDeux  \r\n", model.Note{Place: "Dakar", Date: "4 mai", Text: "Un\n\nDeux\n", Line: 4}, -1, nil},
		{"c.docx", docx, model.Note{Date: "3 mayo", Place: "Quito", Text: "Uno dos\nTres\n", Line: 4}, 12, nil},
		{"d.odt", odt, model.Note{Text: "Head\nA b\nc\n", Line: 1}, -1, nil},
		{"e.html", "<!doctype html><html><head><title>x</title></head><body><h1>Head</h1><p>One\n <b>two</b>.</p><ul><li>a<li>b</ul></body></html>", model.Note{Text: "Head\nOne two.\n- a\n- b\n", Line: 1}, -1, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := strings.NewReader(test.content)
			k, p := Recognise(Look{Name: test.name, Head: []byte(test.content), File: file, Size: file.Size()})
			if k.Format != model.FormatNotes {
				t.Fatalf("got %+v, %v; want notes", k, p)
			}
			c := must(t, model.FormatNotes, map[string]string{test.name: test.content})
			n := c.Notes[0]
			if n.Title != test.want.Title || n.Text != test.want.Text || n.Date != test.want.Date || n.Place != test.want.Place || n.Line != test.want.Line {
				t.Errorf("got %+v\nwant %+v", n, test.want)
			}
			if test.people >= 0 && (n.Participants == nil || *n.Participants != test.people) {
				t.Errorf("got %v participants, want %d", n.Participants, test.people)
			}
			says(t, c, test.problems...)
		})
	}
}

func TestProseIsNotTakenByAccident(t *testing.T) {
	for name, want := range map[string]string{"README.md": PartAbout, "SOURCES.txt": PartAbout, "minutes.txt": PartProse} {
		if k, p := Recognise(Look{Name: name, Head: []byte("tag,mentions of it\n\nSome prose.\n")}); k.Part != want || k.Format != model.FormatNotes {
			t.Errorf("%s: got %+v, %v; want part %s", name, k, p, want)
		}
	}
	if _, p := Recognise(Look{Name: "report.txt", Head: []byte("%PDF-1.7\n\x00")}); p == nil || !strings.Contains(p.Say, "PDF") {
		t.Errorf("got %v, want a sentence about PDFs", p)
	}
}

func FuzzNotes(f *testing.F) {
	fuzz(f, model.FormatNotes, "n.md", "---\ndate: x\nparticipants: [a, b]\n---\ntext\n", "Date: a\nPlace: b\n\nc")
}

func FuzzDocx(f *testing.F) {
	f.Add("<w:p><w:t>a</w:t></w:p>")
	f.Fuzz(func(t *testing.T, document string) {
		s := shelf{t.TempDir()}
		snap := s.snapshot(t, model.FormatNotes, map[string]string{"n.docx": packedOf(t, "word/document.xml", document)})
		c, err := Snapshot(t.Context(), snap, s.open)
		checkFuzzed(t, c, err)
	})
}
