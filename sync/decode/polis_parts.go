package decode

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
)

// The parts of a Polis export, as Kind.Part names them.
const (
	polisComments     = "comments"
	polisVotes        = "votes"
	polisParticipants = "participants"
	polisGroups       = "groups"
	polisSummary      = "summary"
	polisWorkbook     = "workbook" // all of them as sheets
	polisUnused       = "unused"   // known and not needed
)

// polisName takes a downloaded file's name apart: date and time, the report's
// id, the part.
var polisName = regexp.MustCompile(`(?i)^(?:\d{4}-\d\d-\d\d-\d{4}-)?(?:(.+?)-)??(comments|votes|participants?-votes|summary|stats-history|comment-groups|participant-importance|participant-xids|comment-clusters)\.(?:csv|tsv|txt|xlsx)$`)

// recognisePolis tells a part by its columns. The importance of statements to
// participants and the clusters of statements have columns of votes and of
// comments too, so they are looked for first, whatever the file is called.
func recognisePolis(l *Look) (Kind, bool) {
	kind := Kind{Format: model.FormatPolisExport}
	m := polisName.FindStringSubmatch(path.Base(l.Name))
	if m != nil {
		kind.Set = m[1]
	}
	if kind.Part = polisPart(l.Head); kind.Part != "" {
		return kind, true
	}
	if m != nil {
		switch strings.ToLower(m[2]) {
		case "stats-history", "participant-importance", "participant-xids", "comment-clusters":
			kind.Part = polisUnused
			return kind, true
		case "summary":
			kind.Part = polisSummary
			return kind, summaryComma(trimBOM(l.Head)) != 0
		}
	}
	return Kind{}, false
}

// polisColumns are the columns of each part, those that another part has too
// behind those that it lacks.
var polisColumns = []struct {
	part    string
	columns []column
}{
	{polisUnused, []column{{name: "participant", needed: true}, {name: "n-important", needed: true}}},
	{polisUnused, []column{{name: "n-votes", needed: true}, {name: "n-visitors", needed: true}, {name: "n-commenters", needed: true}}},
	{polisGroups, groupColumns},
	{polisComments, commentColumns},
	{polisVotes, voteColumns},
	{polisParticipants, participantColumns},
}

func polisPart(head []byte) string {
	first, rest, _ := strings.Cut(string(trimBOM(head)), "\n")
	if layerColumn.MatchString(first) && strings.Contains(first, "comment-id") {
		return polisUnused
	}
	for _, p := range polisColumns {
		if _, ok := sniff(head, p.columns); ok {
			return p.part
		}
	}
	switch {
	case strings.TrimSpace(first) == "participant,xid":
		return polisUnused
	case summaryComma([]byte(first)) != 0 && summaryLine.MatchString(first+"\n"+rest):
		return polisSummary
	}
	return ""
}

var (
	layerColumn = regexp.MustCompile(`layer\d+-cluster-id`)
	summaryLine = regexp.MustCompile(`(?m)^"?(?:voters|voters-in-conv|commenters|views)"?[,;\t]"?\d`)
	summaryKeys = regexp.MustCompile(`^"?(?:topic|url)"?([,;\t])`)
)

// summaryComma is what stands between the keys and values of a summary; 0 if the
// text begins as none does.
func summaryComma(head []byte) byte {
	if m := summaryKeys.FindSubmatch(head); m != nil {
		return m[1][0]
	}
	return 0
}

// recognisePolisBook knows the workbook that older exports came as, a sheet of
// comments and one of votes, and one part that a spreadsheet saved as a workbook.
func recognisePolisBook(l *Look) (Kind, bool) {
	if !l.isPacked() {
		return Kind{}, false
	}
	var parts []string
	for _, t := range l.tables() {
		switch part := polisSheet(t.sheet, t.rows); part {
		case polisComments, polisVotes, polisParticipants, polisGroups:
			parts = append(parts, part)
		}
	}
	kind := Kind{Format: model.FormatPolisExport, Part: polisWorkbook}
	if len(parts) == 1 {
		kind.Part = parts[0]
		if m := polisName.FindStringSubmatch(path.Base(l.Name)); m != nil {
			kind.Set = m[1]
		}
		return kind, true
	}
	return kind, len(parts) > 1 && slices.Contains(parts, polisComments)
}

// polisSheet tells which part a sheet is; empty for another.
func polisSheet(name string, rows []seenRow) string {
	switch headerWord(name) {
	case "summary":
		return polisSummary
	case "stats history":
		return polisUnused
	}
	for _, r := range rows[:min(len(rows), headerWithin)] {
		row := make([][]byte, len(r.texts))
		for i, text := range r.texts {
			row[i] = []byte(text)
		}
		for _, p := range polisColumns {
			if match(row, p.columns) != nil {
				return p.part
			}
		}
	}
	return ""
}

// parts opens the files of the export by what they are. The caller closes
// them, also if there is an error.
func (p *poll) parts() (map[string]*input, error) {
	files := map[string]*input{}
	for i := range p.content.Snapshot.Files {
		file := &p.content.Snapshot.Files[i]
		l, err := p.lookAt(file)
		if err != nil {
			return files, err
		}
		if l.isPacked() {
			if err := p.sheetParts(file, files); err != nil {
				return files, err
			}
			continue
		}
		in, err := p.input(file)
		if err != nil {
			return files, err
		}
		kind, problem := Recognise(Look{Name: in.Path, Head: in.head})
		if problem != nil || kind.Format != model.FormatPolisExport {
			_ = in.file.Close() // only read from
			if problem == nil {
				problem = wrong(model.ProblemUnrecognised, in.Path, "Compare the file's first line with the columns that the README lists.",
					"%s is not a part of a Polis export. Nothing of this poll was changed.", in.Path)
			}
			return files, problem
		}
		p.part(files, kind.Part, in)
	}
	return files, nil
}

// part keeps an open file as a part, or closes it.
func (p *poll) part(files map[string]*input, part string, in *input) {
	other := files[part]
	if other == nil && part != polisUnused {
		files[part] = in
		return
	}
	if in.sheet == nil {
		_ = in.file.Close() // only read from
	}
	if other != nil {
		p.note(in.Path, model.ProblemUnrecognised, "Keep one of the two in the folder.",
			in.Path+" was not read: "+other.Path+" holds the same part of the poll.")
	}
}

// lookAt sees the beginning of a file, without the rest.
func (j *job) lookAt(file *model.File) (Look, error) {
	blob, err := j.open(file.SHA256)
	if err != nil {
		return Look{}, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	defer blob.Close()
	l, err := LookAt(file.Path, blob)
	if err != nil {
		return Look{}, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	l.File = nil
	return l, nil
}

// sheetParts opens the sheets of a workbook.
func (p *poll) sheetParts(file *model.File, files map[string]*input) error {
	in, packed, err := p.packedInput(file)
	if err != nil {
		return err
	}
	used := false
	defer func() {
		if !used {
			_ = in.file.Close() // only read from
		}
	}()
	w, err := openWorkbook(packed)
	if err != nil {
		return err
	}
	for i := range w.sheets {
		seen, err := w.look(i)
		if err != nil {
			return w.failed(err)
		}
		part := polisSheet(seen.sheet, seen.rows)
		if part == "" || part == polisUnused {
			continue
		}
		one := *in
		one.problems = &problems{file: file.Path}
		one.sheet, err = (&book{input: &one, work: w}).open(i)
		if err != nil {
			return err
		}
		used = true
		p.part(files, part, &one)
	}
	return nil
}

// withoutComments says what cannot be known for want of comments.csv.
func (p *poll) withoutComments(files map[string]*input) {
	sign := ""
	if p.votesInSeconds && p.sign == 0 {
		sign = " Exports of October 2024 had agree and disagree the wrong way round, later ones do not; without the comments nothing tells which this is. The votes are read as they stand."
	}
	do := "Add the file comments.csv of the same export."
	switch {
	case files[polisGroups] == nil:
		p.note("", model.ProblemDisagreement, do, "The statements' texts are missing: the export came without its comments. Votes are shown by statement number."+sign)
	case p.hasVotes || p.hasFinal:
		p.note("", model.ProblemDisagreement, do, "The export came without its comments: who wrote a statement and whether it was moderated is not known."+sign)
	default:
		p.note(files[polisGroups].Path, model.ProblemDisagreement, "Add the other files of the same export.",
			"The export came with the votes by opinion group alone. They leave out everybody who is in no group: counts are of the people in groups only.")
	}
}
