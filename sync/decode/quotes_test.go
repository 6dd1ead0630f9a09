package decode

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

const jigsawVotes = "comment-id,comment_text,agrees,disagrees,passes,Group-0-agree-count,Group-0-disagree-count,Group-0-pass-count,Group-none-agree-count,Group-none-disagree-count,Group-none-pass-count,topics\n" +
	"1,\"Set benchmarks, not rankings\",10,1,3,9,0,2,1,1,1,\"Norms:Benchmarks;Incentives\"\n2,Two,5,0,0,4,0,0,0,0,0,\n3,Three,x,0,0,0,0,0,0,0,0,\n"

func TestJigsawVotes(t *testing.T) {
	c := recognised(t, model.FormatJigsawVotes, "v.csv", jigsawVotes)
	says(t, c, "disagreement:3", "unreadable-row:4")
	s := statement(t, c, "1")
	if s.Tally != (model.Tally{Agree: 10, Disagree: 1, Pass: 3}) || s.Basis != model.BasisRecovered || !slices.Equal(s.Topics, []string{"Norms: Benchmarks", "Incentives"}) ||
		fmt.Sprint(s.Published.Groups) != fmt.Sprint([]model.GroupTally{{Group: "Group-0", Tally: model.Tally{Agree: 9, Pass: 2}}}) {
		t.Errorf("got %+v", s)
	}
}

const jigsawTopics = "participant_id,survey_text,quote,topic,opinion,demo:region\n" +
	"p1,\"We need benchmarks. Also money.\",We need benchmarks.,Norms,OGP should set benchmarks,Africa\n" +
	"p1,\"We need benchmarks. Also money.\",Also money.,Funds,More money,Africa\n" +
	"p2,No,Something else,Norms,OGP should set benchmarks,\n,x,y,,,\n"

func TestJigsawTopics(t *testing.T) {
	c := recognised(t, model.FormatJigsawTopics, "t.csv", jigsawTopics)
	says(t, c, "unreadable-row:5", "unanchored:4")
	if len(c.Notes) != 2 || len(c.Excerpts) != 3 || len(c.Tags) != 2 || c.Tags[0].Mentions != 2 || c.Tags[0].Cluster != "Norms" || c.Notes[0].Attributes["demo:region"] != "Africa" {
		t.Errorf("got %+v, %+v, %+v", c.Notes, c.Excerpts, c.Tags)
	}
	cutsRight(t, c)
	t.Run("the second and third header of Qualtrics", func(t *testing.T) {
		c := recognised(t, model.FormatJigsawTopics, "q.csv", "participant_id,survey_text\nYour number?,What do you think?\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\np1,That\n")
		if len(c.Notes) != 1 || c.Notes[0].Text != "That" || c.Snapshot.Files[0].RowsRead != 1 {
			t.Errorf("got %+v", c.Notes)
		}
	})
}

// cutsRight fails unless every passage that has a place is cut right.
func cutsRight(t *testing.T, c model.Content) {
	t.Helper()
	texts := map[string][]rune{}
	for _, n := range c.Notes {
		texts[n.ID] = []rune(n.Text)
	}
	for _, e := range c.Excerpts {
		if !e.Unanchored && string(texts[e.Note][e.Start:e.End]) != e.Text {
			t.Errorf("got %q, want %q", string(texts[e.Note][e.Start:e.End]), e.Text)
		}
	}
}

const cityJSON = `["v0.2",{"title":"Pets","description":"","topics":[{"id":"t","title":"Cats","subtopics":[{"id":"s","title":"Love","description":"They love cats","claims":[
{"id":"c","title":"Cats are loved","quotes":[{"id":"q1","text":"love 🐈 cats","reference":{"sourceId":"1","interview":"Ana","data":["text",{"startIdx":2,"endIdx":14}]}}],
"similarClaims":[{"id":"c2","title":"Cats!","quotes":[{"id":"q2","text":"Cats are fine","reference":{"sourceId":"2","interview":"Anonymous","data":["text",{"startIdx":0,"endIdx":3}]}},{"id":"q3","text":"never said","reference":{"sourceId":"2","data":["text",{"startIdx":0,"endIdx":3}]}}],"similarClaims":[]}]}]}]}],
"sources":[{"id":"1","interview":"Ana","data":["text",{"text":"I love 🐈 cats"}]},{"id":"2","interview":"Anonymous","data":["text",{"text":"🐈 Cats are fine"}]}],"date":"x"}]`

func TestTalkToTheCityReport(t *testing.T) {
	for name, file := range map[string]string{"as shown": cityJSON, "as kept": `{"data":` + cityJSON + `,"metadata":["v0.2",{}]}`, "as downloaded": `["v0.2",{"data":` + cityJSON + `,"downloadTimestamp":1}]`} {
		t.Run(name, func(t *testing.T) {
			c := recognised(t, model.FormatTalkToTheCity, "report.json", file)
			says(t, c, "unanchored:3")
			if len(c.Notes) != 2 || len(c.Excerpts) != 3 || len(c.Tags) != 1 || c.Tags[0].Mentions != 3 || c.Tags[0].Cluster != "Cats" || c.Notes[0].Author != "Ana" || c.Notes[1].Author != "" || c.Snapshot.Title != "Pets" {
				t.Errorf("got %+v, %+v, %+v", c.Notes, c.Excerpts, c.Tags)
			}
			cutsRight(t, c)
			if e := c.Excerpts[0]; e.Start != 2 || e.End != 13 || e.Remark != "Cats are loved" {
				t.Errorf("got %+v, want characters 2 to 13", e)
			}
		})
	}
	t.Run("without its sources", func(t *testing.T) {
		c := recognised(t, model.FormatTalkToTheCity, "r.json", cityJSON[:strings.Index(cityJSON, `"sources"`)]+`"date":"x"}]`)
		says(t, c, "left-out:0")
		if len(c.Excerpts) != 3 || c.Excerpts[0].Consultation != "1" || c.Excerpts[0].Note != "" {
			t.Errorf("got %+v", c.Excerpts)
		}
	})
}

func TestJigsawSamples(t *testing.T) {
	files := readDir(t, shared(t, "samples", "jigsaw"), "synthetic-votes-input.csv", "synthetic-categorized.csv", "webui-comments.json", "webui-topic-stats.json")
	votes := recognised(t, model.FormatJigsawVotes, "v.csv", files["synthetic-votes-input.csv"])
	if s := statement(t, votes, "1"); s.Tally != (model.Tally{Agree: 16, Disagree: 1, Pass: 5}) || len(s.Published.Groups) != 2 {
		t.Errorf("got %+v", s)
	}
	says(t, votes)
	topics := recognised(t, model.FormatJigsawTopics, "t.csv", files["synthetic-categorized.csv"])
	if says(t, topics); len(topics.Notes) != 1 || len(topics.Excerpts) != 1 || topics.Excerpts[0].End != 19 || len(topics.Tags) != 1 {
		t.Errorf("got %+v", topics)
	}
	web := recognised(t, model.FormatJigsawVotes, "c.json", files["webui-comments.json"])
	if s := statement(t, web, "0"); s.Tally.N() != 0 || len(s.Published.Groups) != 2 || s.Line != 2 {
		t.Errorf("got %+v", s)
	}
	counts := recognised(t, model.FormatJigsawTopics, "s.json", files["webui-topic-stats.json"])
	if len(counts.Tags) != 1 || counts.Tags[0].Name != "Subtopic 1" || counts.Tags[0].Cluster != "Topic 1" {
		t.Errorf("got %+v", counts.Tags)
	}
}

func FuzzJigsawVotes(f *testing.F) {
	fuzz(f, model.FormatJigsawVotes, "v.csv", jigsawVotes, `[{"id":"0","text":"T","votes":{"G":{"agreeCount":1,"disagreeCount":0,"passCount":0}},"topics":"A:B"}]`)
}

func FuzzJigsawTopics(f *testing.F) {
	fuzz(f, model.FormatJigsawTopics, "t.csv", jigsawTopics, `[{"name":"A","commentCount":2,"subtopicStats":[{"name":"B","commentCount":1}]}]`)
}

func FuzzTalkToTheCityReport(f *testing.F) {
	fuzz(f, model.FormatTalkToTheCity, "r.json", cityJSON)
}
