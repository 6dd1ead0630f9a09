package refi

import (
	"strings"

	"consilience/model"
)

// A tagging's polarity stands in two places. The coding refers to one of two
// memos, "Speaks for it" and "Speaks against it", known by their GUIDs. And a
// line of the passage's comment says it in words, for programs that have no
// memos on codings:
//
//	Polarity: against “Narrower focus”
//
// Reading, the memo decides; without one the line does. The line is then no
// part of the remark.
const (
	forLine     = "Polarity: for “"
	againstLine = "Polarity: against “"
	lineEnd     = "”"
)

// Polarity reads what memos a coding refers to; ok is false if none of ours.
// The rest are the others.
func Polarity(refs []model.Kept) (polarity int, rest []model.Kept, ok bool) {
	for _, r := range refs {
		switch Plain(r.Attributes["targetGUID"]) {
		case forNote:
			polarity, ok = 1, true
		case againstNote:
			polarity, ok = -1, true
		default:
			rest = append(rest, r)
		}
	}
	return polarity, rest, ok
}

// SplitRemark takes the lines on polarity out of a passage's comment, for tags
// that the passage has. By gives the polarity by the tag's label.
func SplitRemark(comment string, has func(label string) bool) (remark string, by map[string]int) {
	lines := strings.Split(comment, "\n")
	end := len(lines)
	for end > 0 {
		label, polarity := readLine(lines[end-1])
		if polarity == 0 || !has(label) {
			break
		}
		if by == nil {
			by = map[string]int{}
		}
		by[label] = polarity
		end--
	}
	return strings.Join(lines[:end], "\n"), by
}

func readLine(line string) (label string, polarity int) {
	for prefix, p := range map[string]int{forLine: 1, againstLine: -1} {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			if label, ok = strings.CutSuffix(rest, lineEnd); ok {
				return label, p
			}
		}
	}
	return "", 0
}

func polarityLine(label string, polarity int) string {
	if polarity > 0 {
		return forLine + label + lineEnd
	}
	return againstLine + label + lineEnd
}

// below puts a line below text.
func below(text, line string) string {
	if text == "" {
		return line
	}
	return text + "\n" + line
}

// IsOurs says whether a memo is one that Consilience added to a project.
func IsOurs(memo model.Kept) bool {
	switch Plain(memo.Attributes["guid"]) {
	case forNote, againstNote, restNote:
		return true
	}
	return false
}
