package model

import (
	"errors"
	"fmt"
)

// Problem is an error as a person meets it. It is made where the cause is
// known and shown unchanged on screen, in the terminal and in papers.
//
// Say and Do are whole sentences in plain words; Err holds the cause for the
// log and is never shown outside "Details".
type Problem struct {
	// Kind is a stable word for programs, such as "impossible-row".
	Kind string `json:"kind,omitempty"`
	// Say tells what happened and what is unchanged.
	Say string `json:"say"`
	// Do tells what the person can do now. Empty if there is nothing to do.
	Do string `json:"do,omitempty"`
	// File is the published file's path inside its feed, if one is to blame.
	File string `json:"file,omitempty"`
	// Line is the line of File, counted from 1; 0 if no single line is meant.
	Line int `json:"line,omitempty"`
	// Address is where a file that needs a mapping lies, as Sync takes it.
	Address string `json:"address,omitempty"`
	// Formats are those that claim the file, where there are several.
	Formats []Format `json:"formats,omitempty"`
	// Sheets are those of a workbook of which a person must say which is meant.
	Sheets []string `json:"sheets,omitempty"`
	// Cause is the text of the error behind the problem, kept with a snapshot.
	Cause string `json:"cause,omitempty"`
	// Err is the error behind the problem, if it still lives.
	Err error `json:"-"`
}

// Kinds of Problem that code outside the place of origin asks for.
const (
	ProblemImpossibleRow  = "impossible-row"  // a published row contradicts itself
	ProblemAmbiguousRow   = "ambiguous-row"   // several counts fit the published percentages
	ProblemRounded        = "rounded"         // percentages are rounded, not cut off, or written otherwise; they were read so
	ProblemUnreadableRow  = "unreadable-row"  // a row that could not be read; it is listed, not used
	ProblemUnrecognised   = "unrecognised"    // a file whose format is not known
	ProblemHashDiffers    = "hash-differs"    // a file is not what its descriptor says
	ProblemTooLarge       = "too-large"       // a file passes a limit
	ProblemTruncated      = "truncated"       // a download or file that ends early
	ProblemNotReachable   = "not-reachable"   // no connection, no such address
	ProblemRefused        = "refused"         // an address or path that is not allowed
	ProblemStopped        = "stopped"         // the person pressed Stop
	ProblemAlreadyOpen    = "already-open"    // another window holds the workspace
	ProblemDamaged        = "damaged"         // a blob or journal is not what was written
	ProblemRebuilt        = "rebuilt"         // the index was made again; nothing is lost
	ProblemDiskFull       = "disk-full"       // no room to write
	ProblemNothingToShow  = "nothing-to-show" // what was asked for is not here
	ProblemNotAllowedUndo = "undo-refused"    // somebody built on it since
	ProblemDisagreement   = "disagreement"    // two published figures for one thing differ
	ProblemNeedsMapping   = "needs-mapping"   // a table of which a person must say what its columns mean; Address is the file
	ProblemAssumed        = "assumed"         // what the publisher does not state was decided by a rule, which Say names
	ProblemLeftOut        = "left-out"        // columns or sheets that were not kept on purpose, such as names and addresses
	// ProblemPersonalColumns: columns with names or addresses were not kept; the
	// published file still has them.
	ProblemPersonalColumns = "personal-columns"
	ProblemUnanchored      = "unanchored" // a marked passage that could not be found in its text; it is kept
	ProblemMedium          = "medium"     // a picture, recording or page that is kept and not read
)

// Error gives Say, so that a Problem can travel as an error.
func (p *Problem) Error() string { return p.Say }

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Because returns p with the cause err, whose text is kept as Cause.
func (p *Problem) Because(err error) *Problem {
	q := *p
	q.Err = err
	if err != nil {
		q.Cause = err.Error()
	}
	return &q
}

// Problemf makes a Problem of a kind with what happened and what to do.
func Problemf(kind, do, say string, args ...any) *Problem {
	return &Problem{Kind: kind, Say: fmt.Sprintf(say, args...), Do: do}
}

// AsProblem finds the Problem in err's chain. An error without one becomes a
// Problem that says, in say, what could not be done, with err as its cause.
func AsProblem(err error, say string) *Problem {
	if err == nil {
		return nil
	}
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return (&Problem{Say: say, Do: "Try again; if it happens again, the details name the cause."}).Because(err)
}

// AsError is AsProblem for returning: nil stays a nil error.
func AsError(err error, say string) error {
	if err == nil {
		return nil
	}
	return AsProblem(err, say)
}
