package analysis

import (
	"strings"
	"unicode"
)

// commonWords are frequent short words and endings-free forms of languages in
// Latin script; a word may stand in several.
var commonWords = map[string]string{
	"en": "the of and to in is are be for that it with as on by should must will not this have has from we they their our more people all or at an who what how there can do would than but if you i no so been which when them his her was were its into about only other just make ensuring through up against across open government making building creating without",
	"es": "el la los las de del y en que es son un una para por con se no su sus al lo como más pero o este esta debe deben está están ser entre sobre todos sin hay muy también cuando desde hasta le nos les ciudadanos ciudadanía gobierno gobiernos",
	"fr": "le la les de des du et en est sont un une pour par avec que qui ne pas ce cette ces au aux dans sur plus il elle nous vous ils on doit doivent être se sa son ses leur leurs ou mais tout tous sans entre comme à été fait faire gouvernement citoyens",
	"pt": "o a os as de do da dos das e em que é são um uma para por com se não no na nos nas ao mais mas como ser deve devem pelo pela seu sua também entre sem foi está muito governo cidadãos",
	"de": "der die das und in ist sind zu den dem des ein eine einen einer für mit von auf nicht dass es im an auch als werden wird soll sollte sollen muss müssen wir sie ich man bei aus nach wie mehr oder aber durch um über zur zum so nur noch sich haben hat kein keine mir mein dann wenn können kann alle",
	"it": "il i lo la gli le tutti tutte di del della dei delle e in che è sono un una per con non si da dal nel nella al alla ai più ma come essere deve devono anche o questo questa tra su senza ogni cittadini governo",
	"nl": "de het een en van in is zijn dat die voor met op niet te aan door er om als ook maar meer moet moeten worden wordt wij we zij naar bij over uit geen of deze dit hebben heeft kan kunnen",
}

// languageHints are letters that few of these languages use.
var languageHints = map[rune]string{'ñ': "es", '¿': "es", '¡': "es", 'ß': "de", 'ä': "de", 'ö': "de", 'ü': "de", 'ã': "pt", 'õ': "pt", 'œ': "fr", 'ê': "fr", 'è': "fr", 'ù': "fr", 'ì': "it", 'ò': "it"}

var latinWords, latinLanguages = func() (map[string][]string, []string) {
	words := map[string][]string{}
	order := []string{"en", "es", "fr", "pt", "de", "it", "nl"}
	for _, lang := range order {
		for _, w := range strings.Fields(commonWords[lang]) {
			words[w] = append(words[w], lang)
		}
	}
	return words, order
}()

// DetectLanguage finds the language of a text: by its script, and for Latin
// script by counting frequent words (a word of one language counts 2, of
// several 1) and telling letters (1). It gives a BCP 47 tag, or "" where it is
// unsure: the best of the Latin-script languages has fewer than 3 points or is
// not a third ahead of the second. Known: en es fr pt de it nl, ar fa ur he, ru
// uk bg, zh ja ko, el hy ka hi th.
func DetectLanguage(text string) string {
	scripts := map[string]int{}
	letters := map[rune]int{}
	total := 0
	for _, r := range strings.ToLower(text) {
		if !unicode.IsLetter(r) {
			if _, hint := languageHints[r]; hint {
				letters[r]++
			}
			continue
		}
		total++
		letters[r]++
		for _, s := range scriptsKnown {
			if unicode.Is(s.table, r) {
				scripts[s.name]++
				break
			}
		}
	}
	for _, s := range scriptsKnown {
		if total < 3 || 2*scripts[s.name] <= total && !(s.name == "ja" && scripts["ja"] > 0 && 2*(scripts["ja"]+scripts["zh"]) > total) {
			continue
		}
		switch s.name {
		case "latin":
			return latinLanguage(text, letters)
		case "ar":
			return arabicLanguage(letters)
		case "cyrillic":
			return cyrillicLanguage(letters)
		}
		return s.name
	}
	return ""
}

// scriptsKnown are asked in this order: kana before Han, which Japanese uses
// too.
var scriptsKnown = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"latin", unicode.Latin}, {"ar", unicode.Arabic}, {"cyrillic", unicode.Cyrillic}, {"he", unicode.Hebrew},
	{"ja", unicode.Hiragana}, {"ja", unicode.Katakana}, {"zh", unicode.Han}, {"ko", unicode.Hangul},
	{"el", unicode.Greek}, {"hy", unicode.Armenian}, {"ka", unicode.Georgian}, {"hi", unicode.Devanagari}, {"th", unicode.Thai},
}

func latinLanguage(text string, letters map[rune]int) string {
	points := map[string]int{}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		langs := latinWords[w]
		for _, lang := range langs {
			points[lang]++
			if len(langs) == 1 {
				points[lang]++
			}
		}
	}
	for r, lang := range languageHints {
		points[lang] += min(letters[r], 2)
	}
	best, first, second := "", 0, 0
	for _, lang := range latinLanguages {
		switch n := points[lang]; {
		case n > first:
			best, first, second = lang, n, first
		case n > second:
			second = n
		}
	}
	if first < 3 || 3*first < 4*second {
		return ""
	}
	return best
}

func arabicLanguage(letters map[rune]int) string {
	switch {
	case letters['ٹ']+letters['ڈ']+letters['ے']+letters['ں'] > 0:
		return "ur"
	case letters['پ']+letters['چ']+letters['ژ']+letters['گ'] > 0:
		return "fa"
	}
	return "ar"
}

func cyrillicLanguage(letters map[rune]int) string {
	ukrainian := letters['і'] + letters['ї'] + letters['є'] + letters['ґ']
	russian := letters['ы'] + letters['э'] + letters['ё']
	switch {
	case ukrainian > 0 && russian == 0:
		return "uk"
	case russian > 0 && ukrainian == 0:
		return "ru"
	case ukrainian+russian == 0 && letters['ъ'] > 1:
		return "bg"
	}
	return ""
}
