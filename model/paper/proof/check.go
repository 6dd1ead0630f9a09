package proof

import (
	"encoding/json"
	"fmt"
	"slices"

	"consilience/model"
	"consilience/model/paper"
)

// Published computes again, from what is published now.
type Published interface {
	// Measure computes a measure by its name (Measure.ID).
	Measure(name string) (model.Measure, error)
	// Class reads a theme; ReadPole a pole in one channel.
	Class(c Class, m Manifest) (model.Assessment, error)
	ReadPole(p Pole, m Manifest) (model.Reading, error)
	// Files are the published files of a source; none if it is not there.
	Files(source string) []model.File
}

// Open reads a paper's own evidence and manifest. The error is a Problem if
// the paper carries none or they cannot be read.
func Open(f paper.File) (e Evidence, m Manifest, err error) {
	for _, part := range []struct {
		name string
		into any
	}{{EvidenceJSON, &e}, {ManifestJSON, &m}} {
		i := slices.IndexFunc(f.Attachments, func(a paper.Attachment) bool { return a.Name == part.name })
		if i < 0 {
			return e, m, model.Problemf(model.ProblemNothingToShow, "Ask whoever sent it for the file as it was exported.",
				"The paper does not carry %s, so its figures cannot be computed again.", part.name)
		}
		if err := json.Unmarshal(f.Attachments[i].Content, part.into); err != nil {
			return e, m, model.Problemf(model.ProblemNothingToShow, "Ask whoever sent it for the file as it was exported.",
				"%s inside the paper cannot be read: it was altered.", part.name).Because(err)
		}
	}
	if e.Version != Version || m.Version != Version {
		return e, m, model.Problemf(model.ProblemNothingToShow, "Use a newer version of the program.", "The paper's evidence has a layout that this version does not know.")
	}
	return e, m, nil
}

// Check holds a paper against what is published now.
func Check(f paper.File, e Evidence, m Manifest, p Published) model.Verification {
	c := check{m: m, v: model.Verification{Title: e.Title, Figures: len(f.Figures), Classes: len(e.Classes), Words: len(e.Words),
		Altered: []model.Altered{}, Inputs: []model.ChangedInput{}}}
	c.altered(f)
	for _, s := range m.Sources {
		files := p.Files(s.Source)
		for _, was := range s.Files {
			is := ""
			if i := slices.IndexFunc(files, func(f model.File) bool { return f.Path == was.Path }); i >= 0 {
				is = files[i].SHA256
			}
			if is != was.SHA256 {
				c.v.Inputs = append(c.v.Inputs, model.ChangedInput{Source: s.Source, Path: was.Path, Was: was.SHA256, Is: is})
			}
		}
	}
	c.figures(f, e, p)
	for _, class := range e.Classes {
		x := model.VerifiedFigure{ID: "class:" + class.Theme.ID, Subject: firstOf(class.Theme.Title, class.Theme.Proposition), Printed: classWords(class.Class, class.Rule.Number, class.Confidence)}
		a, err := p.Class(class, m)
		c.found(x, classWords(a.Class, a.Rule.Number, a.Confidence), err)
	}
	for _, pole := range e.Poles {
		x := model.VerifiedFigure{ID: fmt.Sprintf("pole:%s/%s/%s", pole.TradeOff, pole.Pole, pole.Channel), Subject: pole.Text + " · " + pole.Channel.Label(), Printed: string(pole.Reading)}
		now, err := p.ReadPole(pole, m)
		c.found(x, string(now), err)
	}
	return c.done()
}

// check is a verification under way.
type check struct {
	m Manifest
	v model.Verification
}

// found takes in what something is now, or why it cannot be computed.
func (c *check) found(x model.VerifiedFigure, now string, err error) {
	switch {
	case err != nil:
		x.State, x.Why = model.FigureMissing, err.Error()
	default:
		x.Now, x.State = now, model.FigureSame
		if x.Now != x.Printed {
			x.State = model.FigureDiffers
		}
	}
	c.v.Checked = append(c.v.Checked, x)
}

// done puts what matters first and judges.
func (c *check) done() model.Verification {
	v := c.v
	list := v.Checked
	v.Checked, v.Differ, v.Missing = []model.VerifiedFigure{}, []model.VerifiedFigure{}, []model.VerifiedFigure{}
	for _, state := range []model.FigureState{model.FigureDiffers, model.FigureMissing, model.FigureSame} {
		for _, x := range list {
			if x.State == state {
				v.Checked = append(v.Checked, x)
			}
		}
	}
	for _, x := range v.Checked {
		switch x.State {
		case model.FigureDiffers:
			v.Differ = append(v.Differ, x)
		case model.FigureMissing:
			v.Missing = append(v.Missing, x)
		}
	}
	v.Verdict = v.Judge()
	return v
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func classWords(c model.Class, rule int, k model.Confidence) string {
	return fmt.Sprintf("%s, rule %d, confidence %s", c, rule, k)
}

// altered lists what the file itself says was changed, and attachments that are
// not what the manifest names.
func (c *check) altered(f paper.File) {
	list := &c.v.Altered
	for _, a := range f.Altered {
		*list = append(*list, model.Altered{Part: string(a.Part), Name: a.Name, Was: a.Was, Is: a.Is})
	}
	for _, was := range c.m.Attachments {
		is := ""
		if i := slices.IndexFunc(f.Attachments, func(a paper.Attachment) bool { return a.Name == was.Name }); i >= 0 {
			is = digest(f.Attachments[i].Content)
		}
		if is != was.SHA256 && !slices.ContainsFunc(*list, func(a model.Altered) bool { return a.Name == was.Name }) {
			*list = append(*list, model.Altered{Part: string(paper.AlteredAttachment), Name: was.Name, Was: was.SHA256, Is: is})
		}
	}
}

// figures computes every figure again and compares it with what the page shows.
func (c *check) figures(f paper.File, e Evidence, p Published) {
	shown, page := map[string]string{}, map[string]int{}
	for _, s := range f.Figures {
		if page[s.ID] == 0 {
			page[s.ID] = s.Page
		}
		shown[s.ID] = plain(shown[s.ID] + " " + s.Words)
	}
	known := map[string]model.Measure{}
	for _, figure := range e.Figures {
		printed, there := shown[figure.ID]
		delete(shown, figure.ID)
		x := model.VerifiedFigure{ID: figure.ID, Page: page[figure.ID], Printed: printed, State: model.FigureSame}
		n, failed := again(figure, &x, known, p)
		c.place(figure, &x)
		if failed != nil {
			c.found(x, "", failed)
			continue
		}
		c.v.Recomputed++
		x.Now = plain(n.String())
		switch {
		case !there:
			x.State, x.Why = model.FigureMissing, "no page shows this figure"
		case x.Now != printed:
			x.State = model.FigureDiffers
		case !same(figure.Terms, n.Measures):
			x.State, x.Why = model.FigureDiffers, "the words are the same, the figures behind them are not"
		}
		c.v.Checked = append(c.v.Checked, x)
	}
	for _, s := range f.Figures {
		if words, ok := shown[s.ID]; ok {
			c.v.Checked = append(c.v.Checked, model.VerifiedFigure{State: model.FigureMissing, ID: s.ID, Page: s.Page, Printed: words, Why: "no evidence in the paper names this figure"})
			delete(shown, s.ID)
		}
	}
}

// again computes a figure's measures and names in x the first, or the one that
// cannot be computed.
func again(figure Figure, x *model.VerifiedFigure, known map[string]model.Measure, p Published) (n paper.Number, err error) {
	n = paper.Number{Form: figure.Form, Language: figure.Language}
	for _, t := range figure.Terms {
		m, ok := known[t.ID]
		if !ok {
			if m, err = p.Measure(t.ID); err != nil {
				x.Measure = t.ID
				return n, err
			}
			known[t.ID] = m
		}
		n.Measures = append(n.Measures, m)
		if x.Measure == "" {
			x.Measure = t.ID
		}
	}
	return n, nil
}

// place says what a figure is of, and where it comes from.
func (c *check) place(figure Figure, x *model.VerifiedFigure) {
	i := slices.IndexFunc(figure.Terms, func(t Term) bool { return t.ID == x.Measure })
	if i < 0 {
		return
	}
	t := figure.Terms[i]
	x.Name, x.Subject, x.File, x.Lines = t.Name, string(t.Subject), t.File, t.Lines
	if at := slices.IndexFunc(c.m.Sources, func(s Source) bool { return s.Source == t.Subject.Source() }); at >= 0 {
		x.Source = c.m.Sources[at].Title
	}
}

func same(was []Term, is []model.Measure) bool {
	return slices.EqualFunc(was, is, func(t Term, m model.Measure) bool { return t.Value == m.Value && t.Count == m.Count && t.N == m.N })
}
