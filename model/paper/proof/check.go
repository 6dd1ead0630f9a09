package proof

import (
	"encoding/json"
	"fmt"
	"slices"

	"consilience/model"
	"consilience/model/paper"
)

// Report is what came of holding a paper against its inputs.
type Report struct {
	Title string `json:"title"`
	// Figures counts those that the paper prints, Recomputed those that could
	// be computed again, Classes the classes.
	Figures    int          `json:"figures"`
	Recomputed int          `json:"recomputed"`
	Classes    int          `json:"classes"`
	Differ     []Difference `json:"differ"`
	Missing    []Difference `json:"missing"`
	// Altered are the parts of the file that are not as they were printed.
	Altered []Altered `json:"altered"`
	// Inputs are published files whose content is not what the paper rests on.
	Inputs []Changed `json:"inputs"`
	// Words counts what members wrote: it is carried, and cannot be computed.
	Words int `json:"words"`
}

// Holds reports whether everything is as it was printed.
func (r Report) Holds() bool {
	return len(r.Differ)+len(r.Missing)+len(r.Altered)+len(r.Inputs) == 0
}

// Difference is a figure or class that is not what it was, or that could not be
// computed again.
type Difference struct {
	// ID is the figure's name in the PDF, or "class:" and the theme, or "pole:"
	// with trade-off, pole and channel.
	ID      string `json:"id"`
	Measure string `json:"measure,omitempty"`
	Printed string `json:"printed"`
	Now     string `json:"now"`
	Why     string `json:"why,omitempty"`
}

// Altered is a part of the file that was changed since it was printed.
type Altered struct {
	Part string `json:"part"` // "file", "page", "figure", "attachment"
	Name string `json:"name,omitempty"`
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`
}

// Changed is a published file that is not what it was.
type Changed struct {
	Source string `json:"source"`
	Path   string `json:"path"`
	Was    string `json:"was"`
	// Is is the digest now; empty if the file is not there.
	Is string `json:"is"`
}

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
func Check(f paper.File, e Evidence, m Manifest, p Published) Report {
	r := Report{Title: e.Title, Figures: len(f.Figures), Classes: len(e.Classes), Words: len(e.Words), Differ: []Difference{}, Missing: []Difference{}, Altered: []Altered{}, Inputs: []Changed{}}
	r.altered(f, m)
	for _, s := range m.Sources {
		files := p.Files(s.Source)
		for _, was := range s.Files {
			is := ""
			if i := slices.IndexFunc(files, func(f model.File) bool { return f.Path == was.Path }); i >= 0 {
				is = files[i].SHA256
			}
			if is != was.SHA256 {
				r.Inputs = append(r.Inputs, Changed{s.Source, was.Path, was.SHA256, is})
			}
		}
	}
	r.figures(f, e, p)
	for _, c := range e.Classes {
		printed := classWords(c.Class, c.Rule.Number, c.Confidence)
		a, err := p.Class(c, m)
		if err != nil {
			r.Missing = append(r.Missing, Difference{ID: "class:" + c.Theme.ID, Printed: printed, Why: err.Error()})
		} else if now := classWords(a.Class, a.Rule.Number, a.Confidence); now != printed {
			r.Differ = append(r.Differ, Difference{ID: "class:" + c.Theme.ID, Printed: printed, Now: now})
		}
	}
	for _, pole := range e.Poles {
		id := fmt.Sprintf("pole:%s/%s/%s", pole.TradeOff, pole.Pole, pole.Channel)
		now, err := p.ReadPole(pole, m)
		if err != nil {
			r.Missing = append(r.Missing, Difference{ID: id, Printed: string(pole.Reading), Why: err.Error()})
		} else if now != pole.Reading {
			r.Differ = append(r.Differ, Difference{ID: id, Printed: string(pole.Reading), Now: string(now)})
		}
	}
	return r
}

func classWords(c model.Class, rule int, k model.Confidence) string {
	return fmt.Sprintf("%s, rule %d, confidence %s", c, rule, k)
}

// altered lists what the file itself says was changed, and attachments that are
// not what the manifest names.
func (r *Report) altered(f paper.File, m Manifest) {
	for _, a := range f.Altered {
		r.Altered = append(r.Altered, Altered{string(a.Part), a.Name, a.Was, a.Is})
	}
	for _, was := range m.Attachments {
		is := ""
		if i := slices.IndexFunc(f.Attachments, func(a paper.Attachment) bool { return a.Name == was.Name }); i >= 0 {
			is = digest(f.Attachments[i].Content)
		}
		if is != was.SHA256 && !slices.ContainsFunc(r.Altered, func(a Altered) bool { return a.Name == was.Name }) {
			r.Altered = append(r.Altered, Altered{string(paper.AlteredAttachment), was.Name, was.SHA256, is})
		}
	}
}

// figures computes every figure again and compares it with what the page shows.
func (r *Report) figures(f paper.File, e Evidence, p Published) {
	shown := map[string]string{}
	for _, s := range f.Figures {
		shown[s.ID] = plain(shown[s.ID] + " " + s.Words)
	}
	known := map[string]model.Measure{}
	for _, figure := range e.Figures {
		printed, there := shown[figure.ID]
		delete(shown, figure.ID)
		n := paper.Number{Form: figure.Form, Language: figure.Language}
		var failed error
		name := ""
		for _, t := range figure.Terms {
			m, ok := known[t.ID]
			if !ok {
				if m, failed = p.Measure(t.ID); failed != nil {
					name = t.ID
					break
				}
				known[t.ID] = m
			}
			n.Measures = append(n.Measures, m)
			if name == "" {
				name = t.ID
			}
		}
		if failed != nil {
			r.Missing = append(r.Missing, Difference{ID: figure.ID, Measure: name, Printed: printed, Why: failed.Error()})
			continue
		}
		r.Recomputed++
		now := plain(n.String())
		switch {
		case !there:
			r.Missing = append(r.Missing, Difference{ID: figure.ID, Measure: name, Now: now, Why: "no page shows this figure"})
		case now != printed:
			r.Differ = append(r.Differ, Difference{ID: figure.ID, Measure: name, Printed: printed, Now: now})
		case !same(figure.Terms, n.Measures):
			r.Differ = append(r.Differ, Difference{ID: figure.ID, Measure: name, Printed: printed, Now: now, Why: "the words are the same, the figures behind them are not"})
		}
	}
	for _, s := range f.Figures {
		if words, ok := shown[s.ID]; ok {
			r.Missing = append(r.Missing, Difference{ID: s.ID, Printed: words, Why: "no evidence in the paper names this figure"})
			delete(shown, s.ID)
		}
	}
}

func same(was []Term, is []model.Measure) bool {
	return slices.EqualFunc(was, is, func(t Term, m model.Measure) bool { return t.Value == m.Value && t.Count == m.Count && t.N == m.N })
}
