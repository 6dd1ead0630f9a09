package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// placesTold is how many places with personal data of one file are listed one
// by one.
const placesTold = 20

// personalPlaces are the places of exports that hold personal data: what the
// checks found in texts, columns with names or addresses that were not kept
// when the file was read, and e-mail addresses anywhere else in files of text,
// since a feed hands out whole files. Packed files (XLSX, DOCX, QDPX, SQLite)
// are looked through as far as they were read.
func personalPlaces(from string, sources []model.Snapshot, checks []model.Check) ([]string, error) {
	var places []string
	told := map[string]bool{}
	tell := func(file string, line int, what string) {
		place := file
		if line > 0 {
			place = fmt.Sprintf("%s, line %d", file, line)
		}
		if told[place] && line > 0 {
			return
		}
		told[place] = true
		if strings.HasPrefix(what, file+" ") {
			places = append(places, what) // it names the file itself
			return
		}
		places = append(places, place+": "+what)
	}
	for _, c := range checks {
		if c.Kind == model.CheckPersonal || c.Kind == model.ProblemPersonalColumns {
			tell(c.File, c.Line, c.Say)
		}
	}
	for _, s := range sources {
		for _, f := range s.Files {
			lines, err := addressLines(filepath.Join(from, filepath.FromSlash(f.Path)))
			if err != nil {
				return nil, model.AsProblem(err, f.Path+" could not be looked through for personal data. Nothing was written.")
			}
			for i, line := range lines {
				if i == placesTold {
					places = append(places, fmt.Sprintf("%s: %d more lines with an e-mail address", f.Path, len(lines)-i))
					break
				}
				tell(f.Path, line, "An e-mail address.")
			}
		}
	}
	return places, nil
}

// addressLines gives the lines of a file of text, counted from 1, that hold an
// e-mail address; none for other files. A long line is looked through in pieces
// of 64 KB, each with the end of the one before, so that none is cut in two.
func addressLines(file string) ([]int, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 64<<10)
	if head, _ := in.Peek(512); bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.IndexByte(head, 0) >= 0 {
		return nil, nil
	}
	var lines []int
	line := 1
	rest := ""
	for {
		piece, err := in.ReadSlice('\n')
		text := rest + string(piece)
		if strings.Contains(text, "@") && (len(lines) == 0 || lines[len(lines)-1] != line) && hasAddress(text) {
			lines = append(lines, line)
		}
		rest = ""
		switch {
		case err == nil:
			line++
		case errors.Is(err, bufio.ErrBufferFull):
			rest = text[max(0, len(text)-254):] // the longest address, RFC 5321
		case errors.Is(err, io.EOF):
			return lines, nil
		default:
			return nil, err
		}
	}
}

func hasAddress(text string) bool {
	for _, p := range analysis.FindPersonal(text) {
		if p.Kind == analysis.PersonalEmail {
			return true
		}
	}
	return false
}
