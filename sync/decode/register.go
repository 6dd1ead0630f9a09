package decode

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"consilience/model"
)

// PartRegister is the part of a register of meetings among notes: a table of
// which each row says of one meeting when, where and with whom it was held.
const PartRegister = "register"

// registerHeads are the words for the columns of a register that front matter
// does not know, in English, Spanish and French. The others are factWords.
var registerHeads = map[string]string{
	"file": "file", "filename": "file", "file name": "file", "document": "file", "notes file": "file", "minutes file": "file", "archivo": "file",
	"fichero": "file", "documento": "file", "nombre del archivo": "file", "nombre de archivo": "file", "fichier": "file", "nom du fichier": "file", "nom de fichier": "file",
	"notes": "text", "summary": "text", "minutes": "text", "key points": "text", "discussion": "text", "what was said": "text", "report": "text",
	"resumen": "text", "notas": "text", "acta": "text", "puntos clave": "text", "résumé": "text", "compte rendu": "text", "compte-rendu": "text", "synthèse": "text",
	"date of meeting": "date", "meeting date": "date", "fecha de la reunión": "date", "date de la réunion": "date",
	"name": "title", "nombre": "title", "nom": "title", "subject": "title", "asunto": "title", "objet": "title", "topic": "title", "tema": "title", "sujet": "title",
}

// registerDrop are columns of personal data, which are not kept.
var registerDrop = regexp.MustCompile(`^(e ?mails?|.*e mail address|email address|phone|telephone|mobile|contact.*|correo.*|tel[ée]fono|courriel|téléphone|names of .*|participant names|nombres de .*|noms des .*)$`)

// registerRole is what a column of a register is: a known word, "drop", or "".
func registerRole(head string) string {
	word := headerWord(head)
	switch role := registerHeads[word]; {
	case role != "":
		return role
	case factWords[word] != "" && factWords[word] != "private":
		return factWords[word]
	case factWords[word] == "private" || registerDrop.MatchString(word):
		return "drop"
	}
	return ""
}

// register is a register being read.
type register struct {
	roles []string // of the columns
	heads []string
}

// isRegister says whether a row is a register's header: it has a column of
// files beside another known one, or date, place and participants.
func isRegister(row []string) bool {
	has := map[string]int{}
	for _, head := range row {
		if role := registerRole(head); role != "" {
			has[role]++
		}
	}
	if has["date"] > 1 || has["place"] > 1 || has["participants"] > 1 || has["file"] > 1 {
		return false // which of them is meant is not known
	}
	return has["file"] == 1 && has["date"]+has["place"]+has["participants"]+has["consultation"] > 0 ||
		has["date"] == 1 && has["place"] == 1 && has["participants"] == 1
}

// registerIn finds a register's header among the first rows of the sheets: the
// sheet and the place of the row. With a column of files, one of the rows
// must name a document, so that a table of another kind is not taken for one.
func registerIn(l *Look) (sheet, row int, ok bool) {
	for i, t := range l.tables() {
		for k, r := range t.rows[:min(len(t.rows), headerWithin)] {
			if !isRegister(r.texts) {
				continue
			}
			file := slices.IndexFunc(r.texts, func(head string) bool { return registerRole(head) == "file" })
			if file < 0 || slices.ContainsFunc(t.rows[k+1:], func(r seenRow) bool {
				return file < len(r.texts) && (isProse(r.texts[file]) || strings.EqualFold(path.Ext(r.texts[file]), ".txt"))
			}) {
				return i, k, true
			}
		}
	}
	return 0, 0, false
}

func recogniseRegister(l *Look) (Kind, bool) {
	_, _, ok := registerIn(l)
	return Kind{Format: model.FormatNotes, Part: PartRegister}, ok
}

// entry is one row of a register.
type entry struct {
	file  string // as written; empty if it names none
	text  string
	facts []fact
	line  uint32
	in    *input
	used  bool
	said  model.Note // what it says of the meeting
}

// fileKey is how the name of a file is compared: without its folders, whatever
// the case of its letters and however an accent is written.
func fileKey(name string) string {
	return strings.ToLower(norm.NFC.String(path.Base(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"))))
}

// names says whether the entry is of a file: by its name, with or without its
// ending.
func (e *entry) names(file string) bool {
	a, b := fileKey(e.file), fileKey(file)
	return e.file != "" && (a == b || a == strings.TrimSuffix(b, path.Ext(b)))
}

// registerFiles is how many files of a register RegisterFiles gives.
const registerFiles = 10_000

// RegisterFiles gives the names of files that stand in the first rows of a
// register, so that a folder's documents that one names are known to be notes.
func RegisterFiles(l *Look) []string {
	sheet, row, ok := registerIn(l)
	if !ok {
		return nil
	}
	t := l.tables()[sheet]
	at := slices.IndexFunc(t.rows[row].texts, func(head string) bool { return registerRole(head) == "file" })
	var names []string
	for _, r := range t.rows[row+1:] {
		if at >= 0 && at < len(r.texts) && r.texts[at] != "" && len(names) < registerFiles {
			names = append(names, r.texts[at])
		}
	}
	return names
}

// Names says whether a register's word for a file means the file of a path.
func Names(word, file string) bool { return (&entry{file: word}).names(file) }

// read reads the rows of one register. Its problems are kept for finish.
func (r *registers) read(file *model.File, sheet int) error {
	var late *problems
	err := r.j.book(file, func(b *book) error {
		g, err := b.open(sheet)
		if err != nil {
			return err
		}
		defer g.close()
		ok, err := g.headed(isRegister)
		if err != nil {
			return err
		}
		if !ok {
			return wrong(model.ProblemUnrecognised, b.Path, "Give its columns the heads File, Date, Place and Participants.", "%s has no header of a register of meetings. It was not used.", b.Path)
		}
		t := &register{heads: g.texts()}
		var dropped []string
		for _, head := range t.heads {
			role := registerRole(head)
			if role == "drop" {
				dropped = append(dropped, head)
			}
			t.roles = append(t.roles, role)
		}
		if len(dropped) > 0 {
			b.problems.add(g.line, model.ProblemLeftOut, "", "The columns %s of %s are personal data and were not kept.", inQuotes(dropped, 12), b.Path)
		}
		for {
			if ok, err = g.next(); err != nil || !ok {
				break
			}
			e := t.entry(g)
			e.said = r.j.entryNote(e)
			r.entries = append(r.entries, e)
			b.RowsRead++
		}
		if err == nil {
			err = b.mustHold("row on a meeting")
		}
		late, b.problems = b.problems, &problems{file: b.Path}
		for _, e := range r.entries {
			if e.in == b.input {
				e.in = &input{File: file, problems: late}
			}
		}
		return err
	})
	if late != nil {
		r.inputs = append(r.inputs, &input{File: file, problems: late})
	}
	return err
}

// entry takes a row apart.
func (r *register) entry(g *grid) *entry {
	e := &entry{line: g.line, in: g.input}
	for i, text := range g.texts() {
		if i >= len(r.roles) || text == "" {
			continue
		}
		switch role := r.roles[i]; role {
		case "drop":
		case "file":
			e.file = text
		case "text":
			e.text = joined(e.text, text)
		case "":
			if r.heads[i] != "" {
				e.facts = append(e.facts, fact{strings.ToLower(r.heads[i]), text})
			}
		default:
			e.facts = append(e.facts, fact{role, text})
		}
	}
	return e
}

// joined puts a paragraph behind others.
func joined(text, more string) string {
	if text == "" {
		return more
	}
	return text + "\n" + more
}

// note makes a note of what an entry says.
func (j *job) entryNote(e *entry) model.Note {
	n := model.Note{Source: j.source(), Language: j.content.Snapshot.Language, File: e.in.Path, Line: int(e.line)}
	for _, f := range e.facts {
		j.fact(e.in, e.line, &n, f)
	}
	return n
}

// differ lists where a note says something else than the register's row of it.
// What the note itself says is kept. Dates are compared only where both are
// written as numbers of year, month and day.
func (e *entry) differ(n, said *model.Note) {
	people := func(n *model.Note) string {
		if n.Participants == nil {
			return ""
		}
		return strconv.Itoa(*n.Participants)
	}
	for _, f := range []struct{ name, own, said string }{
		{"date", n.Date, said.Date}, {"place", n.Place, said.Place}, {"meeting", n.Consultation, said.Consultation}, {"number of participants", people(n), people(said)},
	} {
		if f.said == "" || strings.EqualFold(f.own, f.said) || f.name == "date" && !(isoDate.MatchString(f.own) && isoDate.MatchString(f.said)) {
			continue
		}
		e.in.problems.add(e.line, model.ProblemDisagreement, "Find out which is right and correct the other.",
			"%s gives the %s “%s”, and line %d of %s “%s”. What the note itself says was used.", n.File, f.name, short(f.own, 60), e.line, e.in.Path, short(f.said, 60))
	}
}

var isoDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// registers are the registers of a source.
type registers struct {
	j       *job
	entries []*entry
	inputs  []*input
}

// readRegisters reads the registers among the files of a source; the others
// are left to be read as prose.
func (j *job) readRegisters() (*registers, map[int]bool, error) {
	r, is := &registers{j: j}, map[int]bool{}
	for i := range j.content.Snapshot.Files {
		file := &j.content.Snapshot.Files[i]
		blob, err := j.open(file.SHA256)
		if err != nil {
			return nil, nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
		}
		l, err := LookAt(file.Path, blob)
		sheet, found := 0, false
		if err == nil && !isProse(file.Path) {
			sheet, _, found = registerIn(&l)
		}
		_ = blob.Close() // only read from
		if err != nil {
			return nil, nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
		}
		if !found {
			continue
		}
		is[i] = true
		if err := r.read(file, sheet); err != nil {
			return nil, nil, err
		}
	}
	return r, is, nil
}

// of gives the entry of a file, or nil.
func (r *registers) of(file string) *entry {
	var found *entry
	for _, e := range r.entries {
		if !e.names(file) {
			continue
		}
		e.used = true
		if found == nil {
			found = e
			continue
		}
		e.in.problems.add(e.line, model.ProblemDisagreement, "Keep one row for each file.",
			"Line %d of %s is about %s, as line %d is already. The earlier one was used for the note.", e.line, e.in.Path, file, found.line)
	}
	return found
}

// finish lists what does not fit: rows without a file, files without a row.
// Then it counts who took part.
func (r *registers) finish(others []string) {
	named := false
	for _, e := range r.entries {
		if e.file == "" {
			continue
		}
		named = true
		if !e.used {
			e.in.problems.add(e.line, model.ProblemLeftOut, "Put the file beside the register, or correct its name there.",
				"Line %d of %s names “%s”, which is not here. The meeting counts as held; there is no note of it.", e.line, e.in.Path, short(e.file, 80))
		}
	}
	for _, e := range r.entries {
		if named && e.file == "" && e.text == "" {
			e.in.problems.add(e.line, model.ProblemLeftOut, "Name the file of its notes in the register.",
				"Line %d of %s names no file. The meeting counts as held; there is no note of it.", e.line, e.in.Path)
		}
	}
	if len(r.entries) > 0 && named {
		in := r.entries[0].in
		for _, file := range others {
			in.problems.add(0, model.ProblemLeftOut, "Add a row for it to the register.", "%s has no row in %s. It was read, with what it says of itself.", file, in.Path)
		}
	}
	r.heard()
	for _, in := range r.inputs {
		in.problems.byLine()
		r.j.content.Snapshot.Problems = append(r.j.content.Snapshot.Problems, in.problems.all()...)
	}
}
