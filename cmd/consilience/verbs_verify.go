package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"consilience/model"
	"consilience/model/desk"
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
	d, leave, err := a.aside()
	if err != nil {
		return err
	}
	progress, end := a.progress()
	report, err := d.Verify(a.background(), c.File, progress, c.Against...)
	end()
	if lerr := leave(); err == nil && lerr != nil {
		err = model.AsProblem(lerr, "The folder for checking could not be removed.")
	}
	if err != nil {
		return err
	}
	if err := a.show(report, func(w io.Writer) { printReport(w, report) }); err != nil {
		return err
	}
	switch report.Verdict {
	case model.VerdictHolds:
		return nil
	case model.VerdictUnmoved:
		return statusError(exitUnmoved)
	}
	return errDiffers
}

// aside opens an empty desk in a folder of its own; leave closes and removes it.
func (a *app) aside() (d *desk.Desk, leave func() error, err error) {
	dir, err := os.MkdirTemp("", "consilience-verify-")
	if err != nil {
		return nil, nil, (&model.Problem{Say: "No folder for checking could be made. Nothing was checked.", Do: "Free some space, then try again."}).Because(err)
	}
	scratch := *a
	settings := *a.cli
	settings.Workspace, scratch.cli = dir, &settings
	if d, _, err = scratch.openDesk(nil); err != nil {
		_ = os.RemoveAll(dir) // the reason to stop is err
		return nil, nil, err
	}
	return d, func() error { return errors.Join(d.Close(), os.RemoveAll(dir)) }, nil
}

func printReport(w io.Writer, r model.Verification) {
	fmt.Fprintf(w, "%s\n%d of %s computed again; classes: %d.\n", r.Title, r.Recomputed, numbered(r.Figures, "figure"), r.Classes)
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
	switch r.Verdict {
	case model.VerdictUnmoved:
		fmt.Fprintln(w, "The paper holds, but the published file has changed since: no figure in this paper moves. The file is as it was printed.")
	case model.VerdictHolds:
		fmt.Fprintln(w, "The paper holds: the file is as it was printed, and every figure and class is what the published inputs give.")
	}
}
