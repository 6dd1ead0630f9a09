package decode

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// A group with a discussion, a proposal, a poll of scores and one of choices.
const loomioGroup = `{"table":"groups","record":{"id":1,"name":"Our group"}}
{"table":"users","record":{"id":5,"name":"Ana","email":"ana@example.org"}}
{"table":"users","record":{"id":6,"name":"ben@example.org","email":"ben@example.org"}}
{"table":"discussions","record":{"id":3,"title":"Benchmarks","description":"<p>Shall we &amp; why?</p>","author_id":5,"created_at":"2022-09-01"}}
{"table":"comments","record":{"id":31,"discussion_id":3,"body":"Yes","user_id":6}}
{"table":"comments","record":{"id":32,"discussion_id":3,"parent_id":31,"parent_type":"Comment","body":"Why?","user_id":5}}
{"table":"polls","record":{"id":1,"title":"Adopt benchmarks?","poll_type":"proposal","discussion_id":3}}
{"table":"poll_options","record":{"id":10,"poll_id":1,"name":"agree"}}
{"table":"poll_options","record":{"id":11,"poll_id":1,"name":"block"}}
{"table":"stances","record":{"id":99,"poll_id":1,"participant_id":5,"latest":false,"cast_at":"x","option_scores":{"11":1}}}
{"table":"stances","record":{"id":100,"poll_id":1,"participant_id":5,"reason":"Not a ranking","cast_at":"y","latest":true}}
{"table":"stance_choices","record":{"id":1000,"stance_id":100,"poll_option_id":10,"score":1}}
{"table":"stances","record":{"id":101,"poll_id":1,"participant_id":6,"latest":true,"cast_at":"y","option_scores":{"11":1}}}
{"table":"stances","record":{"id":102,"poll_id":1,"participant_id":7,"latest":true}}
{"table":"polls","record":{"id":2,"title":"How good?","poll_type":"score","min_score":0,"max_score":9}}
{"table":"poll_options","record":{"id":20,"poll_id":2,"name":"Plan A"}}
{"table":"poll_options","record":{"id":21,"poll_id":2,"name":"Plan B"}}
{"table":"stances","record":{"id":200,"poll_id":2,"participant_id":6,"latest":true,"cast_at":"y","option_scores":{"20":7,"21":0}}}
{"table":"polls","record":{"id":4,"title":"Where?","poll_type":"poll"}}
{"table":"poll_options","record":{"id":40,"poll_id":4,"name":"Quito"}}
{"table":"poll_options","record":{"id":41,"poll_id":4,"name":"Riga"}}
{"table":"stances","record":{"id":400,"poll_id":4,"participant_id":5,"latest":true,"cast_at":"y","option_scores":{"40":1,"41":1}}}
{"table":"outcomes","record":{"id":50,"poll_id":1,"statement":"Adopted","latest":true}}
{"table":"events","record":{"id":1}}
`

func TestLoomio(t *testing.T) {
	c := recognised(t, model.FormatLoomio, "export.jsonl", loomioGroup)
	says(t, c, "left-out:0", "assumed:7", "left-out:2", "left-out:0")
	s := statement(t, c, "1")
	if s.Tally != (model.Tally{Agree: 1, Disagree: 1}) || s.Basis != model.BasisCounted || s.Text != "Adopt benchmarks?" {
		t.Errorf("got %+v, want one for and one block", s)
	}
	notes := []string{}
	for _, n := range c.Notes {
		notes = append(notes, n.ID+" "+n.ReplyTo+" "+n.Author+": "+n.Text)
	}
	want := []string{"discussion-3  Ana: Shall we & why?", "comment-31 discussion-3 : Yes", "comment-32 comment-31 Ana: Why?", "outcome-50  : Adopted", "stance-100  Ana: Not a ranking"}
	if !slices.Equal(notes, want) {
		t.Errorf("got notes %q, want %q", notes, want)
	}
	if len(c.Questions) != 3 || c.Questions[0].Kind != model.QuestionScale || *c.Questions[0].High != 9 || c.Questions[2].Kind != model.QuestionMultiple || len(c.Responses) != 2 {
		t.Errorf("got %+v, %+v", c.Questions, c.Responses)
	}
	if len(c.Answers) != 3 || c.Answers[1].Values[0] != 0 || !slices.Equal(c.Answers[2].Chosen, []uint16{0, 1}) {
		t.Errorf("got %+v", c.Answers)
	}
	if strings.Contains(fmt.Sprintf("%+v", c), "@") || c.Snapshot.Title != "Our group" {
		t.Error("an address was kept, or the group's name was not")
	}
	t.Run("as one document", func(t *testing.T) {
		list := "[" + strings.Join(strings.Split(strings.TrimSpace(loomioGroup), "\n"), ",\n") + "]"
		again := recognised(t, model.FormatLoomio, "export.json", list)
		if len(again.Notes) != 5 || statement(t, again, "1").Tally != s.Tally || len(again.Questions) != 3 {
			t.Errorf("got %+v", again)
		}
	})
	t.Run("bad lines", func(t *testing.T) {
		c := recognised(t, model.FormatLoomio, "export.jsonl", loomioGroup+"{\"table\":\n{\"table\":\"polls\",\"record\":{\"id\":\"x\"}}\n")
		if f := c.Snapshot.Files[0]; f.RowsSkipped != 2 || f.RowsRead != 24 {
			t.Errorf("got %d read and %d skipped, want 24 and 2", f.RowsRead, f.RowsSkipped)
		}
	})
}

// loomioNow is a group as newer sites export it: options in the group's own
// words with a sign, polls and discussions joined by topics, and secret ballots
// in tables of their own.
const loomioNow = `{"table":"users","record":{"id":5,"name":"Ana"}}
{"table":"discussions","record":{"id":20,"title":"Bikes?","description":"Let us talk","author_id":5,"topic_id":90}}
{"table":"topics","record":{"id":90,"topicable_type":"Discussion","topicable_id":20}}
{"table":"polls","record":{"id":1,"title":"Adopt?","poll_type":"proposal","topic_id":90}}
{"table":"poll_options","record":{"id":10,"poll_id":1,"name":"D'accord","icon":"agree"}}
{"table":"poll_options","record":{"id":11,"poll_id":1,"name":"Pas d'accord","icon":"disagree"}}
{"table":"poll_options","record":{"id":12,"poll_id":1,"name":"Veto","icon":"block"}}
{"table":"stances","record":{"id":100,"poll_id":1,"participant_id":5,"reason":"Oui","cast_at":"y","latest":true,"option_scores":{"10":1}}}
{"table":"stances","record":{"id":101,"poll_id":1,"participant_id":6,"cast_at":"y","latest":true,"option_scores":{"12":1}}}
{"table":"polls","record":{"id":2,"title":"Secret?","poll_type":"proposal","anonymous":true}}
{"table":"poll_options","record":{"id":20,"poll_id":2,"name":"Agree","icon":"agree"}}
{"table":"poll_options","record":{"id":21,"poll_id":2,"name":"Disagree","icon":"disagree"}}
{"table":"anonymous_ballots","record":{"id":"a-1","poll_id":2,"none_of_the_above":false}}
{"table":"anonymous_ballot_choices","record":{"anonymous_ballot_id":"a-1","poll_option_id":20,"score":1}}
{"table":"anonymous_ballots","record":{"id":"a-2","poll_id":2,"none_of_the_above":true}}
{"table":"polls","record":{"id":3,"title":"How far?","poll_type":"proposal"}}
{"table":"poll_options","record":{"id":30,"poll_id":3,"name":"Wholly","icon":"agree"}}
{"table":"poll_options","record":{"id":31,"poll_id":3,"name":"With reservations","icon":"agree"}}
{"table":"comments","record":{"id":30,"body":"Top","parent_id":20,"parent_type":"Discussion"}}
{"table":"comments","record":{"id":31,"body":"Below","parent_id":30,"parent_type":"Comment"}}
{"table":"comments","record":{"id":32,"body":"On the vote","parent_id":100,"parent_type":"Stance"}}
`

func TestLoomioNow(t *testing.T) {
	c := recognised(t, model.FormatLoomio, "2025-01-01_town_ab12.json", loomioNow)
	says(t, c, "left-out:0", "assumed:4")
	if s := statement(t, c, "1"); s.Tally != (model.Tally{Agree: 1, Disagree: 1}) {
		t.Errorf("got %+v, want one for and one block", s.Tally)
	}
	if s := statement(t, c, "2"); s.Tally != (model.Tally{Agree: 1}) || len(c.Statements) != 2 || len(c.Questions) != 1 {
		t.Errorf("got %+v, %d statements, %d questions", s.Tally, len(c.Statements), len(c.Questions))
	}
	var notes []string
	for _, n := range c.Notes {
		notes = append(notes, n.ID+" "+n.ReplyTo+" "+n.Consultation)
	}
	want := []string{"discussion-20  discussion-20", "comment-30 discussion-20 discussion-20", "comment-31 comment-30 discussion-20", "comment-32 stance-100 discussion-20", "stance-100  discussion-20"}
	if !slices.Equal(notes, want) {
		t.Errorf("got  %q\nwant %q", notes, want)
	}
	if f := c.Snapshot.Files[0]; f.RowsRead != 21 || f.RowsSkipped != 0 {
		t.Errorf("got %d read, %d skipped", f.RowsRead, f.RowsSkipped)
	}
}

func TestLoomioSample(t *testing.T) {
	c := recognised(t, model.FormatLoomio, "synthetic-group-export.jsonl", readDir(t, shared(t, "samples", "loomio"), "synthetic-group-export.jsonl")["synthetic-group-export.jsonl"])
	if s := statement(t, c, "1"); s.Tally != (model.Tally{Agree: 1}) || len(c.Notes) != 2 || len(c.Participants) != 1 || c.Snapshot.Files[0].RowsRead != 6 {
		t.Errorf("got %+v, %+v, %+v", s, c.Notes, c.Participants)
	}
	says(t, c)
}

func FuzzLoomio(f *testing.F) {
	fuzz(f, model.FormatLoomio, "x.jsonl", loomioGroup, `[{"table":"polls","record":{"id":1}}]`, loomioNow, `{"polls":[{"id":1,"poll_type":"ranked_choice"}],"poll_options":[{"id":2,"poll_id":1}],"stances":[{"id":3,"poll_id":1,"option_scores":{"2":1e308}}]}`)
}
