package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// codebookPage is the codebook: clusters with their tags at the left, the open
// tag at the right.
type codebookPage struct {
	s       *Shell
	content *fyne.Container
	panes   *choosing
	search  *field
	found   *bidiText
	state   desk.State
	open    string
}

func newCodebookPage(s *Shell) *codebookPage {
	w := s.w
	p := &codebookPage{s: s}
	p.search = newField(w.T("Search the tags"), 1)
	p.search.OnChanged = func(string) { p.find() }
	p.search.down = func() { p.panes.first(s.win) }
	p.found = newText("").small().quiet()
	head := stack(6, newHeading(w.T("Codebook")),
		inLine(plain(w.T("New tag…"), theme.ContentAddIcon(), p.create), plain(w.T("Compare coders…"), nil, s.compareCoders), plain(w.T("Charts"), nil, p.charts), plain(w.T("Export…"), nil, s.exportCoding)),
		p.search, p.found)
	p.panes = newChoosing(head)
	p.content = container.NewStack(p.panes.box)
	return p
}

// Name implements Page.
func (p *codebookPage) Name() string { return PageCodebook }

// Content implements Page.
func (p *codebookPage) Content() fyne.CanvasObject { return p.content }

// Begin implements Enterer.
func (p *codebookPage) Begin() fyne.Focusable {
	if len(p.state.Codebook) == 0 {
		return nil
	}
	return p.search
}

// Open implements Opener: it shows a tag by its key.
func (p *codebookPage) Open(key string) {
	p.open = key
	p.Show(p.state)
}

// Show implements Page.
func (p *codebookPage) Show(st desk.State) {
	p.state = st
	if len(st.Codebook) == 0 {
		w := p.s.w
		p.content.Objects = []fyne.CanvasObject{newEmpty(w.T("No tags yet"),
			w.T("Here stands the codebook: the tags with which passages of notes are marked, in clusters, with what they count in each channel. Tags come with published notes, or you make them while reading."),
			plain(w.T("New tag…"), theme.ContentAddIcon(), p.create), plain(w.T("Go to Notes"), nil, func() { p.s.Go(PageNotes) }))}
		p.content.Refresh()
		return
	}
	if p.content.Objects[0] != p.panes.box {
		p.content.Objects = []fyne.CanvasObject{p.panes.box}
		p.content.Refresh()
	}
	p.find()
	p.detail()
}

// find fills the list.
func (p *codebookPage) find() {
	w := p.s.w
	list, n := w.Codebook(p.state, p.search.Text)
	p.found.SetText(w.N("%d tag; mentions stand beside it, one number for each source", "%d tags; mentions stand beside them, one number for each source", n))
	p.panes.relist(p.s.win, func() []fyne.CanvasObject {
		var lines []fyne.CanvasObject
		for _, r := range list {
			if r.Head {
				lines = append(lines, padded(8, 4, newText(r.Name).small().bold().quiet()))
				continue
			}
			face := container.NewBorder(nil, nil, container.NewCenter(newSwatch(r.Colour)), oneLine(r.Counts).small().quiet(), padded(6, 0, cutLine(r.Name)))
			lines = append(lines, p.panes.item(r.Key, face, p.Open))
		}
		return lines
	})
	p.panes.mark(p.open)
}

// detail shows the open tag.
func (p *codebookPage) detail() {
	w := p.s.w
	page, ok := w.CodebookTag(p.state, p.open)
	if !ok {
		p.panes.detail.Put(newText(w.T("Choose a tag to see what it counts and where it stands.")).quiet())
		return
	}
	edit := func(title, field, now string, lines int) func() {
		return func() { p.edit(page.Key, title, field, now, lines) }
	}
	head := stack(4, container.NewBorder(nil, nil, container.NewCenter(newSwatch(page.Colour)), nil, padded(6, 0, newText(page.Name).sized(theme.SizeNameSubHeadingText).bold())))
	family := page.Cluster
	if family == "" {
		family = w.T("Without a cluster")
	}
	if page.Origin != "" {
		family += " · " + page.Origin
	}
	head.Add(newText(family).small().quiet())
	if page.Description != "" {
		head.Add(newText(page.Description))
	}
	for _, d := range page.Disputes {
		head.Add(newStrip(view.ToneWarn, newText(d)))
	}
	tools := inLine(
		plain(w.T("Rename…"), nil, edit(w.T("Rename the tag"), model.FieldName, page.Name, 1)),
		plain(w.T("Describe…"), nil, edit(w.T("Describe the tag"), model.FieldDescription, page.Description, 4)),
		plain(w.T("Cluster…"), nil, edit(w.T("Move to a cluster"), model.FieldCluster, page.Cluster, 1)),
		plain(w.T("Colour…"), nil, func() { p.colour(page) }),
		plain(w.T("Merge…"), nil, func() { p.merge(page) }))
	if page.Own {
		tools.Add(plain(w.T("Remove…"), nil, func() { p.remove(page) }))
	}
	head.Add(tools)
	objects := []fyne.CanvasObject{newCard(head), newCard(p.counts(page))}
	if len(page.Merged) > 0 {
		objects = append(objects, newCard(p.merged(page)))
	}
	if len(page.Excerpts) > 0 {
		objects = append(objects, newCard(p.places(page)))
	}
	p.panes.detail.Put(objects...)
}

// charts shows what is counted in the first source with tags.
func (p *codebookPage) charts() { p.s.Open("chart/" + string(desk.ChartMentions)) }

// counts is what the tag counts in each source.
func (p *codebookPage) counts(page view.CodebookTag) fyne.CanvasObject {
	w := p.s.w
	part := stack(8, newText(w.T("What it counts")).bold())
	if len(page.Counts) == 0 {
		part.Add(newText(w.T("Nothing is tagged with it yet.")).quiet())
	}
	for _, c := range page.Counts {
		lines := stack(2, inLine(p.s.figure(c.Figure)))
		for _, s := range c.Says {
			lines.Add(newText(s).small().quiet())
		}
		links := inLine(newLink(w.T("Link to a theme…"), func() { p.link(page.Name, c.Ref) }))
		if _, sources := w.ChartSubjects(p.state, desk.ChartMentions); slices.Contains(sources, c.Ref.Source()) {
			links.Add(newLink(w.T("Beside the other tags"), func() { p.s.Open("chart/" + string(desk.ChartMentions) + "/" + c.Ref.Source()) }))
		}
		lines.Add(links)
		part.Add(labelled(c.Source, lines))
	}
	if len(page.Counts) > 1 {
		part.Add(newText(w.T("The channels are not added up: they heard different people in different ways.")).small().quiet())
	}
	return part
}

func (p *codebookPage) merged(page view.CodebookTag) fyne.CanvasObject {
	w := p.s.w
	part := stack(6, newText(w.T("Merged into it")).bold())
	for _, m := range page.Merged {
		part.Add(inLine(oneLine(m.Says), newLink(w.T("Part them"), func() {
			p.s.Tell(p.s.desk.TakeBack(m.Op), w.T("This could not be taken back. Nothing was changed."))
		})))
	}
	return part
}

// places are the excerpts with the tag, each of which leads to its place.
func (p *codebookPage) places(page view.CodebookTag) fyne.CanvasObject {
	w := p.s.w
	head := w.N("%d excerpt", "%d excerpts", len(page.Excerpts))
	if len(page.Excerpts) == view.MostPlaces {
		head = w.T("The first %d excerpts; the others stand in their notes", view.MostPlaces)
	}
	part := stack(8, newText(head).bold())
	for _, e := range page.Excerpts {
		face := stack(2, newText(e.Text).atMost(3), newText(e.Where+" · "+e.Says).small().quiet())
		open := func() { p.s.Open("excerpt/" + string(e.Ref)) }
		if !e.There {
			open = func() { p.s.Notice(w.T("The publisher gave this excerpt without its note.")) }
		}
		part.Add(newPress(face, fyne.NewSize(6, 4), open))
	}
	return part
}

// clusters are the clusters that there are, each of which is put into a field
// by a press.
func (p *codebookPage) clusters(into *field) fyne.CanvasObject {
	names := view.Clusters(p.state)
	if len(names) == 0 {
		return stack(0)
	}
	list := inLine()
	for _, name := range names {
		list.Add(newLink(name, func() {
			into.SetText(name)
			p.s.win.Canvas().Focus(into)
		}))
	}
	return stack(4, newText(p.s.w.T("Clusters that there are")).small().quiet(), list)
}

// create asks for a new tag.
func (p *codebookPage) create() {
	w := p.s.w
	name, cluster, says := newField("", 1), newField("", 1), newField("", 3)
	p.s.ask(question{
		Title: w.T("New tag"), Confirm: w.T("Save"), First: name,
		Body: stack(10, titled(w.T("Name"), name), titled(w.T("Cluster"), cluster), p.clusters(cluster), titled(w.T("What it is for"), says)),
		Do: func() error {
			key, err := p.s.desk.NewTag(name.Text, cluster.Text, says.Text)
			if err == nil {
				p.Open(key)
			}
			return err
		},
	})
}

func (p *codebookPage) edit(key, title, field, now string, lines int) {
	to := newField("", lines)
	to.SetText(now)
	if lines == 1 {
		to.CursorColumn = len([]rune(now)) // typing goes on behind the name
	}
	body := stack(10, to)
	if field == model.FieldCluster {
		body = stack(10, to, p.clusters(to))
	}
	p.s.ask(question{Title: title, Confirm: p.s.w.T("Save"), Body: body, First: to,
		Do: func() error { return p.s.desk.EditTag(key, field, to.Text) }})
}

// tagColours are colours to choose from: told apart by colour-blind readers
// too (Okabe and Ito, Color Universal Design, 2008).
var tagColours = []string{"", "#e69f00", "#56b4e9", "#009e73", "#0072b2", "#d55e00", "#cc79a7"}

func (p *codebookPage) colour(page view.CodebookTag) {
	w := p.s.w
	names := []string{w.T("as its cluster"), w.T("orange"), w.T("light blue"), w.T("green"), w.T("blue"), w.T("red"), w.T("pink")}
	signs := make([]fyne.CanvasObject, len(tagColours))
	for i, c := range tagColours {
		shown := view.Colouring{RGB: c, Place: page.Colour.Place}
		signs[i] = container.NewCenter(newSwatch(shown))
	}
	choose := newOptions(names, signs...)
	for i, c := range tagColours {
		if c == page.RGB {
			choose.Choose(i)
		}
	}
	p.s.ask(question{Title: w.T("Colour of the tag"), Confirm: w.T("Save"), Body: choose, First: choose.items[0],
		Do: func() error {
			return p.s.desk.EditTag(page.Key, model.FieldColour, tagColours[max(choose.Chosen(), 0)])
		}})
}

// merge asks for the tag to merge into, and then, with what it does, whether to.
func (p *codebookPage) merge(page view.CodebookTag) {
	w := p.s.w
	if problem := w.CannotMerge(p.state, page.Key); problem != nil {
		p.s.TellProblem(*problem)
		return
	}
	p.s.pick(w.T("Merge “%s” into another tag", page.Name), w.T("Words of the tag or of its cluster"),
		func(query string, limit int) []view.Choice { return w.MergeChoices(p.state, page.Key, query, limit) },
		func(into view.Choice) {
			p.s.ask(question{
				Title: w.T("Merge “%s” into “%s”", page.Name, into.Text), Confirm: w.T("Merge"),
				Body: newText(w.Merging(p.state, page.Key, into.ID)),
				Do: func() error {
					err := p.s.desk.MergeTag(page.Key, into.ID)
					if err == nil {
						p.Open(into.ID)
					}
					return err
				},
			})
		})
}

// remove asks whether to take a tag out of the codebook.
func (p *codebookPage) remove(page view.CodebookTag) {
	w := p.s.w
	p.s.ask(question{
		Title: w.T("Remove the tag “%s”", page.Name), Confirm: w.T("Remove"), Body: newText(w.Removing(p.state, page.Key)),
		Do: func() error { return p.s.desk.RemoveTag(page.Key) },
	})
}

// link asks for the theme that the tag bears on, and how.
func (p *codebookPage) link(name string, ref model.Ref) {
	w := p.s.w
	words, values := w.TagPolarities()
	p.s.linkToTheme(linking{
		Heading: name, Item: func() model.Ref { return ref }, Not: ref,
		Says: w.T("What the tag says of the theme"), Words: words, Values: values,
		None: w.T("There is no theme yet. Make one on the page Themes."), Missing: w.T("Choose the theme that the tag bears on."),
	})
}
