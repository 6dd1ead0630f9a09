package ui

import (
	"fmt"
	"reflect"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model/desk"
	"consilience/ui/view"
)

// PageChecks is the name of the page of checks.
const PageChecks = "checks"

// checksPage lists what is wrong or should be known in the published data, the
// gravest first, and shows the open one whole. UI goroutine only.
type checksPage struct {
	shell *Shell
	panes *choosing
	says  *bidiText
	again *button
	state desk.State
	list  []view.CheckGroup
	// published is the row that the open check is about, read once for it.
	published desk.PublishedRow
	readFor   string
}

func newChecksPage(s *Shell) *checksPage {
	p := &checksPage{shell: s, says: newText("").small().quiet()}
	p.again = plain(s.w.T("Check now"), theme.ViewRefreshIcon(), func() { s.desk.CheckAll() })
	p.panes = newChoosing(stack(6,
		newHeading(s.w.T("Checks")),
		p.says,
		inLine(p.again,
			plain(s.w.T("Save as CSV…"), theme.DocumentSaveIcon(), func() { s.checksFile(s.w.ChecksCSV(p.state.Checks)) }),
			plain(s.w.T("Copy list"), theme.ContentCopyIcon(), func() { s.copy(s.w.ChecksCSV(p.state.Checks)) }))))
	return p
}

// Name implements Page.
func (p *checksPage) Name() string { return PageChecks }

// Content implements Page.
func (p *checksPage) Content() fyne.CanvasObject { return p.panes.box }

// Show implements Page.
func (p *checksPage) Show(st desk.State) {
	p.state = st
	p.says.SetText(p.shell.w.ChecksSay(st))
	if st.Unchecked && st.Job == nil {
		p.again.Show()
	} else {
		p.again.Hide()
	}
	list := p.shell.w.Checks(st)
	if !reflect.DeepEqual(list, p.list) || len(list) == 0 {
		p.list, p.readFor = list, ""
		if _, ok := p.find(p.panes.open); !ok {
			p.panes.open = ""
			if len(list) > 0 {
				p.panes.open = strconv.Itoa(list[0].Checks[0].ID)
			}
		}
		p.panes.relist(p.shell.win, p.listed)
	}
	p.detail()
}

// Begin implements Enterer: the check that is open.
func (p *checksPage) Begin() fyne.Focusable {
	if item := p.panes.items[p.panes.open]; item != nil {
		return item
	}
	return nil
}

// Open implements Opener: it shows a check by its place in State.Checks.
func (p *checksPage) Open(id string) {
	p.panes.mark(id)
	p.detail()
}

func (p *checksPage) find(id string) (view.CheckRow, bool) {
	for _, g := range p.list {
		for _, c := range g.Checks {
			if strconv.Itoa(c.ID) == id {
				return c, true
			}
		}
	}
	return view.CheckRow{}, false
}

// listedChecks is how many checks of one source are listed one by one.
const listedChecks = 200

// listed is the list: each source with its checks.
func (p *checksPage) listed() []fyne.CanvasObject {
	w := p.shell.w
	var out []fyne.CanvasObject
	for _, g := range p.list {
		out = append(out, padded(10, 6, stack(0, newText(g.Title).bold(), newText(g.Says).small().quiet())))
		for i, c := range g.Checks {
			if i == listedChecks {
				out = append(out, padded(10, 6, newText(w.N("%d more check is in the saved list.", "%d more checks are in the saved list.", len(g.Checks)-i)).small().quiet()))
				break
			}
			face := stack(2, inLine(newBadge(c.Severity)), newText(c.Kind), newText(c.Say).small().quiet().atMost(3))
			if c.Place != "" {
				face.Add(cutLine(c.Place).small().quiet())
			}
			out = append(out, p.panes.item(strconv.Itoa(c.ID), face, p.Open))
		}
	}
	return out
}

// addPublished adds the row of the file that a check is about, as published.
func (p *checksPage) addPublished(to *fyne.Container, c view.CheckRow) {
	w := p.shell.w
	if key := fmt.Sprint(c.ID, c.Source, c.File, c.Line); key != p.readFor {
		p.published, p.readFor = p.shell.desk.PublishedRow(c.Source, c.File, c.Line), key
	}
	cells, text, more := view.Published(p.published)
	if len(cells) == 0 && text == "" {
		return
	}
	to.Add(newText(w.T("This row, as published")).small().quiet())
	if text != "" {
		to.Add(newText(text))
	} else {
		to.Add(rows(cells))
	}
	if more > 0 {
		to.Add(newText(w.N("%d more cell is in the file.", "%d more cells are in the file.", more)).small().quiet())
	}
}

// detail shows the open check whole.
func (p *checksPage) detail() {
	w := p.shell.w
	c, ok := p.find(p.panes.open)
	if !ok {
		p.panes.detail.Put(newText(w.NoChecks(p.state)).quiet())
		return
	}
	body := stack(10, inLine(newBadge(c.Severity)), newSection(c.Kind), newText(c.Say))
	if c.Do != "" {
		body.Add(labelled(w.T("What to do"), newText(c.Do)))
	}
	objects := []fyne.CanvasObject{newCard(body)}
	where := stack(6, newText(w.T("Where this comes from")).bold())
	where.Add(inLine(newLink(c.SourceTitle, func() { p.shell.Open("source/" + c.Source) })))
	if c.Place != "" {
		where.Add(newText(c.Place))
	}
	p.addPublished(where, c)
	objects = append(objects, newCard(where))
	if len(c.Figures) > 0 {
		objects = append(objects, newCard(stack(8, newText(w.T("Figures")).bold(), rows(c.Figures))))
	}
	var items []fyne.CanvasObject
	for _, i := range c.Items {
		one := stack(2, newText(i.Text))
		if i.Opens {
			one.Add(inLine(newLink(w.T("Open statement %s", i.Ref.Item()), func() { p.shell.Open(string(i.Ref)) })))
		}
		items = append(items, one)
	}
	if len(items) > 0 {
		objects = append(objects, newCard(stack(8, append([]fyne.CanvasObject{newText(w.T("What it is about")).bold()}, items...)...)))
	}
	words := w.CheckWords(c)
	objects = append(objects, inLine(plain(w.T("Copy"), theme.ContentCopyIcon(), func() { p.shell.copy(words) })))
	p.panes.detail.Put(objects...)
}
