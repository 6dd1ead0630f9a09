package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// Files that are made to take for ever, or to take all memory, are read or
// refused like any other; what would be quadratic shows by never ending.
func TestHostileCoding(t *testing.T) {
	const many = 100_000
	same, codes, deep := &strings.Builder{}, &strings.Builder{}, &strings.Builder{}
	same.WriteString("id,document,tag,content\n")
	for i := range many {
		fmt.Fprintf(same, "1,d,t,words %d\n", i)
		if i < many/10 {
			fmt.Fprintf(codes, "a%d>>a>>c%d\n", i, i)
		}
	}
	fmt.Fprintf(deep, `{"data":[{"id":"h","text":"a","tags":%s%s}],"page":{"has_more":false}}`, strings.Repeat("[", many), strings.Repeat("]", many))
	for name, test := range map[string]struct {
		format  model.Format
		file    string
		content string
		refused bool
	}{
		"one id for all highlights":    {model.FormatTaguetteTable, "h.csv", same.String(), false},
		"one category name everywhere": {model.FormatQualCoderCodes, "c.txt", codes.String(), false},
		"too many levels":              {model.FormatQualCoderCodes, "c.txt", strings.Repeat("a>>", many) + "b", true},
		"lists in lists":               {model.FormatDovetailAPI, "p.json", deep.String(), true},
		"a speaker at every line":      {model.FormatSpeakerTurns, "t.txt", strings.Repeat("[A] b\n", many), false},
		"no end of a line":             {model.FormatQualCoderCodes, "c.txt", "a>>b\t" + strings.Repeat("x", 2<<20), true},
		"more text than a note has":    {model.FormatSpeakerTurns, "t.txt", "[A] " + strings.Repeat("x", maxProse), true},
		"a very wide header":           {model.FormatQualCoderCases, "c.csv", "case" + strings.Repeat(",a", 20_000) + "\nA\n", true},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := decoded(t, test.format, map[string]string{test.file: test.content})
			if (err != nil) != test.refused {
				t.Errorf("got error %v, want refused: %v", err, test.refused)
			}
			checkFuzzed(t, c, err)
		})
	}
}
