package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/sync"
	"consilience/ui/view"
)

type publishCmd struct {
	Dir       string `arg:"" help:"The folder with the raw exports. A datapackage.json in it is taken as a draft."`
	Output    string `short:"o" required:"" placeholder:"OUT" help:"The folder to write: new, empty, or a feed made before, which gets its next version."`
	Title     string `help:"Title of the consultation."`
	Publisher string `help:"Who publishes."`
	Licence   string `help:"Under which licence, such as CC-BY-4.0."`
	// WithPersonalData is said on purpose: published is published.
	WithPersonalData bool   `name:"with-personal-data" help:"Publish although the exports hold personal data."`
	Created          string `placeholder:"DATE" help:"The date that the feed states (default: now)."`
}

// publishJSON is what --json prints.
type publishJSON struct {
	sync.Published
	Problems []problemJSON `json:"problems"`
	Checks   []model.Check `json:"checks"`
}

// Help says what publishing looks at first.
func (publishCmd) Help() string {
	return "Runs the checks first (“consilience checks”), writes them into the feed as checks.csv and on its page, and refuses exports with personal data: e-mail addresses anywhere in files of text; telephone numbers, accounts and pages of persons in texts; columns with names or addresses in surveys. Names in texts are not found: read the texts before you publish them."
}

// Run reads the exports into a workspace of its own, which is thrown away: the
// person's consultation is not touched. What was said there of the columns of
// tables is used.
func (c *publishCmd) Run(a *app) error {
	from, to, err := c.folders()
	if err != nil {
		return err
	}
	created := time.Now()
	if c.Created != "" {
		if created, err = time.Parse(time.DateOnly, c.Created); err != nil {
			return usageError("--created is a date such as 2026-11-26")
		}
	}
	known := a.knownMappings()
	report, end := a.progress()
	result, checks, err := a.readApart(a.background(), report, from, known)
	end()
	if err != nil {
		return err
	}
	p := sync.Publication{From: from, To: to, Title: c.Title, Publisher: c.Publisher, Licence: c.Licence, Created: created}
	problems := append([]model.Problem(nil), result.Problems...)
	for _, s := range result.Sources {
		p.Sources = append(p.Sources, s.Snapshot)
		problems = append(problems, s.Problems...)
	}
	if err := c.refusePersonal(a, p, checks); err != nil {
		return err
	}
	words, err := view.NewWords("en", nil)
	if err != nil {
		return err
	}
	p.Checks, p.ChecksCSV = publishedChecks(words, checks)
	done, err := sync.Publish(a.background(), p)
	if err != nil {
		return err
	}
	if err := a.show(publishJSON{done, newProblems(problems), p.Checks}, func(w io.Writer) {
		for _, r := range done.Resources {
			fmt.Fprintf(w, "%s: %s, %s, %s, %s\n", r.Path, r.Format, numbered(int(r.Rows), "row"), numbered(int(r.Bytes), "byte"), r.Hash)
		}
		listChecks(w, words, p.Checks)
		listProblems(w, result.Problems)
		fmt.Fprintf(w, "Version %s of the feed is in %s. Put the folder on any web server; its address is that of datapackage.json.\n", done.Version, done.Folder)
		if c.Licence == "" && !hasLicence(p.Sources) {
			fmt.Fprintln(w, "No licence is stated: add --licence, so that readers know what they may do.")
		}
	}); err != nil {
		return err
	}
	return failure(result.Problems)
}

// knownMappings are those of the workspace, if there is one. One that cannot be
// opened, such as while the window has it open, is told and does not stop
// publishing: tables that need a mapping are then listed.
func (a *app) knownMappings() []model.KnownMapping {
	dir, err := a.folder()
	if err != nil {
		return nil
	}
	if _, err := os.Stat(dir); err != nil {
		return nil // none yet
	}
	d, _, err := a.openDesk(nil)
	if err != nil {
		p := model.AsProblem(err, "The workspace cannot be opened.")
		tell(a.err, &model.Problem{Say: "What was said of the columns of tables is not used: " + p.Say, Do: p.Do})
		return nil
	}
	known := d.Mappings()
	if err := d.Close(); err != nil {
		tell(a.err, model.AsProblem(err, "The workspace could not be closed properly; it will be checked when it is opened next."))
	}
	return known
}

// refusePersonal lists the places with personal data, and refuses them unless
// the person said that they may be published.
func (c *publishCmd) refusePersonal(a *app, p sync.Publication, checks []model.Check) error {
	places, err := personalPlaces(p.From, p.Sources, checks)
	if err != nil || len(places) == 0 {
		return err
	}
	for _, place := range places {
		fmt.Fprintln(a.err, place)
	}
	if c.WithPersonalData {
		return nil
	}
	return &model.Problem{Kind: model.ProblemRefused, Say: personalHeld(len(places)),
		Do: "Take them out of the exports. If everybody concerned agreed, publish with --with-personal-data."}
}

// publishedChecks are checks as a feed states them, personal data taken out:
// as a list and as CSV.
func publishedChecks(words *view.Words, checks []model.Check) ([]model.Check, []byte) {
	list := make([]model.Check, 0, len(checks))
	for _, c := range checks {
		c.Say, c.Do = analysis.Redact(c.Say), analysis.Redact(c.Do)
		list = append(list, c)
	}
	return list, []byte(words.ChecksCSV(list))
}

func hasLicence(sources []model.Snapshot) bool {
	for _, s := range sources {
		if s.Licence != "" {
			return true
		}
	}
	return false
}

func (c *publishCmd) folders() (from, to string, err error) {
	if from, err = filepath.Abs(c.Dir); err != nil {
		return "", "", err
	}
	if to, err = filepath.Abs(c.Output); err != nil {
		return "", "", err
	}
	if info, err := os.Stat(from); err != nil || !info.IsDir() {
		return "", "", model.Problemf(model.ProblemNotReachable, "Name the folder with the exports.", "%s is not a folder.", c.Dir)
	}
	inside := func(outer, inner string) bool {
		rel, err := filepath.Rel(outer, inner)
		return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
	}
	if inside(from, to) || inside(to, from) {
		return "", "", model.Problemf(model.ProblemRefused, "Choose a folder beside it.", "The feed cannot be written into the folder of the exports, nor around it. Nothing was written.")
	}
	return from, to, nil
}

// readApart syncs an address into a workspace of its own, with the mappings that
// are known, and removes it.
func (a *app) readApart(ctx context.Context, report func(model.Progress), address string, known []model.KnownMapping) (desk.SyncResult, []model.Check, error) {
	dir, err := os.MkdirTemp("", "consilience-publish-*")
	if err != nil {
		return desk.SyncResult{}, nil, (&model.Problem{Say: "There is no room to read the exports. Nothing was written.", Do: "Look at the space on the disk."}).Because(err)
	}
	defer os.RemoveAll(dir) // a copy of what is elsewhere
	apart := &app{cli: &cli{Workspace: dir, Quiet: a.Quiet}, world: a.world}
	var result desk.SyncResult
	var checks []model.Check
	err = apart.with(func(d *desk.Desk, _ *store.Store) error {
		for _, m := range known {
			if err := d.KeepMapping(m.Publisher, m.File, m.Mapping); err != nil {
				return err
			}
		}
		var err error
		result, err = d.SyncNow(ctx, report, address)
		if err == nil {
			err = d.CheckAllNow(ctx, report)
		}
		checks = d.State().Checks
		return err
	})
	return result, checks, err
}
