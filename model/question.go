package model

// QuestionKind is the way in which a question is answered.
type QuestionKind string

// The kinds of question of surveys and live polls.
const (
	QuestionChoice   QuestionKind = "choice"   // one option of several
	QuestionMultiple QuestionKind = "multiple" // any number of options
	QuestionScale    QuestionKind = "scale"    // a number between two ends
	QuestionRanking  QuestionKind = "ranking"  // a rank, 1 is first, for the item that Part names
	QuestionPoints   QuestionKind = "points"   // a share of a number of points for the item that Part names
	QuestionPlane    QuestionKind = "plane"    // a number for the item and the axis that Part names (2×2)
	QuestionNumber   QuestionKind = "number"   // any number
	QuestionOpen     QuestionKind = "open"     // free text
	QuestionWords    QuestionKind = "words"    // single words or short phrases, for a word cloud
	QuestionDate     QuestionKind = "date"     // a day, as text
)

// Question is what was asked in a survey or live poll. A row of a grid, an
// item of a ranking or of a distribution of points is a Question of its own:
// those that were asked together have the same Block.
type Question struct {
	Source string `json:"source"`
	// ID is unique in the source and stays the same between snapshots as far
	// as the publisher lets it: a code if there is one, else made of the text.
	ID   string       `json:"id"`
	Text string       `json:"text"`
	Kind QuestionKind `json:"kind"`
	// Block and Part are set where several questions were asked as one: a
	// grid and its row, a ranking and its item.
	Block string `json:"block,omitempty"`
	Part  string `json:"part,omitempty"`
	// Options are the answers to choose from, in published order; those that
	// somebody wrote in under "other" come last and are counted in Written.
	Options []string `json:"options,omitempty"`
	Written int      `json:"written,omitempty"`
	// Low and High are the ends of a scale, as stated or, if the publisher
	// does not say, as answered.
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
	// Assumed says that Kind, Options or the ends of a scale were decided from
	// the answers, because the publisher does not state them.
	Assumed bool `json:"assumed,omitempty"`
	// Attribute is the dimension that the question asks of the person:
	// "sector", "region", "gender", "age", "country", "level"; empty if none.
	Attribute string `json:"attribute,omitempty"`
	Language  string `json:"language,omitempty"`
	// File, Line and Column say where the question stands: a path of the
	// snapshot, a line or row and a column, both counted from 1.
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Ref names the question.
func (q Question) Ref() Ref { return NewRef(q.Source, q.ID) }

// Response is one form that somebody filled in: a survey's respondent, a
// voter in one session of a live poll. It is known by the publisher's number
// only; names, e-mail addresses and network addresses are not kept.
type Response struct {
	ID string `json:"id"`
	// Complete is false if the person did not come to the end; such responses
	// are counted apart.
	Complete bool `json:"complete"`
	// Session is the live poll's session or the survey's wave; empty if one.
	Session string `json:"session,omitempty"`
	// Submitted is the time as published; empty if it was not kept.
	Submitted string `json:"submitted,omitempty"`
	Language  string `json:"language,omitempty"`
	// Attributes are what the person said of themselves, by dimension.
	Attributes map[string]string `json:"attributes,omitempty"`
	File       string            `json:"file"`
	Line       int               `json:"line"`
}

// AnswerColumn holds every answer to one question, in the order of responses.
// Someone who skipped the question does not stand in it. Of Chosen, Values and
// Texts exactly one is as long as Responses, by the question's kind.
type AnswerColumn struct {
	Question string `json:"question"`
	// Responses are positions in the snapshot's list of responses, ascending.
	// A response that chose several options, or gave several words, stands
	// once for each.
	Responses []uint32 `json:"responses"`
	// Chosen are positions in Question.Options (choice, multiple).
	Chosen []uint16 `json:"chosen,omitempty"`
	// Values are numbers (scale, ranking, points, plane, number).
	Values []float64 `json:"values,omitempty"`
	// Texts are words as published (open, words, date).
	Texts []string `json:"texts,omitempty"`
}

// Answered counts the responses that stand in the column.
func (c AnswerColumn) Answered() int {
	n := 0
	for i, r := range c.Responses {
		if i == 0 || c.Responses[i-1] != r {
			n++
		}
	}
	return n
}
