package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"consilience/model"
)

// nearlyAlike is from which similarity two statements are near-duplicates.
const nearlyAlike = 0.7

// Pair is two statements that say nearly the same. A and B are places in the
// list that was looked through, A < B; Similarity is from 0.7 to 1.
type Pair struct {
	A, B       int
	Similarity float64
}

// FoldText gives a text for comparing: lower case, compatibility forms as plain
// ones, without accents, vowel signs, punctuation and invisible characters;
// Arabic letters that are written in several ways as one; one space between
// words.
func FoldText(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case r == '\'' || r >= utf8.RuneSelf && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || r == 'ـ' || r == '’'):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mc, r):
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		switch r = unicode.ToLower(r); r {
		case 'ى':
			r = 'ي'
		case 'ة':
			r = 'ه'
		case 'ß':
			b.WriteByte('s')
			r = 's'
		case 'ı':
			r = 'i'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// NearPairs finds all pairs of texts that are alike: the Jaccard similarity of
// their sets of three consecutive letters (of the folded text, with a space at
// both ends) is at least 0.7, and neither differs from the other by a negation
// or by a number, which turn the meaning round. Jaccard similarity of sets A
// and B is |A∩B| / |A∪B|, 0 to 1. Texts of fewer than 12 letters are compared
// as wholes.
//
// Only texts that share one of their rarest trigrams are compared, which loses
// no pair: two sets with similarity t share one of the first |A|−⌈t·|A|⌉+1 of
// each when both are in the same order (Chaudhuri, Ganti, Kaushik 2006, prefix
// filter).
func NearPairs(texts []string) []Pair {
	pairs, _ := nearPairs(texts, len(texts)*len(texts), func(int) bool { return true })
	return pairs
}

// mostCompared is how many pairs of one source's statements a check compares:
// about a second's work. Texts that differ enough need far fewer, 20,000 real
// ones included; texts made of the same few words need the square of their
// number.
const mostCompared = 500_000

// nearPairs is NearPairs with at most so many comparisons; whole is false if
// that was not enough. It asks goOn with each text, and again while it compares.
func nearPairs(texts []string, most int, goOn func(n int) bool) (out []Pair, whole bool) {
	folded := make([]string, len(texts))
	sets := make([][]uint32, len(texts))
	names := map[string]uint32{}
	var often []int
	for i, t := range texts {
		if !goOn(1) {
			return nil, false
		}
		folded[i] = FoldText(t)
		sets[i] = trigrams(folded[i], names, &often)
	}
	for _, set := range sets {
		slices.SortFunc(set, func(a, b uint32) int { return cmp.Or(cmp.Compare(often[a], often[b]), cmp.Compare(a, b)) })
	}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(sets[a]), len(sets[b])) })
	ranked := func(a, b uint32) int { return cmp.Or(cmp.Compare(often[a], often[b]), cmp.Compare(a, b)) }
	starts := make([][]int, len(often))
	seen := make([]int, len(texts))
	compared := 0
	whole = true
	for at, i := range order {
		if at%pause == 0 && !goOn(0) {
			return nil, false
		}
		set := sets[i]
		prefix := len(set) - int(nearlyAlike*float64(len(set))+0.999999) + 1
		for _, g := range set[:max(0, min(prefix, len(set)))] {
			for _, j := range starts[g] {
				if seen[j] == at+1 || float64(len(sets[j])) < nearlyAlike*float64(len(set)) {
					continue
				}
				seen[j] = at + 1
				if compared++; compared > most || compared%1024 == 0 && !goOn(0) {
					whole = false
					break
				}
				if s := jaccard(set, sets[j], ranked); s >= nearlyAlike && sameMeaning(folded[i], folded[j]) {
					out = append(out, Pair{min(i, j), max(i, j), s})
				}
			}
			starts[g] = append(starts[g], i)
		}
		if !whole {
			break
		}
	}
	slices.SortFunc(out, func(x, y Pair) int { return cmp.Or(x.A-y.A, x.B-y.B) })
	return out, whole
}

// trigrams is the set of three consecutive letters of a folded text; a short
// text is one piece.
func trigrams(folded string, names map[string]uint32, often *[]int) []uint32 {
	runes := []rune(" " + folded + " ")
	if len(runes) <= 2 {
		return nil
	}
	var pieces []string
	if len(runes) < 14 {
		pieces = []string{string(runes)}
	} else {
		for i := 0; i+3 <= len(runes); i++ {
			pieces = append(pieces, string(runes[i:i+3]))
		}
		slices.Sort(pieces)
		pieces = slices.Compact(pieces)
	}
	set := make([]uint32, len(pieces))
	for i, p := range pieces {
		n, ok := names[p]
		if !ok {
			n = uint32(len(names))
			names[p] = n
			*often = append(*often, 0)
		}
		(*often)[n]++
		set[i] = n
	}
	return set
}

func jaccard(a, b []uint32, order func(a, b uint32) int) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := order(a[i], b[j]); {
		case c == 0:
			both++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// negations are words that turn a sentence round, folded, in the languages that
// inputs come in.
var negations = map[string]bool{
	"not": true, "no": true, "never": true, "none": true, "without": true, "dont": true, "doesnt": true, "cannot": true, "cant": true, "wont": true, "shouldnt": true, "isnt": true, "less": true, "more": true, "oppose": true, "support": true, "against": true,
	"nunca": true, "sin": true, "ne": true, "pas": true, "sans": true, "jamais": true, "nao": true, "nem": true, "sem": true, "nicht": true, "kein": true, "keine": true, "nie": true, "ohne": true, "mehr": true, "weniger": true,
	"non": true, "mai": true, "senza": true, "لا": true, "ليس": true, "لم": true, "لن": true, "بدون": true, "לא": true, "אין": true, "не": true, "нет": true, "без": true, "ні": true,
}

// sameMeaning is false where a negation or a number stands in only one of two
// folded texts.
func sameMeaning(a, b string) bool {
	weigh := func(s string) []string {
		var list []string
		for _, w := range strings.Fields(s) {
			if negations[w] || strings.ContainsFunc(w, unicode.IsDigit) {
				list = append(list, w)
			}
		}
		slices.Sort(list)
		return list
	}
	if !slices.Equal(weigh(a), weigh(b)) {
		return false
	}
	// "A rather than B" and "B rather than A" have the same letters.
	return a == b || !compares(a)
}

// comparing are words that set one thing against another, folded.
var comparing = map[string]bool{
	"than": true, "instead": true, "rather": true, "plutot": true, "lugar": true, "vez": true, "statt": true, "anstatt": true,
	"invece": true, "anziche": true, "вместо": true, "بدلا": true,
}

func compares(folded string) bool {
	for _, w := range strings.Fields(folded) {
		if comparing[w] {
			return true
		}
	}
	return false
}

// checkDuplicates lists statements of one source that say the same or nearly
// the same: people's votes are divided between them.
func checkDuplicates(s *Checked, p *pace) []model.Check {
	texts := make([]string, len(s.Statements))
	for i, st := range s.Statements {
		texts[i] = st.Text
	}
	var out []model.Check
	pairs, whole := nearPairs(texts, mostCompared, p.on)
	if !whole {
		out = append(out, model.NewCheck(model.CheckNearly, model.GoodToKnow, "Look for near-duplicates by searching for the words that you use.",
			"The %d statements are so much alike in their words that not all were compared for near-duplicates.", len(texts)).At(s.Snapshot.Source.ID, "", 0))
	}
	for _, pair := range pairs {
		a, b := s.Statements[pair.A], s.Statements[pair.B]
		kind, sentence := model.CheckNearly, "Statements %s and %s say nearly the same: “%s” and “%s”."
		if pair.Similarity == 1 && FoldText(a.Text) == FoldText(b.Text) {
			kind, sentence = model.CheckDuplicate, "Statements %s and %s have the same words: “%s” and “%s”."
		}
		c := model.NewCheck(kind, model.GoodToKnow, "Compare their votes before you rely on one of them.", sentence, a.ID, b.ID, Redact(a.Text), Redact(b.Text)).
			At(s.Snapshot.Source.ID, b.File, b.Line).About(a.Ref(), b.Ref()).With("similarity", float64(int(pair.Similarity*100+0.5))/100, "")
		x, okA := figureOf(a, "agree-pct")
		y, okB := figureOf(b, "agree-pct")
		if okA && okB {
			c = c.With("agree, first", round6(x), model.UnitPercent).With("agree, second", round6(y), model.UnitPercent)
		}
		out = append(out, c)
	}
	return out
}
