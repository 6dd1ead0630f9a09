package decode

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// How the kind of a question is decided that its publisher does not state. The
// first rule that fits the answers decides; those of a grid are taken together.
//
//  1. Nobody answered: open.
//  2. All are whole numbers from 0 to 10: a scale, with the ends as answered.
//     All are other numbers: a number.
//  3. All are days: a date.
//  4. The question says that several answers may be given, or cells that are
//     cut at the separator have parts that come again and again: multiple.
//  5. Few different answers that come again and again, words of agreement, codes
//     of options such as A4, or an attribute of the person: choice.
//  6. Everything else: open.
//
// An option that came once, among twenty answers or more of which most came
// again, was written in under "other".
const (
	maxOptions   = 5000
	mostOptions  = 60  // different answers that make a choice
	longOption   = 200 // characters of an option
	manyAnswers  = 20  // from how many answers on single ones are taken as written in
	writtenShare = 5   // single answers are at most one in so many
)

// decide gives every question its kind. The error is that of a context which
// ended.
func (f *form) decide() error {
	grids := map[string][]*asked{}
	var order []string
	for i, a := range f.columns {
		if a.Kind != "" && a.Kind != model.QuestionScale && a.Kind != model.QuestionMultiple && a.Kind != model.QuestionChoice {
			continue
		}
		key := "\x00" + strconv.Itoa(i)
		if a.Block != "" && a.Part != "" && !a.alone {
			key = a.Block + "\x00" + string(a.Kind)
		}
		if grids[key] == nil {
			order = append(order, key)
		}
		grids[key] = append(grids[key], a)
	}
	decided := make([]decision, len(order))
	if err := f.spread(len(order), func(i int) { decided[i] = decideOne(grids[order[i]]) }); err != nil {
		return err
	}
	for _, d := range decided {
		f.merged = append(f.merged, d.merged...)
		if d.assumed > 0 {
			f.made[d.kind] += d.assumed
		}
	}
	return nil
}

// decision is what was decided by rule of a question or a grid.
type decision struct {
	kind    model.QuestionKind
	assumed int      // how many questions' kind was not stated
	merged  []string // options that hold the separator
}

// decideOne decides for a question, or for the rows of a grid together.
func decideOne(grid []*asked) decision {
	t := gather(grid)
	stated := grid[0].Kind
	kind := stated
	var d decision
	var splits map[string][]string
	if kind == "" || kind == model.QuestionMultiple {
		splits, d.merged = split(grid, t)
	}
	if kind == "" {
		kind = t.kind(grid[0], splits != nil)
	}
	var options []string
	written := 0
	switch kind {
	case model.QuestionChoice:
		if options, written = t.options(grid[0].known, grid[0].wrote); len(options) > maxOptions {
			kind, options, written = model.QuestionOpen, nil, 0
		}
	case model.QuestionMultiple:
		parts := newTally()
		for i, v := range t.order {
			for _, part := range partsOf(splits, v) {
				parts.add(part, t.counts[i])
			}
		}
		if options, written = parts.options(grid[0].known, grid[0].wrote); len(options) > maxOptions {
			kind, options, written = model.QuestionOpen, nil, 0
		}
	case model.QuestionScale:
		low, high, ok := t.ends()
		for _, a := range grid {
			if ok && a.Low == nil {
				a.Low, a.High = &low, &high
			}
			a.Assumed = true
		}
	}
	for _, a := range grid {
		a.Kind = kind
		a.Options, a.Written = options, written
		if kind == model.QuestionMultiple {
			a.splits = splits
		}
		if stated == "" && t.n > 0 {
			a.Assumed = true
			d.assumed++
		} else if (kind == model.QuestionChoice || kind == model.QuestionMultiple) && len(a.known) == 0 {
			a.Assumed = true
		}
		if kind == model.QuestionOpen {
			a.Attribute = ""
		}
	}
	d.kind = kind
	return d
}

// tally counts different answers, in order of first appearance.
type tally struct {
	order  []string
	counts []int // how often each was given
	n      int   // how many were given
	places words // where answers of several questions are looked up
}

func newTally() tally { return tally{places: newWords(nil)} }

func (t *tally) add(value string, n int) {
	code, fresh := t.places.ofText(value)
	if fresh {
		t.order, t.counts = append(t.order, value), append(t.counts, 0)
	}
	t.counts[code-1] += n
	t.n += n
}

// gather counts the answers of questions together.
func gather(grid []*asked) tally {
	t := newTally()
	if len(grid) == 1 { // whose values differ
		counts := grid[0].counts()
		t.order, t.counts = make([]string, 0, len(counts)), make([]int, 0, len(counts))
		for code, n := range counts {
			if n > 0 {
				t.order, t.counts, t.n = append(t.order, grid[0].values[code]), append(t.counts, n), t.n+n
			}
		}
		return t
	}
	for _, a := range grid {
		counts := a.counts()
		for code, value := range a.values {
			if counts[code] > 0 {
				t.add(value, counts[code])
			}
		}
	}
	return t
}

func (t *tally) kind(a *asked, several bool) model.QuestionKind {
	switch {
	case t.n == 0:
		return model.QuestionOpen
	case a.Attribute == "" && t.all(wholeTen) && len(t.order) <= 11:
		return model.QuestionScale
	case t.all(func(s string) bool { _, ok := quantity(s); return ok }):
		return model.QuestionNumber
	case t.all(isDay):
		return model.QuestionDate
	case several:
		return model.QuestionMultiple
	case t.choice(a):
		return model.QuestionChoice
	}
	return model.QuestionOpen
}

func (t *tally) all(is func(string) bool) bool {
	for _, v := range t.order {
		if !is(v) {
			return false
		}
	}
	return true
}

// quantity reads a number as people write it: 3, 3.5, 3,5, 1,234.
func quantity(s string) (float64, bool) {
	if len(s) > 40 {
		return 0, false
	}
	if grouped.MatchString(s) {
		n, ok := count(s)
		if !ok {
			return 0, false
		}
		return float64(*n), true
	}
	return number(s)
}

func wholeTen(s string) bool {
	v, ok := quantity(s)
	return ok && v >= 0 && v <= 10 && v == float64(int(v))
}

// day matches a day, and a time of day after it, as programs write it.
var day = regexp.MustCompile(`^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ]\d{1,2}[:h]\d{2}.*)?$`)

func isDay(s string) bool { return len(s) <= 40 && day.MatchString(s) }

// optionCode matches the code of an option, such as A4.
var optionCode = regexp.MustCompile(`^(?:[A-Z]{1,3}\d{1,4}|-oth-)$`)

// choice says whether the answers are options.
func (t *tally) choice(a *asked) bool {
	again, single := 0, 0 // different answers that came again, and once
	for i, v := range t.order {
		if len(v) > longOption && utf8.RuneCountInString(v) > longOption {
			return false
		}
		if t.counts[i] > 1 {
			again++
		} else {
			single++
		}
	}
	switch {
	case len(a.known) > 0:
		return true
	case a.Attribute != "" && again+single <= mostOptions:
		return true
	case again+single <= mostOptions && (t.all(isAgreement) || t.all(optionCode.MatchString)):
		return true
	case t.n >= manyAnswers:
		single = max(0, single-len(a.wrote))
		return again > 0 && again <= mostOptions && single*writtenShare <= t.n && 2*(again+single) <= t.n
	}
	return 2*(again+single) <= t.n
}

// options lists the options in a sensible order, those written in last.
func (t *tally) options(known []string, wrote map[string]bool) (list []string, written int) {
	if len(known) > 0 || len(wrote) > 0 {
		stated := make(map[string]bool, len(known))
		for _, v := range known {
			stated[v] = true
		}
		list = slices.Clone(known)
		var own []string
		for _, v := range t.order {
			switch {
			case stated[v]:
			case len(known) > 0 || wrote[v]:
				own = append(own, v)
			default:
				list = append(list, v)
			}
		}
		return append(list, own...), len(own)
	}
	var own []string
	for i, v := range t.order {
		if t.n >= manyAnswers && t.counts[i] == 1 && len(t.order) > 2 && !isAgreement(v) {
			own = append(own, v)
			continue
		}
		list = append(list, v)
	}
	if (len(own))*writtenShare > t.n || len(list) == 0 {
		list, own = slices.Clone(t.order), nil
	}
	sortAgreement(list)
	if !slices.ContainsFunc(list, func(v string) bool { return !optionCode.MatchString(v) }) {
		slices.SortStableFunc(list, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	}
	return append(list, own...), len(own)
}

// ends gives the least and the greatest number answered.
func (t *tally) ends() (low, high float64, ok bool) {
	for _, v := range t.order {
		x, is := quantity(v)
		if !is {
			continue
		}
		if !ok {
			low, high, ok = x, x, true
		}
		low, high = min(low, x), max(high, x)
	}
	return low, high, ok
}

// kindsInWords counts kinds for a sentence.
func kindsInWords(made map[model.QuestionKind]int) string {
	var parts []string
	for _, k := range []struct {
		kind model.QuestionKind
		word string
	}{
		{model.QuestionChoice, "one option of several"}, {model.QuestionMultiple, "any number of options"},
		{model.QuestionScale, "a scale, with the lowest and highest answers as its ends"}, {model.QuestionRanking, "a ranking"},
		{model.QuestionPoints, "points to be shared out"}, {model.QuestionNumber, "a number"}, {model.QuestionDate, "a date"},
		{model.QuestionOpen, "free text"}, {model.QuestionWords, "single words"},
	} {
		if n := made[k.kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d as %s", n, k.word))
		}
	}
	return strings.Join(parts, ", ")
}
