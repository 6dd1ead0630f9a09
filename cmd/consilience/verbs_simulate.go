package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"consilience/cmd/consilience/simulate"
	"consilience/model"
)

type simulateCmd struct {
	Participants int    `required:"" help:"How many people vote."`
	Statements   int    `required:"" help:"How many statements there are."`
	Votes        int    `required:"" help:"How many votes are cast, changed votes included."`
	Groups       int    `required:"" help:"How many groups the people are in."`
	Seed         uint64 `default:"1" help:"The same seed and numbers give the same files, byte for byte."`
	Output       string `short:"o" required:"" placeholder:"DIR" help:"The folder to write into: a new or an empty one."`
}

// simulateJSON is what simulate prints with --json.
type simulateJSON struct {
	Folder    string `json:"folder"`
	Simulated bool   `json:"simulated"`
	simulate.Plan
	Files []simulate.File `json:"files"`
}

func (c *simulateCmd) Run(a *app) error {
	plan := simulate.Plan{Participants: c.Participants, Statements: c.Statements, Votes: c.Votes, Groups: c.Groups, Seed: c.Seed}
	poll, err := simulate.New(plan)
	if err != nil {
		return usageError(err.Error())
	}
	folder, err := newFolder(c.Output)
	if err != nil {
		return err
	}
	files, err := folder.fill(a.background(), poll)
	if err != nil {
		return err
	}
	return a.show(simulateJSON{folder.dir, true, plan, files}, func(w io.Writer) {
		fmt.Fprintf(w, "A simulated poll was written into %s:\n", folder.dir)
		for _, f := range files {
			fmt.Fprintf(w, "  %s · %d bytes · SHA-256 %s\n", f.Path, f.Bytes, f.SHA256)
		}
		if !poll.HasParticipants() {
			fmt.Fprintln(w, "participants-votes.csv was left out, as it would be larger than 200 MiB.")
		}
	})
}

// emptyFolder is a folder to write into, and what was made there, in order.
type emptyFolder struct {
	dir  string
	made []string
}

// newFolder makes dir if it is not there. It refuses one with anything in it.
func newFolder(dir string) (*emptyFolder, error) {
	f := &emptyFolder{dir: dir}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, model.AsProblem(err, "The folder could not be made. Nothing was written.")
		}
		f.made = append(f.made, dir)
	case err != nil:
		return nil, (&model.Problem{Say: fmt.Sprintf("“%s” is no folder that can be written into. Nothing was written.", dir), Do: "Name a new folder."}).Because(err)
	case len(entries) > 0:
		return nil, model.Problemf(model.ProblemRefused, "Name a new folder, or an empty one.", "The folder “%s” is not empty. Nothing was written, and nothing in it was changed.", dir)
	}
	return f, nil
}

// fill writes the files of a poll. If it cannot, it takes away what it made.
func (f *emptyFolder) fill(ctx context.Context, poll *simulate.Poll) ([]simulate.File, error) {
	files, err := poll.Export(ctx, func(name string) (io.WriteCloser, error) {
		path := filepath.Join(f.dir, name)
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			f.made = append(f.made, path)
		}
		return file, err
	})
	if err == nil {
		return files, nil
	}
	cause := err
	for i := len(f.made) - 1; i >= 0; i-- {
		err = errors.Join(err, os.Remove(f.made[i]))
	}
	if errors.Is(cause, context.Canceled) {
		return nil, model.Problemf(model.ProblemStopped, "", "The simulation was stopped. What it had written was taken away.").Because(err)
	}
	return nil, (&model.Problem{Say: "The simulated poll could not be written. What was written of it was taken away.", Do: "Look at whether there is space on the disk."}).Because(err)
}
