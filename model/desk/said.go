package desk

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper/compose"
)

// AnswerRef names one answer in words to a question: the question's reference,
// "@" and the response's id.
func AnswerRef(q model.Question, response string) model.Ref {
	return q.Ref() + model.Ref("@"+response)
}

// Said finds a passage of a note, a whole note or an answer in words by its
// reference; ok is false if it is not here.
func (s State) Said(ref model.Ref) (said compose.Said, ok bool) {
	for _, e := range s.Excerpts {
		if e.Ref() == ref {
			said = compose.Said{Text: e.Text, Language: e.Language, File: e.File, Line: e.Line}
			if n := s.note(model.NewRef(e.Source, e.Note)); n != nil && e.Note != "" {
				if said.Language == "" {
					said.Language = n.Language
				}
				if said.File == "" { // marked by a member
					said.File, said.Line = n.File, n.Line
				}
			}
			return said, true
		}
	}
	if n := s.note(ref); n != nil {
		return compose.Said{Text: n.Text, Language: n.Language, File: n.File, Line: n.Line}, true
	}
	at := strings.LastIndexByte(string(ref), '@')
	if at < 0 {
		return said, false
	}
	of, response := ref[:at], string(ref[at+1:])
	for _, q := range s.Questions {
		if q.Question.Ref() != of {
			continue
		}
		for i, t := range q.Texters {
			if t.Response == response {
				return compose.Said{Text: q.Texts[i], Language: q.Question.Language, File: q.Question.File, Line: t.Line}, true
			}
		}
	}
	return said, false
}

// asked says whether a reference is that of a question or of one of its options.
func (s State) asked(ref model.Ref) bool {
	whole, option := analysis.CutOption(ref)
	return slices.ContainsFunc(s.Questions, func(q Question) bool {
		return q.Question.Ref() == ref || q.Question.Ref() == whole && option >= 0 && option < len(q.Question.Options)
	})
}

func (s State) note(ref model.Ref) *model.Note {
	for i := range s.Notes {
		if s.Notes[i].Ref() == ref {
			return &s.Notes[i]
		}
	}
	return nil
}
