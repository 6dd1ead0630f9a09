package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"

	"consilience/model"
)

// Responses and answers are kept packed, column by column: as JSON, those of
// 100,000 people to 20 questions take four times the room and a second to
// read. Numbers are unsigned varints, texts their lengths and then all their
// bytes.
//
//	responses  how many; the different files, sessions and languages, as texts;
//	           the different attributes, each how many pairs of texts; then of
//	           each response in turn: places in those four lists, what is added
//	           to the line before (signed) × 2 + 1 if complete; then all ids,
//	           then all times as texts
//	answers    how many columns; of each the question, how many bytes follow,
//	           and: how many positions, as differences; how many options;
//	           how many values, 8 bytes each, little-endian; texts

var errPacked = errors.New("packed records are damaged")

// packer writes packed records.
type packer struct{ b []byte }

func (p *packer) number(n int) { p.b = binary.AppendUvarint(p.b, uint64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	p.b = append(p.b, s...)
}

func (p *packer) texts(list []string) {
	p.number(len(list))
	for _, s := range list {
		p.number(len(s))
	}
	for _, s := range list {
		p.b = append(p.b, s...)
	}
}

// different numbers texts in order of first appearance.
type different struct {
	list  []string
	place map[string]int
	last  string
	at    int
}

func (d *different) of(s string) int {
	if len(d.list) > 0 && s == d.last {
		return d.at
	}
	at, ok := d.place[s]
	if !ok {
		if d.place == nil {
			d.place = map[string]int{}
		}
		at = len(d.list)
		d.list, d.place[s] = append(d.list, s), at
	}
	d.last, d.at = s, at
	return at
}

func packResponses(list []model.Response) []byte {
	var p packer
	var files, sessions, languages different
	var attributes []map[string]string
	sets := map[uintptr]int{} // decoders share one map among those who said the same
	rows := packer{b: make([]byte, 0, 8*len(list))}
	ids, times := make([]string, len(list)), make([]string, len(list))
	line := 0
	for i, r := range list {
		rows.number(files.of(r.File))
		rows.number(sessions.of(r.Session))
		rows.number(languages.of(r.Language))
		at := reflect.ValueOf(r.Attributes).Pointer()
		if _, ok := sets[at]; !ok {
			sets[at] = len(attributes)
			attributes = append(attributes, r.Attributes)
		}
		rows.number(sets[at])
		step := int64(r.Line-line) << 1
		if r.Complete {
			step |= 1
		}
		rows.b = binary.AppendVarint(rows.b, step)
		line, ids[i], times[i] = r.Line, r.ID, r.Submitted
	}
	p.number(len(list))
	p.texts(files.list)
	p.texts(sessions.list)
	p.texts(languages.list)
	p.number(len(attributes))
	for _, set := range attributes {
		p.number(len(set))
		for _, dimension := range sorted(set) {
			p.text(dimension)
			p.text(set[dimension])
		}
	}
	p.b = append(p.b, rows.b...)
	p.texts(ids)
	p.texts(times)
	return p.b
}

func sorted(set map[string]string) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func packAnswers(list []model.AnswerColumn) ([]byte, error) {
	var p packer
	p.number(len(list))
	for _, c := range list {
		var body packer
		body.number(len(c.Responses))
		last := uint32(0)
		for _, r := range c.Responses {
			if r < last {
				return nil, fmt.Errorf("store: answers to %q are not in the order of responses", c.Question)
			}
			body.number(int(r - last))
			last = r
		}
		body.number(len(c.Chosen))
		for _, o := range c.Chosen {
			body.number(int(o))
		}
		body.number(len(c.Values))
		for _, v := range c.Values {
			body.b = binary.LittleEndian.AppendUint64(body.b, math.Float64bits(v))
		}
		body.texts(c.Texts)
		p.text(c.Question)
		p.number(len(body.b))
		p.b = append(p.b, body.b...)
	}
	return p.b, nil
}

// unpacker reads packed records. After the first damage it gives nothing more.
type unpacker struct {
	b   []byte
	bad bool
}

func (u *unpacker) number() int {
	v, n := binary.Uvarint(u.b)
	if n <= 0 || v > math.MaxInt64 {
		u.bad, u.b = true, nil
		return 0
	}
	u.b = u.b[n:]
	return int(v)
}

// count reads how many things follow that take at least size bytes each.
func (u *unpacker) count(size int) int {
	n := u.number()
	if n > len(u.b)/size {
		u.bad, u.b = true, nil
		return 0
	}
	return n
}

func (u *unpacker) bytes(n int) []byte {
	if n > len(u.b) {
		u.bad, u.b = true, nil
		return nil
	}
	b := u.b[:n]
	u.b = u.b[n:]
	return b
}

func (u *unpacker) text() string { return string(u.bytes(u.number())) }

// texts reads texts, which share their memory; of more than most the rest is
// left out. Nil if there are none.
func (u *unpacker) texts(most int) []string {
	n := u.count(1)
	if n == 0 {
		return nil
	}
	ends := make([]int, n)
	sum := 0
	for i := range ends {
		if sum += u.number(); sum > len(u.b) || sum < 0 {
			u.bad, u.b = true, nil
			return nil
		}
		ends[i] = sum
	}
	raw := u.bytes(sum)
	n = min(n, most)
	if n == 0 || u.bad {
		return nil
	}
	list := make([]string, n)
	all, from := string(raw[:ends[n-1]]), 0
	for i := range list {
		list[i], from = all[from:ends[i]], ends[i]
	}
	return list
}

func unpackResponses(raw []byte) ([]model.Response, error) {
	const all = math.MaxInt
	u := &unpacker{b: raw}
	n := u.count(5)
	files, sessions, languages := u.texts(all), u.texts(all), u.texts(all)
	attributes := make([]map[string]string, u.count(1))
	for i := range attributes {
		pairs := u.count(2)
		for range pairs {
			dimension, group := u.text(), u.text()
			if attributes[i] == nil {
				attributes[i] = make(map[string]string, pairs)
			}
			attributes[i][dimension] = group
		}
	}
	list := make([]model.Response, n)
	line := int64(0)
	for i := range list {
		f, s, l, a := u.number(), u.number(), u.number(), u.number()
		step, w := binary.Varint(u.b)
		if u.bad || w <= 0 || f >= len(files) || s >= len(sessions) || l >= len(languages) || a >= len(attributes) {
			return nil, errPacked
		}
		u.b = u.b[w:]
		line += step >> 1
		list[i] = model.Response{File: files[f], Session: sessions[s], Language: languages[l], Attributes: attributes[a], Line: int(line), Complete: step&1 != 0}
	}
	ids, times := u.texts(all), u.texts(all)
	if u.bad || len(ids) != n || len(times) != n {
		return nil, errPacked
	}
	for i := range list {
		list[i].ID, list[i].Submitted = ids[i], times[i]
	}
	return list, nil
}

// answerLimits say what of the answers is read.
type answerLimits struct {
	texts    int    // of a column
	question string // only this one; empty for all
}

func unpackAnswers(raw []byte, limits answerLimits) ([]model.AnswerColumn, error) {
	u := &unpacker{b: raw}
	var list []model.AnswerColumn
	for range u.count(2) {
		question, body := u.text(), u.bytes(u.number())
		if u.bad {
			return nil, errPacked
		}
		if limits.question != "" && question != limits.question {
			continue
		}
		c, err := unpackColumn(&unpacker{b: body}, limits.texts)
		if err != nil {
			return nil, err
		}
		c.Question = question
		list = append(list, c)
	}
	if u.bad {
		return nil, errPacked
	}
	return list, nil
}

func unpackColumn(u *unpacker, texts int) (c model.AnswerColumn, err error) {
	if n := u.count(1); n > 0 {
		c.Responses = make([]uint32, n)
	}
	last := 0
	for i := range c.Responses {
		if last += u.number(); last < 0 || last > math.MaxUint32 {
			return c, errPacked
		}
		c.Responses[i] = uint32(last)
	}
	if n := u.count(1); n > 0 {
		c.Chosen = make([]uint16, n)
	}
	for i := range c.Chosen {
		o := u.number()
		if o > math.MaxUint16 {
			return c, errPacked
		}
		c.Chosen[i] = uint16(o)
	}
	if n := u.count(8); n > 0 {
		c.Values = make([]float64, n)
	}
	for i := range c.Values {
		if b := u.bytes(8); b != nil {
			c.Values[i] = math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
	}
	c.Texts = u.texts(texts)
	if u.bad {
		return c, errPacked
	}
	return c, nil
}

// Responses returns a snapshot's filled-in forms; an answer column's numbers
// are positions in this list. Those who said the same of themselves share one
// map, which nobody may change.
func (s *Store) Responses(id model.SnapshotID) (list []model.Response, err error) {
	err = s.readParts(id, kindResponses, func(raw []byte) (err error) {
		list, err = unpackResponses(raw)
		return err
	})
	return list, err
}

// Answers returns the answers to each question, in the order of questions, and
// of texts the first of each question, at most so many.
func (s *Store) Answers(id model.SnapshotID, texts int) (list []model.AnswerColumn, err error) {
	err = s.readParts(id, kindAnswers, func(raw []byte) (err error) {
		list, err = unpackAnswers(raw, answerLimits{texts: texts})
		return err
	})
	return list, err
}

// AnswersTo returns all answers to one question; a question that nobody was
// asked has none.
func (s *Store) AnswersTo(id model.SnapshotID, question string) (c model.AnswerColumn, err error) {
	err = s.readParts(id, kindAnswers, func(raw []byte) error {
		list, err := unpackAnswers(raw, answerLimits{texts: math.MaxInt, question: question})
		if len(list) > 0 {
			c = list[0]
		}
		return err
	})
	c.Question = question
	return c, err
}
