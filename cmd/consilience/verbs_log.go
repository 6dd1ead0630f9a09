package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type logCmd struct{}

func (logCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		ops := orEmpty(d.Operations())
		return a.show(ops, func(w io.Writer) {
			if len(ops) == 0 {
				fmt.Fprintln(w, "Nothing was done here yet.")
			}
			t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
			for _, o := range ops {
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", o.At().Local().Format(time.DateTime), o.By, o.ID(), entry(d, o))
			}
			_ = t.Flush() // the terminal's errors show on the terminal
		})
	})
}

// entry words an operation: what was done, on what, and the first words of it.
func entry(d *desk.Desk, o model.Operation) string {
	what := d.Describe(o)
	if said := said(o); said != "" {
		what += ": " + short(said, 70)
	}
	return what
}

// said picks the words of an operation's value that a person wrote or chose.
func said(o model.Operation) string {
	var text string
	if json.Unmarshal(o.Value, &text) == nil {
		return text
	}
	if o.Field == model.FieldSnapshot {
		var s model.Snapshot
		if json.Unmarshal(o.Value, &s) != nil {
			return ""
		}
		return fmt.Sprintf("%s, snapshot %s", rows(s), s.ID.Short())
	}
	var poles []model.Pole
	if json.Unmarshal(o.Value, &poles) == nil {
		var words []string
		for _, p := range poles {
			words = append(words, p.Text)
		}
		return strings.Join(words, " / ")
	}
	var value struct{ Member, Stance, Pole, Class, Item, Title, Reason, Text string }
	if json.Unmarshal(o.Value, &value) != nil {
		return ""
	}
	var words []string
	for _, word := range []string{value.Member, value.Stance, value.Pole, value.Class, value.Item, value.Reason, value.Text} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}
