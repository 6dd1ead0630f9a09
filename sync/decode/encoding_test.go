package decode

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"consilience/model"
)

func written(t *testing.T, as encodingName, s string) string {
	t.Helper()
	var out string
	var err error
	switch as {
	case utf16Text:
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
	case windowsText:
		out, err = charmap.Windows1252.NewEncoder().String(s)
	default:
		out = s
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestEncodings reads a table as spreadsheets save it, in each encoding and
// with each separator.
func TestEncodings(t *testing.T) {
	text := "id;comment;passage\r\n1;L’État écoute “peu” œuvre… 5 €;§ 2\r\n2;Más participación: ¿cómo?;§ 3\r\n"
	for _, comma := range []string{";", ",", "\t"} {
		for _, as := range []encodingName{"", utf16Text, windowsText} {
			content := written(t, as, strings.ReplaceAll(text, ";", comma))
			if got := encodingOf(strings.NewReader(content), int64(len(content))); got != as {
				t.Errorf("got %q, want %q", got, as)
			}
			l := Look{Name: "c.csv", Head: []byte(content), File: strings.NewReader(content), Size: int64(len(content))}
			if k, p := Recognise(l); k.Format != model.FormatComments {
				t.Errorf("%q %q: got %+v, %v", as, comma, k, p)
			}
			l.File = nil
			if k, p := Recognise(l); k.Format != model.FormatComments {
				t.Errorf("%q %q by its head: got %+v, %v", as, comma, k, p)
			}
			c := must(t, model.FormatComments, map[string]string{"c.csv": content})
			if len(c.Notes) != 2 || c.Notes[0].Text != "L’État écoute “peu” œuvre… 5 €" || c.Notes[1].Text != "Más participación: ¿cómo?" {
				t.Errorf("%q %q: got %+v", as, comma, c.Notes)
			}
			if as == "" {
				says(t, c)
			} else {
				says(t, c, "assumed:0")
			}
		}
	}
}

func TestEncodingAtTheEnd(t *testing.T) {
	long := "id,comment,passage\n" + strings.Repeat("1,plain letters only,1\n", 40_000)
	for want, last := range map[encodingName]string{windowsText: "2,caf\xe9 au lait,1\n", "": "2,café au lait,1\n"} {
		if got := encodingOf(strings.NewReader(long+last), int64(len(long+last))); got != want {
			t.Errorf("%q: got %q, want %q", last, got, want)
		}
	}
	// A character over the border of two pieces that are read one after the other.
	for i := range 5 {
		s := strings.Repeat("x", 256<<10-i) + "é€😀" + strings.Repeat("y", 300<<10)
		if got := encodingOf(strings.NewReader(s), int64(len(s))); got != "" {
			t.Errorf("%d: got %q, want UTF-8", i, got)
		}
	}
}

// TestOtherEncodingsAreRefused: what is none of the three is never guessed at.
func TestOtherEncodingsAreRefused(t *testing.T) {
	cyrillic, _ := charmap.Windows1251.NewEncoder().String("Открытое правительство и участие граждан")
	mac, _ := charmap.Macintosh.NewEncoder().String("la participación, café, l'été")
	for name, content := range map[string]string{"Cyrillic": cyrillic, "Macintosh": mac, "damaged UTF-8": "participación é à ü más\xff", "binary": "\x89PNG\r\n\x1a\n\x00\x00"} {
		if got := encodingOf(strings.NewReader(content), int64(len(content))); got != "" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func FuzzEncodings(f *testing.F) {
	f.Add([]byte("caf\xe9 au lait"))
	f.Add([]byte("\xff\xfea\x00\x00\xd8"))
	f.Fuzz(func(t *testing.T, content []byte) {
		as := encodingOf(strings.NewReader(string(content)), int64(len(content)))
		if utf8.Valid(content) && as != "" && as != utf16Text {
			t.Errorf("got %q of UTF-8", as)
		}
		l := Look{Name: "a.csv", Head: content, File: strings.NewReader(string(content)), Size: int64(len(content))}
		l.inUTF8()
		if as != "" && !utf8.Valid(l.Head) {
			t.Errorf("got %q, want UTF-8", l.Head)
		}
	})
}
