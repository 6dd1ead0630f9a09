package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// paperForm holds the words that only people can give a paper.
type paperForm struct {
	composer *composer
	box      *fyne.Container
	about    *choice
	title    *paneField
	decision *paneField
	owner    *paneField
	date     *paneField
	status   *choice
	// The paper's dress: language of its own words, who publishes it, who may
	// read it, its contents.
	language       *choice
	organisation   *paneField
	classification *paneField
	contents       *tick
	dress          *paperDress
	also           *fyne.Container
	// proposed is the paper as the desk proposed it for the chosen subject.
	proposed model.Paper
	filling  bool
}

func newPaperForm(p *composer) *paperForm {
	w := p.page.shell.w
	f := &paperForm{composer: p}
	f.about = newChoice(nil, nil, f.chose)
	f.title = newPaneField(p.panes.detail, "", 1)
	f.decision = newPaneField(p.panes.detail, w.T("agree that …; choose between …; note that …"), 3)
	f.owner = newPaneField(p.panes.detail, w.T("Who follows it up"), 1)
	f.date = newPaneField(p.panes.detail, "2022-10-13", 1)
	var words []string
	for _, status := range view.PaperStatuses {
		words = append(words, w.PaperStatus(status))
	}
	f.status = newChoice(words, view.PaperStatuses, func(string) { f.changed() })
	var names []string
	for _, lang := range view.Languages {
		names = append(names, view.LanguageName(lang))
	}
	f.language = newChoice(names, view.Languages, func(string) { f.changed() })
	f.organisation = newPaneField(p.panes.detail, w.T("Stands above the title"), 1)
	f.classification = newPaneField(p.panes.detail, w.T("Such as “Internal”"), 1)
	f.contents = newTick(w.T("With a table of contents"), func(bool) { f.changed() })
	f.dress, f.also = newPaperDress(f), stack(4)
	for _, e := range []*paneField{f.title, f.decision, f.owner, f.date, f.organisation, f.classification} {
		e.OnChanged = func(string) { f.changed() }
	}
	f.box = stack(10,
		titled(w.T("About"), edged(f.about.Select)), f.also,
		titled(w.T("Title"), f.title),
		titled(w.T("The Committee is invited to"), f.decision),
		titled(w.T("Owner"), f.owner),
		sideBySide(titled(w.T("Date"), f.date), titled(w.T("Status"), edged(f.status.Select))),
		sideBySide(titled(w.T("Language"), edged(f.language.Select)), titled(w.T("Classification"), f.classification)),
		titled(w.T("Organisation"), f.organisation),
		f.dress.box,
		f.contents,
		f.dress.personal,
		newRule(),
		inLine(plain(w.T("Save as template…"), theme.DocumentSaveIcon(), p.saveTemplate)))
	return f
}

// offer sets what a paper can be about.
func (f *paperForm) offer(subjects []view.PaperSubject) {
	words, ids := []string{f.composer.page.shell.w.T("All themes and trade-offs")}, []string{aboutAll}
	for _, s := range subjects {
		words, ids = append(words, s.Label), append(ids, s.About)
	}
	f.about.Offer(words, ids)
}

// fill puts a paper into the fields.
func (f *paperForm) fill(p model.Paper) {
	f.filling = true
	f.about.Choose(cmp.Or(p.About, aboutAll))
	f.showAlso(p)
	f.dress.fill(p)
	f.title.SetText(p.Title)
	f.decision.SetText(p.Decision)
	f.owner.SetText(p.Owner)
	f.date.SetText(p.Date)
	f.status.Choose(p.Status)
	f.language.Choose(cmp.Or(p.Language, "en"))
	f.organisation.SetText(p.Organisation)
	f.classification.SetText(p.Classification)
	f.contents.SetChecked(p.Contents)
	f.proposed = f.composer.desk.NewMemo(p.About)
	f.filling = false
}

// read is the paper p with what stands in the fields.
func (f *paperForm) read(p model.Paper) model.Paper {
	switch about := f.about.ID(); about {
	case "":
	case aboutAll:
		p.About, p.Also = "", nil
	default:
		p.About = about
	}
	p = f.dress.read(p)
	p.Title, p.Decision, p.Owner, p.Date = f.title.Text, f.decision.Text, f.owner.Text, f.date.Text
	if status := f.status.ID(); status != "" {
		p.Status = status
	}
	if lang := f.language.ID(); lang != "" && (lang != "en" || p.Language != "") {
		p.Language = lang
	}
	p.Organisation, p.Classification, p.Contents = f.organisation.Text, f.classification.Text, f.contents.Checked
	return p
}

// chose proposes words for another subject, where the member has not written
// other words.
func (f *paperForm) chose(about string) {
	if f.filling {
		return
	}
	defer func() { f.showAlso(f.composer.paper) }()
	if about == aboutAll {
		f.changed()
		return
	}
	proposed := f.composer.desk.NewMemo(about)
	f.filling = true
	if f.title.Text == f.proposed.Title {
		f.title.SetText(proposed.Title)
	}
	if f.decision.Text == f.proposed.Decision {
		f.decision.SetText(proposed.Decision)
	}
	f.filling = false
	f.proposed = proposed
	f.changed()
}

func (f *paperForm) changed() {
	if !f.filling {
		f.composer.paper = f.read(f.composer.paper)
		f.composer.changed()
	}
}

// edged draws an edge around a list of choices, which Fyne leaves bare.
func edged(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newGround("", theme.ColorNameInputBorder, true), o)
}

// indented moves an object to the right.
func indented(by float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(indent{by}, o)
}

// indent is a layout of one object.
type indent struct{ by float32 }

// Layout implements fyne.Layout.
func (i indent) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(i.by, 0))
		o.Resize(size.SubtractWidthHeight(i.by, 0))
	}
}

// MinSize implements fyne.Layout.
func (i indent) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects).AddWidthHeight(i.by, 0)
}
