package decode

import (
	"strings"
	"testing"

	"consilience/model"
)

const simpleMail = "From: Amina Diallo <amina@example.org>\r\nTo: all@example.org\r\nSubject: =?utf-8?q?R=C3=A9union_de_Lima?=\r\nDate: Tue, 3 May 2022 10:00:00 +0200\r\n"

func TestMail(t *testing.T) {
	for name, test := range map[string]struct {
		mail, text, left string
	}{
		"Plain":  {simpleMail + "\r\nWe met.\r\nWe spoke of parks.\r\n", "We met.\nWe spoke of parks.\n", ""},
		"Latin1": {simpleMail + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nR=E9union=\r\n finie\r\n", "Réunion finie\n", ""},
		"Alternative": {simpleMail + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlain words.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Plain words.</p>\r\n--b--\r\n--a\r\nContent-Type: application/pdf; name=minutes.pdf\r\nContent-Disposition: attachment; filename=minutes.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--a--\r\n",
			"Plain words.\n", "minutes.pdf"},
		"PageOnly": {simpleMail + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VHdvPC9wPjxwPndvcmRzPC9wPg==\r\n", "Two\nwords\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			k, problem := Recognise(Look{Name: "a.eml", Head: []byte(test.mail), Size: int64(len(test.mail))})
			if problem != nil || k.Format != model.FormatNotes || k.Part != PartNote {
				t.Fatalf("got %+v, %v; want a note", k, problem)
			}
			c := must(t, model.FormatNotes, map[string]string{"a.eml": test.mail})
			if len(c.Notes) != 1 {
				t.Fatalf("got %d notes, want one: %+v", len(c.Notes), c.Snapshot.Problems)
			}
			n := c.Notes[0]
			if n.Text != test.text || n.Title != "Réunion de Lima" || n.Date != "2022-05-03" || n.Author != "Amina Diallo" {
				t.Errorf("got %+v\nwant %q", n, test.text)
			}
			said := ""
			for _, p := range c.Snapshot.Problems {
				said += p.Say
			}
			if !strings.Contains(said, test.left) || strings.Contains(n.Text+n.Author, "@") {
				t.Errorf("got %q, want %q named", said, test.left)
			}
		})
	}
	for name, mail := range map[string]string{
		"Cut":      simpleMail + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b",
		"Encoding": simpleMail + "Content-Type: text/plain; charset=unknown-9\r\n\r\nText\r\n",
		"Deep":     simpleMail + "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + strings.Repeat("--a\r\nContent-Type: text/plain\r\n\r\nx\r\n", mailParts+1) + "--a--\r\n",
	} {
		if _, err := decoded(t, model.FormatNotes, map[string]string{"a.eml": mail}); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	if _, p := Recognise(Look{Name: "a.eml", Head: []byte("no mail at all")}); p == nil {
		t.Error("what is no mail was taken for one")
	}
}

// FuzzMail gives any bytes to the reader of mails.
func FuzzMail(f *testing.F) {
	f.Add(simpleMail + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>x\r\n--a--\r\n")
	s := shelf{f.TempDir()}
	f.Fuzz(func(t *testing.T, content string) {
		Recognise(Look{Name: "n.eml", Head: []byte(content), Size: int64(len(content))})
		c, err := Snapshot(t.Context(), s.snapshot(t, model.FormatNotes, map[string]string{"n.eml": content}), s.open)
		checkFuzzed(t, c, err)
	})
}
