package sync

import (
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// Know gives the mappings that the next Fetch may use: for a table that has
// exactly the heads of one, of the same publisher or of none. Safe for several
// goroutines.
func (p *Publisher) Know(mappings []model.KnownMapping) {
	mappings = slices.Clone(mappings)
	p.known.Store(&mappings)
}

// CheckMapping says what is wrong with a mapping. The error is a
// *model.Problem, or nil if the mapping can be used.
func (p *Publisher) CheckMapping(m model.Mapping) error {
	if problem := decode.CheckMapping(m); problem != nil {
		return problem
	}
	return nil
}

// mapping finds the mapping for a file; nil if there is none.
func (p *Publisher) mapping(l *decode.Look, publisher string) *model.Mapping {
	known := p.known.Load()
	if known == nil {
		return nil
	}
	for _, m := range *known {
		if (m.Publisher == "" || m.Publisher == publisher) && decode.Fits(l, m.Mapping) {
			return &m.Mapping
		}
	}
	return nil
}

// recogniseMapped is decode.Recognise after the known mappings.
func (p *Publisher) recogniseMapped(l decode.Look, publisher, address string) (decode.Kind, *model.Mapping, *model.Problem) {
	if m := p.mapping(&l, publisher); m != nil {
		return decode.Kind{Format: m.Format}, m, nil
	}
	kind, problem := decode.Recognise(l)
	if problem != nil && problem.Kind == model.ProblemNeedsMapping {
		problem.Address = address
	}
	return kind, nil, problem
}

// Preview shows the first rows of a table on this machine, with a proposal of
// what its columns mean; sheet and header are as in decode.Preview. The error
// is a *model.Problem.
func (p *Publisher) Preview(_ context.Context, address, sheet string, header int) (model.TablePreview, error) {
	none := model.TablePreview{Address: address}
	if strings.Contains(address, "://") {
		return none, model.Problemf(model.ProblemNothingToShow, "Download the file, then open it from your disk. What you say of its columns is used for the published file too.",
			"Only tables on this machine can be mapped. Nothing was changed.")
	}
	f := &fetch{Publisher: p, room: p.options.Limits.Total, report: func(model.Progress) {}, pending: map[string]pending{}}
	if err := f.open(address); err != nil {
		return none, err
	}
	defer f.origin.close()
	o, ok := f.origin.(*folder)
	if !ok || f.single == "" {
		return none, model.Problemf(model.ProblemNothingToShow, "Name one file, such as a CSV or a workbook.", "“%s” is not a table. Nothing was changed.", address)
	}
	l, file, err := o.look(f.single)
	if err != nil {
		return none, model.AsError(err, path.Base(f.single)+" cannot be read.")
	}
	defer file.Close()
	shown, problem := decode.Preview(l, sheet, header)
	if problem != nil {
		return none, problem
	}
	shown.Address = f.feed
	if m := p.mapping(&l, ""); m != nil && sheet == "" && header == 0 {
		shown.Proposed = *m
	}
	return shown, nil
}

// look opens a file and sees its beginning. The caller closes the file.
func (o *folder) look(p string) (decode.Look, io.Closer, error) {
	file, err := o.open(p)
	if err != nil {
		return decode.Look{}, nil, model.AsProblem(err, p+" cannot be opened.")
	}
	info, err := file.Stat()
	var head []byte
	if err == nil && info.Size() > 0 { // files of the system, on which reading may wait for ever, have none
		head, err = io.ReadAll(io.LimitReader(file, decode.HeadBytes))
	}
	if err != nil {
		_ = file.Close() // only read from
		return decode.Look{}, nil, model.AsProblem(err, p+" cannot be read.")
	}
	look := decode.Look{Name: p, Head: head, Size: info.Size()}
	if at, ok := file.(io.ReaderAt); ok {
		look.File = at
	}
	return look, file, nil
}
