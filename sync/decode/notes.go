package decode

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"maps"
	"net/mail"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"consilience/model"
)

// Prose becomes notes only where that is meant: a file that begins with what
// it is about (front matter), a file that is opened by itself or that a feed
// lists, and the files of a folder that holds nothing but prose. What people
// write beside their data, such as README.md, never becomes one unasked.
// These are the parts by which Recognise says which it is.
const (
	PartNote  = "note"  // it begins with front matter
	PartProse = "prose" // plain prose
	PartAbout = "about" // named as what people write about their files
	// PartTables is no note: it has published tables, which Look.Published gives.
	PartTables = "tables"
)

// maxProse is how many bytes a note's file may have, unpacked.
const maxProse = 32 << 20

// IsProse says whether a name is that of a document, be it readable or not.
func IsProse(name string) bool { return isProse(name) }

// isProse says whether a name is that of a document.
func isProse(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".html", ".htm", ".docx", ".odt", ".pdf", ".eml", ".rtf":
		return true
	}
	return false
}

var aboutName = regexp.MustCompile(`(?i)^(readme|licen[cs]e|copying|notice|changelog|contributing|sources?|datasets?|credits|authors|citation)\b`)

func recogniseNotes(l *Look) (Kind, bool) {
	ext := strings.ToLower(path.Ext(l.Name))
	if !isProse(l.Name) && ext != ".txt" {
		return Kind{}, false
	}
	k := Kind{Format: model.FormatNotes, Part: PartProse}
	switch {
	case ext == ".docx" || ext == ".odt":
		if !l.isPacked() {
			return Kind{}, false
		}
		if p := l.unpack(); p.find("word/document.xml") == nil && p.find("content.xml") == nil {
			return Kind{}, false
		}
	case l.isPacked() || l.isDatabase() || (ext == ".pdf") != isPDF(l.Head):
		return Kind{}, false
	case ext == ".rtf":
		if !bytes.HasPrefix(l.Head, []byte(`{\rtf`)) {
			return Kind{}, false
		}
		text, _ := rtfText(l.Head) // of a longer one the beginning
		if facts, _ := frontMatter(strings.Split(text, "\n")); facts != nil {
			k.Part = PartNote
			return k, true
		}
	case ext == ".eml":
		if m, err := mail.ReadMessage(bytes.NewReader(l.Head)); err != nil || m.Header.Get("From") == "" && m.Header.Get("Subject") == "" {
			return Kind{}, false
		}
		k.Part = PartNote // it says when it was written and by whom
		return k, true
	case ext == ".pdf":
		if c := l.pdf(); c != nil && c.beginsWithFacts() {
			k.Part = PartNote
			return k, true
		}
	default:
		if facts, _ := frontMatter(strings.Split(strings.ReplaceAll(string(l.Head), "\r\n", "\n"), "\n")); facts != nil {
			k.Part = PartNote
			return k, true
		}
	}
	if aboutName.MatchString(path.Base(l.Name)) {
		k.Part = PartAbout
	}
	return k, true
}

// noteReading is notes being read.
type noteReading struct {
	j         *job
	registers *registers
	ids       map[string]bool
	others    []string // files without a row in the register
	pdf       pdfReader
}

// readNotes reads notes of documents, and the registers of meetings beside
// them, which say of what the documents are notes.
func readNotes(j *job) error {
	r := &noteReading{j: j, ids: map[string]bool{}}
	defer r.pdf.close()
	var tables map[int]bool
	var refused *model.Problem
	var err error
	if r.registers, tables, err = j.readRegisters(); err != nil {
		return err
	}
	for i := range j.content.Snapshot.Files {
		if tables[i] {
			continue
		}
		err := r.file(&j.content.Snapshot.Files[i])
		var p *model.Problem
		switch {
		case err == nil:
		case j.ctx.Err() == nil && errors.As(err, &p) && p.File != "":
			// One document that cannot be read keeps no other from coming in.
			refused = cmp.Or(refused, p)
			j.content.Snapshot.Problems = append(j.content.Snapshot.Problems, *p)
		default:
			return err
		}
	}
	if refused != nil && len(j.content.Notes) == 0 && len(r.registers.entries) == 0 {
		return refused
	}
	for _, e := range r.registers.entries {
		if e.text != "" && !e.used {
			n := e.said
			n.Text = strings.Join(strings.FieldsFunc(e.text, func(r rune) bool { return r == '\r' }), "") + "\n"
			n.ID = r.id(cmp.Or(n.Title, n.Consultation, "line-"+strconv.Itoa(int(e.line))))
			j.content.Notes = append(j.content.Notes, n)
		}
	}
	r.registers.finish(r.others)
	return nil
}

// id makes an id that no note before has.
func (r *noteReading) id(name string) string {
	id := model.NamedID(name, "note")
	for base := id; r.ids[id]; {
		id = base + "-" + strconv.Itoa(len(r.ids)+1)
	}
	r.ids[id] = true
	return id
}

// note keeps what a document holds.
func (r *noteReading) note(in *input, lines []string) error {
	e, marks := r.registers.of(in.Path), 0
	paged := strings.EqualFold(path.Ext(in.Path), ".pdf")
	if paged {
		marks = strings.Count(strings.Join(lines, ""), pageMark)
	}
	n := r.j.prose(in, lines, e)
	if n.Text == "" {
		in.skip(1, "it holds no text")
		return in.mustHold("text")
	}
	if e == nil {
		r.others = append(r.others, in.Path)
	}
	if paged {
		n.Text, n.Pages = pageStarts(n.Text, marks)
	}
	n.ID = r.id(strings.TrimSuffix(path.Base(n.File), path.Ext(n.File)))
	in.RowsRead++
	r.j.content.Notes = append(r.j.content.Notes, n)
	return nil
}

// file reads one document.
func (r *noteReading) file(file *model.File) error {
	ext := strings.ToLower(path.Ext(file.Path))
	if ext == ".docx" || ext == ".odt" {
		in, p, err := r.j.packedInput(file)
		if err != nil {
			return err
		}
		defer in.file.Close()
		return r.j.readInput(in, func(in *input) error {
			lines, err := p.paragraphs()
			if err != nil {
				return err
			}
			return r.note(in, lines)
		})
	}
	if ext == ".pdf" {
		return r.pdfFile(file)
	}
	if ext == ".rtf" {
		in, err := r.j.rawInput(file)
		if err != nil {
			return err
		}
		defer in.file.Close()
		return r.j.readInput(in, r.rtfFile)
	}
	if ext == ".eml" {
		in, err := r.j.rawInput(file) // its encoding stands in it
		if err != nil {
			return err
		}
		defer in.file.Close()
		return r.j.readInput(in, r.mailFile)
	}
	return r.j.read(file, func(in *input) error {
		b, err := io.ReadAll(io.LimitReader(in, maxProse+1))
		if err != nil {
			return err
		}
		if len(b) > maxProse {
			return wrong(model.ProblemTooLarge, in.Path, "Divide it.", "%s has more than %d MB of text. It was not used.", in.Path, maxProse>>20)
		}
		if !utf8.Valid(b) {
			return notText(in.Path, 1+strings.Count(string(b[:validBytes(b)]), "\n"))
		}
		text := strings.ReplaceAll(string(b), "\r\n", "\n")
		if ext == ".html" || ext == ".htm" {
			w := &prose{}
			w.html(html.NewTokenizer(strings.NewReader(text)))
			text = w.String()
		}
		return r.note(in, strings.Split(text, "\n"))
	})
}

// pdfFile reads the text of a PDF.
func (r *noteReading) pdfFile(file *model.File) error {
	in, err := r.j.rawInput(file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	return r.j.readInput(in, func(in *input) error {
		c, err := r.pdf.content(r.j.ctx, in.Path, in)
		if err != nil {
			return err
		}
		lines, err := pdfLines(in, c.pages)
		if err != nil {
			return err
		}
		return r.note(in, lines)
	})
}

// validBytes is how many bytes are text before the first that is not.
func validBytes(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n < 2 {
			return i
		}
		i += n
	}
	return len(b)
}

// prose makes a note of a document's lines: front matter says when and where,
// the rest is kept word by word, without white space at line ends. What it
// does not say of itself, the row of a register may.
func (j *job) prose(in *input, lines []string, e *entry) model.Note {
	n := model.Note{Source: j.source(), Language: j.content.Snapshot.Language}
	if e != nil {
		n = e.said
		n.Attributes = maps.Clone(n.Attributes)
	}
	n.File, n.Line = in.Path, 1
	facts, used := frontMatter(lines)
	n.Line += used
	lines = lines[used:]
	for _, f := range facts {
		f.value = strings.ReplaceAll(f.value, pageMark, "")
		j.fact(in, 1, &n, f)
	}
	if e != nil {
		e.differ(&n, &e.said)
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r")
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
		n.Line++
	}
	n.Text = strings.TrimRight(strings.Join(lines, "\n"), "\n")
	if n.Text != "" {
		if head, ok := strings.CutPrefix(lines[0], "# "); ok && n.Title == "" {
			n.Title = strings.TrimSpace(head)
		}
		n.Text += "\n"
	}
	return n
}
