package compose_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

// poor is a memo about a trade-off of which nothing is known yet.
func poor() compose.Material {
	return compose.Material{
		Paper:      model.Paper{Kind: model.DecisionMemo, Date: "2026-11-23", About: "tradeoff/x"},
		TradeOff:   &model.TradeOff{ID: "x", Question: "Which?"},
		Thresholds: analysis.DefaultThresholds(),
	}
}

// Nothing at hand, far too much at hand, every script: a good PDF all the same.
func TestWriteHostile(t *testing.T) {
	reason := func(s string) compose.Material {
		m := poor()
		m.Paper.Title, m.Paper.Decision, m.Paper.Owner, m.Consultation = s, s, s, s
		m.TradeOff.Question = s
		m.TradeOff.Poles = []model.Pole{{ID: "a", Text: s}, {ID: "b", Text: s}}
		m.TradeOff.Arguments = []model.Argument{{Pole: "a", Text: s}}
		m.TradeOff.Positions = []model.Position{{Member: s, Stance: "a", Reason: s}, {Member: s, Stance: model.StanceDissent, Reason: s}}
		return m
	}
	six := poor()
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		six.TradeOff.Poles = append(six.TradeOff.Poles, model.Pole{ID: id, Text: "Pole " + id})
	}
	tests := []struct {
		name, finds string
		m           compose.Material
	}{
		{"nothing known", "No dissent is recorded.", poor()},
		{"six poles", "Pole f", six},
		{"a long reason", "Page 5 of", reason(strings.Repeat("Members differ in what they can do. ", 140))}, // 5,000 characters
		{"one long word", "xxxxx", reason(strings.Repeat("x", 5000))},
		{"Arabic", "البيانات", reason("يجب أن تكون البيانات مفتوحة للجميع، بنسبة 75% (من 24).")},
		{"Hebrew", "שלום", reason("שלום לכולם (75%)")},
		{"Chinese", "Could not be set", reason("开放政府伙伴关系应当更加开放。")},
		{"emoji", "emoji and signs", reason("👍👩‍👩‍👧 fine 🇰🇪")},
		{"Devanagari", "Devanagari", reason("खुली सरकार")},
		{"Greek and Cyrillic", "Открытое", reason("Открытое правительство, Ανοιχτή διακυβέρνηση, Հայաստան")},
		{"controls and bad bytes", "evil", reason("a\x00\xff\u202Eevil\u2066\uFFFE\U0010FFFF\t(\\)")},
		{"combining marks", "Zalg", reason("Zalgo" + strings.Repeat("\u0301", 200))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, pdf := writeBundled(t, composed(t, tt.m))
			check(t, pdf)
			if p.Pages < 1 {
				t.Errorf("got %d pages", p.Pages)
			}
			if got := extract(t, pdf); !strings.Contains(got, tt.finds) {
				t.Errorf("pdftotext does not find %q in\n%.1500s", tt.finds, got)
			}
		})
	}
}

// writeBundled prints with the program's own fonts only, as any computer does.
func writeBundled(t testing.TB, d paper.Document) (paper.Printed, []byte) {
	t.Helper()
	var b bytes.Buffer
	p, err := paper.WriteWith(&b, d, paper.Options{Bundled: true})
	if err != nil {
		t.Fatalf("write: %v (%v)", err, errors.Unwrap(err))
	}
	return p, b.Bytes()
}

// A theme with 300 items: the table runs over pages, the chart keeps to the
// statements with the most votes.
func TestWriteManyItems(t *testing.T) {
	e := analysis.Evidence{Statements: map[model.Ref]analysis.StatementEvidence{}, Channels: []model.Channel{model.ChannelPoll}}
	theme := model.Theme{ID: "big", Title: "Big", Proposition: "Everything"}
	m := compose.Material{Paper: model.Paper{Kind: model.DecisionMemo, Date: "2026-11-23", About: "theme/big"}, Thresholds: analysis.DefaultThresholds(), Statements: map[model.Ref]model.Statement{}}
	for i := range 300 {
		s := model.Statement{Source: "poll", ID: fmt.Sprint(i), Text: fmt.Sprintf("Statement number %d is worded at some length, as people do", i), Tally: model.Tally{Agree: 20 + i%40, Disagree: i % 17, Pass: i % 11}, Basis: model.BasisCounted, File: "comments.csv", Line: i + 2}
		e.Statements[s.Ref()] = analysis.StatementEvidence{Statement: s, Snapshot: "abc", Channel: model.ChannelPoll, Voters: 200}
		m.Statements[s.Ref()] = s
		theme.Links = append(theme.Links, model.Link{Item: s.Ref(), Polarity: 1})
	}
	a := analysis.Assess(theme, e, m.Thresholds)
	m.Theme, m.Assessment = &theme, &a
	snap := model.Snapshot{ID: "abc", Source: model.Source{ID: "poll", Title: "Poll", Channel: model.ChannelPoll}}
	m.Sources = []model.Snapshot{snap}
	d := composed(t, m)
	for _, b := range d.Blocks {
		if b.Kind == paper.Figure && !strings.Contains(plain(b.Spans), "the 10 with most votes of 300") {
			t.Errorf("the figure is called %q, want it to say that it shows 10 of 300", plain(b.Spans))
		}
	}
	p, pdf := write(t, d)
	if p.Pages < 15 || p.Pages > 45 {
		t.Errorf("got %d pages, want 15 to 45", p.Pages)
	}
	check(t, pdf)
	if got := extract(t, pdf); strings.Count(got, "95 % interval") < 5 && strings.Count(got, "95\u00a0% interval") < 5 {
		t.Error("the head of the evidence table is not repeated on its pages")
	}
}

// FuzzWrite: whatever members type, a paper comes out.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "plain", "سلام (75%)", "开放", "👍", "a\n\nb", "\xff\x00", strings.Repeat("long ", 400), "((((", "{nb}", "\\)", "e\u0301\u0301"} {
		f.Add(s, "2026-11-23")
	}
	f.Fuzz(func(t *testing.T, s, date string) {
		if len(s) > 20000 {
			t.Skip("longer than any form takes")
		}
		m := poor()
		m.Paper.Title, m.Paper.Decision, m.Paper.Owner, m.Paper.Status = s, s, s, s
		m.Consultation = s
		m.TradeOff.Question = s
		m.TradeOff.Poles = []model.Pole{{ID: "a", Text: s}, {ID: s, Text: s}, {ID: "b", Text: s}}
		m.TradeOff.Arguments = []model.Argument{{Pole: "a", Text: s, Evidence: []model.Measure{{Subject: model.Ref(s), Method: s, Unit: model.UnitShare, Value: 0.5, Count: 1, N: 2}}}}
		m.TradeOff.Positions = []model.Position{{Member: s, Stance: model.Stance(s), Reason: s}, {Member: s, Stance: model.StanceDissent, Reason: s}}
		m.Evidence = []compose.Evidence{{Link: model.PoleLink{Item: model.Ref(s), Pole: "a", Polarity: 1}, Item: model.ItemReading{Text: s, Why: s, Reading: model.Reading(s)}}}
		m.Sources = []model.Snapshot{{Source: model.Source{ID: s, Title: s, Licence: s, Limitations: []string{s}}, Files: []model.File{{Path: s, SHA256: s, Address: "https://" + s}}}}
		m.Heard = []model.Heard{{Source: s, Channel: model.ChannelPoll, Dimension: "total", Measure: s, Text: s, Limitation: s}}
		m.Paper.Date = date
		d, err := compose.Compose(m)
		if err != nil {
			return // not a date
		}
		writeBundled(t, d)
	})
}
