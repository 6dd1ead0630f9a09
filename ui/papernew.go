package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// newPaperFrom asks for a template, the one with the id first chosen, and for
// what the paper is about, and begins it.
func (p *papersPage) newPaperFrom(id string) {
	s, w := p.shell, p.shell.w
	list := s.desk.Templates()
	var names []string
	for _, t := range list {
		names = append(names, w.Template(t))
	}
	labels, abouts := []string{w.T("All themes and trade-offs")}, []string{""}
	for _, x := range p.subjects {
		labels, abouts = append(labels, x.Label), append(abouts, x.About)
	}
	template, about := newOptions(names), newOptions(labels)
	template.changed = func(i int) { about.Choose(aboutFor(list[max(i, 0)], abouts)) }
	template.Choose(max(0, slices.IndexFunc(list, func(t model.PaperTemplate) bool { return t.ID == id })))
	templates, subjects := newScrolled(2), newScrolled(2)
	templates.Put(template)
	subjects.Put(about)
	s.ask(question{
		Title:   w.T("New paper"),
		Intro:   w.T("Every figure in it comes from the evidence and can be computed again. What it is about can be changed later, and more can be added."),
		Confirm: w.T("Begin"),
		Body:    weighted([]float32{5, 6}, titled(w.T("Template"), newFixed(320, templates)), titled(w.T("About"), newFixed(320, subjects))),
		Size:    fyne.NewSize(760, 560),
		Do: func() error {
			var of []string
			if x := abouts[max(about.Chosen(), 0)]; x != "" {
				of = []string{x}
			}
			paper, err := s.desk.NewPaper(list[max(template.Chosen(), 0)].ID, of...)
			if err != nil {
				return err
			}
			p.beginNew(paper)
			return nil
		},
	})
}

// aboutFor is the place of what a template is made about.
func aboutFor(t model.PaperTemplate, abouts []string) int {
	kind := ""
	switch t.Subject {
	case "themes", "one":
		kind = "theme/"
	case "trade-offs":
		kind = "tradeoff/"
	}
	return max(0, slices.IndexFunc(abouts, func(a string) bool { return kind != "" && strings.HasPrefix(a, kind) }))
}

// beginNew opens a paper that was not saved yet.
func (p *papersPage) beginNew(paper model.Paper) {
	base := paper.About
	if base == "" {
		base = "new"
	}
	key := base
	for n := 2; p.drafts[key].Kind != ""; n++ {
		key = fmt.Sprintf("%s (%d)", base, n)
	}
	p.composer.leave()
	p.begin(key, paper)
}

// templates lists what a paper can begin with. A member's own can be taken out
// of use; to change one, begin a paper with it and save that in its place.
func (p *papersPage) templates() {
	s, w := p.shell, p.shell.w
	body := newScrolled(6)
	var fill func()
	fill = func() {
		out := []fyne.CanvasObject{newText(w.T("To change a template, begin a paper with it, arrange its parts and save it as a template: in the place of your own, or as a copy of one of the program’s.")).quiet()}
		for _, t := range s.desk.Templates() {
			about := w.N("%d part", "%d parts", len(t.Blocks))
			buttons := inLine(plain(w.T("Begin…"), theme.ContentAddIcon(), func() { s.escape(); p.newPaperFrom(t.ID) }))
			if t.Op == "" {
				about += " · " + w.T("the program’s own")
			} else {
				about += " · " + t.By
				buttons.Add(plain(w.T("Remove"), theme.DeleteIcon(), func() {
					if err := s.desk.DropTemplate(t.ID); err != nil {
						s.Tell(err, w.T("The template could not be removed. Nothing was changed."))
						return
					}
					s.Notice(w.T("The template was removed. Undo brings it back."))
					fill()
				}))
			}
			out = append(out, newRule(), weighted([]float32{3, 2}, stack(1, newText(w.Template(t)), newText(about).small().quiet()), buttons))
		}
		body.Put(out...)
	}
	fill()
	s.read(w.T("Templates"), body, fyne.NewSize(680, 560))
}

// paperOf begins the paper of a decision.
func (s *Shell) paperOf(d model.Decision) {
	proposed, err := s.desk.NewPaper(string(model.DecisionRecord), d.About...)
	if err != nil {
		s.Tell(err, s.w.T("The paper could not be begun. Nothing was changed."))
		return
	}
	for _, page := range s.pages {
		if papers, ok := page.(*papersPage); ok {
			s.Go(PagePapers)
			papers.beginNew(view.DecisionPaper(proposed, d))
		}
	}
}
