package tables

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// set puts words on a page: each character is half as wide as its size, and
// blanks are none.
func set(x, y, size float32, text string) (list []Glyph) {
	space := false
	for _, r := range text {
		if r == ' ' {
			space = true
		} else {
			list = append(list, Glyph{Rune: r, X0: x, X1: x + size/2, Y: y, Height: size * 1.3, Space: space})
			space = false
		}
		x += size / 2
	}
	return list
}

// row puts cells side by side.
func row(y float32, cells ...string) (list []Glyph) {
	for i, c := range cells {
		list = append(list, set([]float32{50, 300, 350, 400, 450}[i], y, 10, c)...)
	}
	return list
}

func onPage(parts ...[]Glyph) (list []Glyph) {
	for _, p := range parts {
		list = append(list, p...)
	}
	return list
}

func TestLayout(t *testing.T) {
	tests := map[string]struct {
		glyphs []Glyph
		want   string
	}{
		"Words":         {set(50, 700, 10, "One and two"), "One and two"},
		"Columns":       {onPage(row(700, "Statement", "Votes"), row(686, "One", "24")), "Statement                                         Votes|One                                               24"},
		"AnyOrder":      {onPage(row(686, "One", "24"), row(700, "Statement", "Votes")), "Statement                                         Votes|One                                               24"},
		"Kerned":        {[]Glyph{{Rune: 'f', X0: 10, X1: 14, Height: 13}, {Rune: 'i', X0: 13.8, X1: 16, Height: 13}, {Rune: 'T', X0: 20, X1: 25, Height: 13, Space: true}, {Rune: 'o', X0: 24, X1: 28, Height: 13}}, "fi To"},
		"Ligature":      {[]Glyph{{Rune: 'o', X0: 5, X1: 10, Height: 13}, {Rune: 'f', X0: 10, X1: 16, Height: 13}, {Rune: 'f', X0: 10, X1: 16, Height: 13}, {Rune: 'e', X0: 16, X1: 20, Height: 13}}, "offe"},
		"BlankLine":     {onPage(row(700, "One"), row(687, "Two"), row(674, "Three"), row(640, "Four")), "One|Two|Three||Four"},
		"MarkAboveLine": {onPage(row(700, "One", "45"), set(310, 704, 6, "1")), "One                                               45¹"},
		"HalfLine":      {onPage(row(700, "One and"), row(693.5, "", "24"), row(687, "two")), "One and|                                                  24|two"},
		"NarrowLetters": {onPage(set(50, 700, 10, "Wide"), set(120, 700, 10, "24"), []Glyph{{Rune: 'i', X0: 50, X1: 52, Y: 686, Height: 13}, {Rune: 'i', X0: 52, X1: 54, Y: 686, Height: 13}}), "Wide          24|ii"},
		"HeldApart":     {onPage(set(50, 700, 10, "Number of"), set(96, 690, 10, "Agreed")), "Number of|           Agreed"},
		"FromTheRight":  {onPage(set(80, 700, 10, "אב"), set(50, 700, 10, "דג")), "בא גד"},
		"Nowhere":       {[]Glyph{{Rune: 'a', X0: float32(math.NaN()), Y: 1, Height: 1}, {Rune: 'b', X0: float32(math.Inf(1)), Height: 1}, {Rune: 'c', X0: 1e9, Height: 1}}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lines, ok := Layout(test.glyphs, 1)
			texts := make([]string, len(lines))
			for i, l := range lines {
				texts[i] = l.Text
			}
			if got := strings.Join(texts, "|"); got != test.want || !ok {
				t.Errorf("got  %q, %v\nwant %q", got, ok, test.want)
			}
		})
	}
	if _, ok := Layout(make([]Glyph, maxGlyphs+1), 1); ok {
		t.Error("a page of too many characters was laid out")
	}
}

// TestLayoutKeepsRowsApart sets rows so closely that only the room above them
// tells them apart: figures stand at half the height of their row.
func TestLayoutKeepsRowsApart(t *testing.T) {
	glyphs := onPage(row(700, "Statement", "Votes", "Agreed", "Disagreed"),
		row(684, "One that goes over"), row(678, "", "24", "62%", "12%"), row(672, "two lines of text"),
		row(656, "This is a row of which the"), row(644, "text stands on three", "22", "31%", "40%"), row(632, "lines"),
		row(616, "Another of one", "47", "70%", "2%"))
	lines, ok := Layout(glyphs, 1)
	d, err := Text([][]Line{lines}, testKinds())
	if !ok {
		t.Fatal("not laid out")
	}
	check(t, d, err, "Statement | Votes | Agreed | Disagreed\nOne that goes over two lines of text | 24 | 62% | 12%\nThis is a row of which the text stands on three lines | 22 | 31% | 40%\nAnother of one | 47 | 70% | 2%\n")
}

// FuzzLayout gives characters at any places. What is laid out must be text in
// bounded room.
func FuzzLayout(f *testing.F) {
	one := func(list []Glyph) (b []byte) {
		for _, g := range list {
			for _, x := range []float32{g.X0, g.X1, g.Y, g.Height} {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
			}
			b = append(b, byte(g.Rune))
		}
		return b
	}
	f.Add(one(onPage(row(700, "Statement", "Votes", "Agreed", "Disagreed"), row(686, "One", "24", "62%", "12%"))))
	f.Add(one([]Glyph{{Rune: 'a', X0: -1e30, X1: 1e30, Y: float32(math.NaN()), Height: -1}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		var glyphs []Glyph
		for len(b) >= 17 && len(glyphs) < 3000 {
			var x [4]float32
			for i := range x {
				x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
			}
			r := rune(b[16])
			if r > 200 {
				r += 0x500 // Hebrew and Arabic too
			}
			glyphs = append(glyphs, Glyph{Rune: r, X0: x[0], X1: x[1], Y: x[2], Height: x[3], Space: b[16]&1 == 0, Ends: b[16]&2 == 0})
			b = b[17:]
		}
		lines, ok := Layout(glyphs, 1)
		if !ok {
			return
		}
		shown := 0
		for _, l := range lines {
			shown += len(strings.ReplaceAll(l.Text, " ", ""))
			if n := utf8.RuneCountInString(l.Text); n > maxColumn+3*len(glyphs)+2 || !utf8.ValidString(l.Text) {
				t.Fatalf("a line of %d characters, of %d", n, len(glyphs))
			}
		}
		if shown > 4*len(glyphs) {
			t.Fatalf("%d bytes shown of %d characters", shown, len(glyphs))
		}
	})
}
