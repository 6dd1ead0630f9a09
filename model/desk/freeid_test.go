package desk

import "testing"

// An id made from a title ends with a whole word, and differs from those taken.
func TestFreeID(t *testing.T) {
	for _, c := range []struct{ name, title, want string }{
		{"short", "Narrow the focus", "narrow-the-focus"},
		{"cut before the word that does not fit", "response-What became of your contributions", "response-what-became-of-your"},
		{"a word that just fits", "response-What became of your contributed", "response-what-became-of-your-contributed"},
		{"one word longer than an id", "Donaudampfschifffahrtsgesellschaftskapitänsmütze", "donaudampfschifffahrtsgesellschaftskapit"},
		{"no letters", "…", "memo"},
		{"taken", "Taken", "taken-2"},
	} {
		if got := freeID(c.title, "memo", func(id string) bool { return id == "taken" }); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
