package ui

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// decisionsPage shows the decision log, the reasoned responses and what is said
// of the participation standards. UI goroutine only.
type decisionsPage struct {
	shell *Shell
	box   *fyne.Container
	body  *scrolled
	state desk.State
	shown *view.DecisionsPage
	// half are forms that were shut before they were kept, by what they are
	// about: what was typed is still in them.
	half map[string]question
}

func newDecisionsPage(s *Shell) *decisionsPage {
	p := &decisionsPage{shell: s, body: newScrolled(12), half: map[string]question{}}
	head := s.heading(s.w.T("Decisions"), primary(s.w.T("Record a decision…"), theme.ContentAddIcon(), p.record))
	p.box = padded(16, 12, container.NewBorder(padded(0, 6, head), nil, nil, nil, p.body))
	return p
}

// Name implements Page.
func (p *decisionsPage) Name() string { return PageDecisions }

// Content implements Page.
func (p *decisionsPage) Content() fyne.CanvasObject { return p.box }

// Show implements Page.
func (p *decisionsPage) Show(st desk.State) {
	p.state = st
	now := p.shell.w.Decisions(st)
	if p.shown != nil && reflect.DeepEqual(*p.shown, now) {
		return
	}
	p.shown = &now
	w := p.shell.w
	var out []fyne.CanvasObject
	if len(now.Log) == 0 {
		out = append(out, newCard(stack(6, newSection(w.T("No decision yet")),
			newText(w.T("A decision is kept with its reasons, the positions and the evidence as they stood that day. Later syncs do not change it.")).quiet())))
	}
	for _, d := range now.Log {
		out = append(out, newCard(stack(6, newText(d.When).small().quiet(), newSection(d.Question), newText(d.Decision), rows(d.Rows),
			inLine(plain(w.T("Open as a paper"), theme.DocumentIcon(), func() { p.asPaper(d.ID) })))))
	}
	out = append(out, p.answers(w.T("Reasoned responses"), now.Covered, now.Themes, w.T("Respond…"), p.respond),
		p.answers(w.T("Participation standards"), "", now.Standards, w.T("Answer…"), p.standard))
	p.body.Put(out...)
}

// answers is a card of rows that can be answered.
func (p *decisionsPage) answers(title, says string, list []view.ResponseRow, word string, answer func(view.ResponseRow)) fyne.CanvasObject {
	w := p.shell.w
	card := stack(10, newSection(title))
	if says != "" {
		card.Add(newText(says).bold())
	}
	for _, r := range list {
		words := stack(1, newText(r.Title))
		if r.Says == "" {
			words.Add(newText(w.T("No answer yet")).small().quiet())
		} else {
			words.Add(newText(r.Says).small().bold())
			words.Add(newText(strings.TrimSpace(r.Why + "\n" + r.More)).small().quiet())
		}
		card.Add(newRule())
		card.Add(weighted([]float32{4, 1}, words, inLine(plain(word, nil, func() { answer(r) }))))
	}
	if len(list) == 0 {
		card.Add(newText(w.T("There is no theme yet.")).quiet())
	}
	return newCard(card)
}

// asPaper begins the paper of a decision.
func (p *decisionsPage) asPaper(id string) {
	for _, d := range p.state.Decisions {
		if d.ID == id {
			p.shell.paperOf(d)
		}
	}
}

// ask shows a form, the one that was shut before if there is one. It is
// forgotten when it is kept.
func (p *decisionsPage) ask(about string, q question) {
	do := q.Do
	q.Do = func() error {
		err := do()
		if err == nil {
			delete(p.half, about)
		}
		return err
	}
	p.half[about] = q
	p.shell.ask(q)
}

// again shows a form that was shut before it was kept; it reports whether there
// is one.
func (p *decisionsPage) again(about string) bool {
	q, ok := p.half[about]
	if ok {
		p.shell.ask(q)
	}
	return ok
}

// record asks for a decision.
func (p *decisionsPage) record() {
	if p.again("record") {
		return
	}
	s, w := p.shell, p.shell.w
	var labels, abouts []string
	for _, x := range w.PaperSubjects(p.state) {
		labels, abouts = append(labels, x.Label), append(abouts, x.About)
	}
	about := newChoice(append([]string{w.T("Nothing in particular")}, labels...), append([]string{""}, abouts...), nil)
	about.Choose("")
	asked, options, decision, reasons, dissent := newField("", 2), newField(w.T("One a line"), 3), newField("", 3), newField("", 3), newField("", 2)
	date, owner, review := newField("2022-10-13", 1), newField(w.T("Who follows it up"), 1), newField("2023-04-13", 1)
	meeting := newField(w.T("Such as: Steering Committee, 12th meeting"), 1)
	status := newChoice([]string{w.DecisionStatus(model.DecisionTaken), w.DecisionStatus(model.DecisionProposed)}, []string{string(model.DecisionTaken), string(model.DecisionProposed)}, nil)
	status.Choose(string(model.DecisionTaken))
	standards := widget.NewCheckGroup(nil, nil)
	for _, x := range model.Standards {
		standards.Append(x.ID + " · " + w.Standard(x.ID))
	}
	words, ids := []string{w.T("None")}, []string{""}
	for _, d := range p.state.Decisions {
		words, ids = append(words, d.Date+" · "+d.Question), append(ids, d.ID)
	}
	replaces := newChoice(words, ids, nil)
	replaces.Choose("")
	p.ask("record", question{
		Title:   w.T("Record a decision"),
		Intro:   w.T("Positions, classes and figures are kept with it as they stand today."),
		Confirm: w.T("Record"),
		Body: stack(10, titled(w.T("About"), edged(about.Select)), titled(w.T("Question"), asked), titled(w.T("Options"), options),
			titled(w.T("Decision"), decision), titled(w.T("Reasons"), reasons), titled(w.T("Dissent"), dissent),
			sideBySide(titled(w.T("Date"), date), titled(w.T("Review on"), review)),
			sideBySide(titled(w.T("Meeting"), meeting), titled(w.T("Status"), edged(status.Select))),
			titled(w.T("Owner"), owner), titled(w.T("Replaces"), edged(replaces.Select)),
			titled(w.T("Participation standards that it touches"), standards)),
		First: asked,
		Size:  fyne.NewSize(640, 640),
		Do: func() error {
			x := model.Decision{Question: asked.Text, Decision: decision.Text, Reasons: reasons.Text, Dissent: dissent.Text,
				Date: date.Text, Owner: owner.Text, Review: review.Text, Supersedes: replaces.ID(),
				Meeting: meeting.Text, Status: model.DecisionStatus(status.ID())}
			for _, s := range standards.Selected {
				id, _, _ := strings.Cut(s, " · ")
				x.Standards = append(x.Standards, id)
			}
			for _, o := range strings.Split(options.Text, "\n") {
				if o = strings.TrimSpace(o); o != "" {
					x.Options = append(x.Options, o)
				}
			}
			if id := about.ID(); id != "" {
				x.About = []string{id}
			}
			_, err := s.desk.Decide(x)
			return err
		},
	})
}

// respond asks for the reasoned response to a theme.
func (p *decisionsPage) respond(r view.ResponseRow) {
	if p.again("respond/" + r.ID) {
		return
	}
	s, w := p.shell, p.shell.w
	var labels []string
	for _, o := range model.Outcomes {
		labels = append(labels, w.Outcome(o))
	}
	outcome, why, where := newOptions(labels), newField("", 4), newField(w.T("The text or action that takes it up"), 1)
	p.ask("respond/"+r.ID, question{
		Title:   w.T("Reasoned response"),
		Intro:   r.Title,
		Confirm: w.T("Save"),
		Body:    stack(12, titled(w.T("What became of it"), outcome), titled(w.T("Why"), why), titled(w.T("Where it is reflected"), where)),
		First:   why,
		Do: func() error {
			a := model.ReasonedAnswer{Why: why.Text, Where: where.Text}
			if i := outcome.Chosen(); i >= 0 {
				a.Outcome = model.Outcomes[i]
			}
			return s.desk.Respond(r.ID, a)
		},
	})
}

// standard asks what is said of a participation standard.
func (p *decisionsPage) standard(r view.ResponseRow) {
	if p.again("standard/" + r.ID) {
		return
	}
	s, w := p.shell, p.shell.w
	var labels []string
	for _, m := range view.MetAnswers {
		labels = append(labels, w.Met(m))
	}
	met, evidence, gap := newOptions(labels), newField("", 4), newField("", 2)
	met.Choose(0)
	p.ask("standard/"+r.ID, question{
		Title:   w.T("Participation standards"),
		Intro:   r.Title,
		Confirm: w.T("Save"),
		Body:    stack(12, titled(w.T("Is it met?"), met), titled(w.T("What shows it"), evidence), titled(w.T("What is missing"), gap)),
		First:   evidence,
		Do: func() error {
			return s.desk.AnswerStandard(r.ID, model.StandardAnswer{Met: view.MetAnswers[max(met.Chosen(), 0)], Evidence: evidence.Text, Gap: gap.Text})
		},
	})
}
