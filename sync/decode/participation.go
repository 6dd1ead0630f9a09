package decode

import (
	"strings"

	"consilience/model"
)

// The columns of a participation register.
const (
	pChannel = iota
	pMeasure
	pDimension
	pGroup
	pValue
	pUnit
	pLimitation
)

var participationColumns = []column{
	pChannel:    {name: "channel", needed: true},
	pMeasure:    {name: "measure", needed: true},
	pDimension:  {name: "dimension", needed: true},
	pGroup:      {name: "group", synonyms: []string{"category"}, needed: true},
	pValue:      {name: "value", synonyms: []string{"number"}, needed: true},
	pUnit:       {name: "unit"},
	pLimitation: {name: "limitation", synonyms: []string{"limitations", "note"}},
}

// readParticipation reads who took part, by channel.
func readParticipation(j *job) error {
	var numbers slab[float64]
	for i := range j.content.Snapshot.Files {
		err := j.readTable(&j.content.Snapshot.Files[i], participationColumns, func(t *table) error {
			for {
				ok, err := t.next()
				if err != nil {
					return err
				}
				if !ok {
					return t.mustHold("line on who took part")
				}
				t.heard(j, &numbers)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *table) heard(j *job, numbers *slab[float64]) {
	h := add(&j.content.Heard, t.input)
	h.Source, h.File, h.Line = j.source(), t.Path, int(t.line)
	h.Measure, h.Dimension, h.Group = t.textAlike(pMeasure), t.textAlike(pDimension), t.text(pGroup)
	h.Text, h.Unit, h.Limitation = t.text(pValue), t.textAlike(pUnit), t.textAlike(pLimitation)
	channel, known := model.ParseChannel(strings.ToLower(t.textAlike(pChannel)))
	h.Channel = channel
	valueOK := true
	if h.Text != "" {
		var v float64
		v, valueOK = number(h.Text)
		h.Value = numbers.keep(v)
	}
	switch {
	case h.Measure == "" && t.empty():
		t.skip(t.line, "it is blank")
	case !known:
		t.skip(t.line, "%q%s is not a channel", t.text(pChannel), t.cell(pChannel))
	case h.Measure == "" || h.Dimension == "":
		t.skip(t.line, "it does not say what is counted")
	case !valueOK:
		t.skip(t.line, "%q%s is not a number", h.Text, t.cell(pValue))
	default:
		t.RowsRead++
		return
	}
	takeBack(&j.content.Heard)
}
