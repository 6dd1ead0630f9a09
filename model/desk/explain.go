package desk

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// Explain computes a measure again from the stored inputs and says how: the
// method, the numbers put in, the file and the lines. measure is a Measure's
// ID, "method:source:item"; a measure of two items adds "|source:item". With
// "@" and at least eight digits of a snapshot's id at the end, an earlier
// snapshot is used.
func (d *Desk) Explain(measure string) (model.Explanation, error) {
	name, at := cutSnapshot(measure)
	method, subject, ok := strings.Cut(name, ":")
	if !ok {
		return model.Explanation{}, unknown("measure", measure)
	}
	how, ok := analysis.MethodOf(method)
	if !ok {
		return model.Explanation{}, model.Problemf(model.ProblemNothingToShow, "A measure is named method:source:item, such as agree-share/1:polis-role-of-ogp:14.", "There is no method “%s”.", method)
	}
	first, second, _ := strings.Cut(subject, "|")
	in, found, err := d.inputs(model.Ref(first), model.Ref(second), at)
	if err != nil {
		return model.Explanation{}, err
	}
	if err := suits(how, found, second != ""); err != nil {
		return model.Explanation{}, err
	}
	m, err := analysis.Compute(method, in)
	if err != nil && found.basis == model.BasisPublished && in.Published.AgreePct != nil {
		return model.Explanation{}, model.Problemf(model.ProblemNothingToShow, "Ask for the published figure: published-agree/1:"+first+".",
			"“%s” cannot be computed for %s: the publisher's row does not give the counts of votes.", how.Name, first)
	}
	if err != nil {
		return model.Explanation{}, model.AsProblem(err, fmt.Sprintf("“%s” cannot be computed for this item.", how.Name))
	}
	ex := model.Explanation{
		Measure: m, ID: m.ID(), Value: m.Value, Unit: m.Unit, Count: m.Count, N: m.N,
		Method: how.Key, Name: how.Name, Formula: how.Formula, Reference: how.Reference,
		Source: found.snapshot.Source.ID, Snapshot: found.snapshot.ID,
		File: found.file, Basis: found.basis, Inputs: found.said, Lines: found.lines, Place: found.place, Notes: found.notes,
	}
	for _, f := range found.snapshot.Files {
		if f.Path == found.file {
			ex.Address, ex.SHA256 = f.Address, f.SHA256
		}
	}
	if found.snapshot.Paraphrased {
		ex.Notes = append(ex.Notes, "The wording shown is a short paraphrase; the figures are as published.")
	}
	return ex, nil
}

// suits refuses a method for an item of another kind: a statement has no
// mentions, a tag no votes, and only poles are two.
func suits(how analysis.Method, found origin, two bool) error {
	poles := strings.HasPrefix(how.Key, "pole-")
	wants := "statement"
	switch {
	case poles || how.Unit == model.UnitMentions:
		wants = "tag"
	case analysis.OfQuestions(how.Key):
		wants = "question"
	}
	sided := found.kind == "question" && wants == "statement" // its sides are counted as votes
	switch {
	case wants != found.kind && !sided:
		return model.Problemf(model.ProblemNothingToShow, "Tags have mentions/1, statements agree-share/1, questions option-share/1 and the like.", "“%s” cannot be computed for this: it is a %s.", how.Name, found.kind)
	case poles && !two:
		return model.Problemf(model.ProblemNothingToShow, "Name both: "+how.Key+":source:tag|source:tag.", "“%s” compares two tags, and one is named.", how.Name)
	case !poles && two:
		return model.Problemf(model.ProblemNothingToShow, "Leave out what stands behind “|”.", "“%s” is about one item, and two are named.", how.Name)
	}
	return nil
}

// cutSnapshot takes "@<hex>" off the end of a measure's name.
func cutSnapshot(s string) (name, snapshot string) {
	i := strings.LastIndexByte(s, '@')
	if i < 0 || len(s)-i-1 < 8 || strings.Trim(s[i+1:], "0123456789abcdef") != "" {
		return s, ""
	}
	return s[:i], s[i+1:]
}

// origin is where a measure's inputs stand.
type origin struct {
	snapshot model.Snapshot
	file     string
	lines    []int
	place    string
	basis    model.Basis
	// kind is "statement", "tag" or "question".
	kind  string
	said  []string
	notes []string
}

// inputs finds the item that a measure is about.
func (d *Desk) inputs(subject, against model.Ref, at string) (analysis.Inputs, origin, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.records(subject.Source(), at)
	if err != nil {
		return analysis.Inputs{}, origin{}, err
	}
	in := analysis.Inputs{Subject: subject, Against: against, Snapshot: l.ID}
	from := origin{snapshot: l.Snapshot, kind: "statement"}
	if i := slices.IndexFunc(l.statements, func(s model.Statement) bool { return s.ID == subject.Item() }); i >= 0 {
		return d.statementInputs(from, l, l.statements[i])
	}
	if in, from, ok, err := d.questionInputs(l, from, subject); ok || err != nil {
		return in, from, err
	}
	from.kind = "tag"
	if in.Tag, err = d.tagOf(l, subject, at, &from); err != nil || against == "" {
		return in, from, err
	}
	other, err := d.records(against.Source(), "")
	if err != nil {
		return in, from, err
	}
	of := from
	if other.ID != l.ID {
		of.lines = nil
	}
	if in.Other, err = d.tagOf(other, against, "", &of); err != nil {
		return in, from, err
	}
	from.said, from.notes = of.said, of.notes
	if other.ID == l.ID {
		from.lines = of.lines
	}
	from.notes = append(from.notes, "Mentions are neither people nor meetings: one meeting can give many.")
	return in, from, nil
}

// current says whether a snapshot is that of a source that is here.
func (d *Desk) current(id model.SnapshotID) bool {
	return slices.ContainsFunc(d.present, func(l *loaded) bool { return l.ID == id })
}

// tagOf finds a tag as it counts now or, with at, as an earlier snapshot
// published it.
func (d *Desk) tagOf(l *loaded, ref model.Ref, at string, from *origin) (model.Tag, error) {
	if at == "" || d.current(l.ID) { // no file holds what members coded since
		if t, ok := d.tagNow(ref); ok {
			d.explainTag(t, from)
			return t, nil
		}
	}
	i := slices.IndexFunc(l.tags, func(t model.Tag) bool { return t.Name == ref.Item() })
	if i < 0 {
		return model.Tag{}, unknown("statement, question or tag", string(ref))
	}
	t := l.tags[i]
	from.file, from.lines, from.place = t.File, append(from.lines, t.Line), t.Place
	from.said = append(from.said, fmt.Sprintf("%d mentions of “%s”", t.Mentions, t.Name))
	return t, nil
}

func (d *Desk) statementInputs(from origin, l *loaded, st model.Statement) (analysis.Inputs, origin, error) {
	n, _ := voters(l, d.state.Heard)
	in := analysis.StatementInputs(analysis.StatementEvidence{Statement: st, Snapshot: l.ID, Channel: l.Channel, Voters: n})
	from.basis, from.file, from.lines, from.place = st.Basis, st.File, []int{st.Line}, st.Place
	if st.Basis != model.BasisPublished {
		from.said = []string{fmt.Sprintf("%d agree, %d disagree, %d pass: %d votes", st.Tally.Agree, st.Tally.Disagree, st.Tally.Pass, st.Tally.N())}
	}
	switch st.Basis {
	case model.BasisCounted:
		column, err := d.store.Column(l.ID, st.ID)
		if err != nil {
			return in, from, model.AsProblem(err, "The single votes could not be read.")
		}
		from.file, from.lines = column.File, nil
		column.Last(func(_ uint32, _ model.Vote, line uint32) { from.lines = append(from.lines, int(line)) })
		slices.Sort(from.lines)
		from.said = append(from.said, "the last vote of each participant, read from the lines named below")
		if again := len(column.Participants) - st.Tally.N(); again > 0 {
			from.notes = append(from.notes, fmt.Sprintf("%d earlier votes of participants who voted again are not counted.", again))
		}
	case model.BasisRecovered:
		if st.Published.Agrees != nil {
			from.said = append(from.said, "the numbers of people that the file prints")
			break
		}
		from.said = append(from.said, "the only whole numbers that give the published votes and percentages")
	case model.BasisPublished:
		if f := st.Fitting; f != nil {
			from.notes = append(from.notes, fmt.Sprintf("Several whole numbers of %d votes give the published percentages: %d to %d agree, %d to %d disagree, %d to %d pass. For the reading all of them are tried.",
				f.N, f.Low.Agree, f.High.Agree, f.Low.Disagree, f.High.Disagree, f.Low.Pass, f.High.Pass))
		}
		if st.Assumed == nil {
			break
		}
		from.notes = append(from.notes, fmt.Sprintf("No whole numbers of votes give the published row. For the reading only, the nearest number of votes that fits the percentages is assumed: %d agree, %d disagree, %d pass.",
			st.Assumed.Agree, st.Assumed.Disagree, st.Assumed.Pass))
	}
	return in, from, nil
}

// records finds a source's records: its current snapshot, or the one whose id
// starts with at.
func (d *Desk) records(source, at string) (*loaded, error) {
	history, err := d.store.History(source)
	if err != nil {
		return nil, model.AsProblem(err, "The source's snapshots could not be read.")
	}
	for _, snap := range history {
		if strings.HasPrefix(string(snap.ID), at) {
			l, err := d.load(snap)
			if err != nil {
				return nil, model.AsProblem(err, "The source's records could not be read.")
			}
			return l, nil
		}
	}
	if at != "" && len(history) > 0 {
		return nil, unknown("snapshot "+at+" of the source", source)
	}
	return nil, unknown("source", source)
}
