package sync

import (
	"bytes"
	"context"
	"errors"
	"path"
	"reflect"

	"consilience/model"
	"consilience/sync/decode"
)

// source brings in one source: all of its files, then what they hold, or nil
// if they are as they were. An error means that the source stays as it was.
func (f *fetch) source(ctx context.Context, s source) (*model.Content, error) {
	snap := model.Snapshot{Source: s.Source, FetchedAt: f.options.Now().UTC(), CollectedFrom: s.from, CollectedTo: s.to}
	for _, w := range s.files {
		file, err := f.origin.take(ctx, f, w)
		if errors.Is(err, errAbsent) {
			continue
		}
		if err != nil {
			return nil, err
		}
		file.Path, file.Table = w.path, w.table
		snap.Files = append(snap.Files, file)
	}
	if snap.Format == "" && snap.Mapping != nil {
		snap.Format = snap.Mapping.Format // the feed says what the columns mean
	}
	if snap.Format == "" {
		if err := f.recognise(&snap); err != nil {
			return nil, err
		}
	}
	if snap.Channel == "" {
		snap.Channel = decode.UsualChannel(snap.Format)
	}
	snap.ID = model.NewSnapshotID(snap.Files)
	if f.unchanged(snap) {
		f.delivery.Unchanged = append(f.delivery.Unchanged, snap.Source.ID)
		return nil, nil
	}
	content, err := f.decode(ctx, snap)
	if err != nil {
		return nil, err
	}
	f.wentOn(content)
	return &content, nil
}

// decode reads the files of a source; that is work as long again as fetching
// them was.
func (f *fetch) decode(ctx context.Context, snap model.Snapshot) (model.Content, error) {
	var bytes int64
	for _, file := range snap.Files {
		bytes += file.Bytes
	}
	end := f.progress.Done + bytes
	f.progress.Total += bytes
	what := "Reading " + snap.Title
	f.grow(what, 0)
	content, err := decode.SnapshotWatched(ctx, snap, f.openBlob, func(n int64) {
		f.grow(what, min(n, end-f.progress.Done))
	})
	f.grow(what, end-f.progress.Done)
	return content, err
}

// recognise finds the format of a source from its first file that has one.
func (f *fetch) recognise(snap *model.Snapshot) error {
	var first *model.Problem
	for _, file := range snap.Files {
		kind, mapping, problem, err := f.look(file, snap.Publisher)
		if err != nil {
			return err
		}
		if problem == nil {
			snap.Format = kind.Format
			mapped(&snap.Source, mapping)
			return nil
		}
		if first == nil {
			first = problem
		}
	}
	return first
}

// look recognises a file that is here.
func (f *fetch) look(file model.File, publisher string) (decode.Kind, *model.KnownMapping, *model.Problem, error) {
	blob, err := f.openBlob(file.SHA256)
	if err != nil {
		return decode.Kind{}, nil, nil, err
	}
	defer blob.Close()
	l, err := decode.LookAt(file.Path, blob)
	if err != nil {
		return decode.Kind{}, nil, nil, err
	}
	l.PDFs = f.pdfs
	kind, mapping, problem := f.recogniseMapped(l, publisher, file.Address)
	return kind, mapping, problem, nil
}

// unchanged says whether the current snapshot has the same files and the feed
// says the same of them. A title that the files themselves gave is left out.
func (f *fetch) unchanged(snap model.Snapshot) bool {
	for _, head := range f.heads {
		if head.Source.ID != snap.Source.ID {
			continue
		}
		old := head.Source
		if snap.Title == snap.Source.ID {
			old.Title = snap.Title
		}
		return head.ID == snap.ID && head.CollectedFrom == snap.CollectedFrom && head.CollectedTo == snap.CollectedTo &&
			reflect.DeepEqual(old, snap.Source)
	}
	return false
}

// cutOff says why the body of a Polis file cannot be whole: Polis appends
// errors to bodies that it sent with status 200, and its files but for the
// summary always end in a line end, which is \n alone. Other files and whole
// bodies give nil, and so do those that a spreadsheet saved again.
func cutOff(name string, head, tail []byte) *model.Problem {
	kind, _ := decode.Recognise(decode.Look{Name: name, Head: head})
	if kind.Format != model.FormatPolisExport || len(tail) == 0 {
		return nil
	}
	why := ""
	if first, _, _ := bytes.Cut(head, []byte("\n")); tail[len(tail)-1] != '\n' && !bytes.Contains(first, []byte("\r")) && !wholeSummary(kind, head, tail) {
		why = "its last line is cut off"
	}
	if endsInError(tail) {
		why = "it ends in an error message of the server"
	}
	if why == "" {
		return nil
	}
	p := model.Problemf(model.ProblemTruncated, "Fetch or export it again.",
		"%s is not complete: %s. It was not used; what was here before is unchanged.", path.Base(name), why)
	p.File = name
	return p
}
