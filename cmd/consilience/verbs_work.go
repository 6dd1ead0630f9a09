package main

import (
	"fmt"
	"io"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

// annotateCmd groups what a member can add. Each prints the operation that was
// stored.
type annotateCmd struct {
	As string `placeholder:"NAME" help:"Your name, shown beside what you add (kept for next time)."`

	Comment     commentCmd     `cmd:"" help:"A comment on theme/ID or tradeoff/ID."`
	Theme       newThemeCmd    `cmd:"" help:"A new theme: title and proposition."`
	Link        linkCmd        `cmd:"" help:"Link a statement or tag to a theme."`
	Reservation reservationCmd `cmd:"" help:"A minority view or condition on a theme."`
	Class       classCmd       `cmd:"" help:"Your own class for a theme, with the reason."`
	Tradeoff    newTradeoffCmd `cmd:"" help:"A new trade-off: question and two poles."`
	Pole        poleCmd        `cmd:"" help:"Link a statement or tag to a pole of a trade-off."`
	Argument    argumentCmd    `cmd:"" help:"An argument for a pole."`
	Question    questionCmd    `cmd:"" help:"An open question on a trade-off."`
	Position    positionCmd    `cmd:"" help:"Where you stand on a trade-off, and why."`
	Mark        markCmd        `cmd:"" help:"Mark a passage of a note."`
	Tag         tagCmd         `cmd:"" help:"Tag an excerpt, for, against or on the topic."`
	Untag       untagCmd       `cmd:"" help:"Take your tag off an excerpt."`
	Remark      remarkCmd      `cmd:"" help:"A remark on an excerpt."`
	Translate   translateCmd   `cmd:"" help:"A labelled translation of a statement, note, excerpt, comment, question or answer; it stands beside the original."`
	Undo        undoCmd        `cmd:"" help:"Take back an operation, or your newest one."`
}

// annotate opens the desk, does f, and prints the operation that it stored.
func (a *app) annotate(f func(*desk.Desk) error) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		if name := a.Annotate.As; name != "" && name != d.State().Member.Name {
			if err := d.SetMember(name); err != nil {
				return err
			}
		}
		before := len(d.Operations())
		if err := f(d); err != nil {
			return err
		}
		ops := d.Operations()
		if len(ops) == before {
			return a.unchanged()
		}
		op := ops[len(ops)-1]
		return a.show(op, func(w io.Writer) {
			fmt.Fprintf(w, "Saved as %s, %s: %s\n", op.ID(), op.Object, entry(d, op))
		})
	})
}

type commentCmd struct {
	Object string `arg:"" help:"theme/ID or tradeoff/ID."`
	Text   string `arg:""`
}

func (c *commentCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.Comment(c.Object, c.Text) })
}

type translateCmd struct {
	Item     string `arg:"" help:"source:item, such as polis-role-of-ogp:14; survey:7 is a question, survey:7#2 its second option, survey:7@31 the answer in words of response 31."`
	Language string `arg:"" help:"The language that you translate into, such as en, es or fr."`
	Text     string `arg:""`
}

func (c *translateCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.Translate(model.Ref(c.Item), c.Language, c.Text) })
}

type newThemeCmd struct {
	Title       string `arg:""`
	Proposition string `arg:""`
}

func (c *newThemeCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		_, err := d.AddTheme(c.Title, c.Proposition)
		return err
	})
}

type linkCmd struct {
	Theme    string `arg:""`
	Item     string `arg:"" help:"source:item, such as polis-role-of-ogp:14."`
	Polarity int    `default:"1" help:"1: says the proposition, -1: says the reverse, 0: raises the topic."`
}

func (c *linkCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.LinkStatement(c.Theme, model.Ref(c.Item), c.Polarity) })
}

type reservationCmd struct {
	Theme string `arg:""`
	Text  string `arg:""`
}

func (c *reservationCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.Reserve(c.Theme, c.Text) })
}

type classCmd struct {
	Theme  string `arg:""`
	Class  string `arg:"" help:"Such as convergent or divergent-within-channels."`
	Reason string `help:"Required if it differs from the computed class."`
}

func (c *classCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.ChooseClass(c.Theme, model.Class(c.Class), c.Reason) })
}

type newTradeoffCmd struct {
	Question string `arg:""`
	PoleA    string `arg:""`
	PoleB    string `arg:""`
}

func (c *newTradeoffCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		_, err := d.AddTradeOff(c.Question, c.PoleA, c.PoleB)
		return err
	})
}

type poleCmd struct {
	Tradeoff string `arg:""`
	Item     string `arg:""`
	Pole     string `help:"The pole's id, a or b; empty if the item bears on the question."`
	Polarity int    `default:"1" help:"1: agreeing speaks for the pole, -1: against it."`
}

func (c *poleCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		return d.LinkToPole(c.Tradeoff, model.Ref(c.Item), c.Pole, c.Polarity)
	})
}

type argumentCmd struct {
	Tradeoff string `arg:""`
	Text     string `arg:""`
	Pole     string `required:"" help:"The pole's id, a or b."`
}

func (c *argumentCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.Argue(c.Tradeoff, c.Pole, c.Text) })
}

type questionCmd struct {
	Tradeoff string `arg:""`
	Text     string `arg:""`
}

func (c *questionCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error { return d.AskQuestion(c.Tradeoff, c.Text) })
}

type positionCmd struct {
	Tradeoff string `arg:""`
	Stance   string `required:"" help:"A pole's id (a, b), undecided, or dissent."`
	Name     string `help:"The member's name (default: yours)."`
	Reason   string `required:""`
}

func (c *positionCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		name := c.Name
		if name == "" {
			name = d.State().Member.Name
		}
		return d.TakePosition(c.Tradeoff, model.Stance(c.Stance), name, c.Reason)
	})
}

type undoCmd struct {
	Operation string `arg:"" optional:"" help:"The operation's name as the log gives it (default: your newest)."`
}

func (c *undoCmd) Run(a *app) error {
	return a.annotate(func(d *desk.Desk) error {
		defer d.Wait() // tables whose mapping it was are read anew
		if c.Operation == "" {
			return d.Undo()
		}
		return d.TakeBack(model.OpID(c.Operation))
	})
}
