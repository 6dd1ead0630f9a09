package text

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// Small enough to be checked by hand with the rules at one's elbow. Hebrew
// letters stand for themselves; lv has one digit per rune.
func TestLevels(t *testing.T) {
	tests := []struct {
		name, text string
		base       int8
		lv         string
		want       string // visual order, letters not joined
	}{
		{"latin", "abc", 0, "000", "abc"},
		{"hebrew", "אבג", 1, "111", "גבא"},
		{"hebrew in latin", "a אב c", 0, "001100", "a בא c"},
		{"latin in hebrew", "א bc ד", 1, "112211", "ד bc א"},
		{"W2 european digits after arabic", "ب12", 1, "122", "12ب"},
		{"W4 decimal comma", "א 1,5 ב", 1, "1122211", "ב 1,5 א"},
		{"W5 percent", "א 75%", 1, "11222", "75% א"},
		{"W5 percent after arabic number", "ب 75%", 1, "11221", "%75 ب"},
		{"W6 lone separator", "א,ב", 1, "111", "ב,א"},
		{"W7 digits after latin", "a 12 א", 0, "000001", "a 12 א"},
		{"N0 brackets of the paragraph", "a (א) b", 0, "0001000", "a (א) b"},
		{"N0 brackets of the opposite", "א (b) ג", 1, "1112111", "ג (b) א"},
		{"N1 between equals", "א!ב", 0, "111", "ב!א"},
		{"N2 between unequals", "א!b", 0, "100", "א!b"},
		{"L1 trailing blanks", "אב  ", 0, "1100", "בא  "},
		{"number after arabic in latin", "a ب 12", 0, "001122", "a 12 ب"},
		{"mark follows its letter", "אָ", 1, "11", "אָ"},
		{"L4 quotes", "א «ב» ג", 1, "1111111", "ג «ב» א"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rs := []rune(tt.text)
			lv := levels(rs, tt.base)
			var got strings.Builder
			for _, l := range lv {
				got.WriteByte('0' + byte(l))
			}
			if got.String() != tt.lv {
				t.Errorf("levels of %q: got %s, want %s", tt.text, got.String(), tt.lv)
			}
			p := paragraph{runes: rs, forms: rs, levels: lv, base: tt.base, mixed: true}
			if line := p.line(0, len(rs)); line.Text != tt.want {
				t.Errorf("visual order of %q: got %q, want %q", tt.text, line.Text, tt.want)
			}
		})
	}
}

// The Unicode Consortium's own conformance cases, from the Debian package
// unicode-data. Cases with explicit embeddings, overrides and isolates are not
// for us: Clean takes those characters out.
func TestLevelsConform(t *testing.T) {
	const path = "/usr/share/unicode/BidiCharacterTest.txt"
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("the conformance cases are not here (Debian package unicode-data): %v", err)
	}
	defer file.Close()
	var ran, left, failed int
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Split(lines.Text(), ";")
		if len(fields) != 5 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		rs := hexRunes(t, fields[0])
		cs := classes(rs)
		if slices.ContainsFunc(cs, explicit) {
			left++
			continue
		}
		ran++
		base := baseLevel(cs)
		if fields[1] != "2" {
			base = int8(fields[1][0] - '0')
		}
		lv := levels(rs, base)
		var gotLevels, gotOrder []string
		for i, l := range lv {
			if cs[i] == bidi.BN {
				gotLevels = append(gotLevels, "x")
			} else {
				gotLevels = append(gotLevels, strconv.Itoa(int(l)))
			}
		}
		for _, i := range order(lv) {
			if cs[i] != bidi.BN {
				gotOrder = append(gotOrder, strconv.Itoa(i))
			}
		}
		got := strconv.Itoa(int(base)) + ";" + strings.Join(gotLevels, " ") + ";" + strings.Join(gotOrder, " ")
		want := fields[2] + ";" + fields[3] + ";" + fields[4]
		if got != want {
			failed++
			if failed <= 10 {
				t.Errorf("%s:%d: %s: got %s, want %s", path, n, fields[0], got, want)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d cases, %d wrong; %d with explicit embeddings left out", ran, failed, left)
	if failed > 0 || ran < 50000 {
		t.Errorf("%d of %d cases wrong, want 0 of more than 50,000", failed, ran)
	}
}

func hexRunes(t *testing.T, s string) []rune {
	t.Helper()
	var rs []rune
	for _, h := range strings.Fields(s) {
		v, err := strconv.ParseUint(h, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		rs = append(rs, rune(v))
	}
	return rs
}

func explicit(c bidi.Class) bool {
	switch c {
	case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

func TestMirroredAsPublished(t *testing.T) {
	raw, err := os.ReadFile("/usr/share/unicode/BidiMirroring.txt")
	if err != nil {
		t.Skipf("the mirrored pairs are not here (Debian package unicode-data): %v", err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		line, _, _ = strings.Cut(line, "#")
		from, to, ok := strings.Cut(strings.TrimSpace(line), "; ")
		if !ok {
			continue
		}
		n++
		a, b := hexRunes(t, from)[0], hexRunes(t, to)[0]
		if got := mirrored(a); got != b {
			t.Errorf("mirrored(%U %c): got %U, want %U", a, a, got, b)
		}
	}
	if n < 400 {
		t.Errorf("read %d pairs, want more than 400", n)
	}
}
