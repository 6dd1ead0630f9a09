package decode

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/sync/refi"
)

// Limits on a page of Dovetail's interface, which gives a hundred items a page.
const (
	dovetailPage  = 64 << 20 // bytes
	dovetailItems = 100_000
)

// recogniseDovetailAPI knows a page by its two keys, data and page, and by what
// its first item has; or a note that was exported by itself.
func recogniseDovetailAPI(l *Look) (Kind, bool) {
	kind := Kind{Format: model.FormatDovetailAPI}
	d := json.NewDecoder(bytes.NewReader(l.Head))
	d.UseNumber()
	for _, want := range []json.Token{json.Delim('{'), "data"} {
		if t, err := d.Token(); err != nil || t != want {
			return kind, false
		}
	}
	t, err := d.Token()
	if err != nil {
		return kind, false
	}
	if t == json.Delim('{') {
		return kind, bytes.Contains(l.Head, []byte(`"content_markdown"`)) && bytes.Contains(l.Head, []byte(`"id"`))
	}
	if t != json.Delim('[') {
		return kind, false
	}
	tail := l.Head
	if l.File != nil && l.Size > int64(len(l.Head)) {
		tail = make([]byte, 4096)
		n, _ := l.File.ReadAt(tail, max(0, l.Size-int64(len(tail)))) // what cannot be read is not recognised
		tail = tail[:n]
	}
	if !bytes.Contains(tail, []byte(`"page"`)) || !bytes.Contains(tail, []byte(`"has_more"`)) {
		return kind, false
	}
	var item dovetailItem
	if !d.More() || d.Decode(&item) != nil || item.text("id") == "" {
		return kind, false
	}
	return kind, item.kind() != ""
}

// dovetailPages are the pages of one source being read.
type dovetailPages struct {
	j     *job
	in    *input
	items map[string]map[string]dovetailRead // by kind and id
	order []dovetailRead
	pages map[string]*dovetailCount
	lost  []dovetailRead // highlights whose words their note has not
}

type dovetailRead struct {
	dovetailItem
	kind, id, file string
	place          int // in its page, from 1
	in             *input
}

// dovetailCount is what the pages of one kind say of their number.
type dovetailCount struct {
	file               string
	pages, more, items int
	total              int
}

// readDovetailAPI reads pages of highlights, notes and tags. What belongs
// together is joined when all pages are read.
func readDovetailAPI(j *job) error {
	d := dovetailPages{j: j, items: map[string]map[string]dovetailRead{}, pages: map[string]*dovetailCount{}}
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			d.in = in
			err := d.page()
			if err == nil && len(d.order) == 0 && i == len(j.content.Snapshot.Files)-1 {
				return in.mustHold("highlight, note or tag")
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	d.join()
	d.missing()
	return nil
}

func (d *dovetailPages) page() error {
	limited := &io.LimitedReader{R: d.in, N: dovetailPage}
	var page struct {
		Data json.RawMessage
		Page struct {
			More  bool `json:"has_more"`
			Total *int `json:"total_count"`
		}
	}
	dec := json.NewDecoder(limited)
	err := dec.Decode(&page)
	if limited.N <= 0 {
		return wrong(model.ProblemTooLarge, d.in.Path, "Fetch it with a smaller page limit.", "%s has more than %d MB. It was not used.", d.in.Path, dovetailPage>>20)
	}
	if err != nil {
		return d.notAPage(err)
	}
	if bytes.HasPrefix(page.Data, []byte("{")) {
		page.Data = append(append([]byte{'['}, page.Data...), ']')
	}
	var items []dovetailItem
	dec = json.NewDecoder(bytes.NewReader(page.Data))
	dec.UseNumber()
	if err := dec.Decode(&items); err != nil {
		return d.notAPage(err)
	}
	if len(items) > dovetailItems {
		return wrong(model.ProblemTooLarge, d.in.Path, "Fetch it with a smaller page limit.", "%s has more than %d items. It was not used.", d.in.Path, dovetailItems)
	}
	kinds := map[string]int{}
	for i, item := range items {
		if kind := d.item(item, i+1); kind != "" {
			kinds[kind]++
		}
	}
	d.count(kinds, page.Page.More, page.Page.Total)
	return nil
}

func (d *dovetailPages) notAPage(err error) error {
	return wrong(model.ProblemTruncated, d.in.Path, "Fetch the page again.", "%s is no page of highlights, notes or tags, or it is cut off. It was not used.", d.in.Path).Because(err)
}

// item keeps an item and gives its kind; empty if it is not used.
func (d *dovetailPages) item(item dovetailItem, place int) string {
	id, kind := item.text("id"), item.kind()
	if kind == dovetailNote && strings.Contains(strings.ToLower(path.Base(d.in.Path)), "tag") && !item.has("content_markdown", "content") {
		kind = dovetailTag
	}
	why := ""
	before, twice := d.items[kind][id]
	switch {
	case id == "":
		why = "it has no id"
	case kind == "":
		why = "it is neither a highlight nor a note nor a tag"
	case kind == dovetailHighlight && item.text("text") == "":
		why = "it has no text"
	case item["deleted"] == true:
		why = "it is deleted"
	case twice && kind == dovetailNote && before.has("content_markdown", "content") != item.has("content_markdown", "content"):
		for key, v := range item { // the list of notes, and the note itself
			if _, ok := before.dovetailItem[key]; !ok {
				before.dovetailItem[key] = v
			}
		}
		d.in.RowsRead++
		return kind
	case twice:
		why = "it stands already in " + before.file
	}
	if why != "" {
		d.in.RowsSkipped++
		d.in.problems.add(0, model.ProblemUnreadableRow, "", "Item %d of %s (%s) was not used: %s.", place, d.in.Path, short(orElse(id, "?"), 60), why)
		if twice || id != "" && kind != "" {
			return kind
		}
		return ""
	}
	d.in.RowsRead++
	r := dovetailRead{item, kind, id, d.in.Path, place, d.in}
	if d.items[kind] == nil {
		d.items[kind] = map[string]dovetailRead{}
	}
	d.items[kind][id] = r
	d.order = append(d.order, r)
	return kind
}

// count notes what a page says of how many there are.
func (d *dovetailPages) count(kinds map[string]int, more bool, total *int) {
	for kind, n := range kinds {
		c := d.pages[kind]
		if c == nil {
			c = &dovetailCount{}
			d.pages[kind] = c
		}
		c.file = d.in.Path
		c.pages++
		c.items += n
		if more {
			c.more++
		}
		if total != nil && len(kinds) == 1 {
			c.total = max(c.total, *total)
		}
	}
}

// missing says which pages are not here.
func (d *dovetailPages) missing() {
	for _, kind := range []string{dovetailHighlight, dovetailNote, dovetailTag} {
		c := d.pages[kind]
		if c == nil {
			continue
		}
		say := ""
		switch {
		case c.total > c.items:
			say = fmt.Sprintf("Dovetail counts %d %ss, and the pages here hold %d: pages are missing.", c.total, kind, c.items)
		case c.more >= c.pages:
			say = fmt.Sprintf("The last page of %ss is not here: %s says that more follow, so %ss are missing.", kind, c.file, kind)
		default:
			continue
		}
		d.j.content.Snapshot.Problems = append(d.j.content.Snapshot.Problems, *wrong(model.ProblemTruncated, c.file, "Fetch the pages that follow, put them into the same folder and sync again.", "%s", say))
	}
}

// join makes records of the items.
func (d *dovetailPages) join() {
	c := &d.j.content
	names, taken := map[string]string{}, refi.Unique{}
	texts, titles := map[string]*anchorText{}, map[string]bool{}
	projects, without := map[string]bool{}, 0
	for _, r := range d.order {
		if p := r.text("project"); p != "" {
			projects[p] = true
		}
		switch r.kind {
		case dovetailTag:
			d.tag(r.id, r.text("title"), r.text("description"), r, names, taken)
		case dovetailNote:
			n := d.note(r)
			titles[n.ID] = true
			if n.Text == "" {
				without++
			} else {
				texts[n.ID] = newAnchorText(n.Text)
				n.Text = texts[n.ID].text()
			}
			c.Notes = append(c.Notes, n)
		}
	}
	for _, r := range d.order {
		if r.kind == dovetailHighlight {
			c.Excerpts = append(c.Excerpts, d.highlight(r, texts, titles, names, taken))
		}
	}
	if len(projects) == 1 && c.Snapshot.Title == c.Snapshot.Source.ID {
		for p := range projects {
			c.Snapshot.Title = p
		}
	}
	countTags(c.Tags, c.Notes, c.Excerpts)
	if len(d.lost) > 0 {
		c.Snapshot.Problems = append(c.Snapshot.Problems, *wrong(model.ProblemUnanchored, d.lost[0].file, "Look them up in Dovetail.",
			"The words of %d highlights are not found in the text of their notes, first those of %s. They are kept with their tags, without a place.", len(d.lost), short(d.lost[0].id, 60)))
	}
	if without > 0 {
		c.Snapshot.Problems = append(c.Snapshot.Problems, *wrong(model.ProblemAssumed, c.Snapshot.Files[0].Path, "Fetch each note’s export (/export/markdown) into the same folder.",
			"%d notes came without their texts, which Dovetail’s lists do not give. They are kept by their titles.", without))
	}
}

// tag adds a tag once and gives its name.
func (d *dovetailPages) tag(id, title, description string, r dovetailRead, names map[string]string, taken refi.Unique) string {
	if name, ok := names[id]; ok {
		return name
	}
	label := orElse(title, "(unnamed)")
	t := model.Tag{Source: d.j.source(), Name: taken.Name(label), Description: description, Language: d.j.content.Snapshot.Language, File: r.file, Line: r.place}
	if t.Name != label {
		t.Label = label
	}
	if r.kind == dovetailTag {
		if n, err := strconv.Atoi(r.text("highlight_count")); err == nil && n >= 0 && n <= maxCount {
			t.Printed = &n
		}
	}
	names[id] = t.Name
	d.j.content.Tags = append(d.j.content.Tags, t)
	return t.Name
}

func (d *dovetailPages) note(r dovetailRead) model.Note {
	n := model.Note{
		Source: d.j.source(), ID: r.id, Title: r.text("title"), Text: strings.ReplaceAll(r.text("content_markdown", "content"), "\r\n", "\n"),
		Date: r.text("created_at"), Language: d.j.content.Snapshot.Language, File: r.file, Line: r.place,
	}
	if n.Text != "" {
		n.Text += "\n"
	}
	n.Attributes = with(n.Attributes, "project", r.text("project"))
	fields, _ := r.dovetailItem["fields"].([]any)
	for _, f := range fields {
		if f, ok := f.(map[string]any); ok && !isPersonal(dovetailItem(f).text("label", "title", "name")) {
			n.Attributes = with(n.Attributes, orElse(dovetailItem(f).text("label", "title", "name"), "field"), dovetailItem(f).text("value"))
		}
	}
	return n
}

// highlight makes an excerpt, with its place where the note's text is here and
// holds the words.
func (d *dovetailPages) highlight(r dovetailRead, texts map[string]*anchorText, titles map[string]bool, names map[string]string, taken refi.Unique) model.Excerpt {
	x := model.Excerpt{
		Source: d.j.source(), ID: r.id, Text: r.text("text"), Unanchored: true, Created: r.text("created_at"),
		Language: d.j.content.Snapshot.Language, File: r.file, Line: r.place,
	}
	of := r.text("note_id", "data_id")
	switch text := texts[of]; {
	case text != nil:
		x.Note = of
		if p := text.nearest(squeeze(x.Text), 0, false, 0); p.ok {
			x.Start, x.End, x.Unanchored, x.Text = p.start, p.end, false, text.cut(p.start, p.end)
		} else {
			d.lost = append(d.lost, r)
		}
	case titles[of]:
		x.Note = of
	default:
		x.Consultation = of
	}
	tags, _ := r.dovetailItem["tags"].([]any)
	for _, t := range tags {
		if t, ok := t.(map[string]any); ok {
			t := dovetailItem(t)
			name := d.tag(orElse(t.text("id"), t.text("title")), t.text("title"), "", r, names, taken)
			if !slices.ContainsFunc(x.Tags, func(t model.Tagging) bool { return t.Tag == name }) {
				x.Tags = append(x.Tags, model.Tagging{Tag: name})
			}
		}
	}
	return x
}
