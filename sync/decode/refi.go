package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"consilience/model"
	"consilience/sync/refi"
)

// maxDocument is the most of a project's or codebook's XML that is read, bytes.
const maxDocument = 512 << 20

// recogniseREFI knows a project by the .qde inside, or by the name space of a
// document that stands alone.
func recogniseREFI(l *Look) (Kind, bool) {
	if p := l.unpack(); p.reader != nil {
		return Kind{Format: model.FormatREFIProject}, projectDocument(p) != ""
	}
	return Kind{}, false
}

func recogniseREFIProjectDocument(l *Look) (Kind, bool) {
	return Kind{Format: model.FormatREFIProject}, bytes.Contains(l.Head, []byte("urn:QDA-XML:project:")) && bytes.Contains(l.Head, []byte("Project"))
}

func recogniseREFICodebook(l *Look) (Kind, bool) {
	return Kind{Format: model.FormatREFICodebook}, bytes.Contains(l.Head, []byte("urn:QDA-XML:codebook:")) && bytes.Contains(l.Head, []byte("CodeBook"))
}

// projectDocument names the .qde of a packed project: the one called project,
// if there are several.
func projectDocument(p *packed) string {
	found := ""
	for _, f := range p.reader.File {
		name := strings.ToLower(path.Base(strings.ReplaceAll(f.Name, "\\", "/")))
		if path.Ext(name) != ".qde" || strings.HasPrefix(name, "._") {
			continue
		}
		if found == "" || name == "project.qde" {
			found = f.Name
		}
	}
	return found
}

// readREFI reads projects and codebooks.
func readREFI(j *job) error {
	for i := range j.content.Snapshot.Files {
		file := &j.content.Snapshot.Files[i]
		if err := j.readREFIFile(file); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) readREFIFile(file *model.File) error {
	zipped, err := j.startsWith(file, "PK\x03\x04")
	if err != nil {
		return err
	}
	if !zipped {
		return j.read(file, func(in *input) error { return newREFI(j, in, nil).read(in, file.Path) })
	}
	in, p, err := j.packedInput(file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	name := projectDocument(p)
	if name == "" {
		return wrong(model.ProblemUnrecognised, file.Path, "Export the project again.", "%s holds no project: there is no .qde in it. It was not used.", file.Path)
	}
	return j.readInput(in, func(in *input) error {
		r, err := p.open(p.find(strings.ReplaceAll(name, "\\", "/")))
		if err != nil {
			return err
		}
		defer r.Close()
		return newREFI(j, in, p).read(r, name)
	})
}

// startsWith looks at the first bytes of a kept file.
func (j *job) startsWith(file *model.File, magic string) (bool, error) {
	f, err := j.open(file.SHA256)
	if err != nil {
		return false, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return false, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	return string(head[:n]) == magic, nil
}

// refiReader makes records of one project or codebook.
type refiReader struct {
	j      *job
	in     *input
	packed *packed
	texts  map[string]string // entries of the packed file by their bare names

	project   model.Project
	kept      model.Kept
	users     []model.Kept
	sets      []model.Kept
	variables map[string]string // names by GUID
	fields    map[string]string // of ours: fields by GUID
	memos     bool              // polarity stands in memos
	noteIDs   map[string]string // by GUID
	labels    map[string]string // of tags, by their names
	rest      refi.Rest
	cases     []refi.Element
	codes     []refiCode
	ids       refi.Unique // GUIDs of notes and excerpts that are taken

	notes    []model.Note
	excerpts []model.Excerpt
	tags     []model.Tag
}

// refiCode is a code with its place in the codebook.
type refiCode struct {
	tag    model.Tag
	parent string // GUID
}

func newREFI(j *job, in *input, p *packed) *refiReader {
	r := &refiReader{j: j, in: in, packed: p, variables: map[string]string{}, fields: map[string]string{}, noteIDs: map[string]string{}, labels: map[string]string{}, ids: refi.Unique{}, texts: map[string]string{}}
	if p != nil {
		for _, f := range p.reader.File {
			name := strings.ReplaceAll(f.Name, "\\", "/")
			if base := strings.ToLower(path.Base(name)); r.texts[base] == "" {
				r.texts[base] = name
			}
		}
	}
	return r
}

func (r *refiReader) read(src io.Reader, name string) error {
	limited := &io.LimitedReader{R: src, N: maxDocument + 1}
	err := refi.Read(limited, r.element)
	switch p := (*model.Problem)(nil); {
	case r.in.ctx.Err() != nil:
		return r.in.ctx.Err()
	case errors.As(err, &p):
		return p
	case limited.N <= 0:
		return wrong(model.ProblemTooLarge, r.in.Path, "Divide the project.", "%s was not read: its document is larger than %d MB. Nothing was changed.", name, maxDocument>>20)
	case errors.Is(err, refi.ErrDeep), errors.Is(err, refi.ErrMany):
		return wrong(model.ProblemTooLarge, r.in.Path, "Export the project again; the file may be damaged or made to do harm.", "%s was not read: %v. Nothing was changed.", name, err)
	case errors.Is(err, refi.ErrNotREFI):
		return wrong(model.ProblemUnrecognised, r.in.Path, "Export it again as REFI-QDA.", "%s is no project or codebook of a coding program. It was not used.", name)
	case err != nil:
		return wrong(model.ProblemTruncated, r.in.Path, "Export the project again; the file may be cut off.", "%s is damaged: its document cannot be read to the end. It was not used.", name).Because(err)
	}
	return r.finish()
}

// element takes one element of the document.
func (r *refiReader) element(e *refi.Element) error {
	if err := r.in.ctx.Err(); err != nil {
		return err
	}
	switch e.Name {
	case "Project":
		r.kept = e.Kept()
		r.project = model.Project{Name: e.Get("name"), Origin: e.Get("origin")}
	case "CodeBook":
		if r.kept.Name == "" {
			r.kept = e.Kept()
			r.project.Origin = e.Get("origin")
			return nil
		}
		if codes := e.First("Codes"); codes != nil {
			r.codeList(codes, "")
		}
	case "Codes":
		r.codeList(e, "")
	case "Users":
		r.users = append(r.users, e.Kept().Inside...)
	case "Variables":
		r.variableList(e)
	case "Case":
		r.cases = append(r.cases, *e)
	case "TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource":
		return r.source(e)
	case "Notes":
		r.memoList(e)
	case "Sets":
		k := e.Kept()
		r.sets = append(r.sets, k.Inside...)
		r.kept.Inside = append(r.kept.Inside, k)
	default:
		r.kept.Inside = append(r.kept.Inside, e.Kept())
	}
	return nil
}

// variableList learns the names of variables and keeps those that are not ours.
func (r *refiReader) variableList(e *refi.Element) {
	k, taken := model.Kept{Name: e.Name}, refi.Unique{}
	for _, v := range e.Kept().Inside {
		guid := refi.Plain(v.Attributes["guid"])
		if field := refi.Field(guid, v.Attributes["name"]); field != "" {
			r.fields[guid] = field
			r.variables[guid] = v.Attributes["name"]
			continue
		}
		if _, twice := r.variables[guid]; !twice {
			r.variables[guid] = taken.Name(strings.TrimSpace(v.Attributes["name"]))
		}
		k.Inside = append(k.Inside, v)
	}
	if len(k.Inside) > 0 {
		r.kept.Inside = append(r.kept.Inside, k)
	}
}

// memoList keeps the project's memos but for ours.
func (r *refiReader) memoList(e *refi.Element) {
	k := model.Kept{Name: e.Name}
	for _, m := range e.Kept().Inside {
		rest, ok, err := refi.ReadRest(m)
		switch {
		case err != nil:
			r.in.problems.add(uint32(e.Line), model.ProblemUnreadableRow, "Export the project again from Consilience if something is missing.",
				"The memo with which Consilience wrote this project can no longer be read, so the records have new names.")
		case ok:
			r.rest = rest
		}
		if !refi.IsOurs(m) {
			k.Inside = append(k.Inside, m)
		}
	}
	if len(k.Inside) > 0 {
		r.kept.Inside = append(r.kept.Inside, k)
	}
}

// codeList reads codes and those inside.
func (r *refiReader) codeList(e *refi.Element, parent string) {
	for i := range e.Inside {
		c := &e.Inside[i]
		if c.Name != "Code" {
			continue
		}
		guid := refi.Plain(c.Get("guid"))
		if guid == "" {
			guid = refi.GUID("code/" + parent + "/" + c.Get("name"))
		}
		tag := model.Tag{
			Name: strings.TrimSpace(c.Get("name")), GUID: guid, Colour: strings.ToLower(c.Get("color")),
			Heading: c.Get("isCodable") == "false" || c.Get("isCodable") == "0",
			File:    r.in.Path, Line: c.Line,
		}
		if d := c.First("Description"); d != nil {
			tag.Description = d.Text
		}
		if tag.Name == "" {
			tag.Name = "(unnamed)"
		}
		tag.Kept = keptOrNil(c.Kept("guid", "name", "isCodable", "color", "Description", "Code"))
		r.codes = append(r.codes, refiCode{tag, parent})
		r.codeList(c, guid)
	}
}

// keptOrNil is nil if nothing is left to keep.
func keptOrNil(k model.Kept) *model.Kept {
	if len(k.Attributes) == 0 && len(k.Inside) == 0 && k.Text == "" {
		return nil
	}
	return &k
}

// finish makes the records that need the whole document.
func (r *refiReader) finish() error {
	names := r.finishCodes()
	coders, list := refi.CoderNames(r.users)
	coder := func(guid string) string {
		if name, ok := coders[guid]; ok {
			return name
		}
		return guid
	}
	if r.rest.Origin != "" {
		r.project.Origin = r.rest.Origin
		if r.kept.Attributes == nil {
			r.kept.Attributes = map[string]string{}
		}
		r.kept.Attributes["origin"] = r.rest.Origin
	}
	for i := range r.notes {
		r.finishNote(&r.notes[i])
	}
	ids := map[string]string{}
	for i := range r.excerpts {
		x := &r.excerpts[i]
		guid := x.ID
		r.finishExcerpt(x, names, coder)
		ids[guid] = x.ID
	}
	cases := r.finishCases(ids)
	countTags(r.tags, r.notes, r.excerpts)
	for i := range r.tags {
		r.restOfTag(&r.tags[i])
	}
	r.project.Source, r.project.File, r.project.Coders = r.j.source(), r.in.Path, list
	if len(r.users) > 0 {
		r.kept.Inside = append([]model.Kept{{Name: "Users", Inside: r.users}}, r.kept.Inside...)
	}
	r.project.Kept = &r.kept
	c := &r.j.content
	c.Project = &r.project
	c.Tags = append(c.Tags, r.tags...)
	c.Notes = append(c.Notes, r.notes...)
	c.Excerpts = append(c.Excerpts, r.excerpts...)
	c.Cases = append(c.Cases, cases...)
	r.in.RowsRead = len(r.notes) + len(r.excerpts) + len(cases) + len(r.codes)
	if c.Snapshot.Title == c.Snapshot.Source.ID && r.project.Name != "" {
		c.Snapshot.Title = r.project.Name
	}
	if r.in.RowsRead == 0 {
		return wrong(model.ProblemUnrecognised, r.in.Path, "Export the project again.", "%s holds no text, no code and no case. It was not used.", r.in.Path)
	}
	return nil
}

// finishCodes makes tags of the codes and gives their names by GUID.
func (r *refiReader) finishCodes() map[string]string {
	known := map[string]int{}
	for i, c := range r.codes {
		known[c.tag.GUID] = i
	}
	r.addUnknownCodes(known)
	byLabel, labels := map[string]int{}, make([]string, len(r.codes))
	for i, c := range r.codes {
		labels[i] = c.tag.Name
		byLabel[c.tag.Name]++
	}
	taken, names := refi.Unique{}, map[string]string{}
	for _, t := range r.j.content.Tags { // of another file of the source
		taken[t.Name] = true
	}
	tags := make([]model.Tag, 0, len(r.codes))
	for i := range r.codes {
		c := &r.codes[i]
		t := c.tag
		if cluster := t.Name; t.Heading && t.GUID == refi.ClusterGUID(cluster) {
			continue // a heading of ours is a cluster, no tag
		}
		if byLabel[t.Name] > 1 && c.parent != "" {
			if p, ok := known[c.parent]; ok {
				t.Name = labels[p] + " › " + t.Name
			}
		}
		if t.Name = taken.Name(t.Name); t.Name != labels[i] {
			t.Label = labels[i]
		}
		if p, ok := known[c.parent]; ok {
			if parent := r.codes[p].tag; parent.Heading && c.parent == refi.ClusterGUID(parent.Name) {
				t.Cluster = parent.Name
			} else {
				t.Parent = names[c.parent]
			}
		}
		names[t.GUID], r.labels[t.Name] = t.Name, labels[i]
		t.Source, t.Language = r.j.source(), r.j.content.Snapshot.Language
		tags = append(tags, t)
	}
	refi.Clusters(tags, r.sets)
	r.tags = tags
	return names
}

// restOfTag gives a tag what the format has no place for: its language, and
// counts that were published and not taken from passages.
func (r *refiReader) restOfTag(t *model.Tag) {
	rest, ok := r.rest.Tags[t.GUID]
	if !ok {
		return
	}
	if rest.Language != "" {
		t.Language = rest.Language
	}
	if rest.Mentions != nil {
		t.Mentions = max(0, min(*rest.Mentions, maxCount))
		t.Highlights, t.Consultations = rest.Highlights, rest.Consultations
	}
}

// addUnknownCodes makes a code of each that passages name and the codebook has
// not, so that no tagging is lost.
func (r *refiReader) addUnknownCodes(known map[string]int) {
	for _, e := range r.excerpts {
		for _, t := range e.Tags {
			if _, ok := known[t.Tag]; ok {
				continue
			}
			known[t.Tag] = len(r.codes)
			name := fmt.Sprintf("(unknown code %.8s)", t.Tag)
			r.codes = append(r.codes, refiCode{tag: model.Tag{Name: name, GUID: t.Tag, File: r.in.Path, Line: e.Line}})
			r.in.problems.add(uint32(e.Line), model.ProblemUnreadableRow, "Ask who made the project which code it was.",
				"A passage is marked with a code that the codebook has not. It is kept as “%s”.", name)
		}
	}
}
