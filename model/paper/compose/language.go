package compose

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"consilience/assets"
	"consilience/model"
	"consilience/model/paper"
)

// Languages are those in which a paper's own words can be.
var Languages = []string{"en", "es", "fr"}

// languageOf is the language of a paper's own words.
func languageOf(p model.Paper) string {
	if slices.Contains(Languages, p.Language) {
		return p.Language
	}
	return "en"
}

// catalogues are what composing writes, by language: English sentence to
// translation. The window's words stand behind the papers' own, so that a
// class is called the same in both.
var catalogues = sync.OnceValue(func() map[string]map[string]string {
	return read(".", assets.Translations(), assets.Papers())
})

// retold are the sentences of the analysis, by language, as it makes them.
var retold = sync.OnceValue(func() map[string]map[string]string {
	return read("analysis", assets.Papers())
})

// read reads catalogues from a folder; those of a later file system come first.
func read(dir string, from ...fs.FS) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range Languages[1:] {
		all[lang] = map[string]string{}
		for _, files := range from {
			raw, err := fs.ReadFile(files, path.Join(dir, lang+".json"))
			if err != nil {
				continue // a test reads them all
			}
			words := map[string]string{}
			if json.Unmarshal(raw, &words) != nil {
				continue
			}
			maps.Copy(all[lang], words)
		}
	}
	return all
}

// t is an English sentence in the paper's language, with its arguments set in
// as fmt does.
func (c *composer) t(english string, args ...any) string {
	said := english
	if s, ok := catalogues()[c.language][english]; ok {
		said = s
	}
	if len(args) == 0 {
		return strings.ReplaceAll(said, "%%", "%")
	}
	return fmt.Sprintf(said, args...)
}

// many is a count with its noun, in English small counts written out: "two
// channels", "no channel".
func (c *composer) many(n int, one, more string) string {
	if c.language == "en" {
		return inWords(n, one)
	}
	noun := one
	if n > 1 || n == 0 && c.language == "es" { // French: 0 voix is singular
		noun = more
	}
	return strconv.Itoa(n) + nbsp + c.t(noun)
}

// list joins words: a, b and c.
func (c *composer) list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := words[len(words)-1]
	return strings.Join(words[:len(words)-1], ", ") + " " + c.and(last) + " " + last
}

// and is the word before the last of a list; Spanish has e before the sound i.
func (c *composer) and(next string) string {
	switch c.language {
	case "es":
		l := strings.ToLower(strings.TrimLeft(next, "«“ "))
		if (strings.HasPrefix(l, "i") || strings.HasPrefix(l, "hi") || strings.HasPrefix(l, "í")) && !strings.HasPrefix(l, "hie") {
			return "e"
		}
		return "y"
	case "fr":
		return "et"
	}
	return "and"
}

// Templates are the papers to begin with, in the order of model.PaperKinds.
var Templates = sync.OnceValue(func() []model.PaperTemplate {
	var list []model.PaperTemplate
	files, err := fs.Glob(assets.Papers(), "templates/*.json")
	if err != nil {
		return nil // only for a malformed pattern
	}
	for _, file := range files {
		raw, err := fs.ReadFile(assets.Papers(), file)
		if err != nil {
			continue // a test reads them all
		}
		var t model.PaperTemplate
		if json.Unmarshal(raw, &t) != nil {
			continue
		}
		t.ID = strings.TrimSuffix(path.Base(file), ".json")
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(a, b model.PaperTemplate) int {
		return cmp.Or(slices.Index(model.PaperKinds, a.Kind)-slices.Index(model.PaperKinds, b.Kind), strings.Compare(a.ID, b.ID))
	})
	return list
})

// templateFor is the template that a paper of a kind about a subject has if it has
// no outline of its own; tradeOff says that its first subject is a trade-off.
func templateFor(kind model.PaperKind, tradeOff bool) (model.PaperTemplate, bool) {
	for _, t := range Templates() {
		if t.Kind == kind && !(t.Subject == "trade-offs" && !tradeOff) && !(t.Subject == "themes" && tradeOff) {
			return t, true
		}
	}
	return model.PaperTemplate{}, false
}

// Outline is what a paper is composed of: its own blocks, or those of its
// kind's template.
func Outline(p model.Paper) []model.PaperBlock {
	if len(p.Blocks) > 0 {
		return p.Blocks
	}
	t, _ := templateFor(p.Kind, strings.HasPrefix(p.About, "tradeoff/"))
	return t.Blocks
}

// speak has every figure say its words in the paper's language.
func (c *composer) speak() {
	if c.language == "en" {
		return
	}
	var in func(spans []paper.Span)
	in = func(spans []paper.Span) {
		for i := range spans {
			in(spans[i].Foot)
			if n := spans[i].Number; n != nil {
				said := *n
				said.Language = c.language
				spans[i].Number = &said
			}
		}
	}
	for _, b := range c.blocks {
		in(b.Spans)
		in(b.Note)
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			for _, cell := range r.Cells {
				for _, spans := range cell {
					in(spans)
				}
			}
		}
	}
}

const nbsp = "\u00a0"

// numberWords write out what counts channels and people, not votes.
var numberWords = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// countWord writes a small number out: "two".
func countWord(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return strconv.Itoa(n)
}

// inWords writes a small count with its noun: "two channels", "no channel".
func inWords(n int, noun string) string {
	if n < 2 {
		return countWord(n) + " " + noun
	}
	return countWord(n) + " " + noun + "s"
}
