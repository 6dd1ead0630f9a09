package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/paper/proof"
)

// JobCheckPaper is the job of CheckPaper.
const JobCheckPaper = "Check a paper"

// PrintedPaper says of a printed paper, without computing anything, what it is and
// where its inputs are said to be.
type PrintedPaper struct {
	File  string
	Title string
	Kind  model.PaperKind
	Date  string
	// Figures and Classes count what can be computed again.
	Figures, Classes int
	Sources          []PrintedSource
	// Addresses are where the paper says that its inputs are published.
	Addresses []string
}

// PrintedSource is an input of a printed paper.
type PrintedSource struct {
	Title string
	// Address is empty for one that came from a member's own machine; Here says
	// that a source of that name is in this consultation.
	Address string
	Here    bool
}

// InputsFrom says where the published inputs of a printed paper are taken from.
type InputsFrom struct {
	// Here means this consultation, as it is.
	Here bool
	// At are feeds, folders or files; without any, and without Here, the
	// addresses that the paper names.
	At []string
}

// Verified is the last paper that was held against its inputs.
type Verified struct {
	File string
	From InputsFrom
	model.Verification
}

// OpenPrinted reads a printed paper. The error is a *model.Problem if it is
// none, or cannot be read.
func (d *Desk) OpenPrinted(file string) (PrintedPaper, error) {
	f, e, m, err := openPaper(file)
	if err != nil {
		return PrintedPaper{}, err
	}
	p := PrintedPaper{File: file, Title: e.Title, Kind: m.Paper.Kind, Date: m.Paper.Date, Figures: len(f.Figures), Classes: len(e.Classes), Addresses: addresses(m)}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range m.Sources {
		p.Sources = append(p.Sources, PrintedSource{Title: s.Title, Address: s.Feed, Here: d.sourceHere(s.Source)})
	}
	return p, nil
}

// IsPrinted reports whether a file is a paper that this program printed. It
// reads the end of the file only.
func (d *Desk) IsPrinted(file string) bool {
	if !strings.EqualFold(filepath.Ext(file), ".pdf") {
		return false
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular() && paper.Sealed(f, info.Size())
}

// addresses are those that a paper names for its inputs.
func addresses(m proof.Manifest) []string {
	var list []string
	for _, s := range m.Sources {
		if s.Feed != "" && !slices.Contains(list, s.Feed) {
			list = append(list, s.Feed)
		}
	}
	return list
}

// CheckPaper holds a printed paper against its inputs in the background; what
// came of it stands in State.Verified, why nothing could be checked in
// State.Problems.
func (d *Desk) CheckPaper(file string, from InputsFrom) {
	d.begin(JobCheckPaper, func(ctx context.Context, report func(model.Progress)) error {
		report(model.Progress{What: filepath.Base(file)})
		v, err := d.checkPaper(ctx, file, from, report)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.change(func(s *State) { s.Verified = &Verified{file, from, v} })
		return nil
	})
}

func (d *Desk) checkPaper(ctx context.Context, file string, from InputsFrom, report func(model.Progress)) (v model.Verification, err error) {
	if from.Here {
		return d.verifyHere(ctx, file, report)
	}
	if d.aside == nil {
		return v, model.Problemf(model.ProblemNothingToShow, "", "There is no room here to fetch the inputs of a paper into. Nothing was checked.")
	}
	other, leave, err := d.aside()
	if err != nil {
		return v, err
	}
	defer func() {
		if lerr := leave(); err == nil && lerr != nil {
			err = model.AsProblem(lerr, "The folder for checking could not be removed.")
		}
	}()
	return other.Verify(ctx, file, report, from.At...)
}

// verifyHere holds a paper against the inputs of this desk.
func (d *Desk) verifyHere(ctx context.Context, file string, report func(model.Progress)) (model.Verification, error) {
	read, evidence, manifest, err := openPaper(file)
	if err != nil {
		return model.Verification{}, err
	}
	if err := d.settleNow(ctx, report); err != nil {
		return model.Verification{}, unchecked(ctx, err)
	}
	return d.hold(ctx, read, evidence, manifest, report)
}

// settleNow computes what readings and confidence rest on.
func (d *Desk) settleNow(ctx context.Context, report func(model.Progress)) error {
	if err := d.CheckAllNow(ctx, report); err != nil {
		return err
	}
	return d.GroupAllNow(ctx, report)
}

// Verify holds the paper in file against what is published: the feed, folder
// or file at against, or, without one, the addresses that the paper itself
// names. The desk is an empty one, in a folder of its own: it is filled with
// the inputs. The error is a *model.Problem and means that nothing could be
// checked; what was found is in the report.
func (d *Desk) Verify(ctx context.Context, file string, report func(model.Progress), against ...string) (model.Verification, error) {
	read, evidence, manifest, err := openPaper(file)
	if err != nil {
		return model.Verification{}, err
	}
	if len(against) == 0 {
		against = addresses(manifest)
	}
	if len(against) == 0 {
		return model.Verification{}, model.Problemf(model.ProblemNothingToShow, "Say where the published inputs are: a feed's address, a folder, a file or “sample” (--against on the command line).",
			"“%s” does not say where its inputs are published: they came from a member's machine. Nothing was checked.", file)
	}
	d.mu.Lock()
	d.carriedMappings = mappingsOf(manifest)
	d.mu.Unlock()
	fetched, err := d.SyncNow(ctx, report, against...)
	if err != nil && (ctx.Err() != nil || len(d.State().Sources) == 0) {
		return model.Verification{}, unchecked(ctx, err)
	}
	if err := d.GroupAllNow(ctx, report); err != nil {
		return model.Verification{}, unchecked(ctx, err)
	}
	v, err := d.hold(ctx, read, evidence, manifest, report)
	v.Problems = fetched.Problems
	return v, err
}

// hold computes what a paper prints from what is on the desk.
func (d *Desk) hold(ctx context.Context, read paper.File, e proof.Evidence, m proof.Manifest, report func(model.Progress)) (model.Verification, error) {
	names := map[string]bool{}
	for _, f := range e.Figures {
		for _, t := range f.Terms {
			names[t.ID] = true
		}
	}
	v := proof.Check(read, e, m, &published{d: d.resting(e), ctx: ctx, report: report, total: int64(len(names))})
	if ctx.Err() != nil {
		return model.Verification{}, unchecked(ctx, ctx.Err())
	}
	return v, nil
}

// unchecked says that nothing was checked: because it was stopped, or because
// the inputs could not be had.
func unchecked(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return model.Problemf(model.ProblemStopped, "", "The check was stopped. The paper is unchanged, and nothing was said of it.").Because(ctx.Err())
	}
	p := *model.AsProblem(err, "The inputs could not be fetched.")
	p.Say = "The paper could not be checked: its inputs could not be fetched. " + p.Say
	return &p
}

func openPaper(file string) (f paper.File, e proof.Evidence, m proof.Manifest, err error) {
	at, err := os.Open(file)
	if err != nil {
		return f, e, m, model.Problemf("", "Check the name.", "“%s” cannot be opened. Nothing was checked.", file).Because(err)
	}
	defer at.Close()
	info, err := at.Stat()
	if err == nil {
		f, err = paper.Read(at, info.Size())
	}
	if err == nil {
		e, m, err = proof.Open(f)
	}
	if err != nil {
		return f, e, m, model.AsProblem(err, fmt.Sprintf("“%s” could not be read. Nothing was checked.", file))
	}
	return f, e, m, nil
}

// published computes again from a desk's inputs.
type published struct {
	d *Desk
	// ctx, if there is one, stops it; report is told how many of total
	// measures are done.
	ctx    context.Context
	report func(model.Progress)
	done   int64
	total  int64
}

// Measure implements proof.Published.
func (p *published) Measure(name string) (model.Measure, error) {
	if p.ctx != nil && p.ctx.Err() != nil {
		return model.Measure{}, p.ctx.Err()
	}
	if p.done++; p.report != nil {
		p.report(model.Progress{What: name, Done: p.done, Total: p.total})
	}
	ex, err := p.d.Explain(name)
	return ex.Measure, err
}

// Class implements proof.Published.
func (p *published) Class(c proof.Class, m proof.Manifest) (model.Assessment, error) {
	p.d.mu.Lock()
	defer p.d.mu.Unlock()
	e := p.d.gather(p.d.present, p.d.state.Heard, p.d.state.Tags)
	e.Channels = c.Channels
	a := analysis.Assess(c.Theme, e, m.Thresholds)
	missing := slices.DeleteFunc(slices.Clone(a.Missing), func(r model.Ref) bool { return p.d.sourceHere(r.Source()) })
	if len(missing) > 0 {
		var names []string
		for _, r := range missing {
			names = append(names, string(r))
		}
		return a, unknown("item", strings.Join(names, ", "))
	}
	return a, nil
}

// sourceHere reports whether a source is here. The caller holds d.mu.
func (d *Desk) sourceHere(id string) bool {
	return slices.ContainsFunc(d.present, func(l *loaded) bool { return l.Source.ID == id })
}

// ReadPole implements proof.Published.
func (p *published) ReadPole(pole proof.Pole, m proof.Manifest) (model.Reading, error) {
	return p.d.readPole(pole, m.Thresholds)
}

// Files implements proof.Published.
func (p *published) Files(source string) []model.File {
	for _, s := range p.d.State().Sources {
		if s.Source.ID == source {
			return s.Files
		}
	}
	return nil
}
