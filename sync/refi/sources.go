package refi

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"consilience/model"
)

// holderIn is the element inside a source that has its text in words.
var holderIn = map[string]string{"PDFSource": "Representation", "PictureSource": "TextDescription"}

// written is a source being made.
type written struct {
	root    model.Kept
	guid    string
	passage []model.Kept // go where the text is
	rest    []model.Kept // go to the source itself
}

// notes makes sources of a content's notes, with the passages marked in them.
func (p *project) notes(c *model.Content) {
	at := map[string]*written{}
	var list []*written
	for i := range c.Notes {
		n := &c.Notes[i]
		w := &written{root: copied(n.Kept, "TextSource"), guid: p.free(own("note", c.Snapshot.Source.ID, n.ID))}
		w.root.Attributes["guid"], w.root.Attributes["name"] = w.guid, n.Title
		if n.Kept == nil {
			w.root.Attributes["plainTextPath"] = textPath(w.guid)
		}
		p.fieldsOf(c, n, w)
		at[n.ID] = w
		list = append(list, w)
		p.written.Notes++
	}
	loose := p.excerpts(c, at)
	transcripts := map[string][]model.Kept{}
	for i, w := range list {
		n := &c.Notes[i]
		p.close(w, n.Text)
		if w.root.Name == "Transcript" {
			transcripts[n.PartOf] = append(transcripts[n.PartOf], w.root)
		}
	}
	for i, w := range list {
		if w.root.Name != "Transcript" {
			w.root.Inside = append(w.root.Inside, transcripts[c.Notes[i].ID]...)
			p.sources = append(p.sources, w.root)
		}
	}
	p.sources = append(p.sources, loose...)
}

// close puts passages and text into a source.
func (p *project) close(w *written, text string) {
	holder := &w.root
	if name := holderIn[w.root.Name]; name != "" {
		for i := range w.root.Inside {
			if w.root.Inside[i].Name == name {
				k := copied(&w.root.Inside[i], name)
				w.root.Inside[i] = k
				holder = &w.root.Inside[i]
			}
		}
	}
	holder.Inside = append(holder.Inside, w.passage...)
	if holder.Name == "TextSource" || holder.Name == "Transcript" || holder != &w.root {
		p.textOf(holder, text)
	}
	w.root.Inside = append(w.root.Inside, w.rest...)
}

// textOf writes a text where it stood: in the document, or in a file of its own.
func (p *project) textOf(holder *model.Kept, text string) {
	inline := slices.IndexFunc(holder.Inside, func(k model.Kept) bool { return k.Name == "PlainTextContent" })
	named := holder.Attributes["plainTextPath"]
	if inline >= 0 && inlined(text) {
		holder.Inside[inline].Text = text
		return
	}
	if inline >= 0 {
		holder.Inside = slices.Delete(holder.Inside, inline, inline+1)
	}
	if text == "" && !strings.HasSuffix(named, textPath(holder.Attributes["guid"])[len("internal://"):]) {
		return // it came without
	}
	name := path.Base(strings.ReplaceAll(named, "\\", "/"))
	if has, twice := p.files[name]; named == "" || !strings.HasPrefix(named, "internal://") || twice && has != text {
		name = Plain(holder.Attributes["guid"]) + ".txt"
	}
	holder.Attributes["plainTextPath"] = "internal://" + name
	p.files[name] = text
	p.taken[strings.ToLower(name)] = true
}

// fieldsOf writes a note's fields and attributes as variables.
func (p *project) fieldsOf(c *model.Content, n *model.Note, w *written) {
	has := map[string]bool{}
	for _, k := range w.root.Inside {
		if k.Name == "VariableValue" {
			for _, v := range k.Inside {
				has[p.variableName(v.Attributes["targetGUID"])] = true
			}
		}
	}
	for _, f := range fields {
		switch {
		case f.count != nil:
			if v := *f.count(n); v != nil {
				w.root.Inside = append(w.root.Inside, p.value(fieldGUID(f.name), f.label, "Integer", strconv.Itoa(*v)))
			}
		case f.name == "id" && shaped(n.ID), f.name == "language" && n.Language == c.Snapshot.Language,
			(f.name == "medium" || f.name == "part-of" || f.name == "consultation" && n.PartOf != "") && n.Kept != nil:
			// the source says so itself
		case *f.get(n) != "":
			w.root.Inside = append(w.root.Inside, p.value(fieldGUID(f.name), f.label, "Text", *f.get(n)))
		}
	}
	for _, tag := range sorted(n.Translations) {
		w.root.Inside = append(w.root.Inside, p.value(fieldGUID(translation+tag), "Translation ("+tag+")", "Text", n.Translations[tag]))
	}
	for _, name := range sorted(n.Attributes) {
		if !has[name] {
			w.root.Inside = append(w.root.Inside, p.value(fieldGUID(attribute+name), name, "Text", n.Attributes[name]))
		}
	}
	if w.root.Name == "Transcript" { // it may have no variables
		w.root.Inside = slices.DeleteFunc(w.root.Inside, func(k model.Kept) bool { return k.Name == "VariableValue" })
	}
}

// variableName is what records call a variable taken over.
func (p *project) variableName(guid string) string {
	taken := Unique{}
	for _, v := range p.variables {
		if name := taken.Name(strings.TrimSpace(v.Attributes["name"])); Plain(v.Attributes["guid"]) == Plain(guid) {
			return name
		}
	}
	return ""
}

// value makes a variable's value, and the variable if it is not there yet.
func (p *project) value(guid, name, kind, value string) model.Kept {
	if !p.known[guid] {
		p.known[guid] = true
		p.variables = append(p.variables, model.Kept{Name: "Variable", Attributes: map[string]string{"guid": guid, "name": name, "typeOfVariable": kind}})
	}
	return model.Kept{Name: "VariableValue", Inside: []model.Kept{
		{Name: "VariableRef", Attributes: map[string]string{"targetGUID": guid}}, {Name: kind + "Value", Text: value},
	}}
}

func sorted(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// caseOf makes a case.
func (p *project) caseOf(c *model.Content, x *model.Case) {
	p.written.Cases++
	guid := p.free(own("case", c.Snapshot.Source.ID, x.ID))
	k := copied(x.Kept, "Case")
	k.Attributes["guid"] = guid
	if x.Kept == nil {
		p.rest.Cases[guid] = x.ID
		k.Attributes["name"] = x.Name
		for _, name := range sorted(x.Attributes) {
			k.Inside = append(k.Inside, p.value(fieldGUID(attribute+name), name, "Text", x.Attributes[name]))
		}
		for _, id := range x.Notes {
			k.Inside = append(k.Inside, ref("SourceRef", own("note", c.Snapshot.Source.ID, id)))
		}
		for _, id := range x.Excerpts {
			k.Inside = append(k.Inside, ref("SelectionRef", own("excerpt", c.Snapshot.Source.ID, id)))
		}
	}
	p.cases = append(p.cases, k)
}

func ref(name, guid string) model.Kept {
	return model.Kept{Name: name, Attributes: map[string]string{"targetGUID": guid}}
}

// excerpts makes selections, and sources for those that no text holds.
func (p *project) excerpts(c *model.Content, at map[string]*written) []model.Kept {
	type gathering struct {
		w    *written
		text strings.Builder
		n    int
	}
	gathered := map[string]*gathering{}
	var names []string
	for i := range c.Excerpts {
		x := &c.Excerpts[i]
		p.written.Excerpts++
		p.written.Taggings += len(x.Tags)
		guid := p.free(own("excerpt", c.Snapshot.Source.ID, x.ID))
		k := p.selection(c, x, guid)
		w := at[x.Note]
		if w != nil && inPlace(x, &k) {
			p.place(x, k, w)
			p.noteRest(c, x, guid, true)
			continue
		}
		name := passagesOf(c, x)
		g := gathered[name]
		if g == nil {
			g = &gathering{w: &written{root: model.Kept{Name: "TextSource", Attributes: map[string]string{"name": name}}, guid: GUID(passagesName + name)}}
			g.w.root.Attributes["guid"], g.w.root.Attributes["plainTextPath"] = g.w.guid, textPath(g.w.guid)
			gathered[name] = g
			names = append(names, name)
		}
		words := x.Text
		if words == "" {
			words = "—"
		}
		if g.text.Len() > 0 {
			g.text.WriteString("\n\n")
			g.n += 2
		}
		g.text.WriteString(words)
		k.Name = "PlainTextSelection"
		k.Attributes["name"] = Cut(words)
		k.Attributes["startPosition"] = strconv.Itoa(g.n)
		g.n += utf8.RuneCountInString(words)
		k.Attributes["endPosition"] = strconv.Itoa(g.n)
		g.w.passage = append(g.w.passage, k)
		p.noteRest(c, x, guid, false)
	}
	var list []model.Kept
	for _, name := range names {
		p.close(gathered[name].w, gathered[name].text.String())
		list = append(list, gathered[name].w.root)
	}
	return list
}

// Loose is the name under which passages are gathered of which nothing is known.
const Loose = "Passages"

// passagesOf names the gathering of passages that an excerpt stands in.
func passagesOf(c *model.Content, x *model.Excerpt) string {
	for i := range c.Notes {
		if x.Note != "" && c.Notes[i].ID == x.Note {
			return c.Notes[i].Title + " (passages not found in it)"
		}
	}
	if x.Consultation != "" {
		return x.Consultation
	}
	return Loose
}

// inPlace says whether an excerpt's selection can stand in its note.
func inPlace(x *model.Excerpt, k *model.Kept) bool {
	if !x.Unanchored || k.Name != "PlainTextSelection" {
		return true
	}
	_, errS := strconv.Atoi(k.Attributes["startPosition"])
	_, errE := strconv.Atoi(k.Attributes["endPosition"])
	return x.Kept != nil && errS == nil && errE == nil
}

// place puts a selection into its source.
func (p *project) place(x *model.Excerpt, k model.Kept, w *written) {
	switch k.Name {
	case "Coding":
		for _, in := range k.Inside {
			if in.Name == "Coding" {
				w.rest = append(w.rest, in)
			}
		}
		return
	case "PlainTextSelection":
		if !x.Unanchored {
			k.Attributes["startPosition"], k.Attributes["endPosition"] = strconv.Itoa(x.Start), strconv.Itoa(x.End)
		}
		if w.root.Name == "Transcript" {
			p.placeInTranscript(x, k, w)
			return
		}
		w.passage = append(w.passage, k)
	case "TranscriptSelection":
		w.passage = append(w.passage, k)
	default:
		w.rest = append(w.rest, k)
	}
}

// placeInTranscript marks a passage by two marks in the transcript.
func (p *project) placeInTranscript(x *model.Excerpt, k model.Kept, w *written) {
	k.Name = "TranscriptSelection"
	delete(k.Attributes, "startPosition")
	delete(k.Attributes, "endPosition")
	for _, mark := range []struct {
		name     string
		position int
	}{{"fromSyncPoint", x.Start}, {"toSyncPoint", x.End}} {
		k.Attributes[mark.name] = GUID(mark.name + "/" + k.Attributes["guid"])
		w.root.Inside = append(w.root.Inside, model.Kept{Name: "SyncPoint", Attributes: map[string]string{
			"guid": k.Attributes[mark.name], "position": strconv.Itoa(mark.position),
		}})
	}
	w.passage = append(w.passage, k)
}

// selection makes the element of an excerpt, but for its positions.
func (p *project) selection(c *model.Content, x *model.Excerpt, guid string) model.Kept {
	k := copied(x.Kept, "PlainTextSelection")
	k.Attributes["guid"] = guid
	if x.Kept == nil {
		k.Attributes["name"] = Cut(x.Text)
	}
	coder, created := x.Coder, x.Created
	if coder == "" {
		coder = x.By
	}
	if created == "" && !x.At.IsZero() {
		created = x.At.UTC().Format(time.RFC3339Nano)
	}
	if u := p.user(coder); u != "" {
		k.Attributes["creatingUser"] = u
	}
	if created != "" {
		k.Attributes["creationDateTime"] = created
	}
	description := x.Remark
	for _, n := range x.Notes { // after what was published, before the polarities, which are read from the end
		description = below(description, n.By+": "+n.Text)
	}
	for i := range x.Tags {
		t := &x.Tags[i]
		coding, label := p.coding(c, x, t, i)
		if coding == nil {
			continue
		}
		k.Inside = append(k.Inside, *coding)
		if t.Polarity != 0 {
			description = below(description, polarityLine(label, t.Polarity))
		}
	}
	if description != "" {
		k.Inside = append(k.Inside, model.Kept{Name: "Description", Text: description})
	}
	return k
}

// coding makes the element of a tagging; nil if its tag is not in the codebook.
func (p *project) coding(c *model.Content, x *model.Excerpt, t *model.Tagging, i int) (*model.Kept, string) {
	code := p.byTag[string(model.NewRef(c.Snapshot.Source.ID, t.Tag))]
	if code == nil {
		return nil, ""
	}
	k := copied(t.Kept, "Coding")
	guid := t.GUID
	if !shaped(guid) {
		guid = GUID("coding/" + c.Snapshot.Source.ID + "/" + x.ID + "/" + strconv.Itoa(i))
	}
	k.Attributes["guid"] = guid
	coder, created := t.Coder, t.Created
	if coder == "" {
		coder = t.By
	}
	if created == "" && !t.At.IsZero() {
		created = t.At.UTC().Format(time.RFC3339Nano)
	}
	if u := p.user(coder); u != "" {
		k.Attributes["creatingUser"] = u
	}
	if created != "" {
		k.Attributes["creationDateTime"] = created
	}
	k.Inside = append(k.Inside, ref("CodeRef", code.guid))
	switch {
	case t.Polarity > 0:
		p.polarity = true
		k.Inside = append(k.Inside, ref("NoteRef", forNote))
	case t.Polarity < 0:
		p.polarity = true
		k.Inside = append(k.Inside, ref("NoteRef", againstNote))
	}
	return &k, code.kept.Attributes["name"]
}

// noteRest notes what a selection has no place for.
func (p *project) noteRest(c *model.Content, x *model.Excerpt, guid string, inPlace bool) {
	rest := RestExcerpt{}
	if x.ID != guid && !(x.Kept != nil && x.Kept.Name == "Coding") {
		rest.ID = x.ID
	}
	if !inPlace {
		rest.Note, rest.Consultation = x.Note, x.Consultation
	}
	if x.Language != c.Snapshot.Language {
		rest.Language = x.Language
	}
	if x.Created != "" && !isDate(Date(x.Created)) {
		rest.Created = x.Created
	}
	if rest != (RestExcerpt{}) {
		p.rest.Excerpts[guid] = rest
	}
}
