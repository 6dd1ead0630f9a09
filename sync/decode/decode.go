package decode

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"slices"

	"consilience/model"
)

// readers has the decoder of each format.
var readers = map[model.Format]func(*job) error{
	model.FormatPolisExport:     readPolis,
	model.FormatStatementsTable: readStatements,
	model.FormatTagsTable:       readTags,
	model.FormatParticipation:   readParticipation,
	model.FormatThemes:          readThemes,
	model.FormatTradeOffs:       readTradeOffs,
}

// Snapshot decodes a source from its files, which open finds by digest.
// Source.Format and the files' paths tell how. It checks each file's digest as
// it reads. The content's snapshot is s with its problems, rows read and rows
// skipped set anew; everything else of s stays, but for a Title that is the
// bare ID: it becomes the topic that the files themselves state, if any.
//
// The error is a *model.Problem if the source cannot be decoded as a whole, or
// ctx's own. Rows that cannot be read don't stop it: each is skipped and has a
// problem in the snapshot.
func Snapshot(ctx context.Context, s model.Snapshot, open func(sha256 string) (*os.File, error)) (model.Content, error) {
	read, ok := readers[s.Format]
	if !ok {
		return model.Content{}, model.Problemf(model.ProblemUnrecognised, "Ask the publisher for one of the formats that the README lists.",
			"%s is in a format (%q) that cannot be read. Nothing was changed.", s.Source.ID, s.Format)
	}
	s.Files = slices.Clone(s.Files)
	s.ID = model.NewSnapshotID(s.Files)
	s.Problems = []model.Problem{}
	j := &job{ctx: ctx, open: open, content: model.Content{Snapshot: s}}
	if err := read(j); err != nil {
		return model.Content{}, err
	}
	return j.content, nil
}

// job is one source being decoded.
type job struct {
	ctx     context.Context
	open    func(sha256 string) (*os.File, error)
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

	ctx    context.Context
	file   *os.File
	digest hash.Hash
	unread []byte // what of head Read has not given
}

// read opens a file of the snapshot, refuses what cannot be text, lets f read
// it, then checks the digest of the whole file and keeps the problems found.
func (j *job) read(file *model.File, f func(in *input) error) error {
	osFile, err := j.open(file.SHA256)
	if err != nil {
		return model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	defer osFile.Close()
	in := &input{File: file, problems: &problems{file: file.Path}, ctx: j.ctx, file: osFile, digest: sha256.New()}
	in.RowsRead, in.RowsSkipped = 0, 0
	err = in.readHead()
	in.digest.Write(in.head)
	if err == nil {
		if p := unreadable(file.Path, in.head); p != nil {
			err = p
		} else {
			err = f(in)
		}
	}
	if j.ctx.Err() != nil {
		return j.ctx.Err()
	}
	if damage := in.verify(); damage != nil {
		return damage
	}
	if err != nil {
		return model.AsProblem(err, file.Path+" could not be read to its end. Nothing was changed.")
	}
	j.content.Snapshot.Problems = append(j.content.Snapshot.Problems, in.problems.all()...)
	return nil
}

// headBytes is how much of a file tells what it is.
const headBytes = 64 << 10

func (in *input) readHead() error {
	head := make([]byte, headBytes)
	n, err := io.ReadFull(in.file, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	in.head = head[:n]
	in.unread = trimBOM(in.head)
	return err
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
	n, err := in.file.Read(p)
	in.digest.Write(p[:n])
	return n, err
}

// verify reads what is left and compares the digest.
func (in *input) verify() error {
	in.unread = nil
	if _, err := io.Copy(io.Discard, in); err != nil {
		return model.AsProblem(err, "The kept copy of "+in.Path+" could not be read to its end.")
	}
	if got := hex.EncodeToString(in.digest.Sum(nil)); got != in.SHA256 {
		return &model.Problem{
			Kind: model.ProblemDamaged, File: in.Path,
			Say: "The kept copy of " + in.Path + " is not what was fetched. It was not used.",
			Do:  "Sync again: the file is then fetched anew.",
		}
	}
	return nil
}
