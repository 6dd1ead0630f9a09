package sync

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// folder is a feed on a disk, or the sample. Its file system leads nowhere
// out of it.
type folder struct {
	fsys fs.FS
	base string   // the folder's address: an absolute path, or "sample"
	root *os.Root // to be closed; nil for the sample
}

func (o *folder) close() {
	if o.root != nil {
		_ = o.root.Close() // only read from
	}
}

func (o *folder) address(p string) string {
	if o.root == nil {
		return path.Join(o.base, p)
	}
	return filepath.Join(o.base, filepath.FromSlash(p))
}

// plan reads the descriptor, or looks at the files if there is none.
func (o *folder) plan(ctx context.Context, f *fetch) ([]source, error) {
	if f.single != "" {
		return o.lookAt(ctx, f, []string{f.single})
	}
	file, err := o.open(descriptorName)
	if errors.Is(err, fs.ErrNotExist) {
		paths, err := o.list(f)
		if err != nil {
			return nil, err
		}
		return o.lookAt(ctx, f, paths)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, f.options.Limits.Descriptor+1))
	if err != nil {
		return nil, model.AsProblem(err, "The folder's "+descriptorName+" could not be read. Nothing was changed.")
	}
	if int64(len(b)) > f.options.Limits.Descriptor {
		return nil, largeDescriptor(f.options.Limits.Descriptor)
	}
	return f.readFeed(b)
}

func largeDescriptor(limit int64) *model.Problem {
	return model.Problemf(model.ProblemTooLarge, "Ask the publisher for a smaller one.",
		"The feed's descriptor is larger than %d bytes, which is the most that is read. Nothing was changed.", limit)
}

// open opens a regular file: no device or pipe, on which reading might wait
// for ever, and nothing to which a link leads out of the folder.
func (o *folder) open(p string) (fs.File, error) {
	info, err := fs.Stat(o.fsys, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(p, err)
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, leadsOut(p, err)
	}
	file, err := o.fsys.Open(p)
	if err != nil {
		return nil, model.AsProblem(err, p+" cannot be opened. What was here before is unchanged.")
	}
	return file, nil
}

func noFile(p string, err error) *model.Problem {
	q := model.Problemf(model.ProblemNotReachable, "Ask the publisher for the file.", "%s is missing from the feed. What was here before is unchanged.", p).Because(err)
	q.File = p
	return q
}

func leadsOut(p string, err error) *model.Problem {
	q := model.Problemf(model.ProblemRefused, "Put the file itself into the folder.", "%s is not a file of this folder, or leads out of it. It was left aside.", p).Because(err)
	q.File = p
	return q
}

// foldersDeep is how many folders within folders are looked into. Whoever sorts
// exports by channel, place and day needs four.
const foldersDeep = 8

// list names the files of the folder and of the folders in it, in order.
// Hidden files belong to the system and are passed over.
func (o *folder) list(f *fetch) ([]string, error) {
	var paths []string
	var walk func(dir string, depth int) error
	walk = func(dir string, depth int) error {
		entries, err := fs.ReadDir(o.fsys, dir)
		if err != nil {
			return model.AsProblem(err, "The folder "+path.Join(o.base, dir)+" cannot be read. Nothing was changed.")
		}
		for _, e := range entries {
			p := path.Join(dir, e.Name())
			if strings.HasPrefix(e.Name(), ".") {
				continue
			}
			info, err := fs.Stat(o.fsys, p)
			switch {
			case err == nil && info.IsDir() && depth > 0 && e.Type()&fs.ModeSymlink == 0:
				if err := walk(p, depth-1); err != nil {
					return err
				}
			case err == nil && info.IsDir():
				f.delivery.Problems = append(f.delivery.Problems, model.Problem{
					Kind: model.ProblemUnrecognised, File: p, Do: "Open it by itself if it belongs to the consultation.",
					Say: "The folder " + p + " was not looked into.",
				})
			case err != nil || !info.Mode().IsRegular():
				q := leadsOut(p, err)
				q.Kind = model.ProblemUnrecognised // nobody named it
				f.delivery.Problems = append(f.delivery.Problems, *q)
			default:
				paths = append(paths, p)
			}
			if len(paths) > f.options.Limits.Resources {
				return model.Problemf(model.ProblemTooLarge, "Choose the folder of one consultation.",
					"The folder holds more than %d files, which is the most that is read. Nothing was changed.", f.options.Limits.Resources)
			}
		}
		return nil
	}
	return paths, walk(".", foldersDeep)
}

// lookAt makes sources of files by what they hold: a table is a source under
// its own name, the Polis files of a folder are one under the folder's. What
// is not recognised becomes a problem of the delivery.
func (o *folder) lookAt(ctx context.Context, f *fetch, paths []string) ([]source, error) {
	var sources []source
	sets := map[string]string{} // folder → the first set of Polis files in it
	data := map[string]bool{}   // folders that hold something else than prose
	var texts []prose
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.report(model.Progress{What: "Looking at " + p})
		kind, mapping, size, names, problem := o.kind(f, p)
		if problem == nil && mapping == nil {
			var found bool
			if sources, found, problem = o.published(f, sources, kind, wanted{path: p, bytes: size}); found {
				data[path.Dir(p)] = true
				continue
			}
		}
		if problem != nil {
			data[path.Dir(p)] = data[path.Dir(p)] || decode.Readable(p) && !decode.IsProse(p)
			f.delivery.Problems = append(f.delivery.Problems, *problem)
			continue
		}
		if kind.Format == model.FormatNotes && f.single == "" {
			texts = append(texts, prose{wanted{path: p, bytes: size}, kind.Part, names})
			continue
		}
		data[path.Dir(p)] = true
		if kind.Part == "unused" {
			if f.single != "" {
				return nil, model.Problemf(model.ProblemNothingToShow, "Open the folder with the whole export.",
					"%s belongs to a Polis export and tells nothing without its other files. Nothing was changed.", p)
			}
			continue
		}
		name := strings.TrimSuffix(path.Base(p), path.Ext(p))
		if f.single == "" && together(kind.Format) && kind.Format != model.FormatPolisExport {
			name = path.Base(filepath.ToSlash(o.address(path.Dir(p))))
		}
		if kind.Format == model.FormatPolisExport && f.single == "" {
			dir := path.Dir(p)
			name = path.Base(filepath.ToSlash(o.address(dir)))
			if first, ok := sets[dir]; !ok {
				sets[dir] = kind.Set
			} else if first != kind.Set {
				name += "-" + kind.Set
			}
		}
		id, title := called(name, "source")
		sources = join(sources, f.feed, id, title, kind.Format, wanted{path: p, bytes: size})
		mapped(&sources[len(sources)-1].Source, mapping)
	}
	return o.notes(f, sources, texts, data), nil
}

// prose is a document of a folder, or a register, which may name documents.
type prose struct {
	wanted
	part  string
	names []string
}

// notes makes one source of a folder's documents and their register. Documents
// that say in their first lines what they are notes of, and those that a
// register names, are taken in any case, others where the folder holds no data.
// The rest is listed with what to do. A register without documents is a source
// of its own.
func (o *folder) notes(f *fetch, sources []source, texts []prose, data map[string]bool) []source {
	taken := map[string]bool{}    // folders with notes
	var named = map[string]bool{} // documents that a register of their folder names
	for _, r := range texts {
		for _, word := range r.names {
			for _, t := range texts {
				if path.Dir(t.path) == path.Dir(r.path) && decode.Names(word, t.path) {
					named[t.path] = true
				}
			}
		}
	}
	notes := func(t prose) bool {
		return t.part == decode.PartNote || t.part != decode.PartRegister && named[t.path] || t.part == decode.PartProse && !data[path.Dir(t.path)]
	}
	for _, t := range texts {
		taken[path.Dir(t.path)] = taken[path.Dir(t.path)] || notes(t)
	}
	for _, t := range texts {
		dir := path.Dir(t.path)
		name := path.Base(filepath.ToSlash(o.address(dir)))
		if t.part == decode.PartRegister && !taken[dir] {
			name = strings.TrimSuffix(path.Base(t.path), path.Ext(t.path))
		}
		if t.part == decode.PartRegister || notes(t) {
			id, title := called(name, "notes")
			sources = join(sources, f.feed, id, title, model.FormatNotes, t.wanted)
			continue
		}
		f.delivery.Problems = append(f.delivery.Problems, model.Problem{
			Kind: model.ProblemUnrecognised, File: t.path,
			Say: t.path + " is a text beside other files. It was not taken for notes of a meeting; it was left aside.",
			Do:  "If it is a note, open it by itself, begin it with lines such as “Date: …” and “Place: …”, or name it in a register (a table with the columns File, Date, Place, Participants).",
		})
	}
	return sources
}

// together says whether the files of a format that lie in one folder are one
// source: the parts of a Polis export, notes, transcripts, a project's
// highlights with its codebook, the pages of an interface.
func together(f model.Format) bool {
	switch f {
	case model.FormatPolisExport, model.FormatNotes, model.FormatSpeakerTurns, model.FormatTaguetteTable, model.FormatDovetailAPI:
		return true
	}
	return false
}

// called gives a source its id by the name of a file or folder, and that name as
// its title where the id does not say all of it.
func called(name, otherwise string) (id, title string) {
	if id = model.NamedID(name, otherwise); id != cmp.Or(model.Slug(name), otherwise) {
		title = name
	}
	return id, title
}

// join adds a file to the source it belongs to. Only files of formats that are
// together do; a second table of the same name gets a number.
// Without a title it is called by its id.
func join(sources []source, feed, id, title string, format model.Format, w wanted) []source {
	name := id
	for n := 2; ; n++ {
		at := slices.IndexFunc(sources, func(s source) bool { return s.ID == name })
		if at < 0 {
			return append(sources, source{
				Source: model.Source{ID: name, Title: cmp.Or(title, name), Channel: decode.UsualChannel(format), Format: format, Feed: feed},
				files:  []wanted{w},
			})
		}
		if together(format) && sources[at].Format == format {
			sources[at].files = append(sources[at].files, w)
			return sources
		}
		name = id + "-" + strconv.Itoa(n)
	}
}

// kind looks at the beginning of a file; of a register it also gives the files
// that it names.
func (o *folder) kind(f *fetch, p string) (decode.Kind, *model.KnownMapping, int64, []string, *model.Problem) {
	look, file, err := o.look(p)
	if err != nil {
		return decode.Kind{}, nil, 0, nil, model.AsProblem(err, p+" cannot be read.")
	}
	defer file.Close()
	look.PDFs = f.pdfs
	kind, mapping, problem := f.recogniseMapped(look, "", o.address(p))
	var names []string
	if problem == nil && kind.Part == decode.PartRegister {
		names = decode.RegisterFiles(&look)
	}
	return kind, mapping, look.Size, names, problem
}

// take hashes a file where it lies, and copies it if its content is new. One
// that no source here comes from is new most likely, and copied at once.
func (o *folder) take(ctx context.Context, f *fetch, w wanted) (model.File, error) {
	if !f.fetchedBefore(o.address(w.path)) {
		return o.keep(ctx, f, w)
	}
	file, err := o.open(w.path)
	if err != nil {
		return model.File{}, err
	}
	defer file.Close()
	digest, room, done := sha256.New(), f.room, f.progress.Done
	n, err := f.copy(ctx, digest, file, w.path)
	if err != nil {
		return model.File{}, err
	}
	got := hex.EncodeToString(digest.Sum(nil))
	if p := differs(w, n, got); p != nil {
		return model.File{}, p
	}
	if f.has(got) {
		return model.File{Address: o.address(w.path), SHA256: got, Bytes: n}, nil
	}
	f.room, f.progress.Done = room, done // it is read once more, and counts once
	return o.keep(ctx, f, w)
}

// fetchedBefore says whether a source here has a file from this address.
func (f *fetch) fetchedBefore(address string) bool {
	return slices.ContainsFunc(f.heads, func(h model.Snapshot) bool {
		return slices.ContainsFunc(h.Files, func(file model.File) bool { return file.Address == address })
	})
}

// keep copies a file and hashes what it copied.
func (o *folder) keep(ctx context.Context, f *fetch, w wanted) (model.File, error) {
	file, err := o.open(w.path)
	if err != nil {
		return model.File{}, err
	}
	defer file.Close()
	part, err := newPart(f.shelf.PartialDir(), sidecar{Address: o.address(w.path)})
	if err != nil {
		return model.File{}, err
	}
	defer part.close()
	if _, err := f.copy(ctx, part, file, w.path); err != nil {
		return model.File{}, errors.Join(err, part.drop())
	}
	kept := model.File{Address: o.address(w.path), SHA256: part.sum(), Bytes: part.size}
	if p := differs(w, kept.Bytes, kept.SHA256); p != nil {
		return model.File{}, errors.Join(p, part.drop())
	}
	return kept, f.hold(part, w, false)
}

// copy streams a file, within the limits. Its bytes use up the room of this
// fetch and move the progress.
func (f *fetch) copy(ctx context.Context, to io.Writer, from io.Reader, name string) (n int64, err error) {
	buf := make([]byte, 128<<10)
	for {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		k, err := from.Read(buf)
		if k > 0 {
			n += int64(k)
			f.room -= int64(k)
			f.grow(name, int64(k))
			if n > f.options.Limits.File || f.room < 0 {
				return n, f.tooLarge(name)
			}
			if _, err := to.Write(buf[:k]); err != nil {
				return n, writing(err)
			}
		}
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, model.AsProblem(err, name+" could not be read to its end. What was here before is unchanged.")
		}
	}
}
