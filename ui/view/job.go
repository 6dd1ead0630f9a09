package view

import (
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// Progress is what is said of the job under way.
type Progress struct {
	Text string
	// Share is how far it has come, 0 to 1, if Known.
	Share float64
	Known bool
}

// Job is the progress of the job under way; nil if there is none.
func (w *Words) Job(st desk.State) *Progress {
	j := st.Job
	if j == nil {
		return nil
	}
	p := &Progress{Text: w.T(j.Name)}
	if j.What != "" && j.What != j.Name {
		p.Text = w.T("%s: %s", p.Text, w.step(j.What))
	}
	// Fetched whole, it is still being read: nobody knows for how long.
	if j.Total > 0 && j.Done < j.Total {
		p.Known = true
		p.Share = float64(j.Done) / float64(j.Total)
	}
	return p
}

// step is what a job does just now. The name of what it reads is told as it is:
// a source may be called "survey".
func (w *Words) step(what string) string {
	if name, ok := strings.CutPrefix(what, "Reading "); ok {
		return w.T("Reading %s", name)
	}
	if name, ok := strings.CutPrefix(what, "Looking at "); ok {
		return w.T("Looking at %s", name)
	}
	return w.Told(what)
}

// News is something that happened since the state before.
type News struct {
	Text string
	Tone Tone
	// Problem is what Details opens; nil if there is none.
	Problem *model.Problem
}

// News is the most important thing that st says and before did not: a problem,
// a paper printed, what a sync changed; nil if there is nothing new.
func (w *Words) News(before, st desk.State) *News {
	if p := newProblem(before.Problems, st.Problems); p != nil {
		return &News{Text: w.Told(p.Say), Tone: ToneWarn, Problem: p}
	}
	if e := st.Exported; e != nil && (before.Exported == nil || *before.Exported != *e) {
		return &News{Text: w.T("Paper saved: %s (%s)", e.File, w.N("%d page", "%d pages", e.Pages))}
	}
	if c := st.Coding; c != nil && (before.Coding == nil || before.Coding != c) {
		return &News{Text: w.T("Saved: %s (%s, %s)", c.File, w.N("%d excerpt", "%d excerpts", c.Excerpts), w.N("%d tag", "%d tags", c.Tags))}
	}
	if before.Job == nil || st.Job != nil || before.Job.Name != "Sync" {
		return nil
	}
	if len(st.Changes) == 0 {
		return &News{Text: w.T("Sync finished: nothing has changed.")}
	}
	return &News{Text: w.N("Sync finished: %d change, listed in the overview.", "Sync finished: %d changes, listed in the overview.", len(st.Changes))}
}

// Standing is what the bottom line says while nothing has happened.
func (w *Words) Standing(st desk.State) string {
	if len(st.Sources) == 0 {
		return ""
	}
	return w.T("%s, %s. Everything is kept on this machine.",
		w.N("%d source", "%d sources", len(st.Sources)), w.N("%d statement", "%d statements", len(st.Statements)))
}

// newProblem is the first of now that is not in before.
func newProblem(before, now []model.Problem) *model.Problem {
	for i := range now {
		known := false
		for _, p := range before {
			if p.Say == now[i].Say && p.Kind == now[i].Kind {
				known = true
				break
			}
		}
		if !known {
			return &now[i]
		}
	}
	return nil
}

// LanguageName is a language's name in itself.
func LanguageName(lang string) string {
	switch lang {
	case "es":
		return "Español"
	case "fr":
		return "Français"
	}
	return "English"
}

// Tag is what is known of a tag, said as an explanation.
func (w *Words) Tag(t model.Tag, st desk.State) Explained {
	x := Explained{Figure: w.N("%d mention", "%d mentions", t.Mentions), Name: t.Name}
	add := func(label, text string) {
		if text != "" {
			x.Rows = append(x.Rows, Row{label, text})
		}
	}
	add(w.T("Meaning"), t.Description)
	add(w.T("Cluster"), t.Cluster)
	for _, s := range st.Sources {
		if s.Source.ID == t.Source {
			add(w.T("Source"), s.Title)
			if s.Paraphrased {
				x.Notes = append(x.Notes, w.T("The texts of this source are short paraphrases, not the original wording."))
			}
		}
	}
	add(w.T("Where"), w.Place(model.Problem{File: t.File, Line: t.Line}))
	x.Notes = append(x.Notes, w.T("A mention is one marked passage. One meeting can give many, so mentions are not people."))
	return x
}
