package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// AskPublication asks which folder of exports is to be published, and where the
// feed is written. The exports are looked at first; nothing is written yet.
func (s *Shell) AskPublication() {
	w := s.w
	from, to := newField(w.T("the folder with the raw exports"), 1), newField(w.T("a new folder, or that of a feed made before"), 1)
	title, who, licence := newField("", 1), newField("", 1), newField("CC-BY-4.0", 1)
	s.ask(question{
		Title:   w.T("Publish a folder of exports"),
		Intro:   w.T("Makes a feed that any web server can hand out: the files as they are, with digests, licence, columns, checks and a page for readers. Nothing is sent, and nothing is written before you have seen what was found."),
		Confirm: w.T("Look at the exports"),
		Body: stack(10, titled(w.T("From"), s.folderField(from)), titled(w.T("Into"), s.folderField(to)),
			titled(w.T("Title of the consultation"), title), titled(w.T("Publisher"), who), titled(w.T("Licence"), licence)),
		First: from,
		Do: func() error {
			p := model.Publication{From: strings.TrimSpace(from.Text), To: strings.TrimSpace(to.Text), Title: strings.TrimSpace(title.Text),
				Publisher: strings.TrimSpace(who.Text), Licence: strings.TrimSpace(licence.Text)}
			if p.From == "" || p.To == "" {
				return &model.Problem{Say: w.T("A folder is missing."), Do: w.T("Name the folder with the exports and the folder to write.")}
			}
			s.desk.PreparePublication(p)
			s.Go(PageSources)
			return nil
		},
	})
}

// folderField is a field for a folder with a button to choose it.
func (s *Shell) folderField(f *field) fyne.CanvasObject {
	choose := plain(s.w.T("Choose…"), theme.FolderOpenIcon(), func() {
		s.chooseFolder(f.SetText)
	})
	return weighted([]float32{4, 1.2}, f, choose)
}

// preparedNow shows, once, what a publication holds or that it was written.
func (s *Shell) preparedNow(st desk.State) {
	if st.Job != nil || st.Prepared == nil || s.prepared == st.Prepared {
		return
	}
	s.prepared = st.Prepared
	s.desk.ForgetPrepared()
	page := s.w.Prepared(*st.Prepared)
	if st.Prepared.Version != "" {
		body := newScrolled(8)
		body.Put(newText(page.Says).bold(), newText(s.w.T("Put the folder on any web server; its address is that of datapackage.json.")), newText(st.Prepared.To).small().quiet())
		s.read(s.w.T("The feed is written"), body, fyne.NewSize(620, 300))
		return
	}
	s.confirmPublication(*st.Prepared, page)
}

// confirmPublication shows what was found and asks whether it is to be published.
func (s *Shell) confirmPublication(p model.Prepared, page view.PreparedPage) {
	w := s.w
	body := stack(12, newText(page.Says).bold())
	body.Add(s.bullets(w.T("Sources"), page.Sources))
	allow := newTick(w.T("Everybody concerned agreed: publish it all the same"), nil)
	enable := func(bool) {}
	if len(page.Personal) > 0 {
		allow.OnChanged = func(on bool) { enable(on) }
		body.Add(newStrip(view.ToneWarn, stack(8, s.bullets(w.T("Personal data"), page.Personal),
			newText(w.T("What is published cannot be taken back. Take these out of the exports first; names in texts are not found, so read the texts too.")), allow)))
	}
	if len(page.Aside) > 0 {
		body.Add(s.bullets(w.T("Left aside"), page.Aside))
	}
	if len(page.Checks) > 0 {
		body.Add(s.bullets(w.T("Checks: they go with the feed"), page.Checks))
	}
	s.ask(question{
		Title: w.T("What would be published"), Intro: w.T("Nothing was written yet."), Confirm: w.T("Publish"), Body: body, Size: fyne.NewSize(760, 640),
		Ready: func(f func(bool)) { enable = f; f(len(page.Personal) == 0) },
		Do: func() error {
			p.PersonalToo = allow.Checked
			s.desk.PublishFeed(p.Publication)
			return nil
		},
	})
}
