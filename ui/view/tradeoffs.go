package view

import (
	"strings"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

// TradeOffRow is a trade-off in the list.
type TradeOffRow struct {
	ID, Question string
	// Poles names both, Weighed what members did so far.
	Poles, Weighed string
}

// TradeOffs lists the trade-offs in the order of the State.
func (w *Words) TradeOffs(st desk.State) []TradeOffRow {
	var out []TradeOffRow
	for _, t := range st.TradeOffs {
		out = append(out, tradeOffRow(w, t))
	}
	return out
}

func tradeOffRow(w *Words, t desk.TradeOff) TradeOffRow {
	row := TradeOffRow{ID: t.ID, Question: t.Question}
	var poles []string
	for _, p := range t.Poles {
		poles = append(poles, p.Text)
	}
	row.Poles = strings.Join(poles, " ↔ ")
	dissents := 0
	for _, p := range t.Positions {
		if p.Stance == model.StanceDissent {
			dissents++
		}
	}
	var weighed []string
	if n := len(t.Positions) - dissents; n > 0 {
		weighed = append(weighed, w.N("%d position", "%d positions", n))
	}
	if dissents > 0 {
		weighed = append(weighed, w.N("%d dissent", "%d dissents", dissents))
	}
	if n := len(t.Arguments); n > 0 {
		weighed = append(weighed, w.N("%d argument", "%d arguments", n))
	}
	row.Weighed = strings.Join(weighed, " · ")
	if row.Weighed == "" {
		row.Weighed = w.T("not weighed yet")
	}
	return row
}

// TradeOffPage is everything said of one trade-off.
type TradeOffPage struct {
	TradeOffRow
	From  string
	Poles []PoleColumn
	// Both has the evidence that bears on the question and speaks for no pole.
	Both      []EvidenceRow
	ByGroup   []GroupSaid
	Positions []PositionRow
	// Dissents are positions against both poles or the question itself.
	Dissents  []PositionRow
	Questions []NoteRow
	Notes     []NoteRow
	Themes    []ThemeRow
	Stances   []StanceChoice
}

// PoleColumn is one pole with what speaks for and against it.
type PoleColumn struct {
	ID, Text  string
	Evidence  []EvidenceRow
	Arguments []NoteRow
	// Held counts the positions for this pole, in words.
	Held string
}

// GroupSaid is what a report says of one stakeholder group.
type GroupSaid struct{ Group, Said string }

// PositionRow is where a member stands and why.
type PositionRow struct {
	Member string
	Stance string
	// Pole is the pole's id if the stance is one.
	Pole string
	NoteRow
}

// StanceChoice is one choice of the position form.
type StanceChoice struct {
	Stance model.Stance
	Label  string
}

// TradeOff puts one trade-off in words; ok is false if there is none of that
// id. Times are shown in zone.
func (w *Words) TradeOff(st desk.State, id string, zone *time.Location) (page TradeOffPage, ok bool) {
	for _, t := range st.TradeOffs {
		if t.ID == id {
			return tradeOffPage(w, newLookup(st), t, zone), true
		}
	}
	return TradeOffPage{}, false
}

func tradeOffPage(w *Words, l *lookup, t desk.TradeOff, zone *time.Location) TradeOffPage {
	p := TradeOffPage{TradeOffRow: tradeOffRow(w, t), From: from(w, l, t.Published, t.Made, zone), Stances: w.Stances(t.TradeOff)}
	if t.Pages != "" && p.From != "" {
		pages := w.T("page %s of the report", t.Pages)
		if strings.ContainsAny(t.Pages, "-,–") {
			pages = w.T("pages %s of the report", t.Pages)
		}
		p.From += ", " + pages
	}
	for _, pole := range t.Poles {
		p.Poles = append(p.Poles, poleColumn(w, l, t, pole, zone))
	}
	for _, e := range t.Evidence {
		if _, ok := t.Pole(e.Link.Pole); !ok {
			row := poleEvidence(w, l, e)
			row.Says = w.T("bears on the question")
			p.Both = append(p.Both, row)
		}
	}
	for _, g := range sortedKeys(t.ByGroup) {
		p.ByGroup = append(p.ByGroup, GroupSaid{g, t.ByGroup[g]})
	}
	for _, pos := range t.Positions {
		row := positionRow(w, l, t.TradeOff, pos, zone)
		if pos.Stance == model.StanceDissent {
			p.Dissents = append(p.Dissents, row)
		} else {
			p.Positions = append(p.Positions, row)
		}
	}
	for _, q := range t.Questions {
		p.Questions = append(p.Questions, w.noteRow(l, q.Text, q.Evidence, q.Made, zone))
	}
	for _, n := range t.Notes {
		p.Notes = append(p.Notes, w.noteRow(l, n.Text, n.Evidence, n.Made, zone))
	}
	for _, id := range t.Themes {
		for _, theme := range l.state.Themes {
			if theme.ID == id {
				p.Themes = append(p.Themes, themeRow(w, theme))
			}
		}
	}
	return p
}

func poleColumn(w *Words, l *lookup, t desk.TradeOff, pole model.Pole, zone *time.Location) PoleColumn {
	c := PoleColumn{ID: pole.ID, Text: pole.Text}
	for _, e := range t.Evidence {
		if e.Link.Pole == pole.ID {
			c.Evidence = append(c.Evidence, poleEvidence(w, l, e))
		}
	}
	for _, a := range t.Arguments {
		if a.Pole == pole.ID {
			c.Arguments = append(c.Arguments, w.noteRow(l, a.Text, a.Evidence, a.Made, zone))
		}
	}
	held := 0
	for _, pos := range t.Positions {
		if string(pos.Stance) == pole.ID {
			held++
		}
	}
	c.Held = w.N("%d member stands here", "%d members stand here", held)
	if held == 0 {
		c.Held = w.T("no position yet")
	}
	return c
}

func poleEvidence(w *Words, l *lookup, e desk.PoleEvidence) EvidenceRow {
	row := w.evidenceRow(l, e.Item)
	switch {
	case e.Link.Polarity > 0 && row.Opens:
		row.Says = w.T("agreeing speaks for it")
	case e.Link.Polarity < 0 && row.Opens:
		row.Says = w.T("agreeing speaks against it")
	case e.Link.Polarity < 0:
		row.Says = w.T("speaks against it")
	case e.Link.Polarity > 0:
		row.Says = w.T("speaks for it")
	default:
		row.Says = w.T("bears on it")
	}
	if mine(l.state.Member, e.Link.Op) {
		row.Op = e.Link.Op
	}
	return row
}

func positionRow(w *Words, l *lookup, t model.TradeOff, p model.Position, zone *time.Location) PositionRow {
	row := PositionRow{Member: p.Member, NoteRow: w.noteRow(l, p.Reason, p.Evidence, p.Made, zone)}
	row.Stance = stanceLabel(w, t, p.Stance)
	if _, ok := t.Pole(string(p.Stance)); ok {
		row.Pole = string(p.Stance)
	}
	// The author's account name is told only where it is not the member's.
	if row.By == row.Member {
		row.By = ""
	}
	return row
}

// Stances are the choices of a position: each pole, undecided, dissent.
func (w *Words) Stances(t model.TradeOff) []StanceChoice {
	var out []StanceChoice
	for _, p := range t.Poles {
		out = append(out, StanceChoice{model.Stance(p.ID), p.Text})
	}
	return append(out,
		StanceChoice{model.StanceUndecided, stanceLabel(w, t, model.StanceUndecided)},
		StanceChoice{model.StanceDissent, stanceLabel(w, t, model.StanceDissent)})
}

func stanceLabel(w *Words, t model.TradeOff, s model.Stance) string {
	switch s {
	case model.StanceUndecided:
		return w.T("Undecided")
	case model.StanceDissent:
		return w.T("Dissent")
	}
	if p, ok := t.Pole(string(s)); ok {
		return p.Text
	}
	return string(s)
}

// PositionProblem says what is missing before a position can be kept; empty if
// nothing is. A reason is always asked for: a position without one cannot be
// weighed.
func (w *Words) PositionProblem(name string, stance model.Stance, reason string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return w.T("Give the name that shall stand beside the position.")
	case stance == "":
		return w.T("Choose where you stand.")
	case strings.TrimSpace(reason) == "":
		return w.T("Give your reason: it is what the others will weigh.")
	}
	return ""
}

// TradeOffProblem says what is missing before a trade-off can be added; empty
// if nothing is.
func (w *Words) TradeOffProblem(question, poleA, poleB string) string {
	switch {
	case strings.TrimSpace(question) == "":
		return w.T("The trade-off needs a question.")
	case strings.TrimSpace(poleA) == "" || strings.TrimSpace(poleB) == "":
		return w.T("A trade-off has two poles: name both.")
	}
	return ""
}

// TextProblem says that a text is missing; empty if it is not.
func (w *Words) TextProblem(text string) string {
	if strings.TrimSpace(text) == "" {
		return w.T("There is nothing written yet.")
	}
	return ""
}
