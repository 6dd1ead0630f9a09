package sync

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"consilience/model"
	"consilience/sync/decode"
)

// Publication is a feed to be made from a folder of raw exports.
type Publication struct {
	// From is the folder with the exports, as it was fetched into Sources.
	From string
	// To is the folder to write: not there, empty, or a feed of the same name
	// that Publish made, which is then replaced by its next version.
	To string
	// Title, Publisher and Licence are stated for the whole feed; empty fields
	// keep what the descriptor in From says.
	Title, Publisher, Licence string
	// Sources are what a fetch of From gave, with the problems found.
	Sources []model.Snapshot
	// Checks are what was found in the exports, for the feed's page; ChecksCSV
	// is the same list as the file checks.csv. Both without personal data.
	Checks    []model.Check
	ChecksCSV []byte
	// Created is the time that the descriptor states.
	Created time.Time
}

// Published is what Publish made.
type Published struct {
	Folder    string              `json:"folder"`
	Version   string              `json:"version"`
	Resources []PublishedResource `json:"resources"`
}

// PublishedResource is one file of the feed.
type PublishedResource struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Table  int    `json:"table,omitempty"` // of a document; 0 for all of the file
	Source string `json:"source"`
	Format string `json:"format"`
	Bytes  int64  `json:"bytes"`
	Hash   string `json:"hash"`
	Rows   int    `json:"rows"`
}

// The files that Publish writes beside the exports.
const (
	indexName      = "index.html"
	dictionaryName = "data-dictionary.csv"
	snapshotsName  = "snapshots.json"
	checksName     = "checks.csv"
)

// Publish writes a feed that any static web server can hand out: the files
// byte for byte as they are (they keep whatever personal data they hold: who
// calls has asked), datapackage.json with their digests, a data dictionary,
// the checks, the list of the feed's versions so far, and a page for people.
// The folder appears complete or not at all; an earlier version of the feed
// there is replaced only by a complete one. The error is a *model.Problem.
func Publish(ctx context.Context, p Publication) (Published, error) {
	if len(p.Sources) == 0 {
		return Published{}, model.Problemf(model.ProblemNothingToShow, "Choose a folder with exports that the README lists.", "There is nothing to publish in %s.", p.From)
	}
	earlier, err := earlierVersions(p.To)
	if err != nil {
		return Published{}, err
	}
	parent := filepath.Dir(p.To)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return Published{}, notWritten(p.To, err)
	}
	tmp, err := os.MkdirTemp(parent, ".consilience-feed-*")
	if err != nil {
		return Published{}, notWritten(p.To, err)
	}
	defer os.RemoveAll(tmp) // gone already if all went well
	w := &feedWriter{Publication: p, ctx: ctx, dir: tmp, version: len(earlier) + 1}
	if err := w.write(earlier); err != nil {
		return Published{}, model.AsProblem(err, "The feed could not be written. What stood at "+p.To+" before is unchanged.")
	}
	if err := swap(tmp, p.To); err != nil {
		return Published{}, notWritten(p.To, err)
	}
	return Published{Folder: p.To, Version: w.versionWord(), Resources: w.done}, nil
}

func notWritten(to string, err error) *model.Problem {
	return (&model.Problem{Say: "The feed could not be written to " + to + ". What stood there before is unchanged.", Do: "Choose another folder."}).Because(err)
}

// swap puts the new folder in the place of the old one.
func swap(tmp, to string) error {
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	old := tmp + ".old"
	err := os.Rename(to, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if rerr := os.Rename(tmp, to); rerr != nil {
		if err == nil {
			rerr = errors.Join(rerr, os.Rename(old, to))
		}
		return rerr
	}
	if err == nil {
		return os.RemoveAll(old)
	}
	return nil
}

// version is an entry of snapshots.json: a descriptor as it once was. Each
// holds the hash of the entry before, so that history cannot be rewritten
// unseen.
type version struct {
	Sequence   int    `json:"sequence"`
	Created    string `json:"created"`
	Descriptor string `json:"descriptor"` // SHA-256 of datapackage.json
	Before     string `json:"before"`     // SHA-256 of the entry before, as JSON; empty for the first
}

// hash is the SHA-256 of the entry as compact JSON.
func (v version) hash() string {
	b, _ := json.Marshal(v) // strings and a number always marshal
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// earlierVersions reads the versions of a feed at to, and refuses a folder that
// holds something else: it would be lost.
func earlierVersions(to string) ([]version, error) {
	entries, err := os.ReadDir(to)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, notWritten(to, err)
	}
	refuse := func(why string) error {
		return model.Problemf(model.ProblemRefused, "Choose a new folder, or the folder of a feed that was made here before.",
			"%s is not empty and %s. It was left as it is.", to, why)
	}
	b, err := os.ReadFile(filepath.Join(to, snapshotsName))
	if err != nil {
		return nil, refuse("not a feed made by Consilience")
	}
	var list []version
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, refuse("its " + snapshotsName + " cannot be read")
	}
	before := ""
	for i, v := range list {
		if v.Sequence != i+1 || v.Before != before {
			return nil, refuse("the chain in its " + snapshotsName + " is broken")
		}
		before = v.hash()
	}
	return list, nil
}

// feedWriter writes one feed.
type feedWriter struct {
	Publication
	ctx     context.Context
	dir     string
	version int
	done    []PublishedResource
	columns []decode.Column
}

func (w *feedWriter) versionWord() string { return fmt.Sprintf("%d.0.0", w.version) }

func (w *feedWriter) write(earlier []version) error {
	var draft map[string]any
	if b, err := os.ReadFile(filepath.Join(w.From, descriptorName)); err == nil {
		if err := json.Unmarshal(b, &draft); err != nil {
			return model.AsProblem(err, descriptorName+" in "+w.From+" is not written as it should be.")
		}
	}
	if draft == nil {
		draft = map[string]any{}
	}
	for _, s := range w.Sources {
		for _, f := range s.Files {
			if err := w.file(s, f); err != nil {
				return err
			}
		}
	}
	if err := w.dictionary(); err != nil {
		return err
	}
	if err := w.put(checksName, w.ChecksCSV); err != nil {
		return err
	}
	descriptor, err := w.descriptor(draft)
	if err != nil {
		return err
	}
	if err := w.put(descriptorName, descriptor); err != nil {
		return err
	}
	sum := sha256.Sum256(descriptor)
	now := version{Sequence: w.version, Created: w.Created.UTC().Format(time.RFC3339), Descriptor: hex.EncodeToString(sum[:])}
	if len(earlier) > 0 {
		now.Before = earlier[len(earlier)-1].hash()
	}
	history, err := json.MarshalIndent(append(earlier, now), "", "  ")
	if err != nil {
		return err
	}
	if err := w.put(snapshotsName, append(history, '\n')); err != nil {
		return err
	}
	return w.page(draft)
}

func (w *feedWriter) put(name string, b []byte) error {
	return os.WriteFile(filepath.Join(w.dir, filepath.FromSlash(name)), b, 0o644)
}

// file copies one export, byte for byte, and makes sure that it still is what
// was checked.
func (w *feedWriter) file(s model.Snapshot, f model.File) error {
	if err := w.ctx.Err(); err != nil {
		return stopped(err)
	}
	for _, own := range []string{descriptorName, indexName, dictionaryName, snapshotsName, checksName} {
		if strings.EqualFold(f.Path, own) {
			return model.Problemf(model.ProblemRefused, "Rename it.", "%s has the name of a file that the feed itself needs.", f.Path)
		}
	}
	if i := slices.IndexFunc(w.done, func(r PublishedResource) bool { return r.Path == f.Path }); i >= 0 {
		again := w.done[i] // another table of a document that is there already
		again.Table, again.Source, again.Format, again.Rows, again.Name = f.Table, s.Source.ID, string(s.Format), f.RowsRead, s.Source.ID
		w.done = append(w.done, again)
		return nil
	}
	from, err := os.Open(filepath.Join(w.From, filepath.FromSlash(f.Path)))
	if err != nil {
		return err
	}
	defer from.Close()
	at := filepath.Join(w.dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	to, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	digest := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, digest), from)
	if err == nil {
		var look decode.Look
		if look, err = decode.LookAt(f.Path, to); err == nil {
			w.columns = append(w.columns, decode.Columns(look, s.Format)...)
		}
	}
	if cerr := to.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if got := hex.EncodeToString(digest.Sum(nil)); got != f.SHA256 {
		return model.Problemf(model.ProblemHashDiffers, "Publish again when nobody works on the folder.", "%s was changed while it was being published.", f.Path)
	}
	w.done = append(w.done, PublishedResource{
		Name: model.NamedID(strings.TrimSuffix(f.Path, path.Ext(f.Path)), "file"), Path: f.Path, Table: f.Table, Source: s.Source.ID, Format: string(s.Format),
		Bytes: n, Hash: "sha256:" + f.SHA256, Rows: f.RowsRead,
	})
	return nil
}

// descriptor writes datapackage.json. What a draft in the folder says of the
// feed and of a resource stays; digests, sizes and formats are set.
func (w *feedWriter) descriptor(draft map[string]any) ([]byte, error) {
	drafts := map[string]map[string]any{}
	if list, ok := draft["resources"].([]any); ok {
		for _, r := range list {
			if r, ok := r.(map[string]any); ok {
				if p, ok := r["path"].(string); ok {
					property, _ := r["consilience"].(map[string]any)
					table, _ := property["table"].(float64)
					drafts[draftKey(p, int(table))] = r
				}
			}
		}
	}
	set(draft, "title", w.Title)
	if w.Publisher != "" {
		draft["contributors"] = []any{map[string]any{"title": w.Publisher, "roles": []string{"publisher"}}}
	}
	if w.Licence != "" {
		draft["licenses"] = []any{map[string]any{"name": w.Licence}}
	}
	if _, ok := draft["name"]; !ok {
		title, _ := draft["title"].(string)
		draft["name"] = cmp.Or(model.Slug(title), "consultation")
	}
	draft["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json"
	draft["version"], draft["created"] = w.versionWord(), w.Created.UTC().Format(time.RFC3339)
	var resources []any
	names := map[string]bool{}
	for i, r := range w.done {
		out := drafts[draftKey(r.Path, r.Table)]
		if out == nil {
			out = map[string]any{}
		}
		if _, ok := out["name"]; !ok {
			name := cmp.Or(r.Name, fmt.Sprintf("file-%d", i+1))
			for n := 2; names[name]; n++ {
				name = fmt.Sprintf("%s-%d", r.Name, n)
			}
			out["name"] = name
		}
		name, _ := out["name"].(string)
		names[name] = true
		out["path"], out["bytes"], out["hash"] = r.Path, r.Bytes, r.Hash
		w.describe(out, r)
		resources = append(resources, out)
	}
	draft["resources"] = resources
	b, err := json.MarshalIndent(draft, "", "  ")
	return append(b, '\n'), err
}

// draftKey tells the resources of a draft apart.
func draftKey(p string, table int) string { return fmt.Sprintf("%s#%d", p, table) }

// describe adds what Consilience knows of a resource: its source, channel and
// format, its columns.
func (w *feedWriter) describe(out map[string]any, r PublishedResource) {
	property, _ := out["consilience"].(map[string]any)
	if property == nil {
		property = map[string]any{}
	}
	at := slices.IndexFunc(w.Sources, func(s model.Snapshot) bool { return s.Source.ID == r.Source })
	s := w.Sources[at]
	for key, value := range map[string]string{"source": s.Source.ID, "channel": string(s.Channel), "format": string(s.Format)} {
		if _, ok := property[key]; !ok {
			property[key] = value
		}
	}
	if s.Mapping != nil {
		property["mapping"] = s.Mapping
	}
	if r.Table > 0 {
		property["table"] = r.Table
	}
	out["consilience"] = property
	if _, ok := out["title"]; !ok {
		out["title"] = s.Title
	}
	var fields []any
	for _, c := range w.columns {
		if c.File == r.Path {
			field := map[string]any{"name": c.Head, "type": c.Type}
			if c.Meaning != "" {
				field["description"] = c.Meaning
			}
			fields = append(fields, field)
		}
	}
	if _, ok := out["schema"]; !ok && len(fields) > 0 {
		out["schema"] = map[string]any{"fields": fields}
	}
}

func set(m map[string]any, key, value string) {
	if value != "" {
		m[key] = value
	}
}
