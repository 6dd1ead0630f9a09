package paper

import (
	"strconv"
)

// foot is a footnote as it is called in a line. Number is 0 for none.
type foot struct {
	number int
	pieces []piece
}

func (f foot) anchor() string { return "foot:" + strconv.Itoa(f.number) }

// foot sets a footnote: its number, then its text.
func (t *typesetter) foot(spans []Span) foot {
	t.foots++
	f := foot{number: t.footBase + t.foots}
	const indent = 4.0
	tag, pending := t.tag, t.tag > 0
	if pending {
		t.tag = t.add(node{kind: tagNote})
	}
	lines := t.lines(spans, fullWidth-indent, noteStyle, false)
	f.pieces = stack(lines, marginLeft+indent, 0)
	if len(f.pieces) > 0 {
		f.pieces[0].put(t.lines(say(superscript(f.number)), 0, noteStyle, false)[0], marginLeft, 0)
		f.pieces[0].anchors = append(f.pieces[0].anchors, f.anchor())
	}
	t.tag = tag
	return f
}

// footGap is the room above the footnotes of a page, with a short rule.
const footGap = 3.0

func footHeight(fs []foot) float64 {
	var h float64
	for _, f := range fs {
		h += height(f.pieces)
	}
	return h
}
