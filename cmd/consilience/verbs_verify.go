package main

import (
	"fmt"
	"io"
	"os"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/paper/proof"
	"consilience/model/store"
)

// verifyCmd holds an exported paper against its published inputs. It uses no
// workspace: the inputs go into a folder of their own, which is removed.
type verifyCmd struct {
	File    string   `arg:"" placeholder:"FILE.pdf" help:"A paper that Consilience exported."`
	Against []string `placeholder:"SOURCE" help:"Where the inputs are published: a feed's address, a folder, a file, or “sample” (default: where the paper says)."`
}

// errDiffers ends the call with status 1; what differs was printed.
var errDiffers = model.Problemf("", "Ask whoever sent the paper, or the publisher, which of the two was changed.", "The paper is not as its inputs give it.")

func (c *verifyCmd) Run(a *app) error {
	dir, err := os.MkdirTemp("", "consilience-verify-")
	if err != nil {
		return (&model.Problem{Say: "No folder for checking could be made. Nothing was checked.", Do: "Free some space, then try again."}).Because(err)
	}
	defer os.RemoveAll(dir)
	scratch := *a
	settings := *a.cli
	settings.Workspace, scratch.cli = dir, &settings
	var report proof.Report
	err = scratch.with(func(d *desk.Desk, _ *store.Store) error {
		progress, end := scratch.progress()
		report, err = d.Verify(a.background(), c.File, progress, c.Against...)
		end()
		return err
	})
	if err != nil {
		return err
	}
	if err := a.show(report, func(w io.Writer) { printReport(w, report) }); err != nil {
		return err
	}
	if !report.Holds() {
		return errDiffers
	}
	return nil
}

func printReport(w io.Writer, r proof.Report) {
	fmt.Fprintf(w, "%s\n%d of %d figures computed again, %d classes.\n", r.Title, r.Recomputed, r.Figures, r.Classes)
	for _, x := range r.Altered {
		switch {
		case x.Part == "file":
			fmt.Fprintln(w, "The file was altered since it was printed.")
		case x.Is == "":
			fmt.Fprintf(w, "Altered: %s %s is gone or cannot be read; it was %s\n", x.Part, x.Name, x.Was)
		default:
			fmt.Fprintf(w, "Altered: %s %s was %s, is %s\n", x.Part, x.Name, x.Was, x.Is)
		}
	}
	for _, x := range r.Inputs {
		if x.Is == "" {
			fmt.Fprintf(w, "Input not there: %s of %s\n", x.Path, x.Source)
			continue
		}
		fmt.Fprintf(w, "Input changed: %s of %s was %s, is %s\n", x.Path, x.Source, x.Was, x.Is)
	}
	for _, x := range r.Differ {
		fmt.Fprintf(w, "Differs: %s %s printed “%s”, now “%s” %s\n", x.ID, x.Measure, x.Printed, x.Now, x.Why)
	}
	for _, x := range r.Missing {
		fmt.Fprintf(w, "Missing: %s %s printed “%s”: %s\n", x.ID, x.Measure, x.Printed, x.Why)
	}
	if r.Words > 0 {
		fmt.Fprintf(w, "%d positions, decisions and responses are carried as their authors wrote them; they are no figures.\n", r.Words)
	}
	if r.Holds() {
		fmt.Fprintln(w, "The paper holds: the file is as it was printed, and every figure and class is what the published inputs give.")
	}
}
