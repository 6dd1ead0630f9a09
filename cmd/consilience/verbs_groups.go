package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type groupsCmd struct {
	Source string `required:"" help:"The poll."`
	Method string `enum:"default,polis" default:"default" help:"default, or polis: a cold start of Polis's own."`
	Labels string `placeholder:"published|FILE.csv" help:"Take groups that are given: the publisher's own, or a file with the columns participant and group."`
	Seed   uint64 `help:"Varies the starts of the default method."`
	Runs   int    `default:"10" help:"How often groups are found anew from thinned votes, to see whether they hold; 0 leaves it out."`
}

func (c *groupsCmd) Run(a *app) error {
	method, given := c.Method, map[string]string(nil)
	switch c.Labels {
	case "":
	case "published":
		method = "published"
	default:
		var err error
		if given, err = readLabels(c.Labels); err != nil {
			return err
		}
		method = "labels"
	}
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		g, err := d.GroupsNow(a.background(), desk.GroupsAsked{Source: c.Source, Method: method, Given: given, Runs: c.Runs, Seed: c.Seed})
		if err != nil {
			return err
		}
		var report any // large, and not needed for words
		if a.JSON {
			if report, err = d.Report(a.background(), g); err != nil {
				return err
			}
		}
		return a.show(report, func(w io.Writer) { printGroups(w, d, g) })
	})
}

// maxLabels bounds a file of labels, in bytes.
const maxLabels = 256 << 20

// readLabels reads a group's name by participant. A participant without a
// group has an empty name.
func readLabels(file string) (map[string]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, (&model.Problem{Say: fmt.Sprintf("“%s” cannot be opened. Nothing was computed.", file), Do: "Check the file's name."}).Because(err)
	}
	defer f.Close()
	bad := func(why string, line int) error {
		return &model.Problem{Say: "The file of groups cannot be used: " + why + ". Nothing was computed.", Do: "Give a CSV file with the columns participant and group.", File: filepath.Base(file), Line: line}
	}
	r := csv.NewReader(io.LimitReader(f, maxLabels))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, bad("it has no header", 1)
	}
	who, group := -1, -1
	for i, name := range head {
		switch strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))) {
		case "participant", "voter-id":
			who = i
		case "group", "group-id", "label":
			group = i
		}
	}
	if who < 0 || group < 0 {
		return nil, bad("it has no column “participant” or no column “group”", 1)
	}
	labels := map[string]string{}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return labels, nil
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return nil, bad("this line is no CSV", line)
		}
		if len(row) <= max(who, group) {
			return nil, bad("this line has too few fields", line)
		}
		labels[row[who]] = row[group]
	}
}

func printGroups(w io.Writer, d *desk.Desk, g *desk.Grouped) {
	texts := map[string]string{}
	for _, s := range d.State().Statements {
		if s.Source == g.Source {
			texts[s.ID] = s.Text
		}
	}
	for _, say := range append(append([]string{}, g.Grouping.Say...), g.Stability.Say...) {
		fmt.Fprintln(w, say)
	}
	for k, group := range g.Profile.Groups {
		fmt.Fprintf(w, "\nGroup %s: %d people\n", g.Title(k), group.Size)
		for _, m := range group.Marks {
			direction, votes := m.Direction, m.Successes
			if m.BestAgree { // chosen for what the group agrees with, whichever way it differs more
				direction, votes = "agree", m.Agrees
			}
			fmt.Fprintf(w, "    %-8s %d of %d  %s  %s\n", direction, votes, m.Trials, model.NewRef(g.Source, m.Statement), short(texts[m.Statement], 60))
		}
	}
	if len(g.Profile.Agree)+len(g.Profile.Disagree) > 0 {
		fmt.Fprintln(w, "\nShared by most:")
	}
	for _, m := range g.Profile.Agree {
		fmt.Fprintf(w, "    agree    %d of %d  %s  %s\n", m.Successes, m.Trials, model.NewRef(g.Source, m.Statement), short(texts[m.Statement], 60))
	}
	for _, m := range g.Profile.Disagree {
		fmt.Fprintf(w, "    disagree %d of %d  %s  %s\n", m.Successes, m.Trials, model.NewRef(g.Source, m.Statement), short(texts[m.Statement], 60))
	}
}
