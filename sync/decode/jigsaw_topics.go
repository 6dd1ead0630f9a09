package decode

import (
	"bytes"
	"encoding/json"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of answers in which Jigsaw's Sensemaker found topics and
// opinions. What people were asked besides becomes attributes.
const (
	kPerson = iota
	kText
	kQuote
	kTopic
	kOpinion
)

var jigsawTopicColumns = []column{
	kPerson:  {name: "participant_id", synonyms: []string{"rid"}, needed: true},
	kText:    {name: "survey_text", synonyms: []string{"representative_text"}, needed: true},
	kQuote:   {name: "quote"},
	kTopic:   {name: "topic"},
	kOpinion: {name: "opinion"},
}

// jigsawQuoteColumns are those of answers filed by topic and opinion that do not
// say whose they are, as the Sensemaker's samples have them.
var jigsawQuoteColumns = []column{
	kPerson:  {},
	kText:    {name: "comment", synonyms: []string{"quote", "representative_text"}, needed: true},
	kQuote:   {},
	kTopic:   {name: "topic", needed: true},
	kOpinion: {name: "opinion", needed: true},
}

// jigsawQuotes finds the header of such a table in a text: it has no other
// columns.
func jigsawQuotes(head []byte) bool {
	found := textHeads(head, jigsawQuoteColumns)
	if len(found) == 0 {
		return false
	}
	heads := found[0]
	for len(heads) > 3 && len(bytes.TrimSpace(heads[len(heads)-1])) == 0 {
		heads = heads[:len(heads)-1]
	}
	return len(heads) == 3
}

// recogniseJigsawTopics claims answers with or without topics, and the counts
// of topics behind a Sensemaker report.
func recogniseJigsawTopics(l *Look) (Kind, bool) {
	if len(headsOf(l, jigsawTopicColumns)) > 0 || !l.isBook() && jigsawQuotes(l.Head) {
		return Kind{Format: model.FormatJigsawTopics}, true
	}
	for _, o := range firstObjects(l.Head) {
		return Kind{Format: model.FormatJigsawTopics}, o["name"] != nil && o["commentCount"] != nil && o["subtopicStats"] != nil
	}
	return Kind{}, false
}

// readJigsawTopics reads answers as notes, quotes as passages of them, topics
// as clusters and opinions as tags.
func readJigsawTopics(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.readCells(&j.content.Snapshot.Files[i], jigsawTopicColumns, nil, func(in *input) error {
			if isJSON(in.head) {
				if err := topicCounts(j, in); err != nil {
					return err
				}
				return in.mustHold("topic")
			}
			want := jigsawTopicColumns
			if in.sheet == nil && jigsawQuotes(trimBOM(in.head)) {
				want = jigsawQuoteColumns
				in.problems.add(0, model.ProblemAssumed, "", "%s files each answer under a topic and an opinion, and does not say whose it is. Answers with the same words were read as one.", in.Path)
			}
			t, err := openTable(in, want)
			if err != nil {
				return err
			}
			if err := t.opinions(j); err != nil {
				return err
			}
			return in.mustHold("answer")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// opinions reads one row a quote; answers stand once for each of their quotes.
func (t *table) opinions(j *job) error {
	q := newQuoted(j, t.input)
	heads := make([]string, len(t.row))
	for i, h := range t.row {
		if name := t.clean(h); name != "" && !slices.Contains(t.at, i) && !personalHead(name) {
			heads[i] = name
		}
	}
	answers := answers{quoted: q, known: map[uint64]int{}, more: map[string]int{}}
	unsigned := newWords(&t.kept)
	for {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		person, text := t.bytes(t.field(kPerson)), t.bytes(t.field(kText))
		if t.at[kPerson] < 0 && len(text) > 0 {
			number, _ := unsigned.of(text)
			person = strconv.AppendUint(nil, uint64(number), 10)
		}
		switch {
		case t.secondHeader(q):
			clear(answers.known)
			clear(answers.more)
			continue // Qualtrics writes its header over two or three rows
		case len(person) == 0 && len(text) == 0 && t.empty():
			t.skip(t.line, "it is blank")
			continue
		case len(person) == 0 || len(text) == 0:
			t.skip(t.line, "it has no participant or no text")
			continue
		}
		t.RowsRead++
		answer := &q.content.Notes[answers.of(t, person, text, heads)]
		words, topic, opinion := t.text(kQuote), t.text(kTopic), t.text(kOpinion)
		if topic == "" && opinion == "" {
			continue
		}
		if words == "" {
			words = answer.Text
		}
		id := strconv.AppendInt(append(append(t.scratch[:0], answer.ID...), '-'), int64(t.line), 10)
		t.scratch = id
		tag := q.tag(topic, opinion, "", int(t.line))
		q.excerpt(quote{id: t.kept.string(id), note: answer.ID, words: words, from: -1, to: -1, line: int(t.line), alone: true}, tag)
	}
	q.done()
	return nil
}

// answers finds the note of an answer that stands in several rows. Most people
// gave one answer, which has their id; further ones are looked up.
type answers struct {
	*quoted
	known map[uint64]int // places of notes, by the hash of person and text
	more  map[string]int // the number of a person's last answer, from the second one
}

// of gives the place of the row's note.
func (a *answers) of(t *table, person, text []byte, heads []string) int {
	if bytes.IndexByte(text, '\r') >= 0 || bytes.HasPrefix(text, []byte("\ufeff")) {
		text = []byte(newAnchorText(string(text)).text()) // as keepNote keeps it
	}
	at := len(a.content.Notes)
	if at > 0 && a.content.Notes[at-1].ID == string(person) && a.content.Notes[at-1].Text == string(text) {
		return at - 1
	}
	n := a.newNote()
	n.ID, n.Text, n.Line = t.kept.string(person), t.kept.string(text), int(t.line)
	if first, twice := a.keepNote(n); twice {
		if a.content.Notes[first].Text == n.Text {
			takeBack(&a.content.Notes)
			return first
		}
		key := maphash.Bytes(wordSeed, person)*31 + maphash.Bytes(wordSeed, text)
		if known, ok := a.known[key]; ok && a.content.Notes[known].Text == n.Text {
			takeBack(&a.content.Notes)
			return known
		}
		a.known[key] = at
		for base, k := n.ID, max(2, a.more[n.ID]+1); twice; k++ {
			n.ID = base + " (" + strconv.Itoa(k) + ")"
			a.more[base] = k
			_, twice = a.keepNote(n)
		}
	}
	for i, head := range heads {
		if head != "" && i < len(t.row) {
			n.Attributes = with(n.Attributes, head, t.clean(t.row[i]))
		}
	}
	return at
}

// secondHeader says whether a row belongs to the header: it names the columns
// for Qualtrics itself, or it repeats questions above such a row.
func (t *table) secondHeader(q *quoted) bool {
	for _, f := range t.row {
		if bytes.IndexByte(f, '{') >= 0 && bytes.Contains(f, []byte(`"ImportId"`)) {
			// The row above, if it was taken for an answer, are the questions.
			if t.RowsRead == 1 {
				t.RowsRead = 0
				q.again()
			}
			return true
		}
	}
	return false
}

// personalHead says whether a column holds what tells who somebody is.
func personalHead(head string) bool {
	word := headerWord(head)
	return slices.Contains(commentsTable.drop, word) || strings.HasPrefix(word, "recipient") || word == "ipaddress" || word == "locationlatitude" || word == "locationlongitude"
}

// topicCounts reads how many comments a topic has.
func topicCounts(j *job, in *input) error {
	type topic struct {
		Name     string `json:"name"`
		Comments *int   `json:"commentCount"`
	}
	q := newQuoted(j, in)
	return in.elements(func(raw json.RawMessage, line int) error {
		var t struct {
			topic
			Subtopics []topic `json:"subtopicStats"`
		}
		if json.Unmarshal(raw, &t) != nil || t.Name == "" || t.Comments == nil || *t.Comments < 0 {
			in.skip(uint32(line), "it is not a topic with its number of comments")
			return nil
		}
		in.RowsRead++
		add := func(name, sub string, n int) {
			before := len(j.content.Tags)
			q.tag(name, sub, "", line)
			if len(j.content.Tags) > before {
				j.content.Tags[before].Mentions = n
			}
		}
		if len(t.Subtopics) == 0 {
			add(t.Name, "", *t.Comments)
		}
		for _, sub := range t.Subtopics {
			if sub.Name != "" && sub.Comments != nil && *sub.Comments >= 0 {
				add(t.Name, sub.Name, *sub.Comments)
			}
		}
		return nil
	})
}
