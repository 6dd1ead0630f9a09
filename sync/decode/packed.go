package decode

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"consilience/model"
)

// Limits on packed files (ZIP: XLSX, DOCX, ODT, QDPX), seen before anything is
// unpacked and kept while unpacking: what the directory says may be a lie.
const (
	packedEntries = 10_000
	packedTotal   = 1 << 30 // bytes of all entries, unpacked
	packedRatio   = 250     // unpacked to packed, of entries over packedSmall
	packedSmall   = 4 << 20
)

// packed is a ZIP file within the limits.
type packed struct {
	name    string
	reader  *zip.Reader
	room    int64 // bytes that may still be unpacked
	problem *model.Problem
	// ctx stops reading its parts; nil while a file is only looked at.
	ctx context.Context
}

// isPacked says whether the file is a ZIP by its first bytes.
func (l *Look) isPacked() bool { return bytes.HasPrefix(l.Head, []byte("PK\x03\x04")) }

// isDatabase says whether the file is an SQLite database by its first bytes.
func (l *Look) isDatabase() bool { return bytes.HasPrefix(l.Head, []byte("SQLite format 3\x00")) }

// unpack opens the file's directory, once. Problem is set if it cannot be used.
func (l *Look) unpack() *packed {
	if l.packed == nil {
		l.packed = &packed{name: l.Name}
		if l.File != nil && l.isPacked() {
			l.packed = openPacked(l.Name, l.File, l.Size)
		}
	}
	return l.packed
}

// openPacked reads a ZIP's directory and refuses one that passes the limits.
func openPacked(name string, file io.ReaderAt, size int64) *packed {
	p := &packed{name: name, room: packedTotal}
	r, err := zip.NewReader(file, size)
	if err != nil {
		p.problem = wrong(model.ProblemTruncated, name, "Fetch or export it again.", "%s is a packed file that is damaged or cut off. It was not used.", path.Base(name)).Because(err)
		return p
	}
	var total uint64
	for _, f := range r.File {
		total += f.UncompressedSize64
		if f.UncompressedSize64 > packedSmall && f.UncompressedSize64/packedRatio > f.CompressedSize64 {
			p.problem = p.tooLarge("one of its parts would grow more than %d times when unpacked", packedRatio)
			return p
		}
	}
	switch {
	case len(r.File) > packedEntries:
		p.problem = p.tooLarge("it has more than %d parts", packedEntries)
	case total > packedTotal:
		p.problem = p.tooLarge("unpacked it would have more than %d MB", packedTotal>>20)
	default:
		p.reader = r
	}
	return p
}

func (p *packed) tooLarge(why string, args ...any) *model.Problem {
	q := wrong(model.ProblemTooLarge, p.name, "Ask the publisher for the file again; it may be damaged or made to do harm.", "%s was not read: "+why+". Nothing was changed.", append([]any{path.Base(p.name)}, args...)...)
	return q
}

// find gives the entry of a name, whatever the case of its letters; nil if
// there is none.
func (p *packed) find(name string) *zip.File {
	if p.reader == nil {
		return nil
	}
	for _, f := range p.reader.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, "\\", "/"), name) {
			return f
		}
	}
	return nil
}

// open gives an entry's bytes, which count against the limit of all.
func (p *packed) open(f *zip.File) (io.ReadCloser, error) {
	r, err := f.Open()
	if err != nil {
		return nil, wrong(model.ProblemTruncated, p.name, "Fetch or export it again.", "%s cannot be unpacked. It was not used.", path.Base(p.name)).Because(err)
	}
	return &unpacking{ReadCloser: r, p: p}, nil
}

// unpacking is an entry being read.
type unpacking struct {
	io.ReadCloser
	p *packed
}

// Read refuses to go on past the limit, and says of a damaged entry that it is.
func (u *unpacking) Read(b []byte) (int, error) {
	if u.p.ctx != nil && u.p.ctx.Err() != nil {
		return 0, u.p.ctx.Err()
	}
	n, err := u.ReadCloser.Read(b)
	u.p.room -= int64(n)
	if u.p.room < 0 {
		return 0, u.p.tooLarge("unpacked it has more than %d MB", packedTotal>>20)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, wrong(model.ProblemTruncated, u.p.name, "Fetch or export it again.", "%s is damaged or cut off. It was not used.", path.Base(u.p.name)).Because(err)
	}
	return n, err
}

// packedInput opens a packed file of the snapshot. The caller closes in.file.
func (j *job) packedInput(file *model.File) (*input, *packed, error) {
	f, err := j.open(file.SHA256)
	if err != nil {
		return nil, nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	in := &input{File: file, problems: &problems{file: file.Path}, ctx: j.ctx, file: f}
	in.RowsRead, in.RowsSkipped = 0, 0
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		_ = f.Close() // only read from
		return nil, nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be read.")
	}
	p := openPacked(file.Path, f, size)
	if p.problem != nil {
		_ = f.Close() // only read from
		return nil, nil, p.problem
	}
	p.ctx = j.ctx
	return in, p, nil
}

// LookAt sees a file of a disk, which the caller keeps open while the Look is
// used.
func LookAt(name string, file *os.File) (Look, error) {
	info, err := file.Stat()
	if err != nil {
		return Look{}, err
	}
	head := make([]byte, headBytes)
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return Look{}, err
	}
	return Look{Name: name, Head: head[:n], File: file, Size: info.Size()}, nil
}
