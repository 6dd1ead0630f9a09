package main

import (
	"fmt"
	"io"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

type themesCmd struct {
	Theme string `arg:"" optional:"" help:"Only this theme, with its evidence."`
}

type themeJSON struct {
	Theme       string                 `json:"theme"`
	Title       string                 `json:"title"`
	Proposition string                 `json:"proposition"`
	Class       model.Class            `json:"class"`
	ClassLabel  string                 `json:"class_label"`
	HumanClass  *model.Class           `json:"human_class"`
	Choices     []model.ClassChoice    `json:"human_classes"`
	Confidence  model.Confidence       `json:"confidence"`
	Concerns    []model.Concern        `json:"concerns"`
	Rule        model.RuleTrace        `json:"rule"`
	Channels    []model.ChannelReading `json:"channels"`
	Bridging    []model.ItemReading    `json:"bridging"`
	Reserved    []model.Reservation    `json:"reservations"`
	Notes       []model.Comment        `json:"notes"`
	Limitations []string               `json:"limitations"`
	Sensitivity string                 `json:"sensitivity"`
	Missing     []model.Ref            `json:"missing"`
}

func newThemeJSON(t desk.Theme) themeJSON {
	as := t.Assessment
	j := themeJSON{
		Theme: t.ID, Title: t.Title, Proposition: t.Proposition, Class: as.Class, ClassLabel: as.Class.Label(),
		Choices: orEmpty(t.Choices), Confidence: as.Confidence, Concerns: orEmpty(as.Concerns), Rule: as.Rule,
		Channels: orEmpty(as.Channels), Bridging: orEmpty(as.Bridging), Reserved: orEmpty(t.Reservations),
		Notes: orEmpty(t.Notes), Limitations: orEmpty(as.Limitations), Sensitivity: as.Sensitivity, Missing: orEmpty(as.Missing),
	}
	if n := len(t.Choices); n > 0 {
		j.HumanClass = &t.Choices[n-1].Class
	}
	return j
}

func (c *themesCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		list := []themeJSON{}
		for _, t := range d.State().Themes {
			if c.Theme == "" || c.Theme == t.ID {
				list = append(list, newThemeJSON(t))
			}
		}
		if c.Theme != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience themes” lists what is here.", "There is no theme “%s”.", c.Theme)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There is no theme yet. “consilience annotate theme” makes one; the sample consultation brings seven.")
			}
			for _, class := range model.Classes {
				for _, t := range list {
					if t.Class == class {
						printTheme(w, t, c.Theme != "")
					}
				}
			}
		})
	})
}

func printTheme(w io.Writer, t themeJSON, whole bool) {
	fmt.Fprintf(w, "%-38s %s  [%s]\n", t.ClassLabel, t.Proposition, t.Theme)
	for _, ch := range t.Channels {
		firm := ""
		if ch.Firm {
			firm = ", firmly"
		}
		fmt.Fprintf(w, "    %-24s %s%s\n", ch.Channel.Label(), ch.Reading.Label(), firm)
		if !whole {
			continue
		}
		for _, item := range ch.Items {
			fmt.Fprintf(w, "        %s  %s\n          %s\n", item.Item, short(item.Text, 80), item.Why)
		}
	}
	if !whole {
		return
	}
	fmt.Fprintf(w, "    Rule %d: %s\n    Confidence: %s\n    %s\n", t.Rule.Number, t.Rule.Rule, t.Confidence, t.Sensitivity)
	for _, l := range t.Limitations {
		fmt.Fprintf(w, "    – %s\n", l)
	}
}

type tradeoffsCmd struct {
	ID string `arg:"" optional:"" help:"Only this trade-off."`
}

// tradeoffJSON is a trade-off with its lists, empty or not.
type tradeoffJSON struct {
	model.TradeOff
	Arguments []model.Argument   `json:"arguments"`
	Positions []model.Position   `json:"positions"`
	Questions []model.Comment    `json:"open_questions"`
	Notes     []model.Comment    `json:"notes"`
	Evidence  []poleEvidenceJSON `json:"evidence"`
	Themes    []string           `json:"themes"`
}

type poleEvidenceJSON struct {
	Pole string `json:"pole"`
	model.ItemReading
}

func (c *tradeoffsCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		list := []tradeoffJSON{}
		for _, t := range d.State().TradeOffs {
			if c.ID != "" && c.ID != t.ID {
				continue
			}
			j := tradeoffJSON{
				TradeOff: t.TradeOff, Themes: orEmpty(t.Themes), Evidence: []poleEvidenceJSON{},
				Arguments: orEmpty(t.Arguments), Positions: orEmpty(t.Positions), Questions: orEmpty(t.Questions), Notes: orEmpty(t.Notes),
			}
			for _, e := range t.Evidence {
				j.Evidence = append(j.Evidence, poleEvidenceJSON{e.Link.Pole, e.Item})
			}
			list = append(list, j)
		}
		if c.ID != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience tradeoffs” lists what is here.", "There is no trade-off “%s”.", c.ID)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "There is no trade-off yet. “consilience annotate tradeoff” makes one.")
			}
			for _, t := range list {
				printTradeOff(w, t)
			}
		})
	})
}

func printTradeOff(w io.Writer, t tradeoffJSON) {
	fmt.Fprintf(w, "%s  [%s]\n", t.Question, t.ID)
	for _, p := range t.Poles {
		fmt.Fprintf(w, "    %s) %s\n", p.ID, p.Text)
		for _, e := range t.Evidence {
			if e.Pole == p.ID {
				fmt.Fprintf(w, "        %s  %s  %s\n", e.Item, reading(e.ItemReading), short(e.Text, 60))
			}
		}
		for _, arg := range t.Arguments {
			if arg.Pole == p.ID {
				fmt.Fprintf(w, "        %s: %s\n", arg.By, short(arg.Text, 80))
			}
		}
	}
	for _, p := range t.Positions {
		fmt.Fprintf(w, "    %s: %s – %s\n", p.Member, p.Stance, short(p.Reason, 80))
	}
}
