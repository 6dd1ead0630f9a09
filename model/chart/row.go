package chart

import (
	"strconv"

	"consilience/model"
)

// Part is one part of a row's votes: its share of all votes, 0 to 1, and how
// the share is written, such as "86 %".
type Part struct {
	Share float64
	Text  string
}

// Row is one statement of a chart of votes.
type Row struct {
	// Ref is what opens when the row is pressed; ID is the evidence id printed
	// before the text, empty for none.
	Ref, ID, Text string
	Agree         Part
	Disagree      Part
	Pass          Part
	// N is the number of votes, passes included; Needed the least number with
	// which a statement is read, 0 if that is not to be marked.
	N, Needed int
	// Low and High bound the share that agrees; both 0 if there is no interval.
	Low, High float64
}

// TooFew says that the row has fewer votes than are needed.
func (r Row) TooFew() bool { return r.N < r.Needed }

// TallyRow makes a row from counted votes. Without votes all shares are 0.
func TallyRow(t model.Tally) Row {
	r := Row{N: t.N()}
	for _, p := range []struct {
		part *Part
		k    int
	}{{&r.Agree, t.Agree}, {&r.Disagree, t.Disagree}, {&r.Pass, t.Pass}} {
		if r.N > 0 {
			p.part.Share = float64(p.k) / float64(r.N)
		}
		p.part.Text = percent(p.part.Share)
	}
	return r
}

// StatementRow makes a row from a statement's reading, by its measures. A
// percentage that was published is written as published; the bar's length is
// the computed share where there is one. id is the evidence id, needed the
// least number of votes with which the statement is read. ok is false if the
// item has neither votes nor published percentages.
func StatementRow(item model.ItemReading, id string, needed int) (r Row, ok bool) {
	r = Row{Ref: string(item.Item), ID: id, Text: item.Text, N: item.N, Needed: needed}
	for _, p := range []struct {
		part *Part
		side string
	}{{&r.Agree, "agree"}, {&r.Disagree, "disagree"}, {&r.Pass, "pass"}} {
		if m := measure(item.Measures, p.side+"-share/1"); m != nil {
			*p.part, ok = Part{m.Value, percent(m.Value)}, true
		}
		m := measure(item.Measures, "published-"+p.side+"/1")
		if m == nil {
			continue
		}
		p.part.Text = strconv.FormatFloat(m.Value, 'f', -1, 64) + "\u00a0%"
		if !ok {
			p.part.Share = m.Value / 100
		}
	}
	low, high := measure(item.Measures, "agree-low/1"), measure(item.Measures, "agree-high/1")
	if low != nil && high != nil {
		r.Low, r.High = low.Value, high.Value
	}
	return r, ok || r.Agree.Text != ""
}

func measure(list []model.Measure, method string) *model.Measure {
	for i := range list {
		if list[i].Method == method {
			return &list[i]
		}
	}
	return nil
}

// tidy keeps every share within 0 and 1, whatever a caller put in, and writes
// the shares that have no text.
func (r Row) tidy() Row {
	for _, p := range []*Part{&r.Agree, &r.Disagree, &r.Pass} {
		p.Share = unit(p.Share)
		if p.Text == "" {
			p.Text = percent(p.Share)
		}
	}
	r.Low, r.High = unit(r.Low), unit(r.High)
	return r
}

// words says the row's votes in a sentence without a full stop.
func (r Row) words(interval bool, in Words) string {
	o := Options{Words: in}
	if r.N == 0 {
		return o.say("no votes")
	}
	s := o.say("%s agree, %s disagree, %s pass, of %d votes", r.Agree.Text, r.Disagree.Text, r.Pass.Text, r.N)
	if r.N == 1 {
		s = o.say("%s agree, %s disagree, %s pass, of 1 vote", r.Agree.Text, r.Disagree.Text, r.Pass.Text)
	}
	if interval && r.High > 0 {
		s += "; " + o.say("the interval of agreement runs from %s to %s", percent(r.Low), percent(r.High))
	}
	if r.TooFew() {
		s += "; " + o.say("too few to read, %d are needed", r.Needed)
	}
	return s
}
