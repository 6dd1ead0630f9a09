package compose

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/text"
)

// entry is one item of evidence with the id under which the paper cites it.
type entry struct {
	id   string
	item model.ItemReading
	// read says that item holds a reading; an item that is only cited has none.
	read bool
	// pole names the pole that the item speaks for, in a trade-off.
	pole    string
	channel model.Channel
}

// index gives evidence and sources their ids, in order of first mention.
type index struct {
	m Material
	// say puts a sentence in the paper's language.
	say func(english string, args ...any) string
	// entries are one of each id: the appendix.
	entries []*entry
	byKey   map[string]*entry
	sources []model.Snapshot
	source  map[string]string // source id → "S1"
}

func newIndex(m Material, say func(string, ...any) string) *index {
	x := &index{m: m, say: say, byKey: map[string]*entry{}, source: map[string]string{}}
	x.sources = slices.Clone(m.Sources)
	for i, s := range x.sources {
		x.source[s.Source.ID] = fmt.Sprintf("S%d", i+1)
	}
	return x
}

// of reads the evidence of one subject. An item that several subjects read has
// one id and, for each of them, a reading of its own.
func (x *index) of(s Subject) []*entry {
	var list []*entry
	seen := map[string]*entry{}
	read := func(key string, item model.ItemReading, ch model.Channel) *entry {
		if e, ok := seen[key]; ok {
			return e
		}
		e := x.read(key, item, ch)
		seen[key] = e
		list = append(list, e)
		return e
	}
	if s.Assessment != nil && s.Theme != nil {
		for _, ch := range s.Assessment.Channels {
			for i, item := range ch.Items {
				key := string(item.Item)
				if key == "" || item.By != "" || item.Note != "" { // a person's reading
					key = fmt.Sprintf("%s/%s/%d/%s", s.Theme.ID, ch.Channel, i, item.Item)
				}
				read(key, item, ch.Channel)
			}
		}
		for _, item := range s.Assessment.Bridging {
			read(string(item.Item), item, x.channelOf(item.Item))
		}
	}
	for _, e := range s.Evidence {
		en := read(string(e.Link.Item), e.Item, x.channelOf(e.Link.Item))
		if en.item.Item == "" {
			en.item.Item = e.Link.Item
		}
		en.pole = e.Link.Pole
	}
	return list
}

// read is an entry with a reading: the one of the index, or, if that holds
// another subject's, one of its own under the same id.
func (x *index) read(key string, item model.ItemReading, ch model.Channel) *entry {
	if e, ok := x.byKey[key]; ok {
		if !e.read {
			e.item, e.channel, e.read = item, ch, true
			return e
		}
		return &entry{id: e.id, item: item, channel: ch, read: true}
	}
	e := x.enter(key, item, ch)
	e.read = true
	return e
}

func (x *index) enter(key string, item model.ItemReading, ch model.Channel) *entry {
	e := &entry{id: fmt.Sprintf("E%d", len(x.entries)+1), item: item, channel: ch}
	x.entries = append(x.entries, e)
	x.byKey[key] = e
	return e
}

// find gives the entry of an item, entering it if it was not cited before. nil
// if the item is in no input at hand.
func (x *index) find(ref model.Ref) *entry {
	if ref == "" {
		return nil // most items have no counterpart: no name must not find them
	}
	if e, ok := x.byKey[string(ref)]; ok {
		return e
	}
	for _, e := range x.entries {
		if e.item.Item == ref || e.item.Against == ref {
			return e
		}
	}
	if s, ok := x.m.Statements[ref]; ok {
		return x.enter(string(ref), model.ItemReading{Item: ref, Text: s.Text, Tally: s.Tally, N: s.Tally.N(), Basis: s.Basis,
			Measures: analysis.Measures(analysis.StatementEvidence{Statement: s, Snapshot: x.snapshotOf(ref)})}, x.channelOf(ref))
	}
	if t, ok := x.m.Tags[ref]; ok {
		item := analysis.ReadTag(analysis.TagEvidence{Tag: t, Snapshot: x.snapshotOf(ref), Channel: x.channelOf(ref)})
		return x.enter(string(ref), item, x.channelOf(ref))
	}
	if said, ok := x.m.Said[ref]; ok {
		return x.enter(string(ref), model.ItemReading{Item: ref, Text: said.Text}, x.channelOf(ref))
	}
	return nil
}

func (x *index) channelOf(ref model.Ref) model.Channel {
	for _, s := range x.m.Sources {
		if s.Source.ID == ref.Source() {
			return s.Channel
		}
	}
	return ""
}

func (x *index) snapshotOf(ref model.Ref) model.SnapshotID {
	for _, s := range x.m.Sources {
		if s.Source.ID == ref.Source() {
			return s.ID
		}
	}
	return ""
}

func (x *index) none() paper.Span { return quiet(" " + x.say(unproved)) }

// sourceID is "S1", or "" if the source is not among the material.
func (x *index) sourceID(id string) string { return x.source[id] }

// cite gives the ids of entries as links: " [E1][E2]". Three or more ids in a
// row become " [E1]–[E5]".
func cite(entries ...*entry) []paper.Span {
	var out []paper.Span
	add := func(e *entry) { out = append(out, paper.Span{Text: "[" + e.id + "]", To: e.id}) }
	entries = slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e == nil })
	for i := 0; i < len(entries); i++ {
		end := i
		for end+1 < len(entries) && idNumber(entries[end+1]) == idNumber(entries[end])+1 {
			end++
		}
		add(entries[i])
		if end >= i+2 {
			out = append(out, word("–"))
			add(entries[end])
			i = end
		}
	}
	if len(out) > 0 {
		out = append([]paper.Span{word(" ")}, out...)
	}
	return out
}

// citeMeasures cites what measures are about, or says that there is nothing.
func (x *index) citeMeasures(measures []model.Measure) []paper.Span {
	var found []*entry
	for _, m := range measures {
		e := x.find(m.Subject)
		if e == nil && m.Subject != "" { // known only by what was measured then
			e = x.enter(string(m.Subject), model.ItemReading{Item: m.Subject, Text: string(m.Subject), N: m.N, Measures: []model.Measure{m}}, x.channelOf(m.Subject))
		}
		if e != nil && !slices.Contains(found, e) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return []paper.Span{x.none()}
	}
	return cite(found...)
}

// citeSource cites a source by its id, or says that there is nothing.
func (x *index) citeSource(id string) []paper.Span {
	if s := x.sourceID(id); s != "" {
		return []paper.Span{word(" "), {Text: "[" + s + "]", To: s}}
	}
	return []paper.Span{x.none()}
}

// text is the item's wording, in its own language.
func (e *entry) text() string {
	if s := text.OneLine(e.item.Text); s != "" {
		return s
	}
	return text.OneLine(e.item.Item.Item())
}

// figure is the item's main figure: its share with the base, or its mentions.
// For an item that says the reverse it is the share that agrees all the same,
// as people voted.
func (e *entry) figure() *paper.Number {
	pick := func(key string) *model.Measure { return analysis.Pick(e.item.Measures, key) }
	if share := pick("agree-share/1"); share != nil {
		n := &paper.Number{Form: paper.OfBase, Measures: []model.Measure{*share}}
		if p := pick("published-agree/1"); p != nil {
			n.Measures = append(n.Measures, *p)
		}
		return n
	}
	for _, key := range []string{"pole-share/1", "option-share/1"} {
		if share := pick(key); share != nil {
			return &paper.Number{Form: paper.OfBase, Measures: []model.Measure{*share}}
		}
	}
	if p := pick("published-agree/1"); p != nil {
		return &paper.Number{Form: paper.OfBase, Measures: []model.Measure{*p}}
	}
	if m := pick("mentions/1"); m != nil {
		return &paper.Number{Form: paper.Plain, Measures: []model.Measure{*m}}
	}
	return nil
}

// interval is the 95 % interval of the main figure; nil if it has none.
func (e *entry) interval() *paper.Number {
	for _, pair := range [][2]string{{"agree-low/1", "agree-high/1"}, {"pole-low/1", "pole-high/1"}, {"option-low/1", "option-high/1"}} {
		low, high := analysis.Pick(e.item.Measures, pair[0]), analysis.Pick(e.item.Measures, pair[1])
		if low != nil && high != nil {
			return &paper.Number{Form: paper.Between, Measures: []model.Measure{*low, *high}}
		}
	}
	return nil
}

// counted is the number of votes, answers or mentions behind the item.
func (e *entry) counted() *model.Measure {
	for _, key := range []string{"votes/1", "published-votes/1", "answered/1", "mentions/1"} {
		if m := analysis.Pick(e.item.Measures, key); m != nil {
			return m
		}
	}
	return nil
}

// unit is what the main figure counts: "agree", "mentions".
func (e *entry) unit() string {
	f := e.figure()
	switch {
	case f == nil:
		return ""
	case f.Measures[0].Method == "mentions/1":
		if f.Measures[0].Value == 1 {
			return "mention"
		}
		return "mentions"
	case strings.HasPrefix(f.Measures[0].Method, "pole-"):
		return "mentions name the first tag"
	case f.Measures[0].Method == "option-share/1":
		return "chose it"
	}
	return "agree"
}

// at says where the item's row stands: file and line.
func (x *index) at(ref model.Ref) string {
	if s, ok := x.m.Statements[ref]; ok {
		return x.say("%s, line %d", path.Base(s.File), s.Line)
	}
	if t, ok := x.m.Tags[ref]; ok {
		return x.say("%s, line %d", path.Base(t.File), t.Line)
	}
	of, _ := analysis.CutOption(ref)
	for _, question := range []model.Ref{ref, of} {
		if q, ok := x.m.Questions[question]; ok && q.File != "" {
			return x.say("%s, line %d, column %d", path.Base(q.File), q.Line, q.Column)
		}
	}
	if said, ok := x.m.Said[ref]; ok && said.File != "" {
		if said.Line == 0 {
			return path.Base(said.File)
		}
		return x.say("%s, line %d", path.Base(said.File), said.Line)
	}
	return ""
}
