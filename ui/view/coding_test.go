package view_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

func english(t *testing.T) *view.Words {
	t.Helper()
	w, err := view.NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestNotesList(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	for search, want := range map[string]int{"": 2, "accra": 1, "ACCRA 2022": 1, "accra beirut": 0, "arabic": 1} {
		if got := len(w.Notes(st, search)); got != want {
			t.Errorf("search %q: got %d notes, want %d", search, got, want)
		}
	}
	says := w.Notes(st, "accra")[0].Says(w, 30)
	if want := "Regional meeting, Accra…\n4 excerpts · 2022-09-14 · Accra · 23 participants · Meetings"; says != want {
		t.Errorf("got %q, want %q", says, want)
	}
}

func TestNotePage(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	p, ok := w.Note(st, viewtest.Accra)
	if !ok || len(p.Excerpts) != 3 || len(p.Loose) != 1 {
		t.Fatalf("got %d excerpts and %d without a place, want 3 and 1", len(p.Excerpts), len(p.Loose))
	}
	first := p.Excerpts[0]
	if first.Number != 1 || first.Tags[0].Sign != "+" || first.Tags[1].Sign != "−" || first.Tags[1].Says != "against" || !first.Tags[0].Own || first.Tags[1].Own {
		t.Errorf("got %+v, want the member's own + and another's −", first)
	}
	if first.Colour == p.Excerpts[1].Colour {
		t.Error("tags of two families have one colour")
	}
}

func TestTagChoices(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	for _, c := range []struct {
		typed, first string
		polarity     int
		isNew        bool
	}{
		{"few", "Fewer topics", 0, false}, {"+fewer topics", "Fewer topics", 1, false}, {"- money", "Money", -1, false},
		{"topics", "Fewer topics", 0, false}, {"role", "Fewer topics", 0, false}, {"−  Other   words", "Other words", -1, true},
	} {
		choices, polarity := w.TagChoices(st, c.typed)
		if polarity != c.polarity || choices[0].Name != c.first || choices[0].New != c.isNew {
			t.Errorf("%q: got %+v with polarity %d, want %+v", c.typed, choices, polarity, c)
		}
	}
	if choices, _ := w.TagChoices(st, "fewer TOPICS"); len(choices) != 1 {
		t.Errorf("a tag of that name is offered anew: %+v", choices)
	}
}

func TestCodebookList(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	rows, tags := w.Codebook(st, "")
	var says []string
	for _, r := range rows {
		says = append(says, r.Name+" "+r.Counts)
	}
	if got, want := strings.Join(says, "; "), "Role ; Fewer topics 2 | 5; Without a cluster ; Money 2"; got != want || tags != 2 {
		t.Errorf("got %d tags: %s; want %s, not added up", tags, got, want)
	}
	page, ok := w.CodebookTag(st, "Fewer topics")
	if !ok || len(page.Counts) != 2 || len(page.Disputes) != 1 || !strings.Contains(page.Disputes[0], "Bo: “Focus”; Amina Diallo: “Topics”") {
		t.Errorf("got %+v, want two counts and what two members changed side by side", page)
	}
	for _, e := range page.Excerpts {
		if !e.There {
			t.Errorf("%s leads nowhere", e.Ref)
		}
	}
}

func TestCoderComparison(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	one, other := w.CoderPair(st)
	if one != "Amina Diallo" || other != "Bo" {
		t.Fatalf("got %s and %s, want the two coders", one, other)
	}
	c := w.CompareCoders(st, one, other, "")
	// Four sentences; Fewer topics: both set it on the first, with other
	// polarities; Money: both on the third, one alone on the second.
	if c.Base != "1 note · 4 sentences · 2 tags" || c.Differ != "2 differences · 1 of them in the polarity alone, which α, κ and the percentage leave out" {
		t.Errorf("got %s, %s", c.Base, c.Differ)
	}
	if l := c.Tags[0]; l.Tag != "Money" || l.Alpha != "α 0.533" || l.Kappa != "κ 0.500" || l.Band.Word != "low" || l.Share != "3 of 4 decisions alike (75\u00a0%)" {
		t.Errorf("got %+v", l)
	}
	if l := c.Tags[1]; l.Alpha != "α 1.000" || l.Band.Word != "good" || !strings.HasSuffix(l.Counts, "with the same polarity: 0") {
		t.Errorf("got %+v", l)
	}
	if d := c.Differences[0]; d.Says != "Fewer topics · Amina Diallo: + for · Bo: − against" || d.Excerpt == "" {
		t.Errorf("got %+v", d)
	}
	for name, says := range map[string]view.CoderComparison{
		"Choose two":    w.CompareCoders(st, one, one, ""),
		"alone coded":   w.CompareCoders(viewtest.CodedByOne(), "", "", ""),
		"Nobody is nam": w.CompareCoders(viewtest.State(), "", "", ""),
	} {
		if !strings.Contains(says.Nothing, name) || says.Tags != nil {
			t.Errorf("got %q, want “%s…”", says.Nothing, name)
		}
	}
	if got := len(w.CompareCoders(st, one, other, model.Ref(viewtest.Accra)).Tags); got != 2 {
		t.Errorf("one note: got %d tags", got)
	}
}

func TestExcerptSaysItsPage(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	n := &st.Notes[0]
	page, _ := w.Note(st, n.Ref())
	first := page.Excerpts[0]
	n.Pages = []int{0, first.Start}
	page, _ = w.Note(st, n.Ref())
	if by := page.Excerpts[0].By; !strings.HasPrefix(by, "page 2 of the document") {
		t.Errorf("got %q, want the page", by)
	}
}

// A name that an existing tag begins with is offered as a new tag, second.
func TestTagChoicesOfferTheNewName(t *testing.T) {
	w, st := english(t), viewtest.Coded()
	choices, _ := w.TagChoices(st, "Fewer")
	if len(choices) < 2 || choices[0].Name != "Fewer topics" || choices[0].New || choices[1].Name != "Fewer" || !choices[1].New {
		t.Errorf("got %+v, want the tag that begins so, then a new one of that name", choices)
	}
}

// No tag changes its colour because a member adds others.
func TestColoursStay(t *testing.T) {
	st := viewtest.Coded()
	before := view.CodebookColours(st)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 12 {
		name := string(rune('A' + i))
		st.Codebook = slices.Insert(slices.Clone(st.Codebook), 0, desk.CodeTag{Key: name, Name: name, Own: true, Made: model.Made{At: at.Add(time.Duration(i) * time.Hour)}})
		for tag, colour := range before {
			if now := view.CodebookColours(st)[tag]; now != colour {
				t.Fatalf("after %d more tags “%s” has the colour %+v, before %+v", i+1, tag, now, colour)
			}
		}
		before = view.CodebookColours(st)
	}
}

// Coefficients and who said what are written as the language writes them.
func TestCoderComparisonInFrench(t *testing.T) {
	w, err := view.NewWords("fr", assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	c := w.CompareCoders(viewtest.Coded(), "Amina Diallo", "Bo", "")
	if c.All.Alpha != "α 0,727" || !strings.Contains(c.Bands, "0,80") || c.Differences[0].Says != "Fewer topics · Amina Diallo\u00a0: + pour · Bo\u00a0: − contre" {
		t.Errorf("got %q, %q, %q", c.All.Alpha, c.Bands, c.Differences[0].Says)
	}
}

// What the desk refuses while coding is told in the person's language, whole.
func TestCodingRefusalsAreTold(t *testing.T) {
	for _, lang := range []string{"es", "fr"} {
		w, err := view.NewWords(lang, assets.Translations())
		if err != nil {
			t.Fatal(err)
		}
		p := w.Problem(*desk.OnlyTotal("Narrower focus"))
		for _, s := range []string{p.Say, p.Do} {
			if strings.Contains(s, "published total") || strings.Contains(s, "Link both") || strings.Contains(s, "Nothing was") {
				t.Errorf("%s: %q", lang, s)
			}
		}
	}
}
