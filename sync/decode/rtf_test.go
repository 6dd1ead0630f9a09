package decode

import (
	"strings"
	"testing"
	"unicode/utf8"

	"consilience/model"
)

func TestRTF(t *testing.T) {
	for _, test := range []struct{ name, rtf, want string }{
		{"paragraphs", `{\rtf1\ansi\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}{\info{\author Ann}}\pard Date: 2022-05-03\par Place: Lima\par` + "\r\n" + `\par We \b met\b0 .\par Twice\line over.\par}`, "We met.\nTwice\nover.\n"},
		{"the code page of the document", `{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`, "Привет\n"},
		{"the code page of a font", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}{\f2\fcharset128 C;}}\f0 caf\'e9 {\f1 \'b3\'f3d\'9f} \f2\'93\'fa\'96\'7b}`, "café łódź 日本\n"},
		{"Unicode with what older programs show instead", `{\rtf1\ansi\uc1 \u1575?\u1604\'3f {\uc2\u-10179??\u-8704??}\u26085  {\uc0\u26412}!}`, "ال 😀日本!\n"},
		{"signs and escapes", `{\rtf1 a\endash b\~c \{d\} \ldblquote e\rdblquote\tab f\_g\-h}`, "a–b\u00a0c {d} “e”\tf\u2011gh\n"},
		{"a table", `{\rtf1\trowd One\cell Two\cell\row Three\cell\cell\row}`, "One\tTwo\nThree\n"},
		{"no text: pictures, headers, what is hidden, deleted or binary", `{\rtf1 A{\header Head}{\pict\pngblip 8950}{\*\generator Word;}{\v secret}{\deleted old}{\*\bkmkstart x}B\bin4 }}}}C{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}}`, "ABClink\n"},
		{"a footnote and a text box", `{\rtf1 A{\footnote note}{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Box\par}}}B}behind`, "AnoteBox\nB\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			k, p := Recognise(Look{Name: "a.rtf", Head: []byte(test.rtf)})
			if k.Format != model.FormatNotes {
				t.Fatalf("got %+v, %v, want notes", k, p)
			}
			c := must(t, model.FormatNotes, map[string]string{"a.rtf": test.rtf})
			if c.Notes[0].Text != test.want {
				t.Errorf("got  %q\nwant %q", c.Notes[0].Text, test.want)
			}
		})
	}
	c := must(t, model.FormatNotes, map[string]string{"a.rtf": `{\rtf1\ansi Date: 3 May 2022\par Place: Lima\par\par Cut {\b off`})
	if n := c.Notes[0]; n.Text != "Cut off\n" || n.Place != "Lima" {
		t.Errorf("got %+v", n)
	}
	says(t, c, "truncated:0")
	for name, bad := range map[string]string{"deep": `{\rtf1` + strings.Repeat("{", rtfDeep+1), "empty": `{\rtf1\par}`} {
		if _, err := decoded(t, model.FormatNotes, map[string]string{"a.rtf": bad}); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

// FuzzRTF gives any bytes to the reader of Rich Text Format.
func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f1\fcharset204 B;}}\f1\uc2 \'e9\u26085??\bin3 abc{\v x}\par}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		text, _ := rtfText(b)
		if !utf8.ValidString(text) {
			t.Fatalf("%q is no text", text)
		}
		if len(text) > 6*len(b) {
			t.Fatalf("%d bytes grow to %d", len(b), len(text))
		}
	})
}
