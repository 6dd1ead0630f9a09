package decode

import (
	"cmp"
	"fmt"
	"slices"

	"consilience/model"
)

// listed is how many problems of one file are listed one by one.
const listed = 200

// problems collects what is wrong in one file. After the first 200 it counts
// only, and the last problem says how many more there were.
type problems struct {
	file string
	list []model.Problem
	more int
	// lineless says that the file has no lines: what is said names the row.
	lineless bool
}

// add notes a problem at a line of the file; line 0 means the whole file.
func (p *problems) add(line uint32, kind, do, say string, args ...any) model.Problem {
	problem := model.Problemf(kind, do, say, args...)
	problem.File, problem.Line = p.file, int(line)
	if p.lineless {
		problem.Line = 0
	}
	p.keep(*problem)
	return *problem
}

func (p *problems) keep(problem model.Problem) {
	if len(p.list) < listed {
		p.list = append(p.list, problem)
	} else {
		p.more++
	}
}

// byLine puts the problems in the order of their lines.
func (p *problems) byLine() {
	slices.SortStableFunc(p.list, func(a, b model.Problem) int { return cmp.Compare(a.Line, b.Line) })
}

func (p *problems) all() []model.Problem {
	if p.more == 0 {
		return p.list
	}
	return append(p.list, model.Problem{
		Kind: model.ProblemUnreadableRow, File: p.file,
		Say: fmt.Sprintf("%s has %d more problems like these, which are not listed one by one.", p.file, p.more),
		Do:  "Ask the publisher to look at the whole file.",
	})
}

// mustHold refuses a table of which no row was read: it would take the place
// of the rows that are here.
func (in *input) mustHold(what string) error {
	if in.RowsRead > 0 {
		return nil
	}
	say := fmt.Sprintf("%s has a header and no %s. It was not used.", in.Path, what)
	p := wrong(model.ProblemUnrecognised, in.Path, "Ask the publisher for the complete file.", "%s", say)
	for _, skipped := range in.problems.list {
		if skipped.Kind == model.ProblemUnreadableRow && skipped.Line > 0 {
			p.Say = fmt.Sprintf("%s has no row that can be read, so it was not used. %s", in.Path, skipped.Say)
			p.Kind, p.Line = model.ProblemUnreadableRow, skipped.Line
			break
		}
	}
	return p
}

// skip notes a row that is not used, and why.
func (in *input) skip(line uint32, why string, args ...any) {
	in.RowsSkipped++
	in.problems.add(line, model.ProblemUnreadableRow, "Ask the publisher to correct the line; all other lines were used.",
		"%s of %s was not used: %s.", in.at(line), in.Path, fmt.Sprintf(why, args...))
}

// wrong makes the problem of a file that cannot be read at all.
func wrong(kind, path, do, say string, args ...any) *model.Problem {
	p := model.Problemf(kind, do, say, args...)
	p.File = path
	return p
}
