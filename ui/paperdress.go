package ui

import (
	"image/color"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// aboutAll stands in the list for a paper about everything.
const aboutAll = "everything"

// paperDress is a paper's logo, its colour, and whether personal data stays in
// it.
type paperDress struct {
	form     *paperForm
	box      *fyne.Container
	logo     *fyne.Container
	accent   *choice
	own      *paneField
	swatch   *canvas.Rectangle
	says     *bidiText
	personal *fyne.Container
	keep     *tick
	picture  []byte
}

func newPaperDress(f *paperForm) *paperDress {
	p := f.composer
	w := p.page.shell.w
	d := &paperDress{form: f, logo: stack(4), says: newText("").small().quiet()}
	words, ids := w.Accents()
	d.own = newPaneField(p.panes.detail, "#16375c", 1)
	d.own.OnChanged = func(string) { d.colour(); f.changed() }
	d.accent = newChoice(words, ids, func(id string) {
		if id != view.AccentOwn {
			d.own.SetText(id)
		}
		d.colour()
		f.changed()
	})
	d.swatch = canvas.NewRectangle(color.Transparent)
	d.swatch.CornerRadius = 3
	d.swatch.SetMinSize(fyne.NewSize(28, 28))
	d.box = stack(10,
		titled(w.T("Logo"), d.logo),
		stack(4, newText(w.T("Colour of headings")).bold(),
			weighted([]float32{5, 4, 1}, edged(d.accent.Select), d.own, d.swatch), d.says))
	d.keep = newTick(w.T("Keep personal data in texts"), func(bool) { d.warn(); f.changed() })
	d.personal = stack(4, d.keep)
	return d
}

// fill shows a paper's dress.
func (d *paperDress) fill(p model.Paper) {
	d.picture = p.Logo
	d.own.SetText(p.Accent)
	d.accent.Choose(view.AccentOf(p.Accent))
	d.keep.SetChecked(p.KeepPersonal)
	d.colour()
	d.warn()
	d.showLogo()
}

// read puts the dress into a paper. A colour that is none yet is left out.
func (d *paperDress) read(p model.Paper) model.Paper {
	p.Logo, p.KeepPersonal, p.Accent = d.picture, d.keep.Checked, ""
	if _, ok := desk.AccentContrast(strings.TrimSpace(d.own.Text)); ok {
		p.Accent = strings.TrimSpace(d.own.Text)
	}
	return p
}

// colour shows the chosen colour and says whether it can be read.
func (d *paperDress) colour() {
	w := d.form.composer.page.shell.w
	d.says.SetText(w.AccentSays(d.own.Text))
	d.swatch.FillColor = color.Transparent
	if c, ok := view.AccentColour(d.own.Text); ok {
		d.swatch.FillColor = c
	}
	d.swatch.Refresh()
	d.form.composer.panes.detail.Again()
}

// warn says what keeping personal data means.
func (d *paperDress) warn() {
	w := d.form.composer.page.shell.w
	d.personal.Objects = []fyne.CanvasObject{d.keep}
	if d.keep.Checked {
		d.personal.Add(newStrip(view.ToneWarn, newText(w.T("E-mail addresses, telephone numbers and the like are then printed, and travel inside the file. Do so only if those people agreed, and the paper is not published.")).small()))
	}
	d.personal.Refresh()
	d.form.composer.panes.detail.Again()
}

// showLogo shows the logo with the buttons that change it.
func (d *paperDress) showLogo() {
	w := d.form.composer.page.shell.w
	choose := plain(w.T("Choose a picture…"), theme.FolderOpenIcon(), d.chooseLogo)
	d.logo.Objects = nil
	if len(d.picture) == 0 {
		d.logo.Add(newText(w.T("None. A PNG or JPEG of at most 256 kB; it stands at the top of the first page.")).small().quiet())
		d.logo.Add(inLine(choose))
	} else {
		img := canvas.NewImageFromResource(fyne.NewStaticResource("logo", d.picture))
		img.FillMode = canvas.ImageFillContain
		d.logo.Add(newFixed(56, img))
		d.logo.Add(inLine(choose, plain(w.T("Remove"), theme.DeleteIcon(), func() { d.put(nil) })))
	}
	d.logo.Refresh()
	d.form.composer.panes.detail.Again()
}

func (d *paperDress) put(picture []byte) {
	d.picture = picture
	d.showLogo()
	d.form.changed()
}

// chooseLogo lets the person choose a picture.
func (d *paperDress) chooseLogo() {
	s := d.form.composer.page.shell
	s.chooseFile([]string{".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG"}, func(r fyne.URIReadCloser) {
		defer r.Close()
		picture, err := desk.ReadLogo(r)
		if err != nil {
			s.Tell(err, s.w.T("The picture “%s” could not be taken. The paper is unchanged.", filepath.Base(r.URI().Path())))
			return
		}
		d.put(picture)
	})
}

// showAlso lists what else the paper is about, with the buttons that change it.
func (f *paperForm) showAlso(p model.Paper) {
	c := f.composer
	s, w := c.page.shell, c.page.shell.w
	f.also.Objects = nil
	if p.About != "" {
		put := func(also []string) {
			c.paper.Also = also
			c.changed()
			f.showAlso(c.paper)
		}
		for i, about := range p.Also {
			f.also.Add(weighted([]float32{5, 1}, newText(w.SubjectLabel(c.page.state, about)).atMost(2),
				inLine(plain("", theme.DeleteIcon(), func() { put(slices.Delete(slices.Clone(p.Also), i, i+1)) }))))
		}
		f.also.Add(inLine(plain(w.T("Also about…"), theme.ContentAddIcon(), func() {
			s.pick(w.T("What else is the paper about?"), w.T("Words of the theme or trade-off"),
				func(query string, limit int) []view.Choice { return w.SubjectChoices(c.page.state, query, limit) },
				func(x view.Choice) {
					if !slices.Contains(c.paper.Subjects(), x.ID) {
						put(append(slices.Clone(c.paper.Also), x.ID))
					}
				})
		})))
	}
	f.also.Refresh()
	c.panes.detail.Again()
}

// saveTemplate keeps the paper's outline as a template, a new one or in the
// place of one that a member made.
func (c *composer) saveTemplate() {
	s, w := c.page.shell, c.page.shell.w
	if len(c.paper.Blocks) == 0 {
		c.refused.Tell(&model.Problem{Say: w.T("This paper is composed as a whole."), Do: w.T("Press “Arrange its parts” in the outline first.")})
		return
	}
	words, ids := []string{w.T("A new template")}, []string{""}
	for _, t := range c.page.state.Templates {
		words, ids = append(words, w.T("In the place of “%s”", t.Title)), append(ids, t.ID)
	}
	title := newField(w.T("Such as: Retreat paper"), 1)
	place := newChoice(words, ids, nil)
	place.Choose("")
	body := stack(12, titled(w.T("Title"), title))
	if len(ids) > 1 {
		body.Add(titled(w.T("Kept as"), edged(place.Select)))
	}
	s.ask(question{
		Title: w.T("Save as template"), Intro: w.T("Its parts and their order are kept, not what this paper is about. Everyone who shares this consultation can begin with it."),
		Confirm: w.T("Save"), Body: body, First: title,
		Do: func() error {
			_, err := c.desk.SaveTemplate(model.PaperTemplate{ID: place.ID(), Title: title.Text, Kind: c.paper.Kind,
				Subject: view.TemplateSubject(c.paper), Contents: c.paper.Contents, Blocks: c.paper.Blocks})
			return err
		},
	})
}
