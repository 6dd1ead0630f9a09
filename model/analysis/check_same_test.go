package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
)

// survey is a source with closed questions of four options and an open one;
// closed[i] and open[i] are the answers of response i.
func survey(closed []string, open []string) analysis.Checked {
	s := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "survey"}}}
	for q := range closed[0] {
		id := fmt.Sprint("q", q)
		s.Questions = append(s.Questions, model.Question{Source: "survey", ID: id, Text: id, Kind: model.QuestionChoice, File: "s.csv"})
		c := model.AnswerColumn{Question: id}
		for r, row := range closed {
			c.Responses, c.Chosen = append(c.Responses, uint32(r)), append(c.Chosen, uint16(row[q]-'0'))
		}
		s.Answers = append(s.Answers, c)
	}
	s.Questions = append(s.Questions, model.Question{Source: "survey", ID: "open", Text: "What else?", Kind: model.QuestionOpen, File: "s.csv"})
	c := model.AnswerColumn{Question: "open"}
	for r := range closed {
		s.Responses = append(s.Responses, model.Response{ID: fmt.Sprint("r", r), Complete: true, File: "s.csv", Line: r + 2})
		if r < len(open) && open[r] != "" {
			c.Responses, c.Texts = append(c.Responses, uint32(r)), append(c.Texts, open[r])
		}
	}
	s.Answers = append(s.Answers, c)
	return s
}

const campaign = "We ask the Steering Committee to protect civic space in every member country."

// Forms with the same answers are told where chance does not explain it, and
// never because all crosses stand in one column.
func TestSameAnswers(t *testing.T) {
	various := []string{"013202130213", "120312301231", "302130213021", "231021302130"}
	tests := []struct {
		name   string
		closed []string
		open   []string
		want   string
	}{
		{"Twice", append(various, various[1]), nil, "2 forms have the same answers to all 12 questions that they answer: r1; r4."},
		{"NoneAlike", various, nil, ""},
		{"CrossesInOneColumn", append(various, "222222222222", "222222222222"), nil, ""},
		{"FewQuestions", []string{"013", "013", "120", "302"}, nil, ""},
		{"TwoOptionsMeetByChance", []string{"01010", "01010", "10101", "11001", "00110", "10010"}, nil, ""},
		{"OwnWords", []string{"01010", "01010", "10101"}, []string{campaign, strings.ToUpper(campaign) + "!", ""}, "2 forms have the same answers to all 6 questions"},
		{"OtherWords", append(various, various[1]), []string{"", campaign, "", "", "We ask for something else altogether, and for more time."}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			told := ""
			for _, c := range analysis.Checks([]analysis.Checked{survey(tt.closed, tt.open)}) {
				if c.Kind == model.CheckSameAnswers {
					told += c.Say
				}
			}
			if tt.want == "" && told != "" || !strings.Contains(told, tt.want) {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
	s := survey(various, nil)
	s.Responses[3].ID = "r0"
	if got := kinds(analysis.Checks([]analysis.Checked{s})); got[model.CheckSameAnswers] != 1 {
		t.Errorf("two forms with one number: %v, want one check", got)
	}
}

// A text that several people sent is told with the number of copies, and so is
// a sentence that stands in three texts that differ otherwise.
func TestSameTexts(t *testing.T) {
	note := func(i int, text string) model.Note {
		return model.Note{Source: "letters", ID: fmt.Sprint(i), Text: text, File: "letters.csv", Line: i + 1}
	}
	tests := []struct {
		name  string
		texts []string
		want  []string
	}{
		{"Copies", []string{campaign, "  " + strings.ToLower(campaign), "Something of my own, written this morning at home."}, []string{"The same text came 2 times among the notes and comments: “We ask the Steering Committee"}},
		{"Embedded", []string{"Dear all. " + campaign, campaign + " I live in Lagos.", "Hello! " + campaign + " Thank you."}, []string{"One sentence stands word for word in 3 texts that otherwise differ"}},
		{"InTwoOnly", []string{"Dear all. " + campaign, campaign + " I live in Lagos."}, nil},
		{"ShortOnes", []string{"I agree.", "I agree.", "I agree."}, nil},
		{"PersonalData", []string{campaign + " maria@example.org", campaign + " maria@example.org"}, []string{"[e-mail address removed]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "letters"}}}
			for i, text := range tt.texts {
				s.Notes = append(s.Notes, note(i+1, text))
			}
			var told []string
			for _, c := range analysis.Checks([]analysis.Checked{s}) {
				if c.Kind == model.CheckSameText {
					told = append(told, c.Say)
				}
			}
			if len(told) != len(tt.want) {
				t.Fatalf("told %q, want %d", told, len(tt.want))
			}
			for i := range told {
				if !strings.Contains(told[i], tt.want[i]) {
					t.Errorf("told %q, want %q", told[i], tt.want[i])
				}
			}
		})
	}
}

func row(channel model.Channel, measure, dimension, group string, value float64) model.Heard {
	return model.Heard{Channel: channel, Measure: measure, Dimension: dimension, Group: group, Value: &value, Text: fmt.Sprint(value), Unit: "people", File: "p.csv", Line: 2}
}

// Groups are held against their total, whichever row states it, and against
// the groups of another dimension where nothing does.
func TestTotals(t *testing.T) {
	const survey, meetings = model.ChannelSurvey, model.ChannelMeetings
	tests := []struct {
		name string
		rows []model.Heard
		want string
	}{
		{"AddUp", []model.Heard{row(survey, "responses", "total", "", 10), row(survey, "responses", "region", "A", 4), row(survey, "responses", "region", "B", 6)}, ""},
		{"TooMany", []model.Heard{row(survey, "responses", "total", "", 10), row(survey, "responses", "region", "A", 7), row(survey, "responses", "region", "B", 6)}, "add up to 13, the total is given as 10"},
		{"OwnTotalRow", []model.Heard{row(survey, "responses", "region", "A", 4), row(survey, "responses", "region", "B", 6), row(survey, "responses", "region", "Total", 12)}, "add up to 10, the total is given as 12"},
		{"OwnTotalRowRight", []model.Heard{row(survey, "responses", "region", "A", 4), row(survey, "responses", "region", "B", 6), row(survey, "responses", "region", "Total", 10)}, ""},
		{"TwoDimensions", []model.Heard{row(meetings, "participants", "region", "A", 4), row(meetings, "participants", "region", "B", 6), row(meetings, "participants", "gender", "W", 4), row(meetings, "participants", "gender", "M", 5)}, "by region (meeting notes, participants) add up to 10, those by gender to 9"},
		{"Cluster", []model.Heard{row(meetings, "mentions", "cluster", "Norms", 30)}, "The tags of “Norms” in tags add up to 25 mentions; the total is given as 30."},
		{"ClusterRight", []model.Heard{row(meetings, "mentions", "cluster", "Norms", 25), row(meetings, "mentions", "total", "tags", 32)}, ""},
	}
	tags := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "tags"}}, Tags: []model.Tag{
		{Source: "tags", Cluster: "Norms", Name: "A", Mentions: 20}, {Source: "tags", Cluster: "Norms", Name: "B", Mentions: 5}, {Source: "tags", Cluster: "Action", Name: "C", Mentions: 7}}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			told := ""
			for _, c := range analysis.Checks([]analysis.Checked{{Snapshot: model.Snapshot{Source: model.Source{ID: "register"}}, Heard: tt.rows}, tags}) {
				told += c.Say
			}
			if tt.want == "" && told != "" || !strings.Contains(told, tt.want) {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
}

// What was published and is gone is told, whatever it was.
func TestRecordsGone(t *testing.T) {
	before := survey([]string{"01", "10", "11"}, nil)
	before.Responded, before.Notes = 3, []model.Note{{ID: "n1"}, {ID: "n2"}}
	before.Tags = []model.Tag{{Name: "Trust", Mentions: 9}, {Name: "Money", Mentions: 4}}
	now := survey([]string{"0", "1"}, nil)
	now.Notes, now.Tags, now.Before = []model.Note{{ID: "n2"}}, []model.Tag{{Name: "Trust", Mentions: 8}}, &before
	told := ""
	for _, c := range analysis.Checks([]analysis.Checked{now}) {
		told += c.Say + "\n"
	}
	for _, want := range []string{"1 question is gone, or asked in other words: q1.", "1 note is gone: n1.", "1 tag is gone: Money.", "there are fewer responses: 3, then 2.", "1 tag is left with fewer mentions (Trust: 9, then 8)."} {
		if !strings.Contains(told, want) {
			t.Errorf("not told: %q; told:\n%s", want, told)
		}
	}
	now.Before = nil
	if got := analysis.Checks([]analysis.Checked{now}); len(got) != 0 {
		t.Errorf("without a snapshot before: %v", got)
	}
}

// A report that gives one figure twice and otherwise contradicts itself.
func TestRivalClaims(t *testing.T) {
	claim := func(text string, value float64, pages string) model.Claim {
		return model.Claim{Text: text, About: "poll:9", Figure: "votes", Relation: "=", Value: value, Pages: pages}
	}
	s := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "claims"}}, Claims: []model.Claim{claim("45 votes", 45, "p. 12"), claim("46 votes", 46, "annex"), claim("46 votes", 46, "annex")}}
	told := ""
	for _, c := range analysis.Checks([]analysis.Checked{s}) {
		if c.Kind == model.CheckClaim {
			told += c.Say + "\n"
		}
	}
	if want := "“45 votes” (p. 12) and “46 votes” (annex)"; !strings.Contains(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

func TestUnstatedBase(t *testing.T) {
	p := 57.0
	s := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}, Statements: []model.Statement{{Source: "poll", ID: "4", Text: "Publish it", Basis: model.BasisPublished, Published: model.Published{AgreePct: &p}}}}
	list := analysis.Checks([]analysis.Checked{s})
	if len(list) != 1 || !strings.Contains(list[0].Say, "1 statement has percentages without the number of votes") {
		t.Errorf("got %v", list)
	}
}

// Stop ends the checks; no half list is given.
func TestChecksStop(t *testing.T) {
	s := survey([]string{"0132", "1203"}, nil)
	for i := range 2000 {
		s.Statements = append(s.Statements, statement(fmt.Sprint(i), fmt.Sprintf("Statement of many words, number %d", i), 20, 50, 25, 25))
	}
	asked := 0
	list, done := analysis.ChecksUntil([]analysis.Checked{s}, func(at, total int) bool {
		if at > total {
			t.Errorf("%d of %d records", at, total)
		}
		asked++
		return asked < 3
	})
	if done || list != nil || asked != 3 {
		t.Errorf("done %v with %d checks after asking %d times, want none after 3", done, len(list), asked)
	}
}

func BenchmarkChecksSurvey(b *testing.B) {
	closed := make([]string, 100_000)
	open := make([]string, len(closed))
	seed := uint32(7)
	for i := range closed {
		var row strings.Builder
		for range 19 {
			seed = seed*1664525 + 1013904223
			row.WriteByte('0' + byte(seed>>16%4))
		}
		closed[i] = row.String()
		open[i] = fmt.Sprintf("%s My own reason is number %d, and it is not that of the others.", campaign, i)
	}
	s := survey(closed, open)
	for b.Loop() {
		analysis.Checks([]analysis.Checked{s})
	}
}
