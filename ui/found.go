package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"consilience/model/desk"
	"consilience/ui/view"
)

// Bring looks at files and folders first and says what they are; the person
// then brings them in. What lies on a server is fetched at once.
func (s *Shell) Bring(addresses ...string) {
	if slices.ContainsFunc(addresses, func(a string) bool { return a == "sample" || strings.Contains(a, "://") }) {
		s.bringNow(addresses...)
		return
	}
	s.looked = addresses
	s.desk.Look(addresses...)
	s.Go(PageSources)
}

// bringNow syncs addresses and shows the sources coming in.
func (s *Shell) bringNow(addresses ...string) {
	s.desk.Sync(addresses...)
	s.Go(PageSources)
}

// foundNow shows what a look found, once.
func (s *Shell) foundNow(st desk.State) {
	if st.Job != nil || len(st.Found) == 0 || s.found == &st.Found[0] {
		return
	}
	s.found = &st.Found[0]
	s.desk.ForgetFound()
	page := s.w.Found(st.Found)
	if len(page.Sources) == 0 && len(page.Asked) == 1 && len(page.Aside) == 0 {
		if p := page.Asked[0]; len(p.Formats) > 1 {
			s.sayFormat(p, s.bringNow)
		} else {
			s.mapColumns(p.Address, s.bringNow)
		}
		return
	}
	s.showFound(page)
}

// showFound lists what can be brought in, what is asked and what is left aside.
func (s *Shell) showFound(page view.FoundPage) {
	w := s.w
	body := stack(12, newText(page.Says).bold())
	for _, f := range page.Sources {
		one := stack(2, newText(f.Title).bold(), newText(f.Is), newText(f.Files).small().quiet())
		if f.Note != "" {
			one.Add(newText(f.Note).small())
		}
		body.Add(newStrip(view.ToneAgree, one))
	}
	again := func(...string) {
		s.escape() // this list; it is made anew
		s.Bring(s.looked...)
	}
	for _, p := range page.Asked {
		body.Add(newStrip(view.ToneWarn, stack(6, newText(w.Told(p.Say)), inLine(s.answerButtons(p, again)...))))
	}
	if len(page.Aside) > 0 {
		aside := stack(8, newText(w.T("Left aside")).bold())
		for _, p := range page.Aside {
			one := stack(1, newText(p.Say))
			if p.Do != "" {
				one.Add(newText(p.Do).small().quiet())
			}
			aside.Add(one)
		}
		body.Add(aside)
	}
	q := question{
		Title: w.T("What was found"), Intro: w.T("Nothing was brought in yet. Published files are never changed."),
		Body: body, Size: fyne.NewSize(760, 620), Confirm: w.T("Bring in"),
		Do: func() error { s.bringNow(s.looked...); return nil },
	}
	if len(page.Sources) == 0 {
		q.Intro = w.T("Nothing of it can be brought in as it is.")
		q.Ready = func(enable func(bool)) { enable(false) }
	}
	s.ask(q)
}

// remembered are the mappings that members keep, each with the way to forget
// it.
func (p *sourcesPage) remembered() fyne.CanvasObject {
	w := p.s.w
	kept := w.KnownMappings(p.state)
	if len(kept) == 0 {
		return stack(0)
	}
	list := stack(8, newText(w.T("Remembered mappings of columns")).bold())
	for _, r := range kept {
		list.Add(stack(2, newText(r.Title), newText(r.Says).small().quiet(), inLine(
			newLink(w.T("Columns"), func() { p.s.showMapping(r) }),
			newLink(w.T("Forget"), func() { p.s.forgetMapping(r) }))))
	}
	return list
}

// showMapping shows what the columns were said to mean.
func (s *Shell) showMapping(r view.KnownMappingRow) {
	body := newScrolled(6)
	body.Put(stack(6, newText(r.Says).quiet(), rows(r.Columns)))
	s.read(r.Title, body, fyne.NewSize(640, 520))
}

// forgetMapping asks, and forgets a mapping.
func (s *Shell) forgetMapping(r view.KnownMappingRow) {
	s.ask(question{
		Title:   s.w.T("Forget this mapping?"),
		Intro:   s.w.T("Tables with these heads will ask again. What was read by it is read anew; it stands as it is where nothing else says what its columns mean. You can undo it."),
		Confirm: s.w.T("Forget"),
		Body:    newText(r.Title).bold(),
		Do:      func() error { return s.desk.ForgetMapping(r.ID) },
	})
}
