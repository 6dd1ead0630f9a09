package paper

import (
	"fmt"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/text"
)

// Compose puts a memo together. Each sentence of fact ends with the ids of its
// evidence or with "[no evidence]"; computed figures are Numbers only.
//
// It returns a Problem if the material names neither a theme with its
// assessment nor a trade-off, or if the paper's date is not a date.
func Compose(m Material) (Document, error) {
	m = m.redacted()
	if m.Paper.Kind != model.DecisionMemo {
		return Document{}, model.Problemf(model.ProblemNothingToShow, "Choose a decision memo.",
			"A paper of the kind %q cannot be composed; nothing was written.", m.Paper.Kind)
	}
	if len(m.Paper.Blocks) > 0 { // they would be left out in silence
		return Document{}, model.Problemf(model.ProblemNothingToShow, "Use a newer version of the program.",
			"The paper has an outline of its own, which this version cannot print; nothing was written.")
	}
	date, err := time.Parse(time.DateOnly, m.Paper.Date)
	if err != nil {
		return Document{}, model.Problemf(model.ProblemNothingToShow, "Give the paper a date such as 2026-11-23.",
			"The paper's date %q is not a date; nothing was written.", m.Paper.Date).Because(err)
	}
	c := newComposer(m)
	d := Document{
		Kind: "Decision memo", Title: line(m.Paper.Title), Consultation: line(m.Consultation),
		Owner: line(m.Paper.Owner), Status: statusWord(m.Paper.Status), Date: date.Add(12 * time.Hour),
		Organisation: line(m.Paper.Organisation), Classification: line(m.Paper.Classification),
		Logo: m.Paper.Logo, Accent: m.Paper.Accent, Contents: m.Paper.Contents,
	}
	switch {
	case m.Theme != nil && m.Assessment != nil:
		d.About = "Theme: " + line(m.Theme.Proposition)
		c.title = m.Theme.Title
		c.theme()
	case m.TradeOff != nil:
		d.About = "Trade-off: " + line(m.TradeOff.Question)
		c.title = m.TradeOff.Question
		c.tradeOff()
	default:
		return Document{}, model.Problemf(model.ProblemNothingToShow, "Choose a theme or a trade-off for the paper.",
			"The paper is about nothing that is here; nothing was written.")
	}
	if d.Title == "" {
		d.Title = line(c.title)
	}
	d.Warnings = c.warnings()
	d.Blocks = c.blocks
	return d, nil
}

// composer writes a memo's blocks one after the other.
type composer struct {
	Material
	index  *index
	blocks []Block
	title  string
	// number is that of the last numbered paragraph; tables and figures count
	// the captions.
	number, tables, figures int
}

func newComposer(m Material) *composer {
	return &composer{Material: m, index: newIndex(m)}
}

func (c *composer) add(b Block) { c.blocks = append(c.blocks, b) }

func (c *composer) section(title string) { c.anchored(title, "") }

func (c *composer) anchored(title, anchor string) {
	c.add(Block{Kind: Heading, Level: 1, Spans: say(title), Anchor: anchor})
}

// para adds a numbered paragraph.
func (c *composer) para(spans ...Span) {
	c.number++
	c.add(Block{Kind: Paragraph, Number: c.number, Spans: spans})
}

func (c *composer) bullet(spans ...Span) { c.add(Block{Kind: Bullet, Spans: spans}) }

func (c *composer) table(caption string, t Table, note []Span) {
	if caption != "" {
		c.tables++
		caption = fmt.Sprintf("Table %d. %s", c.tables, caption)
	}
	b := Block{Kind: TableOf, Table: &t, Note: note}
	if caption != "" {
		b.Spans = say(caption)
	}
	c.add(b)
}

// decision says what is asked, first of all.
func (c *composer) decision() {
	asked := block(c.Paper.Decision)
	spans := []Span{{Text: asked}}
	if asked == "" {
		spans = []Span{{Text: "What is asked has not been written yet.", Italic: true}}
	}
	c.add(Block{Kind: Box, Label: "The Steering Committee is invited to", Spans: spans})
}

// warnings say what a reader must know before reading on.
func (c *composer) warnings() []string {
	var paraphrased, simulated []string
	for _, s := range c.index.sources {
		if s.Paraphrased {
			paraphrased = append(paraphrased, c.index.sourceID(s.Source.ID))
		}
		if s.Simulated {
			simulated = append(simulated, c.index.sourceID(s.Source.ID))
		}
	}
	var out []string
	if len(simulated) > 0 {
		out = append(out, "Simulated data: the figures of "+list(simulated)+" were made up by a program. No one said this.")
	}
	if len(paraphrased) > 0 {
		out = append(out, "Texts from "+list(paraphrased)+" are short paraphrases in the original language, not the original wording. Figures are as published.")
	}
	return out
}

func statusWord(status string) string {
	switch status {
	case "final":
		return "Final"
	case "", "draft":
		return "Draft"
	}
	return line(status)
}

// say makes a span of words.
func say(s string) []Span { return []Span{{Text: s}} }

func word(s string) Span  { return Span{Text: s} }
func bold(s string) Span  { return Span{Text: s, Bold: true} }
func quiet(s string) Span { return Span{Text: s, Quiet: true} }

// line is a person's words on one line; no-break spaces stay.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(text.Clean(s), func(r rune) bool { return r == ' ' || r == '\n' }), " ")
}

// block is a person's words with their paragraphs kept and blank lines dropped.
func block(s string) string {
	var out []string
	for _, l := range strings.Split(text.Clean(s), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// sentence ends a text with a full stop if it ends with a letter or digit.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:;") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "؟") {
		return s
	}
	return s + "."
}

// list joins words: a, b and c.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func lower(label string) string {
	if label == "" {
		return ""
	}
	return strings.ToLower(label[:1]) + label[1:]
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
