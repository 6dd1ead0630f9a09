package decode

import (
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// turnStart matches the beginning of a turn: who speaks, in square brackets,
// with a letter in it, so that neither a time nor the number of a reference is
// taken for a speaker.
var turnStart = regexp.MustCompile(`^\[([^\[\]]{0,60}\p{L}[^\[\]]{0,60})\][ \t]*:?[ \t]*`)

// speaker gives who speaks where a line begins a turn, and where the words
// begin in it, in bytes. A box to tick, "[x]", is none.
func speaker(line string) (name string, words int, ok bool) {
	m := turnStart.FindStringSubmatchIndex(line)
	if m == nil {
		return "", 0, false
	}
	name = strings.TrimSpace(line[m[2]:m[3]])
	return name, m[1], !strings.EqualFold(name, "x")
}

// recogniseTurns wants a plain text that begins with a turn, of which most
// paragraphs are turns, three at least, and somebody who speaks twice or two
// who speak.
func recogniseTurns(l *Look) (Kind, bool) {
	if strings.ToLower(path.Ext(l.Name)) != ".txt" {
		return Kind{}, false
	}
	lines := strings.Split(strings.ReplaceAll(string(l.Head), "\r\n", "\n"), "\n")
	_, used := frontMatter(lines)
	turns, others, first := 0, 0, true
	for i, line := range lines[used:] {
		if strings.TrimSpace(line) == "" {
			continue
		}
		_, _, ok := speaker(line)
		switch begins := i == 0 || strings.TrimSpace(lines[used+i-1]) == ""; {
		case ok:
			turns++
		case first:
			return Kind{}, false
		case begins:
			others++
		}
		first = false
	}
	return Kind{Format: model.FormatSpeakerTurns}, turns >= 3 && turns >= others
}

// readTurns reads transcripts: a note each, whose turns are passages that
// belong to the case of who spoke.
func readTurns(j *job) error {
	t := transcripts{j: j, cases: map[string]int{}, ids: map[string]bool{}}
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			b, err := io.ReadAll(io.LimitReader(in, maxProse+1))
			switch {
			case err != nil:
				return err
			case len(b) > maxProse:
				return wrong(model.ProblemTooLarge, in.Path, "Divide it.", "%s has more than %d MB of text. It was not used.", in.Path, maxProse>>20)
			case !utf8.Valid(b):
				return notText(in.Path, 1+strings.Count(string(b[:validBytes(b)]), "\n"))
			}
			n := j.prose(in, strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n"), nil)
			return t.note(in, n)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// transcripts are transcripts of one source being read.
type transcripts struct {
	j     *job
	cases map[string]int // places by speaker
	ids   map[string]bool
}

func (t *transcripts) note(in *input, n model.Note) error {
	base := strings.TrimSuffix(path.Base(in.Path), path.Ext(in.Path))
	id := model.NamedID(base, "transcript")
	for n.ID = id; t.ids[n.ID]; {
		n.ID = fmt.Sprintf("%s-%d", id, len(t.ids)+1)
	}
	t.ids[n.ID] = true
	if n.Title == "" {
		n.Title = base
	}
	turns := t.turns(in, n)
	if turns == 0 {
		return wrong(model.ProblemUnrecognised, in.Path, "Begin each turn with who speaks, as in “[Chair] Welcome.”, or open it as a note.", "%s has no turn that begins with a speaker in square brackets. It was not used.", in.Path)
	}
	t.j.content.Notes = append(t.j.content.Notes, n)
	for i := range t.j.content.Cases {
		k := &t.j.content.Cases[i]
		for _, of := range k.Excerpts {
			if strings.HasPrefix(of, n.ID+"/") {
				k.Notes = append(k.Notes, n.ID)
				break
			}
		}
	}
	return nil
}

// turns cuts a note at its speakers and gives how many turns there are.
func (t *transcripts) turns(in *input, n model.Note) (count int) {
	at, line, who := 0, n.Line, "" // at counts characters
	begin, begun := 0, 0
	var words []rune
	end := func() {
		if who != "" {
			t.turn(in, n, who, begin, begun, string(words))
			count++
		}
	}
	for _, text := range strings.SplitAfter(n.Text, "\n") {
		runes := []rune(text)
		if name, from, ok := speaker(text); ok {
			end()
			skip := utf8.RuneCountInString(text[:from])
			who, begin, begun, words = name, at+skip, line, append([]rune(nil), runes[skip:]...)
		} else {
			words = append(words, runes...)
		}
		at += len(runes)
		line++
	}
	end()
	return count
}

// turn keeps one turn; words are the note's from the character begin.
func (t *transcripts) turn(in *input, n model.Note, who string, begin, line int, words string) {
	left := strings.TrimLeft(words, " \t\n")
	begin += utf8.RuneCountInString(words) - utf8.RuneCountInString(left)
	words = strings.TrimRight(left, " \t\n")
	if words == "" {
		in.skip(uint32(line), "%s says nothing there", short(who, 60))
		return
	}
	in.RowsRead++
	x := model.Excerpt{
		Source: t.j.source(), ID: fmt.Sprintf("%s/turn-%d", n.ID, in.RowsRead+in.RowsSkipped), Note: n.ID, Start: begin, End: begin + utf8.RuneCountInString(words),
		Text: words, Language: n.Language, File: in.Path, Line: line,
	}
	i, ok := t.cases[who]
	if !ok {
		i = len(t.j.content.Cases)
		t.cases[who] = i
		t.j.content.Cases = append(t.j.content.Cases, model.Case{Source: t.j.source(), ID: who, Name: who, File: in.Path, Line: line})
	}
	t.j.content.Excerpts = append(t.j.content.Excerpts, x)
	t.j.content.Cases[i].Excerpts = append(t.j.content.Cases[i].Excerpts, x.ID)
}
