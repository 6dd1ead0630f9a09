package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/sync"
	"consilience/sync/decode"
)

// app is one call of the program.
type app struct {
	*cli
	world
}

// dataFolder is where the workspace lies unless the person says otherwise.
func dataFolder() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", (&model.Problem{Say: "Your home folder could not be found.", Do: "Name a folder with --workspace."}).Because(err)
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "Consilience"), nil
		}
		return filepath.Join(home, "AppData", "Local", "Consilience"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "Consilience"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "consilience"), nil
	}
	return filepath.Join(home, ".local", "share", "consilience"), nil
}

func (a *app) folder() (string, error) {
	if a.Workspace != "" {
		return filepath.Abs(a.Workspace)
	}
	return dataFolder()
}

// now gives the time of syncs and of new papers; tests give their own.
var now = time.Now

// openDesk opens the workspace. Problems that opening repaired are told on
// standard error; the caller closes the desk.
func (a *app) openDesk(show func(desk.State)) (*desk.Desk, *store.Store, error) {
	dir, err := a.folder()
	if err != nil {
		return nil, nil, err
	}
	s, repaired, err := store.Open(dir, store.Options{Decode: decode.Snapshot, Decoder: decode.Version})
	if err != nil {
		return nil, nil, err
	}
	publisher := sync.New(s, sync.Options{Sample: assets.Sample(), Now: now})
	d, err := desk.Open(s, desk.Options{Publisher: publisher, Coding: writeCoding, Feed: a.writeFeed, Aside: a.aside, Now: now, Show: show, Problems: repaired, ChecksLater: true})
	if err != nil {
		_ = s.Close() // the reason to stop is err
		return nil, nil, err
	}
	return d, s, nil
}

// with opens the desk, does f, and closes it again.
func (a *app) with(f func(*desk.Desk, *store.Store) error) (err error) {
	d, s, err := a.openDesk(nil)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := d.Close(); err == nil && cerr != nil {
			err = model.AsProblem(cerr, "The workspace could not be closed properly; it will be checked when it is opened next.")
		}
	}()
	if !a.Quiet {
		for i := range d.State().Problems {
			tell(a.err, &d.State().Problems[i])
		}
	}
	report, end := a.progress()
	err = d.CheckAllNow(a.background(), report)
	end()
	if err != nil {
		return err
	}
	return f(d, s)
}

// reading is with, once the opinion groups are known: readings rest on them.
func (a *app) reading(f func(*desk.Desk, *store.Store) error) error {
	return a.with(func(d *desk.Desk, s *store.Store) error {
		report, end := a.progress()
		err := d.GroupAllNow(a.background(), report)
		end()
		if err != nil {
			return err
		}
		return f(d, s)
	})
}

// show prints v as JSON if asked for, or else in words.
func (a *app) show(v any, words func(io.Writer)) error {
	if !a.JSON {
		words(terminal{a.out})
		return nil
	}
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && !errors.Is(err, syscall.EPIPE) {
		return model.AsProblem(err, "The result could not be printed.")
	}
	return nil
}

// progress prints how far a job has come: on a terminal in place, otherwise a
// line every few seconds.
func (a *app) progress() (report func(model.Progress), end func()) {
	if a.Quiet {
		return func(model.Progress) {}, func() {}
	}
	file, _ := a.err.(*os.File)
	terminal := false
	if file != nil {
		if info, err := file.Stat(); err == nil {
			terminal = info.Mode()&os.ModeCharDevice != 0
		}
	}
	pause := 3 * time.Second
	if terminal {
		pause = 100 * time.Millisecond
	}
	last := time.Now()
	drawn := false
	return func(p model.Progress) {
			if time.Since(last) < pause {
				return
			}
			last = time.Now()
			line := p.What
			if p.Total > 0 {
				line = fmt.Sprintf("%3d %%  %s", p.Done*100/p.Total, p.What)
			}
			if !terminal {
				fmt.Fprintln(a.err, line)
				return
			}
			drawn = true
			fmt.Fprintf(a.err, "\r\033[K%s", line)
		}, func() {
			if drawn {
				fmt.Fprint(a.err, "\r\033[K")
			}
		}
}

// background is the context of a call: ended by an interrupt.
func (a *app) background() context.Context { return a.ctx }
