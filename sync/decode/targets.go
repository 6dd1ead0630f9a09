package decode

import (
	"strings"

	"consilience/model"
)

// The columns of a population that channels are compared with.
const (
	aDimension = iota
	aGroup
	aShare
	aPopulation
)

var targetColumns = []column{
	aDimension:  {name: "dimension", needed: true},
	aGroup:      {name: "group", synonyms: []string{"category"}, needed: true},
	aShare:      {name: "population share", synonyms: []string{"target share", "share of population", "target"}, needed: true},
	aPopulation: {name: "population", synonyms: []string{"target population"}},
}

// readTargets reads the shares of a population, as percentages ("48.7 %" or
// "48.7") or as fractions marked by a column whose values all lie between 0
// and 1.
func readTargets(j *job) error {
	for i := range j.content.Snapshot.Files {
		first := len(j.content.Targets)
		err := j.readTable(&j.content.Snapshot.Files[i], targetColumns, func(t *table) error {
			for {
				ok, err := t.next()
				if err != nil {
					return err
				}
				if !ok {
					return t.mustHold("share of a population")
				}
				t.target(j)
			}
		})
		if err != nil {
			return err
		}
		inPercent(j.content.Targets[first:])
	}
	return nil
}

func (t *table) target(j *job) {
	a := model.Target{
		Source: j.source(), Dimension: strings.ToLower(t.text(aDimension)), Group: t.text(aGroup),
		Population: t.text(aPopulation), File: t.Path, Line: int(t.line),
	}
	text := strings.TrimSpace(strings.TrimSuffix(t.text(aShare), "%"))
	share, ok := number(text)
	switch {
	case t.empty():
		t.skip(t.line, "it is blank")
	case a.Dimension == "" || a.Group == "":
		t.skip(t.line, "it does not say of which group")
	case text == "" || !ok || share < 0 || share > 100:
		t.skip(t.line, "%q%s is not a share from 0 to 100 %%", t.text(aShare), t.cell(aShare))
	default:
		t.RowsRead++
		a.Share = share
		j.content.Targets = append(j.content.Targets, a)
	}
}

// inPercent makes fractions of percentages, unless all are fractions already.
func inPercent(list []model.Target) {
	sum, most := 0.0, 0.0
	for _, a := range list {
		sum, most = sum+a.Share, max(most, a.Share)
	}
	if most <= 1 && sum > 0.5 {
		return
	}
	for i := range list {
		list[i].Share /= 100
	}
}
