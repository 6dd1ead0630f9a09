package decode

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// kindOf recognises a whole file.
func kindOf(t testing.TB, name, content string) (Kind, *model.Problem) {
	t.Helper()
	return Recognise(Look{Name: name, Head: []byte(content[:min(len(content), headBytes)]), File: strings.NewReader(content), Size: int64(len(content))})
}

// coded writes cases, notes, excerpts and tags down, one a line.
func coded(c model.Content) (list []string) {
	for _, k := range c.Cases {
		list = append(list, fmt.Sprintf("case %s %v notes %d excerpts %d line %d", k.ID, k.Attributes, len(k.Notes), len(k.Excerpts), k.Line))
	}
	for _, n := range c.Notes {
		list = append(list, fmt.Sprintf("note %s %q %q of %q line %d", n.ID, n.Title, n.Text, n.Of(), n.Line))
	}
	for _, e := range c.Excerpts {
		var tags []string
		for _, tag := range e.Tags {
			tags = append(tags, tag.Tag)
		}
		list = append(list, fmt.Sprintf("excerpt %s %q of %q%q tags %q line %d", e.ID, e.Text, e.Note, e.Consultation, tags, e.Line))
	}
	for _, tag := range c.Tags {
		word := "tag"
		if tag.Heading {
			word = "heading"
		}
		list = append(list, fmt.Sprintf("%s %s [%s/%s] %q %d", word, tag.Name, tag.Cluster, tag.Parent, tag.Description, tag.Mentions))
	}
	for _, p := range c.Snapshot.Problems {
		list = append(list, fmt.Sprintf("! %s %d", p.Kind, p.Line))
	}
	return list
}

func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// readAs recognises a file and decodes it.
func readAs(t *testing.T, want model.Format, name, content string) model.Content {
	t.Helper()
	if kind, p := kindOf(t, name, content); p != nil || kind.Format != want {
		t.Fatalf("%s: recognised as %v, %v; want %s", name, kind, p, want)
	}
	return must(t, want, map[string]string{path.Base(name): content})
}

// Counts of QualCoder's own examples: rows, columns and lines as they are in
// the files.
func TestQualCoderSamples(t *testing.T) {
	for _, s := range []struct {
		file   string
		format model.Format
		want   string
	}{
		{"cases123.csv", model.FormatQualCoderCases, "3 cases, 0 notes, 0 excerpts, 0 tags"},
		{"cases456.xlsx", model.FormatQualCoderCases, "3 cases, 0 notes, 0 excerpts, 0 tags"},
		{"survey456.csv", model.FormatQualCoderCases, "3 cases, 3 notes, 0 excerpts, 0 tags"},
		{"survey789.xlsx", model.FormatQualCoderCases, "3 cases, 6 notes, 0 excerpts, 0 tags"},
		{"plain_codes_categories_for_import.txt", model.FormatQualCoderCodes, "0 cases, 0 notes, 0 excerpts, 9 tags"},
		{"transcript.txt", model.FormatSpeakerTurns, "3 cases, 1 notes, 7 excerpts, 0 tags"},
	} {
		t.Run(s.file, func(t *testing.T) {
			c := readAs(t, s.format, s.file, samples(t, "qualcoder/"+s.file))
			if got := fmt.Sprintf("%d cases, %d notes, %d excerpts, %d tags", len(c.Cases), len(c.Notes), len(c.Excerpts), len(c.Tags)); got != s.want {
				t.Errorf("got %s, want %s\n%s", got, s.want, strings.Join(coded(c), "\n"))
			}
			for i, cut := range cuts(c) {
				if cut != c.Excerpts[i].Text {
					t.Errorf("excerpt %d: cut %q, want %q", i, cut, c.Excerpts[i].Text)
				}
			}
		})
	}
}

func TestQualCoderCases(t *testing.T) {
	long := strings.Repeat("word ", 25) + "end"
	c := readAs(t, model.FormatQualCoderCases, "people.csv", "\ufeffcase;Age;E-mail;Wish\r\nA;30;a@example.org;'=short\r\nB;;;"+long+"\r\nC;41;;\r\n")
	sameLines(t, coded(c), []string{
		`case A map[Age:30] notes 1 excerpts 0 line 2`,
		`case B map[] notes 1 excerpts 0 line 3`,
		`case C map[Age:41] notes 0 excerpts 0 line 4`,
		`note A/Wish "A — Wish" "=short\n" of "A" line 2`,
		fmt.Sprintf("note B/Wish %q %q of %q line 3", "B — Wish", long+"\n", "B"),
		"! assumed 0", "! left-out 0",
	})
	c = must(t, model.FormatQualCoderCases, map[string]string{"p.csv": "Case,Age\nA,30\nA,31\n,32\nx@example.org,33\nB,1,2\n"})
	sameLines(t, coded(c), []string{
		`case A map[Age:30] notes 0 excerpts 0 line 2`, `case Case 5 map[Age:33] notes 0 excerpts 0 line 5`,
		"! unreadable-row 3", "! unreadable-row 4", "! unreadable-row 6", "! left-out 0",
	})
	c = readAs(t, model.FormatQualCoderCases, "b.xlsx", xlsx(t, "One", [][]string{{"Cases", "Country"}, {"A", "Kenya"}}, "Two", [][]string{{"x"}}))
	sameLines(t, coded(c), []string{"case A map[Country:Kenya] notes 0 excerpts 0 line 2", "! left-out 0"})
}

// A table that does not call its first column a case is not taken for cases.
func TestMereTablesAreNotCases(t *testing.T) {
	for name, content := range map[string]string{
		"another word":    "person,Age\nA,30\n",
		"a case twice":    "case,Age\nA,30\nA,31\n",
		"no case":         "case,Age\n,30\n",
		"a head twice":    "case,Age,Age\nA,30,1\n",
		"a head too few":  "case,,Age\nA,30,1\n",
		"case not first":  "Age,case\n30,A\n",
		"header and none": "case,Age\n",
	} {
		if kind, _ := kindOf(t, "x.csv", content); kind.Format != "" {
			t.Errorf("%s: recognised as %s", name, kind.Format)
		}
	}
}

func TestQualCoderCodes(t *testing.T) {
	c := must(t, model.FormatQualCoderCodes, map[string]string{"codes.txt": "a\tmemo of a\r\nRules >> More\nRules>>Less\n\nSkills>>Rules>>Data>>x\nSkills>>y\nSkills>>More\n>>z>>\nRules"})
	sameLines(t, coded(c), []string{
		`tag a [/] "memo of a" 0`,
		`heading Rules [Rules/] "" 0`, `tag More [Rules/Rules] "" 0`, `tag Less [Rules/Rules] "" 0`,
		`heading Skills [Skills/] "" 0`, `heading Rules (2) [Skills/Skills] "" 0`, `heading Data [Skills/Rules (2)] "" 0`, `tag x [Skills/Data] "" 0`, `tag y [Skills/Skills] "" 0`,
		`tag Rules (3) [/] "" 0`,
		"! unreadable-row 7", "! unreadable-row 8",
	})
	if got := []string{c.Tags[5].Label, c.Tags[9].Label, c.Tags[0].Label}; !slices.Equal(got, []string{"Rules", "Rules", ""}) {
		t.Errorf("labels are %q", got)
	}
	readAs(t, model.FormatQualCoderCodes, "codes.txt", "a\r\nb>>c\r\nb>>d\tmemo\r\n")
	for _, prose := range []string{"one\ntwo\n", ">> quoted\n>> mail\n", "a>>b\n" + strings.Repeat("prose\n", 3)} {
		if kind, _ := kindOf(t, "x.txt", prose); kind.Format == model.FormatQualCoderCodes {
			t.Errorf("%q was taken for codes", prose)
		}
	}
}

func TestSpeakerTurns(t *testing.T) {
	c := readAs(t, model.FormatSpeakerTurns, "talk.txt", "---\ndate: 2022-07-01\n---\n[Chair] Bienvenidos, señoras 😀.\r\nDos líneas.\r\n\r\n[Ana]: Sí.\n\n[Chair]   \n[نور] نعم\n")
	sameLines(t, coded(c), []string{
		"case Chair map[] notes 1 excerpts 1 line 4", "case Ana map[] notes 1 excerpts 1 line 7", "case نور map[] notes 1 excerpts 1 line 10",
		`note talk "talk" "[Chair] Bienvenidos, señoras 😀.\nDos líneas.\n\n[Ana]: Sí.\n\n[Chair]\n[نور] نعم\n" of "talk" line 4`,
		`excerpt talk/turn-1 "Bienvenidos, señoras 😀.\nDos líneas." of "talk""" tags [] line 4`,
		`excerpt talk/turn-2 "Sí." of "talk""" tags [] line 7`,
		`excerpt talk/turn-4 "نعم" of "talk""" tags [] line 10`,
		"! unreadable-row 9",
	})
	if got, want := cuts(c), []string{"Bienvenidos, señoras 😀.\nDos líneas.", "Sí.", "نعم"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for name, text := range map[string]string{
		"references":  "[1] A. Author\n[2] B. Author\n[3] C. Author\n",
		"times":       "[00:01] a\n[00:02] b\n[00:03] c\n",
		"boxes":       "[x] a\n[x] b\n[X] c\n",
		"prose first": "Notes\n\n[A] a\n[B] b\n[A] c\n",
		"few":         "[A] a\n\nb\n\nc\n",
	} {
		if kind, _ := kindOf(t, "x.txt", text); kind.Format != model.FormatNotes {
			t.Errorf("%s: recognised as %v, want notes", name, kind)
		}
	}
}

func FuzzCases(f *testing.F) {
	fuzz(f, model.FormatQualCoderCases, "cases.csv", "case,Age,text\nA,30,\"a\nb\"\nA,1\nx@example.org,'=1\n", "case;x\n")
}

func FuzzCodes(f *testing.F) {
	fuzz(f, model.FormatQualCoderCodes, "codes.txt", "a\tm\nb>>c\nb>>d>>c\n>>\n", "b>>b>>b\nb")
}

func FuzzTurns(f *testing.F) {
	fuzz(f, model.FormatSpeakerTurns, "talk.txt", "date: x\nplace: y\n[A] a\nb\n\n[é] 😀\n[A]\n", "[A]x")
}
