package analysis

import (
	"math"
	"strings"

	"consilience/model"
)

// checkClaims holds a report's claims against the records. A claim is bound to
// its filter: it is looked at with the filter that it was meant under, and if
// it holds there, also without; where only the filter makes it true, that is
// said.
func checkClaims(s *Checked, sources []Checked) []model.Check {
	var out []model.Check
	for _, c := range s.Claims {
		got, item, ok := claimed(c, c.MinShare, sources)
		at := func(k model.Check) model.Check {
			k = k.At(s.Snapshot.Source.ID, c.File, c.Line).About(c.About)
			if item != "" && item != c.About {
				k = k.About(item)
			}
			unit := model.Unit("")
			if strings.HasSuffix(c.Figure, "-pct") {
				unit = model.UnitPercent
			}
			return k.With("claimed", c.Value, unit).With("found", got, unit)
		}
		if !ok {
			out = append(out, model.NewCheck(model.CheckUnchecked, model.GoodToKnow, "Bring in the source that the claim is about.",
				"The claim “%s” could not be checked: “%s” is not here or has no such figure.", c.Text, string(c.About)).
				At(s.Snapshot.Source.ID, c.File, c.Line).About(c.About))
			continue
		}
		if !holds(got, c) {
			out = append(out, at(model.NewCheck(model.CheckClaim, model.Serious, "Ask the publisher which figure is right; cite both until then.",
				"The report says: “%s”%s. The published records give %s instead of %s%s.", c.Text, pages(c), model.Decimal(got), model.Decimal(c.Value), ofItem(item))))
			continue
		}
		if c.MinShare <= 0 {
			continue
		}
		if got, item, ok = claimed(c, 0, sources); ok && !holds(got, c) {
			out = append(out, at(model.NewCheck(model.CheckClaim, model.Serious, "Print the filter with the claim, or leave the claim out.",
				"The report says: “%s”%s. That is true only of statements on which at least %s\u00a0%% of the poll's voters voted; without this filter the figure is %s\u00a0%%%s.",
				c.Text, pages(c), model.Decimal(100*c.MinShare), model.Decimal(got), ofItem(item))).With("filter", 100*c.MinShare, model.UnitPercent))
		}
	}
	return out
}

func pages(c model.Claim) model.Phrase {
	if c.Pages == "" {
		return model.Phrase{}
	}
	return words(" (%s)", c.Pages)
}

func ofItem(item model.Ref) model.Phrase {
	if item.Item() == "" {
		return model.Phrase{}
	}
	return words(" (statement %s of %s)", item.Item(), item.Source())
}

func holds(got float64, c model.Claim) bool {
	switch c.Relation {
	case "<=":
		return got <= c.Value+1e-9
	case ">=":
		return got >= c.Value-1e-9
	}
	return math.Abs(got-c.Value) < 1e-9
}

// claimed finds the figure that a claim is about, among the statements on which
// at least minShare of the voters voted, and the item that has it.
func claimed(c model.Claim, minShare float64, sources []Checked) (got float64, item model.Ref, ok bool) {
	for i := range sources {
		src := &sources[i]
		id := src.Snapshot.Source.ID
		if string(c.About) != id && c.About.Source() != id {
			continue
		}
		whole := string(c.About) == id
		switch {
		case whole && c.Figure == "statements":
			return float64(len(src.Statements)), "", len(src.Statements) > 0
		case whole && c.Figure == "tags":
			return float64(len(src.Tags)), "", len(src.Tags) > 0
		case whole && c.Figure == "voters":
			return float64(src.Voters), "", src.Voters > 0
		case whole && c.Figure == "responses":
			return float64(len(src.Responses)), "", len(src.Responses) > 0
		case whole && c.Figure == "mentions":
			n := 0
			for _, t := range src.Tags {
				n += t.Mentions
			}
			return float64(n), "", len(src.Tags) > 0
		case !whole && c.Figure == "mentions":
			return claimedMentions(c, src)
		}
		return claimedVotes(c, minShare, src, whole)
	}
	return 0, "", false
}

// claimedMentions finds the mentions of a tag or, where no tag bears the name,
// of a cluster.
func claimedMentions(c model.Claim, src *Checked) (got float64, item model.Ref, ok bool) {
	for _, t := range src.Tags {
		if t.Ref() == c.About {
			return float64(t.Mentions), t.Ref(), true
		}
	}
	for _, t := range src.Tags {
		if t.Cluster == c.About.Item() {
			got += float64(t.Mentions)
			ok = true
		}
	}
	return got, "", ok
}

// claimedVotes finds a figure of one statement, or the greatest or least of
// all: "agree-pct", "max-disagree-pct", "min-agree-pct" …
func claimedVotes(c model.Claim, minShare float64, src *Checked, whole bool) (got float64, item model.Ref, ok bool) {
	figure, greatest := c.Figure, true
	if whole {
		if len(figure) < 5 || figure[:4] != "max-" && figure[:4] != "min-" {
			return 0, "", false
		}
		figure, greatest = figure[4:], figure[:4] == "max-"
	}
	if minShare > 0 && src.Voters <= 0 {
		return 0, "", false
	}
	for _, st := range src.Statements {
		if !whole && st.Ref() != c.About || minShare > 0 && float64(votesOf(st)) < minShare*float64(src.Voters)-1e-9 {
			continue
		}
		v, has := figureOf(st, figure)
		if has && (!ok || greatest && v > got || !greatest && v < got) {
			got, item, ok = v, st.Ref(), true
		}
	}
	return got, item, ok
}

// figureOf is a statement's figure as published, or else as counted.
func figureOf(st model.Statement, figure string) (float64, bool) {
	n := votesOf(st)
	side := func(p *float64, count int) (float64, bool) {
		switch {
		case p != nil:
			return *p, true
		case st.Basis != model.BasisPublished && n > 0:
			return 100 * float64(count) / float64(n), true
		}
		return 0, false
	}
	switch figure {
	case "votes":
		return float64(n), n > 0
	case "agree-pct":
		return side(st.Published.AgreePct, st.Tally.Agree)
	case "disagree-pct":
		return side(st.Published.DisagreePct, st.Tally.Disagree)
	case "pass-pct":
		return side(st.Published.PassPct, st.Tally.Pass)
	}
	return 0, false
}
