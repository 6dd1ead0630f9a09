package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
)

// packedAnswers is an AnswerColumn as it is kept: positions as differences, one
// byte each where people answered one after the other. Written as lists of
// numbers, the answers to 20 questions by 100,000 people take four times the
// room and a second to read.
type packedAnswers struct {
	Question  string    `json:"question"`
	Responses []byte    `json:"responses"`
	Chosen    []byte    `json:"chosen,omitempty"`
	Values    []float64 `json:"values,omitempty"`
	Texts     []string  `json:"texts,omitempty"`
}

// MarshalJSON writes the column packed.
func (c AnswerColumn) MarshalJSON() ([]byte, error) {
	p := packedAnswers{Question: c.Question, Values: c.Values, Texts: c.Texts, Responses: make([]byte, 0, len(c.Responses))}
	last := uint32(0)
	for _, r := range c.Responses {
		if r < last {
			return nil, errors.New("answers are not in the order of responses")
		}
		p.Responses = binary.AppendUvarint(p.Responses, uint64(r-last))
		last = r
	}
	for _, o := range c.Chosen {
		p.Chosen = binary.AppendUvarint(p.Chosen, uint64(o))
	}
	return json.Marshal(p)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *AnswerColumn) UnmarshalJSON(raw []byte) error {
	var p packedAnswers
	if err := json.Unmarshal(raw, &p); err != nil {
		return err
	}
	*c = AnswerColumn{Question: p.Question, Values: p.Values, Texts: p.Texts}
	last := uint64(0)
	for b := p.Responses; len(b) > 0; {
		v, n := binary.Uvarint(b)
		if last += v; n <= 0 || last > 1<<32-1 {
			return errors.New("answers are damaged")
		}
		c.Responses, b = append(c.Responses, uint32(last)), b[n:]
	}
	for b := p.Chosen; len(b) > 0; {
		v, n := binary.Uvarint(b)
		if n <= 0 || v > 1<<16-1 {
			return errors.New("answers are damaged")
		}
		c.Chosen, b = append(c.Chosen, uint16(v)), b[n:]
	}
	return nil
}
