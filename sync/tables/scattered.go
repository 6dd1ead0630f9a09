package tables

import "strings"

// How a table that was taken out cell by cell is known.
const (
	scatteredHeads = 12  // most lines between its first head and its last
	scatteredWords = 60  // most characters of such a line
	scatteredLooks = 40  // lines behind the heads that are looked at
	scatteredCells = 4   // of them that hold nothing but figures
	scatteredTries = 500 // places of a document that are looked at
)

// Scattered says whether text has a table of one of the kinds that stands cell
// by cell, one below the other, as programs take it out of PDFs when they are
// not told to keep its layout: the needed heads in lines of their own, then
// lines of nothing but figures. at is the first of these lines. Which figures
// belong to which row cannot be told surely of such text.
func Scattered(pages [][]Line, kinds []Heads) (at Line, ok bool) {
	var lines []Line
	for _, page := range pages {
		for _, l := range page {
			if strings.TrimSpace(l.Text) != "" {
				lines = append(lines, l)
			}
		}
	}
	tries := 0
	for _, k := range kinds {
		words := map[string]bool{}
		for _, h := range k {
			for _, w := range h.Words {
				for _, part := range strings.Fields(w) {
					words[part] = true
				}
			}
		}
		for i := range lines {
			n, all := k.headRun(lines[i:], words)
			if n < 2 {
				continue
			}
			if tries++; tries > scatteredTries {
				return at, false
			}
			if all && figureLines(lines[i+n:]) >= scatteredCells {
				return lines[i], true
			}
		}
	}
	return at, false
}

// headRun counts the lines at the beginning that hold words of heads alone; all
// says that the needed heads are among them.
func (h Heads) headRun(lines []Line, words map[string]bool) (n int, all bool) {
	said := " "
	for _, l := range lines[:min(len(lines), scatteredHeads)] {
		word := ""
		if width(l.Text) <= scatteredWords {
			word = Word(l.Text)
		}
		if word == "" {
			break
		}
		known := true
		for part := range strings.FieldsSeq(word) {
			known = known && words[part]
		}
		if !known {
			break
		}
		said += word + " "
		n++
	}
	for _, head := range h {
		found := !head.Needed
		for _, w := range head.Words {
			found = found || strings.Contains(said, " "+w+" ")
		}
		if !found {
			return n, false
		}
	}
	return n, true
}

// figureLines counts the lines of nothing but figures, and not of all columns:
// those would be rows.
func figureLines(lines []Line) (n int) {
	for _, l := range lines[:min(len(lines), scatteredLooks)] {
		list := strings.Fields(l.Text)
		figures := len(list) <= 3
		for _, s := range list {
			figures = figures && figureToken.MatchString(s)
		}
		if figures {
			n++
		}
	}
	return n
}
