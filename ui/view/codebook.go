package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// CodebookRow is a tag in the list of the codebook; a row with Head is a
// cluster's title.
type CodebookRow struct {
	Head   bool
	Key    string
	Name   string
	Counts string // by channel, never added up
	Colour Colouring
}

// Codebook is the codebook as a list: clusters with their tags, those that have
// all words of search in their name, cluster or description.
func (w *Words) Codebook(st desk.State, search string) (rows []CodebookRow, tags int) {
	words := strings.Fields(Fold(search))
	colours := CodebookColours(st)
	cluster, first := "", true
	for _, t := range st.Codebook {
		in := Fold(t.Name + " " + t.Key + " " + t.Cluster + " " + t.Description)
		if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(in, word) }) {
			continue
		}
		if first || t.Cluster != cluster {
			cluster, first = t.Cluster, false
			title := cluster
			if title == "" {
				title = w.T("Without a cluster")
			}
			rows = append(rows, CodebookRow{Head: true, Name: title})
		}
		var counts []string
		for _, c := range t.Counts {
			counts = append(counts, w.T("%d", c.Mentions))
		}
		rows = append(rows, CodebookRow{Key: t.Key, Name: t.Name, Counts: strings.Join(counts, " | "), Colour: colours[t.Name]})
		tags++
	}
	return rows, tags
}

// Clusters are the names of the codebook's clusters, in its order.
func Clusters(st desk.State) []string {
	var names []string
	for _, t := range st.Codebook {
		if t.Cluster != "" && !slices.Contains(names, t.Cluster) {
			names = append(names, t.Cluster)
		}
	}
	return names
}

// CodebookTag is a tag's page.
type CodebookTag struct {
	Key, Name, Cluster, Description, RGB string
	Colour                               Colouring
	Origin                               string // who made it, or which source published it, under which name
	Own                                  bool   // made here, published nowhere
	Counts                               []TagFigure
	Merged                               []MergedLine
	Disputes                             []string
	Excerpts                             []TagPlace
}

// TagFigure is what a tag counts in one source.
type TagFigure struct {
	Source string
	Figure Figure // the mentions, which open
	Says   []string
	Ref    model.Ref
}

// MergedLine is a tag that was merged into the one that is open.
type MergedLine struct {
	Says string
	Op   model.OpID
}

// TagPlace is an excerpt with the tag.
type TagPlace struct {
	Ref   model.Ref
	Text  string
	Where string // note and place
	Says  string // polarity and coder
	There bool   // leads to its place in a note
}

// CodebookTag is the page of a tag; ok is false if it is not in the codebook.
func (w *Words) CodebookTag(st desk.State, key string) (page CodebookTag, ok bool) {
	i := slices.IndexFunc(st.Codebook, func(t desk.CodeTag) bool { return t.Key == key })
	if i < 0 {
		return page, false
	}
	t := st.Codebook[i]
	page = CodebookTag{Key: t.Key, Name: t.Name, Cluster: t.Cluster, Description: t.Description, RGB: t.Colour, Colour: CodebookColours(st)[t.Name]}
	titles := map[string]string{}
	for _, s := range st.Sources {
		titles[s.Source.ID] = s.Title
	}
	switch {
	case t.Own:
		page.Origin = w.T("made by %s", t.By)
	case len(t.Published) > 0:
		var from []string
		for _, s := range t.Published {
			from = append(from, titles[s])
		}
		page.Origin = w.T("published in %s", strings.Join(from, ", "))
	}
	page.Own = t.Own && len(t.Published) == 0
	if t.Name != t.Key {
		page.Origin += " " + w.T("as “%s”", t.Key)
	}
	for _, c := range t.Counts {
		page.Counts = append(page.Counts, w.tagFigure(c, titles[c.Source]))
	}
	for _, m := range t.Merged {
		page.Merged = append(page.Merged, MergedLine{Says: w.T("“%s”, merged by %s", m.Key, m.By), Op: m.Op})
	}
	for _, d := range t.Disputes {
		var said []string
		for _, v := range d.Values {
			said = append(said, w.T("%s: “%s”", v.By, v.Value))
		}
		page.Disputes = append(page.Disputes, w.T("Members changed this side by side: %s. Saving one settles it.", strings.Join(said, "; ")))
	}
	page.Excerpts = w.tagPlaces(st, t.Name)
	return page, true
}

func (w *Words) tagFigure(c desk.CodeCount, source string) TagFigure {
	f := TagFigure{
		Source: source + " · " + w.Channel(c.Channel), Ref: c.Ref(),
		Figure: Figure{Text: w.N("%d mention", "%d mentions", c.Mentions), Measure: "mentions/1:" + string(c.Ref())},
	}
	if c.Consultations != nil {
		f.Says = append(f.Says, w.N("in %d consultation", "in %d consultations", *c.Consultations))
	}
	if c.For+c.Against+c.Topic > 0 {
		f.Says = append(f.Says, w.T("%d for, %d against, %d on the topic only", c.For, c.Against, c.Topic))
	}
	switch {
	case c.Totals:
		f.Says = append(f.Says, w.T("the publisher's total, without its excerpts"))
		if c.Coded > 0 {
			f.Says = append(f.Says, w.N("%d more was coded here, not in the total", "%d more were coded here, not in the total", c.Coded))
		}
	case c.Coded > 0:
		f.Says = append(f.Says, w.N("%d of them coded here", "%d of them coded here", c.Coded))
	}
	if c.Printed != nil {
		f.Says = append(f.Says, w.T("the publisher printed %d", *c.Printed))
	}
	return f
}

// MostPlaces is how many excerpts of a tag are listed.
const MostPlaces = 300

func (w *Words) tagPlaces(st desk.State, name string) []TagPlace {
	notes := map[model.Ref]*model.Note{}
	for i := range st.Notes {
		notes[st.Notes[i].Ref()] = &st.Notes[i]
	}
	var list []TagPlace
	for _, e := range st.Excerpts {
		var says []string
		for _, t := range e.Tags {
			if t.Tag == name {
				_, word := w.Polarity(t.Polarity)
				if t.Coder != "" {
					word += " (" + t.Coder + ")"
				}
				says = append(says, word)
			}
		}
		if says == nil {
			continue
		}
		p := TagPlace{Ref: e.Ref(), Text: e.Text, Says: strings.Join(says, ", ")}
		n := notes[model.NewRef(e.Source, e.Note)]
		switch {
		case e.Note == "" || n == nil:
			p.Where = w.T("without its note")
		case e.Unanchored:
			p.Where, p.There = w.T("%s, without a place in it", noteTitle(n)), true
		default:
			p.Where, p.There = noteTitle(n), true
		}
		if list = append(list, p); len(list) == MostPlaces {
			break
		}
	}
	return list
}

// TagPolarities are the ways in which a tag bears on a theme, with the values
// that they stand for.
func (w *Words) TagPolarities() (words []string, values []int) {
	return []string{w.T("It only raises the topic"), w.T("Each of its excerpts speaks for it"), w.T("Each of its excerpts speaks against it")}, []int{0, 1, -1}
}
