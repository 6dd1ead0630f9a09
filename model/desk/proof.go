package desk

import (
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/paper/compose"
	"consilience/model/paper/proof"
)

// Program names the program and its release in the papers it proves.
const Program = "Consilience 0.1.0"

// prove puts into a composed paper what proves it.
func (d *Desk) prove(doc *paper.Document, m compose.Material) error {
	state := d.State()
	in := proof.Inputs{Paper: m.Paper, Consultation: m.Consultation, Program: Program, Thresholds: d.limits, Explain: d.Explain}
	cited := map[string]bool{}
	for _, s := range m.Sources {
		cited[s.Source.ID] = true
	}
	d.mu.Lock() // the channels that were examined bear on the classes
	channels := d.gather(d.present, d.state.Heard, d.state.Tags).Channels
	d.mu.Unlock()
	for _, f := range doc.Figures() {
		for _, measure := range f.Number.Measures {
			cited[measure.Subject.Source()] = true
		}
	}
	for _, s := range m.Subjects {
		switch {
		case s.Theme != nil && s.Assessment != nil:
			t := *s.Theme
			t.Notes = nil
			in.Classes = append(in.Classes, proof.Class{Theme: t, Class: s.Assessment.Class, Rule: s.Assessment.Rule, Confidence: s.Assessment.Confidence, Channels: channels})
			if t.Answer != nil {
				in.Words = append(in.Words, proof.Words{Kind: "response", Of: "theme/" + t.ID, By: t.Answer.By, Says: string(t.Answer.Outcome), Why: t.Answer.Why})
			}
		case s.TradeOff != nil:
			in.Poles = append(in.Poles, d.provedPoles(*s.TradeOff)...)
			for _, p := range s.TradeOff.Positions {
				in.Words = append(in.Words, proof.Words{Kind: "position", Of: "tradeoff/" + s.TradeOff.ID, By: p.Member, Says: string(p.Stance), Why: p.Reason})
			}
		}
	}
	for _, x := range m.Decisions {
		in.Words = append(in.Words, proof.Words{Kind: "decision", Of: x.ID, By: x.By, Says: x.Decision, Why: x.Reasons})
	}
	for _, s := range state.Sources {
		if cited[s.Source.ID] {
			in.Sources = append(in.Sources, s.Snapshot)
		}
	}
	d.mu.Lock()
	in.Coding, in.Tags, in.Heard = d.carry(cited)
	d.mu.Unlock()
	return proof.Attach(doc, in)
}

// provedPoles are the readings of a trade-off's poles by channel.
func (d *Desk) provedPoles(t model.TradeOff) []proof.Pole {
	var out []proof.Pole
	for _, pole := range t.Poles {
		for _, ch := range model.Channels {
			p := proof.Pole{TradeOff: t.ID, Pole: pole.ID, Text: pole.Text, Channel: ch}
			for _, l := range t.Links {
				if l.Pole == pole.ID && d.channelOf(l.Item.Source()) == ch {
					p.Links = append(p.Links, l)
				}
			}
			if len(p.Links) == 0 {
				continue
			}
			r, err := d.readPole(p, d.limits)
			if err == nil { // an item that is not here now is not read
				p.Reading = r
				out = append(out, p)
			}
		}
	}
	return out
}

func (d *Desk) channelOf(source string) model.Channel {
	for _, s := range d.State().Sources {
		if s.Source.ID == source {
			return s.Channel
		}
	}
	return ""
}

// readPole reads a pole in a channel from the inputs as they are here.
func (d *Desk) readPole(p proof.Pole, th analysis.Thresholds) (model.Reading, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.gather(d.present, d.state.Heard, d.state.Tags)
	var items []model.ItemReading
	for _, l := range p.Links {
		if st, ok := e.Statements[l.Item]; ok {
			polarity := l.Polarity
			if polarity == 0 {
				polarity = 1
			}
			items = append(items, analysis.ReadStatement(st, polarity, th))
		} else if tag, ok := e.Tags[l.Item]; ok {
			items = append(items, analysis.ReadTag(tag))
		} else {
			return "", unknown("statement or tag", string(l.Item))
		}
	}
	return analysis.ReadChannel(p.Channel, items, th).Reading, nil
}
