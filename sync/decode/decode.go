package decode

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"

	"golang.org/x/text/transform"

	"consilience/model"
)

// Version changes whenever the same bytes give other records. A store makes
// the records of an older version anew from the files it keeps.
const Version = "6"

// Snapshot decodes a source from its files, which open finds by digest
// and has verified. Source.Format and the files' paths tell how. The content's snapshot is s with its problems, rows read and rows
// skipped set anew; everything else of s stays, but for a Title that is the
// bare ID: it becomes the topic that the files themselves state, if any.
//
// The error is a *model.Problem if the source cannot be decoded as a whole, or
// ctx's own. Rows that cannot be read don't stop it: each is skipped and has a
// problem in the snapshot.
func Snapshot(ctx context.Context, s model.Snapshot, open func(sha256 string) (*os.File, error)) (model.Content, error) {
	return SnapshotWatched(ctx, s, open, func(int64) {})
}

// SnapshotWatched is Snapshot that calls read whenever more bytes of a text
// file were read, with their number. What is packed is read unseen.
func SnapshotWatched(ctx context.Context, s model.Snapshot, open func(sha256 string) (*os.File, error), read func(n int64)) (model.Content, error) {
	how := formatOf(s.Format)
	if how == nil {
		return model.Content{}, model.Problemf(model.ProblemUnrecognised, "Ask the publisher for one of the formats that the README lists.",
			"%s is in a format (%q) that cannot be read. Nothing was changed.", s.Source.ID, s.Format)
	}
	s.Files = slices.Clone(s.Files)
	s.ID = model.NewSnapshotID(s.Files)
	s.Problems = []model.Problem{}
	j := &job{ctx: ctx, open: open, watch: read, content: model.Content{Snapshot: s}}
	if err := how.read(j); err != nil {
		return model.Content{}, err
	}
	return j.content, nil
}

// job is one source being decoded.
type job struct {
	ctx     context.Context
	open    func(sha256 string) (*os.File, error)
	watch   func(n int64)
	content model.Content
}

// source is the id of the source being decoded.
func (j *job) source() string { return j.content.Snapshot.Source.ID }

// input is one file being read.
type input struct {
	*model.File
	// head is the file's beginning, which Read gives again.
	head []byte
	// problems collects what is wrong in this file.
	problems *problems
	// notText is set by the first bytes that are no UTF-8 where text is wanted.
	notText *model.Problem
	// rows are its records, where it is a text table being read.
	rows *records
	// sheet is set where the rows are those of a workbook's sheet.
	sheet *grid
	// where names a line of a document, at the beginning of a sentence; nil
	// where lines are lines.
	where func(line uint32) string

	ctx    context.Context
	watch  func(n int64)
	file   *os.File
	text   io.Reader // the file in UTF-8
	kept   kept      // the texts of its records
	unread []byte    // what of head Read has not given
	mac    bool      // lines end in \r alone
}

// headBytes is how much of a file tells what it is.
const headBytes = 64 << 10

// input opens a file of the snapshot and refuses what cannot be text. The
// caller closes it.
func (j *job) input(file *model.File) (*input, error) {
	f, err := j.open(file.SHA256)
	if err != nil {
		return nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	in := &input{File: file, problems: &problems{file: file.Path}, ctx: j.ctx, watch: j.watch, file: f, head: make([]byte, headBytes)}
	in.RowsRead, in.RowsSkipped = 0, 0
	info, err := f.Stat()
	if err != nil {
		_ = f.Close() // only read from
		return nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	in.text = f
	written := encodingOf(f, info.Size())
	if d := written.decoder(); d != nil {
		in.text = transform.NewReader(f, d)
		in.saysEncoding(written)
	}
	n, err := io.ReadFull(in.text, in.head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		_ = f.Close() // only read from
		return nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	in.head = in.head[:n]
	in.head, in.mac = lineEnds(in.head)
	in.unread = trimBOM(in.head)
	if p := unreadable(file.Path, in.head); p != nil && (!webPage.Match(in.head) || !isPage(file.Path)) {
		_ = f.Close() // only read from
		return nil, p
	}
	return in, nil
}

// read opens a file, lets f read it, and closes it.
func (j *job) read(file *model.File, f func(in *input) error) error {
	in, err := j.input(file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	return j.readInput(in, f)
}

// readInput lets f read an open file and keeps the problems found.
func (j *job) readInput(in *input, f func(in *input) error) error {
	err := f(in)
	in.rows.stop()
	if j.ctx.Err() != nil {
		return j.ctx.Err()
	}
	if in.notText != nil {
		return in.notText
	}
	if err != nil {
		return model.AsProblem(err, in.Path+" could not be read to its end. Nothing was changed.")
	}
	j.content.Snapshot.Problems = append(j.content.Snapshot.Problems, in.problems.all()...)
	return nil
}

// Read gives the file's bytes without a byte order mark, and stops when the
// person does.
func (in *input) Read(p []byte) (int, error) {
	if err := in.ctx.Err(); err != nil {
		return 0, err
	}
	if len(in.unread) > 0 {
		n := copy(p, in.unread)
		in.unread = in.unread[n:]
		return n, nil
	}
	n, err := in.text.Read(p)
	in.watch(int64(n))
	if in.mac {
		copy(p, bytes.ReplaceAll(p[:n], []byte("\r"), []byte("\n")))
	}
	return n, err
}

// lineEnds finds lines that end in \r alone, as some spreadsheets still write
// them, with \n for line breaks in cells, and gives head with \n for them.
func lineEnds(head []byte) ([]byte, bool) {
	if bytes.IndexByte(head, '\r') < 0 || breaksOutsideQuotes(head) {
		return head, false
	}
	return bytes.ReplaceAll(head, []byte("\r"), []byte("\n")), true
}

// breaksOutsideQuotes says whether a line ends in \n.
func breaksOutsideQuotes(head []byte) bool {
	quoted := false
	for {
		i := bytes.IndexAny(head, "\"\n")
		if i < 0 {
			return false
		}
		if head[i] == '"' {
			quoted = !quoted
		} else if !quoted || i > 0 && head[i-1] == '\r' {
			return true
		}
		head = head[i+1:]
	}
}
