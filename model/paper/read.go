package paper

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// File is a paper as it is found in a PDF.
type File struct {
	Title, Language string
	// Pages are the texts of the pages, line by line.
	Pages []string
	// Figures are the computed figures as the pages show them, in order.
	Figures []PrintedFigure
	// Attachments are the files inside.
	Attachments []Attachment
	// Altered lists what differs from the file as it was printed; it is empty
	// for a file that nobody touched.
	Altered []Alteration
}

// PrintedFigure is a computed figure as a page shows it. ID is that of
// Document.Figures; blanks of all kinds are plain.
type PrintedFigure struct {
	ID, Words string
	Page      int // from 1
}

// AlteredPart says what was changed in a file.
type AlteredPart string

// The parts. A file that another program wrote anew is altered as a whole even
// if what it says is the same.
const (
	AlteredFile       AlteredPart = "file"
	AlteredPage       AlteredPart = "page"
	AlteredFigure     AlteredPart = "figure"
	AlteredAttachment AlteredPart = "attachment"
)

// Alteration is a difference from what was printed. Name is a page's number, a
// figure's ID or an attachment's name. Was and Is are a figure's words, or the
// digests of an attachment; Is is empty for what is missing, Was for what was
// added.
type Alteration struct {
	Part    AlteredPart
	Name    string
	Was, Is string
}

// Read opens a paper that this program printed: its text, figures and
// attachments, and what was changed since. It returns a Problem for any other
// file. What it reads is bounded.
func Read(r io.ReaderAt, size int64) (file File, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			file, err = File{}, notOurs(nil)
		}
	}()
	if size > mostFile {
		return File{}, model.Problemf(model.ProblemTooLarge, "Choose a PDF that Consilience exported.",
			"This file has %d MB: no paper is as large, and it was not read. Nothing was changed.", size>>20)
	}
	raw := make([]byte, max(size, 0))
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), raw); err != nil {
		return File{}, notOurs(err)
	}
	pdf, err := readPDF(raw)
	if err != nil {
		return File{}, whyNot(raw, err)
	}
	m, ok := pdf.manifest()
	if !ok {
		return File{}, whyNot(raw, nil)
	}
	file.Title, file.Language = pdf.title(), pdf.text(pdf.root["Lang"])
	var digests []string
	reader := newPageReader(pdf)
	for i, p := range pdf.pageDicts() {
		content := pdf.content(p)
		sum := sha256.Sum256(content)
		digests = append(digests, hex.EncodeToString(sum[:]))
		words, figures := reader.read(p, content, i+1)
		file.Pages = append(file.Pages, words)
		file.Figures = joinFigures(file.Figures, figures)
	}
	file.Attachments = pdf.attachments()
	file.Altered = compare(m, file, digests)
	if !sealHolds(raw) {
		file.Altered = append([]Alteration{{Part: AlteredFile}}, file.Altered...)
	}
	return file, nil
}

// Attachments gives the files inside a paper that this program printed.
func Attachments(r io.ReaderAt, size int64) ([]Attachment, error) {
	f, err := Read(r, size)
	return f.Attachments, err
}

// PrintedFigures gives the computed figures that the pages of a paper show.
func PrintedFigures(r io.ReaderAt, size int64) ([]PrintedFigure, error) {
	f, err := Read(r, size)
	return f.Figures, err
}

func notOurs(err error) error {
	return model.Problemf(model.ProblemNothingToShow, "Choose a PDF that Consilience exported.",
		"This file is not a paper that Consilience printed, or it is damaged beyond reading. Nothing was changed.").Because(err)
}

// whyNot says why a file without a readable seal is no paper.
func whyNot(raw []byte, err error) error {
	switch {
	case !bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		return model.Problemf(model.ProblemNothingToShow, "Choose a PDF that Consilience exported.",
			"This file is not a paper that Consilience printed: it is no PDF. Nothing was changed.").Because(err)
	case encryptedAt.Match(raw):
		return model.Problemf(model.ProblemNothingToShow, "Ask whoever sent it for the file as it was exported, without a password.",
			"This PDF was encrypted after it was printed, so nobody can say whether it is a paper of Consilience. Nothing was changed.").Because(err)
	case !bytes.Contains(raw[max(0, len(raw)-2048):], []byte("%%EOF")):
		return model.Problemf(model.ProblemTruncated, "Fetch it or ask for it again, whole.",
			"This PDF ends early: its end is missing, as after a download that broke off. Nothing was changed.").Because(err)
	}
	return notOurs(err)
}

var encryptedAt = regexp.MustCompile(`/Encrypt\s+\d+\s+\d+\s+R`)

// Sealed reports whether a file looks like a paper that this program printed. It
// looks for the seal only; Read says whether it is one.
func Sealed(r io.ReaderAt, size int64) bool {
	if size > mostFile {
		return false
	}
	const step = 1 << 20
	part := make([]byte, step+len(sealMark))
	n, _ := r.ReadAt(part[:min(size, 1024)], 0)
	if !bytes.Contains(part[:n], []byte("%PDF-")) {
		return false
	}
	for from := max(0, size-step); ; from = max(0, from-step) { // it stands near the end
		n, _ := r.ReadAt(part[:min(int64(len(part)), size-from)], from)
		if bytes.Contains(part[:n], []byte(sealMark)) {
			return true
		}
		if from == 0 {
			return false
		}
	}
}

// manifest is what the seal holds.
func (f *pdfFile) manifest() (m manifest, ok bool) {
	seal, ok := f.data(f.dict(f.dict(f.root["PieceInfo"])["Consilience"])["Private"])
	if !ok || json.Unmarshal(seal, &m) != nil || m.Version != 1 {
		return manifest{}, false
	}
	return m, true
}

// sealHolds reports whether the file is byte for byte as it was printed.
func sealHolds(raw []byte) bool {
	at := bytes.LastIndex(raw, []byte(sealMark))
	if at < 0 || at+len(sealMark)+64 > len(raw) {
		return false
	}
	at += len(sealMark)
	h := sha256.New()
	h.Write(raw[:at])
	h.Write(bytes.Repeat([]byte("0"), 64))
	h.Write(raw[at+64:])
	return hex.EncodeToString(h.Sum(nil)) == string(raw[at:at+64])
}

func (f *pdfFile) title() string {
	for _, o := range f.objects {
		if d, ok := o.value.(dict); ok && d["Producer"] != nil && d["Title"] != nil {
			return f.text(d["Title"])
		}
	}
	return ""
}

// attachments are the embedded files in the order of the catalog's list.
func (f *pdfFile) attachments() []Attachment {
	var out []Attachment
	add := func(v any) {
		spec := f.dict(v)
		title := cmp.Or(f.text(spec["UF"]), f.text(spec["F"]))
		ef := f.dict(spec["EF"])
		if ef == nil || title == "" || slices.ContainsFunc(out, func(a Attachment) bool { return a.Name == title }) {
			return
		}
		content, ok := f.data(ef["F"])
		if !ok {
			return
		}
		r, _ := ef["F"].(ref)
		file, _ := f.objects[r].value.(dict)
		mime, _ := f.value(file["Subtype"]).(name)
		relation, _ := f.value(spec["AFRelationship"]).(name)
		out = append(out, Attachment{Name: title, Description: f.text(spec["Desc"]), MIME: string(mime), Relationship: string(relation), Content: bytes.Clone(content)})
	}
	for _, v := range f.array(f.root["AF"]) {
		add(v)
	}
	f.nameTree(f.dict(f.root["Names"])["EmbeddedFiles"], 0, add)
	return out
}

func (f *pdfFile) nameTree(v any, depth int, add func(any)) {
	d := f.dict(v)
	if d == nil || depth > deepest {
		return
	}
	for i, x := range f.array(d["Names"]) {
		if i%2 == 1 {
			add(x)
		}
	}
	for _, k := range f.array(d["Kids"]) {
		f.nameTree(k, depth+1, add)
	}
}

// joinFigures joins the parts of figures that run over lines and pages.
func joinFigures(all, more []PrintedFigure) []PrintedFigure {
	for _, f := range more {
		if n := len(all); n > 0 && all[n-1].ID == f.ID {
			all[n-1].Words = plainWords(all[n-1].Words + " " + f.Words)
			continue
		}
		all = append(all, f)
	}
	return all
}

// compare lists where a file differs from its manifest.
func compare(m manifest, f File, digests []string) []Alteration {
	var out []Alteration
	shown := map[string][]PrintedFigure{}
	for _, p := range f.Figures {
		shown[p.ID] = append(shown[p.ID], p)
	}
	for _, was := range m.Figures {
		var parts []string
		for _, p := range shown[was.ID] {
			parts = append(parts, p.Words)
		}
		delete(shown, was.ID)
		if is := strings.Join(parts, " "); plainWords(is) != was.Words {
			out = append(out, Alteration{AlteredFigure, was.ID, was.Words, is})
		}
	}
	for _, p := range f.Figures {
		if _, added := shown[p.ID]; added {
			out = append(out, Alteration{AlteredFigure, p.ID, "", p.Words})
		}
	}
	for i := range max(len(m.Pages), len(digests)) {
		switch {
		case i >= len(digests):
			out = append(out, Alteration{AlteredPage, strconv.Itoa(i + 1), m.Pages[i], ""})
		case i >= len(m.Pages):
			out = append(out, Alteration{AlteredPage, strconv.Itoa(i + 1), "", digests[i]})
		case m.Pages[i] != digests[i]:
			out = append(out, Alteration{AlteredPage, strconv.Itoa(i + 1), m.Pages[i], digests[i]})
		}
	}
	found := map[string]string{}
	for _, a := range f.Attachments {
		sum := sha256.Sum256(a.Content)
		found[a.Name] = hex.EncodeToString(sum[:])
	}
	for _, was := range m.Files {
		if is := found[was.Name]; is != was.SHA256 {
			out = append(out, Alteration{AlteredAttachment, was.Name, was.SHA256, is})
		}
		delete(found, was.Name)
	}
	for _, a := range f.Attachments {
		if is, added := found[a.Name]; added {
			out = append(out, Alteration{AlteredAttachment, a.Name, "", is})
		}
	}
	return out
}
