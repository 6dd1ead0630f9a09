package refi

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"consilience/model"
)

// Bundle is what is written as one project: the records of one or several
// sources, and the name of the whole.
type Bundle struct {
	Name     string
	Contents []model.Content
}

// Written counts what a project or codebook holds.
type Written struct {
	Notes    int `json:"notes"`
	Excerpts int `json:"excerpts"`
	Taggings int `json:"taggings"`
	Tags     int `json:"tags"`
	Cases    int `json:"cases"`
}

// Write writes a project (.qdpx). Open finds the file in which a source came,
// by digest: formatted documents, pictures and recordings are taken over from
// it. The same records give the same bytes.
func Write(w io.Writer, b Bundle, open func(sha256 string) (*os.File, error)) (Written, error) {
	p := newProject(b)
	for i := range b.Contents {
		p.content(&b.Contents[i])
	}
	var document bytes.Buffer
	if err := writeXML(&document, p.root(), "urn:QDA-XML:project:1.0"); err != nil {
		return Written{}, fmt.Errorf("write the project: %w", err)
	}
	z := zip.NewWriter(w)
	if err := entry(z, "project.qde", document.Bytes()); err != nil {
		return Written{}, err
	}
	names := make([]string, 0, len(p.files))
	for name := range p.files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := entry(z, "Sources/"+name, []byte(p.files[name])); err != nil {
			return Written{}, err
		}
	}
	for i := range b.Contents {
		if err := p.takeOver(z, document.String(), b.Contents[i].Snapshot.Files, open); err != nil {
			return Written{}, err
		}
	}
	return p.written, z.Close()
}

// WriteCodebook writes the tags of the sources as a codebook (.qdc).
func WriteCodebook(w io.Writer, b Bundle) (Written, error) {
	p := newProject(b)
	root := model.Kept{Name: "CodeBook", Attributes: map[string]string{"origin": origin}}
	sets := model.Kept{Name: "Sets"}
	for i := range b.Contents {
		c := &b.Contents[i]
		p.codes(c)
		for _, s := range setsOf(c) {
			s.Inside = slices.DeleteFunc(slices.Clone(s.Inside), func(k model.Kept) bool { return k.Name != "MemberCode" && k.Name != "Description" })
			sets.Inside = append(sets.Inside, s)
		}
	}
	if len(p.codeRoot) > 0 {
		root.Inside = append(root.Inside, model.Kept{Name: "Codes", Inside: withoutNotes(p.codeTree(p.codeRoot))})
	}
	if len(sets.Inside) > 0 {
		root.Inside = append(root.Inside, sets)
	}
	return p.written, writeXML(w, root, "urn:QDA-XML:codebook:1.0")
}

// withoutNotes leaves out what refers to memos, which a codebook has not.
func withoutNotes(list []model.Kept) []model.Kept {
	var out []model.Kept
	for _, k := range list {
		if k.Name != "NoteRef" {
			k.Inside = withoutNotes(k.Inside)
			out = append(out, k)
		}
	}
	return out
}

func entry(z *zip.Writer, name string, content []byte) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// takeOver copies what else the file of a source holds, packed as it is. Texts
// that the document no longer names are not taken: they are written anew under
// other names.
func (p *project) takeOver(z *zip.Writer, document string, files []model.File, open func(string) (*os.File, error)) error {
	for _, file := range files {
		if open == nil || !strings.EqualFold(path.Ext(file.Path), ".qdpx") {
			continue
		}
		f, err := open(file.SHA256)
		if err != nil {
			return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened, so its pictures and documents cannot be taken over. Nothing was exported.")
		}
		err = p.takeOverFrom(z, document, f)
		_ = f.Close() // only read from
		if err != nil {
			return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read, so its pictures and documents cannot be taken over. Nothing was exported.")
		}
	}
	return nil
}

func (p *project) takeOverFrom(z *zip.Writer, document string, f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	r, err := zip.NewReader(f, info.Size())
	if err != nil {
		return err
	}
	for _, e := range r.File {
		name := path.Base(strings.ReplaceAll(e.Name, "\\", "/"))
		if e.FileInfo().IsDir() || strings.EqualFold(path.Ext(name), ".qde") || p.taken[strings.ToLower(name)] {
			continue
		}
		if bare, ok := strings.CutSuffix(name, ".txt"); ok && shaped(bare) && !strings.Contains(document, name) {
			continue
		}
		p.taken[strings.ToLower(name)] = true
		raw, err := e.OpenRaw()
		if err != nil {
			return err
		}
		to, err := z.CreateRaw(&zip.FileHeader{Name: "Sources/" + name, Method: e.Method, CRC32: e.CRC32, CompressedSize64: e.CompressedSize64, UncompressedSize64: e.UncompressedSize64})
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, raw); err != nil {
			return err
		}
	}
	return nil
}

// origin is what projects written here say they come from.
const origin = "Consilience"

// project is a project being made.
type project struct {
	bundle  Bundle
	written Written

	base      model.Kept // the root's attributes and what is taken over whole
	userGUID  map[string]string
	users     []model.Kept
	variables []model.Kept
	known     map[string]bool // GUIDs of variables
	codeRoot  []*code
	byTag     map[string]*code // by source and name
	shared    map[string]*code // by name, of the sources before
	headings  map[string]*code
	cases     []model.Kept
	sources   []model.Kept
	polarity  bool
	rest      Rest
	files     map[string]string // texts by file name
	taken     map[string]bool   // file names, in small letters
	guids     map[string]bool
}

func newProject(b Bundle) *project {
	p := &project{
		bundle: b, userGUID: map[string]string{}, known: map[string]bool{}, byTag: map[string]*code{}, shared: map[string]*code{}, headings: map[string]*code{},
		files: map[string]string{}, taken: map[string]bool{}, guids: map[string]bool{},
		rest: Rest{Excerpts: map[string]RestExcerpt{}, Cases: map[string]string{}, Tags: map[string]RestTag{}},
	}
	p.base = model.Kept{Name: "Project", Attributes: map[string]string{"name": b.Name, "origin": origin}}
	return p
}

// content adds the records of one source.
func (p *project) content(c *model.Content) {
	p.takeProject(c)
	p.codes(c)
	p.notes(c)
	for i := range c.Cases {
		p.caseOf(c, &c.Cases[i])
	}
}

// takeProject takes over what came with a coding program's project.
func (p *project) takeProject(c *model.Content) {
	if c.Project == nil || c.Project.Kept == nil || c.Project.Kept.Name != "Project" {
		return
	}
	k := c.Project.Kept
	if len(p.bundle.Contents) == 1 {
		for name, value := range k.Attributes {
			p.base.Attributes[name] = value
		}
		if o := k.Attributes["origin"]; o != origin {
			p.rest.Origin = o
		}
		p.base.Attributes["origin"] = origin
	}
	for _, in := range k.Inside {
		switch in.Name {
		case "Users":
			byGUID, _ := CoderNames(in.Inside)
			for _, u := range in.Inside {
				guid := Plain(u.Attributes["guid"])
				if _, has := p.userGUID[byGUID[guid]]; !has {
					p.userGUID[byGUID[guid]] = guid
					p.users = append(p.users, u)
				}
			}
		case "Variables":
			for _, v := range in.Inside {
				if guid := Plain(v.Attributes["guid"]); !p.known[guid] {
					p.known[guid] = true
					p.variables = append(p.variables, v)
				}
			}
		default:
			p.merge(in)
		}
	}
}

// merge adds an element to the project; lists of one name become one.
func (p *project) merge(in model.Kept) {
	for i := range p.base.Inside {
		if has := &p.base.Inside[i]; has.Name == in.Name && in.Name != "NoteRef" && in.Text == "" {
			has.Inside = append(slices.Clone(has.Inside), in.Inside...)
			return
		}
	}
	if in.Name == "Description" && len(p.bundle.Contents) > 1 {
		return
	}
	p.base.Inside = append(p.base.Inside, in)
}

// user gives a coder's GUID; empty for none.
func (p *project) user(name string) string {
	if name == "" || shaped(name) {
		return name
	}
	if guid, ok := p.userGUID[name]; ok {
		return guid
	}
	guid := GUID("user/" + name)
	p.userGUID[name] = guid
	p.users = append(p.users, model.Kept{Name: "User", Attributes: map[string]string{"guid": guid, "name": name}})
	return guid
}

// root puts the document together.
func (p *project) root() model.Kept {
	root := p.base
	add := func(name string, inside []model.Kept) {
		if len(inside) > 0 {
			root.Inside = append(root.Inside, model.Kept{Name: name, Inside: inside})
		}
	}
	add("Users", p.users)
	if len(p.codeRoot) > 0 {
		add("CodeBook", []model.Kept{{Name: "Codes", Inside: p.codeTree(p.codeRoot)}})
	}
	add("Variables", p.variables)
	add("Cases", p.cases)
	add("Sources", p.sources)
	notes := p.ourNotes()
	for i := range root.Inside {
		if root.Inside[i].Name == "Notes" {
			root.Inside[i].Inside = append(slices.Clone(root.Inside[i].Inside), notes...)
			notes = nil
		}
	}
	add("Notes", notes)
	root.Inside = slices.DeleteFunc(root.Inside, func(k model.Kept) bool {
		return len(k.Inside) == 0 && k.Text == "" && len(k.Attributes) == 0 // the schema wants none that is empty
	})
	return root
}

// ourNotes are the memos that polarity and the rest need.
func (p *project) ourNotes() (notes []model.Kept) {
	memo := func(guid, name, text string) {
		notes = append(notes, model.Kept{
			Name: "Note", Attributes: map[string]string{"guid": guid, "name": name},
			Inside: []model.Kept{{Name: "PlainTextContent", Text: text}},
		})
	}
	if p.polarity {
		memo(forNote, "Speaks for it", "The passage speaks for what the code says.")
		memo(againstNote, "Speaks against it", "The passage speaks against what the code says.")
	}
	raw, err := json.Marshal(p.rest)
	if err == nil && string(raw) != "{}" {
		memo(restNote, restName, string(raw))
	}
	return notes
}
