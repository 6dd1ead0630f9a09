package decode

import (
	"bytes"
	"encoding/json"
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

// recogniseJigsawTopics claims answers with or without topics, and the counts
// of topics behind a Sensemaker report.
func recogniseJigsawTopics(l *Look) (Kind, bool) {
	if len(headsOf(l, jigsawTopicColumns)) > 0 {
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
			t, err := openTable(in, jigsawTopicColumns)
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
	answers := map[string]string{} // note ids, by person and text, which also tells what stands twice
	for {
		ok, err := t.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		person, text := t.text(kPerson), t.text(kText)
		switch {
		case t.empty():
			t.skip(t.line, "it is blank")
			continue
		case t.secondHeader(q):
			continue // Qualtrics writes its header over two or three rows
		case person == "" || text == "":
			t.skip(t.line, "it has no participant or no text")
			continue
		}
		t.RowsRead++
		id, known := answers[person+"\x00"+text]
		if !known {
			id = person
			for n := 2; !q.note(t.answer(id, heads)); n++ {
				id = person + " (" + strconv.Itoa(n) + ")"
			}
			answers[person+"\x00"+text] = id
		}
		quote, topic, opinion := t.text(kQuote), t.text(kTopic), t.text(kOpinion)
		if topic == "" && opinion == "" {
			continue
		}
		if quote == "" {
			quote = text
		}
		tag := q.tag(topic, opinion, "", int(t.line))
		q.excerpt(model.Excerpt{ID: id + "-" + strconv.Itoa(int(t.line)), Note: id, Text: quote, Tags: []model.Tagging{{Tag: tag}}, Line: int(t.line)}, -1, -1)
	}
	q.done()
	return nil
}

// secondHeader says whether a row belongs to the header: it names the columns
// for Qualtrics itself, or it repeats questions above such a row.
func (t *table) secondHeader(q *quoted) bool {
	for _, f := range t.row {
		if bytes.Contains(f, []byte(`"ImportId"`)) {
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

// answer makes a note of a row's text.
func (t *table) answer(id string, heads []string) model.Note {
	n := model.Note{ID: id, Text: t.text(kText), Line: int(t.line)}
	for i, head := range heads {
		if head != "" && i < len(t.row) {
			n.Attributes = with(n.Attributes, head, t.clean(t.row[i]))
		}
	}
	return n
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
