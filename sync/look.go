package sync

import (
	"context"

	"consilience/model"
	"consilience/sync/decode"
)

// Look says what there is at an address on this machine, and brings nothing in:
// which sources, as what they are recognised, which files are left aside and
// why, and which need a person's word first. Only the beginning of each file is
// read. What lies on a server is not looked at, since that would fetch it. The
// error is a *model.Problem.
func (p *Publisher) Look(ctx context.Context, address string, report func(model.Progress)) (model.Found, error) {
	found := model.Found{Address: address}
	f := &fetch{Publisher: p, room: p.options.Limits.Total, report: report, pending: map[string]pending{}, pdfs: decode.NewPDFs(ctx)}
	defer f.pdfs.Close()
	var err error
	if f.heads, err = p.shelf.Heads(); err != nil {
		return found, model.AsProblem(err, "The sources could not be read. Nothing was changed.")
	}
	if err := f.open(address); err != nil {
		return found, err
	}
	defer f.origin.close()
	found.Address = f.feed
	o, ok := f.origin.(*folder)
	if !ok {
		found.Elsewhere = true
		return found, nil
	}
	plans, err := o.plan(ctx, f)
	if ctx.Err() != nil {
		return found, stopped(ctx.Err())
	}
	if err != nil {
		return found, model.AsProblem(err, "“"+address+"” could not be looked at. Nothing was changed.")
	}
	for _, s := range plans {
		found.Sources = append(found.Sources, o.found(f, s))
	}
	f.leftAside()
	found.Problems = f.delivery.Problems
	return found, nil
}

// found describes a source; of one whose descriptor leaves the format open, the
// first file that has one says it.
func (o *folder) found(f *fetch, s source) model.FoundSource {
	out := model.FoundSource{Source: s.Source}
	for _, w := range s.files {
		out.Files = append(out.Files, w.path)
		out.Bytes += max(w.bytes, 0)
		if out.Format == "" && s.Mapping != nil {
			out.Format = s.Mapping.Format
		}
		if out.Format == "" {
			kind, known, _, _, problem := o.kind(f, w.path)
			if problem == nil {
				out.Format = kind.Format
				mapped(&out.Source, known)
			} else if problem.Kind == model.ProblemNeedsMapping {
				f.delivery.Problems = append(f.delivery.Problems, *problem)
			}
		}
	}
	if out.Channel == "" {
		out.Channel = decode.UsualChannel(out.Format)
	}
	for _, h := range f.heads {
		out.Here = out.Here || h.Source.ID == out.ID
	}
	return out
}
