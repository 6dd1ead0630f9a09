package desk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

// NewMemo proposes a decision memo about "theme/<id>" or "tradeoff/<id>". It is
// not kept until SavePaper. For anything else the memo is empty.
func (d *Desk) NewMemo(about string) model.Paper {
	p := model.Paper{Kind: model.DecisionMemo, About: about, Status: "draft", Date: d.now().Format("2006-01-02"), Owner: d.State().Member.Name}
	kind, id, _ := strings.Cut(about, "/")
	switch kind {
	case "theme":
		t, err := d.theme(id)
		if err != nil {
			return p
		}
		p.Title = t.Title
		if p.Title == "" {
			p.Title = t.Proposition
		}
		p.Decision = themeDecision(t)
	case "tradeoff":
		t, err := d.tradeOff(id)
		if err != nil {
			return p
		}
		p.Title = t.Question
		var poles []string
		for _, pole := range t.Poles {
			poles = append(poles, "“"+pole.Text+"”")
		}
		p.Decision = fmt.Sprintf("choose between %s, or say under which conditions each applies.", strings.Join(poles, " and "))
	}
	return p
}

// themeDecision words what a committee can be asked, by what the class allows.
func themeDecision(t Theme) string {
	switch t.Assessment.Class.Family() {
	case "convergent":
		return fmt.Sprintf("agree that the draft strategy takes up: %s.", strings.TrimSuffix(t.Proposition, "."))
	case "divergent":
		return fmt.Sprintf("decide how the draft strategy deals with a question on which views diverge: %s.", strings.TrimSuffix(t.Proposition, "."))
	}
	return fmt.Sprintf("note that the evidence is not sufficient to decide on: %s; and say what further evidence is wanted.", strings.TrimSuffix(t.Proposition, "."))
}

// SavePaper keeps a paper; one with the same id is replaced.
func (d *Desk) SavePaper(p model.Paper) (model.Paper, error) {
	title, err := needText(p.Title, "The title")
	if err != nil {
		return p, err
	}
	p.Title = title
	p.Made = model.Made{}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p.ID == "" {
		p.ID = freeID(paperSlug(p), "memo", func(id string) bool {
			return slices.ContainsFunc(d.state.Papers, func(other model.Paper) bool { return other.ID == id })
		})
	}
	object := "paper/" + p.ID
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldPaper) {
		base = append(base, op.ID())
	}
	op, err := d.append(object, model.FieldPaper, p, base...)
	if err != nil {
		return p, err
	}
	p.Made = op.Made()
	return p, d.refresh()
}

// paperSlugs begin the ids of papers, by kind.
var paperSlugs = map[model.PaperKind]string{
	model.DecisionMemo: "memo", model.DiscussionPaper: "discussion", model.FindingsReport: "findings", model.ReasonedResponse: "response",
	model.StandardsReport: "standards", model.DecisionRecord: "record", model.Minutes: "minutes", model.EvidenceAnnex: "annex",
}

// paperSlug is what a new paper's id is made of: its kind and its title, the
// kind once where the title says it.
func paperSlug(p model.Paper) string {
	kind := cmp.Or(paperSlugs[p.Kind], "paper")
	if strings.Contains("-"+model.Slug(p.Title)+"-", "-"+kind+"-") {
		return p.Title
	}
	return kind + "-" + p.Title
}

// Outline says what a paper would hold, without printing it.
func (d *Desk) Outline(p model.Paper) ([]OutlineEntry, error) {
	doc, err := d.compose(p)
	if err != nil {
		return nil, err
	}
	var list []OutlineEntry
	for _, e := range doc.Outline() {
		list = append(list, OutlineEntry{e.Level, e.Text})
	}
	return list, nil
}

// Export prints a saved paper into file in the background.
func (d *Desk) Export(id, file string, o ExportOptions) {
	d.begin("Export", func(ctx context.Context, report func(model.Progress)) error {
		// What the checks found bears on the confidence that is printed.
		if err := d.CheckAllNow(ctx, report); err != nil {
			return err
		}
		report(model.Progress{What: filepath.Base(file)})
		_, err := d.ExportNow(id, file, o)
		return err
	})
}

// ExportNow prints a saved paper into file and returns when it is complete.
// An existing file is replaced only by a complete one.
func (d *Desk) ExportNow(id, file string, o ExportOptions) (Export, error) {
	state := d.State()
	i := slices.IndexFunc(state.Papers, func(p model.Paper) bool { return p.ID == id })
	if i < 0 {
		return Export{}, unknown("paper", id)
	}
	doc, err := d.composeProved(state.Papers[i])
	if err != nil {
		return Export{}, err
	}
	done, err := write(doc, file, o)
	if err != nil {
		return Export{}, model.AsProblem(err, fmt.Sprintf("“%s” could not be written. No file was changed.", file))
	}
	done.Paper = id
	d.mu.Lock()
	defer d.mu.Unlock()
	d.change(func(s *State) { s.Exported = &done })
	return done, nil
}

func write(doc paper.Document, file string, o ExportOptions) (Export, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return Export{}, err
	}
	if err := canWrite(file); err != nil {
		return Export{}, err
	}
	var printed paper.Printed
	digest, err := WriteWhole(file, func(w io.Writer) (err error) {
		printed, err = writeAs(file, w, doc, o)
		return err
	})
	if err != nil {
		return Export{}, err
	}
	return Export{File: file, Pages: printed.Pages, Figures: printed.Figures, SHA256: digest,
		Fonts: strings.Join(printed.Fonts, ", "), Missing: strings.Join(printed.Missing, ", ")}, nil
}

// compose makes a paper of what it names.
func (d *Desk) compose(p model.Paper) (paper.Document, error) {
	m, err := d.material(p)
	if err != nil {
		return paper.Document{}, err
	}
	return compose.Compose(m)
}

// composeProved is compose with what proves the paper inside it.
func (d *Desk) composeProved(p model.Paper) (paper.Document, error) {
	m, err := d.material(p)
	if err != nil {
		return paper.Document{}, err
	}
	m = m.Redacted() // the files that travel with it too
	doc, err := compose.Compose(m)
	if err != nil {
		return doc, err
	}
	return doc, d.prove(&doc, m)
}
