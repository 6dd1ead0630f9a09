package decode

import (
	"fmt"
	"slices"

	"consilience/model"
	"consilience/sync/refi"
)

// The two tables that Taguette exports, as their headers stand in CSV and XLSX.
var (
	taguetteHighlightHead = []string{"id", "document", "tag", "content"}
	taguetteCodebookHead  = []string{"tag", "description", "number of highlights", "number of documents"}
)

// isTaguetteHeader says whether a row is the header of highlights or of a
// codebook. The last column of a codebook came with Taguette 1.5.2.
func isTaguetteHeader(row []string) bool {
	return isHighlightHeader(row) || isCodebookHeader(row)
}

func isHighlightHeader(row []string) bool { return sameHeads(row, taguetteHighlightHead) }

func isCodebookHeader(row []string) bool {
	return sameHeads(row, taguetteCodebookHead) || sameHeads(row, taguetteCodebookHead[:3])
}

func sameHeads(row, want []string) bool {
	for len(row) > len(want) && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return slices.EqualFunc(row, want, func(got, want string) bool { return headerWord(got) == want })
}

func recogniseTaguetteTable(l *Look) (Kind, bool) {
	tables := l.tables()
	ok := len(tables) > 0 && tables[0].headerBelowTitle(isTaguetteHeader) >= 0
	return Kind{Format: model.FormatTaguetteTable}, ok
}

// taguetteTables are highlights and codebooks of one source being read.
type taguetteTables struct {
	j          *job
	tags       map[string]int // places by name
	mentions   slab[model.Tagging]
	highlights bool
	ids        refi.Unique // of the excerpts, once two might have the same

	// Of the file being read, its highlights by id.
	seen   firsts        // numbers, which are no lines here
	places []int         // of the excerpts, by these numbers
	tagged map[tagOf]int // lines, of highlights that stand in several rows
	key    []byte
}

// tagOf is a highlight, by its number, with one of its tags.
type tagOf struct {
	highlight uint32
	tag       string
}

// readTaguetteTables reads highlights, one row for each with each tag, and
// codebooks, whose counts are then compared with what is here.
func readTaguetteTables(j *job) error {
	t := taguetteTables{j: j, tags: map[string]int{}}
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			g, err := b.open(0)
			if err != nil {
				return err
			}
			defer g.close()
			if ok, err := g.headed(isTaguetteHeader); err != nil {
				return err
			} else if !ok {
				return wrong(model.ProblemUnrecognised, b.Path, "Export the highlights or the codebook from Taguette again.",
					"%s has no header with id, document, tag, content, nor with tag, description, number of highlights. It was not used.", b.Path)
			}
			if isHighlightHeader(g.texts()) {
				return t.readHighlights(g)
			}
			return t.readCodebook(g)
		})
		if err != nil {
			return err
		}
	}
	c := &j.content
	if t.highlights {
		countTags(c.Tags, nil, c.Excerpts)
	}
	t.compare()
	return nil
}

// compare puts the codebook's counts where no highlights are, and else says
// which are others than those of the highlights.
func (t *taguetteTables) compare() {
	var others []string
	file := ""
	for i := range t.j.content.Tags {
		switch tag := &t.j.content.Tags[i]; {
		case tag.Printed == nil:
		case !t.highlights:
			tag.Mentions, tag.Highlights, tag.Printed = *tag.Printed, tag.Printed, nil
		case *tag.Printed != tag.Mentions:
			others = append(others, fmt.Sprintf("%s (%d, here %d)", short(tag.Name, 60), *tag.Printed, tag.Mentions))
			file = tag.File
		}
	}
	if len(others) > 0 {
		p := wrong(model.ProblemDisagreement, file, "Export the highlights of all documents and the codebook again at one time.",
			"%s counts other numbers of highlights for %d tags than there are here: %s.", file, len(others), inQuotes(others, 12))
		t.j.content.Snapshot.Problems = append(t.j.content.Snapshot.Problems, *p)
	}
}

func (t *taguetteTables) readHighlights(g *grid) error {
	if t.highlights { // in an earlier file, whose ids may be the same
		t.register()
	}
	t.highlights = true
	t.seen, t.places, t.tagged = newFirsts(nil), nil, map[tagOf]int{}
	for {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		t.highlight(g)
	}
	if err := g.mustHold("highlight"); err != nil {
		return err
	}
	g.problems.add(0, model.ProblemAssumed, "Open Taguette’s project file (.sqlite3), which holds the documents and all highlights.",
		"Taguette exports no highlight without a tag and no text around one. Those of %s are kept with the names of their documents, without a place, and untagged ones are missing.", g.Path)
	return nil
}

func (t *taguetteTables) highlight(g *grid) {
	id, content := g.text(0), plainCell(g.text(3))
	switch {
	case id == "":
		g.skip(g.line, "it has no id")
		return
	case content == "":
		g.skip(g.line, "it has no content")
		return
	}
	document, name := g.alike(1), plainCell(g.alike(2))
	c := &t.j.content
	number, again := t.seen.before(id)
	if again && t.twice(g, id, tagOf{number, name}) {
		return
	}
	if !again {
		number = uint32(len(t.places))
		t.seen.add(id, number)
		t.places = append(t.places, 0)
	}
	i, ok := t.places[number], again
	if ok && (c.Excerpts[i].Text != content || c.Excerpts[i].Consultation != document) {
		g.problems.add(g.line, model.ProblemDisagreement, "Ask who exported the highlights; the file may be put together of several.",
			"Highlight %s has other words or another document on line %d than on line %d. Both are kept.", short(id, 40), g.line, c.Excerpts[i].Line)
		t.register()
		ok = false
	}
	if !ok {
		i = len(c.Excerpts)
		t.places[number] = i
		e := add(&c.Excerpts, g.input)
		e.Source, e.ID, e.Text, e.Unanchored, e.Consultation = t.j.source(), t.idOf(g, id), content, true, document
		e.Language, e.File, e.Line = c.Snapshot.Language, g.Path, int(g.line)
	}
	g.RowsRead++
	if name == "" {
		return
	}
	if _, ok := t.tags[name]; !ok {
		t.tag(name, g)
	}
	e := &c.Excerpts[i]
	if e.Tags == nil {
		e.Tags = t.mentions.list(1)[:0]
	}
	e.Tags = append(e.Tags, model.Tagging{Tag: name})
}

// twice says whether a highlight stands already with that tag, and lists the
// row then.
func (t *taguetteTables) twice(g *grid, id string, of tagOf) bool {
	first := &t.j.content.Excerpts[t.places[of.highlight]]
	if len(first.Tags) < 2 { // its first row is not among tagged yet
		tag := tagOf{highlight: of.highlight}
		if len(first.Tags) > 0 {
			tag.tag = first.Tags[0].Tag
		}
		if _, ok := t.tagged[tag]; !ok {
			t.tagged[tag] = first.Line
		}
	}
	if line, ok := t.tagged[of]; ok {
		g.skip(g.line, "highlight %s with that tag stands already on line %d", short(id, 40), line)
		return true
	}
	t.tagged[of] = int(g.line)
	return false
}

// idOf gives the excerpt of a highlight its id.
func (t *taguetteTables) idOf(g *grid, id string) string {
	t.key = append(append(t.key[:0], "highlight-"...), id...)
	name := g.kept.string(t.key)
	if t.ids != nil {
		return t.ids.Name(name)
	}
	return name
}

// register notes the ids of all excerpts, as soon as another one might have the
// same.
func (t *taguetteTables) register() {
	if t.ids != nil {
		return
	}
	t.ids = refi.Unique{}
	for i := range t.j.content.Excerpts {
		t.ids[t.j.content.Excerpts[i].ID] = true
	}
}

// tag adds a tag that is new.
func (t *taguetteTables) tag(name string, g *grid) *model.Tag {
	c := &t.j.content
	t.tags[name] = len(c.Tags)
	c.Tags = append(c.Tags, model.Tag{
		Source: t.j.source(), Name: name, Cluster: taguetteCluster(name), GUID: taguetteGUID(name), Language: c.Snapshot.Language, File: g.Path, Line: int(g.line),
	})
	return &c.Tags[len(c.Tags)-1]
}

func (t *taguetteTables) readCodebook(g *grid) error {
	seen := map[string]uint32{}
	for {
		ok, err := g.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		t.code(g, seen)
	}
	return g.mustHold("tag")
}

func (t *taguetteTables) code(g *grid, seen map[string]uint32) {
	name := plainCell(g.text(0))
	highlights, okH := count(g.text(2))
	documents, okD := count(g.text(3))
	switch before, twice := seen[name]; {
	case name == "":
		g.skip(g.line, "it has no tag")
		return
	case twice:
		g.skip(g.line, "the tag %s stands already on line %d", short(name, 60), before)
		return
	case !okH || !okD || highlights == nil:
		g.skip(g.line, "%q and %q are not numbers of highlights and documents", short(g.text(2), 40), short(g.text(3), 40))
		return
	}
	seen[name] = g.line
	g.RowsRead++
	var tag *model.Tag
	if i, ok := t.tags[name]; ok {
		tag = &t.j.content.Tags[i]
		tag.File, tag.Line = g.Path, int(g.line)
	} else {
		tag = t.tag(name, g)
	}
	tag.Description = plainCell(g.text(1))
	tag.Printed, tag.Consultations = highlights, documents
}
