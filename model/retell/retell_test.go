package retell_test

import (
	"strings"
	"testing"

	"consilience/model/retell"
)

var french = retell.Manner{
	Number: func(s string) string { return strings.Replace(s, ".", ",", 1) },
	Quoted: func(s string) string { return "«" + s + "»" },
	And:    func(string) string { return "et" },
	Label: func(s string) (string, bool) {
		said, ok := map[string]string{"poll": "sondage", "split": "partagé"}[s]
		return said, ok
	},
	Colon: " : ", Semicolon: " ; ",
}

func TestTell(t *testing.T) {
	book := retell.NewBook(map[string]string{
		"%d of %d votes agree.":           "%d votes sur %d sont d’accord.",
		"%s of %s was not used: %s.":      "%[2]s, %[1]s : non utilisé : %[3]s.",
		"it is blank":                     "elle est vide",
		"%q is not a number":              "%q n’est pas un nombre",
		"Line %d":                         "Ligne %d",
		"The channels differ: %s.":        "Les canaux diffèrent : %s.",
		"%s is empty. It was left aside.": "%s est vide. On l’a laissé.",
		"half":                            "la moitié",
		"at least 50 %%":                  "au moins 50 %%",
	})
	for _, c := range []struct{ name, say, want string }{
		{"Number", "57 of 74 votes agree.", "57 votes sur 74 sont d’accord."},
		{"Nested", "Line 3 of a.csv was not used: it is blank.", "<a.csv>, Ligne 3 : non utilisé : elle est vide."},
		{"Quoted", `Line 3 of a.csv was not used: "x \"y\"" is not a number.`, `<a.csv>, Ligne 3 : non utilisé : <"x \"y\""> n’est pas un nombre.`},
		{"Labels", "The channels differ: poll and split.", "Les canaux diffèrent : sondage et partagé."},
		{"List", "The channels differ: poll, meeting.", "Les canaux diffèrent : sondage, <meeting>."},
		{"Group", "The channels differ: Group A: split.", "Les canaux diffèrent : <Group A> : partagé."},
		{"Two", "57 of 74 votes agree. Cleaning pending.", "57 votes sur 74 sont d’accord. <Cleaning pending.>"},
		{"Percent", "at least 50 %", "au moins 50 %"},
		{"Run", "A b.csv is empty. It was left aside. 57 of 74 votes agree.", "<A b.csv> est vide. On l’a laissé. 57 votes sur 74 sont d’accord."},
		{"Unknown", "Anything else", "<Anything else>"},
		{"Empty", "", "<>"},
	} {
		got := strings.NewReplacer(retell.From, "<", retell.To, ">").Replace(book.Tell(c.say, french))
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Sentences put together are the text again.
func TestSentences(t *testing.T) {
	for _, s := range []string{"", "One. Two! Three", "One (a. B c). Two…", "1.5 of 2. It was."} {
		if got := strings.Join(retell.Sentences(s), ""); got != s {
			t.Errorf("got %q, want %q", got, s)
		}
	}
}
