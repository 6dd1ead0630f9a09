package view

import (
	"hash/fnv"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// NoteLine is a line of the list of notes.
type NoteLine struct {
	Ref      model.Ref
	Title    string
	Facts    string // date, place, consultation, language, source
	Excerpts int
	facts    []string // Facts, one by one
}

// Says is the line in words: the title, cut to a number of characters, and below
// it how many excerpts there are and what is known of the note.
func (l NoteLine) Says(w *Words, most int) string {
	facts := l.facts
	if l.Excerpts > 0 {
		facts = append([]string{w.N("%d excerpt", "%d excerpts", l.Excerpts)}, facts...)
	}
	return beginning(l.Title, max(most, 20)) + "\n" + sideBySide(facts, rightToLeft(l.Title))
}

// Notes are the notes in which all words of search stand in the title or in
// what is known of the note, in the order of sources.
func (w *Words) Notes(st desk.State, search string) []NoteLine {
	counts := map[model.Ref]int{}
	for _, e := range st.Excerpts {
		if e.Note != "" {
			counts[model.NewRef(e.Source, e.Note)]++
		}
	}
	titles := map[string]string{}
	for _, s := range st.Sources {
		titles[s.Source.ID] = s.Title
	}
	words := strings.Fields(Fold(search))
	var rows []NoteLine
	for i := range st.Notes {
		n := &st.Notes[i]
		row := NoteLine{Ref: n.Ref(), Title: noteTitle(n), facts: w.noteFacts(n, titles[n.Source]), Excerpts: counts[n.Ref()]}
		row.Facts = sideBySide(row.facts, rightToLeft(row.Title))
		if len(words) > 0 {
			in := Fold(row.Title + " " + row.Facts + " " + n.Author)
			if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(in, word) }) {
				continue
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// noteTitle is a note's title, or the beginning of what it says.
func noteTitle(n *model.Note) string {
	if n.Title != "" {
		return n.Title
	}
	return beginning(n.Text, 60)
}

// beginning is the first words of a text, on one line.
func beginning(s string, most int) string {
	if len(s) > 8*most {
		s = strings.ToValidUTF8(s[:8*most], "")
	}
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > most {
		cut := strings.TrimSpace(string(r[:most]))
		// Not within a word, unless that word is most of it.
		if at := strings.LastIndexByte(cut, ' '); r[most] != ' ' && at > len(cut)/2 {
			cut = cut[:at]
		}
		return strings.TrimRight(cut, " ,;:.،؛–—-") + "…"
	}
	return string(r)
}

// noteFacts is what is known of a note, one by one.
func (w *Words) noteFacts(n *model.Note, source string) []string {
	facts := []string{n.Date, n.Place}
	if n.Consultation != "" && n.Consultation != n.Title {
		facts = append(facts, n.Consultation)
	}
	if n.Participants != nil {
		facts = append(facts, w.N("%d participant", "%d participants", *n.Participants))
	}
	facts = append(facts, w.languageName(n.Language), source)
	return slices.DeleteFunc(facts, func(s string) bool { return s == "" })
}

// languageName is a language in the person's own words.
func (w *Words) languageName(tag string) string {
	if tag == "" {
		return ""
	}
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	own, err := language.Parse(w.lang)
	if err != nil {
		return tag
	}
	if name := display.Tags(own).Name(t); name != "" {
		return name
	}
	return tag
}

// NotePage is a note to read, with what is marked in it.
type NotePage struct {
	Ref          model.Ref
	Title, Facts string
	Text         string
	// Excerpts are in the order of the text, Loose those whose words were not
	// found in it.
	Excerpts, Loose []NoteExcerpt
}

// NoteExcerpt is an excerpt beside its note.
type NoteExcerpt struct {
	Ref        model.Ref
	Number     int // in the margin, from 1; of loose ones 0
	Start, End int
	Text       string
	By         string // its page, and who marked it if they set no tag on it
	Own        bool   // marked by this member
	Tags       []NoteTag
	Remarks    []string
	Colour     Colouring
}

// NoteTag is a tag on an excerpt.
type NoteTag struct {
	Name, Coder string
	// Sign is + for, − against, • on the topic only, with a word for it.
	Sign, Says string
	Polarity   int
	Own        bool
}

// Colouring is a colour that a tag brings: its own, or the place of its
// cluster's in the palette.
type Colouring struct {
	RGB   string // "#rrggbb" or empty
	Place int    // of the palette; -1 for none
}

// Polarity is a polarity's sign and word.
func (w *Words) Polarity(p int) (sign, says string) {
	switch {
	case p > 0:
		return "+", w.T("for")
	case p < 0:
		return "−", w.T("against")
	}
	return "•", w.T("topic only")
}

// Note is a note's page; ok is false if it is not here.
func (w *Words) Note(st desk.State, ref model.Ref) (page NotePage, ok bool) {
	i := slices.IndexFunc(st.Notes, func(n model.Note) bool { return n.Source == ref.Source() && n.ID == ref.Item() })
	if i < 0 {
		return page, false
	}
	n := &st.Notes[i]
	source := ""
	for _, s := range st.Sources {
		if s.Source.ID == n.Source {
			source = s.Title
		}
	}
	page = NotePage{Ref: ref, Title: noteTitle(n), Text: n.Text}
	facts := w.noteFacts(n, source)
	if n.Language == "" {
		if found := analysis.DetectLanguage(n.Text); found != "" {
			facts = append(facts, w.T("probably %s (detected)", w.languageName(found)))
		}
	}
	page.Facts = sideBySide(facts, rightToLeft(page.Title))
	colours := CodebookColours(st)
	for _, e := range st.Excerpts {
		if e.Source != n.Source || e.Note != n.ID {
			continue
		}
		x := w.noteExcerpt(st, e, colours)
		if e.Unanchored {
			page.Loose = append(page.Loose, x)
			continue
		}
		if number := n.Page(e.Start); number > 0 {
			x.By = strings.Join(slices.DeleteFunc([]string{w.T("page %d of the document", number), x.By}, func(s string) bool { return s == "" }), " · ")
		}
		page.Excerpts = append(page.Excerpts, x)
	}
	slices.SortStableFunc(page.Excerpts, func(a, b NoteExcerpt) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	for i := range page.Excerpts {
		page.Excerpts[i].Number = i + 1
	}
	return page, true
}

func (w *Words) noteExcerpt(st desk.State, e *model.Excerpt, colours map[string]Colouring) NoteExcerpt {
	x := NoteExcerpt{
		Ref: e.Ref(), Start: e.Start, End: e.End, Text: e.Text,
		Own: e.Op != "" && strings.HasPrefix(string(e.Op), st.Member.Author+"."), Colour: Colouring{Place: -1},
	}
	if e.Coder != "" && !slices.ContainsFunc(e.Tags, func(t model.Tagging) bool { return t.Coder == e.Coder }) {
		x.By = w.T("marked by %s", e.Coder)
	}
	for i, t := range e.Tags {
		tag := NoteTag{Name: t.Tag, Coder: t.Coder, Polarity: t.Polarity, Own: t.Op != "" && strings.HasPrefix(string(t.Op), st.Member.Author+".")}
		tag.Sign, tag.Says = w.Polarity(t.Polarity)
		x.Tags = append(x.Tags, tag)
		if i == 0 {
			x.Colour = colours[t.Tag]
		}
	}
	if e.Remark != "" {
		x.Remarks = append(x.Remarks, e.Remark)
	}
	for _, n := range e.Notes {
		x.Remarks = append(x.Remarks, w.T("%s: %s", n.By, n.Text))
	}
	return x
}

// PalettePlaces is how many colours there are for clusters.
const PalettePlaces = 9

// CodebookColours gives each tag, by its present name, its own colour or that
// of its cluster. A cluster has the colour that follows from its name, or the
// next one if an older cluster has that: published ones are older than those
// that members made, these go by their first tag. So no tag changes its colour
// because a member adds another, and the first nine clusters differ.
func CodebookColours(st desk.State) map[string]Colouring {
	type family struct {
		name string
		own  bool
		made model.Made
	}
	var families []family
	known := map[string]int{}
	for _, t := range st.Codebook {
		name := familyOf(t)
		i, ok := known[name]
		if !ok {
			i = len(families)
			known[name] = i
			families = append(families, family{name, t.Own, t.Made})
		}
		f := &families[i]
		f.own = f.own && t.Own
		if t.At.Before(f.made.At) {
			f.made = t.Made
		}
	}
	slices.SortFunc(families, func(a, b family) int {
		if a.own != b.own {
			if a.own {
				return 1
			}
			return -1
		}
		if a.own {
			if c := a.made.At.Compare(b.made.At); c != 0 {
				return c
			}
		}
		return strings.Compare(a.name, b.name)
	})
	place, taken := map[string]int{}, map[int]bool{}
	for _, f := range families {
		h := fnv.New32a()
		_, _ = h.Write([]byte(Fold(f.name))) // never fails
		p := int(h.Sum32() % PalettePlaces)
		for range PalettePlaces {
			if !taken[p] || len(taken) == PalettePlaces {
				break
			}
			p = (p + 1) % PalettePlaces
		}
		place[f.name], taken[p] = p, true
	}
	out := make(map[string]Colouring, len(st.Codebook))
	for _, t := range st.Codebook {
		out[t.Name] = Colouring{RGB: t.Colour, Place: place[familyOf(t)]}
	}
	return out
}

// familyOf is what a tag shares its colour with: its cluster, or itself.
func familyOf(t desk.CodeTag) string {
	if t.Cluster == "" {
		return "\x00" + t.Key
	}
	return t.Cluster
}

// TagChoice is a line of the list to choose a tag from.
type TagChoice struct {
	Key, Name, Cluster string
	// New says that the tag is to be made, with Name.
	New bool
}

// TagChoices are the tags whose name or cluster has the words of typed: the one
// of that very name first, then those that begin with them. Where there is none
// of that name, a new tag of that name stands second, so that it is seen
// however many others begin alike; first only where nothing else fits. Typed
// may begin with + or -, which polarity gives.
func (w *Words) TagChoices(st desk.State, typed string) (choices []TagChoice, polarity int) {
	switch typed = strings.TrimSpace(typed); {
	case strings.HasPrefix(typed, "+"):
		polarity = 1
	case strings.HasPrefix(typed, "-"), strings.HasPrefix(typed, "−"):
		polarity = -1
	}
	typed = TypedTag(typed)
	key := Fold(typed)
	var exact, first, later []TagChoice
	for _, t := range st.Codebook {
		name := Fold(t.Name)
		c := TagChoice{Key: t.Key, Name: t.Name, Cluster: t.Cluster}
		switch {
		case key != "" && (name == key || Fold(t.Key) == key):
			exact = append(exact, c)
		case strings.HasPrefix(name, key):
			first = append(first, c)
		case strings.Contains(name, key) || strings.Contains(Fold(t.Cluster), key):
			later = append(later, c)
		}
	}
	choices = slices.Concat(exact, first, later)
	if len(exact) == 0 && typed != "" {
		made := TagChoice{Name: typed, New: true}
		choices = slices.Insert(choices, min(1, len(choices)), made)
	}
	return choices, polarity
}

// TypedTag is the name in what was typed to choose a tag: without the sign of
// the polarity.
func TypedTag(typed string) string {
	typed = strings.TrimSpace(typed)
	if rest, ok := strings.CutPrefix(typed, "+"); ok {
		typed = rest
	} else {
		typed = strings.TrimLeft(typed, "-−")
	}
	return strings.Join(strings.Fields(typed), " ")
}

// TagsWith says what is done with a line of the list to choose a tag from.
func (w *Words) TagsWith(c TagChoice) string {
	name := c.Name
	const most = 24 // letters: the button stands beside another
	if r := []rune(name); len(r) > most {
		name = string(r[:most-1]) + "…"
	}
	if c.New {
		return w.T("Make “%s”", name)
	}
	return w.T("Tag “%s”", name)
}

// NoteKeys are the keys of the page, each with what it does.
func (w *Words) NoteKeys() []Row {
	return []Row{
		{"← →", w.T("a word back or on")},
		{"↑ ↓", w.T("a line up or down")},
		{"Ctrl ← →", w.T("a sentence back or on")},
		{"Alt ← →", w.T("a character back or on")},
		{"Shift", w.T("with any of these: select")},
		{"M", w.T("mark what is selected")},
		{"T", w.T("tag the excerpt, or mark and tag what is selected")},
		{"+ − 0", w.T("your last tag on it: for, against, topic only")},
		{"U", w.T("take your last tag off")},
		{"R", w.T("a remark on the excerpt")},
		{"X", w.T("take away an excerpt that you marked")},
		{"N P", w.T("next or previous excerpt")},
		{w.T("Ctrl Page ↓ ↑"), w.T("next or previous note")},
		{w.T("Escape"), w.T("back to the list of notes")},
		{"Ctrl C", w.T("copy what is selected")},
		{"Ctrl Z", w.T("undo")},
		{"?", w.T("these keys")},
	}
}
