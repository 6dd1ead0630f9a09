package decode

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"consilience/model"
	"consilience/sync/refi"
)

// maxPlainText is the most of one text that is read, bytes.
const maxPlainText = 16 << 20

// media are the kinds of sources.
var media = map[string]string{"TextSource": "", "PDFSource": "pdf", "PictureSource": "picture", "AudioSource": "audio", "VideoSource": "video"}

// textIn is the element inside a source that has its text in words.
var textIn = map[string]string{"PDFSource": "Representation", "PictureSource": "TextDescription"}

// source reads a text, or what else the project holds, with the passages marked
// in it.
func (r *refiReader) source(e *refi.Element) error {
	passages := refi.IsPassages(e.Get("guid"), e.Get("name"))
	note := r.note(e)
	note.Medium = media[e.Name]
	holder := e
	if name := textIn[e.Name]; name != "" {
		holder = e.First(name)
	}
	var text *anchorText
	if holder != nil && media[e.Name] != "audio" && media[e.Name] != "video" {
		var err error
		if text, err = r.text(holder, note.Title, note.Medium == ""); err != nil {
			return err
		}
		note.Text = text.text()
	}
	first := len(r.excerpts)
	if holder != nil && text != nil {
		r.selections(holder, &note, text)
	}
	if e.Name != "TextSource" {
		r.regions(e, holder, &note, text)
	}
	for i := range e.Inside {
		if e.Inside[i].Name == "Coding" {
			r.wholeCoded(&e.Inside[i], &note)
		}
	}
	note.Kept = r.sourceKept(e, holder)
	if passages {
		for i := range r.excerpts[first:] {
			x := &r.excerpts[first+i]
			x.Note, x.Consultation, x.Start, x.End, x.Unanchored = "", note.Title, 0, 0, true
			if note.Title == refi.Loose {
				x.Consultation = ""
			}
			x.Kept = nil
		}
		return nil
	}
	r.notes = append(r.notes, note)
	r.sayMedium(&note, len(r.excerpts)-first)
	for i := range e.Inside {
		if e.Inside[i].Name == "Transcript" {
			if err := r.transcript(&e.Inside[i], &note); err != nil {
				return err
			}
		}
	}
	return nil
}

// note begins a note with what every source has.
func (r *refiReader) note(e *refi.Element) model.Note {
	return model.Note{
		Source: r.j.source(), ID: r.id(e.Get("guid"), "note"), Title: strings.TrimSpace(e.Get("name")),
		Language: r.j.content.Snapshot.Language, File: r.in.Path, Line: e.Line,
	}
}

// id gives an element's GUID as an id that nothing else has.
func (r *refiReader) id(guid, what string) string {
	if guid = refi.Plain(guid); guid == "" {
		guid = what + "-" + strconv.Itoa(len(r.ids)+1)
	}
	return r.ids.Name(guid)
}

// transcript reads what is said in a recording as a note of its own.
func (r *refiReader) transcript(e *refi.Element, of *model.Note) error {
	note := r.note(e)
	note.PartOf, note.Consultation = of.ID, of.ID
	if note.Title == "" {
		note.Title = of.Title
	}
	text, err := r.text(e, note.Title, true)
	if err != nil {
		return err
	}
	note.Text = text.text()
	at := r.selections(e, &note, text)
	note.Kept = r.sourceKept(e, e)
	for i := range note.Kept.Inside { // positions are of the text as it is kept
		k := &note.Kept.Inside[i]
		if p, err := strconv.Atoi(k.Attributes["position"]); k.Name == "SyncPoint" && err == nil {
			k.Attributes["position"] = strconv.Itoa(at(p))
		}
	}
	r.notes = append(r.notes, note)
	return nil
}

// sayMedium tells that a picture, a recording or a page is kept and not read.
func (r *refiReader) sayMedium(n *model.Note, marked int) {
	if n.Medium == "" || n.Text != "" {
		return
	}
	what := map[string]string{"pdf": "a PDF that came without its text", "picture": "a picture", "audio": "a sound recording", "video": "a video"}[n.Medium]
	say := "“" + n.Title + "” is " + what + ". It is kept with its name and not read."
	if marked > 0 {
		say += " " + strconv.Itoa(marked) + " marked passages lie in it; they are kept with their tags."
	}
	r.in.problems.add(uint32(n.Line), model.ProblemMedium, "Look at it in the program it comes from.", "%s", say)
}

// sourceKept is what a source says that its note and excerpts do not. The text
// itself stands in the note; an empty PlainTextContent says that it was there.
func (r *refiReader) sourceKept(e, holder *refi.Element) *model.Kept {
	k := e.Kept()
	k.Text, k.Inside = "", nil
	delete(k.Attributes, "guid")
	delete(k.Attributes, "name")
	if p := k.Attributes["plainTextPath"]; p != "" {
		k.Attributes["plainTextPath"] = r.plainPath(p)
	}
	same := r.selected(holder)
	for i := range e.Inside {
		switch in := &e.Inside[i]; {
		case in == holder:
			h := r.sourceKept(in, in)
			h.Attributes = in.Kept().Attributes
			if p := h.Attributes["plainTextPath"]; p != "" {
				h.Attributes["plainTextPath"] = r.plainPath(p)
			}
			k.Inside = append(k.Inside, *h)
		case in.Name == "PlainTextContent":
			k.Inside = append(k.Inside, model.Kept{Name: in.Name})
		case in.Name == "Transcript", in.Name == "Coding":
		case strings.HasSuffix(in.Name, "Selection") && !(in.Name == "PDFSelection" && same[refi.Plain(in.Get("guid"))]):
		default:
			k.Inside = append(k.Inside, in.Kept())
		}
	}
	return &k
}

// selected lists the GUIDs of passages in a source's text. A passage that is
// marked on the page as well has the same there, and is one.
func (r *refiReader) selected(holder *refi.Element) map[string]bool {
	same := map[string]bool{}
	if holder != nil {
		for i := range holder.Inside {
			if holder.Inside[i].Name == "PlainTextSelection" {
				same[refi.Plain(holder.Inside[i].Get("guid"))] = true
			}
		}
	}
	return same
}

// plainPath writes the path of a text that is in the packed file as the format
// wants it.
func (r *refiReader) plainPath(p string) string {
	if name, ok := r.texts[strings.ToLower(bare(p))]; ok {
		return "internal://" + path.Base(name)
	}
	return p
}

// bare is the file's name in a path: internal://x, relative:///x, x.
func bare(p string) string { return path.Base(strings.ReplaceAll(p, "\\", "/")) }

// text gives the text of a source: what stands in the document, or the file it
// names. Where there is none it says so, if it is expected.
func (r *refiReader) text(e *refi.Element, title string, expected bool) (*anchorText, error) {
	if in := e.First("PlainTextContent"); in != nil {
		if len(in.Text) > maxPlainText {
			return nil, r.longText(title)
		}
		return newAnchorText(in.Text), nil
	}
	p := e.Get("plainTextPath")
	name, ok := r.texts[strings.ToLower(bare(p))]
	switch {
	case p != "" && ok:
		return r.textFile(name, title, e.Line)
	case p != "":
		r.in.problems.add(uint32(e.Line), model.ProblemUnanchored, "Export the project again with its sources.",
			"The text of “%s” is not in the file: %s is missing. Its marked passages are kept without it.", title, bare(p))
	case e.Get("richTextPath") != "":
		text, err := r.richText(bare(e.Get("richTextPath")), title, e.Line)
		if text != nil || err != nil {
			return text, err
		}
		r.in.problems.add(uint32(e.Line), model.ProblemUnanchored, "Export it as plain text too, or add the document by itself.",
			"“%s” is there only as a formatted document (%s), which cannot be read here. Its marked passages are kept without it.", title, bare(e.Get("richTextPath")))
	case expected:
		r.in.problems.add(uint32(e.Line), model.ProblemUnanchored, "Export the project again with its sources.",
			"“%s” came without its text. Its marked passages are kept without it.", title)
	}
	return newAnchorText(""), nil
}

// whole reads one file inside the packed one, up to what a text may hold.
func (r *refiReader) whole(entry *zip.File, title string) ([]byte, error) {
	f, err := r.packed.open(entry)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPlainText+1))
	if err != nil {
		return nil, err
	}
	if len(b) > maxPlainText {
		return nil, r.longText(title)
	}
	return b, nil
}

// richText gives the text of a formatted document inside the packed file; nil
// if it is not there or is none that can be read.
func (r *refiReader) richText(name, title string, line int) (*anchorText, error) {
	entry, ext := r.texts[strings.ToLower(name)], strings.ToLower(path.Ext(name))
	if entry == "" || ext != ".docx" && ext != ".odt" {
		return nil, nil
	}
	b, err := r.whole(r.packed.find(entry), title)
	if err != nil {
		return nil, err
	}
	p := openPacked(name, bytes.NewReader(b), int64(len(b)))
	p.room, p.ctx = r.packed.room, r.packed.ctx
	if p.problem != nil {
		return nil, nil
	}
	lines, err := p.paragraphs()
	if r.in.ctx.Err() != nil {
		return nil, r.in.ctx.Err()
	}
	r.packed.room = p.room
	whole := strings.TrimRight(strings.Join(lines, "\n"), "\n")
	switch {
	case err != nil || whole == "":
		return nil, nil
	case len(whole) > maxPlainText:
		return nil, r.longText(title)
	}
	r.in.problems.add(uint32(line), model.ProblemAssumed, "Export it as plain text too, and all its passages have their places.",
		"“%s” is there only as a formatted document (%s). Its text was taken from that; a marked passage has a place only where the text has the words that the passage gives for itself.", title, name)
	text := newAnchorText(whole + "\n")
	text.rich = true
	return text, nil
}

func (r *refiReader) longText(title string) error {
	return wrong(model.ProblemTooLarge, r.in.Path, "Divide the text.", "%s was not read: the text “%s” is larger than %d MB. Nothing was changed.", r.in.Path, title, maxPlainText>>20)
}

func (r *refiReader) textFile(name, title string, line int) (*anchorText, error) {
	entry := r.packed.find(name)
	if entry == nil {
		return newAnchorText(""), nil
	}
	b, err := r.whole(entry, title)
	if err != nil {
		return nil, err
	}
	text := fromUTF16(b)
	if !utf8.ValidString(text) {
		r.in.problems.add(uint32(line), model.ProblemUnreadableRow, "Save it again in UTF-8.",
			"The text of “%s” holds bytes that are no UTF-8; they are shown as \uFFFD.", title)
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return newAnchorText(text), nil
}

// finishNote gives a note its attributes, and its fields if Consilience wrote
// it.
func (r *refiReader) finishNote(n *model.Note) {
	guid := n.ID
	left := n.Kept.Inside[:0:0]
	for _, k := range n.Kept.Inside {
		variable, value := variableValue(k)
		if field := r.fields[variable]; field != "" && k.Name == "VariableValue" {
			refi.SetField(n, field, value)
			continue
		}
		left = append(left, k)
		if name := r.variables[variable]; name != "" && strings.TrimSpace(value) != "" && k.Name == "VariableValue" {
			if n.Attributes == nil {
				n.Attributes = map[string]string{}
			}
			n.Attributes[name] = strings.TrimSpace(value)
		}
	}
	n.Kept.Inside = left
	if refi.IsBare(n.Kept, guid) {
		n.Kept = nil
	}
	r.noteIDs[guid] = n.ID
}

// variableValue reads the variable's GUID and what it is.
func variableValue(k model.Kept) (guid, value string) {
	for _, in := range k.Inside {
		if in.Name == "VariableRef" {
			guid = refi.Plain(in.Attributes["targetGUID"])
		} else if strings.HasSuffix(in.Name, "Value") {
			value = in.Text
		}
	}
	return guid, value
}

// fromUTF16 makes text of bytes, by their byte order mark.
func fromUTF16(b []byte) string {
	big := bytes.HasPrefix(b, []byte("\xfe\xff"))
	if !big && !bytes.HasPrefix(b, []byte("\xff\xfe")) {
		return string(b)
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		if big {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	return string(utf16.Decode(units))
}
