package main

import (
	"fmt"
	"io"

	"consilience/assets"
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/ui/view"
)

// checksCmd lists what is wrong in published data. The verb check is another:
// it verifies that the workspace's own storage is whole.
type checksCmd struct {
	Source string `help:"Only this source."`
	CSV    string `name:"csv" placeholder:"FILE" help:"Write the list as CSV for a spreadsheet, with formulas made harmless."`
}

// Help says which of the two verbs is which.
func (checksCmd) Help() string {
	return "Looks at what was published: rows that cannot be, totals that do not add up, percentages without their base, claims that hold only under a filter, duplicates, personal data. To verify the storage of this workspace, use “consilience check”."
}

func (c *checksCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := []model.Check{}
		known := c.Source == ""
		for _, s := range d.State().Sources {
			known = known || s.Source.ID == c.Source
		}
		if !known {
			return model.Problemf(model.ProblemNothingToShow, "“consilience sources” lists what is here.", "There is no source “%s” here.", c.Source)
		}
		for _, k := range d.State().Checks {
			if c.Source == "" || k.Source == c.Source {
				// A list of checks is passed on; it says where, not what.
				k.Say, k.Do = analysis.Redact(k.Say), analysis.Redact(k.Do)
				list = append(list, k)
			}
		}
		words, err := view.NewWords(a.Lang, assets.Translations())
		if err != nil {
			return err
		}
		if c.CSV != "" {
			if err := desk.WriteText(c.CSV, words.ChecksCSV(list)); err != nil {
				return model.AsProblem(err, fmt.Sprintf("“%s” could not be written. No file was changed.", c.CSV))
			}
		}
		return a.show(map[string]any{"checks": list}, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, words.NoChecks(desk.State{}))
			}
			listChecks(w, words, list)
			if c.CSV != "" {
				fmt.Fprintln(w, words.T("Written: %s.", c.CSV))
			}
		})
	})
}

// listChecks lists checks under their sources, as the page of checks does.
func listChecks(w io.Writer, words *view.Words, list []model.Check) {
	source := ""
	for _, k := range view.GravestFirst(list) {
		if k.Source != source {
			source = k.Source
			fmt.Fprintln(w, source)
		}
		says := words.T("%s: %s", words.T(k.Severity.Label()), analysis.Redact(words.CheckSays(k)))
		if place := words.Place(model.Problem{File: k.File, Line: k.Line}); place != "" {
			says += " [" + place + "]"
		}
		fmt.Fprintf(w, "  %s\n", says)
		if k.Do != "" {
			fmt.Fprintf(w, "    %s\n", words.Told(k.Do))
		}
	}
}
