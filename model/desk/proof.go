package desk

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/paper/compose"
	"consilience/model/paper/proof"
)

// Program names the program and its release in the papers it proves.
const Program = "Consilience 0.1.0"

// prove puts into a composed paper what proves it.
func (d *Desk) prove(doc *paper.Document, m compose.Material) error {
	state := d.State()
	in := proof.Inputs{Paper: m.Paper, Consultation: m.Consultation, Program: Program, Thresholds: d.limits, Explain: d.Explain}
	cited := map[string]bool{}
	for _, s := range m.Sources {
		cited[s.Source.ID] = true
	}
	d.mu.Lock() // the channels that were examined bear on the classes
	channels := d.gather(d.present, d.state.Heard, d.state.Tags).Channels
	d.mu.Unlock()
	for _, f := range doc.Figures() {
		for _, measure := range f.Number.Measures {
			cited[measure.Subject.Source()] = true
		}
	}
	for _, s := range m.Subjects {
		switch {
		case s.Theme != nil && s.Assessment != nil:
			t := *s.Theme
			t.Notes = nil
			in.Classes = append(in.Classes, proof.Class{Theme: t, Class: s.Assessment.Class, Rule: s.Assessment.Rule, Confidence: s.Assessment.Confidence, Channels: channels})
			if t.Answer != nil {
				in.Words = append(in.Words, proof.Words{Kind: "response", Of: "theme/" + t.ID, By: t.Answer.By, Says: string(t.Answer.Outcome), Why: t.Answer.Why})
			}
		case s.TradeOff != nil:
			in.Poles = append(in.Poles, d.provedPoles(*s.TradeOff)...)
			for _, p := range s.TradeOff.Positions {
				in.Words = append(in.Words, proof.Words{Kind: "position", Of: "tradeoff/" + s.TradeOff.ID, By: p.Member, Says: string(p.Stance), Why: p.Reason})
			}
		}
	}
	for _, x := range m.Decisions {
		in.Words = append(in.Words, proof.Words{Kind: "decision", Of: x.ID, By: x.By, Says: x.Decision, Why: x.Reasons})
	}
	for _, s := range state.Sources {
		if cited[s.Source.ID] {
			in.Sources = append(in.Sources, s.Snapshot)
		}
	}
	return proof.Attach(doc, in)
}

// provedPoles are the readings of a trade-off's poles by channel.
func (d *Desk) provedPoles(t model.TradeOff) []proof.Pole {
	var out []proof.Pole
	for _, pole := range t.Poles {
		for _, ch := range model.Channels {
			p := proof.Pole{TradeOff: t.ID, Pole: pole.ID, Text: pole.Text, Channel: ch}
			for _, l := range t.Links {
				if l.Pole == pole.ID && d.channelOf(l.Item.Source()) == ch {
					p.Links = append(p.Links, l)
				}
			}
			if len(p.Links) == 0 {
				continue
			}
			r, err := d.readPole(p, d.limits)
			if err == nil { // an item that is not here now is not read
				p.Reading = r
				out = append(out, p)
			}
		}
	}
	return out
}

func (d *Desk) channelOf(source string) model.Channel {
	for _, s := range d.State().Sources {
		if s.Source.ID == source {
			return s.Channel
		}
	}
	return ""
}

// readPole reads a pole in a channel from the inputs as they are here.
func (d *Desk) readPole(p proof.Pole, th analysis.Thresholds) (model.Reading, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.gather(d.present, d.state.Heard, d.state.Tags)
	var items []model.ItemReading
	for _, l := range p.Links {
		if st, ok := e.Statements[l.Item]; ok {
			polarity := l.Polarity
			if polarity == 0 {
				polarity = 1
			}
			items = append(items, analysis.ReadStatement(st, polarity, th))
		} else if tag, ok := e.Tags[l.Item]; ok {
			items = append(items, analysis.ReadTag(tag))
		} else {
			return "", unknown("statement or tag", string(l.Item))
		}
	}
	return analysis.ReadChannel(p.Channel, items, th).Reading, nil
}

// Verify holds the paper in file against what is published: the feed, folder
// or file at against, or, without one, the addresses that the paper itself
// names. The desk is an empty one, in a folder of its own: it is filled with
// the inputs. The error is a *model.Problem and means that nothing could be
// checked; what was found is in the report.
func (d *Desk) Verify(ctx context.Context, file string, report func(model.Progress), against ...string) (proof.Report, error) {
	read, evidence, manifest, err := openPaper(file)
	if err != nil {
		return proof.Report{}, err
	}
	if len(against) == 0 {
		for _, s := range manifest.Sources {
			if s.Feed != "" && !slices.Contains(against, s.Feed) {
				against = append(against, s.Feed)
			}
		}
	}
	if len(against) == 0 {
		return proof.Report{}, model.Problemf(model.ProblemNothingToShow, "Say where the published inputs are: a feed's address, a folder, a file or “sample” (--against on the command line).",
			"“%s” does not say where its inputs are published: they came from a member's machine. Nothing was checked.", file)
	}
	if _, err := d.SyncNow(ctx, report, against...); err != nil && len(d.State().Sources) == 0 {
		return proof.Report{}, err
	}
	if err := d.GroupAllNow(ctx, report); err != nil {
		return proof.Report{}, err
	}
	return proof.Check(read, evidence, manifest, published{d}), nil
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
type published struct{ d *Desk }

// Measure implements proof.Published.
func (p published) Measure(name string) (model.Measure, error) {
	ex, err := p.d.Explain(name)
	return ex.Measure, err
}

// Class implements proof.Published.
func (p published) Class(c proof.Class, m proof.Manifest) (model.Assessment, error) {
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
func (p published) ReadPole(pole proof.Pole, m proof.Manifest) (model.Reading, error) {
	return p.d.readPole(pole, m.Thresholds)
}

// Files implements proof.Published.
func (p published) Files(source string) []model.File {
	for _, s := range p.d.State().Sources {
		if s.Source.ID == source {
			return s.Files
		}
	}
	return nil
}
