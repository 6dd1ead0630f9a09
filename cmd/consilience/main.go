// Command consilience opens the committee's window, or does from the command
// line everything but looking. This package knows flags, folders and how the
// rooms are wired together; it decides nothing about a consultation.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"

	"github.com/alecthomas/kong"

	"consilience/model"
)

// version is the release, as in FyneApp.toml.
const version = "0.1.0"

// Exit statuses.
const (
	exitDone    = 0
	exitProblem = 1
	exitUsage   = 2
	// exitUnmoved: verify found that an input has changed since, and that no
	// figure of the paper moves.
	exitUnmoved = 3
)

// cli is what can be said on the command line.
type cli struct {
	Workspace string           `short:"w" placeholder:"DIR" env:"CONSILIENCE_WORKSPACE" help:"The folder with the consultation (default: your data folder; made on first use)."`
	JSON      bool             `name:"json" help:"Print one JSON document."`
	Quiet     bool             `short:"q" help:"Print no progress."`
	Lang      string           `enum:"en,es,fr," default:"" help:"Language of the window and of the list of checks: en, es or fr."`
	Version   kong.VersionFlag `help:"Print the version."`

	Window        windowCmd        `cmd:"" default:"1" help:"Open the window (also without any verb)."`
	Sync          syncCmd          `cmd:"" help:"Bring in a feed, a folder, a file, or “sample”; without one, all known sources again."`
	Table         tableCmd         `cmd:"" help:"What the columns of a table may mean: a mapping to correct and to give to sync --map."`
	Mappings      mappingsCmd      `cmd:"" help:"What the columns of tables were said to mean; forget one."`
	Sources       sourcesCmd       `cmd:"" help:"What is here: who published it, when it was fetched, what is wrong in it."`
	Statements    statementsCmd    `cmd:"" help:"The statements with counts, intervals and readings."`
	Groups        groupsCmd        `cmd:"" help:"Opinion groups of a poll, what marks them, how stable they are."`
	Themes        themesCmd        `cmd:"" help:"The themes with class, channels, limits."`
	Tradeoffs     tradeoffsCmd     `cmd:"" help:"The trade-offs with poles, evidence, arguments, positions."`
	Participation participationCmd `cmd:"" help:"Who was heard, by channel and dimension."`
	Chart         chartCmd         `cmd:"" help:"Draw a chart into a file (SVG, PNG, or its table as CSV); without a kind, what can be drawn."`
	Explain       explainCmd       `cmd:"" help:"How a figure was computed, from which lines of which file."`
	Annotate      annotateCmd      `cmd:"" help:"Add a comment, an argument, a position, a link; undo."`
	Paper         paperCmd         `cmd:"" help:"Make, list and export papers."`
	Notes         notesCmd         `cmd:"" help:"The notes; with one, its text and what is marked in it."`
	Codebook      codebookCmd      `cmd:"" help:"The tags with what they count in each source."`
	Agreement     agreementCmd     `cmd:"" help:"How far two coders agree: percentage, Krippendorff's α, Cohen's κ, the differences."`
	ExportCoding  exportCodingCmd  `cmd:"" help:"Write notes, excerpts, tags and cases for coding programs (REFI-QDA)."`
	Verify        verifyCmd        `cmd:"" help:"Compute every figure of an exported paper again, and say what differs."`
	Decide        decideCmd        `cmd:"" help:"Record a decision with the evidence as it stands."`
	Decisions     decisionsCmd     `cmd:"" help:"The decision log."`
	Respond       respondCmd       `cmd:"" help:"A reasoned response on a theme; without a theme, how many are answered."`
	Standard      standardCmd      `cmd:"" help:"What shows that a participation standard (S1 to S5) is met."`
	Log           logCmd           `cmd:"" help:"Who did what, when."`
	Checks        checksCmd        `cmd:"" help:"What is wrong or should be known in the published data (not the storage: that is check)."`
	Check         checkCmd         `cmd:"" help:"Verify this workspace's storage: every key, digest and chain (not the data: that is checks)."`
	Backup        backupCmd        `cmd:"" help:"Write the whole workspace into one file, and verify it."`
	Restore       restoreCmd       `cmd:"" help:"Make a workspace from a backup, checked first."`
	Publish       publishCmd       `cmd:"" help:"Make a feed from a folder of raw exports: checked, with digests, ready for any web server."`
	Simulate      simulateCmd      `cmd:"" help:"Make up a poll of any size, marked as simulated, in the files of a Polis export."`
}

// world is what the program meets outside itself; tests give their own.
type world struct {
	out, err io.Writer
	ctx      context.Context
}

// heapLimit is where the memory that is no longer needed is taken back more
// eagerly, in bytes. 20 million votes come in with 590 MB instead of 890 so, for
// a twentieth more time.
const heapLimit = 512 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
	// A reader that has seen enough (| head) must not end the program before the
	// workspace is closed.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(os.Args[1:], world{out: os.Stdout, err: os.Stderr, ctx: ctx}))
}

// run does what args say and returns the exit status.
func run(args []string, w world) int {
	var c cli
	asked := -1
	parser, err := kong.New(&c,
		kong.Name("consilience"),
		kong.Description("Makes sense of a public consultation: where views converge, where they diverge, and what every figure rests on."),
		kong.Vars{"version": "consilience " + version},
		kong.Writers(w.out, w.err),
		kong.Exit(func(code int) { asked = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintf(w.err, "consilience: the command line could not be set up: %v\n", err)
		return exitProblem
	}
	parsed, err := parser.Parse(args)
	if asked >= 0 { // --help, --version
		return asked
	}
	if err != nil {
		fmt.Fprintf(w.err, "consilience: %v\nhint: consilience --help lists the verbs; consilience VERB --help explains one.\n", err)
		return exitUsage
	}
	err = parsed.Run(&app{cli: &c, world: w})
	if err == nil {
		return exitDone
	}
	var status statusError
	if errors.As(err, &status) {
		return int(status)
	}
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(w.err, "consilience: %v\nhint: consilience %s --help explains it.\n", err, parsed.Command())
		return exitUsage
	}
	tell(w.err, model.AsProblem(err, "This could not be done."))
	return exitProblem
}

// statusError ends the call with a status of its own; all was said already.
type statusError int

func (s statusError) Error() string { return "status " + strconv.Itoa(int(s)) }

// usageError is a call that the parser accepts and a verb does not.
type usageError string

func (u usageError) Error() string { return string(u) }

// tell prints a problem as a person meets it on a terminal.
func tell(w io.Writer, p *model.Problem) {
	w = terminal{w}
	fmt.Fprintf(w, "consilience: %s\n", p.Say)
	if p.File != "" {
		where := p.File
		if p.Line > 0 {
			where = fmt.Sprintf("%s, line %d", p.File, p.Line)
		}
		fmt.Fprintf(w, "where: %s\n", where)
	}
	if p.Do != "" {
		fmt.Fprintf(w, "hint: %s\n", p.Do)
	}
}
