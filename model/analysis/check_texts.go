package analysis

import (
	"path"
	"strings"

	"consilience/model"
)

// checkTexts looks into every published text for personal data and for what a
// spreadsheet would run as a formula.
func checkTexts(s *Checked, p *pace) []model.Check {
	id := s.Snapshot.Source.ID
	var out []model.Check
	look := func(text string, what model.Phrase, file string, line int, items ...model.Ref) {
		if !p.on(1) {
			return
		}
		for _, f := range FindPersonal(text) {
			out = append(out, model.NewCheck(model.CheckPersonal, model.WorthALook, "Papers and exported files print words in its place. Ask the publisher to take it out.",
				"%s holds an item of personal data (%s), at character %d.", what, model.Phrase{One: string(f.Kind)}, f.Start+1).
				At(id, file, line+linesBefore(file, text, f.Start)).About(items...).With("from character", float64(f.Start+1), "").With("to character", float64(f.End), ""))
		}
		if model.Formula(text) {
			out = append(out, model.NewCheck(model.CheckFormula, model.GoodToKnow, "Nothing to do: every CSV that is written here has it marked as text.",
				"%s begins like a formula, which a spreadsheet would run.", what).At(id, file, line).About(items...))
		}
	}
	for _, st := range s.Statements {
		look(st.Text, words("Statement %s", st.ID), st.File, st.Line, st.Ref())
	}
	for _, t := range s.Tags {
		look(t.Description, words("The description of the tag “%s”", t.Name), t.File, t.Line, t.Ref())
	}
	for _, n := range s.Notes {
		look(n.Text, words("The note “%s”", n.ID), n.File, n.Line, n.Ref())
	}
	for _, e := range s.Excerpts {
		if e.Unanchored || e.Note == "" {
			look(e.Text, words("The excerpt “%s”", e.ID), e.File, e.Line, e.Ref())
		}
	}
	questions := map[string]model.Question{}
	for _, q := range s.Questions {
		questions[q.ID] = q
	}
	for _, c := range s.Answers {
		q := questions[c.Question]
		what := words("An answer to “%s”", q.Text)
		for i, text := range c.Texts {
			r, file, line := int(c.Responses[i]), q.File, 0
			if r < len(s.Responses) {
				file, line = s.Responses[r].File, s.Responses[r].Line
			}
			look(text, what, file, line, q.Ref())
		}
	}
	return out
}

// linesBefore is how many lines of a file a character of a text stands below the
// text's own line. It is known of plain text, which is kept line by line; in
// other files a text stands where its row or paragraph begins, and it is 0.
func linesBefore(file, text string, char int) int {
	switch strings.ToLower(path.Ext(file)) {
	case ".txt", ".text", ".md", ".markdown":
	default:
		return 0
	}
	lines := 0
	for _, r := range text {
		if char--; char < 0 {
			break
		}
		if r == '\n' {
			lines++
		}
	}
	return lines
}

// words are words with their arguments, to be set into a check.
func words(sentence string, args ...any) model.Phrase {
	return model.Phrase{One: sentence, Args: args}
}
