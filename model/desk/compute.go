package desk

import (
	"slices"

	"consilience/model"
	"consilience/model/analysis"
)

// compute makes a state from what is loaded and the board. It reads no store.
func (d *Desk) compute(here []*loaded) State {
	slices.SortStableFunc(here, byChannel)
	var s State
	for _, l := range here {
		s.Notes = append(s.Notes, l.notes...)
		s.Cases = append(s.Cases, l.cases...)
		s.Claims = append(s.Claims, l.claims...)
		s.Targets = append(s.Targets, l.targets...)
	}
	s.Heard = d.heardHere(here)
	d.coding = d.board.code(here, d.positions)
	s.Excerpts, s.Tags = d.coding.excerpts, d.coding.tags(here)
	s.Codebook = d.coding.list(s.Tags)
	evidence := d.gather(here, s.Heard, s.Tags)
	d.evidence = evidence
	s.Groups = d.groupsOf(here)
	uses := map[model.Ref][]string{}

	var published []model.Theme
	var publishedTradeOffs []model.TradeOff
	for _, l := range here {
		published = append(published, l.themes...)
		publishedTradeOffs = append(publishedTradeOffs, l.tradeOffs...)
	}
	for _, t := range d.board.themes(published) {
		s.Themes = append(s.Themes, Theme{Theme: t, Assessment: analysis.Assess(t, evidence, d.limits)})
		for _, link := range t.Links {
			if item := d.coding.canon(link.Item); !slices.Contains(uses[item], t.ID) {
				uses[item] = append(uses[item], t.ID)
			}
		}
		if t.TagPoles != nil {
			for _, pole := range []model.Ref{d.coding.canon(t.TagPoles.For), d.coding.canon(t.TagPoles.Against)} {
				uses[pole] = append(uses[pole], t.ID)
			}
		}
	}
	d.uses = uses
	for _, t := range d.board.tradeOffs(publishedTradeOffs) {
		s.TradeOffs = append(s.TradeOffs, d.weigh(t, evidence, uses))
	}
	for _, l := range here {
		s.Questions = append(s.Questions, l.asked(d.limits, uses)...)
	}
	d.board.documents(&s)
	s.Translations = d.board.translations()
	s.Mappings = d.board.mappings()

	for _, l := range here {
		n, from := voters(l, s.Heard)
		src := Source{
			Snapshot:     l.Snapshot,
			Statements:   len(l.statements),
			Participants: l.participants,
			Tags:         len(l.tags),
			Voters:       n,
			VotersFrom:   from,
			Older:        l.older,
			Questions:    len(l.questions),
			Responses:    len(l.responses),
			Notes:        len(l.notes),
			Excerpts:     len(l.excerpts),
		}
		src.Incomplete, src.Days, src.Undated = l.incomplete, l.days, l.undated
		figures := d.found[l.Source.ID].fits(l).figures()
		for _, st := range l.statements {
			src.Votes += votesOf(st)
			row := d.statement(st, evidence.Statements[st.Ref()], uses[st.Ref()])
			if f, ok := figures[st.ID]; ok {
				row.GroupConsensus, row.Divisive = &f.ConsensusAgree, &f.Divisive
			}
			s.Statements = append(s.Statements, row)
		}
		s.Sources = append(s.Sources, src)
	}
	return s
}

func votesOf(st model.Statement) int {
	if st.Basis != model.BasisPublished {
		return st.Tally.N()
	}
	if st.Published.Votes != nil {
		return *st.Published.Votes
	}
	return 0
}

// gather lays out all evidence for the analysis. The caller holds d.mu.
func (d *Desk) gather(here []*loaded, heard []model.Heard, tags []model.Tag) analysis.Evidence {
	e := analysis.Evidence{
		Statements: map[model.Ref]analysis.StatementEvidence{},
		Tags:       d.coding.evidence(tags),
		Questions:  map[model.Ref]analysis.QuestionEvidence{},
		Heard:      heard,
		Checks:     d.checks,
	}
	for _, l := range here {
		if len(l.statements)+len(l.tags)+len(l.questions)+len(l.notes)+len(l.excerpts) > 0 && !slices.Contains(e.Channels, l.Channel) {
			e.Channels = append(e.Channels, l.Channel)
		}
		n, _ := voters(l, heard)
		byGroup := d.votesByGroup(l)
		for _, st := range l.statements {
			e.Statements[st.Ref()] = analysis.StatementEvidence{Statement: st, Snapshot: l.ID, Channel: l.Channel, Voters: n, Groups: byGroup[st.ID]}
		}
		for _, q := range l.counted {
			e.Questions[q.Question.Ref()] = q
		}
	}
	return e
}

func (d *Desk) statement(st model.Statement, e analysis.StatementEvidence, themes []string) Statement {
	row := Statement{
		Statement: st,
		Channel:   e.Channel,
		Voters:    e.Voters,
		Item:      analysis.ReadStatement(e, 1, d.limits),
		Themes:    themes,
	}
	for i := range row.Item.Measures {
		m := &row.Item.Measures[i]
		switch m.Method {
		case "agree-share/1":
			row.AgreeShare = m
		case "disagree-share/1":
			row.DisagreeShare = m
		case "pass-share/1":
			row.PassShare = m
		case "agree-low/1":
			row.AgreeLow = m
		case "agree-high/1":
			row.AgreeHigh = m
		}
	}
	return row
}

// weigh reads the evidence of a trade-off. An item that is in no snapshot is
// kept, and read as silent.
func (d *Desk) weigh(t model.TradeOff, e analysis.Evidence, uses map[model.Ref][]string) TradeOff {
	out := TradeOff{TradeOff: t}
	for _, link := range t.Links {
		var item model.ItemReading
		if st, ok := e.Statements[link.Item]; ok {
			polarity := link.Polarity
			if polarity == 0 {
				polarity = 1
			}
			item = analysis.ReadStatement(st, polarity, d.limits)
		} else if tag, ok := e.Tags[link.Item]; ok {
			item = analysis.ReadTag(tag)
		} else if ref, option := e.Question(link.Item); ref != "" {
			polarity := link.Polarity
			if polarity == 0 {
				polarity = 1
			}
			item, _ = analysis.ReadQuestion(e.Questions[ref], option, polarity, d.limits)
		} else {
			item = model.ItemReading{Item: link.Item, Reading: model.Silent, Why: "This item is in no source that is here now."}
		}
		out.Evidence = append(out.Evidence, PoleEvidence{Link: link, Item: item})
		for _, id := range uses[d.coding.canon(link.Item)] {
			if !slices.Contains(out.Themes, id) {
				out.Themes = append(out.Themes, id)
			}
		}
	}
	return out
}
