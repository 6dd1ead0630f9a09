package decode

import (
	"encoding/json"
	"slices"
	"strings"

	"consilience/model"
)

// publishedTradeOff is one entry of a file's "trade_offs".
type publishedTradeOff struct {
	ID        string             `json:"id"`
	Question  string             `json:"question"`
	Poles     []string           `json:"poles"`
	Evidence  []publishedSupport `json:"evidence"`
	ByGroup   map[string]string  `json:"by_group"`
	Pages     string             `json:"pages"`
	Questions []string           `json:"open_questions"`
}

// publishedSupport is an item of evidence: an object, or the bare ref of an
// item that only bears on the question.
type publishedSupport struct {
	Item     model.Ref `json:"item"`
	Pole     string    `json:"pole"`
	Polarity int       `json:"polarity"`
}

func (s *publishedSupport) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &s.Item)
	}
	type plain publishedSupport
	return json.Unmarshal(b, (*plain)(s))
}

// SummaryOpenQuestions is the key of Content.Summary under which a trade-offs
// file's own open questions stand, one a line: they belong to the consultation
// and to no single trade-off.
const SummaryOpenQuestions = "open_questions"

// readTradeOffs reads trade-offs with their poles and evidence. Parts of the
// file that are not read are named in a problem.
func readTradeOffs(j *job) error {
	seen := map[string]bool{}
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			var parts map[string]json.RawMessage
			if err := in.json(&parts); err != nil {
				return err
			}
			var entries []json.RawMessage
			if err := json.Unmarshal(parts["trade_offs"], &entries); err != nil || entries == nil {
				return wrong(model.ProblemUnrecognised, in.Path, "", "%s lists no trade-offs. It was not used.", in.Path).Because(err)
			}
			for n, raw := range entries {
				var t publishedTradeOff
				if err := json.Unmarshal(raw, &t); err != nil {
					in.skipEntry("Trade-off", n, "it is not written as the README shows", err)
					continue
				}
				in.tradeOff(j, n, t, seen)
			}
			in.rest(j, parts)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rest keeps the open questions of the whole file and names what is not read.
func (in *input) rest(j *job, parts map[string]json.RawMessage) {
	var unread []string
	for _, key := range sortedKeys(parts) {
		switch key {
		case "trade_offs", "about":
		case "open_questions":
			var questions []string
			if err := json.Unmarshal(parts[key], &questions); err != nil {
				unread = append(unread, key)
				continue
			}
			j.content.Summary = map[string]string{SummaryOpenQuestions: strings.Join(questions, "\n")}
		default:
			unread = append(unread, key)
		}
	}
	if len(unread) > 0 {
		in.problems.add(0, model.ProblemUnrecognised, "", "%s also holds %s, which Consilience does not read.", in.Path, strings.Join(unread, ", "))
	}
}

// tradeOff makes a published trade-off one of ours, or skips it and says why.
// Poles get the ids a, b, c … in their order.
func (in *input) tradeOff(j *job, n int, p publishedTradeOff, seen map[string]bool) {
	if p.ID == "" || p.ID != model.Slug(p.ID) || p.Question == "" || len(p.Poles) < 2 || len(p.Poles) > 26 || seen[p.ID] {
		in.skipEntry("Trade-off", n, "it needs a question, at least two poles, and an id of its own in lower-case letters, digits and hyphens", nil)
		return
	}
	seen[p.ID] = true
	in.RowsRead++
	t := model.TradeOff{ID: p.ID, Question: p.Question, Published: j.source(), ByGroup: p.ByGroup, Pages: p.Pages}
	ids := []string{""}
	for k, text := range p.Poles {
		id := string(rune('a' + k))
		ids = append(ids, id)
		t.Poles = append(t.Poles, model.Pole{ID: id, Text: text})
	}
	for _, e := range p.Evidence {
		if !isRef(e.Item) || !slices.Contains(ids, e.Pole) || e.Polarity < -1 || e.Polarity > 1 {
			in.leftOut("trade-off", p.ID, "the evidence %q for pole %q with polarity %d", e.Item, e.Pole, e.Polarity)
			continue
		}
		t.Links = append(t.Links, model.PoleLink{Item: e.Item, Pole: e.Pole, Polarity: e.Polarity})
	}
	for _, q := range p.Questions {
		t.Questions = append(t.Questions, model.Comment{Text: q})
	}
	j.content.TradeOffs = append(j.content.TradeOffs, t)
}
