package view

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// Row is a labelled line.
type Row struct{ Label, Text string }

// Explained is what the explanation of a figure says.
type Explained struct {
	// Figure is the number with its base, Name what the method computes.
	Figure, Name string
	Rows         []Row
	// Inputs are the numbers put in, Notes what else to know.
	Inputs, Notes []string
}

// Explain puts an explanation in words. Where st has a percentage that the
// publisher printed for the figure, that one is shown, as everywhere.
func (w *Words) Explain(e model.Explanation, st desk.State) Explained {
	m := e.Measure
	if m.Method == "" { // read back from JSON: Measure is not part of it
		m = model.Measure{Value: e.Value, Unit: e.Unit, Count: e.Count, N: e.N, Method: e.Method, Snapshot: e.Snapshot}
	}
	printed := printedOf(st, m)
	out := Explained{Figure: w.Measure(m, printed), Name: e.Name, Inputs: e.Inputs, Notes: slices.Clone(e.Notes)}
	if exact := math.Round(e.Value*1000) / 10; printed != nil && exact != *printed {
		out.Notes = append(out.Notes, w.T("The percentage is shown as published, %s\u00a0%%; computed it is %s\u00a0%%.", w.Exactly(*printed), decimal(exact)))
	}
	add := func(label, text string) {
		if text != "" {
			out.Rows = append(out.Rows, Row{label, text})
		}
	}
	if e.Unit == model.UnitShare {
		add(w.T("Exact value"), fmt.Sprintf("%.6g", e.Value))
	}
	add(w.T("Formula"), e.Formula)
	add(w.T("Method"), e.Method)
	add(w.T("Formula from"), e.Reference)
	add(w.T("Basis"), w.Basis(e.Basis))
	add(w.T("Source"), e.Source)
	add(w.T("File"), e.File)
	add(w.T("Lines"), w.lines(e.Lines))
	add(w.T("Place"), e.Place)
	add(w.T("Address"), e.Address)
	add(w.T("Digest (SHA-256)"), e.SHA256)
	add(w.T("Snapshot"), e.Snapshot.Short())
	add(w.T("Name of the figure"), e.ID)
	return out
}

// printedOf is the percentage that the publisher printed for a statement's
// share; nil if there is none.
func printedOf(st desk.State, m model.Measure) *float64 {
	side, _, isShare := strings.Cut(m.Method, "-share/")
	if !isShare {
		return nil
	}
	for _, x := range st.Statements {
		if x.Ref() != m.Subject {
			continue
		}
		switch side {
		case "agree":
			return x.Published.AgreePct
		case "disagree":
			return x.Published.DisagreePct
		case "pass":
			return x.Published.PassPct
		}
	}
	return nil
}

// Plain is the explanation as text for the clipboard.
func (e Explained) Plain(w *Words) string {
	var b strings.Builder
	b.WriteString(e.Figure + "\n" + e.Name + "\n\n")
	for _, r := range e.Rows {
		b.WriteString(r.Label + ": " + r.Text + "\n")
	}
	part := func(title string, lines []string) {
		if len(lines) == 0 {
			return
		}
		b.WriteString("\n" + title + "\n")
		for _, l := range lines {
			b.WriteString("- " + l + "\n")
		}
	}
	part(w.T("What was put in"), e.Inputs)
	part(w.T("To know"), e.Notes)
	return b.String()
}

// lines writes ascending line numbers as "2–75, 80", with their number when
// there are many.
func (w *Words) lines(lines []int) string {
	if len(lines) == 0 {
		return ""
	}
	const shown = 8
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
	if len(parts) > shown {
		return strings.Join(parts[:shown], ", ") + " … " + w.N("(%d line in all)", "(%d lines in all)", len(lines))
	}
	return strings.Join(parts, ", ")
}
