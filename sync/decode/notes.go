package decode

import (
	"encoding/xml"
	"io"
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
)

// maxProse is how many bytes a note's file may have, unpacked.
const maxProse = 32 << 20

// isProse says whether a name is that of a document.
func isProse(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".html", ".htm", ".docx", ".odt":
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
	case l.isPacked() || l.isDatabase():
		return Kind{}, false
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

// readNotes reads one note a file.
func readNotes(j *job) error {
	ids := map[string]bool{}
	for i := range j.content.Snapshot.Files {
		file := &j.content.Snapshot.Files[i]
		read := func(in *input, lines []string) error {
			n := j.prose(in, lines)
			if n.Text == "" {
				in.skip(1, "it holds no text")
				return in.mustHold("text")
			}
			id := model.Slug(strings.TrimSuffix(path.Base(file.Path), path.Ext(file.Path)))
			if id == "" {
				id = "note"
			}
			for n.ID = id; ids[n.ID]; {
				n.ID = id + "-" + strconv.Itoa(len(ids)+1)
			}
			ids[n.ID] = true
			in.RowsRead++
			j.content.Notes = append(j.content.Notes, n)
			return nil
		}
		ext := strings.ToLower(path.Ext(file.Path))
		if ext == ".docx" || ext == ".odt" {
			in, p, err := j.packedInput(file)
			if err != nil {
				return err
			}
			err = j.readInput(in, func(in *input) error {
				lines, err := p.paragraphs()
				if err != nil {
					return err
				}
				return read(in, lines)
			})
			_ = in.file.Close() // only read from
			if err != nil {
				return err
			}
			continue
		}
		err := j.read(file, func(in *input) error {
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
			return read(in, strings.Split(text, "\n"))
		})
		if err != nil {
			return err
		}
	}
	return nil
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
// the rest is kept word by word, without white space at line ends.
func (j *job) prose(in *input, lines []string) model.Note {
	n := model.Note{Source: j.source(), Language: j.content.Snapshot.Language, File: in.Path, Line: 1}
	facts, used := frontMatter(lines)
	n.Line += used
	lines = lines[used:]
	for _, f := range facts {
		j.fact(in, &n, f)
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

// fact is one line of front matter.
type fact struct{ key, value string }

// factWords are the words for what a note's front matter says, in English,
// Spanish and French.
var factWords = map[string]string{
	"date": "date", "fecha": "date", "place": "place", "location": "place", "venue": "place", "lugar": "place", "lieu": "place",
	"participants": "participants", "attendees": "participants", "number of participants": "participants", "participantes": "participants",
	"número de participantes": "participants", "asistentes": "participants", "nombre de participants": "participants",
	"consultation": "consultation", "meeting": "consultation", "event": "consultation", "conversation": "consultation", "consulta": "consultation",
	"reunión": "consultation", "evento": "consultation", "conversación": "consultation", "réunion": "consultation", "événement": "consultation",
	"language": "language", "lang": "language", "idioma": "language", "langue": "language", "title": "title", "título": "title", "titre": "title",
	"author": "author", "autor": "author", "autora": "author", "auteur": "author", "rapporteur": "author",
}

var factLine = regexp.MustCompile(`^(\p{L}[\p{L}\d _-]{0,40}?)\s*:\s*(.*)$`)

// frontMatter reads what stands before the text: a block between lines of
// three hyphens, or lines "Key: value" of which at least two say something
// known. It gives the facts and how many lines they take; nil if there is none.
func frontMatter(lines []string) ([]fact, int) {
	at := 0
	for at < len(lines) && strings.TrimSpace(lines[at]) == "" {
		at++
	}
	fenced := at < len(lines) && strings.TrimRight(lines[at], " \t\r") == "---"
	if fenced {
		at++
	}
	var facts []fact
	known := 0
	for ; at < len(lines); at++ {
		line := strings.TrimRight(lines[at], " \t\r")
		if fenced && (line == "---" || line == "...") {
			at++
			break
		}
		m := factLine.FindStringSubmatch(line)
		item, isItem := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch {
		case m != nil:
			key := strings.ToLower(m[1])
			if word, ok := factWords[key]; ok {
				key = word
				known++
			}
			facts = append(facts, fact{key, strings.Trim(m[2], `"'`)})
			continue
		case fenced && isItem && len(facts) > 0:
			last := &facts[len(facts)-1]
			if last.value != "" {
				last.value += ", "
			}
			last.value += item
			continue
		case fenced && line == "":
			continue
		case fenced:
			return nil, 0 // a rule, and no front matter
		}
		break
	}
	if known == 0 || !fenced && known < 2 {
		return nil, 0
	}
	return facts, at
}

// fact puts one line of front matter where it belongs. Of a list of names, how
// many there are is kept, the names are not.
func (j *job) fact(in *input, n *model.Note, f fact) {
	switch f.key {
	case "date":
		n.Date = f.value
	case "place":
		n.Place = f.value
	case "consultation":
		n.Consultation = f.value
	case "language":
		n.Language = f.value
	case "title":
		n.Title = f.value
	case "author":
		if strings.Contains(f.value, "@") {
			in.problems.add(1, model.ProblemLeftOut, "", "The author of %s is an e-mail address, which is personal data and was not kept.", in.Path)
			return
		}
		n.Author = f.value
	case "participants":
		people, ok := count(f.value)
		if !ok {
			names := strings.FieldsFunc(strings.Trim(f.value, "[]"), func(r rune) bool { return r == ',' || r == ';' })
			number := len(names)
			people = &number
			in.problems.add(1, model.ProblemLeftOut, "", "%s names its participants. They were counted (%d) and their names were not kept.", in.Path, number)
		}
		n.Participants = people
	default:
		n.Attributes = with(n.Attributes, f.key, f.value)
	}
}

// paragraphs gives the text of a DOCX or ODT document, a paragraph a line. What
// was deleted under review, comments and fallbacks are no text.
func (p *packed) paragraphs() ([]string, error) {
	part := p.find("word/document.xml")
	if part == nil {
		part = p.find("content.xml")
	}
	if part == nil {
		return nil, wrong(model.ProblemUnrecognised, p.name, "", "%s holds no text document. It was not used.", path.Base(p.name))
	}
	r, err := p.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: 2 * maxProse}
	d := xml.NewDecoder(limited)
	var lines []string
	var line strings.Builder
	silent, text := 0, 0
	for {
		t, err := d.RawToken()
		if limited.N <= 0 {
			return nil, p.tooLarge("its text would have more than %d MB", 2*maxProse>>20)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, wrong(model.ProblemTruncated, p.name, "Export it again.", "%s is damaged: its text cannot be read. It was not used.", path.Base(p.name)).Because(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "Fallback" || name == "del" || name == "tracked-changes" || name == "annotation" || name == "instrText":
				silent++
			case name == "t" || name == "h" || name == "p" && t.Name.Space == "text":
				text++
			case name == "tab" || name == "br" || name == "line-break" || name == "cr" || name == "s":
				line.WriteByte(' ')
			}
		case xml.EndElement:
			switch name := t.Name.Local; {
			case name == "Fallback" || name == "del" || name == "tracked-changes" || name == "annotation" || name == "instrText":
				silent = max(0, silent-1)
			case name == "t":
				text = max(0, text-1)
			case name == "p" || name == "h":
				if t.Name.Space == "text" {
					text = max(0, text-1)
				}
				if s := strings.TrimSpace(line.String()); s != "" {
					lines = append(lines, s)
				}
				line.Reset()
			}
		case xml.CharData:
			if silent == 0 && text > 0 {
				line.WriteString(strings.ToValidUTF8(string(t), "\uFFFD"))
			}
		}
	}
	return append(lines, line.String()), nil
}
