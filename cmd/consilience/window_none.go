//go:build !cgo || headless

package main

import "consilience/model"

// windowCmd says that this build has no window: it was built without the
// graphics library, for scripts and servers.
type windowCmd struct{}

func (windowCmd) Run(*app) error {
	return model.Problemf("no-window",
		"Build it with “make build”, or use the verbs: sync, sources, statements, themes, tradeoffs, explain, annotate, paper, check, log.",
		"This program was built without a window.")
}
