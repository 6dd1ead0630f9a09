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
				t.heard(j)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *table) heard(j *job) {
	h := model.Heard{
		Source: j.source(), Measure: t.text(pMeasure), Dimension: t.text(pDimension), Group: t.text(pGroup),
		Text: t.text(pValue), Unit: t.text(pUnit), Limitation: t.text(pLimitation), File: t.Path, Line: int(t.line),
	}
	channel, known := model.ParseChannel(strings.ToLower(t.text(pChannel)))
	h.Channel = channel
	valueOK := true
	if h.Text != "" {
		var v float64
		v, valueOK = number(h.Text)
		h.Value = &v
	}
	switch {
	case t.empty():
		t.skip(t.line, "it is blank")
	case !known:
		t.skip(t.line, "%q%s is not a channel", t.text(pChannel), t.cell(pChannel))
	case h.Measure == "" || h.Dimension == "":
		t.skip(t.line, "it does not say what is counted")
	case !valueOK:
		t.skip(t.line, "%q%s is not a number", h.Text, t.cell(pValue))
	default:
		t.RowsRead++
		j.content.Heard = append(room(j.content.Heard, t.input), h)
	}
}
