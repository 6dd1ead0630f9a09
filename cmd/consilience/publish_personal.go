package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// placesTold is how many places with personal data of one file are listed one
// by one.
const placesTold = 20

// personalPlaces are the places of exports that hold personal data, each said
// once: what the checks found in texts, columns with names or addresses that
// were not kept when the file was read, and e-mail addresses anywhere else in
// files of text, since a feed hands out whole files. Packed files (XLSX, DOCX,
// QDPX, SQLite) are looked through as far as they were read.
func personalPlaces(from string, sources []model.Snapshot, checks []model.Check) ([]string, error) {
	var places []string
	told := map[string]bool{}
	tell := func(file string, line int, what string) {
		if !strings.HasPrefix(what, file+" ") { // else it names the file itself
			place := file
			if line > 0 {
				place = fmt.Sprintf("%s, line %d", file, line)
			}
			what = place + ": " + what
		}
		if !told[what] {
			told[what] = true
			places = append(places, what)
		}
	}
	checked := map[string]addresses{}
	for _, c := range checks {
		if c.Kind != model.CheckPersonal && c.Kind != model.ProblemPersonalColumns {
			continue
		}
		tell(c.File, c.Line, c.Say)
		if ofAddress(c) {
			if checked[c.File] == nil {
				checked[c.File] = addresses{}
			}
			checked[c.File][c.Line]++
		}
	}
	for _, s := range sources {
		for _, f := range s.Files {
			spots, err := addressSpots(filepath.Join(from, filepath.FromSlash(f.Path)))
			if err != nil {
				return nil, model.AsProblem(err, f.Path+" could not be looked through for personal data. Nothing was written.")
			}
			spots = unchecked(spots, checked[f.Path])
			for i, spot := range spots {
				if i == placesTold {
					places = append(places, fmt.Sprintf("%s: %d more lines with an e-mail address", f.Path, len(spots)-i))
					break
				}
				what := "An e-mail address."
				if checked[f.Path][spot.row] > 0 {
					what = "An e-mail address besides."
				}
				tell(f.Path, spot.line, what)
			}
		}
	}
	return places, nil
}

// personalHeld says why nothing was written.
func personalHeld(places int) string {
	if places == 1 {
		return "The exports hold personal data in one place. Nothing was written."
	}
	return fmt.Sprintf("The exports hold personal data in %d places. Nothing was written.", places)
}

// addresses is how many e-mail addresses the checks found, by the line of their
// row.
type addresses map[int]int

// ofAddress says whether a check found an e-mail address.
func ofAddress(c model.Check) bool {
	return c.Kind == model.CheckPersonal && slices.ContainsFunc(c.Args, func(arg any) bool {
		kind, ok := arg.(model.Phrase)
		return ok && kind.One == string(analysis.PersonalEmail)
	})
}

// unchecked leaves out the rows whose addresses the checks have told already: as
// many as stand there, or, where no row is known of a file, as many as it has.
// A row with more than that stays, with all its lines.
func unchecked(spots []addressSpot, checked addresses) []addressSpot {
	inRow, all, found := addresses{}, 0, 0
	for _, s := range spots {
		inRow[s.row] += s.count
		all += s.count
	}
	for _, n := range checked {
		found += n
	}
	if all == found {
		return nil
	}
	var left []addressSpot
	for _, s := range spots {
		if inRow[s.row] > checked[s.row] {
			left = append(left, s)
		}
	}
	return left
}

// addressSpot is a line of a file, counted from 1, with how many e-mail
// addresses it holds, and the line at which its row of a table begins: a quoted
// cell may go over several lines.
type addressSpot struct{ line, row, count int }

// addressSpots are the lines of a file of text that hold e-mail addresses; none
// of other files. A long line is looked through in pieces of 64 KB, each with
// the end of the one before, so that none is cut in two.
func addressSpots(file string) ([]addressSpot, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 64<<10)
	if head, _ := in.Peek(512); bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.IndexByte(head, 0) >= 0 {
		return nil, nil
	}
	table := isTable(file)
	var spots []addressSpot
	line, row := 1, 1
	rest, quoted, begun := "", false, true
	for {
		piece, err := in.ReadSlice('\n')
		if begun && !quoted {
			row = line
		}
		if table && bytes.Count(piece, []byte{'"'})%2 == 1 {
			quoted = !quoted
		}
		text := rest + string(piece)
		if n := countAddresses(text, len([]rune(rest))); n > 0 {
			if last := len(spots) - 1; last >= 0 && spots[last].line == line {
				spots[last].count += n
			} else {
				spots = append(spots, addressSpot{line, row, n})
			}
		}
		rest, begun = "", true
		switch {
		case err == nil:
			line++
		case errors.Is(err, bufio.ErrBufferFull):
			rest, begun = text[max(0, len(text)-254):], false // the longest address, RFC 5321
		case errors.Is(err, io.EOF):
			return spots, nil
		default:
			return nil, err
		}
	}
}

// isTable says whether quotes in a file hold the lines of a cell together.
func isTable(file string) bool {
	ending := strings.ToLower(filepath.Ext(file))
	return ending == ".csv" || ending == ".tsv"
}

// countAddresses counts the e-mail addresses of a text that end behind a number
// of characters: those before were counted with the piece before.
func countAddresses(text string, behind int) int {
	n := 0
	for _, p := range analysis.FindPersonal(text) {
		if p.Kind == analysis.PersonalEmail && p.End > behind {
			n++
		}
	}
	return n
}
