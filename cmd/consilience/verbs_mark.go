package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// markCmd marks a passage of a note, by its words or by its place.
type markCmd struct {
	Note  string `arg:"" help:"A note's reference, as “consilience notes” gives it."`
	Words string `arg:"" optional:"" help:"The words to mark, as they stand in the note."`
	Start int    `default:"-1" help:"Instead of words: the first character, counted from 0."`
	End   int    `default:"-1" help:"The character behind the last."`
}

func (c *markCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		n, err := findNote(d.State(), c.Note)
		if err != nil {
			return err
		}
		start, end := c.Start, c.End
		if c.Words != "" {
			var ok bool
			if start, end, ok = model.NewPositions(n.Text).Anchor(max(c.Start, 0), c.Words); !ok {
				return model.Problemf("", "Copy them from “consilience notes "+string(n.Ref())+"”.", "These words do not stand in the note. Nothing was marked.")
			}
		}
		_, err = d.Mark(n.Ref(), start, end)
		return err
	})
}

// tagCmd tags an excerpt.
type tagCmd struct {
	Excerpt  string `arg:"" help:"An excerpt's reference as “consilience notes NOTE” gives it, or NOTE#1 by its number."`
	Tag      string `arg:"" help:"A tag of the codebook."`
	Polarity int    `default:"0" help:"1: for what the tag says, -1: against, 0: on the topic only."`
	New      bool   `help:"Make the tag if the codebook does not have it."`
	Cluster  string `help:"The cluster of a tag that is made."`
}

func (c *tagCmd) Run(a *app) error {
	return a.onExcerpt(c.Excerpt, func(d *desk.Desk, e model.Ref) error {
		if c.New && !hasTag(d.State(), c.Tag) {
			if _, err := d.NewTag(c.Tag, c.Cluster, ""); err != nil {
				return err
			}
		}
		return d.TagExcerpt(e, c.Tag, c.Polarity)
	})
}

func hasTag(st desk.State, name string) bool {
	for _, t := range st.Codebook {
		if strings.EqualFold(t.Name, name) || strings.EqualFold(t.Key, name) {
			return true
		}
	}
	return false
}

// excerptRef takes an excerpt as the list or the log names it, or by its number
// in a note: NOTE#1 is the first in the order of the text, as in the window.
func excerptRef(st desk.State, name string) (model.Ref, error) {
	note, number, found := cutLast(name, "#")
	n, err := strconv.Atoi(number)
	if !found || err != nil {
		return model.Ref(strings.TrimPrefix(name, "excerpt/")), nil
	}
	in, err := findNote(st, note)
	if err != nil {
		return "", err
	}
	list := inOrder(st.Excerpts, in.Ref())
	if n < 1 || n > len(list) || list[n-1].Unanchored {
		return "", model.Problemf("", "“consilience notes "+note+"” lists them.", "There is no excerpt %d in this note. Nothing was changed.", n)
	}
	return list[n-1].Ref(), nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// inOrder are the excerpts of a note in the order of its text, those without a
// place last.
func inOrder(excerpts []*model.Excerpt, note model.Ref) []*model.Excerpt {
	var list []*model.Excerpt
	for _, e := range excerpts {
		if e.Note != "" && model.NewRef(e.Source, e.Note) == note {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b *model.Excerpt) int {
		if a.Unanchored != b.Unanchored {
			if a.Unanchored {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return list
}

// onExcerpt does f on an excerpt.
func (a *app) onExcerpt(name string, f func(*desk.Desk, model.Ref) error) error {
	return a.annotate(func(d *desk.Desk) error {
		ref, err := excerptRef(d.State(), name)
		if err != nil {
			return err
		}
		return f(d, ref)
	})
}

type untagCmd struct {
	Excerpt string `arg:""`
	Tag     string `arg:""`
}

func (c *untagCmd) Run(a *app) error {
	return a.onExcerpt(c.Excerpt, func(d *desk.Desk, e model.Ref) error { return d.Untag(e, c.Tag) })
}

type remarkCmd struct {
	Excerpt string `arg:""`
	Text    string `arg:""`
}

func (c *remarkCmd) Run(a *app) error {
	return a.onExcerpt(c.Excerpt, func(d *desk.Desk, e model.Ref) error { return d.Remark(e, c.Text) })
}

// unchanged says that an annotation stands already; as JSON it is null.
func (a *app) unchanged() error {
	return a.show(nil, func(w io.Writer) { fmt.Fprintln(w, "It stands so already. Nothing was changed.") })
}
