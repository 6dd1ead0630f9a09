package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// A register beside notes says of each when, where and with whom; what does
// not fit is listed, and who took part is counted.
func TestRegister(t *testing.T) {
	head := []string{"Nombre del archivo", "Título", "Fecha", "Lugar", "Participantes", "Región", "Sector", "Idioma", "Correo electrónico"}
	rows := [][]string{head,
		{"lima.md", "Lima I", "2022-05-03", "Lima", "12", "Americas", "Academia", "español", "a@example.org"},
		{"DAKAR", "", "2022-05-04", "Dakar", "about 30", "Africa", "", "francés", ""},
		{"gone.docx", "Gone", "2022-05-05", "Oslo", "1,200", "Europe", "", "", ""},
		{"", "Nobody wrote", "2022-05-06", "Rome", "", "Europe", "", "", ""},
	}
	var csv strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&csv, "\"%s\"\n", strings.Join(row, `";"`))
	}
	files := map[string]string{"lima.md": "Fecha: 2022-05-09\nLugar: Lima\n\nUno\n", "dakar.txt": "Un\n", "extra.txt": "More\n"}
	for name, content := range map[string]string{"register.csv": csv.String(), "register.xlsx": xlsx(t, "Info", [][]string{{"x"}}, "Register", rows)} {
		t.Run(name, func(t *testing.T) {
			file := strings.NewReader(content)
			l := Look{Name: name, Head: []byte(content)[:min(len(content), HeadBytes)], File: file, Size: file.Size()}
			if k, p := Recognise(l); k.Format != model.FormatNotes || k.Part != PartRegister {
				t.Fatalf("got %+v, %v; want a register", k, p)
			}
			all := map[string]string{name: content}
			for k, v := range files {
				all[k] = v
			}
			c := must(t, model.FormatNotes, all)
			got := map[string]model.Note{}
			for _, n := range c.Notes {
				got[n.ID] = n
			}
			lima, dakar := got["lima"], got["dakar"]
			if len(got) != 3 || lima.Title != "Lima I" || lima.Date != "2022-05-09" || lima.Participants == nil || *lima.Participants != 12 || lima.Attributes["region"] != "Americas" || lima.Language != "es" || lima.File != "lima.md" {
				t.Errorf("got %+v", lima)
			}
			if dakar.Place != "Dakar" || dakar.Participants != nil || dakar.Attributes["participants"] != "about 30" || dakar.Language != "fr" {
				t.Errorf("got %+v", dakar)
			}
			if got["extra"].Language != "en" {
				t.Errorf("got %+v, want the source's language", got["extra"])
			}
			says(t, c, "left-out:0", "left-out:1", "disagreement:2", "unreadable-row:3", "left-out:4", "left-out:5")
			var heard []string
			for _, h := range c.Heard {
				heard = append(heard, fmt.Sprint(h.Measure, " ", h.Dimension, " ", h.Group, " ", h.Text, " ", h.Counted, h.Limitation != ""))
			}
			want := "conversations total  4 true false|participants total  1212 true true|conversations region Europe 2 true false|participants region Europe 1200 true true|" +
				"conversations region Africa 1 true false|conversations region Americas 1 true false|participants region Americas 12 true false|" +
				"conversations sector Academia 1 true false|participants sector Academia 12 true false|conversations sector  3 true false|participants sector  1200 true true|" +
				"conversations language es 1 true false|participants language es 12 true false|conversations language fr 1 true false|conversations language  2 true false|participants language  1200 true true"
			if s := strings.Join(heard, "|"); s != want {
				t.Errorf("got  %s\nwant %s", s, want)
			}
			if strings.Contains(fmt.Sprint(c), "example.org") {
				t.Error("an e-mail address was kept")
			}
		})
	}
}

// A register alone is lines of participation; a form with what was said in it
// is notes as well.
func TestRegisterAlone(t *testing.T) {
	for _, test := range []struct {
		name, content string
		is            bool
		notes, heard  int
	}{
		{"held.csv", "Date,Place,Number of participants\n2022-05-03,Lima,4\n2022-05-04,Oslo,5\n", true, 0, 2},
		{"form.csv", "Date,Lieu,Participants,Compte rendu\n3 mai,Dakar,4,\"Un\nDeux\"\n", true, 1, 2},
		{"two.csv", "Date,Fecha,Place,Participants\n1,2,3,4\n", false, 0, 0},
		{"files.csv", "File,Date,Size\nphoto.jpg,2022,12\n", false, 0, 0},
		{"votes.csv", "date,place,question\n1,2,3\n", false, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			k, p := Recognise(Look{Name: test.name, Head: []byte(test.content)})
			if is := k.Part == PartRegister; is != test.is {
				t.Fatalf("got %+v, %v", k, p)
			}
			if !test.is {
				return
			}
			c := must(t, model.FormatNotes, map[string]string{test.name: test.content})
			if len(c.Notes) != test.notes || len(c.Heard) != test.heard {
				t.Errorf("got %d notes and %d lines: %+v", len(c.Notes), len(c.Heard), c)
			}
			if test.notes > 0 && (c.Notes[0].Text != "Un\nDeux\n" || c.Notes[0].Line != 2) {
				t.Errorf("got %+v", c.Notes[0])
			}
		})
	}
}

// The head of a mail gives date, subject and author; addresses are not kept.
func TestMailHead(t *testing.T) {
	c := must(t, model.FormatNotes, map[string]string{"mail.txt": "From: Ana P\u00e9rez <ana@example.org>\nSent: 3 May 2022\nTo: Ben <ben@example.org>;\n\tCleo <cleo@example.org>\nCc: d@example.org\nSubject: Our meeting\n\nDear all\n"})
	n := c.Notes[0]
	if n.Author != "Ana P\u00e9rez" || n.Date != "3 May 2022" || n.Title != "Our meeting" || n.Text != "Dear all\n" || n.Attributes != nil {
		t.Errorf("got %+v", n)
	}
	says(t, c, "left-out:1", "left-out:1")
}

func FuzzRegister(f *testing.F) {
	fuzz(f, model.FormatNotes, "register.csv", "File,Date,Place,Participants,Region\na.docx,1,b,2,c\n", "Date,Lieu,Participants,Notes\n1,2,3,4\n")
}
