package decode

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
	"consilience/sync/tables"
)

// HeadBytes is how much of a file's beginning Recognise wants to see.
const HeadBytes = headBytes

// Kind is what a file was recognised as.
type Kind struct {
	Format model.Format
	// Part is a Polis export's file: "comments", "votes", "participants",
	// "groups", "summary", a "workbook" with all of them, or "unused" for one that is known and not needed.
	Part string
	// Set is what the names of files of the same Polis export have in common:
	// the report's id in downloaded names, else empty.
	Set string
}

// Look is what there is to see of a file.
type Look struct {
	// Name may have folders. Head is the file's beginning, up to HeadBytes.
	Name string
	Head []byte
	// File and Size give the rest; File is nil where only the head is there,
	// and then packed files and databases are not recognised.
	File io.ReaderAt
	Size int64
	// PDFs reads those that are recognised: whether they hold tables or begin
	// with facts is told only by their text. Where it is nil, they are prose.
	PDFs *PDFs

	packed *packed // what is in the file, once it was looked for
	found  []seen  // its tables' first rows, once they were looked for
	looked bool
	doc    *tables.Document // the tables of a document, once they were looked for
}

// Recognise tells what a file is, by its content first and its name second.
// The problem says, calmly, why a file is not one of the known formats.
func Recognise(l Look) (Kind, *model.Problem) {
	if p := otherProgram(l.Name, l.Head); p != nil {
		return Kind{}, p
	}
	l.inUTF8()
	if isProse(l.Name) {
		return l.asProse()
	}
	if l.isPacked() || l.isDatabase() {
		return l.first(madeWhole)
	}
	if p := unreadable(l.Name, l.Head); p != nil {
		return Kind{}, p
	}
	l.Head, _ = lineEnds(trimBOM(l.Head))
	if k, ok := l.asPublished(); ok {
		return k, nil
	}
	return l.first(madeText)
}

// first asks each format whose files are made so. What several claim alike is
// a question to the person: see ProblemNeedsMapping.
func (l *Look) first(as madeAs) (Kind, *model.Problem) {
	claims := l.claims(as)
	if len(claims) == 1 {
		return claims[0], cmp.Or(l.equalSheets(claims[0]), l.scattered(claims[0]))
	}
	if len(claims) > 1 {
		return Kind{}, l.severalClaims(claims)
	}
	if l.packed != nil && l.packed.problem != nil {
		return Kind{}, l.packed.problem
	}
	if p := l.known(); p != nil {
		return Kind{}, p
	}
	if p := l.needsMapping(); p != nil {
		return Kind{}, p
	}
	return Kind{}, wrong(model.ProblemUnrecognised, l.Name, "", "%s is not a file that Consilience reads; it was left aside.", path.Base(l.Name))
}

// claims are what the formats say that the file is, one a format: those with a
// signature of their own if there are any, else the general tables, else prose.
func (l *Look) claims(as madeAs) []Kind {
	if !Readable(l.Name) {
		return nil
	}
	var claims [3][]Kind
	for i := range formats {
		how := &formats[i]
		if how.made != as && how.made != madeTable {
			continue
		}
		k, ok := how.recognise(l)
		if !ok {
			continue
		}
		rank := claimRank(k)
		if !slices.ContainsFunc(claims[rank], func(c Kind) bool { return c.Format == k.Format }) {
			claims[rank] = append(claims[rank], k)
		}
	}
	for _, list := range claims {
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// claimRank is how much a claim counts: 0 by a signature that one publisher's
// files have, 1 by columns that anybody may use, 2 for prose, which is what is
// neither.
func claimRank(k Kind) int {
	switch k.Format {
	case model.FormatNotes:
		if k.Part == PartRegister {
			return 1
		}
		return 2
	case model.FormatConsul, model.FormatComments, model.FormatTalkToTheCity, model.FormatTagsTable, model.FormatDovetailTable, model.FormatQualCoderCases, model.FormatTargets:
		return 1
	}
	return 0
}

// As is the kind of a file that a person said to be of a format; ok is false if
// the format does not claim it.
func (l *Look) As(f model.Format) (Kind, bool) {
	clean := *l
	clean.Head, _ = lineEnds(trimBOM(l.Head))
	for i := range formats {
		if formats[i].format != f {
			continue
		}
		if k, ok := formats[i].recognise(&clean); ok {
			return k, true
		}
	}
	return Kind{}, false
}

// asProse recognises a document. It is asked for nothing but notes: what it
// quotes of a table is none.
func (l *Look) asProse() (Kind, *model.Problem) {
	if !l.isPacked() {
		if p := unreadable(l.Name, l.Head); p != nil && !(strings.EqualFold(path.Ext(l.Name), ".pdf") && isPDF(l.Head)) && (!webPage.Match(l.Head) || !isPage(l.Name)) {
			return Kind{}, p
		}
		l.Head, _ = lineEnds(trimBOM(l.Head))
	}
	if k, ok := l.asPublished(); ok {
		return k, nil
	}
	if k, ok := recogniseNotes(l); ok {
		return k, nil
	}
	if l.packed != nil && l.packed.problem != nil {
		return Kind{}, l.packed.problem
	}
	return Kind{}, wrong(model.ProblemUnrecognised, l.Name, "Save it again as DOCX, ODT or plain text.", "%s is not a document that Consilience reads; it was left aside.", path.Base(l.Name))
}

// asPublished recognises a document with published tables. Text that is one
// table and nothing else is read as such.
func (l *Look) asPublished() (Kind, bool) {
	if !isDocument(l.Name) {
		return Kind{}, false
	}
	list := l.Published()
	if len(list) == 0 || strings.EqualFold(path.Ext(l.Name), ".txt") && soleTable(l.document()) {
		return Kind{}, false
	}
	k, ok := recogniseNotes(l)
	if !ok {
		return Kind{}, false
	}
	if k.Part == PartProse {
		k.Format, k.Part = list[0].Format, PartTables
	}
	return k, true
}

// isPage says whether a file is meant to be a web page.
func isPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".html" || ext == ".htm"
}

// Readable says whether a file's name is one that a format here uses. What
// people write beside their data, such as README.md, may quote a header.
func Readable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".qdpx", ".qdc", ".qde", ".xml", ".sqlite3", ".sqlite", ".db":
		return true
	}
	return isProse(name)
}

// unreadable says why bytes cannot be one of the text formats, or nil.
func unreadable(name string, head []byte) *model.Problem {
	base := path.Base(name)
	if p := otherProgram(name, head); p != nil {
		return p
	}
	switch {
	case len(trimBOM(head)) == 0:
		return wrong(model.ProblemUnrecognised, name, "Ask the publisher for the file again.", "%s is empty. It was left aside.", base)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && strings.HasSuffix(strings.ToLower(base), ".zip"):
		return wrong(model.ProblemUnrecognised, name, "Unpack it and open the folder.", "%s is a zip file, which must be unpacked first. It was left aside, unread.", base)
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return wrong(model.ProblemUnrecognised, name, "Give its name the ending .pdf and open it again.", "%s is a PDF under another name. It was left aside.", base)
	case webPage.Match(head):
		return wrong(model.ProblemUnrecognised, name, "Look for the address of the file itself, such as the one behind a download button.", "%s is a web page, not a published file. It was left aside.", base)
	case bytes.IndexByte(head, 0) >= 0:
		return wrong(model.ProblemUnrecognised, name, "", "%s is not a text file. It was left aside.", base)
	}
	return nil
}

// webPage matches the beginning of what servers send in place of a file.
var webPage = regexp.MustCompile(`(?i)^\s*(?:<!doctype html|<html)`)

func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")) }

// topKeys lists the keys of a JSON object as far as head shows them.
func topKeys(head []byte) (keys []string) {
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return keys
		}
		key, ok := t.(string)
		if !ok {
			return keys
		}
		keys = append(keys, key)
		for depth := 0; ; {
			t, err := d.Token()
			if err != nil {
				return keys
			}
			if delim, ok := t.(json.Delim); ok {
				if delim == '{' || delim == '[' {
					depth++
				} else {
					depth--
				}
			}
			if depth == 0 {
				break
			}
		}
	}
	return keys
}
