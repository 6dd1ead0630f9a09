package main

import (
	"fmt"
	"io"
	"strings"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type explainCmd struct {
	Measure string `arg:"" help:"The measure, such as agree-share/1:polis-role-of-ogp:14."`
}

func (c *explainCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		e, err := d.Explain(c.Measure)
		if err != nil {
			return err
		}
		return a.show(newExplanationJSON(e), func(w io.Writer) {
			fmt.Fprintf(w, "%s\n  value    %v %s", e.ID, e.Value, e.Unit)
			switch {
			case e.Unit == model.UnitPercent && e.N > 0:
				fmt.Fprintf(w, " (of %s)", numbered(e.N, "vote"))
			case e.N > 0:
				fmt.Fprintf(w, " (%d of %d)", e.Count, e.N)
			}
			fmt.Fprintf(w, "\n  method   %s: %s\n  formula  %s\n", e.Method, e.Name, e.Formula)
			for _, in := range e.Inputs {
				fmt.Fprintf(w, "  input    %s\n", in)
			}
			fmt.Fprintf(w, "  source   %s, snapshot %s\n  file     %s\n  SHA-256  %s\n", e.Source, e.Snapshot.Short(), orDash(e.Address), e.SHA256)
			fmt.Fprintf(w, "  lines    %s\n", ranges(e.Lines))
			if e.Place != "" {
				fmt.Fprintf(w, "  place    %s\n", e.Place)
			}
			for _, n := range e.Notes {
				fmt.Fprintf(w, "  note     %s\n", n)
			}
		})
	})
}

// explanationJSON is an explanation with null for what a figure has not: a
// plain count no base, a percentage as printed no count.
type explanationJSON struct {
	model.Explanation
	Count *int     `json:"count"`
	N     *int     `json:"n"`
	Notes []string `json:"notes"`
}

func newExplanationJSON(e model.Explanation) explanationJSON {
	j := explanationJSON{Explanation: e, Count: &e.Count, N: some(e.N), Notes: orEmpty(e.Notes)}
	j.Inputs = orEmpty(e.Inputs)
	if e.Unit == model.UnitPercent {
		j.Count = nil
	}
	return j
}

// ranges words ascending lines: "2–75, 80".
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(lines[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", lines[i], lines[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
