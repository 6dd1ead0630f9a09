package tags

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

func TestMethodsAreVersionedAndSourced(t *testing.T) {
	for _, m := range Methods() {
		if !strings.HasSuffix(m.Key, "/1") || m.Formula == "" || m.Counts == "" || m.Reference == "" {
			t.Errorf("%+v lacks its version, formula, counts or reference", m)
		}
	}
}

func TestUses(t *testing.T) {
	notes := []model.Note{{Source: "m", ID: "n1", Consultation: "Lisbon", Date: "2022-05-03"}, {Source: "m", ID: "n2"}}
	tag := func(names ...string) (out []model.Tagging) {
		for _, n := range names {
			out = append(out, model.Tagging{Tag: n})
		}
		return out
	}
	got := Uses([]model.Excerpt{
		{Source: "m", ID: "1", Note: "n1", Tags: tag("a", "b", "a")},
		{Source: "m", ID: "2", Note: "n2", Tags: tag("b")},
		{Source: "m", ID: "3", Note: "n1"},
		{Source: "m", ID: "4", Consultation: "Quito", Tags: tag("c")},
		{Source: "m", ID: "5", Tags: tag("c")},
	}, notes)
	want := []Use{
		{"m:Lisbon", "2022-05-03", []string{"a", "b"}},
		{"m:n2", "", []string{"b"}},
		{"m:Quito", "", []string{"c"}},
		{"m:5", "", []string{"c"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// Counted by hand.
func TestTogether(t *testing.T) {
	uses := []Use{
		{"A", "", []string{"x", "y"}}, {"A", "", []string{"z"}},
		{"B", "", []string{"x", "y", "z"}}, {"C", "", []string{"x"}},
	}
	for _, c := range []struct {
		name string
		per  Unit
		n    int
		want [][]int
	}{
		{"excerpts", Excerpts, 4, [][]int{{3, 2, 1}, {2, 2, 1}, {1, 1, 2}}},
		{"consultations", Consultations, 3, [][]int{{3, 2, 2}, {2, 2, 2}, {2, 2, 2}}},
	} {
		got := Together(uses, c.per)
		if got.N != c.n || !reflect.DeepEqual(got.Count, c.want) || !slices.Equal(got.Tags, []string{"x", "y", "z"}) {
			t.Errorf("%s: got %+v, want n %d and %v", c.name, got, c.n, c.want)
		}
	}
}

// series makes consultations, a day apart, that bring so many new tags each
// and repeat one old one.
func series(fresh ...int) []Use {
	var out []Use
	next := 0
	for day, n := range fresh {
		u := Use{Consultation: string(rune('A' + day)), Date: "2022-01-" + string(rune('0'+(day+1)/10)) + string(rune('0'+(day+1)%10))}
		for range n {
			u.Tags = append(u.Tags, "t"+string(rune('0'+next/10))+string(rune('0'+next%10)))
			next++
		}
		if day > 0 {
			u.Tags = append(u.Tags, "t00")
		}
		out = append(out, u)
	}
	return out
}

// The rule worked by hand: the base of four brings 20 tags, 5 % of which is 1.
func TestSaturate(t *testing.T) {
	for _, c := range []struct {
		name  string
		fresh []int
		rule  Rule
		at    int
	}{
		{"first run", []int{8, 6, 4, 2, 1, 0}, DefaultRule, 5},
		{"second run", []int{8, 6, 4, 2, 2, 0, 1}, DefaultRule, 6},
		{"never", []int{8, 6, 4, 2, 2, 2, 2}, DefaultRule, -1},
		{"no new information allowed", []int{8, 6, 4, 2, 1, 0, 0}, Rule{4, 2, 0}, 6},
		{"run of three", []int{8, 6, 4, 2, 1, 0, 0}, Rule{4, 3, 0.05}, 6},
		{"too short", []int{8, 6, 4, 2, 0}, DefaultRule, -1},
		{"no rule", []int{8, 6, 4, 2, 0, 0}, Rule{}, -1},
	} {
		got := Saturate(series(c.fresh...), c.rule)
		if got.At != c.at || len(got.Steps) != len(c.fresh) {
			t.Errorf("%s: got at %d of %d steps, want %d of %d", c.name, got.At, len(got.Steps), c.at, len(c.fresh))
		}
		for i, s := range got.Steps {
			if len(s.New) != c.fresh[i] {
				t.Errorf("%s: step %d brings %d new, want %d", c.name, i, len(s.New), c.fresh[i])
			}
		}
	}
}

func TestSaturateLeavesOutWhatHasNoDate(t *testing.T) {
	got := Saturate([]Use{{"late", "2022-03-01T10:00:00Z", []string{"b"}}, {"none", "spring", []string{"c"}}, {"early", "2022-01-01", []string{"a"}}}, DefaultRule)
	if len(got.Steps) != 2 || got.Steps[0].ID != "early" || got.Steps[1].Date != "2022-03-01" || len(got.Undated) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestCountWords(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []Text
		want  string
	}{
		{"case and stop words", []Text{{"The government and the Government; OGP is the OGP.", "en"}}, "OGP 2, government 2"},
		{"apostrophes part", []Text{{"L’eau et l'État: l'eau d’abord", "fr"}}, "eau 2, abord 1, État 1"},
		{"hyphens join", []Text{{"co-creation - co-creation", "en"}}, "co-creation 2"},
		{"numbers", []Text{{"2024 plans, 12 plans, G20", "en"}}, "plans 2, G20 1"},
		{"Arabic with marks", []Text{{"المشاركة في الحكومة، المشاركة", "ar"}}, "المشاركة 2, الحكومة 1"},
		{"Chinese in pairs", []Text{{"公民参与。公民", "zh"}}, "公民 2, 参与 1, 民参 1"},
		{"Hindi keeps its signs", []Text{{"हिन्दी हिन्दी", "hi"}}, "हिन्दी 2"},
		{"language from its words", []Text{{"los datos de la consulta y los datos", ""}}, "datos 2, consulta 1"},
		{"other lists do not apply", []Text{{"die die", "de"}, {"die die", "en"}}, "die 2"},
		{"nothing", []Text{{"… !", "en"}}, ""},
	} {
		var said []string
		for _, w := range CountWords(c.texts).Counts {
			said = append(said, w.Word+" "+string(rune('0'+w.Count)))
		}
		if got := strings.Join(said, ", "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// What was counted and what was not adds up to all words.
func TestCountWordsLosesNothing(t *testing.T) {
	w := CountWords([]Text{{"The 3 plans of a city: 公民参与 and x", "en"}, {"การมีส่วนร่วม", "th"}, {"kujenga taifa", "sw"}})
	kept := 0
	for _, c := range w.Counts {
		kept += c.Count
	}
	if sum := kept + w.Stopped + w.Numbers + w.Short; sum != w.Running || w.Running == 0 {
		t.Errorf("got %d counted or left out, want %d", sum, w.Running)
	}
	if !w.Pairs || !slices.Equal(w.Unspaced, []string{"Thai"}) || !slices.Equal(w.Unlisted, []string{"sw"}) {
		t.Errorf("got %+v, want pairs, Thai and Swahili to be said", w)
	}
}

func TestCountPhrases(t *testing.T) {
	got := CountPhrases([]string{" Open data", "open  data.", "trust", ""})
	if len(got.Counts) != 2 || got.Counts[0] != (WordCount{"open data", 2}) || got.Texts != 3 {
		t.Errorf("got %+v", got)
	}
}

func FuzzCountWords(f *testing.F) {
	f.Add("L’eau 公民 การ co-creation", "fr")
	f.Fuzz(func(t *testing.T, s, lang string) {
		w := CountWords([]Text{{s, lang}})
		kept := 0
		for _, c := range w.Counts {
			kept += c.Count
		}
		if kept+w.Stopped+w.Numbers+w.Short != w.Running {
			t.Errorf("%q: %d kept, %+v", s, kept, w)
		}
	})
}
