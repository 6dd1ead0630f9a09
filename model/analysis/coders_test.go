package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"consilience/model"
)

// codedNote is a note of four sentences, and who tagged what in it.
func codedNote() ([]model.Note, []*model.Excerpt) {
	notes := []model.Note{
		{Source: "m", ID: "1", Text: "Fewer topics. More support. Who pays? Nobody knows.\n"},
		{Source: "m", ID: "2", Text: "Only one coder read this.\n"},
	}
	at := func(id, note string, start, end int, tags ...model.Tagging) *model.Excerpt {
		return &model.Excerpt{Source: "m", ID: id, Note: note, Start: start, End: end, Tags: tags}
	}
	return notes, []*model.Excerpt{
		at("a", "1", 0, 13, model.Tagging{Tag: "Focus", Polarity: 1, Coder: "Ann"}, model.Tagging{Tag: "Focus", Polarity: -1, Coder: "Bo"}),
		at("b", "1", 14, 37, model.Tagging{Tag: "Money", Coder: "Ann"}), // two sentences
		at("c", "1", 28, 37, model.Tagging{Tag: "Money", Coder: "Bo"}),  // the second of these
		at("d", "1", 38, 50, model.Tagging{Tag: "Focus", Coder: "Bo"}),  // only Bo
		at("e", "2", 0, 8, model.Tagging{Tag: "Focus", Coder: "Ann"}),   // not compared
		{Source: "m", ID: "f", Note: "1", Unanchored: true, Tags: []model.Tagging{{Tag: "Focus", Coder: "Ann"}}},
	}
}

func TestCompareCoders(t *testing.T) {
	notes, excerpts := codedNote()
	c := CompareCoders(notes, excerpts, "Ann", "Bo", nil)
	if len(c.Notes) != 1 || c.Sentences != 4 {
		t.Fatalf("got %d notes, %d sentences, want 1 and 4: the second note was coded by one", len(c.Notes), c.Sentences)
	}
	// Counted by hand in codedNote.
	for i, want := range []TagAgreement{{Tag: "Focus", Both: 1, Other: 1, Neither: 2}, {Tag: "Money", Both: 1, One: 1, Neither: 2, SamePolarity: 1}} {
		got := c.Tags[i]
		if got.Tag != want.Tag || got.Both != want.Both || got.One != want.One || got.Other != want.Other || got.Neither != want.Neither || got.SamePolarity != want.SamePolarity {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if c.All.N() != 8 || c.All.Differ() != 2 || *c.All.Share != 0.75 {
		t.Errorf("all: got %+v, want 2 of 8 decisions to differ", c.All)
	}
	var differ string
	for _, d := range c.Differences {
		differ += fmt.Sprintf("%s %q %s; ", d.Tag, d.Text, d.Excerpt)
	}
	if want := `Focus "Fewer topics." m:a; Money "More support." m:b; Focus "Nobody knows." m:d; `; differ != want {
		t.Errorf("differences:\n got %s\nwant %s", differ, want)
	}
	if c.Differences[0].One == nil || *c.Differences[0].One != 1 || *c.Differences[0].Other != -1 || c.Differences[1].Other != nil {
		t.Error("the polarities of the differences are not what the coders gave")
	}
	if c := CompareCoders(notes, excerpts, "Ann", "Bo", []model.Ref{"m:1", "m:2"}); c.Sentences != 5 {
		t.Errorf("chosen notes: got %d sentences, want 5", c.Sentences)
	}
	for _, pair := range [][2]string{{"Ann", "Ann"}, {"Ann", "Zoe"}} {
		if c := CompareCoders(notes, excerpts, pair[0], pair[1], nil); len(c.Notes) != 0 || c.All.Alpha != nil || c.All.Share != nil {
			t.Errorf("%v: got %+v, want nothing to compare", pair, c.All)
		}
	}
}

// Each coder may have coded a copy of the note: in the folder as it was
// published, and in the project that the other sent.
func TestCompareCodersOnCopies(t *testing.T) {
	notes, excerpts := codedNote()
	want := CompareCoders(notes, excerpts, "Ann", "Bo", nil)
	sent := model.Note{Source: "sent", ID: "x", Text: "Fewer topics. More support. Who pays? Nobody knows."}
	notes = append(notes, sent, model.Note{Source: "sent", ID: "empty"}, model.Note{Source: "m", ID: "empty"})
	for _, e := range excerpts {
		var own, others []model.Tagging
		for _, tag := range e.Tags {
			if tag.Coder == "Bo" {
				others = append(others, tag)
			} else {
				own = append(own, tag)
			}
		}
		if len(others) > 0 && e.Note == "1" {
			e.Tags = own
			excerpts = append(excerpts, &model.Excerpt{Source: "sent", ID: e.ID, Note: "x", Start: e.Start, End: e.End, Tags: others})
		}
	}
	got := CompareCoders(notes, excerpts, "Ann", "Bo", nil)
	if fmt.Sprint(got.Notes) != "[m:1]" || got.Copies != 1 || got.Sentences != 4 || got.All.Both != want.All.Both || *got.All.Alpha != *want.All.Alpha || *got.All.Kappa != *want.All.Kappa {
		t.Errorf("got %+v, want what one note gives: %+v", got, want)
	}
	if len(got.Differences) != len(want.Differences) || got.Differences[2].Excerpt != "sent:d" || got.PolarityAlone() != 1 {
		t.Errorf("differences %+v", got.Differences)
	}
	if got := CompareCoders(notes, excerpts, "Ann", "Bo", []model.Ref{"sent:x"}); got.Sentences != 4 || got.All.Both != want.All.Both {
		t.Errorf("the copy chosen: got %+v", got)
	}
}

// The short formulas for two coders give what Agree and Kappa give.
func TestTagAgreementIsAlphaAndKappa(t *testing.T) {
	for _, a := range []TagAgreement{{Both: 1, One: 1, Neither: 2}, {Both: 7, One: 3, Other: 2, Neither: 28}, {One: 4, Other: 4}, {Both: 3}, {Neither: 9}, {One: 1, Neither: 3}} {
		var list []Coded
		for kind, n := range []int{a.Both, a.One, a.Other, a.Neither} {
			for i := range n {
				unit := fmt.Sprint(kind, "/", i)
				list = append(list, Coded{unit, "A", fmt.Sprint(kind < 2)}, Coded{unit, "B", fmt.Sprint(kind == 0 || kind == 2)})
			}
		}
		a.close()
		kappa, n := Kappa(list, "A", "B")
		if alpha := Agree(list).Alpha; !alike(a.Alpha, alpha) || !alike(a.Kappa, kappa) || n != a.N() {
			t.Errorf("%+v: α %v, κ %v of %d; want %v, %v of %d", a, a.Alpha, a.Kappa, a.N(), alpha, kappa, n)
		}
	}
}

func alike(a, b *float64) bool {
	return a == nil && b == nil || a != nil && b != nil && math.Abs(*a-*b) < 1e-12
}

func TestCoders(t *testing.T) {
	_, excerpts := codedNote()
	excerpts[4].Coder = "Cy"
	excerpts[4].Tags[0].Coder = "" // published: who marked the passage
	if got, want := fmt.Sprint(Coders(excerpts)), "[{Ann 2 1} {Bo 3 1} {Cy 1 1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What Codings computes in one pass is what Agree computes from single values.
func TestCodings(t *testing.T) {
	notes, excerpts := codedNote()
	excerpts = append(excerpts, &model.Excerpt{Source: "m", ID: "g", Note: "1", Start: 20, End: 45, Tags: []model.Tagging{{Tag: "Focus", Coder: "Cy"}}})
	got := Codings("m", notes, excerpts)
	for tag, by := range map[string]map[string]string{ // by coder, a digit a sentence
		"Focus": {"Ann": "1000", "Bo": "1001", "Cy": "0111"},
		"Money": {"Ann": "0110", "Bo": "0010", "Cy": "0000"},
	} {
		var list []Coded
		for coder, values := range by {
			for i, v := range values {
				list = append(list, Coded{fmt.Sprint(i), coder, string(v)})
			}
		}
		if c := got[tag]; c.Coders != 3 || c.Sentences != 4 || !alike(c.Alpha, Agree(list).Alpha) {
			t.Errorf("%s: got %+v, want 3 coders, 4 sentences, α %v", tag, c, *Agree(list).Alpha)
		}
	}
	alone := Codings("m", notes, excerpts[1:2])["Money"]
	if alone.Coders != 1 || alone.Alpha != nil {
		t.Errorf("one coder: got %+v", alone)
	}
}

func TestCodingConcerns(t *testing.T) {
	alpha := func(a float64) TagCoding { return TagCoding{Coders: 2, Alpha: &a, Sentences: 40} }
	for _, c := range []struct {
		name   string
		coding TagCoding
		want   string
	}{
		{"nobody named", TagCoding{}, "moderate: Notes were coded or read without a published measure of agreement between two readers."},
		{"one coder", TagCoding{Coders: 1}, "moderate: One person alone coded the notes for “Focus”; nobody coded them a second time."},
		{"two, never the same notes", TagCoding{Coders: 2}, "moderate: Notes were coded or read without a published measure of agreement between two readers."},
		{"good", alpha(0.8), ""},
		{"tentative", alpha(0.667), "minor: Coders agreed tentatively, by Krippendorff’s α below 0.80, on “Focus” (0.67)."},
		{"low", alpha(0.5), "moderate: Coders agreed little, by Krippendorff’s α below 0.667, on “Focus” (0.50)."},
	} {
		tag := model.Tag{Source: "m", Name: "Focus", Mentions: 5}
		e := Evidence{Tags: map[model.Ref]TagEvidence{"m:Focus": {Tag: tag, Channel: model.ChannelMeetings, Coding: c.coding}}}
		a := Assess(model.Theme{ID: "x", Links: []model.Link{{Item: "m:Focus", Polarity: 1}}}, e, DefaultThresholds())
		got := ""
		for _, concern := range a.Concerns {
			if strings.Contains(concern.Text, "oder") || strings.Contains(concern.Text, "coded") {
				got += concern.Level + ": " + concern.Text
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func BenchmarkCompareCoders(b *testing.B) {
	text := ""
	for i := range 20_000 {
		text += fmt.Sprintf("Sentence %d says something. ", i)
	}
	notes := []model.Note{{Source: "m", ID: "1", Text: text}}
	var excerpts []*model.Excerpt
	for i := range 50_000 {
		excerpts = append(excerpts, &model.Excerpt{Source: "m", ID: fmt.Sprint(i), Note: "1", Start: i * 10, End: i*10 + 40,
			Tags: []model.Tagging{{Tag: fmt.Sprint("tag ", i%60), Coder: []string{"Ann", "Bo"}[i%2]}}})
	}
	for b.Loop() {
		CompareCoders(notes, excerpts, "Ann", "Bo", nil)
	}
}
