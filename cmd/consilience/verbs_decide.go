package main

import (
	"fmt"
	"io"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

// decideCmd records a decision, or a reasoned response on a theme.
type decideCmd struct {
	As         string   `placeholder:"NAME" help:"Your name, kept for next time."`
	Question   string   `required:"" help:"What was decided on."`
	Decision   string   `required:"" help:"What was decided."`
	Reasons    string   `required:"" help:"Why."`
	About      []string `placeholder:"theme/ID" help:"theme/ID or tradeoff/ID; measures, classes and positions are frozen."`
	Option     []string `help:"An option that was weighed; may be repeated."`
	Dissent    string
	Owner      string
	Date       string `help:"YYYY-MM-DD (default: today)."`
	Review     string `help:"YYYY-MM-DD: when it is looked at again."`
	Meeting    string
	Supersedes string   `help:"The id of the decision that it replaces."`
	Standard   []string `help:"S1 to S5: the participation standards it touches."`
	Proposed   bool     `help:"Proposed, not yet decided."`
}

func (c *decideCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		if err := signs(d, c.As); err != nil {
			return err
		}
		x := model.Decision{About: c.About, Date: c.Date, Meeting: c.Meeting, Question: c.Question, Options: c.Option, Decision: c.Decision, Reasons: c.Reasons,
			Dissent: c.Dissent, Owner: c.Owner, Review: c.Review, Supersedes: c.Supersedes, Standards: c.Standard}
		if c.Proposed {
			x.Status = model.DecisionProposed
		}
		kept, err := d.Decide(x)
		if err != nil {
			return err
		}
		return a.show(kept, func(w io.Writer) {
			fmt.Fprintf(w, "Decision %s: %s\n", kept.ID, kept.Decision)
			fmt.Fprintf(w, "Frozen with it: %s, %s, %s.\n", numbered(len(kept.Evidence), "measure"), classes(len(kept.Classes)), numbered(len(kept.Positions), "position"))
		})
	})
}

// signs sets the member's name if one is given.
func signs(d *desk.Desk, name string) error {
	if name == "" || name == d.State().Member.Name {
		return nil
	}
	return d.SetMember(name)
}

// decisionsCmd prints the decision log.
type decisionsCmd struct {
	ID string `arg:"" optional:"" help:"Only this decision."`
}

func (c *decisionsCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := []model.Decision{}
		for _, x := range d.State().Decisions {
			if c.ID == "" || c.ID == x.ID {
				list = append(list, x)
			}
		}
		if c.ID != "" && len(list) == 0 {
			return model.Problemf(model.ProblemNothingToShow, "“consilience decisions” lists what is here.", "There is no decision “%s”.", c.ID)
		}
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "No decision is recorded yet. “consilience decide” records one.")
			}
			for _, x := range list {
				fmt.Fprintf(w, "%s  %s  %s\n    %s\n    because %s\n", x.Date, x.Status, x.ID, x.Decision, x.Reasons)
				for _, p := range x.Positions {
					fmt.Fprintf(w, "    %s: %s – %s\n", p.Member, p.Stance, short(p.Reason, 80))
				}
				if x.Dissent != "" {
					fmt.Fprintf(w, "    dissent: %s\n", x.Dissent)
				}
				if x.Review != "" {
					fmt.Fprintf(w, "    to be looked at again: %s\n", x.Review)
				}
			}
		})
	})
}

// respondCmd records a reasoned response on a theme; without a theme it tells
// how many are answered.
type respondCmd struct {
	As       string `placeholder:"NAME" help:"Your name, kept for next time."`
	Theme    string `arg:"" optional:""`
	Outcome  string `help:"adopted, partly, not-adopted or deferred."`
	Why      string
	Where    string `help:"The text or action in which it is reflected."`
	Decision string `help:"The id of the decision behind it."`
}

type responseJSON struct {
	Theme string `json:"theme"`
	Title string `json:"title"`
	*model.ReasonedAnswer
}

func (c *respondCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		if err := signs(d, c.As); err != nil {
			return err
		}
		if c.Theme != "" {
			if err := d.Respond(c.Theme, model.ReasonedAnswer{Outcome: model.Outcome(c.Outcome), Why: c.Why, Where: c.Where, Decision: c.Decision}); err != nil {
				return err
			}
		}
		st := d.State()
		answered, of := st.Coverage()
		list := []responseJSON{}
		for _, t := range st.Themes {
			list = append(list, responseJSON{t.ID, t.Title, t.Answer})
		}
		return a.show(map[string]any{"answered": answered, "themes": of, "responses": list}, func(w io.Writer) {
			fmt.Fprintf(w, "%d of %d themes answered.\n", answered, of)
			for _, t := range st.Themes {
				said := "no response yet"
				if t.Answer != nil {
					said = string(t.Answer.Outcome) + ": " + t.Answer.Why
				}
				fmt.Fprintf(w, "    %-20s %s\n", t.ID, short(said, 90))
			}
		})
	})
}

// standardCmd records what is said of a participation standard.
type standardCmd struct {
	As       string `placeholder:"NAME" help:"Your name, kept for next time."`
	Standard string `arg:"" help:"S1 to S5."`
	Met      string `required:"" help:"yes, partly or no."`
	Evidence string `required:"" help:"What shows it."`
	Gap      string
}

func (c *standardCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		if err := signs(d, c.As); err != nil {
			return err
		}
		if err := d.AnswerStandard(c.Standard, model.StandardAnswer{Met: c.Met, Evidence: c.Evidence, Gap: c.Gap}); err != nil {
			return err
		}
		v := d.State().Standards[c.Standard]
		return a.show(v, func(w io.Writer) { fmt.Fprintf(w, "%s: %s – %s\n", c.Standard, v.Met, v.Evidence) })
	})
}

func classes(n int) string {
	if n == 1 {
		return "1 class"
	}
	return fmt.Sprintf("%d classes", n)
}
