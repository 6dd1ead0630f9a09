// Package viewtest holds a small consultation for the tests of ui/view and ui:
// statements and figures of the OGP Phase 1 report, texts in other words, read
// by the real analysis. It is imported by tests only.
package viewtest

import (
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// The sources' ids.
const (
	Challenges = "polis-challenges-opportunities"
	Role       = "polis-role-of-ogp"
	Tags       = "role-tags"
	Register   = "participation"
)

// row is a line of a published table with the counts that fit it.
type row struct {
	source, id, text, lang string
	line, votes            int
	agree, disagree, pass  float64 // as published: cut off, not rounded
	tally                  model.Tally
}

// rows are lines of the report's annex (polis-*.csv), the counts recovered as
// the only whole numbers that fit.
var rows = []row{
	{Challenges, "0", "Defend civic space and make it wider", "en", 2, 47, 70, 2, 27, model.Tally{Agree: 33, Disagree: 1, Pass: 13}},
	{Challenges, "3", "Change how government works and thinks", "en", 5, 50, 57, 12, 30, model.Tally{}},
	{Challenges, "13", "See to it that people can influence the policies that touch them most", "en", 15, 52, 86, 1, 11, model.Tally{Agree: 45, Disagree: 1, Pass: 6}},
	{Challenges, "17", "Make citizen participation a fixed part of how decisions are made", "en", 19, 54, 77, 7, 14, model.Tally{Agree: 42, Disagree: 4, Pass: 8}},
	{Challenges, "30", "Hace falta una amplia campaña de formación en las escuelas de administración pública para sostener la estrategia de la OGP", "es", 32, 24, 29, 4, 66, model.Tally{Agree: 7, Disagree: 1, Pass: 16}},
	{Challenges, "50", "Verified digital tools should support open government in daily practice", "en", 52, 12, 75, 16, 8, model.Tally{Agree: 9, Disagree: 2, Pass: 1}},
	{Challenges, "54", "استعمال لغات الأمم المتحدة، وخاصة العربية، للتعريف بالحكومة المفتوحة في منطقة تحتاج إلى مكافحة الفساد", "ar", 56, 2, 50, 0, 50, model.Tally{Agree: 1, Pass: 1}},
	{Role, "0", "The Support Unit concentrates on fewer topics, yet members may still commit to any open government topic", "en", 2, 24, 62, 12, 25, model.Tally{Agree: 15, Disagree: 3, Pass: 6}},
	{Role, "1", "The Support Unit concentrates on fewer topics and urges members to do likewise", "en", 3, 24, 41, 33, 25, model.Tally{Agree: 10, Disagree: 8, Pass: 6}},
	{Role, "2", "OGP obliges members to make commitments on particular open government topics", "en", 4, 22, 31, 40, 27, model.Tally{Agree: 7, Disagree: 9, Pass: 6}},
	{Role, "3", "OGP follows members' wishes on topics", "en", 5, 22, 72, 4, 22, model.Tally{Agree: 16, Disagree: 1, Pass: 5}},
	{Role, "13", "Put OGP's resources into reformers: what they know, what they can do, how they lead", "en", 15, 20, 85, 0, 15, model.Tally{Agree: 17, Pass: 3}},
	{Role, "14", "The Support Unit should help others set benchmarks, standards or indicators for open government topics", "en", 16, 22, 72, 4, 22, model.Tally{Agree: 16, Disagree: 1, Pass: 5}},
	{Role, "16", "The Support Unit should serve present members rather than win new ones", "en", 18, 22, 54, 13, 31, model.Tally{Agree: 12, Disagree: 3, Pass: 7}},
	{Role, "17", "The Support Unit should make the community grow by linking up with citizen movements, other groups and fresh issues", "en", 19, 18, 50, 16, 33, model.Tally{Agree: 9, Disagree: 3, Pass: 6}},
	{Role, "27", "Where a member backslides, call it out and penalise it rather than look for other ways in", "en", 29, 20, 20, 45, 35, model.Tally{Agree: 4, Disagree: 9, Pass: 7}},
	{Role, "28", "Where a member backslides, look for other ways in rather than call it out", "en", 30, 25, 40, 28, 32, model.Tally{Agree: 10, Disagree: 7, Pass: 8}},
}

// Statements is how many statements State has.
const Statements = 17

// Fetched is when the sources of State were fetched.
var Fetched = time.Date(2022, time.September, 14, 16, 5, 0, 0, time.UTC)

// State is the whole consultation, revision 1. Each call makes a new one.
func State() desk.State {
	st := desk.State{
		Revision: 1, Workspace: "consultation",
		Member:  model.Member{Name: "Amina Diallo", Author: "amina-diallo", Device: "7f3a9c21"},
		Heard:   heard(),
		Tags:    tags(),
		Sources: sources(),
		Changes: []string{"Poll: role of OGP is new: 44 statements."},
		Undo:    "argument on “breadth”",
	}
	evidence := analysis.Evidence{
		Statements: map[model.Ref]analysis.StatementEvidence{},
		Tags:       map[model.Ref]analysis.TagEvidence{},
		Heard:      st.Heard,
		Channels:   []model.Channel{model.ChannelPoll, model.ChannelMeetings},
	}
	for _, t := range st.Tags {
		evidence.Tags[t.Ref()] = analysis.TagEvidence{Tag: t, Snapshot: snapshot(Tags), Channel: model.ChannelMeetings}
	}
	for _, r := range rows {
		e := r.evidence()
		evidence.Statements[e.Statement.Ref()] = e
		st.Statements = append(st.Statements, read(e))
	}
	for _, t := range themes() {
		st.Themes = append(st.Themes, desk.Theme{Theme: t, Assessment: analysis.Assess(t, evidence, analysis.DefaultThresholds())})
		for i := range st.Statements {
			for _, l := range t.Links {
				if l.Item == st.Statements[i].Ref() {
					st.Statements[i].Themes = append(st.Statements[i].Themes, t.ID)
				}
			}
		}
	}
	st.TradeOffs = []desk.TradeOff{tradeOff(evidence)}
	return st
}

func snapshot(source string) model.SnapshotID {
	return model.NewSnapshotID([]model.File{file(source)})
}

// file is a source's one file; its digest stands for what a real one would be.
func file(source string) model.File {
	sum := string(model.NewSnapshotID([]model.File{{Path: source}}))
	return model.File{Path: source + ".csv", Address: "https://example.org/" + source + ".csv", SHA256: sum, Bytes: 5498, RowsRead: 44}
}

func (r row) evidence() analysis.StatementEvidence {
	voters := 106
	if r.source == Role {
		voters = 63
	}
	s := model.Statement{
		Source: r.source, ID: r.id, Text: r.text, Language: r.lang, Moderation: model.Accepted,
		Published: model.Published{Votes: &r.votes, AgreePct: &r.agree, DisagreePct: &r.disagree, PassPct: &r.pass},
		Tally:     r.tally, Basis: model.BasisRecovered, File: r.source + ".csv", Line: r.line,
	}
	if r.tally.N() == 0 {
		s.Basis = model.BasisPublished
		s.Assumed = &model.Tally{Agree: 28, Disagree: 6, Pass: 15}
		s.Problems = []model.Problem{Impossible()}
	}
	return analysis.StatementEvidence{Statement: s, Snapshot: snapshot(r.source), Channel: model.ChannelPoll, Voters: voters}
}

// Impossible is the problem of the report's row that cannot be.
func Impossible() model.Problem {
	return model.Problem{
		Kind: model.ProblemImpossibleRow,
		Say:  "No whole numbers of 50 votes give 57 %, 12 % and 30 %. The row is kept as published.",
		Do:   "Ask the publisher for the counts.",
		File: Challenges + ".csv", Line: 5,
		Cause: "50 votes: 57 % would be 28.5 people",
	}
}

func read(e analysis.StatementEvidence) desk.Statement {
	x := desk.Statement{
		Statement: e.Statement, Channel: e.Channel, Voters: e.Voters,
		Item: analysis.ReadStatement(e, 1, analysis.DefaultThresholds()),
	}
	for i := range x.Item.Measures {
		m := &x.Item.Measures[i]
		switch m.Method {
		case "agree-share/1":
			x.AgreeShare = m
		case "disagree-share/1":
			x.DisagreeShare = m
		case "pass-share/1":
			x.PassShare = m
		case "agree-low/1":
			x.AgreeLow = m
		case "agree-high/1":
			x.AgreeHigh = m
		}
	}
	return x
}
