package decode

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	_ "modernc.org/sqlite" // reads the database

	"consilience/model"
	"consilience/sync/refi"
)

// Limits on a Taguette database, whose makers anybody may be.
const (
	taguetteTime = 60 * time.Second
	taguetteRows = 1_000_000 // of each table
)

// recogniseTaguette looks for the tables' definitions, which stand in the first
// pages of the database.
func recogniseTaguette(l *Look) (Kind, bool) {
	if !l.isDatabase() {
		return Kind{}, false
	}
	schema := l.Head
	if l.File != nil { // the tables' definitions may stand anywhere
		schema = make([]byte, min(max(l.Size, 0), taguetteSchema))
		n, err := l.File.ReadAt(schema, 0)
		if err != nil && err != io.EOF {
			return Kind{}, false
		}
		schema = schema[:n]
	}
	for _, table := range []string{"highlight_tags", "documents", "highlights", "alembic_version"} {
		if !bytes.Contains(schema, []byte("CREATE TABLE "+table)) {
			return Kind{}, false
		}
	}
	return Kind{Format: model.FormatTaguette}, true
}

// taguetteSchema is how much of a database is looked through for its tables.
const taguetteSchema = 64 << 20

// readTaguette reads projects of Taguette. A file from a server may hold
// several: each note says which it is of.
func readTaguette(j *job) error {
	for i := range j.content.Snapshot.Files {
		if err := j.taguetteFile(&j.content.Snapshot.Files[i]); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) taguetteFile(file *model.File) error {
	f, err := j.open(file.SHA256)
	if err != nil {
		return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	in := &input{File: file, problems: &problems{file: file.Path}, ctx: j.ctx, file: f}
	defer f.Close()
	in.RowsRead, in.RowsSkipped = 0, 0
	return j.readInput(in, func(in *input) error {
		ctx, stop := context.WithTimeout(j.ctx, taguetteTime)
		defer stop()
		err := (&taguette{j: j, in: in, ctx: ctx}).read(f.Name())
		switch p := (*model.Problem)(nil); {
		case err == nil, errors.As(err, &p), j.ctx.Err() != nil:
			return err
		case ctx.Err() != nil:
			return wrong(model.ProblemTooLarge, in.Path, "Export the project again; the file may be made to do harm.", "%s takes more than a minute to read. It was not used.", in.Path)
		}
		return wrong(model.ProblemTruncated, in.Path, "Export the project from Taguette again.", "%s is no Taguette project, or a damaged one. It was not used.", in.Path).Because(err)
	})
}

// taguette reads one database.
type taguette struct {
	j   *job
	in  *input
	ctx context.Context
	db  *sql.DB

	projects map[int64]string
	tags     map[int64]string // names by id
	texts    map[int64]*taguetteText
	excerpts map[int64]int // positions by highlight
	first    struct{ tags, notes, excerpts int }
}

// taguetteText is a document with its text.
type taguetteText struct {
	note string
	text *htmlText
}

// read opens the database so that nothing can be written, and no function of a
// hostile schema be called.
func (t *taguette) read(file string) error {
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	address := "file:" + escapedPath(filepath.ToSlash(abs)) + "?mode=ro&immutable=1&_pragma=trusted_schema(0)&_pragma=query_only(1)&_pragma=cell_size_check(1)&_pragma=mmap_size(0)"
	if t.db, err = sql.Open("sqlite", address); err != nil {
		return err
	}
	defer t.db.Close() // only read from
	t.db.SetMaxOpenConns(1)
	for _, table := range []string{"projects", "documents", "tags", "highlights", "highlight_tags"} {
		var kind string
		if err := t.db.QueryRowContext(t.ctx, "SELECT type FROM sqlite_master WHERE name = ?", table).Scan(&kind); err != nil || kind != "table" {
			return fmt.Errorf("there is no table %s: %w", table, err)
		}
	}
	c := &t.j.content
	t.first.tags, t.first.notes, t.first.excerpts = len(c.Tags), len(c.Notes), len(c.Excerpts)
	for _, step := range []func() error{t.readProjects, t.readTags, t.readDocuments, t.readHighlights, t.readTaggings} {
		if err := step(); err != nil {
			return err
		}
	}
	for i := range c.Excerpts[t.first.excerpts:] {
		if len(c.Excerpts[t.first.excerpts+i].Tags) > 0 {
			continue
		}
		t.in.problems.add(0, model.ProblemAssumed, "", "%s has highlights without a tag; they are kept as passages.", t.in.Path)
		break
	}
	countTags(c.Tags[t.first.tags:], c.Notes[t.first.notes:], c.Excerpts[t.first.excerpts:])
	if t.in.RowsRead == 0 {
		return wrong(model.ProblemUnrecognised, t.in.Path, "Export the project from Taguette again.", "%s holds no document and no tag. It was not used.", t.in.Path)
	}
	return nil
}

// escapedPath writes a path as a URI's.
func escapedPath(p string) string {
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // a drive's letter
	}
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(p)
}

// each runs a query and hands over its rows, within the limit.
func (t *taguette) each(query string, row func(*sql.Rows) error) error {
	rows, err := t.db.QueryContext(t.ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() // rows.Err says what went wrong
	for n := 0; rows.Next(); n++ {
		if n >= taguetteRows {
			return wrong(model.ProblemTooLarge, t.in.Path, "Divide the project.", "%s has more than a million rows in a table. It was not used.", t.in.Path)
		}
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t *taguette) readProjects() error {
	t.projects = map[int64]string{}
	taken, names := refi.Unique{}, []string{}
	err := t.each("SELECT id, substr(name, 1, 1000) FROM projects ORDER BY id", func(r *sql.Rows) error {
		var id int64
		var name string
		if err := r.Scan(&id, &name); err != nil {
			return err
		}
		t.projects[id] = taken.Name(orElse(name, "Project"))
		names = append(names, t.projects[id])
		return nil
	})
	if err != nil {
		return err
	}
	if s := &t.j.content.Snapshot; len(names) == 1 && s.Title == s.Source.ID {
		s.Title = names[0]
	}
	if len(names) > 1 {
		t.in.problems.add(0, model.ProblemAssumed, "Export one project alone if the others do not belong here.",
			"%s holds %d projects: %s. All were read; each note and tag says of which it is.", t.in.Path, len(names), strings.Join(names[:min(len(names), 20)], ", "))
	}
	return nil
}

// readTags reads the codebook. Where several projects have a tag of one name,
// the project's is added.
func (t *taguette) readTags() error {
	t.tags = map[int64]string{}
	taken := refi.Unique{}
	for _, tag := range t.j.content.Tags {
		taken[tag.Name] = true
	}
	return t.each("SELECT id, project_id, substr(path, 1, 10000), substr(description, 1, 1000000) FROM tags ORDER BY project_id, id", func(r *sql.Rows) error {
		var id, project int64
		var name, description string
		if err := r.Scan(&id, &project, &name, &description); err != nil {
			return err
		}
		label := orElse(strings.TrimSpace(name), "(unnamed)")
		tag := model.Tag{
			Source: t.j.source(), Name: label, Description: description, Language: t.j.content.Snapshot.Language,
			Cluster: taguetteCluster(label), GUID: taguetteGUID(name), File: t.in.Path,
		}
		if len(t.projects) > 1 {
			tag.Cluster = t.projects[project]
			if taken[tag.Name] {
				tag.Name += " (" + t.projects[project] + ")"
			}
		}
		if tag.Name = taken.Name(tag.Name); tag.Name != label {
			tag.Label, tag.GUID = label, ""
		}
		t.tags[id] = tag.Name
		t.j.content.Tags = append(t.j.content.Tags, tag)
		t.in.RowsRead++
		return nil
	})
}

// taguetteCluster is what stands before the first dot of a tag's path, by which
// Taguette's tags are put in families.
func taguetteCluster(name string) string {
	before, after, ok := strings.Cut(name, ".")
	if !ok || before == "" || after == "" || strings.HasPrefix(after, " ") {
		return refi.Family(name)
	}
	return before
}

// taguetteGUID is the GUID that Taguette gives a tag in its codebook: the
// version 5 UUID of its path.
func taguetteGUID(name string) string {
	return refi.GUIDIn("51B2B2B7-27EB-4ECB-9D56-E75B0A0496C2", name)
}

func (t *taguette) readDocuments() error {
	t.texts = map[int64]*taguetteText{}
	query := fmt.Sprintf("SELECT id, project_id, substr(name, 1, 1000), substr(description, 1, 1000000), created, length(CAST(contents AS BLOB)), CASE WHEN length(CAST(contents AS BLOB)) <= %d THEN contents ELSE '' END FROM documents ORDER BY project_id, id", maxPlainText)
	return t.each(query, func(r *sql.Rows) error {
		var id, project, size int64
		var name, description, contents string
		var created any
		if err := r.Scan(&id, &project, &name, &description, &created, &size, &contents); err != nil {
			return err
		}
		if size > maxPlainText {
			return wrong(model.ProblemTooLarge, t.in.Path, "Divide the text.", "%s was not read: the document “%s” is larger than %d MB. Nothing was changed.", t.in.Path, name, maxPlainText>>20)
		}
		text := newHTMLText(strings.ToValidUTF8(contents, "\uFFFD"))
		note := model.Note{
			Source: t.j.source(), ID: fmt.Sprintf("document-%d", id), Title: name, Text: text.text.text(),
			Language: t.j.content.Snapshot.Language, File: t.in.Path, Line: int(id),
		}
		if description != "" {
			note.Attributes = map[string]string{"description": description}
		}
		if len(t.projects) > 1 {
			if note.Attributes == nil {
				note.Attributes = map[string]string{}
			}
			note.Attributes["project"] = t.projects[project]
		}
		t.texts[id] = &taguetteText{note.ID, text}
		t.j.content.Notes = append(t.j.content.Notes, note)
		t.in.RowsRead++
		return nil
	})
}

// readHighlights finds the passages: by their positions, which count bytes of
// UTF-8 over all text of the document, and else by their words.
func (t *taguette) readHighlights() error {
	t.excerpts = map[int64]int{}
	return t.each("SELECT id, document_id, start_offset, end_offset, substr(snippet, 1, 1000000) FROM highlights ORDER BY id", func(r *sql.Rows) error {
		var id, document, start, end int64
		var snippet string
		if err := r.Scan(&id, &document, &start, &end, &snippet); err != nil {
			return err
		}
		x := model.Excerpt{Source: t.j.source(), ID: fmt.Sprintf("highlight-%d", id), Language: t.j.content.Snapshot.Language, File: t.in.Path, Line: int(id), Unanchored: true}
		words := newHTMLText(strings.ToValidUTF8(snippet, "\uFFFD")).text
		x.Text = strings.TrimSpace(words.text())
		where := t.texts[document]
		if where != nil {
			x.Note = where.note
			if p := where.text.find(start, end, x.Text); p.ok {
				x.Start, x.End, x.Unanchored, x.Text = p.start, p.end, false, where.text.text.cut(p.start, p.end)
			}
		}
		if x.Unanchored {
			t.in.problems.add(uint32(max(0, min(id, maxCount))), model.ProblemUnanchored, "Look it up in Taguette.",
				"Highlight %d is said to stand from byte %d to %d of its document and is not found there. It is kept with its tags, without a place.", id, start, end)
		}
		t.excerpts[id] = len(t.j.content.Excerpts)
		t.j.content.Excerpts = append(t.j.content.Excerpts, x)
		t.in.RowsRead++
		return nil
	})
}

func (t *taguette) readTaggings() error {
	return t.each("SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id", func(r *sql.Rows) error {
		var highlight, tag int64
		if err := r.Scan(&highlight, &tag); err != nil {
			return err
		}
		i, ok := t.excerpts[highlight]
		name, known := t.tags[tag]
		if !ok || !known {
			t.in.skip(uint32(max(0, min(highlight, maxCount))), "highlight %d or tag %d is not there", highlight, tag)
			return nil
		}
		x := &t.j.content.Excerpts[i]
		x.Tags = append(x.Tags, model.Tagging{Tag: name})
		return nil
	})
}

// find gives a highlight's place in the plain text.
func (h *htmlText) find(start, end int64, words string) place {
	p := place{}
	if start >= 0 && start < end && end <= int64(h.bytes) {
		p = h.trimmed(h.at(int(start)), h.at(int(end)))
	}
	if p.ok && (words == "" || squeeze(h.text.cut(p.start, p.end)) == squeeze(words)) {
		return p
	}
	if utf8.RuneCountInString(words) >= 3 {
		if found := h.text.nearest(squeeze(words), p.start, false, 0); found.ok {
			return found
		}
	}
	return p
}
