package assets_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consilience/assets"
)

// translated are the catalogues, by the name of their file.
func translated(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	for _, name := range []string{"es.json", "fr.json"} {
		b, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]string{}
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(words) < 100 {
			t.Fatalf("%s has %d sentences, want all of the window", name, len(words))
		}
		all[name] = words
	}
	return all
}

// TestTranslationVerbs checks that every translation sets in the same
// arguments, each in the same way, as the English sentence. Their order may
// differ where the verbs name their argument.
func TestTranslationVerbs(t *testing.T) {
	for name, words := range translated(t) {
		for english, said := range words {
			if strings.TrimSpace(said) == "" {
				t.Errorf("%s: %q has no translation", name, english)
			}
			if got, want := arguments(said), arguments(english); !slices.Equal(got, want) {
				t.Errorf("%s: %q sets in %v, want %v as %q", name, said, got, want, english)
			}
		}
	}
}

// TestTranslationsHaveTheSameSentences checks that no language was left behind.
func TestTranslationsHaveTheSameSentences(t *testing.T) {
	all := translated(t)
	for name, words := range all {
		for other, others := range all {
			for english := range words {
				if others[english] == "" {
					t.Errorf("%s translates %q, %s does not", name, english, other)
				}
			}
		}
	}
}

// The marks of each language: what stands at the wrong place or is missing.
// A percent sign keeps to its number in all of them.
var (
	loosePercent = regexp.MustCompile(`[\dsd] ?%(%|[^a-z\[%]|$)`)
	marks        = map[string][]struct {
		name  string
		wrong *regexp.Regexp
	}{
		"es.json": {
			{"a question or exclamation that is not opened", regexp.MustCompile(`^[^¿]*\?|^[^¡]*!`)},
			{"a space within «…»", regexp.MustCompile(`«\s|\s»`)},
			{"English marks", regexp.MustCompile(`[“”"']`)},
		},
		"fr.json": {
			{"a : without a no-break space before it", regexp.MustCompile(`[^\x{00A0}/]:(\s|$)`)},
			{"a ; ? or ! without a narrow no-break space before it", regexp.MustCompile(`[^\x{202F}][;?!]`)},
			{"« » without no-break spaces within", regexp.MustCompile(`«[^\x{00A0}]|[^\x{00A0}]»`)},
			{"English marks", regexp.MustCompile(`[“”"']`)},
		},
	}
)

func TestTranslationMarks(t *testing.T) {
	for name, words := range translated(t) {
		for _, said := range words {
			if loosePercent.MatchString(said) {
				t.Errorf("%s: %q has a percent sign without a no-break space before it", name, said)
			}
			for _, m := range marks[name] {
				if m.wrong.MatchString(said) {
					t.Errorf("%s: %q has %s", name, said, m.name)
				}
			}
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z%])`)

// arguments are the verbs of a sentence with the argument that each sets in,
// as fmt counts them: "1d 2s"; in order of the arguments.
func arguments(sentence string) []string {
	var found []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(sentence, -1) {
		if m[2] == "%" {
			found = append(found, "%")
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1]) // only digits match
		}
		found = append(found, fmt.Sprint(next, m[2]))
		next++
	}
	slices.Sort(found)
	return found
}

func TestArguments(t *testing.T) {
	tests := []struct{ name, sentence, want string }{
		{"None", "Copied.", ""},
		{"InOrder", "%d of %s", "1d,2s"},
		{"Named", "%[2]s of %[1]d", "1d,2s"},
		{"AfterANamedOne", "%[2]s, %s", "2s,3s"},
		{"Percent", "%d\u00a0%%", "%,1d"},
	}
	for _, tt := range tests {
		if got := strings.Join(arguments(tt.sentence), ","); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
