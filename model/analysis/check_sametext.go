package analysis

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"consilience/model"
)

// sharedBy is in how many texts that differ a sentence must stand to be told.
const sharedBy = 3

// said is a free text that somebody wrote, and where it stands.
type said struct {
	text, file string
	line       int
	item       model.Ref
}

// checkSameTexts lists texts of at least 40 letters that came more than once,
// and sentences of that length that stand word for word in three texts or more:
// a campaign gives people words to copy. Capitals, accents, punctuation and
// blanks make no difference. Nothing is left out of any count because of it.
func checkSameTexts(s *Checked, p *pace) []model.Check {
	var notes []said
	for _, n := range s.Notes {
		notes = append(notes, said{n.Text, n.File, n.Line, n.Ref()})
	}
	out := s.sameTexts(notes, words("the notes and comments"), p)
	questions := map[string]model.Question{}
	for _, q := range s.Questions {
		questions[q.ID] = q
	}
	for _, c := range s.Answers {
		q := questions[c.Question]
		if q.Kind != model.QuestionOpen || len(c.Texts) < 2 {
			continue
		}
		answers := make([]said, 0, len(c.Texts))
		for i, text := range c.Texts {
			a := said{text: text, file: q.File, item: q.Ref()}
			if r := int(c.Responses[i]); r < len(s.Responses) {
				a.file, a.line = s.Responses[r].File, s.Responses[r].Line
			}
			answers = append(answers, a)
		}
		out = append(out, s.sameTexts(answers, words("the answers to “%s”", q.Text), p)...)
	}
	return out
}

const askCopies = "All are counted. Read them as one voice that many lent theirs to, and say so where you rest on them."

// sameTexts looks through texts that stand beside each other.
func (s *Checked) sameTexts(texts []said, where model.Phrase, p *pace) []model.Check {
	if len(texts) < 2 {
		return nil
	}
	whole, parts := map[uint64][]int{}, map[uint64][]int{}
	spans := map[uint64]model.Span{}
	for i, t := range texts {
		if !p.on(1) {
			return nil
		}
		if len(t.text) < ownWords {
			continue
		}
		folded := FoldText(t.text)
		if utf8.RuneCountInString(folded) < ownWords {
			continue
		}
		hash := hashOf(folded)
		whole[hash] = append(whole[hash], i)
		if len(whole[hash]) > 1 {
			continue // its sentences were looked at with the first of the kind
		}
		runes := []rune(t.text)
		for _, span := range model.Sentences(t.text) {
			if span.End-span.Start < ownWords {
				continue
			}
			sentence := hashOf(FoldText(string(runes[span.Start:span.End])))
			if at := parts[sentence]; len(at) == 0 {
				spans[sentence] = span
			} else if at[len(at)-1] == i {
				continue
			}
			parts[sentence] = append(parts[sentence], i)
		}
	}
	out := s.toldTexts(texts, where, alikeGroups(whole, 2), func(group []int, _ uint64) model.Phrase {
		return words("The same text came %d times among %s: “%s”", len(group), where, excerpted(texts[group[0]].text))
	})
	return append(out, s.toldTexts(texts, where, alikeGroups(parts, sharedBy), func(group []int, hash uint64) model.Phrase {
		return words("One sentence stands word for word in %d texts that otherwise differ, among %s: “%s”", len(group), where, excerpted(string([]rune(texts[group[0]].text)[spans[hash].Start:spans[hash].End])))
	})...)
}

// group is a hash and the places that have it.
type group struct {
	hash   uint64
	places []int
}

// alikeGroups are the groups of at least so many, the largest first.
func alikeGroups(by map[uint64][]int, least int) []group {
	var list []group
	for hash, places := range by {
		if len(places) >= least {
			list = append(list, group{hash, places})
		}
	}
	slices.SortFunc(list, func(a, b group) int {
		return cmp.Or(len(b.places)-len(a.places), slices.Compare(a.places, b.places), cmp.Compare(a.hash, b.hash))
	})
	return list
}

// toldTexts makes a check of each group, and one of all that are too many.
func (s *Checked) toldTexts(texts []said, where model.Phrase, groups []group, say func(places []int, hash uint64) model.Phrase) []model.Check {
	var out []model.Check
	for i, g := range groups {
		first := texts[g.places[0]]
		if i == listedAlike {
			return append(out, model.NewCheck(model.CheckSameText, model.GoodToKnow, askCopies, "%s",
				model.Phrase{One: "%d more text or sentence came more than once among %s.", Other: "%d more texts or sentences came more than once among %s.", N: len(groups) - i, Args: []any{where}}).
				At(s.Snapshot.Source.ID, first.file, 0))
		}
		severity := model.GoodToKnow
		if len(g.places) >= manyCopies {
			severity = model.WorthALook
		}
		phrase := say(g.places, g.hash)
		c := model.NewCheck(model.CheckSameText, severity, askCopies, phrase.One, phrase.Args...).
			At(s.Snapshot.Source.ID, first.file, first.line).With("times", float64(len(g.places)), "")
		for _, place := range g.places[:min(len(g.places), 20)] {
			if item := texts[place].item; !slices.Contains(c.Items, item) {
				c = c.About(item)
			}
		}
		out = append(out, c)
	}
	return out
}

// manyCopies is from how many copies a text is worth a look.
const manyCopies = 5

// excerpted is the beginning of a text, without personal data.
func excerpted(text string) string {
	const most = 160
	r := []rune(Redact(text))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "…"
}
