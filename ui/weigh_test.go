package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// weighed is a consultation with a theme and two trade-offs that members have
// worked on. Figures: annex of the Open Government Partnership's Phase 1 report,
// poll "role of OGP", statements 1 and 3.
func weighed() desk.State {
	statement := func(id, text string, a, d, p int, pct float64, r model.Reading) desk.Statement {
		ref, n := model.NewRef("polis-role-of-ogp", id), a+d+p
		s := desk.Statement{Channel: model.ChannelPoll, Voters: 63, Statement: model.Statement{
			Source: "polis-role-of-ogp", ID: id, Text: text, Basis: model.BasisRecovered,
			Tally: model.Tally{Agree: a, Disagree: d, Pass: p}, Published: model.Published{Votes: &n, AgreePct: &pct}}}
		m := model.Measure{Value: float64(a) / float64(n), Unit: model.UnitShare, Count: a, N: n, Method: "agree-share/1", Subject: ref}
		s.AgreeShare = &m
		s.Item = model.ItemReading{Item: ref, Text: text, Polarity: 1, Reading: r, N: n, Tally: s.Tally, Voters: 63,
			Basis: model.BasisRecovered, Measures: []model.Measure{m}, Why: "the rule"}
		return s
	}
	one := statement("1", "Fewer topics, and urge members to do likewise", 10, 8, 6, 41, model.SplitReading)
	three := statement("3", "Follow members' wishes on topics", 16, 1, 5, 72, model.Supports)
	return desk.State{
		Revision: 1, Member: model.Member{Name: "Amina Diallo", Author: "amina", Device: "7f3a9c21"},
		Sources:    []desk.Source{{Snapshot: model.Snapshot{Source: model.Source{ID: "polis-role-of-ogp", Title: "Poll: the role of OGP"}}}},
		Statements: []desk.Statement{one, three},
		Themes: []desk.Theme{
			{Theme: model.Theme{ID: "narrow-focus", Title: "Fewer topics", Proposition: "Narrow the policy focus",
				Links: []model.Link{{Item: one.Ref(), Polarity: 1}},
				Notes: []model.Comment{{Text: "Cheaper, but slower", Made: madeBy("amina", "Amina Diallo", 1)}}},
				Assessment: model.Assessment{Class: model.DivergentWithin, Rule: model.RuleTrace{Number: 4, Rule: "Split channels are at least as many.", Split: 1},
					Channels: []model.ChannelReading{{Channel: model.ChannelPoll, Reading: model.SplitReading, N: 24, Items: []model.ItemReading{one.Item}}}}},
			{Theme: model.Theme{ID: "participation", Title: "Citizens in decisions", Proposition: "Strengthen participation"},
				Assessment: model.Assessment{Class: model.Convergent, Rule: model.RuleTrace{Supporting: 3}}},
		},
		TradeOffs: []desk.TradeOff{
			{TradeOff: model.TradeOff{ID: "breadth", Question: "How broad should the policy focus be?",
				Poles:     []model.Pole{{ID: "a", Text: "Any topic"}, {ID: "b", Text: "مواضيع قليلة"}},
				Arguments: []model.Argument{{Pole: "a", Text: "Members stay", Made: madeBy("luis", "Luis Ortega", 1)}}},
				Evidence: []desk.PoleEvidence{{Link: model.PoleLink{Item: three.Ref(), Pole: "a", Polarity: 1}, Item: three.Item}}},
			{TradeOff: model.TradeOff{ID: "grow", Question: "Grow or strengthen?", Poles: []model.Pole{{ID: "a", Text: "Grow"}, {ID: "b", Text: "Strengthen"}}}},
		},
	}
}

func madeBy(author, name string, n uint64) model.Made {
	return model.Made{Op: model.NewOpID(author, "7f3a9c21", n), By: name, At: time.Date(2022, 10, 3, 9, 5, 0, 0, time.UTC)}
}

// opened is a window of 1000 by 640 on a page, showing a state, with a desk
// that writes down what it is asked.
func opened(t *testing.T, page string, st desk.State) (*Shell, *recorder) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Look{Light: true}))
	words, err := view.NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	w, r := test.NewTempWindow(t, nil), &recorder{}
	s := New(w, r, words, Options{})
	w.Resize(fyne.NewSize(1000, 640))
	s.Show(st)
	s.Go(page)
	r.calls = nil
	return s, r
}

// walk calls f for every object below o that this package or a container
// holds.
func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, f)
		}
	case *scrolled:
		walk(o.content, f)
	case *container.Scroll:
		walk(o.Content, f)
	case *press:
		walk(o.face, f)
	}
}

// wordsIn are all texts below o, one a line.
func wordsIn(o fyne.CanvasObject) string {
	var out []string
	walk(o, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *bidiText:
			out = append(out, o.text)
		case *button:
			out = append(out, o.Text)
		}
	})
	return strings.Join(out, "\n")
}

// says fails if the texts below o lack any of words.
func says(t *testing.T, o fyne.CanvasObject, words ...string) {
	t.Helper()
	all := wordsIn(o)
	for _, w := range words {
		if !strings.Contains(all, w) {
			t.Errorf("the screen does not say %q; it says:\n%s", w, all)
		}
	}
}

// pressed presses the link, list item or button below o with these words.
func pressed(t *testing.T, o fyne.CanvasObject, words string) {
	t.Helper()
	var found func()
	walk(o, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *press:
			if found == nil && strings.Contains(wordsIn(o), words) {
				found = func() { test.Tap(o) }
			}
		case *button:
			if found == nil && o.Text == words {
				found = func() { test.Tap(o) }
			}
		}
	})
	if found == nil {
		t.Fatalf("there is nothing to press with the words %q; the screen says:\n%s", words, wordsIn(o))
	}
	found()
}

// dialogOn is the open dialog's body; it fails if there is none.
func dialogOn(t *testing.T, s *Shell) fyne.CanvasObject {
	t.Helper()
	top := s.win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no dialog is open")
	}
	pop, ok := top.(*widget.PopUp)
	if !ok {
		t.Fatalf("the dialog is a %T", top)
	}
	return pop.Content
}
