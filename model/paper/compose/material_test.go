package compose_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper/compose"
)

// consultation is the embedded sample, read just far enough for a paper.
type consultation struct {
	evidence analysis.Evidence
	sources  []model.Snapshot
	themes   map[string]model.Theme
	tradeoff map[string]model.TradeOff
}

var voters = map[string]int{"polis-challenges-opportunities": 106, "polis-role-of-ogp": 63} // participation.csv

func sample(t testing.TB) *consultation {
	t.Helper()
	c := &consultation{
		evidence: analysis.Evidence{Statements: map[model.Ref]analysis.StatementEvidence{}, Tags: map[model.Ref]analysis.TagEvidence{},
			Channels: []model.Channel{model.ChannelPoll, model.ChannelMeetings, model.ChannelSurvey}},
		themes: map[string]model.Theme{}, tradeoff: map[string]model.TradeOff{},
	}
	c.poll(t, "polis-challenges-opportunities", "Poll: challenges and opportunities")
	c.poll(t, "polis-role-of-ogp", "Poll: the role of OGP")
	c.tags(t, "contribution-areas", "Notes of meetings: areas of contribution")
	c.tags(t, "role-tags", "Notes of meetings: the role of OGP")
	c.register(t)
	c.readThemes(t)
	c.readTradeOffs(t)
	return c
}

func table(t testing.TB, name string) (rows []map[string]string, snap model.Snapshot) {
	t.Helper()
	raw, err := fs.ReadFile(assets.Sample(), name)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, rec := range records[1:] {
		row := map[string]string{"line": strconv.Itoa(i + 2)}
		for k, head := range records[0] {
			row[head] = rec[k]
		}
		rows = append(rows, row)
	}
	sum := sha256.Sum256(raw)
	file := model.File{Path: name, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(raw)), RowsRead: len(rows)}
	snap = model.Snapshot{Files: []model.File{file}, ID: model.NewSnapshotID([]model.File{file}), FetchedAt: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	snap.Feed, snap.Publisher = "sample", "Open Government Partnership"
	snap.Licence = "Figures cited from the Phase 1 report (September 2022)"
	snap.CollectedTo = "2022-09"
	return rows, snap
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// recovered gives the only counts that fit percentages that were cut off.
func recovered(n, agree, disagree, pass int) (model.Tally, bool) {
	var found []model.Tally
	for a := 0; a <= n; a++ {
		for d := 0; a+d <= n; d++ {
			if p := n - a - d; a*100/n == agree && d*100/n == disagree && p*100/n == pass {
				found = append(found, model.Tally{Agree: a, Disagree: d, Pass: p})
			}
		}
	}
	if len(found) != 1 {
		return model.Tally{}, false
	}
	return found[0], true
}

func (c *consultation) poll(t testing.TB, id, title string) {
	rows, snap := table(t, id+".csv")
	snap.Source.ID, snap.Title, snap.Channel, snap.Format, snap.Paraphrased = id, title, model.ChannelPoll, model.FormatStatementsTable, true
	snap.Limitations = []string{"The poll collects no demographic data: who voted is not known.", "Percentages are published cut off, not rounded."}
	c.sources = append(c.sources, snap)
	for _, row := range rows {
		n, a, d, p := number(t, row["votes"]), number(t, row["agree_pct"]), number(t, row["disagree_pct"]), number(t, row["pass_pct"])
		fa, fd, fp := float64(a), float64(d), float64(p)
		s := model.Statement{Source: id, ID: row["statement_id"], Text: row["statement"], Language: row["language"], File: id + ".csv", Line: number(t, row["line"]),
			Basis: model.BasisPublished, Published: model.Published{Votes: &n, AgreePct: &fa, DisagreePct: &fd, PassPct: &fp}}
		if tally, ok := recovered(n, a, d, p); ok {
			s.Tally, s.Basis = tally, model.BasisRecovered
		}
		c.evidence.Statements[s.Ref()] = analysis.StatementEvidence{Statement: s, Snapshot: snap.ID, Channel: model.ChannelPoll, Voters: voters[id]}
	}
}

func (c *consultation) tags(t testing.TB, id, title string) {
	rows, snap := table(t, id+".csv")
	snap.Source.ID, snap.Title, snap.Channel, snap.Format = id, title, model.ChannelMeetings, model.FormatTagsTable
	snap.Limitations = []string{"One meeting can give many mentions."}
	c.sources = append(c.sources, snap)
	for _, row := range rows {
		tag := model.Tag{Source: id, Cluster: row["cluster"], Name: row["tag"], Description: row["description"], Mentions: number(t, row["mentions"]), File: id + ".csv", Line: number(t, row["line"])}
		c.evidence.Tags[tag.Ref()] = analysis.TagEvidence{Tag: tag, Snapshot: snap.ID, Channel: model.ChannelMeetings}
	}
}

func (c *consultation) register(t testing.TB) {
	rows, snap := table(t, "participation.csv")
	snap.Source.ID, snap.Title, snap.Channel, snap.Format = "participation", "Participation register", model.ChannelCommittee, model.FormatParticipation
	c.sources = append(c.sources, snap)
	for _, row := range rows {
		ch, ok := model.ParseChannel(row["channel"])
		if !ok {
			t.Fatalf("unknown channel %q", row["channel"])
		}
		h := model.Heard{Source: "participation", Channel: ch, Measure: row["measure"], Dimension: row["dimension"], Group: row["group"],
			Text: row["value"], Unit: row["unit"], Limitation: row["limitation"], File: "participation.csv", Line: number(t, row["line"])}
		if v, err := strconv.ParseFloat(row["value"], 64); err == nil {
			h.Value = &v
		}
		c.evidence.Heard = append(c.evidence.Heard, h)
	}
}

func (c *consultation) readThemes(t testing.TB) {
	var doc struct {
		Themes []struct {
			ID, Title, Proposition string
			Statements             [][2]any
			Bridging, Reservations []string
			TagPoles               []model.Ref `json:"tag_poles"`
			Human                  []struct {
				Channel model.Channel
				Reading model.Reading
				Note    string
				Tag     model.Ref
				Groups  map[string]model.Reading
			}
		}
	}
	sampleJSON(t, "themes.json", &doc)
	for _, in := range doc.Themes {
		th := model.Theme{ID: in.ID, Title: in.Title, Proposition: in.Proposition, Published: "themes"}
		for _, s := range in.Statements {
			th.Links = append(th.Links, model.Link{Item: model.Ref(s[0].(string)), Polarity: int(s[1].(float64))})
		}
		for _, b := range in.Bridging {
			th.Links = append(th.Links, model.Link{Item: model.Ref(b), Bridging: true})
		}
		for _, r := range in.Reservations {
			th.Reservations = append(th.Reservations, model.Reservation{Text: r})
		}
		if len(in.TagPoles) == 2 {
			th.TagPoles = &model.TagPoles{For: in.TagPoles[0], Against: in.TagPoles[1]}
		}
		for _, h := range in.Human {
			th.Human = append(th.Human, model.HumanReading{Channel: h.Channel, Reading: h.Reading, Note: h.Note, Tag: h.Tag, Groups: h.Groups})
		}
		c.themes[th.ID] = th
	}
}

func (c *consultation) readTradeOffs(t testing.TB) {
	var doc struct {
		TradeOffs []struct {
			ID, Question, Pages string
			Poles               []string
			Evidence            []struct {
				Item     model.Ref
				Pole     string
				Polarity int
			}
		} `json:"trade_offs"`
	}
	sampleJSON(t, "trade-offs.json", &doc)
	for _, in := range doc.TradeOffs {
		to := model.TradeOff{ID: in.ID, Question: in.Question, Pages: in.Pages, Published: "trade-offs"}
		for i, p := range in.Poles {
			to.Poles = append(to.Poles, model.Pole{ID: string(rune('a' + i)), Text: p})
		}
		for _, e := range in.Evidence {
			to.Links = append(to.Links, model.PoleLink{Item: e.Item, Pole: e.Pole, Polarity: e.Polarity})
		}
		c.tradeoff[to.ID] = to
	}
}

func sampleJSON(t testing.TB, name string, into any) {
	t.Helper()
	raw, err := fs.ReadFile(assets.Sample(), name)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// material is what the desk would hand over for a paper about a theme or a
// trade-off.
func (c *consultation) material(p model.Paper) compose.Material {
	th := analysis.DefaultThresholds()
	m := compose.Material{Consultation: "OGP strategy consultation, Phase 1", Paper: p, Heard: c.evidence.Heard, Thresholds: th,
		Statements: map[model.Ref]model.Statement{}, Tags: map[model.Ref]model.Tag{}}
	used := map[string]bool{"participation": true}
	if id, ok := strings.CutPrefix(p.About, "theme/"); ok {
		theme := c.themes[id]
		a := analysis.Assess(theme, c.evidence, th)
		m.Theme, m.Assessment = &theme, &a
		for _, ch := range a.Channels {
			for _, item := range ch.Items {
				used[item.Item.Source()] = true
			}
		}
	}
	if id, ok := strings.CutPrefix(p.About, "tradeoff/"); ok {
		to := c.tradeoff[id]
		m.TradeOff = &to
		for _, l := range to.Links {
			used[l.Item.Source()] = true
			m.Evidence = append(m.Evidence, compose.Evidence{Link: l, Item: c.read(l, th)})
		}
	}
	for ref, s := range c.evidence.Statements {
		m.Statements[ref] = s.Statement
	}
	for ref, tag := range c.evidence.Tags {
		m.Tags[ref] = tag.Tag
	}
	m.Sources = slices.DeleteFunc(slices.Clone(c.sources), func(s model.Snapshot) bool { return !used[s.Source.ID] })
	return m
}

func (c *consultation) read(l model.PoleLink, th analysis.Thresholds) model.ItemReading {
	if s, ok := c.evidence.Statements[l.Item]; ok {
		polarity := l.Polarity
		if l.Pole == "" {
			polarity = 1
		}
		return analysis.ReadStatement(s, polarity, th)
	}
	if tag, ok := c.evidence.Tags[l.Item]; ok {
		return analysis.ReadPolarTag(tag, l.Polarity, th)
	}
	return model.ItemReading{Item: l.Item, Reading: model.Silent}
}

// breadth is a memo with everything in it: arguments, positions, dissent,
// Arabic, Spanish.
func (c *consultation) breadth() compose.Material {
	m := c.material(model.Paper{ID: "p1", Kind: model.DecisionMemo, About: "tradeoff/breadth", Title: "How broad should OGP's policy focus be?",
		Decision: "agree that the strategy names a small number of strategic topics, and that members stay free to commit on any topic relevant to open government; and ask the Support Unit to report back on both in March 2027.",
		Owner:    "Governance and Leadership Subcommittee", Date: "2026-11-23", Status: "draft"})
	to := *m.TradeOff
	measure := func(ref model.Ref) []model.Measure {
		e := c.evidence.Statements[ref]
		share := analysis.Pick(analysis.Measures(e), "agree-share/1")
		return []model.Measure{*share}
	}
	by := func(name string) model.Made { return model.Made{By: name} }
	to.Arguments = []model.Argument{
		{Pole: "a", Text: "Members own what they chose. A list set from outside loses the reformers who carry it", Made: by("Amina Diallo"), Evidence: measure("polis-role-of-ogp:3")},
		{Pole: "a", Text: "Local contexts differ too much for one agenda", Made: by("Jonas Keller")},
		{Pole: "b", Text: "Scarce support has more effect on few topics", Made: by("Lucía Fernández"), Evidence: measure("polis-role-of-ogp:6")},
		{Pole: "b", Text: "A sharper profile makes it easier to win ministers for open government", Made: by("Jonas Keller")},
	}
	to.Positions = []model.Position{
		{Member: "Amina Diallo", Stance: "a", Reason: "A partnership that prescribes topics stops being one. Let members choose, and let us reward ambition.", Evidence: measure("polis-role-of-ogp:3")},
		{Member: "Lucía Fernández", Stance: "b", Reason: "Con menos temas podríamos acompañar mejor a quienes impulsan las reformas; hoy la atención se dispersa en demasiados compromisos.", Evidence: measure("polis-role-of-ogp:6")},
		{Member: "ليلى منصور", Stance: "a", Reason: "يجب أن تبقى الأولويات وطنية، فقد أيّد 72% من المصوّتين (16 من 22) الاستجابة لاختيار الأعضاء."},
		{Member: "Jonas Keller", Stance: model.StanceUndecided, Reason: "I could live with either if the support for implementation is kept."},
		{Member: "Grace Otieno", Stance: model.StanceDissent, Reason: "The question is put wrongly. Nobody outside the room distinguishes topics from ambition; participants said themselves that forced choices did not help them.\nI ask that this is recorded and that the paper goes back to the regions first.", Evidence: measure("polis-role-of-ogp:0")},
	}
	to.Questions = []model.Comment{{Text: "Who would choose the few topics, and for how long?", Made: by("Amina Diallo")}}
	m.TradeOff = &to
	theme := c.themes["narrow-focus"]
	m.Related = []compose.Related{{Theme: &theme, Class: model.DivergentWithin}}
	return m
}

// participation is a memo about a theme, with a related trade-off.
func (c *consultation) theme(id string) compose.Material {
	m := c.material(model.Paper{ID: "p2", Kind: model.DecisionMemo, About: "theme/" + id, Title: c.themes[id].Title,
		Decision: "note how the channels read on this theme, and say which further inputs are wanted before Phase 2.",
		Owner:    "Task force", Date: "2026-11-23", Status: "final"})
	return m
}
