package decode

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"consilience/model"
)

// A question with several answers is exported as a summary, as a column for
// each option, or as both. Where one stands without the other, it is told by
// its answers.

// isCodes says whether an answer is codes of options with a space between any
// two, as the summary of a question with several answers has them: lower-case
// letters, digits, _ and -.
func isCodes(v string) bool {
	before := ' '
	for _, r := range v {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_', r == '-', r >= utf8.RuneSelf && unicode.In(r, unicode.Ll, unicode.Nd):
		case r != ' ' || before == ' ':
			return false
		}
		before = r
	}
	return before != ' '
}

// loneOptions makes one question of the columns of options that have no
// summary: they share what stands before the last "/", and all say 0 or 1.
func (k *kobo) loneOptions() {
	var joined []string
	list := k.f.columns
	for i := 0; i < len(list); i++ {
		question, _, ok := cutLast(list[i].ID)
		if !ok {
			continue
		}
		j := i
		for j < len(list) && list[j].isOption(question) {
			j++
		}
		more := slices.ContainsFunc(list[j:], func(a *asked) bool { before, _, ok := cutLast(a.ID); return ok && before == question })
		if j-i < 2 || more || !slices.ContainsFunc(list[i:j], (*asked).chosenOnce) {
			continue
		}
		one := k.joined(question, list[i:j])
		joined = append(joined, one.Text)
		list = slices.Replace(list, i, j, one)
	}
	if k.f.columns = list; len(joined) > 0 {
		k.f.in.problems.add(0, model.ProblemAssumed, "If they are numbers of something, map the columns.",
			"%s has columns of options, all 0 or 1, without the question that they belong to. Each set was read as one question with any number of options: %s.", k.f.in.Path, inQuotes(joined, 12))
	}
}

// cutLast cuts a head at its last "/".
func cutLast(head string) (before, after string, ok bool) {
	i := strings.LastIndexByte(head, '/')
	if i < 1 || i == len(head)-1 {
		return head, "", false
	}
	return head[:i], head[i+1:], true
}

// isOption says whether a column can be an option of the question: every answer
// is 0 or 1.
func (a *asked) isOption(question string) bool {
	before, _, ok := cutLast(a.ID)
	return ok && before == question && a.rows == nil && a.Kind == "" && len(a.values) > 1 &&
		!slices.ContainsFunc(a.values[1:], func(v string) bool { return v != "0" && v != "1" })
}

// chosenOnce says whether an option was chosen at all.
func (a *asked) chosenOnce() bool { return slices.Contains(a.values, "1") }

// joined makes the question of columns of options.
func (k *kobo) joined(question string, options []*asked) *asked {
	q := options[0].Question
	q.ID, q.Text, q.Kind, q.Attribute = question, strings.ReplaceAll(lastOf(question), "_", " "), model.QuestionMultiple, ""
	one := &asked{Question: q, words: newWords(&k.f.in.kept), form: k.f, rows: []uint32{}}
	for _, a := range options {
		_, option, _ := cutLast(a.ID)
		one.known = append(one.known, option)
	}
	for i := range k.f.responses {
		for n, a := range options {
			if a.values[a.codes[i]] == "1" {
				one.answerOf(uint32(i), []byte(one.known[n]))
			}
		}
	}
	return one
}

// name matches a head as a form's own name of a question, which has no spaces.
var name = regexp.MustCompile(`^[\pL\pN_./-]+$`)

// loneSummaries finds the summaries that have no columns of options: codes with
// spaces between them. Where heads are names, so are the answers' codes, which
// have no spaces themselves; else nearly all must also stand alone.
func (k *kobo) loneSummaries() {
	var found []string
	names := !slices.ContainsFunc(k.f.columns, func(a *asked) bool { return !name.MatchString(a.ID) })
	for _, a := range k.f.columns {
		if a.Kind == "" && a.Attribute == "" && a.severalCodes(names) {
			a.Kind, a.separators = model.QuestionMultiple, []string{" "}
			found = append(found, a.Text)
		}
	}
	if len(found) > 0 {
		k.f.in.problems.add(0, model.ProblemAssumed, "If they are texts, map the columns.",
			"%s has answers that are codes with spaces between them. They were read as several options: %s.", k.f.in.Path, inQuotes(found, 12))
	}
}

// severalCodes says whether the answers are codes of options, several in a cell.
// If their names have no spaces, it is enough that they come again and again.
func (a *asked) severalCodes(names bool) bool {
	alone := map[string]bool{}
	several := 0
	for _, v := range a.values[1:] {
		if len(v) > 4*longOption || !isCodes(v) {
			return false
		}
		if !strings.Contains(v, " ") {
			alone[v] = true
		} else {
			several++
		}
	}
	if several == 0 {
		return false
	}
	all := map[string]bool{}
	given, counts := 0, a.counts()
	for place, v := range a.values[1:] {
		here := map[string]bool{}
		for code := range strings.FieldsSeq(v) {
			if here[code] {
				return false // no option is chosen twice
			}
			here[code], all[code] = true, true
			given += counts[place+1]
		}
	}
	return names && given >= 3*len(all) || len(alone) > 1 && 5*len(alone) >= 4*len(all)
}
