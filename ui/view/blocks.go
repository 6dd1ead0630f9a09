package view

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// BlockKind is a kind of block in words.
func (w *Words) BlockKind(k model.PaperBlockKind) string {
	switch k {
	case model.BlockHeading:
		return w.T("Heading")
	case model.BlockText:
		return w.T("Text")
	case model.BlockFigure:
		return w.T("Figure")
	case model.BlockQuote:
		return w.T("Quote")
	case model.BlockTable:
		return w.T("Table")
	case model.BlockChart:
		return w.T("Chart")
	case model.BlockTradeOff:
		return w.T("Trade-off")
	case model.BlockPositions:
		return w.T("Positions and dissent")
	case model.BlockLimits:
		return w.T("Limitations")
	case model.BlockAsked:
		return w.T("Decision asked")
	case model.BlockStep:
		return w.T("Next step")
	case model.BlockAppendix:
		return w.T("Appendix")
	case model.BlockSection:
		return w.T("Composed section")
	}
	return string(k)
}

// Section is a composed section in words; one that this version does not know
// keeps its name.
func (w *Words) Section(name string) string {
	switch name {
	case "summary":
		return w.T("Summary")
	case "poles":
		return w.T("The question and its poles")
	case "positions":
		return w.T("Where members stand")
	case "dissent":
		return w.T("Dissent")
	case "evidence":
		return w.T("What people said")
	case "channels":
		return w.T("What the channels say")
	case "class":
		return w.T("How the class came about")
	case "reservations":
		return w.T("Reservations and conditions")
	case "related-trade-offs":
		return w.T("Trade-offs that share evidence")
	case "related-themes":
		return w.T("Themes that share evidence")
	case "limits":
		return w.T("Limitations")
	case "next":
		return w.T("Next steps")
	case "sources":
		return w.T("Sources")
	case "items":
		return w.T("All items cited")
	case "options":
		return w.T("Options and their consequences")
	}
	return w.laterSection(name)
}

// laterSection names the sections of papers that are about more than one
// subject.
func (w *Words) laterSection(name string) string {
	switch name {
	case "took-part":
		return w.T("Who took part")
	case "findings":
		return w.T("What we heard, theme by theme")
	case "convergence":
		return w.T("Where views converge")
	case "divergence":
		return w.T("Where views diverge")
	case "uncertain":
		return w.T("What is not certain")
	case "takeaways":
		return w.T("Takeaways")
	case "method":
		return w.T("Method")
	case "questions":
		return w.T("Open questions")
	case "annex":
		return w.T("Annex of all statements and tags")
	case "response-coverage":
		return w.T("How contributions were considered")
	case "responses":
		return w.T("You said, it was decided")
	case "standards":
		return w.T("Against the participation standards")
	case "decisions":
		return w.T("Decisions")
	case "minutes":
		return w.T("What was decided")
	}
	return capital(strings.ReplaceAll(name, "-", " "))
}

// Sections are the sections that can be composed, by their words.
func (w *Words) Sections() (words, names []string) {
	names = desk.PaperSections()
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(Fold(w.Section(a)), Fold(w.Section(b))) })
	for _, n := range names {
		words = append(words, w.Section(n))
	}
	return words, names
}

// BlockKinds are the kinds of block that can be added, in words.
func (w *Words) BlockKinds() (words []string, kinds []model.PaperBlockKind) {
	kinds = desk.PaperBlockKinds()
	for _, k := range kinds {
		words = append(words, w.BlockKind(k))
	}
	return words, kinds
}

// BlockRow is a block in a paper's outline.
type BlockRow struct {
	ID string
	// Kind and Words are what it is and how it begins.
	Kind, Words string
	// Notes counts the comments on it.
	Notes int
}

// Blocks are a paper's blocks as its outline shows them.
func (w *Words) Blocks(p model.Paper, notes []model.Comment) []BlockRow {
	var out []BlockRow
	for _, b := range p.Blocks {
		row := BlockRow{ID: b.ID, Kind: w.BlockKind(b.Kind), Words: strings.Join(strings.Fields(b.Text), " ")}
		switch {
		case b.Kind == model.BlockSection:
			row.Kind = w.Section(b.Section)
		case b.Kind == model.BlockAsked && row.Words == "":
			row.Words = strings.Join(strings.Fields(p.Decision), " ")
		}
		for _, n := range notes {
			if n.Block == b.ID {
				row.Notes++
			}
		}
		out = append(out, row)
	}
	return out
}

// NewBlockID is an id that no block and no comment of a paper has or had.
func NewBlockID(blocks []model.PaperBlock, notes []model.Comment) string {
	most := 0
	see := func(id string) {
		n := 0
		if _, err := fmt.Sscanf(id, "b%d", &n); err == nil {
			most = max(most, n)
		}
	}
	for _, b := range blocks {
		see(b.ID)
	}
	for _, n := range notes {
		see(n.Block)
	}
	return fmt.Sprintf("b%d", most+1)
}

// BlockAt is the place of a block, -1 if it is not there.
func BlockAt(blocks []model.PaperBlock, id string) int {
	return slices.IndexFunc(blocks, func(b model.PaperBlock) bool { return b.ID == id })
}

// WithBlock has a block after the one with the id after; at the end if there is
// none.
func WithBlock(blocks []model.PaperBlock, b model.PaperBlock, after string) []model.PaperBlock {
	i := BlockAt(blocks, after)
	if i < 0 {
		i = len(blocks) - 1
	}
	return slices.Insert(slices.Clone(blocks), i+1, b)
}

// WithoutBlock lacks the block with the id.
func WithoutBlock(blocks []model.PaperBlock, id string) []model.PaperBlock {
	return slices.DeleteFunc(slices.Clone(blocks), func(b model.PaperBlock) bool { return b.ID == id })
}

// Moved has the block with the id by places further down, as far as that goes.
func Moved(blocks []model.PaperBlock, id string, by int) []model.PaperBlock {
	i := BlockAt(blocks, id)
	if i < 0 {
		return blocks
	}
	b := blocks[i]
	out := WithoutBlock(blocks, id)
	return slices.Insert(out, min(max(i+by, 0), len(out)), b)
}

// Template names a template: a member's by its title, the program's own by its
// kind and what it is made about.
func (w *Words) Template(t model.PaperTemplate) string {
	if t.Op != "" {
		return t.Title
	}
	kind := w.PaperKind(t.Kind)
	switch t.Subject {
	case "themes":
		return w.T("%s about a theme", kind)
	case "trade-offs":
		return w.T("%s about a trade-off", kind)
	}
	return kind
}

// DecisionPaper makes of a proposed record of decisions the paper of one
// decision.
func DecisionPaper(p model.Paper, d model.Decision) model.Paper {
	p.Title, p.Date = d.Question, d.Date
	p.About, p.Also = "", nil
	for i, about := range d.About {
		if i == 0 {
			p.About = about
		} else {
			p.Also = append(p.Also, about)
		}
	}
	p.Blocks = slices.Clone(p.Blocks)
	for i := range p.Blocks {
		if p.Blocks[i].Section == "decisions" {
			p.Blocks[i].About = "decision/" + d.ID
		}
	}
	return p
}
