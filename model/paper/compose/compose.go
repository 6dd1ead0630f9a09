// Package compose writes what a paper says: from themes, trade-offs, positions
// and measures to the blocks of a paper.Document, in the paper's language. It
// knows nothing of pages, fonts or PDF, fetches nothing and asks no clock: the
// same material gives the same document.
package compose

import (
	"cmp"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/retell"
	"consilience/model/text"
)

// Compose puts a paper together, block by block: its own, or, if it has none,
// those of its kind's template. Each sentence of fact ends with the ids of its
// evidence or with "[no evidence]"; computed figures are Numbers only.
//
// It returns a Problem if the material names neither a theme with its
// assessment nor a trade-off, if the paper's date is not a date, or if a block
// asks for what this version cannot print.
func Compose(m Material) (paper.Document, error) {
	m = m.Redacted()
	date, err := time.Parse(time.DateOnly, m.Paper.Date)
	if err != nil {
		return paper.Document{}, model.Problemf(model.ProblemNothingToShow, "Give the paper a date such as 2026-11-23.",
			"The paper's date %q is not a date; nothing was written.", m.Paper.Date).Because(err)
	}
	c := newComposer(m)
	if len(c.topics) == 0 {
		return paper.Document{}, model.Problemf(model.ProblemNothingToShow, "Choose a theme or a trade-off for the paper.",
			"The paper is about nothing that is here; nothing was written.")
	}
	template, ok := templateFor(m.Paper.Kind, c.topics[0].TradeOff != nil)
	if !ok && len(m.Paper.Blocks) == 0 {
		return paper.Document{}, model.Problemf(model.ProblemNothingToShow, "Choose another kind of paper.",
			"A paper of the kind %q cannot be composed; nothing was written.", m.Paper.Kind)
	}
	own := len(m.Paper.Blocks) > 0
	c.outline = m.Paper.Blocks
	if !own {
		c.outline = template.Blocks
	}
	for i := range c.outline {
		if err := c.block(i, own); err != nil {
			return paper.Document{}, err
		}
	}
	c.point()
	c.speak()
	d := paper.Document{
		Kind: c.t(kindWords[m.Paper.Kind]), Title: c.paperTitle(), Consultation: text.OneLine(m.Consultation),
		Owner: text.OneLine(m.Paper.Owner), Status: c.status(), Date: date.Add(12 * time.Hour), About: c.about(), Language: c.language,
		Organisation: text.OneLine(m.Paper.Organisation), Classification: text.OneLine(m.Paper.Classification),
		Logo: m.Paper.Logo, Accent: m.Paper.Accent, Contents: m.Paper.Contents || !own && template.Contents,
		Warnings: c.warnings(), Blocks: c.blocks,
	}
	if d.Title == "" {
		d.Title = c.topics[0].title()
	}
	return d, nil
}

// paperTitle is the member's title; one that a template proposed is said in the
// paper's language.
func (c *composer) paperTitle() string {
	title := text.OneLine(c.Paper.Title)
	for _, t := range Templates() {
		if t.Title == title {
			return c.t(title)
		}
	}
	return title
}

// block composes one block of the outline. What comes of a member's own block
// leads back to it.
func (c *composer) block(i int, own bool) error {
	b := c.outline[i]
	write, ok := blockKinds[b.Kind]
	what := string(b.Kind)
	if b.Kind == model.BlockSection {
		write, ok = sections[b.Section]
		what += " " + b.Section
	}
	if !ok {
		return model.Problemf(model.ProblemNothingToShow, "Remove the block, or use a newer version of the program.",
			"The paper has a block that this version cannot print (%s); nothing was written.", what)
	}
	from := len(c.blocks)
	c.at = i
	c.enter(c.topics[0])
	write(c, b)
	for k := from; k < len(c.blocks); k++ {
		if own {
			c.blocks[k].Source = b.ID
		}
		c.blocks[k].NewPage = c.blocks[k].NewPage || b.NewPage && k == from
	}
	return nil
}

// composer writes a paper's blocks one after the other.
type composer struct {
	// Material is the paper's, with Theme, Assessment, TradeOff and Evidence of
	// the topic that is being written.
	Material
	index *index
	// topics are the subjects with what was read of each; entries are those of
	// the present one.
	topics  []topic
	entries []*entry
	outline []model.PaperBlock
	at      int // the block of the outline that is being written
	blocks  []paper.Block
	// language is that of the paper's own words.
	language string
	// number is that of the last numbered paragraph; tables and figures count
	// the captions.
	number, tables, figures int
	// pointed are the blocks whose page is named in a text.
	pointed map[string]bool
}

// topic is a subject with its evidence.
type topic struct {
	Subject
	entries []*entry
}

func (p topic) title() string {
	if p.TradeOff != nil {
		return text.OneLine(p.TradeOff.Question)
	}
	return cmp.Or(text.OneLine(p.Theme.Title), text.OneLine(p.Theme.Proposition))
}

func (p topic) ref() string {
	if p.TradeOff != nil {
		return "tradeoff/" + p.TradeOff.ID
	}
	return "theme/" + p.Theme.ID
}

func newComposer(m Material) *composer {
	c := &composer{Material: m, language: languageOf(m.Paper)}
	c.index = newIndex(m, c.t)
	subjects := m.Subjects
	if len(subjects) == 0 {
		subjects = []Subject{{Theme: m.Theme, Assessment: m.Assessment, TradeOff: m.TradeOff, Evidence: m.Evidence}}
	}
	for _, s := range subjects {
		if s.TradeOff != nil || s.Theme != nil && s.Assessment != nil {
			c.topics = append(c.topics, topic{s, c.index.of(s)})
		}
	}
	return c
}

// enter makes a topic the present one.
func (c *composer) enter(p topic) {
	c.Theme, c.Assessment, c.TradeOff, c.Evidence, c.entries = p.Theme, p.Assessment, p.TradeOff, p.Subject.Evidence, p.entries
}

// about says in one line what the paper is about.
func (c *composer) about() string {
	if len(c.topics) == 1 {
		if t := c.topics[0].TradeOff; t != nil {
			return c.t("Trade-off: %s", text.OneLine(t.Question))
		}
		return c.t("Theme: %s", text.OneLine(c.topics[0].Theme.Proposition))
	}
	themes, tradeOffs := 0, 0
	for _, p := range c.topics {
		if p.TradeOff != nil {
			tradeOffs++
		} else {
			themes++
		}
	}
	var said []string
	if themes > 0 {
		said = append(said, c.many(themes, "theme", "themes"))
	}
	if tradeOffs > 0 {
		said = append(said, c.many(tradeOffs, "trade-off", "trade-offs"))
	}
	return capital(c.list(said))
}

func (c *composer) add(b paper.Block) { c.blocks = append(c.blocks, b) }

func (c *composer) section(title string) { c.anchored(title, "") }

func (c *composer) anchored(title, anchor string) {
	c.add(paper.Block{Kind: paper.Heading, Level: 1, Spans: say(title), Anchor: anchor})
}

// para adds a numbered paragraph.
func (c *composer) para(spans ...paper.Span) {
	c.number++
	c.add(paper.Block{Kind: paper.Paragraph, Number: c.number, Spans: spans})
}

func (c *composer) bullet(spans ...paper.Span) { c.add(paper.Block{Kind: paper.Bullet, Spans: spans}) }

func (c *composer) table(caption string, t paper.Table, note []paper.Span) {
	if caption != "" {
		c.tables++
		caption = c.t("Table %d. %s", c.tables, caption)
	}
	b := paper.Block{Kind: paper.TableOf, Table: &t, Note: note}
	if caption != "" {
		b.Spans = say(caption)
	}
	c.add(b)
}

// asked says what the Committee is asked to decide: the block's own words, or
// the paper's.
func asked(c *composer, b model.PaperBlock) {
	said := cmp.Or(block(b.Text), block(c.Paper.Decision))
	spans := []paper.Span{{Text: said}}
	if again, ok := c.retell(said); ok && c.language != "en" { // as the desk proposed it
		spans = []paper.Span{word(strings.NewReplacer(retell.From, "", retell.To, "").Replace(again))}
	}
	if said == "" {
		spans = []paper.Span{{Text: c.t("What is asked has not been written yet."), Italic: true}}
	}
	c.add(paper.Block{Kind: paper.Box, Label: c.t("The Steering Committee is invited to"), Spans: spans})
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
		out = append(out, c.t("Simulated data: the figures of %s were made up by a program. No one said this.", c.list(simulated)))
	}
	if len(paraphrased) > 0 {
		out = append(out, c.t("Texts from %s are short paraphrases in the original language, not the original wording. Figures are as published.", c.list(paraphrased)))
	}
	return out
}

func (c *composer) status() string {
	switch c.Paper.Status {
	case "final":
		return c.t("Final")
	case "", "draft":
		return c.t("Draft")
	}
	return text.OneLine(c.Paper.Status)
}

// say makes a span of words.
func say(s string) []paper.Span { return []paper.Span{{Text: s}} }

func word(s string) paper.Span  { return paper.Span{Text: s} }
func bold(s string) paper.Span  { return paper.Span{Text: s, Bold: true} }
func quiet(s string) paper.Span { return paper.Span{Text: s, Quiet: true} }

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
