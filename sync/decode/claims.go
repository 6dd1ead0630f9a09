package decode

import (
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of a table of claims.
const (
	clID = iota
	clText
	clAbout
	clFigure
	clRelation
	clValue
	clMinShare
	clPages
)

var claimColumns = []column{
	clID:       {name: "claim_id", synonyms: []string{"id"}},
	clText:     {name: "claim", synonyms: []string{"sentence"}, needed: true},
	clAbout:    {name: "about", needed: true},
	clFigure:   {name: "figure", needed: true},
	clRelation: {name: "relation", needed: true},
	clValue:    {name: "value", needed: true},
	clMinShare: {name: "min_share"},
	clPages:    {name: "pages", synonyms: []string{"page"}},
}

// claimFigures are the figures that a claim may state; with max- or min- before
// it, a figure of single statements is of all statements of a source.
var claimFigures = []string{
	"statements", "tags", "voters", "responses", "mentions", "votes", "agree-pct", "disagree-pct", "pass-pct",
	"max-votes", "max-agree-pct", "max-disagree-pct", "max-pass-pct", "min-votes", "min-agree-pct", "min-disagree-pct", "min-pass-pct",
}

// readClaims reads claims of a report.
func readClaims(j *job) error {
	seen := map[string]uint32{}
	for i := range j.content.Snapshot.Files {
		err := j.readTable(&j.content.Snapshot.Files[i], claimColumns, func(t *table) error {
			for {
				ok, err := t.next()
				if err != nil {
					return err
				}
				if !ok {
					return t.mustHold("claim")
				}
				t.claim(j, seen)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *table) claim(j *job, seen map[string]uint32) {
	c := model.Claim{
		Source: j.source(), ID: t.text(clID), Text: t.text(clText), About: model.Ref(t.text(clAbout)),
		Figure: strings.ToLower(t.text(clFigure)), Relation: t.text(clRelation), Pages: t.text(clPages), File: t.Path, Line: int(t.line),
	}
	if c.ID == "" {
		c.ID = "line-" + strconv.Itoa(int(t.line))
	}
	value, okValue := number(t.text(clValue))
	share, okShare := 0.0, true
	if text := t.text(clMinShare); text != "" {
		share, okShare = number(text)
	}
	switch before, twice := seen[c.ID]; {
	case t.empty():
		t.skip(t.line, "it is blank")
	case c.Text == "" || c.About == "":
		t.skip(t.line, "it does not say what is claimed, or about what")
	case twice:
		t.skip(t.line, "the claim %s stands already %s", c.ID, t.onLine(before))
	case !slices.Contains(claimFigures, c.Figure):
		t.skip(t.line, "%q is not a figure that a claim can state", c.Figure)
	case c.Relation != "=" && c.Relation != "<=" && c.Relation != ">=":
		t.skip(t.line, "%q is not one of =, <= and >=", c.Relation)
	case !okValue:
		t.skip(t.line, "%q is not a number", t.text(clValue))
	case !okShare || share < 0 || share > 1:
		t.skip(t.line, "%q is not a share from 0 to 1", t.text(clMinShare))
	default:
		seen[c.ID] = t.line
		t.RowsRead++
		c.Value, c.MinShare = value, share
		j.content.Claims = append(j.content.Claims, c)
	}
}
