package desk

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/paper"
	"consilience/model/paper/compose"
	"consilience/model/store"
	"consilience/sync"
	"consilience/sync/decode"
)

// deskWithSample is a desk on a new workspace with the sample.
func deskWithSample(t *testing.T) *Desk {
	t.Helper()
	s, _, err := store.Open(t.TempDir(), store.Options{Decode: decode.Snapshot})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(s, Options{Publisher: sync.New(s, sync.Options{Sample: assets.Sample()}), Now: func() time.Time { return time.Date(2026, 10, 13, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "sample"); err != nil {
		t.Fatal(err)
	}
	return d
}

// untagged are all words of a paper that claim to be in its own language.
func untagged(d paper.Document) []string {
	var out []string
	var add func(spans []paper.Span, in string)
	add = func(spans []paper.Span, in string) {
		var line strings.Builder
		for _, s := range spans {
			if s.Language != "" && s.Language != d.Language || in != "" && in != d.Language {
				line.WriteString(" … ")
				continue
			}
			if s.Number != nil {
				line.WriteString(s.Number.String())
			}
			line.WriteString(s.Text)
			add(s.Foot, in)
		}
		out = append(out, line.String())
	}
	out = append(out, d.Kind, d.Title, d.Status, d.About)
	out = append(out, d.Warnings...)
	for _, b := range d.Blocks {
		add(b.Spans, b.Language)
		add(b.Note, "")
		out = append(out, b.Label, b.Alt)
		if b.Scene != nil {
			out = append(out, b.Scene.Title, b.Scene.Alt) // its source is the note
			for _, l := range b.Scene.Labels {
				out = append(out, l.Text)
			}
		}
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Columns {
			out = append(out, c.Head)
		}
		for _, r := range b.Table.Rows {
			for _, c := range r.Cells {
				for _, spans := range c {
					add(spans, b.Language)
				}
			}
		}
	}
	return out
}

// publishedWords are the words that others wrote, longest first, each with what
// takes its place.
func publishedWords(m compose.Material, s State) []string {
	var out []string
	add := func(words ...string) {
		for _, w := range words {
			if w = strings.TrimSpace(w); len(w) > 2 {
				out = append(out, w, strings.TrimSuffix(w, "."), strings.ToUpper(w[:1])+w[1:])
			}
		}
	}
	for _, st := range s.Statements {
		add(st.Text)
	}
	for _, t := range s.Tags {
		add(t.Name, t.Cluster, t.Description)
	}
	for _, t := range s.Themes {
		add(t.Title, t.Proposition)
		for _, r := range t.Reservations {
			add(r.Text)
		}
		for _, h := range t.Human {
			add(h.Note, h.By)
		}
	}
	for _, t := range s.TradeOffs {
		add(t.Question)
		for _, p := range t.Poles {
			add(p.Text)
		}
		for _, a := range t.Arguments {
			add(a.Text, a.By)
		}
		for _, q := range t.Questions {
			add(q.Text)
		}
	}
	for _, src := range s.Sources {
		add(src.Title, src.Publisher, src.Licence, src.Consultation)
		add(src.Limitations...)
		for _, f := range src.Files {
			add(f.Path)
		}
	}
	for _, h := range m.Heard {
		add(h.Group, h.Limitation)
		add(strings.Split(h.Limitation, "; ")...)
	}
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, w := range slices.Compact(out) {
		pairs = append(pairs, strings.Join(strings.Fields(w), " "), "…")
	}
	return pairs
}

// englishWords are words that neither Spanish nor French has.
var englishWords = regexp.MustCompile(`(?i)(^|[^\pL'’/.-])(the|of|and|is|are|was|were|by|with|from|this|that|which|not|agree|disagree|voters|people|how|what|who|below|above|least|linked|named|other|nothing|none|only|each|statement|statements|channel|poll|survey|evidence|share)([^\pL'’/.-]|$)`)

// No paper of the sample, of whatever kind, says an English sentence of ours
// when it is in Spanish or French; what others wrote may stay as it is.
func TestPapersSpeakOneLanguage(t *testing.T) {
	d := deskWithSample(t)
	papers := map[string][]string{}
	for _, template := range d.Templates() {
		papers[template.ID] = nil
	}
	papers["decision-memo"] = []string{"theme/narrow-focus"}
	papers["decision-memo-trade-off"] = []string{"tradeoff/breadth"}
	for _, language := range compose.Languages[1:] {
		for template, about := range papers {
			p, err := d.NewPaper(template, about...)
			if err != nil {
				t.Fatal(err)
			}
			p.Language = language
			m, err := d.material(p)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := compose.Compose(m)
			if err != nil {
				t.Fatal(err)
			}
			others := strings.NewReplacer(publishedWords(m, d.State())...)
			seen := 0
			for _, line := range untagged(doc) {
				said := others.Replace(strings.Join(strings.Fields(line), " "))
				if w := englishWords.FindString(said); w != "" {
					if seen++; seen <= 10 {
						t.Errorf("%s, %s: %q says %q", template, language, line, strings.TrimSpace(w))
					}
				}
			}
		}
	}
}
