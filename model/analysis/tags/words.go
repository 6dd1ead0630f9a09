package tags

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Text is a text to count words in; Language is a BCP 47 tag or empty.
type Text struct{ Words, Language string }

// WordCount is a word as it is written most often, and how often it occurs.
type WordCount struct {
	Word  string
	Count int
}

// Words says which words are frequent in some texts, and what was not counted.
type Words struct {
	// Counts has the words that were counted, most frequent
	// first, then in the order of the words.
	Counts []WordCount
	// Texts counts the texts that have words; Running all words in them.
	Texts, Running int
	// Stopped, Numbers and Short count words left out because they carry no
	// content, are numbers, or have one letter.
	Stopped, Numbers, Short int
	// Languages are those whose list of stop words was used; Guessed counts
	// texts whose language was not stated and taken from their words.
	Languages []string
	Guessed   int
	// Unlisted are the stated languages without a list: nothing was left out
	// of their texts.
	Unlisted []string
	// Pairs says that pairs of neighbouring characters were counted, where
	// Chinese or Japanese is written without spaces; Unspaced names other
	// scripts without spaces, whose phrases were counted whole.
	Pairs    bool
	Unspaced []string
}

// CountWords counts words without regard to case. Words are letters and
// digits with what joins them; see Words for what is left out. Each text is
// read with the stop words of its language; where that is not stated, of the
// language whose list covers most of its words. Method word-counts/1.
func CountWords(texts []Text) Words {
	var out Words
	t := tally{}
	used, unlisted, unspaced := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, text := range texts {
		words := splitWords(text.Words, unspaced)
		if len(words) == 0 {
			continue
		}
		out.Texts++
		lang, _, _ := strings.Cut(strings.ToLower(text.Language), "-")
		if lang == "" || lang == "und" {
			if lang = guess(words); lang != "" {
				out.Guessed++
			}
		}
		stop := stops[lang]
		if stop != nil {
			used[lang] = true
		} else if lang != "" && !unspacedLanguage(lang) {
			unlisted[lang] = true
		}
		for _, w := range words {
			out.Running++
			low := strings.ToLower(w.text)
			switch {
			case w.pair:
				out.Pairs = true
				t.add(w.text, w.text)
			case !hasLetter(low):
				out.Numbers++
			case len([]rune(low)) < 2:
				out.Short++
			case stop[low]:
				out.Stopped++
			default:
				t.add(low, w.text)
			}
		}
	}
	out.Counts = t.counts()
	out.Languages, out.Unlisted, out.Unspaced = keys(used), keys(unlisted), keys(unspaced)
	return out
}

// CountPhrases counts whole answers, such as those to a question for a word
// cloud: without regard to case, space around them and full stops at the end.
// Nothing is left out but empty answers.
func CountPhrases(answers []string) Words {
	var out Words
	t := tally{}
	for _, a := range answers {
		phrase := strings.TrimRight(strings.Join(strings.Fields(a), " "), ".!,; ")
		if phrase == "" {
			continue
		}
		out.Texts++
		out.Running++
		t.add(strings.ToLower(phrase), phrase)
	}
	out.Counts = t.counts()
	return out
}

// tally counts words, and each form in which a word was written.
type tally map[string]map[string]int

func (t tally) add(word, form string) {
	if t[word] == nil {
		t[word] = map[string]int{}
	}
	t[word][form]++
}

func (t tally) counts() []WordCount {
	out := make([]WordCount, 0, len(t))
	for _, forms := range t {
		var w WordCount
		most := 0
		for form, n := range forms {
			w.Count += n
			if n > most || n == most && form > w.Word { // lower case sorts last
				w.Word, most = form, n
			}
		}
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b WordCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	return out
}

func keys(set map[string]bool) []string {
	var out []string
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// guess is the language whose stop words cover most of a text's words; empty
// if none covers a tenth.
func guess(words []word) string {
	best, most := "", 0
	for _, lang := range stopLanguages {
		n := 0
		for _, w := range words {
			if stops[lang][strings.ToLower(w.text)] {
				n++
			}
		}
		if n > most {
			best, most = lang, n
		}
	}
	if most*10 < len(words) {
		return ""
	}
	return best
}

// word is a piece of text that is counted; pair says that it is two
// neighbouring characters of a script without spaces.
type word struct {
	text string
	pair bool
}

// splitWords takes a text apart. Hyphens between letters join; apostrophes
// part. The names of scripts without spaces, other than Chinese and Japanese,
// are put into unspaced.
func splitWords(s string, unspaced map[string]bool) []word {
	var out []word
	rs := []rune(s)
	for i := 0; i < len(rs); {
		switch {
		case ideograph(rs[i]):
			start := i
			for i < len(rs) && ideograph(rs[i]) {
				i++
			}
			if i-start == 1 {
				out = append(out, word{string(rs[start:i]), true})
			}
			for k := start; k+1 < i; k++ {
				out = append(out, word{string(rs[k : k+2]), true})
			}
		case inWord(rs[i]):
			start := i
			for i < len(rs) && !ideograph(rs[i]) && (inWord(rs[i]) || joins(rs, i)) {
				i++
			}
			if name := unspacedScript(rs[start]); name != "" {
				unspaced[name] = true
			}
			out = append(out, word{string(rs[start:i]), false})
		default:
			i++
		}
	}
	return out
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// joins says that a hyphen, or a joiner without a width, stands between two
// letters.
func joins(rs []rune, i int) bool {
	switch rs[i] {
	case '-', '\u2010', '\u2011', '\u200c', '\u200d', '\u0640':
		return i > 0 && i+1 < len(rs) && inWord(rs[i-1]) && inWord(rs[i+1])
	}
	return false
}

// ideograph says that r is of Chinese or Japanese.
func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー'
}

func unspacedScript(r rune) string {
	switch {
	case unicode.Is(unicode.Thai, r):
		return "Thai"
	case unicode.Is(unicode.Lao, r):
		return "Lao"
	case unicode.Is(unicode.Khmer, r):
		return "Khmer"
	case unicode.Is(unicode.Myanmar, r):
		return "Myanmar"
	}
	return ""
}

func unspacedLanguage(lang string) bool {
	return slices.Contains([]string{"zh", "ja", "th", "lo", "km", "my"}, lang)
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
