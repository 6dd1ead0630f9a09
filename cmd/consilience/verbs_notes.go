package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
	"consilience/model/store"
)

// notesCmd lists notes, or prints one with its excerpts.
type notesCmd struct {
	Note string `arg:"" optional:"" help:"A note's reference (source:note) as the list gives it; without one, the list."`
}

// noteJSON is a note as --json lists it; absent facts are null.
type noteJSON struct {
	Ref          model.Ref `json:"ref"`
	Title        *string   `json:"title"`
	Date         *string   `json:"date"`
	Place        *string   `json:"place"`
	Language     *string   `json:"language"`
	Consultation *string   `json:"consultation"`
	Participants *int      `json:"participants"`
	Characters   int       `json:"characters"`
	Excerpts     int       `json:"excerpts"`
	File         string    `json:"file"`
	Line         int       `json:"line"`
}

// openNoteJSON is a note with all that is marked in it.
type openNoteJSON struct {
	noteJSON
	Text   string           `json:"text"`
	Pages  []int            `json:"pages"`
	Marked []*model.Excerpt `json:"marked"`
}

func newNoteJSON(n model.Note, excerpts int) noteJSON {
	return noteJSON{
		Ref: n.Ref(), Title: some(n.Title), Date: some(n.Date), Place: some(n.Place), Language: some(n.Language), Consultation: some(n.Consultation),
		Participants: n.Participants, Characters: len([]rune(n.Text)), Excerpts: excerpts, File: n.File, Line: n.Line,
	}
}

func (c *notesCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		st := d.State()
		if c.Note != "" {
			n, err := findNote(st, c.Note)
			if err != nil {
				return err
			}
			return a.showNote(n, inOrder(st.Excerpts, n.Ref()))
		}
		marked := map[model.Ref]int{}
		for _, e := range st.Excerpts {
			if e.Note != "" {
				marked[model.NewRef(e.Source, e.Note)]++
			}
		}
		list := []noteJSON{}
		for _, n := range st.Notes {
			list = append(list, newNoteJSON(n, marked[n.Ref()]))
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There are no notes yet. “consilience sync FOLDER” brings in notes of meetings.")
			}
			for i, n := range st.Notes {
				fmt.Fprintf(w, "%s  %s  %s  %s\n", n.Ref(), n.Date, numbered(list[i].Excerpts, "excerpt"), noteName(n))
			}
		})
	})
}

// noteName is a note's title, or its first words where it has none.
func noteName(n model.Note) string {
	if n.Title != "" {
		return n.Title
	}
	return "“" + short(strings.Join(strings.Fields(n.Text), " "), 60) + "”"
}

// showNote prints a note's text and below it what is marked.
func (a *app) showNote(n model.Note, marked []*model.Excerpt) error {
	return a.show(openNoteJSON{newNoteJSON(n, len(marked)), n.Text, orEmpty(n.Pages), orEmpty(marked)}, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s\n\n%s\n", n.Ref(), noteName(n), strings.TrimRight(n.Text, "\n"))
		for i, e := range marked {
			place := fmt.Sprintf("%d–%d", e.Start, e.End)
			if page := n.Page(e.Start); page > 0 {
				place = fmt.Sprintf("page %d, %s", page, place)
			}
			if e.Unanchored {
				place = "without a place"
			}
			fmt.Fprintf(w, "\n#%d  %s  %s  “%s”\n", i+1, e.Ref(), place, short(e.Text, 120))
			for _, t := range e.Tags {
				fmt.Fprintf(w, "    %s %s  %s\n", polaritySign(t.Polarity), t.Tag, t.Coder)
			}
			if e.Remark != "" {
				fmt.Fprintf(w, "    %s\n", strings.ReplaceAll(e.Remark, "\n", "\n    "))
			}
			for _, r := range e.Notes {
				fmt.Fprintf(w, "    %s: %s\n", r.By, r.Text)
			}
		}
	})
}

func polaritySign(p int) string { return [...]string{"−", "•", "+"}[p+1] }

// findNote finds a note by its reference, or by its id if no other has it.
func findNote(st desk.State, name string) (model.Note, error) {
	var found []model.Note
	for _, n := range st.Notes {
		if string(n.Ref()) == name {
			return n, nil
		}
		if n.ID == name {
			found = append(found, n)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return model.Note{}, model.Problemf(model.ProblemNothingToShow, "“consilience notes” lists what is here.", "There is no note “%s”.", name)
}

// codebookCmd lists the tags with what they count, by source.
type codebookCmd struct {
	Tag string `arg:"" optional:"" help:"Only this tag, with its description."`
}

// codeTagJSON is a tag of the codebook as --json prints it.
type codeTagJSON struct {
	Key         string          `json:"key"`
	Name        string          `json:"name"`
	Cluster     *string         `json:"cluster"`
	Description *string         `json:"description"`
	Colour      *string         `json:"colour"`
	MadeBy      *string         `json:"made_by"`
	Published   []string        `json:"published"`
	Merged      []string        `json:"merged"`
	Disputed    []string        `json:"disputed"`
	Counts      []codeCountJSON `json:"counts"`
}

// codeCountJSON is what a tag counts in one source. Sources are not added up.
type codeCountJSON struct {
	Source        string `json:"source"`
	Mentions      int    `json:"mentions"`
	Consultations *int   `json:"consultations"`
	For           int    `json:"for"`
	Against       int    `json:"against"`
	Topic         int    `json:"topic"`
	Coded         int    `json:"coded"`
	Totals        bool   `json:"publishers_total"`
}

func newCodeTagJSON(t desk.CodeTag) codeTagJSON {
	j := codeTagJSON{
		Key: t.Key, Name: t.Name, Cluster: some(t.Cluster), Description: some(t.Description), Colour: some(t.Colour), MadeBy: some(t.By),
		Published: orEmpty(t.Published), Merged: []string{}, Disputed: []string{}, Counts: []codeCountJSON{},
	}
	for _, m := range t.Merged {
		j.Merged = append(j.Merged, m.Key)
	}
	for _, d := range t.Disputes {
		j.Disputed = append(j.Disputed, d.Field)
	}
	for _, c := range t.Counts {
		j.Counts = append(j.Counts, codeCountJSON{c.Source, c.Mentions, c.Consultations, c.For, c.Against, c.Topic, c.Coded, c.Totals})
	}
	return j
}

func (c *codebookCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := []codeTagJSON{}
		for _, t := range d.State().Codebook {
			if c.Tag == "" || strings.EqualFold(c.Tag, t.Name) || strings.EqualFold(c.Tag, t.Key) {
				list = append(list, newCodeTagJSON(t))
			}
		}
		if c.Tag != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience codebook” lists what is here.", "There is no tag “%s”.", c.Tag)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There are no tags yet. “consilience annotate tag EXCERPT NAME --new” makes one.")
			}
			for _, t := range list {
				writeCodeTag(w, t, c.Tag != "")
			}
		})
	})
}

func writeCodeTag(w io.Writer, t codeTagJSON, whole bool) {
	cluster := ""
	if t.Cluster != nil {
		cluster = *t.Cluster + " / "
	}
	fmt.Fprintf(w, "%s%s\n", cluster, t.Name)
	if whole && t.Description != nil {
		fmt.Fprintf(w, "    %s\n", *t.Description)
	}
	for _, n := range t.Counts {
		fmt.Fprintf(w, "    %s: %s (%d for, %d against, %d on the topic only)\n", n.Source, numbered(n.Mentions, "mention"), n.For, n.Against, n.Topic)
	}
}

// agreementCmd compares two coders.
type agreementCmd struct {
	Notes []string `arg:"" optional:"" help:"Notes to compare on (default: all in which both set tags)."`
	One   string   `help:"A coder's name (default, if there are two: the first)."`
	Other string   `help:"The other coder's name."`
}

func (c *agreementCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		st := d.State()
		coders := analysis.Coders(st.Excerpts)
		if c.One == "" && c.Other == "" && len(coders) == 2 {
			c.One, c.Other = coders[0].Name, coders[1].Name
		}
		if err := c.check(coders); err != nil {
			return err
		}
		var only []model.Ref
		for _, name := range c.Notes {
			n, err := findNote(st, name)
			if err != nil {
				return err
			}
			only = append(only, n.Ref())
		}
		found := analysis.CompareCoders(st.Notes, st.Excerpts, c.One, c.Other, only)
		if len(found.Notes) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "Agreement can be told of notes that both coded.", "%s and %s set tags in no note together.", c.One, c.Other)
		}
		return a.show(found, func(w io.Writer) { writeAgreement(w, found) })
	})
}

// check says what is missing for a comparison.
func (c *agreementCmd) check(coders []analysis.Coder) error {
	var names []string
	for _, k := range coders {
		names = append(names, k.Name)
	}
	here := strings.Join(names, ", ")
	switch {
	case len(names) == 0:
		return model.Problemf(model.ProblemNothingToShow, "Bring in coded notes, or tag some.", "Nobody is named who tagged a passage, so that there is nothing to compare.")
	case len(names) == 1:
		return model.Problemf(model.ProblemNothingToShow, "Let a second person code some of the notes, without looking at the first coding.", "%s alone coded these notes, so that there is nothing to compare.", here)
	case !slices.Contains(names, c.One) || !slices.Contains(names, c.Other) || c.One == c.Other:
		return model.Problemf("", "Name two with --one and --other: "+here+".", "Two coders are needed, each by the name that stands beside their tags.")
	}
	return nil
}

func writeAgreement(w io.Writer, c analysis.CoderComparison) {
	fmt.Fprintf(w, "%s and %s: %s, %s (the unit), %s\n", c.One, c.Other, numbered(len(c.Notes), "note"), numbered(c.Sentences, "sentence"), numbered(len(c.Tags), "tag"))
	if c.Copies > 0 {
		fmt.Fprintf(w, "Notes of the same text are compared as one: %d more than those.\n", c.Copies)
	}
	line := func(name string, t analysis.TagAgreement) {
		fmt.Fprintf(w, "%s: %d of %d alike, α %s, κ %s\n", name, t.Both+t.Neither, t.N(), coefficient(t.Alpha), coefficient(t.Kappa))
	}
	line("Over all", c.All)
	for _, t := range c.Tags {
		line("  "+t.Tag, t)
	}
	fmt.Fprintln(w, "By convention α from 0.80 is good, from 0.667 tentative.")
	if n := c.PolarityAlone(); n > 0 {
		fmt.Fprintf(w, "In %s both set the tag with another polarity; α and κ count these as alike.\n", numbered(n, "decision"))
	}
	for _, d := range c.Differences {
		fmt.Fprintf(w, "%s  %s  %s: %s, %s: %s  “%s”\n", d.Excerpt, d.Tag, c.One, setAs(d.One), c.Other, setAs(d.Other), short(d.Text, 100))
	}
}

func coefficient(v *float64) string {
	if v == nil {
		return "cannot be told"
	}
	return fmt.Sprintf("%.3f", *v)
}

func setAs(polarity *int) string {
	if polarity == nil {
		return "not set"
	}
	return polaritySign(*polarity)
}
