package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

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
		if err := f(d); err != nil {
			return err
		}
		ops := d.Operations()
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
		if c.Operation == "" {
			return d.Undo()
		}
		return d.TakeBack(model.OpID(c.Operation))
	})
}

type paperCmd struct {
	New    paperNewCmd    `cmd:"" help:"Make a decision memo about theme/ID or tradeoff/ID."`
	List   paperListCmd   `cmd:"" help:"The papers that were made."`
	Export paperExportCmd `cmd:"" help:"Write a paper as PDF, DOCX, HTML or Markdown."`
}

type paperNewCmd struct {
	About    string `arg:"" help:"theme/ID or tradeoff/ID."`
	Title    string `help:"Default: the theme's or trade-off's own."`
	Decision string `help:"What the Committee is invited to do."`
	Owner    string
	Date     string `help:"YYYY-MM-DD (default: today)."`
	Final    bool   `help:"Mark it final instead of draft."`
}

func (c *paperNewCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		p, err := c.make(d)
		if err != nil {
			return err
		}
		return a.show(p, func(w io.Writer) { fmt.Fprintf(w, "Paper %s: %s\n", p.ID, p.Title) })
	})
}

func (c *paperNewCmd) make(d *desk.Desk) (model.Paper, error) {
	p := d.NewMemo(c.About)
	if p.Title == "" {
		return p, model.Problemf(model.ProblemNothingToShow, "“consilience themes” and “consilience tradeoffs” list what is here; name it theme/ID or tradeoff/ID.", "There is nothing called “%s” to write about.", c.About)
	}
	for _, f := range []struct{ to, with *string }{{&p.Title, &c.Title}, {&p.Decision, &c.Decision}, {&p.Owner, &c.Owner}, {&p.Date, &c.Date}} {
		if *f.with != "" {
			*f.to = *f.with
		}
	}
	if c.Final {
		p.Status = "final"
	}
	return d.SavePaper(p)
}

type paperListCmd struct{}

func (paperListCmd) Run(a *app) error {
	return a.with(func(d *desk.Desk, _ *store.Store) error {
		list := orEmpty(d.State().Papers)
		return a.show(list, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, "No paper was made yet. “consilience paper new theme/ID” makes one.")
			}
			for _, p := range list {
				fmt.Fprintf(w, "%s  %s  %s  %s (%s)\n", p.ID, p.Date, p.About, p.Title, p.Status)
			}
		})
	})
}

type paperExportCmd struct {
	Paper  string `arg:"" help:"A paper's id, or theme/ID or tradeoff/ID to make a memo and print it."`
	Output string `short:"o" required:"" placeholder:"FILE.pdf|docx|html|md" help:"The file to write; its ending says in which form."`
	Date   string `help:"For a new memo: its date, YYYY-MM-DD (default: today)."`
}

func (c *paperExportCmd) Run(a *app) error {
	return a.reading(func(d *desk.Desk, _ *store.Store) error {
		id := c.Paper
		if strings.Contains(id, "/") {
			p, err := c.memoAbout(d, id)
			if err != nil {
				return err
			}
			id = p.ID
		}
		file, err := filepath.Abs(c.Output)
		if err != nil {
			return err
		}
		done, err := d.ExportNow(id, file)
		if err != nil {
			return err
		}
		return a.show(done, func(w io.Writer) {
			if done.Pages == 0 { // only a PDF has pages
				fmt.Fprintf(w, "%s: %d figures, SHA-256 %s\n", done.File, done.Figures, done.SHA256)
				return
			}
			fmt.Fprintf(w, "%s: %d pages, %d figures, SHA-256 %s\n", done.File, done.Pages, done.Figures, done.SHA256)
		})
	})
}

// memoAbout gives the newest memo about a theme or trade-off as it was saved,
// or makes one, so that exporting twice does not make two papers.
func (c *paperExportCmd) memoAbout(d *desk.Desk, about string) (model.Paper, error) {
	for _, p := range slices.Backward(d.State().Papers) {
		if p.About == about && (c.Date == "" || c.Date == p.Date) {
			return p, nil
		}
	}
	return (&paperNewCmd{About: about, Date: c.Date}).make(d)
}
